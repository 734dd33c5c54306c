"""Which pages there are, and what stands on each."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from keikaku.dataclass import dataclass
from keikaku.outputs.site.changes import CHANGES_PAGE, FEED, Changes, has_feed
from keikaku.outputs.site.measured import Measured, page_fingerprint
from keikaku.outputs.site.moved import moved_head
from keikaku.outputs.site.page import Page, WebLink, relative
from keikaku.plan import model
from keikaku.plan.addresses import MovedAddress
from keikaku.plan.compose.numbers import CONTACT_PAGE
from keikaku.plan.model import Block, Text
from keikaku.plan.outline import Entry, Outline
from keikaku.plan.pending import UNDECIDED, PendingItem, PendingKind, pending_items
from keikaku.plan.walk import divisions, inside
from keikaku.text.prose import parse, plain

_DESCRIPTION = 110
"""Characters of a page's description; search engines show about as many."""

_EASY_GROUPS = {
    "plan": "vision",
    "challenge": "title_challenges",
    "pillar": "title_measures",
    "measure": "title_measures",
    "action": "title_measures",
    "programme": "title_programmes",
    "term": "title_glossary",
}
"""Kind of an entry → the word of the interface under which its plain words stand on ``easy/``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrenderedPage:
    """A page before it is rendered."""

    kind: str
    path: str
    title: str
    description: str
    ref: str | None = None
    trail: tuple[WebLink, ...] = ()
    before: Entry | None = None
    after: Entry | None = None
    local_notes: frozenset[str] = frozenset()
    head: str | None = None
    """What its head tells machines, where that is not what every page tells."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What the template is given besides its view."""


def unrendered_pages(
    outline: Outline, words: Mapping[str, str], downloads: Mapping[str, bytes], changes: Changes | None = None
) -> tuple[UnrenderedPage, ...]:
    """Every page of the site but the statement, home first. A kind of which the plan has nothing has no page.

    ``downloads``: name → content of the files offered below ``downloads/``; ``changes``: what has changed since
    the version published before, where the site tells it.
    """
    make = _Pages(outline, words, changes)
    return (
        make.home(),
        *make.chapters(),
        *make.challenges(),
        *make.measures(),
        *make.actors(),
        *make.subjects(),
        *make.programmes(),
        *make.attributes(),
        *make.lists(downloads),
    )


def statement(
    outline: Outline, words: Mapping[str, str], measured: Measured | None, others: Sequence[Page]
) -> UnrenderedPage:
    """The page アクセシビリティ: what was measured on the site of this plan, and what has become of it since.

    ``others``: all other pages, which are rendered when it is; those that are new or not the same are said to be so.
    """
    make = _Pages(outline, words)
    if measured is None:
        return make.index("accessibility/", measured=None)
    unseen = tuple(
        WebLink(title=o.title, url=o.path, label=o.ref is None) for o in others if o.path not in measured.pages
    )

    def changed() -> int:
        return sum(measured.pages.get(o.path, now) != now for o in others for now in (page_fingerprint(o.body),))

    # A check of another version of this program may have no words here.
    known = tuple(check for check in measured.checks if f"check_{check.check.replace('-', '_')}" in words)
    return make.index("accessibility/", measured=replace(measured, checks=known), unseen=unseen, changed=changed)


def moved_pages(
    outline: Outline, words: Mapping[str, str], addresses: Mapping[str, tuple[MovedAddress, ...]], pages: Iterable[str]
) -> Iterator[UnrenderedPage]:
    """A page at each published address that is none of ``pages`` any more. ``addresses``: by their page."""
    home = WebLink(title=words["home"], url="", label=True)
    there = frozenset(pages)
    for path, found in addresses.items():
        if path in there:
            continue
        whole = next((address for address in found if not address.published.anchor), None)
        name = (whole or found[0]).published.words
        only = whole.to[0].url if whole is not None and len(whole.to) == 1 else None
        yield UnrenderedPage(
            kind="moved",
            path=path,
            title=words["moved_title"].format(words=name),
            description=words["moved_about"].format(words=name),
            trail=(home,),
            head=moved_head(found, relative(path, only) if only is not None else None),
            values={"whole": whole, "parts": [address for address in found if address.published.anchor]},
        )


def link_to(entry: Entry | None, outline: Outline) -> WebLink | None:
    """The neighbour of a page."""
    return WebLink(title=entry.label, url=entry.url) if entry is not None else None


def summary_of(text: Text | None, outline: Outline) -> str:
    """The beginning of a text, as a page's description."""
    if text is None:
        return ""

    def title(scheme: str, target: str) -> str:
        entry = outline.entries.get(f"{scheme}:{target}")
        return entry.title if entry else ""

    words = "".join(plain(paragraph, title) for paragraph in parse(text.markdown))
    return words if len(words) <= _DESCRIPTION else f"{words[: _DESCRIPTION - 1]}…"


class _Pages:
    def __init__(self, outline: Outline, words: Mapping[str, str], changes: Changes | None = None) -> None:
        self.outline = outline
        self.plan = outline.index.plan
        self.words = words
        self.changes = changes
        self.places = {entry.ref: n for entries in outline.by_kind.values() for n, entry in enumerate(entries)}
        self.home_link = WebLink(title=words["home"], url="", label=True)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        return self.outline.by_kind.get(kind, ())

    def about(self, key: str) -> str:
        return self.words[f"about_{key}"].format(site=self.plan.site.name)

    def index(self, path: str, **values: object) -> UnrenderedPage:
        """A page that lists: ``challenges/`` and its like."""
        key = path.rstrip("/")
        title, description = self.words[f"title_{key}"], self.about(key)
        trail = (self.home_link,)
        return UnrenderedPage(kind=key, path=path, title=title, description=description, trail=trail, values=values)

    def above(self, path: str) -> WebLink:
        return WebLink(title=self.words[f"title_{path.rstrip('/')}"], url=path, label=True)

    def each(
        self, kind: str, path: str, value: object, description: str, *more: WebLink, **values: object
    ) -> UnrenderedPage:
        """The page of one entry, listed at ``path``."""
        ref = f"{kind}:{value.id}"  # type: ignore[attr-defined]
        entry = self.outline.entries[ref]
        before, after = self.neighbours(entry)
        return UnrenderedPage(
            kind=kind,
            path=entry.page,
            ref=ref,
            title=entry.label,
            description=description,
            trail=(self.home_link, self.above(path), *more),
            before=before,
            after=after,
            values={kind: value, "entry": entry, **values},
        )

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Those of the same kind before and after it."""
        entries, place = self.entries(entry.kind), self.places[entry.ref]
        before = entries[place - 1] if place else None
        after = entries[place + 1] if place + 1 < len(entries) else None
        return before, after

    def home(self) -> UnrenderedPage:
        site = self.plan.site
        easy = any(self.outline.index.plain_words())
        return UnrenderedPage(
            kind="home",
            path="",
            ref="plan",
            title=site.name,
            description=site.description,
            values={"easy": easy, "changes": self.changes},
        )

    def chapters(self) -> Iterator[UnrenderedPage]:
        yield self.index("chapters/")
        for chapter in self.plan.chapters:
            bodies = (division.body for division in divisions((chapter,)))
            description = summary_of(_first_text(chapter), self.outline) or self.about("chapter")
            page = self.each("chapter", "chapters/", chapter, description)
            yield replace(page, local_notes=self.local_notes(bodies))

    def local_notes(self, bodies: Iterable[tuple[Block, ...]]) -> frozenset[str]:
        """The notes that stand on a page with these bodies."""
        return frozenset(note.id for note in _notes_of(bodies, self.outline))

    def challenges(self) -> Iterator[UnrenderedPage]:
        if self.plan.challenges:
            yield self.index("challenges/")
        for challenge in self.plan.challenges:
            description = summary_of(challenge.findings[0].text if challenge.findings else None, self.outline)
            yield self.each("challenge", "challenges/", challenge, description)

    def measures(self) -> Iterator[UnrenderedPage]:
        if not self.plan.measures:
            return
        bodies = (pillar.body for pillar in self.plan.pillars)
        yield replace(self.index("measures/"), local_notes=self.local_notes(bodies))
        yield self.index("framework/")
        for entry in self.entries("measure"):
            measure: model.Measure = self.outline.index.entities[entry.ref].value
            pillar = self.outline.entries[f"pillar:{measure.pillar}"]
            above = [self.outline.entries[f"measure:{upper.id}"] for upper in self.outline.index.above(measure)]
            more = [WebLink(title=found.label, url=found.url) for found in (pillar, *above)]
            below = tuple(found.id for found in self.outline.index.below.get(measure.id, ()))
            description = summary_of(measure.purpose, self.outline)
            page = self.each("measure", "measures/", measure, description, *more, below=below)
            yield replace(page, local_notes=self.local_notes((measure.body, measure.after)))

    def actors(self) -> Iterator[UnrenderedPage]:
        yield self.index("actors/")
        for actor in self.plan.actors:
            description = self.words["about_actor"].format(name=actor.name, site=self.plan.site.name)
            yield self.each("actor", "actors/", actor, description)
        for audience in self.plan.audiences:
            places = tuple(
                place.ref
                for place in self.outline.index.actions.values()
                if isinstance(place.item, model.Action) and audience.id in place.item.audience
            )
            description = self.words["about_audience"].format(name=audience.name, site=self.plan.site.name)
            yield self.each("audience", "actors/", audience, description, places=places)

    def subjects(self) -> Iterator[UnrenderedPage]:
        if self.plan.subjects:
            yield self.index("subjects/")
        for subject in self.plan.subjects:
            found = self.outline.by_subject[subject.id]
            description = self.words["about_subject"].format(
                name=subject.name, words=self.plan.writing.say("between-names").join(subject.words)
            )
            yield self.each("subject", "subjects/", subject, description, found=found)

    def programmes(self) -> Iterator[UnrenderedPage]:
        if self.plan.programmes:
            yield self.index("programmes/")
        for programme in self.plan.programmes:
            originals = self.outline.index.by_programme.get(programme.id, ())
            description = self.words["about_programme"].format(name=programme.name, site=self.plan.site.name)
            yield self.each("programme", "programmes/", programme, description, originals=originals)

    def attributes(self) -> Iterator[UnrenderedPage]:
        """A page of all attributes with choices, and one for each choice."""
        chosen = tuple(attribute for attribute in self.plan.attributes if attribute.choices)
        if chosen:
            names = self.words["and"].join(attribute.name for attribute in chosen)
            page = self.index("attributes/", chosen=chosen)
            yield replace(page, title=page.title.format(names=names))
        for attribute in chosen:
            for choice in attribute.choices:
                description = self.words["about_choice"].format(
                    name=choice.label, attribute=attribute.name, site=self.plan.site.name
                )
                up = self.outline.entries[f"attribute:{attribute.id}"]
                link = WebLink(title=up.label, url=up.url)
                page = self.each("choice", "attributes/", choice, description, link, attribute=attribute)
                trail = (self.home_link, link)
                before, after = (one if one and one.parent == up.ref else None for one in (page.before, page.after))
                yield replace(page, trail=trail, before=before, after=after)

    def lists(self, downloads: Mapping[str, bytes]) -> Iterator[UnrenderedPage]:
        if self.plan.terms:
            yield self.index("glossary/", rows=tuple(self.kana_rows()))
        if self.plan.indicator_groups:
            notes = frozenset(note.id for group in self.plan.indicator_groups for note in group.notes)
            yield replace(self.index("indicators/"), local_notes=notes)
        items = pending_items(self.outline)
        order = self.outline.order
        errata = sorted((found for found in self.plan.errata if found.certain), key=lambda found: order[found.entry])
        corrected = tuple((ref, tuple(there)) for ref, there in itertools.groupby(errata, lambda found: found.entry))
        undecided = tuple(item for item in items if item.kind in UNDECIDED)
        doubts = tuple(item for item in items if item.kind not in UNDECIDED)
        yield self.index(
            "pending/",
            undecided=tuple(_by_kind_and_place(undecided)),
            notes=tuple(_by_kind_and_place(doubts)),
            count=len(undecided),
            corrected=corrected,
        )
        yield self.index(CONTACT_PAGE)
        if self.changes is not None:
            yield self.index(
                CHANGES_PAGE, changes=self.changes, feed=FEED if has_feed(self.plan, self.changes) else None
            )
        if easy := self.in_plain_words():
            yield self.index("easy/", groups=easy)
        yield self.index("downloads/", downloads=downloads)
        yield self.index("search/", ways=self.ways_in())
        helped = self.index("helped/")
        yield replace(helped, path="search/helped/", trail=(*helped.trail, self.above("search/")))

    def in_plain_words(self) -> Mapping[str, list[tuple[str, Text]]]:
        """The word of the interface over each group → its entries and their plain words, in the order of the plan."""
        found = sorted(self.outline.index.plain_words(), key=lambda one: self.outline.order[one[0]])
        groups: dict[str, list[tuple[str, Text]]] = {}
        for ref, text in found:
            groups.setdefault(_EASY_GROUPS[self.outline.entries[ref].kind], []).append((ref, text))
        return groups

    def ways_in(self) -> tuple[WebLink, ...]:
        """The lists to look through where searching does not help."""
        plan = self.plan
        lists = {
            "challenges/": plan.challenges,
            "measures/": plan.measures,
            "actors/": plan.actors,
            "subjects/": plan.subjects,
            "glossary/": plan.terms,
            "chapters/": plan.chapters,
        }
        return tuple(self.above(path) for path, entries in lists.items() if entries)

    def kana_rows(self) -> Iterator[tuple[str, tuple[model.Term, ...]]]:
        """The terms under あ か さ … or A B C …, each once: terms stand in the order of their language."""
        writing = self.plan.writing
        for first, terms in itertools.groupby(
            self.plan.terms, lambda term: writing.initial(writing.sounded(term.name, term.reading))
        ):
            yield first, tuple(terms)


def _by_kind_and_place(
    items: tuple[PendingItem, ...],
) -> Iterator[tuple[PendingKind, int, tuple[tuple[str, tuple[PendingItem, ...]], ...]]]:
    """What is unsettled: each kind, how many there are, and by the ref of the entry they stand in."""
    for kind, found in itertools.groupby(items, lambda item: item.kind):
        of_kind = tuple(found)
        places = itertools.groupby(of_kind, lambda item: item.ref)
        yield kind, len(of_kind), tuple((ref, tuple(there)) for ref, there in places)


def _first_text(chapter: model.Chapter) -> Text | None:
    bodies = (division.body for division in divisions((chapter,)))
    return next((block.text for body in bodies for block in body if isinstance(block, model.Paragraph)), None)


def _notes_of(bodies: Iterable[tuple[Block, ...]], outline: Outline) -> Iterator[model.Note]:
    """The notes that stand in these bodies, or below the indicators that do."""
    for block in inside(block for body in bodies for block in body):
        if isinstance(block, model.NotesBlock):
            yield from block.notes
        elif isinstance(block, model.IndicatorsBlock):
            group: model.IndicatorGroup = outline.index.entities[f"indicator-group:{block.group}"].value
            yield from group.notes
