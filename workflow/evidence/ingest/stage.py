"""From the bytes of many export files to records, quarantine, remarks and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeVar

from evidence.ingest import (
    bibtex,
    chunks,
    csl_json,
    delimited,
    json_works,
    nbib,
    refer,
    ris,
    wos,
    xml_records,
    zotero_rdf,
)
from evidence.ingest.count import count_entries
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.record import MAX_RAW, digest, row_of
from evidence.records import FileCount, Quarantined, Record, Remark

READERS: dict[str, Callable[[str], Iterator[RawEntry]]] = {
    "bibtex": bibtex.read,
    "ris": ris.read,
    "nbib": nbib.read,
    "csv": delimited.read,
    "csl-json": csl_json.read,
    "endnote-xml": xml_records.read_endnote,
    "pubmed-xml": xml_records.read_pubmed,
    "wos": wos.read,
    "refer": refer.read,
    "xlsx": delimited.read,
    "crossref-json": json_works.read_crossref,
    "openalex-json": json_works.read_openalex,
    "zotero-rdf": zotero_rdf.read,
}
Row = TypeVar("Row", Record, Quarantined)

_LINE = re.compile(r"\bline (\d+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """`own_words_marker`: prefix by which an abstract declares that it is the team's own summary."""

    own_words_marker: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One export file: the name that people know it by, and its bytes or a stream of them."""

    name: str
    data: bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class Ingested:
    records: list[Record]
    quarantine: list[Quarantined]
    remarks: list[Remark]
    counts: list[FileCount]


def ingest(sources: Iterable[Source], own_words_marker: str = "") -> Ingested:
    """Read every entry of every source, all at once.

    Entries in = records + quarantined, for each file and in all. Identical entries get ids that
    differ by an ordinal, so that none is lost. `own_words_marker` is the prefix by which an
    abstract declares that it is not the publisher's text.
    """
    whole = Ingested([], [], [], [])
    for batch in stream(sources, own_words_marker):
        whole.records.extend(batch.records)
        whole.quarantine.extend(batch.quarantine)
        whole.remarks.extend(batch.remarks)
        whole.counts.extend(batch.counts)
    return whole


def stream(
    sources: Iterable[Source], own_words_marker: str = "", size: int = chunks.SIZE
) -> Iterator[Ingested]:
    """`ingest` in batches of bounded size, in the same order and with the same ids."""
    unique = _Unique()
    for source in sorted(sources, key=lambda s: s.name):
        counted, good, bad = 0, 0, 0
        keys: dict[str, int] = {}
        for chunk in chunks.chunks(source.data, size):
            batch = Ingested([], [], [], [])
            counted += count_entries(chunk.text, chunk.format)
            for entry in _entries(chunk.text, chunk.format):
                entry.position = good + bad
                _move(entry, chunk.lines)
                _note_key(entry, keys)
                row, noted = row_of(source.name, chunk.format, entry, own_words_marker)
                if isinstance(row, Record):
                    record = unique(row, "record_id")
                    batch.records.append(record)
                    batch.remarks.extend(replace(remark, row_id=record.record_id) for remark in noted)
                    good += 1
                else:
                    batch.quarantine.append(unique(row, "entry_id"))
                    bad += 1
            yield batch
        last = Ingested([], [], [], [])
        for missing in range(max(counted - good - bad, 0)):
            aside = _swallowed(source.name, missing, counted, good + bad)
            last.quarantine.append(unique(aside, "entry_id"))
        bad += len(last.quarantine)
        last.counts.append(FileCount(source.name, chunk.format, counted, good, bad))
        yield last


def _entries(text: str, file_format: str) -> Iterator[RawEntry]:
    if file_format in READERS:
        yield from READERS[file_format](text)
        return
    problem = Problem(
        "",
        "the format of this file is not known",
        "export it again as BibTeX, RIS, PubMed nbib or XML, EndNote XML, Web of Science text, CSV, .xlsx or JSON "
        "(old .xls files: save them as .xlsx), or take the file out",
        text[:80],
    )
    yield RawEntry(0, 1, text[:MAX_RAW], problem=problem)


def _move(entry: RawEntry, lines: int) -> None:
    """Count lines from the top of the file, also where a problem names one."""
    if not lines:
        return

    def moved(text: str) -> str:
        return _LINE.sub(lambda match: f"line {int(match.group(1)) + lines}", text)

    entry.line += lines
    entry.repairs = [(name, value, moved(what), moved(fix)) for name, value, what, fix in entry.repairs]
    if entry.problem:
        entry.problem = replace(entry.problem, problem=moved(entry.problem.problem))


def _note_key(entry: RawEntry, keys: dict[str, int]) -> None:
    """A key used twice in one file stays with both entries; decisions that name it are in doubt."""
    if entry.key in keys:
        problem = f"this key is used twice in this file, first on line {keys[entry.key]}"
        fix = "give one of the entries another key, or remove one if they are the same"
        entry.repairs.append(("key", entry.key, problem, fix))
    elif entry.key:
        keys[entry.key] = entry.line
    if "\ufffd" in entry.raw:
        problem = "a character could not be read"
        entry.repairs.append(("", "", problem, "save the file as UTF-8 and correct the entry"))


def _swallowed(file: str, number: int, counted: int, read: int) -> Quarantined:
    return Quarantined(
        entry_id=f"quarantined-{digest(file, number)}",
        source_file=file,
        position=read + number,
        line=1,
        field="",
        value="",
        problem=f"the file seems to hold {counted} entries, but {read} could be told apart",
        how_to_fix="look for an entry that runs into the one before it",
        raw="",
    )


class _Unique:
    """Identical entries get `.2`, `.3` ... in the order of file and position."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, row: Row, field: str) -> Row:
        name = getattr(row, field)
        self._seen[name] += 1
        return replace(row, **{field: f"{name}.{self._seen[name]}"}) if self._seen[name] > 1 else row
