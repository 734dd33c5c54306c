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
from keikaku.outputs.site.measured import Check, Measured, read_measured
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from tests.browser.results import differences, summary
from tests.specimens import TOP

NOTES = [
    {"check": "axe", "pages": ["/", "/a/"], "faults": 0, "browser": "1.0"},
    {"check": "axe", "pages": ["/b/"], "faults": 0, "browser": "1.0"},
    {"check": "menu", "pages": ["/"], "faults": 0, "browser": "1.0"},
]


def test_what_the_tests_hand_over_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "town.json").write_text(json.dumps(summary(NOTES)), "utf-8")
    found = read_measured("town", tmp_path)
    assert found is not None
    assert found.pages == {"", "a/", "b/"}
    assert found.checks == (
        Check(check="axe", pages=3, faults=0),
        Check(check="menu", pages=1, faults=0),
    )
    assert read_measured("another-town", tmp_path) is None


def changed(**check: Any) -> dict[str, Any]:
    found = summary(NOTES)
    found["checks"][0] |= check
    return found


@pytest.mark.parametrize(
    ("said", "untrue"),
    [
        (changed(), []),
        (changed(pages=4), ["axe: 4 pages, 0 faults"]),
        (changed(faults=1), ["axe: 3 pages, 1 faults"]),
        (changed(check="colour"), ["colour is not measured"]),
        (changed(pages=2) | {"pages": ["/", "/a/"]}, []),  # /b/ came later: the statement says so itself
    ],
)
def test_a_statement_that_says_something_else_is_found(said: dict[str, Any], untrue: list[str]) -> None:
    assert differences(said, summary(NOTES)) == untrue


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
    return next(page.body for page in made.pages if page.path == "accessibility/")


def test_the_statement_counts_pages_and_names_those_not_seen(tiny: Outline) -> None:
    pages = frozenset(page.path for page in site(tiny, TEMPLATE_FOLDER).pages)
    measured = Measured(
        date="2026-11-25",
        tools=(("Chromium", "1.0"),),
        pages=pages,
        checks=(Check(check="axe", pages=41, faults=3),),
    )
    shown = statement(tiny, measured)
    assert re.search(r"axe-core の検査.*?<td[^>]*>41</td><td[^>]*>3</td>", shown, re.S)
    assert "2026年11月25日" in shown
    assert "その後にできた" not in shown
    later = statement(tiny, replace(measured, pages=pages - {"glossary/"}))
    assert "次の1ページ" in later
    assert 'href="../glossary/"' in later


@pytest.mark.parametrize("measured", [None, Measured(date="2026-11-25", tools=(), pages=frozenset(), checks=())])
def test_what_was_not_tested_is_always_said(tiny: Outline, measured: Measured | None) -> None:
    shown = statement(tiny, measured)
    for words in ("画面読み上げソフト", "障害のある人", "Chromium 以外", "「準拠」しているとは表明していません"):
        assert words in shown
    assert ("まだ何も確かめていません" in shown) == (measured is None)
