"""The PDF as a document: tagged, titled, with bookmarks, its fonts inside."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf

from keikaku.outputs.print import make_print_draft
from keikaku.resources import TEMPLATE_FOLDER
from tests.print.conftest import Printed
from tests.print.extract import bookmarks, page_texts

BODY = ("chapter", "section", "subsection", "topic", "pillar", "measure")


def test_it_is_tagged_and_says_its_language_title_and_standard(printed: Printed) -> None:
    with pikepdf.open(BytesIO(printed.book.pdf)) as document, document.open_metadata() as metadata:
        titles = [line.text for line in printed.outline.lines if line.role == "title"]
        title = "・".join(titles[: len(printed.outline.index.plan.titles)])
        assert document.Root.MarkInfo.Marked is True
        assert document.Root.Lang == "ja-JP"
        assert document.Root.ViewerPreferences.DisplayDocTitle is True
        assert (document.docinfo["/Title"], metadata["dc:title"]) == (title, title)
        assert metadata["pdfuaid:part"] == "1"
        assert "/CreationDate" not in document.docinfo


def test_the_checker_of_accessible_pdfs_finds_nothing(printed: Printed, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(printed.book.pdf)
    assert [str(finding) for finding in pdfua.validate(path).findings] == []


def test_headings_skip_no_level_and_are_never_empty(printed: Printed) -> None:
    """The rule of PDF/UA that the checker above cannot run on these files."""
    before = 0
    for element in printed.tree.all():
        if element.role.startswith("/H") and element.role[2:].isdigit():
            level = int(element.role[2:])
            assert element.text.strip(), f"an empty heading after level {before}"
            assert level <= before + 1, element.text
            before = level
    assert before


def test_bookmarks_are_the_headings_in_order_each_with_the_page_of_its_entry(printed: Printed) -> None:
    entries = printed.outline.entries
    headed = [entries[line.entry] for line in printed.outline.lines if line.role == "heading"]
    wanted = list(dict.fromkeys(entry for entry in headed if entry.kind in BODY))
    found = [(title, page) for _, title, page in bookmarks(printed.book.pdf)]
    titles = [(f"{e.number}　{e.title}" if e.number else e.title, printed.book.pages[e.ref]) for e in wanted]
    assert found[0] == ("目次", "i")
    assert found[1 : len(titles) + 1] == titles
    assert [title for title, _ in found[len(titles) + 1 :]][:2] == ["用語集", "未確定事項"]


def test_every_font_is_inside_with_its_map_to_unicode(printed: Printed) -> None:
    with pikepdf.open(BytesIO(printed.book.pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in font


def test_charts_have_words_for_who_cannot_see_them(printed_tiny: Printed) -> None:
    with pikepdf.open(BytesIO(printed_tiny.book.pdf)) as document:
        alternatives = [str(thing["/Alt"]) for thing in document.objects if _has(thing, "/Alt")]
    assert any("1,200" in text or "1200" in text for text in alternatives), alternatives


def _has(thing: object, key: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and key in thing


def test_the_clean_draft_leaves_out_the_lists_and_keeps_every_mark(printed: Printed) -> None:
    """A print draft without its list of open points must not look finished."""
    clean = make_print_draft(printed.outline, TEMPLATE_FOLDER, printed.book.fonts, appendix=False)
    titles = [title for _, title, _ in bookmarks(clean.pdf)]
    assert "用語集" in titles
    assert not {"未確定事項", "正誤"} & set(titles)
    pages = page_texts(clean.pdf)
    front = "".join(text for label, text in pages.items() if not label.isdigit())
    assert "まだ決まっていないことです。" in front
    assert "巻末の「未確定事項」" not in front
    assert _grounds(clean.pdf) == _grounds(printed.book.pdf) > 0


def _grounds(pdf: bytes) -> int:
    """How many pieces of text have the ground of what is not settled."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return sum(
            str(operator) == "scn" and [str(part)[:5] for part in operands] == ["1", "0.937", "0.690"]
            for page in document.pages
            for operands, operator in pikepdf.parse_content_stream(page)
        )
