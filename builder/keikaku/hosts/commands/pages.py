"""``keikaku pages DIR``: the same pages as files, for another site generator (Zensical, ProperDocs, bare MkDocs)."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import add_plan
from keikaku.hosts.plan_website import add_url, plan_website
from keikaku.hosts.website import Website
from keikaku.hosts.writing.destination import new_folder
from keikaku.hosts.writing.output import fill_folder, working_folder
from keikaku.outcome import Outcome
from keikaku.outputs.site import Page, SiteFrame
from keikaku.resources import THEME_FOLDER

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku pages DIR [PLAN] [--url URL]``."""
    parser.add_argument("folder", metavar=str(_say("folder.name")), help=str(_say("folder.help")))
    add_plan(parser)
    add_url(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Write ``docs/`` (one Markdown file a page), ``overrides/`` (the frame) and ``mkdocs.yml``."""
    folder = Path(arguments.folder)
    place = new_folder(folder)
    found = plan_website(arguments.plan, arguments.url)
    with working_folder(place) as beside:
        _write(found, beside)
        fill_folder(beside, place)
    print(_say("done", n=len(found.site.pages), folder=folder))
    return Outcome.DONE


def _write(made: Website, folder: Path) -> None:
    for name, content in {**_templates(), **_docs(made.site)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "mkdocs.yml").write_text(_configuration(made), "utf-8", newline="\n")


def _templates() -> dict[str, bytes]:
    """The frame around the pages."""
    return {
        f"overrides/{path.relative_to(THEME_FOLDER).as_posix()}": path.read_bytes()
        for path in sorted(THEME_FOLDER.rglob("*.html"))
    }


def _docs(made: SiteFrame) -> dict[str, bytes]:
    """What is published: pages and files."""
    pages = {page.source: _markdown(page).encode() for page in made.pages}
    return {f"docs/{name}": content for name, content in {**made.files, **pages}.items()}


def _configuration(made: Website) -> str:
    # JSON is YAML.
    frame = made.site.frame
    settings = {
        "site_name": frame.site_name,
        "site_description": frame.description,
        **({"site_url": made.url} if made.url else {}),
        "docs_dir": "docs",
        "theme": {"name": None, "custom_dir": "overrides", "static_templates": ["404.html"]},  # our frame is whole
        "extra": {"frame": asdict(frame)},
        "plugins": [],
        "nav": [{page.title: page.source} for page in made.site.pages],
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _markdown(page: Page) -> str:
    # JSON strings are YAML strings. One block of HTML, without empty lines, is what Markdown leaves alone.
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in page.meta.items())
    body = "\n".join(line.strip() for line in page.body.splitlines() if line.strip())
    return f"---\n{head}---\n\n<div>\n{body}\n</div>\n"
