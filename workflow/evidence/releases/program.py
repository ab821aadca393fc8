"""What the evidence of a review was made from: inputs, code, libraries."""

from __future__ import annotations

from pathlib import Path

from evidence.built_from import BuiltFrom, evidence_from
from evidence.given_catalogue import tables_at
from evidence.layout import Layout, is_nothing
from evidence.releases.version import Version
from evidence.review import Review


def made_from(review: Review) -> BuiltFrom:
    """Of a release as it says, of the working state as its last build ran; without stages and libraries where nothing was built."""
    return review.about.built_from if isinstance(review, Version) else of_the_last_build(review.at)


def of_the_last_build(at: Layout) -> BuiltFrom:
    """Of the working state."""
    return evidence_from(at, {*at.exports, *people_wrote(at)})


def people_wrote(at: Layout) -> set[Path]:
    """Settings and people's tables, which a release holds as they are; exports of databases it knows by their checksums."""
    tables = {path for _, paths in tables_at(at) for path in paths}
    config = {p for p in (at.root / "config").glob("*.yaml") if not is_nothing(p) and at.is_inside(p)}
    return {path for path in tables | config | {*at.appraisal_tools, *at.mappings} if path.is_file()}
