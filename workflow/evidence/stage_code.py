"""What a stage runs: its modules without what changes nothing, the files beside them, and the libraries that they import.

Snakemake is handed this as a small file for each stage, which is written anew only when what it says has changed. So a stage
reruns for a statement, a constant, a number in a file or another version of a library, and neither for the time of a file
nor for a comment, a docstring or a word that only the pages print.

Reading all modules takes seconds. `python -m evidence.build.set_up` does it where the program is set up, and keeps it with the bytecode.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evidence import libraries, module_facts
from evidence.io import to_json, write_json
from evidence.memo import Memo
from evidence.module_facts import facts_of, printed_in

PACKAGE = Path(__file__).resolve().parent
# Words that a declaration gives only to be printed are read through it: who does not import it does not depend on them.
PRINTS = "evidence.catalogue"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
AT_SETUP = PACKAGE / "__pycache__" / f"modules-{PYTHON}.json"
"""What was found in modules when the program was set up. It may be lost, or of other texts, at any time."""


@dataclass(frozen=True)
class StageCode:
    """`modules`, `words` and `data`: sha256 by path, of what a module does, of its words for people, of a file that
    the package carries; `libraries`: versions by name."""

    python: str
    modules: dict[str, str]
    words: dict[str, str]
    data: dict[str, str]
    libraries: dict[str, str]

    @property
    def digest(self) -> str:
        """One checksum of all that a stage runs."""
        return _sha256(self._text().encode())

    def write(self, path: Path) -> None:
        """Write it where it is not written yet: the time of the file is that of the last change of code."""
        if not self.stands(path):
            write_json(path, self)

    def stands(self, path: Path) -> bool:
        """Whether it is written there."""
        return path.exists() and path.read_bytes() == self._text().encode()

    def _text(self) -> str:
        return to_json(self, indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> StageCode:
        """What `write` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def code_of(
    stages: Iterable[str], kept: Path | None = None, sources: Mapping[str, bytes] | None = None
) -> dict[str, StageCode]:
    """What each stage runs, by its name.

    `kept`: where what was found in modules is remembered from run to run, by the checksum of their text. `sources`: the text of
    each module by its name, as it lies on the disk where none is given.
    """
    package = _Package(sources or {name: path.read_bytes() for name, path in _modules().items()}, kept)
    closures = {stage: package.closure(f"evidence.stages.{stage}") for stage in stages}
    tops = {stage: package.tops(closures[stage]) for stage in stages}
    found = libraries.versions(set().union(*tops.values()), package.memo)
    package.memo.keep()
    return {
        stage: StageCode(
            python=PYTHON,
            modules=package.digests(closures[stage], "does"),
            words=package.digests(closures[stage], "says") if PRINTS in closures[stage] else {},
            data={_name(path): _sha256(path.read_bytes()) for path in package.data(closures[stage])},
            libraries={name: version for top in sorted(tops[stage]) for name, version in found[top].items()},
        )
        for stage in closures
    }


def from_here(path: Path) -> str:
    """A file of the package, from the folder of the run where it lies in it."""
    here = Path.cwd().resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


class _Package:
    """The modules of this package, each read once."""

    def __init__(self, sources: Mapping[str, bytes], kept: Path | None) -> None:
        self._sources, self._printed = sources, printed_in(sources)
        makers = (self._sources[maker.__name__] for maker in (libraries, module_facts))
        self.memo = Memo(kept, _sha256(repr((PYTHON, self._printed)).encode(), *makers), also=[AT_SETUP])
        self._facts: dict[str, Any] = {}

    def _of(self, module: str) -> Any:
        if module not in self._facts:
            source = self._sources[module]
            key = f"{module} {_sha256(source)}"
            self._facts[module] = self.memo.get(key, lambda: facts_of(source, module, self._printed))
        return self._facts[module]

    def closure(self, module: str) -> list[str]:
        """A module and all that it imports, at whatever depth, at the top or in a function, in order of name."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            for name in _with_parents(waiting.pop()):
                if name in self._sources and name not in seen:
                    seen.add(name)
                    waiting.extend(self._of(name)["imports"])
                    if self._of(name)["groups"]:
                        waiting.extend(part for part in self._sources if part.rpartition(".")[0] == name)
        return sorted(seen)

    def tops(self, modules: Sequence[str]) -> set[str]:
        """The names of the libraries that they import, and of the entry points by which others add to them."""
        names = {name.partition(".")[0] for module in modules for name in self._of(module)["imports"]}
        groups = {group for module in modules for group in self._of(module)["groups"]}
        return names - sys.stdlib_module_names - {"evidence"} | groups

    def digests(self, modules: Sequence[str], what: str) -> dict[str, str]:
        found = {_name(_modules()[module]): self._of(module)[what] for module in modules}
        return {name: digest for name, digest in found.items() if digest}

    def data(self, modules: Sequence[str]) -> list[Path]:
        """The files that they name as lying beside them, alone or in a folder."""
        beside = [
            _modules()[module].with_name(name) for module in modules for name in self._of(module)["beside"]
        ]
        files = {file for path in beside for file in (path, *path.rglob("*")) if file.is_file()}
        return sorted(file for file in files if file.suffix not in (".py", ".pyc"))


@cache
def _modules() -> dict[str, Path]:
    """The file of each module of the package, by its name."""
    found = {path.relative_to(PACKAGE.parent).with_suffix("").parts: path for path in PACKAGE.rglob("*.py")}
    return {
        ".".join(parts[:-1] if parts[-1] == "__init__" else parts): found[parts] for parts in sorted(found)
    }


@cache
def _with_parents(module: str) -> tuple[str, ...]:
    """A module and the packages above it, which Python runs before it.

    >>> _with_parents("evidence.ingest.rows")
    ('evidence', 'evidence.ingest', 'evidence.ingest.rows')
    """
    parts = module.split(".")
    return tuple(".".join(parts[:n]) for n in range(1, len(parts) + 1))


@cache
def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def _sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()
