"""What a tool is that people screen with elsewhere. Each is one file of `tools/`, or comes from another distribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidence.brought.opened import Opened
from evidence.brought.told import Given, Told


@dataclass(frozen=True, slots=True)
class Handover:
    """How works go to a tool: `form` of `evidence export`, the `ending` of the file, which `works` where nobody says, and how the tool `takes` it."""

    form: str
    ending: str
    works: str
    takes: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where a tool says what, in words for people; blank where it does not say it. The page on exchange prints them."""

    ours: str = ""
    decision: str = ""
    reason: str = ""
    codes: str = ""
    note: str = ""
    who: str = ""
    when: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool.

    `name` is what `--from` takes, `label` is for people, `reads` says which of its files. `tell` says by what a file is known as the tool's own, in words, or
    nothing. `read` yields what people said, in whatever order; each entry that says nothing is yielded once, without a decision,
    and nothing that stands in a file raises but UserError. `log`: a file that is read with another and has no entries of its own.
    `partial`: what to say of a file that by what was told holds only some of the decisions taken, and how to get them all; or nothing.
    `handover`: how works go there, where they can. `places`: where it says what.
    `order`: where two tools know a file, the lower is taken. `own_tags`: `read` itself takes tags as the decisions that were given for them.
    `says_all`: every row says whether it was decided, so that what a person says of the whole file (`Given.decision`) counts for none.
    """

    name: str
    label: str
    reads: str
    tell: Callable[[Opened], str]
    read: Callable[[Opened, Given], Iterator[Told]]
    log: Callable[[str, bytes], bool] = lambda name, data: False
    partial: Callable[[Opened, Sequence[Told]], str] = lambda file, told: ""
    order: int = 0
    own_tags: bool = False
    says_all: bool = False
    handover: Handover | None = None
    places: Places = Places()


TABLE_ORDER = 90
"""From this order on a tool is none in particular: any table may be of it."""
