"""Whatever rows two versions have, the way back tells what the way there told, mirrored; and a version beside itself tells nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence.compare.differences import differences
from evidence.releases.frozen import FROZEN
from evidence.rows import columns, table_of
from tests.depth import examples
from tests.unit.compare.altered import Partial, base, moved

TABLES = [table for frozen in FROZEN if base()[table := table_of(frozen.kind)]]

NAMES = ("record_id", "entry_id", "work_id", "other_work_id", "study_id", "item_id", "matched_record")
"""What ties the rows of one table to those of another, which no stage leaves untied."""


@st.composite
def versions(draw) -> Partial:
    """The review of a dozen works with some rows gone, and some with a cell of another row."""
    other = Partial(base().at)
    other._read = {**base()._read}
    for table in draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=3, unique_by=lambda t: t.name)):
        rows = dict(enumerate(other[table]))
        for n in draw(st.lists(st.sampled_from([*rows]), min_size=1, max_size=4, unique=True)):
            name = draw(st.sampled_from([c.name for c in columns(table.row) if c.name not in NAMES]))
            value = getattr(base()[table][draw(st.sampled_from([*rows]))], name)
            if draw(st.booleans()):
                rows[n] = replace(rows[n], **{name: value})
            elif len(rows) > 1:
                del rows[n]
        other.put(table, [*rows.values()])
    return other


@examples(10)
@given(versions())
def test_the_way_back_is_the_mirror_of_the_way_there(other) -> None:
    moved(other)
    assert differences(other, other) == []
