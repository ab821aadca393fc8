"""Stages are values: what they declare is what they do, and the order of the pipeline follows from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from evidence.catalogue import TABLES, words
from evidence.deduplicate.rows import MaybePair
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.layout import Layout
from evidence.pipeline import (
    STAGES,
    check_made,
    in_order,
    inputs,
    inputs_far,
    made_before,
    of_review,
    outputs,
    settings,
)
from evidence.remarks import Quarantined, Remark
from evidence.review import InMemory, Review
from evidence.rows import Table, column, columns, table, table_of
from evidence.stage import Bench, Stage
from evidence.stages.deduplicate import DEDUPLICATE
from evidence.stages.screen import SCREEN


def test_every_table_is_written_by_the_one_stage_that_declares_it():
    writers = Counter((t.stage, t.name) for stage in STAGES for t in stage.tables)
    assert set(writers.values()) == {1}
    assert {(t.stage, t.name) for t in TABLES} <= writers.keys()
    assert all(t.stage == stage.name for stage in STAGES for t in stage.tables)


def test_every_stage_reads_what_stages_before_it_wrote():
    written: set[tuple[str, str]] = set()
    for stage in STAGES:
        for row in stage.reads:
            read = table_of(row)
            assert (read.stage, read.name) in written, f"{stage.name} reads {read.name} too early"
        written |= {(t.stage, t.name) for t in stage.tables}


def test_a_stage_before_those_it_needs_says_what_to_run(tmp_path, monkeypatch):
    """Alone in a fresh review; then with all tables but what a stage makes besides."""
    monkeypatch.chdir(tmp_path)
    first = {"ingest": None, "deduplicate": "results/ingest/records.parquet", "brief": "results/ingest/"}
    first |= {"pdf": "results/brief/book", "publish": "results/brief/book"}
    for stage in STAGES:
        try:
            check_made(stage, Layout())
        except UserError as error:
            assert error.file.startswith(first.get(stage.name) or "results/"), stage.name
            assert error.fix == "run `evidence build` first"
        else:
            assert stage.name == "ingest"
    for stage in STAGES:
        for path in (path for path in outputs(stage, Layout()).values() if path.suffix == ".parquet"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    (brief,) = [stage for stage in STAGES if stage.name == "brief"]
    with pytest.raises(UserError) as refused:
        check_made(brief, Layout())
    assert (
        refused.value.file == "results/screen/agreement.json" and "evidence screen" in refused.value.problem
    )


def test_the_order_follows_from_what_stages_read_and_a_circle_has_none():
    order = [stage.name for stage in in_order(reversed(STAGES))]
    assert order[:2] == ["ingest", "deduplicate"] and order[-3:] == ["brief", "pdf", "publish"]
    assert order.index("screen") < order.index("extract") < order.index("synthesise") < order.index("assess")
    circle = replace(DEDUPLICATE, reads=(Record, *SCREEN.writes))
    with pytest.raises(ValueError, match="cycle"):
        in_order((circle, SCREEN))


def test_inputs_and_outputs_are_named_once_and_lie_in_the_review(tmp_path):
    at = Layout(tmp_path)
    made = [path for stage in STAGES for path in outputs(stage, at).values()]
    assert len(made) == len(set(made)) > 40
    assert inputs(SCREEN, at)["deduplicate_works"] == tmp_path / "results/deduplicate/works.parquet"
    assert inputs(SCREEN, at)["code"] == tmp_path / "results/code/screen.json"


def test_far_from_its_files_a_stage_gets_those_of_the_review_as_one_and_what_was_made_at_home_is_all_that_was_made():
    at = Layout()
    home = [stage for stage in STAGES if stage.at_home]
    assert [stage.name for stage in home] == ["publish"] == [STAGES[-1].name]
    for stage in STAGES:
        near, far = inputs(stage, at), inputs_far(stage, at)
        assert (
            made_before(stage, at).items() <= far.items() and made_before(stage, at).items() <= near.items()
        )
        assert not {*of_review(stage, at)} & {*far} and {*near} == {
            *of_review(stage, at),
            *made_before(stage, at),
        }
        assert stage.at_home or far["given"] == at.given(stage.name)
    every = {path for stage in STAGES for path in outputs(stage, at).values()}
    assert {*inputs_far(home[0], at)["others"]} == every and len(every) > 60


def test_a_rule_depends_on_its_own_sections_in_the_order_in_which_they_are_written():
    config = {"ingest": {"b": 1, "a": 2}, "qca": {"x": 1}}
    stages = {stage.name: stage for stage in STAGES}
    assert settings(stages["ingest"], config) == '{"ingest": {"b": 1, "a": 2}}'
    assert "qca" not in settings(stages["classify"], config)


RECORDS = Table("ingest", "records", Record)
STAGE = Stage(name="screen", does="Do.", run=lambda bench: "done", reads=(Record,), writes=SCREEN.writes)


def test_a_stage_that_reads_or_writes_what_it_does_not_declare_ends():
    review = InMemory()
    review.put(RECORDS, [])
    bench = Bench(STAGE, review)
    assert bench[Record] == []
    with pytest.raises(LookupError, match="does not declare"):
        bench[MaybePair]
    with pytest.raises(KeyError):
        bench.write({})
    with pytest.raises(AssertionError, match="maybe"):
        bench.write({**{row: [] for row in SCREEN.writes}, MaybePair: []})
    with pytest.raises(LookupError, match="documents"):
        bench.document("agreement", {})


def test_remarks_of_a_stage_are_written_and_told(tmp_path):
    remark = Remark("r", "f.csv", 2, "x", "y", "odd", "mend it")
    bench = Bench(STAGE, Review(Layout(tmp_path)))
    bench.write({row: [] for row in SCREEN.writes}, [remark])
    assert bench.said == [remark]
    fresh = Review(Layout(tmp_path))
    assert fresh[Table("screen", "remarks", Remark)] == [remark]


def test_a_table_of_a_room_is_found_by_its_row_alone():
    assert {t.name for t in TABLES if t.stage == "qca"} == {
        "cases", "truth_table", "solutions", "chart", "necessity", "robustness", "assumptions", "case_types", "sets"
    }  # fmt: skip
    with pytest.raises(KeyError, match="not the row of one table"):
        table_of(Quarantined)


def test_a_row_says_everything_about_its_columns():
    @table("made_up", "Something made up")
    class Row:
        name: str = column("name of it")
        length: float | None = column("length", "m")
        tags: tuple[str, ...] = column("tags", shipped=False)

    name, length, tags = columns(Row)
    said = words(Row)
    assert (said["name"].label, name.kind, name.optional, name.many) == ("name of it", str, False, False)
    assert (said["length"].unit, length.kind, length.optional) == ("m", float, True)
    assert (tags.many, said["tags"].shipped, tags.kind) == (True, False, str)
    assert table_of(Row).download == "made_up.csv"


def test_every_column_of_every_table_has_a_label_and_every_bound_its_unit():
    for t in TABLES:
        for name, said in words(t.row).items():
            assert said.label, (t.name, name)
            if name in ("ci_low", "ci_high", "pi_low", "pi_high", "estimate", "se", "p", "share", "months"):
                assert said.unit, (t.name, name)
