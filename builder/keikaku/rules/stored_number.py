"""Numbers of chapters, notes and pages are computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import OwnedText, PlanIndex
from keikaku.plan.model import Text
from keikaku.rules.words import TEXTS_REMEMBERED
from keikaku.text.letters import IDEOGRAPH
from keikaku.text.prose import Emphasis, Paragraph, Strong, Unsettled, Words, parse
from keikaku.text.quantities import ordinal

_say = DiagnosticCatalogue(__file__)
_APART = f"(?<!{IDEOGRAPH})"
"""A word that begins here, and is not the end of a longer one."""
_PRINTED_PAGE = regex(
    r"(?:再掲|参照)[^。]{0,6}[pPｐＰ][.．]?\s*[0-9０-９○〇]+|[pPｐＰ][.．]?\s*[0-9０-９○〇]+\s*(?:を?参照|に?再掲)"
    r"|[0-9０-９]+\s*(?:頁|ページ)(?:のとおり|を?参照|を(?:見|ご覧)|に(?:示|掲|記載))|資料編の?\s*[pPｐＰ]?[.．]?\s*[0-9０-９]+\s*(?:頁|ページ)"
)
_NOTE_NUMBER = regex(
    r"※\s*[0-9０-９₀-₉]+|[（(]?"
    + _APART
    + r"注\s?[0-9０-９]+[)）]|[¹⁴-⁹]|[²³](?<![a-zａ-ｚ].)|\[[0-9０-９]{1,2}\](?!\()"
)
_TITLE_NUMBER = regex(
    r"^(?:第[0-9０-９一二三四五六七八九十]+[章節]|[（(][0-9０-９]+[）)]|[①-⑳]|"
    r"[0-9０-９]+(?:[.．](?![0-9０-９])|[\s　]))"  # 3.11 is a date
)

CHAPTER = regex(
    r"(?<![)）」』編])第(?P<chapter>[0-9０-９一二三四五六七八九十]{1,3})章(?:[0-9０-９]{1,2}(?:[（(][0-9０-９]{1,2}[)）])?)?"
)
"""Of this plan: behind a bracket or quote it is a chapter of another document, whose title stands before it."""
SECTION = regex(
    r"(?:(?:前述|先述|上述|後述|前記|後記|上記|下記|本章)の?\s?)(?P<behind>{number}|[（(][0-9０-９]{1,2}[)）])"
    r"|(?P<before>(?<![0-9０-９.．,，章節]){number}|{apart}(?:資料|別紙|注)\s?[0-9０-９]{1,2})(?=\s?(?:のとおり|を?参照|を(?:見|ご覧)|に(?:示|掲|述|記載|おける)))".replace(
        "{number}", "[0-9０-９]{1,2}[（(][0-9０-９]{1,2}[)）]"
    ).replace("{apart}", _APART)
)
FIGURE = regex(
    _APART + r"(?<![法令則例綱]の)別?(?P<kind>図表?|表|グラフ)\s?[-－‐―]?\s?[0-9０-９]{1,3}(?![0-9０-９年月])"
)
"""Not the table of a law: it stays what it is called there."""
ENTRY = regex(
    _APART + r"(?:(?P<challenge>課題)|(?P<pillar>基本目標)|(?P<measure>施策|基本方針|基本施策))\s?"
    r"(?:[（(][0-9０-９]{1,2}[)）]|[①-⑳]|[0-9０-９]{1,2}(?:[-－][0-9０-９]{1,2})*(?![0-9０-９つ年点件本項種類]))"
)
_AGAIN = regex(r"[（(【［\[]\s*再掲\s*[)）】］\]]|※\s*再掲")
_PLACE = regex(rf"{_APART}(?:[前次](?:の?ページ|頁)|[右左]の?[図表](?!{IDEOGRAPH}))")
"""Right on one sheet of one print alone."""
_ITEM = regex(
    r"\A\s*(?:[（(](?:[0-9０-９]{1,2}|[ア-ンa-z])[)）]|[①-⑳]|[0-9０-９]{1,2}[.．、]\s?(?![0-9０-９])"
    r"|[ア-ン][.．、\u3000 ]|[Ⅰ-ⅻ][.．、\u3000 ]?|[a-zａ-ｚ][)）.．]|[0-9０-９]{1,2}[-－][0-9０-９]{1,2}[\u3000 ])"
)


_MOVING = (CHAPTER, SECTION, FIGURE, ENTRY, _AGAIN, _PLACE, _ITEM)
_NOTHING = (None,) * len(_MOVING)


def stored_number(index: PlanIndex) -> Iterator[Diagnostic]:
    """Typed in, they are wrong after the next change."""
    titles = {
        id(definition.value.title)
        for definition in index.definitions
        if isinstance(getattr(definition.value, "title", None), Text)
    }
    for owned in index.texts:
        text = owned.text.markdown
        if owned.owner.startswith("erratum:"):
            continue
        number = _fixed(text)
        if id(owned.text) in titles:
            number = number or _TITLE_NUMBER.match(text.strip())
        if number is not None:
            written = number[0].strip()
            yield _say.error("number", owned.text.at.locate(written), number=written)
            continue
        yield from _moving(index, owned, is_title=id(owned.text) in titles)


def _moving(index: PlanIndex, owned: OwnedText, *, is_title: bool) -> Iterator[Diagnostic]:
    """A number of this plan that is right today; a link would keep it right."""
    chapter, section, figure, entry, again, place, item = _found(owned.text.markdown)
    if chapter is not None:
        number, chapters = ordinal(chapter["chapter"]), index.plan.order.chapters
        id = chapters[number - 1] if 0 < number <= len(chapters) else "id"
        yield _say.warning("chapter", owned.text.at.locate(chapter[0]), number=chapter[0], id=id)
    elif section is not None:
        written = section["behind"] or section["before"]
        yield _say.warning("section", owned.text.at.locate(written), number=written)
    elif figure is not None:
        kind = "table" if figure["kind"] == "表" else "figure"
        own = is_title and owned.owner.startswith(("figure:", "table:")) and figure.start() == 0
        yield _say.warning(
            "figure-title" if own else "figure", owned.text.at.locate(figure[0]), number=figure[0], kind=kind
        )
    elif entry is not None:
        kind = next(name for name, found in entry.groupdict().items() if found)
        yield _say.warning("entry", owned.text.at.locate(entry[0]), number=entry[0], kind=kind)
    elif again is not None:
        yield _say.warning("again", owned.text.at.locate(again[0]), written=again[0])
    elif place is not None:
        yield _say.warning("place", owned.text.at.locate(place[0]), written=place[0])
    elif owned.owner.startswith("action:") and item is not None:
        yield _say.warning("item", owned.text.at.locate(item[0].strip()), number=item[0].strip())


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _fixed(markdown: str) -> re.Match[str] | None:
    """A number of a page or a note."""
    return _PRINTED_PAGE.search(markdown) or _NOTE_NUMBER.search(markdown)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _found(markdown: str) -> tuple[re.Match[str] | None, ...]:
    """What each of the patterns finds first in the words outside links."""
    words = "".join(part for paragraph in parse(markdown) for part in _outside_links(paragraph))
    found = tuple(pattern.search(words) for pattern in _MOVING)
    return found if any(found) else _NOTHING


def _outside_links(paragraph: Paragraph) -> Iterator[str]:
    """The words that are no label of a link; a label is the link's own affair."""
    for inline in paragraph:
        if isinstance(inline, Words):
            yield inline.text
        elif isinstance(inline, Strong | Emphasis | Unsettled):
            yield from _outside_links(inline.children)
        else:
            yield "\ufffc"  # keeps apart what stands before and behind it
