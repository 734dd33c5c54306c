"""Reading from a disk on which anything may lie."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.hosts.cli import main
from keikaku.pipeline import load
from keikaku.yaml import entries
from keikaku.yaml.decode import decode
from keikaku.yaml.entries import in_memory
from keikaku.yaml.file_faults import MAX_BYTES
from keikaku.yaml.parse import MAX_TEXT
from keikaku.yaml.read import read, source_of
from tests.specimens import TINY

PLAN = "id: x\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    (folder / "terms").mkdir(parents=True)
    (folder / "plan.yml").write_text(PLAN, "utf-8")
    return folder


def told(plan: Path) -> list[tuple[str, str]]:
    """Place and code of every fault."""
    _, faults = read(plan, display="plan")
    return [(fault.span.path, fault.code) for fault in faults]


def test_files_are_read_with_kind_id_and_shown_path(plan: Path) -> None:
    """The kind comes from the folder, the id from the name."""
    (plan / "terms" / "tea.yml").write_text("id: tea\n", "utf-8")
    sources, faults = read(plan, display="plan/")
    assert not faults
    assert [(file.kind, file.id, file.path) for file in sources.files] == [
        ("plan", "plan", "plan/plan.yml"),
        ("term", "tea", "plan/terms/tea.yml"),
    ]


def test_a_file_that_cannot_be_read_is_named_as_such(plan: Path) -> None:
    """Later phases must not report it missing; its text is kept for the message."""
    (plan / "terms" / "tea.yml").write_text("id：tea\n", "utf-8")
    sources, faults = read(plan, display="plan")
    assert [fault.code for fault in faults] == ["full-width-colon"]
    assert sources.unreadable == {("term", "tea")}
    assert sources.texts["plan/terms/tea.yml"] == "id：tea\n"


def test_a_local_fault_leaves_the_file_readable(plan: Path) -> None:
    """An empty value is told where it stands; the rest of the file is checked all the same."""
    (plan / "terms" / "tea.yml").write_text("id: tea\nname:\n", "utf-8")
    sources, faults = read(plan, display="plan")
    assert [fault.code for fault in faults] == ["empty-value"]
    assert sources.get("term", "tea") is not None


def test_no_folder_and_no_plan_file(tmp_path: Path) -> None:
    """Without plan.yml a folder is no plan."""
    assert told(tmp_path / "nothing") == [("plan", "no-plan")]
    assert told(tmp_path) == [("plan", "no-plan")]


def test_hidden_files_and_readmes_are_passed_over(plan: Path) -> None:
    """Editors, git and licences leave files in any folder."""
    for name in (".DS_Store", ".gitkeep", "README.md", "LICENSE", "terms/.swp", "terms/README.md"):
        (plan / name).write_text("x", "utf-8")
    assert told(plan) == []


def test_a_folder_named_like_a_file(plan: Path) -> None:
    """And a file named like a folder."""
    (plan / "terms" / "tea.yml").mkdir()
    (plan / "actors").write_text("x", "utf-8")
    assert told(plan) == [("plan/actors", "unknown-file"), ("plan/terms/tea.yml", "unknown-folder")]


def test_no_link_is_followed(plan: Path, tmp_path: Path) -> None:
    """A plan is whole in its folder, and nothing outside of it is ever written to; hidden links are told too."""
    outside = tmp_path / "secret.yml"
    outside.write_text("id: secret\n", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    (plan / "terms" / "tea.yml").write_text("id: tea\n", "utf-8")
    (plan / "terms" / "inside.yml").symlink_to(plan / "terms" / "tea.yml")
    (plan / "terms" / "outside.yml").symlink_to(outside)
    (plan / "terms" / "loop.yml").symlink_to(plan / "terms" / "loop.yml")
    (plan / "terms" / "nowhere.yml").symlink_to(plan / "terms" / "gone.yml")
    (plan / "actors").symlink_to(tmp_path / "elsewhere")
    (plan / ".keikaku.new").symlink_to(tmp_path / "elsewhere")
    (plan / "README.md").symlink_to(outside)
    (plan / "terms" / "Thumbs.db").symlink_to(outside)
    (plan / ".hidden" / "deep").mkdir(parents=True)
    (plan / ".hidden" / "deep" / "x").symlink_to(tmp_path)
    (plan / ".git").mkdir()
    (plan / ".git" / "x").symlink_to(tmp_path)
    sources, _ = read(plan, display="plan")
    assert [file.id for file in sources.of("term")] == ["tea"]
    links = (".hidden/deep/x", ".keikaku.new", "README.md", "actors", "terms/Thumbs.db")
    terms = ("terms/inside.yml", "terms/loop.yml", "terms/nowhere.yml", "terms/outside.yml")
    assert told(plan) == [(f"plan/{name}", "link-in-plan") for name in (*links, *terms)]


def test_what_systems_leave_in_every_folder_is_passed_over(plan: Path) -> None:
    """Windows and Office make these again whenever somebody looks into the folder."""
    for name in ("Thumbs.db", "desktop.ini", "~$茶.docx", "terms/THUMBS.DB", "terms/Desktop.ini", "terms/~$tea.xlsx"):
        (plan / name).write_text("x", "utf-8")
    assert told(plan) == []


def test_a_folder_in_memory_is_read_as_one_on_the_disk(tmp_path: Path) -> None:
    faulty = sorted(path.parent for path in (TINY.parents[1] / "faulty").glob("*/expected.out"))
    cases = [folder for folder in faulty[::9] if not (folder / "REMOVED").exists()]
    assert len(cases) > 5
    for folder in (TINY, *cases):
        plan = tmp_path / folder.name
        shutil.copytree(TINY, plan)
        shutil.copytree(folder, plan, dirs_exist_ok=True)
        files = {path.relative_to(plan).as_posix(): path.read_bytes() for path in plan.rglob("*") if path.is_file()}
        assert read(in_memory(files), display="plan") == read(plan, display="plan")


def test_a_pipe_is_not_waited_for(plan: Path) -> None:
    """Only plain files are opened."""
    os.mkfifo(plan / "terms" / "pipe.yml")
    assert told(plan) == [("plan/terms/pipe.yml", "unreadable-file")]


def test_a_file_without_permission(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told as such. (The system's refusal is played: the superuser, who runs CI, is refused nothing.)"""

    def refuse(path: str) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(entries, "_content", refuse)
    _, (fault,) = read(plan, display="plan")
    assert (fault.code, str(fault.message)) == ("unreadable-file", "読む権限がないため、開けません。")


def test_a_huge_file_is_not_read(plan: Path) -> None:
    """The size is looked at first."""
    with (plan / "terms" / "tea.yml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert told(plan) == [("plan/terms/tea.yml", "file-too-large")]


def test_a_huge_plan_is_not_read(plan: Path) -> None:
    """Files that are each small enough, 200 MB together: the sizes are looked at before anything is read."""
    for number in range(105):
        with (plan / "terms" / f"t{number}.yml").open("wb") as file:
            file.truncate(MAX_BYTES)
    sources, (fault,) = read(plan, display="plan")
    assert (fault.code, fault.span.path) == ("plan-too-large", "plan")
    assert "全部で210,000,006バイト" in str(fault.message)
    assert sources.files == ()


def test_a_text_as_long_as_a_book_is_refused_where_it_begins(plan: Path) -> None:
    """What is done with a text (references sought, terms told apart) need not be fast on any length."""
    (plan / "terms" / "tea.yml").write_text(f"id: tea\nname: {'茶' * MAX_TEXT}\n", "utf-8")
    assert told(plan) == []
    (plan / "terms" / "tea.yml").write_text(f"id: tea\nname: 茶\ndefinition: |\n  {'茶' * MAX_TEXT}\n", "utf-8")
    sources, (fault,) = read(plan, display="plan")
    assert (fault.code, fault.span.line, fault.span.column) == ("text-too-long", 3, 13)
    assert sources.unreadable == {("term", "tea")}


def test_a_name_that_is_no_text(plan: Path) -> None:
    """Names on disk are bytes."""
    try:
        (plan / "terms" / os.fsdecode(b"\xff\x1b[31m.txt")).write_text("x", "utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    ((path, code),) = told(plan)
    assert (path, code) == ("plan/terms/\ufffd\x1b[31m.txt", "unknown-file")


def test_a_name_that_is_no_text_is_not_written_to(plan: Path) -> None:
    """What no message can name, no command can find again: it is told, and the others are formatted."""
    try:
        (plan / "terms" / os.fsdecode(b"\xff.yml")).write_text("id: x\n", "utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert told(plan) == [("plan/terms/\ufffd.yml", "unknown-file")]
    (plan / "terms" / "tea.yml").write_text("name:   茶\nid: tea\n", "utf-8")
    assert main(["fmt", str(plan)]) == 1
    assert (plan / "terms" / "tea.yml").read_text("utf-8") == "id: tea\nname: 茶\n"


@pytest.mark.parametrize("closed", ["a file", "a link out of the plan", "a link to itself"])
def test_what_is_in_a_folder_that_cannot_be_entered_is_not_missed(tmp_path: Path, closed: str) -> None:
    """One fault, not hundreds for all that refers to what is in it."""
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    if closed == "a file":
        shutil.rmtree(plan / "measures")
        (plan / "measures").write_text("x", "utf-8")
    else:
        (plan / "measures").rename(tmp_path / "measures")
        (plan / "measures").symlink_to(tmp_path / "measures" if "out" in closed else "measures")
    loaded = load(plan, display="plan")
    assert [found.span.path for found in loaded.diagnostics] == ["plan/measures"]
    assert not loaded.sound


def test_a_file_of_nothing_but_zeros_is_no_utf_16() -> None:
    """As a disk leaves it after a loss of power."""
    assert [found.code for found in faults_of(bytes(4096))] == ["control-character"]


def faults_of(raw: bytes) -> tuple[Diagnostic, ...]:
    """What reading one file of these bytes tells, and that it tells where."""
    map, faults = decode("p", raw)
    assert map is not None
    if not faults:
        source, faults = source_of(map, "term", "x")
        assert source or faults
    for fault in faults:
        assert 1 <= fault.span.line <= len(map.line_starts)
        assert (fault.span.line, fault.span.column) <= (fault.span.end_line, fault.span.end_column)
    return faults


_ENTRIES = ("a", "字", "1", "0942", "~", ":", ": ", "：", "- ", "-", "? ", "<<: ", "---\n", "...")
_SPACES = ("\n", "\n  ", "\n    ", "\r\n", "\t", "\u3000")
_SIGNS = ('"', "'", "[", "]", "{", "}", "#", " #x", "|", ">", "&a ", "*a", "!!b ", "%", "@", "`", "\\")
FRAGMENTS = st.sampled_from((*_ENTRIES, *_SPACES, *_SIGNS))


@given(st.binary(max_size=80))
@example(b"")
@example(b"\xff\xfe")
@example(b"a: \x00")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_are_read_without_an_exception(raw: bytes) -> None:
    """A file of the plan may be anything, and every fault has a place in it."""
    faults_of(raw)


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
@example("a:\n\t")
@example("- - \n -")
@example("\n\n  :")
def test_any_text_of_yaml_signs_is_read_without_an_exception(text: str) -> None:
    """The seeker of causes meets every kind of broken YAML."""
    faults_of(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "a: [" * 20_000,
        "'" * 100_000,
        '"\n' * 50_000,
        "a: b: c\n" * 20_000,
        "a：b\n" * 20_000,
        "x" * 1_000_000,
        " " * 1_000_000 + "- a\nb",
        "- " * 100_000,
    ],
    ids=["open lists", "quotes", "open quotes", "colons", "wide colons", "one word", "spaces", "dashes"],
)
def test_large_broken_files_end_in_a_few_messages(text: str) -> None:
    """Bounded work: a hundred thousand mistakes are not told one by one."""
    assert 1 <= len(faults_of(text.encode())) <= 20


@pytest.mark.parametrize("name", ["loop", "terms/loop", "terms/loop.yml", "plan.yml"])
def test_links_that_lead_to_themselves_are_reported(plan: Path, name: str) -> None:
    (plan / name).unlink(missing_ok=True)
    (plan / name).symlink_to(Path(name).name)
    assert [path for path, _ in told(plan)] == [f"plan/{name}"]
