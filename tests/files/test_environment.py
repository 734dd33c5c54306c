"""The folder with everything in it, copied, moved or cloned: it runs its own program, and mends itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.specimens import TINY, TOP

pytestmark = pytest.mark.slow

PARTS = (
    "Makefile",
    ".ci",
    "builder",
    "schema",
    "site_templates",
    "measured",
    "mkdocs.yml",
    "pyproject.toml",
    "README.md",
    ".gitattributes",
    ".github",
    ".vscode",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with its environment, and the tiny plan as its plan."""
    if not (TOP / ".venv").is_dir():
        pytest.skip("この機械では、別の場所に入れたもので試している")
    folder = tmp_path / "もとの市"
    folder.mkdir()
    for part in (*PARTS, *(path.name for path in TOP.glob("requirements*.lock"))):
        copy(TOP / part, folder / part)
    copy(TOP / ".venv", folder / ".venv", "-al")  # by hard links: it has most of a gigabyte
    shutil.copytree(TINY, folder / "plan")
    (folder / ".ci" / "packages").unlink()  # this machine is to stay as it is
    (folder / ".ci" / "packages").write_text("#!/bin/sh\n", "utf-8")
    (folder / ".ci" / "packages").chmod(0o755)
    return folder


def copy(there: Path, here: Path, how: str = "-a") -> None:
    subprocess.run(["cp", how, there, here], check=True)


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTHON"))}
    return subprocess.run(
        words, cwd=folder, capture_output=True, encoding="utf-8", check=False, env={**environment, **more}
    )


def mark(folder: Path) -> None:
    """A change of the program that shows in the site."""
    style = folder / "site_templates" / "web" / "assets" / "plan.css"
    text = style.read_text("utf-8")
    style.write_text(f"{text}\n.copied {{ color: red }}\n", "utf-8")


def is_marked(folder: Path) -> bool:
    return any(".copied" in path.read_text("utf-8") for path in (folder / "site" / "assets").glob("plan*.css"))


def test_a_copy_runs_its_own_program(folder: Path) -> None:
    other = folder.with_name("a $HOME `id` 'q' \"r\" 市")
    copy(folder, other, "-al")
    for part in ("builder", "site_templates"):  # no file of which is to be one with that of the other folder
        shutil.rmtree(other / part)
        copy(folder / part, other / part)
    mark(other)
    done = run(other, "make", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert is_marked(other)
    done = run(other, "bash", "-c", "rm -r site && . .venv/bin/activate && cd plan && keikaku build . --site ../site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert is_marked(other)
    assert run(folder, ".venv/bin/keikaku", "build").returncode == 0
    assert not is_marked(folder)


def test_a_renamed_folder_works(folder: Path) -> None:
    other = folder.rename(folder.with_name("新しい 名前"))
    for command in (
        ["make", "site"],
        [".venv/bin/keikaku", "check"],
        ["bash", "-c", ". .venv/bin/activate; keikaku check"],
    ):
        done = run(other, *command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_an_environment_that_leads_elsewhere_is_mended(folder: Path) -> None:
    """As pip leaves it by itself: with the path of the folder it was made in."""
    mark(folder)
    [path] = (folder / ".venv" / "lib").glob("python*/site-packages/*keikaku*.pth")
    path.unlink()
    path.write_text(f"{TOP / 'builder'}\n", "utf-8")
    done = run(folder, "make", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert is_marked(folder)


def test_a_missing_package_is_reported_in_one_sentence(folder: Path) -> None:
    [package] = (folder / ".venv" / "lib").glob("python*/site-packages/yaml")
    package.rename(package.with_name("gone"))
    done = run(folder, ".venv/bin/keikaku", "check")
    assert (done.returncode, done.stdout) == (1, "")
    said, meant = done.stderr.splitlines()
    assert said.startswith(
        "keikaku: 部品「yaml」が使えません。「.venv」フォルダーを消して「make install」を実行すると、"
    )
    assert meant == "keikaku: Remove the folder .venv and run: make install"


def test_nothing_in_the_current_folder_takes_the_place_of_a_package(folder: Path) -> None:
    (folder / "plan" / "yaml.py").write_text("raise SystemExit('another program ran')\n", "utf-8")
    done = run(folder / "plan", "../.venv/bin/keikaku", "explain", "raw-html")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_clone_on_windows_is_in_form(tmp_path: Path) -> None:
    """Git for Windows is installed with ``core.autocrlf=true``."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "-c", "core.autocrlf=true", "clone", "-q", TOP, clone], check=True, capture_output=True)
    wrong = [
        path.relative_to(clone).as_posix()
        for path in clone.rglob("*")
        if path.is_file() and not path.is_relative_to(clone / ".git") and path.suffix != ".csv"  # as Excel wrote it
        if b"\r\n" in (content := path.read_bytes()) and b"\0" not in content
    ]
    assert wrong == ["tests/plans/faulty/crlf-keeps-lines/measures/tea.yml"]
    plan = clone / TINY.relative_to(TOP)
    done = run(clone, sys.executable, "-m", "keikaku", "fmt", "--check", str(plan))
    assert done.returncode == 0, done.stdout
