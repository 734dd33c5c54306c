"""Why a text is not YAML: the true cause, at its true place.

libyaml reports where it lost its way, often a line late and in the words of its grammar. Here each known
mistake is a function of `repairs` that proposes other lines; the first repair with which libyaml gets further is
taken for the cause, and reported together with the corrected line. So a message never guesses: what it proposes
has been tried. Where several repairs help, the one is taken that leaves the fewest faults behind it. Repairing on,
further mistakes of the same file are found in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.span import Span, TextMap, split_lines
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.indents import REACH, Repair, indent_of, reindent
from keikaku.yaml.diagnose.repairs import CERTAIN, LIKELY
from keikaku.yaml.libyaml import yaml
from keikaku.yaml.parse import MAX_LINE, NotYamlError, events, extent

MAX_FAULTS = 20
"""Faults reported of one file; whoever has more repairs these first."""

TRIES = 300
"""Repairs tried in one file at most, which bounds the time on texts that are no YAML at all."""

TRIES_PER_FAULT = 90
"""Of these, for one fault: the file may have others."""

LARGE = 100_000
"""Beyond this many characters a try is expensive; the cause is then looked for on few lines."""

CountErrors = Callable[[str], int]
"""A text that libyaml can read → the number of its other faults: the fewer, the likelier it is what was meant."""


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """The place (0-based) up to which a text can be read."""

    line: int
    column: int
    lone_text: bool = False
    """The whole file is one text, where `key: value` lines are meant."""


def explain(map: TextMap, count_errors: CountErrors = lambda _: 0) -> tuple[Diagnostic, ...]:
    """The faults of a text that `parse` could not read as a mapping; at least one.

    Comes in: the text, and what distinguishes valid repairs. Goes out: one error per mistake, in the order of the lines
    they were found at, each with its line as it reads once all of the file is repaired.
    """
    lines: Sequence[str] = split_lines(map.text)
    causes: dict[int, Repair] = {}
    unfinished: set[int] = set()
    tries = 20 if len(map.text) > LARGE else TRIES
    failure = _failure(lines)
    unexplained: tuple[Diagnostic, ...] = ()
    while failure is not None and len(causes) < MAX_FAULTS:
        found, tried = _cause(lines, failure, min(tries, TRIES_PER_FAULT), count_errors)
        tries -= tried
        if found is None:
            if failure.line not in causes:
                unexplained = (_unexplained(map, lines, failure),)
            break
        # A second fault of a line already reported is most likely born of the repair, but it is repaired too.
        number = found.cause.lines[0][0]
        causes.setdefault(number, found.cause)
        if not found.cause.final:
            unfinished.add(number)
        lines, failure = found.lines, found.failure
    described = (_diagnostic(map.path, cause, None if at in unfinished else lines[at]) for at, cause in causes.items())
    return (*described, *unexplained)


@dataclass(frozen=True, slots=True)
class _Found:
    """A repair that helps, the lines after it, and where libyaml stops then."""

    cause: Repair
    lines: Sequence[str]
    failure: Failure | None


def _cause(lines: Sequence[str], failure: Failure, tries: int, count_errors: CountErrors) -> tuple[_Found | None, int]:
    """The repair that helps most, and how many were tried.

    A certain sign that helps at all is the cause. Else it is a repair after which all can be read, of several the one
    with the fewest faults left, of these the one with the fewest lines; else the one that helps furthest.
    """
    furthest: _Found | None = None
    whole: tuple[tuple[int, int], bool, _Found] | None = None
    tried = 0
    for repair, certain in islice(_proposals(lines, failure), tries):
        if whole is not None and whole[1] and not certain:
            break
        tried += 1
        repaired = _apply(lines, repair)
        found = _Found(repair, repaired, _failure(repaired))
        if found.failure is None:
            rank = count_errors("\n".join(repaired)), len(repair.lines)
            if whole is None or rank < whole[0]:
                whole = rank, certain, found
            if rank == (0, 1):
                break
        elif certain and found.failure.line > failure.line:
            return found, tried
        elif found.failure.line > (failure if furthest is None else furthest.failure or failure).line:
            furthest = found
    return whole[2] if whole is not None else furthest, tried


def _failure(lines: Sequence[str]) -> Failure | None:
    """Where libyaml stops on these lines, or None where all of it is a mapping or a list."""
    text = "\n".join(lines)
    try:
        first = True
        for event in events(text):
            if first and isinstance(event, yaml.ScalarEvent):
                return _at(text, extent(event)[0], lone_text=True)
            first = first and not isinstance(event, yaml.NodeEvent)
    except NotYamlError as fault:
        return _at(text, fault.start if fault.begins_at_start else fault.end)
    return None


def _at(text: str, offset: int, *, lone_text: bool = False) -> Failure:
    line_start = text.rfind("\n", 0, offset) + 1
    return Failure(text.count("\n", 0, offset), offset - line_start, lone_text)


def _apply(lines: Sequence[str], repair: Repair) -> list[str]:
    repaired = list(lines)
    for number, line in repair.lines:
        repaired[number] = line
    return repaired


def diagnostic_of(repair: Repair, path: str) -> Diagnostic:
    """The error that a repair mends, with the first of its lines as it should read."""
    return _diagnostic(path, repair, repair.lines[0][1])


def _diagnostic(path: str, repair: Repair, line: str | None) -> Diagnostic:
    number = repair.lines[0][0]
    span = Span(path, number + 1, repair.start + 1, number + 1, repair.end + 1)
    return repair.words.at(span, line.rstrip() if line is not None and len(line) <= MAX_LINE else None)


def _unexplained(map: TextMap, lines: Sequence[str], failure: Failure) -> Diagnostic:
    number = min(failure.line, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    line = lines[number]
    first = len(line) - len(line.lstrip())
    start = failure.column if number == failure.line and failure.column < len(line) else first
    span = Span(map.path, number + 1, start + 1, number + 1, max(len(line), start) + 1)
    return (wording.NOT_A_MAPPING if failure.lone_text else wording.UNREADABLE_LINE).at(span)


def _proposals(lines: Sequence[str], failure: Failure) -> Iterator[tuple[Repair, bool]]:
    """Repairs to try, certain or not: on the line where libyaml stopped and upwards; indentation last."""
    last = min(failure.line, len(lines) - 1)
    if any(len(line) > MAX_LINE for line in lines[max(last - 2 * REACH, 0) : last + 1]):
        return  # no line of a plan, and some expressions of `repairs` are slow on it
    for finders in (CERTAIN, LIKELY):
        for number in range(last, max(last - REACH, -1), -1):
            if lines[number].strip():
                for finder in finders:
                    yield from ((repair, finders is CERTAIN) for repair in finder(lines, number))
    above = [number for number in range(last, max(last - REACH, -1), -1) if lines[number].strip()]
    odd = [number for number in above if indent_of(lines[number]) % 2]  # levels are two apart
    near = dict.fromkeys((*odd[:3], *(number for number in above if number > last - 3)))
    yield from ((repair, False) for repair in reindent(lines, tuple(near)))
