"""Conservation (law 1): whatever resembles whatever, every record belongs to one work, which does not depend on how they came."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, replace

import pyarrow as pa
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.depth import examples

from evidence.deduplicate.decisions import DuplicateDecision, Judgement
from evidence.deduplicate.stage import deduplicate, link
from evidence.ingest.rows import Record
from evidence.io import to_table

# One de-duplication costs as much for two records as for twelve: few examples of many records are cheaper than many of few.
FEW = examples(20)
TITLES = ["Oak and ash", "Oak and ash: a trial", "Größe of the oak", "AT&T and elm", "Fir (yew) 50%", "Elm"]
BLANK = Record(
    **{f.name: "" for f in fields(Record)}
    | {"position": 0, "line": 1, "authors": (), "year": None, "keywords": ()}
)


@st.composite
def corpora(draw):
    """Records that resemble each other, under ids of their own; any field but the title may be empty."""
    row = st.fixed_dictionaries(
        {
            "title": st.sampled_from(TITLES),
            "authors": st.sampled_from(
                [("Ash, Ann",), ("Elm, Bo", "Ash, Ann"), ("de Yew, Cy",), ("Fir, D. E.",), ()]
            ),
            "year": st.sampled_from([1999, 2001, None]),
            "doi": st.sampled_from(["", "", "10.1000/a", "10.1000/b"]),
            "volume": st.sampled_from(["", "1", "2"]),
            "container": st.sampled_from(["", "J Trees", "Proceedings of Shrubs"]),
            "pages": st.sampled_from(["5-9", "5-9", ""]),
        }
    )
    values = draw(st.one_of(st.lists(row, max_size=1), *[st.lists(row, min_size=2, max_size=12)] * 3))
    return [
        replace(
            BLANK, record_id=f"r{n}", source_key=f"k{n}", source_file="f", kind="article", position=n, **value
        )
        for n, value in enumerate(values)
    ]


@st.composite
def reviewed(draw):
    """(records, rulings on them); one key in the rulings may be nobody's."""
    records = draw(corpora())
    keys = st.sampled_from([*[r.source_key for r in records] * 3, "nobody"])
    kinds = st.sampled_from([Judgement.DUPLICATE, Judgement.DISTINCT, Judgement.SAME_STUDY])
    rows = draw(st.lists(st.tuples(keys, keys, kinds), max_size=4))
    return records, [
        DuplicateDecision("d", line, a, b, kind, "", "", "An", "2020-01-01")
        for line, (a, b, kind) in enumerate(rows)
    ]


def test_the_reviews_that_are_drawn_hold_what_they_are_drawn_for():
    """Several records in most, and rulings on two of them in half: else the laws below are about nothing."""
    drawn = []

    @settings(max_examples=40, derandomize=True, database=None)
    @given(reviewed())
    def draw(review):
        drawn.append(review)

    draw()
    ruled = [
        [d for d in rows if "nobody" not in (d.record_a, d.record_b) and d.record_a != d.record_b]
        for _, rows in drawn
    ]
    assert sum(len(records) > 1 for records, _ in drawn) >= 25
    assert sum(map(bool, ruled)) >= 12
    assert {d.decision for rows in ruled for d in rows} == {
        Judgement.DUPLICATE,
        Judgement.DISTINCT,
        Judgement.SAME_STUDY,
    }


@FEW
@given(reviewed())
def test_every_record_belongs_to_one_work(review):
    records, decisions = review
    result = deduplicate(records, decisions)
    held = Counter(name for work in result.works for name in work.members)
    assert held == Counter(record.record_id for record in records)
    duplicates = [m for m in result.memberships if not m.primary]
    assert len(records) == len(result.works) + len(duplicates)
    assert len(result.memberships) == len(records)
    for membership in result.memberships:
        work = next(work for work in result.works if work.work_id == membership.work_id)
        assert membership.record_id in work.members
        assert membership.primary == (work.members[0] == membership.record_id)
        assert membership.primary or membership.matched_record in work.members
        assert membership.primary or membership.reason or membership.by == "An"
    every_value_is_that_of_its_giver(records, result)


def every_value_is_that_of_its_giver(records, result):
    by_id = {record.record_id: record for record in records}
    for work in result.works:
        for name, giver in json.loads(work.provenance).items():
            assert giver in work.members
            assert getattr(by_id[giver], name) == getattr(work, name)


def telling(record):
    """A title of nine letters or more: *Elm* and *Fir (yew) 50%* are no more than headings."""
    return sum(letter.isalnum() for letter in record.title) >= 9


@FEW
@given(corpora(), st.data())
def test_what_people_keep_apart_no_rule_joins(records, data):
    """Every entry has a copy in another export, which the rules would join to it; of some a person says that they are two."""
    copies = [
        replace(
            r, record_id=f"{r.record_id}.2", source_key=f"{r.source_key}b", source_file=f"{r.source_file}2"
        )
        for r in records
    ]
    kinds = st.sampled_from([Judgement.DISTINCT, Judgement.SAME_STUDY])
    told = [(r, data.draw(kinds)) for r in records if data.draw(st.booleans())]
    decisions = [
        DuplicateDecision("d", line, r.source_key, f"{r.source_key}b", kind, "", "", "An", "2020-01-01")
        for line, (r, kind) in enumerate(told)
    ]
    result = deduplicate(records + copies, decisions)
    work_of = {m.record_id: m.work_id for m in result.memberships}
    apart = {r.record_id: work_of[r.record_id] != work_of[f"{r.record_id}.2"] for r in records}
    event(f"{len(told)} kept apart")
    assert all(apart[r.record_id] for r, _ in told)
    if not told:  # what lacks a year or a journal, and a heading without volume and pages, is asked about; else it is joined
        asked = {record for pair in result.maybe for record in (pair.record_a, pair.record_b)}
        bare = {
            r.record_id
            for r in records
            if not (r.year and r.container and (telling(r) or r.volume and r.pages))
        }
        assert {record for record, parted in apart.items() if parted} <= asked & bare


@FEW
@given(reviewed(), st.booleans(), st.booleans(), st.booleans(), st.randoms())
def test_neither_order_nor_names_of_files_nor_threads_matter(review, shuffled, moved, alone, random):
    records, decisions = review
    before = pa.cpu_count()
    try:
        pa.set_cpu_count(4)
        expected = deduplicate(records, decisions)
        if moved:
            # The file has another name and its entries stand elsewhere in it.
            places = random.sample(range(99), len(records))
            records = [
                replace(record, source_file="z", position=place)
                for record, place in zip(records, places, strict=True)
            ]
        if shuffled:
            random.shuffle(records)
            random.shuffle(decisions)
        pa.set_cpu_count(1 if alone else 4)
        assert deduplicate(records, decisions) == expected
    finally:
        pa.set_cpu_count(before)


@FEW
@given(corpora())
def test_every_record_twice_gives_the_same_works(records):
    copies = [replace(record, record_id=f"{record.record_id}.2") for record in records]
    once, twice = deduplicate(records), deduplicate(records + copies)
    assert len(once.works) == len(twice.works)
    held = [set(work.members) for work in twice.works]
    assert all(any({name, f"{name}.2"} <= work for work in held) for name in _ids(records))


def _ids(records):
    return [record.record_id for record in records]


@FEW
@given(corpora(), st.data())
def test_what_was_compared_before_changes_nothing(records, data):
    earlier = data.draw(st.lists(st.sampled_from(records), unique_by=id)) if records else []
    corrected = [replace(r, title=r.title + " revisited") if data.draw(st.booleans()) else r for r in earlier]
    table = to_table(records, Record)
    fresh = link(table)
    updated = link(table, memory=link(to_table(corrected, Record)).memory)
    for name in ("works", "memberships", "study_links", "links", "maybe", "comparisons"):
        assert getattr(updated, name) == getattr(fresh, name), name
    assert updated.memory.table("s").equals(fresh.memory.table("s"))


@FEW
@given(corpora(), st.data())
def test_works_that_no_new_record_touches_stay_as_they_are(records, data):
    """Adding an export changes the works that it joins, and no others; nor does it change the id of any."""
    old = data.draw(st.lists(st.sampled_from(records), unique_by=lambda r: r.record_id)) if records else []
    names = {record.record_id for record in old}
    before, after = deduplicate(old), deduplicate(records)
    alone = {work.members: work for work in after.works if set(work.members) <= names}
    for members, work in alone.items():
        earlier = next((w for w in before.works if w.members == members), None)
        if earlier:
            assert (earlier.work_id, earlier.title, earlier.provenance) == (
                work.work_id,
                work.title,
                work.provenance,
            )
