"""Which fonts the draft is set in, and what happens where BIZ UD is not installed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

import keikaku.hosts.commands.print as command
import keikaku.hosts.website as website
from keikaku.hosts.cli import main
from keikaku.outputs.print.fonts import FontSet, find_fonts, font_folders
from keikaku.outputs.print.glyphs import missing
from tests.print.extract import squeezed, tag_tree
from tests.specimens import TINY, outline


def families(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts}


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (command, website):
        monkeypatch.setattr(module, "font_folders", lambda: (tmp_path,))


@pytest.mark.usefixtures("no_system_fonts")
def test_without_biz_ud_the_packaged_fonts_serve_and_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.pdf"
    assert main(["print", str(TINY), "-o", str(path)]) == 0
    told = capsys.readouterr().err
    assert "BIZ UDゴシック・BIZ UD明朝が見つからない" in told
    assert "Noto Sans JP・Noto Serif JP" in told
    assert families(path.read_bytes()) == {"NotoSansJP", "NotoSerifJP"}
    assert [str(finding) for finding in pdfua.validate(path).findings] == []
    text = squeezed(tag_tree(path.read_bytes()).text)
    assert all(squeezed(line.text) in text for line in outline(TINY).lines if line.role in ("action", "paragraph"))


@pytest.mark.slow
@pytest.mark.usefixtures("no_system_fonts")
def test_building_the_site_names_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(TINY), "--site", str(tmp_path / "site")]) == 0
    assert "Noto Sans JP・Noto Serif JP" in capsys.readouterr().err
    assert families((tmp_path / "site" / "downloads" / "plan.pdf").read_bytes()) == {"NotoSansJP", "NotoSerifJP"}


def test_a_user_without_a_home_has_the_fonts_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container whose user is a bare number there is none to ask for."""

    def nobody(self: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", nobody)
    assert Path("/usr/share/fonts") in font_folders()


def test_some_faces_alone_are_not_enough(tmp_path: Path) -> None:
    """Half a family would set headings in one design and text in another."""
    (tmp_path / "BIZUDGothic-Regular.ttf").write_bytes(b"")
    assert find_fonts([tmp_path]).replaced


@pytest.mark.skipif(find_fonts(font_folders()).replaced, reason="BIZ UD is not installed on this machine")
def test_biz_ud_sets_the_draft_where_it_is_installed(fonts: FontSet, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    assert main(["print", str(TINY), "-o", str(path)]) == 0
    assert {"BIZUDGothic", "BIZUDMincho"} <= families(path.read_bytes())
    assert not any(name.startswith("Noto") for name in families(path.read_bytes()))
    assert fonts.notice == ""


def test_characters_of_everyday_are_in_every_face_and_an_emoji_in_none(fonts: FontSet) -> None:
    for files in fonts.files:
        assert missing("久留米市のふくしABC012①㈱〜－※（〇〇％）髙﨑", files) == frozenset()
        assert missing("市🙂", files) == {"🙂"}
