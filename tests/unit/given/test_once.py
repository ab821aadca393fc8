"""What a cell is, is found out once for its column: the same as if each row stood alone."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evidence.classify.decisions import CodingDecision
from evidence.codebook_file import load_codebook
from evidence.given.codes import with_codes
from evidence.given.declare import given_by
from evidence.given.once import Cells

ROOT = Path(__file__).resolve().parents[3]

BOOK = load_codebook(ROOT / "config" / "codebook.yaml")
TABLE = with_codes(given_by(CodingDecision), BOOK)
FACETS = [facet.id for facet in BOOK.facets]
# Words that are codes of one facet, of another, and of none; days whose order the header tells.
CELLS = st.sampled_from(
    [
        *(code for facet in BOOK.facets for code in facet.ids()[:2]),
        "no such code",
        "",
        " yes ",
        "01/02/2024",
        "2024-13-01",
    ]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "record": CELLS,
            "facet": st.sampled_from([*FACETS, " ", "no such facet"]),
            "codes": st.lists(CELLS, max_size=2).map(";".join),
            "reviewer": CELLS,
        },
        optional={"date": CELLS, "date (day/month/year)": CELLS, "withdrawn": CELLS},
    ),
    max_size=12,
)


@given(ROWS)
def test_rows_are_read_beside_others_as_alone(rows):
    together = Cells(TABLE, BOOK)
    for row in [*rows, *rows]:
        alone = Cells(TABLE, BOOK)
        meant = alone.as_meant(row)
        assert together.as_meant(row) == meant
        assert [*together.problems(meant)] == [*alone.problems(meant)]
