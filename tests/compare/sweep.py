"""Plans edited in one place: everywhere a reader's word is written in a file."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import plain_text
from keikaku.outputs.compare.table import Change, ComparisonTable, ComparisonView, table
from keikaku.outputs.print import print_draft_data
from keikaku.outputs.print.typeset import as_json
from keikaku.outputs.site import site
from keikaku.pipeline import load, outline_of
from keikaku.plan.addresses import moved
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.tokens import boundaries

MARK = "ゑゐ"
"""Stands in no plan; of hiragana, so that it may stand in a reading too."""
FIRST_NUMBER = 4321

Edit = tuple[str, Mapping[Path, str]]
"""A mark, and the files with it."""

NO_WORDS = frozenset({"t", "ref", "to", "kind", "colour", "svg", "again", "language", "labels", "words", "glued"})
"""Keys of the data of print whose values nobody reads."""


class Sweep:
    """Edits of a plan, one at a time. ``folder``: where a copy is kept and edited."""

    def __init__(self, plan: Path, folder: Path) -> None:
        shutil.copytree(plan, folder)
        self.folder = folder
        self.texts = {path.relative_to(folder): path.read_text("utf-8") for path in sorted(folder.rglob("*.yml"))}
        found = self.outline()
        assert found is not None
        self.before: Outline = found

    def outline(self) -> Outline | None:
        loaded = load(self.folder, display="plan")
        return outline_of(loaded.index) if loaded.sound and loaded.index is not None else None

    def edited(self, texts: Mapping[Path, str]) -> Outline | None:
        """The plan with other texts in some files; None where it is no plan any more."""
        for path, text in texts.items():
            (self.folder / path).write_text(text, "utf-8")
        try:
            return self.outline()
        finally:
            for path in texts:
                (self.folder / path).write_text(self.texts[path], "utf-8")

    def words(self) -> list[str]:
        """Every text that stands in the files and holds more than an id or a choice of the schema."""
        found = (value for text in self.texts.values() for value in _leaves(yaml.safe_load(text)))
        return sorted({value for value in found if isinstance(value, str) and not re.fullmatch(r"[ -~]*", value)})

    def words_alone(self, words: Sequence[str]) -> Iterator[tuple[Outline, list[str]]]:
        """The plan with each of ``words`` made others wherever they stand: what is quoted must stay as it is quoted."""
        return self.alone([(_mark(n), _marked(self.texts, one, _mark(n))) for n, one in enumerate(words)])

    def numbers(self) -> list[Edit]:
        """Another number for each number of the plan."""
        taken = "".join(self.texts.values())
        free = (str(n) for n in itertools.count(FIRST_NUMBER) if str(n) not in taken and f"{n:,}" not in taken)
        return [
            (number, {path: f"{text[: found.start()]}{number}{text[found.end() :]}"})
            for path, text in self.texts.items()
            for found, number in zip(
                re.finditer(r"(?<=[:\[,-] )\d[\d.]*(?=$|[,\]])", text, re.MULTILINE), free, strict=False
            )
        ]

    def alone(self, edits: Iterable[Edit]) -> Iterator[tuple[Outline, list[str]]]:
        """Plans that hold each edit once, as the only one in all the files that it touches; and the marks of each plan.

        The same as a plan for every edit, for a fiftieth of the reading: entries are compared by file. Edits that make
        no plan together are tried by halves, one that makes none by itself is left out.
        """
        waiting: list[list[Edit]] = []
        for mark, texts in edits:
            free = (some for some in waiting if all(texts.keys().isdisjoint(others) for _, others in some))
            batch = next(free, None)
            if batch is None:
                waiting.append(batch := [])
            batch.append((mark, texts))
        while waiting:
            some = waiting.pop()
            new = self.edited({path: text for _, texts in some for path, text in texts.items()})
            if new is not None:
                yield new, [mark for mark, _ in some]
            elif len(some) > 1:
                middle = len(some) // 2
                waiting += (some[middle:], some[:middle])

    def with_marks(self, part: int = 0, parts: int = 1) -> tuple[Outline, list[str]]:
        """The plan with a mark of its own behind as many of its words as can be changed together; and those marks.

        ``part``, ``parts``: of every so many words one. Words that make no plan together are tried by halves, so that
        a large plan is read only as often as some of its words have to stay.
        """
        named = [(words, _mark(n)) for n, words in enumerate(self.words())][part::parts]
        texts, marks, made = self.texts, list[str](), self.before
        waiting = [named]
        while waiting:
            some = waiting.pop()
            more = texts
            for words, mark in some:
                more = {**more, **_marked(more, words, mark)}
            new = self.edited({path: text for path, text in more.items() if text != self.texts[path]})
            if new is not None:
                texts, made = more, new
                marks += (mark for _, mark in some)
            elif len(some) > 1:
                middle = len(some) // 2
                waiting += (some[middle:], some[:middle])
        return made, marks


def _mark(n: int) -> str:
    return MARK[0] + "".join("あいうえおかきくけこ"[int(digit)] for digit in f"{n:04}") + MARK[1]


def _marked(texts: Mapping[Path, str], words: str, mark: str) -> dict[Path, str]:
    first = words.strip().splitlines()[0]
    return {path: text.replace(first, first + mark) for path, text in texts.items() if first in text}


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from _leaves(below)
    else:
        yield value


def print_words(outline: Outline) -> list[str]:
    """What the print draft says, in its order."""
    return list(_words(json.loads(as_json(print_draft_data(outline, TEMPLATE_FOLDER, appendix=True)))))


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key not in NO_WORDS:
                yield from _words(value)
    elif isinstance(data, list | tuple):
        for apart, values in groupby(data, lambda value: not isinstance(value, Mapping) or value.get("t") != "word"):
            found = (words for value in values for words in _words(value))
            yield from found if apart else ("".join(found),)  # a head of a table in its words
    elif isinstance(data, str):
        yield data


_ATTRIBUTE = re.compile(r'(?:title|alt|aria-label|data-head|content)="([^"]*)"')


_HELD = re.compile(r'<wbr>|<span class="whole">([^<]*)</span>')
"""What says where lines end, and parts no words."""
_GONE = re.compile(r'<aside class="moved".*?</aside>|<h2 id="moved_parts">.*?</ul>', re.DOTALL)
"""What an earlier edition had, told to who comes by its old address; this one does not say it."""


def site_words(outline: Outline) -> list[str]:
    """What the pages say, names of their elements included."""
    made = site(outline, TEMPLATE_FOLDER)
    found = [made.frame.site_name, made.frame.description, made.frame.status, made.frame.date]
    old = {address.published.page for address in moved(outline)} - {entry.page for entry in outline.entries.values()}
    for page in (page for page in made.pages if page.path not in old):
        found += [page.title, page.description, *_ATTRIBUTE.findall(body := _GONE.sub("", page.body))]
        found += re.sub(r"<[^>]*>", "\n", _HELD.sub(r"\1", body)).split("\n")
    return [words for text in found if (words := unescape(text).strip())]


def shown(old: Outline, new: Outline, view: ComparisonView) -> ComparisonTable:
    return table(compare(old, new, boundaries), view)


def columns(made: ComparisonTable) -> tuple[str, str]:
    """The words of the new and of the old column."""
    rows = [row for row in made.rows if isinstance(row, Change)]
    return "\n".join(plain_text(row.new) for row in rows), "\n".join(plain_text(row.old) for row in rows)
