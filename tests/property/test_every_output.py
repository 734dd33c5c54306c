"""What passes the check, every command takes: odd signs in any text, and files changed line by line."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keikaku.hosts.report import format_text
from keikaku.pipeline import Loaded, load
from keikaku.plan.outline import Outline
from tests.outputs import every_output
from tests.property.test_any_text import PLACES, Place, changed
from tests.specimens import TINY, outline

# Signs that a check lets pass, some with a notice, and signs that it refuses.
PASSES = [
    "葛\U000e0100",
    "辻\U000e0101",
    "葛\U000e01ef",
    "塚\ufe00",
    "⺠",
    "⾼",
    "\ufa1b",
    "ﬁ",
    "ｻﾛﾝ",
    "㍻",
    "𠮷",
    "≒",
    "Ş",
    "ω",
]
PASSES += ["か\u3099", "け\u309a", "市\u0301", "m\u0302"]
STOPS = [
    "\U0001f600",
    "\ue000",
    "\ufffd",
    "\ufffc",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\u200b",
    "\ufff9",
    "\U000e0041",
    "\ufdd0",
]
STOPS += ["\U0002f800", "1\u20e3", "ภา", "한", "&#x1F600;"]
SPACES = st.sampled_from("\u00a0\u2007\u202f\u3000 \t")
WORDS = st.lists(
    st.sampled_from((*PASSES, *PASSES, *STOPS, "声をかけます", "〇", "「", "）"))
    | SPACES
    | st.characters(codec="utf-8"),
    min_size=1,
    max_size=6,
).map("".join)
FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*.yml"))


@cache
def before() -> Outline:
    return outline(TINY)


@pytest.mark.slow
@settings(max_examples=15)
@example(PLACES[0], "".join(PASSES))
@given(st.sampled_from(PLACES), WORDS)
def test_odd_signs_are_told_or_come_out(place: Place, text: str) -> None:
    with TemporaryDirectory() as folder:
        assert_told_or_comes_out(changed(place, text, Path(folder)))


def assert_told_or_comes_out(loaded: Loaded) -> bool:
    """Returns which of both."""
    assert ("エラー[" in format_text(loaded.diagnostics, loaded.sources.texts)) == (not loaded.sound)
    if loaded.sound:
        every_output(loaded, before())
    return loaded.sound


def test_all_signs_that_pass_come_out_together() -> None:
    with TemporaryDirectory() as folder:
        assert assert_told_or_comes_out(changed(PLACES[0], "".join(PASSES), Path(folder)))


@pytest.mark.parametrize("sign", STOPS, ids=ascii)
def test_a_sign_that_stops_an_output_is_told(sign: str) -> None:
    with TemporaryDirectory() as folder:
        assert not assert_told_or_comes_out(changed(PLACES[0], f"声を{sign}かけます", Path(folder)))


LINE = st.tuples(
    st.sampled_from(FILES), st.integers(0, 60), st.integers(0, 60), st.sampled_from(("away", "twice", "swap"))
)
NUMBERS = st.sampled_from(("{n}", "{m}", "{p}", "{c}{n}", "{", "第{k}", "{A}-{a}", "", "■"))


@pytest.mark.slow
@settings(max_examples=20)
@given(st.lists(LINE, max_size=2), st.tuples(NUMBERS, NUMBERS, NUMBERS), st.sampled_from(("available", "missing")))
def test_a_changed_plan_is_told_or_comes_out(
    edits: list[tuple[str, int, int, str]], numbers: tuple[str, str, str], status: str
) -> None:
    """Lines taken away, doubled, exchanged; other forms of numbers; a figure whose data are there or not."""
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        shutil.copytree(TINY, plan)
        top = (plan / "plan.yml").read_text("utf-8")
        for was, now in zip(('"{k}"', "課題{n}", '"{A}"'), numbers, strict=True):
            top = top.replace(was, f'"{now}"')
        (plan / "plan.yml").write_text(top, "utf-8")
        figure = plan / "figures" / "households.yml"
        figure.write_text(figure.read_text("utf-8").replace("status: available", f"status: {status}"), "utf-8")
        for name, first, second, how in edits:
            lines = (plan / name).read_text("utf-8").splitlines()
            at, other = first % len(lines), second % len(lines)
            if how == "swap":
                lines[at], lines[other] = lines[other], lines[at]
            else:
                lines[at : at + 1] = [lines[at]] * (2 if how == "twice" else 0)
            (plan / name).write_text("\n".join(lines) + "\n", "utf-8")
        assert_told_or_comes_out(load(plan, display="plan"))
