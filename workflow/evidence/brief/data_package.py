"""The downloads as a data package (Data Package 2.0, datapackage.org): types, words, units, keys, and what refers to what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.brief.downloads import Download
from evidence.brief.tables import Tables
from evidence.catalogue import Words
from evidence.io import file_name
from evidence.licences import named_in
from evidence.rows import Column

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {int: "integer", float: "number", bool: "boolean"}


Written = tuple[int, str]
"""Of a file its size in bytes and its SHA-256."""


def measured(lines: Iterable[bytes]) -> Written:
    """A file by its parts."""
    size, told = 0, hashlib.sha256()
    for part in lines:
        size += len(part)
        told.update(part)
    return size, told.hexdigest()


def data_package(
    tables: Tables, found: list[Download], written: Mapping[str, Written] | None = None
) -> dict[str, Any]:
    """The data package of the downloads. `written`: of each file, by its name, what was written of it, where that is known."""
    files = written or {download.name: measured(download.lines()) for download in found}
    review = tables.config.review
    known = {d.table: d for d in found}
    given = _given(tables)
    made: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": file_name(review.title),
        "title": review.title,
        "description": " ".join(review.question.split()),
        "version": review.version,
        "created": f"{review.evidence_date}T00:00:00Z",
        "contributors": [{"title": review.author, "roles": ["author"]}],
    }
    if known_licences := named_in(review.licence):
        made["licenses"] = [{"name": one.spdx, "path": one.url} for one in known_licences]
    if review.site:
        made["homepage"] = review.site
    return made | {"resources": [_resource(d, files[d.name], known, given) for d in found]}


def _given(tables: Tables) -> dict[str, list[str]]:
    """The words of the settings that columns refer to; no codes where a facet takes any."""
    facets = tables.codebook.facets
    codes = {code.id for facet in facets for code in facet.codes}
    return {
        "codebook.facet": [facet.id for facet in facets],
        "codebook.code": [] if any(facet.open for facet in facets) else sorted(codes),
        "claims.claim": [claim.id for claim in tables.claims.items],
    }


def _resource(
    download: Download, file: Written, known: dict[str, Download], given: dict[str, list[str]]
) -> dict[str, Any]:
    size, digest = file
    return {
        "name": _resource_name(download),
        "path": download.name,
        "title": download.what,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": _schema(download, known, given),
    }


def _resource_name(download: Download) -> str:
    return download.name.removesuffix(".csv").replace("_", "-")


def _schema(download: Download, known: dict[str, Download], given: dict[str, list[str]]) -> dict[str, Any]:
    fields = [_field(column, said, download.key, given) for column, said in download.columns]
    keys = [key for column, _ in download.columns if (key := _foreign(column, download, known))]
    made: dict[str, Any] = {"fields": fields, "primaryKey": list(download.key)}
    return made | ({"foreignKeys": keys} if keys else {})


def _field(column: Column, said: Words, key: tuple[str, ...], given: dict[str, list[str]]) -> dict[str, Any]:
    """A column as its row declares it. Text of a key may be blank, which tells a row from others and is no missing value."""
    kind = "string" if column.many else _TYPES.get(column.kind, "string")
    field: dict[str, Any] = {"name": column.name, "type": kind, "title": said.label}
    if column.many:
        field["description"] = "several are parted by semicolons"
        if column.refers:
            field["description"] += f"; each is a {column.refers}"
    if said.unit:
        field["unit"] = said.unit
    blank = column.name in key and kind == "string"
    if blank:
        field["missingValues"] = []
    constraints: dict[str, Any] = {}
    if not column.optional and (kind != "string" or (column.words and "" not in column.words)):
        constraints["required"] = True
    words = given.get(column.refers) or column.words
    if words and not column.many:
        constraints["enum"] = [*(word for word in words if word), *([""] if blank else [])]
    return field | ({"constraints": constraints} if constraints else {})


def _foreign(column: Column, download: Download, known: dict[str, Download]) -> dict[str, Any] | None:
    """Where what a cell names stands; nothing for cells with several, nor where that table is not handed on."""
    name, _, other = column.refers.partition(".")
    if column.many or name not in known:
        return None
    target = "" if name == download.table else _resource_name(known[name])
    return {"fields": [column.name], "reference": {"resource": target, "fields": [other]}}
