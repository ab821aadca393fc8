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


def test_a_setting_is_told_with_its_place_and_as_it_was_written() -> None:
    found = blocks(
        [
            change(Kind.SETTING, "searches.searches.Medline", name="The full strategy", field="strategy", after="text_message"),
            change(Kind.SETTING, "codebook.form.sms", name="What the code means", field="definition", before="a", after="b"),
            change(Kind.SETTING, "codebook.form.sms.phrase ‘by SMS’", name="by SMS", before="by SMS"),
            change(Kind.REKEYED, "r2", name="A title", field="key", before="ash_2020", after="ash_2020b"),
        ],
        [],
    )  # fmt: skip
    assert [point.text for block in found for point in block.points] == [
        "A title, key: ash_2020 → ash_2020b",
        "searches.searches.Medline: The full strategy, strategy: new, text_message",
        "codebook.form.sms: What the code means, definition: a → b",
        "codebook.form.sms.phrase ‘by SMS’: gone, it was by SMS",
    ]


def test_a_number_that_would_be_without_a_cause_is_told_with_what_it_is_of() -> None:
    given = [
        cause(unit=unit, name=unit, subject="P1", field="n_for", alone="2", before="1", after="3", needed=True, in_set=2)
        for unit in ("w1", "w2")
    ]  # fmt: skip
    lines = "\n".join(as_text(blocks(FINDINGS, given)))
    assert lines.count("without it alone, counted studies for it: 2") == 2


def test_of_long_lists_both_ends_are_told() -> None:
    long = [
        "w-ash2020-aaaaaaaa; w-elm2021-bbbbbbbb; w-fir2022-cccccccc; w-oak2023-dddddddd",
        "w-yew2024-eeeeeeee",
    ]
    for before, after in (long, long[::-1]):
        found = blocks(
            [change(Kind.FINDING, "P1", field="flip_set", before=before, after=after, way=Way.MOVED)], []
        )
        text = found[0].points[0].under[0].text
        was, arrow, now = text.partition(" → ")
        assert arrow and before[:20] in was and now.startswith(after[:20])
