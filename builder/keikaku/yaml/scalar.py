"""One text as YAML: plain where it reads back as itself, else as a block, else in quotes."""

from __future__ import annotations

from functools import lru_cache

from keikaku.diagnostics.span import text_map
from keikaku.patterns import regex
from keikaku.yaml.parse import NotYamlError, parse

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_DOCUMENT_MARKS = ("---", "...")
"""At the start of a line they end the document; quotes keep them harmless wherever they are moved."""
_UNPRINTABLE = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar_lines(value: str, indent: int) -> list[str]:
    """A text as YAML, to stand behind ``key:`` or ``-``: its first line, and further lines indented by ``indent``."""
    if "\n" in value:
        body, chomp = (value[:-1], "|") if value.endswith("\n") else (value, "|-")
        block = body.split("\n")
        # White space at either end of a block cannot be seen; in quotes it can.
        seen = block[0].strip() and block[-1].strip()
        if seen and _reads_back("\n".join((chomp, *_indented(block, 4))), value, _IN_BLOCKS):
            return [chomp, *_indented(block, indent)]
    elif not value.startswith(_DOCUMENT_MARKS) and _reads_back(value, value, _IN_BLOCKS):
        return [value]
    return [_quoted(value)]


def flow_scalar(value: str) -> str:
    """A text as an item of a list in brackets."""
    return value if "\n" not in value and _reads_back(value, value, _IN_BRACKETS) else _quoted(value)


def _quoted(value: str) -> str:
    escaped = "".join(
        _ESCAPES.get(letter) or (f"\\u{ord(letter):04x}" if _UNPRINTABLE.match(letter) else letter) for letter in value
    )
    return f'"{escaped}"'


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


_IN_BLOCKS = (("k: ", ""), ("k:\n  - ", ""))
_IN_BRACKETS = (("k: [", "]"), ("k: [a, ", ", a]"))
"""What may stand before and behind a text."""


@lru_cache(maxsize=8192)
def _reads_back(written: str, value: str, places: tuple[tuple[str, str], ...]) -> bool:
    """Whether a text, in each of the places it may stand in, is read as ``value`` without a doubt."""
    meant = (value, [value], ["a", value, "a"])
    try:
        for before, behind in places:
            parsed = parse(text_map("", f"{before}{written}{behind}\n"))
            if parsed.faults or parsed.data not in [{"k": found} for found in meant]:
                return False
    except NotYamlError:
        return False
    return True
