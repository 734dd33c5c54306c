"""The finished PDFs keep the rules of PDF/UA-1 about structure, and every rule is one that can be broken."""

from __future__ import annotations

import pytest

from keikaku.outputs.print import make_actor_leaflet, make_measure_leaflet
from keikaku.resources import TEMPLATE_FOLDER
from tests.print.conftest import Printed
from tests.print.extract import squeezed
from tests.print.ua import KIDS, PARENTS, Element, annotation_violations, read, violations


def test_the_book_keeps_every_rule(printed: Printed) -> None:
    root = read(printed.book.pdf)
    assert violations(root) == []
    assert annotation_violations(printed.book.pdf) == []
    assert {"TOC", "TOCI", "Table", "TH", "L", "LI", "H1", "Link", "Note"} <= {element.role for element in root.all()}


def test_leaflets_keep_every_rule(printed: Printed) -> None:
    outline = printed.outline
    measure, actor = outline.index.plan.measures[0].id, outline.index.plan.actors[0].id
    for make, id in ((make_measure_leaflet, measure), (make_actor_leaflet, actor)):
        leaflet = make(outline, TEMPLATE_FOLDER, id, printed.book)
        assert violations(read(leaflet.pdf)) == []
        assert annotation_violations(leaflet.pdf) == []


def test_the_first_heading_is_the_plans_and_all_the_cover_is_paragraphs(printed: Printed) -> None:
    document = printed.tree.below[0]
    first = next(element for element in document.all() if element.role[:2] == "/H")
    titles = [line.text for line in printed.outline.lines if line.role == "title"]
    assert squeezed(first.text) == squeezed("".join(titles[: len(printed.outline.index.plan.titles)]))
    headings = [n for n, element in enumerate(document.below) if element.role[:2] == "/H"]
    assert headings[0] == 0
    cover = document.below[1 : headings[1]]
    assert [element.role for element in cover] == ["/P"] * (2 + len(printed.outline.index.plan.organisations))


def cell(role: str = "TD", **entries: object) -> Element:
    return Element(role, entries=entries)


def table(*rows: list[Element]) -> Element:
    return Element("Table", [Element("TBody", [Element("TR", row) for row in rows])])


HEAD = {"Scope": "Column"}
WRONG = {
    "7.1-5": Element("Blatt"),
    "7.2-3": Element("Table", [Element("P")]),
    "7.2-10": Element("TR", [Element("P")]),
    "7.2-11": Element("Table", [Element("THead"), Element("TBody"), Element("THead")]),
    "7.2-12": Element("Table", [Element("TFoot"), Element("TBody"), Element("TFoot")]),
    "7.2-13": Element("Table", [Element("TFoot")]),
    "7.2-14": Element("Table", [Element("THead")]),
    "7.2-15": table([cell("TH", **HEAD), cell("TH", RowSpan=2, **HEAD)], [cell(ColSpan=2)]),
    "7.2-16": Element("Table", [Element("TBody"), Element("Caption"), Element("TBody")]),
    "7.2-19": Element("L", [Element("P")]),
    "7.2-20": Element("LI", [Element("P")]),
    "7.2-27": Element("TOC", [Element("P")]),
    "7.2-28": Element("TOC", [Element("TOCI"), Element("Caption")]),
    "7.2-36": Element("THead", [Element("TD")]),
    "7.2-37": Element("TBody", [Element("TD")]),
    "7.2-38": Element("TFoot", [Element("TD")]),
    "7.2-39": Element("Table", [Element("Caption"), Element("Caption")]),
    "7.2-40": Element("L", [Element("LI"), Element("Caption")]),
    "7.2-41": table([cell("TH", RowSpan=2, **HEAD)]),
    "7.2-43": table([cell("TH", **HEAD), cell("TH", **HEAD)], [cell()]),
    "7.3-1": Element("Figure"),
    "7.4.2-1": Element("Document", [Element("H1"), Element("H3")]),
    "7.4.4-1": Element("Sect", [Element("H"), Element("H")]),
    "7.4.4-2": Element("Sect", [Element("H1"), Element("H")]),
    "7.5-1": table([cell(), cell("TH", **HEAD)], [cell(), cell()]),
    "7.7-1": Element("Formula"),
    "7.9-1": Element("Note"),
    "7.9-2": Element("Document", [Element("Note", entries={"ID": "1"}), Element("Note", entries={"ID": "1"})]),
} | {rule: Element("Document", [Element(role)]) for rule, (role, _) in PARENTS.items()}


@pytest.mark.parametrize("rule", sorted(WRONG))
def test_every_rule_finds_what_breaks_it(rule: str) -> None:
    assert rule in violations(Element("Document", [WRONG[rule]]))


def test_no_rule_is_without_a_tree_that_breaks_it() -> None:
    assert set(KIDS) | set(PARENTS) <= set(WRONG)
    assert violations(Element("Document", [Element("H1"), Element("P"), Element("Span")])) == []
