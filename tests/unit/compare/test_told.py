"""What changed, in words: in order of consequence, each change once, and nothing that a record says is mark-up."""

from __future__ import annotations

from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.compare.told import as_markdown, as_text, blocks, escaped, in_one_line

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
    assert "    - because of 2 together; a smaller set may do it too" in lines
    assert sum("Study" in line for line in lines) == 2  # the third moved nothing


def test_long_lists_are_cut_and_counted() -> None:
    many = [change(Kind.WORK_IN, f"w{n}", name=f"Work {n}", after="included") for n in range(30)]
    lines = as_text(blocks(many, []), 10)
    assert lines[1] == "Works that came in (30)" and lines[-1] == "  and 20 more" and len(lines) == 13
    assert len(as_text(blocks(many, []))) == 32


def test_markdown_holds_text_alone() -> None:
    evil = "<img src=x onerror=1> [a](http://x.org) `b` *c* @team #12\n# head | www.y.org"
    (line,) = [
        line
        for line in as_markdown(blocks([change(Kind.WORK_IN, "w", name=evil, after="included")], []))
        if "img" in line
    ]
    assert line.startswith("- \\<img") and "\\[a\\]" in line and "http\\://" in line and "www\\.y" in line
    assert "@team" not in line and "#12" not in line and "\\|" in line


def test_words_of_a_sentence_are_marked() -> None:
    said = [change(Kind.SENTENCE, "x", before="One is for.", after="Two are for.")]
    text, markdown = "\n".join(as_text(blocks(said, []))), "\n".join(as_markdown(blocks(said, [])))
    assert "[-One" in text and "{+Two" in text and "~~One" in markdown and "**Two" in markdown


def test_a_line_on_all_counts_things_and_not_rows() -> None:
    assert in_one_line(FINDINGS) == "2 findings, 1 work in, 1 side of a study, 2 sentences"
    assert in_one_line([change(Kind.CELL, "a|b")]) == "1 more change"


def test_escaping_leaves_plain_words_as_they_are() -> None:
    assert (
        escaped("Ash (2020): leans for → divided; 3 of 4, p = .05")
        == "Ash (2020): leans for → divided; 3 of 4, p = .05"
    )
