"""Registers and indexes that answer in JSON: of persons (ORCID), of citations (Web of Science, Starter API), of fields (INSPIRE)."""

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
    Producer(
        "inspire-json",
        "INSPIRE JSON",
        ("publication_info", "inspire_categories", "arxiv_eprints"),
        {
            "title": ("titles.title",),
            "authors": ("authors", "collaborations"),
            "container": ("publication_info.journal_title",),
            "volume": ("publication_info.journal_volume",),
            "issue": ("publication_info.journal_issue",),
            "first": ("publication_info.page_start",),
            "last": ("publication_info.page_end",),
            "year": ("publication_info.year", "preprint_date", "earliest_date"),
            "doi": ("dois.value",),
            "arxiv": ("arxiv_eprints.value",),
            "abstract": ("abstracts.value",),
            "keywords": ("keywords.value",),
            "key": ("control_number",),
        },
    ),
)
