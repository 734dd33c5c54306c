"""Office files: what was saved twice is the same file."""

from __future__ import annotations

import io
import re
from datetime import datetime
from zipfile import BadZipFile, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from keikaku.outputs.office import escaped, strip_timestamps


def saved(created: datetime, text: str) -> bytes:
    book = Workbook()
    book.properties.created = created
    assert book.active is not None
    book.active.append([text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_moment_of_saving_is_left_out_and_nothing_else() -> None:
    one, other = saved(datetime(2020, 1, 2), "計画"), saved(datetime(2026, 6, 7), "計画")
    assert one != other
    assert strip_timestamps(one) == strip_timestamps(other)
    assert strip_timestamps(saved(datetime(2020, 1, 2), "別の計画")) != strip_timestamps(one)
    with ZipFile(io.BytesIO(one)) as old, ZipFile(io.BytesIO(strip_timestamps(one))) as new:
        assert new.namelist() == old.namelist()
        assert [name for name in old.namelist() if new.read(name) != old.read(name)] == ["docProps/core.xml"]


def test_it_is_still_a_workbook() -> None:
    book = load_workbook(io.BytesIO(strip_timestamps(saved(datetime(2020, 1, 2), "計画"))))
    assert book.worksheets[0]["A1"].value == "計画"


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "snake_x0041_", "_x004_", "__x0041__"])
def test_what_looks_like_an_escape_of_excel_is_read_back_as_written(text: str) -> None:
    stored = saved(datetime(2020, 1, 2), escaped(text))
    with ZipFile(io.BytesIO(stored)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    meant = re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), escaped(text))  # as Excel reads it
    assert meant == text
    assert escaped(text) in sheet


def test_what_is_no_such_file_is_refused() -> None:
    with pytest.raises(BadZipFile):
        strip_timestamps(b"plain text")
