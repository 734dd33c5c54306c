"""The website as a whole: what is made before the pages, and what is done to the finished folder after them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.messages import load_messages
from keikaku.outputs.csp import apply_policy
from keikaku.outputs.export import export
from keikaku.outputs.furigana import furigana_files
from keikaku.outputs.print.sheets import sheets
from keikaku.outputs.scripts import minify
from keikaku.outputs.search import search_files
from keikaku.outputs.site import SiteFrame, site
from keikaku.outputs.site.fingerprint import fingerprinted
from keikaku.outputs.site.manifest import write_manifest
from keikaku.outputs.site.measured import read_measured
from keikaku.outputs.site.not_found import NOT_FOUND, standing_anywhere
from keikaku.pipeline import outline_of, schemas
from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import Outline
from keikaku.plan.spoken import corrections
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.corrections import Corrections
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.readings import Corrected, Sudachi


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """Everything a host needs to write a site."""

    site: SiteFrame
    url: str | None
    """Where it will be published, with a final slash."""
    preview: bool = False
    """Made while editing: without print draft, and never published."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why the print draft could not be made; the site is then made without it, and no host may publish it so."""
    notice: str = ""
    """What whoever publishes should know of the print draft."""


def website(index: PlanIndex, *, preview: bool = False) -> Website:
    """Make the website of a sound plan; nothing is written.

    The print draft comes first, because the pages name its pages. A ``preview`` has none: an edit must show at once.
    """
    outline = outline_of(index)
    downloads: dict[str, bytes] = {}
    printed: dict[str, str] = {}
    sheet_of: Mapping[str, int] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    fonts = find_fonts(font_folders()) if not preview else None
    if fonts:
        from keikaku.outputs.print import Unprintable, make_print_draft  # late: Typst takes 0.1 s to import

        print_draft = make_print_draft(outline, TEMPLATE_FOLDER, fonts)
        if isinstance(print_draft, Unprintable):
            diagnostics = print_draft.diagnostics
        else:
            downloads["plan.pdf"] = print_draft.pdf
            printed = dict(print_draft.pages)
            sheet_of = sheets(print_draft.pdf)
    words = load_messages(MESSAGE_FOLDER, index.plan.interface, "export")
    downloads.update(export(outline, words, schemas(), printed))
    made = site(outline, TEMPLATE_FOLDER, printed, downloads, read_measured(index.plan.id), sheet_of)
    return Website(
        site=_with_parts(made, {**_own_files(), **made.files, **_read_files(outline, made)}, preview),
        url=index.plan.site.url,
        preview=preview,
        diagnostics=diagnostics,
        notice=fonts.notice if fonts else "",
    )


def published_at(url: str, index: PlanIndex) -> PlanIndex:
    """The plan with ``url`` as the address of its site, whatever it says itself."""
    plan = index.plan
    return replace(index, plan=replace(plan, site=replace(plan.site, url=url)))


_ANALYSER = Sudachi()  # one for all builds of a preview: its dictionary takes 50 ms to load


def _read_files(outline: Outline, made: SiteFrame) -> Mapping[str, bytes]:
    """What of the site knows how the plan's words are read: the search and the ふりがな."""
    analyser = Corrected(_ANALYSER, Corrections(corrections(outline.index.plan)))
    ways_in = [(link.title, link.url) for link in made.frame.menu]
    pages = [(page.title, page.path) for page in made.pages if page.ref is None and page.kind != "search"]
    found = search_files(outline, ways_in, TEMPLATE_FOLDER, analyser, pages)
    return {**found, **furigana_files(outline, TEMPLATE_FOLDER, analyser)}


_PARTS = ("assets/", "search/", "furigana/")
"""Folders of what pages are made with."""


def _with_parts(made: SiteFrame, files: Mapping[str, bytes], preview: bool) -> SiteFrame:
    """The site with these files, those of ``_PARTS`` named by their content, and its service worker."""
    parts = {name: content for name, content in files.items() if name.startswith(_PARTS)}
    named, names = fingerprinted(parts)
    others = {name: content for name, content in files.items() if name not in parts}
    if not preview:  # a draft is kept in no browser
        others["sw.js"] = _service_worker(names)
    return replace(made, frame=replace(made.frame, parts=names), files={**others, **named})


def _service_worker(names: Mapping[str, str]) -> bytes:
    """It carries the parts of the search, and a version that changes with any part, so with any text that is found."""
    template = (TEMPLATE_FOLDER / "service-worker.js").read_text("utf-8")
    search = ["search/", *(published for name, published in sorted(names.items()) if name.startswith("search/"))]
    version = hashlib.sha256("\n".join((template, *sorted(names.values()))).encode()).hexdigest()[:16]
    return minify(template.replace("@version@", version).replace('"@search@"', json.dumps(search))).encode()


def _own_files() -> Mapping[str, bytes]:
    """What is published as it is; the scripts of the search are not (``search_files``)."""
    public, web = TEMPLATE_FOLDER / "public", TEMPLATE_FOLDER / "web"
    return {
        **{path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()},
        **{f"assets/{path.name}": path.read_bytes() for path in (web / "assets").iterdir()},
        "search/search.css": (web / "search" / "search.css").read_bytes(),
    }


def _not_found(made: Website, folder: Path) -> None:
    """Runs before the policy, which allows by its hash what is put into the page here."""
    path = folder / NOT_FOUND
    styles = {name: text.decode() for name, text in made.site.files.items() if name.endswith(".css")}
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
