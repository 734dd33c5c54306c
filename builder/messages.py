"""The words of the interface: neither the plan's nor the program's, one file per language and group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml


@cache
def load_messages(folder: Path, language: str, group: str) -> Mapping[str, str]:
    """Key → text, with ``{name}`` for what is filled in, from ``folder/language/group.yml``.

    A missing file or key is a fault of the templates, not of a plan: it raises.
    """
    data: dict[str, Any] = yaml.load((folder / language / f"{group}.yml").read_text("utf-8"), yaml.CSafeLoader)
    return MappingProxyType({key: str(text) for key, text in data.items()})


def languages(folder: Path) -> tuple[str, ...]:
    """The languages of which there are words, in order."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))
