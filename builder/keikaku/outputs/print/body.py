"""The chapters of a plan as data for the print template, in the order of print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import zip_longest
from typing import Any, get_args

from keikaku.outputs.figures.charts import figure_chart
from keikaku.outputs.figures.diagrams import figure_diagram
from keikaku.outputs.figures.pictures import paper_picture
from keikaku.outputs.print.given import given_nodes, programme_nodes
from keikaku.outputs.print.glossary import glossary
from keikaku.outputs.print.inlines import Prose, joined
from keikaku.outputs.print.measures import Measures
from keikaku.outputs.print.nodes import (
    AnchorNode,
    ArticlesNode,
    ChallengeRow,
    ChallengesNode,
    CrossListingsNode,
    DeclaredNode,
    FactRow,
    FactsNode,
    FigureNode,
    FrameworkChallenge,
    FrameworkMeasure,
    FrameworkNode,
    FrameworkPillar,
    GlossaryNode,
    HeadingNode,
    IndicatorRow,
    IndicatorsNode,
    LabelNode,
    LeadNode,
    ListedAgain,
    ListItemNode,
    ListNode,
    LooseNoteNode,
    MarkNode,
    Node,
    NotesNode,
    ParagraphNode,
    PendingNode,
    Run,
    SideBySideNode,
    TableBlockNode,
    TableNode,
    TermRow,
    TermsNode,
    TitledList,
)
from keikaku.outputs.print.pictures import PORTRAIT, picture_node, picture_words
from keikaku.outputs.print.tables import PrintCell, column_widths, grid_node, table_node
from keikaku.patterns import regex
from keikaku.plan import model
from keikaku.plan.compose.figures import data_table
from keikaku.plan.compose.numbers import article_number, item_number
from keikaku.plan.declare import Role, declared, lead, parts
from keikaku.plan.framework import MeasureBranch, framework
from keikaku.plan.model import Block, Division, Text
from keikaku.plan.outline import Outline, value_text
from keikaku.plan.table import TableCell, TableGrid, grid
from keikaku.text.breaking import LONGEST

_TEXT = (model.Paragraph, model.Label, model.TermsBlock, model.NotesBlock, model.Topics, model.Signature)
"""What goes on by itself; any other block is introduced by the paragraph before it, which does not stay behind on the
page before."""
_BLOCKS = get_args(Block)
_BEFORE_FIGURES = regex(r" (?=.*[0-9])")
_CHART, _DIAGRAM = 74, 92
"""Width of a drawing on paper, in millimetres."""


class Body:
    """Walks the chapters; ``Prose`` renders their texts."""

    def __init__(self, outline: Outline, prose: Prose, chart_words: Mapping[str, str]) -> None:
        self.outline = outline
        self.index = outline.index
        self.entries = outline.entries
        self.prose = prose
        self.chart_words = chart_words
        self._anchored: set[str] = set()
        self.measures = Measures(outline, prose, self.blocks)

    def chapters(self) -> list[Node]:
        """The nodes of all chapters; notes that no text calls stand where the plan puts them."""
        return self.uncalled([node for chapter in self.index.plan.chapters for node in self.division(chapter, 1)])

    def division(self, division: Division, level: int) -> list[Node]:
        """Heading, body, and what is below."""
        return [
            *self.heading(f"{division.ENTRY}:{division.id}", division.title, level),
            *self.blocks(division.body, level),
            *(node for below in division.below for node in self.division(below, level + 1)),
        ]

    def heading(self, ref: str, title: Text, level: int) -> list[Node]:
        """The heading of an entry with its number, and what is told of it. ``level``: 1 for a chapter."""
        entry = self.entries[ref]
        c = self.prose.title(title)
        head = HeadingNode(ref=ref, kind=entry.kind, level=level, number=entry.number, c=c)
        return [head, *self.prose.told()]

    def blocks(self, body: Iterable[Block], level: int) -> list[Node]:
        """The nodes of a body, which stands under a heading of ``level``."""
        found: list[Node] = []
        for block, after in zip_longest(body, list(body)[1:]):
            nodes = self.block(block, level)
            if isinstance(nodes[-1], ParagraphNode) and after is not None and not isinstance(after, _TEXT):
                nodes[-1] = LeadNode(nodes[-1].c)
            found.extend((*nodes, *self.prose.told()))
        return found

    def block(self, block: Block, level: int) -> list[Node]:
        """``level``: of the heading the block stands under."""
        match block:
            case model.Paragraph(text=text):
                return [ParagraphNode(run) for run in self.prose.paragraphs(text)]
            case model.Label(text=text):
                return [LabelNode(run) for run in self.prose.labels(text)]
            case model.Topics(topics=topics):
                return [node for topic in topics for node in self.topic(topic, level + 1)]
            case model.IndicatorsBlock(group=id):
                return self.indicators(self.index.entities[f"indicator-group:{id}"].value)
            case model.ProgrammesBlock(programmes=ids):
                programmes = (self.index.entities[f"programme:{id}"].value for id in ids)
                return programme_nodes(self.index.plan, self.prose, programmes, self._anchored)
            case model.Include(what="measures", pillars=pillars):
                return self.measures.all(level + 1, pillars)
            case _:
                return [self.node(block, level)]

    def node(self, block: Block, level: int) -> Node:
        """A block that is one node; of one that has no case here, what its fields declare."""
        match block:
            case model.List(items=items, marker=marker):
                return self.items(items, partial(item_number, marker))
            case model.Articles(articles=articles):
                return self.articles(articles)
            case model.SideBySide(lists=lists):
                return self.side_by_side(lists)
            case model.Facts(facts=facts):
                return FactsNode([FactRow(self.prose.name(fact.label), self.prose.cell(fact.text)) for fact in facts])
            case model.Table():
                return self.table(block)
            case model.FigureBlock(figure=id):
                return self.figure(id, titled=True)
            case model.TermsBlock(terms=ids):
                return self.terms(ids)
            case model.CrossListings(refs=refs):
                return CrossListingsNode([self.listed_again(ref) for ref in refs])
            case model.NotesBlock(notes=notes):
                return NotesNode([note.id for note in notes])
            case model.Include():
                return self.included(block)
            case _:
                return DeclaredNode(lead(type(block)), self.fields(block, level))

    def included(self, include: model.Include) -> Node:
        """What an ``include`` stands for, but the measures."""
        match include.what:
            case "challenges":
                return self.challenges(include)
            case "glossary":
                return GlossaryNode(glossary(self.outline, self.prose))
            case _:
                return self.framework()

    def listed_again(self, ref: str) -> ListedAgain:
        """A cross-listing of a measure, an action or a programme: its number, and its name as a run."""
        entry, value = self.entries[ref], self.index.entities[ref].value
        name = value.title if isinstance(value, model.Measure) else None
        if ref in self.index.actions:
            name = self.index.action(ref).text
        run = (
            self.prose.title(name)
            if name is not None
            else self.prose.phrased(self._cell(value.at.child("name"), entry.title))
        )
        marks: Run = [MarkNode(ref)] if isinstance(value, model.Programme) else []
        return ListedAgain(ref, entry.number, [*marks, *run])

    def fields(self, value: Any, level: int) -> dict[str, Any]:
        """An object of the model as the template reads it: a text as its paragraphs, what stands inside as nodes."""
        node: dict[str, Any] = {}
        for field in declared(type(value)):
            inner = getattr(value, field.name)
            if isinstance(inner, tuple) and inner and isinstance(inner[0], Text):
                node[field.name] = [self.prose.cell(text) for text in inner]
            elif isinstance(inner, Text):
                node[field.name] = self._said(inner, field.role)
            elif isinstance(inner, model.Picture):
                node[field.name] = picture_node(self.index, self.prose, inner, PORTRAIT)
            elif inside := parts(inner):
                node[field.name] = (
                    self.blocks(inside, level)
                    if isinstance(inside[0], _BLOCKS)
                    else [self.fields(part, level) for part in inside]
                )
            else:
                node[field.name] = inner
        if (kind := getattr(value, "ENTRY", None)) is not None:
            entry = self.entries[f"{kind}:{value.id}"]
            node |= {"ref": entry.ref, "number": entry.number}
        return node

    def _said(self, text: Text, role: Role | None) -> Run | list[Run]:
        if role in ("heading", "caption"):
            return self.prose.title(text)
        return self.prose.labels(text) if role == "label" else self.prose.paragraphs(text)

    def items(self, items: tuple[model.ListItem, ...], number: Callable[[int], str]) -> ListNode:
        """``number``: what stands before the nth."""
        return ListNode(
            [
                ListItemNode(
                    number(n),
                    self.prose.paragraphs(item.text),
                    [self.items(item.items, partial(item_number, item.marker))] if item.items else [],
                )
                for n, item in enumerate(items, 1)
            ]
        )

    def articles(self, articles: tuple[model.Article, ...]) -> ArticlesNode:
        """An ordinance, its 項 and 号 numbered as the plan numbers them."""
        formats = self.index.plan.numbering
        return ArticlesNode(
            [
                TitledList(
                    self.prose.labels(article.title),
                    self.items(article.paragraphs, partial(article_number, formats, n)),
                )
                for n, article in enumerate(articles, 1)
            ]
        )

    def side_by_side(self, lists: tuple[model.SideList, ...]) -> SideBySideNode:
        """Lists in columns beside each other, each under its title."""
        return SideBySideNode(
            [
                TitledList(self.prose.labels(one.title), self.items(one.items, partial(item_number, one.marker)))
                for one in lists
            ]
        )

    def table(self, table: model.Table) -> TableBlockNode:
        """A table of the text with its number, unit and source."""
        entry = self.entries[f"table:{table.id}"]
        shown = grid(table, self.index)
        heads, rows = (
            [[self._table_cell(shown, cell) for cell in row] for row in part] for part in (shown.heads, shown.rows)
        )
        return TableBlockNode(
            ref=entry.ref,
            number=entry.number,
            title=self.prose.title(table.title),
            unit=self._cell(table.at.child("unit"), table.unit or ""),
            table=grid_node(
                heads, rows, self.prose.place(table.at), numbers=shown.numbers or None, row_heads=shown.row_heads
            ),
            source=self.prose.paragraphs(table.source),
        )

    def _table_cell(self, shown: TableGrid, cell: TableCell) -> PrintCell:
        heads_row = shown.heads_row(cell)
        return PrintCell(
            run=self.prose.phrased(self.prose.cell(cell.text), 0),
            column=cell.column,
            rows=cell.rows,
            columns=cell.columns,
            heads_row=cell.row >= len(shown.heads) and heads_row,
        )

    def topic(self, topic: model.Topic, level: int) -> list[Node]:
        id = topic.figure or topic.id
        ref = f"topic:{id}"
        if topic.figure:
            figure: model.Figure = self.index.entities[f"figure:{id}"].value
            return [*self.heading(ref, figure.title, level), self.figure(topic.figure, titled=False)]
        assert topic.title is not None, "a topic without figure has a title (schema)"
        return [*self.heading(ref, topic.title, level), *self.blocks(topic.body, level)]

    def figure(self, id: str, *, titled: bool) -> FigureNode:
        """``titled``: nothing above it has said its title yet, so the statement follows it."""
        figure: model.Figure = self.index.entities[f"figure:{id}"].value
        entry = self.entries[f"figure:{id}"]
        node = FigureNode(
            ref=entry.ref,
            number=entry.number,
            alone=titled,
            title=self.prose.title(figure.title),
            missing=None if figure.status == "available" else figure.status,
            statement=self.prose.paragraphs(figure.statement),
            texts=[run for text in figure.texts for run in self.prose.paragraphs(text)],
            source=self.prose.paragraphs(figure.source),
            remarks=[run for text in figure.remarks for run in self.prose.paragraphs(text)],
        )
        if figure.data is not None:
            chart = figure_chart(id, entry.title, figure.data, self.chart_words, self.outline.index.plan.writing)
            node.svg, node.alt, node.width = chart.svg, chart.description, _CHART
            node.table = self._data_table(figure)
        elif figure.diagram is not None:
            drawing = figure_diagram(
                entry.title, figure, self.prose.plain, self.chart_words, self.outline.index.plan.writing
            )
            node.svg, node.alt, node.width = drawing.svg, drawing.description, _DIAGRAM
        elif figure.image is not None:
            picture = figure.image
            node.svg, node.width = paper_picture(self.index, picture)
            node.alt = picture_words(self.prose, picture)
            node.credit = self.prose.paragraphs(picture.credit)
        return node

    def _data_table(self, figure: model.Figure) -> TableNode:
        """The numbers of a chart as a table."""
        found = data_table(figure)
        unit = "" if found[0][0].text else self.chart_words["unit"]
        head, *rows = (
            [self._cell(cell.at, cell.text + (unit.format(unit=cell.unit) if cell.unit else "")) for cell in row]
            for row in found
        )
        widths = [2, *(1 for _ in head[1:])]
        return table_node(head, rows, self.prose.place(figure.at.child("data")), row_heads=True, widths=widths)

    def _cell(self, at: model.At, text: str) -> Run:
        """Plain words of the plan in a table."""
        return joined(self.prose.piece(at, [[text]] if text else []))

    def indicators(self, group: model.IndicatorGroup) -> list[Node]:
        """A group of indicators as one table or one each, then what is given of each, then the notes."""
        entry = self.entries[f"indicator-group:{group.id}"]
        node = IndicatorsNode(
            ref=entry.ref,
            number=entry.number,
            title=self.prose.title(group.title or self.index.entities[f"pillar:{group.pillar}"].value.title),
            heading=self.prose.title(group.heading),
        )
        self._fill(node, group)
        given = [found for one in group.indicators for found in self._given(one)]
        notes = [NotesNode([note.id for note in group.notes])] if group.notes else []
        return [node, *given, *notes]

    def _given(self, indicator: model.Indicator) -> list[Node]:
        """What is given of an indicator, below its name once more."""
        given = given_nodes(self.index.plan, self.prose, indicator)
        return [LabelNode(self.prose.title(indicator.title, marks=False)), *given] if given else []

    def _fill(self, node: IndicatorsNode, group: model.IndicatorGroup) -> None:
        """One table of all indicators, or each with its title and a table of its own; or that there are none yet."""
        if group.pending:
            node.pending = self._cell(group.at.child("pending"), group.pending.pending)
            return
        columns = group.columns
        values = [name for name in ("baseline", "target", "actual") if getattr(columns, name) is not None]
        at = group.at.child("columns")
        head = [self._cell(at.child(name), getattr(columns, name)) for name in values]
        rows = [[self._value(indicator, name) for name in values] for indicator in group.indicators]
        titles: list[Run] = [
            [AnchorNode(f"indicator:{indicator.id}"), *self.prose.phrased(self.prose.cell(indicator.title), 0)]
            for indicator in group.indicators
        ]
        if not group.one_table:
            numbers = [True] * len(values)
            node.rows = [
                IndicatorRow(
                    title,
                    table_node(head, [row], self.prose.place(one.at), row_heads=False, numbers=numbers, stretch="none"),
                )
                for title, row, one in zip(titles, rows, group.indicators, strict=True)
            ]
            return
        head = [self._cell(at.child("item"), columns.item), *head]
        rows = [[title, *row] for title, row in zip(titles, rows, strict=True)]
        node.table = table_node(
            head,
            rows,
            self.prose.place(group.at),
            row_heads=False,
            numbers=[False, *(True for _ in values)],
            # No head in two lines: the title has room enough.
            widths=column_widths([[] for _ in head], [head, *rows]),
            stretch="first",
        )

    def _value(self, indicator: model.Indicator, name: str) -> Run:
        value: model.IndicatorValue | None = getattr(indicator, name)
        if value is None:
            return []
        shown = value_text(value, self.outline.index.plan.writing)
        if isinstance(value, model.Reading):
            # "at least" stays with its number; so does, in one of few words, what it counts.
            spaces = regex(" ") if len(shown) <= LONGEST else _BEFORE_FIGURES
            shown = spaces.sub("\N{NO-BREAK SPACE}", shown)
        run = self._cell(indicator.at.child(name), shown)
        return [PendingNode(run)] if isinstance(value, model.Pending) else run

    def terms(self, ids: tuple[str, ...]) -> TermsNode:
        """The terms that a block names, with their definitions."""
        terms: list[model.Term] = [self.index.entities[f"term:{id}"].value for id in ids]
        return TermsNode(
            [TermRow(self.prose.name(one.name), self.prose.paragraphs(one.definition, marks=False)) for one in terms]
        )

    def challenges(self, include: model.Include) -> ChallengesNode:
        """All challenges with their findings, in the order of the plan."""
        rows = []
        for challenge in self.index.plan.challenges:
            entry = self.entries[f"challenge:{challenge.id}"]
            title = self.prose.title(challenge.title)
            findings: list[Run] = [
                [*([AnchorNode(f"finding:{one.id}")] if one.id else []), *self.prose.cell(one.text)]
                for one in challenge.findings
            ]
            rows.append(ChallengeRow(ref=entry.ref, number=entry.number, c=title, findings=findings))
        return ChallengesNode(include.heading, rows)

    def framework(self) -> FrameworkNode:
        """The framework: pillars with their measures, and which challenge each answers."""
        drawn = framework(self.outline)
        cells = {row.measure.ref: row.cells for row in drawn.rows}

        def measures(branches: tuple[MeasureBranch, ...], depth: int) -> list[FrameworkMeasure]:
            return [
                node
                for branch in branches
                for node in (
                    FrameworkMeasure(
                        ref=branch.entry.ref,
                        number=branch.entry.number,
                        title=self.prose.name(branch.entry.title),
                        depth=depth,
                        again=branch.again,
                        cells=["" if branch.again or not cell else cell.weight for cell in cells[branch.entry.ref]],
                    ),
                    *measures(branch.below, depth + 1),
                )
            ]

        return FrameworkNode(
            vision=self.prose.name(drawn.vision),
            levels=self.index.plan.levels,
            inferred=drawn.inferred,
            challenges=[FrameworkChallenge(entry.number, self.prose.name(entry.title)) for entry in drawn.challenges],
            pillars=[
                FrameworkPillar(pillar.entry.number, self.prose.name(pillar.entry.title), measures(pillar.measures, 0))
                for pillar in drawn.pillars
            ],
        )

    def uncalled(self, nodes: list[Node]) -> list[Node]:
        """Notes that are called somewhere have become footnotes there; the others stand where the plan puts them."""
        found: list[Node] = []
        for node in nodes:
            if isinstance(node, DeclaredNode):
                inside = {key: self.uncalled(value) for key, value in node.fields.items() if _are_nodes(value)}
                found.append(DeclaredNode(node.t, node.fields | inside))
            elif isinstance(node, NotesNode):
                for id in node.notes:
                    if id not in self.prose.called:
                        number = self.entries[f"note:{id}"].number
                        found.append(LooseNoteNode(f"note:{id}", number, self.prose.note(id)))
            else:
                found.append(node)
        return found


def _are_nodes(value: object) -> bool:
    """The blocks inside another."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, Node) for item in value)
