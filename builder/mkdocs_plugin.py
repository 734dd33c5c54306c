"""The MkDocs plugin: short hooks around ``site``. The only file that imports MkDocs."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from builder.outline import Outline
from builder.pipeline import TEMPLATE_FOLDER, load, outline_of
from builder.report import format_text
from builder.stylesheet import plan_stylesheet
from builder.web import WebPage, site_pages


class _Settings(Config):  # type: ignore[no-untyped-call]
    plan = config_options.Type(str, default="plan")


class _FinishedPage(Page):
    """A page whose body is finished: nothing of Python-Markdown is run on it."""

    def __init__(self, web: WebPage, file: File, config: MkDocsConfig) -> None:
        self.web = web
        super().__init__(web.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"description": self.web.description}
        if not self.web.path:
            self.meta["hide"] = ["navigation", "toc"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.web.body
        # One level deep: the contents beside the text name the parts of the page, not every action.
        tokens: list[dict[str, Any]] = [
            {"level": heading.level, "id": heading.id, "name": heading.title, "html": heading.title, "children": []}
            for heading in self.web.headings
        ]
        self.toc = get_toc(tokens)  # type: ignore[arg-type]
        self.present_anchor_ids = {heading.id for heading in self.web.headings}


class KeikakuPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]
    """Serves the plan's pages to MkDocs. ``outline`` may be given by a host that has composed the plan already."""

    outline: Outline | None = None
    faults: str = ""
    """While serving: what is wrong with the plan as it stands; the pages are those of the last sound one."""
    serving: bool = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Having this hook keeps one instance through all builds of ``serve``, and so the last sound plan."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        folder = Path(config.config_file_path).parent / self.config.plan
        loaded = load(folder, display=self.config.plan)
        self.faults = ""
        if loaded.sound and loaded.index is not None:
            self.outline = outline_of(loaded.index)
        else:
            self.faults = format_text(loaded.diagnostics, loaded.sources.texts)
            # An exception in a rebuild would leave the reader with a dead server instead of a message.
            if not self.serving or self.outline is None:
                raise PluginError("\n" + self.faults)
        site = self.outline.index.plan.site
        config.site_name, config.site_description = site.name, site.description
        config.site_url = site.url or config.site_url
        config.copyright = None
        config.watch.extend([str(folder), str(TEMPLATE_FOLDER)])
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        assert self.outline is not None, "on_config runs first"
        pages = site_pages(self.outline, TEMPLATE_FOLDER / "web" / "bodies")
        if self.faults:
            banner = f'<div class="faults" role="alert"><pre>{escape(self.faults)}</pre></div>'
            pages = tuple(replace(page, body=banner + page.body) for page in pages)
        nav: list[Any] = []
        sections: dict[str, list[Any]] = {}
        for web in pages:
            name = f"{web.path}index.md"
            file = File.generated(config, name, content="", inclusion=InclusionLevel.INCLUDED)
            file.page = _FinishedPage(web, file, config)
            files.append(file)
            if not web.section:
                nav.append({web.title: name})
            elif web.section in sections:
                sections[web.section].append({web.title: name})
            else:
                sections[web.section] = [{web.title: name}]
                nav.append({web.section: sections[web.section]})
        style = plan_stylesheet(self.outline.index.plan)
        files.append(File.generated(config, "plan-colours.css", content=style))
        config.extra_css = [*config.extra_css, "plan-colours.css"]
        config.nav = nav
        return files
