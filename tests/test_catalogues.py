"""What the program says to its users is data beside the code, whole in every language, and all of it is said."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from keikaku.catalogue import LANGUAGES, Catalogue, language_of_locale, use_language
from keikaku.messages import languages, main_subtag
from keikaku.resources import MESSAGE_FOLDER
from tests.specimens import TOP
from tests.syntax import nodes

PACKAGE = TOP / "builder" / "keikaku"
CATALOGUES = sorted(path for path in PACKAGE.rglob("*.yml") if path.name != "mkdocs_theme.yml")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")

ABOUT_JAPANESE = {"text"}
"""The room whose subject is Japanese writing itself: kana, numerals, full-width signs."""
READS_JAPANESE = {
    "outputs/compare/document.py",
    "outputs/compare/sheet.py",
    "outputs/verify.py",
    "outputs/workbook/replies.py",
    "outputs/workbook/write.py",
    "outputs/workbook/xlsx/number_format.py",
}
"""Modules elsewhere that recognize what people and programs write in Japanese, or name a font; they show none of it."""
WITHOUT_PACKAGES = {"__main__.py"}
"""Speaks where the package that reads the texts may be missing."""


def texts(data: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Key → the text in its languages, of everything in a catalogue that is shown."""
    for name, value in data.items():
        if isinstance(value, dict):
            if set(value) & set(LANGUAGES):
                yield f"{above}{name}", value
            else:
                yield from texts(value, f"{above}{name}.")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_there_in_every_language() -> None:
    """A language may leave out a value (titles of keys are Japanese), never name one that the others do not have."""
    every = {main_subtag(tag) for tag in languages(MESSAGE_FOLDER)}
    for path in CATALOGUES:
        found = dict(texts(Catalogue(str(path)).data))
        assert found, path
        expected = set(LANGUAGES) if path.name != "writing.yml" else every
        for key, text in found.items():
            assert set(text) == expected, (path, key)
            assert all(text.values()), (path, key)
            if not key.startswith("explanation.") and path.name != "codes.yml":
                assert gaps(text["en"]) <= gaps(text["ja"]), (path, key)


def keys_said(module: Path) -> tuple[set[str], list[re.Pattern[str]]]:
    """The texts a module names: whole ones, and patterns of those put together from parts."""
    whole, patterns = set(), []
    for node in nodes(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole.add(node.value)
            whole.update(re.findall(r"\(\?P<([a-z_]+)>", node.value))  # the name of a group says which sign was found
        elif isinstance(node, ast.JoinedStr):
            parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[A-Za-z-]+" for p in node.values)
            patterns.append(re.compile("".join(parts)))
    return whole, patterns


def test_every_text_is_said_by_the_module_beside_it() -> None:
    """A text that nothing says is dead; one that is named and missing would be a traceback."""
    assert CATALOGUES
    for path in CATALOGUES:
        if path.name == "codes.yml":
            continue
        whole, patterns = keys_said(path.with_suffix(".py"))
        said = [key for key, _ in texts(Catalogue(str(path)).data)]
        assert said, path
        for key in said:
            named = {key, key.removesuffix(".message"), key.removesuffix(".help")}
            if not key.startswith("explanation."):
                in_parts = any(pattern.fullmatch(one) for pattern in patterns for one in named)
                assert named & whole or in_parts, (path, key)


def test_every_text_that_a_module_asks_for_is_there() -> None:
    """Direct calls, ``_say("key")`` and ``_say.error("key", …)``, name a text or an entry of the catalogue."""
    modules = {path: path.with_suffix(".py") for path in CATALOGUES}
    assert {path.name for path, module in modules.items() if not module.exists()} == {"codes.yml"}
    for path, module in modules.items():
        calls = [node for node in nodes(module) if isinstance(node, ast.Call)] if module.exists() else []
        assert calls or path.name == "codes.yml", path
        assert list(missing_keys(calls, Catalogue(str(path)))) == [], path


def missing_keys(calls: Iterable[ast.Call], catalogue: Catalogue) -> Iterator[str]:
    for call in calls:
        name = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        if isinstance(name, ast.Name) and name.id == "_say" and call.args and isinstance(call.args[0], ast.Constant):
            key = str(call.args[0].value)
            asked = {"error": f"{key}.message", "warning": f"{key}.message"}
            attribute = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if attribute not in ("code", "has") and not catalogue.has(asked.get(attribute, key)):
                yield key


MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in ABOUT_JAPANESE
    and path.relative_to(PACKAGE).as_posix() not in WITHOUT_PACKAGES | READS_JAPANESE
)


def test_no_japanese_word_is_left_in_code_that_is_not_about_japanese() -> None:
    """Docstrings may quote it, patterns look for it, and single signs are what is looked at."""
    assert len(MODULES) > 200
    assert {module: words for module in MODULES if (words := japanese_words(module))} == {}


def japanese_words(module: Path) -> list[str]:
    explained = {id(node.value) for node in nodes(module) if isinstance(node, ast.Expr)}
    compiled = (node for node in nodes(module) if isinstance(node, ast.Call) and ast.unparse(node.func) == "regex")
    explained |= {id(part) for call in compiled for part in ast.walk(call)}
    words = [
        node.value
        for node in nodes(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained
    ]
    return [text for text in words if JAPANESE.search(text) and len(text) > 1]  # one sign is no word


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ja"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LC_MESSAGES": "en_US", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "ja"),
    ],
)
def test_without_a_plan_the_language_is_that_of_the_machine(environment: Mapping[str, str], language: str) -> None:
    assert language_of_locale(environment) == language


def test_a_command_without_a_plan_speaks_the_language_of_the_machine() -> None:
    command = [sys.executable, "-m", "keikaku", "explain", "raw-html"]
    said = {
        setting: subprocess.run(command, env={"LC_ALL": setting}, capture_output=True, text=True, check=True).stdout
        for setting in ("ja_JP.UTF-8", "en_US.UTF-8")
    }
    assert "間違いの例" in said["ja_JP.UTF-8"]
    assert "raw-html: HTML in a text" in said["en_US.UTF-8"]


def test_a_text_is_shown_in_the_language_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "greet.yml").write_text(
        "greeting: {ja: '{name}さん、{things:、}です。', en: '{name}: {things:, }, {n} {n:day|days}'}\n"
        "thing: {ja: 本, en: book}\n",
        "utf-8",
    )
    say = Catalogue(str(tmp_path / "greet.py"))
    text = say("greeting", name="鈴木", things=(say("thing"), "X"), n=1)
    assert text.in_language("ja") == "鈴木さん、本、Xです。"
    assert text.in_language("en") == "鈴木: book, X, 1 day"
    try:
        use_language("en")
        assert f"{say('thing')}" == "book"
        use_language("xx")  # one that it does not speak
        assert str(say("thing")) == "book"
        use_language("ja-simple")
        assert str(say("thing")) == "本"
    finally:
        use_language("ja")
