"""The workflows hold nothing of their own: pinned actions, the project's own scripts, no right they don't need."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parents[2]
WORKFLOWS = {path.stem: path for path in sorted((PROJECT / ".github" / "workflows").glob("*.yml"))}
#: What a proposal from anybody's fork must never get, and where it is owed.
RIGHTS = {
    ("pages", "build"): {"contents": "read", "pages": "read"},
    ("pages", "deploy"): {"pages": "write", "id-token": "write"},
    ("release", "build"): {"contents": "read", "pages": "read"},
    ("release", "publish"): {"contents": "write"},
}


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))
    return found


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = workflow(name)["jobs"]
    return found


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in WORKFLOWS:
        for job in jobs(name).values():
            for step in job["steps"]:
                yield name, step


def sessions_of_nox() -> set[str]:
    tree = ast.parse((PROJECT / "noxfile.py").read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any("nox.session" in ast.unparse(each) for each in node.decorator_list)
    }


def test_there_is_a_workflow_for_proposals_for_the_site_and_for_releases() -> None:
    assert set(WORKFLOWS) == {"pull-request", "pages", "release"}


def test_each_action_is_pinned_by_a_whole_hash_with_its_version_beside_it() -> None:
    lines = [line for path in WORKFLOWS.values() for line in path.read_text(encoding="utf-8").splitlines()]
    used = [line.strip() for line in lines if re.match(r"\s*(- )?uses:", line)]
    assert used
    pinned = re.compile(r"(- )?uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_one_action_has_one_version_in_all_workflows() -> None:
    used = {step["uses"] for _, step in steps() if "uses" in step}
    assert len(used) == len({action.partition("@")[0] for action in used})


def test_whatever_runs_is_a_session_of_nox_or_a_script_that_anybody_can_run() -> None:
    for name, step in steps():
        if "run" not in step:
            continue
        call = re.fullmatch(
            r"python3 run\.py (?P<session>\w+)( -- [\w -]+)?|(?P<script>\.ci/[\w-]+)( [\w/]+)?", step["run"].strip()
        )
        assert call, f"{name}: {step['run']}"
        if call["session"]:
            assert call["session"] in sessions_of_nox()
        else:
            assert os.access(PROJECT / call["script"], os.X_OK)


def test_nothing_that_others_write_reaches_a_shell_as_code() -> None:
    assert [step["run"] for _, step in steps() if "${{" in step.get("run", "")] == []


def test_no_checkout_leaves_the_token_behind() -> None:
    taken = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert taken
    assert [step for step in taken if step["with"]["persist-credentials"] is not False] == []


def test_a_proposal_runs_without_the_rights_of_the_project() -> None:
    assert set(workflow("pull-request")[True]) == {"pull_request"}  # YAML reads `on` as a truth value


@pytest.mark.parametrize("name", WORKFLOWS)
def test_each_job_has_the_rights_it_needs_and_no_other(name: str) -> None:
    assert workflow(name)["permissions"] == {"contents": "read"}
    for job, facts in jobs(name).items():
        assert facts.get("permissions") == RIGHTS.get((name, job))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_job_runs_for_ever_or_beside_itself(name: str) -> None:
    assert "group" in workflow(name)["concurrency"]
    assert all(job["timeout-minutes"] <= 90 for job in jobs(name).values())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_proposal_takes_from_the_cache_and_main_alone_keeps_one(name: str) -> None:
    """A cache that a run on main kept can be read by all; a release is made from nothing."""
    used = {step["uses"].partition("@")[0] for one, step in steps() if one == name and "/cache" in step.get("uses", "")}
    assert used == {"pages": {"actions/cache"}, "pull-request": {"actions/cache/restore"}}.get(name, set())


def test_a_cache_is_of_the_same_programs() -> None:
    cached = [step["with"] for _, step in steps() if "/cache" in step.get("uses", "")]
    assert {one["key"] for one in cached} == {f"{cached[0]['restore-keys']}${{{{ github.sha }}}}"}
    assert "build/.work" in cached[0]["path"]
    assert all(f"'{name}'" in cached[0]["key"] for name in ("requirements.txt", "pyproject.toml", "src/**"))


def test_a_proposal_is_built_in_three_editions_that_are_kept() -> None:
    kept = {
        step["with"]["path"] for name, step in steps() if name == "pull-request" and "upload" in step.get("uses", "")
    }
    assert kept == {"build/html", "build/epub", "build/pdf"}


def test_the_tools_of_the_system_have_one_list() -> None:
    files = [*WORKFLOWS.values(), PROJECT / ".ci" / "run"]
    assert [path.name for path in files if "apt-get" in path.read_text(encoding="utf-8")] == []
    assert ".ci/system-tools" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_sources_are_checked_before_anything_is_built() -> None:
    runs = [step.get("run") for step in jobs("pull-request")["book"]["steps"] if "run" in step]
    assert runs.index("python3 run.py check") < runs.index("python3 run.py book -- --only html --only epub --only pdf")
    assert '"--format", "github"' in (PROJECT / "noxfile.py").read_text(encoding="utf-8")
