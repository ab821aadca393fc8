"""The comparison in plain words; every number in them is computed."""

from __future__ import annotations

import json

from evidence.qca.rows import QcaAssumption, QcaCase, QcaRobustness, QcaRow, QcaSet, QcaTerm
from evidence.qca.settings import OUTCOME, QcaDesign
from evidence.qca.solved import ENHANCED, INTERMEDIATE
from evidence.qca.truth_table import CONTRADICTION, POSITIVE
from evidence.singular import agreeing

A_CONDITION = 4  # cases a condition, under which random data too give neat solutions (Marx and Duşa 2011)


def reading(
    cases: list[QcaCase],
    rows: list[QcaRow],
    terms: list[QcaTerm],
    assumed: list[QcaAssumption],
    robust: list[QcaRobustness],
    settings: QcaDesign,
) -> list[str]:
    """What went in, which combinations go with the outcome, how far that goes, and what to beware of."""
    used = [case for case in cases if case.used]
    showing = {case.case_id for case in used if case.outcome is not None and case.outcome > 0.5}
    label = settings.outcome["label"]
    lines = [
        f"{len(used)} of {len(cases)} cases could be compared; {len(showing)} of them {'shows' if len(showing) == 1 else 'show'} {label}.",
    ]
    by_hand = sum(bool(case.entered) for case in used)
    if by_hand:
        lines.append(
            f"In {by_hand} of these {len(used)} cases a person gave memberships, which stand before calibration."
        )
    coded = "scores" in settings.outcome
    thin = sum(coded and OUTCOME not in case.entered and len(case.items) == 1 for case in used)
    if thin:
        lines.append(f"In {thin} of these {len(used)} cases the outcome rests on a single counted extract.")
    torn_between = [case.case_id for case in used if 0.5 in json.loads(case.memberships).values()]
    if torn_between:
        lines.append(
            f"{len(torn_between)} of them {'stands' if len(torn_between) == 1 else 'stand'} in no row of the truth table, because a membership is exactly one half: "
            f"{', '.join(torn_between)}."
        )
    own = [t for t in terms if not t.absent and t.kind == INTERMEDIATE and t.model == 1]
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
        lines += _assumptions(assumed, own[0].models)
    lines += _absence(cases, terms, settings)
    lines += _untenable(rows, terms, assumed, settings)
    torn = [row for row in rows if row.output == CONTRADICTION]
    if torn:
        lines.append(
            f"{len(torn)} combinations hold cases of both kinds: what tells them apart is not among the conditions."
        )
    own_setting = (settings.crossover, settings.consistency, settings.frequency)
    others = [row for row in robust if (row.threshold, row.consistency, row.frequency) != own_setting]
    if others:
        same = sum(row.same for row in others)
        none = "" if paths else " there is no solution either"
        lines.append(
            f"At other thresholds{none or ' the solution is the same'} in {same} of {len(others)} settings."
        )
    return [agreeing(line) for line in lines]


def _assumptions(assumed: list[QcaAssumption], models: int) -> list[str]:
    own = [row for row in assumed if not row.absent and row.kind == INTERMEDIATE]
    if not own:
        return ["This assumes nothing about combinations that too few cases show."]
    several = "" if models == 1 else ", counted over all models"
    names = "; ".join(row.configuration for row in own)
    return [f"This assumes that {len(own)} combinations with too few cases would show it{several}: {names}."]


def _absence(cases: list[QcaCase], terms: list[QcaTerm], settings: QcaDesign) -> list[str]:
    label = settings.outcome["label"]
    own = [t for t in terms if t.absent and t.kind == INTERMEDIATE and t.model == 1 and t.term]
    words = {c["id"]: c["label"] for c in settings.conditions}
    without = {
        case.case_id for case in cases if case.used and case.outcome is not None and case.outcome < 0.5
    }
    found = [
        f"{in_words(t.term, words)}: {sum(c in without for c in t.cases)} of {len(t.cases)} cases do not show {label}"
        f" (consistency {t.consistency:.2f}, coverage {t.coverage:.2f})."
        for t in own
    ]
    return found or [f"No combination goes with the absence of {label} consistently enough either way."]


def _untenable(
    rows: list[QcaRow], terms: list[QcaTerm], assumed: list[QcaAssumption], settings: QcaDesign
) -> list[str]:
    """What the enhanced standard analysis leaves out, and whether that changes the solution."""
    both = [row.configuration for row in rows if row.output == POSITIVE == row.absent_output]
    torn = sorted({row.configuration for row in assumed if row.contradictory})
    lines = []
    if both:
        lines.append(
            f"{len(both)} combinations go with {settings.outcome['label']} and with its absence, which explains neither: {'; '.join(both)}."
        )
    if torn:
        lines.append(
            f"{len(torn)} combinations with too few cases would be assumed to show it in one solution and not to show it in another: {'; '.join(torn)}."
        )
    if lines:
        before, after = (
            {(t.model, t.term) for t in terms if not t.absent and t.kind == kind and t.term}
            for kind in (INTERMEDIATE, ENHANCED)
        )
        changed = "is the same" if before == after else "is another" if after else "is gone"
        lines.append(f"Without these the intermediate solution {changed}.")
    return lines


def warning(cases: list[QcaCase], rows: list[QcaRow], sets: list[QcaSet], settings: QcaDesign) -> str:
    """Why the comparison must be read with care: few cases, skewed sets, cases nearly on the fence. Blank where nothing is."""
    said = [_few(cases, rows, settings)]
    skewed = [f"{s.name} ({s.members} of {s.cases} cases in it)" for s in sets if s.skewed]
    if skewed:
        said.append(
            f"Skewed: more than four in five cases are on one side of {', '.join(skewed)}, so that nearly everything "
            "looks consistent with the larger side."
        )
    near = [f"{s.name} ({', '.join(s.near_half)})" for s in sets if s.near_half]
    if near:
        said.append(
            f"Near one half: a slightly other calibration would put these cases on the other side of {', '.join(near)}."
        )
    return " ".join(filter(None, said))


def _few(cases: list[QcaCase], rows: list[QcaRow], settings: QcaDesign) -> str:
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
