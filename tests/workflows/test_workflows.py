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
        "github.event.workflow_run.conclusion",
        "steps.pages.outputs.base_url",
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
            ("pages.yml", "build"): {"contents": "read", "pages": "read"},
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


def test_the_comment_follows_the_plan_by_its_name_and_nothing_else() -> None:
    """Whatever the tests of the program or a browser say, and when: that workflow has one job and waits for none."""
    assert workflow("comment.yml")["on"]["workflow_run"]["workflows"] == [workflow("plan.yml")["name"]]
    assert list(workflow("plan.yml")["jobs"]) == ["plan"]
    assert "pytest" not in str(workflow("plan.yml"))
    assert "make test" not in str(workflow("plan.yml"))


@pytest.mark.parametrize("conclusion", ["success", "failure", "timed_out", "cancelled", "skipped"])
def test_the_comment_is_written_after_every_end_but_one_that_another_follows(conclusion: str) -> None:
    answered = re.findall(r'"(\w+)"', workflow("comment.yml")["jobs"]["comment"]["if"])
    assert (conclusion in answered) == (conclusion not in ("cancelled", "skipped"))


def test_a_proposal_that_touches_the_plan_alone_runs_what_is_about_the_plan_alone() -> None:
    """The workflow of the program's tests passes over it; the two others run for every proposal, so that they can be
    required: GitHub waits forever for a required check that a path filter left out."""
    for event in ("pull_request", "push"):
        assert workflow("tests.yml")["on"][event]["paths-ignore"] == ["plan/**"]
        for name in ("plan.yml", "site.yml"):
            assert "paths" not in str(workflow(name)["on"])
    assert [step.data["run"] for step in RUNNING if step.workflow == "site.yml"] == ["make test-plan"]
    makefile = (TOP / "Makefile").read_text("utf-8")
    assert re.search(r"^test-plan:.*\n\t.* -m live_plan tests/live tests/browser$", makefile, re.MULTILINE)


def test_an_artifact_with_the_number_is_left_whatever_fails() -> None:
    """Or the comment could not say that what it shows is out of date."""
    steps = [step.data for step in STEPS if step.workflow == "plan.yml"]
    assert steps[0]["name"] == "提案の番号"
    [upload] = [step for step in steps if step.get("with", {}).get("name") == "comparison"]
    assert upload["if"].startswith("always()")


def test_hooks_before_a_commit_are_what_ci_runs_on_the_plan() -> None:
    ran = {
        match[1]
        for step in RUNNING
        if step.workflow == "plan.yml"
        for match in re.finditer(
            r"^(\.venv/bin/keikaku (?:check|fmt).*?) --format github", step.data["run"], re.MULTILINE
        )
    }
    hooks = yaml.safe_load((TOP / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert {hook["entry"] for hook in hooks} == ran


def test_the_program_is_tested_on_every_python_it_is_meant_for() -> None:
    assert workflow("tests.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    jobs = workflow("tests.yml")["jobs"]
    assert [step["run"] for step in jobs["tests"]["steps"] if "run" in step] == ["bash .ci/run"]


def test_the_package_others_install_is_kept() -> None:
    steps = workflow("tests.yml")["jobs"]["package"]["steps"]
    assert any("hatchling build -d dist" in step.get("run", "") for step in steps)
    assert any(step.get("with", {}).get("path") == "dist" for step in steps)


@pytest.mark.parametrize("step", [s for s in USING if "setup-python" in s.data["uses"]], ids=str)
def test_what_pip_loads_is_kept_between_runs_as_long_as_the_lock_says_the_same(step: Step) -> None:
    assert step.data["with"]["cache"] == "pip"
    assert (TOP / step.data["with"]["cache-dependency-path"]).is_file()
    assert step.data["with"]["cache-dependency-path"] in (TOP / "Makefile").read_text("utf-8")


# -- what they do


def git(repository: Path, *words: str) -> str:
    identity = ["-c", "user.name=編集者", "-c", "user.email=editor@example.jp"]
    done = subprocess.run(["git", *identity, *words], cwd=repository, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What the steps of a job left behind, in a repository as a runner finds it."""

    folder: Path
    temp: Path
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
    shutil.copytree(TOP / ".ci", folder / ".ci")
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


def runner(top: Path) -> dict[str, str]:
    """What a runner gives to every step, its folders in ``top``."""
    (top / "temp").mkdir(exist_ok=True)
    (top / "bin").mkdir(exist_ok=True)
    for name, text in STAND_INS.items():
        (top / "bin" / name).write_text(text, encoding="utf-8")
        (top / "bin" / name).chmod(0o755)
    return {
        "PATH": f"{top / 'bin'}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(top / "temp"),
        "GITHUB_STEP_SUMMARY": str(top / "summary.md"),
    }


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


@pytest.fixture(scope="module", params=[("plan.yml", "plan"), ("pages.yml", "build")], ids="/".join)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """All steps of a job that run commands, as GitHub runs them: in order, by `bash -e` with pipefail."""
    top = tmp_path_factory.mktemp("runner")
    folder, base = repository(top)
    (folder / ".venv").symlink_to(TOP / ".venv")
    event = {
        "github.event.pull_request.base.sha": base,
        "github.event.pull_request.number": "7",
        "steps.pages.outputs.base_url": "https://owner.github.io/name",
    }
    done = {}
    for step in (step for step in RUNNING if (step.workflow, step.job) == request.param):
        variables = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: event[found[1]], str(value))
            for name, value in step.data.get("env", {}).items()
        }
        done[step.data["name"]] = run_step(step, folder, {**variables, **runner(top)})
    return Ran(folder=folder, temp=top / "temp", steps=done)


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
        path = ran.folder / step.data["with"]["path"].replace("${{ runner.temp }}", str(ran.temp))
        assert path.is_file() or any(path.iterdir()), step


@pytest.mark.slow
@pytest.mark.parametrize("ran", [("plan.yml", "plan")], indirect=True, ids="/".join)
def test_the_comparison_shows_the_change_and_nothing_else(ran: Ran) -> None:
    table = (ran.temp / "comparison/comparison.md").read_text(encoding="utf-8")
    assert "週" in table
    assert "拍子木を打って歩きます" not in table
    assert (ran.temp / "comparison/number").read_text(encoding="utf-8") == "7\n"


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
    for name in ("提案の番号", "新旧対照表"):
        done = run_step(named(name), folder, {"BASE": base, "NUMBER": "7", **runner(tmp_path)})
        assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text("utf-8") for path in (tmp_path / "temp/comparison").iterdir()}
    assert set(made) == {"comparison.md", "number"}
    assert "新旧対照表は作れません" in made["comparison.md"]
    assert made["number"] == "7\n"


def named(name: str) -> Step:
    [step] = [step for step in RUNNING if step.workflow == "plan.yml" and step.data["name"] == name]
    return step


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The tiny plan in the place of a checkout."""
    folder = tmp_path / "repository"
    shutil.copytree(TOP / "tests/plans/ok/shiominami", folder / "plan")
    (folder / ".venv").symlink_to(TOP / ".venv")
    return folder


FORMS = {
    "no newline at the end": lambda text: text.rstrip("\n"),
    "a space at the end of a line": lambda text: text.replace("pillar: near\n", "pillar: near \n"),
    "quotes around a text": lambda text: text.replace("pillar: near", 'pillar: "near"'),
    "two spaces behind a colon": lambda text: text.replace("pillar: near", "pillar:  near"),
    "keys in another order": lambda text: text.replace("id: tea\n", "").replace(
        "pillar: near\n", "pillar: near\nid: tea\n"
    ),
    "lines that end as on Windows": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize(
    "form", [form if n == 0 else pytest.param(form, marks=pytest.mark.slow) for n, form in enumerate(FORMS)]
)
def test_form_never_turns_a_proposal_red_and_is_shown_at_its_line(edited: Path, tmp_path: Path, form: str) -> None:
    """Whoever edits in the browser cannot run `keikaku fmt`."""
    tea = edited / "plan/measures/tea.yml"
    before = tea.read_text("utf-8")
    tea.write_text(FORMS[form](before), "utf-8", newline="")
    assert tea.read_bytes() != before.encode()
    for name in ("計画の検査", "書き方のお知らせ"):
        done = run_step(named(name), edited, runner(tmp_path))
        assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("::notice file=plan/measures/tea.yml,line=")


def test_a_form_check_that_fails_itself_is_red(edited: Path, tmp_path: Path) -> None:
    """Only the answer "not in form" is let pass."""
    shutil.rmtree(edited / "plan")
    assert run_step(named("書き方のお知らせ"), edited, runner(tmp_path)).returncode != 0


@pytest.mark.parametrize(
    "faults", [pytest.param(9, marks=pytest.mark.slow), 14, pytest.param(130, marks=pytest.mark.slow)]
)
def test_more_faults_than_github_shows_at_the_lines_are_all_in_the_summary(
    edited: Path, tmp_path: Path, faults: int
) -> None:
    """GitHub keeps ten annotations of a step."""
    terms = [edited / f"plan/terms/term-{n}.yml" for n in range(faults)]
    for path in terms:
        path.write_text(f"id: {path.stem}\nname: 言葉{path.stem}\nreading: ことば\ndefinition: x\nwrong: 1\n", "utf-8")
    done = run_step(named("計画の検査"), edited, runner(tmp_path))
    assert done.returncode == 1
    summary = tmp_path / "summary.md"
    if faults <= 10:
        assert not summary.exists()
        assert done.stdout.count("::error ") == faults
    else:
        table = summary.read_text("utf-8")
        assert table.startswith(f"### エラー {faults}件\n")
        assert [path.name for path in terms if f"/{path.name}:" not in table] == []
