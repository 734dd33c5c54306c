"""No two entries of one kind have the same id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import Definition, PlanIndex
from keikaku.rules.misnamed import misnamed
from keikaku.rules.names import kind_name

_say = DiagnosticCatalogue(__file__)


def duplicate_id(index: PlanIndex) -> Iterator[Diagnostic]:
    """Nobody could tell which of the two a reference means. Of a file that was copied, its ids are told once."""
    copies = {definition.at.source.path for definition in misnamed(index)}
    twice: defaultdict[tuple[str, str], list[Definition]] = defaultdict(list)
    for definition in index.definitions:
        first = index.entities[definition.ref]
        files = definition.at.source.path, first.at.source.path
        if first is not definition and not copies & {*files}:  # a copy with the id of its original: `id_mismatch`
            twice[files].append(definition)
    for (here, there), definitions in twice.items():
        if here != there and len(definitions) > 1:
            yield _told(index, "copied", definitions[0], n=len(definitions) - 1, file=there.rpartition("/")[2])
        else:
            for definition in definitions:
                yield _told(index, "note" if definition.ref.startswith("note:") else "entry", definition)


def _told(index: PlanIndex, key: str, definition: Definition, **values: Any) -> Diagnostic:
    first = index.entities[definition.ref].at.span("id")
    return _say.error(
        key,
        definition.at.span("id"),
        kind=kind_name(definition.ref),
        id=definition.value.id,
        related=(Related(_say("first"), first),),
        **values,
    )
