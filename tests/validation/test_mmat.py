"""MMAT 2018 as its users have published it.

Hong and others (2018), Education for Information 34, 285-291: two screening questions, five criteria in each of five
categories; a mixed-methods study is rated on its qualitative part, its quantitative part and on mixing. Published tables
in that shape: BMJ Supportive & Palliative Care, table 3 of the review whose mixed studies are Kim, Nolan and Puts (S1, S2,
5.1-5.5, 1.1-1.5, 4.1-4.5); BMC Health Services Research 25, 12717, table 4 (categories 1, 3, 4 and 5).
"""

from __future__ import annotations

import pytest

from evidence.appraise.asked import asked, category_of, questions
from evidence.appraise.tools import TOOLS

MMAT = TOOLS["MMAT 2018"]
MIXED = [*("S1", "S2"), *(f"{c}.{n}" for c in (1, 4, 5) for n in range(1, 6))]


def test_the_tool_has_its_published_shape() -> None:
    assert [item.id for item in MMAT.items if not item.group] == ["S1", "S2"]
    criteria = [item.id for item in MMAT.items if item.group]
    assert criteria == [f"{category}.{n}" for category in range(1, 6) for n in range(1, 6)]
    assert MMAT.category and [category.id for category in MMAT.category.of] == list("12345")


def test_a_mixed_study_answers_what_the_published_tables_show() -> None:
    answers = dict.fromkeys(MIXED, "yes")
    assert sorted(q.item for q in questions(MMAT, answers)) == sorted(MIXED) and asked(MMAT, answers) == []
    category, part = category_of(MMAT, answers)
    assert category and (category.label, part) == ("Mixed methods", "4")


@pytest.mark.parametrize("category", ["1", "2", "3", "4"])
def test_a_study_of_one_method_answers_seven_questions(category: str) -> None:
    items = [q.item for q in questions(MMAT, {"category": category}) if q.item != "category"]
    found, part = category_of(MMAT, dict.fromkeys(items, "yes"))
    assert len(items) == 7 and found and (found.id, part) == (category, "")
