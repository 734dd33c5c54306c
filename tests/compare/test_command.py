"""``keikaku compare``: which plans it takes, what it writes, and what it says where it cannot."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from html import unescape
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.print import make_print_draft, printed_pages
from keikaku.outputs.print.typeset import as_json, typeset_pages
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet, find_fonts, font_folders
from tests.compare.revisions import edit, git
from tests.print.extract import page_texts
from tests.specimens import TINY


@pytest.fixture(autouse=True)
def pages_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of an edition are asked of the engine once for all tests here: the same words, the same pages."""
    print_module = import_module("keikaku.outputs.print")
    monkeypatch.setattr(print_module, "typeset_pages", _pages_once)


_PAGES: dict[object, Mapping[str, str]] = {}


def _pages_once(template: Path, data: object, fonts: FontSet) -> Mapping[str, str]:
    asked = (template, as_json(data), fonts)
    if asked not in _PAGES:
        _PAGES[asked] = typeset_pages(template, data, fonts)
    return _PAGES[asked]


FORMATS = ["md", "docx", *(pytest.param(format, marks=pytest.mark.slow) for format in ("html", "pdf", "xlsx"))]


def test_a_tag_with_the_plan_as_it_stands(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository / "plan")
    assert main(["compare", "v1", "--format", "md", "--output", "-"]) == 0
    table = capsys.readouterr().out
    assert "新：案（いまの計画）　旧：案（令和8年4月1日）" in table
    assert re.search(r"比べた版　旧：v1（[0-9a-f]{10}）　新：いまの計画", table)
    assert "<ins>週</ins>に一度、となりの人をお茶に誘います。 | <ins>月</ins>に一度、" in table
    assert re.search(r"お茶を飲む（新 (\d+)ページ・旧 \1ページ）", table)
    assert git(repository, "status", "--short") == "M plan/measures/tea.yml"


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_and_said(repository: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    edit(repository / "plan")
    assert main(["compare", "v1", "--format", format]) == 0
    file = repository / "build" / f"comparison.{format}"
    beginning = {"html": b"\n<!doctype html>", "pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "md": b"### "}[format]
    assert file.read_bytes().lstrip().startswith(beginning.lstrip())
    said = capsys.readouterr().out
    assert "字句の修正 1件" in said
    assert f"build/comparison.{format}" in said
    first = file.read_bytes()
    assert main(["compare", "v1", "--format", format]) == 0
    assert file.read_bytes() == first


@pytest.mark.parametrize("target", ["../NOTES.md", "/etc/hostname"])
def test_a_link_out_of_the_plan_is_no_hindrance(
    repository: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    (repository / "plan/README.md").symlink_to(target)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "覚え書きへのリンク")
    (repository / "plan/README.md").unlink()  # as a plan stands it may have none, but what was is past mending
    assert main(["compare", "HEAD", "--summary"]) == 0
    assert "文章に変更はありません" in capsys.readouterr().out


def test_a_link_within_the_plan_is_followed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "plan/measures/tea.yml").rename(repository / "plan/.tea.yml")
    (repository / "plan/measures/tea.yml").symlink_to("../.tea.yml")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "施策へのリンク")
    (repository / "plan/measures/tea.yml").unlink()
    (repository / "plan/.tea.yml").rename(repository / "plan/measures/tea.yml")
    assert main(["compare", "HEAD", "--summary"]) == 0
    assert "文章に変更はありません" in capsys.readouterr().out


def test_two_revisions_by_their_numbers(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = git(repository, "rev-parse", "HEAD")
    edit(repository / "plan")
    git(repository, "commit", "-q", "-a", "-m", "直した")
    new = git(repository, "rev-parse", "HEAD")
    edit(repository / "plan", "週に一度、", "毎日、")  # of no concern: neither revision has it
    assert main(["compare", old, new, "--format", "md", "--output", "-"]) == 0
    table = capsys.readouterr().out
    assert "新：案（令和8年4月1日）　旧：案（令和8年4月1日）" in table
    assert f"比べた版　旧：{old[:10]}　新：{new[:10]}" in table
    assert "週" in table
    assert "毎日" not in table


def test_two_folders_need_no_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("old", "new"):
        shutil.copytree(TINY, tmp_path / name)
    edit(tmp_path / "new")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["compare", "old", "new", "--summary"]) == 0
    assert capsys.readouterr().out.splitlines() == ["字句の修正 1件", "  二A お茶を飲む: 字句の修正"]
    assert not (tmp_path / "build").exists()


def test_old_first(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository / "plan")
    assert main(["compare", "v1", "--old-first", "--format", "md", "--output", "-"]) == 0
    table = capsys.readouterr().out
    assert "| 旧 | 新 | 備考 |" in table
    assert table.index("<ins>月</ins>") < table.index("<ins>週</ins>")


PAPER = ("--heads", "修正案/原案", "--document-number", "資料2", "--department", "支え合い課", "--explanation")


@pytest.mark.parametrize("format", FORMATS)
def test_the_paper_says_what_a_superior_asks_for(repository: Path, format: str) -> None:
    """Whose paper it is, its number, which versions of which day by the names they go by; the hash only below."""
    edit(repository / "plan")
    names = ("--old-name", "素案", "--old-date", "2019-05-01", "--new-name", "案", "--new-date", "2026-06-30")
    assert main(["compare", "v1", "--format", format, *PAPER, *names]) == 0
    text = words_of(repository / "build" / f"comparison.{format}", format)
    for words in ("資料2", "支え合い課", "潮美波市支え合い計画新旧対照表", "修正案：案（令和8年6月30日）", "説明"):
        assert words in text, words
    assert "原案：素案（令和元年5月1日）" in text
    head, below = text.split("備考", 1)
    commit = git(repository, "rev-parse", "v1")[:10]
    assert commit not in head
    assert f"原案：v1（{commit}）修正案：いまの計画" in below


def words_of(file: Path, format: str) -> str:
    """The words of a comparison without white space."""
    content = file.read_bytes()
    match format:
        case "pdf":
            text = "".join(page_texts(content).values())
        case "docx" | "xlsx":
            with ZipFile(file) as parts:
                name = "word/document.xml" if format == "docx" else "xl/worksheets/sheet1.xml"
                text = re.sub("<[^>]*>", "", parts.read(name).decode())
        case "html":
            text = re.sub("<[^>]*>", "", content.decode().partition("<body>")[2])
        case _:
            text = content.decode().replace("\\", "")
    return re.sub(r"\s", "", unescape(text))


def test_a_title_of_its_own(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository / "plan")
    assert main(["compare", "v1", "--format", "md", "--output", "-", "--title", "パブコメ後の修正"]) == 0
    assert capsys.readouterr().out.startswith("### パブコメ後の修正\n")


@pytest.mark.parametrize("heads", ["改正後", "改正後/", "/改正前", "a/b/c"])
def test_heads_are_two(repository: Path, capsys: pytest.CaptureFixture[str], heads: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["compare", "v1", "--heads", heads])
    assert "「改正後/改正前」のように" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["4月1日", "2026-02-30"])
def test_a_day_is_a_day(repository: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["compare", "v1", "--old-date", day])
    assert "日付ではありません" in capsys.readouterr().err


def test_the_day_of_a_version_is_that_of_japan(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A commit of 20:00 UTC is made on the next day, wherever the machine and the committer are."""
    edit(repository / "plan")
    git(repository, "commit", "-q", "-a", "-m", "夜に", at="2026-03-31T20:00:00+00:00")
    edit(repository / "plan", "週に一度、", "毎日、")
    assert main(["compare", "HEAD", "--format", "md", "--output", "-"]) == 0
    assert "旧：案（令和8年4月1日）" in capsys.readouterr().out


def test_rows_of_numbers_alone_unfold(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = repository / "plan" / "plan.yml"
    plan.write_text(plan.read_text("utf-8").replace('measure: "{A}"', 'measure: "{n}"'), "utf-8")
    assert main(["compare", "v1", "--format", "md", "--output", "-"]) == 0
    folded = capsys.readouterr().out
    assert (
        "| <ins>1</ins> お茶を飲む、<ins>2</ins> 夜に見回る | <ins>A</ins> お茶を飲む、<ins>B</ins> 夜に見回る |"
        in folded
    )
    assert "番号のみの変更 2件" in folded
    assert main(["compare", "v1", "--format", "md", "--output", "-", "--numbers"]) == 0
    unfolded = capsys.readouterr().out
    assert "| <ins>1</ins> お茶を飲む | <ins>A</ins> お茶を飲む | 番号のみの変更 |" in unfolded


def test_a_joint_plan_is_named_by_both_titles(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = repository / "plan" / "plan.yml"
    both = "  - 潮美波市 支え合い計画\n  - 潮美波市 見守り計画\n"
    plan.write_text(plan.read_text("utf-8").replace("  - 潮美波市 支え合い計画\n", both), "utf-8")
    assert main(["compare", "v1", "--format", "md", "--output", "-"]) == 0
    assert capsys.readouterr().out.startswith("### 潮美波市 支え合い計画・潮美波市 見守り計画 新旧対照表\n")


def test_nothing_changed_is_said(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "v1", "--format", "md", "--output", "-"]) == 0
    assert "文章に変更はありません。" in capsys.readouterr().out
    colours = (repository / "plan/plan.yml").read_text("utf-8").replace("#7a3b00", "#7a3b01")
    (repository / "plan/plan.yml").write_text(colours, "utf-8")
    assert main(["compare", "v1", "--summary"]) == 0
    assert "文章以外に変更があります" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["v2"], "「v2」という版がありません"),
        (["--", "--upload-pack=x"], "「--upload-pack=x」という版がありません"),
        (["v1", "nowhere"], "「nowhere」という版がありません"),
        (["v1", "--plan", "elsewhere"], "計画のフォルダー「elsewhere」がありません"),
        (["v1", "--plan", "empty"], "「v1」の版には、計画のフォルダー「empty」がありません"),
    ],
)
def test_what_cannot_be_had_is_named(
    repository: Path, capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    (repository / "empty").mkdir()
    assert main(["compare", *words]) == 2
    assert expected in capsys.readouterr().err
    assert not (repository / "build").exists()


def test_a_version_from_before_there_was_a_plan_is_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "mv", "plan/plan.yml", "plan/draft.yml")
    git(repository, "commit", "-q", "-m", "まだ計画でない")
    git(repository, "revert", "--no-edit", "HEAD")
    assert main(["compare", "HEAD~1"]) == 2
    assert "「HEAD~1」の版の「plan」には、計画（plan.yml）がありません。" in capsys.readouterr().err


def test_outside_of_git_and_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TINY, tmp_path / "plan")
    monkeypatch.chdir(tmp_path)
    assert main(["compare", "v1"]) == 2
    assert "git で管理されていない" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["compare", "v1"]) == 2
    assert "git がない" in capsys.readouterr().err


def test_faults_of_a_revision_are_reported_with_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository / "plan", "pillar: near", "pillar: far")
    git(repository, "commit", "-q", "-a", "-m", "誤り")
    git(repository, "tag", "broken")
    git(repository, "checkout", "-q", "v1")
    assert main(["compare", "v1", "broken"]) == 1
    said = capsys.readouterr().err
    assert "「broken」の計画に誤りがあるため、比べられません。" in said
    assert "broken:plan/measures/tea.yml:5:9: エラー[measure-without-pillar]" in said
    assert not (repository / "build").exists()


def test_the_pages_are_those_of_the_print_draft(tiny: Outline) -> None:
    fonts = find_fonts(font_folders())
    print_draft = make_print_draft(tiny, TEMPLATE_FOLDER, fonts)
    assert dict(print_draft.pages) == printed_pages(tiny, TEMPLATE_FOLDER, fonts) != {}


def test_a_plan_whose_letters_no_font_has_is_reported_as_by_any_command(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository / "plan", "月に一度、", "𓀀に一度、")
    assert main(["compare", "v1", "--format", "md", "--output", "-"]) == 1
    assert "missing-glyph" in capsys.readouterr().err
    assert not (repository / "build").exists()


def test_what_git_refuses_is_reported_in_its_sense(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container or on a shared disk, where the folder belongs to somebody else."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert main(["compare", "v1"]) == 2
    said = capsys.readouterr().err
    assert "持ち主が、いま使っている人ではない" in said
    assert f"git config --global --add safe.directory {repository}" in said
    assert "dubious ownership" in said


def test_what_git_says_of_damaged_records_is_passed_on(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (repository / ".git/objects").glob("??/*"):
        if git(repository, "cat-file", "-t", path.parent.name + path.name) == "tree":
            path.unlink()
    assert main(["compare", "v1"]) == 2
    assert re.search(r"「plan」の版を、git が取り出せませんでした（git: \S+ .*）。", capsys.readouterr().err)


def test_a_shallow_clone_is_reported_as_such(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(repository / "plan")
    git(repository, "commit", "-q", "-a", "-m", "直した")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert main(["compare", "HEAD~1"]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


@pytest.mark.parametrize("length", [300, 5_000, 200_000])
def test_a_name_of_any_length_is_wrong_use(repository: Path, capsys: pytest.CaptureFixture[str], length: int) -> None:
    assert main(["compare", "版" * length]) == 2
    assert len(capsys.readouterr().err) < 300


def test_nothing_is_written_but_the_table(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision is taken out of git into memory."""
    temporary = tmp_path / "temporary"
    temporary.mkdir(mode=0o500)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr("tempfile.mkdtemp", lambda *_, **__: pytest.fail("a folder of its own"))
    edit(repository / "plan")
    assert main(["compare", "v1", "--summary"]) == 0
