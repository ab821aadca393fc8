"""What a crate tells: the inputs, outputs, people and software of one build, as they lie on the disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from evidence import inputs
from evidence.book_settings import FrontMatter
from evidence.built_from import BUILT_FROM, BuiltFrom, built_from, input_files
from evidence.io import read_text
from evidence.layout import Layout
from evidence.lock import LOCK, Locked, read_lock
from evidence.provenance.citation_file import CITATION
from evidence.provenance.entities import Piece
from evidence.provenance.people import Decided, decided
from evidence.provenance.sources import README, told_of_files
from evidence.publish.manifest import CRATE, MANIFEST
from evidence.reading import sha256 as sha256_of

PROGRAM = "evidence-briefing"
DATA = "_static/data"
_OF_THE_BOOK = {
    "index.html": "The first page of the book",
    "_static/briefing.pdf": "The briefing on paper",
    f"{DATA}/datapackage.json": "The data package: types, units, keys and words of every table",
    f"{DATA}/codebook.jsonld": "The codebook as SKOS",
    f"{DATA}/{CITATION}": "How to cite the briefing, for GitHub, Zenodo and reference managers",
    f"{DATA}/references.json": "The included works as CSL-JSON",
    f"{DATA}/references.bib": "The included works as BibTeX",
    f"{DATA}/this-briefing.bib": "The briefing itself as BibTeX",
    f"{DATA}/this-briefing.ris": "The briefing itself as RIS",
    f"{DATA}/all-tables.zip": "All tables in one archive",
    f"{DATA}/all-tables.xlsx": "All tables in one workbook",
    MANIFEST: "The checksum of every file of the book",
    BUILT_FROM: "What the book was built from, and the machine",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One build. `inputs` are by their path in the review, `outputs` by their path in the book; `code`: one checksum of what all stages run."""

    review: FrontMatter
    inputs: dict[str, Piece]
    outputs: dict[str, Piece]
    decided: list[Decided]
    lock: Sequence[Locked]
    program: str
    code: str


def told(
    at: Layout, html: Path, facts: BuiltFrom | None = None, sums: Mapping[str, str] | None = None
) -> Told:
    """What is to be told of the book in `html`, built from the review of `at` as it is now: of who has just made both, by `facts` and by the
    `sums` of the book's files. Raises UserErrors for settings that are wrong."""
    facts = facts or built_from(at)
    lock = at.root / LOCK
    stages = "\n".join(f"{name} {digest}" for name, digest in sorted(facts.stages.items()))
    return Told(
        review=inputs.settings(FrontMatter, "review", at),
        inputs=_inputs(at, facts.inputs),
        outputs=_outputs(html, sums or {}),
        decided=decided(at, _signed(at)),
        lock=read_lock(read_text(lock)) if lock.exists() else (),
        program=_version(),
        code=sha256(stages.encode()).hexdigest(),
    )


def _inputs(at: Layout, digests: dict[str, str]) -> dict[str, Piece]:
    readme = at.root / README
    known = told_of_files(read_text(readme)) if readme.is_file() else {}
    return {
        name: Piece(digests[name], path.stat().st_size, known.get(path.name, "") if name.startswith("literature/") else "")
        for path in input_files(at)
        if (name := path.relative_to(at.root).as_posix()) in digests
    }  # fmt: skip


def _outputs(html: Path, sums: Mapping[str, str]) -> dict[str, Piece]:
    """The files of the book that another program would ask for; what a browser alone does is in the list of checksums."""
    package = html / DATA / "datapackage.json"
    said = dict(_OF_THE_BOOK)
    if package.is_file():
        resources = json.loads(read_text(package))["resources"]
        said |= {f"{DATA}/{one['path']}": one["title"] for one in resources}
    data = (f"{DATA}/{path.name}" for path in sorted((html / DATA).glob("*")) if path.is_file())
    names = [name for name in dict.fromkeys((*_OF_THE_BOOK, *data)) if (html / name).is_file()]
    return {
        name: _piece(html / name, said.get(name, ""), sums.get(name, "")) for name in names if name != CRATE
    }


def _piece(path: Path, description: str, digest: str) -> Piece:
    if path.name == BUILT_FROM:  # names the machine, so that its bytes are not the same everywhere
        return Piece(description=description)
    return Piece(digest or sha256_of(path), path.stat().st_size, description)


def _signed(at: Layout) -> Iterable[Path]:
    """The tables that people sign."""
    return [
        *at.decisions(""),
        *at.extracts,
        *at.passage_codes,
        *at.configurations,
        *at.effects,
        *at.conditions,
    ]


def _version() -> str:
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "not installed"
