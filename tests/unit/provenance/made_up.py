"""A build of a made-up review, with what a crate needs to be told."""

from __future__ import annotations

from typing import Any

from evidence.book_settings import FrontMatter
from evidence.lock import Locked
from evidence.provenance.entities import Piece
from evidence.provenance.people import Decided
from evidence.provenance.told import Told

ANA = "0000-0002-1825-0097"


def front(**given: Any) -> FrontMatter:
    said: dict[str, Any] = {
        "title": "Allotments: who gains?",
        "question": "Who gains\n  from allotments?",
        "author": "Garden Council",
        "evidence_date": "2024-02-29",
        "version": "0.3",
        "year": "2024",
        "licence": "Text and tables CC BY 4.0; the sources keep their own",
    }
    return FrontMatter(**said | given)


def build(**given: Any) -> Told:
    """Two of three people signed with names that the settings say more of; one is known by her ORCID."""
    said: dict[str, Any] = {
        "review": front(orcids={"Ana Example": ANA}, readers={"robot-1": "a language model"}),
        "inputs": {
            "config/config.yaml": Piece("a" * 64, 10),
            "literature/README.md": Piece("b" * 64, 20),
            "literature/records/été 1.ris": Piece("c" * 64, 30, "entries: 3; seen in: Scopus"),
            "literature/decisions/screening.csv": Piece("d" * 64, 40),
        },
        "outputs": {
            "index.html": Piece("e" * 64, 50, "The first page of the book"),
            "_static/data/works.csv": Piece("f" * 64, 60, "Every work"),
            "BUILT_FROM.json": Piece(description="What the book was built from"),
        },
        "decided": [
            Decided("literature/decisions/screening.csv", "ana example", 3, "2024-01-02", "2024-01-09"),
            Decided("literature/decisions/screening.csv", "bo", 1, "", ""),
            Decided("literature/decisions/screening.csv", "robot-1", 2, "2024-01-02", "2024-01-02"),
        ],
        "lock": [Locked("Snakemake", "9.27.0", "", ()), Locked("a_b", "1.0", "", ())],
        "program": "0.1.0",
        "code": "0" * 64,
    }
    return Told(**said | given)


def by_id(crate: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entity["@id"]: entity for entity in crate["@graph"]}
