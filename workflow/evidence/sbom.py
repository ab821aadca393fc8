"""The software bill of materials: what stands in the lock, as CycloneDX 1.5 JSON (cyclonedx.org, ECMA-424), same lock, same bytes."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.lock import Locked

_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122, names that are addresses


def licences(text: str) -> dict[str, str]:
    """The table of licences: SPDX expressions by the name of the package.

    >>> licences("package,licence\\npandas,BSD-3-Clause\\n")
    {'pandas': 'BSD-3-Clause'}
    """
    return {row["package"]: row["licence"] for row in csv.DictReader(io.StringIO(text))}


def bill(packages: Sequence[Locked], licence: Mapping[str, str], name: str, version: str) -> dict[str, Any]:
    """The bill of a product and its locked packages. One whose licence is not known has none in it.

    It has no time, and its serial number follows from what it lists (UUID version 5).
    """
    components = [_component(package, licence.get(package.name)) for package in packages]
    listed = "\n".join(component["bom-ref"] for component in components)
    serial = uuid.uuid5(_SPACE, f"{name} {version} {listed}")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": name, "name": name, "version": version}},
        "components": components,
    }


def _component(package: Locked, licence: str | None) -> dict[str, Any]:
    address = f"pkg:pypi/{package.name.lower().replace('_', '-')}@{package.version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
    }
    if licence:
        component["licenses"] = [{"expression": licence}]
    if package.marker:
        component["properties"] = [{"name": "evidence:needed-where", "value": package.marker}]
    return component
