"""How studies were judged, for those who leave out the ones at high risk: pools, claims and the facts of certainty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from evidence.appraise.rows import Judgement
from evidence.appraise.tool import BAD, RISKS, Means

NOBODY = "no study of it is judged yet"
NO_WHOLE = "the tools that it is appraised with judge no study as a whole"
NONE_HIGH = "no study of it is judged at high risk"
NONE_LOW = "no study of it is judged at low risk"


class Risks:
    """Judgements by study. Of several, as of several results or tools, the worst counts."""

    def __init__(self, judged: Iterable[Judgement] = ()) -> None:
        self._rows: dict[str, list[Judgement]] = defaultdict(list)
        for row in judged:
            self._rows[row.study_id].append(row)

    def whole(self, study: str, names: Collection[str] = ()) -> Means:
        """What the judgement of a study as a whole comes to, nothing where there is none. `names`: what a result may be called that is meant,
        such as its outcome and the id of its effect; a judgement of that result goes before others."""
        own = [row for row in self._rows.get(study, ()) if row.whole and row.risk]
        named = {name.casefold() for name in names if name}
        meant = [row for row in own if row.result.casefold() in named] or own
        return max((row.risk for row in meant), key=RISKS.index, default=Means.NOTHING)

    def begun(self, studies: Iterable[str]) -> bool:
        """Whether a tool that judges was begun for one of these studies."""
        return any(self._rows.get(study) for study in studies)

    def bad_in_domains(self, studies: Collection[str]) -> dict[str, set[str]]:
        """`D2 of RoB 2` → the studies at high risk in this domain, in the order of the tool."""
        found: dict[str, set[str]] = {}
        for study in sorted(studies):
            for row in self._rows.get(study, ()):
                if not row.whole:
                    own = found.setdefault(f"{row.domain} of {row.tool}", set())
                    own |= {study} if row.risk in BAD else set()
        return {domain: own for domain, own in found.items() if own}

    def told(self, studies: Collection[str], whole: bool) -> dict[str, int]:
        """How many of these studies have which judgement, domain by domain or as a whole: `D2 high (RoB 2)` → studies."""
        found: Counter[str] = Counter()
        for study in sorted(studies):
            rows = (row for row in self._rows.get(study, ()) if row.whole == whole and row.risk)
            found.update({f"{'' if whole else f'{row.domain} '}{row.judgement} ({row.tool})" for row in rows})
        return dict(sorted(found.items()))
