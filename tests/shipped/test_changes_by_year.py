"""The shipped review as it would have stood on what was published before 2015, beside all of it: what came is counted by hand.

Two versions are made in memory by the stages; the machine codes nothing, so that only what people wrote and what was published moves. What
must be told of is worked out from literature/ with pandas (`by_hand`) and without any code of the package.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from evidence.classify.rows import Label
from evidence.compare.differences import differences
from evidence.compare.rows import Change, Kind, Way
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.rows import table_of
from evidence.stage import Bench
from evidence.synthesise.claim_rows import Finding
from tests.unit.compare.altered import MIRRORED, OTHERS, Partial
from tests.workflow import later

from .by_hand import (
    CLAIMS,
    ITEMS,
    ROOT,
    SCREENED,
    has,
    of_clauses,
    records,
    sides,
    study_of,
    table,
    votes,
    work,
)

YEAR = 2015
_LEFT_OUT = ("classify", "compare", "brief", "pdf", "publish")
_REFERENCES = ("record", "record_a", "record_b", "study")
IDS = [claim["id"] for claim in CLAIMS["propositions"]]


def _later() -> set[str]:
    """Keys of the entries that were published in 2015 or later, or nobody knows when."""
    rows = records()
    year = pd.to_numeric(rows.year.str.extract(r"(\d{4})")[0])
    return {key for key, own in zip(rows.id, year, strict=True) if not own < YEAR}


LATER = _later()


def _version(at: Layout, keep: bool) -> Partial:
    """The evidence of a folder; `keep`: with what was published later."""
    review = Partial(at, (Label, []))
    for stage in STAGES:
        if stage.name not in _LEFT_OUT:
            stage.run(Bench(stage, review))
        if stage.name == "ingest" and not keep:
            review.put(table_of(Record), [row for row in review[Record] if row.source_key not in LATER])
    return review


@pytest.fixture(scope="module")
def versions(tmp_path_factory) -> tuple[Partial, Partial]:
    folder: Path = tmp_path_factory.mktemp("earlier")
    for part in ("config", "literature"):
        shutil.copytree(ROOT / part, folder / part)
    for path in (folder / "literature").rglob("*.csv"):
        if path.parent.name not in ("records", "literature"):
            _without_later(path)
    return _version(Layout(folder), keep=False), _version(Layout(ROOT), keep=True)


@pytest.fixture(scope="module")
def changes(versions) -> list[Change]:
    return differences(*versions)


def _without_later(path: Path) -> None:
    """A table of people's without the rows that name what was published later."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        header, *rows = csv.reader(handle)
    at = [n for n, name in enumerate(header) if name in _REFERENCES]
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([header, *(row for row in rows if not {row[n] for n in at} & LATER)])


def _of(changes: list[Change], kind: Kind) -> list[Change]:
    return [change for change in changes if change.kind == kind]


def test_every_later_entry_came_in_and_none_went(changes) -> None:
    assert len(_of(changes, Kind.ENTRY_IN)) == len(LATER) > 100
    assert (
        not _of(changes, Kind.ENTRY_OUT)
        and not _of(changes, Kind.REKEYED)
        and not _of(changes, Kind.WORK_OUT)
    )
    assert not _of(changes, Kind.SETTING) and not _of(changes, Kind.PROGRAM)


def test_works_that_came_in_are_told_with_what_people_decided_on_them(changes) -> None:
    earlier = {work(key) for key in records().id if key not in LATER}
    came = {work(key) for key in LATER} - earlier
    fates = Counter(change.after for change in _of(changes, Kind.WORK_IN))
    said = {"include": "included", "exclude": "excluded"}
    decided = (SCREENED.get(key, "undecided") for key in came)
    assert fates == Counter(said.get(word, word) for word in decided)


def test_passages_and_estimates_that_came_in_are_those_of_later_works(changes) -> None:
    rows = ITEMS[ITEMS.record.isin(LATER) | ITEMS.study.isin(LATER)]
    came = {change.subject for change in _of(changes, Kind.ITEM) if not change.field}
    assert came == set(rows.item) and all(not c.before for c in _of(changes, Kind.ITEM) if not c.field)


def _spoke_before(claim: str) -> set[str]:
    """Studies that bore on a claim by what was published before: that somebody read for it, or of which an item is within its scope."""
    (said,) = [p for p in CLAIMS["propositions"] if p["id"] == claim]
    meant, _ = of_clauses(said)
    own = ITEMS[(has("propositions", claim) | meant) & (ITEMS.why != "claim")]
    own = own[~own.record.isin(LATER) & ~own.study.isin(LATER)]
    read = table("decisions/sides.csv").query("proposition == @claim")
    return set(own.of) | {study_of(key) for key in read.record if key not in LATER}


@pytest.mark.parametrize("claim", IDS)
def test_studies_that_came_to_speak_on_a_claim_are_counted(changes, claim) -> None:
    came = set(sides(claim).study) - _spoke_before(claim)
    rows = [c for c in _of(changes, Kind.SIDE) if c.subject == claim and c.field == "side" and not c.before]
    assert len(rows) == len(came)
    taken = Counter(row.side for row in sides(claim).itertuples() if row.study in came)
    assert Counter(change.after for change in rows) == taken


@pytest.mark.parametrize("claim", IDS)
def test_the_numbers_of_now_are_those_counted_by_hand(changes, versions, claim) -> None:
    rows = {c.field: c for c in _of(changes, Kind.FINDING) if c.subject == claim}
    by_hand = votes(sides(claim))
    own, now = ({f.proposition: f for f in version[Finding]}[claim] for version in versions)
    for field, side in (
        ("direct_for", "for"),
        ("direct_against", "against"),
        ("direct_qualifies", "qualifies"),
    ):
        assert (field in rows) == (getattr(own, field) != by_hand[side])
        assert field not in rows or rows[field].after == str(by_hand[side])
    ways = {c.way for c in rows.values()}
    assert len(ways) <= 1 and (Way.TURNED in ways) == (
        own.lean != now.lean and "none" not in (own.lean, now.lean)
    )
    assert (Way.NEW in ways) == (own.lean == "none" != now.lean)


def test_the_other_way_round_it_is_told_the_other_way_round(changes, versions) -> None:
    back = differences(*versions[::-1])
    assert Counter((c.kind, c.field, c.before, c.after, c.way) for c in back) == Counter(
        (OTHERS.get(c.kind, c.kind), c.field, c.after, c.before, MIRRORED[c.way]) for c in changes
    )
    assert differences(versions[0], versions[0]) == [] and len(versions[1][Work]) > len(versions[0][Work])
    assert len(versions[1][EvidenceItem]) > len(versions[0][EvidenceItem])


def test_what_becomes_of_the_review_a_while_later_is_told_entry_by_entry(versions, tmp_path) -> None:
    """461 entries become 472 (`later.py`): one goes, eight come that can be read and four that cannot; a claim is tested anew."""
    for part in ("config", "literature"):
        shutil.copytree(ROOT / part, tmp_path / part)
    later.lay(tmp_path / "literature")
    changes = differences(versions[1], _version(Layout(tmp_path), keep=True))
    came = Counter(change.after for change in _of(changes, Kind.ENTRY_IN))
    assert came == {"included": 7, "undecided": 1, "quarantined": len(later.BROKEN)}
    assert [change.before for change in _of(changes, Kind.ENTRY_OUT)] == ["included"]
    assert len(_of(changes, Kind.WORK_IN)) == 8 and len(_of(changes, Kind.WORK_OUT)) == 1
    gone, new = _of(changes, Kind.SIDE)
    assert (gone.subject, gone.before, gone.after) == (
        later.CLAIM,
        "for",
        "",
    ) and "no entry of it" in gone.why
    assert (new.subject, new.before, new.after) == (later.CLAIM, "", "against")
    assert new.why == f"{later.REASON} (coder-1)"
    assert {c.subject: c.way for c in _of(changes, Kind.FINDING) if c.field == "verdict"} == {
        later.CLAIM: Way.NEW
    }
