"""The bill of materials against the lock, read here in another way, and the licences against what packages say of themselves."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys

import pytest

from evidence.lock import read_lock
from evidence.sbom import bill, licences


@pytest.fixture(scope="module")
def printed(repository) -> str:
    command = [sys.executable, "-m", "evidence.main", "sbom"]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def pins(repository) -> dict[str, set[str]]:
    """name==version of each pin of the lock, with the checksums under it."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", (repository / "requirements.lock").read_text(), flags=re.M)
    return {b.split()[0]: set(re.findall(r"sha256:(\w+)", b)) for b in blocks if "==" in b}


def test_every_pin_of_the_lock_is_a_component_with_its_checksums(printed, pins) -> None:
    components = json.loads(printed)["components"]
    named = {f"{c['name']}=={c['version']}": {h["content"] for h in c["hashes"]} for c in components}
    assert len(components) == len(named)
    assert named == pins
    assert len(pins) > 150 and all(pins.values())


def test_it_is_a_bill_of_the_standard(printed) -> None:
    """The fields that CycloneDX 1.5 asks for, and references that are unique."""
    made = json.loads(printed)
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", made["serialNumber"]
    )
    references = [c["bom-ref"] for c in made["components"]]
    assert len(set(references)) == len(references)
    for component in made["components"]:
        assert component["purl"] == f"pkg:pypi/{component['name']}@{component['version']}"
        assert component["type"] == "library"
        assert {h["alg"] for h in component["hashes"]} == {"SHA-256"}
    assert "timestamp" not in printed and "http" not in printed


def test_the_same_lock_gives_the_same_bytes(repository, printed) -> None:
    command = [sys.executable, "-m", "evidence.main", "sbom"]
    again = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(repository / "workflow")})  # fmt: skip
    assert again.stdout == printed


def test_a_package_of_another_machine_says_where_it_is_needed() -> None:
    (package,) = read_lock(f"colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:{'0' * 64}\n")
    (component,) = bill([package], {}, "x", "1")["components"]
    assert component["properties"][0]["value"] == "sys_platform == 'win32'"
    assert "licenses" not in component


def test_every_package_has_its_licence(repository, pins) -> None:
    table = licences((repository / "docs" / "licences.csv").read_text())
    cluster = {package.name for package in read_lock((repository / "requirements-cluster.lock").read_text())}
    assert set(table) == {pin.split("==")[0] for pin in pins} | cluster
    assert all(re.fullmatch(r"[\w.()+-]+(?: (?:AND|OR|WITH) [\w.()+-]+)*", value) for value in table.values())


def test_the_cluster_needs_few_packages_more_and_none_of_them_anew(repository, pins) -> None:
    """Nobody installs them who has no cluster; what stands in both locks is what botocore wants older."""
    cluster = read_lock((repository / "requirements-cluster.lock").read_text())
    assert all(package.hashes for package in cluster)
    assert {package.name for package in cluster} & {pin.split("==")[0] for pin in pins} == {"python-dateutil"}
    assert {"snakemake-executor-plugin-slurm", "snakemake-storage-plugin-s3"} <= {p.name for p in cluster}


def test_licences_are_what_the_packages_say(repository, pins) -> None:
    """Where an installed package states an SPDX expression; elsewhere a person read its licence."""
    table, compared = licences((repository / "docs" / "licences.csv").read_text()), 0
    for pin in pins:
        name, version = pin.split("==")
        try:
            facts = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        if (stated := facts.get("License-Expression")) and facts["Version"] == version:
            assert table[name] == stated, name
            compared += 1
    assert compared > 50
