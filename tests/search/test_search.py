"""The search: its data, its engine (run by Node) and how well it finds what people ask for."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.hosts import mkdocs_plugin
from keikaku.hosts.cli import main
from keikaku.hosts.website import Website, website
from keikaku.outputs.search import (
    SearchDocument,
    build_index,
    documents,
    list_pages,
    old_search,
    search_data,
    search_files,
)
from keikaku.outputs.search.scripts import joined
from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.readings import Sudachi, reading, word_list
from tests.specimens import REAL, TINY, ChangedPlan, outline

HERE = Path(__file__).parent
NODE = shutil.which("node")
ANALYSER = Sudachi()
FRESH = 0.85
"""Below the 95 % that is wanted: what was measured on the queries nobody tuned on, a floor to be raised."""
ZERO = 0.03

needs_node = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")


def node(*arguments: str, index: Path | None = None, typed: str = "") -> str:
    """What a Node program prints; its failure is this test's."""
    assert NODE is not None
    environment = {**os.environ, **({"KEIKAKU_INDEX": str(index)} if index else {})}
    done = subprocess.run(
        [NODE, *arguments], capture_output=True, text=True, env=environment, input=typed, cwd=HERE, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def real_outline() -> Outline:
    """The composed form of the real plan."""
    index = load(REAL).index
    assert index is not None
    return outline_of(index)


@pytest.fixture(scope="module")
def real_index(real_outline: Outline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search data of the real plan as its site publishes it, in a file."""
    path = tmp_path_factory.mktemp("search") / "index.json"
    site = website(real_outline.index, preview=True).site
    path.write_bytes(site.files[site.frame.parts["search/index.json"]])
    return path


@needs_node
@pytest.mark.parametrize("name", ["fold", "near", "engine", "real"])
def test_the_engine(name: str, real_index: Path) -> None:
    """Every ``*.test.mjs`` of this folder."""
    node("--test", f"{name}.test.mjs", index=real_index)


def test_every_node_test_is_run() -> None:
    """A new file must be named above."""
    assert {path.name for path in HERE.glob("*.test.mjs")} == {
        f"{name}.test.mjs" for name in ("fold", "near", "engine", "real")
    }


@pytest.fixture(scope="module")
def published(real_outline: Outline) -> Mapping[str, bytes]:
    return search_files(real_outline, (), TEMPLATE_FOLDER, ANALYSER)


def test_the_first_result_needs_little(published: Mapping[str, bytes], real_outline: Outline) -> None:
    """As gzip: 19,300 bytes of scripts, words and style, and 1.32 bytes for each character of the texts and synonyms.

    Together that was 60 KB when the plan was written. It is no sum, or an editor's new sentence would fail this test.
    """
    style = (TEMPLATE_FOLDER / "web" / "search" / "search.css").read_bytes()
    scripts = [style, *(published[f"search/{name}.js"] for name in ("search", "dialog", "words", "worker"))]
    assert sum(len(gzip.compress(content, 9)) for content in scripts) <= 19_300
    synonyms = real_outline.index.plan.synonyms
    shown = "".join({doc.title for doc in documents(real_outline)}) + "".join(d.text for d in documents(real_outline))
    typed = "".join(word for synonym in synonyms for word in (*synonym.words, *synonym.leads_to))
    packed, letters = len(gzip.compress(published["search/index.json"], 9)), len(shown) + len(typed)
    assert packed <= 1.32 * letters


def test_joined_scripts_use_no_name_twice(published: Mapping[str, bytes]) -> None:
    """Modules may use a name each for themselves; joined, the second would be an error."""
    folder = TEMPLATE_FOLDER / "web" / "search"
    modules = {path.stem: path.read_text("utf-8") for path in folder.glob("*.js")}
    top = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)
    for name in {Path(name).stem for name in published} & modules.keys():
        names = top.findall(joined(modules, name))
        assert len(names) == len(set(names)), name
        imports = re.findall(r'^import .* from "\./([\w.-]+)"', published[f"search/{name}.js"].decode(), re.MULTILINE)
        assert set(imports) <= {"words.js"}, name


@needs_node
def test_the_published_worker_answers_as_the_engine_does(published: Mapping[str, bytes], tmp_path: Path) -> None:
    """What the browser runs is joined and stripped; the tests of the engine run the modules as they are written."""
    worker, index = tmp_path / "worker.mjs", tmp_path / "index.json"
    worker.write_bytes(published["search/worker.js"])
    index.write_bytes(published["search/index.json"])
    assert json.loads(node("published.mjs", str(worker), index=index)) == []


@needs_node
@pytest.mark.parametrize(
    ("part", "least", "wanted"), [("tuned", 200, 0.95), ("held-out", 60, 0.95), ("fresh", 25, FRESH)]
)
def test_people_find_what_they_ask_for(part: str, least: int, wanted: float, real_index: Path) -> None:
    """How often an answer is among the first three; ``collection.mjs`` tells what the parts are."""
    ranks = json.loads(node("measure.mjs", str(real_index), f"--{part}", "--json"))
    assert len(ranks) >= least
    hits = sum(1 for rank in ranks if 0 < rank["rank"] <= 3) / len(ranks)
    zero = sum(1 for rank in ranks if rank["total"] == 0) / len(ranks)
    shown = [rank["query"] for rank in ranks if not 0 < rank["rank"] <= 3] if part == "tuned" else "not to be looked at"
    assert hits >= wanted, shown
    assert zero <= ZERO, shown


@needs_node
def test_every_answer_of_the_collection_is_in_the_plan(real_outline: Outline) -> None:
    """A query whose answer no longer stands in the plan would fail for another reason than it says."""
    queries = json.loads(node("measure.mjs", "-", "--all", "--queries"))
    assert len(queries) >= 150
    whole = "".join(f"{doc.title}{doc.text}" for doc in documents(real_outline)).replace(" ", "")
    for query in queries:
        assert any(answer.replace(" ", "") in whole for answer in query["answers"]), query


@needs_node
def test_browser_and_builder_read_alike(real_outline: Outline, real_index: Path) -> None:
    """The word list is walked by both; a difference would make texts unfindable by their sound."""
    texts = [text for doc in documents(real_outline) for text in (doc.title, doc.text) if text]
    listed = word_list(texts, ANALYSER)
    packed = json.loads(build_index((), (), {"": tuple(texts)}, (), ANALYSER))["words"]
    read = json.loads(node("readings.mjs", typed=json.dumps({"words": packed, "texts": texts})))
    assert read == ["".join(word.reading for word in listed.read(text)) for text in texts]


@given(st.lists(st.text(alphabet="人方上下後今日見守り支え合うのはがA1、。\n|\t市民", max_size=20), max_size=4))
def test_word_list_covers_any_text(texts: list[str]) -> None:
    """Walking gives back the surfaces, in order and without gap, whatever was listed."""
    listed = word_list(texts, ANALYSER)
    for text in texts:
        words = list(listed.read(text))
        assert "".join(text[word.start : word.end] for word in words) == text


def test_word_list_reads_the_real_plan_as_the_analyser_does(real_outline: Outline) -> None:
    """All but a handful of texts: what cannot be derived within a few neighbours is left as it is."""
    texts = [text for doc in documents(real_outline) for text in (doc.title, doc.text) if text]
    listed = word_list(texts, ANALYSER)
    wrong = [text for text in texts if "".join(word.reading for word in listed.read(text)) != reading(text, ANALYSER)]
    assert len(wrong) <= len(texts) // 100, wrong


@pytest.mark.parametrize(
    ("text", "read"),
    [("外国人", "がいこくじん"), ("県人会", "けんじんかい"), ("保証人", "ほしょうにん"), ("人", "ひと")],
)
def test_a_person_of_a_place_is_read_so(text: str, read: str) -> None:
    assert reading(text, ANALYSER) == read


def test_equal_input_gives_equal_bytes(real_outline: Outline) -> None:
    """The file's content names its version, so it must not depend on the run."""
    assert search_data(real_outline, (), Sudachi()) == search_data(real_outline, (), Sudachi())


def test_actions_are_found_as_such_and_nothing_is_lost(real_outline: Outline) -> None:
    """Sections and single actions are hits, and every line of the body is in one of them."""
    found = documents(real_outline)
    assert {doc.ref for doc in found} >= set(real_outline.index.actions)
    assert len({doc.url for doc in found if doc.kind == "action"}) == sum(doc.kind == "action" for doc in found)
    whole = "".join(f"{doc.title}{doc.text}{doc.within}" for doc in found)
    for line in real_outline.lines:
        text = line.with_marks(lambda note: "")
        if line.entry not in ("plan",) and real_outline.entries[line.entry].kind not in ("table", "note"):
            assert line.role == "heading" or text in whole, line


def test_another_city(tmp_path: Path) -> None:
    """Nothing here knows Kurume: a plan with other actors, and without synonyms, gives data of its own."""
    index = load(TINY).index
    assert index is not None
    data = json.loads(search_data(outline_of(index), (("はじめ", ""),), ANALYSER))
    assert list(data["actors"]) == list(index.plan.order.actors)
    assert data["ways"] == [["はじめ", ""]]
    assert data["docs"]


def test_a_page_is_found_by_what_people_call_it() -> None:
    """What is no entry of the plan is found where the interface has words for it."""
    pages = (("印刷版とデータ", "downloads/"), ("課題の一覧", "challenges/"))
    (found,) = list_pages(pages, {"found_by_downloads": "PDF / 表"})
    assert (found.title, found.url, found.aliases) == ("印刷版とデータ", "downloads/", ("PDF", "表"))


def test_words_to_find_pages_by_are_data(published: Mapping[str, bytes]) -> None:
    assert b"found_by_" not in published["search/words.js"]


def test_numbers_that_look_like_marks_of_notes_stay(changed_plan: ChangedPlan) -> None:
    plan = changed_plan(
        {
            "plan.yml": (TINY / "plan.yml").read_text("utf-8") + '  note: "{n}"\n',
            "measures/tea.yml": (TINY / "measures/tea.yml")
            .read_text("utf-8")
            .replace("一回につき千円", "1回につき1000円"),
        }
    )
    assert "1回につき1000円を助成します。" in [doc.text for doc in documents(outline(plan))]


def test_a_synonym_points_at_its_first_entry(real_outline: Outline) -> None:
    """By its place among the documents; one that points nowhere points at none."""
    synonym = real_outline.index.plan.synonyms[0]
    found = (
        SearchDocument(ref="term:a", kind="term", title="い", url="a/"),
        SearchDocument(ref="term:b", kind="term", title="ろ", url="b/"),
    )
    synonyms = [replace(synonym, words=("は",), leads_to=("ろ",), first=first) for first in ("term:b", None)]
    data = json.loads(build_index(found, synonyms, {}, (), ANALYSER))
    assert data["synonyms"] == [["は", "ろ", 1], ["は", "ろ", -1]]


def test_the_old_search_cannot_come_back_in_silence(tmp_path: Path) -> None:
    """Its index, its worker or its box in any page of a finished site is told."""
    page = tmp_path / "page" / "index.html"
    page.parent.mkdir()
    page.write_text('<div class="tool search-open">', "utf-8")
    assert old_search(tmp_path) == ()
    page.write_text('<div class="md-search" role="dialog">', "utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text("{}", "utf-8")
    assert len(old_search(tmp_path)) == 2


@pytest.mark.slow
def test_a_build_fails_where_the_theme_brings_its_search_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a new version of the theme may; nothing is put in the place of the site."""
    build_site = mkdocs_plugin.build_site

    def with_box(made: Website, folder: Path) -> None:
        build_site(made, folder)
        home = folder / "index.html"
        home.write_text(home.read_text("utf-8").replace("</body>", '<div class="md-search"></div></body>'), "utf-8")

    monkeypatch.setattr(mkdocs_plugin, "build_site", with_box)
    assert main(["build", str(TINY), "--site", str(tmp_path / "site")]) == 1
    assert not (tmp_path / "site").exists()
    assert "index.html" in capsys.readouterr().err
