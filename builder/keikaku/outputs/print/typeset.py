"""Runs Typst: a template and data in, a PDF and the printed page of every entry out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.outcome import StoppedError
from keikaku.outputs.print.heads import LONG_HEADS, tag_long_heads
from keikaku.outputs.print.nodes import DeclaredNode, DraftData, PartData
from keikaku.outputs.print.proof import Mark, PageSize
from keikaku.text.fonts import FontSet

_PAGES = """query(metadata).filter(m => type(m.value) == dictionary and "entry" in m.value).map(m => {
  let form = m.location().page-numbering()
  (m.value.entry, numbering(if form == none { "1" } else { form }, ..counter(page).at(m.location())))
})"""
_PARTED = """{
  let notes = (:)
  for m in query(metadata) {
    if type(m.value) == dictionary and "entry" in m.value { notes.insert(m.value.entry, m.location().page()) }
  }
  query(footnote).filter(mark => mark.has("label") and notes.at(str(mark.label)) != mark.location().page())
    .map(mark => str(mark.label))
}"""
"""The notes that stand on another page than their mark."""
_MARKS = """(
  query(<margins>).first().value,
  query(<piece>).map(m => {
    let unfit = type(m.value) == dictionary
    let at = m.location().position()
    (if unfit { m.value.n } else { m.value }, at.page, at.x.pt(), at.y.pt(), unfit)
  }),
)"""
_PLACES = """query(metadata).map(m => {
  let entry = if type(m.value) == dictionary { m.value.at("entry", default: none) }
  let ref = if m.value == none { str(m.label) } else { entry }
  let form = m.location().page-numbering()
  if ref != none { (ref, if form == none { "" } else { numbering(form, ..counter(page).at(m.location())) }) }
}).filter(found => found != none)"""
"""As ``_PAGES``, and the spots; empty for the cover."""
_NAMED = "query(<mark>).map(m => (m.value, m.location().page()))"
_LEVELS = "query(heading.where(bookmarked: true)).map(h => h.level)"
_COUNT = "query(<margins>).last().location().page()"


_say = Catalogue(__file__)
_ENGINE = Path(__file__).with_name("engine.py")
LIMIT = 180
"""Seconds after which typesetting is given up, and a second more for so many characters: a hundred times what a plan
takes, and ten times what a plan of 3,600 pages takes, so that a busy machine is no reason."""
_SIGNS_A_SECOND = 50_000
_TRIES = 3


class TypesettingTimeoutError(StoppedError):
    """The engine has found no end."""


class TemplateError(StoppedError):
    """The template is wrong, not the plan: a mistake of the builder's own, reported in the engine's words."""

    def __init__(self, words: object) -> None:
        super().__init__(_say("template", words=words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """What the engine has made, and what it says of its pages."""

    pdf: bytes
    pages: Mapping[str, str]
    """Ref of an entry → the number printed on its page."""
    marks: Sequence[Mark]
    """Where the pieces of the plan that the template marks stand."""
    sizes: Sequence[PageSize]
    """Of every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSet:
    """A part of a plan, as `Typeset` the whole."""

    pdf: bytes
    pages: Mapping[str, str]
    places: Mapping[str, str]
    """Like ``pages``, of spots too; empty on the cover."""
    named: Sequence[tuple[str, int]]
    """Term or programme, and the number of a page that names it."""
    levels: Sequence[int]
    """Of the headings that are bookmarks."""
    marks: Sequence[Mark]
    """``page``: from 1, in this part."""
    sizes: Sequence[PageSize]
    count: int
    """How many pages it has."""


def typeset(template: Path, data: object, fonts: FontSet) -> Typeset:
    """Set ``data`` (a dataclass, see `as_json`) by the ``template``.

    A warning of the engine (a font missing, no end found) is a ``TemplateError``.

    The same data, template and fonts give the same bytes: no date, no machine and no random number goes in. Raises
    ``TypesettingTimeoutError``.
    """
    (pages, ((top, bottom), marks), heads), pdf = _held(template, data, fonts, (_PAGES, _MARKS, LONG_HEADS), pdf=True)
    packed, sizes = _packed(pdf, heads)
    return Typeset(
        pdf=packed,
        pages=dict(pages),
        marks=_read_marks(marks),
        sizes=[PageSize(width=width, top=top, bottom=height - bottom) for width, height in sizes],
    )


def typeset_part(template: Path, data: DraftData, told: PartData, fonts: FontSet, *, pdf: bool) -> PartSet:
    """``typeset`` of a part of a plan, with what it is ``told`` of the rest; without ``pdf``, no marks and sizes."""
    questions = (_PAGES, _PLACES, _NAMED, _LEVELS, _COUNT, *((_MARKS, LONG_HEADS) if pdf else ()))
    # PDF/UA-1 asks for a first heading of the first level, which stands in the part before where a chapter runs on.
    standards = ("ua-1",) if told.under is None else ()
    (pages, places, named, levels, count, *proof), made = _held(
        template, replace(data, part=told), fonts, questions, pdf=pdf, standards=standards
    )
    marks: list[Any] = []
    sizes: list[PageSize] = []
    if pdf:
        ((top, bottom), marks), heads = proof
        made, found = _packed(made, heads)
        sizes = [PageSize(width=width, top=top, bottom=height - bottom) for width, height in found]
    return PartSet(
        pdf=made,
        pages=dict(pages),
        places=dict(places),
        named=[(ref, page + told.first - 1) for ref, page in named],
        levels=levels,
        marks=_read_marks(marks),
        sizes=sizes,
        count=len(sizes) or count,
    )


def _read_marks(marks: Sequence[Sequence[Any]]) -> list[Mark]:
    return [Mark(piece=n, page=page, x=x, y=y, unfit=unfit) for n, page, x, y, unfit in marks]


def typeset_pages(template: Path, data: object, fonts: FontSet) -> Mapping[str, str]:
    """The pages of ``typeset`` alone, which spares the writing of the PDF: a third of the time."""
    (pages,), _ = _held(template, data, fonts, (_PAGES,), pdf=False)
    return dict(pages)


def _held(
    template: Path,
    data: object,
    fonts: FontSet,
    questions: tuple[str, ...],
    *,
    pdf: bool,
    standards: tuple[str, ...] = ("ua-1",),
) -> tuple[list[Any], bytes]:
    """The engine's answers, and the PDF, set again as long as a note stands on another page than its mark.

    What comes of moving a mark is known only when all is set again; three times for a mark, as each gives it more room.
    """
    parted: dict[str, int] = {}
    while True:
        (found, *answers), made = _asked(
            template, data, fonts, (_PARTED, *questions), parted, pdf=pdf, standards=standards
        )
        moved = [ref for ref in found if parted.get(ref, 0) < _TRIES]
        if not moved:
            return answers, made
        parted = parted | {ref: parted.get(ref, 0) + 1 for ref in moved}


def _asked(
    template: Path,
    data: object,
    fonts: FontSet,
    questions: tuple[str, ...],
    parted: Mapping[str, int],
    *,
    pdf: bool,
    standards: tuple[str, ...],
) -> tuple[list[Any], bytes]:
    """The engine's answers, and the PDF. ``parted``: how often each note was set on another page than its mark."""
    words = as_json({**_keys(data), "fonts": _stacks(fonts), "parted": parted})
    request = {
        "template": str(template),
        "root": str(template.parent.parent),
        "fonts": [str(folder) for folder in fonts.folders],
        "data": words,
        "pdf": pdf,
        "standards": standards,
        "questions": questions,
    }
    limit = LIMIT + len(words) // _SIGNS_A_SECOND
    try:
        done = subprocess.run(
            (sys.executable, str(_ENGINE)),
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise TypesettingTimeoutError(_say("too-long", seconds=limit)) from problem
    if done.returncode:  # what the engine could not answer to, it has written to our own stream for errors
        raise TemplateError(_say("broken-off", code=done.returncode))
    line, _, content = done.stdout.partition(b"\n")
    answer = json.loads(line)
    if missing := answer.get("missing"):
        raise ImportError(name=missing)
    if fault := answer.get("fault") or "\n".join(answer["warnings"]):
        raise TemplateError(fault)
    return answer["answers"], content


def as_json(data: object) -> str:
    """What the template reads: a dataclass (with slots) as its fields by name, and its kind ``t`` where it has one."""
    return json.dumps(data, ensure_ascii=False, default=_keys)


def _keys(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    if isinstance(value, DeclaredNode):
        return {"t": value.t, **value.fields}
    found = {name: getattr(value, name) for name in value.__slots__}
    return {"t": value.t, **found} if hasattr(value, "t") else found


def _packed(pdf: bytes, heads: Sequence[int]) -> tuple[bytes, list[tuple[float, float]]]:
    """The same document in two thirds of the size, the thousands of small objects of the tag tree in streams.

    With the width and height of its pages in points. ``heads``: the answer to ``LONG_HEADS``.
    """
    import pikepdf  # imported late: commands without print need not pay for it

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        boxes = [[float(corner) for corner in page.mediabox] for page in document.pages]
        tag_long_heads(document.Root.StructTreeRoot, heads)
        mode = pikepdf.ObjectStreamMode.generate
        document.save(packed, object_stream_mode=mode, deterministic_id=True)
    return packed.getvalue(), [(right - left, top - bottom) for left, bottom, right, top in boxes]


def _stacks(fonts: FontSet) -> dict[str, Any]:
    return {
        "serif": {"latin": fonts.serif_latin, "families": fonts.serif},
        "sans": {"latin": fonts.sans_latin, "families": fonts.sans},
        "bold": not fonts.replaced,
    }
