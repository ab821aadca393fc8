"""What a queue is: which things wait for a person, how one is shown, and the rows that an answer becomes.

A queue is a module of `evidence.desk.queues` with `QUEUE = Queue(...)` and a template of its name; nothing else lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence.given.declare import given_by

if TYPE_CHECKING:
    from evidence.desk.desk import Desk

Cells = Mapping[str, str]
"""A row of a table of people's that is to be written: column → cell. The desk adds who and when."""


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One queue as it is declared.

    `name`: its address (`/q/NAME`) and its template (`queues/NAME.html`). `label`: what waits, in the plural and the words of `evidence
    status` ("works to screen"). `place`: where it stands among the queues, by tens. `row`: the table that an answer is a row of.
    `open`: makes what stands at one desk. `settles`: only for who settles what others decided differently. `also`: what `evidence
    status` calls further things that wait here.
    """

    name: str
    label: str
    place: int
    row: type
    open: Callable[[Desk, Queue], Open]
    settles: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One thing in a list: of what I decided, or of what was searched for. `said`: what was decided of it; `when`: YYYY-MM-DDTHH:MM:SS or a day."""

    key: str
    title: str
    said: str = ""
    when: str = ""


class Open:
    """A queue at one desk. `key` is any text that names one thing that waits; it is made up by the queue.

    Every method is called with the desk's lock held, after files that were changed elsewhere have been read again.
    """

    def __init__(self, desk: Desk, queue: Queue) -> None:
        self.desk, self.queue = desk, queue

    def offered(self) -> bool:
        """Whether this review has such a queue at all."""
        return True

    def keys(self) -> Sequence[str]:
        """What waits, in the order in which it is asked. Called at every request: keep it, and make it anew when
        `desk.version(row)` has changed."""
        raise NotImplementedError

    def shown(self, key: str) -> Mapping[str, Any] | None:
        """What the template shows of one thing, as `item`; None where there is no such thing."""
        raise NotImplementedError

    def rows(self, key: str, form: Any) -> Sequence[Cells]:
        """The rows that an answer becomes. `form`: the fields of the page (a MultiDict). Raises UserError, naming the field, where
        something lacks; what breaks a rule of the table's declaration need not be looked for."""
        raise NotImplementedError

    def derived(self, key: str, form: Any) -> Mapping[str, Any]:
        """What follows from a form that is being filled in, such as an estimate from raw numbers; nothing is written. May raise UserError."""
        return {}

    def said(self, key: str, rows: Sequence[Cells]) -> str:
        """One short sentence that is shown and read out when the rows are written: "Excluded: Smith 2010"."""
        return "Written."

    def taken_back(self, rows: Sequence[Any]) -> Sequence[Cells]:
        """The rows by which an answer is taken back: each of its rows once more, withdrawn."""
        return [{**cells_of(row), "withdrawn": "yes"} for row in rows]

    def key_of(self, row: Any) -> str:
        """The thing that a row of the table is about, or nothing; by this the list of what I decided leads back to it."""
        return ""

    def line(self, row: Any) -> Line:
        """A row of mine in the list of what I decided."""
        return Line(self.key_of(row), self.key_of(row), "", row.moment)

    def find(self, words: str) -> Iterable[Line]:
        """Things whose words are these, waiting or decided; at most a few dozen are shown."""
        return ()

    def under(self) -> Iterable[str]:
        """Sentences under the queue, such as whether one may stop."""
        return ()

    # What follows is right for queues of some thousand things; a larger one has its own.

    def next(self, passed: Collection[str]) -> str:
        """The next thing, those that were put off last; nothing where nothing waits."""
        waiting = self.keys()
        return next((key for key in waiting if key not in passed), "") or next(
            (key for key in passed if key in waiting), ""
        )

    def left(self) -> int:
        """How many wait."""
        return len(self.keys())

    def done(self) -> int:
        """How many things I have decided on."""
        return len({self.key_of(row) for row in self.desk.mine(self.queue.row)} - {""})

    def progress(self) -> tuple[int, int, str]:
        """(how many are done, of how many, the same in words)."""
        done, left = self.done(), self.left()
        return done, done + left, f"{done:,} decided by you, {left:,} left"

    def warm(self) -> bool:
        """Begin what takes a while; whether it is ready. Asked again and again before the desk opens, for some seconds at most."""
        return True

    def mine(self) -> Sequence[Any]:
        """My rows that stand, the latest first."""
        return [row for row in reversed(self.desk.mine(self.queue.row)) if self.key_of(row)]

    def wrote(self, rows: Sequence[Any]) -> None:
        """Rows of this table that this desk has just written, at whichever of its queues, as they will be read."""

    def close(self) -> None:
        """End what it does in the background."""


def cells_of(row: Any) -> dict[str, str]:
    """A row as it stands in its table."""
    names = [column.name for column in given_by(type(row)).columns if hasattr(row, column.name)]
    return {
        name: "" if (value := getattr(row, name)) is None else str(value)
        for name in names
        if name != "withdrawn"
    }
