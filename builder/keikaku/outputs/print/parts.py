"""A plan too long for one run of the engine is set in parts, one run after the other, and their pages are joined.

The engine keeps every page until its last, so the memory it asks for grows with the plan. What a part says of others
(the pages of links, of the contents, of the index) it is given as data. Links lead forward, too: a part that was set
before all it asks for was known is set again, until nothing changes any more (ADR 37).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from keikaku.outputs.print.joining import join_parts
from keikaku.outputs.print.nodes import (
    DraftData,
    FrameworkMeasure,
    HeadingNode,
    IndexWord,
    ListedEntry,
    MarkNode,
    Node,
    PartData,
    UrlNode,
)
from keikaku.outputs.print.typeset import PartSet, TemplateError, Typeset, typeset_part
from keikaku.plan.outline import Outline
from keikaku.text.fonts import FontSet

MOST = 150_000
"""Characters of a part: some 210 pages, for which the engine asks for 0.5 GB: more than most plans of cities have."""
_BEGINS = ("chapter", "section", "pillar", "measure")
"""Headings a part may begin with: of these kinds the first that makes parts short enough."""
_LISTED = ("glossary", "unsettled", "errata", "contacts", "index")
"""What stands behind the chapters."""
_ROUNDS = 6
"""Something changes in the second where a link leads forward, in the third where its number moved a line overleaf."""
_KNOWN = {"part:contents": "i"}
"""The contents are set last, but their page is always the first of its kind."""


def is_long(outline: Outline, most: int) -> bool:
    """Whether a plan has more than so many characters."""
    return sum(len(line.text) for line in outline.lines) > most


def typeset_parts(template: Path, data: DraftData, fonts: FontSet, most: int, *, pdf: bool = True) -> Typeset:
    """As ``typeset``, in parts of so many characters; with ``pdf`` False only what is said of pages.

    The pages are those of a single run, but where a chapter longer than a part is divided: there a page begins.
    """
    parts = divided(data, most)
    asked = [_asked(part) for part in parts]
    made: list[tuple[PartData, PartSet] | None] = [None] * len(parts)
    for again in range(_ROUNDS):
        first, changed = 1, False
        for n, part in enumerate(parts):
            assert part.part is not None
            others = [one[1] for one in made[:n] + made[n + 1 :] if one is not None]
            known = _KNOWN | {ref: page for one in others for ref, page in one.places.items()}
            told = replace(
                part.part,
                first=first,
                final=again > 0 or part.part.front or asked[n] <= known.keys(),
                pages={ref: known[ref] for ref in sorted(asked[n] & known.keys())},
                named=_named(others) if part.index else {},
            )
            one = made[n]
            if one is None or one[0] != told:
                changed = True
                one = made[n] = (told, typeset_part(template, part, told, fonts, pdf=pdf and told.final))
            first += one[1].count
        if not changed:
            *others, front = (one[1] for one in made if one is not None)
            return _together([front, *others], _levels_of_contents(data), pdf=pdf)
    raise TemplateError("pages of parts did not settle")


def divided(data: DraftData, most: int) -> list[DraftData]:
    """The chapters, each list behind them, and at last what is before them, which says all their pages."""
    nothing = replace(
        data, titles=[], cover=None, contents=[], figures=[], tables=[], marks=[],
        body=[], glossary=[], index=[], unsettled=[], errata=[], contacts=[],
    )  # fmt: skip
    chapters = [line for line in data.contents if line.depth == 0]
    parts = []
    under: str | None = None
    for nodes in _bodies(data.body, most):
        part = _part(under=None if _begins(nodes[0], "chapter") else under)
        parts.append(replace(nothing, contents=chapters, body=nodes, part=part))
        under = next(
            (node.ref for node in reversed(nodes) if isinstance(node, HeadingNode) and node.kind == "chapter"), under
        )
    for name in _LISTED:
        if listed := getattr(data, name):
            parts.append(replace(nothing, **{name: listed}, part=_part()))
    front = {name: getattr(data, name) for name in ("titles", "cover", "contents", "figures", "tables", "marks")}
    return [*parts, replace(nothing, **front, part=_part(front=True))]


def _part(*, front: bool = False, under: str | None = None) -> PartData:
    return PartData(front=front, first=1, under=under, final=False, pages={}, named={})


def _bodies(body: Sequence[Node], most: int) -> Iterator[list[Node]]:
    found: list[Node] = []
    length = 0
    for nodes in _pieces([(node, _length(node)) for node in body], _BEGINS, most):
        more = sum(size for _, size in nodes)
        if found and length + more > most and not isinstance(found[-1], HeadingNode):
            yield found
            found, length = [], 0
        found.extend(node for node, _ in nodes)
        length += more
    if found:
        yield found


def _pieces(nodes: list[tuple[Node, int]], kinds: Sequence[str], most: int) -> Iterator[list[tuple[Node, int]]]:
    """What no part ends within, with the length of each node."""
    if not kinds or sum(size for _, size in nodes) <= most:
        yield nodes
        return
    groups = accumulate(_begins(node, kinds[0]) for node, _ in nodes)
    found: dict[int, list[tuple[Node, int]]] = {}
    for one, group in zip(nodes, groups, strict=True):
        found.setdefault(group, []).append(one)
    for within in found.values():
        yield from _pieces(within, kinds[1:], most)


def _begins(node: Node, kind: str) -> bool:
    return isinstance(node, HeadingNode) and node.kind == kind


def _walk(value: Any) -> Iterator[Any]:
    """All nodes in it, and all that is set of strings."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            if isinstance(one, str):
                yield one
            else:
                yield from _walk(one)
    elif hasattr(value, "__slots__"):
        yield value
        for name in value.__slots__:
            yield from _walk(getattr(value, name))


def _length(node: Node) -> int:
    return sum(len(one) for one in _walk(node) if isinstance(one, str))


def _asked(part: DraftData) -> set[str]:
    """The refs of what stands in other parts, if anywhere, whose pages this one says."""
    asked: set[str] = set()
    own: set[str] = set()
    for node in _walk([part.body, part.figures, part.tables, *(getattr(part, name) for name in _LISTED)]):
        match node:
            case str() | MarkNode() | UrlNode():
                continue
            case FrameworkMeasure(ref=ref) | ListedEntry(ref=ref):
                asked.add(ref)
            case IndexWord(ref=ref, glossary=glossary):
                asked.update([ref] if glossary else [])
            case _:
                own.update(_refs(node, "ref"))
                asked.update(_refs(node, "to", "again"))
    if part.part is not None and part.part.front:
        asked.update(line.ref for line in part.contents)
        asked.update(f"part:{name}" for name in _LISTED)
    return asked - own


def _refs(node: Any, *names: str) -> list[str]:
    found = (getattr(node, name, None) for name in names)
    return [ref for ref in found if isinstance(ref, str)]


def _named(parts: Sequence[PartSet]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for part in parts:
        for ref, page in part.named:
            pages = found.setdefault(ref, [])
            if page not in pages[-1:]:
                pages.append(page)
    return found


def _levels_of_contents(data: DraftData) -> list[int]:
    """The level of what each line of the contents leads to; of the lists behind the chapters the first."""
    levels = {node.ref: node.level for node in data.body if isinstance(node, HeadingNode)}
    return [*(levels[line.ref] for line in data.contents), *(1 for name in _LISTED if getattr(data, name))]


def _together(parts: Sequence[PartSet], contents: Sequence[int], *, pdf: bool) -> Typeset:
    """``parts`` in the order of their pages; ``contents``: the levels of the lines of the contents."""
    before = [0, *accumulate(part.count for part in parts)]
    return Typeset(
        pdf=join_parts([(part.pdf, part.levels) for part in parts], contents) if pdf else b"",
        pages={ref: page for part in parts for ref, page in part.pages.items()},
        marks=[
            replace(mark, page=mark.page + n) for part, n in zip(parts, before, strict=False) for mark in part.marks
        ],
        sizes=[size for part in parts for size in part.sizes],
    )
