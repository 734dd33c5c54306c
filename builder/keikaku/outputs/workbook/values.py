"""The cells of an answered value → the datum for the plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.outputs.workbook.answer import Answer
from keikaku.outputs.workbook.columns import BOUNDS
from keikaku.plan.model import Reading
from keikaku.plan.outline import value_text
from keikaku.yaml.parse import MAX_DIGITS

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_YEN = re.compile(r"(?<=\A)¥\s*|(?<=\A-)¥\s*")
"""As cells show money: ¥1,200 is 1,200円."""
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def answered_value(answer: Answer, old: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any] | Diagnostic:
    """What stands in the place of ``old``: a reading where there is a number, else pending or absent.

    What the workbook does not show (the source of a number, the note of an open point) stays where it still applies.
    """
    number, unit, bound, state, mark = answer.now
    if number:
        if answer.was[3:] != answer.now[3:] and (state or mark):
            both = "「{head-answer-number}」と「{head-answer-state}」の両方が書かれています。"
            return _fault(answer, both.format_map(words), "どちらか一方を空欄にしてください。")
        return _reading(answer, _narrowed(number), unit, bound, old, words)
    if any("\n" in field for field in answer.now):
        return _fault(answer, "改行が入っています。", "1行で書いてください。")
    if state == words["state-pending"] and mark:
        note = {"note": old["note"]} if "note" in old else {}
        return {"pending": mark, **note} if answer.was[3:] != answer.now[3:] else _without_number(answer, words)
    if state == words["state-absent"] and mark:
        return {"absent": mark} if answer.was[3:] != answer.now[3:] else _without_number(answer, words)
    if state or mark:
        return _fault(
            answer,
            "「{head-answer-state}」と「{head-answer-words}」がそろっていません。".format_map(words),
            "「{state-pending}」か「{state-absent}」を選び、"
            "計画に載せる言葉（調査中、— など）を書いてください。".format_map(words),
        )
    return _fault(
        answer,
        "数値が消えています。",
        "数値を取り消すときは、「{head-answer-state}」を選び、"
        "「{head-answer-words}」（調査中、— など）を書いてください。".format_map(words),
    )


def shown_value(value: Mapping[str, Any]) -> str:
    """As the plan will print it."""
    if "value" in value:
        return value_text(Reading(value=f"{Decimal(value['value']):f}", unit=value["unit"], bound=value.get("bound")))
    return str(value.get("pending") or value["absent"])


def _reading(
    answer: Answer, number: str, unit: str, bound: str, old: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any] | Diagnostic:
    if number.endswith(_narrowed(unit)):
        number = number.removesuffix(_narrowed(unit)).strip()
    if _narrowed(unit) == "円":
        number = _YEN.sub("", number)
    digits = _THOUSANDS.sub("", number)
    if not _NUMBER.fullmatch(digits) or len(digits) > MAX_DIGITS:
        return _fault(
            answer,
            f"「{answer.now[0]}」は数値として読めません。",
            "「{head-answer-number}」には数字だけを書き、単位は「{head-answer-unit}」に、"
            "以上・以下などは「{head-answer-bound}」に書いてください。".format_map(words),
        )
    if not unit or "\n" in unit:
        help = "「{head-answer-unit}」に、人・件・% などを1行で書いてください。".format_map(words)
        return _fault(answer, "数値の単位がありません。", help)
    if bound and bound not in BOUNDS:
        return _fault(answer, f"範囲「{bound}」は使えません。", f"{'・'.join(BOUNDS)}から選ぶか、空欄にしてください。")
    # The sign as it was, where somebody typed the other width of it.
    same_unit = _narrowed(unit) == _narrowed(answer.was[1])
    return {
        "value": Decimal(digits) if "." in digits else int(digits),
        "unit": answer.was[1] if same_unit else unit,
        **({"bound": bound} if bound else {}),
        **({"source": old["source"]} if "source" in old else {}),
    }


def _without_number(answer: Answer, words: Mapping[str, str]) -> Diagnostic:
    return _fault(
        answer,
        "単位か範囲だけが変わっていて、数値がありません。",
        "数値が決まったときは「{head-answer-number}」にも書いてください。"
        "決まっていなければ、単位と範囲を元に戻してください。".format_map(words),
    )


def _narrowed(text: str) -> str:
    """Digits and signs in one width, however they were typed; ▲ and △ are how offices write minus."""
    return re.sub("[−▲△]", "-", unicodedata.normalize("NFKC", text)).strip()


def _fault(answer: Answer, what: str, help: str) -> Diagnostic:
    return error("unusable-value", f"{answer.cell.words} の行: {what}", answer.cell.span, help)
