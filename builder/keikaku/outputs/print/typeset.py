"""Runs Typst: a template and data in, a PDF and the printed page of every entry out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.outcome import StoppedError
from keikaku.outputs.print.heads import LONG_HEADS, tag_long_heads
from keikaku.outputs.print.nodes import DeclaredNode
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
        marks=[Mark(piece=n, page=page, x=x, y=y, unfit=unfit) for n, page, x, y, unfit in marks],
        sizes=[PageSize(width=width, top=top, bottom=height - bottom) for width, height in sizes],
    )


def typeset_pages(template: Path, data: object, fonts: FontSet) -> Mapping[str, str]:
    """The pages of ``typeset`` alone, which spares the writing of the PDF: a third of the time."""
    (pages,), _ = _held(template, data, fonts, (_PAGES,), pdf=False)
    return dict(pages)


def _held(
    template: Path, data: object, fonts: FontSet, questions: tuple[str, ...], *, pdf: bool
) -> tuple[list[Any], bytes]:
    """The engine's answers, and the PDF, set again as long as a note stands on another page than its mark.

    What comes of moving a mark is known only when all is set again; three times for a mark, as each gives it more room.
    """
    parted: dict[str, int] = {}
    while True:
        (found, *answers), made = _asked(template, data, fonts, (_PARTED, *questions), parted, pdf=pdf)
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
) -> tuple[list[Any], bytes]:
    """The engine's answers, and the PDF. ``parted``: how often each note was set on another page than its mark."""
    words = as_json({**_keys(data), "fonts": _stacks(fonts), "parted": parted})
    request = {
        "template": str(template),
        "root": str(template.parent.parent),
        "fonts": [str(folder) for folder in fonts.folders],
        "data": words,
        "pdf": pdf,
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
