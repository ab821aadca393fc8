"""The entities of an RO-Crate (RO-Crate 1.1, w3id.org/ro/crate/1.1) that books and packs have alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from evidence.book_settings import FrontMatter
from evidence.licences import named_in
from evidence.lock import Locked
from evidence.provenance.people import Decided, orcid_of
from evidence.publish.manifest import CRATE

Entity = dict[str, Any]
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
_MEDIA = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".rdf": "application/rdf+xml",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file as it is described: its sha256 and size where its bytes are the same everywhere."""

    sha256: str = ""
    size: int = -1
    description: str = ""


def ref(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def refs(identifiers: Iterable[str]) -> Any:
    """What is referred to: one alone, or several in a list."""
    found = [ref(identifier) for identifier in dict.fromkeys(identifiers)]
    return found[0] if len(found) == 1 else found


def at(path: str) -> str:
    """The identifier of a file of the crate, which is its path as an address.

    >>> at("literature/records/a b.ris")
    'literature/records/a%20b.ris'
    """
    return quote(path, safe="/")


def media(path: str) -> str:
    """The kind of a file, by the ending of its name."""
    return _MEDIA.get(
        PurePosixPath(path).suffix.lower(),
        "text/plain" if "." not in path.rsplit("/", 1)[-1] else "application/octet-stream",
    )


def described(identifier: str, kind: str, path: str, piece: Piece) -> Entity:
    """A file, within the crate or named in it alone."""
    made: Entity = {"@id": identifier, "@type": kind, "name": path, "encodingFormat": media(path)}
    if piece.description:
        made["description"] = piece.description
    if piece.sha256:
        made |= {"sha256": piece.sha256, "contentSize": str(piece.size)}
    return made


def profile(identifier: str, name: str) -> Entity:
    version = identifier.rsplit("/", 1)[-1]
    return {"@id": identifier, "@type": "CreativeWork", "name": name, "version": version}


def descriptor(*profiles: str) -> Entity:
    """What the metadata file says of itself."""
    return {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": ref("./"),
        "conformsTo": refs([SPECIFICATION, *profiles]),
    }


def licences(review: FrontMatter) -> list[Entity]:
    """The licences that the review names; where none is known by name, what it says of them."""
    known = named_in(review.licence)
    if known:
        return [
            {
                "@id": one.url,
                "@type": "CreativeWork",
                "name": one.spdx,
                "identifier": one.spdx,
                "description": review.licence,
            }
            for one in known
        ]
    said = review.licence or "No licence is stated"
    return [{"@id": "#licence", "@type": "CreativeWork", "name": said, "description": said}]


def author(review: FrontMatter) -> Entity:
    """Who answers for the review: a person where the settings have her ORCID, else a body."""
    if orcid := orcid_of(review.author, review):
        return {"@id": orcid, "@type": "Person", "name": review.author}
    made = {"@id": "#author", "@type": "Organization", "name": review.author}
    return made | ({"url": review.site} if review.site else {})


def reviewer(name: str, review: FrontMatter) -> Entity:
    """Who signs rows: a person with her ORCID where the settings give it; else nothing but the name, and what the review says of it."""
    if orcid := orcid_of(name, review):
        return {"@id": orcid, "@type": "Person", "name": name}
    said = " ".join(review.readers.get(name, "").split())
    # What is described may be no person but a program; what is not is whoever signs.
    made: Entity = {"@id": f"#reviewer-{at(name)}", "@type": "Thing" if said else "Person", "name": name}
    return made | ({"description": said} if said else {})


def deciding(one: Decided, file: str, review: FrontMatter) -> Entity:
    """That somebody decided: who, in which table, how many rows, and from which day to which."""
    made: Entity = {
        "@id": f"#decided-{at(one.file)}-{at(one.reviewer)}",
        "@type": "AssessAction",
        "name": f"Decisions of {one.reviewer} in {one.file}",
        "description": f"{one.rows:,} rows" if one.rows != 1 else "1 row",
        "agent": ref(reviewer(one.reviewer, review)["@id"]),
        "result": ref(file),
    }
    days = {"startTime": one.first, "endTime": one.last}
    return made | {name: day for name, day in days.items() if day}


def library(package: Locked) -> Entity:
    """A package of the lock, by its package URL."""
    name = package.name.lower().replace("_", "-")
    return {
        "@id": f"pkg:pypi/{name}@{package.version}",
        "@type": "SoftwareApplication",
        "name": package.name,
        "softwareVersion": package.version,
    }


def root(
    review: FrontMatter, version: str, profiles: Iterable[str], parts: Iterable[str], acts: Iterable[str]
) -> Entity:
    """What the crate is of: the review, on the day of its evidence."""
    by = author(review)
    made: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "conformsTo": refs(profiles),
        "name": review.title,
        "description": " ".join(review.question.split()),
        "datePublished": review.evidence_date,
        "version": version,
        "license": refs(one["@id"] for one in licences(review)),
        "author": ref(by["@id"]),
        "hasPart": refs(parts),
        "mentions": refs(acts),
    }
    if by["@type"] == "Organization":
        made["publisher"] = ref(by["@id"])
    return made | ({"url": review.site} if review.site else {})


def crate(graph: Iterable[Entity]) -> Entity:
    """The crate of these entities; what several parts name stands once, and what refers to nothing is left out."""
    said = [{key: value for key, value in entity.items() if value != []} for entity in graph]
    once = {entity["@id"]: entity for entity in reversed(said)}
    return {"@context": CONTEXT, "@graph": list(reversed(once.values()))}
