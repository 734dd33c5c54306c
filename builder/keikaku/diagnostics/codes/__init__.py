"""Every code a diagnostic can bear, explained; `keikaku explain` and docs/diagnostics.md are made of this.

Codes are permanent: editors look them up, and other cities' tools compare them. A rule gets its code here first;
a test holds the table equal to the codes in use.
"""

from __future__ import annotations

from collections.abc import Mapping

from keikaku.diagnostics.codes.code import Code
from keikaku.diagnostics.codes.content import CONTENT
from keikaku.diagnostics.codes.files import FILES
from keikaku.diagnostics.codes.values import VALUES
from keikaku.diagnostics.codes.workbook import WORKBOOK
from keikaku.diagnostics.codes.writing import WRITING

GROUPS: Mapping[str, tuple[Code, ...]] = {
    "ファイルとフォルダー": FILES,
    "書き方": WRITING,
    "項目と値": VALUES,
    "計画の内容": CONTENT,
    "Excel の回答": WORKBOOK,
}
"""Heading → codes, in the order of the document."""

CODES: Mapping[str, Code] = {known.code: known for group in GROUPS.values() for known in group}
"""Code → explanation."""


def explain(code: Code) -> str:
    """One code as text for a terminal."""
    parts = [f"{code.code}: {code.title}", code.meaning, code.why]
    if code.wrong:
        parts.append("間違いの例:\n" + _indented(code.wrong))
    if code.right:
        parts.append("正しい例:\n" + _indented(code.right))
    return "\n\n".join(parts)


def listing() -> str:
    """All codes with their titles, a line each."""
    width = max(map(len, CODES))
    blocks = [
        "\n".join((f"{heading}", *(f"  {known.code:<{width}}  {known.title}" for known in group)))
        for heading, group in GROUPS.items()
    ]
    return "\n\n".join(blocks)


def document() -> str:
    """All codes as the Markdown of docs/diagnostics.md."""
    parts = [
        "# メッセージの一覧",
        "`keikaku check` が出すメッセージの種類です。"
        "角かっこの中の名前（`エラー[unknown-key]` の `unknown-key`）で探してください。"
        "`keikaku explain 名前` でも同じ説明が出ます。",
        "<!-- この文書は `keikaku explain --markdown` で作ります。直すときは diagnostics/codes/ を直してください。 -->",
    ]
    for heading, group in GROUPS.items():
        parts.append(f"## {heading}")
        for known in group:
            parts += [f"### {known.code}", f"**{known.title}。** {known.meaning}", known.why]
            if known.wrong:
                parts += ["間違いの例:", _fenced(known.wrong)]
            if known.right:
                parts += ["正しい例:", _fenced(known.right)]
    return "\n\n".join(parts) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"
