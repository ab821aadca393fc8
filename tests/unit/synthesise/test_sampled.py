"""What was sought for what a claim counts is no sample of the field."""

from __future__ import annotations

from types import SimpleNamespace

from evidence.extract.whose import Library
from evidence.synthesise.sampled import exports_of, sampled, unknown_exports

from ..builders import work

BOOKS = Library(
    works={
        "w1": work("w1", study_id="a", members=("r1",)),
        "w2": work("w2", study_id="b", members=("r2", "r3")),
        "w3": work("w3", study_id="c", members=("r4",)),
    },
    mentions=SimpleNamespace(
        find=lambda record: [
            SimpleNamespace(
                source_file={"r1": "old.bib", "r2": "old.bib", "r3": "literature/records/new.csv", "r4": "new.csv"}[record]
            )
        ]
    ),
    work_of={},
    screening={},
)  # fmt: skip


def claim(*files: str):
    return SimpleNamespace(id="P", not_from=files)


def test_a_study_that_is_known_from_such_an_export_alone_is_left_out() -> None:
    exports = exports_of(BOOKS, ["a", "b", "c"])
    assert exports == {"a": {"old.bib"}, "b": {"old.bib", "new.csv"}, "c": {"new.csv"}}
    designs = {"trial": {"a", "b", "c"}, "review": {"c", "nowhere"}}
    assert sampled(claim("new.csv"), designs, exports) == {"trial": {"a", "b"}, "review": {"nowhere"}}
    assert sampled(claim(), designs, exports) == designs


def test_a_name_that_leads_nowhere_is_said() -> None:
    (remark,) = unknown_exports([claim("new.csv", "newer.csv")], {"old.bib", "new.csv"}.__contains__)
    assert (remark.field, remark.value) == ("P.not_from", "newer.csv")
