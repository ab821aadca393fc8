"""Settings that meant something else in an earlier version: what they are read as now, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.remarks import Remark
from evidence.settings_file import load_yaml

TO_JOIN = 0.98
"""Probability from which two records are one work, unless said otherwise."""
LEAST_TO_JOIN = 0.8


def renewed(config: Any) -> Any:
    """The settings with today's value in the place of one that is of an earlier version; others are left as they are.

    >>> renewed({"deduplicate": {"duplicate_at": 0.5, "ask_at": 0.1}})
    {'deduplicate': {'duplicate_at': 0.98, 'ask_at': 0.1}}
    >>> renewed({"classify": {"folds": 5, "semantic": False}})
    {'classify': {'folds': 5}}
    """
    if _is_older(config):
        config = {**config, "deduplicate": {**config["deduplicate"], "duplicate_at": TO_JOIN}}
    if _asks_for_meaning(config):
        own = {key: value for key, value in config["classify"].items() if key != "semantic"}
        config = {**config, "classify": own}
    return config


def remarks(path: Path, name: str) -> list[Remark]:
    """What a person should know of settings that are read as others. `name`: the file as people know it."""
    config, lines = load_yaml(path)
    said = []
    if _is_older(config):
        value = str(config["deduplicate"]["duplicate_at"])
        line = lines.get(("deduplicate", "duplicate_at"), 1)
        problem = f"below {LEAST_TO_JOIN} this is of an earlier version, where it meant something else; {TO_JOIN} is taken in its place"
        fix = f"write {TO_JOIN}, or another probability from {LEAST_TO_JOIN} on"
        said.append(Remark("", name, line, "deduplicate.duplicate_at", value, problem, fix))
    if _asks_for_meaning(config):
        line = lines.get(("classify", "semantic"), 1)
        value = str(config["classify"]["semantic"]).lower()
        problem = "this is of an earlier version and has no effect; meaning is read unless `meaning: {voice: none}` says otherwise"
        fix = "remove it; where meaning shall not be read, write `meaning: {voice: none}`"
        said.append(Remark("", name, line, "classify.semantic", value, problem, fix))
    return said


def _is_older(config: Any) -> bool:
    own = config.get("deduplicate") if isinstance(config, dict) else None
    value = own.get("duplicate_at") if isinstance(own, dict) else None
    return isinstance(value, int | float) and 0 < value < LEAST_TO_JOIN


def _asks_for_meaning(config: Any) -> bool:
    own = config.get("classify") if isinstance(config, dict) else None
    return isinstance(own, dict) and isinstance(own.get("semantic"), bool)
