"""Edits of the files of a plan: whatever an editor does, both columns still give their revision exactly."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from keikaku.messages import load_messages
from keikaku.outputs.compare import Comparison, compare
from keikaku.outputs.compare.cell import plain_text
from keikaku.outputs.compare.match import compared_lines
from keikaku.outputs.compare.table import Change, ComparisonView, table
from keikaku.pipeline import load, outline_of
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.tokens import boundaries
from tests.compare.sweep import print_words, site_words
from tests.compare.test_rebuild import assert_rebuilds
from tests.specimens import TINY, outline

OLD = outline(TINY)
OMITTED, ADDED, REMOVED = "（略）", "（新設）", "（削る）"
VIEW = ComparisonView(messages=load_messages(MESSAGE_FOLDER, "ja", "compare"), old_name="旧", new_name="新")

PLACES = ("measures/tea.yml", "measures/patrol.yml", "chapters/doing.yml", "chapters/beginning.yml", "plan.yml")
SENTENCES = st.text("見守り茶会をする年12３,.月。夜の火", min_size=1, max_size=30)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("drop", "swap", "copy", "move", "insert", "reword", "cut")),
        st.integers(0, 999),
        st.integers(0, 999),
        SENTENCES,
    ),
    min_size=1,
    max_size=8,
)


HOLDING = ("actions", "body", "rows", "head", "neighbours", "town-hall", "measures")
"""Keys of lists whose order and number is the editors' choice."""
SAYING = ("text", "detail", "purpose", "title", "group")


def lists_and_texts(data: Any) -> tuple[list[list[Any]], list[tuple[Any, Any]]]:
    """The lists of a file that can be edited without breaking it, and every place that holds a text of the plan."""
    lists: list[list[Any]] = []
    texts: list[tuple[Any, Any]] = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            below_lists, below_texts = lists_and_texts(value)
            own = [value] if isinstance(value, list) and (key in HOLDING or isinstance(key, int)) else []
            lists += own + below_lists
            texts += below_texts if key not in ("measures", "audience") else []
        elif isinstance(value, str) and (isinstance(key, int) or key in SAYING):
            texts.append((data, key))
    return lists, texts


def _holds(value: Any, wanted: list[Any]) -> bool:
    """Whether a list stands in a value: moved into it, the value would hold itself."""
    if not isinstance(value, dict | list):
        return False
    return value is wanted or any(_holds(one, wanted) for one in (value.values() if isinstance(value, dict) else value))


def edit(files: dict[str, Any], edits: list[tuple[str, int, int, str]]) -> None:
    for kind, at, to, words in edits:
        found = [lists_and_texts(data) for data in files.values()]
        lists, texts = [one for lists, _ in found for one in lists], [one for _, texts in found for one in texts]
        own, other = lists[at % len(lists)], lists[to % len(lists)]
        holder, key = texts[at % len(texts)]
        match kind:
            case "drop" if len(own) > 1:
                del own[to % len(own)]
            case "swap":
                own.insert(0, own.pop(to % len(own)))
            case "copy":
                own.append(own[to % len(own)])
            case "move" if len(own) > 1 and own is not other and not _holds(own[to % len(own)], other):
                other.append(own.pop(to % len(own)))
            case "insert":
                own.insert(to % (len(own) + 1), words)
            case "reword":
                holder[key] = words
            case "cut":
                cut = to % (len(holder[key]) + 1)
                holder[key] = holder[key][:cut] + words + holder[key][cut + at % 3 :]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edits") / "plan"
    shutil.copytree(TINY, folder)
    return folder


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@pytest.mark.slow
@given(EDITS)
def test_both_columns_give_their_revision_after_any_edit(plan: Path, edits: list[tuple[str, int, int, str]]) -> None:
    files = {name: yaml.safe_load((TINY / name).read_text("utf-8")) for name in PLACES}
    edit({name: data["order"] if name == "plan.yml" else data for name, data in files.items()}, edits)
    for name, data in files.items():
        (plan / name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    loaded = load(plan, display="plan")
    assume(loaded.sound)
    assert loaded.index is not None
    new = outline_of(loaded.index)
    for old, then in ((OLD, new), (new, OLD)):
        comparison = compare(old, then, boundaries)
        assert_rebuilds(comparison, compared_lines(old), compared_lines(then))
        assert_shown(comparison)
        assert comparison.changed or (print_words(old), site_words(old)) == (print_words(then), site_words(then))


def assert_shown(comparison: Comparison) -> None:
    """What is new, gone or reworded stands in the table, in whole or (where it is long) without what stayed."""
    shown = [row for row in table(comparison, VIEW).rows if isinstance(row, Change)]
    new, old = "\n".join(plain_text(row.new) for row in shown), "\n".join(plain_text(row.old) for row in shown)
    for row in comparison.rows:
        for sides, column in ((row.new, new), (row.old, old)):
            for side in sides:
                if row.status == "added" or row.status == "removed":
                    assert side.line.text in column
                for piece in side.pieces:
                    assert not piece.changed or piece.text in column
    for status, mark, remark in (("added", ADDED, "新設"), ("removed", REMOVED, "削る")):
        of_status = [row for row in shown if remark in row.remark.split("、")]
        assert bool(of_status) == any(row.status == status for row in comparison.rows)
        # Rows of one table stand below each other in one row here: only where nothing stands beside them is there room.
        beside = [plain_text(row.old if status == "added" else row.new) for row in of_status]
        assert all(
            text == mark or row.remark != remark or "\n" in text for text, row in zip(beside, of_status, strict=True)
        )
    assert bool(shown) == bool(comparison.changed)
