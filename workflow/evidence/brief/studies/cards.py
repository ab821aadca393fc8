"""A card a study: what it is, what was coded and why, what it says, who uses it, and what became of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from evidence.appraise.rows import Appraisal
from evidence.brief import components as part
from evidence.brief.changed.marks import came_in
from evidence.brief.downloads import keyed as among_keys
from evidence.brief.macros import macros, parts
from evidence.brief.made_once import keyed, once
from evidence.brief.markup import anchor, doi_link, join, outside, own_anchor
from evidence.brief.readers import GIVEN_BY
from evidence.brief.stale import of_side, of_study
from evidence.brief.studies.carded import carded_works, labels_of_carded
from evidence.brief.studies.explorer_rows import FATES
from evidence.brief.tables import Named, Tables
from evidence.brief.verdicts import DIRECTNESS_WORDS
from evidence.citation import full_reference
from evidence.deduplicate.rows import Membership, Work, WorkLink
from evidence.export.keys import in_bibtex, unique_keys
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.rows import view
from evidence.screen.rows import LedgerRow, Screen
from evidence.side_words import TAKEN, Directness
from evidence.stored import where
from evidence.synthesise.claim_rows import SideOfStudy

_Read = view(Record, "record_id", "source_file", "line")
own = macros("card")
UP = "../"
CODED = "Coded case"
_TALL = 15  # rows above which a table scrolls inside itself


@once
def _members(tables: Tables) -> set[str]:
    return {name for work in carded_works(tables) for name in work.members}


@keyed
def _entries(tables: Tables) -> Mapping[str, Any]:
    return {r.record_id: r for r in where(tables[_Read], "record_id", _members(tables))}


@keyed
def _memberships(tables: Tables) -> Mapping[str, Membership]:
    return {m.record_id: m for m in where(tables[Membership], "record_id", _members(tables))}


@keyed
def _ways(tables: Tables) -> Mapping[str, list[LedgerRow]]:
    return _by(where(tables[LedgerRow], "entry_id", _members(tables)), "entry_id")


@keyed
def _items(tables: Tables) -> Mapping[str, list[EvidenceItem]]:
    return _by(tables[EvidenceItem], "work_id")


@keyed
def _reports(tables: Tables) -> Mapping[str, list[Any]]:
    studies = {work.study_id for work in carded_works(tables)}
    return _by(where(tables[Named], "study_id", studies), "study_id")


@keyed
def _appraisals(tables: Tables) -> Mapping[str, list[Appraisal]]:
    return _by(tables[Appraisal], "study_id")


@keyed
def _links(tables: Tables) -> Mapping[str, list[tuple[WorkLink, str]]]:
    found: dict[str, list[tuple[WorkLink, str]]] = defaultdict(list)
    for row in tables[WorkLink]:
        found[row.work_id].append((row, row.other_work_id))
        found[row.other_work_id].append((row, row.work_id))
    return found


@keyed
def keys_of_carded(tables: Tables) -> Mapping[str, tuple[str, str]]:
    """The key of each work that has a card in BibTeX, and its key in RIS, which no other work of the review has."""
    own = carded_works(tables)
    among = among_keys(tables, own)
    safe, keys = unique_keys(among, in_bibtex), unique_keys(among)
    return {work.work_id: (safe[work.work_id], keys[work.work_id]) for work in own}


def _by(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def work_card(tables: Tables, work: Work) -> Markup:
    """The body of a work's card: sections in the order in which a reader asks."""
    screened = tables.screened[work.work_id]
    why = screened.reason or (f"seen: {screened.basis.replace('_', ' ')}" if screened.basis else "")
    why = f"{why}; its study is retracted and counts nowhere: {work.retracted}" if work.retracted else why
    who = ", ".join(filter(None, (screened.by, screened.date)))
    fate = f": {why}" if why else ""
    fate += f" ({who})" if who else ""
    fate += f"; {screened.conflict}" if screened.conflict else ""
    again = of_study(tables, work.study_id, work.work_id)
    sections = (
        *([("To be judged again", parts.bullets(again))] if again else []),
        ("Publication", _bibliography(work)),
        ("Findings that use it", sides(tables, tables.used_in.get(work.work_id, []))),
        ("What was coded, and why", _labels(tables, labels_of_carded(tables).get(work.work_id, []))),
        ("What it says", passages(tables, _items(tables).get(work.work_id, []), source=False)),
        ("Appraisal", _appraisal(_appraisals(tables).get(work.study_id, []))),
        ("Reports of one study, and related works", _related(tables, work)),
        ("How its records came here", _records(tables, work)),
        ("Cite it", _cite(work)),
    )
    return _card(FATES[Screen(screened.decision)], fate, sections, came_in(tables, work))


def case_card(tables: Tables, items: list[EvidenceItem]) -> Markup:
    """The body of a case's card: the claims that use it, its passages and its sources."""
    ids = {item.item_id for item in items}
    using = [s for s in tables[SideOfStudy] if ids.intersection(s.items)]
    sections = (
        ("Findings that use it", sides(tables, using)),
        ("What it says", passages(tables, items, source=True)),
    )
    return _card(CODED, "", sections)


def _card(fate: str, more: str, sections: tuple[tuple[str, Markup], ...], came_in: str = "") -> Markup:
    shown = [(anchor(title.lower()), title, content) for title, content in sections]
    return own.card(fate, more, came_in, shown)


def _bibliography(work: Work) -> Markup:
    facts = [
        ("Authors", own.foreign("; ".join(work.authors)) if work.authors else ""),
        ("Year", work.year or ""),
        ("Kind", work.kind.replace("_", " ")),
        ("In", parts.named(work.container) if work.container else ""),
        ("Volume and issue", ", ".join(filter(None, (work.volume, work.issue)))),
        ("Pages", work.pages.replace("-", "–")),
        ("Publisher", parts.named(work.publisher) if work.publisher else ""),
        ("DOI", doi_link(work.doi) if work.doi else ""),
        ("PubMed", work.pmid),
        ("PubMed Central", work.pmcid),
        ("ISBN", work.isbn),
        ("ISSN", work.issn),
        ("Source seen", outside(work.url, work.url) if work.url else ""),
        ("Keywords", "; ".join(work.keywords)),
    ]
    ours = work.abstract if work.abstract_kind == "own_words" else ""
    return own.publication([fact for fact in facts if fact[1]], ours, bool(work.abstract))


def sides(tables: Tables, using: list[SideOfStudy]) -> Markup:
    """Every finding that rests on the study, its side, by whom and why."""
    return own.sides([_side(tables, side) for side in using])


def _side(tables: Tables, s: SideOfStudy) -> tuple[Markup, Markup, Markup]:
    heading = tables.proposition[s.proposition].heading
    claim = parts.link(f"{UP}findings/{s.proposition.lower()}.html", f"{s.proposition}: {heading}")
    if not s.counted:
        why = f"not counted ({s.standing.replace('_', ' ')})"
    elif s.side in TAKEN:
        direct = s.directness == Directness.DIRECT
        why = f"{DIRECTNESS_WORDS.get(s.directness, s.directness)}, {'counted' if direct else 'shown and not counted into the test'}"
    else:
        why = "takes no side"
    why += f"; {s.reason}" if s.reason else ""
    why += f" (by {s.by})" if s.by else ""
    if since := of_side(tables, s.proposition, s.study_id):
        why += f"; stale: {since} changed since"
    told = [why] if s.items else [why, join(["Rests on ", part.rests_on(tables, s)])]
    return part.side(s.side), claim, join(told, ". ")


def _labels(tables: Tables, labels: list[Any]) -> Markup:
    rows = []
    for label in labels:
        facet = tables.codebook.facet(label.facet)
        sure = "" if label.probability is None else f", probability {label.probability:.2f}"
        rows.append(
            (
                facet.label,
                facet.label_of(label.code) or "none",
                f"{label.state}, by {GIVEN_BY.get(label.source, label.source)}{sure}",
                part.naming_works(tables, "; ".join(label.reasons), UP) or "–",
            )
        )
    header = ("Facet", "Code", "Standing", "Why")
    return parts.table(
        "labels", "Every code, and what was proposed and not taken", header, rows, empty="Not coded."
    )


def passages(tables: Tables, items: list[EvidenceItem], *, source: bool) -> Markup:
    """Coded passages and estimates with direction, standing and, where wanted, the work they come from."""
    outcomes = tables.codebook.outcome_codes()
    rows = []
    for item in items:
        row = (
            part.item_link(item, UP),
            outcomes[item.outcome].label if item.outcome in outcomes else item.outcome or "–",
            parts.signed(part.GLYPHS.get(item.direction, "·"), item.direction or "not stated"),
            join([own.foreign(item.text), part.with_estimate(tables, item)]),
            item.standing_reason or "counted",
        )
        rows.append((*row, _source(tables, item)) if source else row)
    header = ("Passage", "About", "Direction", "In our words", "Standing")
    caption = "Coded passages and estimates"
    return parts.table(
        "items",
        caption,
        (*header, "Source") if source else header,
        rows,
        tall=len(rows) > _TALL,
        empty="No passage or estimate of it has been coded.",
    )


def _source(tables: Tables, item: EvidenceItem) -> Markup:
    if item.work_id:
        return part.work_link(tables.work[item.work_id], UP)
    return outside(item.source, item.source[:60])


def _appraisal(found: list[Any]) -> Markup:
    rows = [(a.item or "–", a.answer, a.tool or "–", a.statement or "–", a.by or "–") for a in found]
    header = ("Item", "Answer", "Tool", "Why", "By")
    if all(not a.tool and not a.item for a in found):
        return parts.paragraph("Not yet appraised.")
    return parts.table("appraisal", "Answers, never summed to a score", header, rows)


def _related(tables: Tables, work: Work) -> Markup:
    lines = [
        join([part.work_link(other, UP), " reports the same study."])
        for other in _reports(tables).get(work.study_id, [])
        if other.work_id != work.work_id
    ]
    for row, other in _links(tables).get(work.work_id, []):
        if other in tables.work:
            relation, link = row.relation.replace("-", " "), part.work_link(tables.work[other], UP)
            own_way = [f"This is the {relation} ", link]
            said = own_way if row.work_id == work.work_id else [link, f" is the {relation} this work"]
            lines.append(join([*said, f": {row.reason} ({row.by})"]))
    return parts.bullets(lines) if lines else parts.paragraph("None known.")


def _records(tables: Tables, work: Work) -> Markup:
    rows = []
    for record_id in work.members:
        record, member = _entries(tables)[record_id], _memberships(tables)[record_id]
        fates = [
            part.naming_works(
                tables,
                f"{row.stage}: {row.fate.replace('_', ' ')}" + (f" ({row.reason})" if row.reason else ""),
                UP,
            )
            for row in _ways(tables).get(record_id, [])
        ]
        rows.append(
            (
                parts.code(record_id),
                f"{record.source_file}, line {record.line}",
                member.reason or member.rule or "the fullest record of the work",
                own.way(fates) if fates else "–",
            )
        )
    header = ("Record", "Read from", "Why it belongs here", "Its way through the ledger")
    return parts.table("records", "Records merged into this work", header, rows)


def _cite(work: Work) -> Markup:
    address = f" https://doi.org/{work.doi}" if work.doi else ""
    return own.cite(f"{full_reference(work)}{address}", own_anchor(work.work_id))
