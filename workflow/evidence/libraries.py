"""Which libraries stand behind an import, and in which versions they are installed: a library and all that it requires."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import cache, partial
from importlib import metadata
from typing import Any

from evidence.memo import Memo

ABSENT = "not installed"
_OWN = "evidence-briefing"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def versions(imported: Iterable[str], memo: Memo) -> dict[str, dict[str, str]]:
    """Imported name or group of entry points → name of a library → its version, for the library and all that it requires.

    A library that may be imported and is not installed counts as one: when it comes, results can change.
    """
    installed = _installed()
    behind = {name: memo.get(f"{name} {installed}", partial(_behind, name)) for name in imported}
    found = {library: _version(library) for library in set().union(*behind.values())}
    return {name: {library: found[library] for library in libraries} for name, libraries in behind.items()}


def _installed() -> str:
    """A checksum of the names and versions of all that is installed, as the folders of their records are called."""
    names = sorted(name for place in sys.path for name in _records(place))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _records(place: str) -> list[str]:
    try:
        return [name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []


def _behind(imported: str) -> list[str]:
    """The libraries behind an imported name, in order: that which has it, and what it requires, at whatever depth."""
    found: set[str] = set()
    waiting = list(_roots(imported))
    while waiting:
        name = _plain(waiting.pop())
        if name not in found and name != _OWN:
            found.add(name)
            waiting.extend(_required(name))
    return sorted(found)


def _roots(imported: str) -> Iterable[str]:
    """The libraries that have what is imported; for a group of entry points, which has a dot, those that add to it."""
    if "." in imported:
        return {point.dist.name for point in metadata.entry_points(group=imported) if point.dist}
    return _distributions().get(imported, [imported])


def _required(name: str) -> list[str]:
    """What is installed of what a library requires; what only its extras require is not asked for."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    needed = [_NAME.match(line) for line in lines if "extra ==" not in line.replace("'", '"')]
    return [match[0] for match in needed if match and _version(match[0]) != ABSENT]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ABSENT


def _plain(name: str) -> str:
    """
    >>> _plain("Scikit_Learn")
    'scikit-learn'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def _distributions() -> Any:
    return metadata.packages_distributions()
