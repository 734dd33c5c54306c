"""Pages as values: what stands on them, and how they point to each other."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.site import Page, SiteFrame, site
from keikaku.outputs.site.colours import colours_css
from keikaku.outputs.site.pages import unrendered_pages
from keikaku.outputs.site.view import LISTED_BESIDE, nearest
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER, THEME_FOLDER
from tests.specimens import TINY, TOP, ChangedPlan, outline

GOLDEN = TOP / "tests/golden/site"


@pytest.fixture(scope="module")
def small(tiny: Outline) -> SiteFrame:
    return site(tiny, TEMPLATE_FOLDER, {"measure:tea": 7}, sheets={"7": 11})


def page(made: SiteFrame, path: str) -> Page:
    return next(found for found in made.pages if found.path == path)


def readable(body: str) -> str:
    """One element a line or so, without what only the templates' layout says."""
    lines = (line.strip() for line in body.splitlines())
    return re.sub(r' d="[^"]*"', ' d="…"', "\n".join(line for line in lines if line)) + "\n"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "measures/tea/",
        "chapters/beginning/",
        "chapters/doing/",
        "challenges/empty-houses/",
        "indicators/",
        "pending/",
    ],
)
def test_pages_of_the_small_plan_are_as_kept(small: SiteFrame, path: str, pytestconfig: pytest.Config) -> None:
    """``pytest --update`` writes them anew; read the difference before keeping it."""
    kept = GOLDEN / f"{path.strip('/').replace('/', '-') or 'home'}.html"
    body = readable(page(small, path).body)
    if pytestconfig.getoption("--update"):
        kept.write_text(body, "utf-8")
    assert body == kept.read_text("utf-8")


def test_the_same_plan_gives_the_same_site(tiny: Outline, small: SiteFrame) -> None:
    again = site(tiny, TEMPLATE_FOLDER, {"measure:tea": 7}, sheets={"7": 11})
    assert again == small
    assert [page.render() for page in again.pages] == [page.render() for page in small.pages]


def test_each_row_of_the_glossary_stands_once(changed_plan: ChangedPlan) -> None:
    """ゔ is a letter of the row あ, and comes last in Unicode."""
    term = "id: {id}\nname: {name}\nreading: {reading}\ndefinition: ことばです。\n"
    files = {
        f"terms/{id}.yml": term.format(id=id, name=name, reading=reading)
        for id, name, reading in (
            ("market", "市", "いち"),
            ("vision", "声", "ゔぉいす"),
            ("wave", "声をかけます", "をん"),
        )
    }
    pages = site(outline(changed_plan(files)), TEMPLATE_FOLDER).pages
    glossary = next(page.body for page in pages if page.path == "glossary/")
    assert re.findall(r'<h2 id="row_\w+">(.+)</h2>', glossary) == ["あ行", "さ行", "わ行"]


def test_titles_and_addresses_are_unique(real: Outline) -> None:
    pages = site(real, TEMPLATE_FOLDER).pages
    assert len({found.title for found in pages}) == len(pages)
    assert len({found.path for found in pages}) == len(pages)
    assert all(found.description for found in pages)


def test_headings_skip_no_level(real: Outline) -> None:
    pages = site(real, TEMPLATE_FOLDER).pages
    assert len(pages) > 5
    for found in pages:
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", found.body)]
        assert levels.count(1) == 1, found.path
        assert levels[0] == 1, found.path
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, (found.path, levels)


def test_nothing_is_styled_or_scripted_in_the_page(real: Outline) -> None:
    pages = site(real, TEMPLATE_FOLDER).pages
    assert len(pages) > 5
    assert [one.path for one in pages if re.search(r"<script|<style|\sstyle=|\son[a-z]+=", one.body)] == []


def test_a_term_is_linked_once_a_page_where_it_first_stands(small: SiteFrame) -> None:
    body = page(small, "measures/tea/").body
    assert body.count('class="term" href="../../programmes/tea-grant/"') == 1
    explained = page(small, "chapters/beginning/").body
    assert explained.count("お茶を飲みながら話す集まりです。") <= 1


def test_a_term_is_no_link_on_its_own_page(small: SiteFrame) -> None:
    assert 'class="term"' not in page(small, "glossary/").body


def test_the_printed_page_is_named_where_it_is_known(small: SiteFrame) -> None:
    link = '<a class="phrases printed" href="../../downloads/plan.pdf#page=11">印刷版 7ページ<wbr>（PDFの11枚目）</a>'
    assert link in page(small, "measures/tea/").body
    assert "印刷版" not in page(small, "measures/patrol/").body


def test_a_stated_link_is_not_marked_as_inferred(small: SiteFrame) -> None:
    """The small plan states its links; the editors' mark would say of the document what is not so."""
    assert all("が本文から判断しました" not in found.body for found in small.pages)


def test_a_kind_the_plan_has_nothing_of_has_no_page(changed_plan: ChangedPlan) -> None:
    chapter = (TINY / "chapters/beginning.yml").read_text("utf-8").replace("[茶話会](term:tea-party)", "茶話会")
    folder = changed_plan({"terms/tea-party.yml": None, "subjects.yml": None, "chapters/beginning.yml": chapter})
    made = site(outline(folder), TEMPLATE_FOLDER)
    paths = {found.path for found in made.pages}
    assert not paths & {"glossary/", "subjects/"}
    assert "glossary/" not in {link.url for link in made.frame.menu}


def test_every_template_has_its_words_and_every_word_its_template() -> None:
    """An unused message is work for a translator that nobody sees."""
    words = load_messages(MESSAGE_FOLDER, "ja", "web")
    code = "".join(path.read_text("utf-8") for path in Path(TOP / "builder").rglob("*.py"))
    folders = (TEMPLATE_FOLDER, THEME_FOLDER)
    web = "".join(path.read_text("utf-8") for folder in folders for path in folder.rglob("*.html"))
    computed = (
        "title_",
        "about_",
        "menu_",
        "pending_",
        "scope_",
        "matrix_",
        "download_",
        "box_",
        "downloads_",
        "check_",
        "untested_",
    )
    assert len(words) > 100
    for key in words:
        if key.startswith("frame_"):
            name = key.removeprefix("frame_")
            assert f"words.{name}" in web or f'words["{name}"]' in code, key
        elif not key.startswith(computed):
            assert f"'{key}'" in web or f'"{key}"' in code, key


def test_colours_come_from_the_plan(tiny: Outline) -> None:
    css = colours_css(tiny.index.plan)
    assert "--site:#7a3b00" in css
    assert "--actor-town-hall:#9cc2f5" in css
    assert ".actor-neighbours{--actor:var(--actor-neighbours)}" in css


def test_neighbours_follow_the_order_of_print(tiny: Outline) -> None:
    words = load_messages(MESSAGE_FOLDER, "ja", "web")
    made = {page.path: page for page in unrendered_pages(tiny, words, {})}
    tea = made["measures/tea/"]
    assert tea.before is None
    assert tea.after is not None
    assert tea.after.id == "patrol"


def test_what_was_corrected_is_said(real: Outline) -> None:
    """The site's words differ from the document's here and there; whoever compares them finds where, and why."""
    body = page(site(real, TEMPLATE_FOLDER), "pending/").body
    certain = [found for found in real.index.plan.errata if found.certain]
    assert certain
    assert all(f"「{found.source}」→「{found.corrected}」" in body and found.reason in body for found in certain)


def test_a_measure_names_those_it_shares_actions_with(real: Outline) -> None:
    """Both ways: from where an action stands, and from where it is listed again."""
    pages = {found.path: found.body for found in site(real, TEMPLATE_FOLDER).pages}
    shared = 0
    for ref, places in real.index.cross_listings.items():
        original = real.index.actions[ref]
        for place in places:
            if place.measure != original.measure:
                shared += 1
                for here, there in ((original, place), (place, original)):
                    related = pages[f"measures/{here.measure}/"].partition('id="measure_related"')[2]
                    assert f'href="../{there.measure}/"' in related
    assert shared


def test_where_the_editors_read_all_links_one_line_says_so(real: Outline) -> None:
    """A mark on every one of them would tell nothing apart."""
    body = page(site(real, TEMPLATE_FOLDER), "framework/").body
    links = [link for measure in real.index.plan.measures for link in measure.challenges]
    assert links
    assert {link.basis for link in links} == {"inferred"}
    assert "の読み取り" not in body
    assert 'inferred"' not in body
    assert body.count("サイトの作成者が本文から判断しました") == 1
    assert all(
        challenge.label in re.sub("<[^>]+>", "", body)
        for challenge in real.entries.values()
        if challenge.kind == "challenge"
    )


def test_where_the_plan_states_others_each_link_of_the_editors_is_marked_for_eye_and_ear(
    changed_plan: ChangedPlan,
) -> None:
    """By the name that the editors give themselves."""
    measure, plan = (TINY / "measures/tea.yml").read_text("utf-8"), (TINY / "plan.yml").read_text("utf-8")
    files: dict[str, str | None] = {
        "measures/tea.yml": measure.replace("basis: stated", "basis: inferred", 1),
        "plan.yml": plan.replace("site:\n", "site:\n  editors: 事務局\n", 1),
    }
    made = site(outline(changed_plan(files)), TEMPLATE_FOLDER)
    body = page(made, "framework/").body
    table = body.partition('<table class="matrix">')[2]
    assert len(re.findall(r'class="mark \w+ inferred"', table)) == 1
    assert table.count("（事務局の読み取り）") == 1
    assert len(re.findall(r'class="number-link \w+ inferred"', body)) == 1
    assert ">事務局の読み取り</span>" in page(made, "measures/tea/").body


def test_lost_figures_are_reported_once_a_section(real: Outline) -> None:
    """Not in every empty box; and what is a doubt of the editors is no open point of the plan."""
    chapter = page(site(real, TEMPLATE_FOLDER), "chapters/background/").body
    assert chapter.count('class="figure figure-missing"') == 8
    assert 0 < chapter.count("もとの文書から文字に移すときに失われました") <= 2


@pytest.mark.parametrize(("here", "first"), [(0, 0), (LISTED_BESIDE, LISTED_BESIDE // 2), (199, 200 - LISTED_BESIDE)])
def test_of_a_list_too_long_to_read_the_nearest_stand_beside_a_page(here: int, first: int) -> None:
    refs = [f"measure:m{n}" for n in range(200)]
    assert nearest(f"measure:m{here}", refs) == refs[first : first + LISTED_BESIDE]
    assert nearest("measure:m0", refs[:LISTED_BESIDE]) == refs[:LISTED_BESIDE]
