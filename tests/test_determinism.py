"""The same plan gives the same bytes, wherever, whenever and by whomever everything is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.specimens import TINY, TOP

COMMANDS = (
    ("build", "plan", "--site", "out/site"),
    ("print", "plan", "-o", "out/plan.pdf"),
    ("print", "plan", "--measure", "tea", "-o", "out/tea.pdf"),
    ("export", "data", "plan", "--output", "out/data"),
    ("export", "xlsx", "plan", "--output", "out/xlsx"),
    ("pages", "out/pages", "plan"),
    *(
        ("compare", "before", "plan", "--format", form, "--output", f"out/table.{form}")
        for form in ("html", "md", "pdf", "docx", "xlsx")
    ),
)
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "USER": "a", "HOME": "/"}
THERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "USER": "b", "SOURCE_DATE_EPOCH": "1"}


def everything(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """Path → hash of all that the commands make of two revisions of the tiny plan, in a folder of its own."""
    for name in ("before", "plan"):
        shutil.copytree(TINY, folder / name, copy_function=shutil.copyfile)
    tea = folder / "plan" / "measures" / "tea.yml"
    tea.write_text(tea.read_text("utf-8").replace("お茶を飲みます", "お茶を味わいます"), "utf-8")
    script = f"from keikaku.hosts.cli import main\nfor words in {COMMANDS!r}: assert main(words) == 0, words"
    settings = {**os.environ, "PYTHONPATH": str(TOP), **environment}
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, env=settings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    files = (path for path in sorted((folder / "out").rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_two_places_two_zones_two_locales_and_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "deep" / "計画").mkdir(parents=True)
    (tmp_path / "here").mkdir()
    here = everything(tmp_path / "here", HERE)
    there = everything(tmp_path / "deep" / "計画", THERE)
    assert here == there
    assert {Path(name).suffix for name in here} >= {".html", ".pdf", ".xlsx", ".docx", ".json", ".csv", ".md", ".js"}
