"""Every single value of the settings, replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.nasty.reviews import Outcome, outcome

FILES = ("config", "codebook", "propositions", "searches", "glossary")
# Stages that read settings again; those before them have been built once.
_AGAIN = ("extract", "appraise", "synthesise", "qca", "assess", "compare", "brief")


def every_setting(folder: Path, values: Sequence[Any]) -> Iterator[tuple[str, int, list[tuple[Any, str]]]]:
    """(place, values tried, (value, fault) of those that fell) of each single value of each settings file."""
    outcome(folder)
    for name in FILES:
        path = folder / "config" / f"{name}.yaml"
        if not path.exists():
            continue
        whole = path.read_text()
        try:
            for place in places(yaml.safe_load(whole)):
                faults = [
                    (v, seen.fault) for v in values if (seen := replaced(folder, path, whole, place, v)).fault
                ]
                yield f"{name}: {'.'.join(map(str, place))}", len(values), faults
        finally:
            path.write_text(whole)


def places(value: Any, at: tuple = ()) -> Iterator[tuple]:
    """The path of every single value."""
    if isinstance(value, dict):
        for key, own in value.items():
            yield from places(own, (*at, key))
    elif isinstance(value, list):
        for number, own in enumerate(value):
            yield from places(own, (*at, number))
    else:
        yield at


def replaced(folder: Path, path: Path, whole: str, place: tuple, value: Any) -> Outcome:
    data = yaml.safe_load(whole)
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    path.write_text(yaml.safe_dump(data, allow_unicode=True), errors="surrogatepass")
    return outcome(folder, _AGAIN)
