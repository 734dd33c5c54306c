"""The MkDocs plugin: short hooks that add a plan's pages to a site, in our own frame or in Material's.

A site with a plan at its root is the plan's: named as it is, and finished (policy, list of files) where nobody else has
pages in it. A plan in a folder (``at``) is a guest, and all that is the host's stays as it is. Only ``hosts/mkdocs_*``
import MkDocs.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import keikaku.yaml.libyaml  # noqa: F401 - before MkDocs imports the library with all its expressions

# isort: split
import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, nest_paths

from keikaku.catalogue import Catalogue
from keikaku.hosts import mkdocs_material
from keikaku.hosts.mkdocs_nav import AWESOME, awesome_nav, placed, plan_nav
from keikaku.hosts.mkdocs_pages import PlanPage, as_documents, edit_link, plan_file, with_file_names
from keikaku.hosts.reporting.formats import format_text
from keikaku.hosts.website import Form, Website, begun, completed, finish, lasting_files, published_at
from keikaku.outcome import FaultyInputError, StoppedError
from keikaku.outputs.lazy import LazyFiles
from keikaku.outputs.site import WebLink
from keikaku.outputs.site.links import broken_links
from keikaku.outputs.site.material import wrapper
from keikaku.outputs.site.not_found import NOT_FOUND
from keikaku.outputs.templating import Compiled, environment
from keikaku.patterns import regex
from keikaku.pipeline import load
from keikaku.plan.index import PlanIndex
from keikaku.resources import CONFIGURATION, TEMPLATE_FOLDER, THEME_FOLDER

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

    from keikaku.hosts.mkdocs_on_demand import OnDemand
    from keikaku.hosts.since import Before

_say = Catalogue(__file__)
_log = get_plugin_logger("keikaku")


def own_configuration(plan: Path, theme: str | None = None, **settings: Any) -> MkDocsConfig:
    """The configuration of a site that is a plan's alone. ``theme``: another than it names."""
    if theme is not None:
        settings["theme"] = theme
    return load_config(str(CONFIGURATION), plugins={"keikaku": {"plan": str(plan.absolute())}}, **settings)


def own_form(config: MkDocsConfig) -> Form:
    """How such a site shows the pages of its plan."""
    plugin = config.plugins["keikaku"]
    assert isinstance(plugin, KeikakuPlugin)
    return plugin.form(config, alone=True)


def build_site(made: Website, folder: Path, config: MkDocsConfig | None = None) -> None:
    """Write a website into ``folder``, which MkDocs empties first, and its translations into folders of that.

    Raises StoppedError where MkDocs could not build, or warned of anything; what it said has been logged.
    """
    logging.basicConfig(format="mkdocs: %(message)s", level=logging.WARNING)
    config = config or own_configuration(Path("plan"))
    theme = config.theme.name
    _build(made, folder, config)
    for language, one in made.translations.items():
        _build(one, folder / language, own_configuration(Path("plan"), theme))
        (folder / language / NOT_FOUND).unlink()  # hosts show that of the root for every address
    finish(made, folder)


def _build(made: Website, folder: Path, config: MkDocsConfig) -> None:
    config.site_dir, config.strict = str(folder), True
    plugin = config.plugins["keikaku"]
    assert isinstance(plugin, KeikakuPlugin)
    plugin.website = made
    plugin.given = True
    try:
        build(config)
    except (Abort, PluginError) as problem:
        raise StoppedError(_say("failed", problem=str(problem))) from problem


def serve_site(plan: Path, address: str, theme: str | None = None) -> None:
    """Serve the site of ``plan`` until interrupted, building anew at every change."""
    from mkdocs.commands.serve import serve  # late: a build need not pay for a server

    settings: dict[str, Any] = {} if theme is None else {"theme": theme}
    serve(str(CONFIGURATION), dev_addr=address, plugins={"keikaku": {"plan": str(plan)}}, **settings)


class _Settings(Config):  # type: ignore[no-untyped-call]
    plan = config_options.Type(str, default="plan")
    """The folder of the plan, seen from ``mkdocs.yml``."""
    at = config_options.Type(str, default="")
    """The folder of the site it stands in; empty where the site is the plan's."""
    title = config_options.Optional(config_options.Type(str))
    """What it is called in the navigation of its host."""
    since = config_options.Optional(config_options.Type(str))
    """The version published before, as git or a folder names it: a page tells what has changed since."""
    search = config_options.Optional(config_options.Choice(("own", "theme", "both")))
    """Which search stands in the header. Left out: the theme's where the site has it, else the plan's own."""


_FOLDER = regex(r"(?:(?!\.{1,2}/)[^/\\?#%:*\"<>|]+/)+")
"""Folders of a site: what means something else in an address or is no name of a file is none."""
_REFERENCE = regex(r'(<a\b[^>]*?\bhref=")([a-z-]+:[\w.-]+)(")')
_THEMES = ("keikaku", "material")
_OF_LEAN = frozenset({"name", "locale", "language"})
"""Settings that the theme keikaku has."""


class KeikakuPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]
    """Adds a plan to a site of MkDocs."""

    supports_multiple_instances = True

    website: Website | None = None
    given: bool = False
    """``website`` was made by a host; otherwise the plan in the settings is loaded."""
    serving: bool = False
    faults: str = ""
    """While serving: what is wrong with the plan as it stands; the pages are those of the last sound one."""
    index: PlanIndex | None = None
    """The last sound plan that was loaded."""
    switch: str = ""
    """For ふりがな, in Material's frame."""
    before: Before | None = None
    """The version published before, where the settings name one."""
    noted: tuple[str, ...] = ()
    """What has been said of the website."""
    alone: bool = False
    """Nobody else has pages in this site."""
    preview: OnDemand | None = None
    """Of a preview, after its first build."""
    folder: Path
    """Of the plan."""
    shown: str
    """How it is named in messages."""

    @property
    def at(self) -> str:
        """The folder of the plan in the site: empty, or with a final slash."""
        at = self.config.at.strip("/")
        return f"{at}/" if at else ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this hook keeps one instance through all builds of ``serve``, and so the last sound plan."""
        self.serving = command == "serve"

    # ------------------------------------------------------------------------------------------------ what is built

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._refuse(config)
        self._find(config)
        if not self.given:
            self._load(config)
        if _is_material(config):
            ours = ("material",) if self.at else ("material/own", "material")
            place = 1 if config.theme.custom_dir else 0
            config.theme.dirs[place:place] = [str(TEMPLATE_FOLDER / folder) for folder in ours]
            if _instances(config)[0] is self:
                mkdocs_material.without_hidden(config.theme)
            if self._search(config) == "own" and "material/search" in config.plugins:
                config.plugins["material/search"].config.enabled = False
        config.watch.extend([str(self.folder), str(TEMPLATE_FOLDER), str(THEME_FOLDER)])
        return config

    def _refuse(self, config: MkDocsConfig) -> None:
        """What cannot be honoured is refused, never passed over. Raises PluginError."""
        theme = config.theme
        if theme.name not in _THEMES:
            raise PluginError(str(_say("theme", theme=theme.name or "null")))
        if self.at and not _FOLDER.fullmatch(self.at):
            raise PluginError(str(_say("form-of-at", at=self.config.at)))
        loaded = [str(value) for value in (*config.extra_css, *config.extra_javascript)]
        foreign = next((address for address in loaded if "://" in address or address.startswith("//")), None)
        if theme.name == "keikaku":
            if self.at or len(_instances(config)) > 1:
                raise PluginError(str(_say("no-folder", at=self.config.at)))
            unknown = tuple(name for name in theme if name not in _OF_LEAN)
            if unknown:
                raise PluginError(str(_say("setting", names=unknown)))
            if any(name.rpartition("/")[2] == "search" for name in config.plugins):
                raise PluginError(str(_say("search")))
            if foreign:
                raise PluginError(str(_say("elsewhere", address=foreign)))

    def _find(self, config: MkDocsConfig) -> None:
        self.folder = Path(config.config_file_path).parent / self.config.plan
        here = Path.cwd()
        self.shown = (self.folder.relative_to(here) if self.folder.is_relative_to(here) else self.folder).as_posix()

    def form(self, config: MkDocsConfig, *, alone: bool) -> Form:
        """How the pages are shown by this configuration."""
        self._find(config)
        return Form(
            material=_is_material(config),
            alone=alone,
            folders=config.use_directory_urls,
            edit=edit_link(config, self.folder, self.shown),
        )

    def _load(self, config: MkDocsConfig) -> None:
        loaded = load(self.folder, display=self.shown)
        self.faults = ""
        if loaded.sound and loaded.index is not None:
            self.index = loaded.index
            if config.site_url and not self.serving:
                self.index = published_at(f"{config.site_url.rstrip('/')}/{self.at}", loaded.index)
            self.website = None
        else:
            self.faults = format_text(loaded.diagnostics, loaded.sources.texts)
            # An exception in a rebuild would leave the reader with a dead server instead of a message.
            if not self.serving or self.website is None:
                raise PluginError("\n" + self.faults)

    def _search(self, config: MkDocsConfig) -> str:
        return self.config.search or ("theme" if "material/search" in config.plugins else "own")

    def _note(self, notices: tuple[str, ...]) -> None:
        """Say once what whoever publishes should know, however often a preview is built."""
        for notice in notices:
            if notice not in self.noted:
                _log.info("%s", notice)
        self.noted = notices

    def _before(self) -> Before | None:
        """The version published before; read once, however often a preview is built."""
        if self.before is None and self.config.since is not None:
            from keikaku.hosts.revision import RevisionError  # late: few sites tell of changes
            from keikaku.hosts.since import version_before

            try:
                self.before = version_before(self.config.since, self.folder, self.shown)
            except RevisionError as problem:
                raise PluginError(str(problem)) from problem
        return self.before

    @event_priority(90)
    def _add_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Early, so that other plugins know the plan's pages: one may lead to them, one asks git for their dates."""
        if self.website is None:
            assert self.index is not None, "on_config runs first"
            try:
                form = self.form(config, alone=not self.at)
                self.website = begun(self.index, preview=self.serving, form=form, before=self._before())
                self._note(self.website.notices)
            except FaultyInputError as problem:
                raise PluginError("\n" + format_text(problem.faults, problem.texts)) from problem
        if not self.at:  # first: a page asks for the address and the features of its site when it is made
            self._own_site(files, config)
        self._refuse_taken(files)
        site, plan = self.website.made, self.website.outline.index.plan
        frame = site.frame
        listed = {"", *(link.url for link in (*frame.menu, *frame.footer))}
        lists = {"", *(page.menu for page in site.pages if page.path != page.menu and page.menu in listed)}
        alone_in_tab = {"", *(link.url for link in frame.menu if link.url not in lists)}
        for page in site.pages:
            title = page.title if page.path or not _is_material(config) else frame.words["home"]
            file = plan_file(page, plan, title, self.at, self._source(page.ref), config)
            assert isinstance(file.page, PlanPage)
            if page.menu not in listed:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            file.page.is_index = page.path in lists
            file.page.is_tab = not self.at and not config.nav and page.path in alone_in_tab
            files.append(file)
        return files

    @event_priority(-90)
    def _place_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Late, so that pages of other plugins are there: the plan's place among them, and its other files."""
        assert self.website is not None
        self._refuse_taken(files)
        self.alone = not self.at and not any(_of_host(files))
        if self.alone:
            config.theme.static_templates.discard("sitemap.xml")  # it carries the day of the build; ours does not
        if self._leaving(config) is None:
            self._publish(lasting_files(self.website.made), files, config)
        self._place(files, config)
        return files

    on_files = CombinedEvent(_add_pages, _place_pages)

    def _refuse_taken(self, files: Files) -> None:
        """Raises PluginError where the host has a page at the address of one of the plan's."""
        assert self.website is not None
        taken = {file.dest_uri: file for file in _of_host(files)}
        for page in self.website.made.pages:
            if (file := taken.get(f"{self.at}{page.path}index.html")) is not None:
                raise PluginError(str(_say("taken", file=file.src_uri, page=page.title)))

    def _publish(self, contents: LazyFiles, files: Files, config: MkDocsConfig) -> None:
        """What is in the site beside its pages. ``contents``: name → what it holds."""
        for name, content in self._unpublished(contents, files).items():
            uri = f"{self.at}{name}"
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))

    def _unpublished(self, contents: LazyFiles, files: Files) -> LazyFiles:
        """Those that are not there yet, and that are not its host's to give."""
        hosts = () if self.alone else ("sitemap.xml", "favicon.svg") if self.at else ("sitemap.xml",)
        return contents.only(lambda name: name not in hosts and f"{self.at}{name}" not in files.src_uris)

    def _leaving(self, config: MkDocsConfig) -> OnDemand | None:
        """To whom pages and files are left, where they are made when they are asked for.

        Another plugin may want to see each page: then all of them are made.
        """
        return self.preview if self.alone and all(one is self for one in config.plugins.values()) else None

    def _own_site(self, files: Files, config: MkDocsConfig) -> None:
        """The site is the plan's: it has its address, its name, its language and its frame."""
        assert self.website is not None
        if not self.serving:  # a preview stands at the address of its server
            config.site_url = self.website.url or config.site_url
        frame = self.website.site.frame
        config.site_name, config.site_description = frame.site_name, frame.description
        if _is_material(config):
            mkdocs_material.set_frame(config, frame)
            config.extra["frame"] = {**asdict(frame), "wrapper": wrapper(self.website.outline.index.plan)}
            if "material/search" not in config.plugins:
                for file in [file for file in files if mkdocs_material.is_unused(file.src_uri)]:
                    files.remove(file)
        else:
            config.theme["language"] = frame.language

    def _source(self, ref: str | None) -> Path | None:
        """The YAML a page is made of."""
        assert self.website is not None
        index = self.website.outline.index
        at = index.entities[ref].at if ref is not None and ref in index.entities else index.plan.at
        if self.given:
            return None
        return self.folder / Path(at.source.path).relative_to(self.shown)

    def _place(self, files: Files, config: MkDocsConfig) -> None:
        assert self.website is not None
        site = self.website.site
        if AWESOME in config.plugins and config.nav is None:
            name, text = awesome_nav(config.plugins[AWESOME], site, self.config.title or site.frame.site_name)
            uri = f"{self.at}{name}"
            if uri not in files.src_uris:
                files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.EXCLUDED))
            return
        hosts = [file.src_uri for file in _of_host(files)]
        nav = config.nav if config.nav is not None else nest_paths(hosts)  # type: ignore[no-untyped-call]
        if not self.at and not config.nav:
            config.nav = [*plan_nav(site, ""), *nav]
        else:
            config.nav = placed(nav, self.at, self.config.title or site.frame.site_name, plan_nav(site, self.at))

    # ------------------------------------------------------------------------------------------------ how it is shown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """In a page of the host, links to entries of the plan: ``[見守り](measure:mimamori)``."""
        if isinstance(page, PlanPage) or ":" not in html:
            return html
        assert self.website is not None
        entries = self.website.outline.entries
        kinds = {entry.kind for entry in entries.values()}
        last = _instances(config)[-1] is self

        def lead(found: re.Match[str]) -> str:
            entry = entries.get(found[2])
            if entry is not None:
                way = get_relative_url(f"{self.at}{entry.page}", page.url)
                return f"{found[1]}{way}{f'#{entry.anchor}' if entry.anchor else ''}{found[3]}"
            if last and found[2].partition(":")[0] in kinds:
                _log.warning("%s", _say("unknown-reference", file=page.file.src_uri, ref=found[2]))
            return found[0]

        return _REFERENCE.sub(lead, html)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        if (left := self._leaving(config)) is not None:
            left.leave_pages(files)
        return nav

    @event_priority(-90)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Styles, scripts and the search, which finds the host's pages too: all of them have their text by now."""
        assert self.website is not None
        if not self.given:
            hosts = [file.page for file in _of_host(files) if file.page is not None]
            begun_with = replace(self.website, form=replace(self.website.form, alone=self.alone))
            self.website = completed(begun_with, as_documents(hosts, self.at))
        site = self.website.site
        if (left := self._leaving(config)) is not None:
            left.leave(self._unpublished(site.files, files), files, self.nav, config, env)
        else:
            self._publish(site.files, files, config)
        if _is_material(config):
            self._add_parts(config)
        else:
            # As plain data, which is what a theme of another generator gets.
            linked = [page for page in self.nav.pages if not isinstance(page, PlanPage)]
            others = tuple(WebLink(title=unescape(str(page.title)), url=page.url) for page in linked)
            config.extra["frame"] = asdict(replace(site.frame, others=others, faults=self.faults))
        env.bytecode_cache = Compiled(f"mkdocs-{mkdocs.__version__}")
        return env

    def _add_parts(self, config: MkDocsConfig) -> None:
        assert self.website is not None
        parts = {name: f"{self.at}{published}" for name, published in self.website.site.frame.parts.items()}
        first = _instances(config)[0] is self
        if first:
            config.extra["keikaku_script"] = parts["assets/theme.js"]
        styles = ("assets/plan.css", "assets/plan-colours.css") if first else ("assets/plan-colours.css",)
        config.extra_css.extend(parts[name] for name in styles)
        switch = ("furigana/switch.js",) if "furigana/switch.js" in parts else ()
        self.switch = ""  # the language before this one may have had one
        if switch:  # as in our own frame
            template = environment(THEME_FOLDER).get_template("furigana/switch.html")
            self.switch = template.render(frame=self.website.site.frame, words=self.website.site.frame.words)
        shared = ("assets/theme.js", "assets/plan.js") if first else ()
        for name in (*shared, "search/search.js", *switch):
            script = ExtraScriptValue(parts[name])
            script.defer = True
            config.extra_javascript.append(script)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._finished(output, page.url, config, page if isinstance(page, PlanPage) else None)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._finished(output, template_name, config) if template_name == "404.html" else output

    def _finished(self, html: str, url: str, config: MkDocsConfig, page: PlanPage | None = None) -> str:
        """A page in its frame: with our search, and what is wrong with the plan while it is edited."""
        assert self.website is not None
        site, plan = self.website.site, self.website.outline.index.plan
        if _is_material(config):
            first = _instances(config)[0] is self
            mine = page.plan is plan if page is not None else first
            words = site.frame.words
            if mine:
                html = mkdocs_material.with_beside(html, wrapper(plan), plan.language, words["copied"])
            if mine and self._search(config) != "theme":
                html = mkdocs_material.with_search(html, get_relative_url(f"{self.at}search/", url), words["search"])
            if mine and page is not None and self.switch:
                html = mkdocs_material.with_furigana(html, self.switch, wrapper(plan), site.frame.labels)
            if self.alone:
                html = mkdocs_material.asking_nobody(html)
            if self.faults:
                html = mkdocs_material.with_faults(html, words["faults"], self.faults)
        return html if config.use_directory_urls else with_file_names(html)

    # ------------------------------------------------------------------------------------------------ around the build

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Look for changes more often, answer nobody else, and print the address, which MkDocs only logs."""
        if _instances(config)[0] is not self:
            return server
        from keikaku.hosts.answering import address, only_own
        from keikaku.hosts.mkdocs_on_demand import OnDemand
        from keikaku.hosts.watching import observer

        # The collector of cycles would look through all that the first build left at every further one: a tenth of it.
        gc.collect()
        gc.freeze()
        server.build_delay = 0.01  # a tenth of what MkDocs waits for a further change
        watched = (config.docs_dir, config.config_file_path)
        for path in watched:
            server.unwatch(path)
        server.observer = observer()  # type: ignore[assignment]  # less is asked of it
        for path in watched:
            server.watch(path)
        self.preview = OnDemand(server)
        server.set_app(only_own(self.preview, *config.dev_addr))
        print(_say("serving", address=address(*config.dev_addr)), flush=True)
        return server

    def on_post_build(self, config: MkDocsConfig) -> None:
        assert self.website is not None
        folder = Path(config.site_dir)
        if self.given:
            return  # by who has made it
        if self.alone or not _is_material(config):
            finish(self.website, folder)
        if not self.serving:
            self._check_links(folder)

    def _check_links(self, folder: Path) -> None:
        """Links from the plan's pages and to them; what else is in the site is its host's to check."""
        assert self.website is not None
        own = {f"{self.at}{page.path}index.html" for page in self.website.site.pages}
        for broken in broken_links(folder):
            if broken.page in own:
                _log.warning("%s", _say("broken", page=broken.page, target=broken.target, reason=broken.reason))


def _is_material(config: MkDocsConfig) -> bool:
    return config.theme.name == "material"


def _instances(config: MkDocsConfig) -> list[KeikakuPlugin]:
    return [plugin for plugin in config.plugins.values() if isinstance(plugin, KeikakuPlugin)]


def _of_host(files: Files) -> list[File]:
    """The pages that are no plan's."""
    return [file for file in files.documentation_pages() if not isinstance(file.page, PlanPage)]
