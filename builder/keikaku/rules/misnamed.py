"""Entries whose file has another name than their id."""

from __future__ import annotations

from keikaku.diagnostics.source import FOLDERS
from keikaku.plan.index import Definition, PlanIndex

_FOLDER_KINDS = frozenset(FOLDERS.values())


def misnamed(index: PlanIndex) -> list[Definition]:
    """The definitions that stand alone in a file of another name, in the order of the index."""
    return [
        definition
        for definition in index.definitions
        if definition.ref.partition(":")[0] in _FOLDER_KINDS
        and not definition.at.path
        and definition.value.id != definition.at.source.id
    ]
