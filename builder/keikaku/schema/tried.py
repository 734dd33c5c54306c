"""A correction is offered only where following it mends the mistake: each is tried on the file it is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import FOLDERS, SINGLE_FILES, Sources
from keikaku.diagnostics.span import split_lines, text_map
from keikaku.schema.tied import Schema
from keikaku.yaml.read import source_of

_INCOMPLETE = ("missing-key", "empty-value")
"""What may be left on a corrected line: that something else belongs beside it only a person knows."""
_LIMIT = 200_000
"""Characters of a file that is read again; in a larger one a correction stands untried."""


def without_useless_corrections(
    found: Sequence[Diagnostic], sources: Sources, forms: Mapping[str, Schema]
) -> tuple[Diagnostic, ...]:
    """The same diagnostics, without the corrections after which their line still is not right.

    ``found``: what is wrong with the writing and the form of files. All corrections of a file are tried at once; where
    one moves only the first of several lines (an indentation), what is wrong with the others does not count.
    """
    by_path: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        by_path[one.span.path].append(one)
    useless = {
        id(one)
        for path, told in by_path.items()
        if any(one.correction is not None for one in told) and len(sources.texts.get(path, "")) <= _LIMIT
        for one in _useless(path, told, sources, forms)
    }
    return tuple(replace(one, correction=None) if id(one) in useless else one for one in found)


def _useless(
    path: str, told: Sequence[Diagnostic], sources: Sources, forms: Mapping[str, Schema]
) -> Iterable[Diagnostic]:
    folder, _, name = path.removeprefix(f"{sources.root}/").rpartition("/")
    kind = SINGLE_FILES.get(name) if not folder else FOLDERS.get(folder)
    schema = forms.get(f"{kind}.schema.json")
    if kind is None or schema is None or not name.endswith(".yml"):
        return
    lines = split_lines(sources.texts[path])
    right = {one.span.line: one for one in told if one.correction is not None}
    corrected = [right[n].correction or "" if n in right else line for n, line in enumerate(lines, 1)]
    source, faults = source_of(text_map(path, "\n".join(corrected)), kind, name.removesuffix(".yml"))
    if source is not None:
        from keikaku.schema.faults import describe
        from keikaku.schema.faults import faults as violations

        faults = (*faults, *describe(source, violations(schema, source.data), dict))
    left = {(fault.span.line, fault.code) for fault in faults if fault.code not in _INCOMPLETE}
    before = {(one.span.line, one.code) for one in told}
    first = 1
    for n, text in enumerate(corrected, 1):
        after = first + 1 + text.count("\n")
        remaining = {code for line, code in left if first <= line < after}
        first = after
        if n in right and any(code == right[n].code or (n, code) not in before for code in remaining):
            yield right[n]
