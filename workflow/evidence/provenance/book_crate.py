"""The RO-Crate of a published book: Process Run Crate 0.5 (w3id.org/ro/wfrun/process/0.5).

The book does not carry what it was built from, so that inputs are named with their checksums and are no files of the crate. The day of
the evidence stands for the time of the build, since the same inputs give the same bytes on any day.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evidence.built_from import BuiltFrom
from evidence.io import to_json
from evidence.layout import Layout
from evidence.provenance.entities import (
    Entity,
    at,
    author,
    crate,
    deciding,
    described,
    descriptor,
    library,
    licences,
    profile,
    ref,
    refs,
    reviewer,
    root,
)
from evidence.provenance.sources import README
from evidence.provenance.told import PROGRAM, Told, told
from evidence.publish.manifest import CRATE

PROCESS = "https://w3id.org/ro/wfrun/process/0.5"


def write_book_crate(
    layout: Layout, html: Path, facts: BuiltFrom | None = None, sums: Mapping[str, str] | None = None
) -> None:
    """Lay the crate into a book whose checksums have been written; `facts`, `sums`: as for `told`."""
    text = to_json(book_crate(told(layout, html, facts, sums)), indent=1) + "\n"
    (html / CRATE).write_text(text, encoding="utf-8", newline="\n")


def book_crate(build: Told) -> Entity:
    """The crate of a book."""
    review = build.review
    outputs = [described(at(name), "File", name, piece) for name, piece in build.outputs.items()]
    given = [_input(name, build) for name in build.inputs]
    acts = [deciding(one, _named(one.file), review) for one in build.decided]
    whole = root(
        review,
        review.version,
        [PROCESS],
        (one["@id"] for one in outputs),
        (one["@id"] for one in (_run(build), *acts)),
    )
    return crate(
        [
            descriptor(),
            whole,
            profile(PROCESS, "Process Run Crate"),
            *licences(review),
            author(review),
            _run(build),
            program(build),
            *acts,
            *(reviewer(one.reviewer, review) for one in build.decided),
            *given,
            *outputs,
            *map(library, build.lock),
        ]
    )


def program(build: Told) -> Entity:
    """The program that builds books, with what it needs."""
    return {
        "@id": f"urn:evidence-synthesis:{PROGRAM}:{build.program.replace(' ', '-')}",
        "@type": "SoftwareApplication",
        "name": PROGRAM,
        "description": "A reproducible evidence synthesis pipeline: from literature records to a briefing that can be checked",
        "softwareVersion": build.program,
        "identifier": f"sha256:{build.code}",
        "softwareRequirements": refs(library(package)["@id"] for package in build.lock),
    }


def _run(build: Told) -> Entity:
    return {
        "@id": "#build",
        "@type": "CreateAction",
        "name": f"Build of {build.review.title}",
        "description": "evidence build",
        "endTime": build.review.evidence_date,
        "instrument": ref(program(build)["@id"]),
        "agent": ref(author(build.review)["@id"]),
        "object": refs(map(_named, build.inputs)),
        "result": refs(map(at, build.outputs)),
    }


def _named(name: str) -> str:
    """How an input is named that is not in the book."""
    return f"#{at(name)}"


def _input(name: str, build: Told) -> Entity:
    made = described(_named(name), "CreativeWork", name, build.inputs[name])
    return made | terms(name, build, _named(README))


def terms(name: str, build: Told, readme: str) -> Entity:
    """On what terms an input may be used. `readme`: how the manual of literature/ is named in the crate, where a person has
    written what is known of the terms of each source; all else of a review is under its own licence."""
    if name.startswith("literature/"):
        return {"usageInfo": ref(readme)} if README in build.inputs else {}
    return {"license": refs(one["@id"] for one in licences(build.review))}
