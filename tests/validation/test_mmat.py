"""MMAT 2018 as its users have published it.

Hong and others (2018), Education for Information 34, 285-291: two screening questions, five criteria in each of five
categories; a mixed-methods study is rated on its qualitative part, its quantitative part and on mixing. Published tables
in that shape: BMJ Supportive & Palliative Care, table 3 of the review whose mixed studies are Kim, Nolan and Puts (S1, S2,
5.1-5.5, 1.1-1.5, 4.1-4.5); BMC Health Services Research 25, 12717, table 4 (categories 1, 3, 4 and 5).
"""

from __future__ import annotations

import pytest

from evidence.appraise import mmat

MIXED = [*("S1", "S2"), *(f"{c}.{n}" for c in (1, 4, 5) for n in range(1, 6))]


def test_the_tool_has_its_published_shape() -> None:
    assert list(mmat.SCREENING) == ["S1", "S2"]
    assert list(mmat.CRITERIA) == [f"{category}.{n}" for category in range(1, 6) for n in range(1, 6)]
    assert list(mmat.CATEGORIES) == list("12345")


def test_a_mixed_study_answers_what_the_published_tables_show() -> None:
    assert sorted(mmat.asked("5", "4")) == sorted(MIXED)
    assert mmat.category_of(set(MIXED)) == ("5", "4")


@pytest.mark.parametrize("category", ["1", "2", "3", "4"])
def test_a_study_of_one_method_answers_seven_questions(category: str) -> None:
    asked = mmat.asked(category)
    assert len(asked) == 7 and mmat.category_of(set(asked)) == (category, "")
