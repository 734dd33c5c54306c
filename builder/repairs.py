"""Mistakes of writing that can be undone: each a function from a line to the repairs worth trying.

A finder need not be sure: `syntax` tries what it proposes and tells only the repair that helps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from builder import wording
from builder.wording import Wording

REACH = 40
"""Lines to look back."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal: these lines instead (0-based), if that helps; and how to tell the fault."""

    lines: tuple[tuple[int, str], ...]
    words: Wording
    start: int
    """Columns of the fault in the first of the lines, 0-based."""
    end: int
    final: bool = True
    """Whether the first of the lines is as it should read; else it only lets the rest be read."""


Finder = Callable[[Sequence[str], int], Iterator[Repair]]

_KEY = r"(?P<head> *(?:- +)*)(?P<key>[A-Za-z_][A-Za-z0-9_-]*)"
_ENTRY = re.compile(
    r"""(?P<head>[ ]*(?:-[ ]+)*
          (?:(?:[A-Za-z_][A-Za-z0-9_-]*|"[^"]*")[ ]*:[ ]+)?)
        (?P<value>\S.*?)\s*$""",
    re.VERBOSE,
)
_ESCAPE = re.compile(
    r"""\\(?: [^0abtnvfreNLPxuU\s"/\\_] | x(?![0-9a-fA-F]{2})
        | u(?!(?![dD][89a-fA-F])[0-9a-fA-F]{4}) | U(?!00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}) )""",  # no halves of pairs
    re.VERBOSE,
)
_BLOCK = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:[A-Za-z_][A-Za-z0-9_-]*: +)?[|>][-+0-9]*\s*(?:#.*)?$")
_STRUCTURE = re.compile(r" *(?:- |-$|[A-Za-z_][A-Za-z0-9_-]* *:(?:\s|$))")


def quoted(text: str) -> str:
    """A text in the quotes that need the least escaping."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


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


def hash_full_width(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`＃ 覚え書き`."""
    found = re.match(r"(?P<head> *)(?P<sign>＃)(?P<rest>.*)", lines[number])
    if found:
        yield _at_sign(found, number, f"{found['head']}#{found['rest']}", wording.FULL_WIDTH_HASH)


def colon_full_width(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`title：見守り`."""
    found = re.match(rf"{_KEY}[ \u3000]*(?P<sign>：)[ \u3000]*(?P<rest>.*)", lines[number])
    if found:
        yield _entry(found, number, wording.full_width_colon(found["key"]))


def colon_full_width_japanese(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`題名：見守り`: the key is wrong too, but that is told once the line can be read."""
    pattern = r"(?P<head> *(?:- +)*)(?P<key>[^\s\-:：。、\"']{1,12})(?P<sign>：)[ \u3000]*(?P<rest>.*)"
    found = re.match(pattern, lines[number])
    if found:
        yield _entry(found, number, wording.full_width_colon(found["key"]))


def colon_without_space(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`title:見守り`, also with another space behind the colon than the one of the keyboard."""
    found = re.match(rf"{_KEY}(?P<sign>:)(?!//)[\u3000\u00a0]*(?P<rest>\S.*)", lines[number])
    if found:
        yield _entry(found, number, wording.no_space_after_colon(found["key"]))


def colon_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`title 見守り`, `title; 見守り` or `title = 見守り`."""
    found = re.match(rf"{_KEY}(?P<sign>[ \u3000]*[;；=＝][ \u3000]*|[ \u3000]+)(?P<rest>[^\s:：].*)", lines[number])
    if found:
        yield _entry(found, number, wording.no_colon(found["key"]))
    alone = re.match(rf"{_KEY}(?P<sign>)(?P<rest>)[ \u3000]*$", lines[number])
    if alone and _indent(_next(lines, number)) > len(alone["head"]):
        line = f"{alone['head']}{alone['key']}:"
        end = alone.end("key")
        yield Repair(((number, line),), wording.no_colon(alone["key"]), end, end + 1)


def _entry(found: re.Match[str], number: int, words: Wording) -> Repair:
    """`key: value` again, from a match with head, key, sign and rest."""
    return _at_sign(found, number, f"{found['head']}{found['key']}: {_value(found['rest'])}".rstrip(), words)


def _at_sign(found: re.Match[str], number: int, line: str, words: Wording) -> Repair:
    return Repair(((number, line),), words, found.start("sign"), found.end("sign"))


def _value(text: str) -> str:
    """A value as it has to stand after `key: `."""
    special = re.match(r"[@`%&*!{\[?,#]|[|>](?!$)|-\s", text) or re.search(r":(?:\s|$)|\s#", text)
    return quoted(text) if special and text[0] not in "\"'" else text


def _item(text: str) -> str:
    """A text, or a key with its value, as it has to stand after `- `."""
    return text if re.match(r"[a-z][a-z0-9_-]*:(?:\s|$)", text) else _value(text)


def _next(lines: Sequence[str], number: int) -> str:
    return next((line for line in lines[number + 1 : number + REACH] if line.strip()), "")


def dash_without_space(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`-見守り`, also with another space behind the dash than the one of the keyboard."""
    found = re.match(r"(?P<head> *(?:- +)*)(?P<sign>-)[\u3000\u00a0]*(?P<rest>[^\s-].*)", lines[number])
    if found:
        line = f"{found['head']}- {_item(found['rest'])}"
        yield _at_sign(found, number, line, wording.NO_SPACE_AFTER_DASH)


def bullet(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A full-width dash or a typographic bullet at the head of a list item."""
    found = re.match(r"(?P<head> *)(?P<sign>[－ー−‐‑–—―・･•●○])[ \u3000]*(?P<rest>\S.*)", lines[number])
    if found:
        line = f"{found['head']}- {_item(found['rest'])}"
        yield _at_sign(found, number, line, wording.bullet(found["sign"]))


def dash_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A text, perhaps with a number before it, among lines that begin with a dash."""
    found = re.match(
        r"(?P<head> *)(?P<sign>(?:\d+[.．、)）]|[①-⑳]|[(（]\d+[)）])?[ \u3000]*)(?P<rest>\S.*)", lines[number]
    )
    if not found or lines[number].lstrip().startswith("-"):
        return
    around = (lines[at] for at in range(max(number - REACH, 0), min(number + REACH, len(lines))) if at != number)
    if _STRUCTURE.match(lines[number]):
        # What the entries of a list begin with; of any other key, what follows is more likely indented too far.
        begins = re.match(r" *(?:id|text|group|cross_listing):", lines[number])
        likely = begins is not None and _next(lines, number).startswith(
            f"{found['head']}  "
        )  # keys of the same entry, further in
    else:
        likely = any(line.startswith(f"{found['head']}- ") for line in around)
    if likely:
        line = f"{found['head']}- {_item(found['rest'])}"
        yield Repair(
            ((number, line),), wording.NO_DASH, found.start("sign"), max(found.end("sign"), found.start("sign") + 1)
        )


def text_beside_bar(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`purpose: | 火の用心のため、`: the text of a block begins on the next line."""
    found = re.match(rf"{_KEY} *: +(?P<sign>[|>]) *(?P<rest>[^\s\d+-].*)", lines[number])
    if found:
        line = f"{found['head']}{found['key']}: {found['sign']}"
        yield Repair(((number, line),), wording.BESIDE_BAR, found.start("rest"), found.end("rest"), final=False)


def backslash(lines: Sequence[str], number: int) -> Iterator[Repair]:
    r"""`"C:\新"`: in double quotes a backslash (a yen sign on many keyboards) begins an escape."""
    found, escape = _ENTRY.match(lines[number]), _ESCAPE.search(lines[number])
    if found and escape and found["value"][0] == '"' == found["value"][-1]:
        inner = found["value"][1:-1].replace("'", "''")
        line = f"{found['head']}'{inner}'"
        yield Repair(((number, line),), wording.BACKSLASH, escape.start(), escape.start() + 1)


def quotes_full_width(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`“8050: 問題”`: meant as quotes, but only a part of the text."""
    found = _ENTRY.match(lines[number])
    if not found or found["value"][0] not in "“”＂’‘":
        return
    value, start = found["value"], found.start("value")
    inner = value[1:-1] if value[-1] in "“”＂’‘\"'" and len(value) > 1 else value[1:]
    line = found["head"] + quoted(inner)
    yield Repair(((number, line),), wording.full_width_quote(value[0]), start, start + 1)


def quotes_unbalanced(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A text that begins with a quote and ends without, or goes on behind the closing one."""
    found = _ENTRY.match(lines[number])
    if not found or found["value"][0] not in "\"'":
        return
    value, head, start = found["value"], found["head"], found.start("value")
    mark, body = value[0], value[1:]
    if body.replace("''", "").replace('\\"', "").count(mark) % 2 == 0:
        yield Repair(((number, head + value + mark),), wording.unclosed_quote(mark), start, start + 1)
    inner = body[:-1] if body.endswith(mark) else value
    line = head + quoted(inner)
    yield Repair(((number, line),), wording.early_quote(mark), start, found.end("value"))


def bracket_open(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`audience: [businesses, schools`."""
    found = _ENTRY.match(lines[number])
    if found and re.match(r"\[[^\]()]*$|\{[^}()]*$", found["value"]):
        opening, start = found["value"][0], found.start("value")
        closing = "]" if opening == "[" else "}"
        line = found["head"] + found["value"] + closing
        yield Repair(((number, line),), wording.unclosed_bracket(opening, closing), start, start + 1)


def list_beside_key(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`findings: - 空き家が増えた`: the first item belongs on a line of its own."""
    found = re.match(rf"{_KEY} *: +(?P<sign>-)\s", lines[number])
    if found:
        line = f"{found['head']}{found['key']}:"
        yield Repair(((number, line),), wording.LIST_BESIDE_KEY, found.start("sign"), found.end("sign"), final=False)


def quotes_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A text whose first character, or a colon in it, means something else to YAML."""
    found = _ENTRY.match(lines[number])
    if not found or found["value"][0] in "\"'#":
        return
    value, at = found["value"], found.start("value")
    colon = re.search(r":(?=\s|$)", value)
    if value[0] in "@`%&*!|>[]{}?,":
        words = wording.special_first(value[0])
    elif colon and found["head"].strip():
        words = wording.COLON_IN_TEXT
        at += colon.start()
    else:
        return
    yield Repair(((number, found["head"] + quoted(value)),), words, at, at + 1)


def block_text_outside(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A line of a long text (`|`) that stands further left than the text begins."""
    above = range(number - 1, max(number - REACH, -1), -1)
    header = next((found for at in above if (found := _BLOCK.match(lines[at]))), None)
    if header is None or _STRUCTURE.match(lines[number]):
        return
    at_header = next(at for at in above if _BLOCK.match(lines[at]))
    parent = len(header["indent"]) + len(header["dashes"])
    first = next((line for line in lines[at_header + 1 : number] if line.strip()), "")
    width = _indent(first) if _indent(first) > parent else parent + 2
    if _indent(lines[number]) >= width:
        return
    moved = []
    for at in range(number, len(lines)):
        if _STRUCTURE.match(lines[at]) or _indent(lines[at]) >= width:
            break
        moved.append((at, (" " * width + lines[at].strip()).rstrip()))
    yield Repair(tuple(moved), wording.block_outside(width), 0, max(_indent(lines[number]), 1))


def reindent(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[Repair]:
    """One of some lines, with what belongs to it, moved to a column where lines above begin; the likeliest first.

    A line is likely to be meant that stands where none should, and a column where one should, near by.
    """
    found = []
    for turn, number in enumerate(numbers):
        here = _indent(lines[number])
        above = [*_columns_above(lines, number, lines[number].strip())]
        for column in _columns(lines, number) - {here}:
            if column > here or _STRUCTURE.match(lines[number]):
                regular = _is_regular(lines, number, here), not _is_regular(lines, number, column)
                found.append(((*regular, abs(column - here), column not in above, turn, column), number))
    for (*_, column), number in sorted(found):
        here = _indent(lines[number])
        moved = tuple((at, _shifted(lines[at], column - here)) for at in _with_inner(lines, number))
        yield Repair(moved, wording.indent(here, column), 0, max(here, 1))


def _columns(lines: Sequence[str], number: int) -> set[int]:
    """Where lines above begin, and two further in."""
    begun = {_indent(line) for line in lines[max(0, number - REACH) : number] if _STRUCTURE.match(line)}
    return {0} | begun | {column + 2 for column in begun}


def _with_inner(lines: Sequence[str], number: int) -> Iterator[int]:
    """A line and those below that stand no further left."""
    here = _indent(lines[number])
    yield number
    for at in range(number + 1, len(lines)):
        if lines[at].strip() and _indent(lines[at]) < max(here, 1):
            return
        yield at


def _is_regular(lines: Sequence[str], number: int, column: int) -> bool:
    """Whether a line at this column stands where its neighbours do, and these two further in than what they are in."""
    for at in range(number - 1, max(number - REACH, -1), -1):
        found = re.match(r"( *)((?:- +)*)", lines[at])
        if not found or not _STRUCTURE.match(lines[at]):
            continue
        indent, inner = len(found[1]), len(found[0])
        if column in (indent, inner):
            return inner != indent or _is_regular(lines, at, indent)
        if inner < column:
            return column == inner + 2
    return column == 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shifted(line: str, by: int) -> str:
    return " " * max(_indent(line) + by, 0) + line.lstrip(" ") if line.strip() else line


CERTAIN: tuple[Finder, ...] = (
    tab,
    full_width_space,
    hash_full_width,
    colon_full_width,
    colon_without_space,
    dash_without_space,
    backslash,
    quotes_full_width,
    quotes_unbalanced,
    bracket_open,
    list_beside_key,
    text_beside_bar,
    quotes_missing,
)
"""Signs that hardly occur but by mistake, in the order of trying."""

LIKELY: tuple[Finder, ...] = (
    block_text_outside,
    bullet,
    dash_missing,
    colon_full_width_japanese,
    colon_missing,
)
"""Signs that a sound line may show as well; tried where no certain one helps."""
