"""What a first visit costs a slow phone, for every kind of page: what is fetched, when the page shows, how it answers.

When the page shows is what Lighthouse says of its slow phone (mobile, slow 4G), installed in the version named here. As
a rule it computes that from a fast visit (150 ms there and back, 1.6 Mbit/s). Beside it stands a visit slowed as it is
where it applies the slow phone (562.5 ms for each request, 1.47 Mbit/s): such times hold a whole round of connecting
for every request, and are worse than those of most phones. In both a processor is four times slower.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import PLAN, TOP, WORKPLACE, Command, Table, say
from bench.search_peers import Quiet, served
from tests.chromium import CHROMIUM, chromium

LIGHTHOUSE = "lighthouse@12.8.2"
_ROUNDS = 3
_NETWORK = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
_SLOWER = 4
_REST = 3000
"""Milliseconds after which a page has come to rest; a browser that waits for half a second without network does not
wait for an answer that takes longer."""
_PRESSED = (".theme-toggle", ".menu > summary", ".search-open", "header label[for='__drawer']")
"""What a reader presses first, in our frame or in Material's."""
_PACKED = (".html", ".css", ".js", ".svg", ".json")

_WATCH = """
window.shown = 0; window.answered = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shown = one.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => { for (const one of list.getEntries())
  if (one.interactionId) window.answered = Math.max(window.answered, one.duration); })
  .observe({type: "event", durationThreshold: 16, buffered: true});
"""


def tables() -> Iterator[Table]:
    """A table for each theme, a row for each kind of page: its longest."""
    head = ("page", "requests", "gzip KB", "largest paint s", "where slowing is applied", "slowest answer ms")
    lighthouse = _lighthouse()
    for theme in ("keikaku", "material"):
        site = WORKPLACE / f"visited-{theme}"
        title = f"A first visit with a slow phone, {theme}"
        shutil.rmtree(site, ignore_errors=True)
        command: Command = [sys.executable, "-m", "bench.pages", PLAN, site, theme]
        subprocess.run(command, check=True, cwd=TOP, capture_output=True)
        try:
            with served(site, _Packing) as origin, chromium() as running:
                rows = [_visited(running, origin, path, lighthouse) for path in _longest(site)]
        except RuntimeError as problem:
            rows = [("not measured", str(problem).splitlines()[0], "", "", "", "")]
        absent = "" if lighthouse is not None else f" Not installed: {LIGHTHOUSE}."
        yield Table(title, head, rows, f"Medians of {_ROUNDS}. Fetched until the page has come to rest.{absent}")


def _longest(site: Path) -> list[str]:
    """The longest page of each kind: home, a list of measures, a measure …"""
    found: dict[tuple[str, int], str] = {}
    for path in sorted(site.rglob("index.html"), key=lambda path: path.stat().st_size):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        found[address.partition("/")[0], address.count("/")] = address
    return sorted(found.values())


def _visited(running: Any, origin: str, path: str, lighthouse: Callable[[str], float] | None) -> tuple[str, ...]:
    say(f"visit: /{path}")
    url = f"{origin}/{path}"
    visits = [_visit(running, url) for _ in range(_ROUNDS)]
    count, size, shown, answered = (median(values) for values in zip(*visits, strict=True))
    computed = "" if lighthouse is None else f"{median(lighthouse(url) for _ in range(_ROUNDS)) / 1000:.2f}"
    return (f"/{path}", f"{count:.0f}", f"{size / 1000:.1f}", computed, f"{shown / 1000:.2f}", f"{answered:.0f}")


def _lighthouse() -> Callable[[str], float] | None:
    """Address → milliseconds to the largest paint, as Lighthouse computes it; None where it cannot be had."""
    folder = WORKPLACE / LIGHTHOUSE.replace("@", "-")
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        say(f"installing {LIGHTHOUSE}")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(["npm", "install", "--prefix", folder, LIGHTHOUSE], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    flags = "--headless --no-sandbox --disable-gpu"

    def largest_paint(url: str) -> float:
        asked: Command = ["node", program, url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
        only: Command = ["--only-audits=largest-contentful-paint"]
        environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
        told = subprocess.run([*asked, *only], check=True, capture_output=True, env=environment).stdout
        return float(json.loads(told)["audits"]["largest-contentful-paint"]["numericValue"])

    return largest_paint


def _visit(running: Any, url: str) -> tuple[float, float, float, float]:
    """Requests and bytes of the page itself, milliseconds to its largest paint, and to the paint after a press."""
    context = running.new_context(viewport={"width": 412, "height": 823}, is_mobile=True, has_touch=True)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.add_init_script(_WATCH)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(_REST)
    fetched = (len(sizes), sum(sizes))
    for place in _PRESSED:
        for button in page.locator(place).all():
            if button.is_visible():
                button.tap()
                page.wait_for_timeout(300)
                page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    shown, answered = page.evaluate("() => [window.shown, window.answered]")
    context.close()
    return (*fetched, shown, answered)


class _Packing(Quiet):
    """Sends what a host packs as gzip."""

    def do_GET(self) -> None:  # noqa: N802 - its name in the library
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in _PACKED
        content = gzip.compress(path.read_bytes()) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)
