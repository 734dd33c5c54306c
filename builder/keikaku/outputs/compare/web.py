"""The 新旧対照表 as one HTML file that needs nothing beside it."""

from __future__ import annotations

from pathlib import Path

from keikaku.outputs.compare.table import Table
from keikaku.outputs.templating import environment


def html(table: Table, templates: Path) -> str:
    """The page; ``templates`` holds ``compare/table.html``."""
    return environment(templates).get_template("compare/table.html").render(table=table)
