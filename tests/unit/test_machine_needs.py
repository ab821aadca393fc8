"""Every stage says what it needs of a machine, and a cluster's profile lets a job that failed run again."""

from __future__ import annotations

import yaml

from evidence.engine import resource
from evidence.machine_needs import MOST, NEEDS
from evidence.pipeline import STAGES


def test_every_stage_says_what_it_needs_and_more_with_input_and_attempts():
    assert set(NEEDS) == {stage.name for stage in STAGES}
    for need in NEEDS.values():
        assert need.threads >= 1 and need.mem_mb(0) >= 200
        assert need.mem_mb(0) < need.mem_mb(500) < need.mem_mb(500, attempt=2) <= MOST
        assert need.runtime(0) < need.runtime(500) < need.runtime(500, attempt=2)


def test_every_profile_lets_killed_jobs_run_again():
    profiles = sorted(resource("profiles").glob("*/config.yaml"))
    assert [path.parent.name for path in profiles] == ["cluster-generic", "kubernetes", "slurm"]
    for path in profiles:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert said["retries"] == 2 and said["executor"] == path.parent.name
    assert said["slurm-status-command"] == "squeue" and said["seconds-between-status-checks"] <= 5
