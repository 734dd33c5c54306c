"""Put other values into a file's text, and touch nothing else: comments, quotes and lines around stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import SHEET, Path, Source
from keikaku.diagnostics.span import text_map
from keikaku.outputs.workbook.row import paragraphs
from keikaku.patterns import regex
from keikaku.plan.model import At
from keikaku.yaml.parse import NotYamlError, Parsed, events, parse
from keikaku.yaml.scalar import flow_scalar, scalar_lines
from keikaku.yaml.sheet import with_cells

_LITERAL = regex(r"\|[-+]?[ \t]*(?:#[^\r\n]*)?\Z")
_ORDER = ("value", "to", "unit", "bound", "source", "pending", "note", "absent", "words")
"""Of the parts of a value, as the formatter has them."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """``text`` in the place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def edited(source: Source, values: Mapping[Path, Any]) -> str | None:
    """The text of the file with other values at these paths: a text, a mapping of scalars, a number, a list of words.

    What is not there yet is put in behind what stands beside it, with all that is missing above it.
    None where the file is written in a way that this cannot change without changing something else, too.
    """
    if source.kind == SHEET:
        return with_cells(source, {(path[1], path[2]): words for path, words in values.items()})  # type: ignore[misc]
    values = _at_places(source, values)
    pieces: list[_Piece] = []
    for path, value in values.items():
        found = next(
            (change for change in _changes(source, path, value) if _means(source, change, {path: value})), None
        )
        if found is None:
            return None
        pieces += found
    return _applied(source.text, pieces) if _means(source, pieces, values) else None


def _at_places(source: Source, values: Mapping[Path, Any]) -> dict[Path, Any]:
    """The same, but of several that have no place yet in one mapping, that mapping with all of them."""
    found: dict[Path, Any] = {}
    for path, value in values.items():
        n = next((n for n in range(1, len(path) + 1) if path[:n] not in source.positions), len(path))
        if n == len(path):
            found[path] = value
            continue
        into = found.setdefault(path[:n], {})
        for step in path[n:-1]:
            into = into.setdefault(step, {})
        into[path[-1]] = value
    return found


def _changes(source: Source, path: Path, value: Any) -> Iterator[list[_Piece]]:
    """Ways to write it, the one that changes fewest lines first."""
    if path not in source.positions:
        yield [_new_entry(source, path, value)]
        return
    old = At(source, path).datum()
    if isinstance(value, dict) and isinstance(old, dict):
        yield from _mapping(source, path, value)
        return
    if not (isinstance(value, str) and isinstance(old, str)):
        at = source.positions[path]
        yield [_Piece(at.value_start, at.value_end, _in_flow(value))]
        return
    literal = _in_literal(source, path, value)
    if literal is not None:
        yield [literal]
    yield [_scalar(source, path, value)]
    # Below a new block, a comment that stands further in would become its words; below quotes it stays one.
    yield [_scalar(source, path, value, one_line=True)]


def _applied(text: str, pieces: Sequence[_Piece]) -> str:
    """From the end, so that no place moves; of several at one place the first stands first."""
    for piece in sorted(pieces, key=lambda piece: piece.start)[::-1]:
        text = text[: piece.start] + piece.text + text[piece.end :]
    return text


def _means(source: Source, pieces: Sequence[_Piece], values: Mapping[Path, Any]) -> bool:
    """Whether the changed text is read as the same data, but for these values, with no new fault."""
    try:
        new = parse(text_map(source.path, _applied(source.text, pieces)))
    except NotYamlError:
        return False
    return len(new.faults) <= len(parse(source.map).faults) and _same_but(source, new, values)


def _same_but(source: Source, new: Parsed, values: Mapping[Path, Any]) -> bool:
    data = copy.deepcopy(source.data)
    for path, value in values.items():
        *above, last = path
        old_parent, new_parent = data, new.data
        try:
            for step in above:
                old_parent, new_parent = old_parent[step], new_parent[step]  # type: ignore[index]
            found = new_parent[last]
        except (KeyError, IndexError, TypeError):
            return False
        if isinstance(value, str):
            if not isinstance(found, str) or paragraphs(found) != paragraphs(value):
                return False
        elif found != value:
            return False
        old_parent[last] = found  # type: ignore[index]
    return bool(data == new.data)


# ---------------------------------------------------------------------------------------------- texts


def _in_literal(source: Source, path: Path, value: str) -> _Piece | None:
    """A text that is a block already stays one, and its paragraphs that are the same keep their lines."""
    text, at = source.text, source.positions[path]
    start, _ = _scalar_event(source, path)
    header = text[start : _line_end(text, start)]
    if not _LITERAL.match(header):
        return None
    indent = " " * _column(text, at.value_start)
    first, end = _line_start(text, at.value_start), _line_end(text, at.value_end)
    old = _line_groups(text[first:end].splitlines())
    before = ["".join(line.strip() for line in group) for group in old]
    new = list(paragraphs(value))
    lines: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, new, autojunk=False).get_opcodes():
        kept = old[i1:i2] if tag == "equal" else [[indent + words] for words in new[j1:j2]]
        for group in kept:
            lines += [*([""] if lines else []), *group]
    return _Piece(first, end, _newline(text).join(lines))


def _line_groups(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each paragraph."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _scalar(source: Source, path: Path, value: str, *, one_line: bool = False) -> _Piece:
    """Anew, however it was written; a comment behind it stays."""
    text, at = source.text, source.positions[path]
    start, style = _scalar_event(source, path)
    block = style in ("|", ">")
    value = f"{value}\n" if "\n" in value else value
    if _in_brackets(source, path):
        return _Piece(start, at.value_end, flow_scalar(value))
    first, *rest = [flow_scalar(value)] if one_line else scalar_lines(value, _indent(source, path, start))
    end = _line_end(text, at.value_end)
    behind = text[at.value_end : end]
    if block:
        header = text[start : _line_end(text, start)]
        behind = header.removeprefix(header.partition(" ")[0])
    return _Piece(start, end, _newline(text).join((first + behind, *rest)))


def _indent(source: Source, path: Path, start: int) -> int:
    """Where the lines of a block stand: two columns in from its key, or from the dash of its item."""
    if isinstance(path[-1], str):
        return _column(source.text, source.positions[path].key_start) + 2
    return _column(source.text, start)


def _scalar_event(source: Source, path: Path) -> tuple[int, str | None]:
    """Where the scalar begins, with the ``|`` of a block, and its style."""
    at = source.positions[path].value_start
    found = [
        event for event in events(source.text) if type(event).__name__ == "ScalarEvent" and event.start_mark.index <= at
    ]
    return found[-1].start_mark.index, found[-1].style


def _in_brackets(source: Source, path: Path) -> bool:
    return any(source.text.startswith(("[", "{"), source.positions[path[:n]].value_start) for n in range(len(path)))


# ---------------------------------------------------------------------------------------------- values


def _new_entry(source: Source, path: Path, value: Any) -> _Piece:
    """An entry that its mapping does not have yet, behind the last that it has."""
    *above, key = path
    beside = At(source, tuple(above)).datum()
    last = source.positions[*above, list(beside)[-1]]
    entry = f"{_in_flow(key)}: {_in_flow(value)}"
    if _in_brackets(source, path):
        return _Piece(last.value_end, last.value_end, f", {entry}")
    end = _line_end(source.text, last.value_end)
    indent = " " * _column(source.text, last.key_start)
    return _Piece(end, end, f"{_newline(source.text)}{indent}{entry}")


def _in_flow(value: Any) -> str:
    """A datum on one line."""
    match value:
        case dict():
            return f"{{{', '.join(f'{_in_flow(key)}: {_in_flow(inner)}' for key, inner in value.items())}}}"
        case list():
            return f"[{', '.join(map(_in_flow, value))}]"
        case str():
            return flow_scalar(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _mapping(source: Source, path: Path, value: Mapping[str, Any]) -> Iterator[list[_Piece]]:
    at = source.positions[path]
    written = source.text[at.value_start : at.value_end]
    if not written.startswith("{"):
        yield _entries(source, path, value)
    elif "\n" not in written:
        entries = (_entry(key, value[key], flow_scalar) for key in sorted(value, key=_ORDER.index))
        yield [_Piece(at.value_start, at.value_end, f"{{{', '.join(entries)}}}")]


def _entries(source: Source, path: Path, value: Mapping[str, Any]) -> list[_Piece]:
    """Entry by entry: what is in both stays where it is; what comes takes the places of what goes, the rest follows."""
    old: Mapping[str, Any] = At(source, path).datum()
    gone = [key for key in old if key not in value]
    place: dict[str, str] = {key: key for key in old if key in value}
    """Key before → key after, of entries written in a place that is there."""
    behind: dict[str, list[str]] = {}
    for key in sorted((key for key in value if key not in old), key=_ORDER.index):
        if gone:
            place[gone.pop(0)] = key
        else:
            anchors = [at for at, new in place.items() if _ORDER.index(new) < _ORDER.index(key)]
            behind.setdefault(anchors[-1], []).append(key)
    pieces = []
    for before, after in place.items():
        at = source.positions[*path, before]
        if before != after or old[before] != value[after]:
            pieces.append(_Piece(at.key_start, at.value_end, _entry(after, value[after], _on_one_line)))
    for anchor, keys in behind.items():
        at = source.positions[*path, anchor]
        end = _line_end(source.text, at.value_end)
        start = "\n" + " " * _column(source.text, at.key_start)
        lines = [start + _entry(key, value[key], _on_one_line) for key in keys]
        pieces.append(_Piece(end, end, "".join(lines).replace("\n", _newline(source.text))))
    return [*pieces, *(_removed(source, (*path, key)) for key in gone)]


def _entry(key: str, datum: Any, write: Callable[[str], str]) -> str:
    if isinstance(datum, str):
        return f"{key}: {write(datum)}"
    return f"{key}: {datum:f}" if isinstance(datum, Decimal) else f"{key}: {datum}"


def _on_one_line(text: str) -> str:
    return scalar_lines(text, 0)[0]


def _removed(source: Source, path: Path) -> _Piece:
    """The entry with its line; a comment on it stays as a line of its own."""
    text, at = source.text, source.positions[path]
    end = _line_end(text, at.value_end)
    behind = text[at.value_end : end]
    if behind.strip():
        return _Piece(at.key_start, end, behind.lstrip())
    above = text[: _line_start(text, at.key_start)].removesuffix("\n").removesuffix("\r")
    return _Piece(len(above), end, "")


# ---------------------------------------------------------------------------------------------- lines


def _column(text: str, offset: int) -> int:
    return len(text[:offset].rpartition("\n")[2])


def _line_start(text: str, offset: int) -> int:
    return offset - _column(text, offset)


def _line_end(text: str, offset: int) -> int:
    """Of the line an offset stands in, before its line break."""
    return offset + len(text[offset:].partition("\n")[0].removesuffix("\r"))


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
