"""Our readers beside others' on clean files: pybtex for BibTeX, rispy for RIS. No value may be missing."""

from __future__ import annotations

from pathlib import Path

import pytest
import rispy
from pybtex.database.input.bibtex import Parser

from evidence.ingest import bibtex
from evidence.ingest.formats import ris
from evidence.ingest.stage import Source, ingest
from evidence.names import surname
from evidence.normalise import fold

LITERATURE = Path(__file__).parents[2] / "literature" / "records"
BIBTEX = sorted(LITERATURE.glob("*.bib"))
RIS = sorted(LITERATURE.glob("*.ris"))


def values(entry) -> str:
    """Every value of an entry, folded, so that only letters and figures are compared."""
    return fold(
        " | ".join(
            [
                *entry.fields.values(),
                *entry.extra.values(),
                *entry.authors,
                *entry.keywords,
                entry.kind,
                entry.key,
            ]
        )
    )


@pytest.mark.parametrize("path", BIBTEX, ids=lambda path: path.name)
def test_every_field_that_pybtex_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    theirs = Parser().parse_string(text).entries
    ours = list(bibtex.read(text))
    assert [entry.key for entry in ours] == list(theirs)
    for entry, other in zip(ours, theirs.values(), strict=True):
        held = values(entry)
        assert entry.kind == other.type
        for name, value in other.fields.items():
            if name == "keywords":
                assert all(fold(bibtex.plain(word)) in held for word in value.replace(";", ",").split(","))
            else:
                assert fold(bibtex.plain(value)) in held, (entry.key, name)


@pytest.mark.parametrize("path", BIBTEX, ids=lambda path: path.name)
def test_every_name_as_pybtex_parts_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    records = {r.source_key: r for r in ingest([Source(path.name, text.encode())]).records}
    theirs = Parser().parse_string(text).entries
    assert set(theirs) <= set(records)
    for key, other in theirs.items():
        people = [person for person in other.persons.get("author", []) if str(person) != "others"]
        families = [
            fold(bibtex.plain(" ".join([*p.prelast_names, *p.last_names]))).replace(" ", "") for p in people
        ]
        if people:
            assert [surname(name) for name in records[key].authors] == families


@pytest.mark.parametrize("path", RIS, ids=lambda path: path.name)
def test_every_value_that_rispy_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    theirs, ours = rispy.loads(text), list(ris.FORMAT.entries(text))
    assert len(theirs) == len(ours)
    for entry, other in zip(ours, theirs, strict=True):
        held = values(entry)
        for name, value in other.items():
            for one in value if isinstance(value, list) else [value]:
                assert fold(str(one)) in held, (entry.line, name)
