"""Entries that are referred to have their file, or folder, at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import FOLDERS
from keikaku.diagnostics.span import Span
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import kind_name
from keikaku.rules.renamed import ORDERED
from keikaku.rules.unknown_reference import file_kind

_say = DiagnosticCatalogue(__file__)
_FILES = {
    **{kind: f"{folder}/" for folder, kind in FOLDERS.items()},
    "audiences": "audiences.yml",
    "subjects": "subjects.yml",
}
_MANY = 2
"""So many references into one missing file are one mistake; a single one is a reference to mend."""


def missing_file(index: PlanIndex) -> Iterator[Diagnostic]:
    """A deleted or mislaid file is one mistake, however many places refer to what was in it."""
    for kind, refs in _missing(index).items():
        places = [span for spans in refs.values() for span in spans]
        place = index.plan.order.at.span(ORDERED[kind], part="key") if kind in ORDERED else min(places)
        name = kind_name(kind if kind in FOLDERS.values() else next(iter(refs)))
        yield _say.error("file", place, kind=name, file=_FILES[kind], n=len(places))


def without_missing(index: PlanIndex) -> PlanIndex:
    """The index for all other rules: for them what the missing files would hold is skipped, as of unusable files."""
    missing = _missing(index)
    if not missing:
        return index
    refs = {ref for places in missing.values() for ref in places}
    return replace(index, skipped=index.skipped | refs | {f"{kind}:" for kind in missing})


def _missing(index: PlanIndex) -> dict[str, Mapping[str, list[Span]]]:
    """Kind of file of which there is none → what is referred to in it → from where."""
    there = {file_kind(ref) for ref in (*index.entities, *index.skipped)}
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))

    def lacks(kind: str) -> bool:
        return kind in _FILES and kind not in there

    for reference in index.references:
        if lacks(kind := file_kind(reference.ref)):
            found[kind][reference.ref].append(reference.at.span())
    for measure in index.plan.measures if lacks("actor") else ():
        for actor in measure.actions:
            found["actor"][f"actor:{actor}"].append(measure.at.span("actions", actor, part="key"))
    return {kind: refs for kind, refs in found.items() if sum(map(len, refs.values())) >= _MANY}
