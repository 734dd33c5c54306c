"""Files of Word and Excel whose bytes depend on nothing but their content."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from keikaku.patterns import regex

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can tell."""

_SAVED = regex(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(?=</dcterms:\2>)")

_ESCAPE = regex(r"_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """``_x0041_`` in a workbook means A; where it is really meant the underscore is written so itself."""
    return _ESCAPE.sub("_x005F_", text)


def strip_timestamps(file: bytes) -> bytes:
    """The same .docx or .xlsx without the moment it was saved at; raises BadZipFile for what is neither.

    Both libraries write the time of saving, into the properties and for every part of the zip.
    """
    out = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            part = ZipInfo(name, _LONG_AGO)
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, content)
    return out.getvalue()
