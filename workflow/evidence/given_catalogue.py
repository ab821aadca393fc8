"""Every table that people write, each declared in the room that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evidence.appraise.decisions import AppraisalDecision
from evidence.assess.decisions import (
    CertaintyDecision,
    GradeDecision,
    ImplicationDecision,
    UnavailableDecision,
)
from evidence.classify.decisions import CodingDecision
from evidence.deduplicate.decisions import DuplicateDecision, KnownWork, RetractionDecision
from evidence.extract.coded import Configured, Effect, Extract, Measured, PassageCode
from evidence.extract.side_readings import SideDecision
from evidence.given.declare import given_by
from evidence.layout import Layout
from evidence.qca.decisions import MembershipDecision
from evidence.screen.decisions import ScreeningDecision
from evidence.synthesise.decisions import ThemeDecision

DECISIONS: tuple[type, ...] = (
    DuplicateDecision,
    RetractionDecision,
    ScreeningDecision,
    CodingDecision,
    SideDecision,
    MembershipDecision,
    ThemeDecision,
    AppraisalDecision,
    CertaintyDecision,
    GradeDecision,
    UnavailableDecision,
    ImplicationDecision,
)
"""Rows of the tables in literature/decisions/, each a kind of decision."""


def tables_at(at: Layout) -> Iterator[tuple[type, list[Path]]]:
    """(row, files) of every kind of table, as they lie in a review."""
    yield from ((row, at.decisions(given_by(row).name)) for row in DECISIONS)
    yield from ((Extract, at.extracts), (PassageCode, at.passage_codes), (Configured, at.configurations))
    yield from ((Effect, at.effects), (Measured, at.conditions), (KnownWork, at.known_works))


BY_NAME = {
    given_by(row).name: given_by(row)
    for row in (*DECISIONS, Extract, PassageCode, Configured, Effect, Measured, KnownWork)
}
