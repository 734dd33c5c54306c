"""The plan as workbooks for those who answer in Excel, and their answers back into the plan.

``workbook`` makes an actor's workbook from an outline. ``read_workbook`` takes the answers out of a returned one,
``merge`` lays those of all workbooks beside the plan as it is now, and ``edited`` puts what changes into a file's text.
"""

from builder.workbook.answer import Returned
from builder.workbook.edit import edited
from builder.workbook.merge import Change, Merged, merge
from builder.workbook.returned import read_workbook
from builder.workbook.rows import actor_rows
from builder.workbook.write import workbook

__all__ = ["Change", "Merged", "Returned", "actor_rows", "edited", "merge", "read_workbook", "workbook"]
