"""A built review as pandas frames."""

from __future__ import annotations

import math

import pytest

import evidence
from evidence.classify.rows import Label
from evidence.errors import UserError
from evidence.io import write_table
from evidence.layout import Layout
from evidence.remarks import Remark
from evidence.synthesise.pool_rows import Pool
from tests.unit.builders import make


def write(folder, row, *rows, name=""):
    """Rows as the table `STAGE/NAME` of a built review."""
    stage, _, table = name.partition("/")
    write_table(Layout(folder).table(stage, table), list(rows), row)


def test_a_table_has_its_rows_types_labels_and_units(tmp_path):
    pools = [make(Pool, role="a", n_rows=3, estimate=0.5, pooled=True), make(Pool, role="b", estimate=None)]
    write(tmp_path, Pool, *pools, name="synthesise/pools")
    frame = evidence.open(tmp_path)["pools"]
    assert list(frame["role"]) == ["a", "b"]
    assert frame["estimate"][0] == 0.5 and math.isnan(frame["estimate"][1])
    assert (str(frame["n_rows"].dtype), str(frame["pooled"].dtype)) == ("int64", "bool")
    assert frame.attrs["labels"]["n_rows"] and frame.attrs["what"].startswith("Groups of estimates")


def test_closed_words_are_categories_and_several_values_lists(tmp_path):
    write(tmp_path, Label, make(Label, state="accepted", reasons=("a", "b")), name="classify/labels")
    frame = evidence.open(str(tmp_path))["labels"]
    assert list(frame["state"].cat.categories) == ["accepted", "abstained", "overridden"]
    assert (frame["state"][0], list(frame["reasons"][0])) == ("accepted", ["a", "b"])


def test_what_a_stage_left_out_is_under_the_name_of_the_stage(tmp_path):
    write(tmp_path, Remark, Remark("r", "f.ris", 2, "", "", "what", "how"), name="ingest/remarks")
    assert list(evidence.open(tmp_path)["ingest/remarks"]["problem"]) == ["what"]


def test_every_table_has_one_name(tmp_path):
    frames = evidence.open(tmp_path)
    assert len(list(frames)) == len(frames) == len(set(frames))
    assert {"records", "works", "pools", "ledger", "screen/remarks"} <= set(frames)
    assert "works" in frames and "nothing" not in frames


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError, match="has not been built yet"):
        evidence.open(tmp_path)["works"]
    with pytest.raises(UserError) as wrong:
        evidence.open(tmp_path)["workz"]
    assert wrong.value.fix == "ask for one of these: works"
    with pytest.raises(UserError, match="no such folder"):
        evidence.open(tmp_path / "none")
