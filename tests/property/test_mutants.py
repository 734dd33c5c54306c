"""Plans of every kind with something done to them at random: told, or made into every output, and compared truly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

import pytest

from keikaku.hosts.reporting.formats import format_github, format_json, format_sarif, format_text
from keikaku.outputs.compare import compare
from keikaku.pipeline import Loaded, forms, outline_of
from keikaku.plan.outline import Outline
from keikaku.text.tokens import boundaries
from tests.compare.sweep import print_words, site_words
from tests.outputs import every_output
from tests.property.mutants import PLANS, kept, loaded, mutant, sources

pytestmark = pytest.mark.sweep
Seeds = Callable[[int, int], range]
each_plan = pytest.mark.parametrize("plan", PLANS)


@cache
def before(plan: str) -> Outline:
    found = loaded(kept(plan))
    assert found.sound, found.diagnostics
    assert found.index is not None
    return outline_of(found.index)


@contextmanager
def noted(plan: str, seed: int) -> Iterator[None]:
    """Whatever goes wrong says how to make it again."""
    try:
        yield
    except Exception as fault:
        fault.add_note(f"mutant({plan!r}, {seed})")
        raise


def test_the_plans_together_use_every_field() -> None:
    """But for a fourth and fifth level, which differ from the third in nothing."""
    used = {step for plan in PLANS for source in sources(plan).values() for path in source.positions for step in path}
    fields = {name for schema in forms().values() for name in _fields(schema, set())}
    assert fields - used == {"level4", "level5"}


def _fields(schema: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(schema, dict | list) and id(schema) not in seen:
        seen.add(id(schema))
        if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
            yield from schema["properties"]
        for below in schema.values() if isinstance(schema, dict) else schema:
            yield from _fields(below, seen)


@each_plan
def test_a_mutant_is_checked(plan: str, seeds: Seeds) -> None:
    """Never an exception; what does not come through is told, in every format."""
    told_of = 0
    for seed in seeds(6, 600):
        with noted(plan, seed):
            found = loaded(mutant(plan, seed))
            told = format_text(found.diagnostics, found.sources.texts)
            for write in (format_json, format_github, format_sarif):
                assert write(found.diagnostics) or not found.diagnostics
            assert ("エラー[" in told or "error[" in told) == (not found.sound)
            told_of += not found.sound
            if found.sound and found.index is not None:
                outline_of(found.index)
    assert told_of > 0


def passing(plan: str, tried: range, enough: int) -> Iterator[tuple[int, Loaded]]:
    """The first mutants that pass the check, with their seeds; which do so changes with every edit of the plan."""
    found = ((seed, loaded(mutant(plan, seed))) for seed in tried)
    return islice(((seed, one) for seed, one in found if one.sound), enough)


@pytest.mark.slow
@each_plan
def test_a_mutant_that_passes_comes_out_of_every_command(plan: str, seeds: Seeds) -> None:
    made = 0
    for seed, found in passing(plan, seeds(60, 200), len(seeds(1, 200))):
        with noted(plan, seed):
            every_output(found, before(plan))
            made += 1
    assert made > 0


@pytest.mark.slow
@each_plan
def test_a_mutant_is_compared_as_it_is_read(plan: str, seeds: Seeds) -> None:
    """「変更はありません」 is said of it, forth and back, if pages and print say the same, and only then."""
    was = before(plan)
    read = print_words(was), site_words(was)
    compared = 0
    for seed, found in passing(plan, seeds(60, 400), len(seeds(2, 400))):
        with noted(plan, seed):
            assert found.index is not None
            now = outline_of(found.index)
            other = (print_words(now), site_words(now)) != read
            assert bool(compare(was, now, boundaries).changed) >= other
            assert bool(compare(now, was, boundaries).changed) >= other
            compared += 1
    assert compared > 0
