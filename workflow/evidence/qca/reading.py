"""The comparison in plain words; every number in them is computed."""

from __future__ import annotations

import json

from evidence.qca.rows import QcaCase, QcaRobustness, QcaRow, QcaTerm
from evidence.qca.settings import QcaDesign

A_CONDITION = 4  # cases a condition, under which random data too give neat solutions (Marx and Duşa 2011)


def reading(
    cases: list[QcaCase],
    rows: list[QcaRow],
    terms: list[QcaTerm],
    robust: list[QcaRobustness],
    settings: QcaDesign,
) -> list[str]:
    """What went in, which combinations go with the outcome, how far that goes, and what to beware of."""
    used = [case for case in cases if case.used]
    showing = {case.case_id for case in used if case.outcome is not None and case.outcome > 0.5}
    label = settings.outcome["label"]
    lines = [
        f"{len(used)} of {len(cases)} cases could be compared; {len(showing)} of them show {label}.",
    ]
    thin = 0 if "measured" in settings.outcome else sum(len(case.items) == 1 for case in used)
    if thin:
        lines.append(f"In {thin} of these {len(used)} cases the outcome rests on a single counted extract.")
    torn_between = [case.case_id for case in used if 0.5 in json.loads(case.memberships).values()]
    if torn_between:
        lines.append(
            f"{len(torn_between)} of them stand in no row of the truth table, because a membership is exactly one half: "
            f"{', '.join(torn_between)}."
        )
    own = [term for term in terms if term.kind == "intermediate" and term.model == 1]
    paths, whole = [term for term in own if term.term], next((t for t in own if not t.term), None)
    if not paths or whole is None:
        lines.append(
            f"No combination of these conditions goes with {label} consistently enough ({settings.consistency:g})."
        )
    else:
        words = {c["id"]: c["label"] for c in settings.conditions}
        for path in paths:
            cases_of = [case for case in path.cases if case in showing]
            lines.append(
                f"{in_words(path.term, words)}: {len(cases_of)} of {len(path.cases)} cases show {label}"
                f" (consistency {path.consistency:.2f}, coverage {path.coverage:.2f})."
            )
        lines.append(
            f"Together these account for {whole.coverage:.0%} of the cases with {label}"
            f"{'' if own[0].models == 1 else f'; {own[0].models} models fit equally well, and all are shown'}."
        )
    torn = [row for row in rows if row.output == "C"]
    if torn:
        lines.append(
            f"{len(torn)} combinations hold cases of both kinds: what tells them apart is not among the conditions."
        )
    if robust:
        same = sum(row.same for row in robust)
        none = "" if paths else " there is no solution either"
        lines.append(
            f"At other thresholds{none or ' the solution is the same'} in {same} of {len(robust)} settings."
        )
    return lines


def warning(cases: list[QcaCase], rows: list[QcaRow], settings: QcaDesign) -> str:
    """Why few cases must be read with care; blank where there are enough."""
    used, k = sum(case.used for case in cases), len(settings.conditions)
    single = sum(row.n == 1 for row in rows)
    reasons = []
    if used < 2**k:
        reasons.append(f"{used} cases are fewer than the {2**k} combinations that {k} conditions make")
    if used < A_CONDITION * k:
        reasons.append(f"there are fewer than {A_CONDITION} cases a condition")
    if rows and single * 2 >= len(rows):
        reasons.append(f"{single} of {len(rows)} observed combinations rest on one case each")
    return f"Few cases: {'; '.join(reasons)}." if reasons else ""


def in_words(term: str, words: dict[str, str]) -> str:
    """
    >>> in_words("VOL*~HOR", {"VOL": "voluntary", "HOR": "horizontal"})
    'Voluntary and not horizontal'
    """
    parts = []
    for literal in term.split("*"):
        absent, name = literal.startswith("~"), literal.lstrip("~")
        base, _, level = name.partition("{")
        said = words.get(base, base)
        if level:
            said += f" at level {level.rstrip('}')}"
        parts.append(f"not {said}" if absent else said)
    text = " and ".join(parts)
    return text[:1].upper() + text[1:]
