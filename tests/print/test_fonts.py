"""Which fonts the print draft is set in, and what happens where BIZ UD is not installed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

import keikaku.text.glyphs as glyphs
from keikaku.hosts.cli import main
from keikaku.pipeline import load
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.fonts import FontSet, find_fonts, font_folders
from keikaku.text.glyphs import is_ordinary, without_glyph, without_shape
from tests.print.extract import squeezed, tag_tree
from tests.specimens import REAL, TINY, outline


def families(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts}


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in ("hosts.commands.print", "hosts.website", "rules.missing_glyph", "rules.missing_variant"):
        monkeypatch.setattr(import_module(f"keikaku.{module}"), "font_folders", lambda: (tmp_path,))


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


def everything() -> Iterator[str]:
    """All characters that the check takes for granted."""
    for point in range(0xFFFF):
        sign = chr(point)
        if not 0xD800 <= point <= 0xF8FF and unicodedata.category(sign) not in ("Cc", "Zs") and is_ordinary(sign):
            yield sign


@pytest.mark.parametrize("folders", [font_folders(), ()], ids=["of this machine", "of the package"])
def test_what_is_not_asked_of_the_fonts_is_in_every_face(folders: Sequence[Path]) -> None:
    assert len(list(everything())) > 7_000
    assert list(without_glyph("".join(everything()), find_fonts(folders))) == []


@pytest.mark.parametrize("folders", [font_folders(), ()], ids=["of this machine", "of the package"])
def test_what_the_program_says_itself_can_be_printed(folders: Sequence[Path]) -> None:
    """In the languages of the fonts; of the others ``tests/test_languages.py`` says what is printed."""
    tables = [path for tag in ("ja", "ja-simple", "en", "vi") for path in (MESSAGE_FOLDER / tag).glob("*.yml")]
    assert tables
    words = "".join(path.read_text("utf-8") for path in tables)
    assert list(without_glyph(words, find_fonts(folders))) == []


def test_what_faces_lack_is_found(fonts: FontSet) -> None:
    assert list(without_glyph("久留米市のふくしABC012①㈱〜－※（〇〇％）髙﨑𠮷葛\U000e0100", fonts)) == []
    assert list(without_glyph("市🙂", fonts)) == ["🙂"]
    assert list(without_glyph("1\u20e3", fonts)) == ["1\u20e3"], "a mark is looked for with what it stands on"
    assert list(without_glyph("e\u0301\xa0", fonts)) == []
    assert list(without_shape("葛\U000e0100・辻\U000e0101・葛\U000e01ef", fonts)) == ["葛\U000e01ef"]


def test_ordinary_text_opens_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "_glyphs", lambda path: pytest.fail("the check of an ordinary plan is to be quick"))
    assert load(REAL).sound
