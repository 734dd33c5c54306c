"""What a reader waits for: from the last key to the first hit seen, in a browser, plain and four times slower."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import PLAN, TOP, Table, say
from bench.search_peers import served
from tests.chromium import chromium

QUERIES = (
    "みまもり",
    "mimamori",
    "ひきこもり",
    "家賃が払えない",
    "成年後見",
    "ボラセン",
    "近所の人を見かけません",
    "ほうもん",
)
_ROUNDS = 3

# The time of the last key is that of its event; a hit is seen with the frame after the list has changed.
_WATCH = """() => {
  window.waited = null;
  const field = document.querySelector('.search-dialog input');
  const list = document.querySelector('#search-list');
  let typed = 0;
  field.addEventListener('input', (event) => { typed = event.timeStamp; window.waited = null; }, {capture: true});
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    if (list.children.length && window.waited === null) window.waited = performance.now() - typed;
  }))).observe(list, {childList: true});
}"""


# From a click on the button, with the words typed as soon as the field is there, to the first hit seen.
_WATCH_CLICK = """() => {
  window.waited = null;
  let clicked = 0;
  const told = (event) => { clicked = event.timeStamp; };
  document.querySelector('.search-open').addEventListener('click', told, {capture: true});
  new MutationObserver(() => {
    if (window.waited === null && document.querySelector('#search-list > *'))
      requestAnimationFrame(() => setTimeout(() => { window.waited ??= performance.now() - clicked; }));
  }).observe(document.body, {childList: true, subtree: true});
}"""
_FIRST = ("見守り", "家賃が払えない")


def waiting(site: Path) -> Table:
    """Milliseconds from the last key to the first hit, with nothing loaded yet, and afterwards; and from the click."""
    head = ("CPU", "first search ms", "later ms, median", "slowest", *(f"click, {query}" for query in _FIRST))
    title = "Search: waiting for the first hit"
    note = (
        "The pause after a key (60 ms) is within. The browser slows the page, not its worker: what the engine takes"
        " stands above. First search: scripts and data are fetched and read after the dialog has opened. Click: from"
        " the click, with the pointer on the button for 200 ms before and nothing fetched, to the first hit of a query"
        " that stands in the plan, and of one that needs topics."
    )
    try:
        shutil.rmtree(site, ignore_errors=True)
        site.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "bench.pages", PLAN, site], check=True, cwd=TOP, capture_output=True)
        with served(site) as origin, chromium() as running:
            rows = [_slowed(running, origin, rate) for rate in (1, 4)]
    except (RuntimeError, ImportError, subprocess.CalledProcessError) as problem:
        return Table(title, head, [("not measured", str(problem).splitlines()[0], "", "")])
    return Table(title, head, rows, note)


def _slowed(running: Any, origin: str, rate: int) -> tuple[str, ...]:
    say(f"search: in the browser, CPU 1/{rate}")
    first, later = [], []
    for _ in range(_ROUNDS):
        context = running.new_context(service_workers="block")  # nothing is kept from the round before
        page = context.new_page()
        page.goto(origin + "/", wait_until="networkidle")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.locator(".search-open").click()
        page.locator(".search-dialog input").wait_for()
        page.evaluate(_WATCH)
        for n, query in enumerate(QUERIES):
            page.locator(".search-dialog input").fill("")
            page.wait_for_timeout(150)
            page.keyboard.insert_text(query[:-1])
            page.keyboard.insert_text(query[-1])
            page.wait_for_function("() => window.waited !== null")
            (later if n else first).append(page.evaluate("() => window.waited"))
        context.close()
    clicks = (median(_clicked(running, origin, rate, query) for _ in range(_ROUNDS)) for query in _FIRST)
    return (
        f"1/{rate}",
        f"{median(first):.0f}",
        f"{median(later):.0f}",
        f"{max(later):.0f}",
        *(f"{waited:.0f}" for waited in clicks),
    )


def _clicked(running: Any, origin: str, rate: int, query: str) -> float:
    context = running.new_context(service_workers="block")
    page = context.new_page()
    page.goto(origin + "/", wait_until="networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.evaluate(_WATCH_CLICK)
    page.locator(".search-open").hover()
    page.wait_for_timeout(200)
    page.mouse.down()
    page.mouse.up()
    page.keyboard.insert_text(query)
    page.wait_for_function("() => window.waited !== null")
    waited = float(page.evaluate("() => window.waited"))
    context.close()
    return waited
