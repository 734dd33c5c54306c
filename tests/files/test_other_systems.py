"""What systems do differently: links, locks, renames; and the commands where there is nothing of POSIX."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from keikaku import disk
from keikaku.disk import exchange, is_link, keep_names, left_behind, locked_folder, write_surely
from keikaku.hosts.writing.destination import Destination
from keikaku.hosts.writing.output import put_folder, reason, working_folder, write_together, write_whole
from tests.files.victims import state
from tests.specimens import TINY, TOP


@pytest.fixture(params=["posix", "windows"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both kinds of system; Windows as far as it can be played: what is open can be neither removed nor renamed."""
    if request.param == "windows":
        play_windows(monkeypatch)
    return str(request.param)


def play_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: dict[int, Path] = {}
    real_open, real_close = os.open, os.close

    def open_(path: Any, flags: int, *mode: int, **more: Any) -> int:
        if isinstance(path, Path) and path.is_dir():
            raise PermissionError(13, "a folder cannot be opened", str(path))
        handle = real_open(path, flags, *mode, **more)
        opened[handle] = Path(os.fsdecode(path)).absolute() if not isinstance(path, int) else Path()
        return handle

    def close(handle: int) -> None:
        opened.pop(handle, None)
        real_close(handle)

    def refusing(method: Any) -> Any:
        def call(path: Path, *arguments: Any, **named: Any) -> Any:
            if any(other.is_relative_to(path.absolute()) for other in opened.values()):
                problem = PermissionError(13, "in use", str(path))
                problem.winerror = 32  # type: ignore[attr-defined]
                raise problem
            return method(path, *arguments, **named)

        return call

    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(shutil, "_use_fd_functions", False)  # as there; elsewhere it opens the folders it removes
    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "close", close)
    monkeypatch.delattr(os, "O_NOFOLLOW")
    for name in ("unlink", "rename", "replace", "rmdir"):
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))


def test_files_are_put_in_place(system: str, tmp_path: Path) -> None:
    place = Destination(tmp_path / "plan.pdf")
    for content in (b"%PDF-1", b"%PDF-2"):
        write_whole(place, content)
        write_together(Destination(tmp_path), {Path("a.yml"): content, Path("sub/b.yml"): content}, surely=True)
        assert state(tmp_path) == {"a.yml": content, "plan.pdf": content, "sub": None, "sub/b.yml": content}


def test_a_folder_is_put_in_place_of_another(system: str, tmp_path: Path) -> None:
    place = Destination(tmp_path / "site")
    for content in (b"one", b"two"):
        with working_folder(place) as folder:
            (folder / "index.html").write_bytes(content)
            put_folder(folder, place)
        assert state(tmp_path) == {"site": None, "site/index.html": content}


def test_names_are_exchanged_or_it_is_said_that_they_were_not(system: str, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"")
    done = exchange(tmp_path / "a", tmp_path / "b")
    assert state(tmp_path).keys() == ({"a", "a/b", "b", "b/a"} if done else {"a", "a/a", "b", "b/b"})
    assert not (done and system == "windows")


def test_a_lock_is_waited_for_and_nothing_is_left(system: str, tmp_path: Path) -> None:
    """Twenty that want it at once have it one after the other."""
    folder, inside, most, waited = tmp_path / ".x.new", [], [], []

    def work() -> None:
        with locked_folder(folder, lambda: waited.append(1)):
            inside.append(1)
            most.append(len(inside))
            (folder / "made").write_bytes(b"")
            (folder / "made").unlink()
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1] * 20
    assert list(tmp_path.iterdir()) == []


def test_a_junction_of_windows_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``lstat`` gives it there: a folder with a tag. A file that OneDrive keeps elsewhere has another tag."""
    for tag, expected in ((0xA0000003, True), (0x9000001A, False)):
        found = SimpleNamespace(st_mode=stat.S_IFDIR | 0o755, st_reparse_tag=tag)
        monkeypatch.setattr(Path, "lstat", lambda _, found=found: found)
        assert is_link(tmp_path) is expected


def test_a_link_is_reported_from_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to("gone")
    (tmp_path / "here").symlink_to(tmp_path)
    assert [is_link(tmp_path / name) for name in ("nowhere", "here", "gone", "here/x\0")] == [True, True, False, False]
    assert not is_link(tmp_path)


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "DESKTOP.INI", "~$計画.docx", ".DS_Store", "._tea.yml", "ehthumbs_vista.db"]
)
def test_what_systems_leave_behind(name: str) -> None:
    assert left_behind(name)
    assert not left_behind(f"{name}.yml") or name.startswith(("~$", "._"))


def test_bytes_are_made_sure_of_before_their_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan's own files; those that can be made again are not waited for."""
    steps: list[str] = []
    real, replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real(handle)

    def put(new: Path, path: Path) -> Path:
        steps.append("name")
        return replace(new, path)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", put)
    files = {Path("a.yml"): b"a", Path("measures/b.yml"): b"b"}
    write_together(Destination(tmp_path), files, surely=True)
    assert steps == ["file", "file", "name", "name", "folder", "folder"]
    steps.clear()
    write_together(Destination(tmp_path), files)
    assert steps == ["name", "name"]


def test_macos_is_asked_for_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    fcntl = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda handle, what: asked.append(what))
    monkeypatch.setitem(sys.modules, "fcntl", fcntl)
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="darwin"))
    write_surely(tmp_path / "a", b"a")
    keep_names(tmp_path)
    assert asked == [51, 51]


def test_a_file_that_another_program_shows_is_reported_as_such() -> None:
    problem = PermissionError(13, "Access is denied")
    problem.winerror = 32  # type: ignore[attr-defined]
    assert str(reason(problem)) == "ほかのプログラムが開いています。閉じてから、もう一度実行してください"


def test_only_the_module_of_the_systems_asks_which_one_this_is() -> None:
    asking = {
        path.relative_to(TOP).as_posix()
        for path in (TOP / "builder").rglob("*.py")
        if "sys.platform" in path.read_text("utf-8") or "fcntl" in path.read_text("utf-8")
    }
    assert asking == {"builder/keikaku/disk.py"}


WITHOUT_POSIX = """
import asyncio, importlib.abc, json, multiprocessing, os, subprocess, sys, tempfile  # what they need, Python brings
from types import ModuleType, SimpleNamespace

for name in ("fcntl", "pwd", "grp", "termios", "resource", "readline", "syslog", "tty", "pty", "curses"):
    sys.modules[name] = None  # importing it fails
for name in ("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_CLOEXEC", "fork", "getuid", "geteuid", "getgid", "getpgid",
             "killpg", "mkfifo", "chown", "statvfs", "uname", "sysconf", "sched_getaffinity", "EX_OK"):
    if hasattr(os, name):
        delattr(os, name)
locks = ModuleType("filelock")  # it would look for fcntl on this system; what it does on Windows is its own affair
locks.lock_descriptor = lambda handle, **_: True
sys.modules["filelock"] = locks

import keikaku.disk
keikaku.disk.sys = SimpleNamespace(platform="win32")
from keikaku.hosts.cli import main
for words in json.loads(sys.argv[1]):
    code = main(words)
    if code:
        sys.exit(f"{words}: {code}")
"""


@pytest.mark.slow
def test_the_commands_of_an_officer_run_without_anything_of_posix(tmp_path: Path) -> None:
    """And none relies on the encoding that a system happens to have."""
    commands = [
        ["new", "city", "--title", "緑市計画", "--city", "緑市"],
        ["check", "city/plan"],
        ["fmt", "city/plan"],
        ["build", str(TINY)],
        ["build", str(TINY)],
        ["print", str(TINY)],
        ["print", str(TINY), "--measure", "tea"],
        *(["compare", "city/plan", str(TINY), "--format", form] for form in ("html", "pdf", "docx", "xlsx", "md")),
        ["export", "data", str(TINY)],
        ["export", "xlsx", str(TINY)],
        ["import", "xlsx", "build/xlsx/town-hall.xlsx", "--plan", str(TINY)],
        ["pending", str(TINY)],
        ["pages", "pages", str(TINY)],
        ["verify-build"],
        ["explain", "link-in-plan"],
    ]
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning:keikaku"]
    done = subprocess.run(
        [sys.executable, *strict, "-c", WITHOUT_POSIX, json.dumps(commands)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"city", "site", "build", "pages"}
    assert not list(tmp_path.rglob("*.new"))
