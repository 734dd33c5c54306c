"""Messages about what a returned workbook holds, or has lost, beside its answers; ``returned`` finds it.

All are warnings: nothing is taken in until somebody has seen them and says so (``--confirmed``).
"""

from __future__ import annotations

from collections.abc import Sequence

from keikaku.diagnostics.diagnostic import Diagnostic, warning
from keikaku.diagnostics.span import Span
from keikaku.outputs.workbook.answer import CellPlace
from keikaku.outputs.workbook.xlsx.beside import Beside
from keikaku.outputs.workbook.xlsx.sheet import reference

_LONGEST = 300
"""Characters of a text that is quoted."""
_MOST = 20
"""Texts that are quoted of one row."""
_COPY = (
    "計画に入れる文は黄色の欄に、事務局への連絡は「理由・連絡」の欄に書き写してください。"
    "どちらでもなければ、--confirmed を付けて取り込みます。"
)
_KINDS = {
    "comment": "コメント",
    "shape": "図形や文字の箱（テキスト ボックス）",
    "picture": "画像",
    "chart": "グラフや図",
    "control": "ボタンなどの部品",
    "part": "ここでは読めない部品",
}


def outside(cells: Sequence[tuple[CellPlace, str]]) -> Diagnostic:
    """Words in cells of one row where there were none."""
    first, words = cells[0]
    if len(cells) == 1:
        return _not_read(f"{first.words} の{quoted(words)}", first.span)
    refs = "・".join(place.ref for place, _ in cells[:_MOST]) + ("など" if len(cells) > _MOST else "")
    texts = quoted_all([words for _, words in cells])
    return _not_read(f"シート「{first.sheet}」のセル {refs} の{texts}", first.span)


def changed(place: CellPlace, was: str, now: str) -> Diagnostic:
    """Other words in a cell that is not for answers; ``now`` empty: none."""
    what = quoted(now) if now else "空欄"
    return _not_read(f"{place.words} の書き換え（{quoted(was)}が{what}に変わっています）", place.span)


def struck(place: CellPlace) -> Diagnostic:
    """A line through words that are not for answers: somebody may want them deleted."""
    return _not_read(f"{place.words} の取り消し線", place.span)


def answered_again(place: CellPlace, words: str) -> Diagnostic:
    """An answer in a row that has no words of its own."""
    return warning(
        "not-read",
        f"{place.words} の{quoted(words)}は、読み取っていません。再掲の行です。",
        place.span,
        "再掲の文は、もとの場所の行で直します。どこの行かは「種類」の欄にあります。"
        "要らない回答なら、--confirmed を付けて取り込みます。",
    )


def new_row(file: str, sheet: str, row: int, words: Sequence[str]) -> Diagnostic:
    """A row that was not sent."""
    return warning(
        "not-read",
        f"シート「{sheet}」の{row}行目は、送ったときになかった行です。読み取っていません: {quoted_all(words)}",
        Span(file, row, 1, row, 1),
        "行を加えても、計画には入りません。取組みを加えるときは、計画のファイルに書いてください。"
        "要らない行なら、--confirmed を付けて取り込みます。",
    )


def beside(file: str, sheet: str, found: Beside) -> Diagnostic:
    """What is in no cell; ``sheet`` empty: of the file as a whole."""
    on = f"シート「{sheet}」" if sheet else "ファイル"
    if found.row and found.column:
        on = f"{on}のセル {reference(found.row, found.column)} "
    words = quoted(found.words) if found.words else ""
    return _not_read(f"{on}の{_KINDS[found.kind]}{words}", Span(file, *(found.row or 1, found.column or 1) * 2))


def sheet_without_cells(file: str, title: str) -> Diagnostic:
    """A sheet that holds a chart or a dialogue."""
    return _not_read(f"シート「{title}」", Span(file, 1, 1, 1, 1))


def around(file: str, sheet: str, words: str) -> Diagnostic:
    """Words at the edge of the printed page, or shown beside a list of choices."""
    return _not_read(f"シート「{sheet}」のヘッダー・フッターや入力の案内の{quoted(words)}", Span(file, 1, 1, 1, 1))


def more_columns(file: str, sheet: str, heads: Sequence[str]) -> Diagnostic:
    """Heads that are gone, of columns that no answer needs."""
    return _missing(f"シート「{sheet}」に、見出し{quoted_all(heads)}の列がありません。", Span(file, 1, 1, 1, 1))


def missing_rows(file: str, sheet: str, rows: Sequence[tuple[str, str]]) -> Diagnostic:
    """Rows that were sent and are gone: the number of each, and its text."""
    numbers = "、".join(number for number, _ in rows)
    texts = quoted_all([text for _, text in rows])
    return _missing(
        f"シート「{sheet}」に、送った行のうち{len(rows)}行がありません（番号 {numbers}）: {texts}",
        Span(file, 1, 1, 1, 1),
    )


def missing_sheet(file: str, title: str) -> Diagnostic:
    """A sheet that was sent and is gone."""
    return _missing(f"シート「{title}」がありません。", Span(file, 1, 1, 1, 1))


def not_a_text(place: CellPlace, words: str) -> Diagnostic:
    """A request, or a message, where the new text should stand."""
    return warning(
        "reply-not-text",
        f"{place.words} の{quoted(words)}は、計画に載せる文ではないため、取り込みません。",
        place.span,
        "文を消す・移すときは、計画のファイルを直してください。直すときは、直した後の文をこの欄に書いてください。"
        "このままほかの回答を取り込むには、--confirmed を付けます。",
    )


def quoted(words: str) -> str:
    """On one line, not too long."""
    line = " ".join(words.split("\n"))
    return f"「{line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}」"


def quoted_all(texts: Sequence[str]) -> str:
    """One after the other; of many, the first and how many more there are."""
    more = f"ほか{len(texts) - _MOST}" if len(texts) > _MOST else ""
    return "".join(map(quoted, texts[:_MOST])) + more


def _not_read(what: str, span: Span) -> Diagnostic:
    return warning("not-read", f"{what}は、読み取っていません。", span, _COPY)


def _missing(what: str, span: Span) -> Diagnostic:
    return warning(
        "missing-from-file",
        what,
        span,
        "消したものに回答や連絡が込められていないか、回答した人に確かめてください。"
        "なくてよければ、--confirmed を付けて取り込みます。",
    )
