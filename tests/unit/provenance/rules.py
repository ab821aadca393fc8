"""What RO-Crate 1.1 and the run profiles ask of a crate, worded here anew from the specifications, so that no rule comes from our own writer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

_ROOT = ("name", "description", "datePublished", "license")
_RUNS = ("CreateAction", "ActivateAction", "UpdateAction")


def broken(crate: dict[str, Any], files: set[str] | None = None) -> list[str]:
    """Each rule that is broken, in words; `files` are those that lie beside the metadata."""
    entities = crate["@graph"]
    known = {entity["@id"]: entity for entity in entities}
    found = [] if len(known) == len(entities) else ["an entity stands twice"]
    return (
        found
        + list(_of_all(known))
        + list(_of_root(known))
        + list(_of_files(known, files))
        + list(_of_runs(known))
    )


def _of_all(known: dict[str, Any]) -> Iterator[str]:
    for name, entity in known.items():
        if "@type" not in entity:
            yield f"{name} has no type"
        for key, value in entity.items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and one.keys() != {"@id"}:
                    yield f"{name} {key} is nested"
                elif isinstance(one, dict) and one["@id"] not in known and ":" not in one["@id"]:
                    yield f"{name} {key} leads nowhere: {one['@id']}"
                elif one in ("", None) or value == []:
                    yield f"{name} {key} is blank"


def _of_root(known: dict[str, Any]) -> Iterator[str]:
    about = known["ro-crate-metadata.json"]
    if about["about"] != {"@id": "./"} or about["@type"] != "CreativeWork":
        yield "the metadata file is not about the crate"
    yield from (f"the crate has no {name}" for name in _ROOT if not known["./"].get(name))
    for profile in ids(known["./"].get("conformsTo")):
        if known.get(profile, {}).get("@type") != "CreativeWork":
            yield f"the profile {profile} is not described"


def _of_files(known: dict[str, Any], files: set[str] | None) -> Iterator[str]:
    parts = set(ids(known["./"].get("hasPart")))
    for name, entity in known.items():
        if "File" in types(entity):
            if name not in parts:
                yield f"{name} is no part of the crate"
            if files is not None and unquote(name) not in files:
                yield f"{name} does not lie in the crate"


def _of_runs(known: dict[str, Any]) -> Iterator[str]:
    mentioned = set(ids(known["./"].get("mentions")))
    main = ids(known["./"].get("mainEntity"))
    runs = [entity for entity in known.values() if set(_RUNS) & set(types(entity))]
    if main and not any(ids(run["instrument"]) == main for run in runs):
        yield "no run is one of the workflow"
    for run in runs:
        tool = known.get(*ids(run.get("instrument")) or [""])
        if not tool or not {"SoftwareApplication", "ComputationalWorkflow"} & set(types(tool)):
            yield f"{run['@id']} was run by no program"
        if run["@id"] not in mentioned:
            yield f"{run['@id']} is not mentioned"
        for part in (*ids(run.get("object")), *ids(run.get("result"))):
            if not {"File", "Dataset", "CreativeWork"} & set(types(known.get(part, {}))):
                yield f"{run['@id']} took or gave {part}, which is no data"
    for entity in known.values():
        if "HowToStep" in types(entity) and not entity.get("workExample"):
            yield f"{entity['@id']} has no tool"
        if "ControlAction" in types(entity):
            step, run = (known.get(*ids(entity.get(key)), {}) for key in ("instrument", "object"))
            if types(step) != ["HowToStep"] or types(run) != ["CreateAction"]:
                yield f"{entity['@id']} controls no step"


def types(entity: dict[str, Any]) -> list[str]:
    kinds = entity.get("@type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def ids(value: Any) -> list[str]:
    return [one["@id"] for one in (value if isinstance(value, list) else [value] if value else [])]
