"""Registers and indexes that answer in JSON: of persons (ORCID) and of citations (Web of Science, Starter API)."""

from __future__ import annotations

from evidence.ingest.formats.json_producer import Producer

REGISTERS = (
    Producer(
        "orcid-json",
        "ORCID JSON",
        ("put-code", "external-ids", "work-summary"),
        {
            "title": ("title.title",),
            "subtitle": ("title.subtitle",),
            "container": ("journal-title",),
            "identifiers": ("external-ids.external-id",),
            "abstract": ("short-description",),
            "authors": ("contributors.contributor",),
            "year": ("publication-date",),
            "key": ("put-code",),
        },
    ),
    Producer(
        "wos-json",
        "Web of Science JSON",
        ("sourceTypes", "names"),
        {
            "container": ("source.sourceTitle",),
            "year": ("source.publishYear",),
            "volume": ("source.volume",),
            "issue": ("source.issue",),
            "pages": ("source.pages.range", "source.articleNumber"),
            "authors": ("names.authors", "names.books", "names.bookCorp"),
            "editors": ("names.bookEditors",),
            "keywords": ("keywords.authorKeywords",),
            "kind": ("types", "sourceTypes"),
            "url": ("links.record",),
            "key": ("uid",),
        },
    ),
)
