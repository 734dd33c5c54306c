"""Fixtures every test may ask for: the real plan, the tiny one, and changed copies of the tiny one."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from keikaku.hosts.cli import COLLECTED_EVERY, main
from keikaku.plan.outline import Outline
from tests.serving import preview
from tests.specimens import REAL, TINY, TOP, Built, ChangedPlan, Once, copied, outline

gc.set_threshold(COLLECTED_EVERY)  # as every command does
os.environ["LC_ALL"] = "C.UTF-8"  # messages of commands without a plan are in the language of the machine

# How long an example takes is the machine's affair, not the code's: no deadline, here or in `make fuzz`.
# Who has changed nothing must get the same answer twice, so the examples of a test run are always the same ones; `make
# fuzz` draws others every time, and only there a failing one is made small: that can take minutes.
settings.register_profile(
    "test", deadline=None, derandomize=True, max_examples=25, phases=(Phase.explicit, Phase.generate)
)
settings.register_profile("fuzz", deadline=None, max_examples=1_000, print_blob=True)
FUZZ_TIMES = 20
"""`make fuzz` also tries twenty times what a test asks for itself, which a profile alone does not reach."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write expected outputs anew, to be read before they are kept"
    )


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A worker for each processor, and with browsers one more: at any time one of them waits for its browser."""
    return (os.cpu_count() or 1) + ("not browser" not in config.getoption("-m"))


def pytest_collection_modifyitems(config: pytest.Config, items: Sequence[pytest.Item]) -> None:
    if config.getoption("--hypothesis-profile") == "fuzz":
        _try_more(items)


def _try_more(items: Iterable[pytest.Item]) -> None:
    kept = "_hypothesis_internal_use_settings"  # where Hypothesis keeps what `@settings` said
    for test in {item.function for item in items if isinstance(item, pytest.Function)}:
        asked = getattr(test, kept, None)
        if asked is not None and asked.max_examples < settings.default.max_examples:
            setattr(test, kept, settings(asked, max_examples=FUZZ_TIMES * asked.max_examples))


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> Callable[[int, int], range]:
    """How many cases a sweep tries, each by its seed: few, the same ones every time, and many others in `make fuzz`."""
    fuzz = request.config.getoption("--hypothesis-profile") == "fuzz"
    first = int(request.config.getoption("--hypothesis-seed") or 0) if fuzz else 0
    return lambda few, many: range(first, first + (many if fuzz else few))


@pytest.fixture(scope="session")
def real() -> Outline:
    return outline(REAL)


@pytest.fixture(scope="session")
def tiny() -> Outline:
    return outline(TINY)


@pytest.fixture
def changed_plan(tmp_path: Path) -> ChangedPlan:
    """The tiny plan with files replaced, added, or (None) taken away."""

    def change(files: Mapping[str, str | None]) -> Path:
        folder = copied(TINY, tmp_path / "plan")
        for name, text in files.items():
            path = folder / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        return folder

    return change


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """``once(name, make)``: a folder that ``make`` fills, once for all workers of a run, and only to be read."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def filled(name: str, make: Callable[[Path], None]) -> Path:
        folder, lock, done = shared / name, shared / f"{name}.lock", shared / f"{name}.done"
        try:
            lock.mkdir()
        except FileExistsError:
            for _ in range(2400):
                if done.exists():
                    break
                time.sleep(0.05)
        else:
            make(folder)
            done.touch()
        assert done.exists(), f"the worker that makes {name} failed"
        return folder

    return filled


@pytest.fixture(scope="session")
def built(once: Once) -> Built:
    """Sites by ``keikaku build``, each made once."""

    def build(plan: Path, *options: str) -> Path:
        def make(folder: Path) -> None:
            assert main(["build", str(plan), "--site", str(folder), *options]) == 0

        return once("-".join((*plan.relative_to(TOP).parts, *options, "site")), make)

    return build


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the tiny plan, and the address its preview is served at."""
    with preview(tmp_path) as found:
        yield found
