"""The tables of assess: certainty as people judged it, beside the facts."""

from __future__ import annotations

from enum import StrEnum

from evidence.fingerprints import Holds
from evidence.item_words import Direction
from evidence.rows import column, table


class Level(StrEnum):
    """Overall certainty, the highest first."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    NOT_JUDGED = ""


LEVELS = tuple(level for level in Level if level)
"""The levels that can be given, the highest first."""


class Concern(StrEnum):
    """Concern about one component of GRADE-CERQual."""

    NONE = "no or very minor"
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    NOT_JUDGED = ""


@table("certainty", "Certainty of each finding", key=("proposition",))
class Certainty:
    """A person's certainty in one finding, or the visible lack of it."""

    proposition: str = column("claim", refers="findings.proposition")
    level: Level = column("level of certainty")
    reason: str = column("reason given")
    by: str = column("who judged")
    date: str = column("date of the judgement")
    state: str = column("whether the judgement holds")
    facts: str = column("the facts that it rests on, as JSON")
    evidence_hash: str = column("fingerprint of the evidence under it")


@table("theme_certainty", "Certainty of each theme", key=("theme",))
class ThemeCertainty:
    """A person's certainty in one theme, or the visible lack of it."""

    theme: str = column("theme", refers="theme_findings.theme")
    level: Level = column("level of certainty")
    reason: str = column("reason given")
    by: str = column("who judged")
    date: str = column("date of the judgement")
    state: str = column("whether the judgement holds")
    evidence_hash: str = column("fingerprint of what it says and rests on")


@table("cerqual", "Facts and verdicts by component", key=("finding", "component"))
class CerqualComponent:
    """One component of GRADE-CERQual for one claim or theme: facts (JSON, pairs of name and value), and the concern that a person judged."""

    finding: str = column("claim or theme")
    component: str = column("component of GRADE-CERQual")
    facts: str = column("facts, as pairs in JSON")
    judged: Concern = column("concern that a person judged")
    state: str = column("whether the judgement holds")


class Seen(StrEnum):
    """What is known of the result of a study for an outcome (ROB-ME)."""

    IN_POOL = "in the pool"
    NOT_POOLABLE = "reported, and cannot be pooled with it"
    IN_WORDS = "told in words without a number"
    NOT_REPORTED = "measured or planned, and not reported"
    NOT_SEEN = "not seen"


class Selected(StrEnum):
    """Whether a result is thought to be missing because of what it was."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = ""


@table(
    "missing_results",
    "Results that each pool has and does not have, study by study",
    key=("pool_id", "outcome", "study_id", "why"),
)
class MissingResult:
    """What is known of one study's result for one pool; a blank pool where nothing of the outcome was pooled."""

    pool_id: str = column("pool", refers="pools.pool_id")
    outcome: str = column("outcome")
    study_id: str = column("study")
    study_label: str = column("study in words")
    seen: Seen = column("what is known of its result")
    direction: Direction = column("direction of what is known")
    n: int | None = column("people behind it", "people")
    selected: Selected = column("whether it is missing for what it was, as a person judged")
    why: str = column("how that is known")


@table("grade", "Domains of GRADE for each pool", key=("pool_id", "domain"))
class GradeDomain:
    """One domain of GRADE for one pool: the concern that the facts propose, and a person's."""

    pool_id: str = column("pool", refers="pools.pool_id")
    domain: str = column("domain of GRADE")
    proposed: str = column("concern that the facts propose")
    why: str = column("why")
    judged: str = column("concern that a person judged")
    state: str = column("whether the judgement holds")


@table("pool_certainty", "Certainty of each pooled effect", key=("pool_id",))
class PoolCertainty:
    """A person's certainty in one pooled effect, or the visible lack of it; and the level that its designs start at."""

    pool_id: str = column("pool", refers="pools.pool_id")
    start: Level = column("level that the designs of its studies start at")
    start_why: str = column("why it starts there, or why that is not known")
    level: Level = column("level of certainty")
    reason: str = column("reason given")
    reviewer: str = column("who judged")
    date: str = column("date of the judgement")
    state: str = column("whether the judgement holds")
    evidence_hash: str = column("fingerprint of the evidence under it")


@table("implications", "What people say follows from the findings", key=("implication",))
class Implication:
    """One implication in a person's words; stale where the claims that it rests on are no longer as they were."""

    implication: str = column("implication")
    text: str = column("what follows, in words")
    claims: tuple[str, ...] = column("claims that it rests on", refers="findings.proposition")
    point: str = column("point of the source that it takes up")
    by: str = column("who wrote it")
    date: str = column("date")
    note: str = column("note")
    state: str = column("whether what it rests on is as it was")
    evidence_hash: str = column("fingerprint of the claims that it rests on, as they are now")


class Consequence(StrEnum):
    """What hangs on a judgement, the most first."""

    TURNS = "its study could turn a verdict"
    COUNTS = "its study counts for a verdict"
    BESIDE = "it is printed beside a verdict"
    NONE = "nothing of it counts for a verdict"


@table(
    "judged",
    "What people judged, and whether it still holds",
    download="judgements_held.csv",
    key=("file", "line"),
)
class Judged:
    """One judgement of a person that counts, and whether what it was made on still stands. Those on which most hangs come first.

    `moved` names what is otherwise than it was; `judged` holds the fingerprints that were written down with it, `rests` those of now.
    """

    kind: str = column("table of the judgement")
    file: str = column("file")
    line: int = column("line of the file")
    name: str = column("what it is on, in words")
    about: str = column("claim, facet, question or theme that it is on; blank for a work as a whole")
    work_id: str = column("work")
    study_id: str = column("study")
    says: str = column("what was judged")
    by: str = column("who judged")
    date: str = column("when")
    state: Holds = column("whether it still holds")
    moved: tuple[str, ...] = column("what moved since")
    consequence: Consequence = column("what hangs on it")
    turns: tuple[str, ...] = column("claims whose verdict its study is among the fewest to turn")
    counts: tuple[str, ...] = column("claims on which its study takes a side that counts")
    judged: str = column("fingerprints of what it was made on")
    rests: str = column("fingerprints of the same as it is now")
