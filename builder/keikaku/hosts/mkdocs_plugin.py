"""The MkDocs plugin: short hooks that hand a site's finished pages to MkDocs. Only this module imports MkDocs."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from keikaku.hosts.report import format_text
from keikaku.hosts.website import Website, finish, website
from keikaku.outputs.site import Page as WebPage
from keikaku.outputs.templating import Compiled
from keikaku.pipeline import load
from keikaku.resources import CONFIGURATION, TEMPLATE_FOLDER, THEME_FOLDER

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer


class BuildError(Exception):
    """MkDocs could not build; what it said has been logged."""


def build_site(made: Website, folder: Path) -> None:
    """Write a website into ``folder``, which MkDocs empties first; its warnings are faults too."""
    logging.basicConfig(format="mkdocs: %(message)s", level=logging.WARNING)
    config = load_config(str(CONFIGURATION), site_dir=str(folder), strict=True)
    plugin = config.plugins["keikaku"]
    assert isinstance(plugin, KeikakuPlugin)
    plugin.website = made
    plugin.given = True
    try:
        build(config)
    except (Abort, PluginError) as problem:
        raise BuildError(str(problem)) from problem


def serve_site(plan: Path, address: str) -> None:
    """Serve the site of ``plan`` until interrupted, building anew at every change."""
    from mkdocs.commands.serve import serve  # late: a build need not pay for a server

    serve(str(CONFIGURATION), dev_addr=address, plugins={"keikaku": {"plan": str(plan)}})


class _Settings(Config):  # type: ignore[no-untyped-call]
    plan = config_options.Type(str, default="plan")


class _FinishedPage(Page):
    """A page whose body is finished: nothing of Python-Markdown is run on it."""

    def __init__(self, web: WebPage, file: File, config: MkDocsConfig) -> None:
        self.web = web
        super().__init__(web.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = dict(self.web.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.web.body
        self.present_anchor_ids = set()  # anchors are checked in the finished folder, by links.py


class KeikakuPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]
    """Serves the plan's pages to MkDocs."""

    website: Website | None = None
    given: bool = False
    """``website`` was made by a host; otherwise the plan in the settings is loaded."""
    serving: bool = False
    faults: str = ""
    """While serving: what is wrong with the plan as it stands; the pages are those of the last sound one."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this hook keeps one instance through all builds of ``serve``, and so the last sound plan."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not self.given:
            self._load(config)
        assert self.website is not None
        frame = self.website.site.frame
        config.site_name, config.site_description = frame.site_name, frame.description
        if not self.serving:  # a preview stands at the address of its server
            config.site_url = self.website.url or config.site_url
        config.theme["language"] = frame.language
        # As plain data, which is what a theme of another generator gets.
        config.extra["frame"] = asdict(replace(frame, faults=self.faults))
        config.theme.static_templates.discard("sitemap.xml")  # it carries the day of the build; ours does not
        return config

    def _load(self, config: MkDocsConfig) -> None:
        folder = Path(config.config_file_path).parent / self.config.plan
        here = Path.cwd()
        shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
        loaded = load(folder, display=shown.as_posix())
        self.faults = ""
        if loaded.sound and loaded.index is not None:
            self.website = website(loaded.index, preview=self.serving)
            if self.website.diagnostics:
                raise PluginError("\n" + format_text(self.website.diagnostics, loaded.sources.texts))
        else:
            self.faults = format_text(loaded.diagnostics, loaded.sources.texts)
            # An exception in a rebuild would leave the reader with a dead server instead of a message.
            if not self.serving or self.website is None:
                raise PluginError("\n" + self.faults)
        config.watch.extend([str(folder), str(TEMPLATE_FOLDER), str(THEME_FOLDER)])

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        assert self.website is not None, "on_config runs first"
        for file in list(files):  # what MkDocs found lying about: all that is published is in the website
            files.remove(file)
        for page in self.website.site.pages:
            file = File.generated(config, page.source, content="", inclusion=InclusionLevel.INCLUDED)
            file.page = _FinishedPage(page, file, config)
            files.append(file)
        for name, content in self.website.site.files.items():
            files.append(File.generated(config, name, content=content))
        config.nav = [{page.title: page.source} for page in self.website.site.pages]
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.bytecode_cache = Compiled(f"mkdocs-{mkdocs.__version__}")
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Look for changes more often, answer nobody else, and print the address, which MkDocs only logs."""
        from keikaku.hosts.answering import address, only_own
        from keikaku.hosts.watching import observer

        # The collector of cycles would look through all that the first build left at every further one: a tenth of it.
        gc.collect()
        gc.freeze()
        server.build_delay = 0.05  # half as long as MkDocs waits for a further change
        watched = (config.docs_dir, config.config_file_path)
        for path in watched:
            server.unwatch(path)
        server.observer = observer()  # type: ignore[assignment]  # less is asked of it
        for path in watched:
            server.watch(path)
        server.set_app(only_own(server.serve_request, *config.dev_addr))
        print(f"{address(*config.dev_addr)} で見られます。止めるには Ctrl+C を押します。", flush=True)
        return server

    def on_post_build(self, config: MkDocsConfig) -> None:
        assert self.website is not None, "on_config runs first"
        finish(self.website, Path(config.site_dir))
