"""What is unsettled in a text is marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text
from keikaku.rules.unread_markup import unread_mark
from keikaku.rules.words import TEXTS_REMEMBERED
from keikaku.text.letters import LETTER
from keikaku.text.prose import Unsettled, Words, parse, plain, walk

_say = DiagnosticCatalogue(__file__)
_OPEN_SPOT = regex(
    r"[〇○◯]{2,}|●{2,}|[△▲]{2,}|[□■]{2,}|[×✕]{2,}|[＿_]{2,}|[ＸＹｘ]{2,}|[xX](?<![A-Za-z].)[xX]+(?![A-Za-z])"
    # One 〇 before a unit or behind what a number follows; 二〇二〇年 is a number.
    r"|[〇○◯●](?<![〇一二三四五六七八九十].)(?=年|月|日|回|件|人|名|か所|カ所|箇所|校区|団体|世帯|円|[%％])"
    r"|[ \u3000＿_](?:(?<=令和.)|(?<=平成.))[ \u3000＿_]*(?=年)"
    r"|[〇○◯●](?:(?<=令和.)|(?<=平成.)|(?<=西暦.)|(?<=約.)|(?<=第.))"
    r"|[■□▲△](?<=[ぁ-ん].)(?=[ぁ-ん])|…+(?=回|件|人|か所|円|[%％])|\.{3,}(?=回|件|人|か所|円|[%％])"
    r"|[NＮnXＸ](?<![A-Za-zＡ-Ｚ].)[NＮnXＸ]{0,2}(?=回|件|人|か所|円|[%％])"
    r"|[（(\[［][ \u3000]+[)）\]］](?=年|月|日|回|件|人|名|か所|カ所|箇所|校区|団体|世帯|円|課|[%％])|[?？]{2,}"
    r"|(?:[【\[［（(<＜〔](?:要(?:確認|検討|修正|調整|協議|出典|追記)|(?:確認|調整|検討|作成|協議|照会|精査|集計)中|未定|未確定|仮|仮置き"
    r"|[^】\]］）)>＞〕。]{0,6}後日(?:記載|追記|追加|作成|確認|調整|挿入|入力|差し?替え)?|(?:課長|部長|係長|(?:担当|所管|関係)課?|課内|庁内)(?:に|で|へ)?(?:確認|協議|照会))[】\]］）)>＞〕]"
    r"|[【（(＜<](?:ここに[^】）)＞>。]{0,4}(?:写真|図|表|記入|記載|挿入|入力?)|[^】）)＞>。]{0,4}(?:写真|図|表|グラフ|データ|数値|文章?|絵)"
    r"を?(?:挿入|追記|差し?替え))[^】）)＞>。]{0,3}[】）)＞>]|【[PＰ]】"
    r"|[（(【\[](?<=。.)(?:案|修正案|素案)[】\])）]|[?？★☆](?<=。.)[?？★☆]*\s*$"
    r"|※\s*(?:後で|あとで|要|未|仮|再度)[^。\n]{0,12}$|[→⇒]\s*(?:削除|修正|確認|要|変更|追加|訂正|トル)[^。\n]{0,10}$"
    rf"|/(?<![:：/].)/(?={LETTER})[^。\n]{{0,12}}$"
    r"|\A(?:(?:後日|追って)(?:記載|追記|作成|挿入|掲載)|作成中)(?:です|します|の予定です)?。?\Z"
    r"|要確認|[←⇐][^\n。]{0,20}|[TFＴ](?<![A-Za-z].)(?:ODO|IXME|BD|ＯＤＯ)(?![A-Za-z]))(?P<memo>)"
)
"""What a draft has for words and numbers to come; ``memo``: it is a remark of an editor."""


def unmarked_pending(index: PlanIndex) -> Iterator[Diagnostic]:
    """〇〇 in a text is an unsettled spot. Marked as one, it is counted, listed and shown as such."""
    for owned in index.texts:
        if _open_spot(owned.text.markdown) is None or unread_mark(owned.text) is not None:
            continue
        earlier = ""
        for words, marked in _open_to_marks(owned.text):
            spot = None if marked else _open_spot(words)
            if spot is not None:
                nth = (earlier + words[: spot.start()]).count(spot[0])
                yield _say.error(
                    "unmarked" if spot["memo"] is None else "memo",
                    owned.text.at.locate(spot[0], nth),
                    spot=spot[0],
                    mark=_say("mark"),
                )
                break
            earlier += f"{words}\n"


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _open_spot(words: str) -> re.Match[str] | None:
    return _OPEN_SPOT.search(words)


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
