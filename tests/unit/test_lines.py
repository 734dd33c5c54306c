"""What a plan with every kind of block is composed of: how its entries are numbered, and a line of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keikaku.plan.outline import Line, Outline
from tests.specimens import TOP, outline

KEPT = TOP / "tests" / "golden" / "lines"


def kind(line: Line) -> tuple[object, ...]:
    """What makes two lines lines of one kind: whose they are, what they are to their reader, and what they have."""
    has = (line.number, line.at, line.marks, line.cell, line.cell and line.cell.under)
    entry, named = (ref.partition(":")[0] for ref in (line.entry, line.names))
    return line.part, entry, line.role, line.tags, named, *map(bool, has)


def shown(line: Line) -> str:
    """All that is known of a line but where it is written; what is empty is left out."""
    cell = line.cell and f"{line.cell.table}[{line.cell.row},{line.cell.column}]{'/'.join(line.cell.under)}"
    marks = " ".join(f"{start}-{end}={ref}" for start, end, ref in line.marks)
    known = (line.part, line.entry, line.role, " ".join(line.tags), line.number, line.names, cell, marks, line.text)
    return " | ".join(part for part in known if part)


def composed(plan: Outline) -> Iterator[str]:
    """The numbers of each kind of entry; how many lines there are of each kind, and the last of them."""
    for name, entries in plan.by_kind.items():
        yield f"{name}: {', '.join(entry.number or '-' for entry in entries)}"
    yield ""
    kinds: dict[tuple[object, ...], list[Line]] = {}
    for line in plan.shown:
        kinds.setdefault(kind(line), []).append(line)
    yield from (f"{len(lines)} | {shown(lines[-1])}" for lines in kinds.values())


@pytest.mark.parametrize("name", ["kaigo", "council"])
def test_a_plan_is_composed_as_kept(name: str, pytestconfig: pytest.Config) -> None:
    """``pytest --update`` writes it anew; read the difference before keeping it."""
    found = "\n".join((*composed(outline(TOP / "examples" / name / "plan")), ""))
    path = KEPT / f"{name}.txt"
    if pytestconfig.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
