"""Certainty: computed facts beside what people judged. No level and no concern ever follows from a fact.

A judgement names the fingerprint of the evidence that was judged and is stale when that has changed; without a verdict on
each component it is incomplete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from evidence.appraise.risks import Risks
from evidence.appraise.rows import StudyAppraisal
from evidence.assess.cerqual import COMPONENTS, TAKEN, Facts, Grounds, Stand, components
from evidence.assess.decisions import CertaintyDecision
from evidence.assess.rows import CerqualComponent, Certainty, Concern, Level, ThemeCertainty
from evidence.assess.states import state
from evidence.extract.rows import EvidenceItem
from evidence.given.declare import moment
from evidence.io import to_json
from evidence.remarks import NOT_APPLIED, Remark
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.theme_rows import Theme, ThemePassage
from evidence.synthesise.themes import together
from evidence.written import nearest_first


def assess(
    findings: list[Finding],
    sides: list[SideOfStudy],
    items: list[EvidenceItem],
    studies: list[StudyAppraisal],
    countries: dict[str, list[str]],
    decisions: Iterable[CertaintyDecision],
    field: str,
    risks: Risks | None = None,
) -> tuple[list[Certainty], list[CerqualComponent]]:
    """One row a claim and one a component. `countries`: codes of the country facet by work; `field`: the facet of policy fields."""
    last, appraised = latest(decisions), {study.study_id: study for study in studies}
    by_id = {item.item_id: item for item in items}
    own_sides: dict[str, list[SideOfStudy]] = defaultdict(list)
    for side in sides:
        if side.counted and side.side in TAKEN:
            own_sides[side.proposition].append(side)
    rows, parts = [], []
    for finding in findings:
        own = own_sides[finding.proposition]
        grounds = Grounds(
            "studies",
            [Stand(side.side, side.study_label, side.study_id) for side in own],
            [by_id[i] for side in own for i in side.items if i in by_id],
            {side.study_id: where[0] for side in own if (where := countries.get(side.work_id))},
        )
        found = components(grounds, appraised, field, risks)
        decision = last.get(finding.proposition)
        now = state(decision, finding.evidence_hash, COMPONENTS)
        rows.append(
            Certainty(finding.proposition, *_given(decision), now, to_json(found), finding.evidence_hash)
        )
        parts += _parts(finding.proposition, found, decision, now)
    return rows, parts


def assess_themes(
    themes: Iterable[Theme],
    passages: Iterable[ThemePassage],
    items: list[EvidenceItem],
    studies: list[StudyAppraisal],
    countries: dict[str, list[str]],
    decisions: Iterable[CertaintyDecision],
    field: str,
    risks: Risks | None = None,
) -> tuple[list[ThemeCertainty], list[CerqualComponent]]:
    """The same for themes, whose unit is the case: every passage that takes a side is data, contrary cases stand by name."""
    last, appraised = latest(decisions), {study.study_id: study for study in studies}
    by_id = {item.item_id: item for item in items}
    under: dict[str, list[ThemePassage]] = defaultdict(list)
    for row in passages:
        if row.counted:
            under[row.theme].append(row)
    rows, parts = [], []
    for theme in themes:
        found = components(_grounds(theme, under[theme.theme], by_id, countries), appraised, field, risks)
        decision = last.get(theme.theme)
        now = state(decision, theme.evidence_hash, COMPONENTS)
        rows.append(ThemeCertainty(theme.theme, *_given(decision), now, theme.evidence_hash))
        parts += _parts(theme.theme, found, decision, now)
    return rows, parts


def _grounds(
    theme: Theme, own: list[ThemePassage], by_id: dict[str, EvidenceItem], countries: dict[str, list[str]]
) -> Grounds:
    """Each case with each side that its passages take, once for each study that tells it; a case is called as its first passage has it."""
    sides = {
        item: together(row.side for row in own if row.item_id == item) for item in {r.item_id for r in own}
    }
    names = {item.case_id: item.measure for _, item in sorted(by_id.items(), reverse=True)}
    stands = {(row.case_id, sides[row.item_id], row.study_id) for row in own}
    where = {row.study_id: known[0] for row in own if (known := countries.get(by_id[row.item_id].work_id))}
    return Grounds(
        "cases",
        [Stand(side, names[case], study, case) for case, side, study in sorted(stands)],
        [by_id[item] for item in sorted(sides)],
        where,
        theme.inferred,
    )


def latest(decisions: Iterable[CertaintyDecision]) -> dict[str, CertaintyDecision]:
    """The last verdict on each claim and theme."""
    return {d.finding: d for d in sorted(decisions, key=moment)}


def _given(decision: CertaintyDecision | None) -> tuple[Level, str, str, str]:
    if decision is None:
        return Level.NOT_JUDGED, "", "", ""
    return decision.level, decision.reason, decision.reviewer, decision.date


def _parts(
    finding: str, found: dict[str, Facts], decision: CertaintyDecision | None, now: str
) -> list[CerqualComponent]:
    return [
        CerqualComponent(
            finding,
            name,
            to_json(list(found[name].items())),
            getattr(decision, name) if decision else Concern.NOT_JUDGED,
            now,
        )
        for name in COMPONENTS
    ]


def of_no_theme(decisions: Iterable[CertaintyDecision], themes: Sequence[str]) -> list[Remark]:
    """A remark for each verdict that names neither claim nor theme, both, or a theme that does not stand."""
    found = []
    for d in decisions:
        near = ", ".join(nearest_first(d.theme, themes)[:3]) or "none is drawn"
        if bool(d.proposition) == bool(d.theme):
            what = "a verdict is on one claim or on one theme"
            fix = "fill in one of the columns proposition and theme, and leave the other blank"
        elif d.theme and d.theme not in themes:
            what, fix = "no theme that stands has this id", f"take an id of themes.csv (the nearest: {near})"
        else:
            continue
        found.append(
            Remark(
                f"{d.file}:{d.line}", d.file, d.line, "theme", d.theme, what + NOT_APPLIED, fix, dropped=True
            )
        )
    return found
