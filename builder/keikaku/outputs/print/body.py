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
from keikaku.outputs.print.inlines import Node, Prose, Run, joined
from keikaku.outputs.print.measures import Measures
from keikaku.outputs.print.tables import PrintCell, column_widths, grid_data, table_data
from keikaku.plan import model
from keikaku.plan.compose.figures import data_table
from keikaku.plan.compose.numbers import article_number, item_number
from keikaku.plan.declare import declared, lead, parts
from keikaku.plan.framework import MeasureBranch, framework
from keikaku.plan.model import Block, Division, Text
from keikaku.plan.outline import Outline, value_text
from keikaku.plan.table import TableCell, TableGrid, grid

_TEXT = (model.Paragraph, model.Label, model.TermsBlock, model.NotesBlock, model.Topics, model.Signature)
"""What goes on by itself; any other block is introduced by the paragraph before it, which does not stay behind on the
page before."""
_TITLES = ("heading", "caption")
_BLOCKS = get_args(Block)
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
        self.measures = Measures(outline, prose, self.blocks)

    def chapters(self) -> list[Node]:
        return self.uncalled([node for chapter in self.index.plan.chapters for node in self.division(chapter, 1)])

    def division(self, division: Division, level: int) -> list[Node]:
        """Heading, body, and what is below."""
        return [
            self.heading(f"{division.ENTRY}:{division.id}", division.title, level),
            *self.blocks(division.body, level),
            *(node for below in division.below for node in self.division(below, level + 1)),
        ]

    def heading(self, ref: str, title: Text, level: int) -> Node:
        entry = self.entries[ref]
        node = {"t": "heading", "ref": ref, "kind": entry.kind, "level": level, "number": entry.number}
        return {**node, "c": self.prose.title(title)}

    def blocks(self, body: Iterable[Block], level: int) -> list[Node]:
        found: list[Node] = []
        for block, after in zip_longest(body, list(body)[1:]):
            nodes = self.block(block, level)
            if isinstance(block, model.Paragraph) and after is not None and not isinstance(after, _TEXT):
                nodes[-1]["t"] = "lead"
            found.extend(nodes)
        return found

    def block(self, block: Block, level: int) -> list[Node]:
        """``level``: of the heading the block stands under."""
        match block:
            case model.Paragraph(text=text):
                return [{"t": "paragraph", "c": run} for run in self.prose.paragraphs(text)]
            case model.Label(text=text):
                return [{"t": "label", "c": run} for run in self.prose.paragraphs(text)]
            case model.Topics(topics=topics):
                return [node for topic in topics for node in self.topic(topic, level + 1)]
            case model.IndicatorsBlock(group=id):
                return self.indicators(self.index.entities[f"indicator-group:{id}"].value)
            case model.ProgrammesBlock(programmes=ids):
                programmes = (self.index.entities[f"programme:{id}"].value for id in ids)
                return programme_nodes(self.index.plan, self.prose, programmes)
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
                rows = [{"label": fact.label, "c": self.prose.cell(fact.text)} for fact in facts]
                return {"t": "facts", "rows": rows}
            case model.Table():
                return self.table(block)
            case model.FigureBlock(figure=id):
                return self.figure(id, titled=True)
            case model.TermsBlock(terms=ids):
                return self.terms(ids)
            case model.NotesBlock(notes=notes):
                return {"t": "notes", "notes": [note.id for note in notes]}
            case model.Include(what="challenges"):
                return self.challenges(block)
            case model.Include():
                return self.framework()
            case _:
                return {"t": lead(type(block)), **self.fields(block, level)}

    def fields(self, value: Any, level: int) -> Node:
        """An object of the model as the template reads it: a text as its paragraphs, what stands inside as nodes."""
        node: Node = {}
        for field in declared(type(value)):
            inner = getattr(value, field.name)
            if isinstance(inner, tuple) and inner and isinstance(inner[0], Text):
                node[field.name] = [self.prose.cell(text) for text in inner]
            elif isinstance(inner, Text):
                node[field.name] = self.prose.title(inner) if field.role in _TITLES else self.prose.paragraphs(inner)
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

    def items(self, items: tuple[model.ListItem, ...], number: Callable[[int], str]) -> Node:
        """``number``: what stands before the nth."""
        return {
            "t": "list",
            "items": [
                {
                    "number": number(n),
                    "c": self.prose.paragraphs(item.text),
                    "below": [self.items(item.items, partial(item_number, item.marker))] if item.items else [],
                }
                for n, item in enumerate(items, 1)
            ],
        }

    def articles(self, articles: tuple[model.Article, ...]) -> Node:
        formats = self.index.plan.numbering
        rows = [
            {
                "title": self.prose.paragraphs(article.title),
                "list": self.items(article.paragraphs, partial(article_number, formats, n)),
            }
            for n, article in enumerate(articles, 1)
        ]
        return {"t": "articles", "rows": rows}

    def side_by_side(self, lists: tuple[model.SideList, ...]) -> Node:
        rows = [
            {
                "title": self.prose.paragraphs(one.title),
                "list": self.items(one.items, partial(item_number, one.marker)),
            }
            for one in lists
        ]
        return {"t": "side_by_side", "rows": rows}

    def table(self, table: model.Table) -> Node:
        entry = self.entries[f"table:{table.id}"]
        shown = grid(table, self.index)
        heads, rows = (
            [[self._table_cell(shown, cell) for cell in row] for row in part] for part in (shown.heads, shown.rows)
        )
        data = grid_data(heads, rows, numbers=shown.numbers or None, row_heads=shown.row_heads)
        return {
            "t": "table",
            "ref": entry.ref,
            "number": entry.number,
            "title": self.prose.title(table.title),
            "unit": self._cell(table.at.child("unit"), table.unit or ""),
            "table": self._table(table.at, data),
            "source": self.prose.paragraphs(table.source),
        }

    def _table_cell(self, shown: TableGrid, cell: TableCell) -> PrintCell:
        return PrintCell(
            run=self.prose.cell(cell.text),
            column=cell.column,
            rows=cell.rows,
            columns=cell.columns,
            heads_row=cell.row >= len(shown.heads) and shown.heads_row(cell),
        )

    def _table(self, at: model.At, table: Node) -> Node:
        """With the number by which the template names it where it does not fit."""
        return {**table, "n": self.prose.place(at)}

    def topic(self, topic: model.Topic, level: int) -> list[Node]:
        id = topic.figure or topic.id
        ref = f"topic:{id}"
        if topic.figure:
            figure: model.Figure = self.index.entities[f"figure:{id}"].value
            return [self.heading(ref, figure.title, level), self.figure(topic.figure, titled=False)]
        assert topic.title is not None, "a topic without figure has a title (schema)"
        return [self.heading(ref, topic.title, level), *self.blocks(topic.body, level)]

    def figure(self, id: str, *, titled: bool) -> Node:
        """``titled``: nothing above it has said its title yet, so the statement follows it."""
        figure: model.Figure = self.index.entities[f"figure:{id}"].value
        entry = self.entries[f"figure:{id}"]
        node: Node = {
            "t": "figure",
            "ref": entry.ref,
            "number": entry.number,
            "alone": titled,
            "title": self.prose.title(figure.title),
            "plain": entry.title,
            "missing": None if figure.status == "available" else figure.status,
            "statement": self.prose.paragraphs(figure.statement),
            "texts": [run for text in figure.texts for run in self.prose.paragraphs(text)],
            "source": self.prose.paragraphs(figure.source),
            "remarks": [run for text in figure.remarks for run in self.prose.paragraphs(text)],
        }
        if figure.data is not None:
            chart = figure_chart(id, entry.title, figure.data, self.chart_words, self.outline.index.plan.writing)
            node |= {"svg": chart.svg, "alt": chart.description, "width": _CHART, "table": self._data_table(figure)}
        elif figure.diagram is not None:
            drawing = figure_diagram(
                entry.title, figure, self.prose.plain, self.chart_words, self.outline.index.plan.writing
            )
            node |= {"svg": drawing.svg, "alt": drawing.description, "width": _DIAGRAM}
        elif figure.image is not None:
            node |= self._picture(figure.image)
        return node

    def _picture(self, picture: model.Picture) -> Node:
        svg, width = paper_picture(self.index, picture)
        told = [picture.alternative, *([picture.description] if picture.description is not None else [])]
        return {
            "svg": svg,
            "alt": "\n".join(map(self.prose.plain, told)),
            "width": width,
            "credit": self.prose.paragraphs(picture.credit),
        }

    def _data_table(self, figure: model.Figure) -> Node:
        """The numbers of a chart as a table."""
        found = data_table(figure)
        unit = "" if found[0][0].text else self.chart_words["unit"]
        head, *rows = (
            [self._cell(cell.at, cell.text + (unit.format(unit=cell.unit) if cell.unit else "")) for cell in row]
            for row in found
        )
        table = table_data(head, rows, row_heads=True) | {"widths": [2, *(1 for _ in head[1:])]}
        return self._table(figure.at.child("data"), table)

    def _cell(self, at: model.At, text: str) -> Run:
        """Plain words of the plan in a table."""
        return joined(self.prose.piece(at, [[text]] if text else []))

    def indicators(self, group: model.IndicatorGroup) -> list[Node]:
        entry = self.entries[f"indicator-group:{group.id}"]
        node: Node = {
            "t": "indicators",
            "ref": entry.ref,
            "number": entry.number,
            "current": group.scope == "current",
            "title": self.prose.title(group.title or self.index.entities[f"pillar:{group.pillar}"].value.title),
            "heading": self.prose.title(group.heading),
            **self._indicator_tables(group),
        }
        given = [found for one in group.indicators for found in self._given(one)]
        notes = [{"t": "notes", "notes": [note.id for note in group.notes]}] if group.notes else []
        return [node, *given, *notes]

    def _given(self, indicator: model.Indicator) -> list[Node]:
        """What is given of an indicator, below its name once more."""
        given = given_nodes(self.index.plan, self.prose, indicator)
        return [{"t": "label", "c": self.prose.title(indicator.title, marks=False)}, *given] if given else []

    def _indicator_tables(self, group: model.IndicatorGroup) -> Node:
        """One table of all indicators, or each with its title and a table of its own; or that there are none yet."""
        if group.pending:
            return {"pending": self._cell(group.at.child("pending"), group.pending.pending)}
        columns = group.columns
        values = [name for name in ("baseline", "target", "actual") if getattr(columns, name) is not None]
        at = group.at.child("columns")
        head = [self._cell(at.child(name), getattr(columns, name)) for name in values]
        rows = [[self._value(indicator, name) for name in values] for indicator in group.indicators]
        titles: list[Run] = [
            [{"t": "anchor", "ref": f"indicator:{indicator.id}"}, *self.prose.cell(indicator.title)]
            for indicator in group.indicators
        ]
        if not group.one_table:
            tables = [table_data(head, [row], row_heads=False, numbers=[True] * len(values)) for row in rows]
            return {
                "rows": [
                    {"title": title, "table": self._table(indicator.at, table) | {"stretch": "none"}}
                    for title, table, indicator in zip(titles, tables, group.indicators, strict=True)
                ]
            }
        head = [self._cell(at.child("item"), columns.item), *head]
        rows = [[title, *row] for title, row in zip(titles, rows, strict=True)]
        table = table_data(head, rows, row_heads=False, numbers=[False, *(True for _ in values)])
        widths = column_widths([[] for _ in head], [head, *rows])  # no head in two lines: the title has room enough
        return {"table": self._table(group.at, table) | {"stretch": "first", "widths": widths}}

    def _value(self, indicator: model.Indicator, name: str) -> Run:
        value: model.IndicatorValue | None = getattr(indicator, name)
        if value is None:
            return []
        shown = value_text(value, self.outline.index.plan.writing)
        if isinstance(value, model.Reading):
            shown = shown.replace(" ", "\N{NO-BREAK SPACE}")  # "at least" stays with its number
        run = self._cell(indicator.at.child(name), shown)
        return [{"t": "pending", "c": run}] if isinstance(value, model.Pending) else run

    def terms(self, ids: tuple[str, ...]) -> Node:
        terms: list[model.Term] = [self.index.entities[f"term:{id}"].value for id in ids]
        rows = [{"name": term.name, "c": self.prose.paragraphs(term.definition, marks=False)} for term in terms]
        return {"t": "terms", "rows": rows}

    def challenges(self, include: model.Include) -> Node:
        rows = []
        for challenge in self.index.plan.challenges:
            entry = self.entries[f"challenge:{challenge.id}"]
            rows.append(
                {
                    "ref": entry.ref,
                    "number": entry.number,
                    "c": self.prose.title(challenge.title),
                    "findings": [self.prose.cell(finding) for finding in challenge.findings],
                }
            )
        return {"t": "challenges", "heading": include.heading, "rows": rows}

    def framework(self) -> Node:
        drawn = framework(self.outline)
        cells = {row.measure.ref: row.cells for row in drawn.rows}

        def measures(branches: tuple[MeasureBranch, ...], depth: int) -> list[Node]:
            return [
                node
                for branch in branches
                for node in (
                    {
                        "ref": branch.entry.ref,
                        "number": branch.entry.number,
                        "title": branch.entry.title,
                        "depth": depth,
                        "cells": [cell.weight if cell else "" for cell in cells[branch.entry.ref]],
                    },
                    *measures(branch.below, depth + 1),
                )
            ]

        return {
            "t": "framework",
            "vision": drawn.vision,
            "levels": self.index.plan.levels,
            "inferred": drawn.inferred,
            "challenges": [{"number": entry.number, "title": entry.title} for entry in drawn.challenges],
            "pillars": [
                {"number": pillar.entry.number, "title": pillar.entry.title, "measures": measures(pillar.measures, 0)}
                for pillar in drawn.pillars
            ],
        }

    def uncalled(self, nodes: list[Node]) -> list[Node]:
        """Notes that are called somewhere have become footnotes there; the others stand where the plan puts them."""
        found: list[Node] = []
        for node in nodes:
            if node["t"] != "notes":
                inside = {key: self.uncalled(value) for key, value in node.items() if _are_nodes(value)}
                found.append(node | inside)
                continue
            for id in node["notes"]:
                if id not in self.prose.called:
                    number = self.entries[f"note:{id}"].number
                    found.append({"t": "loose-note", "ref": f"note:{id}", "number": number, "c": self.prose.note(id)})
        return found


def _are_nodes(value: object) -> bool:
    """The blocks inside another."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "t" in item for item in value)
