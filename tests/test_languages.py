"""Another language is another table of words beside `messages/ja`: nothing else of the interface is in Japanese."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from builder.book import Book, make_book
from builder.export import export
from builder.fonts import find_fonts, font_folders
from builder.messages import languages, load_messages
from builder.outline import Outline
from builder.pipeline import TEMPLATE_FOLDER, load, outline_of, schemas
from builder.site import site
from tests.print.extract import tag_tree
from tests.specimens import TINY

TABLES = TEMPLATE_FOLDER / "messages"
GROUPS = sorted(path.stem for path in (TABLES / "ja").glob("*.yml"))
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]{2,}")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", languages(TABLES))
def test_every_table_has_the_same_words_with_the_same_gaps(language: str, group: str) -> None:
    japanese, other = (load_messages(TABLES, name, group) for name in ("ja", language))
    assert list(other) == list(japanese)
    assert {key: set(PLACEHOLDER.findall(text)) for key, text in other.items()} == {
        key: set(PLACEHOLDER.findall(text)) for key, text in japanese.items()
    }


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The templates with a second table, whose words are made up: the name of each key in brackets, with its gaps."""
    folder = tmp_path_factory.mktemp("templates") / "site_templates"
    shutil.copytree(TEMPLATE_FOLDER, folder)
    (folder / "messages" / "en").mkdir()
    for group in GROUPS:
        words = load_messages(TABLES, "ja", group)
        made = {key: f"<{key}>{' '.join(PLACEHOLDER.findall(text))}" for key, text in words.items()}
        (folder / "messages" / "en" / f"{group}.yml").write_text(yaml.safe_dump(made), "utf-8")
    return folder


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    """The tiny plan, said to be in English."""
    plan = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("english") / "plan"))
    top = plan / "plan.yml"
    top.write_text(top.read_text("utf-8").replace("language: ja", "language: en"), "utf-8")
    loaded = load(plan)
    assert [found.code for found in loaded.diagnostics] == ["unknown-language"], "until there is a table"
    assert loaded.index is not None
    return outline_of(loaded.index)


def left(text: str) -> set[str]:
    """Runs of Japanese in an output that are no words of the tiny plan."""
    plan = "".join(path.read_text("utf-8") for path in TINY.rglob("*.yml"))
    known = re.sub(r"\s+", "", plan) + "第章図表十"  # numbers are the plan's own, also where it takes what is usual
    return {run for run in JAPANESE.findall(text) if run not in known}


def test_the_site_speaks_the_language_of_the_table(templates: Path, english: Outline) -> None:
    made = site(english, templates)
    assert made.frame.language == "en"
    assert made.frame.words["home"] == "<frame_home>"
    for page in made.pages:
        assert left(f"{page.title}\n{page.description}\n{page.head}\n{page.body}") == set(), page.path


def test_the_print_draft_speaks_the_language_of_the_table(templates: Path, english: Outline) -> None:
    """No word of the Japanese table is left; the print's text has no gaps that would part its words from the plan's."""
    book = make_book(english, templates, find_fonts(font_folders()))
    assert isinstance(book, Book)
    text = tag_tree(book.pdf).text
    assert "<contents>" in text
    japanese = [words for group in ("print", "chart") for words in load_messages(TABLES, "ja", group).values()]
    runs = {run for words in japanese for run in left(PLACEHOLDER.sub("", words)) if len(run) > 2}
    assert len(runs) > 20
    assert {run for run in runs if run in text} == set()


def test_open_data_speaks_the_language_of_the_table(templates: Path, english: Outline) -> None:
    words = load_messages(templates / "messages", "en", "export")
    for name, content in export(english, words, schemas()).items():
        if name.endswith(".csv"):
            assert left(content.decode("utf-8-sig")) == set(), name


def test_no_template_holds_words_of_its_own() -> None:
    """Comments apart."""
    for path in (*TEMPLATE_FOLDER.glob("web/**/*.html"), *TEMPLATE_FOLDER.glob("print/*.typ")):
        text = re.sub(r"(?sm)\{#.*?#\}|^\s*//[^\n]*$", "", path.read_text("utf-8"))
        assert JAPANESE.findall(text) == [], path.name
