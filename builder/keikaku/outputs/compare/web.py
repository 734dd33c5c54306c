"""The 新旧対照表 in HTML: one file that by its policy can load or run nothing; or its cells, for a page of others."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from markupsafe import Markup

from keikaku.outputs.compare.cell import Cell, in_tables
from keikaku.outputs.compare.table import ComparisonTable
from keikaku.outputs.csp import with_policy
from keikaku.outputs.templating import environment


def html(table: ComparisonTable, templates: Path) -> str:
    """The page; ``templates`` holds ``compare/table.html``."""
    page = environment(templates).get_template("compare/table.html").render(table=table, in_tables=in_tables)
    return with_policy(page, alone=True)


def cell_html(cell: Cell, mark: Literal["ins", "del"], templates: Path) -> Markup:
    """The words of one cell, paragraph by paragraph, those that changed in an element ``mark``."""
    macros = environment(templates).get_template("compare/cells.html").module
    return Markup(macros.cell(in_tables(cell), mark))  # type: ignore[attr-defined]  # noqa: S704 - escaped there
