"""Rules on entries: each has one id and a place in the order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.plan.index import Definition, PlanIndex
from keikaku.rules.names import kind_name, meant
from keikaku.rules.renamed import ORDERED, ask, renamed
from keikaku.text.nearest import nearest, slip

_ID = re.compile(r"[a-z0-9-]+")
_FOLDER_KINDS = ("actor", "chapter", "challenge", "pillar", "measure", "indicator-group", "figure", "term", "programme")


def mismatched_id(index: PlanIndex) -> Iterator[Diagnostic]:
    """The id in a file is the name of the file: whoever reads a reference knows which file to open."""
    files = {(definition.at.source.kind, definition.at.source.id) for definition in index.definitions}
    for definition in _misnamed(index):
        stem, id = definition.at.source.id, definition.value.id
        if (definition.at.source.kind, id) in files:
            help = (
                f"「{id}.yml」の写しなら、このファイルを消してください。"
                "新しいものなら、ファイルの名前を半角の英小文字・数字・ハイフンで付け、id も同じにします。"
            )
        elif _ID.fullmatch(stem):
            help = f"id を {stem} に直すか、ファイルの名前を {id}.yml に変えてください。"
        else:
            help = f"ファイルの名前を {id}.yml に変えてください。"
        yield error(
            "id-mismatch",
            f"id が「{id}」ですが、ファイルの名前は「{stem}.yml」です。",
            definition.at.span("id"),
            help,
        )


def _misnamed(index: PlanIndex) -> list[Definition]:
    return [
        definition
        for definition in index.definitions
        if definition.ref.partition(":")[0] in _FOLDER_KINDS
        and not definition.at.path
        and definition.value.id != definition.at.source.id
    ]


def duplicate_entry(index: PlanIndex) -> Iterator[Diagnostic]:
    """Two entries of one kind with one id: nobody can tell which of them a reference means."""
    copies = {definition.at.source.path for definition in _misnamed(index)}
    for definition in index.definitions:
        first = index.entities[definition.ref]
        if first is definition or copies & {definition.at.source.path, first.at.source.path}:
            continue  # of a copied file whose id was not changed, mismatched_id has told
        code, name = ("duplicate-note", "注") if definition.ref.startswith("note:") else ("duplicate-id", None)
        yield error(
            code,
            f"{name or kind_name(definition.ref)}の id「{definition.value.id}」が2か所で使われています。",
            definition.at.span("id"),
            "どちらか一方を別の id に変えてください。参照している所があれば、そこも合わせて直します。",
            related=(Related("先に使われている所", first.at.span("id")),),
        )


def unlisted_entry(index: PlanIndex) -> Iterator[Diagnostic]:
    """An entry that is not in ``order`` of plan.yml has no number. One listed twice does not come so far."""
    order = index.plan.order
    misnamed = _misnamed(index)
    known_before = set(renamed(index).values())  # where the former id still is listed, unknown_reference tells
    for kind, field in ORDERED.items():
        listed = frozenset(getattr(order, field))
        for definition in index.definitions:
            unlisted = definition.ref.startswith(f"{kind}:") and definition.value.id not in listed
            if unlisted and definition not in misnamed and definition.value.id not in known_before:
                yield error(
                    "unlisted-entry",
                    f"{kind_name(definition.ref)}「{definition.value.id}」の順番が決まっていません。",
                    definition.at.span("id"),
                    f"plan.yml の order の {field} に「- {definition.value.id}」を書き加えてください。",
                    related=(Related("順番を書く所", order.at.span(field, part="key")),),
                )


def _instead(pillars: list[str]) -> str:
    if not pillars:
        return "施策の柱が1つもありません。pillars フォルダーに、柱のファイルを作ってください。"
    return f"次のどれかを書いてください: {'、'.join(pillars)}"


def missing_pillar_measure(index: PlanIndex) -> Iterator[Diagnostic]:
    """A measure stands under a pillar: without it the framework and the print draft would leave it out."""
    pillars = [pillar.id for pillar in index.plan.pillars]
    before = renamed(index)
    for measure in index.plan.measures:
        ref = f"pillar:{measure.pillar}"
        if ref not in index.entities and ref not in index.skipped:
            near = nearest(measure.pillar, pillars)
            new = before.get(ref)
            span = measure.at.span("pillar")
            yield error(
                "measure-without-pillar",
                f"施策「{measure.id}」の柱「{measure.pillar}」がありません。",
                span,
                ask("柱", new) if new else meant(near) if near else _instead(pillars),
                correction=measure.at.source.corrected(span, right)
                if (right := new or slip(measure.pillar, pillars))
                else None,
            )
        upper = index.entities.get(f"measure:{measure.parent}")
        if upper is None:
            continue
        if upper.value.parent is not None:
            yield error(
                "measure-too-deep",
                f"施策「{measure.id}」の上の施策「{measure.parent}」も、別の施策の下にあります。",
                measure.at.span("parent"),
                "施策は2段までです。いちばん上の施策の id を書いてください。",
            )
        elif upper.value.pillar != measure.pillar and ref in index.entities:
            yield error(
                "parent-in-other-pillar",
                f"施策「{measure.id}」の柱は「{measure.pillar}」ですが、上の施策「{measure.parent}」の柱は"
                f"「{upper.value.pillar}」です。",
                measure.at.span("pillar"),
                "上の施策と同じ柱を書いてください。別の柱の施策なら、parent の行を消します。",
                related=(Related("上の施策の柱", upper.at.span("pillar")),),
            )
