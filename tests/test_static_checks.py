"""Format, lint, types and layers, as `make lint` runs them: one test each, so that CI shows them beside the others."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.syntax import nodes

TOP = Path(__file__).parents[1]
LAYERS = "import importlinter.cli as cli; cli.lint_imports_command()"


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["ruff format --check --quiet .", "ruff check --quiet .", "mypy --no-error-summary", "lint-imports --no-logo"],
)
def test_static_check(command: str) -> None:
    name, *words = command.split()
    lint = (TOP / "Makefile").read_text(encoding="utf-8")
    # As modules: a script of the environment may name the folder it was made in.
    start = ["-c", LAYERS] if name == "lint-imports" else ["-m", name]
    assert " ".join(["$(BIN)/python", start[0], f"'{LAYERS}'" if start[0] == "-c" else name, *words]) in lint
    done = subprocess.run([sys.executable, *start, *words], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for path in sorted((TOP / "builder/keikaku").rglob("*.py")):
        for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE):
            places.setdefault(name.strip(), []).append(path.name)
    assert len(places) > 100
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_decisions_are_numbered_one_by_one() -> None:
    numbered = {path.name[:4]: path for path in (TOP / "docs" / "adr").glob("*.md")}
    assert sorted(numbered) == [f"{n:04d}" for n in range(1, len(list((TOP / "docs" / "adr").glob("*.md"))) + 1)]
    for number, path in numbered.items():
        assert path.read_text("utf-8").startswith(f"# {int(number)}. "), path.name


def test_a_command_fails_in_one_way() -> None:
    """docs/architecture.md, "How a command fails": it returns an outcome, or is stopped and `cli` says why."""
    caught: set[tuple[str, str]] = set()
    ended: set[str] = set()
    returned: dict[str, str] = {}
    for path in (TOP / "builder/keikaku").rglob("*.py"):
        for node in nodes(path):
            match node:
                case ast.ExceptHandler(type=ast.expr() as type):
                    words = re.findall(r"StoppedError|FaultyInputError", ast.unparse(type))
                    caught |= {(path.stem, name) for name in words}
                case ast.Attribute(value=ast.Name("sys"), attr="exit") | ast.Name("SystemExit"):
                    ended.add(path.stem)
                case ast.FunctionDef(name="run", returns=ast.expr() as type) if path.parent.name == "commands":
                    returned[path.stem] = ast.unparse(type)
    # `check` tells what print would refuse, and the plugin hands it on to MkDocs; what print needs is known only there.
    assert caught == {(name, "FaultyInputError") for name in ("check", "cli", "mkdocs_plugin")} | {
        ("cli", "StoppedError")
    }
    assert ended == {"__main__", "cli"}
    assert len(returned) > 15
    assert set(returned.values()) == {"Outcome"}


def test_no_generator_is_left_unread_in_a_comprehension() -> None:
    """Read later, each takes the last of what the comprehension goes through: ``{n: (n for _ in s) for n in t}``.

    Linters find that of functions in loops alone.
    """
    comprehensions, unread = 0, []
    for path in (TOP / "builder/keikaku").rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp):
                comprehensions += 1
                made = [node.value if isinstance(node, ast.DictComp) else node.elt]
                made += made[0].elts if isinstance(made[0], ast.Tuple | ast.List) else []
                if any(isinstance(one, ast.GeneratorExp | ast.Lambda) for one in made):
                    unread.append(f"{path.name}:{node.lineno}")
    assert comprehensions > 300
    assert unread == []


def test_a_test_asserts_whatever_it_finds() -> None:
    """One that asserts only inside a loop or an `if` says nothing where there is nothing to go through: it asserts that
    it has looked. A loop over what is written in the test, or over a constant, always does."""
    looked, blind = 0, []
    for path in (TOP / "tests").rglob("test_*.py"):
        if "node_modules" in path.parts:
            continue
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                if any(isinstance(one, ast.Assert) for one in ast.walk(node)) and not _asserts(node.body):
                    blind.append(f"{path.name}:{node.lineno} {node.name}")
                looked += 1
    assert looked > 500
    assert blind == []


def _asserts(body: list[ast.stmt]) -> bool:
    """Whether some lines assert something whatever the data are."""
    for line in body:
        match line:
            case ast.Assert() | ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name("expect"))))):
                return True
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name.startswith("assert_"):
                return True
            case ast.With(items=items, body=inside):
                if any("raises" in ast.dump(one) for one in items) or _asserts(inside):
                    return True
            case ast.For(iter=over, body=inside) if _has_items(over) and _asserts(inside):
                return True
            case ast.Try(body=inside, finalbody=after) if _asserts([*inside, *after]):
                return True
            case ast.If(body=first, orelse=second) if _asserts(first) and _asserts(second):
                return True
    return False


def _has_items(over: ast.expr) -> bool:
    match over:
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items) | ast.Dict(keys=items):
            return bool(items)
        case ast.Constant(value=str(text)):
            return bool(text)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name.isupper():
            return True
        case ast.Call(func=ast.Name("range"), args=ends):
            return all(isinstance(end, ast.Constant) for end in ends)
        case ast.Call(func=ast.Name("enumerate" | "zip" | "sorted" | "reversed"), args=[first, *_]):
            return _has_items(first)
        case ast.Call(func=ast.Attribute(value=first, attr="items" | "values" | "split")):
            return _has_items(first)
    return False
