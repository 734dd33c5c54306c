"""Heads of tables that are longer than the engine parts: it sets them as rows, and here they are made heads again.

A head that Typst knows as one is never parted, so a long one would run off its page; and its other way to say that a
cell is a head (``pdf.header-cell``) is an experiment. Without heads, a table breaks PDF/UA-1 (ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

LONG_HEADS = "query(selector(table).or(<long-head>)).map(one => if one.func() == metadata { one.value } else { 0 })"
"""A question to the engine: a 0 for each table, before it the number of its rows of heads where these are long."""


def tag_long_heads(tree: Any, answer: Sequence[int]) -> None:
    """Make heads of the cells of those rows, in the ``tree`` of a PDF's structure; ``answer``: to ``LONG_HEADS``."""
    if not any(answer):
        return
    tables = _of_role(tree, "/Table")
    for before, now in zip((0, *answer), answer, strict=False):
        if now == 0:
            table = next(tables)
            for row in list(_of_role(table, "/TR"))[:before]:
                for cell in _of_role(row, "/TD"):
                    _make_head(cell)


def _make_head(cell: Any) -> None:
    from pikepdf import Dictionary, Name  # imported late, as in typeset.py

    own = next(one for one in cell.A if one.O == "/Table")
    cell.S = Name.TH
    cell.A = [Dictionary({**own, "/Scope": Name.Column}), *(one for one in cell.A if one.O != "/Table")]


def _of_role(element: Any, role: str) -> Iterator[Any]:
    """The elements of a role below another, in their order, and none that stands in such a one."""
    from pikepdf import Array, Dictionary

    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary) and "/S" in kid:
            if str(kid.S) == role:
                yield kid
            else:
                yield from _of_role(kid, role)
