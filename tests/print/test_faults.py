"""What cannot be printed is told: the plan's faults at their place, the builder's own as its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import keikaku.hosts.commands.print as command
from keikaku.hosts.cli import main
from keikaku.hosts.reporting.explanations import explanations
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from tests.specimens import TINY, ChangedPlan


@pytest.fixture
def changed_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Lets the command print by templates in one of which some words are replaced."""

    def change(file: str, right: str, wrong: str) -> None:
        templates = tmp_path / "templates"
        shutil.copytree(TEMPLATE_FOLDER / "print", templates / "print")
        shutil.copytree(MESSAGE_FOLDER, templates / "messages")
        text = (templates / "print" / file).read_text("utf-8")
        assert right in text
        (templates / "print" / file).write_text(text.replace(right, wrong), "utf-8")
        monkeypatch.setattr(command, "TEMPLATE_FOLDER", templates)

    return change


def run(plan: Path, tmp_path: Path, *more: str) -> tuple[int, Path]:
    output = tmp_path / "out" / "plan.pdf"
    output.parent.mkdir(exist_ok=True)
    output.write_bytes(b"%PDF- the last good one")
    return main(["print", str(plan), "-o", str(output), *more]), output


def test_a_character_without_glyph_is_reported_with_its_place(
    changed_plan: ChangedPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (TINY / "measures" / "tea.yml").read_text("utf-8").replace("一回につき", "一回❤につき")
    plan = changed_plan({"measures/tea.yml": text})
    code, output = run(plan, tmp_path)
    line = text[: text.index("❤")].count("\n") + 1
    column = text.splitlines()[line - 1].index("❤") + 1
    told = capsys.readouterr().err
    assert code == 1
    assert f"{plan}/measures/tea.yml:{line}:{column}: エラー[missing-glyph]: 「❤」（U+2764）" in told
    assert "ヒント:" in told
    assert "missing-glyph" in explanations()
    assert output.read_bytes() == b"%PDF- the last good one"


def test_each_file_with_such_a_character_is_reported_in_one_run(
    changed_plan: ChangedPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("measures/tea.yml", "measures/patrol.yml", "terms/tea-party.yml")
    plan = changed_plan({name: (TINY / name).read_text("utf-8").replace("茶", "龘") for name in names})
    code, _ = run(plan, tmp_path)
    told = capsys.readouterr().err
    assert code == 1
    assert all(f"{name}:" in told for name in names)


def test_a_fault_in_the_plan_is_reported_before_anything_is_printed(
    changed_plan: ChangedPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (TINY / "measures" / "tea.yml").read_text("utf-8").replace("pillar: near", "pillar: far")
    code, output = run(changed_plan({"measures/tea.yml": text}), tmp_path)
    assert code == 1
    assert "measures/tea.yml:5:9: エラー[measure-without-pillar]" in capsys.readouterr().err
    assert output.read_bytes() == b"%PDF- the last good one"


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ('opened("glossary")', "opened(glossary", "lists.typ"),  # the engine cannot read it
        ('opened("glossary")', 'opened("no-such-word")', "no-such-word"),  # it fails while running
        ('opened("glossary")', 'text(font: "No Such Font")[]', "unknown font family"),  # only a warning of the engine
    ],
)
def test_a_fault_in_the_template_is_reported_as_ours(
    right: str,
    wrong: str,
    words: str,
    changed_templates: Callable[[str, str, str], None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    changed_templates("lists.typ", right, wrong)
    code, output = run(TINY, tmp_path)
    told = capsys.readouterr().err
    assert code == 1
    assert "計画の書き方の問題ではありません" in told
    assert words in told
    assert "エラー[" not in told
    assert output.read_bytes() == b"%PDF- the last good one"


WIDE = """      - table:
          id: wide
          head: [{head}]
          rows:
            - [{row}]
"""


@pytest.mark.slow
def test_a_table_wider_than_any_page_is_reported_at_its_place(
    changed_plan: ChangedPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (TINY / "chapters" / "doing.yml").read_text("utf-8")
    wide = WIDE.format(head=", ".join(["年"] * 30), row=", ".join(['"123,456,789"'] * 30))
    at = text.index("      - table:\n")
    plan = changed_plan({"chapters/doing.yml": text[:at] + wide + text[at:]})
    code, output = run(plan, tmp_path)
    line = text[:at].count("\n") + 2
    assert code == 1
    assert f"chapters/doing.yml:{line}:11: エラー[table-too-wide]" in capsys.readouterr().err
    assert output.read_bytes() == b"%PDF- the last good one"
    assert main(["check", str(plan)]) == 1
    assert f"chapters/doing.yml:{line}:11: エラー[table-too-wide]" in capsys.readouterr().out
    for name in ("print", "build"):
        assert main([name, str(plan), "--format", "github"]) == 1
        assert f"line={line}," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "right", "wrong", "words"),
    [
        # Kept in one piece, it leaves the page.
        (
            "blocks.typ",
            "let whole = brief and fits-page",
            "let whole = true or fits-page",
            "紙からはみ出す",
        ),
        # Left out by the template.
        ("blocks.typ", "let caption = if node.title != () {", "let caption = if false {", "どのページにもありません"),
        # Over each other.
        ("tables.typ", "let look = (columns", "let look = (rows: 3pt, columns", "ほかのことばと重なります"),
    ],
)
def test_what_the_template_would_lose_is_reported_at_its_place(
    file: str,
    right: str,
    wrong: str,
    words: str,
    changed_plan: ChangedPlan,
    changed_templates: Callable[[str, str, str], None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (TINY / "chapters" / "doing.yml").read_text("utf-8")
    row = "            - - 春\n              - 茶話会\n"
    assert row in text
    plan = changed_plan({"chapters/doing.yml": text.replace(row, row * 60)})
    changed_templates(file, right, wrong)
    code, output = run(plan, tmp_path)
    told = capsys.readouterr().err
    assert code == 1
    assert re.search(r"chapters/[a-z]+\.yml:\d+:\d+: エラー\[lost-in-print\]", told), told
    assert words in told
    assert output.read_bytes() == b"%PDF- the last good one"


def test_typesetting_that_finds_no_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = import_module("keikaku.outputs.print.typeset")
    monkeypatch.setattr(module, "LIMIT", 0.01)
    monkeypatch.setattr(module, "_SIGNS_A_SECOND", 10**9)
    code, output = run(TINY, tmp_path)
    assert code == 1
    assert "終わらないため、やめました" in capsys.readouterr().err
    assert output.read_bytes() == b"%PDF- the last good one"


@pytest.mark.parametrize(("kind", "asked", "near"), [("measure", "teas", "tea"), ("actor", "neighbour", "neighbours")])
def test_a_part_that_does_not_exist_is_wrong_use_and_the_nearest_is_named(
    kind: str, asked: str, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, output = run(TINY, tmp_path, f"--{kind}", asked)
    assert code == 2
    assert near in capsys.readouterr().err
    assert output.read_bytes() == b"%PDF- the last good one"


def test_a_place_that_cannot_be_written_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["print", str(TINY), "-o", str(tmp_path / "file" / "plan.pdf")]) == 1
    assert "書き込めません" in capsys.readouterr().err


def test_printing_leaves_the_plan_alone(changed_plan: ChangedPlan, tmp_path: Path) -> None:
    plan = changed_plan({})
    before = {path: path.stat().st_mtime_ns for path in plan.rglob("*")}
    assert run(plan, tmp_path)[0] == 0
    assert {path: path.stat().st_mtime_ns for path in plan.rglob("*")} == before
