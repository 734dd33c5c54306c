"""A translation of the plan, as gettext keeps it (``locale/en.po``): read with the place of every message, and written.

The format is that of GNU gettext, which Poedit, Weblate and others edit; ``polib`` reads and writes it. What of it
means what for a plan stands in docs/adr/0031.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.diagnostics.source import LOCALE, Locale, LocaleMessage, Path, Position
from keikaku.diagnostics.span import TextMap, split_lines
from keikaku.patterns import regex
from keikaku.yaml import file_faults

_say = DiagnosticCatalogue(__file__)

LEFT_BY_TOOLS = (".mo", ".po~")
"""The same in another form, and the text before the last change."""

_TAG = regex(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*")
"""A language by BCP 47, in its usual letters: ``en``, ``zh-Hans``, ``pt-BR``, ``ja-simple``."""
_FAULT_LINE = regex(r"\(line (\d+)\)")
_STRING = regex(r'[ \t]*(?:(msgctxt|msgid|msgstr)\s+)?(".*")')
_LINE = regex(
    r"\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"
    r'"(?:[^"\\\v\f\x1c-\x1e\x85\u2028\u2029]|\\.)*"\s*)?'
)
"""What a line may be. polib passes over a string that is not closed, and ends lines where gettext does not: words would
be lost."""
_CHARSET = regex(r"charset=([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message as it is to be written. ``continues``: the one whose words, comments and flags it has."""

    context: str
    original: str
    file: str
    """Where the original stands; without a line, or every edit would change this file too."""
    continues: LocaleMessage | None = None
    words: str | None = None
    """What it says from now on, where somebody has just translated it."""


def is_language(tag: str) -> bool:
    """Whether a translation can be named so."""
    return _TAG.fullmatch(tag) is not None


def read_locale(map: TextMap, language: str) -> tuple[Locale | None, tuple[Diagnostic, ...]]:
    """A text as the translation into a language; None where it is no such file."""
    if not is_language(language):
        return None, (_say.error("name", map.span(0, 0), name=language),)
    if (conflict := file_faults.conflict(map)) is not None:
        return None, (conflict,)
    line = next((n for n, line in enumerate(split_lines(map.text), 1) if not _LINE.fullmatch(line)), None)
    file: Any = None
    if line is None:
        try:
            file = _parsed(map.text)
        except OSError as fault:  # polib's word for a syntax error
            found = _FAULT_LINE.search(str(fault))
            line = int(found[1]) if found else 1
    if line is not None:
        start, end = map.offset(line), map.offset(line + 1)
        return None, (_say.error("syntax", map.span(start, start + len(split_lines(map.text[start:end])[0]))),)
    charset = _CHARSET.search(file.metadata.get("Content-Type", ""))
    if charset is not None and charset[1].lower() not in ("utf-8", "charset"):
        at = map.text.find(charset[0])
        return None, (_say.error("charset", map.span(at, at + len(charset[0])), charset=charset[1]),)
    messages = tuple(_message(n, entry) for n, entry in enumerate(file))
    positions: dict[Path, Position] = {}
    faults: list[Diagnostic] = []
    first: dict[tuple[str, str], Position] = {}
    for message in messages:
        if message.obsolete:
            continue
        places = _places(map, max(file[message.n].linenum, 1))
        positions |= {("messages", message.n, key): at for key, at in places.items()}
        whole = positions["messages", message.n] = next(iter(places.values()))
        before = first.setdefault((message.context, message.original), whole)
        if before is not whole:
            there = Related(_say("first"), map.span(before.value_start, before.value_end))
            place = map.span(whole.value_start, whole.value_end)
            faults.append(_say.error("twice", place, context=message.context, related=(there,)))
    data = {"messages": [{"msgstr": message.words} for message in messages]}
    return Locale(LOCALE, language, data, map, positions, messages), tuple(faults)


def _message(n: int, entry: Any) -> LocaleMessage:
    previous = (entry.previous_msgid or None) if entry.fuzzy else None
    return LocaleMessage(
        n=n,
        context=entry.msgctxt or "",
        original=entry.msgid,
        words=entry.msgstr,
        previous=previous,
        doubtful=entry.fuzzy and previous is None,
        obsolete=bool(entry.obsolete),
    )


def _places(map: TextMap, line: int) -> Mapping[str, Position]:
    """Where the strings of the message stand that begins on a line, with their quotes."""
    found: dict[str, Position] = {}
    key = ""
    for n in range(line, len(map.line_starts) + 1):
        start = map.offset(n)
        said = _STRING.match(map.text, start, map.offset(n + 1))
        if "msgstr" in found and (said is None or said[1]):
            break
        if said is not None and said[1]:
            key = said[1]
            found[key] = Position(*said.span(1), *said.span(2))
        elif said is not None and key:
            found[key] = replace(found[key], value_end=said.end(2))
    return found


def written(messages: Iterable[NewMessage], language: str, plan: str, before: str = "") -> str:
    """The file with these messages in their order, and behind them as obsolete what ``before`` has translated besides.

    ``before`` is the file as it was, if there was one: its head, its comments and what tools noted stay.
    """
    import polib  # type: ignore[import-untyped]  # late, as below

    file = _parsed(before) if before else polib.POFile()
    new = polib.POFile()
    new.header, new.metadata, new.metadata_is_fuzzy = file.header, dict(file.metadata), file.metadata_is_fuzzy
    for name, value in (*_HEAD, ("Language", language), ("Project-Id-Version", plan)):
        new.metadata.setdefault(name, value)
    entries = list(file)
    continued = set()
    for one in messages:
        entry = polib.POEntry()
        if one.continues is not None:
            entry = entries[one.continues.n]
            continued.add(one.continues.n)
            _continue(entry, one.continues, one.original)
        if one.words is not None:
            entry.msgstr, entry.previous_msgid = one.words, None
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.msgctxt, entry.msgid, entry.obsolete = one.context, one.original, False
        entry.occurrences = [(one.file, "")]
        new.append(entry)
    for n, entry in enumerate(entries):
        if n not in continued and entry.msgstr:
            entry.obsolete, entry.occurrences = True, []
            new.append(entry)
    return f"{new}".rstrip("\n") + "\n"


_HEAD = (
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def _continue(entry: Any, message: LocaleMessage, original: str) -> None:
    """Say of an entry whether its words are of another original than this; ``message`` is what it said before."""
    changed = bool(message.words) and not message.doubtful and message.of != original
    entry.previous_msgid = message.of if changed else None
    entry.previous_msgctxt = None
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.flags = [*flags, "fuzzy"] if changed or (message.doubtful and message.words) else flags


def _parsed(text: str) -> Any:
    import polib  # late: most plans are in one language

    return polib.pofile(text + "\n")  # a text of one line might be the name of a file
