"""What takes long to load is loaded by whoever needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.specimens import TINY

CHECKING = (
    *("jsonschema", "markdown_it", "xml.etree.ElementTree"),  # a file that does not fit, more than links, a picture
    *("mkdocs", "sudachipy", "jinja2", "typst", "pikepdf", "fontTools"),
    *("difflib", "keikaku.plan.compose.lines", "keikaku.hosts.writing.output"),
)


@pytest.mark.parametrize(("words", "not_needed"), [(["check", str(TINY)], CHECKING), (["--help"], CHECKING)])
def test_a_command_loads_no_library_that_it_does_not_need(words: list[str], not_needed: tuple[str, ...]) -> None:
    asked = (
        "import sys; from contextlib import suppress; from keikaku.hosts import cli\n"
        f"with suppress(SystemExit): cli.main({words!r})\n"
        f"print(*sorted({set(not_needed)!r} & sys.modules.keys()), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stderr.split() == []
