"""A verdict in words, on its two axes: how far what was tested agrees, and how much that is. Words follow from counts alone."""

from __future__ import annotations

from collections import defaultdict

from evidence.brief.words import a_list, number, plural
from evidence.side_words import Directness
from evidence.synthesise.claim_rows import Finding, Lean, Subgroup, Verdict
from evidence.synthesise.claim_rule import Weighs

VERDICT_WORDS: dict[str, tuple[str, str]] = {
    Verdict.AGREEMENT_FOR: ("✔", "Agreement for"),
    Verdict.LEANS_FOR: ("◕", "Leans for"),
    Verdict.DIVIDED: ("≈", "Divided"),
    Verdict.QUALIFIED: ("±", "Only qualified"),
    Verdict.LEANS_AGAINST: ("◔", "Leans against"),
    Verdict.AGREEMENT_AGAINST: ("✘", "Agreement against"),
    Verdict.NOT_TESTED: ("?", "Not tested"),
}
"""Symbol and word, from for to against. No symbol is that of a direction of effect (`components.GLYPHS`)."""
LEAN_WORDS: dict[str, str] = {
    Lean.FOR: "lean for the claim",
    Lean.BETWEEN: "lean neither way",
    Lean.AGAINST: "lean against the claim",
    Lean.NONE: "not test the claim",
}
"""What the evidence would do, after "would"."""
DIRECTNESS_WORDS: dict[str, str] = {
    Directness.DIRECT: "direct",
    Directness.RELATED: "related",
    Directness.ONE_ARM: "one arm",
    Directness.PROXY: "proxy",
    Directness.NOT_STATED: "not said",
}
DIRECTNESS_MEANS: dict[str, str] = {
    Directness.DIRECT: "does what the test of the claim asks; the verdict counts it",
    Directness.RELATED: "compares something near; shown, and no part of the verdict",
    Directness.ONE_ARM: "sees one arm alone, with nothing to compare it with; shown, and no part of the verdict",
    Directness.PROXY: "measures what is taken to stand for it; shown, and no part of the verdict",
    Directness.NOT_STATED: "nobody has said what it compares; shown, and no part of the verdict",
}
UNITS: dict[str, tuple[str, str]] = {
    Weighs.SIDES: ("body of evidence", "bodies of evidence"),
    Weighs.DESIGNS: ("included study of the right design", "included studies of the right design"),
    Weighs.CASES: ("case", "cases"),
    Weighs.ESTIMATES: ("study with an estimate", "studies with an estimate"),
}


def by_votes(finding: Finding) -> bool:
    """Whether the verdict counts sides, and not numbers or cases."""
    return finding.tested_unit == Weighs.SIDES


def unit(finding: Finding) -> str:
    """What the test counted, in the number of it."""
    return plural(finding.tested, *UNITS[finding.tested_unit])


def how_much(finding: Finding) -> str:
    """The amount that was tested, in a word and in figures: few bodies of evidence (three)."""
    if finding.tested < 2:
        return f"{'one' if finding.tested else 'no'} {UNITS[finding.tested_unit][0]}"
    return f"{finding.amount} {unit(finding)} ({number(finding.tested)})"


def that_lean(finding: Finding) -> int:
    """How many bodies of evidence are on the side to which the verdict leans; all that were tested where it leans to none."""
    return {Lean.FOR: finding.direct_for, Lean.AGAINST: finding.direct_against}.get(
        finding.lean, finding.tested
    )


def verdict_words(finding: Finding) -> str:
    """Both axes: the agreement, and how much was tested, with how many of these agree. What is not tested has no amount."""
    word = VERDICT_WORDS[finding.verdict][1]
    if finding.lean == Lean.NONE:
        return word
    much, n = how_much(finding), that_lean(finding)
    if by_votes(finding) and n != finding.tested:
        side = "for it" if finding.lean == Lean.FOR else "against it"
        much = f"{much.removesuffix(')')}, {number(n)} {side})"
    return f"{word}: {much}"


def counted(finding: Finding) -> str:
    """What the verdict was counted from, with its unit: votes by side, or on what a test of numbers ran."""
    if not by_votes(finding):
        return f"the test ran on {how_much(finding)}"
    sides = [f"{number(finding.direct_for)} for it", f"{number(finding.direct_against)} against"]
    if finding.direct_qualifies:
        sides.append(
            f"{number(finding.direct_qualifies)} that {plural(finding.direct_qualifies, 'qualifies', 'qualify')} it"
        )
    of = (
        "in the only independent body of evidence"
        if finding.tested == 1
        else f"in {finding.amount} independent bodies of evidence"
    )
    speaks = plural(finding.tested, "speaks", "speak")
    return f"{a_list(sides)}, {of} that {speaks} directly"


def indirect(finding: Finding) -> int:
    """Bodies of evidence that take a side less directly."""
    return finding.related + finding.one_arm + finding.proxy + finding.unstated


def five_counts(finding: Finding) -> list[tuple[str, int, str]]:
    """Counted studies by what they say, whatever they compare: (side, number, word). They stand together wherever one stands."""
    return [
        ("for", finding.n_for, "for"),
        ("qualifies", finding.n_qualifies, "qualifying"),
        ("against", finding.n_against, "against"),
        ("silent", finding.n_silent, "silent"),
        ("not_read", finding.n_not_read, "not read"),
    ]


def within(rows: list[Subgroup], label_of: dict[str, str]) -> str:
    """A claim within the codes of a facet: verdicts from for to against, each with its codes."""
    codes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        codes[row.verdict].append(f"“{label_of.get(row.code, row.code)}”")
    return "; ".join(
        f"{word.lower()} in {a_list(codes[verdict])}"
        for verdict, (_, word) in VERDICT_WORDS.items()
        if codes[verdict]
    )
