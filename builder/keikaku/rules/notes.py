"""Rules on notes and terms: each is defined once and used."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import id_of, meant
from keikaku.text.lexicon import WordSet
from keikaku.text.nearest import nearest


def undefined_note(index: PlanIndex) -> Iterator[Diagnostic]:
    """A mark ``[^id]`` without its note: the reader is sent to nothing."""
    known = [id_of(ref) for ref in index.entities if ref.startswith("note:")]
    if any(ref.startswith(("chapter:", "indicator-group:")) for ref in index.skipped):
        return
    for reference in index.references:
        if reference.ref.startswith("note:") and reference.ref not in index.entities:
            id = id_of(reference.ref)
            near = nearest(id, known)
            yield error(
                "undefined-note",
                f"注「{id}」の中身が、どこにも書かれていません。",
                reference.at.locate(reference.needle or "", reference.nth),
                meant(near) if near else f"notes に「- id: {id}」と注の文章を書いてください。",
            )


def unused_note(index: PlanIndex) -> Iterator[Diagnostic]:
    """A note that no text marks: it would stand at the foot of a page without a sign of what it belongs to."""
    if index.skipped:
        return
    used = {reference.ref for reference in index.references}
    for definition in index.definitions:
        if definition.ref.startswith("note:") and definition.ref not in used:
            yield error(
                "unused-note",
                f"注「{id_of(definition.ref)}」の印が、本文のどこにもありません。",
                definition.at.span("id"),
                f"注を付ける語のすぐ後に [^{id_of(definition.ref)}] と書くか、この注を消してください。",
            )


def unreferenced_term(index: PlanIndex) -> Iterator[Diagnostic]:
    """A term of the glossary that no text uses under any of its wordings."""
    if index.skipped:
        return
    used = {reference.ref for reference in index.references}
    wordings = {f"term:{term.id}": (term.name, *term.aliases) for term in index.plan.terms}
    words = WordSet(word for several in wordings.values() for word in several)
    named: dict[str, set[str]] = {}
    for owned in index.texts:
        for _, begun in words.starting(owned.text.markdown):
            for word in begun:
                named.setdefault(word, set()).add(owned.owner)
    for term in index.plan.terms:
        ref = f"term:{term.id}"
        if ref in used or any(named.get(word, set()) - {ref} for word in wordings[ref]):
            continue
        yield error(
            "unreferenced-term",
            f"用語「{term.name}」は、計画のどの文章にも出てきません。",
            term.at.span("name"),
            "本文の書き方と同じか確かめてください。別の書き方があれば aliases に書きます。"
            "使わない用語ならファイルを消します。",
        )
