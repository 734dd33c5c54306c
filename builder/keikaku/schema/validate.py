"""Hold the data of every file against the schema of its kind: one plain sentence per mistake.

What fits is passed over (`fits`). Of the rest the `jsonschema` library finds the faults (`shape` sees to it that each
is reported once), and they become words for whoever edits the plan, at the smallest place in the text (`faults`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import FILES_REMEMBERED, FOLDERS, Source, Sources
from keikaku.schema.fits import Fits, Test
from keikaku.schema.named import Names, names_of
from keikaku.schema.tied import Schema

_say = DiagnosticCatalogue(__file__)
_fits = Fits()


def validate(sources: Sources, forms: Mapping[str, Schema]) -> tuple[Diagnostic, ...]:
    """What in the files does not have the form their kind demands.

    `forms`: file name (`measure.schema.json`) → schema, as `graph` ties it. A value that is absent (None) was reported
    by `read` and is passed over; a kind without a schema may hold anything.
    """

    @cache
    def names() -> Names:
        return names_of(sources)

    described: list[Diagnostic] = []
    for source in sources.files:
        schema = forms.get(f"{source.kind}.schema.json")
        if schema is None or _passes(_fits(schema), source):
            continue
        from keikaku.schema.faults import describe, faults  # late: its library takes a third of a check to load

        found = faults(schema, source.data)
        meant = _meant_folder(source, forms) if len(found) > 1 else None
        described += [_elsewhere(source, meant)] if meant is not None else describe(source, found, names)
    return tuple(described)


@lru_cache(maxsize=FILES_REMEMBERED)
def _passes(fits: Test, source: Source) -> bool:
    return fits(source.data)


def _meant_folder(source: Source, forms: Mapping[str, Schema]) -> str | None:
    """The folder whose files look like this one does, faulty as it is where it lies."""
    if source.kind not in FOLDERS.values():
        return None
    for folder, kind in FOLDERS.items():
        schema = forms.get(f"{kind}.schema.json")
        if kind != source.kind and schema is not None and _fits(schema)(source.data):
            return folder
    return None


def _elsewhere(source: Source, folder: str) -> Diagnostic:
    return _say.error("wrong-folder", source.span(("id",), "key"), folder=folder)


def count_errors(forms: Mapping[str, Schema]) -> Callable[[Source], int]:
    """Counts the faults that `validate` would report of one file."""

    def number(source: Source) -> int:
        from keikaku.schema.shape import validator

        schema = forms.get(f"{source.kind}.schema.json")
        return 0 if schema is None else sum(1 for _ in validator(schema).iter_errors(source.data))

    return number
