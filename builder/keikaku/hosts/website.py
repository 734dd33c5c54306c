"""The website as a whole: what is made before the pages, and what is done to the finished folder after them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.messages import interface_language, languages
from keikaku.outputs.csp import apply_policy
from keikaku.outputs.export import export
from keikaku.outputs.furigana import furigana_files
from keikaku.outputs.interface import interface_messages
from keikaku.outputs.lazy import LazyFiles
from keikaku.outputs.scripts import minify, minify_style
from keikaku.outputs.search import SearchDocument, search_files
from keikaku.outputs.search.sounds import sounds_made_ahead
from keikaku.outputs.site import SiteFrame, site
from keikaku.outputs.site.editing import EditLink, with_edit_links
from keikaku.outputs.site.fingerprint import fingerprinted
from keikaku.outputs.site.manifest import write_manifest
from keikaku.outputs.site.material import in_material
from keikaku.outputs.site.measured import read_measured
from keikaku.outputs.site.not_found import NOT_FOUND, standing_anywhere
from keikaku.pipeline import outline_of, schemas
from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import Outline
from keikaku.plan.spoken import corrections
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.corrections import Correction, Corrections
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.readings import Corrected, Sudachi

if TYPE_CHECKING:
    from keikaku.hosts.since import Before

_say = Catalogue(__file__)

_SIGNS_SHOWN = 8
"""Of those that the fonts lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a host shows the pages."""

    material: bool = False
    """In the frame of Material, whose styles and scripts are not ours."""
    alone: bool = True
    """The folder holds the plan's site and nothing else: it may be kept for offline, and is listed whole."""
    folders: bool = True
    """The address of a folder leads to its page."""
    edit: EditLink | None = None
    """Where the plan's files can be mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """Everything a host needs to write a site."""

    outline: Outline
    site: SiteFrame
    form: Form
    made: SiteFrame
    """The same before its styles, scripts and search: what ``completed`` begins with."""
    url: str | None
    """Where it will be published, with a final slash."""
    preview: bool = False
    """Made while editing: without print draft, and never published."""
    notice: str = ""
    """What whoever publishes should know of the print draft."""
    translations: Mapping[str, Website] = field(default_factory=dict)
    """Language → the site in it, which stands in the folder of its tag."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What whoever publishes should know of this site and its translations, each once."""
        languages = self.outline.index.translations
        unshown = tuple(language_name(one) for one in languages if one not in self.translations)
        own = [str(_say("untranslated", languages=unshown))] if unshown else []
        below = [notice for one in self.translations.values() for notice in one.notices]
        return tuple(dict.fromkeys(filter(None, (self.notice, *own, *below))))


def website(
    index: PlanIndex, *, preview: bool = False, form: Form | None = None, before: Before | None = None
) -> Website:
    """Make the website of a sound plan, in its own language alone; nothing is written.

    Raises FaultyInputError where the plan cannot be printed: no site goes out without its PDF.
    """
    return completed(begun(index, preview=preview, form=form, before=before))


def website_in_all_languages(index: PlanIndex, *, form: Form | None = None, before: Before | None = None) -> Website:
    """The website of a sound plan with those of its translations; raises as ``website`` does.

    What has changed since the version ``before`` is told of the original alone.
    """
    made = begun(index, form=form, before=before)
    if not index.translations:
        return completed(made)
    from keikaku.outputs.site.languages import beside_each_other  # late: few plans are translated

    every = {index.plan.language: made}
    every |= {language: begun(one, form=form) for language, one in index.translations.items()}
    names = {language: language_name(language) for language in every}
    sites = beside_each_other({language: one.made for language, one in every.items()}, names, made.url)
    original, *others = (completed(replace(one, made=sites[language])) for language, one in every.items())
    return replace(original, translations=dict(zip(index.translations, others, strict=True)))


def language_name(language: str) -> str:
    """What a language calls itself, where the interface speaks it; else its tag."""
    known = language in languages(MESSAGE_FOLDER)
    return interface_language(MESSAGE_FOLDER, language).name if known else language


def begun(
    index: PlanIndex, *, preview: bool = False, form: Form | None = None, before: Before | None = None
) -> Website:
    """A website that has its pages and downloads, for hosts that know the others of the site only later.

    The print draft comes first, because the pages name its pages. A ``preview`` has none: an edit must show at once.
    ``before``: the version since which changes are shown. Raises as ``website`` does.
    """
    outline, form = outline_of(index), form or Form()
    drafts: dict[str, bytes] = {}
    printed: dict[str, str] = {}
    fonts = find_fonts(font_folders()) if not preview else None
    sheet_of: Mapping[str, int] = {}
    notice = fonts.notice if fonts else ""
    if fonts:
        # Late: Typst takes 0.1 s to import, and a preview has no print draft.
        from keikaku.outputs.print import make_print_draft, unprintable
        from keikaku.outputs.print.sheets import sheets

        if lacking := unprintable(outline, TEMPLATE_FOLDER, fonts):
            notice = str(_say("unprinted", language=language_name(index.plan.language), signs=lacking[:_SIGNS_SHOWN]))
        else:
            print_draft = make_print_draft(outline, TEMPLATE_FOLDER, fonts)
            drafts["plan.pdf"] = print_draft.pdf
            printed = dict(print_draft.pages)
            sheet_of = sheets(print_draft.pdf)
    words = interface_messages(MESSAGE_FOLDER, index.plan, "export")
    downloads = LazyFiles.of(drafts, export(outline, words, schemas(outline.index.plan.interface), printed))
    of = index.translation
    measured = read_measured(index.plan.id) if of is None and not form.material else None  # our frame of it was
    name = language_name(of.of.plan.language) if of is not None else ""
    changes = None
    if before is not None:
        from keikaku.hosts.since import changes_since  # late: few sites tell of changes

        changes = changes_since(before, outline)
    made = site(outline, TEMPLATE_FOLDER, printed, downloads, measured, sheet_of, changes, name)
    if form.edit is not None:
        made = replace(made, pages=with_edit_links(made.pages, outline, made.frame.words, form.edit))
    return Website(
        outline=outline,
        site=made,
        form=form,
        made=made,
        url=index.plan.site.url,
        preview=preview,
        notice=notice,
    )


def completed(made: Website, others: Sequence[SearchDocument] = ()) -> Website:
    """The website with styles, scripts and a search, which finds these pages of others too."""
    return replace(made, site=_whole(made, others))


def _whole(begun: Website, others: Sequence[SearchDocument]) -> SiteFrame:
    """The site with styles, scripts, search."""
    form, made = begun.form, begun.made
    files = LazyFiles.of(_own_files(form), made.files, _read_files(begun, others))
    if form.material:
        files = in_material(files, begun.outline.index.plan, alone=form.alone)
    return _with_parts(made, files, form, begun.preview)


def published_at(url: str, index: PlanIndex) -> PlanIndex:
    """The plan with ``url`` as the address of its site, whatever it says itself."""
    plan = index.plan
    translations = {tag: published_at(f"{url}{tag}/", one) for tag, one in index.translations.items()}
    return replace(index, plan=replace(plan, site=replace(plan.site, url=url)), translations=translations)


_ANALYSER = Sudachi()  # one for all builds of a preview: its dictionary takes 50 ms to load


@lru_cache(maxsize=1)  # as long as a preview corrects nothing else, it need not correct what it has corrected
def _analyser(listed: tuple[Correction, ...]) -> Corrected:
    return Corrected(_ANALYSER, Corrections(listed))


def _read_files(begun: Website, others: Sequence[SearchDocument]) -> LazyFiles:
    """What of the site knows how the plan's words are read: the search and the ふりがな."""
    outline, made = begun.outline, begun.made
    analyser = _analyser(corrections(outline.index.plan))
    ways_in = [(link.title, link.url) for link in made.frame.menu]
    pages = [(page.title, page.path) for page in made.pages if page.ref is None and page.kind != "search"]
    settings = {"offline": begun.form.alone and not begun.preview, "folders": begun.form.folders}
    topics = TEMPLATE_FOLDER / "topics" / outline.index.plan.language
    sounds = partial(sounds_made_ahead, topics, analyser.corrector)
    found = search_files(
        outline, ways_in, TEMPLATE_FOLDER, analyser, pages, settings=settings, others=others, sounds=sounds
    )
    return LazyFiles.of(found, furigana_files(outline, TEMPLATE_FOLDER, analyser))


_PUBLISHED = (("plan.css", "plan.js", "theme.js"), ("plan.css", "material.css", "plan.js", "theme.js"))
"""Of ``site_templates/web/assets``: in our frame, in Material's."""
_PARTS = ("assets/", "search/", "furigana/")
"""Folders of what pages are made with."""


def lasting_files(site: SiteFrame) -> LazyFiles:
    """Those that keep their names when the site is completed; parts are then named by their content."""
    return site.files.only(lambda name: not name.startswith(_PARTS))


def _with_parts(made: SiteFrame, files: LazyFiles, form: Form, preview: bool) -> SiteFrame:
    """The site with these files, those of ``_PARTS`` named by their content, and its service worker.

    A preview is kept in no browser: its parts keep their names, so that none is made before it is asked for.
    """
    parts = files.only(lambda name: name.startswith(_PARTS))
    if preview:
        return replace(made, frame=replace(made.frame, parts={name: name for name in parts}), files=files)
    named, names = fingerprinted(parts)
    worker = {"sw.js": _service_worker(names, form)} if form.alone else {}
    files = LazyFiles.of(files.only(lambda name: not name.startswith(_PARTS)), named, worker)
    return replace(made, frame=replace(made.frame, parts=names), files=files)


def _service_worker(names: Mapping[str, str], form: Form) -> bytes:
    """It carries the parts of the search, and a version that changes with any part, so with any text that is found."""
    template = (TEMPLATE_FOLDER / "service-worker.js").read_text("utf-8")
    search = [
        "search/" if form.folders else "search/index.html",
        *(published for name, published in sorted(names.items()) if name.startswith("search/")),
    ]
    version = hashlib.sha256("\n".join((template, *sorted(names.values()))).encode()).hexdigest()[:16]
    return minify(template.replace("@version@", version).replace('"@search@"', json.dumps(search))).encode()


def _own_files(form: Form) -> LazyFiles:
    """What is published as it is, scripts and styles without comments; the scripts of the search: ``search_files``."""
    public, web = TEMPLATE_FOLDER / "public", TEMPLATE_FOLDER / "web"
    parts = {f"assets/{name}": web / "assets" / name for name in _PUBLISHED[form.material]}
    parts["search/search.css"] = web / "search" / "search.css"
    small = {".css": minify_style, ".js": minify}

    def shortened(path: Path) -> bytes:
        return small[path.suffix](path.read_text("utf-8")).encode()

    return LazyFiles(
        {
            **{path.relative_to(public).as_posix(): path.read_bytes for path in public.rglob("*") if path.is_file()},
            **{name: partial(shortened, path) for name, path in parts.items()},
        }
    )


def _not_found(made: Website, folder: Path) -> None:
    """Runs before the policy, which allows by its hash what is put into the page here."""
    if made.form.material:
        return  # Material's finds its styles from the address of publication
    path = folder / NOT_FOUND
    styles = {name: text.decode() for name, text in made.site.files.only(lambda name: name.endswith(".css")).items()}
    script = None if made.url else minify((TEMPLATE_FOLDER / "not-found.js").read_text("utf-8"))
    path.write_text(standing_anywhere(path.read_text("utf-8"), styles, script), "utf-8", newline="\n")


def _policy(made: Website, folder: Path) -> None:
    if not made.preview:  # the server of a preview adds a script of its own to every page, which reloads it
        apply_policy(folder)


def _manifest(made: Website, folder: Path) -> None:
    if not made.preview:  # never published, and an edit must show at once
        write_manifest(folder)


FINISHING: tuple[Callable[[Website, Path], None], ...] = (_not_found, _policy, _manifest)
"""What is done to the folder after the generator, whichever it was, in this order: the list of files comes last."""


def finish(made: Website, folder: Path) -> None:
    """Run every step over the finished folder."""
    for step in FINISHING:
        step(made, folder)
