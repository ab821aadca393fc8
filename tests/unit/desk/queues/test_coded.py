"""Passages and estimates are entered, corrected and taken back, and the stage reads exactly what stands."""

from __future__ import annotations

import csv
import math

import pytest
from werkzeug.datastructures import MultiDict

from evidence.errors import UserError
from evidence.extract.rows import EvidenceItem
from evidence.review import Review
from evidence.stage import Bench
from evidence.stages.extract import EXTRACT

from ..conftest import desk_in

TWO_BY_TWO = {
    "effect_id": "N1", "study_label": "Rue 2011", "comparison": "garden vs no garden", "outcome_measure": "fed well",
    "effect_type": "odds_ratio", "evidence_role": "direct", "poolable": "yes", "seen": "harvest", "crop": "beans",
    "events_1": "12", "n_1": "40", "events_2": "20", "n_2": "41", "higher_is": "worse",
}  # fmt: skip


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def items(folder) -> dict[str, EvidenceItem]:
    """The evidence as the next build has it."""
    from evidence.layout import Layout

    review = Review(Layout(folder))
    EXTRACT.run(Bench(EXTRACT, review))
    return {item.item_id: item for item in Review(Layout(folder))[EvidenceItem]}


def work(desk, key: str = "rue2011") -> str:
    return next(name for name in desk.works.ids if desk.works[name].key == key)


def test_an_estimate_is_written_as_it_was_typed_and_read_with_its_odds_ratio(desk, folder):
    desk.decide("effects", work(desk), MultiDict(TWO_BY_TWO))
    [row] = rows_of(folder / "literature" / "effects" / "effects-ella.csv")
    assert {name: row[name] for name in TWO_BY_TWO} == TWO_BY_TWO
    assert row["reviewer"] == "ella" and row["date"].startswith("2026-11-26T09:") and row["withdrawn"] == ""
    assert row["record"] and row["title"] == desk.works[work(desk)].title
    item = items(folder)["N1"]
    assert item.estimate == pytest.approx((12 / 28) / (20 / 21))
    assert item.se == pytest.approx(math.sqrt(1 / 12 + 1 / 28 + 1 / 20 + 1 / 21))
    assert item.direction == "positive" and '"beans"' in item.facets


def test_what_is_being_typed_is_answered_with_the_estimate_or_with_what_lacks(desk):
    wrong, found = desk.looked_at("effects", work(desk), MultiDict(TWO_BY_TWO))
    assert wrong is None and found["sentence"] == "odds ratio 0.45 (95 % interval 0.181 to 1.12)"
    _, half = desk.looked_at("effects", work(desk), MultiDict({**TWO_BY_TWO, "n_2": ""}))
    assert half["lacks"] == "still to give: n_2" and "sentence" not in half
    wrong, _ = desk.looked_at("effects", work(desk), MultiDict({**TWO_BY_TWO, "n_2": "few", "crop": ""}))
    assert [error.field for error in wrong.errors] == ["n_2"]


def test_a_mistake_is_corrected_by_further_rows_of_which_the_last_counts(desk, folder):
    desk.decide("effects", work(desk), MultiDict(TWO_BY_TWO))
    shown = desk.queues["effects"].shown("row N1")
    assert shown["values"]["events_1"] == ["12"] and shown["values"]["crop"] == ["beans"]
    desk.decide("effects", "row N1", MultiDict({**TWO_BY_TWO, "events_1": "13"}))
    first, back, again = rows_of(folder / "literature" / "effects" / "effects-ella.csv")
    assert [row["withdrawn"] for row in (first, back, again)] == ["", "yes", ""]
    assert (back["events_1"], again["events_1"]) == ("12", "13") and back["crop"] == "beans"
    assert items(folder)["N1"].estimate == pytest.approx((13 / 27) / (20 / 21))


def test_undo_of_a_correction_brings_back_what_was_before(desk, folder):
    desk.decide("effects", work(desk), MultiDict(TWO_BY_TWO))
    desk.decide("effects", "row N1", MultiDict({**TWO_BY_TWO, "events_1": "13"}))
    desk.undo("effects")
    assert items(folder)["N1"].estimate == pytest.approx((12 / 28) / (20 / 21))
    desk.undo("effects")
    assert "N1" not in items(folder)


def test_a_row_of_another_file_is_corrected_in_ones_own(desk, folder):
    before = (folder / "literature" / "effects" / "effects.csv").read_bytes()
    was = desk.queues["effects"].shown("row E01")["values"]
    typed = MultiDict([(name, cell) for name, cells in was.items() for cell in cells])
    typed["estimate"] = "0.25"
    desk.decide("effects", "row E01", typed)
    assert (folder / "literature" / "effects" / "effects.csv").read_bytes() == before
    item = items(folder)["E01"]
    assert (
        item.estimate == 0.25
        and item.statement == "Picked by children."
        and item.source_file.endswith("-ella.csv")
    )


def test_an_identifier_of_anybody_cannot_be_taken_again(desk):
    with pytest.raises(UserError) as told:
        desk.decide("effects", work(desk), MultiDict({**TWO_BY_TWO, "effect_id": "E01"}))
    assert told.value.errors[0].field == "effect_id"


def test_a_work_of_which_something_is_coded_waits_no_more(desk, folder):
    waiting = list(desk.queues["effects"].keys())
    assert waiting, "an included garden without a row"
    desk.decide("effects", waiting[0], MultiDict({**TWO_BY_TWO}))
    assert waiting[0] not in list(desk.queues["effects"].keys()) and waiting[0] not in list(
        desk.queues["extracts"].keys()
    )
    assert waiting[0] not in list(desk_in(folder).queues["effects"].keys()), (
        "nor after the desk was opened again"
    )


def test_a_passage_is_written_with_its_codes(desk, folder):
    typed = MultiDict(
        {
            "extract_id": "N2",
            "case_id": "RUE",
            "case_name": "Rue",
            "code": "peace",
            "direction": "negative",
            "paraphrase": "They quarrelled over water.",
            "source_type": "peer_reviewed",
        }  # fmt: skip
    )
    typed.setlist("lease", ["club", "town"])
    desk.decide("extracts", work(desk), typed)
    item = items(folder)["N2"]
    assert item.text == "They quarrelled over water." and item.direction == "negative"
    assert item.facets == '{"lease": ["club", "town"]}' or '"club", "town"' in item.facets
