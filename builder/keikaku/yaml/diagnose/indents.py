"""Lines that begin at the wrong column: the repairs worth trying for each, as in `repairs`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.wording import Wording

REACH = 40
"""Lines to look back."""

_BLOCK = regex(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:[A-Za-z_][A-Za-z0-9_-]*: +)?[|>][-+0-9]*\s*(?:#.*)?$")
STRUCTURE = regex(r" *(?:- |-$|[A-Za-z_][A-Za-z0-9_-]* *:(?:\s|$))")
"""A line that begins an item or an entry, and is no text going on."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal: these lines instead (0-based), if that helps; and how to describe the fault."""

    lines: tuple[tuple[int, str], ...]
    words: Wording
    start: int
    """Columns of the fault in the first of the lines, 0-based."""
    end: int
    final: bool = True
    """Whether the first of the lines is as it should read; else it only lets the rest be read."""


Finder = Callable[[Sequence[str], int], Iterator[Repair]]


def tab(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A tab in the indentation."""
    yield from _with_spaces(re.match(r"( *)([\t ]*\t[\t ]*)(\S.*)", lines[number]), lines, number, wording.TAB)


def full_width_space(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """U+3000 in the indentation, or the space of the Web that does not break."""
    found = re.match(r"( *)([\u3000\u00a0 ]*[\u3000\u00a0][\u3000\u00a0 ]*)(\S.*)", lines[number])
    odd = found is not None and "\u3000" not in found[2]
    yield from _with_spaces(found, lines, number, wording.ODD_SPACE if odd else wording.FULL_WIDTH_SPACE)


def _with_spaces(found: re.Match[str] | None, lines: Sequence[str], number: int, words: Wording) -> Iterator[Repair]:
    if not found:
        return
    typed = len(found[1]) + sum(2 if character in "\t\u3000" else 1 for character in found[2])
    columns = [*_columns_above(lines, number, found[3]), typed, 0, 2, 4, 6, 8]
    for width in dict.fromkeys(columns):
        yield Repair(((number, " " * width + found[3]),), words, found.start(2), found.end(2))


def _columns_above(lines: Sequence[str], number: int, content: str) -> Iterator[int]:
    """Where a line is likely to begin, going by the line above: beside what that one begins, or within it."""
    above = next((lines[at] for at in range(number - 1, -1, -1) if lines[at].strip()), "")
    found = re.match(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<rest>.*)", above)
    if not found:
        return
    column = len(found["indent"]) + len(found["dashes"])
    if re.search(r"(?:^|\s|:)(?:[|>][-+0-9]*)?$", found["rest"]) and found["rest"]:
        yield column + 2
    elif content.startswith("- ") and found["dashes"]:
        yield len(found["indent"])
    yield column


def block_text_outside(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A line of a long text (`|`) that stands further left than the text begins."""
    above = range(number - 1, max(number - REACH, -1), -1)
    header = next((found for at in above if (found := _BLOCK.match(lines[at]))), None)
    if header is None or STRUCTURE.match(lines[number]):
        return
    at_header = next(at for at in above if _BLOCK.match(lines[at]))
    parent = len(header["indent"]) + len(header["dashes"])
    between = lines[at_header + 1 : number]
    if any(STRUCTURE.match(line) and indent_of(line) <= len(header["indent"]) for line in between):
        return  # something else has begun since
    first = next((line for line in between if line.strip()), "")
    width = indent_of(first) if indent_of(first) > parent else parent + 2
    if indent_of(lines[number]) >= width:
        return
    moved = []
    for at in range(number, len(lines)):
        if STRUCTURE.match(lines[at]) or indent_of(lines[at]) >= width:
            break
        moved.append((at, (" " * width + lines[at].strip()).rstrip()))
    yield Repair(tuple(moved), wording.block_outside(width), 0, max(indent_of(lines[number]), 1))


def reindent(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[Repair]:
    """One of some lines, with what belongs to it, moved to a column where lines above begin; the likeliest first.

    A line is likely to be meant that stands where none should, and a column where one should, near by.
    """
    found = []
    for turn, number in enumerate(numbers):
        here = indent_of(lines[number])
        above = [*_columns_above(lines, number, lines[number].strip())]
        for column in _columns(lines, number) - {here}:
            if column > here or STRUCTURE.match(lines[number]):
                regular = _is_regular(lines, number, here), not _is_regular(lines, number, column)
                for extent, moved in enumerate(_belonging(lines, number)):
                    found.append(((*regular, abs(column - here), column not in above, turn, extent, column), moved))
    for (*_, column), moved in sorted(found):
        here = indent_of(lines[moved[0]])
        shifted = tuple((at, _shifted(lines[at], column - here)) for at in moved)
        below = sum(1 for at in moved[1:] if lines[at].strip())
        yield Repair(shifted, wording.indent(here, column, below), 0, max(here, 1))


def _columns(lines: Sequence[str], number: int) -> set[int]:
    """Where lines above begin, and two further in."""
    begun = {indent_of(line) for line in lines[max(0, number - REACH) : number] if STRUCTURE.match(line)}
    return {0} | begun | {column + 2 for column in begun}


def _belonging(lines: Sequence[str], number: int) -> Iterator[tuple[int, ...]]:
    """What may have been moved together with a line.

    All below that stand no further left; only what stands further in; the line alone. Of a text without a sign at
    its head, the lines that go on with it.
    """
    here = indent_of(lines[number])
    if not STRUCTURE.match(lines[number]):
        yield tuple(_while(lines, number, lambda line: indent_of(line) == here and not STRUCTURE.match(line)))
        return
    extents = (
        tuple(_while(lines, number, lambda line: indent_of(line) >= max(here, 1))),
        tuple(_while(lines, number, lambda line: indent_of(line) > here)),
        (number,),
    )
    yield from dict.fromkeys(extents)


def _while(lines: Sequence[str], number: int, belongs: Callable[[str], bool]) -> Iterator[int]:
    """A line and those below as long as they belong to it; blank ones do."""
    yield number
    for at in range(number + 1, len(lines)):
        if lines[at].strip() and not belongs(lines[at]):
            return
        yield at


def _is_regular(lines: Sequence[str], number: int, column: int) -> bool:
    """Whether a line at this column stands where its neighbours do, and these two further in than what they are in."""
    for at in range(number - 1, max(number - REACH, -1), -1):
        found = re.match(r"( *)((?:- +)*)", lines[at])
        if not found or not STRUCTURE.match(lines[at]):
            continue
        indent, inner = len(found[1]), len(found[0])
        if column in (indent, inner):
            return inner != indent or _is_regular(lines, at, indent)
        if inner < column:
            return column == inner + 2
    return column == 0


def indent_of(line: str) -> int:
    """The spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _shifted(line: str, by: int) -> str:
    return " " * max(indent_of(line) + by, 0) + line.lstrip(" ") if line.strip() else line
