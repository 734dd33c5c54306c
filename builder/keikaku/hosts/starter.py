"""The files of a new plan and of the repository it is kept in.

The plan works from the first minute: every sentence is an example to be replaced, every open spot is marked as one. The
repository has what its editors and its continuous integration need. Workflows and editor settings are those of this
project, which tests keep working; only where the program comes from differs (`_FOR_A_CITY`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import FOLDERS, SINGLE_FILES
from keikaku.kept import own_yaml
from keikaku.pipeline import schemas
from keikaku.resources import REPOSITORY_FILES, TEMPLATE_FOLDER, TOP
from keikaku.yaml.scalar import scalar_lines

_STARTER = TEMPLATE_FOLDER / "starter"
_FONTS = """sudo apt-get update -qq
          sudo apt-get install -y -qq --no-install-recommends fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho"""
_INSTALL = "python -m pip install --quiet -r requirements.txt"
_FOR_A_CITY = (
    (".ci/packages site\n          make install", f"{_FONTS}\n          {_INSTALL}"),
    ("          make install", f"          {_INSTALL}"),
    ("requirements.lock", "requirements.txt"),
    (".venv/bin/keikaku", "keikaku"),
)
"""What stands in our own workflows → what stands in those of whoever has installed the program as a package."""
_RENAMED = {"gitignore": ".gitignore"}  # under its own name it would hide files of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A kind of plan to begin with: what ``shapes.yml`` says of a folder of templates."""

    folder: Path
    name: str
    """As it is asked for: 地域福祉, council."""
    language: str
    title: str
    """The plan's where nobody gives another."""
    organisation: str


def shapes() -> Mapping[str, Shape]:
    """By name, the first unless another is asked for."""
    data = own_yaml(_STARTER / "shapes.yml")
    return {values["name"]: Shape(folder=_STARTER / id, **values) for id, values in data.items()}


def repository_files(shape: Shape, *, title: str, city: str) -> Mapping[str, str]:
    """Relative path → text of everything in a new repository: ``plan/``, ``schema/``, workflows, settings, README."""
    values = {"title": title, "organisation": city, "version": version("keikaku")}
    environment = _environment(TEMPLATE_FOLDER / "repository")
    files = {f"plan/{name}": text for name, text in plan_files(shape, title=title, city=city).items()}
    files |= {
        f"schema/{name}": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas(shape.language).items()
    }
    for name in REPOSITORY_FILES:
        text = (TOP / name).read_text("utf-8")
        for ours, theirs in _FOR_A_CITY:
            text = text.replace(ours, theirs)
        files[name] = text
    for name in environment.list_templates():
        language, _, own = name.rpartition("/")
        if language in ("", shape.language):  # of what stands in a folder, only what is in the language of the plan
            files[_RENAMED.get(own, own)] = environment.get_template(name).render(values)
    return files


def plan_files(shape: Shape, *, title: str, city: str) -> Mapping[str, str]:
    """Relative path → text of each file of the plan; its first line leads editors' tools to ``../schema``."""
    environment = _environment(shape.folder)
    environment.filters["scalar"] = _scalar
    values = {"id": "plan", "title": title, "organisation": city}
    files = {}
    for name in sorted(environment.list_templates(extensions=["yml"])):
        path = PurePosixPath(name)
        kind = SINGLE_FILES.get(name) or FOLDERS[path.parts[0]]
        way = "/".join([*[".."] * len(path.parts), "schema"])
        modeline = f"# yaml-language-server: $schema={way}/{kind}.schema.json\n"
        files[name] = modeline + environment.get_template(name).render(values)
    return files


def _environment(templates: Path) -> Environment:
    return Environment(  # noqa: S701 - no HTML; what a person typed goes into YAML through ``scalar``
        loader=FileSystemLoader(templates), undefined=StrictUndefined, keep_trailing_newline=True
    )


def _scalar(text: str) -> str:
    """Whatever was typed, as YAML on one line, written as ``keikaku fmt`` would write it."""
    return scalar_lines(" ".join(text.splitlines()).strip(), 0)[0]
