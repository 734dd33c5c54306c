"""Rules on where entries stand: the chapters show each of them, and show it once."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.plan import model
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At, Block
from keikaku.rules.names import id_of, kind_name


def unplaced_entry(index: PlanIndex) -> Iterator[Diagnostic]:
    """A figure or a table of indicators that no chapter shows would be lost in print without anyone noticing."""
    if index.skipped:
        return  # the chapter that shows it may be among the files that could not be used
    placed = {ref for ref, _, _ in _shown(index.plan)}
    for definition in index.definitions:
        if definition.ref.startswith(("figure:", "indicator-group:")) and definition.ref not in placed:
            key = "figure" if definition.ref.startswith("figure:") else "indicators"
            yield error(
                "unplaced-entry",
                f"{kind_name(definition.ref)}「{definition.value.id}」を載せている章がありません。",
                definition.at.span("id"),
                f"載せる章のファイルの body に「- {key}: {definition.value.id}」と書いてください。",
            )


def left_out(index: PlanIndex) -> Iterator[Diagnostic]:
    """Without ``include: measures`` in a chapter, print would lose all measures at once; challenges alike."""
    if index.skipped:
        return
    placed = {ref for ref, _, _ in _shown(index.plan)}
    for what, entries in (("challenges", index.plan.challenges), ("measures", index.plan.measures)):
        if entries and f"include:{what}" not in placed:
            yield error(
                "unplaced-entry",
                f"{_INCLUDED[what]}を載せている章がありません。",
                index.plan.order.at.span(what, part="key"),
                f"載せる章のファイルの body に「- include: {what}」と書いてください。",
            )


def placed_twice(index: PlanIndex) -> Iterator[Diagnostic]:
    """What stands in two chapters has no page of its own, and a reference to it leads nobody knows where."""
    first: dict[str, tuple[At, str]] = {}
    for ref, at, key in _shown(index.plan):
        if ref not in first:
            first[ref] = at, key
            continue
        kind, _, id = ref.partition(":")
        named = _INCLUDED[id] if kind == "include" else f"{kind_name(ref)}「{id_of(ref)}」"
        yield error(
            "placed-twice",
            f"{named}が2か所に載っています。",
            at.span(key),
            "どちらか一方を消してください。"
            + (f"文章の中からは「[]({ref})」と書いて参照できます。" if kind == "figure" else ""),
            related=(Related("先に載っている所", first[ref][0].span(first[ref][1])),),
        )


_INCLUDED = {"challenges": "課題の一覧", "measures": "施策の一覧"}


def _shown(plan: model.Plan) -> Iterator[tuple[str, At, str]]:
    """Ref, place and key of everything that the chapters show from other files, in the order of print."""
    for chapter in plan.chapters:
        yield from _blocks(chapter.body)
        for section in chapter.sections:
            yield from _blocks(section.body)
            for below in section.subsections:
                yield from _blocks(below.body)


def _blocks(body: tuple[Block, ...]) -> Iterator[tuple[str, At, str]]:
    for block in body:
        match block:
            case model.FigureBlock(figure=id):
                yield f"figure:{id}", block.at, "figure"
            case model.IndicatorsBlock(group=id):
                yield f"indicator-group:{id}", block.at, "indicators"
            case model.Include(what="challenges" | "measures" as what):
                yield f"include:{what}", block.at, "include"
            case model.Topics(topics=topics):
                for topic in topics:
                    if topic.figure is not None:
                        yield f"figure:{topic.figure}", topic.at, "figure"
                    yield from _blocks(topic.body)
