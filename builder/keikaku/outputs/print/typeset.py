"""Runs Typst: a template and data in, a PDF and the printed page of every entry out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keikaku.outputs.print.fonts import FontSet

_PAGES = """query(metadata).filter(m => type(m.value) == dictionary and "entry" in m.value).map(m => {
  let form = m.location().page-numbering()
  (m.value.entry, numbering(if form == none { "1" } else { form }, ..counter(page).at(m.location())))
})"""


class TemplateError(Exception):
    """The template is wrong, not the plan: a mistake of the builder's own, told with the engine's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    pdf: bytes
    pages: Mapping[str, str]
    """Ref of an entry → the number printed on its page."""


def typeset(template: Path, data: Mapping[str, Any], fonts: FontSet) -> Typeset:
    """Set ``data`` by the ``template``; a warning of the engine (a font missing, no end found) is a ``TemplateError``.

    The same data, template and fonts give the same bytes: no date, no machine and no random number goes in.
    """
    with _compiler(template, data, fonts) as compiler:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
        if warnings:
            raise TemplateError("\n".join(str(warning.diagnostic or warning.message) for warning in warnings))
        pages = _pages(compiler)
    assert isinstance(pdf, bytes)
    return Typeset(pdf=_packed(pdf), pages=pages)


def typeset_pages(template: Path, data: Mapping[str, Any], fonts: FontSet) -> Mapping[str, str]:
    """The pages of ``typeset`` alone, which spares the writing of the PDF: a third of the time."""
    with _compiler(template, data, fonts) as compiler:
        return _pages(compiler)


@contextmanager
def _compiler(template: Path, data: Mapping[str, Any], fonts: FontSet) -> Iterator[Any]:
    import typst  # imported late: 20 ms that commands without print need not pay

    try:
        yield typst.Compiler(
            template,
            root=template.parent,
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(folder) for folder in fonts.folders],
            ),
            sys_inputs={"data": json.dumps({**data, "fonts": _stacks(fonts)}, ensure_ascii=False)},
        )
    except typst.TypstError as problem:
        raise TemplateError(problem.diagnostic or problem.message) from problem


def _pages(compiler: Any) -> Mapping[str, str]:
    return dict(json.loads(compiler.eval(_PAGES)))


def _packed(pdf: bytes) -> bytes:
    """The same document in two thirds of the size: the thousands of small objects of the tag tree in streams."""
    import pikepdf  # imported late, as above

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        mode = pikepdf.ObjectStreamMode.generate
        document.save(packed, object_stream_mode=mode, deterministic_id=True)
    return packed.getvalue()


def _stacks(fonts: FontSet) -> dict[str, Any]:
    return {
        "serif": {"latin": fonts.serif_latin, "families": fonts.serif},
        "sans": {"latin": fonts.sans_latin, "families": fonts.sans},
        "bold": not fonts.replaced,
    }
