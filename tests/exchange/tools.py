"""What each program would answer: it reads the file that we handed over, by readers that are not ours, and writes its own layout.

Programs number references anew, put them into another order, write titles as HTML, and leave out what was taken out there. What was decided of
each work stands in `PLAN`, by hand; here stands the layout only.
"""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rispy

from tests.unit.brought.layouts import COVIDENCE, RAYYAN, ZOTERO, asreview_project, rayyan_log, table

Ref = dict[str, str]


@dataclass(frozen=True)
class Plan:
    """What people decided of one work: `votes`, person → word; `reason`, person → why; `labels`, person → labels; at full text the team `read` it so."""

    votes: Mapping[str, str]
    reason: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: str = ""


def references(path: Path) -> list[Ref]:
    """What a program finds in our file: identifier, title, authors, year, journal, doi and notes."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = {"id": ("key", "record_id"), "journal": ("journal", "container"), "note": ("notes",)}
        return [
            {"id": _first(row, names["id"]), "title": row["title"], "authors": row["authors"], "year": row["year"],
             "journal": _first(row, names["journal"]), "doi": row["doi"], "note": row.get("notes", "")}
            for row in rows
        ]  # fmt: skip
    found = rispy.loads(path.read_text(encoding="utf-8"))
    return [
        {"id": one["id"], "title": one["title"], "authors": "; ".join(one.get("authors", [])), "year": one.get("year", ""),
         "journal": one.get("secondary_title", ""), "doi": one.get("doi", ""), "note": "; ".join(one.get("notes", []))}
        for one in found
    ]  # fmt: skip


def _first(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def altered(found: Sequence[Ref], keeps: bool) -> list[Ref]:
    """In another order, titles as HTML; without our names where the program does not `keep` them."""
    turned = sorted(found, key=lambda one: one["title"][::-1])
    kept = {} if keeps else {"id": "", "note": ""}
    return [{**one, "title": html.escape(one["title"]), **kept} for one in turned]


def rayyan(found: Sequence[Ref], plan: Mapping[str, Plan], with_log: bool = True) -> dict[str, bytes]:
    """Articles and log. Its numbers take the place of ours; its notes stand behind what stood there."""
    rows, log = [], []
    address = {"Ella Smith": "ella@example.org", "ben": "b@example.org"}
    for number, one in enumerate(found, start=4001):
        said = plan[one["title"]]
        parts = [one["note"]] if one["note"] else []
        if said.votes:
            parts.append(
                f"RAYYAN-INCLUSION: {{{', '.join(f'{json.dumps(who)}=>{json.dumps(word)}' for who, word in said.votes.items())}}}"
            )
        labels = dict.fromkeys(label for own in said.labels.values() for label in own)
        parts += [f"RAYYAN-LABELS: {','.join(labels)}"] if labels else []
        reasons = dict.fromkeys(said.reason.values())
        parts += [f"RAYYAN-EXCLUSION-REASONS: {','.join(reasons)}"] if reasons else []
        rows.append({
            "key": f"rayyan-{number}", "title": one["title"], "year": one["year"], "month": "1", "day": "1", "journal": one["journal"],
            "authors": one["authors"].replace("; ", " and "), "doi": one["doi"], "notes": " | ".join(parts),
        })  # fmt: skip
        for who, word in said.votes.items():
            vote = {"Included": "1", "Excluded": "-1", "Maybe": "0"}[word]
            day = f"2026-03-{1 + number % 28:02} 10:00"
            log.append((number, address[who], f"{day}:00 UTC", "included", vote))
            if why := said.reason.get(who):
                log.append((number, address[who], f"{day}:05 UTC", f"__EXR__{why}", "1"))
            log += [(number, address[who], f"{day}:09 UTC", label, "1") for label in said.labels.get(who, ())]
    files = {"articles.csv": table(RAYYAN, rows).encode()}
    return files | ({"customizations_log.csv": rayyan_log(log).encode()} if with_log else {})


def covidence(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """Three lists: what the team left out by title and abstract, and what it read and left out or included."""
    lists: dict[str, list[dict[str, Any]]] = {"irrelevant": [], "excluded": [], "included": []}
    for number, one in enumerate(found, start=1):
        said = plan[one["title"]]
        votes = set(said.votes.values())
        if votes != {"Included"} and votes != {"Excluded"}:
            continue  # undecided there still
        name = "irrelevant" if votes == {"Excluded"} else said.read or "included"
        why = f"Exclusion reason: {next(iter(said.reason.values()))}; " if name == "excluded" else ""
        lists[name].append({
            "Title": one["title"], "Authors": one["authors"], "Published Year": one["year"], "Journal": one["journal"], "DOI": one["doi"], "Ref": one["id"],
            "Covidence #": f"#{number}", "Study": f"{one['authors'].split(',')[0]} {one['year']}", "Notes": why + one["note"],
            "Tags": "; ".join(dict.fromkeys(label for own in said.labels.values() for label in own)),
        })  # fmt: skip
    return {
        f"review_77_{name}_csv_20260320101010.csv": table(COVIDENCE, rows).encode()
        for name, rows in lists.items()
    }


TOOLS = [
    ("Screening on title and abstract", "Screening", [(11, "INCLUDE on title & abstract", "Include"), (12, "EXCLUDE on population", "Exclude"), (13, "EXCLUDE on no data", "Exclude")]),
    ("Screening on full text", "Screening", [(21, "INCLUDE on full text", "Include"), (22, "EXCLUDE on no data", "Exclude")]),
    ("Where it is", "Standard", [(31, "Housing", "Selectable (show checkbox)"), (32, "Employment", "Selectable (show checkbox)"), (33, "to cite", "Selectable (show checkbox)")]),
]  # fmt: skip


def _codes(said: Plan) -> list[int]:
    votes = set(said.votes.values())
    number = {name: n for n, name, _ in TOOLS[2][2]}
    codes = [number[label] for label in dict.fromkeys(label for own in said.labels.values() for label in own)]
    if votes == {"Included"}:
        codes += [11, *({"excluded": [22], "included": [21]}.get(said.read, []))]
    elif votes == {"Excluded"}:
        codes += [12 if "population" in said.reason.values() else 13]
    return codes


def eppi_json(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    sets = [
        {"SetName": name, "SetType": {"SetTypeName": kind},
         "Attributes": {"AttributesList": [{"AttributeId": n, "AttributeName": code, "AttributeType": what} for n, code, what in codes]}}
        for name, kind, codes in TOOLS
    ]  # fmt: skip
    refs = [
        {"Codes": [{"AttributeId": code, "AdditionalText": ""} for code in _codes(plan[one["title"]])], "Outcomes": [], "ItemId": 9000 + n,
         "Title": one["title"], "ParentTitle": one["journal"], "ShortTitle": "", "Year": one["year"], "Abstract": "", "TypeName": "Journal, Article",
         "Authors": one["authors"].replace(",", ""), "DOI": one["doi"], "ItemStatus": "I", "OldItemId": one["id"], "Comments": one["note"]}
        for n, one in enumerate(found)
    ]  # fmt: skip
    return {"eppi.json": json.dumps({"CodeSets": sets, "References": refs}).encode()}


def eppi_ris(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """References with the names of their codes of screening as notes."""
    name = {n: code for _, _, codes in TOOLS for n, code, _ in codes} | {22: "EXCLUDE on full text: no data"}
    lines = []
    for n, one in enumerate(found):
        lines += [
            "TY  - JOUR",
            f"T1  - {one['title']}",
            *(f"A1  - {author}" for author in one["authors"].split("; ")),
            f"PY  - {one['year']}",
            f"JF  - {one['journal']}",
        ]
        lines += [f"DO  - {one['doi']}"] if one["doi"] else []
        lines += [f"U1  - {9000 + n}", *([f"N1  - {one['note']}"] if one["note"] else [])]
        lines += [f"N1  - {name[code]}" for code in _codes(plan[one["title"]]) if code < 30]
        lines += ["ER  - ", ""]
    return {"eppi.ris": "\n".join(lines).encode()}


def asreview_table(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """The data set with its own columns, and those of ASReview behind."""
    names = [
        "record_id",
        "title",
        "authors",
        "year",
        "doi",
        "asreview_label",
        "asreview_time",
        "asreview_note",
        "asreview_tag_field_housing",
    ]
    rows = []
    for one in found:
        said = plan[one["title"]]
        label = {"Included": "1", "Excluded": "0"}.get(said.votes.get("Ella Smith", ""), "")
        rows.append({
            "record_id": one["id"], "title": one["title"], "authors": one["authors"], "year": one["year"], "doi": one["doi"], "asreview_label": label,
            "asreview_time": "2026-03-03 10:00:00.123" if label else "", "asreview_tag_field_housing": str(int("Housing" in said.labels.get("Ella Smith", ()))),
        })  # fmt: skip
    return {"labels.csv": table(",".join(names), rows).encode()}


def asreview_file(version: int, handed: Path, plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """A project with our file as it was handed over; labels are of rows."""
    found = references(handed)
    labels: dict[int, tuple[Any, ...]] = {}
    for n, one in enumerate(found):
        said = plan.get(html.escape(one["title"]), Plan({}))
        word = said.votes.get("Ella Smith", "")
        tags = [
            {
                "label": "field",
                "values": [{"label": label, "checked": True} for label in said.labels.get("Ella Smith", ())],
            }
        ]
        if word in ("Included", "Excluded"):
            labels[n] = (int(word == "Included"), 1772532000.0, "", tags if version > 1 else None, None)
    works = [("", one["authors"], one["year"], one["title"], "", one["doi"]) for one in found]
    return {"p.asreview": asreview_project(version, works, labels, data=handed.read_text(encoding="utf-8"))}


def _in_zotero(said: Plan) -> tuple[list[str], list[str]]:
    """(tags, collections) of an item: collections say what was decided, tags why and what it is about."""
    votes = set(said.votes.values())
    labels = list(dict.fromkeys(label for own in said.labels.values() for label in own))
    if votes == {"Excluded"}:
        return [*labels, f"out: {next(iter(said.reason.values()))}"], []
    return labels, ["Included"] if votes == {"Included"} else []


def zotero_json(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """The JSON of Better BibTeX; collections name their items by number."""
    items, held = [], []
    for n, one in enumerate(found, start=300):
        tags, collections = _in_zotero(plan[one["title"]])
        people = [
            dict(zip(("lastName", "firstName"), who.split(", "), strict=False))
            for who in one["authors"].split("; ")
        ]
        items.append({
            "itemID": n, "key": f"K{n}", "itemKey": f"K{n}", "itemType": "journalArticle", "title": one["title"], "date": one["year"], "DOI": one["doi"],
            "creators": [{"creatorType": "author", **person} for person in people], "publicationTitle": one["journal"],
            "tags": [{"tag": tag} for tag in tags], "notes": [{"note": f"<p>{html.escape(one['note'])}</p>"}] if one["note"] else [],
        })  # fmt: skip
        held += [n] if collections else []
    whole = {
        "config": {"id": "36a3b0b5-bad0-4a04-b79b-441c7cef77db", "label": "BetterBibTeX JSON"},
        "collections": {"AAAA": {"key": "AAAA", "parent": False, "name": "Review", "collections": ["BBBB"], "items": []},
                        "BBBB": {"key": "BBBB", "parent": "AAAA", "name": "Included", "collections": [], "items": held}},
        "items": items,
    }  # fmt: skip
    return {"zotero.json": json.dumps(whole).encode()}


def zotero_rdf(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    spaces = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "z": "http://www.zotero.org/namespaces/export#", "dcterms": "http://purl.org/dc/terms/",
        "bib": "http://purl.org/net/biblio#", "foaf": "http://xmlns.com/foaf/0.1/", "dc": "http://purl.org/dc/elements/1.1/",
    }  # fmt: skip
    lines, held = ["<rdf:RDF", *(f' xmlns:{name}="{where}"' for name, where in spaces.items()), ">"], []
    for n, one in enumerate(found, start=300):
        tags, collections = _in_zotero(plan[one["title"]])
        lines += [
            f'    <bib:Article rdf:about="#item_{n}">', "        <z:itemType>journalArticle</z:itemType>",
            f"        <dcterms:isPartOf><bib:Journal><dc:title>{html.escape(one['journal'])}</dc:title></bib:Journal></dcterms:isPartOf>",
            "        <bib:authors><rdf:Seq>",
            *(f"          <rdf:li><foaf:Person><foaf:surname>{html.escape(who.partition(', ')[0])}</foaf:surname><foaf:givenName>{html.escape(who.partition(', ')[2])}</foaf:givenName></foaf:Person></rdf:li>"
              for who in one["authors"].split("; ")),
            "        </rdf:Seq></bib:authors>",
            *(f"        <dc:subject>{html.escape(tag)}</dc:subject>" for tag in tags),
            f"        <dc:title>{one['title'] if '&' in one['title'] else html.escape(one['title'])}</dc:title>", f"        <dc:date>{one['year']}</dc:date>",
            *([f"        <dc:identifier>DOI {one['doi']}</dc:identifier>"] if one["doi"] else []), "    </bib:Article>",
        ]  # fmt: skip
        held += [f'        <dcterms:hasPart rdf:resource="#item_{n}"/>'] if collections else []
    lines += [
        '    <z:Collection rdf:about="#collection_7">',
        "        <dc:title>Included</dc:title>",
        *held,
        "    </z:Collection>",
        "</rdf:RDF>",
        "",
    ]
    return {"zotero.rdf": "\n".join(lines).encode()}


def zotero_csv(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """Tags alone: a table of Zotero has no collections."""
    rows = []
    for n, one in enumerate(found):
        tags, collections = _in_zotero(plan[one["title"]])
        rows.append({
            "Key": f"ABCD{n}", "Item Type": "journalArticle", "Publication Year": one["year"], "Author": one["authors"], "Title": one["title"],
            "Publication Title": one["journal"], "DOI": one["doi"], "Date Added": "2026-01-01 10:00:00", "Date Modified": "2026-02-01 10:00:00",
            "Manual Tags": "; ".join([*tags, *collections]), "Notes": f"<p>{html.escape(one['note'])}</p>" if one["note"] else "",
        })  # fmt: skip
    return {"zotero.csv": table(ZOTERO, rows).encode()}


def spreadsheet(found: Sequence[Ref], plan: Mapping[str, Plan]) -> dict[str, bytes]:
    """A row a vote, with who, when and why."""
    names = ["record_id", "title", "authors", "year", "doi", "decision", "reason", "reviewer", "date"]
    rows = [
        {"record_id": one["id"], "title": one["title"], "authors": one["authors"], "year": one["year"], "doi": one["doi"],
         "decision": word, "reason": plan[one["title"]].reason.get(who, "") if word == "Excluded" else "", "reviewer": who, "date": "2026-03-03"}
        for one in found for who, word in (plan[one["title"]].votes or {"": ""}).items()
    ]  # fmt: skip
    return {"table.csv": table(",".join(names), rows).encode()}


def as_zip(files: Mapping[str, bytes]) -> dict[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return {"export.zip": out.getvalue()}
