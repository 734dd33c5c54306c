"""The search data of the site: what can be found, as one JSON file for the engine in the browser.

The engine (``site_templates/web/search/engine.js``) scans plain text, so the file holds every text once,
as it is shown, and a list of words with their readings; it holds no postings. It grows in step with the
plan and a query over ten times this text still takes a few milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.model import Synonym
from builder.readings import Analyser, Parts, WordList, hiragana, read_with, word_list

FORMAT = 1
"""Raised when the engine must read the file otherwise; the engine refuses another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One thing that can be found: a section or a single action, not only a page."""

    ref: str
    kind: str
    title: str
    place: str
    """Where it stands, for people: ``第5章 (4) 個別の対応が必要な人への支援 社協``."""
    url: str
    """Relative to the site's root."""
    text: str = ""
    """The words below the title, plain; the title is not repeated."""
    reading: str = ""
    """Of the title, in hiragana, where the plan gives one."""
    actor: str = ""
    """Id of the actor who acts; empty where nobody does."""
    aliases: tuple[str, ...] = ()
    """Other wordings of the title, searched and never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLabels:
    """Words of the plan that the search page shows beside the hits."""

    actors: Mapping[str, str]
    """Actor id → short name, in the order of the plan."""
    ways_in: tuple[tuple[str, str], ...]
    """Title and URL of the pages to offer where nothing was found."""


def build_index(
    documents: Sequence[SearchDocument],
    synonyms: Iterable[Synonym],
    labels: SearchLabels,
    analyser: Analyser,
) -> bytes:
    """The search data as UTF-8 JSON. Equal input gives equal bytes."""
    synonyms = tuple(synonyms)
    searched = [text for doc in documents for text in (doc.title, doc.text, doc.place, *doc.aliases) if text]
    typed = [word for synonym in synonyms for word in (*synonym.words, *synonym.leads_to)]
    words = word_list((*searched, *typed), analyser)
    data = {
        "format": FORMAT,
        "actors": dict(labels.actors),
        "ways": labels.ways_in,
        "words": _packed(words),
        "docs": [_row(doc, words) for doc in documents],
        "synonyms": [[s.words, s.leads_to, s.first or ""] for s in synonyms],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _row(doc: SearchDocument, words: WordList) -> tuple[str, ...]:
    derived = "".join(word.reading for word in read_with(doc.title, words))
    own_reading = hiragana(doc.reading)
    return (
        doc.ref,
        doc.kind,
        doc.actor,
        doc.title,
        doc.place,
        doc.text,
        own_reading if own_reading != derived else "",
        "\n".join(doc.aliases),
        doc.url,
    )


def _packed(words: WordList) -> str:
    """One word a line: its parts and their readings, ``共同|募金<TAB>きょうどう|ぼきん``."""

    def line(parts: Parts) -> str:
        return "|".join(surface for surface, _ in parts) + "\t" + "|".join(read for _, read in parts)

    return "\n".join(line(words[word]) for word in sorted(words))
