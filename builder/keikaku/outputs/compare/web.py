"""The 新旧対照表 as one HTML file that needs nothing beside it, and by its policy can load or run nothing."""

from __future__ import annotations

from pathlib import Path

from keikaku.outputs.compare.cell import in_tables
from keikaku.outputs.compare.table import ComparisonTable
from keikaku.outputs.csp import with_policy
from keikaku.outputs.templating import environment


def html(table: ComparisonTable, templates: Path) -> str:
    """The page; ``templates`` holds ``compare/table.html``."""
    page = environment(templates).get_template("compare/table.html").render(table=table, in_tables=in_tables)
    return with_policy(page, alone=True)
