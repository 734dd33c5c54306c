"""Compose the plan: give every entry its number and address, and every line of text its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import Entry, Line, Mention, Outline
from keikaku.text.lexicon import JoinedTexts, lexicon_of


def compose(index: PlanIndex) -> Outline:
    """The composed form of a plan that has passed its checks."""
    # Late, here and below: a check composes nothing.
    from keikaku.plan.compose.lines import compose_lines
    from keikaku.plan.compose.lists import listed_lines
    from keikaku.plan.compose.numbers import number_entries, title_text

    entries = number_entries(index)
    chapters = compose_lines(index, entries)
    lines = tuple(line for line in chapters if line.part == "text")
    plan = index.plan
    named = {
        word: f"{kind}:{entity.id}"
        for kind, entities in (("term", plan.terms), ("programme", plan.programmes))
        for entity in entities
        for name in (entity.name, *entity.aliases)
        for word in plan.writing.forms(name)
    }
    lexicon = lexicon_of(tuple(named.items()), plan.writing.boundaries)
    mentions: dict[str, dict[str, Mention]] = {}
    for line in lines:
        if line.role in ("contents", "title"):
            continue
        for found in lexicon.find(line.text):
            word = line.text[found.start : found.end]
            if found.ref != line.entry:
                mention = Mention(ref=found.ref, entry=line.entry, word=word)
                mentions.setdefault(found.ref, {}).setdefault(line.entry, mention)
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries.values():
        by_kind.setdefault(entry.kind, []).append(entry)
    outline = Outline(
        index=index,
        titles=tuple(title_text(title) for title in plan.titles) or (plan.site.name,),
        entries=entries,
        lines=lines,
        shown=chapters,
        lexicon=lexicon,
        mentions={ref: tuple(places.values()) for ref, places in mentions.items()},
        order={ref: n for n, ref in enumerate(entries)},
        by_kind={kind: tuple(found) for kind, found in by_kind.items()},
        by_subject=_by_subject(index, lines),
    )
    return replace(outline, shown=(*chapters, *listed_lines(outline)))


def _by_subject(index: PlanIndex, lines: tuple[Line, ...]) -> dict[str, tuple[str, ...]]:
    """A word of a subject is one of the original's: another language may say it in many ways."""
    from keikaku.plan.compose.lines import compose_lines
    from keikaku.plan.compose.numbers import number_entries

    if index.translation is not None:
        index = index.translation.of
        lines = tuple(line for line in compose_lines(index, number_entries(index)) if line.part == "text")
    return _naming({subject.id: subject.words for subject in index.plan.subjects}, lines)


def _naming(words: Mapping[str, Iterable[str]], lines: Iterable[Line]) -> dict[str, tuple[str, ...]]:
    """Id → refs of the entries in whose text one of its words stands, in their order, but for the plan's own."""
    searched = [line for line in lines if line.entry != "plan"]
    texts = JoinedTexts(line.text for line in searched)
    found = {id: sorted({place for word in own for place in texts.having(word)}) for id, own in words.items()}
    return {id: tuple(dict.fromkeys(searched[place].entry for place in there)) for id, there in found.items()}
