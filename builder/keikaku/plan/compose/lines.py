"""Lines: the plan's own words in the order of print, and beside them what print and pages say at the same place."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from keikaku.plan import model
from keikaku.plan.compose.figures import data_table, form_of, years_of
from keikaku.plan.compose.given import attributes_of, chosen_words, year_tables
from keikaku.plan.compose.numbers import article_number, item_number, title_text
from keikaku.plan.declare import Role, declared, parts
from keikaku.plan.index import ActionPlace, PlanIndex
from keikaku.plan.model import At, Block, Text
from keikaku.plan.outline import Cell, Entry, Line, Tag, value_text
from keikaku.plan.table import grid
from keikaku.plan.walk import divisions
from keikaku.text.prose import WEB_SCHEMES, Link, parse, plain, walk

Marks = tuple[tuple[int, int, str], ...]
"""As in ``Line.marks``."""

_SIGN = "\x1e"
"""Stands in no text of a plan (``decode``)."""


def _between_signs(id: str) -> str:
    return f"{_SIGN}{id}{_SIGN}"


def _moved(marks: Marks, by: int) -> Marks:
    return tuple((start + by, end + by, ref) for start, end, ref in marks)


def compose_lines(index: PlanIndex, entries: Mapping[str, Entry]) -> tuple[Line, ...]:
    """Every line from the cover to the last chapter. Words of the interface are not among them."""
    return tuple(_rows_whole(_Lines(index, entries).plan()))


def given_lines(index: PlanIndex, entries: Mapping[str, Entry], ref: str, value: model.Attributed) -> Iterator[Line]:
    """What an entry has of attributes and of values by year."""
    return _Lines(index, entries).given(ref, value)


def _rows_whole(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in their order, but where links lead behind the whole row of a table."""
    waiting: list[Line] = []
    previous: Line | None = None
    for line in lines:
        if line.role == "link":
            waiting.append(line)
            continue
        if previous is None or previous.cell is None or line.cell is None or previous.cell.row != line.cell.row:
            yield from waiting
            waiting = []
        yield line
        previous = line
    yield from waiting


def links(text: Text) -> Iterator[Link]:
    """The links of a text, one after the other."""
    return (inline for inline in walk(parse(text.markdown)) if isinstance(inline, Link))


class _Lines:
    def __init__(self, index: PlanIndex, entries: Mapping[str, Entry]) -> None:
        self.index = index
        self.entries = entries
        self.writing = index.plan.writing

    def paragraphs(self, text: Text) -> list[tuple[str, Marks]]:
        return [self._marked(plain(paragraph, self._title, _between_signs)) for paragraph in parse(text.markdown)]

    def _marked(self, words: str) -> tuple[str, Marks]:
        """Numbers in the place of the ids of notes, and where they stand."""
        found: list[tuple[int, int, str]] = []
        text = ""
        for n, part in enumerate(words.split(_SIGN)):
            shown = self.entries[f"note:{part}"].number if n % 2 else part
            if n % 2:
                found.append((len(text), len(text) + len(shown), f"note:{part}"))
            text += shown
        return text, tuple(found)

    def _title(self, scheme: str, target: str) -> str:
        entry = self.entries.get(f"{scheme}:{target}")
        return entry.title if entry is not None else ""

    def text(
        self, owner: str, role: Role, text: Text | None, number: str = "", head: str = "", cell: Cell | None = None
    ) -> Iterator[Line]:
        if text is None:
            return
        for words, marks in self.paragraphs(text):
            yield Line(
                entry=owner,
                role=role,
                text=head + words,
                number=number,
                at=text.at,
                marks=_moved(marks, len(head)),
                cell=cell,
            )
            number = ""
        if "](" in text.markdown:
            for link in links(text):
                ref = f"{link.scheme}:{link.target}"
                if ref in self.entries:
                    yield self.naming(owner, "link", ref, text.at)
                elif link.scheme in WEB_SCHEMES:
                    yield Line(entry=owner, role="link", text=ref, at=text.at, part="beside")

    def plan(self) -> Iterator[Line]:
        plan = self.index.plan
        for title in plan.titles:
            yield from self.text("plan", "title", title)
        if plan.cover is not None:
            yield from self.picture("plan", plan.cover)
        for key, words in (("status", f"({plan.status})"), ("date", plan.date)):
            yield Line(entry="plan", role="title", text=words, at=plan.at.child(key))
        for n, organisation in enumerate(plan.organisations):
            yield Line(entry="plan", role="title", text=organisation, at=plan.at.child("organisations", n))
        for chapter in plan.chapters:
            yield self.contents(f"chapter:{chapter.id}")
            for section in chapter.sections:
                yield self.contents(f"section:{section.id}")
        for division in divisions(plan.chapters):
            ref = f"{division.ENTRY}:{division.id}"
            yield self.heading(ref, division.title.at)
            yield from self.body(ref, division.body)

    def contents(self, ref: str) -> Line:
        entry = self.entries[ref]
        return Line(entry="plan", role="contents", text=entry.title, number=entry.number)

    def heading(self, ref: str, at: At, role: Role = "heading", tags: tuple[Tag, ...] = ()) -> Line:
        entry = self.entries[ref]
        return Line(entry=ref, role=role, text=entry.title, number=entry.number, at=at, tags=tags)

    def naming(self, owner: str, role: Role, named: str, at: At, tags: tuple[Tag, ...] = ()) -> Line:
        """Another entry, named beside the text of this one."""
        entry = self.entries[named]
        number, title = entry.number, entry.title
        return Line(entry=owner, role=role, text=title, number=number, at=at, part="beside", tags=tags, names=named)

    def body(self, owner: str, body: Iterable[Block]) -> Iterator[Line]:
        for block in body:
            yield from self.block(owner, block)

    def block(self, owner: str, block: Any) -> Iterator[Line]:  # noqa: C901 - one case for each that needs one
        """The lines of a block; one that has no case here says what its fields declare."""
        match block:
            case model.List(items=items, marker=marker):
                yield from self.items(owner, items, marker)
            case model.SideList(title=title, items=items, marker=marker):
                yield from self.text(owner, "label", title)
                yield from self.items(owner, items, marker)
            case model.Articles(articles=articles):
                for n, article in enumerate(articles, 1):
                    yield from self.article(owner, n, article)
            case model.Facts(facts=facts):
                for fact in facts:
                    yield from self.text(owner, "fact", fact.text, head=self.writing.say("labelled", label=fact.label))
            case model.Table():
                yield from self.table(block)
            case model.FigureBlock(figure=id):
                figure: model.Figure = self.index.entities[f"figure:{id}"].value
                yield self.caption(figure)
                yield from self.text(f"figure:{id}", "paragraph", figure.statement)
                yield from self.figure(figure)
            case model.IndicatorsBlock(group=id):
                yield from self.indicator_group(self.index.entities[f"indicator-group:{id}"].value)
            case model.ProgrammesBlock() | model.TermsBlock():
                yield from self.named(block)
            case model.CrossListings(refs=refs, at=at):
                for n, ref in enumerate(refs):
                    entry, here = self.entries[ref], at.child("cross_listing", n)
                    line = Line(entry=owner, role="item", text=entry.title, number=entry.number, at=here, names=ref)
                    yield replace(line, tags=("cross_listing",))
            case model.NotesBlock(notes=notes):
                yield from self.notes(notes)
            case model.Topics(topics=topics):
                yield from chain.from_iterable(map(self.topic, topics))
            case model.Include():
                yield from self.included(owner, block)
            case model.Picture():
                yield from self.picture(owner, block)
            case model.ChallengeLink():
                yield self.answer(owner, block)
            case _:
                yield from self.fields(owner, block)

    def fields(self, owner: str, value: Any) -> Iterator[Line]:
        """What an object of the model says, field by field in their order, in the roles its class declares."""
        kind: str | None = getattr(value, "ENTRY", None)
        owner = f"{kind}:{value.id}" if kind is not None else owner
        said = "purpose" if isinstance(value, model.Measure) else "title"
        for field in declared(type(value)):
            inner = getattr(value, field.name)
            if field.role == "plain":
                continue  # no words of the plan: with those of the site (``lists``)
            if inner is not None and field.role in ("heading", "caption"):
                yield self.heading(owner, inner.at, field.role)
            elif field.role is not None:
                for text in inner if isinstance(inner, tuple) else (inner,):
                    yield from self.text(owner, field.role, text)
            elif isinstance(value, model.Measure) and field.name == "actions":
                yield from self.actions(owner)
            else:
                for part in parts(inner):
                    yield from self.block(owner, part)
            if isinstance(value, model.Attributed) and field.name == said:
                yield from self.given(owner, value)

    def given(self, owner: str, value: model.Attributed) -> Iterator[Line]:
        """The attributes of an entry and its values by year."""
        for given in attributes_of(self.index.plan, value):
            name = self.writing.say("labelled", label=given.attribute.name)
            if given.text is not None and not given.link:
                yield from self.text(owner, "fact", given.text, head=name)
            else:
                words = given.link or given.number or chosen_words(given, self.writing)
                yield Line(entry=owner, role="fact", text=f"{name}{words}", at=given.at)
        for place, table in enumerate(year_tables(self.index.plan, value)):
            rows = ((table.name, *table.columns), *((row.name, *row.cells) for row in table.rows))
            places = (table.values.at, *(row.at for row in table.rows))
            for n, (at, row) in enumerate(zip(places, rows, strict=True)):
                for column, words in enumerate(row):
                    cell = Cell(f"{owner}/{place}", n, column)
                    if words:
                        yield Line(entry=owner, role="cell", text=words, at=at, cell=cell)

    def named(self, block: model.ProgrammesBlock | model.TermsBlock) -> Iterator[Line]:
        """Terms or programmes of other files, where the text has them."""
        if isinstance(block, model.TermsBlock):
            yield from self.terms(block.terms)
            return
        for id in block.programmes:
            programme: model.Programme = self.index.entities[f"programme:{id}"].value
            ref = f"programme:{id}"
            yield Line(entry=ref, role="label", text=programme.name, at=programme.at.child("name"))
            yield from self.text(ref, "paragraph", programme.description)
            yield from self.given(ref, programme)

    def included(self, owner: str, include: model.Include) -> Iterator[Line]:
        match include.what:
            case "challenges":
                yield from self.challenges(owner, include)
            case "measures":
                yield from self.measures(include.pillars)
            case "glossary":
                yield from self.terms(tuple(term.id for term in self.index.plan.terms))
            case "framework":  # of the diagram's words only these stand nowhere else
                yield from self.vision(owner)
                for line in level_lines(self.index.plan, owner):
                    yield replace(line, part="beside")

    def items(self, owner: str, items: tuple[model.ListItem, ...], marker: str) -> Iterator[Line]:
        for n, item in enumerate(items, 1):
            yield from self.text(owner, "item", item.text, item_number(marker, n))
            yield from self.items(owner, item.items, item.marker)

    def article(self, owner: str, n: int, article: model.Article) -> Iterator[Line]:
        yield from self.text(owner, "label", article.title)
        for place, paragraph in enumerate(article.paragraphs, 1):
            yield from self.text(owner, "item", paragraph.text, article_number(self.index.plan.numbering, n, place))
            yield from self.items(owner, paragraph.items, paragraph.marker)

    def table(self, table: model.Table) -> Iterator[Line]:
        ref = f"table:{table.id}"
        if table.title is not None:
            yield self.heading(ref, table.title.at, "caption")
        if table.unit:
            yield Line(entry=ref, role="source", text=table.unit, at=table.at.child("unit"))
        shown = grid(table, self.index)
        for cell in (cell for row in shown.heads for cell in row):
            yield from self.text(ref, "cell", cell.text, cell=Cell(ref, 0, cell.column))
        above: list[str] = []
        for n, row in enumerate(shown.rows, 1):
            first = next((cell for cell in row if cell.text.markdown.strip()), None)
            under = tuple(above[: first.column if first is not None else 0])
            for cell in row:
                yield from self.text(ref, "cell", cell.text, cell=Cell(ref, n, cell.column, under))
            words = [words for words, _ in self.paragraphs(first.text)] if first is not None else []
            above = [*under, "".join(words)]
        yield from self.text(ref, "source", table.source, number="※")

    def topic(self, topic: model.Topic) -> Iterator[Line]:
        id = topic.figure or topic.id
        ref = f"topic:{id}"
        figure: model.Figure | None = self.index.entities[f"figure:{id}"].value if topic.figure else None
        yield self.heading(ref, (figure or topic).at.child("title"))
        if figure is not None:
            yield from self.text(f"figure:{id}", "paragraph", figure.statement)
            yield self.caption(figure)
            yield from self.figure(figure)
        yield from self.body(ref, topic.body)

    def caption(self, figure: model.Figure) -> Line:
        tag: Tag | None = figure.data.chart if figure.data is not None else form_of(figure.diagram)
        if figure.image is not None:
            tag = "image"
        if figure.status != "available":
            tag = figure.status
        return self.heading(f"figure:{figure.id}", figure.title.at, "caption", (tag,) if tag else ())

    def figure(self, figure: model.Figure) -> Iterator[Line]:
        """What stands below the caption."""
        ref = f"figure:{figure.id}"
        for words in figure.texts:
            yield from self.text(ref, "cell", words)
        if isinstance(figure.diagram, model.Timeline):
            yield from self.timeline(ref, figure.diagram, figure.at.child("diagram"))
        elif figure.diagram is not None:
            yield from self.fields(ref, figure.diagram)
        if figure.image is not None:
            yield from self.picture(ref, figure.image)
        rows = data_table(figure)
        for n, row in enumerate(rows):
            for column, shown in enumerate(row):
                place = Cell(ref, n, column)
                if shown.text:
                    yield Line(entry=ref, role="cell", text=shown.text, at=shown.at, cell=place, tags=shown.tags)
                if shown.unit and not rows[0][0].text:
                    yield Line(entry=ref, role="cell", text=shown.unit, at=shown.at, cell=place)
        yield from self.text(ref, "source", figure.source, number=self.writing.say("before-source"))
        for remark in figure.remarks:
            yield from self.text(ref, "source", remark)

    def picture(self, owner: str, picture: model.Picture) -> Iterator[Line]:
        # With its size in bytes and a sum: another picture under the same name is another line.
        content = self.index.pictures[picture.file].content if picture.file in self.index.pictures else b""
        text = f"{picture.file} ({len(content):,} B, {zlib.crc32(content):08x})"
        yield Line(entry=owner, role="picture", text=text, at=picture.at.child("file"), part="beside")
        beside = (
            *self.text(owner, "alternative", picture.alternative),
            *self.text(owner, "description", picture.description),
        )
        yield from (replace(line, part="beside") for line in beside)
        yield from self.text(owner, "source", picture.credit)

    def timeline(self, owner: str, timeline: model.Timeline, at: At) -> Iterator[Line]:
        for n, year in enumerate(timeline.years):
            yield Line(entry=owner, role="cell", text=year, at=at.child("years", n))
        for n, row in enumerate(timeline.timeline):
            yield from self.text(owner, "cell", row.name)
            for place, period in enumerate(row.periods):
                yield from self.text(owner, "cell", period.text)
                where = at.child("timeline", n, "periods", place)
                text = years_of(period, self.writing)
                yield Line(entry=owner, role="cell", text=text, at=where, part="beside")

    def indicator_group(self, group: model.IndicatorGroup) -> Iterator[Line]:
        ref = f"indicator-group:{group.id}"
        title = group.title or self.index.entities[f"pillar:{group.pillar}"].value.title
        yield self.heading(ref, title.at, "caption", ("previous",) if group.scope == "previous" else ())
        yield from self.text(ref, "label", group.heading)
        if group.pending is not None:
            yield Line(entry=ref, role="paragraph", text=group.pending.pending, at=group.pending.at)
        columns = (group.columns.item, group.columns.baseline, group.columns.target, group.columns.actual)

        def heads(table: str) -> Iterator[Line]:
            for column, words in enumerate(columns):
                if words:
                    at = group.at.child("columns")
                    yield Line(entry=ref, role="cell", text=words, at=at, cell=Cell(table, 0, column))

        if group.one_table:
            yield from heads(ref)
        for n, indicator in enumerate(group.indicators, 1):
            own = f"indicator:{indicator.id}"
            table, row = (ref, n) if group.one_table else (own, 1)
            place = Cell(table, row, 0) if group.one_table else None
            for line in self.text(own, "cell" if group.one_table else "label", indicator.title, cell=place):
                falls = indicator.direction == "fall" and line.role != "link"
                yield replace(line, tags=("fall",)) if falls else line
            if not group.one_table:
                yield from heads(own)
            for column, key in enumerate(("baseline", "target", "actual"), 1):
                value = getattr(indicator, key)
                if value is not None:
                    at, cell = indicator.at.child(key), Cell(table, row, column)
                    yield Line(entry=own, role="cell", text=value_text(value, self.writing), at=at, cell=cell)
        for indicator in group.indicators:
            yield from self.given(f"indicator:{indicator.id}", indicator)
        yield from self.notes(group.notes)

    def terms(self, ids: tuple[str, ...]) -> Iterator[Line]:
        for id in ids:
            term: model.Term = self.index.entities[f"term:{id}"].value
            yield Line(entry=f"term:{id}", role="term", text=term.name, at=term.at.child("name"))
            explained = term.definition or (term.quote.text if term.quote is not None else None)
            yield from self.text(f"term:{id}", "cell", explained)

    def vision(self, owner: str) -> Iterator[Line]:
        vision = self.index.plan.vision
        for line in self.text(owner, "vision", vision.statement.text) if vision is not None else ():
            yield replace(line, part="beside")

    def notes(self, notes: tuple[model.Note, ...]) -> Iterator[Line]:
        for note in notes:
            ref = f"note:{note.id}"
            number = self.entries[ref].number
            if note.term is not None:
                term: model.Term = self.index.entities[f"term:{note.term}"].value
                for line in self.text(ref, "note", term.definition, head=self.writing.say("labelled", label=term.name)):
                    yield replace(line, number=number) if line.part == "text" else line
            else:
                yield from self.text(ref, "note", note.text, number)

    def challenges(self, owner: str, include: model.Include) -> Iterator[Line]:
        if include.heading:
            yield Line(entry=owner, role="cell", text=include.heading, at=include.at.child("heading"))
        for challenge in self.index.plan.challenges:
            ref = f"challenge:{challenge.id}"
            for finding in challenge.findings:
                yield from self.text(ref, "finding", finding.text)
            yield self.heading(ref, challenge.title.at)

    def measures(self, only: tuple[str, ...]) -> Iterator[Line]:
        for pillar in self.index.plan.pillars:
            measures = self.index.by_pillar[pillar.id]
            if (pillar.id in only or not only) and (measures or pillar.body):
                yield from self.fields(f"pillar:{pillar.id}", pillar)
                for measure in measures:
                    yield from self.fields(f"measure:{measure.id}", measure)

    def answer(self, owner: str, link: model.ChallengeLink) -> Line:
        tags: tuple[Tag, ...] = (link.weight, "inferred") if link.basis == "inferred" else (link.weight,)
        return self.naming(owner, "answer", f"challenge:{link.id}", link.at, tags)

    def actions(self, ref: str) -> Iterator[Line]:
        """The actors' blocks of a measure."""
        blocks = self.index.by_measure[self.entries[ref].id]
        for actor in self.index.plan.actors:
            if actor.id not in blocks:
                continue
            heading = title_text(actor.heading)
            yield Line(entry=ref, role="heading", text=heading, at=actor.heading.at)
            group = None
            for place in blocks[actor.id]:
                if place.group is not None and place.group is not group:
                    named = place.group.group
                    for words, marks in self.paragraphs(named):
                        name = self.writing.say("group", name=words)
                        moved = _moved(marks, name.index(words))
                        yield Line(entry=ref, role="group", text=name, at=named.at, marks=moved)
                group = place.group
                yield from self.action(place)

    def action(self, place: ActionPlace) -> Iterator[Line]:
        action = self.index.action(place.ref)
        lines = list(self.text(place.ref, "action", place.item.text or action.text))
        last = max(n for n, line in enumerate(lines) if line.role == "action")
        for n, line in enumerate(lines):
            yield replace(line, tags=("cross_listing",)) if place.original and n == last else line
        yield from self.text(place.ref, "detail", place.item.detail)
        if isinstance(place.item, model.Action):
            yield from self.given(place.ref, place.item)
        if place.original:
            first = self.index.actions[place.original]
            yield self.naming(place.ref, "origin", f"measure:{first.measure}", place.item.at.child("cross_listing"))
        if action.programme:
            yield self.naming(place.ref, "programme", f"programme:{action.programme}", place.item.at)
        for audience in action.audience:
            yield self.naming(place.ref, "audience", f"audience:{audience}", place.item.at)


def level_lines(plan: model.Plan, owner: str) -> Iterator[Line]:
    """What the plan calls its levels, beside what it is the name of."""
    for n, level in enumerate(plan.levels):
        yield Line(entry=owner, role="level", text=level, at=plan.at.child("levels", n))
