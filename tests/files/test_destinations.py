"""No command writes over a source, through a link, or over a file of another kind: every command, every such place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from keikaku import resources
from keikaku.hosts.cli import COMMANDS, main
from keikaku.hosts.writing import destination
from tests.files.victims import state
from tests.specimens import TINY, TOP, copied


@dataclass(frozen=True)
class Writer:
    """A command that writes: its words, the option that names the output (none: the last word), and the default."""

    words: tuple[str, ...]
    option: str
    default: str
    ending: str = ""
    """Of the file; empty where the output is a folder."""
    makes: tuple[str, ...] = ()
    """Files of such a folder that stand beside others."""

    def line(self, place: str | None) -> list[str]:
        """The command line with this place; None: with the default, which some commands have and some are given."""
        if self.option:
            return [*self.words, *([] if place is None else [self.option, place])]
        return [self.words[0], place or self.default, *self.words[1:]]


WRITERS = {
    "build": Writer(("build",), "--site", "site"),
    "print": Writer(("print",), "--output", "build/plan.pdf", ".pdf"),
    "print measure": Writer(("print", "--measure", "tea"), "--output", "build/measure-tea.pdf", ".pdf"),
    "print actor": Writer(("print", "--actor", "town-hall"), "--output", "build/actor-town-hall.pdf", ".pdf"),
    "export data": Writer(("export", "data"), "--output", "build/data", makes=("plan.json", "actions.csv")),
    "export xlsx": Writer(("export", "xlsx"), "--output", "build/xlsx", makes=("town-hall.xlsx",)),
    "translate workbook": Writer(
        ("translate", "workbook", "--language", "en"), "--output", "build/translate-en.xlsx", ".xlsx"
    ),
    "pages": Writer(("pages",), "", "pages"),
    "new": Writer(("new", "--title", "x", "--city", "y"), "", "new"),
    "finish": Writer(("finish",), "", "finish"),
    **{
        f"compare {form}": Writer(
            ("compare", "plan", "other", "--format", form), "--output", f"build/comparison.{form}", f".{form}"
        )
        for form in ("html", "pdf", "docx", "xlsx", "md")
    },
}
ONLY_LOOK = {"check", "explain", "serve", "pending", "verify", "verify-build"}
WRITE_THE_PLAN = {"fmt", "import", "ids", "readings"}

Attack = Callable[[Path, Writer], str | None]
"""Prepares the folder somebody stands in and gives the place to name; None: what the command takes by itself."""


def _in(*parts: str) -> Attack:
    return lambda here, writer: str(Path(*parts, f"x{writer.ending}"))


def _link_there(here: Path, writer: Writer) -> None:
    link = here / writer.default
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(Path(*[".."] * writer.default.count("/"), "victim", f"a{writer.ending}"))


def _default_is_a_link(here: Path, writer: Writer) -> None:
    _link_there(here, writer)


def _named_is_a_link(here: Path, writer: Writer) -> str:
    _link_there(here, writer)
    return writer.default


def _named_in_full_is_a_link(here: Path, writer: Writer) -> str:
    _link_there(here, writer)
    return str(here / writer.default)


def _link_leads_nowhere(here: Path, writer: Writer) -> None:
    link = here / writer.default
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(here / "victim" / f"new{writer.ending}")


def _folder_on_the_way_is_a_link(here: Path, writer: Writer) -> str:
    (here / "out").symlink_to("victim")
    return f"out/a{writer.ending}"


def _default_folder_is_a_link(here: Path, writer: Writer) -> None:
    (here / writer.default.split("/")[0]).symlink_to("victim")


def _working_folder_is_a_link(here: Path, writer: Writer) -> None:
    place = here / writer.default
    place.parent.mkdir(exist_ok=True)
    (place.parent / f".{place.name}.new").symlink_to(here / "victim")


def _is_of_another_kind(here: Path, writer: Writer) -> str:
    for name in writer.makes:
        (here / "victim" / name).write_text("大事", "utf-8")
    return f"victim/a{writer.ending}" if writer.ending else "victim"


ATTACKS: dict[str, Attack] = {
    "in the plan": _in("plan"),
    "in a folder of the plan": _in("plan", "measures"),
    "in another plan": _in("other", "measures", "new"),
    "the plan by a roundabout way": lambda here, writer: f"victim/../plan/x{writer.ending}",
    "the plan in full": lambda here, writer: str(here / "plan" / f"x{writer.ending}"),
    "in git's records": _in(".git"),
    "in the program": _in("program", "deeper"),
    "default is a link": _default_is_a_link,
    "named is a link": _named_is_a_link,
    "named in full is a link": _named_in_full_is_a_link,
    "link leads nowhere": _link_leads_nowhere,
    "folder on the way is a link": _folder_on_the_way_is_a_link,
    "default folder is a link": _default_folder_is_a_link,
    "working folder is a link": _working_folder_is_a_link,
    "of another kind": _is_of_another_kind,
    "a name of 5,000 letters": lambda here, writer: f"{'x' * 5_000}{writer.ending}",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder somebody stands in: a plan, another, a program, git's records, and somebody's files."""
    folder = tmp_path / "here"
    for name in ("plan", "other"):
        copied(TINY, folder / name)
    for name in ("victim", "program", ".git", "finish", "victim/sub"):
        (folder / name).mkdir()
    for name in ("victim/sub/letter.txt", "program/a.py", ".git/config", "finish/index.html"):
        (folder / name).write_text("大事", "utf-8")
    for ending in (".pdf", ".html", ".docx", ".xlsx", ".md"):
        (folder / "victim" / f"a{ending}").write_text("大事", "utf-8")
    (folder / "victim" / "a").mkdir()
    (folder / "victim" / "a" / "sha256sums.txt").write_text("0  他のもの\n", "utf-8")
    monkeypatch.setattr(destination, "OWN_PLACES", (folder / "program",))
    monkeypatch.chdir(folder)
    return folder


def test_every_command_is_looked_at() -> None:
    assert {name.split()[0] for name in WRITERS} | ONLY_LOOK | WRITE_THE_PLAN == set(COMMANDS)


SISTERS = {
    "translate workbook",
    "print measure",
    "print actor",
    "compare pdf",
    "compare docx",
    "compare xlsx",
    "compare md",
}
"""Go the way of another; tried by `make test`."""
EACH = [pytest.param(name, marks=pytest.mark.slow) if name in SISTERS else name for name in WRITERS]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("writer", EACH)
def test_no_command_writes_there(here: Path, capsys: pytest.CaptureFixture[str], writer: str, attack: str) -> None:
    command = WRITERS[writer]
    if writer == "finish" and attack == "of another kind":
        pytest.skip("what is to be finished is another's by its nature; see below")
    if attack.startswith(("default", "named", "link")):
        shutil.rmtree(here / "finish")
    place = ATTACKS[attack](here, command)
    if writer == "finish" and place and len(place) < 200:
        (here / place).mkdir(parents=True, exist_ok=True)
    before = state(here)
    assert main(command.line(place)) == 2
    said = capsys.readouterr().err
    assert said.startswith("keikaku: ")
    assert said.count("\n") == 1
    assert len(said) < 400
    assert state(here) == before


def test_a_folder_that_is_no_site_is_not_finished(here: Path) -> None:
    before = state(here)
    assert main(["finish", "victim"]) == 1
    assert state(here) == before


@pytest.mark.slow
@pytest.mark.parametrize("writer", [name for name in WRITERS if name not in ("pages", "new", "finish")])
def test_what_a_command_made_it_makes_again(here: Path, writer: str) -> None:
    """And nothing else changes; what systems leave in every folder is no hindrance."""
    command, before = WRITERS[writer], state(here)
    assert main(command.line(None)) == 0
    made = state(here)
    assert {name: made[name] for name in before} == before
    if not command.ending:
        (here / command.default / "Thumbs.db").write_bytes(b"x")
    assert main(command.line(None)) == 0
    assert made.keys() <= state(here).keys() | {f"{command.default}/Thumbs.db"}
    assert not [name for name in made if name.endswith(".new")]


def test_a_former_site_with_somebodys_file_in_it_is_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    (here / "site" / "CNAME").write_text("plan.example.jp\n", "utf-8")
    (here / "site" / "index.html.gz").write_bytes(b"x")  # what a server sends in its place
    before = state(here)
    assert main(["build"]) == 2
    assert "CNAME" in capsys.readouterr().err
    assert state(here) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["compare", "plan", "other", "--output", "x.docx", "--format", "html"], "「x.docx」に HTML は書きません"),
        (["compare", "plan", "other", "--output", "x.txt"], "「x.txt」に HTML は書きません"),
        (["print", "--output", "plan/plan.yml"], "「plan/plan.yml」に PDF は書きません"),
    ],
)
def test_a_name_says_what_is_in_the_file(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    before = state(here)
    assert main(words) == 2
    assert told in capsys.readouterr().err
    assert state(here) == before


def test_the_ending_of_the_file_tells_the_format(here: Path) -> None:
    assert main(["compare", "plan", "other", "--output", "x.DOCX"]) == 0
    assert (here / "x.DOCX").read_bytes().startswith(b"PK")


WRITING = re.compile(r"\.write_(?:text|bytes)\(|open\([^)]*[\"\'](?:[wax]b?)[\"\']|O_CREAT")


def test_what_writes_takes_a_destination_and_only_one_module_makes_them() -> None:
    """And no other module writes to the disk, but for what is done within a working folder."""
    making, writing = set(), set()
    for path in (TOP / "builder" / "keikaku").rglob("*.py"):
        text, name = path.read_text("utf-8"), path.relative_to(TOP / "builder" / "keikaku").as_posix()
        if "Destination(" in text:
            making.add(name)
        if WRITING.search(text):
            writing.add(name)
    assert making == {"hosts/writing/destination.py"}
    made = {"hosts/commands/new.py", "hosts/commands/pages.py"}
    finished = {"hosts/website.py", "outputs/csp.py", "outputs/site/manifest.py"}
    by_github = {"hosts/reporting/printing.py"}  # the file for its summary is GitHub's
    compiled = {"kept.py"}  # beside what Python itself keeps compiled
    assert writing - made - finished - by_github - compiled == {"disk.py", "hosts/writing/output.py"}


def test_the_program_is_all_of_the_program() -> None:
    names = {path.relative_to(TOP).as_posix() for path in resources.OWN_PLACES if path.is_relative_to(TOP)}
    assert names >= {"builder/keikaku", "schema", "site_templates", "measured", "mkdocs.yml"}


def test_a_working_folder_is_never_looked_for_through_a_link(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A branch that carries ``plan/.keikaku.new -> ../docs`` costs nobody a file, and `check` tells of it."""
    (here / "plan" / ".keikaku.new").symlink_to("../victim")
    tea = here / "plan" / "measures" / "tea.yml"
    tea.write_text(tea.read_text("utf-8").replace("title: ", "title:   "), "utf-8")
    before = state(here)
    assert main(["check"]) == 1
    assert "plan/.keikaku.new:1:1: エラー[link-in-plan]" in capsys.readouterr().out
    assert main(["fmt"]) == 1
    assert "「plan/.keikaku.new」がリンクになっています" in capsys.readouterr().err.replace(f"{here}/", "")
    assert state(here) == before


@pytest.mark.parametrize("name", ["plan", "plan/measures", "plan/measures/tea.yml", "plan/.keikaku.new/new"])
def test_fmt_changes_nothing_through_a_link(here: Path, name: str) -> None:
    tea = here / "plan" / "measures" / "tea.yml"
    tea.write_text(tea.read_text("utf-8").replace("title: ", "title:   "), "utf-8")
    link = here / name
    if link.exists():
        link.rename(here / "victim" / "moved")
        link.symlink_to(here / "victim" / "moved")
    else:
        link.parent.mkdir()
        link.symlink_to(here / "victim")
    before = state(here / "victim")
    assert main(["fmt"]) in (0, 1, 2)
    assert state(here / "victim") == before
