"""What passes the check, every command takes: odd signs in any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keikaku.hosts.reporting.formats import format_text
from keikaku.pipeline import Loaded
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


@cache
def before() -> Outline:
    return outline(TINY)


@pytest.mark.slow
@settings(max_examples=8)
@example(PLACES[0], "".join(PASSES))
@given(st.sampled_from(PLACES), WORDS)
def test_odd_signs_are_reported_or_come_out(place: Place, text: str) -> None:
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
def test_a_sign_that_stops_an_output_is_reported(sign: str) -> None:
    with TemporaryDirectory() as folder:
        assert not assert_told_or_comes_out(changed(PLACES[0], f"声を{sign}かけます", Path(folder)))
