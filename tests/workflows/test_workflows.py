"""The workflows: safe by what they say, and each command tried on a scratch repository with a changed branch."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[2]
FOLDER = TOP / ".github/workflows"
BRANCH = "提案$(touch${IFS}pwned);touch${IFS}pwned"
"""What anybody may call the branch of a pull request."""


class _Yaml12(yaml.SafeLoader):
    """GitHub reads YAML 1.2, where `on` is a word and not a truth."""


_Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step, and where it stands."""

    workflow: str
    job: str
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.workflow}/{self.job}/{self.data.get('name') or self.data.get('uses', '').split('@')[0]}"


def workflow(name: str) -> dict[str, Any]:
    return dict(yaml.load((FOLDER / name).read_text(encoding="utf-8"), _Yaml12))


WORKFLOWS = sorted(path.name for path in FOLDER.glob("*.yml"))
STEPS = [
    Step(workflow=name, job=job, data=step)
    for name in WORKFLOWS
    for job, body in workflow(name)["jobs"].items()
    for step in body["steps"]
]
USING = [step for step in STEPS if "uses" in step.data]
RUNNING = [step for step in STEPS if "run" in step.data]


# -- what they say


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(name: str) -> None:
    uses = re.findall(r"uses: (.*)", (FOLDER / name).read_text(encoding="utf-8"))
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


def test_one_action_has_one_commit_everywhere() -> None:
    pins = {tuple(str(step.data["uses"]).split("@")) for step in USING}
    assert len(pins) == len({action for action, _ in pins})


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_no_text_of_an_event_is_pasted_into_a_program(step: Step) -> None:
    """`run: echo ${{ … title }}` lets a title run commands; values come in by `env`, which no shell parses."""
    program = str(step.data.get("run", "")) + str(step.data.get("with", {}).get("script", ""))
    assert "${{" not in program


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_variables_hold_only_what_github_itself_makes(step: Step) -> None:
    made_by_github = {
        "github.event.pull_request.base.sha",
        "github.event.pull_request.number",
        "github.event.workflow_run.html_url",
        "github.event.workflow_run.head_sha",
    }
    values = [str(value) for value in step.data.get("env", {}).values()]
    assert {found for value in values for found in re.findall(r"\$\{\{ (.*?) \}\}", value)} <= made_by_github


@pytest.mark.parametrize("step", [s for s in USING if "checkout" in s.data["uses"]], ids=str)
def test_a_checkout_leaves_no_token_behind(step: Step) -> None:
    assert step.data["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_the_least(name: str) -> None:
    """Reading at most for the whole; writing only in the job that posts or publishes, and only what it must."""
    data = workflow(name)
    assert data["permissions"] in ({}, {"contents": "read"})
    for job, body in data["jobs"].items():
        allowed = {
            ("comment.yml", "comment"): {"actions": "read", "pull-requests": "write"},
            ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
        }.get((name, job))
        assert body.get("permissions") == allowed
        assert "timeout-minutes" in body


def test_what_a_pull_request_brings_never_runs_with_rights_to_write() -> None:
    """`pull_request_target` is the usual way to get this wrong; here a second workflow posts and runs nothing."""
    assert all("pull_request_target" not in workflow(name)["on"] for name in WORKFLOWS)
    commenting = [step for step in STEPS if step.workflow == "comment.yml"]
    assert [step.data["uses"].split("@")[0] for step in commenting] == [
        "actions/download-artifact",
        "actions/github-script",
    ]
    assert not any("run" in step.data for step in commenting)


def test_the_comment_follows_the_check_by_its_name() -> None:
    assert workflow("comment.yml")["on"]["workflow_run"]["workflows"] == [workflow("check.yml")["name"]]


def test_the_program_is_tested_on_every_python_it_is_meant_for() -> None:
    assert workflow("check.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert [step.data["run"] for step in RUNNING if step.job == "tests"] == ["bash .ci/run"]


# -- what they do


def git(repository: Path, *words: str) -> str:
    identity = ["-c", "user.name=編集者", "-c", "user.email=editor@example.jp"]
    done = subprocess.run(["git", *identity, *words], cwd=repository, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What the steps of a job left behind, in a repository as a runner finds it."""

    folder: Path
    steps: Mapping[str, subprocess.CompletedProcess[str]]


STAND_INS = {
    "sudo": "#!/bin/sh\n# the right to install packages of the system: not used in a test\n",
    "make": "#!/bin/sh\n# what is installed is shared with all tests, so the real make only says what it would do\n"
    'exec /usr/bin/make -n "$@"\n',
}


def repository(top: Path) -> tuple[Path, str]:
    """A base and a branch of hostile name that changed a measure; returns the folder and the commit of the base."""
    folder = top / "repository"
    folder.mkdir()
    for name in ("Makefile", "mkdocs.yml", ".gitignore"):
        shutil.copy(TOP / name, folder / name)
    shutil.copytree(TOP / "tests/plans/ok/shiominami", folder / "plan")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "はじめの計画")
    base = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "-b", BRANCH)
    measure = folder / "plan/measures/tea.yml"
    measure.write_text(measure.read_text("utf-8").replace("月に一度、", "週に一度、"), encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "回数をふやす $(touch pwned)")
    return folder, base


def run_step(step: Step, folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """By `bash -e` with pipefail, as GitHub does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", str(step.data["run"])],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module", params=[("check.yml", "plan"), ("pages.yml", "build")], ids="/".join)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """All steps of a job that run commands, as GitHub runs them: in order, by `bash -e` with pipefail."""
    top = tmp_path_factory.mktemp("runner")
    folder, base = repository(top)
    (folder / ".venv").symlink_to(TOP / ".venv")
    (top / "bin").mkdir()
    for name, text in STAND_INS.items():
        (top / "bin" / name).write_text(text, encoding="utf-8")
        (top / "bin" / name).chmod(0o755)
    event = {"github.event.pull_request.base.sha": base, "github.event.pull_request.number": "7"}
    done = {}
    for step in (step for step in RUNNING if (step.workflow, step.job) == request.param):
        variables = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: event[found[1]], str(value))
            for name, value in step.data.get("env", {}).items()
        }
        runner = {"PATH": f"{top / 'bin'}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(top / "summary.md")}
        done[step.data["name"]] = run_step(step, folder, {**variables, **runner})
    return Ran(folder=folder, steps=done)


@pytest.mark.slow
def test_every_command_of_the_job_works_on_a_changed_branch(ran: Ran) -> None:
    assert ran.steps
    assert {name: done.stdout + done.stderr for name, done in ran.steps.items() if done.returncode} == {}


@pytest.mark.slow
def test_a_branch_name_or_message_that_is_a_command_runs_nothing(ran: Ran) -> None:
    # Git keeps the branch under its own name; anything outside .git was made by a command.
    made = [path for path in ran.folder.rglob("*pwned*") if ".git" not in path.relative_to(ran.folder).parts]
    assert made == []


@pytest.mark.slow
def test_what_is_to_be_uploaded_is_there(ran: Ran, request: pytest.FixtureRequest) -> None:
    workflow_name, job = request.node.callspec.params["ran"]
    uploads = [s for s in USING if (s.workflow, s.job) == (workflow_name, job) and "upload" in s.data["uses"]]
    assert uploads
    for step in uploads:
        path = ran.folder / step.data["with"]["path"]
        assert path.is_file() or any(path.iterdir()), step


@pytest.mark.slow
@pytest.mark.parametrize("ran", [("check.yml", "plan")], indirect=True, ids="/".join)
def test_the_comparison_shows_the_change_and_nothing_else(ran: Ran) -> None:
    table = (ran.folder / "build/comparison/comparison.md").read_text(encoding="utf-8")
    assert "週" in table
    assert "拍子木を打って歩きます" not in table
    assert (ran.folder / "build/comparison/number").read_text(encoding="utf-8") == "7\n"


@pytest.mark.parametrize("before", ["a plan with a fault", "no plan"])
def test_a_branch_may_mend_what_it_began_from(tmp_path: Path, before: str) -> None:
    """Where the plan before cannot be compared, the step says so and does not fail."""
    folder = tmp_path / "repository"
    shutil.copytree(TOP / "tests/plans/ok/shiominami", folder / "plan")
    (folder / ".venv").symlink_to(TOP / ".venv")
    git(folder, "init", "-q", "-b", "main")
    tea = folder / "plan/measures/tea.yml"
    good = tea.read_text("utf-8")
    if before == "no plan":
        git(folder, "commit", "-q", "--allow-empty", "-m", "まだ何もない")
    else:
        tea.write_text(good.replace("pillar: near", "pillar: far"), "utf-8")
        git(folder, "add", "plan")
        git(folder, "commit", "-q", "-m", "誤りのある計画")
    base = git(folder, "rev-parse", "HEAD")
    tea.write_text(good, "utf-8")
    git(folder, "add", "plan")
    git(folder, "commit", "-q", "-m", "直した計画")
    [step] = [step for step in RUNNING if step.data["name"] == "新旧対照表"]
    done = run_step(step, folder, {"BASE": base, "NUMBER": "7"})
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text("utf-8") for path in (folder / "build/comparison").iterdir()}
    assert set(made) == {"comparison.md", "number"}
    assert "新旧対照表は作れません" in made["comparison.md"]
    assert made["number"] == "7\n"
