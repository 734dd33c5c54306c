"""The interface speaks the language asked for, through one table of words; the plan's words stay as they are."""

from __future__ import annotations

import io
import re
import shutil
import string
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from keikaku.messages import Message, interface_language, languages, load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import plain_text
from keikaku.outputs.compare.table import Change, ComparisonView, table
from keikaku.outputs.export import export
from keikaku.outputs.furigana import shown_texts
from keikaku.outputs.print import make_print_draft
from keikaku.outputs.site import site
from keikaku.outputs.workbook import workbook
from keikaku.pipeline import schemas
from keikaku.plan.languages import beyond_japanese_faces, printed_labels
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.tokens import boundaries
from tests.print.extract import tag_tree
from tests.specimens import TINY, outline

TABLES = MESSAGE_FOLDER
LANGUAGES = languages(TABLES)
EDITORS = {"office", "workbook"}
"""Groups that only editors see; a language may leave them out."""
READERS = sorted({path.stem for path in (TABLES / "ja").glob("*.yml")} - EDITORS - {"language"})
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]{2,}")
QUOTED_DATA = ("見守り", "〇〇", "件以上", "以上", "以下", "未満", "調査中")
"""What the English guide of the workbook quotes: it is typed as it is."""


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_the_same_words_with_the_same_gaps(language: str) -> None:
    """What readers see in every language, what editors see where the language has it."""
    groups = {path.stem for path in (TABLES / language).glob("*.yml")} - {"language"}
    assert groups >= set(READERS)
    for group in groups:
        japanese, other = (load_messages(TABLES, name, group) for name in ("ja", language))
        assert list(other) == list(japanese), group
        assert {key: gaps(text) for key, text in other.items()} == {key: gaps(text) for key, text in japanese.items()}


@pytest.mark.parametrize("path", sorted(TABLES.rglob("*.yml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_word_stands_twice_in_a_table(path: Path) -> None:
    """The last would win, and the other be mended in vain."""
    keys = re.findall(r"(?m)^([\w@-]+):", path.read_text("utf-8"))
    assert keys
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"ja", "ja-simple"}))
def test_no_word_was_left_untranslated(language: str) -> None:
    """Chinese is written in kanji too; kana are Japanese anywhere."""
    left = re.compile(r"[ぁ-んァ-ヶ]+") if language.startswith("zh") else JAPANESE
    text = "".join(path.read_text("utf-8") for path in (TABLES / language).glob("*.yml"))
    assert text
    assert set(left.findall(text)) <= set(QUOTED_DATA)


def test_editors_are_spoken_to_in_the_language_of_the_plan_or_in_english() -> None:
    """Beside an interface that has no words for them."""
    for interface, plan, spoken in (
        ("vi", "ja", "ja"),
        ("vi", "vi", "en"),
        ("ja-simple", "en", "ja"),
        ("en", "ja", "en"),
    ):
        assert load_messages(TABLES, interface, "office", plan) == load_messages(TABLES, spoken, "office", plan)


def test_a_language_is_named_by_its_tag_and_says_whether_anybody_looked_over_it() -> None:
    """The schema takes every one of them as ``labels``."""
    pattern = re.compile(schemas()["plan.schema.json"]["properties"]["labels"]["pattern"])
    assert all(map(pattern.fullmatch, LANGUAGES))
    found = {tag: interface_language(TABLES, tag) for tag in LANGUAGES}
    assert {tag for tag, language in found.items() if not language.unreviewed} == {"ja", "en"}
    assert len({language.name for language in found.values()}) == len(found) == 6


def test_a_number_chooses_the_word_that_goes_with_it() -> None:
    actions = Message("{n} {n:action|actions} of {name}")
    assert [actions.format(n=n, name="A|B") for n in (0, 1, 2, 12)] == [
        "0 actions of A|B",
        "1 action of A|B",
        "2 actions of A|B",
        "12 actions of A|B",
    ]
    assert Message("{m:Jan|Feb|Mar} {year}").format(m=2, year=2026) == "Feb 2026"
    assert Message("{n}件").format(n=1) == "1件"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    """The tiny plan, whose words are Japanese, with an English interface."""
    plan = tmp_path_factory.mktemp("english") / "plan"
    shutil.copytree(TINY, plan)
    top = plan / "plan.yml"
    top.write_text(top.read_text("utf-8").replace("language: ja\n", "language: ja\nlabels: en\n"), "utf-8")
    return outline(plan)


def left(text: str) -> set[str]:
    """Runs of Japanese in an output that are no words of the tiny plan."""
    plan = "".join(path.read_text("utf-8") for path in TINY.rglob("*.yml"))
    known = re.sub(r"\s+", "", plan) + "第章図表十" + "".join(QUOTED_DATA)  # numbers are the plan's, the usual ones too
    return {run for run in JAPANESE.findall(text) if run not in known}


def test_the_site_speaks_english(english: Outline) -> None:
    made = site(english, TEMPLATE_FOLDER)
    assert made.frame.words["home"] == "Home"
    for page in made.pages:
        assert left(f"{page.title}\n{page.description}\n{page.head}\n{page.body}") == set(), page.path


class _Spoken(HTMLParser):
    """The texts of a page with the language each is read out in."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "ja")]
        self.texts: list[tuple[str, str]] = []
        self.attributes: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value or "" for _, value in attrs]
        if tag not in ("br", "input", "img"):
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1][1], data))


def test_labels_and_words_of_the_plan_say_which_language_they_are_in(english: Outline) -> None:
    """WCAG 3.1.2: read out by an English voice Japanese is silence, and the other way round it is a riddle."""
    plan = "".join(path.read_text("utf-8") for path in TINY.rglob("*.yml"))
    pages = site(english, TEMPLATE_FOLDER, downloads={"plan.json": b"{}"}).pages
    assert len(pages) > 5
    for page in pages:
        spoken = _Spoken(page.body)
        assert not [text for text in spoken.attributes if "<" in text], page.path
        for language, text in spoken.texts:
            if language == "en":
                assert not re.search(r"[ぁ-んァ-ヶ一-龠]", text), (page.path, text)
            else:
                assert [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in plan] == [], page.path


def speaking(outline: Outline, labels: str) -> Outline:
    """The plan with its interface in another language."""
    return replace(outline, index=replace(outline.index, plan=replace(outline.index.plan, labels=labels)))


def test_readers_are_told_that_nobody_has_looked_over_the_words(tiny: Outline, english: Outline) -> None:
    made = site(speaking(tiny, "ne"), TEMPLATE_FOLDER)
    told = interface_language(TABLES, "ne").unreviewed
    assert told
    assert told in made.frame.unreviewed
    (statement,) = (page for page in made.pages if page.path == "accessibility/")
    assert f'<li lang="ne">{told}</li>' in statement.body
    assert site(english, TEMPLATE_FOLDER).frame.unreviewed == ""


def test_words_that_the_fonts_of_print_cannot_show_are_printed_in_another_language(tiny: Outline) -> None:
    """And the check says so; with fonts of the package alone, and with BIZ UD."""
    for fonts in map(find_fonts, (font_folders(), ())):
        printed = {tag: printed_labels(speaking(tiny, tag).index.plan, TABLES, fonts) for tag in LANGUAGES}
        assert printed == {tag: "ja" if tag in ("ne", "zh-Hans") else tag for tag in LANGUAGES}
    beyond = [tag for tag in LANGUAGES if beyond_japanese_faces(tag, TABLES)]
    assert beyond == ["ne", "vi", "zh-Hans"]


def test_print_speaks_vietnamese_in_one_face_and_says_that_nobody_has_looked_over_it(tiny: Outline) -> None:
    print_draft = make_print_draft(speaking(tiny, "vi"), TEMPLATE_FOLDER, find_fonts(font_folders()))
    tree = tag_tree(print_draft.pdf)
    assert "Mục lục" in tree.text
    assert interface_language(TABLES, "vi").unreviewed in tree.text
    assert _languages(print_draft.pdf) == {"ja-JP", "vi"}


def test_kana_stand_over_the_words_of_a_plain_interface_too(tiny: Outline) -> None:
    plain = set(load_messages(TABLES, "ja-simple", "web").values())
    shown = shown_texts(speaking(tiny, "ja-simple"), TEMPLATE_FOLDER)
    assert "閉じる" in shown
    assert {"困りごと", "知りたいこと"} <= plain & set(shown)


def test_a_page_of_one_language_says_it_once(tiny: Outline) -> None:
    assert not [page.path for page in site(tiny, TEMPLATE_FOLDER).pages if " lang=" in page.body]


def test_the_print_draft_speaks_english(english: Outline) -> None:
    print_draft = make_print_draft(english, TEMPLATE_FOLDER, find_fonts(font_folders()))
    tree = tag_tree(print_draft.pdf)
    assert "Contents" in tree.text
    japanese = [words for group in ("print", "chart") for words in load_messages(TABLES, "ja", group).values()]
    runs = {run for words in japanese for run in left(re.sub(r"\{\w+\}", "", words)) if len(run) > 2}
    assert len(runs) > 20
    assert {run for run in runs if run in tree.text} == set()


def test_the_tag_tree_says_which_words_are_in_which_language(english: Outline, tiny: Outline) -> None:
    fonts = find_fonts(font_folders())
    one, two = (make_print_draft(plan, TEMPLATE_FOLDER, fonts) for plan in (tiny, english))
    assert _languages(one.pdf) == {"ja-JP"}
    assert _languages(two.pdf) == {"ja-JP", "en"}


def _languages(pdf: bytes) -> set[str]:
    """Of the document and of what in its tag tree is in another one."""
    found: set[str] = set()

    def look(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for inner in node:
                look(inner)
        elif isinstance(node, pikepdf.Dictionary):
            if "/Lang" in node:
                found.add(str(node.Lang))
            if "/K" in node:
                look(node.K)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        look(document.Root.StructTreeRoot)
        return {*found, str(document.Root.Lang)}


def test_open_data_and_workbooks_speak_english(english: Outline) -> None:
    files = export(english, load_messages(TABLES, "en", "export"), schemas())
    assert english.index.plan.actors
    tables = [name for name in files if name.endswith(".csv")]
    assert len(tables) > 3
    for name in tables:
        assert left(files[name].decode("utf-8-sig")) == set(), name
    for actor in english.index.plan.actors:
        book = load_workbook(
            io.BytesIO(workbook(english, f"actor:{actor.id}", load_messages(TABLES, "en", "workbook")))
        )
        cells = [str(cell.value or "") for sheet in book for row in sheet.iter_rows() for cell in row]
        assert "New text" in cells
        assert left("\n".join((*book.sheetnames, *cells))) == set(), actor.id


def test_a_comparison_speaks_english(english: Outline, tiny: Outline) -> None:
    view = ComparisonView(messages=load_messages(TABLES, "en", "compare"), old_name="one", new_name="two")
    made = table(compare(tiny, english, boundaries), view)
    assert made.remark == "Changes: words changed: 1. Changed words are underlined."
    assert [plain_text(row.new) for row in made.rows if isinstance(row, Change)] == ["Language of labels: en"]
    assert table(compare(english, english, boundaries), view).remark == "The text has not changed."


def test_no_template_holds_words_of_its_own() -> None:
    """Comments apart."""
    for path in (*TEMPLATE_FOLDER.glob("web/**/*.html"), *TEMPLATE_FOLDER.glob("print/*.typ")):
        text = re.sub(r"(?sm)\{#.*?#\}|^\s*//[^\n]*$", "", path.read_text("utf-8"))
        assert JAPANESE.findall(text) == [], path.name
