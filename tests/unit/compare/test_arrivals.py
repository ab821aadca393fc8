"""With which release each work came in."""

from __future__ import annotations

from evidence.compare.arrivals import arrivals
from evidence.compare.rows import Arrival
from evidence.deduplicate.rows import Work
from evidence.review import InMemory
from evidence.rows import table_of
from evidence.screen.rows import Screening

from ..builders import screening, work


def _review(*works: Work, left_out: tuple[str, ...] = ()) -> InMemory:
    review = InMemory()
    review.put(table_of(Work), [*works])
    decided = [
        screening(w.work_id, decision="exclude" if w.work_id in left_out else "include") for w in works
    ]
    review.put(table_of(Screening), decided)
    return review


def test_a_work_came_in_with_the_first_release_that_had_it() -> None:
    ash, oak, bay = (work(name, members=(f"r-{name}",)) for name in ("ash", "oak", "bay"))
    releases = [("one", _review(ash)), ("two", _review(ash, oak))]
    assert arrivals(_review(ash, oak, bay), releases) == [
        Arrival("ash", "one", "one"), Arrival("oak", "two", "two"), Arrival("bay", "", ""),
    ]  # fmt: skip


def test_known_and_included_are_two_things() -> None:
    ash = work("ash", members=("r1",))
    releases = [("one", _review(ash, left_out=("ash",))), ("two", _review(ash))]
    assert arrivals(_review(ash), releases) == [Arrival("ash", "one", "two")]


def test_a_work_under_another_name_came_in_when_the_first_of_its_records_did() -> None:
    then, joined = work("ash", members=("r1",)), work("oak", members=("r1", "r2"))
    assert arrivals(_review(joined), [("one", _review(then)), ("two", _review(joined))]) == [
        Arrival("oak", "one", "one")
    ]


def test_nothing_is_said_where_there_is_no_release() -> None:
    assert arrivals(_review(work("ash")), []) == []
