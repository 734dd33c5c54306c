"""The text of one YAML file → its data and the position of every datum.

The plan is written in a small part of YAML: mappings, lists, texts, numbers, true and false. Whatever YAML
would silently make something else of (dates, octals, anchors, tags, a comment inside a sentence) is a fault.
Built on libyaml's events instead of a loader, because only events carry positions and expand no alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import Path, Position
from keikaku.diagnostics.span import TextMap, split_lines
from keikaku.patterns import regex
from keikaku.text.signs import UNSEEN
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.repairs import BULLETS
from keikaku.yaml.diagnose.wording import Wording
from keikaku.yaml.libyaml import yaml

MAX_DEPTH = 32
"""Deeper nesting than any plan needs; keeps the recursion below from ending in a RecursionError."""

MAX_DIGITS = 15
"""Longer numbers are no longer exact in spreadsheets and browsers."""

MAX_LINE = 2_000
"""A line longer than this is not quoted whole in a correction."""

MAX_TEXT = 20_000
"""Characters of one text, a third of a whole city's plan; bounds the work of what reads a text many times."""

_INTEGER = regex(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = regex(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_ODD_NUMBER = regex(
    r"""[-+]?(?:
            0[0-9]+(?:\.[0-9]*)?               # 0942: octal, or a number that loses its zero
          | 0[xob][0-9a-fA-F]+
          | \.[0-9]+ | [0-9]+\.
          | [0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+
          | \.(?:inf|Inf|INF|nan|NaN|NAN)
        )\Z
      | \+[0-9]+(?:\.[0-9]+)?\Z""",
    re.VERBOSE,
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BULLET = regex(rf"[{BULLETS}][ \u3000\t]*\S")
_HASH_IN_TEXT = regex(r"[ \t]+(#[^\s#!][^\r\n]*)")
_COMMENT = regex(r"[ \t]*#")
_ALMOST_BAR = regex(r"[｜＞lIｌＩ│︱¦](?=[ \t]*[\r\n])")
_MARK = regex(r"[&!*][^\s,\[\]{}]*")
_ESCAPE = regex(r"\\(?:x(..)|u(....)|U(.{8})|(.))")
_LETTERS = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_LETTERS |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}
_INDENTED_SIGN = regex(r"([\u3000 ]*\u3000[\u3000 ]*)(?:-[ \u3000]|[a-z][a-z0-9_]*:[ \r\n])")
_GROUPED = regex(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SIGN_IN_BLOCK = regex(r"[\r\n] *(-(?= )|[a-z][a-z0-9_-]*:(?= *(?:\||[\r\n]|$)))")
_SWALLOWED = regex(r"[\r\n][ \u3000]*(?:(?P<dash>-)(?:[ \u3000]|$)|(?P<key>[a-z][a-z0-9_]*)(?P<colon>：))")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of a text."""

    data: Any
    """The top value; inside it, None stands where there is no value, which is always a fault already reported.
    None as a whole where the structure cannot be relied on."""
    positions: dict[Path, Position]
    faults: tuple[Diagnostic, ...]


class NotYamlError(Exception):
    """libyaml could not go on; `start` and `end` are the offsets between which it lost its way."""

    def __init__(self, start: int, end: int, problem: str) -> None:
        super().__init__(problem)
        self.start = start
        self.end = end
        self.problem = problem

    @property
    def begins_at_start(self) -> bool:
        """Whether the fault lies where libyaml began to read something, not where it gave up."""
        return "expected ':'" in self.problem or "end of stream" in self.problem


class _TooDeepError(Exception):
    """Ends the descent; the rest of the file is not worth looking at."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def parse(map: TextMap) -> Parsed:
    """Data of a text, with the faults found on the way.

    Raises NotYamlError where the text is not YAML; `syntax.explain` finds the cause.
    """
    return _Builder(map).build()


def events(text: str) -> Iterator[Any]:
    """The events of libyaml; raises NotYamlError with offsets in code points."""
    depth = 0
    try:
        parser = yaml.CSafeLoader(text)
        while (event := parser.get_event()) is not None:
            yield event
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH + 1:
                # Every further level costs libyaml more; who comes here has no sound file anyway.
                raise NotYamlError(*extent(event), "nested too deeply")
    except yaml.MarkedYAMLError as fault:
        problem, context = fault.problem_mark, fault.context_mark
        end = problem.index if problem else len(text)
        start = context.index if context else end
        raise NotYamlError(min(start, end), end, str(fault.problem)) from None
    except yaml.YAMLError as fault:
        raise NotYamlError(0, 0, str(fault)) from None


def extent(event: Any) -> tuple[int, int]:
    """Offsets of the first character of an event and of the one behind it."""
    return event.start_mark.index, event.end_mark.index


class _Builder:
    """Recursive descent over the events of one text. Lives for one call of `parse`."""

    def __init__(self, map: TextMap) -> None:
        self.map = map
        self.text = map.text
        self.events = events(map.text)
        self.positions: dict[Path, Position] = {}
        self.faults: list[Diagnostic] = []
        self.broken: list[Diagnostic] = []
        """Faults after which the structure is not what its author meant."""

    def build(self) -> Parsed:
        try:
            data = self._document()
        except _TooDeepError as fault:
            span = self.map.span(fault.offset, fault.offset + 1)
            return Parsed(None, {}, (wording.too_deep(MAX_DEPTH).at(span),))
        if self.broken:
            return Parsed(None, {}, tuple(self.broken))
        return Parsed(data, self.positions, tuple(self.faults))

    def _document(self) -> Any:
        data: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.broken.append(wording.SEVERAL_DOCUMENTS.at(self.map.span(*extent(event))))
            elif isinstance(event, yaml.NodeEvent) and documents == 1:
                data, start, end = self._node(event, (), 0)
                self.positions[()] = Position(start, start, start, end)
        return data

    def _node(self, event: Any, path: Path, depth: int) -> tuple[Any, int, int]:
        """Value, start and end of the node that begins with `event`."""
        start, end = extent(event)
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse(start, end)
            if isinstance(event, yaml.AliasEvent):
                return None, start, end
            event.anchor = event.tag = None
            return (None, *self._apart(event, path, depth)[1:])
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start, end)
        if depth >= MAX_DEPTH:
            raise _TooDeepError(start)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, path, depth)
        return self._mapping(event, path, depth)

    def _sequence(self, opening: Any, path: Path, depth: int) -> tuple[list[Any], int, int]:
        items: list[Any] = []
        start, last = extent(opening)
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return items, start, extent(event)[1] if opening.flow_style else last
            item_path = (*path, len(items))
            value, item_start, last = self._node(event, item_path, depth + 1)
            self.positions[item_path] = Position(item_start, last, item_start, last)
            items.append(value)
        raise AssertionError("libyaml closes every sequence")

    def _mapping(self, opening: Any, path: Path, depth: int) -> tuple[dict[str, Any], int, int]:
        entries: dict[str, Any] = {}
        start, last = extent(opening)
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return entries, start, extent(event)[1] if opening.flow_style else last
            key_start, key_end = extent(event)
            key = self._key(event, depth)
            key_path = (*path, key) if key is not None else path
            read = self._apart if key is None or key in entries else self._node
            reported = len(self.faults)
            value, value_start, last = read(next(self.events), key_path, depth + 1)
            last = max(last, key_end)
            if key is None:
                continue
            if key in entries:
                first = self.positions[key_path]
                if value in (None, ""):  # a line typed twice: that it holds nothing is no second fault
                    del self.faults[reported:]
                elif entries[key] in (None, ""):
                    self._take_back(self.map.span(first.value_start, first.value_start).line)
                    entries[key] = value
                former = self.map.span(first.key_start, first.key_end)
                self.faults.append(wording.duplicate_key(key, self.map.span(key_start, key_end), former))
                continue
            entries[key] = value
            self.positions[key_path] = Position(key_start, key_end, value_start, last)
        raise AssertionError("libyaml closes every mapping")

    def _apart(self, event: Any, path: Path, depth: int) -> tuple[Any, int, int]:
        """Read a node that is not kept: its faults count, its positions do not."""
        kept, self.positions = self.positions, {}
        found = self._node(event, path, depth)
        self.positions = kept
        return found

    def _key(self, event: Any, depth: int) -> str | None:
        """The key as text, or None after a fault that makes the entry meaningless."""
        start, end = extent(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._apart(event, (), depth + 1)
            self.faults.append(wording.NOT_A_KEY.at(self.map.span(start, max(end, start + 1))))
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse(start, end)
        key = str(event.value)
        if key == "<<" and not event.style:
            # Its value is an alias, which is reported where it stands.
            return None
        if key.startswith("\u3000"):
            width = len(key) - len(key.lstrip("\u3000 "))
            self.broken.append(wording.FULL_WIDTH_SPACE.at(self.map.span(start, start + width)))
        if key in _NULLS and not event.style:
            self.faults.append(wording.NOT_A_KEY.at(self.map.span(start, max(end, start + 1))))
            return None
        return key

    def _scalar(self, event: Any, start: int, end: int) -> tuple[Any, int, int]:
        value = str(event.value)
        if len(value) > MAX_TEXT:
            self.broken.append(wording.text_too_long(len(value), MAX_TEXT).at(self.map.span(start, start + 1)))
        if event.style in ("|", ">"):
            self._check_block(start, end)
            return (value, *self._block_extent(start, end))
        if event.style:
            self._check_escapes(value, start, end)
            return value, start, end
        if value in _NULLS:
            self.faults.append(self._no_value(value, start, end))
            return None, start, end
        if value in ("true", "false"):
            return value == "true", start, end
        if value[0] in "-+.0123456789":
            return self._number_or_text(value, start, end), start, end
        self._check_plain_text(start, end)
        return value, start, end

    def _check_escapes(self, value: str, start: int, end: int) -> None:
        """Text in quotes: an escape can put in what `decode` refuses in the file itself."""
        unseen = UNSEEN.findall(value.replace("\r", "\0"))
        if unseen:
            escapes = _ESCAPE.finditer(self.text, start, end)
            span = next((found.span() for found in escapes if _unescaped(found) == unseen[0]), (start, end))
            self.faults.append(wording.control_character(unseen[0], len(unseen) - 1).at(self.map.span(*span)))

    def _check_block(self, start: int, end: int) -> None:
        """A text on lines of its own: has it taken in what was meant to follow it?"""
        sign = _SIGN_IN_BLOCK.search(self.text, start, end)
        if sign:
            self.broken.append(wording.swallowed_by_block(sign[1]).at(self.map.span(*sign.span(1))))

    def _number_or_text(self, value: str, start: int, end: int) -> Any:
        if _GROUPED.match(self.text, start - 1) and len(value) == 3:
            self._refuse_grouped(start)
            return None
        digits = len(value) <= MAX_DIGITS
        if digits and _INTEGER.match(value):
            return int(value)
        if digits and _DECIMAL.match(value):
            return Decimal(value)
        if _ODD_NUMBER.match(value) or _INTEGER.match(value) or _DECIMAL.match(value):
            words = wording.odd_number(value, MAX_DIGITS)
            if value[0] == "0" and value.isdigit():  # a code: a telephone number, a post code
                self.faults.append(self._corrected(words, start, end, f'"{value}"'))
            else:  # whether `+50` is a number or text only its writer knows
                self.faults.append(words.at(self.map.span(start, end)))
            return None
        if value[0] == "-" and len(value) > 1 and value[1] not in "- .0123456789":
            self.broken.append(self._corrected(wording.NO_SPACE_AFTER_DASH, start, start + 1, "- "))
        else:
            self._check_plain_text(start, end)
        return value

    def _check_plain_text(self, start: int, end: int) -> None:
        """Unquoted text: has YAML taken in or cut off more than its author thought?"""
        cut = _HASH_IN_TEXT.match(self.text, end)
        if cut:
            span = self.map.span(cut.start(1), cut.end(1))
            self.faults.append(wording.cut_by_hash(span))
        if _BULLET.match(self.text, start) and not self.text[self._line_start(start) : start].strip(" "):
            self.broken.append(self._corrected(wording.bullet(self.text[start]), start, start + 1, "- "))
            return  # with a `-` at its head, it will not take in the lines below
        if _ALMOST_BAR.match(self.text, start, end):
            sign = self.text[start]
            words = wording.almost_bar(sign)
            self.broken.append(self._corrected(words, start, start + 1, ">" if sign == "＞" else "|"))
        if self.text[start:end].count('"') % 2 and self.text[end - 1] == '"':
            self.faults.append(self._corrected(wording.STRAY_QUOTE, end - 1, end, ""))
        indented = _INDENTED_SIGN.match(self.text, start, end)
        if indented and not self.text[self._line_start(start) : start].strip(" "):
            self.broken.append(self._corrected(wording.FULL_WIDTH_SPACE, *indented.span(1), ""))
            return
        swallowed = _SWALLOWED.search(self.text, start, end)
        if swallowed and swallowed["dash"]:
            self.broken.append(self._swallowed_item(start, swallowed))
        elif swallowed:
            words = wording.full_width_colon(swallowed["key"])
            self.broken.append(self._corrected(words, *swallowed.span("colon"), ": "))

    def _no_value(self, word: str, start: int, end: int) -> Diagnostic:
        comment = _HASH_IN_TEXT.match(self.text, end)
        if comment and not word:
            at = comment.start(1)
            stop = at + len(comment[1].rstrip(" \t"))
            return self._corrected(wording.special_first("#"), at, at + 1, f'"{self.text[at:stop]}"', until=stop)
        if _COMMENT.match(self.text, end) and not word:
            return wording.ONLY_A_COMMENT.at(self.map.span(start, end))
        words = wording.null_word(word) if word else wording.NO_VALUE
        return words.at(self.map.span(start, end))

    def _swallowed_item(self, start: int, swallowed: re.Match[str]) -> Diagnostic:
        """A dash that continues a text above it: of an item, or of the key that the list belongs to."""
        at = swallowed.start("dash")
        line_start = self._line_start(start)
        head = self.text[line_start:start].rstrip(" ")
        if head.endswith("-") or not head.endswith(":"):
            return wording.SWALLOWED_ITEM.at(self.map.span(at, at + 1))
        line = split_lines(self.text[start : start + MAX_LINE])[0]
        indent = self.text[self._line_start(at) : at]
        return wording.TEXT_ABOVE_LIST.at(self.map.span(start, start + len(line)), f"{head}\n{indent}- {line}")

    def _corrected(self, words: Wording, start: int, end: int, right: str, until: int | None = None) -> Diagnostic:
        """A fault with the line as it should be: `right` in place of the text from `start` to `until`, or to `end`."""
        line_start = self._line_start(start)
        line = split_lines(self.text[line_start : line_start + MAX_LINE])[0]
        before, after = line[: start - line_start], line[(until or end) - line_start :].lstrip("\u3000 ")
        return words.at(self.map.span(start, end), f"{before}{right}{after}".rstrip())

    def _line_start(self, offset: int) -> int:
        return self.map.offset(self.map.span(offset, offset).line)

    def _block_extent(self, start: int, end: int) -> tuple[int, int]:
        """First and last character of the lines of a block text; of the `|` itself where there are none."""
        header = regex(r"(?:[!&]\S*\s+)*([|>][-+0-9]*)[^\r\n]*").match(self.text, start)
        assert header, "libyaml begins a block at its sign, or at a tag before it"
        first = header.end()
        body = self.text[first:end]
        inner = body.strip()
        if not inner:
            return start, header.end(1)
        lead = len(body) - len(body.lstrip())
        return first + lead, first + lead + len(inner)

    def _refuse_grouped(self, start: int) -> None:
        """`[12,000, 13,000]`: four numbers to YAML; reported once for all of the line."""
        line = self.map.span(start, start).line
        if any(self.faults[at].code == "number-form" for at in self._faults_of(line)):
            return
        at = self._line_start(start)
        whole = split_lines(self.text[at : at + MAX_LINE])[0]
        self.faults.append(wording.GROUPED_DIGITS.at(self.map.span(start - 1, start), _GROUPED.sub("", whole)))

    def _refuse(self, start: int, end: int) -> None:
        found = _MARK.match(self.text, start, max(end, start + 1))
        mark = found.group() if found else self.text[start:end]
        self.faults.append(wording.refused(mark).at(self.map.span(start, start + len(mark))))

    def _take_back(self, line: int) -> None:
        """Report no faults of a line after all."""
        for at in self._faults_of(line):
            del self.faults[at]

    def _faults_of(self, line: int) -> list[int]:
        """The places of the faults of a line, the last first. What was reported since is of this line or one below.

        In a flood of faults, only the last are looked through.
        """
        last = range(len(self.faults) - 1, max(len(self.faults) - 1_000, 0) - 1, -1)
        since = takewhile(lambda at: self.faults[at].span.line >= line, last)
        return [at for at in since if self.faults[at].span.line == line]


def _unescaped(found: re.Match[str]) -> str:
    """The character of an escape; of those for visible characters just the letter."""
    digits = found[1] or found[2] or found[3]
    return chr(int(digits, 16)) if digits else _LETTERS.get(found[4], found[4])
