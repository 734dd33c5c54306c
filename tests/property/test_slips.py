"""Slips of the hand at any place of a plan: each is told, and whatever line is proposed is right."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.span import split_lines
from keikaku.pipeline import load
from tests.specimens import TINY, TOP

ENTRY = re.compile(r"(?P<head> *(?:- )*)(?P<key>[a-z_-]+): (?P<value>.+)$")
ITEM = re.compile(r"(?P<head> *)- (?P<value>[^:\[]+)$")
GROUP = re.compile(r"(?P<head> *)(?P<key>[a-z_-]+):$")


def slips(line: str) -> Iterator[str]:
    """What a hurried or unpractised hand makes of a line; a line break is another line."""
    if found := ENTRY.match(line):
        head, key, value = found["head"], found["key"], found["value"]
        inner = " " * (len(head) + 2)
        yield from (f"{head}{key}{between}{value}" for between in ("：", ":", " ", "；", " = ", ": \u3000"))
        yield from (
            f"{head}{key}: {shape}" for shape in (f"[{value}]", f"「{value}」", f"{value}、{value}", f'"{value}')
        )
        yield from (f"{head}{key}: {word}" for word in ("未定", "なし", "1", "true", f"{value}以上", f"約{value}"))
        yield from (
            f"{head}{key}: {value[:2]}",
            f"{head}{key}: ./{value}.yml",
            f"{head}施策: {value}",
            f"{head}{key}: {value}件",
        )
        yield from (
            f"{head}{key}:\n{inner}text: {value}",
            f"{head}{key}:\n{inner}- {value}",
            f"{head}{key}: |\n{inner}{value}",
            f"{head}{key}: {key}: {value}",
        )
        yield from (f"{head}- {key}: {value}", f"{head}・{key}: {value}", f"{head}\u3000{key}: {value}")
        yield from (f"{head}{key.upper()}: {value}", f"{head}{key}s: {value}", f" {line}", f"\t{line}")
    elif found := ITEM.match(line):
        head, value = found["head"], found["value"]
        signs = (
            "",
            "・",
            "-",
            "－ ",
            "1. ",
            "* ",
            "- - ",
            "- id: ",
            "- text: ",
            "- 文: ",
            "- text：",
            "① ",
            "－\u3000",
        )
        yield from (f"{head}{sign}{value}" for sign in signs)
        yield from (f"{head}- 【{value}】", f"{head}- [{value}]", f"{head}- {value}: {value}", f" {line}", f"  {line}")
    elif found := GROUP.match(line):
        head, key = found["head"], found["key"]
        changed = (
            key,
            f"{key}：",
            f"- {key}:",
            f"  {key}:",
            f"{key}s:",
            f"{key}: あ",
            "施策:",
            f"・{key}:",
            f" {key}:",
        )
        yield from (f"{head}{text}" for text in changed)


FORM = {
    code
    for room in ("yaml", "schema")
    for code in yaml.safe_load((TOP / "builder" / "keikaku" / room / "codes.yml").read_text("utf-8"))
}
"""The codes of what is wrong with the writing or the form of a file, not with what it says."""
INCOMPLETE = {"missing-key", "empty-value"}
"""That something else belongs there as well, which only a person knows."""


def codes_at(found: tuple[Diagnostic, ...], path: str, first: int, lines: int = 1) -> set[str]:
    return {one.code for one in found if one.span.path == path and first <= one.span.line < first + lines} & FORM


@pytest.mark.slow
@pytest.mark.sweep
def test_what_is_proposed_is_right(seeds: Callable[[int, int], range], tmp_path: Path) -> None:
    plan = shutil.copytree(TINY, tmp_path / "plan")
    files = sorted(path for path in plan.rglob("*.yml"))
    originals = {path: path.read_text("utf-8") for path in files}
    places = [
        (path, n, slip)
        for path, text in originals.items()
        for n, line in enumerate(split_lines(text))
        for slip in slips(line)
    ]
    followed = 0
    for seed in seeds(150, 4000):
        path, n, slip = random.Random(seed).choice(places)
        lines = split_lines(originals[path])
        lines[n] = slip
        path.write_text("\n".join(lines) + "\n", "utf-8")
        told = load(plan, display="plan").diagnostics
        for fault in (one for one in told if one.correction is not None):
            other = plan.parent / fault.span.path
            before = other.read_text("utf-8")
            written = split_lines(before)
            correction = fault.correction or ""
            written[fault.span.line - 1] = correction
            other.write_text("\n".join(written) + "\n", "utf-8")
            after = load(plan, display="plan").diagnostics
            left = codes_at(after, fault.span.path, fault.span.line, 1 + correction.count("\n"))
            others = codes_at(told, fault.span.path, fault.span.line) - {fault.code}
            assert left <= INCOMPLETE | others, (
                f"{path.name}:{n + 1}: {slip!r} ({fault.code}), corrected {correction!r}"
            )
            other.write_text(before, "utf-8")
            followed += 1
        path.write_text(originals[path], "utf-8")
    assert followed > len(seeds(150, 4000)) / 4
