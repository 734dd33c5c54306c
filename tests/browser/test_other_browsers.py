"""In Firefox and WebKitGTK, whose engine is Safari's: each kind of page holds, and serves who has a keyboard alone.

What no engine decides (elements, names, texts) is looked at in Chromium; here, what each does itself: styles, boxes,
ends of lines, focus, keys, dialogs, workers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.browser.axe import finding, needs_axe, source
from tests.browser.conftest import Served
from tests.browser.driver import DOWN, ENTER, ESCAPE, MISSING, TAB, Window, window
from tests.browser.looks import LARGER, LOOKS, STICKS_OUT

DESKTOP = 1280
BOXES_AND_COLOURS = finding(
    {"type": "rule", "values": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]}
)
"""The rules of axe that ask an engine for boxes or computed styles, not for elements and attributes alone."""
BOXES = ("type", "reflow", "text-spacing", "text-200")
FOCUS = (Path(__file__).parent / "focus.js").read_text("utf-8")

# Phrases on two lines that would have room on one, and titles in which Firefox makes a flexible box of each phrase. A
# phrase is the text between two <wbr> within one block.
TORN = """() => [...document.querySelectorAll('.phrases')].flatMap((title) => {
  const styled = (element) => getComputedStyle(element).display;
  const block = (element) => (styled(element) === 'inline' ? block(element.parentElement) : element);
  const phrases = [[]];
  let before = title;
  const walk = document.createTreeWalker(title, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const within = block(node.parentElement);
    if (node.nodeName === 'WBR' || within !== before) phrases.push([]);
    if (node.nodeType === Node.TEXT_NODE) phrases.at(-1).push(node);
    before = within;
  }
  const {clientWidth} = block(title);
  const {paddingLeft, paddingRight} = getComputedStyle(block(title));
  const room = clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return phrases.flatMap((texts) => {
    const boxes = texts.flatMap((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].filter(({width}) => width > 1);
    });
    const lower = boxes.some((box) => box.top >= boxes[0].bottom);
    const wide = boxes.reduce((sum, {width}) => sum + width, 0);
    return lower && wide < room ? [texts.map((text) => text.data).join('')] : [];
  }).concat([...title.querySelectorAll('wbr')].some((end) => /flex|grid/.test(styled(end.parentElement)))
    ? [`in boxes: ${title.textContent}`] : []);
})"""


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def driven(request: pytest.FixtureRequest) -> Iterator[Window]:
    """One window for all tests of a browser: to start one takes longer than most of them."""
    browser = str(request.param)
    if reason := MISSING[browser]:
        pytest.skip(reason)
    with window(browser) as found:
        yield found


def looked(driven: Window, width: int) -> Iterator[str]:
    """What the looks of ``looks.py`` find at the width the page has now."""
    for look in LOOKS:
        if look.check in BOXES and look.width == width:
            for script in look.scripts:
                yield from (f"{look.check} at {width}: {fault}" for fault in driven.evaluate(script))


def seen(driven: Window, address: str) -> Iterator[str]:
    """The faults of one page, loaded once at a desktop's width and once at a telephone's."""
    driven.goto(address)
    driven.run(source())
    yield from driven.evaluate(BOXES_AND_COLOURS)
    stops = driven.evaluate(FOCUS)
    assert stops > 3
    driven.press(*[TAB] * (stops + 1))
    yield from driven.evaluate("() => window.focusFaults()")
    yield from looked(driven, DESKTOP)
    driven.goto(address, 390)
    yield from looked(driven, 390)
    driven.resize(320)
    yield from looked(driven, 320)
    driven.resize(640)
    driven.evaluate(LARGER)
    yield from looked(driven, 640)


@needs_axe
def test_each_kind_of_page_holds(driven: Window, tiny_site: Served) -> None:
    faults = {path: list(seen(driven, tiny_site.origin + path)) for path in tiny_site.samples}
    assert {path: found for path, found in faults.items() if found} == {}
    assert len(faults) > 15


@needs_axe
def test_faults_would_be_found(driven: Window, tiny_site: Served) -> None:
    """Of boxes, of colours and of the focus."""
    driven.goto(tiny_site.origin + "/contact/")
    driven.run(source())
    driven.evaluate("""() => {
      const link = document.querySelector('main a[href]');
      Object.assign(link.style, {color: '#ccc', outline: 'none', display: 'block', width: '200vw'});
    }""")
    assert any("color-contrast" in fault for fault in driven.evaluate(BOXES_AND_COLOURS))
    assert any("the page is" in fault for fault in driven.evaluate(STICKS_OUT))
    driven.press(*[TAB] * driven.evaluate(FOCUS))
    assert any("no outline" in fault for fault in driven.evaluate("() => window.focusFaults()"))


@pytest.mark.parametrize("width", [DESKTOP, 390])
def test_no_phrase_of_a_title_is_torn(driven: Window, real_site: Served, width: int) -> None:
    """The slogan broke as 「支|え合い」, and a heading had a gap at each of its phrases."""
    torn: dict[str, Sequence[str]] = {}
    for path in ("/", "/framework/", "/measures/individual-support/", "/actors/residents/"):
        driven.goto(real_site.origin + path, width)
        assert driven.evaluate("() => document.querySelectorAll('.phrases wbr').length") > 5
        torn[path] = driven.evaluate(TORN)
    assert {path: phrases for path, phrases in torn.items() if phrases} == {}


def focus(driven: Window, selector: str) -> None:
    driven.evaluate("(selector) => document.querySelector(selector).focus()", selector)


def has_focus(selector: str) -> str:
    """A condition for `Window.wait`."""
    return f"() => document.activeElement.matches({selector!r})"


def test_the_menu_opens_closes_and_gives_the_focus_back(driven: Window, real_site: Served) -> None:
    driven.goto(real_site.origin + "/")
    focus(driven, "details.menu > summary")
    driven.press(ENTER)
    driven.wait("() => document.querySelector('details.menu').open")
    driven.press(TAB)
    driven.wait(has_focus(".menu-list a"))
    driven.press(ESCAPE)
    driven.wait("() => !document.querySelector('details.menu').open")
    driven.wait(has_focus("details.menu > summary"))


def test_the_search_is_used_by_keys_alone(driven: Window, real_site: Served) -> None:
    driven.goto(real_site.origin + "/")
    focus(driven, ".search-open")
    driven.press(ENTER)
    driven.wait(has_focus(".search-dialog[open] input"))
    driven.press(ESCAPE)
    driven.wait(has_focus(".search-open"))
    driven.press(ENTER)
    driven.wait(has_focus(".search-dialog[open] input"))
    driven.press(*"みまもり")
    driven.wait("() => document.querySelector('.search-dialog [role=option] mark')")
    # WebKit gave what can be scrolled no height where its share began at nothing.
    assert driven.evaluate("() => document.querySelector('.search-scroller').clientHeight") > 300
    driven.press(TAB, TAB, TAB)
    driven.wait("() => document.activeElement.closest('.search-dialog')")
    focus(driven, ".search-dialog input")
    driven.press(DOWN)
    driven.wait("() => document.querySelector('.search-dialog [role=option][aria-selected=true]')")
    target = driven.evaluate("() => document.querySelector('[role=option][aria-selected=true]').href")
    driven.press(ENTER)
    driven.wait(f"() => location.href === {target!r} && document.readyState === 'complete'")


def test_kana_stand_over_kanji_and_are_no_text(driven: Window, real_site: Served) -> None:
    driven.goto(real_site.origin + "/")
    words = (
        "() => document.body.innerText.replace(/\\s/g, '')"  # WebKit ends a line before a ruby at the start of a box
    )
    text = driven.evaluate(words)
    driven.evaluate("""() => {
      const select = document.querySelector('.furigana-switch select');
      select.value = '1';
      select.dispatchEvent(new Event('change', {bubbles: true}));
    }""")
    driven.wait("() => document.querySelectorAll('main ruby').length > 100")
    heights = "() => [...document.querySelectorAll('main rt')].map((kana) => kana.getBoundingClientRect().height)"
    assert max(driven.evaluate(heights)) > 5
    assert driven.evaluate(words) == text
    assert driven.evaluate(TORN) == []
    assert driven.evaluate(STICKS_OUT) == []
    driven.evaluate("() => localStorage.clear()")
