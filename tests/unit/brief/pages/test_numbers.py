"""Every outcome row with its estimate, direction and standing."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.components import with_estimate
from evidence.brief.pages.numbers import view
from evidence.extract.rows import EvidenceItem

from ..reviews import dozen
from ..seen import rows


def test_the_nine_rows_that_could_be_used_stand_there() -> None:
    found = {row[0]: row[1:] for row in rows(view(dozen())["effects"], "effects")}
    assert sorted(found) == [f"E{n:02d}" for n in range(1, 10)]  # E10 names a kind that nobody knows
    assert found["E02"] == [
        "Elm (2002)", "garden vs no garden", "pounds picked", "standardised mean difference (Hedges’ g)", "0.4", "",
        "▲ positive", "Direct comparison", "counted", "as given",
    ]  # fmt: skip
    assert found["E08"][8] == "a number about gardens in general" and found["E08"][6] == "· not stated"


def test_what_a_reader_should_know_of_a_row_stands_beneath_what_was_measured() -> None:
    (row,) = [row for row in rows(view(dozen())["effects"], "effects") if row[0] == "E01"]
    assert row[3] == "pounds picked Picked by children."


def test_a_number_that_was_computed_here_is_no_more_exact_than_its_reader_can_use() -> None:
    given = next(item for item in dozen()[EvidenceItem] if item.item_id == "E02")
    # Hedges' g of 101 (SD 20, n = 50) against 120 (SD 22, n = 48), worked out by hand: d = -19 / 21.0028 = -0.90464, times 1 - 3 / (4 * 96 - 1)
    made = replace(given, estimate=-0.8975554, ci_low=-1.3134, ci_high=-0.48172, derivation="from means")
    assert with_estimate(dozen(), made).endswith(": −0.898 (−1.31 to −0.482)")
    assert with_estimate(dozen(), replace(made, derivation="")).endswith(": −0.897555 (−1.3134 to −0.48172)")
