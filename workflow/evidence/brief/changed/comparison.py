"""One comparison of two versions of the evidence, gathered finding by finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evidence.brief.changed.releases import Release
from evidence.brief.leanings import GROUPS, NOT_TESTED, Group
from evidence.compare.rows import Cause, Change, Kind, Way
from evidence.compare.told import VERDICT, is_of

ORDER = (Way.TURNED, Way.WEAKENED, Way.STRENGTHENED, Way.NEW, Way.GONE, Way.MOVED)
"""Ways in which a finding goes, in the order in which a reader must know of them."""

_FIRST = (VERDICT, "lean", "amount")


@dataclass(frozen=True)
class Moved:
    """A finding that is not as it was: `changes` of it, of its sides and of its sentences, and what made it so."""

    claim: str
    name: str
    way: Way
    changes: Sequence[Change]
    sides: Sequence[Change] = ()
    sentences: Sequence[Change] = ()
    causes: Sequence[Cause] = ()

    @cached_property
    def verdict(self) -> Change | None:
        """The verdict before and after, where it is another."""
        return next((change for change in self.changes if change.field == VERDICT), None)

    @cached_property
    def traced(self) -> list[Cause]:
        """The causes of what matters most of it: of its verdict, else of which way it leans, else of how much it rests on."""
        fields = (*_FIRST, *(cause.field for cause in self.causes))
        return next((own for field in fields if (own := [c for c in self.causes if c.field == field])), [])

    @cached_property
    def needed(self) -> list[Cause]:
        """Those that stand in a smallest set, without which the finding would be as it was; there may be several such sets."""
        return [cause for cause in self.traced if cause.needed]

    @property
    def advises_otherwise(self) -> bool:
        """Whether what follows for who must decide is no longer what followed before."""
        if self.verdict is None or not (self.verdict.before and self.verdict.after):
            return False
        return group_of(self.verdict.before) is not group_of(self.verdict.after)


@dataclass(frozen=True)
class Comparison:
    """What is not as it was in the release `before`; `after` is None for the evidence as it is now. `findings`: of the later."""

    before: Release
    after: Release | None
    changes: Sequence[Change]
    causes: Sequence[Cause]
    findings: int | None = None
    _by_kind: dict[Kind, list[Change]] = field(
        default_factory=lambda: defaultdict(list), init=False, repr=False
    )

    def __post_init__(self) -> None:
        for change in self.changes:
            self._by_kind[change.kind].append(change)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, *kinds: Kind) -> list[Change]:
        """The changes of these kinds, kind after kind."""
        return [change for kind in kinds for change in self._by_kind.get(kind, ())]

    @cached_property
    def moved(self) -> list[Moved]:
        """The findings that moved, those first of which a reader must know first; of one way those that least was needed for."""
        own: dict[str, list[Change]] = defaultdict(list)
        for change in self.of(Kind.FINDING):
            own[change.subject].append(change)
        found = [self._moved(claim, changes) for claim, changes in own.items()]
        return sorted(
            (one for one in found if one.way),
            key=lambda one: (ORDER.index(one.way), len(one.needed) or len(self.causes)),
        )

    def _moved(self, claim: str, changes: list[Change]) -> Moved:
        ways = {change.way for change in changes}
        return Moved(
            claim,
            changes[0].name,
            next((way for way in ORDER if way in ways), Way.NONE),
            changes,
            [change for change in self.of(Kind.SIDE) if change.subject == claim],
            [change for change in self.of(Kind.SENTENCE) if is_of(claim, change.subject)],
            [cause for cause in self.causes if cause.target == Kind.FINDING and cause.subject == claim],
        )

    def because(self, change: Change) -> list[Cause]:
        """The smallest set of causes of one change."""
        return self._needed.get((change.kind, change.subject, change.field), [])

    @cached_property
    def _needed(self) -> dict[tuple[Kind, str, str], list[Cause]]:
        found: dict[tuple[Kind, str, str], list[Cause]] = defaultdict(list)
        for cause in self.causes:
            if cause.needed:
                found[cause.target, cause.subject, cause.field].append(cause)
        return found

    def going(self, way: Way) -> list[Moved]:
        return [one for one in self.moved if one.way == way]

    @cached_property
    def of_claim(self) -> dict[str, Moved]:
        return {one.claim: one for one in self.moved}


def group_of(verdict: str) -> Group:
    """What follows from a verdict: the group that it stands in on the first page."""
    return next((group for group in GROUPS if verdict in group.verdicts), NOT_TESTED)
