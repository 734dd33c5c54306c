"""``keikaku serve`` and ``keikaku pages``: the pages for those who edit, and for another engine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.site.links import broken_links
from tests.serving import free_port, page_when
from tests.specimens import TINY


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


@pytest.mark.slow
def test_what_a_killed_server_left_is_cleared_by_the_next_on_its_port(tmp_path: Path) -> None:
    plan, temporary = Path(shutil.copytree(TINY, tmp_path / "plan")), tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "keikaku", "serve", str(plan), "--address", f"127.0.0.1:{free_port()}"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    left = []
    for number in (signal.SIGKILL, signal.SIGTERM):
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
            assert server.stdout is not None
            assert server.stdout.readline()
            server.send_signal(number)
        left.append(list(temporary.iterdir()))
    assert [len(found) for found in left] == [1, 0]


@pytest.mark.slow
def test_the_server_outlives_whatever_is_done_to_the_files(served: tuple[Path, str]) -> None:
    """A file deleted, a folder renamed, the plan gone for a while (another branch): told, and mended by itself."""
    plan, root = served
    assert "お茶を飲む" in page_when(f"{root}measures/tea/", lambda text: "お茶を飲む" in text)

    def faulty(code: str) -> None:
        assert code in page_when(root, lambda text: code in text)

    def sound() -> None:
        assert 'class="faults"' not in page_when(root, lambda text: text != "" and 'class="faults"' not in text)

    good = (plan / "terms/tea-party.yml").read_bytes()
    (plan / "terms/tea-party.yml").unlink()
    faulty("unknown-reference")
    (plan / "terms/tea-party.yml").write_bytes(good)
    sound()
    (plan / "measures").rename(plan / "measure")
    faulty("unknown-folder")
    (plan / "measure").rename(plan / "measures")
    sound()
    plan.rename(plan.with_name("elsewhere"))
    faulty("no-plan")
    plan.with_name("elsewhere").rename(plan)
    sound()
    tea = plan / "measures/tea.yml"
    tea.write_text(tea.read_text("utf-8").replace("title: お茶を飲む", "title: お茶をいれる"), "utf-8")
    assert "お茶をいれる" in page_when(f"{root}measures/tea/", lambda text: "お茶をいれる" in text)


def test_an_address_that_is_taken_is_reported_before_anything_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert main(["serve", str(TINY), "--address", address]) == 1
    assert f"{address} では始められません（ほかのプログラムが使っています）。" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["abc", "127.0.0.1:", "127.0.0.1:99999", ":8000", "127.0.0.1:８０"])
def test_an_address_that_is_none_is_wrong_use(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["serve", str(TINY), "--address", address])
    assert end.value.code == 2
    assert f"「{address}」は「127.0.0.1:8000」のような形になっていません。" in capsys.readouterr().err


def test_a_plan_with_faults_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(TINY, tmp_path / "plan")
    (tmp_path / "plan/pillars/near.yml").unlink()
    assert main(["serve", str(tmp_path / "plan")]) == 1
    assert "missing-file" in capsys.readouterr().err


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
