"""What is read of a plan behind its chapters and on the site alone: glossary, index, open questions, errata, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from keikaku.plan.compose.lines import given_lines, level_lines, links
from keikaku.plan.declare import Role
from keikaku.plan.model import At, Contact, Programme, Quote, Text
from keikaku.plan.outline import Line, Outline, Part, Tag
from keikaku.plan.pending import pending_items
from keikaku.plan.walk import includes, placed_programmes
from keikaku.text.prose import WEB_SCHEMES, parse, plain
from keikaku.text.writing import Writing

_WAYS: tuple[Role, ...] = ("phone", "fax", "mail", "form", "address", "hours")


def listed_lines(outline: Outline) -> tuple[Line, ...]:
    """The lines of every list, in the order of print, then those of the site. ``outline``: with the chapters' lines."""
    lists = _Lists(outline)
    return (
        *lists.glossary(),
        *lists.programmes(),
        *lists.unsettled(),
        *lists.errata(),
        *lists.contacts(),
        *lists.site(),
    )


def ways(contact: Contact, writing: Writing) -> Iterator[tuple[Role, str]]:
    """Role → words of what a contact says in one line each, in the order in which they are shown."""
    for role in _WAYS:
        if words := getattr(contact, role):
            yield role, words
    yield "checked", writing.day(contact.checked)


class _Lists:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.plan = outline.index.plan

    def _text(self, entry: str, part: Part, role: Role, text: Text | None) -> Iterator[Line]:
        if text is not None:
            for paragraph in parse(text.markdown):
                yield Line(entry=entry, role=role, text=plain(paragraph, self._title), at=text.at, part=part)
            for link in links(text) if "](" in text.markdown else ():
                ref = f"{link.scheme}:{link.target}"
                found = self.outline.entries.get(ref)
                if found is not None or link.scheme in WEB_SCHEMES:
                    shown = found.title if found is not None else ref
                    names = ref if found is not None else ""
                    yield Line(entry=entry, role="link", text=shown, at=text.at, part=part, names=names)

    def _title(self, scheme: str, target: str) -> str:
        entry = self.outline.entries.get(f"{scheme}:{target}")
        return entry.title if entry is not None else ""

    def _quote(self, entry: str, part: Part, role: Role, quote: Quote) -> Iterator[Line]:
        yield from self._text(entry, part, role, quote.text)
        source = self.outline.entries[quote.quoted_from]
        yield Line(
            entry=entry,
            role="quoted",
            text=source.title,
            number=self.outline.place(source.ref),
            at=quote.at.child("quoted_from"),
            part=part,
            names=source.ref,
        )

    def glossary(self) -> Iterator[Line]:
        """Where a chapter has the glossary, what it does not say: readings, other wordings, where a quote is from."""
        said = ("name", "definition") if includes(self.outline.index, "glossary") else ()
        return (line for line in self.terms() if line.role not in said)

    def terms(self) -> Iterator[Line]:
        for term in self.plan.terms:
            ref = f"term:{term.id}"
            yield from _named(ref, "glossary", term.name, term.at, term.reading)
            if term.definition is not None:
                yield from self._text(ref, "glossary", "definition", term.definition)
            elif term.quote is not None:
                yield from self._quote(ref, "glossary", "definition", term.quote)
            yield from _aliases(ref, "glossary", term.aliases, term.at.child("aliases"))

    def given(self, ref: str, programme: Programme) -> Iterator[Line]:
        return given_lines(self.outline.index, self.outline.entries, ref, programme)

    def programmes(self) -> Iterator[Line]:
        """By name."""
        for programme in self.plan.programmes:
            ref = f"programme:{programme.id}"
            yield from _named(ref, "index", programme.name, programme.at, programme.reading)
            yield from _aliases(ref, "index", programme.aliases, programme.at.child("aliases"))

    def of_programmes(self) -> Iterator[Line]:
        """What is said of those that no chapter shows: it stands on their pages alone."""
        placed = placed_programmes(self.outline.index)
        for programme in self.plan.programmes:
            if programme.id not in placed:
                ref = f"programme:{programme.id}"
                yield from self._text(ref, "site", "description", programme.description)
                for line in self.given(ref, programme):
                    yield replace(line, part="site")

    def unsettled(self) -> Iterator[Line]:
        """Open values and words with what is missing. Figures and links say so where they stand, by their tags."""
        for item in pending_items(self.outline):
            if item.kind in ("value", "text"):
                yield Line(entry=item.ref, role="open", text=item.text, at=item.at, part="unsettled")
                if item.note:
                    yield Line(entry=item.ref, role="lacking", text=item.note, at=item.at, part="unsettled")

    def errata(self) -> Iterator[Line]:
        for erratum in sorted(self.plan.errata, key=lambda erratum: not erratum.certain):
            tags: tuple[Tag, ...] = () if erratum.certain else ("question",)
            entry, at = erratum.entry, erratum.at
            yield Line(entry=entry, role="erratum", text=erratum.source, at=at, part="errata", tags=tags)
            yield Line(entry=entry, role="correction", text=erratum.corrected, at=at, part="errata")
            yield Line(entry=entry, role="reason", text=erratum.reason, at=at, part="errata")

    def contacts(self) -> Iterator[Line]:
        """Whom to ask, and how to comment on the draft."""
        for contact in self.plan.contacts:
            ref = f"contact:{contact.id}"
            yield from _named(ref, "contacts", contact.name, contact.at, contact.reading)
            yield from self._text(ref, "contacts", "description", contact.about)
            for role, words in ways(contact, self.plan.writing):
                yield Line(entry=ref, role=role, text=words, at=contact.at.child(role), part="contacts")
            yield from self._text(ref, "contacts", "note", contact.note)
            for n, served in enumerate(contact.serves):
                entry, at = self.outline.entries[served], contact.at.child("serves", n)
                yield Line(
                    entry=ref,
                    role="serves",
                    text=entry.title,
                    number=entry.number,
                    at=at,
                    part="contacts",
                    names=served,
                )
            yield from _aliases(ref, "contacts", contact.words, contact.at.child("words"))
        asked = self.plan.consultation
        if asked is not None:
            for role in ("begins", "ends"):
                day = self.plan.writing.day(getattr(asked, role))
                yield Line(entry="plan", role=role, text=day, at=asked.at.child(role), part="contacts")
            yield from self._text("plan", "contacts", "description", asked.how)
            if asked.form:
                yield Line(entry="plan", role="form", text=asked.form, at=asked.at.child("form"), part="contacts")

    def site(self) -> Iterator[Line]:
        plan, site = self.plan, self.plan.site
        at = plan.at.child("site")
        yield Line(entry="plan", role="name", text=site.name, at=at.child("name"), part="site")
        description = site.description
        yield Line(entry="plan", role="description", text=description, at=at.child("description"), part="site")
        if plan.vision is not None and not any(line.role == "vision" for line in self.outline.shown):
            yield from self._text("plan", "site", "vision", plan.vision.statement.text)
        if not any(line.role == "level" for line in self.outline.shown):
            yield from (replace(line, part="site") for line in level_lines(plan, "plan"))
        for quote in plan.summary:
            yield from self._quote("plan", "site", "summary", quote)
        for actor in plan.actors:
            ref = f"actor:{actor.id}"
            yield from _named(ref, "site", actor.name, actor.at)
            yield from _aliases(ref, "site", (actor.short,), actor.at)
            yield from self._text(ref, "site", "description", actor.description)
        yield from self.of_programmes()
        for audience in plan.audiences:
            ref = f"audience:{audience.id}"
            yield from _named(ref, "site", audience.name, audience.at)
            yield from _aliases(ref, "site", audience.words, audience.at.child("words"))
        for subject in plan.subjects:
            ref = f"subject:{subject.id}"
            yield from _named(ref, "site", subject.name, subject.at)
            yield from _aliases(ref, "site", subject.words, subject.at.child("words"))
        for attribute in plan.attributes:
            yield from _named(f"attribute:{attribute.id}", "site", attribute.name, attribute.at)
            for choice in attribute.choices:
                yield from _named(f"choice:{choice.id}", "site", choice.label, choice.at, choice.reading)
        for ref, text in sorted(self.outline.index.plain_words(), key=lambda found: self.outline.order[found[0]]):
            yield from self._text(ref, "site", "plain", text)
        yield from self._text("plan", "site", "licence", site.licence)
        if site.editors:
            yield Line(entry="plan", role="editors", text=site.editors, at=at.child("editors"), part="site")
        yield Line(entry="plan", role="labels", text=plan.interface, at=plan.at, part="site")


def _named(entry: str, part: Part, name: str, at: At, reading: str = "") -> Iterator[Line]:
    yield Line(entry=entry, role="name", text=name, at=at.child("name"), part=part)
    if reading:
        yield Line(entry=entry, role="reading", text=reading, at=at.child("reading"), part=part)


def _aliases(entry: str, part: Part, words: Iterable[str], at: At) -> Iterator[Line]:
    for word in words:
        yield Line(entry=entry, role="alias", text=word, at=at, part=part)
