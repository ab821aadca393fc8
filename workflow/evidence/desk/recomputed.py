"""How verdicts and pools stand now, computed in memory from what people decided since the last build."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from evidence import inputs
from evidence.appraise.rows import StudyAppraisal
from evidence.desk.changed import Stand, stand
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.side_readings import SideDecision
from evidence.layout import Layout
from evidence.review import Above
from evidence.stage import Bench, Stage
from evidence.stages.extract import EXTRACT
from evidence.stages.screen import SCREEN
from evidence.stages.synthesise import SYNTHESISE
from evidence.stages.views import bibliography, weighed

if TYPE_CHECKING:
    pass

Row = TypeVar("Row")
STAGES: dict[str, tuple[Stage, ...]] = {
    "sides": (),
    "effects": (EXTRACT,),
    "extracts": (EXTRACT,),
    "screening": (SCREEN, EXTRACT),
}
"""By the table in which somebody decided, the stages that must run again before verdicts can be told. A table that is not here
(duplicates, codes) takes a build, or moves no verdict."""


class Recomputed:
    """The tables of the last build, and above them those that were made anew here. Nothing is written."""

    def __init__(self, at: Layout) -> None:
        self._review = Above(at)

    def after(self, table: str) -> Stand:
        """How things stand once what was decided in a table is taken in. Raises UserErrors for what a build would end at."""
        for stage in STAGES[table]:
            stage.run(Bench(stage, self._review))
        return self._stand()

    def _stand(self) -> Stand:
        from evidence.synthesise.findings import Claims
        from evidence.synthesise.likeness import Likeness, comparable
        from evidence.synthesise.pool import pools
        from evidence.synthesise.rules import load_claims
        from evidence.synthesise.settings import SynthesisPlan

        bench = Bench(SYNTHESISE, self._review)
        plan, items = bench.settings(SynthesisPlan), bench[EvidenceItem]
        propositions = load_claims(bench.at.setting("propositions"), bench.codebook)
        claims = Claims(
            [item for item in items if item.standing != Standing.NOT_KNOWN],
            bibliography(bench),
            weighed(bench, plan.count_machine_codes),
            bench.codebook,
            propositions,
            inputs.decisions(SideDecision, bench.at, bench.codebook, propositions.ids())[0],
            plan.count_machine_codes,
            bench[StudyAppraisal],
        )
        like = comparable(items, Likeness(plan.turned_comparisons, plan.alike_comparisons))
        return stand(
            [claims.verdict(proposition) for proposition in propositions.items],
            pools(like, plan.never_pooled, plan.pooling),
        )
