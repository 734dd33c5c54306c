"""Whatever is written in a text of the plan: told in messages, or made into site, PDF and data that say the same."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keikaku.hosts.reporting.formats import format_text
from keikaku.hosts.website import Website, website
from keikaku.outputs.site.links import broken_links
from keikaku.pipeline import Loaded, load
from keikaku.text.prose import parse, plain
from tests.print.extract import tag_tree
from tests.specimens import TINY

_WORDS = ("声をかけます", "お茶", "相談の窓口", "2025年", "30%", "A市", "〇〇", "～", "①", "ー", "A&B", "x<y", "50 km")
_SIGNS = (
    "。",
    "、",
    "「",
    "」",
    "（",
    "）",
    " ",
    "\n",
    "\n\n",
    "　",
    ":",
    "：",
    "#",
    "- ",
    "1. ",
    "|",
    "=",
    "+",
    "@",
    "~",
)
_MARKS = (
    "*",
    "**",
    "_",
    "`",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<b>",
    "</b>",
    "&amp;",
    "<!--",
    "-->",
    "{{",
    "{%",
    "#{",
    "$",
)
_LINKS = (
    "[](measure:tea)",
    "[お茶の会](measure:tea)",
    "[x](term:nowhere)",
    "[x](javascript:alert(1))",
    "[x](https://e.example/)",
    '[未定](pending: "時期")',
    "[^note]",
    "[](action:tea)",
)
TEXTS = st.lists(st.sampled_from((*_WORDS, *_WORDS, *_SIGNS, *_MARKS, *_LINKS)), min_size=1, max_size=8).map("".join)
ANY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@dataclass(frozen=True)
class Place:
    """A text of the tiny plan, written on one line."""

    file: str
    start: int
    end: int
    text: str


def places() -> Iterator[Place]:
    for source in load(TINY, display="plan").sources.files:
        name = source.path.removeprefix("plan/")
        for way, at in source.positions.items():
            raw = source.text[at.value_start : at.value_end]
            if re.search(r"[ぁ-ん]", raw) and "\n" not in raw and raw[0] not in "\"'[{|" and way != ("reading",):
                yield Place(name, at.value_start, at.value_end, raw)


PLACES = sorted(places(), key=lambda place: (place.file, place.start))
PURPOSE = next(place for place in PLACES if place.text.startswith("顔を知るため"))
FINDING = next(place for place in PLACES if place.file.startswith("challenges/") and place.text.endswith("なった"))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of(text: str) -> list[str]:
    """By paragraphs, each a line of the data, and parted where the words of another entry or a number come in."""
    gap = "\0"
    shown = (plain(paragraph, lambda scheme, target: gap, lambda id: gap) for paragraph in parse(text))
    return [bare(part) for paragraph in shown for part in paragraph.split(gap)]


@dataclass(frozen=True)
class Made:
    site: str
    pdf: str
    data: str


def made(website: Website, folder: Path) -> Made:
    """The words of the three outputs; every link of the site leads somewhere."""
    for page in website.site.pages:
        path = folder / page.path / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.body, "utf-8")
    for name, content in website.site.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert broken_links(folder) == ()
    # Marks that the site puts behind words of the plan: of a note, of what is not settled.
    marks = r'<sup.*?</sup>|<span class="(?:pending-tag|visually-hidden) own".*?</span>'
    bodies = re.sub(marks, "", "\n".join(page.body for page in website.site.pages), flags=re.DOTALL)
    data = json.loads(website.site.files["downloads/plan.json"])
    return Made(
        site=bare(html.unescape(re.sub(r"<[^>]+>", "", bodies))),
        pdf=bare(tag_tree(website.site.files["downloads/plan.pdf"]).text),
        data=bare("\n".join(strings(data))),
    )


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def changed(place: Place, text: str, folder: Path) -> Loaded:
    plan = folder / "plan"
    shutil.copytree(TINY, plan)
    path = plan / place.file
    whole = path.read_text("utf-8")
    path.write_text(whole[: place.start] + json.dumps(text, ensure_ascii=False) + whole[place.end :], "utf-8")
    return load(plan, display="plan")


@cache
def shown_in(place: Place) -> frozenset[str]:
    """The outputs in which a text of this place stands, found with a word that stands nowhere else."""
    with TemporaryDirectory() as folder:
        loaded = changed(place, "ゐゑの印", Path(folder))
        if not loaded.sound or loaded.index is None:
            return frozenset()
        now = made(website(loaded.index), Path(folder) / "site")
    return frozenset(name for name in ("site", "pdf", "data") if "ゐゑの印" in getattr(now, name))


def test_the_places_are_of_all_kinds() -> None:
    """Titles, sentences and details stand in all three outputs; most of the texts do."""
    assert len(PLACES) > 30
    assert {place.file.partition("/")[0] for place in PLACES} >= {"measures", "terms", "challenges", "chapters"}
    assert shown_in(PURPOSE) == {"site", "pdf", "data"}


@pytest.mark.slow
@settings(max_examples=8)
@given(st.sampled_from(PLACES), TEXTS)
def test_what_passes_the_check_is_in_site_pdf_and_data_alike(place: Place, text: str) -> None:
    assert_told_or_alike(place, text)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (FINDING, '[未定](pending: "時期")声をかけます'),
        (PURPOSE, "x<y &amp; A&B {{ 50 km }} #{$} \\* [お茶の会](measure:tea)～**相談の窓口**"),
        (PURPOSE, "<b>[x](javascript:alert(1))"),
    ],
    ids=["open", "signs", "refused"],
)
def test_these_texts_are_in_site_pdf_and_data_alike(place: Place, text: str) -> None:
    assert_told_or_alike(place, text)


def assert_told_or_alike(place: Place, text: str) -> None:
    """Where a text of this place is shown, this one is, word for word; and every link resolves."""
    with TemporaryDirectory() as folder:
        loaded = changed(place, text, Path(folder))
        told = format_text(loaded.diagnostics, loaded.sources.texts)
        if not loaded.sound or loaded.index is None:
            assert "エラー[" in told
            return
        site = website(loaded.index)
        now = made(site, Path(folder) / "site")
    outputs = [getattr(now, name) for name in shown_in(place)]
    # A name that is no text but a plain string is shown as it was typed, signs and all; but then everywhere.
    forms = (words_of(text), [bare(text)])
    assert any(all(part in output for part in form for output in outputs) for form in forms)


@pytest.mark.slow
@settings(max_examples=6)
@given(st.sampled_from(PLACES), ANY)
def test_any_characters_are_reported_or_made(place: Place, text: str) -> None:
    """Nothing may stop what passed the check."""
    with TemporaryDirectory() as folder:
        loaded = changed(place, text, Path(folder))
        told = format_text(loaded.diagnostics, loaded.sources.texts)
        assert loaded.sound == ("エラー[" not in told)
        if loaded.sound and loaded.index is not None:
            made(website(loaded.index), Path(folder) / "site")
