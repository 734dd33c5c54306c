"""The Nu HTML checker of the W3C finds no error in any page or style sheet of the sites."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Built
from tests.specimens import REAL, TINY, TOP

NU = TOP / "tests" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")
FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m")
"""A compiler that starts quickly; it needs more of the stack than the usual one."""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(JAVA is None, reason="Java is not installed (default-jre-headless)"),
    pytest.mark.skipif(not NU.exists(), reason="the Nu checker is not installed (npm ci in tests/)"),
]

LAGS = {
    # HTML: the attribute belongs to rel=expect too. Without it parts of a page move while it comes.
    "A “link” element with a “blocking” attribute must have a “rel” attribute whose value is “stylesheet”.",
    # CSS Containment 3: parts of a page are laid out by the room they have, not by that of the window.
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: Unrecognized at-rule “@container”",
}
"""What is said of markup that the standards allow: the checker is behind them."""


def errors(*folders: Path) -> list[dict[str, str]]:
    """What the checker calls an error, of all pages and style sheets in folders."""
    options = ("--skip-non-html", "--also-check-css", "--errors-only", "--exit-zero-always", "--format", "json")
    command = [str(JAVA), *FOR_A_SHORT_RUN, "-jar", str(NU), *options, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    return found


def test_the_checker_says_of_all_pages_and_style_sheets_only_what_is_known(built: Built) -> None:
    found = errors(built(REAL), built(TINY))
    assert [f"{error['url']}: {error['message']}" for error in found if error["message"] not in LAGS] == []
    assert {error["message"] for error in found} == LAGS, "what is no longer said need not be listed"
    assert len({error["url"] for error in found}) > 100, "one on each page at least"
