"""requirements.lock: every package of the environment, with the checksums of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass

LOCK = "requirements.lock"
_PACKAGE = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\?$"
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package: its version, where it is needed (a marker, or nothing for everywhere), sha256 of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read_lock(text: str) -> list[Locked]:
    r"""The packages of a lock as `uv pip compile --generate-hashes` writes it, in order.

    >>> read_lock("a-b==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "0" * 64)[0].marker
    "sys_platform == 'win32'"
    """
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in text.splitlines():
        if match := _PACKAGE.match(line):
            found.append((match, []))
        elif found:
            found[-1][1].extend(_HASH.findall(line))
    return [Locked(m["name"], m["version"], m["marker"] or "", tuple(hashes)) for m, hashes in found]
