"""``make mutants``: small wrong changes to the program, each of which some test should notice.

A mutant is one change of one expression (``<`` to ``<=``, ``and`` to ``or``, 1 to 2, a condition to its opposite). Some
are drawn by a seed, as many from each room, and each is tried in a process of its own on the tests that run the changed
function, the quickest first: it is killed where one fails, breaks or does not end, else it survives. Texts are left
alone: a wrong key of a message stops any test at once and would say nothing. So are numbers outside of functions
(widths, limits), which are choices and no logic.

Ours and not mutmut or cosmic-ray: both write mutants to the disk and start Python and pytest anew for each, which takes
longer than the tests; forked from one process that has imported the libraries, a mutant costs what its tests cost.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.util
import os
import pickle
import random
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NoReturn

import pytest

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "builder" / "keikaku"
RECORD = TOP / "docs" / "mutants.md"
LIMIT = 120
"""Seconds of the processor for the tests of one mutant; as a rule it is caught in an endless loop. By the clock it may
take five times as long, so that a busy machine kills none that the tests do not."""

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
    """All that can be made of a module."""
    found = _places(ast.parse(path.read_text("utf-8")))
    every = [Mutant(path, number, line, inside, words) for number, (line, inside, words, _) in enumerate(found)]
    return [one for one in every if one.function or not one.change[0].isdigit()]


class _Changed(SourceFileLoader):
    """Loads a module with its mutation."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path))
        self.mutant = mutant

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        tree = ast.parse(self.mutant.path.read_text("utf-8"))
        for number, (_, _, _, change) in enumerate(_places(tree)):
            if number == self.mutant.number:
                change()
                break
        return compile(ast.fix_missing_locations(tree), str(self.mutant.path), "exec", dont_inherit=True)


class _Finder:
    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(PACKAGE.parent).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.mutant.path, loader=_Changed(name, self.mutant))


def _pytest(file: Path, plugin: object) -> int:
    options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not browser and not slow")
    return int(pytest.main([*options, str(file)], plugins=[plugin]))


class _Recorder:
    """Notes which functions of the program each test of a file runs, and how long it takes.

    What a fixture runs counts for every test of the file, for it may be made once for several.
    """

    def __init__(self) -> None:
        self.shared: set[CodeType] = set()
        self.own: dict[str, set[CodeType]] = {}
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, None, None]:
        with _traced(self.shared):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        began = time.monotonic()
        with _traced(self.own.setdefault(item.nodeid, set())):
            yield
        self.seconds[item.nodeid] = time.monotonic() - began


@contextmanager
def _traced(seen: set[CodeType]) -> Iterator[None]:
    def note(frame: FrameType, event: str, _: object) -> None:
        seen.add(frame.f_code)

    sys.settrace(note)  # called for each function, and as it returns nothing, for no line
    try:
        yield
    finally:
        sys.settrace(None)


class _Only:
    """Lets some tests of a file run, the quickest first."""

    def __init__(self, seconds: Mapping[str, float]) -> None:
        self.seconds = seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (one for one in items if one.nodeid in self.seconds), key=lambda one: self.seconds[one.nodeid]
        )


Function = tuple[str, int]
"""File and first line; 0 for what a module does when it is imported."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a file of tests does without a mutant."""

    code: int
    seconds: Mapping[str, float]
    """Test → how long it takes."""
    functions: Mapping[str, set[Function]]
    """Test → what it runs; ``""``: what all of them run."""

    def of(self, function: Function) -> dict[str, float]:
        """The tests that run a function."""
        if function in self.functions[""]:
            return dict(self.seconds)
        return {test: self.seconds[test] for test, ran in self.functions.items() if test and function in ran}


def _ran(file: Path) -> Ran:
    recorder = _Recorder()
    specimens = importlib.import_module("tests.specimens")
    for name, kept in list(vars(specimens).items()):  # what is made once for all tests each of them makes here
        if hasattr(kept, "__wrapped__"):
            setattr(specimens, name, kept.__wrapped__)
    code = _pytest(file, recorder)
    imported = {(name, 0) for module in sys.modules.values() if (name := getattr(module, "__file__", None))}
    functions = {test: set(map(_function, seen)) for test, seen in recorder.own.items()}
    return Ran(code, recorder.seconds, {**functions, "": {*map(_function, recorder.shared), *imported}})


def _function(code: CodeType) -> Function:
    return code.co_filename, 0 if code.co_name == "<module>" else code.co_firstlineno


def _result(mutant: Mutant, tests: Sequence[tuple[Path, Mapping[str, float]]]) -> int:
    """What pytest says of a mutant: 0 where no test minds it."""
    sys.meta_path.insert(0, _Finder(mutant))  # type: ignore[arg-type]
    return next((code for file, seconds in tests if (code := _pytest(file, _Only(seconds))) not in (0, 5)), 0)


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
    rooms = {chosen.room: ROOMS[chosen.room]} if chosen.room else ROOMS
    tests = {room: [file for name in names for file in _files(TOP / "tests" / name)] for room, names in rooms.items()}
    every = sorted({file for files in tests.values() for file in files})
    lines = []
    found: list[Ran | None] = _forked([partial(_ran, file) for file in every], chosen.jobs, 900)
    ran = {file: one for file, one in zip(every, found, strict=True) if one is not None and one.code in (0, 5)}
    assert len(ran) == len(every), f"these fail without a mutant: {sorted(set(every) - ran.keys())}"
    print(f"{len(every)} files of tests, {sum(sum(one.seconds.values()) for one in ran.values()):.0f} s", flush=True)
    for room, files in tests.items():
        drawn = random.Random(chosen.seed).sample(
            [one for path in sorted((PACKAGE / room).rglob("*.py")) for one in mutants(path)], chosen.each
        )
        works = []
        for mutant in drawn:
            hit = [(file, ran[file].of((str(mutant.path), mutant.function))) for file in files]
            quickest = sorted(((file, some) for file, some in hit if some), key=lambda one: sum(one[1].values()))
            works.append(partial(_result, mutant, quickest))
        killed = [code not in (0, 5) for code in _forked(works, chosen.jobs, LIMIT)]
        for mutant, dead, work in zip(drawn, killed, works, strict=True):
            if not dead:
                print("survived" if work.args[1] else "not run", mutant, flush=True)
        lines.append(f"| `{room}/` | {len(drawn)} | {sum(killed)} | {sum(killed) / len(drawn):.0%} |")
        print(lines[-1], flush=True)
    if not chosen.room:
        _write(chosen.seed, lines)


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def _write(seed: int, lines: Sequence[str]) -> None:
    text = RECORD.read_text("utf-8")
    head = text[: text.index("## Last run")]
    day = datetime.now(UTC).date()
    table = "\n".join(("| room | mutants | killed | |", "| --- | ---: | ---: | ---: |", *lines))
    RECORD.write_text(f"{head}## Last run\n\n{day}, seed {seed}.\n\n{table}\n", "utf-8")


if __name__ == "__main__":
    main()
