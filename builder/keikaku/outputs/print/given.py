"""The attributes of an entry and its values by year, as data for the print template."""

from __future__ import annotations

from collections.abc import Iterable

from keikaku.outputs.print.inlines import Prose, joined
from keikaku.outputs.print.nodes import (
    FactRow,
    GivenNode,
    LabelNode,
    LeadNode,
    MarkNode,
    Node,
    ParagraphNode,
    Run,
    TableNode,
)
from keikaku.outputs.print.tables import table_node
from keikaku.plan.compose.given import GivenAttribute, YearTable, attributes_of, chosen_words, year_tables
from keikaku.plan.model import At, Attributed, Plan, Programme


def given_nodes(plan: Plan, prose: Prose, value: Attributed) -> list[GivenNode]:
    """Nothing where the entry has neither."""
    rows = [
        FactRow(prose.name(given.attribute.name), _fact(plan, prose, given)) for given in attributes_of(plan, value)
    ]
    tables = [_table(prose, table) for table in year_tables(plan, value)]
    return [GivenNode(rows, tables)] if rows or tables else []


def programme_nodes(plan: Plan, prose: Prose, programmes: Iterable[Programme], anchored: set[str]) -> list[Node]:
    """Name, description and what is given of each; ``anchored``: those shown before, grows."""
    found: list[Node] = []
    for programme in programmes:
        ref = None if programme.id in anchored else f"programme:{programme.id}"
        anchored.add(programme.id)
        words = prose.phrased(_words(prose, programme.at.child("name"), programme.name))
        found.append(LabelNode([MarkNode(f"programme:{programme.id}"), *words], ref))
        given = given_nodes(plan, prose, programme)
        found.extend((LeadNode if given else ParagraphNode)(run) for run in prose.paragraphs(programme.description))
        found.extend(given)
    return found


def _fact(plan: Plan, prose: Prose, given: GivenAttribute) -> Run:
    if given.text is not None and not given.link:
        return prose.cell(given.text)
    return _words(prose, given.at, given.link or given.number or chosen_words(given, plan.writing))


def _table(prose: Prose, table: YearTable) -> TableNode:
    head = [prose.phrased(_words(prose, table.values.at, words), 0) for words in (table.name, *table.columns)]
    rows = [[_words(prose, row.at, words) for words in (row.name, *row.cells)] for row in table.rows]
    numbers, widths = [False, *(True for _ in table.columns)], [2, *(1 for _ in table.columns)]
    return table_node(head, rows, prose.place(table.values.at), row_heads=True, numbers=numbers, widths=widths)


def _words(prose: Prose, at: At, words: str) -> Run:
    return joined(prose.piece(at, [[words]] if words else []))
