"""What stands before and behind the chapters: contents, lists, glossary, index, what is not settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any

from keikaku.outputs.print.inlines import Prose, joined
from keikaku.outputs.print.nodes import (
    ActionNode,
    ContactNode,
    ContentsLine,
    ErrataGroup,
    ErratumRow,
    HeadingNode,
    IndexGroup,
    IndexWord,
    ListedEntry,
    Node,
    PendingNode,
    UnsettledGroup,
    UnsettledRow,
)
from keikaku.outputs.print.spots import place_of_erratum, place_of_item
from keikaku.plan import model
from keikaku.plan.compose.lists import ways
from keikaku.plan.outline import Entry, Outline
from keikaku.plan.pending import PENDING_KINDS, PendingItem, pending_items
from keikaku.plan.walk import placed_programmes


def contents(outline: Outline, prose: Prose, body: list[Node]) -> list[ContentsLine]:
    """The lines of the 目次, by the level they are indented to: the headings of the ``body``, chapters to measures."""
    depths = {"chapter": 0, "section": 1, "subsection": 2, "pillar": 2, "measure": 3}
    return [
        ContentsLine(
            ref=node.ref, number=node.number, title=prose.name(outline.entries[node.ref].title), depth=depths[node.kind]
        )
        for node in body
        if isinstance(node, HeadingNode) and node.kind in depths
    ]


def listed(outline: Outline, prose: Prose, kinds: tuple[str, ...]) -> list[ListedEntry]:
    """The numbered entries of some kinds: list of figures, list of tables."""
    return [
        ListedEntry(entry.ref, entry.number, prose.name(entry.title))
        for entry in outline.entries.values()
        if entry.kind in kinds and entry.number
    ]


def marks(printed: Any, *, listed: bool) -> list[str]:
    """Which of the marks that the reading guide explains stand in what is ``printed`` (nodes and lists of them).

    ``listed``: what is pending has a list of its own at the end.
    """
    found = {mark for node in _nodes(printed) for mark in _marks(node)}
    pending = "pending" if listed else "pending-clean"
    return [pending if mark == "pending" else mark for mark in ("pending", "again", "inferred") if mark in found]


def _nodes(printed: Any) -> Iterator[Any]:
    if is_dataclass(printed):
        yield printed
        printed = [getattr(printed, field.name) for field in fields(printed)]
    if isinstance(printed, dict):
        printed = list(printed.values())
    if isinstance(printed, list):
        for item in printed:
            yield from _nodes(item)


def _marks(node: Any) -> Iterator[str]:
    if isinstance(node, PendingNode) or getattr(node, "pending", None) or getattr(node, "missing", None):
        yield "pending"
    if isinstance(node, ActionNode) and node.again:
        yield "again"
    if getattr(node, "inferred", False):
        yield "inferred"


def index(outline: Outline, prose: Prose) -> list[IndexGroup]:
    """Terms and programmes in rows of kana, or by letters; their pages are those of the marks in the text."""
    plan = outline.index.plan
    words: list[model.Term | model.Programme] = [*plan.terms, *plan.programmes]
    entries = [
        outline.entries[f"{'term' if isinstance(word, model.Term) else 'programme'}:{word.id}"] for word in words
    ]
    printed = {f"programme:{id}" for id in placed_programmes(outline.index)} | outline.mentions.keys()
    named = [entry for entry in entries if entry.ref in printed or entry.kind == "term"]
    writing = plan.writing
    sounds = {entry.ref: writing.sounded(entry.title, entry.reading) for entry in named}
    initials = {ref: writing.initial(sound) for ref, sound in sounds.items()}
    ordered = sorted(
        named, key=lambda entry: (initials[entry.ref] == "", writing.sort_key(sounds[entry.ref]), entry.ref)
    )
    return [
        IndexGroup(first, [_index_word(entry, prose) for entry in group])
        for first, group in groupby(ordered, key=lambda entry: initials[entry.ref])
    ]


def _index_word(entry: Entry, prose: Prose) -> IndexWord:
    return IndexWord(ref=entry.ref, title=prose.name(entry.title), glossary=entry.kind == "term")


def unsettled(outline: Outline, prose: Prose) -> list[UnsettledGroup]:
    """What the document has not settled, kind by kind; links of one measure in one row, questions of wording elsewhere.

    ``prose``: what has set all the rest of the print_draft.
    """
    items = [item for item in pending_items(outline) if item.kind not in ("erratum", "contact")]
    return [
        UnsettledGroup(kind, _rows(outline, prose, kind, [item for item in items if item.kind == kind]))
        for kind in PENDING_KINDS
        if any(item.kind == kind for item in items)
    ]


def _rows(outline: Outline, prose: Prose, kind: str, items: list[PendingItem]) -> list[UnsettledRow]:
    if kind != "link":
        return [
            UnsettledRow(
                n=prose.place(found[0].at),
                to=to,
                place=found[0].place,
                title=prose.name(_where(outline, found[0])),
                text=text,
                notes=list(dict.fromkeys(item.note for item in found if item.note)),
            )
            for (to, _, text), group in groupby(items, key=lambda item: (_page_of(prose, item), item.ref, item.text))
            if (found := list(group))
        ]
    return [
        UnsettledRow(
            n=prose.place(found[0].at),
            to=ref,
            place=outline.place(ref),
            title=prose.name(outline.entries[ref].title),
            text="\n".join(item.text for item in found),
            notes=[],
        )
        for ref, group in groupby(items, key=lambda item: item.ref)
        if (found := list(group))
    ]


def _page_of(prose: Prose, item: PendingItem) -> str | None:
    return place_of_item(item, prose.spots, prose.placed) if item.kind == "text" else item.ref


def _where(outline: Outline, item: PendingItem) -> str:
    """The title of the entry, unless it is the very words of the item."""
    title = outline.entries[item.ref].title
    return "" if title == item.text else title


def contacts(outline: Outline, prose: Prose) -> list[ContactNode]:
    """Whom to ask, in the order of the readings; every field as a pair of what it is and what it says."""
    return [
        ContactNode(
            ref=f"contact:{contact.id}",
            name=prose.name(contact.name),
            about=joined(prose.paragraphs(contact.about, marks=False)),
            ways=list(ways(contact, outline.index.plan.writing)),
            note=joined(prose.paragraphs(contact.note, marks=False)),
        )
        for contact in outline.index.plan.contacts
    ]


def errata(outline: Outline, prose: Prose) -> list[ErrataGroup]:
    """Corrections made, then questions that only the authors can answer. ``prose`` as above."""
    plan = outline.index.plan
    return [
        ErrataGroup(
            certain,
            [
                ErratumRow(
                    n=prose.place(erratum.at),
                    to=place_of_erratum(outline, erratum, prose.spots, prose.placed),
                    place=(place := outline.place(erratum.entry)),
                    title=[] if place else prose.phrased([outline.entries[erratum.entry].title], 0),
                    source=erratum.source,
                    corrected=erratum.corrected,
                    reason=erratum.reason,
                )
                for erratum in plan.errata
                if erratum.certain == certain
            ],
        )
        for certain in (True, False)
        if any(erratum.certain == certain for erratum in plan.errata)
    ]
