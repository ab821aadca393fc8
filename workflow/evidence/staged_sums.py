"""The checksums of the data files that *brief* stages and *publish* lays into the book as they are: hundreds of megabytes, hashed once.

The book has them under a second name (a hard link), not as copies. So who edits a file of the book in place edits what is staged too, which is then no more what
*brief* said that it was: *publish* takes no such file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from evidence.errors import UserError
from evidence.reading import sha256

FILE = "staged_sums.json"
"""Where they lie in the staged book: sha256 by the path within it."""
FACTS = "staged.json"
"""Among what is kept for the next run: how each of these files lies, with its checksum."""
TAKEN = ("_static/data", "studies")
"""The folders whose files the book takes as they are, but for pages."""
Facts = list[int]


def lay_sums(staged: Path, known: Mapping[str, str], facts: Path | None = None) -> None:
    """Write the checksums of a book whose data files are all staged. `known`: those that are known already, by path. `facts`: where to note how each file lies, by
    which *publish* need not read it again; it may be lost."""
    files = (path for top in TAKEN for path in (staged / top).rglob("*") if path.is_file())
    named = {path.relative_to(staged).as_posix(): path for path in files if path.suffix != ".html"}
    told = {name: known.get(name) or sha256(path) for name, path in sorted(named.items())}
    (staged / FILE).write_text(json.dumps(told, indent=0), encoding="utf-8")
    if facts:
        with suppress(OSError):
            facts.parent.mkdir(parents=True, exist_ok=True)
            lies = {name: [*_facts(named[name]), digest] for name, digest in told.items()}
            facts.write_text(json.dumps(lies), encoding="utf-8")


def second_names(staged: Path) -> Callable[[str | os.PathLike[str], str | os.PathLike[str]], bool]:
    """What gives a staged file (source, new path) a second name where its checksum is written and the disk has such links, and says whether it did."""
    summed = {os.path.abspath(staged / name) for name in _read(staged / FILE)}

    def named(source: str | os.PathLike[str], to: str | os.PathLike[str]) -> bool:
        if os.path.abspath(source) in summed and not os.path.islink(source):
            with suppress(OSError):
                os.link(source, to)
                return True
        return False

    return named


def sums_of(staged: Path, html: Path, facts: Path | None = None) -> dict[str, str]:
    """The checksums of those files in `html` that were staged, by path. Raises UserError for one that is not as it was staged."""
    told, noted = _read(staged / FILE), _read(facts) if facts else {}
    found = {}
    for name, digest in told.items():
        path = html / name
        if not path.is_file():
            continue
        if noted.get(name) != [*_facts(path), digest] and sha256(path) != digest:
            fix = f"remove {staged.parent}, and run `evidence build`, which stages it anew"
            raise UserError("a file of the book was edited after it was made", file=staged / name, fix=fix)
        found[name] = digest
    return found


def _read(path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        told = json.loads(path.read_text(encoding="utf-8"))
        return told if isinstance(told, dict) else {}
    return {}


def _facts(path: Path) -> Facts:
    """What tells a file from another, and from itself before somebody edited it; a further name moves none of it."""
    facts = path.stat()
    return [facts.st_ino, facts.st_size, facts.st_mtime_ns]
