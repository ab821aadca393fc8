"""Classify: works, the codebook and people's codes come in; labels with reasons go out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Work
from evidence.deduplicate.views import Belongs, Entry
from evidence.given.declare import given_by
from evidence.rows import view
from evidence.stage import Bench, Stage

if TYPE_CHECKING:
    from evidence.classify.since import Since
    from evidence.classify.stage import Learnt
    from evidence.kept import Kept

Read = view(Work, "work_id", "study_id", "title", "abstract", "container")
"""What machines read of a work."""


def learnt(bench: Bench) -> Learnt:
    """What is learnt from the codes that people gave to the works of a review."""
    from evidence.classify.fitted import Fitted
    from evidence.classify.settings import LearningPlan
    from evidence.classify.stage import learn
    from evidence.lookup import Rows
    from evidence.meaning.settings import MeaningPlan

    return learn(
        Rows(Read, bench.columns(Read)),
        bench.rows(Entry),
        bench.rows(Belongs),
        bench.decisions(CodingDecision),
        bench.codebook,
        bench.settings(LearningPlan),
        bench.settings(MeaningPlan, "meaning"),
        bench.cache,
        Fitted(bench.cache / "fitted.bin" if bench.cache else None, bench.maker),
    )


def _kept(bench: Bench) -> Kept:
    from evidence.kept import Kept

    return Kept(bench.cache and bench.cache / "labels", bench.maker, bench.parts)


def _since(bench: Bench, kept: Kept) -> Since:
    """What had labels before, on the basis of the same codes, codebook and settings."""
    from evidence.classify.settings import LearningPlan
    from evidence.classify.since import Since
    from evidence.meaning.settings import MeaningPlan

    written = (*bench.at.decisions(given_by(CodingDecision).name), bench.at.setting("codebook"))
    plans = bench.settings(LearningPlan), bench.settings(MeaningPlan, "meaning")
    return Since(kept, [*(path.read_bytes() for path in written), repr(plans).encode()])


def _part(bench: Bench, part: int, of: int) -> Iterator[tuple[str, Any]]:
    """The labels of some blocks; none where so few works are new that the stage does best alone."""
    kept = _kept(bench)
    names = bench.columns(Read, without=("study_id", "title", "abstract", "container"))["work_id"]
    if not _since(bench, kept).is_little(names):
        from evidence.classify.blocks import Blocks
        from evidence.parts import span

        blocks = Blocks(learnt(bench), kept)
        yield from blocks.some(span(len(blocks), part, of))
        blocks.told.remember()


def _run(bench: Bench) -> str:
    from evidence.classify.blocks import Blocks

    kept = _kept(bench)
    blocks = Blocks(learnt(bench), kept)
    told = blocks.told
    labels = blocks.table
    bench.write({Label: labels}, told.remarks)
    bench.document("evaluation", blocks.evaluation)
    told.remember()
    blocks.note()
    _since(bench, kept).note(told.works.cells("work_id"))
    kept.forget()
    by_people, by_machine, abstained = labels.tally
    return f"{by_people} codes by people, {by_machine} by machine, {abstained} abstentions"


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
    part=_part,
)
