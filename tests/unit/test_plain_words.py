"""What editors say in plain words: shown as theirs, gathered on one page, and never taken for the plan's words."""

from __future__ import annotations

import pytest

from keikaku.outputs.search import documents
from keikaku.outputs.site import site
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from tests.specimens import TINY, TOP, outline

VISITING = "自分から「助けて」と言えない人の家に、会いに行きます。"


@pytest.fixture(scope="module")
def aono() -> Outline:
    return outline(TOP / "examples" / "aono" / "plan")


@pytest.fixture(scope="module")
def pages(aono: Outline) -> dict[str, str]:
    return {page.path: page.body.replace("<wbr>", "") for page in site(aono, TEMPLATE_FOLDER).pages}


def test_plain_words_are_said_to_be_the_editors(pages: dict[str, str]) -> None:
    card = pages["measures/visiting/"].partition('<div class="plain-words fold"')[2]
    assert card.index("やさしい言葉で") < card.index(VISITING) < card.index("事務局の言葉です。")


def test_they_are_no_words_of_the_plan(aono: Outline) -> None:
    assert not [line for line in aono.lines if line.role == "plain"]
    assert {line.part for line in aono.shown if line.role == "plain"} == {"site"}


def test_one_page_gathers_them_in_the_order_of_the_plan(pages: dict[str, str]) -> None:
    easy = pages["easy/"]
    places = [easy.index(f">{name}</a>") for name in ("1-1 ふだんの居場所", "3-1 ひとつの窓口", "3-2 こちらから訪ねる")]
    assert places == sorted(places)
    assert 'href="easy/"' in pages[""]


def test_a_plan_without_any_has_no_such_page() -> None:
    pages = {page.path: page.body for page in site(outline(TINY), TEMPLATE_FOLDER).pages}
    assert "easy/" not in pages
    assert "easy/" not in pages[""]


def test_a_measure_is_found_by_its_plain_words(aono: Outline) -> None:
    (found,) = (document for document in documents(aono) if VISITING in document.text)
    assert found.ref == "measure:visiting"
