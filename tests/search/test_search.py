"""The search: its data, its engine (run by Node) and how well it finds what people ask for."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig

from keikaku.hosts import mkdocs_plugin
from keikaku.hosts.cli import main
from keikaku.hosts.website import Website, website
from keikaku.outputs.scripts import bundle, minify_style
from keikaku.outputs.search import (
    SearchDocument,
    build_index,
    documents,
    list_pages,
    old_search,
    search_data,
    search_files,
)
from keikaku.outputs.search.packing import data_script, front_coded, swapped
from keikaku.outputs.search.sounds import packed_sounds, sounds_made_ahead
from keikaku.outputs.search.topics import Foreign, SearchTopic, bare, load_foreign, load_topics, topics_of
from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline
from keikaku.plan.spoken import corrections
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.corrections import Correction, Corrections
from keikaku.text.readings import Corrected, Sudachi, reading, word_list
from tests.search.data import part_of
from tests.search.sounds import FILE, written
from tests.specimens import REAL, TINY, TOP, ChangedPlan, outline

HERE = Path(__file__).parent
NODE = shutil.which("node")
ANALYSER = Sudachi()
AONO = TOP / "examples/aono/plan"
COUNCIL = TOP / "examples/council/plan"
KAIGO = TOP / "examples/kaigo/plan"
SETS = {REAL: "kurume", AONO: "aono", COUNCIL: "council", KAIGO: "kaigo"}
"""Plan → how its sets of queries are named."""
TOPICS = TEMPLATE_FOLDER / "topics"
NO_FOREIGN = Foreign({}, {})
PARTS = ("data-texts", "data-topics", "data-sounds", "data-latin", "data-chinese", "data-others")

needs_node = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")


def node(*arguments: str, index: Path | None = None, typed: str = "") -> str:
    """What a Node program prints; its failure is this test's. Files of tests need no runner around them."""
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
    """All parts of the search data of the real plan as its site publishes them, in a file."""
    path = tmp_path_factory.mktemp("search") / "index.json"
    site = website(real_outline.index, preview=True).site
    parts = {name: part_of(site.files[site.frame.parts[f"search/{name}.js"]]) for name in PARTS}
    path.write_text(json.dumps(parts))
    return path


SMALL, WHOLE, ANY = ("fold", "near", "engine", "spaced"), ("real", "rules"), ("literal",)
"""Tests of the engine: on specimens, on every word of a real plan, and of any plan."""


@needs_node
@pytest.mark.parametrize("name", SMALL)
def test_the_engine(name: str) -> None:
    node(f"{name}.test.mjs")


@needs_node
@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE)
def test_the_engine_on_a_whole_plan(name: str, real_index: Path) -> None:
    node(f"{name}.test.mjs", index=real_index)


@pytest.fixture(scope="module")
def index_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The search data of a plan in a file, made once."""
    folder = tmp_path_factory.mktemp("indexes")

    def made(plan: Path) -> Path:
        path = folder / f"{SETS[plan]}.json"
        if not path.exists():
            path.write_text(json.dumps(search_data(outline(plan), (), ANALYSER)))
        return path

    return made


@needs_node
@pytest.mark.slow
@pytest.mark.parametrize("plan", SETS, ids=SETS.get)
@pytest.mark.parametrize("name", ANY)
def test_the_engine_on_any_plan(name: str, plan: Path, index_of: Callable[[Path], Path]) -> None:
    node(f"{name}.test.mjs", index=index_of(plan))


def test_every_node_test_is_run() -> None:
    """A new file must be named above."""
    assert {path.name for path in HERE.glob("*.test.mjs")} == {f"{name}.test.mjs" for name in (*SMALL, *WHOLE, *ANY)}


@pytest.fixture(scope="module")
def published(real_outline: Outline) -> Mapping[str, bytes]:
    return search_files(real_outline, (), TEMPLATE_FOLDER, ANALYSER)


@pytest.fixture(scope="module")
def published_in_english() -> Mapping[str, bytes]:
    return search_files(outline(COUNCIL), (), TEMPLATE_FOLDER, ANALYSER)


MOST = {
    REAL: {
        "search": 1_400, "dialog": 5_350, "worker": 20_900, "page": 5_050, "highlight": 750, "helped": 3_700,
        "data-topics": 33_300, "data-sounds": 9_900, "data-latin": 9_300, "data-chinese": 2_500, "data-others": 2_500,
    },
    COUNCIL: {
        "search": 1_400, "dialog": 4_850, "worker": 8_950, "page": 4_600, "highlight": 750, "helped": 3_250,
        "data-topics": 15_750, "data-sounds": 80, "data-latin": 80, "data-chinese": 80, "data-others": 80,
    },
}  # fmt: skip
"""Plan → bytes of each file as gzip: what it is and one in a hundred. What stands here is the tool's own."""


@pytest.mark.parametrize(("plan", "each"), [(REAL, 1.07), (COUNCIL, 0.6)], ids=["kurume", "council"])
def test_a_result_needs_little(plan: Path, each: float, request: pytest.FixtureRequest) -> None:
    """As gzip; a worry in a plan of this size needs 89 KB in all. Texts may grow with a plan: ``each`` a character."""
    published = request.getfixturevalue("published" if plan == REAL else "published_in_english")
    sizes = {Path(name).stem: packed(content) for name, content in published.items()}
    shown = "".join({doc.title for doc in documents(outline(plan))}) + "".join(d.text for d in documents(outline(plan)))
    assert sizes.pop("data-texts") <= each * len(shown)
    assert sizes.keys() == MOST[plan].keys()
    assert {name: size for name, size in sizes.items() if size > MOST[plan][name]} == {}
    style = minify_style((TEMPLATE_FOLDER / "web" / "search" / "search.css").read_text("utf-8")).encode()
    assert packed(style) <= 1_550


@given(st.text(alphabet=st.characters(max_codepoint=0x30FF)))
def test_what_is_swapped_twice_is_as_it_was(text: str) -> None:
    part = {"words": text, "docs": {"text": [text, text], "within": [3], "url": [text]}}
    assert swapped(swapped(part)) == part
    assert swapped(part)["docs"]["url"] == [text]


@needs_node
@pytest.mark.parametrize("japanese", [True, False])
def test_a_browser_reads_every_character_as_it_was_written(japanese: bool, tmp_path: Path) -> None:
    """Those beyond the first plane among them, and lines and signs that mean something in a script."""
    every = "".join(chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000), 0x1F600, 0x20BB7, 0xE0100))
    part = {"words": every, "docs": {"text": ["〜−", every[::-1]], "within": [3]}, "said": {"zh": every}}
    script = tmp_path / "data.js"
    script.write_bytes(data_script("data-texts", part, japanese=japanese))
    assert json.loads(node("part.mjs", str(script), *(["--japanese"] if japanese else []))) == part


@needs_node
def test_rows_are_told_by_what_each_has_of_the_one_before() -> None:
    rows = ["", "110番", "家", "家賃", "家賃が払えない", "家賃が払えないかも1", "家賃が払えないかも2", "𠮷田", "𠮷野"]
    told = front_coded(rows)
    assert told == "00１１０番0家1賃2が払えない7かも１9２0𠮷田0𠮷野"
    assert json.loads(node("readings.mjs", typed=json.dumps({"rows": told}))) == rows


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


@pytest.mark.parametrize("engine", ["engine", "spaced"])
def test_joined_scripts_use_no_name_twice(published: Mapping[str, bytes], engine: str) -> None:
    """Modules may use a name each for themselves; joined, the second would be an error."""
    folder = TEMPLATE_FOLDER / "web" / "search"
    modules = {path.stem: path.read_text("utf-8") for path in folder.glob("*.js")}
    modules["engine"] = modules[engine]
    modules["words"] = "export const words = 0;"
    modules["settings"] = "export const settings = 0;"
    top = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)
    joined = {Path(name).stem for name in published} & modules.keys()
    assert joined
    for name in joined:
        names = top.findall(bundle(modules, name))
        assert len(names) == len(set(names)), name
        assert not re.search(r"^\s*(?:import|export) ", published[f"search/{name}.js"].decode(), re.MULTILINE), name


def test_scripts_can_be_read_by_older_browsers(published: Mapping[str, bytes]) -> None:
    """A regular expression that looks behind stops the whole script in Safari before 16.4."""
    assert published
    assert [name for name, content in published.items() if b"(?<" in content] == []


@needs_node
@pytest.mark.slow
def test_the_published_worker_answers_as_the_engine_does(published: Mapping[str, bytes], tmp_path: Path) -> None:
    """What the browser runs is joined and stripped; the tests of the engine run the modules as they are written."""
    assert _answered_otherwise(published, SETS[REAL], tmp_path) == []


@needs_node
@pytest.mark.slow
def test_so_does_that_of_an_english_plan(published_in_english: Mapping[str, bytes], tmp_path: Path) -> None:
    assert _answered_otherwise(published_in_english, SETS[COUNCIL], tmp_path) == []


def _answered_otherwise(published: Mapping[str, bytes], plan: str, folder: Path) -> list[str]:
    for name, content in published.items():
        (folder / Path(name).name).write_bytes(content)
    return list(json.loads(node("published.mjs", str(folder), plan)))


@dataclass(frozen=True, slots=True)
class Floor:
    """Shares below what was measured, to be raised; of questions without an answer ``honest`` say so."""

    first: float
    third: float
    zero: float
    honest: float


@needs_node
@pytest.mark.parametrize(
    ("plan", "state", "least", "floor"),
    [
        pytest.param(REAL, "tuned", 1800, Floor(0.84, 0.945, 0.01, 0.95), marks=pytest.mark.slow),
        pytest.param(REAL, "2026-11-28b", 60, Floor(0.88, 0.95, 0.02, 0.9), marks=pytest.mark.slow),
        pytest.param(REAL, "unseen", 100, Floor(0.88, 0.93, 0.02, 0.9), marks=pytest.mark.slow),
        pytest.param(AONO, "unseen", 60, Floor(0.78, 0.9, 0.02, 0.9), marks=pytest.mark.slow),
        pytest.param(COUNCIL, "unseen", 70, Floor(0.87, 0.95, 0.02, 0.85), marks=pytest.mark.slow),
        pytest.param(KAIGO, "unseen", 70, Floor(0.82, 0.92, 0.02, 0.9), marks=pytest.mark.slow),
        pytest.param(AONO, "tuned", 700, Floor(0.85, 0.945, 0.01, 0.9), marks=pytest.mark.slow),
        (COUNCIL, "tuned", 700, Floor(0.9, 0.975, 0.01, 0.95)),
        pytest.param(KAIGO, "tuned", 900, Floor(0.84, 0.935, 0.01, 0.9), marks=pytest.mark.slow),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else value if isinstance(value, str) else "",
)
def test_people_find_what_they_ask_for(
    plan: Path, state: str, least: int, floor: Floor, index_of: Callable[[Path], Path]
) -> None:
    """``collection.mjs`` tells what the sets are. Of an unseen one no query is shown, or it would not stay one."""
    rows = json.loads(node("measure.mjs", str(index_of(plan)), SETS[plan], f"--{state}", "--json"))
    asked, unanswerable = [row for row in rows if row["answers"]], [row for row in rows if not row["answers"]]
    assert len(asked) >= least
    shown = "not to be looked at" if state == "unseen" else [row["query"] for row in asked if not 0 < row["rank"] <= 3]
    assert sum(row["rank"] == 1 for row in asked) >= floor.first * len(asked), shown
    assert sum(0 < row["rank"] <= 3 for row in asked) >= floor.third * len(asked), shown
    assert sum(row["total"] == 0 for row in asked) <= floor.zero * len(asked), shown
    assert sum(row["tone"] != "found" for row in unanswerable) >= floor.honest * len(unanswerable)


@needs_node
@pytest.mark.parametrize(("plan", "name"), SETS.items())
def test_every_answer_of_the_collection_is_in_the_plan(plan: Path, name: str) -> None:
    """A query whose answer no longer stands in the plan would fail for another reason than it says."""
    queries = json.loads(node("measure.mjs", "-", name, "--queries"))
    assert queries
    whole = "".join(f"{doc.title}{doc.text}" for doc in documents(outline(plan))).replace(" ", "")
    for query in queries:
        assert not query["answers"] or any(answer.replace(" ", "") in whole for answer in query["answers"]), query


def _lines(outline: Outline) -> list[str]:
    """What is searched, as it is read: line by line."""
    return [line for doc in documents(outline) for text in (doc.title, doc.text) for line in text.splitlines()]


@needs_node
def test_browser_and_builder_read_alike(real_outline: Outline, real_index: Path) -> None:
    """The word list is walked by both; a difference would make texts unfindable by their sound."""
    texts = _lines(real_outline)
    listed = word_list(texts, ANALYSER)
    words = build_index((), (), NO_FOREIGN, {"": tuple(texts)}, (), ANALYSER)["data-texts"]["words"]
    read = json.loads(node("readings.mjs", typed=json.dumps({"words": words, "texts": texts})))
    assert read == ["".join(read for _, read in listed.read(text)) for text in texts]


@needs_node
def test_browser_and_builder_read_topics_alike(real_outline: Outline) -> None:
    """All kanji of all topics in their order; phrases that break off within a word have no readings of their own."""
    topics = load_topics(TOPICS / "ja")
    phrases = [phrase for topic in topics for phrase in topic.phrases]
    words = word_list(_lines(real_outline), ANALYSER)
    known = build_index((), (), NO_FOREIGN, {"": tuple(_lines(real_outline))}, (), ANALYSER)["data-texts"]["words"]
    packed = packed_sounds(phrases, words, ANALYSER)
    read = json.loads(node("readings.mjs", typed=json.dumps({"words": known, "sounds": packed, "phrases": phrases})))
    whole = {phrase: reading(phrase, ANALYSER) for phrase in phrases}
    wrong = [phrase for phrase, sound in zip(phrases, read, strict=True) if sound != whole[phrase]]
    assert len(wrong) <= len(phrases) // 100, wrong


def test_what_is_made_ahead_is_what_the_analyser_says() -> None:
    """``make sounds`` writes it anew, after an edit of the topics, of a correction, or with a new dictionary."""
    assert FILE.read_text("utf-8") == written()


def test_what_a_plan_reads_in_its_own_way_is_not_taken_from_there() -> None:
    corrector = Corrections((Correction("看ている", "みている"), Correction("家", "うち", "家に来て")))
    usual, own = sounds_made_ahead(TOPICS / "ja", Corrections(())), sounds_made_ahead(TOPICS / "ja", corrector)
    left_out = usual.keys() - own.keys()
    assert {"看ている人", "家に来て介護"} <= left_out
    assert left_out == {phrase for phrase in usual if any(corrector(phrase))}


@pytest.mark.parametrize("plan", [REAL, TINY])
def test_a_search_is_the_same_without_what_is_made_ahead(plan: Path) -> None:
    made = outline(plan)
    analyser = Corrected(ANALYSER, Corrections(corrections(made.index.plan)))
    ahead = sounds_made_ahead(TOPICS / "ja", analyser.corrector)
    assert len(ahead) > 3_000
    assert search_data(made, (), analyser, sounds=ahead) == search_data(made, (), analyser)


def test_readings_that_are_known_are_not_told() -> None:
    known = word_list(("相談", "家"), ANALYSER)
    assert packed_sounds(("相談", "家", "家賃", "借家", "家賃の相談"), known, ANALYSER) == "2|やちん|しゃくや"
    # What a phrase that breaks off does not tell is told by another.
    assert packed_sounds(("夫に殴", "殴られる"), known, ANALYSER) == "おっと|なぐ"


@given(st.lists(st.text(alphabet="人方上下後今日見守り支え合うのはがA1、。\n|\t市民", max_size=20), max_size=4))
def test_word_list_covers_any_text(texts: list[str]) -> None:
    """Walking gives back the surfaces, in order and without gap, whatever was listed."""
    listed = word_list(texts, ANALYSER)
    surfaces = ["".join(surface for surface, _ in listed.read(text)) for text in texts]
    assert surfaces == texts


def test_word_list_reads_the_real_plan_as_the_analyser_does(real_outline: Outline) -> None:
    """All but a handful of texts: what cannot be derived within a few neighbours is left as it is."""
    texts = _lines(real_outline)
    listed = word_list(texts, ANALYSER)
    wrong = [text for text in texts if "".join(read for _, read in listed.read(text)) != reading(text, ANALYSER)]
    assert len(wrong) <= len(texts) // 100, wrong


@pytest.mark.parametrize(
    ("text", "read"),
    [("外国人", "がいこくじん"), ("県人会", "けんじんかい"), ("保証人", "ほしょうにん"), ("人", "ひと")],
)
def test_a_person_of_a_place_is_read_so(text: str, read: str) -> None:
    assert reading(text, ANALYSER) == read


def test_equal_input_gives_equal_bytes(real_outline: Outline) -> None:
    """A file's content is its name, so it must not depend on the run."""
    made = [search_files(real_outline, (), TEMPLATE_FOLDER, Sudachi()) for _ in range(2)]
    assert made[0] == made[1]


def test_actions_are_found_as_such_and_nothing_is_lost(real_outline: Outline) -> None:
    """Sections and single actions are hits, and every line of the body is in one of them."""
    found = documents(real_outline)
    assert {doc.ref for doc in found} >= set(real_outline.index.actions)
    assert len({doc.url for doc in found if doc.kind == "action"}) == sum(doc.kind == "action" for doc in found)


@pytest.mark.parametrize("folder", [REAL, TINY, AONO], ids=lambda folder: folder.name)
def test_every_line_of_a_plan_is_found(folder: Path) -> None:
    """Cells, captions, notes, sources, figures' data: all but the cover and the words above each actor's actions."""
    plan = outline(folder)
    whole = "\n".join(f"{doc.title}\n{doc.text}\n{doc.within}" for doc in documents(plan))
    actors = {line.text for line in plan.lines if line.role == "heading" and plan.entries[line.entry].kind == "measure"}
    wanted = [one for one in plan.lines if one.entry != "plan" and not (one.role == "heading" and one.text in actors)]
    assert wanted
    assert [line for line in wanted if line.with_marks(lambda note: "") not in whole] == []


def test_another_city(tmp_path: Path) -> None:
    """Nothing here knows Kurume: a plan with other actors, and without synonyms, gives data of its own."""
    index = load(TINY).index
    assert index is not None
    data: Any = search_data(outline_of(index), (("はじめ", ""),), ANALYSER)["data-texts"]
    assert list(data["actors"]) == list(index.plan.order.actors)
    assert data["ways"] == [("はじめ", "")]
    assert data["docs"]


def test_a_page_is_found_by_what_people_call_it() -> None:
    """What is no entry of the plan is found where the interface has words for it."""
    pages = (("印刷版とデータ", "downloads/"), ("課題の一覧", "challenges/"))
    (found,) = list_pages(pages, {"found_by_downloads": "PDF / 表"})
    assert (found.title, found.url, found.aliases) == ("印刷版とデータ", "downloads/", ("PDF", "表"))


def test_every_word_that_is_read_of_a_plan_is_searched() -> None:
    """Glossary, what is not settled and the corrections included; on the cover the plan, above all pages the site."""
    plan = outline(TINY)
    pages = list_pages((("未確定事項", "pending/"),), {"found_by_pending": "まだ"}, plan.shown)
    docs = (*documents(plan), *pages)
    whole = "\n".join("\n".join((doc.title, doc.text, doc.within, doc.reading, *doc.aliases)) for doc in docs)
    short = {actor.short for actor in plan.index.plan.actors}
    of_plan = {"title", "contents", "name", "description", "licence", "labels", "summary", "quoted"}
    lost = [
        line.text
        for line in plan.shown
        if not (line.entry == "plan" and line.role in of_plan)
        and line.with_marks(lambda note: "") not in whole
        and line.text not in short
        and line.role != "heading"
    ]
    assert lost == []


def test_words_to_find_pages_by_are_data(published: Mapping[str, bytes]) -> None:
    assert all(b"found_by_" not in content for content in published.values())


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


def test_words_of_the_plan_come_first_for_the_topics_they_name(real_outline: Outline) -> None:
    """What leads nowhere here takes the way of the wider topic; what the plan alone has is a topic of its own."""
    general = (
        SearchTopic(id="rent", name="家賃", says=("大家",), leads=("住宅手当", "住まい"), otherwise="money"),
        SearchTopic(id="money", name="お金", leads=("生活困窮",)),
        SearchTopic(id="ship", name="船", leads=("海運",)),
        SearchTopic(id="life", name="命", leads=("自死",), danger=True),
    )
    synonym = replace(real_outline.index.plan.synonyms[0], words=("大家",), leads_to=("給付金",), first="term:a")
    own = replace(synonym, words=("社協とは", "社協"), leads_to=("協議会",), first=None)
    found = topics_of(general, (synonym, own), ("生活困窮と住まいと給付金", "協議会"))
    assert [(topic.name, topic.leads, topic.first) for topic in found] == [
        ("家賃", ("給付金", "住まい"), "term:a"),
        ("お金", ("生活困窮",), None),
        ("命", (), None),
        ("社協とは", ("協議会",), None),
    ]
    (rent, *_) = topics_of(general, (), ("生活困窮",))
    assert rent.leads == ("生活困窮",)
    documents = (SearchDocument(ref="term:a", kind="term", title="い", url="a/"),)
    data: Any = build_index(documents, found, NO_FOREIGN, {}, (), ANALYSER)
    assert data["data-topics"]["first"] == {1: 0}
    assert data["data-texts"]["danger"]["says"] == "0命"
    assert data["data-topics"]["says"].startswith("0家賃0大家\n")
    assert data["data-topics"]["leads"].splitlines()[:2] == ["", "給付金|住まい"]


def test_the_lists_of_topics_are_sound() -> None:
    """At least 300, none twice; each leads on to another that is there, in no circle; other languages name these."""
    topics = load_topics(TOPICS / "ja")
    by_id = {topic.id: topic for topic in topics}
    assert len(by_id) == len(topics) >= 300
    said = [bare(phrase) for topic in topics for phrase in topic.phrases]
    assert [word for word, count in Counter(said).items() if count > 1] == []
    for topic in topics:
        seen = [topic.id]
        while by_id[seen[-1]].otherwise:
            seen.append(by_id[seen[-1]].otherwise)
            assert seen.count(seen[-1]) == 1, seen
    foreign = load_foreign(TOPICS)
    assert set(foreign.words) <= set(by_id)
    assert set(foreign.said) == {"en", "zh", "vi", "ne", "pt", "fil"}
    for language in foreign.said:
        assert sum(len(words.get(language, ())) for words in foreign.words.values()) >= 120, language


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

    def with_box(made: Website, folder: Path, *more: MkDocsConfig) -> None:
        build_site(made, folder, *more)
        home = folder / "index.html"
        home.write_text(home.read_text("utf-8").replace("</body>", '<div class="md-search"></div></body>'), "utf-8")

    monkeypatch.setattr(mkdocs_plugin, "build_site", with_box)
    assert main(["build", str(TINY), "--site", str(tmp_path / "site")]) == 1
    assert not (tmp_path / "site").exists()
    assert "index.html" in capsys.readouterr().err
