"""Blocks of works: what was made of a block before is what would be made of it now, whatever came, went or was changed beside it."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.blocks import Unmade
from evidence.classify import blocks
from evidence.classify.blocks import Blocks
from evidence.classify.rows import Label
from evidence.classify.since import Since
from evidence.classify.stage import Learnt, learn
from evidence.io import to_json, to_rows, to_table
from evidence.kept import Kept
from evidence.lookup import Rows
from evidence.parts import Parts, span, write_part
from evidence.stages.classify import Read
from tests.unit.classify.at_once import classify
from tests.unit.classify.test_classify import BOOK, SETTINGS, corpus  # noqa: F401


@pytest.fixture(autouse=True, scope="module")
def small_blocks():
    """Of four works at most."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SIZE", 2)
        yield


def in_blocks(works, corpus, folder, decisions=None):  # noqa: F811
    _, records, memberships, given = corpus
    table = to_table(sorted(works, key=lambda w: w.work_id), Read)
    told = learn(
        Rows(Read, table), records, memberships, given if decisions is None else decisions, BOOK, SETTINGS
    )
    return Blocks(told, Kept(folder, "code"))


def rows(made):
    return [label for table in made for label in to_rows(table, Label)]


def test_blocks_are_the_works_and_a_work_more_moves_one_of_them(corpus, tmp_path) -> None:  # noqa: F811
    works = corpus[0]
    made = in_blocks(works, corpus, tmp_path)
    assert len(made) > 3 and [end for _, end in made.ends][:-1] == [start for start, _ in made.ends][1:]
    assert made.ends[0][0] == 0 and made.ends[-1][1] == len(works)
    keys = {made.key(block) for block in range(len(made))}
    for name in ("w-a", "w-m", "w-zz"):
        more = in_blocks([*works, replace(works[0], work_id=name, study_id=name)], corpus, tmp_path)
        assert len({more.key(block) for block in range(len(more))} - keys) <= 2


def test_what_blocks_say_is_what_is_said_of_all_works_at_once(corpus, tmp_path) -> None:  # noqa: F811
    works, records, memberships, decisions = corpus
    whole = classify(works, records, memberships, decisions, BOOK, SETTINGS)
    for _ in range(2):  # cold, then warm
        made = in_blocks(works, corpus, tmp_path)
        assert rows(made) == whole.labels and to_json(made.evaluation) == to_json(whole.evaluation)
    assert made.kept.made == 0 and "machines" not in vars(made.told)


def test_of_a_block_that_changed_only_what_is_new_is_judged(corpus, tmp_path, monkeypatch) -> None:  # noqa: F811
    works = corpus[0]
    first = in_blocks(works, corpus, tmp_path)
    rows(first)
    first.note()
    coded = {label.work_id for own in first.told.given.values() for label in own}
    plain = next(work for work in works if work.work_id not in coded)
    changed = [replace(work, title="Rent of flats") if work is plain else work for work in works]
    cold, asked, judge = in_blocks(changed, corpus, None), [], Learnt.labels
    wanted = rows(cold)
    monkeypatch.setattr(Learnt, "labels", lambda told, some: asked.extend(some) or judge(told, some))
    assert rows(in_blocks(changed, corpus, tmp_path)) == wanted != rows(first)
    assert [(work.work_id, work.title) for work in asked] == [(plain.work_id, "Rent of flats")]


CHANGES = st.sampled_from(["gone", "more", "title", "study", "coded"])


@settings(max_examples=8, deadline=None)
@given(changes=st.lists(st.tuples(CHANGES, st.integers(0, 29)), max_size=4))
def test_warm_is_cold(corpus, tmp_path_factory, changes) -> None:  # noqa: F811
    folder = tmp_path_factory.mktemp("kept")
    works, decisions = list(corpus[0]), list(corpus[3])
    made = in_blocks(works, corpus, folder)
    rows(made)
    made.note()
    coded = {work.work_id for work in works if work.key.startswith(("housing", "jobs"))}
    for what, place in changes:
        one = works[place % len(works)]
        if what == "more":
            works.append(
                replace(one, work_id=f"w-{place}-{len(works)}", study_id="w-new", title="Rent of homes")
            )
        elif what == "gone" and one.work_id not in coded:
            works.remove(one)
        elif what == "title":
            works[place % len(works)] = replace(one, title=f"{one.title} wages")
        elif what == "study":
            works[place % len(works)] = replace(one, study_id="one")
        elif what == "coded" and decisions:
            decisions.pop(place % len(decisions))
    warm, cold = in_blocks(works, corpus, folder, decisions), in_blocks(works, corpus, None, decisions)
    assert warm.table.whole().equals(cold.table.whole()) and warm.table.whole()["work_id"].num_chunks == 1
    assert warm.table.tally == cold.table.tally
    assert to_json(warm.evaluation) == to_json(cold.evaluation)


@pytest.mark.parametrize("of", [1, 2, 7, 64])
def test_however_many_jobs_share_the_work_the_labels_are_the_same(corpus, tmp_path, usual_rows, of) -> None:  # noqa: F811
    """And who gathers them makes none."""
    for part in range(1, of + 1):
        one = in_blocks(corpus[0], corpus, None)
        write_part(tmp_path / f"{part}.tar", one.some(span(len(one), part, of)))
    gathered = in_blocks(corpus[0], corpus, None)
    gathered = replace(gathered, kept=Kept(None, "code", Parts(sorted(tmp_path.iterdir()))))
    assert rows(gathered) == usual_rows and gathered.kept.made == 0


def test_where_few_works_are_new_one_job_does_all(tmp_path) -> None:
    """By the names of works; what people wrote comes with the basis."""
    names = [f"w-{n:06x}" for n in range(9_000)]
    before = Since(Kept(tmp_path, "code"), [b"codes"])
    assert not before.is_little(pa.array(names))
    before.note(pa.array(names))
    assert before.is_little(pa.array(names)) and before.is_little(pa.array(sorted([*names, "w-00000b1"])))
    assert before.is_little(pa.array(names[1:])) and before.is_little(pa.array([], pa.string()))
    # Works are counted, however they lie among those that are known.
    for many, little in ((4_000, True), (4_001, False)):
        more = [f"w-{n:06x}-new" for n in range(0, 2 * many, 2)]
        assert before.is_little(pa.array(sorted([*names, *more]))) is little
    assert not before.is_little(pa.array(sorted([*names, *(f"w-{n:06x}" for n in range(9_000, 18_000))])))
    assert not Since(Kept(tmp_path, "code"), [b"others"]).is_little(pa.array(names))
    assert not Since(Kept(tmp_path, "other code"), [b"codes"]).is_little(pa.array(names))
    assert not Since(Kept(None, "code"), [b"codes"]).is_little(pa.array(names))


@pytest.fixture(scope="module")
def usual_rows(corpus):  # noqa: F811
    return rows(in_blocks(corpus[0], corpus, None))


def test_any_labels_are_read_by_themselves_and_no_block_is_that_had_them_before(
    corpus,  # noqa: F811
    tmp_path,
    usual_rows,
    monkeypatch,
) -> None:
    first = in_blocks(corpus[0], corpus, tmp_path)
    first.note()
    again = in_blocks(corpus[0], corpus, tmp_path)
    asked, labels = set[int](), Blocks.labels
    monkeypatch.setattr(Blocks, "labels", lambda own, block: asked.add(block) or labels(own, block))
    table = again.table
    assert isinstance(table, Unmade) and table.num_rows == len(usual_rows)
    assert table["work_id"].to_pylist() == [label.work_id for label in usual_rows]
    assert table.tally == first.table.tally and sum(table.tally) <= len(usual_rows)
    digests = {table.digest(at, at + 3) for at in range(table.num_rows - 3)}
    assert len(digests) == table.num_rows - 3 and not asked
    for start in range(0, table.num_rows + 1, 5):
        for end in (start, start + 1, table.num_rows):
            assert to_rows(table.rows(start, end), Label) == usual_rows[start:end]
    again.kept.forget()  # what was not read, too, is there for the next run
    assert in_blocks(corpus[0], corpus, tmp_path).table.whole().equals(first.table.whole())
    assert to_rows(in_blocks(corpus[0], corpus, tmp_path).table.whole(), Label) == usual_rows
    assert all(again.kept.has(again.key(block)) for block in range(len(again)))
