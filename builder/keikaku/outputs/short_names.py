"""Names of a joined script made short, where they are its own.

No scope is looked at. A name has one short form within a statement of the script, or a member of a class, wherever it
is no property, and a name of the script's top has one in all of it. So what meant the same still does, and nothing else
comes to mean it. Only what the script declares is changed: what is a browser's stays, without being known here. Objects
and blocks are told apart by what stands before them, which is the scripts' style; tests run them as they are published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count, product
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from keikaku.patterns import regex

_MARK = regex(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#?[A-Za-z_$][A-Za-z0-9_$]*|\d[\w.]*|\s+|=>|\.\.\.|\?\.|.""")
_NAME = regex(r"#?[A-Za-z_$]")
_EXPRESSION = regex(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TEMPLATE = regex(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)")
_VALUE = regex(r"[\w$)\]}\"'`]$")
"""How that ends which may be divided."""
_CONTROL = frozenset(("await", "case", "else", "for", "if", "in", "of", "return", "switch", "typeof", "while"))
"""Words of the language before a value or a condition."""
_DECLARING = ("const", "let", "function", "class")
_BLOCK = (")", "=>", "else", "try", "finally", "catch", "do", ";", "{", "}", "")
"""What stands before the brace of a block; before an object's stands something else."""
_TOP = 2
"""Brackets around the statements of a joined script: ``(() => {``."""


def with_short_names(script: str) -> str:
    """A script as ``bundle`` joins it, minified; it does the same."""
    marks = list(_marks(script))
    read = _Variables(marks)
    unknown = {name for at, unit, _ in read.names if not read.is_own(unit, name := marks[at])}
    within: defaultdict[int, Iterator[str]] = defaultdict(partial(_short, ascii_lowercase, unknown))
    used = Counter(marks[at] for at, *_ in read.names)
    top = [name for name, _ in used.most_common() if name in read.top]
    short = dict(zip(((0, name) for name in top), _short(ascii_uppercase, unknown), strict=False))
    private = [name for name in used if name.startswith("#")]
    short.update(((0, name), f"#{own}") for name, own in zip(private, _short(ascii_lowercase, ()), strict=False))
    for at, unit, shorthand in read.names:
        name = marks[at]
        if not read.is_own(unit, name):
            continue
        key = (0 if (0, name) in short else unit, name)
        if key not in short:
            short[key] = next(within[unit])
        marks[at] = f"{name}:{short[key]}" if shorthand else short[key]
    return "".join(marks)


def _short(first: str, taken: Iterable[str]) -> Iterator[str]:
    """Names that begin with a letter of ``first``, the shortest before the others."""
    passed = {"as", "do", "if", "in", "is", "of", *taken}
    for more in count():
        for letters in product(first, *[ascii_lowercase + ascii_uppercase] * more):
            if (name := "".join(letters)) not in passed:
                yield name


def _marks(script: str) -> Iterator[str]:
    """All of a script in its order. A template is one up to a value in it, and what follows the value is the next."""
    at, before = 0, ""
    inside: list[bool] = []
    """Of each open brace, whether it is a template's."""
    while at < len(script):
        char = script[at]
        if char == "`" or (char == "}" and inside.pop()):
            found = _TEMPLATE.match(script, at + 1)
            assert found
            mark = char + found[0]
            if mark.endswith("{"):
                inside.append(True)
        else:
            divides = _VALUE.search(before) and before not in _CONTROL
            found = (_EXPRESSION.match(script, at) if char == "/" and not divides else None) or _MARK.match(script, at)
            assert found
            mark = found[0]
            if char == "{":
                inside.append(False)
        yield mark
        at += len(mark)
        before = before if mark.isspace() else mark


class _Name(NamedTuple):
    """A variable at one place."""

    at: int
    unit: int
    """The statement or member it stands in; the first is 1."""
    shorthand: bool
    """Whether it is a property's name too: ``{ hits }``."""


class _Open(NamedTuple):
    """A bracket that is not closed yet."""

    kind: str
    before: str
    names: list[str]
    """What it declares, if it is a pattern or parameters."""


class _Variables:
    """The variables of a script, and which of them are declared at its top and which elsewhere."""

    def __init__(self, marks: list[str]) -> None:
        self.names: list[_Name] = []
        self.top: set[str] = set()
        self._within: set[tuple[int, str]] = set()
        self._unit = 1
        self._opened: list[_Open] = []
        solid = [at for at, mark in enumerate(marks) if not mark.isspace()]
        said = ["", "", *(marks[at] for at in solid), ""]
        for place, at in enumerate(solid):
            self._read(at, *said[place : place + 4])

    def is_own(self, unit: int, name: str) -> bool:
        return name in self.top or (unit, name) in self._within or name.startswith("#")

    def _read(self, at: int, earlier: str, before: str, mark: str, after: str) -> None:
        if mark[0] in ")]}":
            self._close(self._opened.pop(), after)
        if mark in ("}", ";"):
            depth = len(self._opened)
            self._unit += depth == _TOP or (depth == _TOP + 1 and self._opened[-1].kind == "class")
        if mark[-1] == "{" or mark in ("(", "["):
            self._opened.append(_Open(_kind(earlier, before) if mark == "{" else mark, before, []))
        elif _NAME.match(mark) and mark not in ("async", "of"):  # words of the language elsewhere
            self._name(at, before, mark, after)

    def _name(self, at: int, before: str, mark: str, after: str) -> None:
        inside = self._opened[-1]
        key = inside.kind == "object" and before in ("{", ",", "async")
        member = inside.kind == "class" and before in ("{", "}", ";", "async", "static")
        if mark[0] != "#" and (before in (".", "?.") or member or (key and after in (":", "("))):
            return
        self.names.append(_Name(at, self._unit, key and after in (",", "}", "=")))
        if before in _DECLARING:
            self._declare((mark,))
        elif after == "=>":
            self._within.add((self._unit, mark))
        elif before in ("(", ",", "[", "{", "...", ":"):
            inside.names.append(mark)

    def _close(self, closed: _Open, after: str) -> None:
        named = closed.before not in _CONTROL and _VALUE.search(closed.before)
        if closed.kind == "(" and (after == "=>" or (after == "{" and named)):
            self._within.update((self._unit, name) for name in closed.names)
        elif closed.before in _DECLARING:
            self._declare(closed.names)
        elif closed.kind in ("[", "object") and closed.before != "=" and self._opened:
            self._opened[-1].names.extend(closed.names)  # a pattern within another, perhaps

    def _declare(self, names: Iterable[str]) -> None:
        if len(self._opened) == _TOP:
            self.top.update(names)
        else:
            self._within.update((self._unit, name) for name in names)


def _kind(earlier: str, before: str) -> str:
    if before in _BLOCK:
        return "block"
    return "class" if "class" in (earlier, before) or earlier == "extends" else "object"
