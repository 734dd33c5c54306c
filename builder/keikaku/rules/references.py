"""Rules on references: whatever is pointed to exists, and a 再掲 points to an original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import CrossListing
from keikaku.rules.names import id_of, kind_name, meant
from keikaku.rules.renamed import ask, renamed
from keikaku.text.nearest import nearest, slip

# Kinds that live inside another entry's file: where such a file could not be used, nobody knows what it holds.
_INNER = {
    "section": "chapter",
    "subsection": "chapter",
    "topic": "chapter",
    "table": "chapter",
    "action": "measure",
    "indicator": "indicator-group",
    "audience": "audiences",
}


def _is_unknown(index: PlanIndex, ref: str) -> bool:
    if ref in index.entities or ref == "plan" or ref in index.skipped:
        return False
    kind = ref.partition(":")[0]
    file_kind = _INNER.get(kind, kind)
    return not any(skipped.startswith(f"{file_kind}:") for skipped in index.skipped if kind in _INNER)


def unknown_reference(index: PlanIndex) -> Iterator[Diagnostic]:
    """A reference to an entry that does not exist: a slip of the key, or the entry was deleted or renamed."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ref in index.entities:
        by_kind[ref.partition(":")[0]].append(id_of(ref))
    before = renamed(index)
    for reference in index.references:
        ref = reference.ref
        # Told of with words of their own: a measure's pillar, a note.
        if ref.startswith("note:") or (
            ref.startswith("pillar:")
            and reference.at.path[-1:] == ("pillar",)
            and reference.owner.startswith("measure:")
        ):
            continue
        if not _is_unknown(index, ref):
            continue
        name = str(kind_name(ref))
        kind = ref.partition(":")[0]
        new = before.get(ref)
        near, right = nearest(id_of(ref), by_kind[kind]), new or slip(id_of(ref), by_kind[kind])
        if reference.needle is not None:
            span = reference.at.locate(reference.needle, reference.nth)
        else:
            span = reference.at.span()
        if new is not None:
            help = ask(name, new)
        elif kind == ref or kind not in by_kind:
            help = "「measure:mimamori」のように、種類と id を半角の「:」でつないで書いてください。"
        elif near:
            help = str(meant(near)) if right else f"{meant(near)}消した{name}なら、この参照も消します。"
        else:
            help = f"{name}の id を確かめてください。消した{name}なら、この参照も消します。"
        if right is not None and reference.needle is None:  # the line of a reference within a text is long
            written = reference.at.source.map.slice(span)
            right = reference.at.source.corrected(span, written.replace(id_of(ref), right))
        else:
            right = None
        message = f"{name}「{id_of(ref) or ref}」は、どこにもありません。"
        yield error("unknown-reference", message, span, help, correction=right)


def unknown_actor(index: PlanIndex) -> Iterator[Diagnostic]:
    """A block of actions under an actor that the plan does not name."""
    actors = [actor.id for actor in index.plan.actors]
    known = "、".join(f"{actor.id}（{actor.short or actor.name}）" for actor in index.plan.actors)
    before = renamed(index)
    for measure in index.plan.measures:
        for id in measure.actions:
            if id not in actors and f"actor:{id}" not in index.skipped:
                near, new = nearest(id, actors), before.get(f"actor:{id}")
                span = measure.at.span("actions", id, part="key")
                yield error(
                    "unknown-actor",
                    f"主体「{id}」は、どこにもありません。",
                    span,
                    ask("主体", new) if new else meant(near) if near else f"次のどれかを書いてください: {known}",
                    correction=measure.at.source.corrected(span, right) if (right := new or slip(id, actors)) else None,
                )


def cross_listing_target(index: PlanIndex) -> Iterator[Diagnostic]:
    """A 再掲 names an original action: not another 再掲, and none of the same measure."""
    for place in index.actions.values():
        if not isinstance(place.item, CrossListing):
            continue
        original = index.actions.get(f"action:{place.item.cross_listing}")
        if original is None:
            continue  # unknown-reference has told
        id = place.item.cross_listing
        if original is place or original.measure == place.measure:
            yield error(
                "cross-listing-of-itself",
                f"再掲のもとの取組み「{id}」が、同じ施策の中にあります。",
                place.item.at.span("cross_listing"),
                "再掲は、ほかの施策にある取組みをもう一度載せるときに使います。もとの取組みの id を書いてください。",
                related=(Related("もとの取組み", original.item.at.span()),),
            )
        elif isinstance(original.item, CrossListing):
            yield error(
                "cross-listing-of-cross-listing",
                f"再掲のもとの取組み「{id}」が、それ自体も再掲です。",
                place.item.at.span("cross_listing"),
                f"もとの取組みの id「{original.item.cross_listing}」を書いてください。",
                related=(Related("ここも再掲です", original.item.at.span()),),
            )
