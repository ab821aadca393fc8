"""When two records are one work, when a person is asked, and what follows from what two works are to each other."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from evidence.older_settings import LEAST_TO_JOIN, TO_JOIN
from evidence.settings.declare import Share, rules, setting, settings

MERGE, STUDY, LINK, APART = "merge", "study", "link", "apart"


class Relation(StrEnum):
    """What a work may be to another."""

    PREPRINT = "preprint-of"
    CONFERENCE_VERSION = "conference-version-of"
    REPORT = "report-of"
    PROTOCOL = "protocol-of"
    ERRATUM = "erratum-to"
    RETRACTION = "retraction-of"
    UPDATE = "update-of"
    VERSION = "version-of"
    PART = "part-of"
    REPLY = "reply-to"


_USUAL = {
    Relation.PREPRINT: STUDY,
    Relation.CONFERENCE_VERSION: STUDY,
    Relation.REPORT: STUDY,
    Relation.PROTOCOL: STUDY,
    Relation.ERRATUM: LINK,
    Relation.RETRACTION: LINK,
    Relation.UPDATE: STUDY,
    Relation.VERSION: MERGE,
    Relation.PART: LINK,
    Relation.REPLY: LINK,
}


@settings
class LinkageRules:
    duplicate_at: float = setting(
        f"Probability from which two records are one work, {LEAST_TO_JOIN} to 1 (a value below {LEAST_TO_JOIN} is of an earlier version and read as {TO_JOIN})",
        default=TO_JOIN,
        required=True,
        exclusiveMinimum=0,
        maximum=1,
    )
    ask_at: Share = setting("Probability from which a person is asked about a pair", default=0.02)
    ask_at_most: Share = setting(
        "Questions at most, as a share of the records, the most promising first", default=0.02
    )
    ask_at_least: int = setting(
        "So many questions are allowed however few the records", default=20, minimum=0
    )
    policy: Mapping[str, str] = setting(
        "What becomes of two works by what one is to the other: `merge` (one work), `study` (two works of one study, which counts once), "
        "`link` (named, and nothing more) or `apart` (not even named)",
        default=_USUAL,
        shape=dict[Relation, Annotated[str, rules(enum=(MERGE, STUDY, LINK, APART))]],
    )

    def __post_init__(self) -> None:
        """A relation that a review does not name has the policy that is usual."""
        object.__setattr__(self, "policy", _USUAL | dict(self.policy))
