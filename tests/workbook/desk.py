"""What an officer's desk has: a plan, its workbooks, and the two commands."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from keikaku.hosts.cli import main
from tests.specimens import copied


@dataclass(frozen=True)
class Desk:
    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def plan(self) -> Path:
        return self.folder / "plan"

    def file(self, actor: str) -> Path:
        return self.folder / "sent" / f"{actor}.xlsx"

    def send(self, *words: str) -> int:
        return main(["export", "xlsx", str(self.plan), "--output", str(self.folder / "sent"), *words])

    def take(self, *files: Path, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """Exit code, standard output and error of importing; the paths in them shortened."""
        self.capsys.readouterr()
        code = main(["import", "xlsx", *map(str, files), "--plan", str(self.plan), *options])
        out, err = self.capsys.readouterr()
        return code, out.replace(f"{self.folder}/", ""), err.replace(f"{self.folder}/", "")

    def answer(self, actor: str, change: Callable[[Workbook], None], name: str | None = None) -> Path:
        """A workbook somebody has changed, saved under a name of its own."""
        book = load_workbook(self.file(actor))
        change(book)
        path = self.file(name or actor)
        book.save(path)
        return path

    def texts(self) -> dict[str, str]:
        return {path.relative_to(self.plan).as_posix(): path.read_bytes().decode() for path in self.plan.rglob("*.yml")}


def desk(folder: Path, plan: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    copied(plan, folder / "plan")
    return Desk(folder, capsys)


def diff(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines that went (-) and came (+), files that are equal left out."""
    assert before.keys() == after.keys()
    return [
        line
        for name in sorted(before)
        for line in list(difflib.unified_diff(before[name].split("\n"), after[name].split("\n"), n=0, lineterm=""))[2:]
        if not line.startswith("@@")
    ]


def cell(book: Workbook, sheet: str, head: str, words: str) -> Cell:
    """The cell under ``head`` in the first row that has ``words`` somewhere."""
    rows = list(book[sheet].iter_rows())
    heads = next(row for row in rows if any(found.value == head for found in row))
    column = next(found.column for found in heads if found.value == head)
    for row in rows[heads[0].row :]:
        if any(words in str(found.value or "") for found in row):
            return row[column - 1]  # type: ignore[return-value]
    raise AssertionError(f"nothing says {words}")


def write(sheet: str, head: str, words: str, value: Any) -> Callable[[Workbook], None]:
    """A change of one cell: see ``cell``; a function takes what stands there."""

    def change(book: Workbook) -> None:
        found = cell(book, sheet, head, words)
        found.value = value(found.value) if callable(value) else value

    return change
