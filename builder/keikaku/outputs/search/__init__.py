"""The search data of the site: what can be found, as one JSON file for the engine in the browser.

The engine (``site_templates/web/search/engine.js``) scans plain text, so the file holds every text once,
as it is shown, and a list of words with their readings; it holds no postings. It grows in step with the
plan and a query over ten times this text still takes a few milliseconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from keikaku.messages import load_messages
from keikaku.outputs.search.scripts import joined, lean
from keikaku.plan import model
from keikaku.plan.index import ActionPlace
from keikaku.plan.model import CrossListing, Synonym, Text
from keikaku.plan.outline import Entry, Outline
from keikaku.text.prose import parse, plain
from keikaku.text.readings import Analyser, WordList, hiragana, word_list

FORMAT = 3
"""Raised when the engine must read the file otherwise; the engine refuses another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One thing that can be found: a section or a single action, not only a page."""

    ref: str
    kind: str
    title: str
    place: str = ""
    """Where it stands, by numbers: ``第5章 (4)``."""
    within: str = ""
    """The title of what it stands in; shown with the place and searched."""
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


def search_files(
    outline: Outline,
    ways_in: Iterable[tuple[str, str]],
    templates: Path,
    analyser: Analyser,
    pages: Iterable[tuple[str, str]] = (),
) -> Mapping[str, bytes]:
    """What the search needs beside the published templates: name relative to the site's root → content.

    ``ways_in``: title and URL of the pages to offer where nothing is found. ``pages``: of those to be found although
    they are no entry of the plan.
    """
    words = dict(load_messages(templates / "messages", outline.index.plan.interface, "search"))
    index = search_data(outline, ways_in, analyser, list_pages(pages, words))
    words = {key: text for key, text in words.items() if not key.startswith(_FOUND_BY)}
    module = f"export default {json.dumps(words, ensure_ascii=False)};\n".encode()
    scripts = {f"search/{name}.js": script.encode() for name, script in _scripts(templates / "web" / "search").items()}
    return {
        **scripts,
        "search/index.json": index,
        "search/words.js": module,
    }


_LOADED = ("search", "dialog", "page", "highlight", "worker")
"""The scripts a browser asks for by name; each is joined with what it imports, so that a slow network asks once."""


def _scripts(folder: Path) -> Mapping[str, str]:
    modules = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.js"))}
    return {name: lean(joined(modules, name)) for name in _LOADED}


_OLD_SEARCH_FILES = ("search/search_index.json", "assets/javascripts/workers")
_OLD_SEARCH_MARKS = re.compile(r'class="[^"]*\bmd-search\b|data-md-component="search')


def old_search(site: Path) -> tuple[str, ...]:
    """Traces in a finished site of a theme's own search, which would stand beside ours: one line each.

    A new version of a theme brings it back in silence; a build that finds a trace must fail.
    """
    found = [name for name in _OLD_SEARCH_FILES if (site / name).exists()]
    for path in sorted(site.rglob("*.html")):
        mark = _OLD_SEARCH_MARKS.search(path.read_text("utf-8"))
        if mark is not None:
            found.append(f"{path.relative_to(site).as_posix()}: {mark[0]}")
    return tuple(found)


def search_data(
    outline: Outline,
    ways_in: Iterable[tuple[str, str]],
    analyser: Analyser,
    pages: Sequence[SearchDocument] = (),
) -> bytes:
    """The search data of a plan. ``ways_in``: title and URL of the pages to offer where nothing is found."""
    plan = outline.index.plan
    actors = {actor.id: (actor.short, actor.name) for actor in plan.actors}
    return build_index((*documents(outline), *pages), plan.synonyms, actors, ways_in, analyser)


def build_index(
    documents: Sequence[SearchDocument],
    synonyms: Iterable[Synonym],
    actors: Mapping[str, tuple[str, ...]],
    ways_in: Iterable[tuple[str, str]],
    analyser: Analyser,
) -> bytes:
    """The search data as UTF-8 JSON; equal input gives equal bytes. ``actors``: id → its names, the short one first."""
    synonyms = tuple(synonyms)
    searched = [text for doc in documents for text in (doc.title, doc.text, doc.within, *doc.aliases) if text]
    searched += [name for names in actors.values() for name in names]
    typed = [word for synonym in synonyms for word in (*synonym.words, *synonym.leads_to)]
    words = word_list((*searched, *typed), analyser)
    places = {doc.ref: place for place, doc in enumerate(documents)}
    data = {
        "format": FORMAT,
        "actors": dict(actors),
        "ways": list(ways_in),
        # In this order it packs a twentieth smaller: what is alike stands together.
        "words": _packed(words),
        "synonyms": [["\n".join(s.words), "\n".join(s.leads_to), places.get(s.first or "", -1)] for s in synonyms],
        "docs": _columns(documents, words),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _columns(documents: Sequence[SearchDocument], words: WordList) -> Mapping[str, Sequence[str | int]]:
    """The documents by column, which packs better than by row, without what stands in the data already.

    A title which an earlier document has, and a ``within`` which is a title, is the number of that document. A URL
    of a page which the document before has too is its fragment alone.
    """
    titles: dict[str, int] = {}
    for number, doc in enumerate(documents):
        titles.setdefault(doc.title, number)
    pages = ("", *(doc.url.partition("#")[0] for doc in documents))
    return {
        "text": [doc.text for doc in documents],
        "title": [doc.title if titles[doc.title] == n else titles[doc.title] for n, doc in enumerate(documents)],
        "aliases": ["\n".join(doc.aliases) for doc in documents],
        "reading": [_own_reading(doc, words) for doc in documents],
        "within": [titles.get(doc.within, doc.within) for doc in documents],
        "place": [doc.place for doc in documents],
        "kind": [doc.kind for doc in documents],
        "actor": [doc.actor for doc in documents],
        "url": [
            doc.url.removeprefix(page) if "#" in doc.url and doc.url.partition("#")[0] == page else doc.url
            for page, doc in zip(pages, documents, strict=False)
        ],
    }


def _own_reading(doc: SearchDocument, words: WordList) -> str:
    """The title's reading in the plan, where the words do not give it."""
    derived = "".join(word.reading for word in words.read(doc.title))
    own = hiragana(doc.reading)
    return "" if _letters(own) in _letters(derived) else own


def _letters(text: str) -> str:
    """Without marks and spaces, which the engine passes over."""
    return "".join(char for char in text if char.isalnum() and char != "ー")


_LETTERS = {**{0x3041 + n: 0x23 + n for n in range(86)}, **{code: code + 0xFEE0 for code in range(0x21, 0x7F)}}
"""For readings: ぁ–ゖ are written as the characters from ``#`` on, a third of their size, and those in full width."""


def _packed(words: WordList) -> str:
    """Two columns, words and their readings, a word a line with a bar between its parts: ``共同|募金``.

    A part without kanji reads as it is written, and its reading is left out.
    """
    rows = [parts for _, parts in sorted(words.parts.items())]
    surfaces = "\n".join("|".join(surface for surface, _ in parts) for parts in rows)
    readings = "\n".join(
        "|".join("" if read == hiragana(surface) else read.translate(_LETTERS) for surface, read in parts)
        for parts in rows
    )
    return f"{surfaces}\t{readings}"


_FOUND_BY = "found_by_"
"""Begins the keys of the interface's words by which people look for a page: ``found_by_downloads: PDF / …``."""


def list_pages(pages: Iterable[tuple[str, str]], words: Mapping[str, str]) -> tuple[SearchDocument, ...]:
    """Pages that are no entry of the plan, such as the downloads', where the interface has words to find them by.

    Lists of what the plan has need none: their entries are found.
    """
    return tuple(
        SearchDocument(
            ref=f"page:{url}",
            kind="page",
            title=title,
            url=url,
            aliases=tuple(words[key].split(" / ")),
        )
        for title, url in pages
        if (key := f"{_FOUND_BY}{url.rstrip('/')}") in words
    )


_NOT_FOUND = frozenset({"plan", "table"})
"""Kinds of entries that are found by what they hold only."""
_SHOWN_ABOVE = frozenset({"title", "heading", "contents", "action", "caption"})
"""Roles of lines that repeat the title."""


def documents(outline: Outline) -> tuple[SearchDocument, ...]:
    """What can be found in a plan, in its order."""
    texts: dict[str, list[str]] = {}
    for line in outline.lines:
        if line.role not in _SHOWN_ABOVE:
            # The number of a note would cut the words it stands between.
            texts.setdefault(line.entry, []).append(line.with_marks(lambda note: ""))
    named_by_part = {(entry.parent, entry.title) for entry in outline.entries.values() if entry.kind == "figure"}
    found = []
    for entry in outline.entries.values():
        value = outline.index.entities[entry.ref].value if entry.ref in outline.index.entities else None
        if entry.kind in _NOT_FOUND or not entry.title or (isinstance(value, model.Note) and value.term):
            continue
        text = "\n".join((*texts.get(entry.ref, ()), *_own_text(value)))
        if not text and (entry.ref, entry.title) in named_by_part:
            continue  # its one figure is the same thing, and says more
        found.append(_document(outline, entry, value, text))
    return tuple(found)


def _document(outline: Outline, entry: Entry, value: object, text: str) -> SearchDocument:
    action = outline.index.actions.get(entry.ref)
    parent = outline.entries.get(entry.parent or "")
    within = [parent.title] if parent is not None and parent.kind not in ("plan", "chapter") else []
    if action is not None and action.group is not None:
        within.append("".join(_plain(action.group.group)))
    return SearchDocument(
        ref=entry.ref,
        kind="cross-listing" if action is not None and isinstance(action.item, CrossListing) else entry.kind,
        title=entry.title,
        place=_place(outline, entry),
        within=" ".join(within),
        url=entry.url,
        text=text,
        reading=entry.reading,
        actor=_actor(action, entry),
        aliases=_aliases(value),
    )


def _place(outline: Outline, entry: Entry) -> str:
    """The chapter's number and the nearest other: ``第5章 (4)``; nothing for what has no place in print."""
    numbers: list[str] = []
    seen: Entry | None = entry
    while seen is not None:
        if seen.number and (seen.kind == "chapter" or not numbers):
            numbers.append(seen.number)
        seen = outline.entries.get(seen.parent or "")
    return " ".join(reversed(numbers))


def _actor(action: ActionPlace | None, entry: Entry) -> str:
    if action is not None:
        return action.actor
    return entry.id if entry.kind == "actor" else ""


def _aliases(value: object) -> tuple[str, ...]:
    match value:
        case model.Term() | model.Programme():
            return value.aliases
        case model.Audience() | model.Subject():
            return value.words
        case model.Actor():
            return (value.short,)
    return ()


def _own_text(value: object) -> tuple[str, ...]:
    """Words that stand on the entry's page and in no line of print of its own."""
    match value:
        case model.Term():
            return _plain(value.definition or (value.quote.text if value.quote else None))
        case model.Actor():
            return _plain(value.description)
    return ()


def _plain(text: Text | None) -> tuple[str, ...]:
    return tuple(plain(paragraph) for paragraph in parse(text.markdown)) if text is not None else ()
