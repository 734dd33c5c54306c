"""The script that posts the 新旧対照表, run by node against a stand-in of GitHub's API that records every call."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[2]
MARKER = "<!-- keikaku:comparison -->"
BORDER = "<!-- keikaku:table -->"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node がない")

STAND_IN = """
const calls = [];
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const record = (name) => async (what) => { calls.push([name, what]); return { data: asked.pull }; };
const github = {
  paginate: async () => asked.comments,
  rest: {
    pulls: { get: async () => ({ data: asked.pull }) },
    issues: { listComments: null, createComment: record('create'), updateComment: record('update') },
  },
};
const core = { setFailed: (m) => calls.push(['failed', m]), notice: (m) => calls.push(['notice', m]) };
const context = { repo: { owner: 'city', repo: 'plan' } };
const AsyncFunction = (async () => {}).constructor;
new AsyncFunction('github', 'core', 'context', 'require', asked.script)(github, core, context, require)
  .then(() => console.log(JSON.stringify(calls)));
"""


def post(
    folder: Path,
    *,
    number: str = "7\n",
    table: str | None = "| 新 | 旧 |\n",
    head: str = "a" * 40,
    conclusion: str = "success",
    comments: tuple[dict[str, Any], ...] = (),
) -> list[list[Any]]:
    """The calls the script makes for an artifact with these contents; the run was for commit aaaa…"""
    shutil.rmtree(folder / "comparison", ignore_errors=True)
    (folder / "comparison").mkdir()
    (folder / "comparison/number").write_text(number, encoding="utf-8")
    if table is not None:
        (folder / "comparison/comparison.md").write_text(table, encoding="utf-8")
    workflow = yaml.safe_load((TOP / ".github/workflows/comment.yml").read_text(encoding="utf-8"))
    script = workflow["jobs"]["comment"]["steps"][-1]["with"]["script"]
    asked = {"script": script, "pull": {"head": {"sha": head}}, "comments": list(comments)}
    done = subprocess.run(
        ["node", "-e", STAND_IN],
        input=json.dumps(asked),
        cwd=folder,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HEAD_SHA": "a" * 40,
            "RUN_URL": "https://github.example/runs/1",
            "CONCLUSION": conclusion,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


def test_the_table_becomes_a_comment(tmp_path: Path) -> None:
    [[call, what]] = post(tmp_path)
    assert call == "create"
    assert what["issue_number"] == 7
    assert what["body"].startswith(f"{MARKER}\n{BORDER}\nコミット aaaaaaa の新旧対照表\n\n| 新 | 旧 |\n")
    assert "https://github.example/runs/1#artifacts" in what["body"]


def test_a_second_run_renews_its_own_comment(tmp_path: Path) -> None:
    comments = (
        {"id": 1, "user": {"type": "User"}, "body": f"{MARKER} と書いた人のコメント"},
        {"id": 2, "user": {"type": "Bot"}, "body": f"{MARKER}\n前の表"},
    )
    [[call, what]] = post(tmp_path, comments=comments)
    assert (call, what["comment_id"]) == ("update", 2)


@pytest.mark.parametrize("number", ["", "0", "7 8", "7\n8", "-1", "７", "../7", "$(id)", "99999999999"])
def test_an_artifact_that_names_no_pull_request_is_refused(tmp_path: Path, number: str) -> None:
    [[call, _]] = post(tmp_path, number=number)
    assert call == "failed"


def test_an_artifact_cannot_comment_on_another_pull_request(tmp_path: Path) -> None:
    """The number is the artifact's claim; the commit is GitHub's word."""
    [[call, _]] = post(tmp_path, head="b" * 40)
    assert call == "notice"


def test_a_long_table_is_cut_at_a_row_and_says_so(tmp_path: Path) -> None:
    row = "| " + "あ" * 98 + " |\n"
    [[_, what]] = post(tmp_path, table=row * 2000)
    assert len(what["body"]) < 65_536
    assert what["body"].count("あ") % 98 == 0
    assert "（長いため、ここまでを載せています。）" in what["body"]


def bot(body: str) -> tuple[dict[str, Any], ...]:
    return ({"id": 2, "user": {"type": "Bot"}, "body": body},)


@pytest.mark.parametrize("conclusion", ["failure", "timed_out"])
def test_a_table_of_an_earlier_commit_is_marked_when_a_later_one_fails(tmp_path: Path, conclusion: str) -> None:
    """It would stand there as if it were of today; the next commit that passes takes the mark away."""
    [[_, first]] = post(tmp_path, table="| 前の表 |\n")
    [[call, failed]] = post(tmp_path, table=None, conclusion=conclusion, comments=bot(first["body"]))
    assert (call, failed["comment_id"]) == ("update", 2)
    said, _, below = failed["body"].partition(BORDER)
    assert said.startswith(f"{MARKER}\n> [!WARNING]\n> **下の新旧対照表は、前の変更のものです。** ")
    assert "コミット aaaaaaa）は、検査に通っていません" in said
    assert "https://github.example/runs/1" in said
    assert below == first["body"].partition(BORDER)[2]
    [[_, again]] = post(tmp_path, table=None, conclusion=conclusion, comments=bot(failed["body"]))
    assert again["body"] == failed["body"], "marks do not pile up"
    [[_, mended]] = post(tmp_path, table="| いまの表 |\n", comments=bot(failed["body"]))
    assert "WARNING" not in mended["body"]
    assert "前の表" not in mended["body"]
    assert "いまの表" in mended["body"]


def test_who_never_had_a_table_is_reported_where_the_faults_are(tmp_path: Path) -> None:
    [[call, what]] = post(tmp_path, table=None, conclusion="failure")
    assert call == "create"
    assert what["body"].startswith(
        f"{MARKER}\n> [!WARNING]\n> いまの変更（コミット aaaaaaa）は、検査に通っていません。"
    )
    assert "前の変更" not in what["body"]
    [[call, again]] = post(tmp_path, table=None, conclusion="failure", comments=bot(what["body"]))
    assert (call, again["body"]) == ("update", what["body"])


def test_a_table_made_before_the_failure_is_not_posted(tmp_path: Path) -> None:
    """The site or the print draft could not be made: what the comment offers would not be there."""
    [[_, what]] = post(tmp_path, conclusion="failure")
    assert "| 新 | 旧 |" not in what["body"]


@pytest.mark.parametrize("table", ["あ\n" * 40_000, "あ" * 70_000], ids=["lines", "one line"])
def test_a_marked_long_table_is_still_short_enough(tmp_path: Path, table: str) -> None:
    [[_, first]] = post(tmp_path, table=table)
    [[_, failed]] = post(tmp_path, table=None, conclusion="failure", comments=bot(first["body"]))
    assert len(failed["body"]) < 65_536
