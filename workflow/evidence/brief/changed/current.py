"""The comparison that the book leads with, and those of its earlier releases."""

from __future__ import annotations

from evidence.brief.changed.comparison import Comparison
from evidence.brief.changed.releases import Release
from evidence.brief.every_sentence import every_sentence
from evidence.brief.made_once import once
from evidence.brief.sentences import said_of
from evidence.brief.tables import Tables
from evidence.compare.rows import Cause, Change, Kind
from evidence.compare.sentences import sentences
from evidence.synthesise.claim_rows import Finding


@once
def now(tables: Tables) -> Comparison | None:
    """The evidence as it is against the last release; None where there is none."""
    if not tables.releases:
        return None
    last = tables.releases[-1]
    said = sentences(last.sentences, map(said_of, every_sentence(tables)))
    changes = [*tables[Change], *said]
    return Comparison(last, None, changes, tables[Cause], len(tables[Finding]))


@once
def earlier(tables: Tables) -> list[Comparison]:
    """Each release against the one before it, the latest first."""
    named = {release.name: release for release in tables.releases}
    return [
        _against(named[release.after], release)
        for release in reversed(tables.releases)
        if release.after in named
    ]


def _against(before: Release, release: Release) -> Comparison:
    told = any(change.kind == Kind.SENTENCE for change in release.changes)
    more = [] if told else sentences(before.sentences, release.sentences)
    findings = release.counts.get("findings")
    return Comparison(before, release, [*release.changes, *more], release.causes, findings)


@once
def current(tables: Tables) -> Comparison | None:
    """What the book leads with: what is new since the last release, and where nothing is, what that release brought."""
    found = now(tables)
    if found is None or found or not earlier(tables):
        return found
    return earlier(tables)[0]
