"""The address of publication, from the command or from the plan, in everything that needs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from keikaku.hosts.cli import main
from tests.compare.revisions import git
from tests.specimens import TINY, ChangedPlan
from tests.workflows.test_workflows import RUNNING, STEPS, Step

ADDRESS = "https://city.example.jp/plan/"


def built(folder: Path, plan: Path, *options: str) -> Path:
    assert main(["build", str(plan), "--site", str(folder / "site"), *options]) == 0
    return folder / "site"


def addresses(site: Path) -> dict[str, object]:
    """Wherever the site says its own address."""
    home, tea = ((site / name).read_text("utf-8") for name in ("index.html", "measures/tea/index.html"))
    missing = (site / "404.html").read_text("utf-8")
    return {
        "canonical": re.findall(r'<link rel="canonical" href="([^"]*)"', home + tea),
        "og:url": re.findall(r'<meta property="og:url" content="([^"]*)"', home + tea),
        "404": re.findall(r'<p class="site-name"><a [^>]*href="([^"]*?)\.?"', missing),
        "finds its site": "sha256sums.txt" in missing,
        "data": re.findall(r'"site": "([^"]*)"', (site / "downloads/plan.json").read_text("utf-8")),
    }


@pytest.mark.slow
def test_the_address_reaches_all_that_needs_it(tmp_path: Path) -> None:
    """As GitHub's action gives it, without the slash at its end."""
    site = built(tmp_path, TINY, "--url", ADDRESS.rstrip("/"))
    both = [ADDRESS, f"{ADDRESS}measures/tea/"]
    assert addresses(site) == {
        "canonical": both,
        "og:url": both,
        "404": ["/plan/"],
        "finds its site": False,
        "data": [ADDRESS],
    }
    listed = {found.text for found in ET.parse(site / "sitemap.xml").findall(".//{*}loc")}
    assert listed == {
        ADDRESS + path.parent.relative_to(site).as_posix().removeprefix(".") + "/" * (path.parent != site)
        for path in site.rglob("index.html")
    }


@pytest.mark.slow
def test_without_an_address_none_is_made_up(tmp_path: Path) -> None:
    site = built(tmp_path, TINY)
    assert addresses(site) == {"canonical": [], "og:url": [], "404": ["/"], "finds its site": True, "data": []}
    assert not (site / "sitemap.xml").exists()


@pytest.mark.slow
def test_what_the_command_says_comes_before_what_the_plan_says(changed_plan: ChangedPlan, tmp_path: Path) -> None:
    text = (TINY / "plan.yml").read_text("utf-8")
    plan = changed_plan({"plan.yml": text.replace("\nsite:\n", "\nsite:\n  url: https://own.example.jp/\n")})
    assert addresses(built(tmp_path, plan))["404"] == ["/"]
    assert addresses(built(tmp_path, plan))["og:url"] == [
        "https://own.example.jp/",
        "https://own.example.jp/measures/tea/",
    ]
    assert addresses(built(tmp_path, plan, "--url", ADDRESS))["404"] == ["/plan/"]


@pytest.mark.slow
def test_another_engine_gets_it_too(tmp_path: Path) -> None:
    pages, ours = tmp_path / "pages", built(tmp_path, TINY, "--url", ADDRESS)
    assert main(["pages", str(pages), str(TINY), "--url", ADDRESS]) == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=pages, check=True, capture_output=True)
    assert main(["finish", str(pages / "site"), str(TINY), "--url", ADDRESS]) == 0
    assert addresses(pages / "site") == addresses(ours)
    before = (pages / "site/404.html").read_bytes()
    assert main(["finish", str(pages / "site"), str(TINY), "--url", ADDRESS]) == 0
    assert (pages / "site/404.html").read_bytes() == before


@pytest.mark.parametrize("text", ["example.jp/plan/", "ftp://a.jp/", "https://", "https://a.jp/?b", "https://a b/", ""])
def test_what_is_no_address_is_wrong_use(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["build", str(TINY), "--site", str(tmp_path / "site"), "--url", text])
    assert end.value.code == 2
    assert f"「{text}」は「https://example.jp/plan/」のような形になっていません。" in capsys.readouterr().err


def publishing() -> Step:
    return next(step for step in RUNNING if step.workflow == "pages.yml" and "keikaku build" in step.data["run"])


def test_the_workflow_that_publishes_gives_the_address_of_its_host() -> None:
    steps = [step for step in STEPS if step.workflow == "pages.yml"]
    asking = next(step for step in steps if str(step.data.get("uses")).startswith("actions/configure-pages@"))
    assert publishing().data["env"] == {"ADDRESS": f"${{{{ steps.{asking.data['id']}.outputs.base_url }}}}"}
    assert steps.index(asking) < steps.index(publishing())


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        ({}, ""),
        ({"v1.0": 0}, ""),
        ({"edition-2026-04-01": 0, "v1.0": 1}, " --since edition-2026-04-01"),
        ({"edition-2026-04-01": 0, "edition-2026-05-01": 1}, " --since edition-2026-05-01"),
        ({"edition-2026-04-01": 0, "edition-2026-06-01": 2}, " --since edition-2026-04-01"),
    ],
    ids=["no tag", "a release", "an edition", "the newest edition", "what is published is an edition itself"],
)
def test_the_workflow_tells_what_has_changed_since_the_edition_before(
    tags: dict[str, int], told: str, tmp_path: Path
) -> None:
    """``tags``: name → which of three commits, of which the last is published."""
    git(tmp_path, "init", "-q", ".")
    for n in range(3):
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", str(n))
        for tag in (name for name, commit in tags.items() if commit == n):
            git(tmp_path, "tag", tag)
    command = tmp_path / ".venv/bin/keikaku"
    command.parent.mkdir(parents=True)
    command.write_text('#!/bin/sh\necho "$@"\n', "utf-8")
    command.chmod(0o755)
    script = ["bash", "-e", "-c", publishing().data["run"]]
    environment = {**os.environ, "ADDRESS": ADDRESS}
    done = subprocess.run(script, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == f"build --url {ADDRESS}{told}\n"
