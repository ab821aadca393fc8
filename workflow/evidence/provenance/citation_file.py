"""How the review asks to be cited, as CITATION.cff (Citation File Format 1.2.0, citation-file-format.github.io)."""

from __future__ import annotations

from typing import Any

import yaml

from evidence import names
from evidence.book_settings import FrontMatter
from evidence.licences import named_in
from evidence.provenance.people import orcid_of

CITATION = "CITATION.cff"


def citation_file(review: FrontMatter, version: str = "") -> str:
    """The text of the file; `version` is the name of a release, else the version of the evidence."""
    made: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite the version that you used; its evidence has a date.",
        "type": "dataset",
        "title": review.title,
        "abstract": " ".join(review.question.split()),
        "authors": [_author(name, review) for name in names.read(review.author)] or [{"name": review.author}],
        "version": version or review.version,
        "date-released": review.evidence_date,
    }
    known = named_in(review.licence)
    if len(known) == 1:
        made["license"] = known[0].spdx
    if review.site:
        made["url"] = review.site
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=1_000_000)


def _author(name: str, review: FrontMatter) -> dict[str, str]:
    """A body by its name, a person by the parts of hers, with her ORCID where the settings give one."""
    orcid = orcid_of(name, review)
    beside = {"orcid": orcid} if orcid else {}
    if names.is_body(name):
        return {"name": " ".join(name.split())} | beside
    family, given, suffix = names.parts(name)
    parts = {"family-names": family, "given-names": given, "name-suffix": suffix}
    return {word: part for word, part in parts.items() if part} | beside
