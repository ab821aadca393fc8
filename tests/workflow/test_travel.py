"""Rules that travel: each hands all its files to its command, says what it needs of a machine, and works through a storage plugin."""

from __future__ import annotations

import importlib.util
import shlex

import pytest

from evidence.pipeline import STAGES

from .conftest import Project

pytestmark = pytest.mark.workflow
_STORED = ("--default-storage-provider", "fs", "--shared-fs-usage", "none", "--default-storage-prefix")


def jobs(said: str) -> dict[str, dict[str, str]]:
    """What a dry run says of each rule: its inputs, outputs, resources and command."""
    found: dict[str, dict[str, str]] = {}
    rule = ""
    for line in said.splitlines():
        name, _, rest = line.strip().partition(" ")
        if name in ("rule", "localrule"):
            rule = rest.removesuffix(":")
            found[rule] = {"kind": name}
        elif rule and line.startswith("    "):
            field, _, value = line.strip().partition(": ")
            found[rule][field] = value
        elif rule and line.startswith("Shell command: "):
            found[rule]["command"] = line.removeprefix("Shell command: ")
    return found


def test_every_rule_hands_on_all_its_files_and_says_what_it_needs(tiny: Project) -> None:
    """As Snakemake would run them, so that a new stage cannot forget it."""
    done = tiny.snakemake("--dry-run", "--forceall", "--printshellcmds")
    assert done.returncode == 0, done.stderr
    found = jobs(done.stdout + done.stderr)
    assert found.keys() >= {stage.name for stage in STAGES}
    for stage in STAGES:
        job = found[stage.name]
        words = shlex.split(job["command"])
        assert words[:4] == ["evidence", stage.name, "--log", f"logs/{stage.name}.log"]
        files = [
            name.removesuffix(" (update)") for part in ("input", "output") for name in job[part].split(", ")
        ]
        assert words[4:] == files and len(files) == len(set(files)) > 2, stage.name
        assert "mem_mb=" in job["resources"] and "runtime=" in job["resources"], stage.name


@pytest.mark.skipif(
    not importlib.util.find_spec("snakemake_storage_plugin_fs"), reason="the extra `cluster` is not installed"
)
def test_through_a_storage_plugin_every_stage_gets_its_files_from_there(tiny: Project, tmp_path) -> None:
    """Planned alone; `python -m tests.cluster storage` runs it."""
    done = tiny.snakemake("--dry-run", "--forceall", *_STORED, str(tmp_path / "bucket"))
    assert done.returncode == 0, done.stderr
    found = jobs(done.stdout + done.stderr)
    for stage in STAGES:
        if stage.at_home:
            assert found[stage.name]["kind"] == "localrule"
            continue
        read = found[stage.name]["input"].split(", ")
        assert all(name.startswith(str(tmp_path / "bucket")) for name in read), stage.name
        assert any(name.startswith(f"{tmp_path}/bucket/results/given/{stage.name}.tar") for name in read)
        assert "literature" in found["give_ingest"]["input"] and "give" not in found["ingest"]["input"]
