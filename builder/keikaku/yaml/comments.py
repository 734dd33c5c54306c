"""Which datum a comment is about: what it stands above, beside, or at the end of.

YAML itself does not say, so this is a convention, the one that people follow when they write: a comment on a line of
its own is about what comes next, unless it is indented further, when it closes the list or mapping it is aligned with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import field
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import Path, Source
from keikaku.patterns import regex

_MARK = regex(r"#[^\r\n]*|^[ \t]*\r?\n|-(?=[ \t\r\n])", re.MULTILINE)
"""In a gap between two data: a comment, an empty line, the dash of an item."""
_BAR = regex(r"[|>][-+0-9]*(?=[ \t]*(?:#[^\r\n]*)?[\r\n]\s*\Z)")
"""At the end of a gap: the sign that opens a text on lines of its own."""
_FOR_EDITORS = regex(r"#\s*yaml-language-server:")


@dataclass(slots=True)
class Comments:
    """The comments of a file, and single empty lines (as empty strings), by the datum they are about."""

    before: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Whole lines above it; of the path ``()``, at the top of the file."""
    behind: dict[Path, str] = field(default_factory=dict)
    """On its own line."""
    after: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Whole lines below the last thing in a list or mapping; of the path ``()``, at the end of the file."""

    def texts(self) -> list[str]:
        """All comments, sorted."""
        lines = (line for lists in (self.before, self.after) for lines in lists.values() for line in lines if line)
        return sorted((*lines, *self.behind.values()))


def comments_of(source: Source) -> Comments:
    """All comments of a file that was read without faults, each once."""
    return _Reader(source).read()


class _Reader:
    """One walk over what stands between keys, scalars and opening brackets. Lives for one call of `comments_of`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.found = Comments()
        covered: list[tuple[int, int, Path]] = []
        for path, at in source.positions.items():
            if path and isinstance(path[-1], str):
                covered.append((at.key_start, at.key_end, path))
            if self._in_brackets(path):
                covered.append((at.value_start, at.value_start + 1, path))
            elif not isinstance(self._data(path), dict | list):
                covered.append((at.value_start, at.value_end, path))
        self.gaps: list[tuple[int, int]] = []
        begins = {path: at.key_start for path, at in source.positions.items()}
        end = 0
        for start, stop, path in sorted(covered):
            bar = _BAR.search(self.text, end, start)
            if bar and "#" not in self.text[max(end, self._line_start(bar.start())) : bar.start()]:
                self.gaps.append((end, bar.start()))
                begins[path] = min(begins[path], bar.start())
                end = bar.end()
            self.gaps.append((end, start))
            end = stop
        self.gaps.append((end, len(self.text)))
        # Where each datum begins (a key, an item), outer before inner.
        self.starts = sorted(((start, path) for path, start in begins.items()), key=lambda at: (at[0], len(at[1])))
        self.offsets = [start for start, _ in self.starts]

    def read(self) -> Comments:
        for start, end in self.gaps:
            self._gap(start, end)
        self._part_head()
        return self.found

    def _gap(self, start: int, end: int) -> None:
        empty: int | None = None
        in_item = False
        for mark in _MARK.finditer(self.text, start, end):
            if mark[0] == "-":
                in_item = True
            elif mark[0][0] != "#":
                empty = mark.start()
            elif self._stands_behind(start, mark.start()):
                self._beside(mark.start(), mark[0].rstrip())
            else:
                # An empty line goes with the comment below it.
                lines = self._lines_of(mark.start(), in_item=in_item)
                lines += [mark[0].rstrip()] if empty is None else ["", mark[0].rstrip()]
                empty = None
        if empty is not None:
            self._part(empty)

    def _stands_behind(self, start: int, offset: int) -> bool:
        """Whether a comment in a gap from ``start`` is on the line of what the gap follows, or of a closing bracket."""
        line = self._line_start(offset)
        return start > 0 and (start > line or self.text[line:offset].lstrip()[:1] in ("]", "}"))

    def _beside(self, offset: int, comment: str) -> None:
        """On the line of a datum: about it, or about the outermost list in brackets that closes there."""
        last = self.starts[bisect_left(self.offsets, offset) - 1][1]
        outer = (last[:depth] for depth in range(1, len(last)))
        path = next((p for p in outer if self._in_brackets(p) and self.source.positions[p].value_end <= offset), last)
        if path in self.found.behind:  # a list in brackets over several lines, each with its comment
            self.found.before[path].append(self.found.behind[path])
        self.found.behind[path] = comment

    def _lines_of(self, offset: int, *, in_item: bool) -> list[str]:
        """The lines that a comment on a line of its own belongs to.

        ``in_item``: a dash stands between it and the datum before it.
        """
        upto = bisect_left(self.offsets, offset)
        if upto == 0:
            return self.found.before[()]
        last = self.starts[upto - 1][1]
        if self._before_value(last, offset):
            return self.found.before[last]
        alone = not self.text[self._line_start(offset) : offset].strip()
        below = self._below(upto, innermost=in_item and alone)
        around = self._around(last, offset)
        if around is not None:
            inside = below is not None and len(below) > len(around) and below[: len(around)] == around
            return (
                self.found.before[around]
                if not self._data(around)
                else (self.found.before[below] if inside and below is not None else self.found.after[around])
            )
        closed = self._closed(last, below, offset) if alone else None
        if closed is not None:
            return self.found.after[closed]
        return self.found.after[()] if below is None else self.found.before[below]

    def _part(self, offset: int) -> None:
        """An empty line that parts two data; what is in brackets or behind a key is written on one line."""
        upto = bisect_left(self.offsets, offset)
        if upto == 0:
            self.found.before[()].append("")
            return
        last, below = self.starts[upto - 1][1], self._below(upto)
        if below is not None and not self._before_value(last, offset) and self._around(last, offset) is None:
            self.found.before[below].append("")

    def _part_head(self) -> None:
        """Of the lines at the top, those right above the first key are about that key, not about the file."""
        lines = self.found.before[()]
        own = next((n for n in range(len(lines), 0, -1) if not lines[n - 1] or _FOR_EDITORS.match(lines[n - 1])), 0)
        if len(self.starts) > 1 and lines[own:]:
            first = self.starts[1][1]
            self.found.before[first] = lines[own:] + self.found.before[first]
            del lines[own:]

    def _below(self, upto: int, *, innermost: bool = False) -> Path | None:
        """What begins next: of several that begin at one place, the first or the last."""
        if upto == len(self.starts):
            return None
        last = upto
        while innermost and last + 1 < len(self.starts) and self.offsets[last + 1] == self.offsets[upto]:
            last += 1
        return self.starts[last][1]

    def _closed(self, last: Path, below: Path | None, offset: int) -> Path | None:
        """The list or mapping that a comment closes: the innermost that ends here and is not indented further."""
        column = offset - self._line_start(offset)
        if column <= self._column(() if below is None else below[:-1]):
            return None
        for depth in range(len(last) - 1, 0, -1):
            path = last[:depth]
            if below is not None and below[:depth] == path:
                return None
            if not self._in_brackets(path) and self._column(path) <= column:
                return path
        return None

    def _around(self, last: Path, offset: int) -> Path | None:
        """The innermost list or mapping in brackets that is open at a place."""
        inner = (last[:depth] for depth in range(len(last), -1, -1))
        return next((p for p in inner if self._in_brackets(p) and self.source.positions[p].value_end > offset), None)

    def _before_value(self, path: Path, offset: int) -> bool:
        """Whether a place lies between a key, or the bar of a text, and a value that is written as one."""
        one = not isinstance(self._data(path), dict | list) or self._in_brackets(path)
        return one and offset < self.source.positions[path].value_start

    def _in_brackets(self, path: Path) -> bool:
        start = self.source.positions[path].value_start
        return isinstance(self._data(path), dict | list) and self.text.startswith(("[", "{"), start)

    def _column(self, path: Path) -> int:
        """Of what a list or mapping holds: its dashes or its keys."""
        start = self.source.positions[path].value_start
        return start - self._line_start(start)

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _data(self, path: Path) -> Any:
        data: Any = self.source.data
        for step in path:
            data = data[step]
        return data
