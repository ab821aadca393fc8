"""evidence universe: one of the defensible analyses, run again."""

import typer

from evidence import inputs
from evidence.appraise.risks import Risks
from evidence.appraise.rows import Judgement, StudyAppraisal
from evidence.extract.rows import EvidenceItem
from evidence.extract.side_readings import SideDecision
from evidence.layout import Layout
from evidence.review import Review
from evidence.stages.views import bibliography, weighed


def universe(
    universe_id: str = typer.Argument(..., help="an id of universes.csv, such as P2-u0007"),
) -> None:
    """Run one of the defensible analyses again, and say what it does to the verdict."""
    from evidence.codebook_file import load_codebook
    from evidence.errors import UserError
    from evidence.io import to_json
    from evidence.synthesise.findings import Claims
    from evidence.synthesise.rules import load_claims
    from evidence.synthesise.settings import SynthesisPlan

    at = Layout()
    codebook = load_codebook(at.setting("codebook"))
    claims = load_claims(at.setting("propositions"), codebook)
    decided, _ = inputs.decisions(SideDecision, at, codebook, claims.ids())
    review = Review(at)
    counted = inputs.settings(SynthesisPlan, "synthesise", at).count_machine_codes
    found = Claims(
        review[EvidenceItem],
        bibliography(review),
        weighed(review, counted),
        codebook,
        claims,
        decided,
        counted,
        review[StudyAppraisal],
        Risks(review[Judgement]),
    )
    try:
        choice, there, here = found.rerun(universe_id)
    except KeyError:
        raise UserError(
            "no universe has this id", value=universe_id, fix="take an id from universes.csv of the book"
        ) from None
    for name, taken in choice.items():
        print(f"{name.replace('_', ' ')}: {taken}")
    print(f"verdict: {there.verdict.replace('_', ' ')} (as configured: {here.verdict.replace('_', ' ')})")
    print(f"numbers: {to_json(there.numbers)}")
    print(there.text)
