"""Modules as the syntax trees that checks of the code read; each is read once for all of them."""

from __future__ import annotations

import ast
import functools
from pathlib import Path


@functools.cache
def nodes(module: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, from the outside in."""
    return tuple(ast.walk(ast.parse(module.read_text("utf-8"))))
