"""``keikaku new``: a repository with a plan that works from the first minute."""

from __future__ import annotations

import json
import re
import tempfile
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from keikaku.hosts.cli import main
from keikaku.hosts.starter import plan_files, repository_files, shapes
from keikaku.pipeline import load
from keikaku.resources import SCHEMA_FOLDER
from tests.specimens import outline

SHAPES = shapes()


def test_a_new_plan_is_sound_and_bears_the_given_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "keikaku-plan"
    assert main(["new", str(folder), "--title", "浜風市 福祉計画", "--city", "浜風市"]) == 0
    composed = outline(folder / "plan")
    assert [line.text for line in composed.lines if line.role == "title"][:1] == ["浜風市 福祉計画"]
    assert composed.index.plan.organisations == ("浜風市",)
    assert "keikaku serve" in capsys.readouterr().out


@pytest.mark.parametrize("shape", SHAPES)
def test_a_plan_of_every_shape_is_sound_canonical_and_in_its_language(shape: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert main(["new", str(folder), "--shape", shape]) == 0
    loaded = load(folder / "plan")
    assert loaded.diagnostics == ()
    assert main(["fmt", "--check", str(folder / "plan")]) == 0
    composed = outline(folder / "plan")
    assert composed.titles == (SHAPES[shape].title,)
    assert composed.index.plan.measures
    assert composed.by_kind["action"]
    readme = (folder / "README.md").read_text("utf-8")
    japanese = re.compile(r"[ぁ-んァ-ヶ一-龠]")
    texts = (readme, *(line.text for line in composed.shown))
    assert any(map(japanese.search, texts)) == (SHAPES[shape].language == "ja")


def test_an_unknown_shape_is_reported_with_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["new", str(tmp_path / "new"), "--shape", "障害福祉"])
    assert "介護保険" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_a_new_plan_is_built_printed_and_canonical_at_once(tmp_path: Path) -> None:
    """What a city does first; nothing in the outputs is of another city."""
    folder, site = tmp_path / "new" / "plan", tmp_path / "site"
    assert main(["new", str(folder.parent), "--title", "浜風市: 福祉計画", "--city", "浜風市"]) == 0
    assert main(["fmt", "--check", str(folder)]) == 0
    assert main(["build", str(folder), "--site", str(site)]) == 0
    assert main(["print", str(folder), "-o", str(tmp_path / "plan.pdf")]) == 0
    words = "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    assert "浜風市: 福祉計画" in words
    assert "久留米" not in words


def test_the_first_line_of_each_file_leads_an_editor_to_its_schema(tmp_path: Path) -> None:
    """To the copy beside the plan: wherever the program is installed, the repository is whole."""
    assert main(["new", str(tmp_path / "new"), "--title", "計画", "--city", "市"]) == 0
    files = sorted((tmp_path / "new" / "plan").rglob("*.yml"))
    assert tmp_path / "new" / "plan" / "plan.yml" in files
    for path in files:
        way = path.read_text("utf-8").splitlines()[0].partition("$schema=")[2]
        schema = (path.parent / way).resolve()
        assert schema.read_bytes() == (SCHEMA_FOLDER / schema.name).read_bytes()
        assert schema.parent == tmp_path / "new" / "schema"


def test_the_repository_has_what_editors_and_ci_need_and_nothing_of_ours() -> None:
    files = repository_files(SHAPES["地域福祉"], title="緑市地域福祉計画", city="緑市")
    workflows = {name: yaml.safe_load(text) for name, text in files.items() if name.startswith(".github/")}
    assert {Path(name).name for name in workflows} == {"plan.yml", "comment.yml", "pages.yml"}
    commands = "".join(text for name, text in files.items() if name in workflows)
    assert "pip install --quiet -r requirements.txt" in commands
    for ours in ("make ", ".venv", ".ci/", "requirements.lock"):
        assert ours not in commands
    for name, text in files.items():
        assert "久留米" not in text or name.startswith("schema/"), name
    assert files["README.md"].startswith("# 緑市地域福祉計画\n")
    assert f"keikaku=={version('keikaku')}" in files["requirements.txt"]
    for path in json.loads(files[".vscode/settings.json"])["yaml.schemas"]:
        assert path.removeprefix("./") in files
    assert "eol=lf" in files[".gitattributes"]
    assert "/site/" in files[".gitignore"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("大事", "utf-8")
    assert main(["new", str(tmp_path), "--title", "計画", "--city", "市"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@settings(max_examples=25)
@given(st.text(alphabet="市:\"'#%&*|>-{}@`\\ 。!?＃：", min_size=1, max_size=12))
def test_whatever_is_typed_as_a_name_stays_that_name(name: str) -> None:
    files = plan_files(SHAPES["地域福祉"], title="計画", city=f"市{name}")
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, "utf-8")
        loaded = load(Path(folder), display="plan")
        assert loaded.index is not None
        assert loaded.index.plan.organisations == (f"市{name}".strip(),)
