"""``keikaku serve`` and ``keikaku pages``: the pages for those who edit, and for another engine."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.cli import main
from builder.links import broken_links
from tests.specimens import TINY, TOP


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the tiny plan, and the address it is served at."""
    plan = tmp_path / "plan"
    shutil.copytree(TINY, plan)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "builder", "serve", str(plan), "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield plan, f"http://127.0.0.1:{port}/"
        process.terminate()


def page_when(address: str, holds: Callable[[str], bool]) -> str:
    """The page as soon as it is as expected; its last state where it never is."""
    text = ""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if holds(text):
            break
        time.sleep(0.25)
    return text


@pytest.mark.slow
def test_an_edit_shows_and_a_fault_is_a_banner_over_the_last_good_page(served: tuple[Path, str]) -> None:
    plan, root = served
    address = f"{root}measures/tea/"
    file = plan / "measures/tea.yml"
    good = file.read_text("utf-8")
    assert "お茶を飲む" in page_when(address, lambda text: "お茶を飲む" in text)
    file.write_text(good.replace("title: お茶を飲む", "title: お茶をいれる"), "utf-8")
    assert "お茶をいれる" in page_when(address, lambda text: "お茶をいれる" in text)
    file.write_text(good.replace("pillar: near", "pillar: far"), "utf-8")
    broken = page_when(address, lambda text: 'class="faults"' in text)
    assert "measure-without-pillar" in broken
    assert "お茶をいれる" in broken
    file.write_text(good, "utf-8")
    mended = page_when(address, lambda text: 'class="faults"' not in text and "お茶を飲む" in text)
    assert "お茶を飲む" in mended
    assert 'class="faults"' not in mended


def test_a_plan_with_faults_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(TINY, tmp_path / "plan")
    (tmp_path / "plan/pillars/near.yml").unlink()
    assert main(["serve", str(tmp_path / "plan")]) == 1
    assert "measure-without-pillar" in capsys.readouterr().err


@pytest.mark.slow
def test_pages_for_another_engine_are_the_pages_of_the_site(tmp_path: Path) -> None:
    assert main(["pages", str(tmp_path / "pages"), str(TINY)]) == 0
    assert main(["build", str(TINY), "--site", str(tmp_path / "site")]) == 0
    written = {path.parent.relative_to(tmp_path / "pages/docs") for path in (tmp_path / "pages/docs").rglob("index.md")}
    built = {path.parent.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("index.html")}
    assert written == built
    page = (tmp_path / "pages/docs/measures/tea/index.md").read_text("utf-8")
    assert page.startswith('---\ntitle: "A お茶を飲む"\n')
    body = page.split("---\n", 2)[2].strip()
    assert not re.search(r"\n\s*\n", body), "an empty line would let Markdown read the HTML"


@pytest.mark.slow
def test_another_engine_makes_the_same_site_of_the_pages(tmp_path: Path) -> None:
    """MkDocs without our plugin stands for any reader of ``mkdocs.yml``."""
    assert main(["pages", str(tmp_path / "pages"), str(TINY)]) == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=tmp_path / "pages", check=True, capture_output=True)
    assert broken_links(tmp_path / "site") == ()
    page = (tmp_path / "site/measures/tea/index.html").read_text("utf-8")
    assert "<title>A お茶を飲む - 潮美波市の支え合い計画</title>" in page
    assert "月に一度、となりの人をお茶に誘います。" in page
    assert (tmp_path / "site/downloads/plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", "utf-8")
    assert main(["pages", str(tmp_path), str(TINY)]) == 2
