"""``make mutants``: small wrong changes to the program, each of which some test should notice.

A mutant is one change of one expression (``<`` to ``<=``, ``and`` to ``or``, 1 to 2, a condition to its opposite). Some
are drawn by a seed, as many from each room, and each is tried in a process of its own on the tests that run the changed
line, those first that run little else: it is killed where one fails, breaks or does not end, else it survives. Texts
are left alone: a wrong key of a message stops any test at once and would say nothing. So is all that stands outside of
functions: widths and limits are choices and no logic.

Ours and not mutmut or cosmic-ray: both write mutants to the disk and start Python and pytest anew for each, which takes
longer than the tests. Here pytest collects once; each mutant is put into the functions of a fork of that process and
costs what its tests cost. What test modules make when they are imported was made without it, so that a few count as
surviving that a start from nothing would kill: the counts are lower bounds.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import os
import pickle
import random
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import _lru_cache_wrapper, partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NoReturn

import pytest

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "builder" / "keikaku"
RECORD = TOP / "docs" / "mutants.md"
LIMIT = 120
"""Seconds of the processor for the tests of one mutant; as a rule it is caught in an endless loop. By the clock it may
take five times as long, so that a busy machine kills none that the tests do not."""
ALL = 900
"""The same for all tests of a room without a mutant."""

_COMMON = ("test_faulty_plans.py", "test_example_plans.py", "test_contributing.py")
ROOMS = {
    "outputs/compare": ("compare", "unit/test_writing.py"),
    "outputs/workbook": ("workbook",),
    "rules": ("unit", *_COMMON),
    "plan": (
        "unit",
        "print/test_data.py",
        "compare/test_rows.py",
        "compare/test_match.py",
        "compare/test_every_word.py",
        "furigana/test_settling.py",
        *_COMMON,
    ),
}
"""Folder of the package → the tests that may hold it."""

LIBRARIES = ("docx", "fontTools.ttLib", "hypothesis", "jinja2", "jsonschema", "lxml.etree", "markdown_it", "openpyxl")
LIBRARIES += ("pikepdf", "PIL.Image", "sudachipy", "yaml")


@dataclass(frozen=True, slots=True)
class Mutant:
    """The ``number``-th place of a module that can be changed."""

    path: Path
    number: int
    line: int
    function: int
    """The first line of the function around it; 0 in none."""
    change: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(PACKAGE)}:{self.line}: {self.change}"


_OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can be changed at a node itself: how it is told, and the change."""
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            yield (
                f"{type(op).__name__} {_OPPOSITE[type(op)].__name__}",
                lambda n=n, op=op: node.ops.__setitem__(n, _OPPOSITE[type(op)]()),
            )  # type: ignore[misc]
    elif isinstance(node, ast.BoolOp | ast.BinOp | ast.AugAssign) and type(node.op) in _OPPOSITE:
        new = _OPPOSITE[type(node.op)]
        yield f"{type(node.op).__name__} {new.__name__}", lambda: setattr(node, "op", new())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        value = (not node.value) if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} {value}", lambda: setattr(node, "value", value)
    elif isinstance(node, ast.Break | ast.Continue):
        yield (
            type(node).__name__,
            lambda: setattr(node, "__class__", ast.Continue if isinstance(node, ast.Break) else ast.Break),
        )
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(
        node.test, ast.Compare | ast.BoolOp | ast.Constant
    ):
        yield "negated", lambda: setattr(node, "test", _negated(node.test))
    if isinstance(node, ast.comprehension):
        for n, test in enumerate(node.ifs):
            if not isinstance(test, ast.Compare | ast.BoolOp):
                yield "negated", lambda n=n, test=test: node.ifs.__setitem__(n, _negated(test))  # type: ignore[misc]


def _negated(test: ast.expr) -> ast.expr:
    return test.operand if isinstance(test, ast.UnaryOp) else ast.UnaryOp(ast.Not(), test)


def _places(tree: ast.AST, function: int = 0, line: int = 1) -> Iterator[tuple[int, int, str, Callable[[], None]]]:
    """Line, line of the function, words and change of every place; not of annotations, assertions and decorators.

    ``strict=True`` of ``zip`` is an assertion too: with lists of one length it says nothing.
    """
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        if name == "args" and isinstance(tree, ast.FunctionDef | ast.Lambda):
            continue  # default values stand outside
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Assert):
                continue
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue
            if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
                continue
            here = getattr(child, "lineno", line)
            inside = function
            if isinstance(child, ast.FunctionDef):
                inside = min([child.lineno, *(one.lineno for one in child.decorator_list)])
            for words, change in _changes(child):
                yield here, inside, words, change
            yield from _places(child, inside, here)


def mutants(path: Path) -> list[Mutant]:
    """All that can be made of the functions of a module."""
    found = _places(ast.parse(path.read_text("utf-8")))
    every = (Mutant(path, number, line, inside, words) for number, (line, inside, words, _) in enumerate(found))
    return [one for one in every if one.function]


Line = tuple[str, int]
"""File and number of a line, or of the first of a function."""


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _key(code: CodeType) -> tuple[object, ...]:
    return code.co_qualname, code.co_firstlineno, code.co_freevars


def _forgetful() -> list[Any]:
    """Functions of ours that keep what they have answered."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, _lru_cache_wrapper) and found.__module__.startswith(("keikaku", "tests"))
    ]


def _put(mutant: Mutant) -> None:
    """Put the changed code into every function that has the old one, and let functions forget what they keep."""
    tree = ast.parse(mutant.path.read_text("utf-8"))
    for number, (*_, change) in enumerate(_places(tree)):
        if number == mutant.number:
            change()
            break
    made = compile(ast.fix_missing_locations(tree), str(mutant.path), "exec", dont_inherit=True)
    codes = {_key(code): code for code in _codes(made)}
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__code__.co_filename == str(mutant.path):
            found.__code__ = codes.get(_key(found.__code__), found.__code__)
    for kept in _forgetful():
        kept.cache_clear()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a test does without a mutant."""

    test: pytest.Item
    seconds: float
    lines: frozenset[Line]
    """Those of the room that it runs, itself or in what is set up for it, and the first of each function."""


_OPTIONS = ("-o", "addopts=", "--hypothesis-profile=test", "-p", "tests.live_guard", "-p", "no:cacheprovider")
_OPTIONS += ("-p", "no:terminal", "-m", "not browser and not slow")


class _Trial:
    """A plugin of pytest that tries the mutants of a room instead of running the tests."""

    def __init__(self, room: Path, mutants: Sequence[Mutant], jobs: int) -> None:
        self.room = str(room)
        self.mutants = mutants
        self.jobs = jobs
        self.failed: list[str] = []
        self.fixtures: dict[str, set[Line]] = {}
        self.ran: list[Ran] = []
        self.results: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, None, None]:
        if sys.gettrace() is None:
            return (yield)
        with _traced(self.fixtures.setdefault(fixturedef.argname, set()), self.room):
            return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        [found] = _forked([partial(self._recorded, session.items)], 1, ALL)
        assert found is not None, "the tests do not end without a mutant"
        self.failed, seconds, lines = found
        if not self.failed:
            self.ran = [Ran(*one) for one in zip(session.items, seconds, lines, strict=True)]
            works = [partial(self._result, one) for one in self.mutants]
            self.results = [result or "killed" for result in _forked(works, self.jobs, LIMIT)]
        return True

    def _recorded(self, tests: Sequence[pytest.Item]) -> object:
        """Which tests fail; of each how long it takes and which lines it runs where nothing is known from another."""
        seconds, lines = [], []
        forgetful = _forgetful()
        for n in range(len(tests)):
            for kept in forgetful:
                kept.cache_clear()
            began, seen = time.monotonic(), set[Line]()
            with _traced(seen, self.room):
                _run(tests, n)
            seconds.append(time.monotonic() - began)
            lines.append(seen)
        named = [getattr(test, "fixturenames", ()) for test in tests]
        shared = [
            seen.union(*(self.fixtures.get(name, ()) for name in names))
            for seen, names in zip(lines, named, strict=True)
        ]
        return self.failed, seconds, [frozenset(one) for one in shared]

    def _result(self, mutant: Mutant) -> str:
        """The tests that run the changed line are tried, or where none is known to, those that run its function."""
        path = str(mutant.path)
        hit = [one for one in self.ran if (path, mutant.line) in one.lines]
        hit = hit or [one for one in self.ran if (path, mutant.function) in one.lines]
        if not hit:
            return "not run"
        _put(mutant)
        tests = [one.test for one in sorted(hit, key=lambda one: (len(one.lines), one.seconds))]
        for n in range(len(tests)):
            _run(tests, n)
            if self.failed:
                return "killed"
        return "survived"


def _run(tests: Sequence[pytest.Item], n: int) -> None:
    following = tests[n + 1] if n + 1 < len(tests) else None
    tests[n].config.hook.pytest_runtest_protocol(item=tests[n], nextitem=following)


@contextmanager
def _traced(seen: set[Line], room: str) -> Iterator[None]:
    def note(frame: FrameType, event: str, _: object) -> Any:
        code = frame.f_code
        if not code.co_filename.startswith(room):
            return None
        seen.add((code.co_filename, frame.f_lineno if event == "line" else code.co_firstlineno))
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        yield
    finally:
        sys.settrace(before)


def _forked(works: Sequence[Callable[[], object]], jobs: int, limit: float) -> list[Any]:
    """What each yields in a process of its own, without its output; None where it does not end in time or breaks."""
    found: dict[int, bytes] = {}
    running: dict[int, tuple[int, int, float]] = {}
    waiting = list(enumerate(works))[::-1]
    while waiting or running:
        while waiting and len(running) < jobs:
            number, work = waiting.pop()
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                _answer(work, writing, int(limit))
            os.close(writing)
            running[reading], found[number] = (number, child, time.monotonic() + 5 * limit), b""
        ready, _, _ = select.select(list(running), [], [], 0.5)
        for reading, (number, child, end) in list(running.items()):
            if time.monotonic() > end:
                os.killpg(child, signal.SIGKILL)
            elif reading not in ready:
                continue
            elif more := os.read(reading, 1 << 16):
                found[number] += more
                continue
            os.close(reading)
            os.waitpid(child, 0)
            del running[reading]
    return [pickle.loads(found[n]) if found[n].endswith(b".") else None for n in range(len(works))]


def _answer(work: Callable[[], object], writing: int, limit: int) -> NoReturn:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    os.dup2(1, 2)
    try:
        with os.fdopen(writing, "wb") as answer:
            pickle.dump(work(), answer)
    finally:
        os._exit(0)


def main() -> None:
    """Draw, try, say which survived, and write down the count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=75, help="mutants of each room")
    parser.add_argument("--room", choices=tuple(ROOMS), help="this one alone; nothing is written down")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    for name in LIBRARIES:
        importlib.import_module(name)
    lines = []
    for room in [chosen.room] if chosen.room else ROOMS:
        every = [one for path in sorted((PACKAGE / room).rglob("*.py")) for one in mutants(path)]
        drawn = random.Random(chosen.seed).sample(every, min(chosen.each, len(every)))
        trial = _Trial(PACKAGE / room, drawn, chosen.jobs)
        files = [str(TOP / "tests" / name) for name in ROOMS[room]]
        pytest.main([*_OPTIONS, *files], plugins=[trial])
        assert not trial.failed, f"these fail without a mutant: {trial.failed}"
        print(f"{len(trial.ran)} tests, {sum(one.seconds for one in trial.ran):.0f} s", flush=True)
        for mutant, result in zip(drawn, trial.results, strict=True):
            if result != "killed":
                print(result, mutant, flush=True)
        killed = trial.results.count("killed")
        lines.append(f"| `{room}/` | {len(drawn)} of {len(every)} | {killed} | {killed / len(drawn):.0%} |")
        print(lines[-1], flush=True)
    if not chosen.room:
        _write(chosen.seed, lines)


def _write(seed: int, lines: Sequence[str]) -> None:
    text = RECORD.read_text("utf-8")
    head = text[: text.index("## Last run")]
    day = datetime.now(UTC).date()
    table = "\n".join(("| room | mutants | killed | |", "| --- | ---: | ---: | ---: |", *lines))
    RECORD.write_text(f"{head}## Last run\n\n{day}, seed {seed}.\n\n{table}\n", "utf-8")


if __name__ == "__main__":
    main()
