"""The search data of the site: what can be found, as one JSON file for the engine in the browser.

The engine (``site_templates/web/search/engine.js``) scans plain text, so the file holds every text once,
as it is shown, and a list of words with their readings; it holds no postings. It grows in step with the
plan and a query over ten times this text still takes a few milliseconds.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from keikaku.dataclass import dataclass
from keikaku.messages import Message
from keikaku.outputs.interface import interface_messages
from keikaku.outputs.lazy import LazyFiles
from keikaku.outputs.scripts import published
from keikaku.outputs.search.packing import data_script, front_coded
from keikaku.outputs.search.sounds import Sounds, packed_sounds
from keikaku.outputs.search.topics import (
    CONSULT,
    LANGUAGE,
    Foreign,
    SearchTopic,
    bare,
    load_foreign,
    load_topics,
    topics_of,
)
from keikaku.patterns import regex
from keikaku.plan import model
from keikaku.plan.compose.numbers import CONTACT_PAGE
from keikaku.plan.index import ActionPlace
from keikaku.plan.model import CrossListing, Text
from keikaku.plan.outline import Entry, Line, Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.letters import hiragana
from keikaku.text.prose import parse, plain
from keikaku.text.readings import Analyser, Unread, WordList, word_list

FORMAT = 8
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


_SETTINGS: Mapping[str, bool] = {"offline": True, "folders": True}
"""``offline``: there is a service worker at the root. ``folders``: a folder's address leads to its page."""


def search_files(
    outline: Outline,
    ways_in: Iterable[tuple[str, str]],
    templates: Path,
    analyser: Analyser,
    pages: Iterable[tuple[str, str]] = (),
    *,
    settings: Mapping[str, bool] = _SETTINGS,
    others: Sequence[SearchDocument] = (),
    sounds: Callable[[], Sounds] = dict,
) -> Mapping[str, bytes]:
    """What the search needs beside the published templates: name relative to the site's root → content.

    ``ways_in``: title and URL of the pages to offer where nothing is found. ``pages``: of those to be found although
    they are no entry of the plan. ``settings``: what the site is like, for the scripts. ``others``: pages beside the
    plan's, of whoever runs the site. ``sounds``: what the analyser would say of some phrases of topics.
    """
    plan = outline.index.plan
    japanese = plan.writing.readings
    words = dict(interface_messages(templates / "messages", plan, "search"))
    if plan.levels:
        upper, *lower = plan.levels
        words["kind_pillar"] = Message(upper)
        words["kind_measure"] = Message(plan.writing.say("between-choices").join(lower))

    @cache
    def modules() -> Mapping[str, str]:
        found = {path.stem: path.read_text("utf-8") for path in sorted((templates / "web" / "search").glob("*.js"))}
        if plan.writing.spaced:
            found["engine"] = found["spaced"]
        return {**found, "settings": f"export const settings = {json.dumps({**settings, 'japanese': japanese})};\n"}

    def script(name: str) -> bytes:
        said = {key: text for key, text in words.items() if not key.startswith(_FOUND_BY)}
        return _with_words(modules(), name, said).encode()

    @cache
    def packed() -> Mapping[str, bytes]:
        listed = (*list_pages(pages, words, outline.shown), *others)
        data = search_data(outline, ways_in, analyser, listed, templates / "topics", sounds())
        return {name: data_script(name, part, japanese=japanese) for name, part in data.items()}

    scripts = {f"search/{name}.js": partial(script, name) for name in _LOADED}
    return LazyFiles({**scripts, **{f"search/{name}.js": partial(lambda name: packed()[name], name) for name in _DATA}})


_DATA = ("data-texts", "data-topics", "data-sounds", "data-latin", "data-chinese", "data-others")
"""The parts of the search data."""
_LOADED = ("search", "dialog", "page", "highlight", "worker", "helped")
"""The scripts a browser asks for by name; each is joined with what it imports, so that a slow network asks once."""


def _with_words(modules: Mapping[str, str], entry: str, words: Mapping[str, str]) -> str:
    """A script with the words of the interface that it says: by their name, or by its beginning (`kind_${kind}`)."""
    silent = published({**modules, "words": 'export const words = "@words@";\n'}, entry)
    said = {
        key: text for key, text in words.items() if f'"{key}"' in silent or f"`{key.partition('_')[0]}_${{" in silent
    }
    return silent.replace('"@words@"', json.dumps(said, ensure_ascii=False, separators=(",", ":")), 1)


_OLD_SEARCH_FILES = ("search/search_index.json", "assets/javascripts/workers")
_OLD_SEARCH_MARKS = regex(r'class="[^"]*\bmd-search\b|data-md-component="search')


def old_search(site: Path) -> tuple[str, ...]:
    """Traces in a finished site of a theme's own search, which would stand beside ours: one line each.

    A new version of a theme brings it back in silence; a build that finds a trace must fail.
    """
    found = [name for name in _OLD_SEARCH_FILES if (site / name).exists()]
    for path in sorted(site.rglob("*.html")):
        html = path.read_bytes().decode()
        said = "md-search" in html or 'data-md-component="search' in html  # a pattern takes longer to find nothing
        if said and (mark := _OLD_SEARCH_MARKS.search(html)):
            found.append(f"{path.relative_to(site).as_posix()}: {mark[0]}")
    return tuple(found)


def search_data(
    outline: Outline,
    ways_in: Iterable[tuple[str, str]],
    analyser: Analyser,
    pages: Sequence[SearchDocument] = (),
    topic_folder: Path = TEMPLATE_FOLDER / "topics",
    sounds: Sounds = MappingProxyType({}),
) -> Mapping[str, Mapping[str, object]]:
    """The search data of a plan. ``ways_in``: title and URL of the pages to offer where nothing is found."""
    plan = outline.index.plan
    actors = {actor.id: (actor.short, actor.name) for actor in plan.actors}
    found = (*documents(outline), *pages)
    texts = (text for doc in found for text in (doc.title, doc.text, *doc.aliases))
    topics = topics_of(load_topics(topic_folder / plan.language), plan.synonyms, texts)
    help = {topic.id: contacts_for(topic, plan.contacts) for topic in topics if topic.danger}
    if plan.writing.readings:
        return build_index(found, topics, load_foreign(topic_folder), actors, ways_in, analyser, help, sounds)
    data = build_index(found, topics, Foreign({}, {}), actors, ways_in, Unread(), help)
    return {**data, "data-texts": {**data["data-texts"], "language": plan.language}}


def contacts_for(topic: SearchTopic, contacts: Iterable[model.Contact]) -> list[Mapping[str, str]]:
    """What is said of the contacts whose words are words of a topic: whom to call, and where to read more."""
    said = {bare(phrase) for phrase in topic.phrases}
    return [
        {
            "name": contact.name,
            "about": "".join(_plain(contact.about)),
            "phone": contact.phone or "",
            "hours": contact.hours or "",
            "url": f"{CONTACT_PAGE}#{contact.id}",
        }
        for contact in contacts
        if said.intersection(bare(word) for word in contact.words)
    ]


def build_index(
    documents: Sequence[SearchDocument],
    topics: Sequence[SearchTopic],
    foreign: Foreign,
    actors: Mapping[str, tuple[str, ...]],
    ways_in: Iterable[tuple[str, str]],
    analyser: Analyser,
    help: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    sounds: Sounds = MappingProxyType({}),
) -> Mapping[str, Mapping[str, object]]:
    """The search data in parts, each fetched as it is needed; equal input gives equal data.

    ``data-texts``: what answers a query that stands in the plan, and the words of danger. ``data-topics``: for all
    other queries. ``data-sounds``: how these sound, for queries without kanji. ``data-latin``, ``data-chinese``,
    ``data-others``: what they are called in languages of that script, for queries without kana.

    ``actors``: id → its names, the short one first. ``help``: id of a topic of danger → whom to call.
    """
    searched = [text for doc in documents for text in (doc.title, doc.text, doc.within, *doc.aliases)]
    searched += [name for names in actors.values() for name in names]
    # Line by line, as ふりがな reads them: what was analysed for one is known for the other.
    searched = [line for text in searched for line in text.splitlines()]
    words = word_list(searched, analyser)
    topics = [
        replace(topic, says=tuple(sorted(topic.says))) for topic in sorted(topics, key=lambda one: not one.danger)
    ]
    dangers = [topic for topic in topics if topic.danger]
    places = {doc.ref: place for place, doc in enumerate(documents)}
    return {
        "data-texts": {
            "format": FORMAT,
            "actors": dict(actors),
            "ways": list(ways_in),
            # In this order it packs a twentieth smaller: what is alike stands together.
            "words": _packed(words),
            "danger": {
                "says": _said(dangers),
                "help": {number: help[topic.id] for number, topic in enumerate(dangers) if help and help.get(topic.id)},
            },
            "docs": _columns(documents, words),
        },
        "data-topics": _packed_topics(topics, places),
        "data-sounds": {
            "sounds": packed_sounds([phrase for topic in topics for phrase in topic.phrases], words, analyser, sounds),
        },
        **_abroad(topics, foreign),
    }


def _said(topics: Iterable[SearchTopic]) -> str:
    """A topic a line: its name and what else people say."""
    return "\n".join(front_coded((topic.name, *topic.says)) for topic in topics)


def _abroad(topics: Sequence[SearchTopic], foreign: Foreign) -> Mapping[str, Mapping[str, object]]:
    """What topics are called in other languages, a part for each script: a query is in one."""
    packed = _packed_foreign(topics, foreign)
    scripts = {language: _script(said) for language, said in foreign.said.items()}
    return {
        f"data-{script}": {
            "foreign": {language: packed[language] for language in packed if scripts[language] == script},
            "said": {language: said for language, said in foreign.said.items() if scripts[language] == script},
        }
        for script in ("latin", "chinese", "others")
    }


def _script(text: str) -> str:
    name = unicodedata.name(next(char for char in text if char.isalpha()), "")
    return "latin" if name.startswith("LATIN") else "chinese" if name.startswith("CJK") else "others"


def _packed_foreign(topics: Sequence[SearchTopic], foreign: Foreign) -> Mapping[str, str]:
    """Language → a line for each topic, in the order of topics: what it is called there, with a bar between."""
    return {
        language: "\n".join("|".join(foreign.words.get(topic.id, {}).get(language, ())) for topic in topics)
        for language in foreign.said
    }


_NAMED = (("consult", CONSULT), ("tongues", LANGUAGE))


def _packed_topics(topics: Sequence[SearchTopic], places: Mapping[str, int]) -> Mapping[str, object]:
    """Topics by column, those of danger first, whose words come with the texts."""
    return {
        "says": _said(topic for topic in topics if not topic.danger),
        "leads": "\n".join("|".join(topic.leads) for topic in topics),
        "first": {n: places[topic.first] for n, topic in enumerate(topics) if topic.first and topic.first in places},
        **{name: next((n for n, topic in enumerate(topics) if topic.id == id), -1) for name, id in _NAMED},
    }


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
    derived = "".join(read for _, read in words.read(doc.title))
    own = hiragana(doc.reading)
    return "" if _letters(own) in _letters(derived) else own


def _letters(text: str) -> str:
    """Without marks and spaces, which the engine passes over."""
    return "".join(char for char in text if char.isalnum() and char != "ー")


def _packed(words: WordList) -> str:
    """Two columns in the order of readings: words, and how they read, with a bar between parts: ``共同|募金``.

    A part without kanji reads as it is written, and its reading is left out.
    """
    rows = sorted(
        ("|".join("" if read == hiragana(surface) else read for surface, read in parts), surfaces)
        for parts in words.parts.values()
        if (surfaces := "|".join(surface for surface, _ in parts))
    )
    return "\n".join(surfaces for _, surfaces in rows) + "\t" + front_coded(reading for reading, _ in rows)


_FOUND_BY = "found_by_"
"""Begins the keys of the interface's words by which people look for a page: ``found_by_downloads: PDF / …``."""


_ON_PAGES: Mapping[str, str] = {"lacking": "pending/", "erratum": "pending/", "reason": "pending/"}
"""Role of a line → the page it is read on, where that is the page of no entry."""


def list_pages(
    pages: Iterable[tuple[str, str]], words: Mapping[str, str], lines: Iterable[Line] = ()
) -> tuple[SearchDocument, ...]:
    """Pages that are no entry of the plan, such as the downloads', where the interface has words to find them by.

    Lists of what the plan has need none: their entries are found. ``lines``: those that may stand on such a page.
    """
    texts: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.role in _ON_PAGES:
            texts.setdefault(_ON_PAGES[line.role], {})[line.text] = None
    return tuple(
        SearchDocument(
            ref=f"page:{url}",
            kind="page",
            title=title,
            url=url,
            aliases=tuple(words[key].split(" / ")),
            text="\n".join(texts.get(url, ())),
        )
        for title, url in pages
        if (key := f"{_FOUND_BY}{url.rstrip('/')}") in words
    )


_OF_ENTRY = frozenset({"definition", "description", "alternative", "plain"})
"""Roles of lines beside the text that are read on the page of their entry."""
_OF_CONTACT = frozenset({"description", "phone", "address", "hours", "note"})
"""Roles of lines of a contact that are shown with a hit; who types its words wants these."""
_SHOWN_ABOVE = frozenset({"title", "heading", "contents", "action", "caption"})
"""Roles of lines that repeat the title of a document."""


def documents(outline: Outline) -> tuple[SearchDocument, ...]:
    """What can be found in a plan, in its order. Every line of the plan is in one of them.

    What has no title, such as most tables, is no document: its lines are the words of what it stands in.
    """
    of_figures = {(entry.parent, entry.title) for entry in outline.by_kind.get("figure", ())}
    found = {entry.ref for entry in outline.entries.values() if _can_be_found(outline, entry)}
    texts: dict[str, list[str]] = {}
    for line in outline.shown:
        of_entry = line.part == "text" or line.role in _OF_ENTRY or line.part == "contacts"
        home = _home(outline, line.entry, found) if of_entry else None
        if home is None or (home == line.entry and line.role in _SHOWN_ABOVE):
            continue
        if line.part == "contacts" and line.role not in _OF_CONTACT:
            continue
        # The number of a note would cut the words it stands between.
        words, known = line.with_marks(lambda note: ""), texts.setdefault(home, [])
        if line.part == "text" or words not in known:
            known.append(words)
    documents = []
    for entry in outline.entries.values():
        if entry.ref not in found:
            continue
        value = _value(outline, entry)
        text = "\n".join(texts.get(entry.ref, ()))
        if not text and (entry.ref, entry.title) in of_figures:
            continue  # its one figure is the same thing, and says more
        documents.append(_document(outline, entry, value, text))
    return tuple(documents)


def _can_be_found(outline: Outline, entry: Entry) -> bool:
    value = _value(outline, entry)
    # A note that explains a term is found as the term.
    return entry.kind != "plan" and bool(entry.title) and not (isinstance(value, model.Note) and value.term)


def _home(outline: Outline, ref: str | None, found: Set[str]) -> str | None:
    """The document a line of ``ref`` belongs to: ``ref`` itself, its term, or the nearest that holds it."""
    while ref is not None and ref not in found:
        entry = outline.entries.get(ref)
        value = None if entry is None else _value(outline, entry)
        if isinstance(value, model.Note) and value.term:
            ref = f"term:{value.term}"
        else:
            ref = None if entry is None else entry.parent
    return ref


def _value(outline: Outline, entry: Entry) -> object:
    return outline.index.entities[entry.ref].value if entry.ref in outline.index.entities else None


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
    return outline.index.plan.writing.say("between-places").join(reversed(numbers))


def _actor(action: ActionPlace | None, entry: Entry) -> str:
    if action is not None:
        return action.actor
    return entry.id if entry.kind == "actor" else ""


def _aliases(value: object) -> tuple[str, ...]:
    match value:
        case model.Term() | model.Programme():
            return value.aliases
        case model.Audience() | model.Subject() | model.Contact():
            return value.words
        case model.Actor():
            return (value.short,)
    return ()


def _plain(text: Text | None) -> tuple[str, ...]:
    return tuple(plain(paragraph) for paragraph in parse(text.markdown)) if text is not None else ()
