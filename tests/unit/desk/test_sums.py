"""Whatever was entered, corrected and taken back at the desk, `evidence check` finds every row again."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from evidence.cli.check import check_inputs
from evidence.layout import Layout

from .queues.test_coded import TWO_BY_TWO, work


def test_every_row_of_estimates_has_its_fate(desk, folder):
    before = {total.name: total for total in check_inputs(Layout(folder)).sums}
    assert before["rows of estimates"].holds and before["rows of passages"].holds
    desk.decide("effects", work(desk), MultiDict(TWO_BY_TWO))
    desk.decide("effects", "row N1", MultiDict({**TWO_BY_TWO, "events_1": "13"}))
    desk.decide("effects", work(desk), MultiDict({**TWO_BY_TWO, "effect_id": "N2"}))
    desk.undo("effects")
    path = folder / "literature" / "effects" / "effects-ella.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    idle = {**TWO_BY_TWO, "effect_id": "N9", "withdrawn": "yes", "reviewer": "ella", "date": "2026-11-27"}
    with path.open("a", encoding="utf-8") as handle:
        handle.write(",".join(idle.get(name, "") for name in header) + "\n")
    found = check_inputs(Layout(folder))
    after = {total.name: total for total in found.sums}
    assert all(total.holds for total in found.sums), [total.text() for total in found.sums]
    added = after["rows of estimates"].left - before["rows of estimates"].left
    assert added == 3 + 2 + 1 and dict(after["rows of estimates"].parts)["withdrawn"] == 4
    assert [r.line for r in found.remarks if r.field == "withdrawn"] == [7]
