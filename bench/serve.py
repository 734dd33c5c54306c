"""How long an editor waits: from saving a file to the changed page, beside ``mkdocs serve`` of a hand-written site.

A word of a measure is changed again and again, and its page asked for until it has the word. These are times of the
clock, so they say something only on a machine with nothing else to do; the ratio holds on any.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.handwritten import write_site
from bench.measure import PLAN, TOP, Command, Table, say
from bench.synthetic import synthesize
from keikaku.hosts.website import website
from keikaku.pipeline import load

FACTORS = (1, 10)
EDITS = 9
_PATIENCE = 120.0


def tables() -> Iterator[Table]:
    """One row for each server and size."""
    rows = []
    for factor in FACTORS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            plan = folder / "plan"
            synthesize(PLAN, plan, factor)
            index = load(plan).index
            assert index is not None
            settings = write_site(website(index, preview=True).site, folder / "handwritten")
            measure = index.plan.measures[0]
            page = f"measures/{measure.id}/"
            source = folder / "handwritten" / "docs" / page / "index.md"
            say(f"serve {factor}×")
            keikaku: Command = [sys.executable, "-m", "keikaku", "serve", plan]
            ours = _waits(keikaku, "--address", plan / "measures" / f"{measure.id}.yml", page)
            mkdocs: Command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-f", settings]
            theirs = _waits(mkdocs, "--dev-addr", source, page)
        ratio = f"{median(ours) / median(theirs):.2f}"
        rows.append(("keikaku serve", f"{factor}×", *_told(ours), ratio))
        rows.append(("Material, by hand", f"{factor}×", *_told(theirs), ""))
    head = ("server", "size", "median s", "fastest s", "slowest s", "ratio")
    yield Table(
        "From saving to the changed page", head, rows, f"{EDITS} edits each, after a first that is not counted."
    )


def _told(waits: Sequence[float]) -> tuple[str, ...]:
    return tuple(f"{wait:.2f}" for wait in (median(waits), min(waits), max(waits)))


def _waits(command: Command, address: str, file: Path, page: str) -> list[float]:
    """The seconds each edit of ``file`` took to show on ``page``."""
    text = file.read_text("utf-8")
    word = next(word for word in ("ます。", "する。", "です。") if word in text)
    with _serving([*command, address]) as url:
        waits = []
        for edit in range(EDITS + 1):
            mark = f"編集{edit}回目"
            begin = time.perf_counter()
            file.write_text(text.replace(word, f"{word}{mark}。", 1), "utf-8")
            _wait_for(f"{url}{page}", mark)
            waits.append(time.perf_counter() - begin)
            time.sleep(0.3)  # as an editor: not before the last change has settled
    return waits[1:]


@contextmanager
def _serving(command: Command) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([*command, f"127.0.0.1:{port}"], cwd=TOP, env=environment, stdout=quiet, stderr=quiet)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", "<html")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, words: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:
                if words in answer.read().decode("utf-8"):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.01)
    raise RuntimeError(f"{url} never had {words}")
