"""A workflow, run on this machine: each `run:` is run as it stands, in a clone, with what GitHub lays into the environment.

What `uses:` names is not fetched: a clone, folders of artifacts and a folder of pages stand in for it. A token is a word of the test, and a
job finds by it at GITHUB_API_URL what its `permissions` would let it do there (`github.py`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from evidence.layout import Layout
from tests.engine_facts import known

from .expressions import filled, holds

REPOSITORY = Path(__file__).resolve().parents[2]
PERMITTED = {"actions", "contents", "id-token", "pages", "pull-requests"}


class Failed(AssertionError):
    """A step that ended otherwise than with 0."""


@dataclass
class Runner:
    """`origin`: the repository that is cloned; `room`: where all else lies; `api`: where the API answers; `event`: what happened, as
    GitHub tells it; `said`: what all steps printed. Artifacts of an earlier run are handed on in `artifacts`."""

    origin: Path
    room: Path
    event_name: str
    event: Mapping[str, Any] = field(default_factory=dict)
    ref_name: str = "main"
    checked_out: str = "main"
    api: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    artifacts: Path = Path()
    said: str = ""
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, dict[str, str]] = field(default_factory=dict)
    """Token of a job → what it may do."""

    def __post_init__(self) -> None:
        self.room.mkdir(parents=True, exist_ok=True)
        self.artifacts = self.artifacts if self.artifacts != Path() else self.room / "artifacts"

    def run(self, workflow: Path) -> list[str]:
        """Run the jobs whose conditions hold, in order, and give the names of those that ran. Raises Failed."""
        flow = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        ran: list[str] = []
        for name, job in flow["jobs"].items():
            contexts = self._contexts(name, job.get("permissions", flow["permissions"]))
            if any(need not in ran for need in _list(job.get("needs"))) or not holds(job.get("if"), contexts):
                continue
            self._job(name, job, contexts)
            ran.append(name)
        return ran

    def _contexts(self, name: str, permissions: Mapping[str, str]) -> dict[str, Any]:
        token = f"token-of-{name}"
        self.tokens[token] = dict(permissions)
        needs = {job: {"outputs": outputs} for job, outputs in self.outputs.items()}
        github = {
            "event_name": self.event_name,
            "event": self.event,
            "token": token,
            "ref": f"refs/heads/{self.ref_name}",
            "ref_name": self.ref_name,
        }
        return {"github": github, "needs": needs, "steps": {}, "matrix": {}}

    def _job(self, name: str, job: Mapping[str, Any], contexts: dict[str, Any]) -> None:
        self.workspace = self.room / "work" / name
        shutil.rmtree(self.workspace, ignore_errors=True)
        self.workspace.mkdir(parents=True)
        for number, step in enumerate(job["steps"]):
            if not holds(step.get("if"), contexts):
                continue
            output = self.room / f"{name}-{number}.output"
            output.write_text("")
            if "uses" in step:
                given = {key: filled(str(value), contexts) for key, value in step.get("with", {}).items()}
                getattr(self, "_" + step["uses"].split("/")[1].split("@")[0].replace("-", "_"))(given, output)
            else:
                own = {key: filled(str(value), contexts) for key, value in step.get("env", {}).items()}
                self._step(name, filled(step["run"], contexts), own, output)
            told = dict(line.split("=", 1) for line in output.read_text().splitlines() if "=" in line)
            contexts["steps"][step.get("id", f"step-{number}")] = {"outputs": told}
        self.outputs[name] = {key: filled(value, contexts) for key, value in job.get("outputs", {}).items()}

    def _step(self, job: str, script: str, own: Mapping[str, str], output: Path) -> None:
        summary, event = self.room / "summary.md", self.room / "event.json"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        kept = ("HOME", "LANG", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OMP_NUM_THREADS", "PATH")
        environment = {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.api,
            "GITHUB_EVENT_NAME": self.event_name,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_JOB": job,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REF_NAME": self.ref_name,
            "GITHUB_REPOSITORY": "ana/visits",
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.room),
            **self.environment,
            **own,
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.workspace, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self.said += done.stdout
        if done.returncode:
            raise Failed(f"{job}: `{script.strip()}` ended with {done.returncode}:\n{done.stdout}")

    def _checkout(self, given: Mapping[str, str], output: Path) -> None:
        """A clone of all branches, or of the one commit. It holds no right to push, as with `persist-credentials: false`."""
        assert given["persist-credentials"] == "False", (
            "a clone that keeps its token hands it to all that runs there"
        )
        deep = [] if given.get("fetch-depth") == "0" else ["--depth", "1", "--no-single-branch"]
        _git(
            "clone", "--quiet", *deep, "--branch", self.checked_out, self.origin.as_uri(), str(self.workspace)
        )

    def _setup_python(self, given: Mapping[str, str], output: Path) -> None:
        """The Python of the test."""

    def _upload_artifact(self, given: Mapping[str, str], output: Path) -> None:
        source, place = self.workspace / given["path"], self.artifacts / given["name"]
        assert source.exists() or given.get("if-no-files-found") == "ignore", f"nothing to keep: {source}"
        place.mkdir(parents=True)
        if source.is_dir():
            shutil.copytree(source, place, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy(source, place)

    def _download_artifact(self, given: Mapping[str, str], output: Path) -> None:
        shutil.copytree(self.artifacts / given["name"], self.workspace / given["path"], symlinks=True)

    def _upload_pages_artifact(self, given: Mapping[str, str], output: Path) -> None:
        self._upload_artifact({"name": "github-pages", **given}, output)

    def _deploy_pages(self, given: Mapping[str, str], output: Path) -> None:
        shutil.copytree(self.artifacts / "github-pages", self.room / "site")
        output.write_text("page_url=https://ana.example/visits/\n")


def environment(room: Path) -> dict[str, str]:
    """What makes `make setup` quick: a Python that, asked for an environment, hands out that of the tests with the engine of this repository
    and what is known of its modules."""
    room.mkdir(parents=True, exist_ok=True)
    python = room / "python"
    there = Path(sys.executable).parents[1]
    read = Layout(Path()).read_code
    lays = f'rm -rf "$3"; ln -s {there} "$3"; mkdir -p {read.parent}; cp {known()} {read}'
    python.write_text(
        f'#!/bin/sh\nif [ "$1 $2" = "-m venv" ]; then {lays}; else exec {sys.executable} "$@"; fi\n'
    )
    python.chmod(0o755)
    return {
        "PYTHON": str(python),
        "PYTHONPATH": str(REPOSITORY / "workflow"),
        "NO_COLOR": "1",
        "PIP_NO_INDEX": "1",
    }


def _git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


def _list(given: Any) -> list[str]:
    return given if isinstance(given, list) else [given] if given else []
