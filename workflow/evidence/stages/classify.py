"""Classify: works, the codebook and people's codes come in; labels with reasons go out."""

from __future__ import annotations

from typing import Any

from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.stage import Bench, Stage
from evidence.stage_code import code_of


def classified(bench: Bench) -> Any:
    """The works of a review with their codes. Returns `evidence.classify.stage.Classified`."""
    from evidence.classify.fitted import Fitted
    from evidence.classify.settings import LearningPlan
    from evidence.classify.stage import classify
    from evidence.meaning.settings import MeaningPlan

    maker = code_of(["classify"], bench.at.read_code)["classify"].digest if bench.cache else ""
    fitted = Fitted(bench.cache / "fitted.bin" if bench.cache else None, maker)
    done = classify(
        bench[Work],
        bench[Record],
        bench[Membership],
        bench.decisions(CodingDecision),
        bench.codebook,
        bench.settings(LearningPlan),
        bench.settings(MeaningPlan, "meaning"),
        bench.cache,
        fitted,
    )
    fitted.keep()
    return done


def _run(bench: Bench) -> str:
    result = classified(bench)
    bench.write({Label: result.labels}, result.remarks)
    bench.document("evaluation", result.evaluation)
    accepted = [label for label in result.labels if label.state == State.ACCEPTED]
    by_person = sum(label.source == CodedBy.PERSON for label in accepted)
    abstained = sum(label.state == State.ABSTAINED for label in result.labels)
    return f"{by_person} codes by people, {len(accepted) - by_person} by machine, {abstained} abstentions"


CLASSIFY = Stage(
    name="classify",
    does="Give every work its codes; the machine abstains where it does not know.",
    run=_run,
    reads=(Record, Work, Membership),
    decisions=(CodingDecision,),
    config=("codebook",),
    settings=("classify", "meaning"),
    writes=(Label,),
    documents=("evaluation",),
)
