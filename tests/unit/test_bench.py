"""What the measurements rest on: plans made larger, pages as if written by hand, the cost of a process."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from bench.__main__ import PARTS, main
from bench.handwritten import write_site
from bench.items import items_of
from bench.measure import exponent, run
from bench.synthetic import synthesize
from keikaku.outputs.site import site
from keikaku.pipeline import load
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from tests.specimens import REAL, TINY


def test_a_plan_made_larger_is_sound_and_linked_within_each_copy(tmp_path: Path) -> None:
    once, thrice = load(TINY), load(_larger(tmp_path / "plan", 3))
    assert once.index is not None
    assert thrice.index is not None
    assert thrice.sound, thrice.diagnostics
    for kind in ("chapters", "challenges", "pillars", "measures", "terms", "programmes"):
        assert len(getattr(thrice.index.plan, kind)) == 3 * len(getattr(once.index.plan, kind)), kind
    assert len(thrice.index.cross_listings) == 3 * len(once.index.cross_listings)
    assert {place.split("-")[-1] for place in thrice.index.answers} >= {"copy1", "copy2"}


def test_a_plan_whose_ids_end_in_numbers_is_sound_when_larger(tmp_path: Path) -> None:
    synthesize(REAL, tmp_path / "plan", 3)
    assert load(tmp_path / "plan").sound


def _larger(folder: Path, factor: int) -> Path:
    synthesize(TINY, folder, factor)
    return folder


def test_the_handwritten_site_has_every_page_and_its_title(tmp_path: Path, tiny: Outline) -> None:
    made = site(tiny, TEMPLATE_FOLDER)
    write_site(made, tmp_path)
    written = {path.relative_to(tmp_path / "docs").as_posix() for path in (tmp_path / "docs").rglob("*.md")}
    assert written == {page.source for page in made.pages}
    [measure] = [page for page in made.pages if page.ref == "measure:" + tiny.index.plan.measures[0].id]
    text = (tmp_path / "docs" / measure.source).read_text("utf-8")
    assert "\n# " in text
    assert tiny.index.plan.measures[0].purpose.markdown.strip()[:10] in text


def test_items_have_one_name_each_and_a_parent_before_them(tiny: Outline) -> None:
    seen: set[str] = set()
    for item in items_of(tiny):
        assert item.uid not in seen
        assert item.parent is None or item.parent in seen
        seen.add(item.uid)
    assert len(seen) == len(tiny.entries) - 1  # all but the plan itself


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory of a tree of processes is read from /proc")
def test_memory_is_that_of_all_processes_together() -> None:
    hold = "x = bytearray(60_000_000); import time; time.sleep(0.4)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; p.wait()"
    alone, together = (run([sys.executable, "-c", code]).peak for code in (hold, both))
    assert 60 < alone < 110 < together


def test_a_command_that_fails_is_reported_with_its_words() -> None:
    with pytest.raises(RuntimeError, match="no such plan"):
        run([sys.executable, "-c", "import sys; sys.exit('no such plan')"])


def test_the_exponent_of_growth() -> None:
    assert exponent(2, 20, 10) == pytest.approx(1)
    assert exponent(2, 200, 10) == pytest.approx(2)


def test_every_part_can_be_asked_for_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert all(callable(importlib.import_module(f"bench.{part}").tables) for part in PARTS)
    assert main(["growths"]) == 2
    told = capsys.readouterr().out
    assert all(part in told for part in PARTS)
