"""evidence status: what the next human task is."""

from evidence.appraise.rows import Appraisal, StudyAppraisal
from evidence.assess.rows import Certainty, Implication, PoolCertainty, ThemeCertainty
from evidence.classify.rows import Label, State
from evidence.deduplicate.rows import MaybePair
from evidence.layout import Layout
from evidence.remarks import Remark
from evidence.review import Review
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Side
from evidence.singular import agreeing
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.unread import NO_RECORDS, begun


def tasks(at: Layout) -> list[tuple[int, str, str]]:
    """(how many, what, how) of everything that waits for a person, in the order of the stages."""
    from evidence.appraise.rows import DISAGREE, NOT_APPRAISED, PARTLY
    from evidence.cli.report import set_aside

    review = Review(at)
    screening = review[Screening]
    certainty = review[Certainty]
    pooled = review[PoolCertainty]
    themes = review[ThemeCertainty]
    labels = review[Label]
    appraisals = review[Appraisal]
    appraised = review[StudyAppraisal]
    sides = review[SideOfStudy]
    decisions = "literature/decisions"
    return [
        (
            len(set_aside(review)),
            "entries or rows to mend",
            "evidence check names file, line and remedy",
        ),
        (
            sum(r.dropped for r in review[Remark]),
            "decisions to correct",
            "evidence check names them",
        ),
        (
            len(review[MaybePair]),
            "pairs of works to decide",
            f"evidence worksheet duplicates, then {decisions}/duplicates.csv",
        ),
        (
            sum(s.decision == Screen.UNDECIDED for s in screening),
            "works to screen",
            f"evidence desk --reviewer NAME, or {decisions}/screening.csv",
        ),
        (
            sum(bool(s.conflict) for s in screening),
            "screening conflicts to settle",
            f"evidence desk --reviewer NAME --settle, or {decisions}/screening.csv",
        ),
        (
            len(_uncoded(at, screening, labels)),
            "included works to code",
            f"evidence desk --reviewer NAME, or {decisions}/coding.csv",
        ),
        (
            len({row.work_id for row in labels if row.state == State.ABSTAINED}),
            "works where the machine abstained",
            f"{decisions}/coding.csv",
        ),
        (
            sum(a.answer == NOT_APPRAISED for a in appraisals),
            "counted studies to appraise",
            f"evidence worksheet appraisal, then {decisions}/appraisal.csv",
        ),
        (
            sum(s.state == PARTLY for s in appraised),
            "appraisals to finish",
            f"evidence worksheet appraisal, then {decisions}/appraisal.csv",
        ),
        (
            sum(s.state == DISAGREE for s in appraised),
            "appraisals on which reviewers disagree",
            f"{decisions}/appraisal.csv, signed by `consensus`",
        ),
        (
            sum(s.side == Side.NOT_READ and s.counted for s in sides),
            "readings of a study for a claim",
            f"evidence worksheet sides, then {decisions}/sides.csv",
        ),
        (
            sum(s.side in TAKEN and s.counted and not s.directness for s in sides),
            "sides of which nobody has said how directly",
            f"evidence worksheet sides, then `directness` in {decisions}/sides.csv",
        ),
        (
            sum(c.state == "stale" for c in certainty),
            "stale certainty judgements to renew",
            f"evidence worksheet certainty, then {decisions}/certainty.csv",
        ),
        (
            sum(c.state in ("not yet judged", "incomplete") for c in certainty),
            "findings to judge for certainty",
            f"evidence worksheet certainty, then {decisions}/certainty.csv",
        ),
        (
            sum(t.state != "judged" for t in themes),
            "themes to judge for certainty",
            f"evidence worksheet certainty, then {decisions}/certainty.csv",
        ),
        (
            sum(p.state != "judged" for p in pooled),
            "pooled effects to judge for certainty",
            f"evidence worksheet grade, then {decisions}/grade.csv",
        ),
        (
            sum(row.state == "stale" for row in review[Implication]),
            "stale implications to renew",
            f"evidence worksheet implications, then {decisions}/implications.csv",
        ),
    ]


def _uncoded(at: Layout, screening: list[Screening], labels: list[Label]) -> set[str]:
    """The included works that have no code: nobody gave one, nor did the machine where its codes count."""
    from evidence.codebook_file import load_codebook
    from evidence.settings_catalogue import load_config
    from evidence.waiting.codes import codable

    machine_too = load_config(at.setting("config")).synthesise.count_machine_codes
    facets = {facet.id for facet in codable(load_codebook(at.setting("codebook")))}
    coded = {row.work_id for row in labels if row.facet in facets and row.counts(machine_too)}
    included = {row.work_id for row in screening if row.decision == Screen.INCLUDE}
    return included - coded if facets else set()


def status() -> None:
    """Say what waits for a person, and which task comes first."""
    if not begun(Layout()):
        print(NO_RECORDS)
        return
    waiting = [task for task in tasks(Layout()) if task[0]]
    if not waiting:
        print("Nothing waits for a person.")
        return
    n, what, how = waiting[0]
    print(agreeing(f"Next: {n} {what} → {how}"))
    for n, what, how in waiting[1:]:
        print(agreeing(f"      {n} {what} → {how}"))
