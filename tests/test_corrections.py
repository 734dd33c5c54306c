"""A 正しい例 is right: whoever follows it gets rid of the mistake and makes no other one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.span import split_lines
from keikaku.pipeline import load
from keikaku.yaml.entries import in_memory
from tests.test_faulty_plans import CASES, laid_over

DEBRIS = ("=======", "//", "｜", "<<<<", ">>>>", "| ")
"""What a repair must not make part of a text."""

CODE = re.compile(r"(?:エラー|注意)\[([a-z-]+)\]")

ANOTHER = {
    "challenge-without-its-key": "the item needs its other key too, which only a person knows",
    "middle-dot-bullets": "the next line has the same mistake, which is told once",
    "wrong-indent-of-all-below-a-key": "the lines below move as well, as the hint says",
    "wrong-indent-of-pasted-lines": "the lines below move as well, as the hint says",
    "cross-listing-in-japanese": "the id of the case does not exist",
    "ids-parted-by-a-japanese-comma": "one of the ids of the case does not exist",
    "two-figures-beside-one-key": "one of the ids of the case does not exist",
    "quotes-needed-backquote": "a backquote is a sign of another tool, in quotes too",
}
"""Cases with a second mistake, which the first one hid."""


def followed(plan: dict[str, bytes], fault: Diagnostic) -> str:
    """Put the corrected line in the place of the one it is about; return that line."""
    file = fault.span.path.removeprefix("plan/")
    lines = split_lines(plan[file].decode("utf-8-sig"))
    assert fault.correction is not None
    lines[fault.span.line - 1] = fault.correction
    plan[file] = ("\n".join(lines) + "\n").encode()
    return fault.correction


def corrections() -> Iterator[ParameterSet]:
    """Each case with the numbers of its diagnostics that offer a correction, read off the expected output.

    All but the first of each kind of fault are slow.
    """
    seen = set[str]()
    for case in CASES:
        blocks = (case / "expected.out").read_text("utf-8").split("\n\n")
        codes = [CODE.findall(block)[0] for block in blocks if "  正しい例:\n" in block]
        for n, code in enumerate(codes):
            yield pytest.param(case, n, marks=[pytest.mark.slow] if code in seen else [])
            seen.add(code)


@pytest.mark.parametrize(("case", "n"), [*corrections()], ids=lambda value: getattr(value, "name", str(value)))
def test_a_correction_leaves_no_new_fault_and_no_debris(case: Path, n: int) -> None:
    plan = laid_over(case)
    before = load(in_memory(plan), display="plan").diagnostics
    offered = sorted((one for one in before if one.correction is not None), key=lambda one: one.span)
    line = followed(plan, offered[n])
    after = load(in_memory(plan), display="plan").diagnostics
    told = [(one.code, one.span.path) for one in before]
    told.remove((offered[n].code, offered[n].span.path))
    for one in after if case.name not in ANOTHER else ():
        place = (one.code, one.span.path)
        assert place in told, f"{one.span.path}:{one.span.line}: {one.code}: {one.message}"
        told.remove(place)
    if case.name in ANOTHER:
        assert after != before
    text = line.partition("#")[0].strip().removeprefix("- ").partition(": ")[2] or line.strip()
    assert not any(sign in text.replace("://", "").strip("'\"") for sign in DEBRIS), line
