"""Files made to harm, or only huge: answered soon, in little memory, and never by what is spread out first."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from keikaku.outputs.workbook import read_workbook
from keikaku.outputs.workbook.xlsx.package import MAX_ELEMENTS, MAX_XML
from keikaku.outputs.workbook.xlsx.sheet import MAX_ROWS
from tests.specimens import TOP
from tests.workbook.test_accounted import ANSWER, answer, said
from tests.workbook.test_refused import WORDS, plan, saved, sent

SHEET = "xl/worksheets/sheet2.xml"
"""取組み."""


def changed(part: str, change: Callable[[bytes], Iterator[bytes]], of: bytes | None = None) -> bytes:
    """The workbook with another part in the place of one, written piece by piece."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of or sent())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as file:
                for piece in change(old.read(name)) if name == part else (old.read(name),):
                    file.write(piece)
    return out.getvalue()


def put(before: bytes, pieces: Callable[[], Iterator[bytes]], part: str = SHEET) -> bytes:
    """``pieces`` put in before a tag of a part."""

    def change(content: bytes) -> Iterator[bytes]:
        at = content.rindex(before)
        yield content[:at]
        yield from pieces()
        yield content[at:]

    return changed(part, change)


def merged(ref: str) -> bytes:
    return put(b"<conditionalFormatting", lambda: iter([f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'.encode()]))


def empty_cells() -> Iterator[bytes]:
    for row in range(1000, 1240):
        yield f'<row r="{row}">'.encode() + b'<c s="1"/>' * 10_000 + b"</row>"


def rows() -> Iterator[bytes]:
    for row in range(1000, 1_001_000, 1000):
        yield b"".join(b'<row r="%d"><c><v>1</v></c></row>' % n for n in range(row, row + 1000))


def formats() -> Iterator[bytes]:
    for n in range(200):
        rule = (
            b'<conditionalFormatting sqref="A1"><cfRule type="expression" priority="%d"><formula>1</formula></cfRule>'
        )
        yield (rule % n + b"</conditionalFormatting>") * 1000


def styles() -> Iterator[bytes]:
    for _ in range(600):
        yield b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 1000


def entities() -> bytes:
    def change(content: bytes) -> Iterator[bytes]:
        yield b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + content

    return changed(SHEET, change)


def long_attribute() -> Iterator[bytes]:
    yield b'<c r="'
    for _ in range(MAX_XML // 1_000_000 + 1):
        yield b"A" * 1_000_000
    yield b'"/>'


def zeros() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<x/>" + b" " * (2 * MAX_XML))
        package.writestr("_rels/.rels", sent_part("_rels/.rels"))
    return out.getvalue()


def sent_part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sent())) as package:
        return package.read(name)


def full_cells(per_row: int) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        for row in range(1000, 1000 + 320_000 // per_row):
            cells = b"".join(b'<c t="str"><v>text %d in %d</v></c>' % (n, row) for n in range(per_row))
            yield b'<row r="%d">' % row + cells + b"</row>"

    return pieces


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "merged over the whole sheet": (lambda: merged("A1:XFD1048576"), "merged-cells"),
    "merged column": (lambda: merged("F1:F1048576"), "merged-cells"),
    "merged row": (lambda: merged("A5:XFD5"), "merged-cells"),
    "two answers merged into one": (lambda: merged("F4:F5"), "merged-cells"),
    "empty cells by the million": (lambda: put(b"</sheetData>", empty_cells), "not-a-workbook"),
    "words by the hundred thousand, in wide rows": (lambda: put(b"</sheetData>", full_cells(16_000)), "edited-row"),
    "words by the hundred thousand, in many rows": (lambda: put(b"</sheetData>", full_cells(20)), "edited-row"),
    "a million rows": (lambda: put(b"</sheetData>", rows), "not-a-workbook"),
    "600,000 styles": (lambda: put(b"</cellXfs>", styles, "xl/styles.xml"), "not-a-workbook"),
    "entities": (entities, "not-a-workbook"),
    "one endless attribute": (lambda: put(b"</sheetData>", long_attribute), "not-a-workbook"),
    "packed too tightly": (zeros, "not-a-workbook"),
}


LARGE = ("empty cells by the million", *(case for case in HOSTILE if case.startswith("words by the hundred thousand")))
"""What takes a second or more."""


@pytest.mark.parametrize("case", [pytest.param(one, marks=pytest.mark.slow if one in LARGE else ()) for one in HOSTILE])
def test_what_would_be_spread_out_is_refused_before(case: str) -> None:
    make, code = HOSTILE[case]
    _, faults = read_workbook("1.xlsx", make(), WORDS, plan())
    assert {fault.code for fault in faults} == {code}


@pytest.mark.slow
def test_conditional_formats_by_the_thousand_hinder_no_answer() -> None:
    content = put(b"<dataValidations", formats, "xl/worksheets/sheet4.xml")
    assert said(content) == ("", [], [])


def test_a_merged_title_is_nothing() -> None:
    assert said(merged("A1:I1")) == ("", [], [])
    assert said(merged("K2:Z1048576")) == ("", [], [])


def test_one_merged_cell_is_none() -> None:
    assert said(merged("F4:F4")) == ("", [], [])


def test_links_to_other_files_are_reported_and_not_followed() -> None:
    def change(content: bytes) -> Iterator[bytes]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
        link = f'<Relationship Id="rX" Type="{kind}" Target="externalLinks/externalLink1.xml"/></Relationships>'
        yield content.replace(b"</Relationships>", link.encode())

    shown, told, _ = said(changed("xl/_rels/workbook.xml.rels", change))
    assert [one.code for one in told] == ["not-read"]
    assert "externalLink1.xml" in shown


def test_a_cell_in_the_last_corner_is_reported() -> None:
    def change(book: Workbook) -> None:
        answer(book)
        book["取組み"].cell(1_048_576, 16_384, "ここまで")

    shown, told, changes = said(saved(change))
    assert "シート「取組み」の1048576行目" in shown
    assert changes == [ANSWER]
    assert [one.code for one in told] == ["not-read"]


def test_the_limits_leave_room_for_a_plan_a_hundred_times_as_large() -> None:
    size = elements = 0
    with zipfile.ZipFile(io.BytesIO(sent())) as package:
        for name in package.namelist():
            if "theme" not in name:
                part = package.read(name)
                size, elements = size + len(part), elements + part.count(b"<") - part.count(b"</")
    assert 100 * size < MAX_XML
    assert 100 * elements < MAX_ELEMENTS
    assert MAX_ROWS >= 10_000


MEASURED = """
import re, sys
from pathlib import Path
from keikaku.hosts.cli import main
code = main(["import", "xlsx", "--check", sys.argv[1], "--plan", sys.argv[2]])
most = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
print(code, int(most[1]) // 1024, file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="メモリーの量を、/proc から読むため")
@pytest.mark.parametrize("case", HOSTILE)
def test_it_takes_little_memory(case: str, tmp_path: Path) -> None:
    """Less than 200 MB with all of the program; how long it takes is measured, not tested (docs/performance.md)."""
    file = tmp_path / "back.xlsx"
    file.write_bytes(HOSTILE[case][0]())
    command = [sys.executable, "-c", MEASURED, str(file), "tests/plans/ok/shiominami"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True, timeout=60)
    code, megabytes = map(int, done.stderr.splitlines()[-1].split())
    assert code == 1
    assert megabytes < 200
