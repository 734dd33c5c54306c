"""Rules on slips that leave a text readable, but not as meant: half a markup, pasted signs, doubles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error, warning
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Action, ActionGroup
from keikaku.text.prose import Words, parse, walk

_BOLD = re.compile(r"\*\*|＊＊")
_END_OF_LINK = re.compile(r"\]\([a-z]+:[^)]*\)?")
_PASTED = re.compile(r"[\uff61-\uff9f]+|[^\s\u3099\u309a][\u3099\u309a]|[\u3300-\u3357\u337b-\u337f\u32ff]|[\u00a0\t]")
_EDGE = re.compile(r"\A\u3000+|\n\u3000+|\u3000+\Z")


def half_markup(index: PlanIndex) -> Iterator[Diagnostic]:
    """Half a bold or a link whose beginning was deleted is no markup: its signs would be printed."""
    for owned in index.texts:
        text = owned.text.markdown
        # Of a text with a bracket that opens, unread_markup tells.
        pattern = _BOLD if _BOLD.search(text) else None if "[" in text or "](" not in text else _END_OF_LINK
        if pattern is None:
            continue
        words = (inline.text for inline in walk(parse(text)) if isinstance(inline, Words))
        found = next((found for one in words if (found := pattern.search(one))), None)
        if found is not None and pattern is _BOLD:
            help = "「**太字**」のように、半角の「*」2つで前後を囲んでください。"
            yield error(
                "unread-markup", f"「{found[0]}」は太字の印になりません。", owned.text.at.locate(found[0]), help
            )
        elif found is not None:
            help = "「[文字](measure:id)」のように、リンクにする文字の前に「[」を書いてください。"
            yield error("unread-markup", f"「{found[0]}」はリンクになりません。", owned.text.at.locate(found[0]), help)


def pasted_character(index: PlanIndex) -> Iterator[Diagnostic]:
    """Signs that word processors bring along: searches do not find them, and print may not have them."""
    for owned in index.texts:
        if owned.owner.startswith("erratum:"):
            continue
        text = owned.text.markdown
        found = _PASTED.search(text)
        edge = None if found else _EDGE.search(text)
        if found is not None:
            right = unicodedata.normalize("NFKC", found[0]).strip()
            yield warning(
                "pasted-character",
                f"貼り付けた文章に多い字（{found[0]}）が入っています。"
                if found[0].strip()
                else "文章の途中に、タブか、ホームページの空白が入っています。",
                owned.text.at.locate(found[0]),
                f"「{right}」に打ち直してください。" if right else "消してください。",
            )
        elif edge is not None:
            yield warning(
                "pasted-character",
                "文章の頭か終わりに、全角の空白があります。",
                owned.text.at.locate(text.strip()[:1]),
                "空白を消してください。段落の頭は、自動でそろいます。",
            )


def repeated_action(index: PlanIndex) -> Iterator[Diagnostic]:
    """The same words twice under one actor of a measure: most likely a line typed or pasted twice."""
    for measure in index.plan.measures:
        for items in measure.actions.values():
            first: dict[str, Action] = {}
            for action in _actions(items):
                words = action.text.markdown.strip()
                if words in first:
                    yield warning(
                        "repeated-action",
                        "同じ取組みが2回書かれています。",
                        action.text.at.span(),
                        "行が重なったのなら、どちらか一方を消してください。",
                        related=(Related("1つ目はここです", first[words].text.at.span()),),
                    )
                first.setdefault(words, action)


def _actions(items: tuple[object, ...]) -> Iterator[Action]:
    for item in items:
        if isinstance(item, Action):
            yield item
        elif isinstance(item, ActionGroup):
            yield from _actions(item.actions)


def one_term_one_name(index: PlanIndex) -> Iterator[Diagnostic]:
    """Two entries of the glossary under one name: nobody can tell which of them a text is linked to."""
    first: dict[str, Related] = {}
    for term in index.plan.terms:
        if term.id != term.at.source.id:
            continue  # a copy whose id was not changed, of which mismatched_id tells
        for name in dict.fromkeys((term.name, *term.aliases)):
            if name in first:
                yield error(
                    "duplicate-name",
                    f"用語「{name}」が2か所で説明されています。",
                    term.at.span("name"),
                    "どちらか一方のファイルを消すか、名前を分けてください。",
                    related=(first[name],),
                )
            first.setdefault(name, Related("先に説明されている所", term.at.span("name")))


def figure_without_data(index: PlanIndex) -> Iterator[Diagnostic]:
    """A figure said to be there without its numbers would leave the list of what is missing, and show nothing."""
    for figure in index.plan.figures:
        if figure.status == "available" and figure.data is None and not figure.texts:
            yield error(
                "missing-key",
                "図が「available（ある）」とされていますが、数値（data）がありません。",
                figure.at.span("status"),
                "数値を「data」に書いてください。"
                "まだないなら「status: missing」のままにします（未確定の一覧に載ります）。",
            )
        elif figure.status == "missing" and figure.data is not None:
            yield error(
                "value-not-allowed",
                "図の数値（data）があるのに、「missing（ない）」とされています。",
                figure.at.span("status"),
                "「status: available」に直してください。そうしないと、図は載りません。",
                correction=figure.at.source.corrected(figure.at.span("status"), "available"),
            )
