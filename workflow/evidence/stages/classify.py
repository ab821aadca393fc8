"""Classify: works, the codebook and people's codes come in; labels with reasons go out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import Work
from evidence.rows import view
from evidence.stage import Bench, Stage
from evidence.stage_code import code_of
from evidence.stages.views import Belongs, Entry

if TYPE_CHECKING:
    from evidence.classify.stage import Learnt

Read = view(Work, "work_id", "study_id", "title", "abstract", "container")
"""What machines read of a work."""


def learnt(bench: Bench) -> Learnt:
    """What is learnt from the codes that people gave to the works of a review."""
    from evidence.classify.fitted import Fitted
    from evidence.classify.settings import LearningPlan
    from evidence.classify.stage import learn
    from evidence.meaning.settings import MeaningPlan

    maker = code_of(["classify"], bench.at.read_code)["classify"].digest if bench.cache else ""
    fitted = Fitted(bench.cache / "fitted.bin" if bench.cache else None, maker)
    done = learn(
        bench.rows(Read),
        bench.rows(Entry),
        bench.rows(Belongs),
        bench.decisions(CodingDecision),
        bench.codebook,
        bench.settings(LearningPlan),
        bench.settings(MeaningPlan, "meaning"),
        bench.cache,
        fitted,
    )
    done.evaluation  # noqa: B018  what it fits is kept too
    fitted.keep()
    return done


def _run(bench: Bench) -> str:
    told, counts = learnt(bench), Counter[tuple[State, bool]]()
    writer = bench.writer(Label)
    for labels in told.batches():
        writer.add(labels)
        counts.update((label.state, label.source == CodedBy.PERSON) for label in labels)
    writer.close()
    bench.write({}, told.remarks)
    bench.document("evaluation", told.evaluation)
    by_person, by_machine = counts[State.ACCEPTED, True], counts[State.ACCEPTED, False]
    abstained = counts[State.ABSTAINED, True] + counts[State.ABSTAINED, False]
    return f"{by_person} codes by people, {by_machine} by machine, {abstained} abstentions"


CLASSIFY = Stage(
    name="classify",
    does="Give every work its codes; the machine abstains where it does not know.",
    run=_run,
    reads=(Entry, Read, Belongs),
    decisions=(CodingDecision,),
    config=("codebook",),
    settings=("classify", "meaning"),
    writes=(Label,),
    documents=("evaluation",),
)
