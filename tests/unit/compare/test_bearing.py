"""Works that bear on nothing are left out before causes are looked for, and the causes are those that all works give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.compare import bearing as part
from evidence.compare.bearing import bearing
from evidence.compare.causes import causes
from evidence.compare.differences import differences
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.rows import table_of
from evidence.screen.rows import Screen, Screening

from .put_back import Edited
from .test_causes import EDITS

NAMES = ("a record came", "another decision", "another side", "a code")


@pytest.mark.parametrize("turned", [False, True])
def test_the_causes_are_the_same_and_works_that_were_screened_out_are_not_looked_at(
    turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = Edited({name: EDITS[name][0] for name in NAMES}, turned)
    before, after = edited.before, edited.after
    changes = differences(before, after)
    found = causes(before, after, changes)
    monkeypatch.setattr(part, "MOST_WHOLE", 0)
    _, now = bearing(before, after)
    assert found and causes(before, after, changes) == found
    left = {work.work_id for work in now[Work]}
    included = {row.work_id for row in after[Screening] if row.decision == Screen.INCLUDE}
    assert included <= left < {work.work_id for work in after[Work]}
    assert {m.work_id for m in now[Membership]} == left == {row.work_id for row in now[Screening]}
    assert {record.record_id for record in now[Record]} == {m.record_id for m in now[Membership]}


def test_a_name_that_another_work_has_too_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A work that was screened out stays where a person could mean it by what an included one is called."""
    monkeypatch.setattr(part, "MOST_WHOLE", 0)
    edited = Edited({"a decision": EDITS["a decision"][0]})
    before, after = edited.before, edited.after
    (fir,) = [record for record in after[Record] if record.source_key == "fir2004"]
    out = {row.work_id for row in after[Screening] if row.decision == Screen.EXCLUDE}
    other = next(m.record_id for m in after[Membership] if m.work_id in out)
    records = [replace(r, title=fir.title) if r.record_id == other else r for r in after[Record]]
    after.put(table_of(Record), records)
    assert other in {record.record_id for record in bearing(before, after)[1][Record]}
