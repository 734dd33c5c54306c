"""Rules on texts: no markup that is not ours, nothing that is computed, no unsettled spot unmarked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Reading, Text
from keikaku.rules.names import meant
from keikaku.text.nearest import nearest
from keikaku.text.prose import REFERENCE_SCHEMES, WEB_SCHEMES, Link, Unsettled, Words, parse, plain, walk

_OPEN_SPOT = re.compile(r"[〇○◯]{2,}")
_MARK = '[〇〇](pending:"何が決まっていないか")'
"""Without a space, which the file would want quotes for."""
_PRINTED_PAGE = re.compile(r"(?:再掲|参照)[^。]{0,6}[pPｐＰ]\s*[0-9０-９○〇]+|[pPｐＰ]\s*[0-9０-９○〇]+\s*参照")
_NOTE_NUMBER = re.compile(r"※\s*[0-9０-９₀-₉]+")
_TITLE_NUMBER = re.compile(
    r"^(?:第[0-9０-９一二三四五六七八九十]+[章節]|[（(][0-9０-９]+[）)]|[①-⑳]|"
    r"[0-9０-９]+(?:[.．](?![0-9０-９])|[\s　]))"  # 3.11 is a date
)
_UNREAD = re.compile(
    rf"[\]］]\s*[(（]\s*(?P<scheme>{'|'.join((*REFERENCE_SCHEMES, *WEB_SCHEMES, 'pending'))})\s*[:：]"
    r"[^)）]{0,200}[)）]?|(?P<note>[\[［]\s*[\^＾][^\]］]{0,100}[\]］]?)"
)
"""What is left of a link or of a note where Markdown made none of it."""


def unknown_scheme(index: PlanIndex) -> Iterator[Diagnostic]:
    """A link whose beginning (``measure:``, ``https:``) is none of those that are known leads nowhere."""
    known = (*REFERENCE_SCHEMES, *WEB_SCHEMES, "pending")
    for owned in index.texts:
        if "](" not in owned.text.markdown:
            continue
        seen: Counter[str] = Counter()
        for inline in walk(parse(owned.text.markdown)):
            if isinstance(inline, Link) and inline.scheme not in known:
                near = nearest(inline.scheme, known)
                written = f"({inline.scheme}"
                yield error(
                    "unknown-scheme",
                    f"リンクの行き先「{inline.scheme}:{inline.target}」の種類「{inline.scheme}」は使えません。",
                    owned.text.at.locate(written, seen[written]),
                    meant(near)
                    if near
                    else "計画の中は [文字](measure:id) のように、外のページは https: から書いてください。",
                )
                seen[written] += 1


def unread_markup(index: PlanIndex) -> Iterator[Diagnostic]:
    """A link or note with a space too many or a full-width sign is words to Markdown: its signs would be printed."""
    for owned in index.texts:
        found = _unread(owned.text)
        if found is None:
            continue
        if found["note"]:
            meant, help = "注の印", "注の印は「[^id]」と、半角で、間に空白を入れずに書いてください。"
        elif found["scheme"] == "pending":
            meant = "未確定の印"
            help = f"「{_MARK}」のように、半角の記号で、空白を入れずに書いてください。"
        else:
            meant = "リンク"
            help = "「[文字](measure:id)」のように、かっことコロンを半角で、間に空白を入れずに書いてください。"
        yield error("unread-markup", f"「{found[0]}」は{meant}になりません。", owned.text.at.locate(found[0]), help)


def _unread(text: Text) -> re.Match[str] | None:
    if "[" not in text.markdown and "［" not in text.markdown:
        return None
    words = (inline.text for inline in walk(parse(text.markdown)) if isinstance(inline, Words))
    return next((found for one in words if (found := _UNREAD.search(one))), None)


def unmarked_pending(index: PlanIndex) -> Iterator[Diagnostic]:
    """〇〇 in a text is an unsettled spot. Marked as one, it is counted, listed and shown as such."""
    for owned in index.texts:
        if _OPEN_SPOT.search(owned.text.markdown) is None or _unread(owned.text) is not None:
            continue
        earlier = ""
        for words, marked in _open_to_marks(owned.text):
            found = None if marked else _OPEN_SPOT.search(words)
            if found is not None:
                nth = (earlier + words[: found.start()]).count(found[0])
                yield error(
                    "unmarked-pending",
                    f"未確定の所（{found[0]}）に、未確定の印がありません。",
                    owned.text.at.locate(found[0], nth),
                    f"「{_MARK}」のように書いてください。未確定の一覧に載ります。",
                )
                break
            earlier += f"{words}\n"


def _open_to_marks(text: Text) -> Iterator[tuple[str, bool]]:
    """The words of a text in their order, and whether they are marked as unsettled (with what is said of them)."""
    skip = 0
    for inline in walk(parse(text.markdown)):
        if skip:
            skip -= 1
        elif isinstance(inline, Unsettled):
            skip = sum(1 for _ in walk((inline.children,)))
            yield f"{plain(inline.children)}\n{inline.note}", True
        elif isinstance(inline, Words):
            yield inline.text, False


def stored_number(index: PlanIndex) -> Iterator[Diagnostic]:
    """Numbers of chapters, notes and pages are computed. Typed in, they are wrong after the next change."""
    titles = {
        id(definition.value.title)
        for definition in index.definitions
        if isinstance(getattr(definition.value, "title", None), Text)
    }
    for owned in index.texts:
        text = owned.text.markdown
        if owned.owner.startswith("erratum:"):
            continue
        found = _PRINTED_PAGE.search(text) or _NOTE_NUMBER.search(text)
        if id(owned.text) in titles:
            found = found or _TITLE_NUMBER.match(text.strip())
        if found is not None:
            yield error(
                "stored-number",
                f"自動で付く番号（{found[0].strip()}）が文章に書かれています。",
                owned.text.at.locate(found[0].strip()),
                "番号を消してください。章や図の番号、ページ、注の番号は、順番から自動で付きます。",
            )


def direction_of_target(index: PlanIndex) -> Iterator[Diagnostic]:
    """An indicator that is said to rise has a target above its baseline, and the reverse."""
    for group in index.plan.indicator_groups:
        for indicator in group.indicators:
            if indicator.direction is None:
                continue
            if not isinstance(indicator.baseline, Reading) or not isinstance(indicator.target, Reading):
                continue
            difference = Decimal(indicator.target.value) - Decimal(indicator.baseline.value)
            if (difference < 0) == (indicator.direction == "rise") and difference != 0:
                words = "増やす" if indicator.direction == "rise" else "減らす"
                yield error(
                    "direction-against-target",
                    f"「{words}」指標とされていますが、目標数値は基準数値から見て反対の向きです。",
                    indicator.at.span("direction"),
                    "direction（rise は増やす、fall は減らす）か、数値のどちらかを直してください。",
                )
