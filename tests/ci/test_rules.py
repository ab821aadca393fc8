"""Every workflow that the project has or hands out, held to the rules: pinned, least rights, nothing of a stranger's in a command."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from .act import PERMITTED, REPOSITORY

OURS = REPOSITORY / ".github" / "workflows"
REVIEW = REPOSITORY / "workflow" / "evidence" / "engine" / "review"
WORKFLOWS = [*sorted(OURS.glob("*.yml")), *sorted((REVIEW / "github").glob("*.yml"))]
WRITE = {
    ("comment.yml", "pull-requests"),
    ("inbox.yml", "contents"),
    ("inbox.yml", "pull-requests"),
    ("pages.yml", "pages"),
    ("pages.yml", "id-token"),
}
"""What may write, and nothing else."""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def faults(text: str, name: str = "changes.yml") -> list[str]:
    """What is wrong with a workflow, a sentence each."""
    flow = yaml.safe_load(text)
    triggers = flow.get("on", flow.get(True))  # `on` is a truth of YAML 1.1
    found = ["it runs strangers' branches with rights"] if "pull_request_target" in triggers else []
    if "permissions" not in flow:
        return [*found, "it takes what rights there are"]
    rights = [
        (where, right, how)
        for where, held in [
            ("it", flow["permissions"]),
            *((job, one.get("permissions", {})) for job, one in flow["jobs"].items()),
        ]
        for right, how in held.items()
    ]
    found += [
        f"{where} may write {right}"
        for where, right, how in rights
        if how == "write" and ((name, right) not in WRITE or where == "it")
    ]
    found += [f"{right} is no right that is known" for _, right, _ in rights if right not in PERMITTED]
    for job, one in flow["jobs"].items():
        found += [] if one.get("timeout-minutes") else [f"{job} may run without end"]
        for step in one["steps"]:
            uses, runs = step.get("uses", ""), step.get("run", "")
            if uses and not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", uses):
                found.append(f"{uses} is not pinned")
            if "checkout" in uses and step.get("with", {}).get("persist-credentials") is not False:
                found.append(f"the clone of {job} keeps its token")
            if "${{" in runs:
                found.append(f"an expression stands in the command `{runs}`")
            if "secrets." in str(step):
                found.append(f"{job} reads a secret")
        writes = "write" in one.get("permissions", {}).values()
        if writes and any(
            re.search(r"\b(make|pip|npm|evidence)\b", step.get("run", "")) for step in one["steps"]
        ):
            found.append(f"{job} runs what was installed, and may write")
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parent.parent.name}-{path.name}")
def test_every_workflow_keeps_the_rules(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), path.name) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("on: pull_request", "on: pull_request_target", "it runs strangers' branches with rights"),
        ("permissions:\n  contents: read\n", "", "it takes what rights there are"),
        ("contents: read", "contents: write", "it may write contents"),
        ("@ea165f8d65b6e75b540449e92b4886f43607fa02", "@v4", "actions/upload-artifact@v4 is not pinned"),
        ("persist-credentials: false", "persist-credentials: true", "the clone of compare keeps its token"),
        ('"$BASE"', "${{ github.event.pull_request.base.sha }}", "an expression stands in the command `bash .ci/changes ${{ github.event.pull_request.base.sha }} changes.md`"),
        ("${{ github.event.pull_request.base.sha }}", "${{ secrets.KEY }}", "compare reads a secret"),
        ("    timeout-minutes: 90\n", "", "compare may run without end"),
        ("    timeout-minutes: 90\n", "    timeout-minutes: 90\n    permissions: {pull-requests: write}\n    env: {}\n", "compare may write pull-requests"),
    ],
)  # fmt: skip
def test_a_workflow_that_breaks_a_rule_is_found(good: str, bad: str, fault: str) -> None:
    text = (OURS / "changes.yml").read_text(encoding="utf-8")
    assert text.count(good) == 1
    assert fault in faults(text.replace(good, bad))


def test_the_workflow_that_runs_with_rights_clones_nothing_of_the_branch() -> None:
    (job,) = read(OURS / "comment.yml")["jobs"].values()
    (clone,) = (step for step in job["steps"] if "checkout" in step.get("uses", ""))
    assert clone["with"] == {"persist-credentials": False}, "without `ref` it is the default branch"
    assert [step["run"] for step in job["steps"] if "run" in step] == [
        "python3 .ci/github comment from-the-branch/changes.md"
    ]


def test_an_action_has_one_digest_wherever_it_is_used() -> None:
    used = {
        use
        for path in WORKFLOWS
        for use in re.findall(r"uses: (\S+ # \S+)", path.read_text(encoding="utf-8"))
    }
    assert len(used) == len({use.split("@")[0] for use in used}) >= 6


@pytest.mark.parametrize("name", ["changes.yml", "comment.yml", "pages.yml", "inbox.yml"])
def test_this_project_runs_what_a_new_review_has(name: str) -> None:
    assert (OURS / name).read_bytes() == (REVIEW / "github" / name).read_bytes(), (
        f"cp {REVIEW}/github/{name} {OURS}"
    )


@pytest.mark.parametrize("path", sorted((REVIEW / "ci").iterdir()), ids=lambda path: path.name)
def test_the_scripts_are_said_once(path: Path) -> None:
    ours = REPOSITORY / ".ci" / path.name
    assert ours.is_symlink() and ours.samefile(path)


def test_the_scripts_of_bash_can_be_read() -> None:
    for path in (REVIEW / "ci" / "changes", REPOSITORY / ".ci" / "run", REPOSITORY / ".ci" / "canary"):
        assert subprocess.run(["bash", "-n", path]).returncode == 0
