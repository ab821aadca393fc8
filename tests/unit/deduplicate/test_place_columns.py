"""Volumes, issues and pages of a record are the same whatever the records beside it are written in."""

import pyarrow as pa
import pytest

from evidence.deduplicate.place_columns import Placed
from evidence.ingest.rows import Record
from evidence.io import to_table

from .test_record_columns import records

_COLUMNS = ("volume", "issue", "first_page", "last_page", "page_number", "last_number", "page_digits")
_SAID = (
    "",
    "4 (1) (no pagination)",
    "Vol. 012A",
    "No. Z3",
    "S12",
    "March",
    "suppl",
    "pp. e121-e29",
    "article 7z",
    "aZ09-aZ10",
    "12 - 15",
    "n/a",
    "ab1cd-1",
)


@pytest.mark.parametrize("beside", ["Ä4", "第3卷", "π7–π9", "é"])
def test_letters_of_other_scripts_beside_change_nothing(beside) -> None:
    """Where all are ASCII only such letters are looked for."""
    changes = [{"volume": said, "issue": said, "pages": said} for said in _SAID]
    plain = Placed(to_table(records(*changes), Record))
    mixed = Placed(to_table(records(*changes, dict.fromkeys(("volume", "issue", "pages"), beside)), Record))
    for name in _COLUMNS:
        assert (
            pa.array(getattr(mixed, name)).to_pylist()[:-1] == pa.array(getattr(plain, name)).to_pylist()
        ), name
    assert plain.volume.to_pylist()[:3] == ["", "4", "12a"]
    assert plain.first_page.to_pylist()[7:10] == ["e121", "7z", "az09"]
    assert plain.last_page.to_pylist()[7:11] == ["e29", "", "az10", "15"]
