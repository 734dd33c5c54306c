"""Templates are compiled once, not once a build; what is kept is never older than its template."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from keikaku.outputs.templating import Compiled


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """Compiled templates in a folder of their own, as where Python may keep what it compiles."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    compiled = Compiled("test")
    compiled.directory = str(tmp_path / "compiled")
    Path(compiled.directory).mkdir()
    return compiled


def said(kept: Compiled, folder: Path) -> str:
    """What a new process would render."""
    return Environment(loader=FileSystemLoader(folder), bytecode_cache=kept).get_template("hello.txt").render()


def files(kept: Compiled) -> list[Path]:
    return sorted(Path(kept.directory).iterdir())


def test_a_template_is_compiled_once(kept: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hello.txt").write_text("一度")
    assert said(kept, tmp_path) == "一度"
    monkeypatch.setattr(Environment, "_generate", lambda *_, **__: pytest.fail("compiled again"))
    assert said(kept, tmp_path) == "一度"


def test_a_changed_template_is_compiled_anew(kept: Compiled, tmp_path: Path) -> None:
    for words in ("前", "後"):
        (tmp_path / "hello.txt").write_text(words)
        assert said(kept, tmp_path) == words
    assert len(files(kept)) == 1


@pytest.mark.parametrize("damage", [0, 1, 7, 20, 60, -1])
def test_a_damaged_file_is_passed_over(kept: Compiled, tmp_path: Path, damage: int) -> None:
    (tmp_path / "hello.txt").write_text("言葉")
    said(kept, tmp_path)
    (file,) = files(kept)
    file.write_bytes(file.read_bytes()[:damage])
    assert said(kept, tmp_path) == "言葉"


def test_without_a_folder_to_write_to_nothing_is_kept(kept: Compiled, tmp_path: Path) -> None:
    Path(kept.directory).rmdir()
    (tmp_path / "hello.txt").write_text("言葉")
    assert said(kept, tmp_path) == "言葉"


def test_nothing_is_kept_where_python_may_keep_nothing(
    kept: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    (tmp_path / "hello.txt").write_text("言葉")
    assert said(kept, tmp_path) == "言葉"
    assert files(kept) == []
