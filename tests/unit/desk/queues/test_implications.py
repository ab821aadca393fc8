"""What people draw from findings, in their own words."""

from __future__ import annotations

import pytest

from evidence.assess.rows import Implication
from evidence.errors import UserError

from .asking import built, said, waits


def test_an_implication_is_written_in_a_persons_words_and_taken_out_again(desk, folder):
    [key] = waits(desk, "implications")
    with pytest.raises(UserError, match="nothing was written"):
        desk.decide("implications", key, said(decision="write", text=" "))
    desk.decide("implications", key, said(decision="write", text="Let gardens be kept by choice."))
    [row] = built(folder, "assess")[Implication]
    assert (row.text, row.claims, row.by, row.state) == (
        "Let gardens be kept by choice.",
        ("G3",),
        "ella",
        "judged",
    )
    assert not waits(desk, "implications")
    desk.decide("implications", key, said(decision="withdraw", text="Let gardens be kept by choice."))
    assert not built(folder, "assess")[Implication]
