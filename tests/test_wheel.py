"""The program as others get it: a wheel that is whole, the same each time, and works away from this repository."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.serving import free_port, page_when
from tests.specimens import TOP

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source distribution."""
    return _built(tmp_path_factory.mktemp("dist"))


def _built(folder: Path) -> tuple[Path, Path]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=TOP, env=environment, capture_output=True, check=True)
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


class Elsewhere:
    """A machine with the wheel and its dependencies, and nothing of this repository."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
        packages = next((folder / "env" / "lib").glob("python*/site-packages"))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(packages)
        # The dependencies of this environment by path. Its own .pth files, and so the editable install, are not read.
        (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n", "utf-8")
        self.python, self.folder = folder / "env" / "bin" / "python", folder

    def environment(self) -> Mapping[str, str]:
        return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(self, *words: str, cwd: Path | None = None, program: str = "keikaku") -> str:
        command = [self.python, "-m", program, *words]
        done = subprocess.run(
            command, cwd=cwd or self.folder, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def elsewhere(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    machine = Elsewhere(tmp_path_factory.mktemp("elsewhere"), built[0])
    code = "import keikaku; print(keikaku.__file__)"
    where = subprocess.run([machine.python, "-c", code], capture_output=True, text=True, check=True).stdout
    assert where.startswith(str(machine.folder)), "the wheel is not what runs"
    machine.run("new", "keikaku-plan", "--title", "緑市地域福祉計画", "--city", "緑市")
    return machine


def test_two_wheels_are_the_same_bytes(built: tuple[Path, Path], tmp_path: Path) -> None:
    wheel, source = _built(tmp_path)
    assert wheel.read_bytes() == built[0].read_bytes()
    assert source.read_bytes() == built[1].read_bytes()


def test_the_wheel_holds_the_program_and_no_plan(built: tuple[Path, Path]) -> None:
    names = zipfile.ZipFile(built[0]).namelist()
    for name in (
        "data/schema/plan.schema.json",
        "data/site_templates/web/pages/page.html",
        "theme/main.html",
        "theme/mkdocs_theme.yml",
        "data/mkdocs.yml",
        "catalogue.py",
    ):
        assert f"keikaku/{name}" in names
    assert [name for name in names if not name.startswith(("keikaku/", "keikaku-"))] == []
    with tarfile.open(built[1]) as source:
        assert not [name for name in source.getnames() if name.partition("/")[2].startswith(("plan/", "tests/"))]


def test_a_city_starts_builds_prints_compares_and_exports(elsewhere: Elsewhere) -> None:
    repository = elsewhere.folder / "keikaku-plan"
    assert "問題は見つかりませんでした" in elsewhere.run("check", cwd=repository)
    elsewhere.run("build", cwd=repository)
    assert "緑市地域福祉計画" in (repository / "site" / "index.html").read_text("utf-8")
    elsewhere.run("print", cwd=repository)
    assert (repository / "build" / "plan.pdf").read_bytes().startswith(b"%PDF-")
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.jp"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "start"]):
        subprocess.run(["git", *words], cwd=repository, check=True, capture_output=True)
    plan = (repository / "plan" / "plan.yml").read_text("utf-8")
    (repository / "plan" / "plan.yml").write_text(plan.replace("緑市地域福祉計画", "緑市新地域福祉計画"), "utf-8")
    elsewhere.run("compare", "HEAD", "--format", "md", cwd=repository)
    assert "緑市新地域福祉計画" in (repository / "build" / "comparison.md").read_text("utf-8")
    elsewhere.run("export", "xlsx", cwd=repository)
    assert len(list((repository / "build").rglob("*.xlsx"))) > 1


def test_a_bare_site_of_mkdocs_takes_a_plan_by_two_lines(elsewhere: Elsewhere) -> None:
    """As README says: ``mkdocs new .``, and the theme and the plugin."""
    town = elsewhere.folder / "town"
    town.mkdir()
    elsewhere.run("new", ".", cwd=town, program="mkdocs")
    shutil.copytree(elsewhere.folder / "keikaku-plan" / "plan", town / "plan")
    with (town / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("theme: {name: material, font: false}\nplugins: [search, keikaku: {at: plan}]\n")
    elsewhere.run("build", "--strict", cwd=town, program="mkdocs")
    assert "Welcome to MkDocs" in (town / "site" / "index.html").read_text("utf-8")
    assert "地域福祉計画" in (town / "site" / "plan" / "index.html").read_text("utf-8")


def test_its_preview_answers(elsewhere: Elsewhere) -> None:
    port = free_port()
    command = [elsewhere.python, "-m", "keikaku", "serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command,
        cwd=elsewhere.folder / "keikaku-plan",
        env=elsewhere.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            assert f"127.0.0.1:{port}" in process.stdout.readline()
            assert "地域福祉計画" in page_when(f"http://127.0.0.1:{port}/", lambda text: "地域福祉計画" in text)
        finally:
            process.terminate()
