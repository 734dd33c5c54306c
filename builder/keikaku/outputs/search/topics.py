"""What people worry about, in their own words, and the words by which a plan answers: the tool's list and the plan's.

The tool's list (``site_templates/topics/LANGUAGE``) is about life and holds in any city. ``plan/synonyms.yml`` is about
one plan: where its words are words of a topic, its leads come first for that topic; else it makes a topic of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from keikaku.dataclass import dataclass
from keikaku.kept import own_yaml
from keikaku.plan.model import Synonym

MOST_LEADS = 4
CONSULT = "consult"
"""The topic of where to turn to, which is shown where nothing is found."""
LANGUAGE = "language"
"""The topic of other languages, to which who writes in one is led where there are no words of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTopic:
    """Something people ask about."""

    id: str
    """Empty for what the plan alone has."""
    name: str
    says: tuple[str, ...] = ()
    """What people say; the name is one of these ways and is not repeated."""
    leads: tuple[str, ...]
    """Words of plans, the nearest first."""
    otherwise: str = ""
    """Id of the wider topic, where a plan has none of these words."""
    danger: bool = False
    """Whether life or safety is in question: help is spoken of before any hit."""
    first: str | None = None
    """The entry shown before all others."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """All that people say; a name of several (妊娠・出産) is as many."""
        return (*self.name.split("・"), *self.says)


@cache
def load_topics(folder: Path) -> tuple[SearchTopic, ...]:
    """The tool's topics, of all files in a folder; none where there is no such folder: no list in that language."""
    found: list[SearchTopic] = []
    for path in sorted(folder.glob("*.yml")):
        for entry in own_yaml(path, site=True):
            found.append(
                SearchTopic(
                    id=entry["id"],
                    name=entry["name"],
                    says=tuple(entry.get("says", ())),
                    leads=tuple(entry["plan"]),
                    otherwise=entry.get("else", ""),
                    danger=entry.get("danger", False),
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Foreign:
    """What topics are called in other languages."""

    said: Mapping[str, str]
    """Language → what is said above the hits, in that language."""
    words: Mapping[str, Mapping[str, Sequence[str]]]
    """Id of the topic → language → its words."""


@cache
def load_foreign(folder: Path) -> Foreign:
    """The words of ``foreign.yml``; none where there is no such file."""
    path = folder / "foreign.yml"
    if not path.exists():
        return Foreign({}, {})
    data = own_yaml(path, site=True)
    return Foreign(data["said"], data["words"])


def topics_of(
    general: Sequence[SearchTopic], synonyms: Iterable[Synonym], texts: Iterable[str]
) -> tuple[SearchTopic, ...]:
    """The topics of one plan: every lead stands in its ``texts``. What leads nowhere and is no danger is left out."""
    merged = _with_plan(general, synonyms)
    whole = "\n".join(bare(text) for text in texts)
    known: dict[str, bool] = {}

    def stands(word: str) -> bool:
        if word not in known:
            known[word] = bare(word) in whole
        return known[word]

    by_id = {topic.id: topic for topic in merged if topic.id}
    found = (replace(topic, leads=_leads(topic, by_id, stands)) for topic in merged)
    return tuple(topic for topic in found if topic.leads or topic.danger)


def bare(text: str) -> str:
    """A text as words are compared: without width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _with_plan(general: Sequence[SearchTopic], synonyms: Iterable[Synonym]) -> Sequence[SearchTopic]:
    topics = list(general)
    place = {bare(word): number for number, topic in enumerate(general) for word in (topic.name, *topic.phrases)}
    for synonym in synonyms:
        shared = dict.fromkeys(place[bare(word)] for word in synonym.words if bare(word) in place)
        for number in shared:
            topic = topics[number]
            leads = tuple(dict.fromkeys((*synonym.leads_to, *topic.leads)))
            topics[number] = replace(topic, leads=leads, first=topic.first or synonym.first)
        own = [word for word in synonym.words if bare(word) not in place]
        if own and len(shared) == 1:
            (number,) = shared
            topics[number] = replace(topics[number], says=(*topics[number].says, *own))
        elif own:
            topics.append(
                SearchTopic(id="", name=own[0], says=tuple(own[1:]), leads=synonym.leads_to, first=synonym.first)
            )
    return topics


def _leads(topic: SearchTopic, by_id: Mapping[str, SearchTopic], stands: Callable[[str], bool]) -> tuple[str, ...]:
    """The words of a topic that a plan has; else those of the wider one."""
    seen: SearchTopic | None = topic
    while seen is not None:
        for words in (seen.leads, seen.phrases):
            found = tuple(islice(filter(stands, words), MOST_LEADS))  # looking for each in all texts takes long
            if found:
                return found
        seen = by_id.get(seen.otherwise)
    return ()
