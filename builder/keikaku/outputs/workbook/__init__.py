"""The plan as workbooks for those who answer in Excel, and their answers back into the plan.

``workbook`` makes the workbook of an actor or department from an outline. ``read_workbook`` takes the answers out of a
returned one and accounts for everything else in it, ``merge`` lays those of all workbooks beside the plan as it is now,
and ``edited`` puts what changes into a file's text.
"""

from keikaku.outputs.workbook.answer import Remark, Returned
from keikaku.outputs.workbook.edit import edited
from keikaku.outputs.workbook.merge import AcceptedChange, Merged, merge
from keikaku.outputs.workbook.returned import read_workbook
from keikaku.outputs.workbook.rows import recipients, rows_for
from keikaku.outputs.workbook.translations import translation_workbook, translations_in
from keikaku.outputs.workbook.write import workbook

__all__ = [
    "AcceptedChange",
    "Merged",
    "Remark",
    "Returned",
    "edited",
    "merge",
    "read_workbook",
    "recipients",
    "rows_for",
    "translation_workbook",
    "translations_in",
    "workbook",
]
