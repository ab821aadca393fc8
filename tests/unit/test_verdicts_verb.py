"""evidence verdicts where there is nothing to say."""

from __future__ import annotations

import pytest

from evidence.assess.rows import Certainty
from evidence.cli.verdicts import verdicts
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.review import Review
from evidence.rows import table_of
from evidence.synthesise.claim_rows import Finding


def test_a_review_without_claims_is_told_so_and_not_that_an_id_is_wrong(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for row in (Finding, Certainty):
        Review(Layout(tmp_path)).put(table_of(row), [])
    with pytest.raises(UserError) as told:
        verdicts("")
    assert "no claim" in told.value.problem and not told.value.allowed
