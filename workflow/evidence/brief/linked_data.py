"""What machines read of the book: schema.org JSON-LD by page, and the words of its cards in other places.

Report (home), Claim with the works it is based on (findings), Dataset with its distributions (data).
https://schema.org/Report, /Claim, /Dataset. Addresses are absolute only where `review.site` says where the book will lie.
"""

from __future__ import annotations

from typing import Any

from evidence.brief.bottom_line import bottom_line
from evidence.brief.changed.feed import FEED
from evidence.brief.downloads import Download
from evidence.brief.markup import own_anchor
from evidence.brief.statements import finding_sentences
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.propositions import Proposition

_CONTEXT = "https://schema.org"


def linked_data(tables: Tables, downloads: list[Download]) -> dict[str, Any]:
    """`site`: address or blank; `feed`: of the releases, where there are any; `title`; `description` and `data` by page (path without suffix)."""
    review = tables.config.review
    site = review.site.rstrip("/")
    line = " ".join(s.text for s in bottom_line(tables))
    pages = {"index": (line, _report(tables, site, line)), "data": ("", _dataset(tables, site, downloads))}
    for p in tables.claims.items:
        said = " ".join(s.text for s in finding_sentences(tables, p))
        pages[f"findings/{p.slug}"] = (said, _claim(tables, p, site, said))
    return {
        "site": site,
        "feed": FEED if tables.releases else "",
        "title": review.title,
        "description": review.subtitle or line,
        "pages": {name: {"description": text, "data": data} for name, (text, data) in pages.items()},
    }


def _common(tables: Tables) -> dict[str, Any]:
    review = tables.config.review
    return {
        "@context": _CONTEXT,
        "inLanguage": "en",
        "dateModified": str(review.evidence_date),
        "version": str(review.version),
        "author": {"@type": "Organization", "name": review.author},
    }


def _report(tables: Tables, site: str, line: str) -> dict[str, Any]:
    review = tables.config.review
    found = {
        **_common(tables),
        "@type": "Report",
        "name": review.title,
        "about": " ".join(review.question.split()),
        "abstract": line,
        "license": review.licence,
        "hasPart": [
            {"@type": "Claim", "name": p.claim, "url": _at(site, f"findings/{p.slug}.html")}
            for p in tables.claims.items
        ],
    }
    return found | ({"url": f"{site}/"} if site else {})


def _claim(tables: Tables, p: Proposition, site: str, said: str) -> dict[str, Any]:
    counted = {side.work_id for side in tables.sides_of[p.id] if side.counted and side.work_id in tables.work}
    return {
        **_common(tables),
        "@type": "Claim",
        "name": p.claim,
        "text": said,
        "url": _at(site, f"findings/{p.slug}.html"),
        **_appearance(tables.claims.seed),
        "isBasedOn": [_work(tables.work[w], site) for w in sorted(counted)],
    }


def _appearance(seed: dict[str, Any]) -> dict[str, Any]:
    """Where the claim was made first, where that was a publication."""
    if not seed:
        return {}
    return {"appearance": {"@type": "CreativeWork", "name": seed["title"], "citation": seed["reference"]}}


def _work(work: Work, site: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": work.title,
        "url": _at(site, f"studies/{own_anchor(work.work_id)}.html"),
    }
    if work.doi:
        found["identifier"] = f"https://doi.org/{work.doi}"
    if work.year:
        found["datePublished"] = str(work.year)
    return found


def _dataset(tables: Tables, site: str, downloads: list[Download]) -> dict[str, Any]:
    review = tables.config.review
    return {
        **_common(tables),
        "@type": "Dataset",
        "name": f"Data of {review.title}",
        "description": "Every table behind every page: works, codes, evidence, verdicts, and the fate of every entry.",
        "license": review.licence,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": d.what,
                "encodingFormat": "text/csv",
                "contentUrl": _at(site, f"_static/data/{d.name}"),
            }
            for d in downloads
        ],
    }


def _at(site: str, path: str) -> str:
    return f"{site}/{path}" if site else path
