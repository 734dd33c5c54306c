"""Mistakes of writing that can be undone: each a function from a line to the repairs worth trying.

A finder need not be sure: `syntax` tries what it proposes and reports only the repair that helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from keikaku.patterns import regex
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.indents import (
    REACH,
    STRUCTURE,
    Finder,
    Repair,
    block_text_outside,
    full_width_space,
    indent_of,
    tab,
)
from keikaku.yaml.diagnose.wording import Wording

BULLETS = "－ー−‐‑–—―・･•●○◎◯■□◆◇▪▫▶►➢✓＊\\ue000-\\uf8ff"
"""Signs at the head of a list in texts that were typed or pasted; of word processors also those for private use."""


_KEY = r"(?P<head> *(?:- +)*)(?P<key>[A-Za-z_][A-Za-z0-9_-]*)"
_ENTRY = regex(
    r"""(?P<head>[ ]*(?:-[ ]+)*
          (?:(?:[A-Za-z_][A-Za-z0-9_-]*|"[^"]*")[ ]*:[ ]+)?)
        (?P<value>\S.*?)\s*$""",
    re.VERBOSE,
)
_ESCAPE = regex(
    r"""\\(?: [^0abtnvfreNLPxuU\s"/\\_] | x(?![0-9a-fA-F]{2})
        | u(?!(?![dD][89a-fA-F])[0-9a-fA-F]{4}) | U(?!00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}) )""",  # no halves of pairs
    re.VERBOSE,
)


def quoted(text: str) -> str:
    """A text in the quotes that need the least escaping."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


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
    """`題名：見守り`: the key is wrong too, but that is reported once the line can be read."""
    pattern = r"(?P<head> *(?:- +)*)(?P<key>[^\s\-:：。、\"']{1,12})(?P<sign>：)[ \u3000]*(?P<rest>.*)"
    found = re.match(pattern, lines[number])
    if found:
        yield _entry(found, number, wording.full_width_colon(found["key"]))


def colon_without_space(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`title:見守り`, also with another space behind the colon than the one of the keyboard."""
    found = re.match(rf"{_KEY}(?P<sign>:)(?!//)[\u3000\u00a0\t]*(?P<rest>\S.*)", lines[number])
    if found:
        yield _entry(found, number, wording.no_space_after_colon(found["key"]))


def colon_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`title 見守り`, `title; 見守り` or `title = 見守り`."""
    found = re.match(rf"{_KEY}(?P<sign>[ \u3000]*[;；=＝][ \u3000]*|[ \u3000]+)(?P<rest>[^\s:：].*)", lines[number])
    if found:
        yield _entry(found, number, wording.no_colon(found["key"]))
    alone = re.match(rf"{_KEY}(?P<sign>)(?P<rest>)[ \u3000]*$", lines[number])
    if alone and indent_of(_next(lines, number)) > len(alone["head"]):
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
    found = re.match(r"(?P<head> *(?:- +)*)(?P<sign>-)[\u3000\u00a0\t]*(?P<rest>[^\s-].*)", lines[number])
    if found:
        line = f"{found['head']}- {_item(found['rest'])}"
        yield _at_sign(found, number, line, wording.NO_SPACE_AFTER_DASH)


def bullet(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A full-width dash or a typographic bullet at the head of a list item."""
    found = re.match(rf"(?P<head> *)(?P<sign>[{BULLETS}]|\*(?= ))[ \u3000\t]*(?P<rest>\S.*)", lines[number])
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
    if STRUCTURE.match(lines[number]):
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


def dash_lost(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A key that stands two further in than the dashes beside it: the line above with `- ` was lost, or its dash."""
    found = re.match(r"(?P<head> *)(?P<sign>  )(?P<rest>[A-Za-z_][A-Za-z0-9_-]*:(?:\s.*|$))", lines[number])
    item = f"{found['head']}- " if found else ""
    if found and any(line.startswith(item) for line in lines[max(number - REACH, 0) : number + REACH]):
        yield _at_sign(found, number, f"{item}{found['rest']}", wording.NO_DASH)


def text_key_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`- 見守りを行います。` with `detail: …` beneath: an entry with more than its text names the text, too."""
    key = re.match(r"(?P<indent> +)(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?:\s|$)", lines[number])
    above = next((at for at in range(number - 1, max(number - REACH, -1), -1) if lines[at].strip()), None)
    if key is None or above is None:
        return
    item = re.match(r"(?P<head> *- +)(?P<sign>\S.*)", lines[above])
    if item and len(item["head"]) == len(key["indent"]) and not STRUCTURE.match(item["sign"]):
        yield _at_sign(item, above, f"{item['head']}text: {_value(item['sign'])}", wording.no_text_key(key["key"]))


def place_empty(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`[令和4年度, , 12]`: a list within brackets has no empty places."""
    empty = re.search(r"[\[,](?=\s*(?P<sign>,))", lines[number])
    if empty and "]" in lines[number][empty.end() :]:
        filled = re.sub(r"([\[,])\s*(?=,)", lambda found: '[""' if found[1] == "[" else ', ""', lines[number])
        yield Repair(((number, filled),), wording.EMPTY_PLACE, empty.start("sign"), empty.end("sign"))


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
        if re.fullmatch(r"[0-9.]+", body):
            yield Repair(((number, head + body),), wording.QUOTED_NUMBER, start, start + 1)
    inner = body[:-1] if body.endswith(mark) else value
    line = head + quoted(inner)
    yield Repair(((number, line),), wording.early_quote(mark), start, found.end("value"))


def bracket_open(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`audience: [businesses, schools`."""
    found = _ENTRY.match(lines[number])
    if found and re.match(r"\[[^\]()]*$|\{[^}()]*$", found["value"]):
        opening, start = found["value"][0], found.start("value")
        closing = "]" if opening == "[" else "}"
        line = found["head"] + found["value"].rstrip("］】｝") + closing
        yield Repair(((number, line),), wording.unclosed_bracket(opening, closing), start, start + 1)


def list_beside_key(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`findings: - 空き家が増えた`: the first item belongs on a line of its own."""
    found = re.match(rf"{_KEY} *: +(?P<sign>-)\s", lines[number])
    if found:
        line = f"{found['head']}{found['key']}:"
        yield Repair(((number, line),), wording.LIST_BESIDE_KEY, found.start("sign"), found.end("sign"), final=False)


def lines_joined(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`text: 変わったことを知らせます。 city:`: the break before a key was deleted. What is below tells its place.

    Not behind a word of English, which may well have a colon in its sentence.
    """
    found = re.match(
        r"(?P<head> *(?:- +)*)(?P<first>id: +\S+|[a-z_]+: +\S.*?[^\x00-\x7f])[ \u3000]+"
        r"(?P<sign>[a-z][a-z0-9_-]*:)(?P<rest>(?: .*)?)$",
        lines[number],
    )
    if found:
        below = _next(lines, number)
        column = indent_of(below) - 2 * (not found["rest"].strip()) if STRUCTURE.match(below) else len(found["head"])
        both = f"{found['head']}{found['first']}\n{' ' * column}{found['sign']}{found['rest']}"
        yield _at_sign(found, number, both, wording.lines_joined(found["sign"]))


def quotes_missing(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """A text whose first character, or a colon in it, means something else to YAML."""
    found = _ENTRY.match(lines[number])
    if not found or found["value"][0] in "\"'#":
        return
    value, at = found["value"], found.start("value")
    if value.startswith("* ") and not found["head"].strip():
        return  # a list as Markdown has it
    if re.fullmatch(r"[a-z_]+:", value):
        return  # a key, with what belongs to it on the lines below
    if bar := re.match(r"[|>] +(?=\S)", value):
        line = found["head"] + _value(value[bar.end() :])
        yield Repair(((number, line),), wording.bar_before_text(bar[0].strip()), at, at + 1)
        return
    colon = re.search(r":(?=\s|$)", value)
    if picture := re.match(r"!\[[^\]]*\]\([^)]*\)", value):
        quotes = ((number, found["head"] + quoted(value)),)
        yield Repair(quotes, wording.PICTURE_IN_TEXT, at, at + picture.end(), final=False)
        return
    if value[0] in "@`%&*!|>[]{}?,":
        words = wording.special_first(value[0])
    elif colon and found["head"].strip():
        words = wording.COLON_IN_TEXT
        at += colon.start()
    else:
        return
    yield Repair(((number, found["head"] + quoted(value)),), words, at, at + 1)


def value_above_entries(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`target: 50%以上` with the entries of the old value left below it; `body: あ` above the items it belongs to."""
    above = next((at for at in range(number - 1, max(number - REACH, -1), -1) if lines[at].strip()), None)
    found = re.match(rf"{_KEY}: +(?P<sign>[^\s|>#&\"'].*)", lines[above]) if above is not None else None
    if above is None or found is None or not STRUCTURE.match(lines[number]):
        return
    if indent_of(lines[number]) > len(found["head"]):
        if lines[number].lstrip().startswith("- "):
            item = f"{found['head']}{found['key']}:\n{' ' * indent_of(lines[number])}- {found['sign']}"
            yield Repair(((above, item),), wording.TEXT_ABOVE_LIST, found.start("sign"), found.end("sign"))
        line = f"{found['head']}{found['key']}:"
        words = wording.value_above_entries(found["key"])
        yield Repair(((above, line),), words, found.start("sign"), found.end("sign"), final=False)


def key_twice(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`id: id: mimamori`, pasted behind a key that was there."""
    found = re.match(rf"{_KEY}: +(?P<sign>(?P=key) *[:：]) *(?P<rest>\S.*)", lines[number])
    if found:
        yield _entry(found, number, wording.key_twice(found["key"]))


def dash_before_key(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`- actions:` among keys that stand without a dash."""
    found = re.match(r"(?P<head> *)(?P<sign>- +)(?P<rest>[A-Za-z_][A-Za-z0-9_-]*:(?:\s.*|$))", lines[number])
    if found:
        yield _at_sign(found, number, f"{found['head']}{found['rest']}", wording.NEEDLESS_DASH)


def comment_of_programs(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`// 覚え書き`."""
    found = re.match(r"(?P<head> *)(?P<sign>//+)(?P<rest>.*)", lines[number])
    if found:
        yield _at_sign(found, number, f"{found['head']}#{found['rest']}", wording.SLASHES)


def document_end(lines: Sequence[str], number: int) -> Iterator[Repair]:
    """`...`: the end of all there is to read, meant as dots."""
    found = re.match(r"\.\.\.\s*$", lines[number])
    if found:
        yield Repair(((number, ""),), wording.DOCUMENT_END, 0, 3, final=False)


CERTAIN: tuple[Finder, ...] = (
    document_end,
    comment_of_programs,
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
    place_empty,
    key_twice,
    lines_joined,
    quotes_missing,
)
"""Signs that hardly occur but by mistake, in the order of trying."""

LIKELY: tuple[Finder, ...] = (
    block_text_outside,
    bullet,
    text_key_missing,
    dash_missing,
    value_above_entries,
    dash_before_key,
    dash_lost,
    colon_full_width_japanese,
    colon_missing,
)
"""Signs that a sound line may show as well; tried where no certain one helps."""
