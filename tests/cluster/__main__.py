"""The tiny review in more and more jobs, and on machines that share less and less: `python -m tests.cluster [shards] [slurm] [storage] [s3]`,
minutes each.

Every run must give the tables and the book of a run on this machine, byte for byte:
shards   each stage that can be cut as 1, 2, 7 and 64 jobs
slurm    one Slurm node on loopback; a job is killed on the way, and the node drained and resumed
storage  each job in an empty folder, through the storage plugin `fs` (which needs rsync)
s3       the same through an S3 server on this machine (moto, which no lock of ours has: pip install "moto[server]")
What lacks its software is named as not run, and fails where it was asked for by name. It is no part of the suite.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from evidence.pipeline import STAGES
from tests.cluster import slurm
from tests.workflow.conftest import TINY, Project, copy_project

_MACHINE = Path(__file__).with_name("empty_machine.sh")
_LIMIT = 1_500  # seconds of one run
# A run's own: what is read again faster, where and with what the book was built, and what one of several jobs handed on.
_OWN = {"code", "given", "meanings", "parts", ".snakemake_timestamp", "memory.parquet"}


def main(names: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="cluster-") as scratch:
        room = Path(scratch)
        here = copy_project(room / "here", TINY, code=True)
        here.build("--quiet", "all")
        failed = 0
        for name, (run, lacks) in RUNS.items():
            if names and name not in names:
                continue
            if lack := lacks():
                print(f"{name}: not run, for there is no {lack}", flush=True)
                failed += name in names
                continue
            began, there = time.monotonic(), copy_project(room / name, TINY, code=True)
            said = run(there, room)
            wrong = apart(here, there)
            failed += bool(wrong)
            result = f"DIFFERENT: {', '.join(wrong)}" if wrong else "the same bytes"
            print(f"{name}: {result}; {said}; {time.monotonic() - began:.0f} s", flush=True)
        return 1 if failed else 0


def apart(one: Project, other: Project) -> list[str]:
    """The tables that differ or are missing, and the list of checksums of the book where that differs."""
    found = [] if one.checksums() == other.checksums() else ["SHA256SUMS"]
    before, after = (
        {
            path.relative_to(project.folder).as_posix(): path.read_bytes()
            for path in (project.folder / "results").rglob("*")
            if path.is_file() and not _OWN & {*path.relative_to(project.folder).parts}
        }
        for project in (one, other)
    )
    return found + sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def in_shards(there: Project, room: Path) -> str:
    """From nothing each time, with the setting alone other than in the run that it is compared with; the last is left in `there`."""
    here = room / "here"
    said = []
    for number in SHARDS:
        project = copy_project(room / f"shards-{number}", TINY, code=True)
        config = project.folder / "config" / "config.yaml"
        config.write_text(
            f"{config.read_text(encoding='utf-8')}\nbuild: {{shards: {number}}}\n", encoding="utf-8"
        )
        project.build("--quiet", "all")
        cut = [stage.name for stage in STAGES if stage.part]
        made = {len([*(project.folder / "results" / name / "parts").glob("*")]) for name in cut}
        assert made == {number if number > 1 else 0}, made
        wrong = apart(Project(here), project)
        said.append(f"{number}: {', '.join(wrong) or 'the same'}")
    shutil.rmtree(there.folder)
    shutil.copytree(project.folder, there.folder)
    return "; ".join(said)


def on_slurm(there: Project, room: Path) -> str:
    """One job is killed while it runs; after that the node is drained under another, and resumed when nothing runs any more."""
    with slurm.one_node(room / "node") as environment:
        there.environment |= environment
        process = start(there, "--workflow-profile", "workflow/evidence/engine/profiles/slurm")
        (node,) = slurm.asked("sinfo -h -o %n", environment).splitlines()
        first = _running(environment, process)
        slurm.asked(f"scancel {first}", environment)
        second = _running(environment, process, but=first)
        slurm.asked(f"scontrol update nodename={node} state=drain reason=test", environment)
        _until_empty(environment, process)
        waited = slurm.asked("squeue -h -t PENDING -o %r", environment)
        slurm.asked(f"scontrol update nodename={node} state=resume", environment)
        said = finish(there, process)
    assert "Trying to restart" in said, said[-3_000:]
    return f"job {first} killed and run again, node drained under job {second} ({waited or 'none waited'})"


def through_fs(there: Project, room: Path) -> str:
    return _stored(there, room, "fs", str(room / "bucket"))


def through_s3(there: Project, room: Path) -> str:
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "--port", "5055"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        time.sleep(5)
        there.environment |= {
            "SNAKEMAKE_STORAGE_S3_ENDPOINT_URL": "http://127.0.0.1:5055",
            "SNAKEMAKE_STORAGE_S3_ACCESS_KEY": "test",
            "SNAKEMAKE_STORAGE_S3_SECRET_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        return _stored(there, room, "s3", "s3://briefing/review")
    finally:
        server.terminate()


def _stored(there: Project, room: Path, plugin: str, prefix: str) -> str:
    machines = room / f"machines-{plugin}"
    machines.mkdir()
    there.environment["MACHINES"] = str(machines)
    process = start(
        there, "--executor", "cluster-generic", "--cluster-generic-submit-cmd", f"{_MACHINE} submit",
        "--cluster-generic-status-cmd", f"{_MACHINE} status", "--jobs", "2", "--seconds-between-status-checks", "2",
        "--default-storage-provider", plugin, "--default-storage-prefix", prefix, "--shared-fs-usage", "none",
        "--local-storage-prefix", ".snakemake/storage",
    )  # fmt: skip
    finish(there, process)
    return f"{len([*machines.iterdir()])} jobs, each in an empty folder"


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    with (project.folder / "said.txt").open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "snakemake", "--cores", "2", "--printshellcmds", *arguments],
            cwd=project.folder, env=_environment(project), stdout=said, stderr=subprocess.STDOUT, start_new_session=True, text=True,
        )  # fmt: skip


def finish(project: Project, process: subprocess.Popen[str]) -> str:
    """What it said. Raises AssertionError where it failed, and TimeoutExpired where it hung: the plugin then ignores SIGTERM."""
    try:
        code = process.wait(timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    text = (project.folder / "said.txt").read_text(encoding="utf-8")
    assert code == 0, text[-5_000:]
    return text


def _environment(project: Project) -> dict[str, str]:
    binaries = str(Path(sys.executable).parent)
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(project.code), **project.environment}


def _running(environment: dict[str, str], process: subprocess.Popen[str], but: str = "") -> str:
    """The number of a job that runs."""
    while process.poll() is None:
        jobs = slurm.asked("squeue -h -t RUNNING -o %i", environment).split()
        if found := [job for job in jobs if job != but]:
            return found[0]
        time.sleep(0.2)
    raise AssertionError("the run ended before a job ran")


def _until_empty(environment: dict[str, str], process: subprocess.Popen[str]) -> None:
    """Until no job runs, and one waits for the node."""
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end:
        if not slurm.asked("squeue -h -t RUNNING,COMPLETING -o %i", environment) and slurm.asked(
            "squeue -h -t PENDING -o %i", environment
        ):
            return
        time.sleep(0.5)


def _lacks(*modules: str) -> Callable[[], str]:
    return lambda: next((name for name in modules if not importlib.util.find_spec(name)), "")


def _lacks_slurm() -> str:
    return _lacks("snakemake_executor_plugin_slurm")() or ("" if slurm.is_here() else "slurmctld, or no root")


def _lacks_storage() -> str:
    modules = _lacks("snakemake_storage_plugin_fs", "snakemake_executor_plugin_cluster_generic")()
    return modules or ("" if shutil.which("rsync") else "rsync, with which the plugin copies")


SHARDS = (1, 2, 7, 64)
RUNS: dict[str, tuple[Callable[[Project, Path], str], Callable[[], str]]] = {
    "shards": (in_shards, _lacks()),
    "slurm": (on_slurm, _lacks_slurm),
    "storage": (through_fs, _lacks_storage),
    "s3": (
        through_s3,
        _lacks("snakemake_storage_plugin_s3", "snakemake_executor_plugin_cluster_generic", "moto"),
    ),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
