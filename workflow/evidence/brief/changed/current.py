"""The comparison that the book leads with, and those of its earlier releases."""

from __future__ import annotations

from evidence.brief.changed.comparison import Comparison
from evidence.brief.tables import Tables, once
from evidence.compare.rows import Cause, Change
from evidence.synthesise.claim_rows import Finding


@once
def now(tables: Tables) -> Comparison | None:
    """The evidence as it is against the last release; None where there is none."""
    if not tables.releases:
        return None
    return Comparison(tables.releases[-1], None, tables[Change], tables[Cause], len(tables[Finding]))


@once
def earlier(tables: Tables) -> list[Comparison]:
    """Each release against the one before it, the latest first."""
    named = {release.name: release for release in tables.releases}
    return [
        Comparison(
            named[release.after], release, release.changes, release.causes, release.counts.get("findings")
        )
        for release in reversed(tables.releases)
        if release.after in named
    ]


@once
def current(tables: Tables) -> Comparison | None:
    """What the book leads with: what is new since the last release, and where nothing is, what that release brought."""
    found = now(tables)
    if found is None or found or not earlier(tables):
        return found
    return earlier(tables)[0]
