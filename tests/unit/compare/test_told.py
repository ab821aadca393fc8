"""What changed, in words: in order of consequence, each change once, and nothing that a record says is mark-up."""

from __future__ import annotations

from evidence.compare.printed import as_text
from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.compare.told import blocks, in_one_line

from ..builders import make


def change(kind: Kind, subject: str, **given) -> Change:
    return make(Change, **{"kind": kind, "subject": subject, "way": Way.NONE, **given})


def cause(**given) -> Cause:
    usual = {"kind": Kind.WORK_IN, "target": Kind.FINDING, "field": "verdict", "exact": True}
    return make(Cause, **{**usual, **given})


FINDINGS = [
    change(Kind.FINDING, "P1", name="Trust helps", field="n_for", before="2", after="3", way=Way.MOVED),
    change(Kind.FINDING, "P2", name="Size helps", field="verdict", before="leans_for", after="divided", way=Way.TURNED),
    change(Kind.FINDING, "P2", name="Size helps", field="numbers.direct_against", before="0", after="2", way=Way.TURNED),
    change(Kind.SIDE, "P2", name="Ash (2020)", after="against", why="it says so (coder-1)", study_id="s1"),
    change(Kind.SENTENCE, "known-P2-for", before="It does help.", after="It may help."),
    change(Kind.WORK_IN, "w1", name="Ash (2020): Size", field="fate", after="included"),
    change(Kind.SENTENCE, "bottom-line", after="All is new."),
]  # fmt: skip


def test_findings_come_first_those_that_turned_before_those_that_moved() -> None:
    found = blocks(FINDINGS, [])
    assert [block.heading for block in found] == ["Findings", "Works that came in", "Other sentences"]
    assert [point.text for point in found[0].points] == [
        "P2 Size helps: turned (leans for → divided)",
        "P1 Trust helps: same verdict on other numbers",
    ]
    assert found[1].points[0].text == "Ash (2020): Size: included"


def test_each_change_is_told_once() -> None:
    lines = "\n".join(as_text(blocks(FINDINGS, [])))
    for words in ("side of Ash (2020)", "All is new.", "direct against 0 → 2", "Ash (2020): Size"):
        assert lines.count(words) == 1, words


def test_one_cause_is_named_with_what_would_be_without_it() -> None:
    given = [
        cause(
            unit="w1",
            name="Ash (2020)",
            subject="P2",
            alone="leans_for",
            after="divided",
            needed=True,
            in_set=1,
        )
    ]
    lines = as_text(blocks(FINDINGS, given))
    assert "    - because of work in Ash (2020); without it: leans for" in lines


def test_a_set_of_causes_is_named_together_and_whether_a_smaller_may_do() -> None:
    given = [
        cause(unit=f"w{n}", name=f"Study {n}", subject="P2", alone="divided", after="divided", needed=n < 3, in_set=2, exact=False)
        for n in (1, 2, 3)
    ]  # fmt: skip
    lines = as_text(blocks(FINDINGS, given))
    assert "    - because of these 2 together; a smaller set may do it too" in lines
    assert sum("Study" in line for line in lines) == 2  # the third moved nothing


def test_a_line_on_all_counts_things_and_not_rows() -> None:
    assert (
        in_one_line(FINDINGS)
        == "2 findings (1 turned, 1 same verdict on other numbers), 1 work in, 1 side of a study, 2 sentences"
    )
    assert in_one_line([change(Kind.CELL, "a|b")]) == "1 more change"
