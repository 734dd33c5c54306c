"""The search as readers meet it: by keyboard, by ear, pasted, narrow, without network, and whatever they type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from keikaku.outputs.search.packing import data_script
from tests.browser.axe import inject_axe, needs_axe, violations
from tests.browser.conftest import Served, plain
from tests.search.data import part_of

OPTIONS = ".search-dialog [role=option]"
NOWHERE = "サッカー選手権"
"""Not in the plan, and like nothing in it."""


@pytest.fixture
def faults(page: Page) -> Iterator[list[str]]:
    """What the browser complained of; a test that asks for it fails where there is anything."""
    found: list[str] = []
    page.add_init_script(
        "addEventListener('securitypolicyviolation', ({violatedDirective}) => "
        "console.error(`policy: ${violatedDirective}`))"
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    yield found
    assert found == []


def open_dialog(page: Page, site: Served, query: str = "") -> None:
    page.goto(site.origin + "/")
    page.locator(".search-open").click()
    expect(page.locator(".search-dialog").get_by_role("combobox")).to_be_focused()
    if query:
        page.keyboard.insert_text(query)
        page.locator(OPTIONS).first.wait_for()


def close_dialog(page: Page) -> None:
    """Wait until it is forgotten, too: a page left before the browser tells of the closing is asked again."""
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()
    page.wait_for_function("!history.state?.search")


def results(page: Page, site: Served, **asked: str) -> None:
    page.goto(f"{site.origin}/search/?{'&'.join(f'{name}={quote(value)}' for name, value in asked.items())}")
    page.locator(".search-results > li").first.wait_for()


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_nothing_is_loaded_before_the_reader_turns_to_search(page: Page, real_site: Served, faults: list[str]) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(plain(urlsplit(request.url).path)))
    page.goto(real_site.origin + "/", wait_until="networkidle")
    own = [path for path in loaded if path.startswith("/search/")]
    assert sorted(own) == ["/search/search.css", "/search/search.js"]
    page.locator(".search-open").click()
    page.locator(".search-dialog").get_by_role("combobox").fill("見守り")
    page.locator(OPTIONS).first.wait_for()
    more = {path for path in loaded if path.startswith("/search/")} - set(own)
    assert more == {f"/search/{name}" for name in ("dialog.js", "worker.js", "data-texts.js", "data-topics.js")}


def test_the_dialog_is_a_combobox_with_its_list(page: Page, real_site: Served, faults: list[str]) -> None:
    """The pattern of the ARIA Authoring Practices: the focus stays in the field, arrows choose, Enter follows."""
    open_dialog(page, real_site)
    field = page.locator(".search-dialog").get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.insert_text("みまもり")
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    count = page.locator(OPTIONS).count()
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowUp", count - 1)):
        field.press(key)
        chosen = page.locator("[role=option][aria-selected=true]")
        expect(chosen).to_have_count(0 if place is None else 1)
        expected = None if place is None else page.locator(OPTIONS).nth(place).get_attribute("id")
        assert field.get_attribute("aria-activedescendant") == expected
        expect(field).to_be_focused()
    expect(chosen).to_be_in_viewport()
    target = chosen.get_attribute("href")
    field.press("Enter")
    page.wait_for_url(lambda url: url == target)


def test_escape_closes_and_gives_the_focus_back(page: Page, real_site: Served, faults: list[str]) -> None:
    opener = page.locator(".search-open")
    open_dialog(page, real_site, "見守り")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    for key in (" ", "Enter", "Control+k"):
        page.keyboard.press(key)
        expect(page.locator(".search-dialog").get_by_role("combobox")).to_be_focused()
        expect(page.locator(".search-dialog").get_by_role("combobox")).to_have_value("見守り")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def test_tab_stays_in_the_open_dialog(page: Page, real_site: Served) -> None:
    """Field, button, facets, the link to all results; hits are chosen by arrows and are no stops."""
    open_dialog(page, real_site, "見守り")
    seen: list[str] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => document.activeElement.closest('.search-dialog') ? 'in' "
                ": document.activeElement === document.body ? 'browser' : 'behind'"
            )
        )
    assert "behind" not in seen
    assert page.locator(f"{OPTIONS}[tabindex='-1']").count() == page.locator(OPTIONS).count()


def test_the_number_of_hits_is_told(page: Page, real_site: Served) -> None:
    """In a live region that stood there before, once typing rests; what is shown says the same."""
    open_dialog(page, real_site)
    live = page.locator(".search-dialog [role=status]")
    assert live.get_attribute("aria-live") == "polite"
    expect(live).to_have_text("")
    for query in ("ライフレスキュー", NOWHERE):
        page.locator(".search-dialog").get_by_role("combobox").fill(query)
        said = "見つかりませんでした" if query == NOWHERE else "件見つかりました"
        expect(page.locator(".search-told")).to_contain_text(said)
        expect(live).to_contain_text(said)
        assert live.text_content() == page.locator(".search-told").text_content()


def test_pasted_text_searches(browser: Browser, real_site: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], service_workers="block")
    page = context.new_page()
    open_dialog(page, real_site)
    page.evaluate("() => navigator.clipboard.writeText('成年後見センター')")
    page.keyboard.press("Control+v")
    expect(page.locator(OPTIONS).first).to_contain_text("成年後見センター")
    context.close()


def test_keys_of_an_input_method_are_left_to_it(page: Page, real_site: Served) -> None:
    """While kana are being converted, arrows and Enter choose among candidates, not among hits."""
    open_dialog(page, real_site, "見守り")
    page.locator(".search-dialog").get_by_role("combobox").evaluate(
        "field => field.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing: true, bubbles: true}))"
    )
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_everything_of_a_hit_fits(page: Page, real_site: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    wide = (
        "(box) => [...document.querySelectorAll(box + ', ' + box + ' *')].filter(one => "
        "one.getBoundingClientRect().right > innerWidth || one.scrollWidth > one.clientWidth + 1 && "
        "getComputedStyle(one).display !== 'inline' && !one.closest('.visually-hidden, input'))"
        ".map(one => one.className)"
    )
    open_dialog(page, real_site, "支援")
    assert page.evaluate(wide, ".search-dialog") == []
    field = page.locator(".search-dialog").get_by_role("combobox").bounding_box()
    assert field is not None
    assert field["width"] > width * 0.45
    results(page, real_site, q="支援")
    assert page.evaluate(wide, ".search-page") == []


def test_facets_of_the_dialog_narrow(page: Page, real_site: Served, faults: list[str]) -> None:
    open_dialog(page, real_site, "見守り")
    terms = page.locator(".search-facets button", has_text="用語")
    told = int("".join(filter(str.isdigit, terms.text_content() or "")))
    terms.click()
    expect(terms).to_have_attribute("aria-pressed", "true")
    expect(terms).to_be_focused()
    expect(page.locator(OPTIONS)).to_have_count(told)
    assert told > 0
    assert set(page.locator(f"{OPTIONS} .search-kind").all_text_contents()) == {"用語"}


def test_the_address_opens_the_results_and_says_what_is_shown(page: Page, real_site: Served, faults: list[str]) -> None:
    results(page, real_site, q="みまもり")
    assert page.locator("#search-page input[name=q]").input_value() == "みまもり"
    every = page.locator(".search-results > li").count()
    page.get_by_label("社協").check()
    page.locator(".search-results > li .search-actor").first.wait_for()
    expect(page.get_by_label("社協")).to_be_focused()
    actors = page.locator(".search-results .search-actor").all_text_contents()
    assert 0 < len(actors) < every
    assert set(actors) == {"社協"}
    assert asked(page)["actor"] == "council"
    page.get_by_label("取組み").check()
    expect(page.get_by_label("取組み")).to_be_checked()
    address = page.url
    assert asked(page) == {"q": "みまもり", "kind": "measures", "actor": "council"}
    shown = page.locator(".search-results > li").all_text_contents()
    page.goto(address)
    page.locator(".search-results > li").first.wait_for()
    assert page.locator(".search-results > li").all_text_contents() == shown


def test_a_new_query_on_the_page_and_the_way_back(page: Page, real_site: Served, faults: list[str]) -> None:
    results(page, real_site, q="見守り")
    page.locator("#search-page input[name=q]").fill("ひきこもり")
    page.keyboard.press("Enter")
    expect(page.locator(".search-results")).to_contain_text("ひきこもり")
    assert asked(page) == {"q": "ひきこもり"}
    assert page.title().startswith("ひきこもり - ")
    page.locator(".search-results a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.locator(".search-results")).to_contain_text("ひきこもり")


def test_more_hits_are_added_where_the_reader_stands(page: Page, real_site: Served) -> None:
    results(page, real_site, q="支援")
    assert page.locator(".search-results > li").count() == 20
    page.locator(".search-more").click()
    expect(page.locator(".search-results > li")).to_have_count(40)
    expect(page.locator(".search-results > li").nth(20).locator("a")).to_be_focused()


def test_nothing_found_leads_on(page: Page, real_site: Served, faults: list[str]) -> None:
    """The ways in, in the dialog and on the page; the nearest titles where there are any."""
    open_dialog(page, real_site)
    page.locator(".search-dialog").get_by_role("combobox").fill(NOWHERE)
    expect(page.locator(".search-ways a").first).to_be_visible()
    assert page.locator(".search-beside a[href$='/challenges/']").count() == 1
    page.goto(f"{real_site.origin}/search/?q={quote(NOWHERE)}")
    expect(page.locator(".search-told")).to_contain_text(NOWHERE)
    expect(page.locator(".search-ways-in a").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "word"), [("みまもり", "見守り"), ("mimamori", "見守り"), ("しょうがいしゃ", "障害者")]
)
def test_the_page_of_a_hit_shows_the_place_and_marks_whole_words(
    page: Page, real_site: Served, faults: list[str], query: str, word: str
) -> None:
    """The action itself is in sight, the plan's words are marked, and the query (a reading) shows nowhere."""
    results(page, real_site, q=query)
    found = page.locator(".search-results > li", has=page.locator(".search-actor")).first
    assert set(found.locator("mark").all_text_contents()) == {word}
    assert query not in (page.locator(".search-results").text_content() or "")
    found.locator("a").click()
    page.locator("mark.search-mark").first.wait_for()
    target = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    expect(target).to_be_in_viewport()
    assert set(target.locator("mark.search-mark").all_text_contents()) == {word}
    assert page.locator("main mark.search-mark").count() == (page.locator("main").inner_text()).count(word)


def test_words_of_danger_show_help_before_any_hit(page: Page, real_site: Served, faults: list[str]) -> None:
    """In the dialog and on the page, for eyes and ears; it says that the plan names no contact."""
    open_dialog(page, real_site)
    for query in ("死にたい", "もう死んでしまいたいです", "子どもが虐待されているかも", "主人に殴られています"):
        page.locator(".search-dialog").get_by_role("combobox").fill(query)
        help = page.locator(".search-dialog .search-help")
        expect(help).to_contain_text("連絡先")
        expect(page.locator(".search-dialog [role=status]")).to_contain_text("110番")
        results(page, real_site, q=query)
        expect(page.locator(".search-page .search-help")).to_contain_text("連絡先")
        expect(page.get_by_text("まずここへ")).to_have_count(0)
        open_dialog(page, real_site)
    page.locator(".search-dialog").get_by_role("combobox").fill("見守り")
    page.locator(OPTIONS).first.wait_for()
    expect(help).to_have_count(0)


def test_what_only_resembles_is_said_to(page: Page, real_site: Served, faults: list[str]) -> None:
    open_dialog(page, real_site, "家賃がもう払えません")
    expect(page.locator(".search-told")).to_contain_text("ぴったりの言葉はありません")
    expect(page.locator(".search-told")).to_contain_text("家賃が払えない")
    page.locator(".search-dialog").get_by_role("combobox").fill("I lost my job")
    expect(page.locator(".search-said[lang=en]")).to_contain_text("Japanese")
    expect(page.locator(OPTIONS).first).to_be_visible()


def test_what_is_typed_before_the_search_has_come_is_kept(page: Page, real_site: Served, faults: list[str]) -> None:
    """The field is there with the click; scripts and data may take their time."""
    held: list[Route] = []
    page.route("**/search/dialog.*.js", lambda route: held.append(route))  # noqa: PLW0108 - asked for its parameters
    page.goto(real_site.origin + "/")
    page.locator(".search-open").click()
    page.keyboard.type("hinan")
    page.wait_for_timeout(200)
    assert held
    for route in held:
        route.continue_()
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(page.locator(".search-dialog").get_by_role("combobox")).to_have_value("hinan")
    expect(page.locator(".search-dialog").get_by_role("combobox")).to_be_focused()


def test_the_way_back_leads_to_the_list_again(page: Page, real_site: Served, faults: list[str]) -> None:
    """Query, kind and place, in the dialog and on the page, where the browser has kept nothing."""
    open_dialog(page, real_site, "支援")
    page.locator(".search-facets button").nth(1).click()
    page.locator(OPTIONS).nth(9).click()
    page.wait_for_url(lambda url: "?h=" in url)
    page.go_back()
    expect(page.locator(".search-dialog").get_by_role("combobox")).to_have_value("支援")
    expect(page.locator(".search-facets button").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(OPTIONS).nth(9)).to_be_in_viewport()
    close_dialog(page)
    page.reload()
    expect(page.locator(".search-dialog")).to_have_count(0)
    results(page, real_site, q="支援")
    page.locator(".search-more").click()
    expect(page.locator(".search-results > li")).to_have_count(40)
    page.locator(".search-results a").nth(30).click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.locator(".search-results > li")).to_have_count(40)
    expect(page.locator(".search-results a").nth(30)).to_be_in_viewport()


def test_the_way_back_from_all_results_too(page: Page, real_site: Served, faults: list[str]) -> None:
    """By the link below the list, and by Enter."""
    for leave in (lambda: page.locator(".search-all").click(), lambda: page.keyboard.press("Enter")):
        open_dialog(page, real_site, "支援")
        leave()
        page.wait_for_url(lambda url: "/search/?q=" in url)
        page.go_back()
        expect(page.locator(".search-dialog").get_by_role("combobox")).to_have_value("支援")
        expect(page.locator(OPTIONS).first).to_be_visible()
        close_dialog(page)


def test_a_composition_never_empties_the_list(page: Page, real_site: Served, faults: list[str]) -> None:
    open_dialog(page, real_site, "見守り")
    session = page.context.new_cdp_session(page)
    for state in ("ｆ", "ふｆ", "ふぬｗ", "ふぬわｑ"):
        session.send(
            "Input.imeSetComposition", {"text": state, "selectionStart": len(state), "selectionEnd": len(state)}
        )
        page.wait_for_timeout(150)
        assert page.locator(OPTIONS).count() > 0, state


def test_without_a_worker_the_page_searches(page: Page, real_site: Served, faults: list[str]) -> None:
    page.add_init_script("delete window.Worker")
    open_dialog(page, real_site, "見守り")
    results(page, real_site, q="家賃が払えない")


def test_from_a_folder(page: Page, real_site: Served) -> None:
    """Opened as files: no module, no worker, no fetch. Hits lead to pages, not to folders."""
    page.goto((real_site.folder / "index.html").as_uri())
    page.locator(".search-open").click()
    page.keyboard.insert_text("見守り")
    page.locator(OPTIONS).first.click()
    expect(page.locator("mark.search-mark").first).to_be_visible()
    page.goto((real_site.folder / "search/index.html").as_uri() + f"?q={quote('家賃が払えない')}")
    page.locator(".search-results > li").first.wait_for()


def test_the_record_of_searches_is_kept_where_it_is_asked_for(page: Page, real_site: Served, faults: list[str]) -> None:
    results(page, real_site, q="家賃が払えない")
    page.goto(f"{real_site.origin}/search/helped/")
    expect(page.get_by_text("記録はありません。")).to_be_visible()
    page.get_by_role("checkbox").check()
    for query in ("家賃が払えない", "見守り", f"={NOWHERE}"):
        page.goto(f"{real_site.origin}/search/?q={quote(query)}")
        expect(page.locator(".search-told")).to_contain_text(re.compile("件|見つかりません"))
    page.goto(f"{real_site.origin}/search/helped/")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody td").first).to_have_text(re.compile(r"\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d\d"))
    with page.expect_download() as saving:
        page.get_by_text("CSVで保存する").click()
    saved = saving.value.path().read_text("utf-8-sig")
    assert "家賃が払えない" in saved
    assert "見守り" not in saved
    assert f'"\'={NOWHERE}"' in saved
    assert re.search(r'^"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d",', saved, re.M)
    page.get_by_role("button", name="記録を消す").click()
    expect(page.locator("tbody tr")).to_have_count(0)


_ATTACKS = (
    "<img src=x onerror=document.title='broken'>",
    "\"><script>document.title='broken'</script>",
    "%00\\u0000javascript:{{7*7}}${7*7}'; DROP TABLE",
    "（((((.*)+)+)+)+$［",
    "あ" * 3000,
)


@pytest.mark.parametrize("query", _ATTACKS, ids=range(len(_ATTACKS)))
def test_whatever_is_typed_stays_text(page: Page, real_site: Served, faults: list[str], query: str) -> None:
    """In the dialog, in the address, and in the words an address asks to mark."""
    open_dialog(page, real_site)
    page.locator(".search-dialog").get_by_role("combobox").fill(query)
    expect(page.locator(".search-told")).not_to_have_text("")
    assert page.locator(".search-dialog").locator("img, script, iframe, b").count() == 0
    page.goto(f"{real_site.origin}/search/?q={quote(query[:500])}&kind={quote(query[:99])}&actor={quote(query[:99])}")
    expect(page.locator(".search-told")).not_to_have_text("")
    assert page.locator("#search-page").locator("img, script, iframe, b").count() == 0
    page.goto(f"{real_site.origin}/measures/?h={quote(query[:500])}#{quote(query[:99])}")
    page.wait_for_load_state("networkidle")
    assert page.locator("main").locator("script, iframe, img[src=x]").count() == 0
    assert "broken" not in page.title()


def test_whatever_the_plan_says_stays_text(page: Page, real_site: Served, faults: list[str]) -> None:
    """Titles, texts and names with markup in them, in the dialog and on the page."""
    data = part_of(next((real_site.folder / "search").glob("data-texts.*.js")).read_bytes())
    for column in ("title", "text", "place", "actor"):
        data["docs"][column][0] = "<b>見守り</b><img src=x>"
    page.route(
        "**/search/data-texts.*.js",
        lambda route: route.fulfill(body=data_script("", data, japanese=True)),
    )
    open_dialog(page, real_site, "見守り</b>")
    expect(page.locator(OPTIONS).first).to_contain_text("<b>見守り</b><img src=x>")
    assert page.locator(".search-dialog").locator("img, b").count() == 0
    results(page, real_site, q="見守り</b>")
    assert page.locator("#search-page").locator("img, b").count() == 0


@needs_axe
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(page: Page, real_site: Served, scheme: str, width: int) -> None:
    """The dialog and the results page: with hits, with none, with a facet chosen."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    open_dialog(page, real_site, "見守り")
    inject_axe(page)
    page.keyboard.press("ArrowDown")
    found = violations(page, ".search-dialog")
    page.locator(".search-facets button").nth(1).click()
    expect(page.locator(".search-facets button").nth(1)).to_have_attribute("aria-pressed", "true")
    found += violations(page, ".search-dialog")
    page.locator(".search-dialog").get_by_role("combobox").fill(NOWHERE)
    page.locator(".search-dialog .search-ways").first.wait_for()
    found += violations(page, ".search-dialog")
    results(page, real_site, q="死にたい")
    inject_axe(page)
    found += violations(page)
    page.locator("#search-page input[name=q]").fill(NOWHERE)
    expect(page.locator(".search-results > li")).to_have_count(0)
    found += violations(page)
    assert found == []


def test_nothing_moves_in_the_dialog_where_less_motion_is_asked_for(page: Page, real_site: Served) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_dialog(page, real_site, "見守り")
    assert page.evaluate("() => document.getAnimations().length") == 0
    assert page.locator(".search-scroller").evaluate("box => getComputedStyle(box).scrollBehavior") == "auto"


def test_without_scripts_the_button_leads_to_a_page_that_says_what_it_needs(
    browser: Browser, real_site: Served
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_site.origin + "/")
    page.locator(".search-open").click()
    assert urlsplit(page.url).path == "/search/"
    expect(page.locator(".search-unusable")).to_be_visible()
    expect(page.locator(".search-ways-in a").first).to_be_visible()
    context.close()


def test_another_citys_search(page: Page, tiny_site: Served, faults: list[str]) -> None:
    """Its own words and actors, nothing of the first city's."""
    results(page, tiny_site, q="お茶")
    assert page.locator(".search-results mark").count() > 0
