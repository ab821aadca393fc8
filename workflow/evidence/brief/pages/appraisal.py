"""What is known of the quality of each study: answers one by one, never a score."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial

from markupsafe import Markup

from evidence.appraise import mmat
from evidence.appraise.rows import StudyAppraisal
from evidence.appraise.stage import NOT_APPRAISED
from evidence.brief import components as part
from evidence.brief.figures.traffic import Appraised, traffic_lights
from evidence.brief.macros import parts
from evidence.brief.markup import join
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.populations import appraised_studies, counted_studies
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.extract.rows import EvidenceItem, Standing


def view(tables: Tables) -> Slots:
    """The state of appraisal, traffic lights study by study, and the classes of sources."""
    done, n = len(appraised_studies(tables)), len(counted_studies(tables))
    have = f"{number(done).capitalize()} of {n} counted {plural(n, 'study', 'studies')} {plural(done, 'has', 'have')}"
    said = f"{have if done else f'No counted study of {n} has'} an answer to an appraisal question."
    if not n:
        said = "No study counts yet, so that there is none to appraise."
    questions = [(item, text) for item, text in mmat.QUESTIONS.items()]
    return {
        "said": parts.paragraph(said, "standfirst computed"),
        "lights": _lights(tables) if done else _nothing(),
        "answers": _answers(tables),
        "sources": _sources(tables),
        "questions": questions,
    }


def _nothing() -> Markup:
    why = "Records were seen by title, abstract or opening, and an appraisal needs the full text. So no finding is called certain."
    more = (why, parts.code("evidence worksheet appraisal"), "writes the questions that wait for an answer.")
    return parts.note("Nobody has appraised a study yet.", join(more, " "))


def _lights(tables: Tables) -> Markup:
    rows = []
    for s in tables[StudyAppraisal]:
        if s.state == NOT_APPRAISED:
            continue
        answers = {
            i: a
            for a, own in (
                ("yes", s.yes),
                ("no", s.no),
                ("can't tell", s.cannot_tell),
                ("disagree", s.disagree),
            )
            for i in own
        }
        rows.append(Appraised(s.study_label or s.study_id, s.category or "category not clear", answers))
    caption = "Each sign is one answer: no sum is made of them, as the authors of the tool advise."
    return part.figure(partial(traffic_lights, rows), "traffic", caption, "Answers study by study.")


def _answers(tables: Tables) -> Rows:
    return [
        (
            s.study_label or s.study_id,
            s.state,
            s.category or "–",
            *(", ".join(items) or "–" for items in (s.yes, s.no, s.cannot_tell, s.disagree, s.missing)),
        )
        for s in tables[StudyAppraisal]
    ]


def _sources(tables: Tables) -> Rows:
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for item in tables[EvidenceItem]:
        if item.standing != Standing.CLAIM_UNDER_TEST:
            tally[item.source_type or item.role][item.standing] += 1
    return [
        (tables.codebook.called(name), c[Standing.COUNTED], c.total() - c[Standing.COUNTED])
        for name, c in sorted(tally.items())
    ]


PAGE = Page("appraisal.md", view)
