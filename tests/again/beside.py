"""A build beside one from nothing: how each ends, what it says, and every file that it leaves."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from tests.workflow.conftest import Project

# What a build keeps for the next one, and what one of several jobs handed on.
_OWN = ("results/meanings/", "results/code/.", "results/code/inputs/")
_HANDED = "/parts/"
_UNEQUAL = (".snakemake_timestamp", "memory.parquet")
# What the book was built from, also where no stage reads it: `evidence build` writes it anew where there was nothing else to do.
_ABOUT = ("book/_build/html/BUILT_FROM.json", "book/_build/html/ro-crate-metadata.json")


@dataclass(frozen=True)
class Built:
    """How a build ended. `words`: the command."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """What it told a person last, where it ended in an error."""
        said = self.err.strip() if "evidence" in self.words else f"{self.out}\n{self.err}"
        return re.sub(r"\x1e|\x1b\[[0-9;]*m", "", said)


def built(project: Project, *words: str) -> Built:
    done = project.run(*words)
    return Built(words, done.returncode, done.stdout, done.stderr)


def apart(warm: Project, one: Built, cold: Project, other: Built) -> list[str]:
    """Where a review that was built over what was left is not the one that is built now from nothing, by `evidence build`."""
    if bool(one.code) != bool(other.code):
        return [
            f"ends with {one.code}, from nothing with {other.code}\n{one.refusal[-1500:]}\n--- from nothing\n{other.refusal[-1500:]}"
        ]
    if one.code:
        lines = [line for line in _plain(other, cold) if line not in _plain(one, warm)]
        more = (
            [line for line in _plain(one, warm) if line not in _plain(other, cold)]
            if "evidence" in one.words
            else []
        )
        return [f"says not: {line}" for line in lines] + [f"says besides: {line}" for line in more]
    found, expected = files(warm.folder), files(cold.folder)
    names = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    if "evidence" in one.words:
        names += ["the last lines"] if _last(warm) != _last(cold) else []
    else:
        names = [name for name in names if name not in _ABOUT]
    return names[:30]


def files(folder: Path) -> dict[str, bytes]:
    """What was built, by path: tables and book."""
    made = (path for room in ("results", "book/_build/html") for path in (folder / room).rglob("*"))
    named = {path.relative_to(folder).as_posix(): path for path in made if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in named.items()
        if not name.startswith(_OWN) and _HANDED not in name and path.name not in _UNEQUAL
    }


def _plain(ended: Built, project: Project) -> list[str]:
    return [
        line.replace(str(project.folder), "").strip() for line in ended.refusal.splitlines() if line.strip()
    ]


def _last(project: Project) -> object:
    """The last lines of a build that went well, as it notes them to say them again."""
    path = project.folder / "results/code/.standing.json"
    if not path.exists():
        return None
    return [line.replace(str(project.folder), "") for line in json.loads(path.read_text("utf-8"))["said"]]
