"""Every code a diagnostic can bear, explained; `keikaku explain` and docs/diagnostics.md are made of this.

Codes are permanent: editors look them up, and other cities' tools compare them. A rule explains its code in the data
beside it; the other rooms explain theirs in a ``codes.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.dataclass import dataclass

_PACKAGE = Path(__file__).resolve().parents[2]
_say = Catalogue(__file__)

GROUPS = ("files", "writing", "values", "content", "workbook")
"""In the order of the document; their headings are texts ``group.NAME``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is known of one code."""

    code: str
    group: str
    title: LocalizedText
    """What is wrong, in a few words."""
    meaning: LocalizedText
    """What it says, and what to do."""
    why: LocalizedText
    """Why it matters."""
    wrong: str
    """As it may stand in a plan; empty where it is not about text."""
    right: str
    """The same, put right."""


@cache
def explanations() -> Mapping[str, Explanation]:
    """Code → explanation, in the order of the document."""
    found = [one for path in sorted(_PACKAGE.rglob("codes.yml")) for one in _of_room(Catalogue(str(path)))]
    found += [one for path in sorted((_PACKAGE / "rules").glob("*.yml")) for one in _of_rule(Catalogue(str(path)))]
    return {one.code: one for one in sorted(found, key=lambda one: GROUPS.index(one.group))}


def _of_room(catalogue: Catalogue) -> list[Explanation]:
    return [_explanation(catalogue, code, code, data) for code, data in catalogue.data.items()]


def _of_rule(catalogue: Catalogue) -> list[Explanation]:
    data = catalogue.data.get("explanation")  # a codes.yml has no such key: it is keyed by codes
    return [_explanation(catalogue, catalogue.data["code"], "explanation", data)] if data else []


def _explanation(catalogue: Catalogue, code: str, key: str, data: Mapping[str, Any]) -> Explanation:
    return Explanation(
        code=code,
        group=data.get("group", "content"),
        title=catalogue(f"{key}.title"),
        meaning=catalogue(f"{key}.meaning"),
        why=catalogue(f"{key}.why"),
        wrong=data.get("wrong", "").rstrip("\n"),
        right=data.get("right", "").rstrip("\n"),
    )


def explain(known: Explanation) -> str:
    """One code as text for a terminal."""
    parts = [f"{known.code}: {known.title}", str(known.meaning), str(known.why)]
    if known.wrong:
        parts.append(f"{_say('wrong')}:\n{_indented(known.wrong)}")
    if known.right:
        parts.append(f"{_say('right')}:\n{_indented(known.right)}")
    return "\n\n".join(parts)


def listing() -> str:
    """All codes with their titles, a line each."""
    width = max(map(len, explanations()))
    blocks = [
        "\n".join((str(_say(f"group.{group}")), *(f"  {known.code:<{width}}  {known.title}" for known in members)))
        for group, members in _by_group().items()
    ]
    return "\n\n".join(blocks)


def document() -> str:
    """All codes as the Markdown of docs/diagnostics.md."""
    parts = [str(_say(key)) for key in ("document.title", "document.introduction", "document.origin")]
    for group, members in _by_group().items():
        parts.append(f"## {_say(f'group.{group}')}")
        for known in members:
            parts += [f"### {known.code}", str(_say("document.meaning", title=known.title, meaning=known.meaning))]
            parts.append(str(known.why))
            if known.wrong:
                parts += [f"{_say('wrong')}:", _fenced(known.wrong)]
            if known.right:
                parts += [f"{_say('right')}:", _fenced(known.right)]
    return "\n\n".join(parts) + "\n"


def _by_group() -> dict[str, list[Explanation]]:
    return {group: [known for known in explanations().values() if known.group == group] for group in GROUPS}


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"
