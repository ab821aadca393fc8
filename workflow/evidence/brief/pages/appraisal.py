"""What is known of the quality of each study: answers one by one and judgements as people gave them, never a score."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from evidence.appraise.rows import DISAGREE, NOT_APPRAISED, PLAIN, Appraisal, Judgement, StudyAppraisal
from evidence.appraise.tool import CATEGORY, PART, Means, Tool
from evidence.brief import components as part
from evidence.brief.figures.risk_of_bias import Judged, Scheme, risk_bars, risk_lights
from evidence.brief.figures.traffic import Appraised, traffic_lights
from evidence.brief.macros import parts
from evidence.brief.markup import anchor, bullets, join
from evidence.brief.page import Page, Rows, Slots, Undone
from evidence.brief.populations import appraised_studies, counted_studies
from evidence.brief.tables import Tables
from evidence.brief.words import number, plural
from evidence.review_kind import Part


def view(tables: Tables) -> Slots | Undone:
    """The state of appraisal, answers and judgements study by study; undone where no study has an answer."""
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
    return {
        "said": parts.paragraph(said, "standfirst computed"),
        "tools": bullets([f"{name}: {_what(tables.tools.get(name))}" for name in _names(tables)]),
        "risks": join([_risks(tables, tool) for tool in _used(tables) if tool.judged]),
        "lights": _lights(tables),
        "answers": _answers(tables),
        "judgements": _judgements(tables),
        "questions": _questions(tables),
    }


def _names(tables: Tables) -> list[str]:
    """The tools of the studies that somebody has begun to appraise."""
    begun = (row for row in tables[StudyAppraisal] if row.state != NOT_APPRAISED)
    return sorted({name for row in begun for name in row.tools})


def _used(tables: Tables) -> list[Tool]:
    return [tool for name in _names(tables) if (tool := tables.tools.get(name))]


def _what(tool: Tool | None) -> str:
    return f"{tool.label}. {tool.source}" if tool else "its answers are taken as they come."


def _risks(tables: Tables, tool: Tool) -> Markup:
    """Signs and bars of the judgements by one tool; nothing where nobody has judged by it."""
    found: dict[tuple[str, str], list[Judgement]] = {}
    for row in tables[Judgement]:
        if row.tool == tool.name:
            found.setdefault((row.study_id, row.result), []).append(row)
    rows = [
        Judged(
            own[0].study_label or own[0].study_id, _result(tables, result), {r.domain: r.risk for r in own}
        )
        for (_, result), own in found.items()
        if any(row.risk for row in own)
    ]
    if not rows:
        return Markup()
    words = {word.means: word.word for domain in tool.judged for word in tool.scale(domain.id)}
    scheme = Scheme(tool.name, {domain.id: domain.label for domain in tool.judged}, words)
    name = anchor(f"risk-{tool.id}")
    note = "Signs and colours are those of robvis. People judged; no sum is made of the judgements."
    drawings = [part.figure(partial(risk_lights, rows, scheme), name, note, f"Judgements by {tool.name}.")]
    if len(rows) > 1:
        note = "Each study or result counts once."
        bars = partial(risk_bars, rows, scheme)
        drawings.append(part.figure(bars, f"{name}-bars", note, f"How often each was judged by {tool.name}."))
    return join(drawings, "\n\n")


def _result(tables: Tables, result: str) -> str:
    return (
        tables.codebook.outcome_codes()[result].label if result in tables.codebook.outcome_codes() else result
    )


_SIGNS = {
    Means.MET: "yes",
    Means.NOT_MET: "no",
    Means.UNCLEAR: "can't tell",
    Means.PARTLY: "other",
    Means.APART: "other",
}


def _lights(tables: Tables) -> Markup:
    """Answers to criteria, one by one; nothing where all that was answered leads to judgements."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    studies = {study.study_id: study for study in tables[StudyAppraisal]}
    for row in tables[Appraisal]:
        if row.study_id in studies and (sign := _sign(row, tables.tools.get(row.tool))):
            found.setdefault((row.study_id, row.tool, row.result), {})[row.item] = sign
    if not found:
        return Markup()
    several = len({tool for _, tool, _ in found}) > 1
    rows = []
    for (name, tool, result), answers in found.items():
        study = studies[name]
        kind = study.category or "category not clear"
        more = ", ".join(filter(None, [tool if several else "", _result(tables, result), kind]))
        rows.append(Appraised(study.study_label or name, more, answers))
    caption = "Each sign is one answer: no sum is made of them, as the authors of the tool advise."
    return part.figure(partial(traffic_lights, rows), "traffic", caption, "Answers study by study.")


def _sign(row: Appraisal, tool: Tool | None) -> str:
    """How an answer to a criterion is drawn; nothing for what leads to a judgement or is one."""
    if tool is None:
        return _SIGNS.get(
            PLAIN.get(row.answer.casefold(), Means.NOTHING), "disagree" if row.answer == DISAGREE else ""
        )
    if row.answer == DISAGREE:
        return "disagree" if any(word.means in _SIGNS for word in tool.scale(row.item)) else ""
    return _SIGNS.get(tool.means(row.item, row.answer), "")


def _answers(tables: Tables) -> Rows:
    return [
        (
            s.study_label or s.study_id,
            s.state,
            ", ".join(s.tools) or "–",
            s.category or "–",
            *(
                ", ".join(items) or "–"
                for items in (s.yes, s.no, s.cannot_tell, s.other, s.disagree, s.missing)
            ),
        )
        for s in tables[StudyAppraisal]
    ]


def _judgements(tables: Tables) -> Rows:
    """Each judgement with the proposal of the tool beside it, and who judged."""
    return [
        (
            row.study_label or row.study_id,
            _result(tables, row.result) or "the study as a whole",
            row.label if row.whole else f"{row.domain}: {row.label}",
            row.judgement or "not judged",
            row.proposed or "–",
            row.statement or "–",
            row.by or "–",
        )
        for row in tables[Judgement]
    ]


def _questions(tables: Tables) -> Rows:
    """The questions of each tool in our words, the judgements among them."""
    rows = []
    for tool in _used(tables):
        if tool.category:
            rows.append((tool.name, CATEGORY, tool.category.asks))
            rows += [(tool.name, PART, tool.category.part)] if tool.category.part else []
        rows += [(tool.name, item.id, item.asks) for item in tool.items]
        for domain in tool.judged:
            rows += [(tool.name, item.id, item.asks) for item in domain.items]
            rows.append((tool.name, domain.id, f"Judgement: {domain.label}"))
    return rows


PAGE = Page("appraisal.md", view, (Part.CLAIMS, Part.EFFECTS, Part.CASES))
