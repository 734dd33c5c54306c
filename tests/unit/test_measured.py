"""The statement of accessibility says what was measured, and no more."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.site import site
from keikaku.outputs.site.measured import Check, Measured, page_fingerprint, read_measured
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from tests.browser.results import differences, summary
from tests.specimens import TINY, TOP, ChangedPlan, outline

NOTES = [
    {"check": "axe", "pages": ["/", "/a/"], "faults": 0, "browser": "1.0"},
    {"check": "axe", "pages": ["/b/"], "faults": 0, "browser": "1.0"},
    {"check": "menu", "pages": ["/"], "faults": 0, "browser": "1.0"},
]
EDITION = {"id": "town", "status": "案", "edition": "令和9年", "pages": {"/": "1", "/a/": "2", "/b/": "3", "/c/": "4"}}


def test_what_the_tests_hand_over_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "town.json").write_text(json.dumps(summary(NOTES, EDITION)), "utf-8")
    found = read_measured("town", tmp_path)
    assert found is not None
    assert (found.status, found.edition) == ("案", "令和9年")
    assert found.pages == {"": "1", "a/": "2", "b/": "3"}
    assert found.checks == (
        Check(check="axe", pages=3, faults=0),
        Check(check="menu", pages=1, faults=0),
    )
    assert read_measured("another-town", tmp_path) is None


def changed(**check: Any) -> dict[str, Any]:
    found = summary(NOTES, EDITION)
    found["checks"][0] |= check
    return found


@pytest.mark.parametrize(
    ("said", "untrue"),
    [
        (changed(), []),
        (changed(pages=4), ["axe: 4 pages, 0 faults"]),
        (changed(faults=1), ["axe: 3 pages, 1 faults"]),
        (changed(check="colour"), ["colour: 3 pages, 0 faults"]),
        (changed(faults=1) | {"pages": {"/": "1", "/a/": "2"}}, []),  # /b/ came later: the statement says so itself
        (changed(faults=1) | {"pages": {"/": "1", "/a/": "2", "/b/": "0"}}, []),  # and so it does of what was edited
    ],
)
def test_a_statement_that_says_something_else_is_found(said: dict[str, Any], untrue: list[str]) -> None:
    assert differences(said, summary(NOTES, EDITION)) == untrue


def test_every_check_has_words_and_every_word_is_of_a_check() -> None:
    words = load_messages(MESSAGE_FOLDER, "ja", "web")
    made = {
        name
        for path in (TOP / "tests" / "browser").glob("*.py")
        for name in re.findall(r'\b(?:measured\(\s*|Look\(\s*check=)"([a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert {f"check_{name.replace('-', '_')}" for name in made} == {key for key in words if key.startswith("check_")}


def statement(outline: Outline, measured: Measured | None) -> str:
    made = site(outline, TEMPLATE_FOLDER, measured=measured)
    return next(page.body for page in made.pages if page.path == "accessibility/").replace("<wbr>", "")


def measurement(outline: Outline) -> Measured:
    """Of the site as it is."""
    return Measured(
        date="2026-11-25",
        status="案",
        edition="令和8年（2026年）11月",
        tools=(("Chromium", "1.0"),),
        pages={page.path: page_fingerprint(page.body) for page in site(outline, TEMPLATE_FOLDER).pages},
        checks=(Check(check="axe", pages=41, faults=3),),
    )


def words_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_the_statement_says_when_and_on_which_edition_and_what_came_out(tiny: Outline) -> None:
    shown = statement(tiny, measurement(tiny))
    assert re.search(r"axe-core の検査.*?<td[^>]*>41</td><td[^>]*>3</td>", shown, re.S)
    assert "2026年11月25日" in shown
    assert "案（令和8年（2026年）11月）" in words_of(shown)
    assert "確かめたときのままです" in shown


def test_the_statement_stays_true_when_a_page_is_added_or_edited(tiny: Outline, changed_plan: ChangedPlan) -> None:
    """What was not measured is not said to have been."""
    before = measurement(tiny)
    added = statement(tiny, replace(before, pages={p: f for p, f in before.pages.items() if p != "glossary/"}))
    assert "次の1ページ" in added
    assert 'href="../glossary/"' in added
    assert "確かめたときのままです" not in added
    challenge = (TINY / "challenges/empty-houses.yml").read_text("utf-8")
    title = re.findall(r"^title: (.*)$", challenge, re.MULTILINE)[0]
    plan = changed_plan({"challenges/empty-houses.yml": challenge.replace(title, f"{title}である")})
    edited = statement(outline(plan), before)
    assert re.search(r"その後に、[1-9][0-9]*ページの内容が変わりました", edited)
    assert "確かめたときのままです" not in edited


def test_a_check_of_another_version_of_this_program_is_left_out(tiny: Outline) -> None:
    known = measurement(tiny)
    shown = statement(tiny, replace(known, checks=(*known.checks, Check(check="smell", pages=1, faults=0))))
    assert shown == statement(tiny, known)


@pytest.mark.parametrize("is_measured", [True, False])
def test_what_was_not_tested_is_always_said(tiny: Outline, is_measured: bool) -> None:
    shown = statement(tiny, measurement(tiny) if is_measured else None)
    for words in ("画面読み上げソフト", "障害のある人", "Chromium 以外", "「準拠」しているとは表明していません"):
        assert words in shown
    assert ("まだ何も確かめていません" in shown) != is_measured
