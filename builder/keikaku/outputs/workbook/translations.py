"""A translation as a workbook, for translators who have only Excel: every text to be translated is a row.

It is sent, and what comes back is accounted for, as the workbooks of departments are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from keikaku.catalogue import LANGUAGES
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.messages import main_subtag
from keikaku.outputs.workbook.answer import Answer
from keikaku.outputs.workbook.columns import FORMS
from keikaku.outputs.workbook.contents import SentSheet, footer
from keikaku.outputs.workbook.row import cell_text, fingerprint, typed_paragraphs
from keikaku.outputs.workbook.write import workbook_of
from keikaku.plan.index import Translation
from keikaku.plan.original_texts import OriginalText
from keikaku.plan.outline import Outline
from keikaku.rules.names import id_of, kind_name

_say = DiagnosticCatalogue(__file__)

_HASH = 8
"""Digits of the hash of an original."""


def translation_workbook(translation: Translation, outline: Outline, words: Mapping[str, str]) -> bytes:
    """The file. ``outline``: the original; ``words``: the messages of the group ``workbook``."""
    title = words["title"].format(plan=outline.title, actor=translation.language)
    guide = words["guide-translations"].format(plan=outline.title, language=translation.language).splitlines()
    rows = tuple(_row(n, text, translation, outline, words) for n, text in enumerate(translation.every, 1))
    sheets = (
        SentSheet(title=words["sheet-guide"], form=None, lines=(title, *guide, footer("guide", words))),
        SentSheet(
            title=words["sheet-translations"],
            form="translations",
            lines=(title, words["hint-translations"], footer("translations", words)),
            rows=rows,
        ),
    )
    return workbook_of(sheets, words, outline.index.plan.writing)


def _row(
    n: int, text: OriginalText, translation: Translation, outline: Outline, words: Mapping[str, str]
) -> tuple[str, ...]:
    """Its cells. Of a changed original the translation stands beside: whoever takes it over has looked at it."""
    message = translation.found.get(text)
    said = cell_text(message.words) if message is not None else ""
    state = "missing" if message is None else "changed" if message.of != text.words else "done"
    now = said if state == "done" else ""
    key, original = _key(translation.language, text), cell_text(text.words)
    cells = {
        "number": str(n),
        "place": _place(text.owner, outline),
        "state": words[f"translation-{state}"],
        "shown-original": original,
        "shown-translation": said,
        "answer-translation": now,
        "remark": "",
        "key": key,
        "kept-translation": now,
        "fingerprint": fingerprint(key, original, (now,)),
    }
    return tuple(cells[column.head] for column in FORMS["translations"])


def _place(ref: str, outline: Outline) -> str:
    """What a text belongs to, as a reader of the plan would look for it."""
    entry = outline.entries.get(ref)
    if entry is not None and entry.title:
        return entry.label
    language = main_subtag(outline.index.plan.language)
    kind = kind_name(ref).in_language(language if language in LANGUAGES else LANGUAGES[0])
    if entry is None:
        return f"{kind} {id_of(ref)}"
    above = outline.entries.get(entry.parent or "")
    return " ".join(filter(None, (above.label if above is not None else "", kind, entry.number)))


def _key(language: str, text: OriginalText) -> str:
    """Another text of the same field, or the same text changed, has another."""
    return f"{language}/{text.context}/{hashlib.sha256(text.words.encode()).hexdigest()[:_HASH]}"


def translations_in(
    answers: Iterable[Answer], texts: Iterable[OriginalText]
) -> tuple[Mapping[str, Mapping[OriginalText, str]], tuple[Diagnostic, ...]]:
    """Language → text → what translators wrote for it; and faults of those that belong to no text of the plan as it is.

    An empty cell says nothing: no translation is deleted by it.
    """
    known = {_key("", text): text for text in texts}
    found: dict[str, dict[OriginalText, str]] = {}
    faults = []
    for answer in answers:
        language, slash, rest = answer.key.partition("/")
        text = known.get(slash + rest)
        said = "\n\n".join(typed_paragraphs(answer.now[0]))
        if answer.form != "translations":
            faults.append(_say.error("other", answer.cell.span, cell=answer.cell.words))
        elif text is None:
            faults.append(_say.error("outdated", answer.cell.span, cell=answer.cell.words))
        elif said:
            found.setdefault(language, {})[text] = said
    return found, tuple(faults)
