"""The canonical writing of files."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import text_map
from keikaku.hosts.cli import main
from keikaku.pipeline import forms, load
from keikaku.yaml.format import formatted
from keikaku.yaml.parse import NotYamlError, parse
from keikaku.yaml.scalar import flow_scalar, scalar_lines
from tests.comments import with_comments
from tests.specimens import REAL, TINY, TOP, ChangedPlan


def source_of(text: str, kind: str = "measure") -> Source | None:
    """The text as a file, or None where reading finds any fault in it."""
    try:
        parsed = parse(text_map("plan/x.yml", text))
    except NotYamlError:
        return None
    if parsed.faults or not isinstance(parsed.data, dict):
        return None
    return Source(kind, "x", parsed.data, text_map("plan/x.yml", text), parsed.positions)


def canonical(text: str, kind: str = "measure") -> str:
    source = source_of(dedent(text), kind)
    assert source is not None
    return formatted(source, forms()[f"{kind}.schema.json"])


def test_keys_stand_in_the_order_of_the_schema_and_texts_in_their_plain_form() -> None:
    assert canonical("""\
        purpose: >
            見守ります。
        title: '見守り'
        id:   "watch"
        actions: {city: ["集います。", {detail: "くわしく。\\n", text: 'はい: いいえ'}]}
        reading: みまもり
        pillar: near
        """) == dedent("""\
        id: watch
        title: 見守り
        reading: みまもり
        pillar: near
        purpose: |
          見守ります。
        actions:
          city:
            - 集います。
            - text: "はい: いいえ"
              detail: |
                くわしく。
        """)


def test_comments_go_with_what_they_are_about() -> None:
    assert canonical("""\
        # yaml-language-server: $schema=x

        # ねらいは協議中
        purpose: 見守ります。  # 仮
        title: 見守り
        id: watch

        actions:  # 主体ごと
          # 住民
          residents:
            # はじめの一つ
            - あいさつをします。
            # 終わりに足す
          city:
            - text: 支えます。 # 市
              # まだある
        # 最後
        """) == dedent("""\
        # yaml-language-server: $schema=x

        id: watch
        title: 見守り
        # ねらいは協議中
        purpose: 見守ります。  # 仮

        actions:  # 主体ごと
          # 住民
          residents:
            # はじめの一つ
            - あいさつをします。
            # 終わりに足す
          city:
            - text: 支えます。  # 市
              # まだある
        # 最後
        """)


def test_a_comment_above_a_key_moves_with_it() -> None:
    assert canonical("""\
        id: watch
        # 何のためか
        purpose: 見守ります。
        # 題名
        title: 見守り
        """) == dedent("""\
        id: watch
        # 題名
        title: 見守り
        # 何のためか
        purpose: 見守ります。
        """)


def test_digits_stay_and_a_row_of_numbers_stays_a_row() -> None:
    text = 'data:\n  chart: bar\n  series:\n    - name: 世帯\n      values: [1.50, 12, "—", "a, b"]\n'
    assert canonical(text, "figure").splitlines()[-1] == '      values: [1.50, 12, —, "a, b"]'


WORDS = st.text(
    st.sampled_from("見守り活動をする。#:-,[]{}|>*&!%@`'\"\\?= \n\tあ1０.〇「」（）x~"), min_size=1, max_size=20
)


@given(WORDS | st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable()))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    first, *rest = scalar_lines(text, 4)
    assert parse(text_map("", "\n".join((f"k: {first}", *rest, "l: 1\n")))).data == {"k": text, "l": 1}
    assert parse(text_map("", "\n".join((f"k:\n  - {first}", *rest, "l: 1\n")))).data == {"k": [text], "l": 1}
    assert parse(text_map("", f"k: [{flow_scalar(text)}, b]\n")).data == {"k": [text, "b"]}


KEYS = st.sampled_from(("id", "title", "purpose", "actions", "text", "detail", "note", "city", "x-y"))
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS | st.integers(0, 99) | st.booleans(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
)


@given(
    TREES, st.randoms(use_true_random=False), st.sampled_from((None, True, False)), st.sampled_from((None, "'", '"'))
)
def test_formatting_changes_no_meaning_and_nothing_the_second_time(
    tree: dict[str, Any], choose: random.Random, flow: bool | None, style: str | None
) -> None:
    plain = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style=style, sort_keys=False)
    source = source_of(with_comments(plain, choose)) or source_of(plain)
    assume(source is not None)
    assert source is not None
    once = formatted(source, forms()["measure.schema.json"])
    again = source_of(once)
    assert again is not None
    # Comments are held by an assertion of the formatter itself, which runs here too.
    assert again.data == source.data
    assert formatted(again, forms()["measure.schema.json"]) == once


def test_a_comment_that_ends_an_item_stays_there_above_a_text_on_lines_of_its_own() -> None:
    """The next item begins with its dash, not with the words below it; found by `make fuzz`."""
    written = "title:\n  - id: x\n    # 前の項目のこと\n  - |  # 次\n    一行目\n"
    assert canonical(written) == written


@pytest.mark.parametrize("seed", range(3))
def test_the_same_plan_before_and_after(seed: int, tmp_path: Path) -> None:
    """Every file written in another style with its keys shuffled, then formatted: the plan is equal, and canonical."""
    choose = random.Random(seed)
    folder = tmp_path / "plan"
    shutil.copytree(TINY, folder)
    meant = load(TINY).index
    for path in folder.rglob("*.yml"):
        data = _shuffled(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), choose)
        # BaseLoader reads all as text; numbers and truth values get their plain form back.
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=choose.choice((30, 999)))
        path.write_text(text, "utf-8")
    before = load(folder).index
    assert main(["fmt", str(folder)]) == 0
    after = load(folder).index
    assert meant is not None
    assert before is not None
    assert after is not None
    assert before.plan == after.plan == meant.plan
    assert main(["fmt", "--check", str(folder)]) == 0


class _Dumper(yaml.SafeDumper):
    """Numbers without quotes, as they are in the files."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    number = value.replace(".", "", 1).isdigit()
    kind = "bool" if value in ("true", "false") else "str" if not number else "float" if "." in value else "int"
    return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", value)


_Dumper.add_representer(str, _text)


def _shuffled(data: Any, choose: random.Random) -> Any:
    if isinstance(data, dict):
        keys = list(data)
        choose.shuffle(keys)
        return {key: _shuffled(data[key], choose) for key in keys}
    return [_shuffled(item, choose) for item in data] if isinstance(data, list) else data


def test_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(TINY, folder)
    path = folder / "measures" / "tea.yml"
    untidy = path.read_text("utf-8").replace("title: お茶を飲む", "title:   'お茶を飲む'")
    path.write_text(untidy, "utf-8")
    assert main(["fmt", "--check", str(folder)]) == 1
    assert capsys.readouterr().out == f"{path}\n"
    assert path.read_text("utf-8") == untidy


def test_an_unreadable_file_is_reported_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(TINY, folder)
    path = folder / "measures" / "tea.yml"
    path.write_text("id: tea\nid: tea\ntitle:   'お茶'\n", "utf-8")
    assert main(["fmt", str(folder)]) == 1
    assert "エラー[duplicate-key]" in capsys.readouterr().err
    assert path.read_text("utf-8") == "id: tea\nid: tea\ntitle:   'お茶'\n"


@pytest.mark.parametrize("folder", [REAL, TINY, TOP / "examples" / "aono" / "plan"], ids=["real", "tiny", "example"])
def test_the_plans_of_the_repository_are_canonical(folder: Path) -> None:
    assert main(["fmt", "--check", str(folder)]) == 0


def test_on_a_pull_request_form_is_a_notice_at_its_lines_with_what_they_become(
    changed_plan: ChangedPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever edits in the browser cannot run `keikaku fmt`, so it must not stop them; the exit code is still 1."""
    tea = (TINY / "measures/tea.yml").read_text("utf-8")
    patrol = (TINY / "measures/patrol.yml").read_text("utf-8")
    edited = tea.replace("pillar: near", 'pillar:   "near"')
    plan = changed_plan({"measures/tea.yml": edited, "measures/patrol.yml": patrol.rstrip("\n")})
    assert main(["fmt", "--check", "--format", "github", str(plan)]) == 1
    second, first = capsys.readouterr().out.splitlines()
    line = tea.splitlines().index("pillar: near") + 1
    assert first.startswith(f"::notice file={plan}/measures/tea.yml,line={line},endLine={line},col=1,")
    assert first.endswith("%0Apillar: near")
    assert second.startswith(f"::notice file={plan}/measures/patrol.yml,line={len(patrol.splitlines())},")
    assert "終わりの改行だけ" in second
    assert (plan / "measures/tea.yml").read_text("utf-8") == edited
    assert main(["fmt", str(plan)]) == 0
    assert main(["fmt", "--check", "--format", "github", str(plan)]) == 0


@pytest.mark.parametrize("files", [1, 12])
def test_of_more_notices_than_github_shows_the_last_one_shown_says_so(
    files: int, changed_plan: ChangedPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    term = (TINY / "terms/tea-party.yml").read_text("utf-8")
    plan = changed_plan({f"terms/tea-{n}.yml": term.replace("id: tea-party", f"id:   tea-{n}") for n in range(files)})
    assert main(["fmt", "--check", "--format", "github", str(plan)]) == 1
    notices = capsys.readouterr().out.splitlines()
    assert len(notices) == files
    assert [n for n, notice in enumerate(notices, 1) if "ほかに" in notice] == ([10] if files > 10 else [])
