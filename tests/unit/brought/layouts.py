"""Files in the layouts of other tools, made up: what each entry was decided stands in the arguments, the layout here."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

COVIDENCE = "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags"
RAYYAN = "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id"
ZOTERO = (
    "Key,Item Type,Publication Year,Author,Title,Publication Title,ISBN,ISSN,DOI,Url,Abstract Note,Date,Date Added,Date Modified,"
    "Access Date,Pages,Issue,Volume,Notes,File Attachments,Manual Tags,Automatic Tags,Editor"
)

# (citation key, authors, year, title, journal, DOI): the works of the review in these tests.
WORKS = (
    ("abel2001", "Abel, Ann", 2001, "Joint ventures between housing associations and charities", "Journal of Rent", "10.1000/jr.1"),
    ("baker2002", "Baker, Bo", 2002, "Contracts for job advice in three rural counties", "Labour Notes", ""),
    ("clark2003", "Clark, Cy", 2003, "Peer support for people leaving care", "Care Quarterly", "10.1000/cq.3"),
    ("davis2004", "Davis, Di", 2004, "Food banks and the local state: an ethnography", "Place and Poverty", ""),
    ("evans2005", "Evans, Ed", 2005, "Volunteer mentors in probation hostels", "Probation Review", ""),
    ("field2006", "Field, Flo", 2006, "Grants to tenants’ associations after the transfer of stock", "Journal of Rent", ""),
)  # fmt: skip


def review(folder: Path, works: Sequence[tuple] = WORKS) -> Path:
    """The folder of a review that holds these works and no decision."""
    (folder / "literature/records").mkdir(parents=True)
    (folder / "config").mkdir()
    (folder / "config/config.yaml").write_text("review: {title: T, question: Q, authors: [A]}\n")
    (folder / "literature/records/all.bib").write_text(bib(works))
    return folder


def bib(works: Sequence[tuple]) -> str:
    return "\n".join(
        f"@article{{{key}, author = {{{who}}}, year = {{{year}}}, title = {{{title}}}, journal = {{{place}}}"
        + (f", doi = {{{doi}}}" if doi else "")
        + "}"
        for key, who, year, title, place, doi in works
    )


def table(header: str, rows: Sequence[Mapping[str, object]], delimiter: str = ",") -> str:
    names = header.split(",")
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def covidence(works: Sequence[tuple], notes: Mapping[str, str] | None = None) -> str:
    """A list of Covidence. `notes`: citation key → its notes."""
    return table(
        COVIDENCE,
        [
            {
                "Title": title, "Authors": who, "Published Year": year, "Journal": place, "DOI": doi, "Covidence #": f"#{n}",
                "Study": f"{who.split(',')[0]} {year}", "Notes": (notes or {}).get(key, ""),
            }
            for n, (key, who, year, title, place, doi) in enumerate(works, start=1)
        ],
    )  # fmt: skip


def rayyan(works: Sequence[tuple], notes: Mapping[str, str]) -> str:
    """Rayyan’s table of articles; the n-th work is article 100 + n."""
    return table(
        RAYYAN,
        [
            {"key": f"rayyan-{100 + n}", "title": title, "year": year, "journal": place, "authors": who, "doi": doi, "notes": notes.get(key, "")}
            for n, (key, who, year, title, place, doi) in enumerate(works)
        ],
    )  # fmt: skip


def rayyan_log(events: Sequence[tuple[int, str, str, str, str]]) -> str:
    """(article, address, time, key, value), a row an event."""
    names = ("article_id", "user_email", "created_at", "key", "value")
    return table(
        "article_id,user_id,user_email,created_at,updated_at,key,value",
        [dict(zip(names, event, strict=True)) for event in events],
    )


def zotero(works: Sequence[tuple], tags: Mapping[str, str], notes: Mapping[str, str] | None = None) -> str:
    return table(
        ZOTERO,
        [
            {
                "Key": f"ABCD{n}", "Item Type": "journalArticle", "Publication Year": year, "Author": who, "Title": title,
                "Publication Title": place, "DOI": doi, "Date Added": "2026-01-01 10:00:00", "Date Modified": "2026-02-01 10:00:00",
                "Manual Tags": tags.get(key, ""), "Notes": (notes or {}).get(key, ""),
            }
            for n, (key, who, year, title, place, doi) in enumerate(works)
        ],
    )  # fmt: skip


def eppi(works: Sequence[tuple], codes: Mapping[str, Sequence[tuple[int, str]]], status: str = "I") -> str:
    """References with codes, (id, further words) by citation key; 11 and 12 are of title and abstract, 21 to 23 of full text, 31 of no screening."""

    def tool(name: str, kind: str, held: Sequence[tuple[int, str, str]]) -> dict:
        listed = [
            {"AttributeId": i, "AttributeName": n, "AttributeType": t, "AttributeDescription": ""}
            for i, n, t in held
        ]
        return {"SetName": name, "SetType": {"SetTypeName": kind}, "Attributes": {"AttributesList": listed}}

    plain = "Selectable (show checkbox)"
    sets = [
        tool("Screening on title and abstract", "Screening", [(11, "INCLUDE on title & abstract", "Include"), (12, "EXCLUDE on population", "Exclude")]),
        tool("Screening on full text", "Screening", [(21, "Include", "Include"), (22, "Wrong outcome", "Exclude"), (23, "Second opinion", plain)]),
        tool("Topics", "Standard", [(31, "Housing", plain)]),
    ]  # fmt: skip
    references = [
        {
            "Codes": [{"AttributeId": i, "AdditionalText": more, "ItemAttributeFullTextDetails": [], "ArmId": 0, "ArmTitle": ""} for i, more in codes.get(key, ())],
            "Outcomes": [], "ItemId": 500 + n, "Title": title, "ParentTitle": place, "ShortTitle": f"{who} ({year})", "DateCreated": "18/11/2026",
            "CreatedBy": "Ella Smith", "DateEdited": "20/11/2026", "EditedBy": "Ella Smith", "Year": str(year), "Abstract": "",
            "TypeName": "Journal, Article", "Authors": who.replace(",", ""), "DOI": doi, "ItemStatus": status, "OldItemId": key,
        }
        for n, (key, who, year, title, place, doi) in enumerate(works)
    ]  # fmt: skip
    return json.dumps({"CodeSets": sets, "References": references})


LABELLED = "title,authors,year,journal,doi,included"


def asreview_data(works: Sequence[tuple]) -> str:
    """A data set as it is given to ASReview; what it says under `included` nobody screened."""
    return table(
        LABELLED,
        [
            {"title": t, "authors": w, "year": y, "journal": p, "doi": d, "included": 1}
            for _, w, y, t, p, d in works
        ],
    )


def asreview_project(
    version: int,
    works: Sequence[tuple],
    labels: Mapping[int, tuple],
    with_data: bool = True,
    same: Mapping[int, int] | None = None,
    changes: Sequence[tuple] = (),
    data: str = "",
) -> bytes:
    """A project file of version 1, 2 or 3. `labels`: place of a work → (label, time, note, tags, user); `same`: duplicates → of which.

    `changes`: (place, label, time, user) of the table of changes; `data`: the data set, where it is another than that of the works.
    """
    results, store = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    store = results if version == 3 else store
    if version == 1:
        results.execute("create table record_table (record_id int)")
        results.executemany("insert into record_table values (?)", [(n,) for n in range(len(works))])
        results.execute(
            "create table results (record_id integer, label integer, classifier text, labeling_time integer, notes text)"
        )
        results.executemany(
            "insert into results values (?, ?, 'nb', ?, ?)", [(n, *told[:3]) for n, told in labels.items()]
        )
    else:
        store.execute(
            "create table record (dataset_row integer, dataset_id text, duplicate_of integer, title text, authors json, year integer, doi text, record_id integer)"
        )
        store.executemany(
            "insert into record values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(n, "ef09" if version == 3 else "all.csv", (same or {}).get(n), t, json.dumps([w]), y, d or None, n) for n, (_, w, y, t, _, d) in enumerate(works)],
        )  # fmt: skip
        results.execute(
            "create table results (record_id integer unique, label integer, classifier text, time float, note text, tags json, user_id integer)"
        )
        results.executemany(
            "insert into results values (?, ?, 'svm', ?, ?, ?, ?)",
            [(n, label, time, note, json.dumps(tags) if tags else None, user) for n, (label, time, note, tags, user) in labels.items()],
        )  # fmt: skip
        results.execute(
            "create table decision_changes (record_id integer, label integer, time float, user_id integer)"
        )
        results.executemany("insert into decision_changes values (?, ?, ?, ?)", changes)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        named = {"datasets": [{"id": "ef09", "name": "all.csv"}]} if version == 3 else {}
        archive.writestr("project.json", json.dumps({"version": f"{version}.0.0", "id": "p", **named}))
        if with_data:
            archive.writestr("data/all.csv", data or asreview_data(works))
        if version == 3:
            archive.writestr("results.db", results.serialize())
        else:
            archive.writestr(f"reviews/abc/results.{'sql' if version == 1 else 'db'}", results.serialize())
            archive.writestr("data_store.db", store.serialize()) if version == 2 else None
    return out.getvalue()
