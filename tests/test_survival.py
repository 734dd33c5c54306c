"""Whether a command is killed, the disk is full, or two run at once: outputs are the old or the new ones, whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.cli import main
from builder.commands.output import working_folder
from tests.specimens import TINY, TOP

pytestmark = pytest.mark.slow


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "plan"))


def edit(plan: Path, name: str, old: str, new: str) -> None:
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new), "utf-8")


def killed(place: Path, runs: int, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.killed", str(place), str(runs), *words]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["before"] != found["after"]
    assert found["last"] == found["after"], "the next run is not hindered by what a killed one left"
    assert found["left"] == [], "and clears it away"
    return found


def test_a_site_is_the_old_or_the_new_one_whenever_the_build_is_killed(plan: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert main(["build", str(plan), "--site", str(site)]) == 0
    edit(plan, "measures/tea.yml", "お茶を飲みます", "お茶を味わいます")
    found = killed(site, 3, "build", str(plan), "--site", str(site))
    assert all(state in (found["before"], found["after"]) for state in found["killed"])
    assert found["before"] in found["killed"]
    assert found["after"] in found["killed"], "some were killed while the old site was being removed"


def test_a_pdf_is_the_old_or_the_new_one_whenever_printing_is_killed(plan: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(b"old")
    found = killed(pdf, 4, "print", str(plan), "-o", str(pdf))
    assert all(state in (found["before"], found["after"]) for state in found["killed"])


def test_each_file_is_the_old_or_the_formatted_one_whenever_fmt_is_killed(plan: Path) -> None:
    for path in sorted(plan.rglob("*.yml"))[:6]:
        path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    found = killed(plan, 12, "fmt", str(plan))
    for state in found["killed"]:
        assert state.keys() == found["before"].keys()
        assert all(text in (found["before"][name], found["after"][name]) for name, text in state.items())


def keikaku(*words: object, **settings: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "builder", *map(str, words)]
    return subprocess.Popen(
        command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **settings
    )


def test_two_builds_at_once_leave_one_whole_site(plan: Path, tmp_path: Path) -> None:
    """The second waits for the first; each is whole, and so is what the last leaves."""
    other = Path(shutil.copytree(plan, tmp_path / "other"))
    edit(other, "measures/tea.yml", "お茶を飲みます", "お茶を味わいます")
    site = tmp_path / "site"
    both = [keikaku("build", folder, "--site", site) for folder in (plan, other)]
    told = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert main(["verify-build", str(site)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "plan", "site"]


def test_a_site_is_never_put_where_something_else_is(plan: Path, tmp_path: Path) -> None:
    """`--site .` or `--site ~` would otherwise exchange a whole folder of somebody's for a site."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("大事", "utf-8")
    assert main(["build", str(plan), "--site", str(home)]) == 2
    assert main(["build", str(plan), "--site", str(home / "letter.txt")]) == 2
    assert (home / "letter.txt").read_text("utf-8") == "大事"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "plan"]


def test_a_system_that_cannot_exchange_names_gets_its_old_site_back(tmp_path: Path) -> None:
    """Killed between its two renames, the old folder is in the working folder; the next command puts it back."""
    site, working = tmp_path / "site", tmp_path / ".site.new"
    (working / "old").mkdir(parents=True)
    (working / "old" / "index.html").write_text("old", "utf-8")
    (working / "site").mkdir()
    with working_folder(site) as folder:
        assert (site / "index.html").read_text("utf-8") == "old"
        assert list(folder.iterdir()) == []
    assert not working.exists()


WORDS = {
    "build": ("build", "plan", "--site", "disk/site"),
    "print": ("print", "plan", "-o", "disk/plan.pdf"),
    "export": ("export", "data", "plan", "--output", "disk/data"),
    "pages": ("pages", "disk/pages", "plan"),
    "new": ("new", "disk/new"),
    "fmt": ("fmt", "disk/plan"),
    "compare": ("compare", "plan", "disk/plan", "--output", "disk/table.html"),
}


def on_a_disk(folder: Path, prepare: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a mount namespace of its own, where ``disk`` is a small disk that is ``prepare``d."""
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
    script = f"""
        mount -t tmpfs -o size=400k none disk || exit 99
        cp -r kept/. disk/
        {prepare}
        PYTHONPATH='{TOP}' '{sys.executable}' -m builder "$@"
        code=$?
        find disk -name '.*' ! -name . >&2
        rm -f disk/filler
        diff -r kept disk >&2
        exit $code
    """
    (folder / "disk").mkdir(exist_ok=True)
    done = subprocess.run(
        [*unshare, "sh", "-c", script, "sh", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode == 99 or "unshare failed" in done.stderr:
        pytest.skip("この機械では、試すためのディスクを作れない")
    return done


@pytest.fixture
def kept(plan: Path, tmp_path: Path) -> Path:
    """A folder with a small plan, and outputs of earlier commands to be kept."""
    kept = tmp_path / "kept"
    shutil.copytree(plan, kept / "plan")
    for path in sorted((kept / "plan").rglob("*.yml")):
        path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    (kept / "site").mkdir()
    (kept / "data").mkdir()
    for name in ("site/index.html", "site/sha256sums.txt", "data/actions.csv", "plan.pdf", "table.html"):
        (kept / name).write_text("old", "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", WORDS)
def test_a_full_disk_is_told_and_leaves_everything_as_it_was(kept: Path, command: str) -> None:
    done = on_a_disk(kept, "head -c 400k /dev/zero > disk/filler 2>/dev/null", *WORDS[command])
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("keikaku: 「")
    assert done.stderr.endswith("に書き込めません（ディスクに空きがありません）。\n")
    assert done.stderr.count("\n") == 1, "one line, nothing of the working folder left, no file changed"


@pytest.mark.parametrize("command", WORDS)
def test_a_disk_that_can_only_be_read_is_told(kept: Path, command: str) -> None:
    done = on_a_disk(kept, "mount -o remount,ro disk", *WORDS[command])
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.endswith("に書き込めません（読むことしかできないディスクです）。\n")


@pytest.mark.parametrize("command", ["build", "print", "fmt"])
def test_a_folder_one_may_not_write_to_is_told(kept: Path, command: str) -> None:
    """The superuser, as whom CI may run, gives up the right to go past permissions."""
    disk = Path(shutil.copytree(kept / "kept", kept / "disk"))
    for folder in (disk, *(path for path in disk.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    try:
        command_line = [sys.executable, "-m", "builder", *WORDS[command]]
        if os.geteuid() == 0:
            if shutil.which("setpriv") is None:
                pytest.skip("setpriv がない")
            command_line = ["setpriv", "--inh-caps=-all", "--bounding-set=-all", *command_line]
        environment = {**os.environ, "PYTHONPATH": str(TOP)}
        done = subprocess.run(command_line, cwd=kept, env=environment, capture_output=True, text=True, check=False)
    finally:
        for folder in (disk, *(path for path in disk.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.endswith("に書き込めません（書く権限がありません）。\n")
    assert subprocess.run(["diff", "-r", kept / "kept", disk], check=False).returncode == 0


def test_a_report_that_cannot_be_written_down_is_told() -> None:
    """`keikaku check > report.txt` on a full disk."""
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full がない")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "builder", "explain", "--markdown"]
        done = subprocess.run(command, cwd=TOP, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "keikaku: この機械の上で続けられません（ディスクに空きがありません）。\n",
    )
