"""From the bytes of many export files to records, quarantine, remarks and counts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from evidence import identifiers, normalise
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
from evidence.io import to_json
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
_MAX_RAW = 20_000
_IDENTIFIERS: dict[str, tuple[Callable[[str], str], str]] = {
    "doi": (identifiers.doi, "a DOI such as 10.1000/xyz"),
    "pmid": (identifiers.pmid, "a PubMed number such as 12345678"),
    "pmcid": (identifiers.pmcid, "a PubMed Central number such as PMC123456"),
    "isbn": (identifiers.isbn, "an ISBN with a right check digit"),
    "issn": (identifiers.issn, "an ISSN with a right check digit"),
    "arxiv": (identifiers.arxiv, "an arXiv identifier such as 2101.00001"),
    "openalex": (identifiers.openalex, "an OpenAlex identifier such as W2741809807"),
}


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
                entry.line, entry.position = entry.line + chunk.lines, good + bad
                _note_key(entry, keys)
                problem = entry.problem or _unusable(entry)
                if problem:
                    aside = _set_aside(source.name, entry, problem)
                    batch.quarantine.append(replace(aside, entry_id=unique(aside.entry_id)))
                    bad += 1
                else:
                    record, noted = _record(source.name, chunk.format, entry, own_words_marker)
                    record = replace(record, record_id=unique(record.record_id))
                    batch.records.append(record)
                    batch.remarks.extend(replace(remark, row_id=record.record_id) for remark in noted)
                    good += 1
            yield batch
        last = Ingested([], [], [], [])
        for missing in range(max(counted - good - bad, 0)):
            aside = _swallowed(source.name, missing, counted, good + bad)
            last.quarantine.append(replace(aside, entry_id=unique(aside.entry_id)))
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
    yield RawEntry(0, 1, text[:_MAX_RAW], problem=problem)


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


def _unusable(entry: RawEntry) -> Problem | None:
    if not normalise.fold(normalise.clean(entry.fields.get("title", ""))):
        return Problem("title", "the entry has no title", "add a title; without one nothing can be screened")
    return None


def _record(file: str, file_format: str, entry: RawEntry, marker: str) -> tuple[Record, list[Remark]]:
    fields, extra = entry.fields, dict(entry.extra)
    remarks = [Remark("", file, entry.line, *repair) for repair in entry.repairs]
    year = normalise.year(fields.get("year", ""))
    known = {name: normal(fields.get(name, "")) for name, (normal, _) in _IDENTIFIERS.items()}
    for name, value in (("year", year), *known.items()):
        kept = fields.get(name)
        if kept and not value:
            extra[f"{name} (as given)"] = kept
            what = "a year such as 2019" if name == "year" else _IDENTIFIERS[name][1]
            remarks.append(Remark("", file, entry.line, name, kept, f"this is not {what}", f"give {what}"))
    abstract = normalise.clean(fields.get("abstract", ""))
    own_words = bool(marker) and abstract.startswith(marker)
    record = Record(
        record_id="",
        source_file=file,
        position=entry.position,
        line=entry.line,
        format=file_format,
        source_key=normalise.clean(entry.key),
        kind=normalise.kind(fields.get("kind", "") or entry.kind),
        title=normalise.clean(fields["title"]),
        authors=tuple(a for a in (normalise.author(name) for name in entry.authors) if a),
        year=year,
        container=normalise.clean(fields.get("container", "")),
        volume=normalise.clean(fields.get("volume", "")),
        issue=normalise.clean(fields.get("issue", "")),
        pages=normalise.pages(normalise.clean(fields.get("pages", ""))),
        publisher=normalise.clean(fields.get("publisher", "")),
        **known,
        url=fields.get("url", "").strip(),
        abstract=abstract.removeprefix(marker).strip() if own_words else abstract,
        abstract_kind="own_words" if own_words else ("published" if abstract else ""),
        keywords=tuple(normalise.clean(k) for k in entry.keywords),
        extra=to_json(extra) if extra else "",
        raw=entry.raw[:_MAX_RAW],
    )
    return replace(record, record_id=_record_id(record)), remarks


def _digest(*parts: object) -> str:
    data = "\x1f".join(str(part) for part in parts).encode()
    return base64.b32encode(hashlib.blake2b(data, digest_size=5).digest()).decode().lower()


def _record_id(record: Record) -> str:
    """Derived from the content that identifies an entry, never from its file or position."""
    name = normalise.surname(record.authors[0]) if record.authors else "anon"
    name = re.sub(r"[^a-z]", "", name)[:16] or "anon"
    digest = _digest(
        record.source_key,
        record.title,
        "; ".join(record.authors),
        record.year,
        record.container,
        record.volume,
        record.pages,
        record.doi,
        record.pmid,
    )
    return f"{name}{record.year or ''}-{digest}"


def _set_aside(file: str, entry: RawEntry, problem: Problem) -> Quarantined:
    return Quarantined(
        entry_id=f"quarantined-{_digest(entry.raw)}",
        source_file=file,
        position=entry.position,
        line=entry.line,
        field=problem.field,
        value=problem.value,
        problem="; ".join([problem.problem, *(repair[2] for repair in entry.repairs)]),
        how_to_fix=problem.how_to_fix,
        raw=entry.raw[:_MAX_RAW],
    )


def _swallowed(file: str, number: int, counted: int, read: int) -> Quarantined:
    return Quarantined(
        entry_id=f"quarantined-{_digest(file, number)}",
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

    def __call__(self, name: str) -> str:
        self._seen[name] += 1
        return f"{name}.{self._seen[name]}" if self._seen[name] > 1 else name
