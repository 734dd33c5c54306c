"""A site of MkDocs that is somebody else's, to be built with a plan in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.search.data import part_of
from tests.specimens import TINY

MATERIAL = {"name": "material", "language": "ja", "font": False, "features": ["navigation.indexes", "navigation.prune"]}


def mkdocs(
    folder: Path, docs: Mapping[str, str], packages: Path | None = None, **settings: Any
) -> subprocess.CompletedProcess[str]:
    """``mkdocs build --strict`` in a folder with these pages. ``packages``: a folder of further ones."""
    for name, text in docs.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    settings = {"site_name": "まちのサイト", "markdown_extensions": ["admonition"], "theme": MATERIAL, **settings}
    (folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    found = {} if packages is None else {"PYTHONPATH": str(packages), "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = {**os.environ, **found}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def plan(at: str, folder: Path = TINY, **more: str) -> dict[str, dict[str, str]]:
    """An entry of ``plugins``."""
    return {"keikaku": {"plan": str(folder), "at": at, **more}}


def search_texts(site: Path) -> str:
    """What the search of a Japanese plan in this folder of a built site finds, as it was before it was packed."""
    script = next((site / "search").glob("data-texts.*.js")).read_bytes()
    return json.dumps(part_of(script), ensure_ascii=False)


def page(site: Path, name: str) -> str:
    """The text of a built file."""
    return (site / name).read_text("utf-8")
