"""The workbook of an actor, whole, as text: sheets, rows, what is open, what is hidden, what may be chosen."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from openpyxl import Workbook, load_workbook

from keikaku.outputs.workbook import workbook
from tests.specimens import TINY, TOP, outline
from tests.workbook.test_refused import WORDS

GOLDEN = TOP / "tests" / "golden" / "workbook"


@pytest.mark.parametrize("actor", ["town-hall", "neighbours"])
def test_the_workbook_is_as_kept(actor: str, pytestconfig: pytest.Config) -> None:
    """``pytest --update`` writes it anew; read the difference before keeping it. A star is before an open cell."""
    kept = GOLDEN / f"{actor}.txt"
    made = "\n".join(lines(load_workbook(io.BytesIO(workbook(outline(TINY), f"actor:{actor}", WORDS))))) + "\n"
    if pytestconfig.getoption("--update"):
        kept.write_text(made, "utf-8")
    assert made == kept.read_text("utf-8")


def lines(book: Workbook) -> Iterator[str]:
    yield f"{book.properties.title}, structure locked: {book.security.lockStructure}"
    for sheet in book.worksheets:
        yield f"\n## {sheet.title} ({sheet.sheet_state}), locked: {sheet.protection.sheet}"
        hidden = [name for name, column in sheet.column_dimensions.items() if column.hidden]
        yield f"hidden: {hidden}, staying: {sheet.freeze_panes}, on every page: {sheet.print_title_rows}"
        for choice in sheet.data_validations.dataValidation:
            yield f"choose in {choice.sqref}: {choice.formula1}"
        for row in sheet.iter_rows():
            cells = [f"{'' if cell.protection.locked else '*'}{cell.value or ''}" for cell in row]
            if any(cells):
                yield f"{row[0].row}: {' | '.join(cells).rstrip(' |')}".replace("\n", "⏎")
