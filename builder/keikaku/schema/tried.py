"""What is proposed has been tried on the file it is for: a line to put right, a line to move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import FOLDERS, SINGLE_FILES, Sources
from keikaku.diagnostics.span import split_lines, text_map
from keikaku.schema.fits import Fits
from keikaku.schema.named import Names
from keikaku.schema.tied import Schema
from keikaku.yaml.diagnose.indents import reindent
from keikaku.yaml.parse import NotYamlError, parse
from keikaku.yaml.read import source_of
from keikaku.yaml.syntax import diagnostic_of

_INCOMPLETE = ("missing-key", "empty-value")
"""What may be left on a corrected line: that something else belongs beside it only a person knows."""
_LIMIT = 200_000
"""Characters of a file that is read again; in a larger one a correction stands untried."""
_TRIES = 60
"""Indentations that are tried in one file."""


def tried(found: Sequence[Diagnostic], sources: Sources, forms: Mapping[str, Schema]) -> tuple[Diagnostic, ...]:
    """The diagnostics about the writing and the form of files, as far as trying them holds them up.

    Several errors of a file that all go where one line is indented otherwise are that one mistake. A correction after
    which its line still is not right is left out. All corrections of a file are tried at once; where one moves only
    the first of several lines, what is wrong with the others does not count.
    """
    by_path: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        by_path[one.span.path].append(one)
    told: list[Diagnostic] = []
    for path, of_file in by_path.items():
        file = _file(path, sources, forms)
        if file is None:
            told += of_file
        elif (moved := _moved_line(file, of_file)) is not None:
            told += [moved, *(one for one in of_file if one.severity != "error")]
        else:
            useless = {id(one) for one in _useless(file, of_file)}
            told += [replace(one, correction=None) if id(one) in useless else one for one in of_file]
    return tuple(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file that can be read again with other lines in it."""

    path: str
    lines: Sequence[str]
    kind: str
    id: str
    schema: Schema

    def faults(self, lines: Sequence[str]) -> tuple[Diagnostic, ...]:
        """What is wrong with the writing and the form of the file with these lines."""
        from keikaku.schema.faults import describe, faults  # late: as in `validate`

        source, found = source_of(text_map(self.path, "\n".join(lines)), self.kind, self.id)
        return found if source is None else (*found, *describe(source, faults(self.schema, source.data), Names))

    def is_sound(self, lines: Sequence[str]) -> bool:
        """Whether nothing is wrong with them; asks less than ``faults``."""
        try:
            parsed = parse(text_map(self.path, "\n".join(lines)))
        except NotYamlError:
            return False
        return all(fault.severity == "warning" for fault in parsed.faults) and _fits(self.schema)(parsed.data)


_fits = Fits()


def _file(path: str, sources: Sources, forms: Mapping[str, Schema]) -> _File | None:
    folder, _, name = path.removeprefix(f"{sources.root}/").rpartition("/")
    kind = SINGLE_FILES.get(name, "") if not folder else FOLDERS.get(folder, "")
    schema = forms.get(f"{kind}.schema.json")
    text = sources.texts.get(path)
    if schema is None or text is None or len(text) > _LIMIT or not name.endswith(".yml"):
        return None
    return _File(path=path, lines=split_lines(text), kind=kind, id=name.removesuffix(".yml"), schema=schema)


def _moved_line(file: _File, told: Sequence[Diagnostic]) -> Diagnostic | None:
    """The one line whose indentation explains several errors, or one of which nothing better is known."""
    wrong = [one for one in told if one.severity == "error"]
    errors = sorted(one.span.line for one in wrong)
    if not wrong or (len(wrong) == 1 and (wrong[0].code != "unknown-key" or wrong[0].correction is not None)):
        return None
    near = dict.fromkeys(n for line in errors[:4] for n in (line - 1, line - 2) if 0 <= n < len(file.lines))
    for repair in islice(reindent(file.lines, [n for n in near if file.lines[n].strip()]), _TRIES):
        lines = list(file.lines)
        for number, line in repair.lines:
            lines[number] = line
        if file.is_sound(lines):
            return diagnostic_of(repair, file.path)
    return None


def _useless(file: _File, told: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    right = {one.span.line: one for one in told if one.correction is not None}
    if not right:
        return
    corrected = [right[n].correction or "" if n in right else line for n, line in enumerate(file.lines, 1)]
    left = {(fault.span.line, fault.code) for fault in file.faults(corrected) if fault.code not in _INCOMPLETE}
    before = {(one.span.line, one.code) for one in told}
    first = 1
    for n, text in enumerate(corrected, 1):
        after = first + 1 + text.count("\n")
        remaining = {code for line, code in left if first <= line < after}
        first = after
        if n in right and any(code == right[n].code or (n, code) not in before for code in remaining):
            yield right[n]
