"""What is said in several places is the same in all of them: README, Makefile, CI, editor settings, licence."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from keikaku.diagnostics.source import FOLDERS, KINDS, SINGLE_FILES

ROOT = Path(__file__).parents[1]
TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
MARKDOWN = [
    ROOT / name for name in TRACKED.stdout.split("\0") if name.endswith(".md") and not name.startswith("tests/")
]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_commands(name: str) -> str:
    """The first block of commands of a README; nothing but the title stands above it."""
    found = re.match(r"# [^\n]+\n\n```sh\n(.*?)```\n", read(name), re.DOTALL)
    assert found is not None, f"{name} begins with something else"
    return found[1]


def test_both_readmes_begin_with_the_same_two_commands() -> None:
    assert first_commands("README.md") == first_commands("README.en.md") == "make site\nmake test\n"


def test_ci_runs_what_the_readme_names() -> None:
    assert "exec make --no-print-directory test\n" in read(".ci/run")


def test_every_make_command_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    command = re.compile(r"(?:^|[`「])make ([a-z-]+)", re.MULTILINE)
    named = {(path, name) for path in MARKDOWN for name in command.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 20
    assert {(path, name) for path, name in named if name not in targets} == set()


def test_links_between_the_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)")
    links = {(path, to) for path in MARKDOWN for to in link.findall(path.read_text(encoding="utf-8"))}
    assert len(links) > 40
    assert {(path, to) for path, to in links if not (path.parent / to).exists()} == set()


def test_the_help_lists_every_command_with_what_it_does() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("site", "serve", "print", "test", "check", "bench", "fuzz", "sbom", "audit", "lock", "clean"):
        assert re.search(rf"^  {target} +\S", shown, re.MULTILINE), target


def test_the_editor_knows_the_schema_of_every_file_of_a_plan() -> None:
    wanted = {
        f"./schema/{kind}.schema.json": f"plan/{folder}/*.yml" for folder, kind in FOLDERS.items() if kind in KINDS
    }
    wanted |= {f"./schema/{kind}.schema.json": f"plan/{name}" for name, kind in SINGLE_FILES.items()}
    assert json.loads(read(".vscode/settings.json"))["yaml.schemas"] == wanted
    assert all((ROOT / schema).is_file() for schema in wanted)


def test_the_code_licence_says_that_the_plan_is_not_under_it() -> None:
    assert read("LICENSE").startswith("MIT License\n")
    assert "It does not cover the\ntext of the plan" in read("LICENSE")
    assert "このライセンスに**含まれません**" in read("README.md")
    assert "is **not** covered by\nit" in read("README.en.md")


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    places = "|".join(["tmp", "work", "root"])  # spelt apart, or this file would be the first to be found
    place = re.compile(rf"(?:^|[^.\w])/(?:{places})/\w".encode())
    files = [ROOT / name for name in TRACKED.stdout.split("\0") if name and not name.startswith("plan/")]
    assert [path for path in files if path.is_file() and place.search(path.read_bytes())] == []
