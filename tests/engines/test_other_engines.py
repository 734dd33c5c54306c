"""`keikaku pages` → another engine → `keikaku finish`: the same site as ours, page for page.

Zensical and ProperDocs live in `.venv-engines` (`make test` installs them, by hash); bare MkDocs is always there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.site.manifest import MANIFEST
from tests.specimens import REAL, TINY, TOP

ENGINES = {  # each with the Python that has it
    "mkdocs": Path(sys.executable),
    "properdocs": TOP / ".venv-engines/bin/python",
    "zensical": TOP / ".venv-engines/bin/python",
}

pytestmark = pytest.mark.slow


@dataclass
class Facts(HTMLParser):
    """What a reader, a link and a search engine find on a page, white space apart."""

    headings: list[tuple[str, str | None]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((tag, given.get("id")))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("href", "src"):
            if name in given:
                path, sign, place = str(given[name]).partition("#")
                self.addresses.append(
                    (normpath(path) if path else "") + sign + place
                )  # Zensical writes `./..` for `..`

    def handle_data(self, data: str) -> None:
        self.words += "".join(data.split())


def facts(page: Path) -> Facts:
    read = Facts()
    read.feed(page.read_text("utf-8"))
    read.close()
    return read


def built_by(engine: str, plan: Path, folder: Path) -> Path:
    """The pages of a plan, made a site by an engine; not finished yet."""
    python = ENGINES[engine]
    if not python.exists():
        pytest.skip(f"{engine} がない（make test が .venv-engines に用意する）")
    assert main(["pages", str(folder), str(plan)]) == 0
    subprocess.run([python, "-m", engine, "build", "-f", "mkdocs.yml"], cwd=folder, check=True, capture_output=True)
    return folder / "site"


def names(site: Path, pattern: str) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob(pattern) if path.is_file()}


@pytest.mark.parametrize("engine", ENGINES)
def test_another_engine_builds_the_same_site(engine: str, tmp_path: Path) -> None:
    """Page paths, headings with their ids, links, words; and every other file, search included, to the byte."""
    plan = REAL if engine == "zensical" else TINY  # the others are MkDocs and a fork of it
    theirs, ours = built_by(engine, plan, tmp_path / "pages"), tmp_path / "site"
    assert main(["finish", str(theirs), str(plan)]) == 0
    assert main(["build", str(plan), "--site", str(ours)]) == 0
    assert names(theirs, "*.html") == names(ours, "*.html")
    for name in sorted(names(ours, "*.html")):
        assert facts(theirs / name) == facts(ours / name), name
    for name in sorted(names(ours, "*") - names(ours, "*.html") - {MANIFEST, "sitemap.xml"}):
        assert (theirs / name).read_bytes() == (ours / name).read_bytes(), name
    assert "Content-Security-Policy" in (theirs / "404.html").read_text("utf-8")
    assert main(["verify-build", str(theirs)]) == 0


def test_a_page_that_an_engine_lost_is_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Zensical passes over plugins it does not know without a word: so is a whole site lost."""
    site = built_by("mkdocs", TINY, tmp_path / "pages")
    shutil.rmtree(site / "measures")
    data = next((site / "search").glob("data-texts.*.js"))
    data.write_text("{}", "utf-8")
    assert main(["finish", str(site), str(TINY)]) == 1
    told = capsys.readouterr().err
    assert f"{site}/measures/tea/index.html: ページがありません\n" in told
    assert f"{data}: 内容が違います\n" in told
    assert not (site / MANIFEST).exists()
    assert main(["finish", str(tmp_path / "nowhere"), str(TINY)]) == 2
