"""How well, how fast and how large the search is, beside the theme's own search and Pagefind on the same texts."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import PLAN, TOP, WORKPLACE, Table, exponent, say
from bench.search_peers import PEERS, Found
from bench.synthetic import synthesize
from keikaku.outputs.scripts import minify_style
from keikaku.outputs.search import documents, search_data, search_files
from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.readings import Analyser, Sudachi

COLLECTION = TOP / "tests" / "search"
CORE = "sudachidict-core==20261015"


@dataclass(frozen=True, slots=True)
class Answered:
    """One query of the collection; ``rank`` is 0 where no answer is among the first twenty."""

    category: str
    set: str
    answered: bool
    """Whether the plan has an answer at all."""
    rank: int
    total: int
    honest: bool
    """Whether it was said that nothing fits exactly."""


def tables() -> Iterator[Table]:
    """Quality, size and speed, the choice of the dictionary, and what a reader waits for."""
    node = shutil.which("node")
    if node is None:
        yield Table("Search", ("not measured",), [("Node.js is not installed",)])
        return
    outline = _outline(PLAN)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.json"
        _write(search_data(outline, (), Sudachi()), index)
        yield from _quality(outline, index, node)
        yield _sizes(outline, Path(folder), node)
        yield _dictionaries(outline, index, node)
    from bench.search_browser import waiting  # late: needs the packages of the tests

    yield waiting(WORKPLACE / "search" / "site")


def _outline(plan: Path) -> Outline:
    loaded = load(plan)
    assert loaded.index is not None
    return outline_of(loaded.index)


# ---- how well


def _write(data: Mapping[str, object], index: Path) -> None:
    index.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _quality(outline: Outline, index: Path, node: str) -> Iterator[Table]:
    own = _asked(node, index, "kurume")
    results: dict[str, Sequence[Answered]] = {"this search": own}
    missing = []
    queries = json.loads(_output(node, COLLECTION / "measure.mjs", "-", "kurume", "--queries"))
    for name, peer in PEERS.items():
        say(f"search: {name}")
        try:
            results[name] = _ranked(queries, peer(documents(outline), [query["query"] for query in queries]))
        except (OSError, RuntimeError, subprocess.CalledProcessError) as problem:
            missing.append(f"{name}: not measured ({str(problem).strip().splitlines()[0][:120]})")
    aono = index.with_name("aono.json")
    _write(search_data(_outline(TOP / "examples" / "aono" / "plan"), (), Sudachi()), aono)
    note = (
        "Share of queries with an answer among the first 1, 3, 5, and without any hit, each with half its 95 %"
        " interval; of queries without an answer in the plan, how many say so. Ours must be in the section or action"
        " itself; of the others a hit is a page, and counts where the answer is in a part that matched (Material) or"
        " anywhere on it (Pagefind). A set is named by its day; (unseen): never looked at query by query."
    )
    head = ("search", "queries", "n", "hit@1", "hit@3", "hit@5", "zero", "says so")
    sets = list(dict.fromkeys(one.set for one in own))
    rows = [
        _row(name, of, [one for one in answered if of in (one.set, "all")])
        for name, answered in results.items()
        for of in (*sets, "all")
    ]
    rows.append(_row("this search", "another plan (aono)", _asked(node, aono, "aono")))
    yield Table("Search: how well", head, rows, " ".join((note, *missing)))
    categories = dict.fromkeys(one.category for one in own if one.answered)
    by_category = [
        _row(name, category, [one for one in answered if one.category == category])
        for category in categories
        for name, answered in results.items()
    ]
    yield Table("Search: by category", head, by_category)


def _asked(node: str, index: Path, plan: str) -> list[Answered]:
    rows = json.loads(_output(node, COLLECTION / "measure.mjs", index, plan, "--json"))
    return [_judged(row, row["rank"], row["total"], row["tone"] != "found") for row in rows]


def _judged(query: Mapping[str, Any], rank: int, total: int, honest: bool) -> Answered:
    name = f"{query['set']}{' (unseen)' if query['state'] == 'unseen' else ''}"
    return Answered(query["category"], name, bool(query["answers"]), rank, total, honest)


def _ranked(queries: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> list[Answered]:
    """Judged as ``tests/search/collection.mjs`` judges ours; other searches say nothing but that there is no hit."""
    ranked = []
    for query, texts in zip(queries, found, strict=True):
        answers = [_plain(answer) for answer in query["answers"]]
        places = [n for n, text in enumerate(texts[:20], 1) if any(answer in _plain(text) for answer in answers)]
        ranked.append(_judged(query, places[0] if places else 0, len(texts), not texts))
    return ranked


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _row(name: str, queries: str, all_asked: Sequence[Answered]) -> tuple[str, ...]:
    answered = [one for one in all_asked if one.answered]
    without = [one for one in all_asked if not one.answered]
    return (
        name,
        queries,
        str(len(answered)),
        *(_share(answered, lambda one, most=most: 0 < one.rank <= most) for most in (1, 3, 5)),
        _share(answered, lambda one: one.total == 0),
        _share(without, lambda one: one.honest),
    )


def _share(asked: Sequence[Answered], holds: Callable[[Answered], bool]) -> str:
    """In percent, with half of Wilson's interval: what another set of as many queries may give."""
    if not asked:
        return ""
    count, share = len(asked), sum(map(holds, asked)) / len(asked)
    half = 1.96 / (1 + 1.96**2 / count) * sqrt(share * (1 - share) / count + 1.96**2 / (4 * count**2))
    return f"{100 * share:.0f} ± {100 * half:.0f}"


# ---- how fast and how large


def _sizes(outline: Outline, folder: Path, node: str) -> Table:
    rows = []
    before: tuple[int, float] | None = None
    for factor in (1, 10):
        say(f"search: {factor}×")
        if factor > 1:
            synthesize(PLAN, folder / "plan", factor)
            outline = _outline(folder / "plan")
        cost, files = _built(outline)
        index = folder / f"index-{factor}.json"
        _write(search_data(outline, (), Sudachi()), index)
        texts = files["search/data-texts.js"]
        raw, packed = len(texts), _packed(texts)
        speed = json.loads(_output(node, TOP / "bench" / "search.mjs", index))
        grown = "" if before is None else f"{exponent(before[0], raw, factor):.2f}"
        slower = "" if before is None else f"{exponent(before[1], cost, factor):.2f}"
        rows.append(
            (
                f"{factor}×",
                f"{raw / 1024:.0f}",
                grown,
                f"{packed / 1024:.1f}",
                f"{cost:.2f}",
                slower,
                f"{speed['ready']:.0f}",
                *(f"{speed[name]:.2f}" for name in ("median", "p95", "max")),
            )
        )
        before = (raw, cost)
        if factor == 1:
            style = minify_style((TEMPLATE_FOLDER / "web" / "search" / "search.css").read_text("utf-8")).encode()
            scripts = (files[f"search/{name}.js"] for name in ("search", "dialog", "worker", "data-texts"))
            first = sum(map(_packed, (style, *scripts))) / 1024
            later = {
                name: f"{_packed(files[f'search/data-{name}.js']) / 1024:.1f}"
                for name in ("topics", "sounds", "latin", "chinese", "others")
            }
    return Table(
        "Search: size and speed",
        (
            "plan",
            "index KB",
            "exponent",
            "gz",
            "build CPU s",
            "exponent",
            "ready ms",
            "query ms median",
            "p95",
            "slowest",
        ),
        rows,
        f"Loaded before the first result of a query that stands in the plan, scripts and style included: {first:.1f} KB"
        f" gz; of any other {later['topics']} KB more; in kana {later['sounds']} KB more, in another"
        f" language {later['latin']} (Latin), {later['chinese']} (Chinese) or {later['others']}. Index: the texts."
        " Build CPU: with the dictionary loaded anew. Engine in Node: CPU, each query five times, median.",
    )


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def _built(outline: Outline) -> tuple[float, Mapping[str, bytes]]:
    costs = []
    for _ in range(3):
        begin = time.process_time()
        files = dict(search_files(outline, (), TEMPLATE_FOLDER, Sudachi()))  # made when they are read
        costs.append(time.process_time() - begin)
    return median(costs), files


# ---- which dictionary


class _Core(Sudachi):
    @cached_property
    def _tokenizer(self) -> Any:
        from sudachipy import Dictionary

        return Dictionary(dict="core").tokenizer()


def _dictionaries(outline: Outline, index: Path, node: str) -> Table:
    target = WORKPLACE / "search" / "core"
    rows = [_dictionary("small", Sudachi, Path(_location("sudachidict_small")), outline, index, node)]
    note = "Load: CPU until the first word is read."
    try:
        if not target.exists():
            _install(target)
        sys.path.insert(0, str(target))
        rows.append(_dictionary("core", _Core, target / "sudachidict_core", outline, index, node))
    except (OSError, subprocess.CalledProcessError) as problem:
        note += f" core: not measured ({problem})."
    return Table("Search: dictionary", ("dictionary", "MB", "load s", "index KB gz", "hit@3", "zero"), rows, note)


def _install(target: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    subprocess.run([*pip, "--target", target, CORE], check=True, capture_output=True)


def _location(package: str) -> str:
    return str(Path(__import__(package).__file__).parent)


def _dictionary(
    name: str, make: Callable[[], Analyser], folder: Path, outline: Outline, index: Path, node: str
) -> tuple[str, ...]:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024**2
    # In a process of its own: here the dictionary is loaded already.
    load_it = f"import sys, time; sys.path.insert(0, {str(folder.parent)!r}); from sudachipy import Dictionary; "
    timed = f"b = time.process_time(); Dictionary(dict={name!r}).tokenizer().tokenize('計画'); "
    spent = _output(sys.executable, "-c", f"{load_it}{timed}print(time.process_time() - b)")
    _write(search_data(outline, (), make()), index)
    found = _row(name, "", _asked(node, index, "kurume"))
    packed = len(gzip.compress(index.read_bytes(), 9)) / 1024
    return (name, f"{size:.0f}", f"{float(spent):.2f}", f"{packed:.1f}", found[4], found[6])


def _output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
