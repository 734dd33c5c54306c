"""docs/dependencies.md names every package with why it is there and its licence, and is right about it."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.syntax import nodes

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, TOOLS = PYPROJECT["project"], PYPROJECT["tool"]["keikaku"]
EXTRAS = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]
DOCUMENT = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")

FAMILY = {"OFL": "OFL", "MPL": "MPL|Mozilla", "Apache": "Apache", "BSD": "BSD", "MIT": "MIT", "PSF": "PSF"}
"""How a licence's family is written in the metadata of packages."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def table(heading: str) -> dict[str, tuple[str, str]]:
    """The rows of the first table below a heading: package → (why or by whom, licence)."""
    below = DOCUMENT.split(f"\n{heading}\n", 1)[1]
    rows = re.findall(r"^\| ([\w.-]+) \| (.+) \| (.+) \|$", below.split("\n#", 1)[0], re.MULTILINE)
    return {normal(name): (why, licence) for name, why, licence in rows if name != "package"}


def pinned(name: str) -> dict[str, str]:
    """Package → version in a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)}


def declared(requirements: list[str]) -> set[str]:
    return {normal(requirement.split("==")[0]) for requirement in requirements}


RUN, DEV = table("## Needed to build"), table("## Needed to test and to change the builder")
_BROUGHT = DOCUMENT.split("\n### Brought along by these\n")
BROUGHT = {
    normal(name): (by, licence)
    for part in _BROUGHT[1:]
    for name, by, licence in re.findall(r"^\| ([\w.-]+) \| (.+) \| (.+) \|$", part.split("\n## ", 1)[0], re.MULTILINE)
    if name != "package"
}


def test_every_declared_package_is_explained() -> None:
    assert set(RUN) == declared(PROJECT["dependencies"])
    assert set(DEV) == declared(EXTRAS)


def test_the_builder_imports_what_is_declared_for_it_and_nothing_else() -> None:
    """What another package happens to bring along may be gone with its next version."""
    found = set()
    for path in (ROOT / "builder").rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.Import):
                found.update(name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                found.add(node.module.partition(".")[0])
    packages = metadata.packages_distributions()
    imported = {normal(name) for module in found - {"keikaku"} for name in packages.get(module, ())}
    # The CLI and the theme that mkdocs loads, and a dictionary that sudachipy does.
    assert imported | {"click", "mkdocs-material", "sudachidict-small"} == declared(PROJECT["dependencies"])


def test_every_locked_package_is_named() -> None:
    assert set(RUN) | set(DEV) | set(BROUGHT) == set(pinned("requirements-dev.lock"))
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


def test_the_licence_is_what_the_package_says() -> None:
    packages = RUN | DEV | BROUGHT
    assert len(packages) > 50
    for name, (_, licence, *_) in packages.items():
        about = metadata.metadata(name)
        said = " ".join(
            [about.get("License-Expression", ""), about.get("License", ""), *(about.get_all("Classifier") or [])]
        )
        family = re.match(r"[A-Za-z]+", licence)
        assert family is not None, name
        assert re.search(FAMILY[family[0]], said), f"{name}: {said[:200]}"


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.lock")))
def test_locks_pin_by_hash_and_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?:|file:/|index-url|find-links|trusted-host", text)


def test_locks_hold_the_declared_versions() -> None:
    """A version changed in pyproject.toml without `make lock` would be installed nowhere."""
    pins = pinned("requirements-dev.lock")
    for requirement in [*PROJECT["dependencies"], *EXTRAS]:
        name, version = requirement.split("==")
        assert pins[normal(name)] == version


@pytest.mark.parametrize("place", sorted(TOOLS))
def test_tools_in_places_of_their_own_are_locked_and_named(place: str) -> None:
    text = (ROOT / f"requirements-{place}.lock").read_text(encoding="utf-8")
    assert TOOLS[place]
    for requirement in TOOLS[place]:
        assert f"\n{requirement} " in f"\n{text}"
        assert re.search(rf"\b{requirement.split('==')[0]} \(", DOCUMENT), "named with its licence"


def test_npm_lock_names_no_host() -> None:
    text = (ROOT / "tests/package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in text
    assert '"resolved"' not in text
