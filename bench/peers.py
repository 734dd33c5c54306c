"""Beside us: Material and Zensical with the same pages written by hand, and three tools that hold a document as items.

All but Material are installed into folders of their own, in the versions named here; one that cannot be had is said to
be absent. Every ratio is to our own row of the same size, measured in the same run.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.handwritten import write_site
from bench.items import Item, items_of, write_doorstop, write_sphinx_needs, write_strictdoc
from bench.measure import PLAN, WORKPLACE, Command, Cost, Table, median_run, say
from bench.synthetic import synthesize
from keikaku.hosts.website import website
from keikaku.outputs.site import SiteFrame
from keikaku.pipeline import load, outline_of

FACTORS = (1, 10)
ZENSICAL = "zensical==0.0.73"
DOORSTOP = "doorstop==3.2"
STRICTDOC = "strictdoc==0.30.4"
SPHINX_NEEDS = "sphinx-needs==9.1.0"


@dataclass(frozen=True, slots=True)
class Job:
    """One row: a command, and what it is compared with."""

    tool: str
    task: str
    command: Command
    against: str
    """The task of ours that does the same."""
    cwd: Path | None = None
    output: Path | None = None


def tables() -> Iterator[Table]:
    """One table for each size."""
    absent = [tool for tool in (ZENSICAL, DOORSTOP, STRICTDOC, SPHINX_NEEDS) if installed(tool) is None]
    for factor in FACTORS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            synthesize(PLAN, folder / "plan", factor)
            loaded = load(folder / "plan")
            assert loaded.sound, "the real plan has faults"
            assert loaded.index is not None
            outline = outline_of(loaded.index)
            items = items_of(outline)
            made = website(loaded.index, preview=True)
            jobs = [*_ours(folder), *_by_hand(made.site, folder), *_others(items, folder)]
            rows = list(_rows(jobs, 5 if factor == 1 else 1))
        yield Table(
            f"Beside others, {factor}× ({len(made.site.pages)} pages, {len(items)} items)",
            ("tool", "task", "CPU s", "wall s", "peak MB", "output MB", "gzip MB", "page KB, gzip", "CPU × ours"),
            rows,
            f"Not installed: {', '.join(absent)}." if absent else "",
        )


def _rows(jobs: list[Job], runs: int) -> Iterator[tuple[str, ...]]:
    ours: dict[str, Cost] = {}
    for job in jobs:
        say(f"{job.tool}: {job.task}")
        cost = median_run(job.command, runs, cwd=job.cwd, before=partial(_remove, job.output))
        if job.tool == "keikaku":
            ours[job.task] = cost
        sizes = _sizes(job.output) if job.output is not None else ("", "", "")
        ratio = f"{cost.cpu / ours[job.against].cpu:.1f} ({job.against})"
        yield (job.tool, job.task, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}", *sizes, ratio)


def _ours(folder: Path) -> Iterator[Job]:
    plan = folder / "plan"
    keikaku: Command = [sys.executable, "-m", "keikaku"]
    yield Job("keikaku", "check", [*keikaku, "check", plan], "check")
    pages = folder / "pages"
    yield Job("keikaku", "pages", [sys.executable, "-m", "bench.pages", plan, pages], "pages", output=pages)
    framed = folder / "framed"
    command: Command = [sys.executable, "-m", "bench.pages", plan, framed, "material"]
    yield Job("keikaku", "pages in Material", command, "pages", output=framed)
    site = folder / "site"
    yield Job("keikaku", "build", [*keikaku, "build", plan, "--site", site], "build", output=site)


def _by_hand(made: SiteFrame, folder: Path) -> Iterator[Job]:
    settings = write_site(made, folder / "handwritten")
    output = folder / "material"
    command: Command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", output]
    yield Job("Material, by hand", "pages", command, "pages", output=output)
    if (zensical := installed(ZENSICAL)) is not None:
        clean: Command = [zensical / "zensical", "build", "--clean", "-f", settings]
        yield Job(f"{ZENSICAL}, by hand", "pages", clean, "pages", settings.parent, settings.parent / "site")


def _others(items: tuple[Item, ...], folder: Path) -> Iterator[Job]:
    if (doorstop := installed(DOORSTOP)) is not None:
        own = _written(write_doorstop, items, folder / "doorstop")
        subprocess.run(["git", "init", "-q", own], check=True)  # it looks for the folder's version control
        yield Job(DOORSTOP, "check", [doorstop / "doorstop", "--no-reformat"], "check", cwd=own)
        output = folder / "doorstop-html"
        yield Job(DOORSTOP, "pages", [doorstop / "doorstop", "publish", "all", output], "pages", own, output)
    if (strictdoc := installed(STRICTDOC)) is not None:
        own = _written(write_strictdoc, items, folder / "strictdoc")
        output = folder / "strictdoc-html"
        command: Command = [strictdoc / "strictdoc", "export", ".", "--output-dir", output]
        yield Job(STRICTDOC, "pages", command, "pages", own, output)
    if (needs := installed(SPHINX_NEEDS)) is not None:
        own = _written(write_sphinx_needs, items, folder / "needs")
        output = folder / "needs-html"
        yield Job(SPHINX_NEEDS, "pages", [needs / "sphinx-build", "-q", ".", output], "pages", own, output)


def _written(write: Callable[[tuple[Item, ...], Path], None], items: tuple[Item, ...], folder: Path) -> Path:
    write(items, folder)
    return folder


def installed(requirement: str) -> Path | None:
    """The folder of a tool's commands, installed where it is not yet; None where that fails."""
    folder = WORKPLACE / requirement.replace("==", "-")
    commands = folder / "bin"
    stamp = folder / "installed"
    if not stamp.exists():
        say(f"installing {requirement}")
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
            subprocess.run([commands / "python", "-m", "pip", "install", requirement], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        stamp.touch()
    return commands


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _sizes(folder: Path) -> tuple[str, str, str]:
    """Of all files as they are and packed, and the median of the packed pages."""
    raw = packed = 0
    pages = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            small = len(gzip.compress(content))
            raw, packed = raw + len(content), packed + small
            if path.suffix == ".html":
                pages.append(small)
    return f"{raw / 1e6:.1f}", f"{packed / 1e6:.1f}", f"{median(pages) / 1e3:.1f}"
