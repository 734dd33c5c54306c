"""Entries: numbers and addresses, in the order of print.

Of the kinds that share a page one has its bare id for a fragment; the others have their kind before it, and an
underscore between, which no id has: whatever ids a city chooses, no two things of a page share an address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from keikaku.patterns import regex
from keikaku.plan import model
from keikaku.plan.declare import declared, parts
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Block, Division, Text
from keikaku.plan.outline import Entry
from keikaku.text.kana import KANA_IN_ORDER
from keikaku.text.quantities import kanji_number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CONTACT_PAGE = "contact/"
_ITEMS = {"parenthesised": "({n})", "numbered": "{n}.", "circled": "{c}", "lettered": "({a})"}
"""How the items of a list are numbered, beside those in kana."""
_OF_CHAPTER = regex(r"\{h\}[^\w{}]*")
_ANCHORS = {"chapter": "", "section": "{id}"}
"""A chapter is a page; of the kinds on that page, sections have their bare id."""


def number_entries(index: PlanIndex) -> dict[str, Entry]:
    """By ref: every entry of the plan, in the order of print; what is not printed in the body comes after."""
    composer = _Numbers(index)
    composer.plan()
    return composer.entries


def title_text(text: Text | None) -> str:
    """The words of a title without markup."""
    return text.plain if text is not None else ""


def format_number(pattern: str, own: int, **counts: int) -> str:
    """``pattern`` (see ``model.Numbering``) for the one whose place is ``own``; beyond ⑳ circled numbers become (21).

    ``counts``: letter → number for what else may stand in braces, and for ``n`` where that is not the own place.
    """
    letter = _letters(own)
    values = {
        "c": _CIRCLED[own - 1] if 1 <= own <= len(_CIRCLED) else f"({own})",
        "k": kanji_number(own),
        "a": letter,
        "A": letter.upper(),
        "r": _roman(own),
        "n": own,
        **counts,
    }
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", str(value))
    return pattern


def item_number(marker: str, n: int) -> str:
    """What stands before the nth item of a list; nothing before a bullet."""
    if marker == "kana":
        return KANA_IN_ORDER[n - 1] if n <= len(KANA_IN_ORDER) else str(n)
    return format_number(_ITEMS.get(marker, ""), n)


def article_number(formats: model.Numbering, article: int, paragraph: int) -> str:
    """What stands before a paragraph of an article: the first is named as the article, the others count from 2."""
    return format_number(formats.article, article) if paragraph == 1 else str(paragraph)


def _letters(n: int) -> str:
    """a, b … z, aa, ab …, as a spreadsheet names its columns: no two have the same."""
    text = ""
    while n > 0:
        n, place = divmod(n - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def _roman(n: int) -> str:
    numerals = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, numeral in numerals:
        text += numeral * (n // value)
        n %= value
    return text


class _Numbers:
    """Counts while walking the plan in the order of print."""

    def __init__(self, index: PlanIndex) -> None:
        self.index = index
        self.formats = index.plan.numbering
        self.entries: dict[str, Entry] = {}
        self.chapter = ""
        """What stands for the chapter in the number of a figure: 2, 資料1; empty in one without number."""
        self.counts = {"figure": 0, "table": 0, "note": 0, "measure": 0, "chapter": 0, "appendix": 0}

    def add(
        self,
        kind: str,
        id: str,
        title: str,
        *,
        parent: str | None,
        page: str,
        anchor: str = "",
        number: str = "",
        reading: str = "",
    ) -> str:
        ref = f"{kind}:{id}"
        entry = Entry(
            ref=ref,
            kind=kind,
            id=id,
            number=number,
            title=title,
            reading=reading,
            parent=parent,
            page=page,
            anchor=anchor,
        )
        self.entries.setdefault(ref, entry)
        return ref

    def counted(self, kind: str) -> str:
        self.counts[kind] += 1
        pattern: str = getattr(self.formats, kind)
        if not self.chapter:  # a chapter without number: nothing of it is said
            pattern = _OF_CHAPTER.sub("", pattern)
        return format_number(pattern.replace("{h}", self.chapter), self.counts[kind])

    def begin(self, chapter: model.Chapter) -> str:
        """The number of a chapter; what is counted chapter by chapter begins anew."""
        self.chapter = ""
        number = "" if chapter.numbered == "none" else self.counted(chapter.numbered)
        self.chapter = str(self.counts["chapter"]) if chapter.numbered == "chapter" else number
        self.counts |= {kind: 0 for kind in ("figure", "table", "note") if "{h}" in getattr(self.formats, kind)}
        return number

    def plan(self) -> None:
        plan = self.index.plan
        title = title_text(plan.titles[0]) if plan.titles else plan.site.name
        self.entries["plan"] = Entry(
            ref="plan", kind="plan", id=plan.id, number="", title=title, reading="", parent=None, page="", anchor=""
        )
        for chapter in plan.chapters:
            self.division(self.begin(chapter), chapter, "plan", f"chapters/{chapter.id}/")
        # What no chapter includes still has an address.
        self.challenges("plan")
        self.measures("plan")
        for group in plan.indicator_groups:
            self.indicator_group(group.id, "plan", "indicators/", numbered=False)
        for actor in plan.actors:
            self.add("actor", actor.id, actor.name, parent="plan", page=f"actors/{actor.id}/", reading=actor.reading)
        for audience in plan.audiences:
            page = f"audiences/{audience.id}/"
            self.add("audience", audience.id, audience.name, parent="plan", page=page, reading=audience.reading)
        for subject in plan.subjects:
            page = f"subjects/{subject.id}/"
            self.add("subject", subject.id, subject.name, parent="plan", page=page, reading=subject.reading)
        for programme in plan.programmes:
            page = f"programmes/{programme.id}/"
            self.add("programme", programme.id, programme.name, parent="plan", page=page, reading=programme.reading)
        for contact in plan.contacts:
            self.add(
                "contact",
                contact.id,
                contact.name,
                parent="plan",
                page=CONTACT_PAGE,
                anchor=contact.id,
                reading=contact.reading,
            )
        for attribute in plan.attributes:
            page, anchor = "attributes/", f"attribute_{attribute.id}"
            above = self.add("attribute", attribute.id, attribute.name, parent="plan", page=page, anchor=anchor)
            for choice in attribute.choices:
                page = f"attributes/{attribute.id}/{choice.id}/"
                self.add("choice", choice.id, choice.label, parent=above, page=page, reading=choice.reading)
        for term in plan.terms:
            self.add("term", term.id, term.name, parent="plan", page="glossary/", anchor=term.id, reading=term.reading)

    def division(self, number: str, division: Division, parent: str, page: str) -> None:
        kind = division.ENTRY
        ref = self.add(
            kind,
            division.id,
            title_text(division.title),
            parent=parent,
            page=page,
            anchor=_ANCHORS.get(kind, f"{kind}_{{id}}").format(id=division.id),
            number=number,
        )
        self.body(division.body, ref, page)
        for n_below, below in enumerate(division.below, 1):
            number = format_number(getattr(self.formats, below.ENTRY), n_below)
            self.division(number, below, ref, page)

    def body(self, body: Iterable[Block], parent: str, page: str) -> None:
        for block in body:
            self.value(block, parent, page)

    def value(self, value: Any, parent: str, page: str) -> None:
        """A block or what stands inside one: an entry, where its class defines one, and all that it holds."""
        match value:
            case model.FigureBlock(figure=id):
                self.figure(id, parent, page)
            case model.IndicatorsBlock(group=id):
                self.indicator_group(id, parent, page, numbered=True)
            case model.NotesBlock(notes=notes):
                self.notes(notes, parent, page)
            case model.Topics(topics=topics):
                for n, topic in enumerate(topics, 1):
                    self.topic(n, topic, parent, page)
            case model.Include(what="challenges"):
                self.challenges(parent)
            case model.Include(what="measures", pillars=pillars):
                self.measures(parent, pillars)
            case _:
                self.declared(value, parent, page)

    def declared(self, value: Any, parent: str, page: str) -> None:
        kind: str | None = getattr(value, "ENTRY", None)
        if kind is not None:
            number = self.counted(kind) if value.title is not None and kind in self.counts else ""
            anchor, title = f"{kind}_{value.id}", title_text(value.title)
            parent = self.add(kind, value.id, title, parent=parent, page=page, anchor=anchor, number=number)
        for field in declared(type(value)):
            for part in parts(getattr(value, field.name)):
                self.value(part, parent, page)

    def topic(self, n: int, topic: model.Topic, parent: str, page: str) -> None:
        id = topic.figure or topic.id or ""
        title = self.index.entities[f"figure:{id}"].value.title if topic.figure else topic.title
        number = format_number(self.formats.topic, n)
        ref = self.add("topic", id, title_text(title), parent=parent, page=page, anchor=f"topic_{id}", number=number)
        if topic.figure:
            self.figure(topic.figure, ref, page)
        self.body(topic.body, ref, page)

    def figure(self, id: str, parent: str, page: str) -> None:
        if f"figure:{id}" in self.entries:
            return
        figure = self.index.entities[f"figure:{id}"].value
        number = self.counted("figure")
        title = title_text(figure.title)
        self.add("figure", id, title, parent=parent, page=page, anchor=f"figure_{id}", number=number)

    def indicator_group(self, id: str, parent: str, page: str, *, numbered: bool) -> None:
        if f"indicator-group:{id}" in self.entries:
            return
        group: model.IndicatorGroup = self.index.entities[f"indicator-group:{id}"].value
        title = group.title or self.index.entities[f"pillar:{group.pillar}"].value.title
        number = self.counted("table") if numbered and group.indicators else ""
        ref = self.add(
            "indicator-group",
            id,
            title_text(title),
            parent=parent,
            page="indicators/",
            anchor=f"group_{id}",
            number=number,
        )
        for indicator in group.indicators:
            title = indicator.title
            self.add("indicator", indicator.id, title_text(title), parent=ref, page="indicators/", anchor=indicator.id)
        self.notes(group.notes, ref, page)

    def notes(self, notes: tuple[model.Note, ...], parent: str, page: str) -> None:
        for note in notes:
            term = self.index.entities.get(f"term:{note.term}")
            title = term.value.name if term else ""
            self.add(
                "note",
                note.id,
                title,
                parent=parent,
                page=page,
                anchor=f"note_{note.id}",
                number=self.counted("note"),
            )

    def challenges(self, parent: str) -> None:
        for n, challenge in enumerate(self.index.plan.challenges, 1):
            page = f"challenges/{challenge.id}/"
            ref = self.add(
                "challenge",
                challenge.id,
                title_text(challenge.title),
                parent=parent,
                page=page,
                number=format_number(self.formats.challenge, n),
                reading=challenge.reading,
            )
            for finding in challenge.findings:
                if finding.id is not None:
                    title = title_text(finding.text)
                    self.add("finding", finding.id, title, parent=ref, page=page, anchor=f"finding_{finding.id}")

    def measures(self, parent: str, only: tuple[str, ...] = ()) -> None:
        """All pillars with their measures, or those ``only``, as far as they have no address yet."""
        chosen = [
            (n, pillar)
            for n, pillar in enumerate(self.index.plan.pillars, 1)
            if (not only or pillar.id in only) and f"pillar:{pillar.id}" not in self.entries
        ]
        for n, pillar in chosen:
            self.add(
                "pillar",
                pillar.id,
                title_text(pillar.title),
                parent=parent,
                page="measures/",
                anchor=pillar.id,
                number=format_number(self.formats.pillar, n),
                reading=pillar.reading,
            )
        for n, pillar in chosen:
            self.body(pillar.body, f"pillar:{pillar.id}", "measures/")
            place: list[int] = []
            for measure in self.index.by_pillar[pillar.id]:
                depth = self.index.depths[measure.id]
                place = [*place[:depth], place[depth] + 1 if depth < len(place) else 1]
                above = f"measure:{measure.parent}" if measure.parent else f"pillar:{pillar.id}"
                self.measure(measure, self.measure_number(n, place), above)

    def measure_number(self, pillar: int, place: list[int]) -> str:
        """``place``: which of its pillar the topmost is, and which below each the next."""
        formats = (self.formats.measure, self.formats.submeasure, self.formats.level4, self.formats.level5)
        restarts = any(mark in pattern for pattern in formats for mark in ("{p}", "{i}"))
        if len(place) == 1 and not restarts:
            self.counts["measure"] += 1
        n = place[0] if restarts else self.counts["measure"]
        own = n if len(place) == 1 else place[-1]
        below = dict(zip("mlo", place[1:], strict=False))
        return format_number(formats[len(place) - 1], own, p=pillar, i=place[0], **{"n": n, **below})

    def measure(self, measure: model.Measure, number: str, parent: str) -> None:
        page = f"measures/{measure.id}/"
        ref = self.add(
            "measure",
            measure.id,
            title_text(measure.title),
            parent=parent,
            page=page,
            number=number,
            reading=measure.reading,
        )
        self.body(measure.body, ref, page)
        for places in self.index.by_measure[measure.id].values():
            for place in places:
                text = place.item.text or self.index.action(place.ref).text
                title = title_text(text)
                kind, _, id = place.ref.partition(":")
                self.add(kind, id, title, parent=ref, page=page, anchor=place.anchor)
        self.body(measure.after, ref, page)
