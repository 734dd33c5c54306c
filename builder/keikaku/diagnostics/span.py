"""A place in a text file, and the arithmetic between offsets and lines.

Every position a person sees is made here, so that a message, an annotation and an editor's jump agree.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

_LINE_BREAK = regex(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one character up to, not including, another; 1-based, columns count code points.

    A span whose end equals its start marks a gap (something is missing there).
    """

    path: str
    """As shown: relative as the user gave it, with `/` between the parts."""
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """The text of one file with the offset at which each of its lines begins."""

    path: str
    text: str
    line_starts: tuple[int, ...] = field(compare=False)

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`; offsets beyond the text count as its end."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end))
        return Span(self.path, line, column, end_line, end_column)

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a 1-based place; lines beyond the text count as its end."""
        if line > len(self.line_starts):
            return len(self.text)
        return min(self.line_starts[line - 1] + column - 1, len(self.text))

    def slice(self, span: Span) -> str:
        """The text a span covers."""
        return self.text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]

    def _place(self, offset: int) -> tuple[int, int]:
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


def text_map(path: str, text: str) -> TextMap:
    """Index a text. CRLF, LF and a lone CR end a line; U+2028 and the like do not, as in editors."""
    return TextMap(path, text, (0, *(found.end() for found in _LINE_BREAK.finditer(text))))


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends; the same lines that a Span counts."""
    return _LINE_BREAK.split(text)
