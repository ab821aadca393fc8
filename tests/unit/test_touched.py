"""A question of which the answer changed with the rows of the bibliography is never taken for one that they do not touch."""

from __future__ import annotations

from collections import Counter
from random import Random

import pyarrow.parquet as pq
import pytest

from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import Membership, Work
from evidence.deduplicate.views import Belongs, Entry
from evidence.ingest.rows import Record
from evidence.io import to_table, write_table
from evidence.layout import Layout
from evidence.moved_rows import moved_rows
from evidence.reading import group_digests
from evidence.review import Review
from evidence.rows import column_names, columns, table_of
from evidence.screen.rows import Screen, Screening
from evidence.stages.views import BIBLIOGRAPHY, OF_CODES, OF_WORKS, Answers
from evidence.touched import Touched

NAMES = (
    *("", "ash1", "ash2", "ash-3", "Ash1", "10.1000/a", "https://doi.org/10.1000/A", "123", "1234", "Tea"),
    *(
        "On tea",
        "on  Tea!",
        "Crépon & Cie on tea",
        "http://a.org/x/",
        "HTTPS://a.org/x",
        "https://",
        "w1",
        "w2",
        "r1",
    ),
)
FILES = ("a.ris", "old/a.ris", "b.bib")
WORDS = (*NAMES, *FILES, *(f"{kind}{n}" for kind in "rw" for n in range(9)), "Crepon and cie ON TEA")
PATHS = {row: table_of(row) for row in BIBLIOGRAPHY}


def _row(kind: type, **given: object) -> object:
    empty = {
        c.name: () if c.many else None if c.optional else c.kind() if not c.words else next(iter(c.kind))
        for c in columns(kind)
    }
    return kind(**{**empty, **given})


def _tables(chance: Random) -> dict[type, list]:
    """A bibliography of up to eight records, of few names, so that they meet."""
    ids = sorted(chance.sample(range(9), chance.randint(1, 8)))
    pick = chance.choice
    records = [
        _row(Record, record_id=f"r{n}", source_file=pick(FILES), line=pick((1, 2)), source_key=pick(NAMES), doi=pick(("", "10.1000/a", "10.1000/b")),
             pmid=pick(("", "123")), title=pick(NAMES), url=pick(("", "http://a.org/x", "https://A.org/x/")))
        for n in ids
    ]  # fmt: skip
    chance.shuffle(records)
    work = {n: f"w{pick(ids)}" for n in ids}
    members = [
        _row(Membership, record_id=f"r{n}", work_id=work[n], known=(known := pick((True, False))), formerly=(pick(NAMES),) if known and pick((True, False)) else (),
             strange=(pick(NAMES),) if pick((True, False, False)) else ())
        for n in ids
    ]  # fmt: skip
    names = sorted(set(work.values()))
    works = [_row(Work, work_id=name, study_id=pick(names), title=pick(NAMES)) for name in names]
    screened = [_row(Screening, work_id=name, decision=pick(list(Screen))) for name in names]
    return {Record: records, Membership: members, Work: works, Screening: screened}


def _after(chance: Random, tables: dict[type, list]) -> dict[type, list]:
    """The same with a few rows of another bibliography in place of some, or behind."""
    other = _tables(chance)
    ids = {row.record_id for row in tables[Record]}
    new = [row for row in other[Record] if row.record_id not in ids][: chance.randint(0, 2)]
    members = {row.record_id: row for row in other[Membership]}
    works = {row.work_id: row for row in tables[Work]}
    screened = {row.work_id: row for row in tables[Screening]}
    for row in new:
        name = members[row.record_id].work_id
        works.setdefault(name, next(work for work in other[Work] if work.work_id == name))
        screened.setdefault(name, next(one for one in other[Screening] if one.work_id == name))
    if chance.random() < 0.3:
        name = chance.choice(sorted(works))
        works[name] = _row(Work, work_id=name, study_id=chance.choice(sorted(works)), title="Another")
    rows = [*tables[Record], *new]
    if chance.random() < 0.3:
        chance.shuffle(rows)
    all_members = [*tables[Membership], *(members[row.record_id] for row in new)]
    return {
        Record: rows,
        Membership: sorted(all_members, key=lambda row: row.record_id),
        Work: [works[name] for name in sorted(works)],
        Screening: [screened[name] for name in sorted(screened)],
    }


def _write(folder, tables: dict[type, list]) -> Review:
    review = Review(Layout(folder))
    for row, rows in tables.items():
        write_table(review.place(row), rows, row)
    return review


def _ask(answers: Answers, question: str, word: str) -> str:
    try:
        return repr(getattr(answers, question)(word))
    except KeyError as error:  # the work of a record that the table does not have
        return repr(error)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_not_touched_has_its_answer_still(tmp_path, seed):
    chance = Random(seed)
    tables = _tables(chance)
    before, after = _write(tmp_path / "1", tables), _write(tmp_path / "2", _after(chance, tables))
    moved = []
    for row in BIBLIOGRAPHY:
        names = ",".join(column_names(row))
        told = group_digests(before.place(row), names)
        moved.append(moved_rows(before.place(row), told, after.place(row), names))
    if any(rows is None for rows in moved):
        return
    touched = Touched(*moved)
    if touched.told:
        then, now = Answers(before), Answers(after)
        for question in OF_WORKS:
            for word in WORDS:
                if not touched([question, word]):
                    assert _ask(then, question, word) == _ask(now, question, word), (question, word)


def _moved(before: Review, after: Review, row: type) -> list | None:
    names = ",".join(column_names(row))
    return moved_rows(before.place(row), group_digests(before.place(row), names), after.place(row), names)


@pytest.mark.parametrize("seed", range(40))
def test_codes_of_which_none_that_counts_moved_are_those_of_before(tmp_path, seed):
    chance, reviews = Random(seed), []
    codes = [
        _row(
            Label,
            work_id=f"w{n % 5}",
            code=f"c{n}",
            source=chance.choice([*CodedBy]),
            state=chance.choice([*State]),
        )
        for n in range(9)
    ]
    screening = [_row(Screening, work_id=f"w{n}", decision=chance.choice([*Screen])) for n in range(5)]
    for name in ("1", "2"):
        reviews.append(_write(tmp_path / name, {Label: codes, Screening: screening}))
        rows = chance.choice([codes, codes, screening])
        rows.pop(chance.randrange(len(rows)))
    asked = 0
    for question, tables in OF_CODES.items():
        moved = [(_moved(*reviews, row), may) for row, may in tables.items()]
        if all(rows is not None and not any(map(may, rows)) for rows, may in moved):
            asked += 1
            assert getattr(Answers(reviews[0]), question)() == getattr(Answers(reviews[1]), question)()
    assert asked or any(rows for rows, _ in moved)


@pytest.mark.parametrize("seed", range(40))
def test_rows_of_many_groups_that_moved_are_told_or_nothing_is(tmp_path, seed):
    """Whatever is taken away and put in: the rows that moved make one table of the other, in its order."""
    chance = Random(seed)
    titles = sorted(f"{chance.randrange(40):02}" for _ in range(30))
    later = sorted(
        [title for title in titles if chance.random() < 0.9]
        + [f"{chance.randrange(40):02}" for _ in range(2)]
    )
    if seed % 4 == 0:
        later[3], later[-3] = later[-3], later[3]
    for name, rows in (("1", titles), ("2", later)):
        table = to_table([_row(Work, work_id=title) for title in rows], Work)
        pq.write_table(table, tmp_path / name, row_group_size=4)
    told = group_digests(tmp_path / "1", "work_id")
    found = moved_rows(tmp_path / "1", told, tmp_path / "2", "work_id")
    went, came = Counter(titles) - Counter(later), Counter(later) - Counter(titles)
    if found is not None:
        assert Counter(row["work_id"] for row in found) == went + came
    if seed % 4 == 0 and len({*titles, *later}) > 1:
        assert found is None or later == sorted(later)


def test_of_one_more_record_no_question_is_touched_that_does_not_name_it():
    record = dict.fromkeys(column_names(Entry), "") | {
        "record_id": "r1",
        "source_key": "ash2020",
        "title": "On tea",
        "doi": "10.1000/a",
    }
    member = dict.fromkeys(column_names(Belongs), ()) | {"record_id": "r1", "work_id": "w-r1"}
    touched = Touched([record], [{"work_id": "w-r1", "study_id": "w-r1"}], [member], [{"work_id": "w-r1"}])
    assert touched.told
    for word in ("r1", "ash2020", "ON TEA", "https://doi.org/10.1000/A"):
        assert touched(["find", word]) and touched(["places", word])
    assert not any(touched([question, "oak1999"]) for question in OF_WORKS)
    assert (
        touched(["nearly", "ash2021"])
        and touched(["work_of", "r1"])
        and touched(["of_studies", "oak", "w-r1"])
    )
    assert not Touched([], [], [member], []).told


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        (["a", "b", "c"], []),
        (["a", "b", "d", "c"], ["d"]),
        (["a", "c"], ["b"]),
        (["a", "x", "c"], ["b", "x"]),
        (["b", "a", "c"], None),
    ],
)
def test_rows_that_came_or_went_are_found_and_another_order_is_not_taken(tmp_path, now, moved):
    for name, titles in (("1", ["a", "b", "c"]), ("2", now)):
        write_table(tmp_path / name, [_row(Work, work_id=title) for title in titles], Work)
    told = group_digests(tmp_path / "1", "work_id")
    found = moved_rows(tmp_path / "1", told, tmp_path / "2", "work_id")
    assert (found if found is None else [row["work_id"] for row in found]) == moved
    if moved:
        assert moved_rows(tmp_path / "1", ["another"], tmp_path / "2", "work_id") is None
