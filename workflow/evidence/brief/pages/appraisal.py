"""What is known of the quality of each study: answers one by one, never a score."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from evidence.appraise import mmat
from evidence.appraise.rows import StudyAppraisal
from evidence.appraise.stage import NOT_APPRAISED
from evidence.brief import components as part
from evidence.brief.figures.traffic import Appraised, traffic_lights
from evidence.brief.macros import parts
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.populations import appraised_studies, counted_studies
from evidence.brief.review_kind import Part
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural


def view(tables: Tables) -> Slots | Undone:
    """The state of appraisal, traffic lights study by study, and the classes of sources; undone where no study has an answer."""
    done, n = len(appraised_studies(tables)), len(counted_studies(tables))
    if not n:
        return Undone("No study counts yet, so that there is none to appraise.", "")
    if not done:
        return Undone(
            f"No counted study of {n} has an answer to an appraisal question. Records were seen by title, abstract or opening, "
            "and an appraisal needs the full text, so no finding is called certain.",
            "The questions that wait for an answer come from: evidence worksheet appraisal. The answers go into "
            "literature/decisions/appraisal.csv.",
        )
    have = f"{number(done).capitalize()} of {n} counted {plural(n, 'study', 'studies')} {plural(done, 'has', 'have')}"
    said = f"{have} an answer to an appraisal question."
    questions = [(item, text) for item, text in mmat.QUESTIONS.items()]
    return {
        "said": parts.paragraph(said, "standfirst computed"),
        "lights": _lights(tables),
        "answers": _answers(tables),
        "questions": questions,
    }


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


PAGE = Page("appraisal.md", view, (Part.CLAIMS, Part.EFFECTS, Part.CASES))
