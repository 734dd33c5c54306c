"""The one Jinja2 environment: what is undefined is an error, and every text is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def environment(folder: Path) -> Environment:
    """An environment of the templates in ``folder``."""
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates are few and compiled once per process; `keikaku serve` makes a new process's worth of changes
        # visible by reloading those that changed on disk.
        auto_reload=True,
    )
