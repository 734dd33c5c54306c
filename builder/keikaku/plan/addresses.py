"""Addresses that were published once, and where they lead now: to the place, to what took its place, or to last words.

The record (``addresses.yml``) says what each address led to. From there it is followed by ids, through ``former``:
what was renamed, moved, split, or joined with another is found; what is gone on purpose stands in ``removed``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan import model
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Plan
from keikaku.plan.outline import Entry, Outline

_LAST_WORDS = 60
"""Characters of a title that are kept, to be shown where it is gone."""

_say = DiagnosticCatalogue(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAddress:
    """One line of the record: ``url`` (from the site's root) led to ``ref``, which was called ``words``."""

    url: str
    ref: str
    words: str

    @property
    def page(self) -> str:
        """The address without its fragment."""
        return self.url.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The fragment; empty where there is none."""
        return self.url.partition("#")[2]

    @property
    def line(self) -> str:
        """As it stands in the record."""
        return f"{self.url} {self.ref} {self.words}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedAddress:
    """A published address that is not, or no longer, that of the entry it led to."""

    published: PublishedAddress
    to: tuple[Entry, ...]
    """What took its place; empty where it was removed."""


def read_line(line: str) -> PublishedAddress:
    """A line of the record; its schema has seen to its form."""
    url, _, rest = line.partition(" ")
    ref, _, words = rest.partition(" ")
    return PublishedAddress(url=url, ref=ref, words=words)


def published(plan: Plan) -> tuple[PublishedAddress, ...]:
    """The record; empty where nothing was published yet."""
    return tuple(map(read_line, plan.addresses.published)) if plan.addresses is not None else ()


def successors(index: PlanIndex, ref: str) -> tuple[str, ...]:
    """The refs of what an entry has become: itself, those that name it as ``former``, or nothing.

    A cross-listing without an id is named by measure, actor and what it lists (``action:measure.actor.id``) and
    followed by all three; where that place has gone, it leads to the action.
    """
    if ref in index.entities or ref in index.actions:
        return (ref,)
    kind, _, id = ref.partition(":")
    if kind == "topic" and f"figure:{id}" in index.entities:  # a topic that is a figure has its id
        return (ref,)
    if ref in index.former:
        return tuple(dict.fromkeys(index.former[ref]))
    if kind == "action" and id.count(".") == 2:
        measure, actor, original = id.split(".")
        actions = successors(index, f"action:{original}")
        measures = {found.partition(":")[2] for found in successors(index, f"measure:{measure}")}
        actors = {found.partition(":")[2] for found in successors(index, f"actor:{actor}")}
        there = tuple(
            place.ref
            for listed in actions
            for place in index.cross_listings.get(listed, ())
            if place.measure in measures and place.actor in actors
        )
        return there or actions
    return ()


def moved(outline: Outline) -> tuple[MovedAddress, ...]:
    """The published addresses that need something to stand there, in the order of the record."""
    own = {entry.url: ref for ref, entry in outline.entries.items()}
    found = []
    for address in {one.url: one for one in published(outline.index.plan)}.values():
        to = tuple(outline.entries[ref] for ref in successors(outline.index, address.ref))
        if address.url not in own and address.url not in (entry.url for entry in to):
            found.append(MovedAddress(published=address, to=to))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAddress:
    """A published entry that is gone without a word."""

    published: PublishedAddress
    at: model.At
    """Where the record has it first."""
    within: int
    """How many entries that stood on its page are gone with it."""


def lost(index: PlanIndex) -> Iterator[LostAddress]:
    """The entries that are gone without a word; of what stood on the page of another such entry, only how many.

    What stood on the page of one that was removed on purpose has gone with it. Where a file could not be used nothing
    is known of what it holds, or holds under another name.
    """
    record = index.plan.addresses
    if record is None or index.skipped:
        return
    first: dict[str, tuple[int, PublishedAddress]] = {}
    pages: defaultdict[str, set[str]] = defaultdict(set)  # ref → whose pages it stood on; its own, or nobody's, as ""
    owners = {address.url: address.ref for address in published(index.plan) if not address.anchor}
    for n, address in enumerate(published(index.plan)):
        if not successors(index, address.ref):
            first.setdefault(address.ref, (n, address))
            pages[address.ref].add(owners.get(address.page, "") if address.anchor else "")
    within: Counter[str] = Counter()
    alone = []
    for ref in first.keys() - set(record.removed):
        if not pages[ref] <= first.keys():  # some page on which it stood is still there
            alone.append(ref)
        elif left := sorted(pages[ref] - set(record.removed)):
            within[left[0]] += 1
    for ref in sorted(alone, key=lambda ref: first[ref][0]):
        n, address = first[ref]
        yield LostAddress(published=address, at=record.at.child("published", n), within=within[ref])


def recorded(outline: Outline, positions: Mapping[str, str]) -> tuple[str, ...]:
    """The record with the addresses of this edition: what it had stays in its place, what is new follows in order.

    ``positions``: address → ref, of what had no id when the plan was last published.
    """
    lines = {address.url: address.line for address in published(outline.index.plan)}
    now = {entry.url: ref for ref, entry in reversed([*outline.entries.items()]) if entry.page}
    for url, ref in (*positions.items(), *reversed(now.items())):
        address = PublishedAddress(url=url, ref=ref, words=_shortened(outline.entries[ref].label))
        lines.setdefault(url, address.line)
    return tuple(lines.values())


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LAST_WORDS else f"{words[: _LAST_WORDS - 1]}…"


def lasting(outline: Outline) -> Iterator[Diagnostic]:
    """What is still to do before an edition is published, as faults: ids to give, addresses to record or explain."""
    index = outline.index
    gone = tuple(lost(index))
    if gone:
        yield _say.error("lost", gone[0].at.span(), n=sum(1 + one.within for one in gone))
    for measure in index.plan.measures:
        places = [place for found in index.by_measure[measure.id].values() for place in found]
        without = [p for p in places if p.item.id is None and isinstance(p.item, model.Action)]
        if without:
            yield _say.error("no-id", without[0].item.at.span(), n=len(without))
    known = {address.url: address for address in published(index.plan)}
    own = {entry.url: entry for entry in outline.entries.values() if entry.page}
    for address in known.values():
        entry = own.get(address.url)
        there = index.entities.get(entry.ref) if entry is not None else None
        if entry is not None and there is not None and entry.ref not in successors(index, address.ref):
            yield _say.error("taken", there.at.span("id"), url=address.url, words=address.words or address.ref)
    new = own.keys() - known.keys()
    if new:
        at = index.plan.addresses.at if index.plan.addresses is not None else index.plan.at
        yield _say.error("unrecorded", at.span("published" if index.plan.addresses else "id"), n=len(new))
