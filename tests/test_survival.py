"""Whether a command is killed, the disk is full, or two run at once: outputs are the old or the new ones, whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from keikaku.diagnostics.source import Source
from keikaku.hosts.cli import main
from keikaku.hosts.commands import fmt
from keikaku.hosts.writing.destination import files_place, site_place
from keikaku.hosts.writing.output import UnwritableError, working_folder, write_together
from keikaku.outputs.site.manifest import write_manifest
from keikaku.yaml.format import Schema, formatted
from tests.specimens import TINY, TOP
from tests.workbook.desk import Desk, desk, write

pytestmark = pytest.mark.slow
IDENTITY = ("-c", "user.name=編集者", "-c", "user.email=editor@example.jp")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "plan"))


@pytest.fixture
def tiny_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return desk(tmp_path, TINY, capsys)


def edit(plan: Path, name: str, old: str, new: str) -> None:
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new), "utf-8")


Killed = Callable[..., dict[str, Any]]


@pytest.fixture
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """Kills a command ``runs`` times before a step and as often at a random time; many times more in `make fuzz`."""
    more = 10 if request.config.getoption("--hypothesis-profile") == "fuzz" else 1
    return lambda place, runs, *words: kill(tmp_path_factory, place, runs * more, *words)


def kill(folders: pytest.TempPathFactory, place: Path, runs: int, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.killed", str(place), str(runs), *words]
    environment = {**os.environ, "PYTHONPATH": str(TOP), "TMPDIR": str(folders.mktemp("temporary"))}
    stands = folders.mktemp("stands")
    done = subprocess.run(command, cwd=stands, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["before"] != found["after"]
    assert found["last"] == found["after"], "the next run is not hindered by what a killed one left"
    assert found["left"] == [], "and clears it away"
    assert found["outside"] == [], "and nothing was left anywhere else"
    return found


@pytest.mark.sweep
def test_a_site_is_the_old_or_the_new_one_whenever_the_build_is_killed(
    plan: Path, tmp_path: Path, killed: Killed
) -> None:
    site = tmp_path / "site"
    assert main(["build", str(plan), "--site", str(site)]) == 0
    edit(plan, "measures/tea.yml", "お茶を飲みます", "お茶を味わいます")
    found = killed(site, 1, "build", str(plan), "--site", str(site))
    assert all(state in (found["before"], found["after"]) for state in found["killed"] + found["anywhen"])
    assert found["between"] == []
    assert found["before"] in found["killed"]
    assert found["after"] in found["killed"], "some were killed while the old site was being removed"


@pytest.mark.sweep
def test_a_pdf_is_the_old_or_the_new_one_whenever_printing_is_killed(
    plan: Path, tmp_path: Path, killed: Killed
) -> None:
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(b"%PDF-old")
    found = killed(pdf, 1, "print", str(plan), "-o", str(pdf))
    assert all(state in (found["before"], found["after"]) for state in found["killed"] + found["anywhen"])
    assert found["between"] == []


def assert_whole(found: dict[str, Any]) -> None:
    """The plan is the old or the new one; where the kill may have hit between two renames, each file is."""
    assert found["between"]
    assert all(state in (found["before"], found["after"]) for state in found["killed"])
    for state in found["between"] + found["anywhen"]:
        assert state.keys() == found["before"].keys()
        assert all(text in (found["before"][name], found["after"][name]) for name, text in state.items())


FORMATS = ("html", "xlsx", "docx")


@pytest.mark.sweep
@pytest.mark.parametrize("form", FORMATS)
def test_a_table_is_the_old_or_the_new_one_whenever_comparing_is_killed(
    plan: Path, tmp_path: Path, form: str, killed: Killed
) -> None:
    """Of a revision out of git."""
    for words in (["init", "-q"], ["add", "-A"], [*IDENTITY, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(plan), *words], check=True)
    edit(plan, "measures/tea.yml", "お茶を飲みます", "お茶を味わいます")
    table = tmp_path / f"table.{form}"
    table.write_bytes({"html": b"<!doctype html>old"}.get(form, b"PK\3\4old"))
    found = killed(table, 1, "compare", "HEAD", "--plan", str(plan), "--output", str(table))
    assert all(state in (found["before"], found["after"]) for state in found["killed"] + found["anywhen"])


@pytest.mark.sweep
def test_workbooks_are_the_old_or_the_new_ones_whenever_the_export_is_killed(
    plan: Path, tmp_path: Path, killed: Killed
) -> None:
    sent = tmp_path / "sent"
    assert main(["export", "xlsx", str(plan), "--output", str(sent)]) == 0
    edit(plan, "plan.yml", "titles:\n  - ", "titles:\n  - 新しい")
    assert_whole(killed(sent, 2, "export", "xlsx", str(plan), "--output", str(sent)))


@pytest.mark.sweep
def test_a_plan_is_the_old_or_the_formatted_one_whenever_fmt_is_killed(plan: Path, killed: Killed) -> None:
    for path in sorted(plan.rglob("*.yml"))[:6]:
        path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    found = killed(plan, 4, "fmt", str(plan))
    assert_whole(found)
    assert found["after"] in found["killed"], "some were killed while what is left over was being removed"


@pytest.mark.sweep
def test_a_plan_is_the_old_or_the_answered_one_whenever_import_is_killed(tiny_desk: Desk, killed: Killed) -> None:
    """Two workbooks, answers to two files; the next run takes those that the killed one did not."""
    tiny_desk.send()
    first = tiny_desk.answer("town-hall", write("取組み", "直した文", "拍子木", "拍子木を貸します。"))
    second = tiny_desk.answer("neighbours", write("取組み", "直した文", "月に一度", "月に二度、お茶に誘います。"))
    found = killed(tiny_desk.plan, 2, "import", "xlsx", str(first), str(second), "--plan", str(tiny_desk.plan))
    assert_whole(found)
    assert len([name for name in found["after"] if found["after"][name] != found["before"][name]]) >= 2


@pytest.mark.parametrize("words", [("check",), ("fmt", "--check")])
def test_what_a_killed_command_left_in_the_plan_is_no_fault(plan: Path, words: tuple[str, ...]) -> None:
    """Nor is it cleared away by a command that only looks."""
    left = plan / ".keikaku.new"
    left.mkdir()
    (left / "0").write_text("id: [", "utf-8")
    (left / "x.yml").write_text("id: [", "utf-8")
    assert main([words[0], str(plan), *words[1:]]) == 0
    assert sorted(path.name for path in left.iterdir()) == ["0", "x.yml"]
    assert main(["fmt", str(plan)]) == 0
    assert not left.exists()


def test_files_put_in_place_go_back_when_another_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the disk refuses it or somebody presses Ctrl-C."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").write_bytes(b"old")
    (tmp_path / "c").chmod(0o640)
    place = files_place(tmp_path, ())
    replace = Path.replace
    for problem, raised in ((KeyboardInterrupt(), KeyboardInterrupt), (OSError(errno.EBUSY, "busy"), UnwritableError)):

        def refuse(new: Path, path: Path, problem: BaseException = problem) -> Path:
            if path.name == "d":
                raise problem
            return replace(new, path)

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(raised):
            write_together(place, {Path(name): b"new" for name in "abcd"})
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "c": b"old"}
        assert (tmp_path / "c").stat().st_mode & 0o777 == 0o640


def test_what_an_editor_saves_while_fmt_runs_is_not_lost(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("tea.yml", "patrol.yml"):
        edit(plan, f"measures/{name}", "title:", "title:   ")

    def saved_meanwhile(source: Source, schema: Schema) -> str:
        if source.id == "tea":
            edit(plan, "measures/tea.yml", "お茶を飲みます", "お茶を味わいます")
        return formatted(source, schema)

    monkeypatch.setattr(fmt, "formatted", saved_meanwhile)
    before = {path: path.read_bytes() for path in plan.rglob("*.yml")}
    assert main(["fmt", str(plan)]) == 1
    assert "変わりました。何も書き込んでいません。" in capsys.readouterr().err
    changed = [path.name for path, content in before.items() if path.read_bytes() != content]
    assert changed == ["tea.yml"]
    assert "お茶を味わいます" in (plan / "measures" / "tea.yml").read_text("utf-8")


def keikaku(*words: object, **settings: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "keikaku", *map(str, words)]
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


def test_a_system_that_cannot_exchange_names_gets_its_old_site_back(tmp_path: Path) -> None:
    """Killed between its two renames, the old folder is in the working folder; the next command puts it back."""
    site, working = tmp_path / "site", tmp_path / ".site.new"
    (working / "old").mkdir(parents=True)
    (working / "old" / "index.html").write_text("old", "utf-8")
    (working / "site").mkdir()
    with working_folder(site_place(site)) as folder:
        assert (site / "index.html").read_text("utf-8") == "old"
        assert list(folder.iterdir()) == []
        assert [path.name for path in working.iterdir()] == ["lock", "new"]
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
        PYTHONPATH='{TOP}' '{sys.executable}' -m keikaku "$@"
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
    (kept / "site" / "index.html").write_text("old", "utf-8")
    write_manifest(kept / "site")
    for name, old in (
        ("data/actions.csv", "\ufeffold"),
        ("plan.pdf", "%PDF-old"),
        ("table.html", "<!doctype html>old"),
    ):
        (kept / name).write_text(old, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", WORDS)
def test_a_full_disk_is_reported_and_leaves_everything_as_it_was(kept: Path, command: str) -> None:
    done = on_a_disk(kept, "head -c 400k /dev/zero > disk/filler 2>/dev/null", *WORDS[command])
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("keikaku: 「")
    assert done.stderr.endswith("に書き込めません（ディスクに空きがありません）。\n")
    assert done.stderr.count("\n") == 1, "one line, nothing of the working folder left, no file changed"


@pytest.mark.parametrize("command", WORDS)
def test_a_disk_that_can_only_be_read_is_reported(kept: Path, command: str) -> None:
    done = on_a_disk(kept, "mount -o remount,ro disk", *WORDS[command])
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.endswith("に書き込めません（読むことしかできないディスクです）。\n")


@pytest.mark.parametrize("command", ["build", "print", "fmt"])
def test_a_folder_one_may_not_write_to_is_reported(kept: Path, command: str) -> None:
    """The superuser, as whom CI may run, gives up the right to go past permissions."""
    disk = Path(shutil.copytree(kept / "kept", kept / "disk"))
    for folder in (disk, *(path for path in disk.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    try:
        command_line = [sys.executable, "-m", "keikaku", *WORDS[command]]
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


def test_a_report_that_cannot_be_written_down_is_reported() -> None:
    """`keikaku check > report.txt` on a full disk."""
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full がない")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "keikaku", "explain", "--markdown"]
        done = subprocess.run(command, cwd=TOP, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "keikaku: この機械の上で続けられません（ディスクに空きがありません）。\n",
    )


def in_a_shell(script: str) -> subprocess.CompletedProcess[str]:
    script = f'keikaku() {{ "{sys.executable}" -m keikaku "$@"; }}\n{script}'
    return subprocess.run(["sh", "-c", script], cwd=TOP, capture_output=True, text=True, check=False)


def test_nobody_need_listen() -> None:
    """Both streams closed, as some services start programs."""
    done = in_a_shell(f"keikaku check '{TINY}' >&- && keikaku check '{TINY}' >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_too_little_memory_is_reported(tmp_path: Path) -> None:
    """The dictionary of words cannot be opened; with still less, not even Python starts."""
    done = in_a_shell(f"ulimit -v 100000 && keikaku print '{TINY}' -o '{tmp_path}/plan.pdf'")
    assert done.returncode == 1
    assert done.stderr.startswith("keikaku: この機械の上で続けられません（")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_while_a_command_is_loaded_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("keikaku.hosts.cli.importlib.import_module", interrupted)
    assert main(["check", str(TINY)]) == 130
