"""Classify: works, the codebook and people's codes come in; labels with reasons go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evidence.classify.decisions import CodingDecision
from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import Work
from evidence.deduplicate.views import Belongs, Entry
from evidence.rows import view
from evidence.stage import Bench, Stage
from evidence.stage_code import code_of

if TYPE_CHECKING:
    from evidence.classify.blocks import Blocks
    from evidence.classify.stage import Learnt

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
        Fitted(bench.cache / "fitted.bin" if bench.cache else None, _maker(bench)),
    )


def _maker(bench: Bench) -> str:
    return code_of(["classify"], bench.at.read_code)["classify"].digest if bench.cache else ""


def _blocks(bench: Bench) -> Blocks:
    from evidence.classify.blocks import Blocks
    from evidence.kept import Kept

    return Blocks(learnt(bench), Kept(bench.cache and bench.cache / "labels", _maker(bench), bench.parts))


def _part(bench: Bench, part: int, of: int) -> Iterator[tuple[str, Any]]:
    from evidence.parts import span

    blocks = _blocks(bench)
    return blocks.some(span(len(blocks), part, of))


def _run(bench: Bench) -> str:
    import pyarrow.compute as pc

    blocks = _blocks(bench)
    told = blocks.told
    writer, counts = bench.writer(Label), Counter[tuple[str, bool]]()
    for labels in blocks:
        writer.add(labels)
        person = pc.equal(labels["source"], CodedBy.PERSON)
        counts.update(zip(labels["state"].to_pylist(), person.to_pylist(), strict=True))
    writer.close()
    bench.write({}, told.remarks)
    bench.document("evaluation", blocks.evaluation)
    if told.fitted:
        told.fitted.keep()
    blocks.kept.forget()
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
    part=_part,
)
