"""What came back in a workbook: the rows that were answered, and what was written beside them."""

from __future__ import annotations

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.dataclass import dataclass
from keikaku.diagnostics.span import Span
from keikaku.outputs.workbook.row import SheetForm

_say = Catalogue(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlace:
    """One cell of a returned workbook."""

    file: str
    """As shown to people."""
    sheet: str
    ref: str
    """``F12``."""
    row: int
    column: int

    @property
    def span(self) -> Span:
        """As the place of a message: of a workbook, line and column are those of its sheet."""
        return Span(self.file, self.row, self.column, self.row, self.column)

    @property
    def words(self) -> LocalizedText:
        """For the text of a message: which sheet and cell."""
        return _say("cell", sheet=self.sheet, ref=self.ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A row that is answered with something else than it was: fields before and after, as in ``Row.fields``."""

    form: SheetForm
    key: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    remark: str
    cell: CellPlace
    """The first cell that was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Written beside a row that was left as it is: for whoever gathers the answers, not for the plan."""

    place: str
    label: str
    text: str
    cell: CellPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """All of one workbook."""

    answers: tuple[Answer, ...]
    remarks: tuple[Remark, ...]
    unchanged: tuple[Remark, ...]
    """Where the new text should stand, somebody wrote that nothing changes (修正なし)."""
