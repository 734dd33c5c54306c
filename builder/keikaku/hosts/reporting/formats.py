"""Diagnostics as something to read: on a terminal, in a pull request, or by another program.

What one form alone needs is imported there: `keikaku check` is run after every line that somebody writes.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.diagnostic import Diagnostic, in_order
from keikaku.diagnostics.span import Span, split_lines
from keikaku.patterns import regex

MAX_PRINTED = 100
"""Diagnostics printed one by one; of the rest only the number, for nobody reads on."""

MAX_WIDTH = 100
"""Columns of a line that is quoted; of a longer one the part around the fault."""

ANNOTATIONS = 10
"""GitHub shows this many annotations of a kind for a step; more go to the summary."""

MAX_SUMMARY = 1_000_000
"""Bytes of a summary's rows: GitHub drops a summary of more than 1 MiB whole."""

_say = Catalogue(__file__)
_CONTROL = regex(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = regex(r"([\\`*_\[\]<>|#!~&@])")


def format_text(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], *, colour: bool = False) -> str:
    """For people, in order of place, each with the line it concerns; ends with the numbers.

    `texts`: shown path → text of the file, where there is one. `colour`: with ANSI colours.
    """
    found = in_order(diagnostics)
    paint = _coloured if colour else _plain
    lines = {path: split_lines(texts[path]) for path in _paths(found[:MAX_PRINTED]) if path in texts}
    parts = ["\n".join(_block(one, lines, paint)) for one in found[:MAX_PRINTED]]
    if len(found) > MAX_PRINTED:
        parts.append(_rest(found[MAX_PRINTED:]))
    parts.append(_summary(found))
    return "\n\n".join(parts)


def format_json(diagnostics: Iterable[Diagnostic]) -> str:
    """All diagnostics as one JSON object, for other programs."""
    found = in_order(diagnostics)
    counts = Counter(one.severity for one in found)
    document = {
        "errors": counts["error"],
        "warnings": counts["warning"],
        "diagnostics": [
            {
                "code": one.code,
                "severity": one.severity,
                "message": str(one.message),
                **_json_place(one.span),
                "help": None if one.help is None else str(one.help),
                "correction": one.correction,
                "related": [{"message": str(other.message), **_json_place(other.span)} for other in one.related],
            }
            for one in found
        ],
    }
    return _json(document)


def format_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands that GitHub turns into annotations on the lines of a pull request; errors first.

    Ends with the numbers. Nothing of the plan's text stands outside the commands, where it could pass for one.
    """
    found = sorted(in_order(diagnostics), key=lambda one: one.severity)
    return "\n".join([*(_annotation(one) for one in found[:MAX_PRINTED]), _summary(found)])


def github_summary(diagnostics: Iterable[Diagnostic]) -> str | None:
    """A Markdown table of all diagnostics for the summary of the step; None where all are shown as annotations."""
    found = in_order(diagnostics)
    if len(found) <= ANNOTATIONS:
        return None
    lines = [f"### {_summary(found)}", "", str(_say("summary-head")), "| --- | --- | --- | --- |"]
    room = MAX_SUMMARY
    for number, one in enumerate(found):
        place = f"{one.span.path}:{one.span.line}:{one.span.column}"
        kind = f"{_say(one.severity)} {one.code}"
        row = f"| {' | '.join(_cell(text) for text in (place, kind, str(one.message), str(one.help or '')))} |"
        room -= len(row.encode()) + 1
        if room < 0:
            lines += ("", _rest(found[number:]))
            break
        lines.append(row)
    return "\n".join([*lines, ""])


def format_notices(notices: Sequence[tuple[Span, str, str]]) -> str:
    """Workflow commands for notices, which turn nothing red: place, title and message of each.

    Of more than GitHub shows, the last one that is shown says how many are left.
    """
    shown = [_command("notice", *one) for one in notices]
    if len(notices) > ANNOTATIONS:
        span, title, message = notices[ANNOTATIONS - 1]
        more = _say("more-notices", n=len(notices) - ANNOTATIONS)
        shown[ANNOTATIONS - 1] = _command("notice", span, title, f"{message}\n{more}")
    return "\n".join(shown)


def format_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """All diagnostics in SARIF 2.1.0, which code scanning services read."""
    found = in_order(diagnostics)
    used = sorted({one.code for one in found})
    driver = {"name": "keikaku", "rules": [_sarif_rule(code) for code in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": one.code,
                "ruleIndex": used.index(one.code),
                "level": one.severity,
                "message": {"text": "\n".join(str(text) for text in (one.message, one.help) if text)},
                "locations": [_sarif_place(one.span)],
                "relatedLocations": [
                    {"id": number, "message": {"text": str(other.message)}, **_sarif_place(other.span)}
                    for number, other in enumerate(one.related, 1)
                ],
            }
            for one in found
        ],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return _json(document)


def _paths(found: Sequence[Diagnostic]) -> set[str]:
    return {span.path for one in found for span in (one.span, *(other.span for other in one.related))}


def _plain(_: str, text: str) -> str:
    return text


def _coloured(style: str, text: str) -> str:
    codes = {"place": "1", "error": "1;31", "warning": "1;33", "caret": "31", "help": "36", "faint": "2"}
    return f"\x1b[{codes[style]}m{text}\x1b[0m"


def _block(one: Diagnostic, lines: Mapping[str, list[str]], paint: Any) -> list[str]:
    severity = f"{_say(one.severity)}[{one.code}]"
    head = f"{paint('place', _place(one.span))}: {paint(one.severity, severity)}: {_clean(str(one.message))}"
    block = [head, *_excerpt(one.span, lines, paint)]
    if one.help:
        block.append(f"  {paint('help', str(_say('hint')))}: {_clean(str(one.help))}")
    if one.correction is not None:
        block.append(f"  {paint('help', str(_say('correction')))}:")
        for line, text in enumerate(one.correction.split("\n"), one.span.line):
            block.append(f"{paint('faint', _margin(line))}{_clean(text)}")
    for other in one.related:
        block.append(f"  {paint('place', _place(other.span))}: {_clean(str(other.message))}")
        block.extend(_excerpt(other.span, lines, paint))
    return block


def _place(span: Span) -> str:
    return f"{_clean(span.path)}:{span.line}:{span.column}"


def _clean(text: str) -> str:
    """Without anything that moves the cursor of a terminal, begins a line of its own or turns the order of letters."""
    return _CONTROL.sub("\ufffd", text.replace("\n", " "))


def _excerpt(span: Span, lines: Mapping[str, list[str]], paint: Any) -> list[str]:
    """The line of a place and the carets beneath it; nothing for a file without text."""
    texts = lines.get(span.path, [])
    if span.line > len(texts):
        return []
    line = texts[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    before, marked, after = _window(line, span.column - 1, end)
    margin = _margin(span.line)
    pad = "".join("\t" if character == "\t" else " " * _width(character) for character in before)
    carets = "^" * max(sum(map(_width, marked)), 1)
    return [
        f"{paint('faint', margin)}{_clean(before + marked + after)}",
        f"{paint('faint', ' ' * (len(margin) - 2) + '| ')}{pad}{paint('caret', carets)}",
    ]


def _margin(line: int) -> str:
    return f"{line:>4} | "


def _window(line: str, start: int, end: int) -> tuple[str, str, str]:
    """What is shown of a line before, at and after a fault."""
    before, marked, after = line[:start], line[start:end], line[end:]
    if sum(map(_width, line)) <= MAX_WIDTH:
        return before, marked, after
    marked = _fitting(marked, MAX_WIDTH // 2)
    room = MAX_WIDTH - sum(map(_width, marked))
    tail = _fitting(after, room // 2)
    head = _fitting(before[::-1], room - sum(map(_width, tail)))[::-1]
    return head, marked, tail


def _fitting(text: str, width: int) -> str:
    """The beginning of a text up to a width, with … (at the end) where something was left out."""
    used = 0
    for at, character in enumerate(text):
        used += _width(character)
        if used > width:
            return text[: max(at - 1, 0)] + "…"
    return text


def _width(character: str) -> int:
    """Columns on a terminal. East Asian ambiguous characters (※, ①) count one, as terminals have it."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _rest(found: Sequence[Diagnostic]) -> str:
    counts = Counter(one.code for one in found).most_common()
    listed = tuple(_say("of-code", code=code, n=number) for code, number in counts)
    return str(_say("rest", n=len(found), listed=listed))


def _summary(found: Sequence[Diagnostic]) -> str:
    counts: Counter[str] = Counter(one.severity for one in found)
    if not counts:
        return str(_say("nothing"))
    return str(
        _say("counts", counts=tuple(_say(f"{kind}s", n=counts[kind]) for kind in ("error", "warning") if counts[kind]))
    )


def _json(document: Any) -> str:
    import json

    return json.dumps(document, ensure_ascii=False, indent=2)


def _json_place(span: Span) -> dict[str, Any]:
    return {
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _annotation(one: Diagnostic) -> str:
    from textwrap import dedent

    right = None if one.correction is None else dedent(one.correction)
    between = "\n" if right is not None and "\n" in right else " "
    correction = None if right is None else f"{_say('correction')}:{between}{right}"
    message = "\n".join(str(text) for text in (one.message, one.help, correction) if text)
    return _command(one.severity, one.span, f"{_say(one.severity)}[{one.code}]", message)


def _command(kind: str, span: Span, title: str, message: str) -> str:
    properties = {
        "file": span.path,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": title,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _clean(text))


def _sarif_rule(code: str) -> dict[str, Any]:
    from keikaku.hosts.reporting.explanations import explanations

    known = explanations()[code]
    return {
        "id": code,
        "shortDescription": {"text": str(known.title)},
        "fullDescription": {"text": str(known.meaning)},
        "help": {"text": f"{known.meaning}\n{known.why}"},
    }


def _sarif_place(span: Span) -> dict[str, Any]:
    from urllib.parse import quote

    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(span.path)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }
