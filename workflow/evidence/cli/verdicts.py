"""evidence verdicts: every claim on the screen, with what its verdict rests on and what would turn it."""

import json

import typer

from evidence.assess.rows import Certainty
from evidence.errors import UserError
from evidence.review import Review
from evidence.synthesise.claim_rows import Finding, Lean, SideOfStudy

LEANS = {
    Lean.FOR: "for it",
    Lean.BETWEEN: "neither way",
    Lean.AGAINST: "against it",
    Lean.NONE: "no way (not tested)",
}


def verdicts(
    only: str = typer.Argument("", help="one claim, such as P2, in full"),
) -> None:
    """Print each claim's verdict, counts, the fewest studies that turn it, robustness and certainty."""
    review = Review()
    findings = review[Finding]
    if not findings:
        fix = "write a claim into config/propositions.yaml and build again"
        raise UserError("this review has no claim, so that there is no verdict", fix=fix)
    certainty = {c.proposition: c for c in review[Certainty]}
    labels = {s.study_id: s.study_label for s in review[SideOfStudy]}
    chosen = [f for f in findings if not only or f.proposition == only]
    if not chosen:
        raise UserError(
            "no claim has this id",
            value=only,
            allowed=[f.proposition for f in findings],
            fix="name one of these",
        )
    for finding in chosen:
        print(line(finding, certainty[finding.proposition], labels))
        if only:
            print(f"     rule: {finding.rule_text}")
            for name, value in json.loads(finding.numbers).items():
                print(f"     {name.replace('_', ' ')}: {value}")


def line(finding: Finding, certainty: Certainty, labels: dict[str, str]) -> str:
    """One claim in one line: P2  leans against, one, 2 for, 4 against, ...

    `labels`: study id → short name.
    """
    counts = (
        f"{finding.n_for} for, {finding.n_against} against, {finding.n_qualifies} qualifying, {finding.n_silent} silent, "
        f"{finding.n_not_read} not read; direct: {finding.direct_for} for, {finding.direct_against} against"
    )
    turned = f"missing: {finding.missing}" if finding.missing else "nothing found that turns it"
    if finding.flip_set:
        names = ", ".join(labels.get(study, study) for study in finding.flip_set)
        turned = f"leans {LEANS[finding.flip_to]} without {names}{'' if finding.flip_exact else ' (fewer may do it)'}"
    sure = f"{certainty.level}, {certainty.state}" if certainty.level else certainty.state
    return (
        f"{finding.proposition:<4} {_verdict(finding):<30} {counts}; {turned}; "
        f"{'untested' if finding.lean == Lean.NONE else 'leans so'} in {finding.holds_in} of {finding.universes} analyses of {finding.sets} sets of evidence; certainty {sure}"
    )


def _verdict(finding: Finding) -> str:
    """How far it agrees, and how much that is: leans for (few: 3)."""
    word = finding.verdict.replace("_", " ")
    return f"{word} ({finding.amount}: {finding.tested})" if finding.tested else word
