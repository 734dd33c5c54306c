"""The documentation as a site: built strictly, with an example plan as a guest, and every link leads somewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from keikaku.outputs.site.links import broken_links
from tests.specimens import TOP

pytestmark = pytest.mark.slow


def test_the_documentation_is_a_site_whole_and_linked(tmp_path: Path) -> None:
    site = tmp_path / "docs"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(TOP / "documentation.yml"),
        "-d",
        str(site),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert broken_links(site) == ()
    reference = (site / "schema/measure/index.html").read_text("utf-8")
    assert "施策の柱" in reference
    assert "（必ず書きます）" in reference
    home = (site / "index.html").read_text("utf-8")
    assert 'href="example/measures/places/"' in home
    assert 'class="keikaku-search search-open"' in home
    assert "碧野市" in (site / "example/measures/places/index.html").read_text("utf-8")
