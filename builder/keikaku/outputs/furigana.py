"""ふりがな on the site: what its switch needs. Pages hold no readings; a browser asks for them when a reader does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from keikaku.messages import main_subtag
from keikaku.outputs.interface import interface_messages
from keikaku.outputs.lazy import LazyFiles
from keikaku.outputs.scripts import minify_style, published
from keikaku.patterns import regex
from keikaku.plan.outline import Outline
from keikaku.text.furigana import Piece, parted
from keikaku.text.letters import HAS_KANJI
from keikaku.text.readings import Analyser, WordList, shown_stems, word_list
from keikaku.text.school_years import school_year

LANGUAGE = "ja"
"""Whose texts have readings."""
_ON_PAGES = ("web", "search", "chart")
"""Groups of interface words that stand on pages."""
_GAP = regex(r"\{[^}]*\}")


def furigana_files(outline: Outline, templates: Path, analyser: Analyser) -> Mapping[str, bytes]:
    """Name relative to the site's root → content; nothing for a plan in another language than Japanese."""
    if main_subtag(outline.index.plan.language) != LANGUAGE:
        return {}
    folder = templates / "web" / "furigana"

    def style() -> bytes:
        return minify_style((folder / "furigana.css").read_text("utf-8")).encode()

    def script(name: str) -> str:
        paths = (*(templates / "web" / "search").glob("*.js"), *folder.glob("*.js"))
        modules = {path.stem: path.read_text("utf-8") for path in paths}
        return published({**modules, "packed": 'export const packed = "@packed@";\n'}, name, "siteFurigana")

    def words() -> bytes:
        found = packed(list_of(shown_texts(outline, templates), analyser))
        said = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return script("words").replace('"@packed@"', said, 1).encode()

    return LazyFiles(
        {
            "furigana/furigana.css": style,
            "furigana/switch.js": lambda: script("switch").encode(),
            "furigana/words.js": words,
        }
    )


def list_of(texts: Iterable[str], analyser: Analyser) -> WordList:
    """The words of these texts with their readings."""
    return word_list(texts, analyser, shown_stems)


def printed_words(outline: Outline, templates: Path, analyser: Analyser) -> Mapping[str, tuple[Piece, ...]]:
    """For print: each word with the kana to be set over its pieces."""
    words = list_of(shown_texts(outline, templates, ("print", "chart")), analyser)
    pieces = {
        word: tuple((piece, kana) for piece, kana, _ in _pieces(parts)) for word, parts in sorted(words.parts.items())
    }
    return {word: several for word, several in pieces.items() if any(kana for _, kana in several)}


def shown_texts(outline: Outline, templates: Path, groups: Iterable[str] = _ON_PAGES) -> tuple[str, ...]:
    """Every text that a page or sheet is made of: the plan's, and those of a Japanese interface."""
    texts = [line.text for line in outline.shown]
    texts += [entry.number for entry in outline.entries.values()]
    labels = outline.index.plan.interface
    if main_subtag(labels) == LANGUAGE:
        for group in groups:
            words = interface_messages(templates / "messages", outline.index.plan, group).values()
            texts += [_GAP.sub("3", text) for text in words]  # most are numbers, which tell how their counter is read
    return tuple(dict.fromkeys(text for text in texts if HAS_KANJI.search(text)))


def packed(words: WordList) -> Mapping[str, str]:
    """Three columns, a word a line: its pieces, the kana over each, and the school year its kanji are known in."""
    rows = [_pieces(parts) for _, parts in sorted(words.parts.items())]
    rows = [row for row in rows if any(kana for _, kana, _ in row)]
    return {
        "words": "\n".join("|".join(piece for piece, _, _ in row) for row in rows),
        "kana": "\n".join("|".join(kana for _, kana, _ in row) for row in rows),
        "years": "\n".join("|".join(str(year) if year else "" for _, _, year in row) for row in rows),
    }


@lru_cache(maxsize=8192)  # a preview asks anew for every word
def _pieces(parts: tuple[Piece, ...]) -> tuple[tuple[str, str, int], ...]:
    """Of a listed stretch of words. One kanji above a year is enough for the whole word to be."""
    return tuple(
        (piece, kana, school_year(surface) if kana else 0)
        for surface, reading in parts
        for piece, kana in parted(surface, reading)
    )
