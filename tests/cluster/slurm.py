"""A Slurm of one node on this machine, from the Debian packages slurm-wlm and munge: no systemd, no database, no control groups."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONF = """
ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SlurmdParameters=config_overrides
ReturnToService=2
MinJobAge=600
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=ci Nodes={host} Default=YES State=UP
"""
_CONFIGURED = Path(
    "/etc/slurm/slurm.conf"
)  # where jobs look for it too, who are given no environment of Slurm
_WAIT = 60  # seconds for the node to be idle


def is_here() -> bool:
    """Whether its programs are installed, we may start them, and no other cluster is set up here."""
    programs = all(map(shutil.which, ("slurmctld", "slurmd", "sbatch", "munged")))
    return os.geteuid() == 0 and programs and not _CONFIGURED.exists()


@contextmanager
def one_node(folder: Path) -> Iterator[dict[str, str]]:
    """A cluster that lives as long as `with`. Yields what the environment of its users needs."""
    host = socket.gethostname().partition(".")[0]
    for name in ("state", "spool", "munge"):
        (folder / name).mkdir(parents=True)
    conf = folder / "slurm.conf"
    conf.write_text(_CONF.format(host=host, folder=folder), encoding="utf-8")
    environment = {"SLURM_CONF": str(conf)}
    started = []
    _CONFIGURED.parent.mkdir(exist_ok=True)
    _CONFIGURED.symlink_to(conf)
    try:
        if not Path("/run/munge/munge.socket.2").exists():
            Path("/run/munge").mkdir(exist_ok=True)
            shutil.chown("/run/munge", "munge", "munge")
            started.append(_start(["runuser", "-u", "munge", "--", "munged", "--foreground"], folder, {}))
            _until(Path("/run/munge/munge.socket.2").exists, "munged")
        for daemon in ("slurmctld", "slurmd"):
            started.append(_start([daemon, "-D"], folder, environment))
        _until(lambda: asked("sinfo -h -t idle -o %n", environment) == host, "the node")
        yield environment
    finally:
        _CONFIGURED.unlink()
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def asked(command: str, environment: dict[str, str]) -> str:
    """What a command of Slurm answers; nothing where it fails."""
    done = subprocess.run(
        command.split(), env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _start(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    with (folder / "said.txt").open("ab") as said:
        return subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=said, stderr=said, start_new_session=True
        )


def _until(true: object, what: str) -> None:
    end = time.monotonic() + _WAIT
    while not true():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come up in {_WAIT} s")
        time.sleep(0.2)
