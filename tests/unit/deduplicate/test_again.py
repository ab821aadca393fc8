"""Entries of before among those of now: what is taken for one, what is asked, and that neither order nor the names of files matter."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence.deduplicate.again import again
from evidence.ingest.stage import Source, ingest
from tests.depth import examples

TITLE = "Oak and ash in the towns of the far north"
[BASE] = ingest(
    [
        Source(
            "x.bib", f"@article{{k, title={{{TITLE}}}, author={{Ash, Ann and Elm, Bo}}, year=2001}}".encode()
        )
    ]
).records


def record(name: str, **more):
    return replace(BASE, record_id=name, source_key=name, **more)


def found(before, now):
    return [(pair.was, pair.now, pair.sure) for pair in again(before, now)]


def test_an_identifier_carries_a_title_that_was_corrected_and_no_other_title():
    before = [record("a", doi="10.1000/x")]
    corrected = record("b", doi="10.1000/x", title="Oak and ash in the towns and villages of the far north")
    assert found(before, [corrected]) == [("a", "b", True)]
    assert not any(
        sure
        for _, _, sure in found(
            before, [record("b", doi="10.1000/x", title="Harbour dues and their collectors")]
        )
    )


def test_an_identifier_that_several_have_carries_nothing():
    """The DOI of a supplement is that of every abstract in it."""
    rows = [
        record(f"s{n}", doi="10.1000/x", title=f"Abstract of talk {n} on quite another thing {n}")
        for n in range(3)
    ]
    other = record("b", doi="10.1000/x", title="Birch and lime in the towns of the far south", year=2004)
    assert not any(sure for _, _, sure in found([record("a", doi="10.1000/x")], [*rows, other]))


def test_a_number_more_is_another_part_or_year():
    for title in (f"{TITLE}: Part II", f"{TITLE} 2002", f"{TITLE} III"):
        assert not any(sure for _, _, sure in found([record("a")], [record("b", title=title)]))


def test_a_year_behind_what_a_database_put_in_brackets_is_another_year():
    there = {"container": "Journal of Trees", "volume": "20", "pages": "126-132"}
    before = record("a", title=f"{TITLE}. [Review] [25 refs]", **there)
    assert found([before], [record("b", title=f"{TITLE}. [Review] [25 refs]", **there)]) == [("a", "b", True)]
    later = record("b", title=f"{TITLE}. [Review] [25 refs] 2002", year=2002, container="Journal of Trees")
    assert not any(sure for _, _, sure in found([before], [later]))


def test_each_entry_is_one_of_before_and_copies_follow_in_their_turn():
    before, now = (
        [record("a"), replace(record("a"), record_id="a.2")],
        [record("b"), replace(record("b"), record_id="b.2")],
    )
    pairs = found(before, now)
    assert {was for was, _, _ in pairs} == {"a", "a.2"} and {other for _, other, _ in pairs} == {"b", "b.2"}
    assert len(found(before, now[:1])) == 1


def test_what_is_the_same_and_what_differs_is_told():
    [pair] = again([record("a", pages="5-9")], [record("b", pages="5-9", doi="10.1000/x")])
    assert pair.matched == "the same title, the same authors, the same year, the same pages"
    assert pair.differences == "key ‘a’ → ‘b’; DOI ‘10.1000/x’ came"


@st.composite
def records(draw, prefix):
    titles = st.sampled_from([TITLE, f"{TITLE}.", "Oak and ash", "Elms", f"{TITLE}: Part II", "Editorial"])
    return [
        record(
            f"{prefix}{n}",
            title=draw(titles),
            year=draw(st.sampled_from([None, 2001, 2002])),
            doi=draw(st.sampled_from(["", "10.1000/a", "10.1000/b"])),
        )
        for n in range(draw(st.integers(0, 5)))
    ]


@examples(40)
@given(records("a"), records("b"), st.randoms())
def test_neither_order_nor_files_matter_and_nothing_is_taken_twice(before, now, random):
    pairs = found(before, now)
    assert len({was for was, _, _ in pairs}) == len(pairs) == len({other for _, other, _ in pairs})
    moved = [replace(r, source_file=f"{random.randrange(3)}.ris", line=random.randrange(99)) for r in now]
    random.shuffle(moved)
    shuffled = list(before)
    random.shuffle(shuffled)
    assert len(found(shuffled, moved)) == len(pairs)
    assert found(shuffled, sorted(now, key=lambda r: random.random())) == pairs
