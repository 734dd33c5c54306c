"""The cells of an answered value → the datum for the plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.outputs.workbook.answer import Answer
from keikaku.patterns import regex
from keikaku.plan.model import Reading
from keikaku.plan.outline import value_text
from keikaku.text.writing import Writing
from keikaku.yaml.parse import MAX_DIGITS

_say = DiagnosticCatalogue(__file__)

_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_YEN = regex(r"(?<=\A)¥\s*|(?<=\A-)¥\s*")
"""As cells show money: ¥1,200 is 1,200円."""
_THOUSANDS = regex(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def answered_value(
    answer: Answer, old: Mapping[str, Any], words: Mapping[str, str], writing: Writing
) -> dict[str, Any] | Diagnostic:
    """What stands in the place of ``old``: a reading where there is a number, else pending, absent or words.

    What the workbook does not show (the source of a number, the note of an open point) stays where it still applies.
    """
    number, unit, bound, state, mark = answer.now
    number, beside = _parted(number, writing)
    if beside and bound not in ("", beside, answer.was[2]):
        return _fault(answer, "no-number", words)
    bound = beside or bound
    other_words = answer.was[3:] != answer.now[3:]
    if number:
        if bound and bound not in writing.bounds:
            return _fault(answer, "unknown-bound", words, typed=bound, bounds=writing.bounds)
        if other_words and (state or mark):
            return _fault(answer, "both", words)
        return _reading(answer, number, unit, bound, old, words)
    if any("\n" in field for field in answer.now):
        return _fault(answer, "line-break", words)
    key = {words[f"state-{key}"]: key for key in ("pending", "absent", "words")}.get(state)
    if key is None or not mark:
        return _fault(answer, "half" if state or mark else "gone", words)
    if not other_words:
        return _fault(answer, "without-number", words)
    return {key: mark, **({"note": old["note"]} if key == "pending" and "note" in old else {})}


def _parted(number: str, writing: Writing) -> tuple[str, str]:
    """A number without the bound that was typed with it (``45%以上``, ``at least 45``), and the bound."""
    for bound in writing.bounds:
        rest = number.removesuffix(bound).removeprefix(bound)
        if rest != number:
            return rest.strip(), bound
    return number, ""


def shown_value(value: Mapping[str, Any], writing: Writing) -> str:
    """As the plan will print it."""
    if "value" in value:
        ends = {key: f"{Decimal(value[key]):f}" for key in _ENDS if key in value}
        return value_text(Reading(**ends, unit=value["unit"], bound=value.get("bound")), writing)
    return str(value.get("pending") or value.get("words") or value["absent"])


def _reading(
    answer: Answer, number: str, unit: str, bound: str, old: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any] | Diagnostic:
    ends = [typed_number(one, unit) for one in _BETWEEN_ENDS.split(_narrowed(number))]
    if None in ends or len(ends) > len(_ENDS):
        return _fault(answer, "no-number", words)
    if not unit or "\n" in unit:
        return _fault(answer, "no-unit", words)
    # The sign as it was, where somebody typed the other width of it.
    same_unit = _narrowed(unit) == _narrowed(answer.was[1])
    return {
        **dict(zip(_ENDS, ends, strict=False)),
        "unit": answer.was[1] if same_unit else unit,
        **({"bound": bound} if bound else {}),
        **({"source": old["source"]} if "source" in old else {}),
    }


_ENDS = ("value", "to")
_BETWEEN_ENDS = regex(r"(?<=\S)\s*[~〜–]\s*")
"""Of a range: 20～25."""


def typed_number(typed: str, unit: str) -> int | Decimal | None:
    """A number as somebody typed it, with or without its unit; None where it is none."""
    number = _narrowed(typed).removesuffix(_narrowed(unit)).strip()
    if _narrowed(unit) == "円":
        number = _YEN.sub("", number)
    digits = _THOUSANDS.sub("", number)
    if not _NUMBER.fullmatch(digits) or len(digits) > MAX_DIGITS:
        return None
    return Decimal(digits) if "." in digits else int(digits)


def _narrowed(text: str) -> str:
    """Digits and signs in one width, however they were typed; ▲ and △ are how offices write minus."""
    return re.sub("[−▲△]", "-", unicodedata.normalize("NFKC", text)).strip()


def _fault(
    answer: Answer, key: str, words: Mapping[str, str], typed: str | None = None, bounds: tuple[str, ...] = ()
) -> Diagnostic:
    """``typed``: what is wrong, where it is not the number."""
    return _say.error(
        key,
        answer.cell.span,
        cell=answer.cell.words,
        typed=answer.now[0] if typed is None else typed,
        number=words["head-answer-number"],
        unit=words["head-answer-unit"],
        bound=words["head-answer-bound"],
        state=words["head-answer-state"],
        words=words["head-answer-words"],
        pending=words["state-pending"],
        absent=words["state-absent"],
        bounds=bounds,
    )
