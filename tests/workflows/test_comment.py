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

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node がない")

STAND_IN = """
const calls = [];
const asked = JSON.parse(process.argv[1]);
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
    table: str = "| 新 | 旧 |\n",
    head: str = "a" * 40,
    comments: tuple[dict[str, Any], ...] = (),
) -> list[list[Any]]:
    """The calls the script makes for an artifact with these contents; the run was for commit aaaa…"""
    (folder / "comparison").mkdir()
    (folder / "comparison/number").write_text(number, encoding="utf-8")
    (folder / "comparison/comparison.md").write_text(table, encoding="utf-8")
    workflow = yaml.safe_load((TOP / ".github/workflows/comment.yml").read_text(encoding="utf-8"))
    script = workflow["jobs"]["comment"]["steps"][-1]["with"]["script"]
    asked = {"script": script, "pull": {"head": {"sha": head}}, "comments": list(comments)}
    done = subprocess.run(
        ["node", "-e", STAND_IN, json.dumps(asked)],
        cwd=folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HEAD_SHA": "a" * 40, "RUN_URL": "https://github.example/runs/1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(done.stdout))


def test_the_table_becomes_a_comment(tmp_path: Path) -> None:
    [[call, what]] = post(tmp_path)
    assert call == "create"
    assert what["issue_number"] == 7
    assert what["body"].startswith(f"{MARKER}\n| 新 | 旧 |\n")
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
