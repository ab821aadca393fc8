"""The rules of a cell are those of Table Schema: on any cell and any rules, our verdict is that of Frictionless.

Left out, because ours is stricter on purpose: NaN, infinity and what is too large or too small for a float, days that there never were,
and underscores, which Python takes out of numbers and Table Schema knows nothing of. And because it is more lenient: a `0` or `1` in the
column `withdrawn`, which is a blank or a `yes` there.
"""

from __future__ import annotations

from enum import StrEnum

from frictionless import Resource, Schema
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.depth import examples

from evidence.extract.coded import Effect
from evidence.given.cells import broken
from evidence.given.check import check_table
from evidence.given.declare import Given, GivenTable, given_by
from evidence.given.schema import table_schema
from evidence.given_catalogue import BY_NAME


class Word(StrEnum):
    YES = "yes"
    NO = "no"


NUMBERS = ["0", "-0", "1", "-1", "-1.5", "1e3", "1.", ".5", "+2", "1,5", "1 000", " 1", "1 ", "0x1", "²", "١",
           "99999999999999999999", "0.99999", "0.5", "007", "--1", "1e", "e1", "1.0.0", "5%", "½"]  # fmt: skip
ODD = [
    *NUMBERS,
    "",
    "yes",
    "YES",
    "no",
    "none",
    "None",
    "true",
    "a_b1",
    "A",
    "a\nb",
    "w-1",
    "2026-05-31",
    "2026-5-31",
]
CELLS = (
    st.sampled_from(ODD)
    | st.integers().map(str)
    | st.floats(-9, 9).map(str)
    | st.text("ab_1-. \n", max_size=5)
)
BOUNDS = {int: st.none() | st.integers(-1, 2), float: st.none() | st.sampled_from([-1, 0, 0.5, 1, 2])}


@st.composite
def columns(draw) -> Given:
    required, kind = draw(st.booleans()), draw(st.sampled_from([str, int, float, Word]))
    if kind is Word:
        return Given("c", "C", Word, required=required, words=tuple(Word))
    if kind is str:
        pattern = draw(st.sampled_from(["", r"[a-z][a-z0-9_]*", r"w-[A-Za-z0-9._-]+"]))
        return Given("c", "C", required=required, pattern=pattern)
    low, high, above = (draw(BOUNDS[kind]) for _ in range(3))
    return Given("c", "C", kind, required=required, minimum=low, maximum=high, above=above)


def of_frictionless(table: GivenTable, rows: list[list[str]]) -> set[tuple[int, str]]:
    """(row, column) of every cell that Frictionless finds fault with."""
    schema = Schema.from_descriptor(table_schema(table))
    schema.primary_key = []
    resource = Resource(data=[list(table.names), *rows], schema=schema, datapackage_version="v2")
    report = resource.validate(limit_errors=10_000)
    assert report.tasks and not report.errors
    assert not [e for e in report.tasks[0].errors if not hasattr(e, "field_name")], report.tasks[0].errors
    return {(error.row_number - 2, error.field_name) for error in report.tasks[0].errors}


@settings(examples(200), suppress_health_check=[HealthCheck.too_slow])
@example(Given("c", "C", Word, words=tuple(Word)), ["YES", " yes", "yes", ""])
@example(Given("c", "C", float, minimum=0, above=-1, maximum=1), ["0", "-0.1", "1", "1.01"])
@example(Given("c", "C", int), ["10000000000000001", "-10000000000000001", "1000000000000000", "7"])
@given(columns(), st.lists(CELLS, min_size=1, max_size=12))
def test_a_cell_keeps_its_rules_where_frictionless_finds_that_it_does(column, cells) -> None:
    assume(all(cell.strip() or not cell for cell in cells))  # spaces alone are no answer here, and text there
    assume(column.kind not in (int, float) or not any("_" in cell for cell in cells))
    table = GivenTable("t", "T", Given, (Given("id", "I"), column))
    ours = {(n, "c") for n, cell in enumerate(cells) if broken(column, cell, column.words)}
    assert ours == of_frictionless(table, [[str(n), cell] for n, cell in enumerate(cells)])


PLAIN = {"effect_id": "E1", "study_label": "s", "comparison": "a vs b", "outcome_measure": "m", "effect_type": "smd",
         "evidence_role": "direct", "poolable": "yes"}  # fmt: skip
TABLE = given_by(Effect)
_WITHDRAWN = [*TABLE.names].index("withdrawn")


@settings(examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.dictionaries(st.sampled_from(TABLE.names), st.sampled_from([*NUMBERS, "", "better", "none"]), max_size=4),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_a_row_of_effects_is_set_aside_where_frictionless_finds_fault_with_it(changes) -> None:
    rows = [{**PLAIN, "effect_id": f"E{n}", **change} for n, change in enumerate(changes)]
    cells = [[row.get(name, "").strip() for name in TABLE.names] for row in rows]
    lines = [TABLE.names, *cells]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n"
    checked = check_table(text, "effects.csv", Effect)
    aside = {entry.line - 2 for entry in checked.set_aside}
    for row in cells:
        row[_WITHDRAWN] = {"0": "", "1": "yes"}.get(row[_WITHDRAWN], row[_WITHDRAWN])
    assert aside == {row for row, _ in of_frictionless(TABLE, cells)}
    assert len(checked.rows) + len(aside) == len(rows)


def test_every_schema_is_one_that_frictionless_takes() -> None:
    for table in BY_NAME.values():
        schema = Schema.from_descriptor(table_schema(table))
        assert schema.field_names == list(table.names)
