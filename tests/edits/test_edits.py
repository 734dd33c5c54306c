"""What officers do to a plan passes: every edit alone and all of them together, with all that CI runs on them.

The edits are derived from whatever plan they are made to, so they say nothing about what stands in it.
"""

from __future__ import annotations

import functools
import inspect
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from keikaku.hosts.website import website
from keikaku.outputs.compare import compare
from keikaku.pipeline import load
from keikaku.plan.outline import Outline
from keikaku.text.tokens import boundaries
from tests.edits import structure, words
from tests.edits.plan_files import NothingOfTheKindError, PlanFiles
from tests.specimens import LIVE, LIVE_PLAN, REAL, TOP, outline

Edit = Callable[[PlanFiles], None]
EDITS: dict[str, Edit] = {
    name: edit
    for module in (words, structure)
    for name, edit in vars(module).items()
    if inspect.isfunction(edit) and edit.__module__ == module.__name__ and not name.startswith("_")
}
AONO = TOP / "examples" / "aono" / "plan"
plans = pytest.mark.parametrize("plan", [LIVE_PLAN, pytest.param(AONO, id="aono")])
BATCHES = 8
before = functools.cache(outline)


def edited(plan: Path, folder: Path, *made: Edit) -> Path:
    """A copy of the plan with these edits; skips the test where the plan has nothing to make the only one to."""
    copy = Path(shutil.copytree(plan, folder / "plan"))
    files = PlanFiles(copy)
    for edit in made:
        try:
            edit(files)
        except NothingOfTheKindError:
            if len(made) == 1:
                pytest.skip("この計画には、この直し方をする所がない")
    files.save()
    return copy


@pytest.mark.slow
def test_edits_enough_can_be_made_to_a_real_plan(tmp_path: Path) -> None:
    left = []
    for name, edit in EDITS.items():
        try:
            edit(PlanFiles(Path(shutil.copytree(REAL, tmp_path / name))))
        except NothingOfTheKindError:
            left.append(name)
    assert len(EDITS) - len(left) >= 60, left


@pytest.mark.live_plan
def test_all_edits_together_are_sound(tmp_path: Path) -> None:
    """Of one alone, and of what is made of it, the slow tests tell."""
    copy = edited(LIVE, tmp_path, *EDITS.values())
    assert [one for one in load(copy, display="plan").diagnostics if one.severity == "error"] == []


@pytest.mark.slow
@plans
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_sound_and_compared(plan: Path, edit: Edit, tmp_path: Path) -> None:
    after = outline(edited(plan, tmp_path, edit))
    changed = compare(before(plan), after, boundaries).changed
    assert bool(changed) >= (texts(before(plan)) != texts(after))


def texts(composed: Outline) -> list[tuple[str, str]]:
    return sorted((line.entry, line.text) for line in composed.lines)


@pytest.mark.slow
@pytest.mark.live_plan
@pytest.mark.parametrize("batch", range(BATCHES))
def test_edits_of_a_day_are_built_and_printed(batch: int, tmp_path: Path) -> None:
    """Each in one batch, a few at a time: what one adds may hide what another takes away."""
    made = website(outline(edited(LIVE, tmp_path, *[*EDITS.values()][batch::BATCHES])).index)  # with the print files
    assert "downloads/plan.pdf" in made.site.files


@pytest.mark.slow
@plans
def test_all_edits_together_pass_what_ci_runs(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = edited(plan, tmp_path, *EDITS.values())
    out = tmp_path / "out"
    assert main(["check", "--format", "github", str(copy)]) == 0, capsys.readouterr().out
    assert main(["fmt", "--check", "--format", "github", str(copy)]) in (0, 1)
    assert main(["fmt", str(copy)]) == 0
    assert main(["check", str(copy)]) == 0
    for form in ("md", "html", "pdf", "docx", "xlsx") if plan == LIVE else ("md",):
        path = out / f"comparison.{form}"
        assert main(["compare", str(plan), str(copy), "--format", form, "--output", str(path)]) == 0
        assert path.stat().st_size > 0
    assert main(["print", str(copy), "-o", str(out / "plan.pdf")]) == 0
    assert main(["build", str(copy), "--site", str(out / "site")]) == 0, capsys.readouterr().err
