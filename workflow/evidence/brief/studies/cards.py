"""A card a study: what it is, what was coded and why, what it says, who uses it, and what became of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from evidence.appraise.rows import Appraisal
from evidence.brief import components as part
from evidence.brief.html import parts
from evidence.brief.markup import anchor, doi_link, join, outside
from evidence.brief.studies.rows import FATES
from evidence.brief.tables import Tables
from evidence.citation import full_reference
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Membership, Work, WorkLink
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.screen.rows import LedgerRow, Screen
from evidence.synthesise.claim_rows import SideOfStudy

UP = "../"
_TALL = 15  # rows above which a table scrolls inside itself


@dataclass(frozen=True)
class Lookups:
    """Rows by what cards ask for, made once for all cards."""

    records: dict[str, Any]
    memberships: dict[str, Any]
    ledger: dict[str, list[Any]]
    labels: dict[str, list[Any]]
    items: dict[str, list[EvidenceItem]]
    links: dict[str, list[Any]]
    reports: dict[str, list[Work]]
    appraisals: dict[str, list[Any]]

    @classmethod
    def of(cls, tables: Tables) -> Lookups:
        links: dict[str, list[Any]] = defaultdict(list)
        for row in tables[WorkLink]:
            links[row.work_id].append((row, row.other_work_id))
            links[row.other_work_id].append((row, row.work_id))
        return cls(
            records={r.record_id: r for r in tables[Record]},
            memberships={m.record_id: m for m in tables[Membership]},
            ledger=_by(tables[LedgerRow], "entry_id"),
            labels=_by(tables[Label], "work_id"),
            items=_by(tables[EvidenceItem], "work_id"),
            links=links,
            reports=_by(tables[Work], "study_id"),
            appraisals=_by(tables[Appraisal], "study_id"),
        )


def _by(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def work_card(tables: Tables, work: Work, known: Lookups) -> Markup:
    """The body of a work's card: sections in the order in which a reader asks."""
    screened = tables.screened[work.work_id]
    why = screened.reason or (f"seen: {screened.basis.replace('_', ' ')}" if screened.basis else "")
    who = ", ".join(filter(None, (screened.by, screened.date)))
    sections = [
        Markup('<p class="card-fate"><strong>{}</strong>{}{}{}</p>').format(
            FATES[Screen(screened.decision)],
            f": {why}" if why else "",
            f" ({who})" if who else "",
            f"; {screened.conflict}" if screened.conflict else "",
        ),
        section("Publication", _bibliography(work)),
        section("Findings that use it", sides(tables, tables.used_in.get(work.work_id, []))),
        section("What was coded, and why", _labels(tables, known.labels.get(work.work_id, []))),
        section("What it says", passages(tables, known.items.get(work.work_id, []), source=False)),
        section("Appraisal", _appraisal(known.appraisals.get(work.study_id, []))),
        section("Reports of one study, and related works", _related(tables, work, known)),
        section("How its records came here", _records(work, known)),
        section("Cite it", _cite(work)),
    ]
    return join(sections, "\n")


def case_card(tables: Tables, items: list[EvidenceItem]) -> Markup:
    """The body of a case's card: the claims that use it, its passages and its sources."""
    own = {item.item_id for item in items}
    using = [s for s in tables[SideOfStudy] if own.intersection(s.items)]
    return join(
        [
            Markup('<p class="card-fate"><strong>Coded case</strong></p>'),
            section("Findings that use it", sides(tables, using)),
            section("What it says", passages(tables, items, source=True)),
        ],
        "\n",
    )


def section(title: str, content: Markup) -> Markup:
    ident = anchor(title.lower())
    return Markup('<section aria-labelledby="{0}"><h2 id="{0}">{1}</h2>\n{2}</section>').format(
        ident, title, content
    )


def _bibliography(work: Work) -> Markup:
    title = Markup("<bdi>{}</bdi>")
    facts = [
        (
            "Authors",
            Markup('<span dir="auto">{}</span>').format("; ".join(work.authors)) if work.authors else "",
        ),
        ("Year", work.year or ""),
        ("Kind", work.kind.replace("_", " ")),
        ("In", title.format(work.container) if work.container else ""),
        ("Volume and issue", ", ".join(filter(None, (work.volume, work.issue)))),
        ("Pages", work.pages.replace("-", "–")),
        ("Publisher", title.format(work.publisher) if work.publisher else ""),
        ("DOI", doi_link(work.doi) if work.doi else ""),
        ("PubMed", work.pmid),
        ("PubMed Central", work.pmcid),
        ("ISBN", work.isbn),
        ("ISSN", work.issn),
        ("Source seen", outside(work.url, work.url) if work.url else ""),
        ("Keywords", "; ".join(work.keywords)),
    ]
    rows = join(
        Markup("<div><dt>{}</dt> <dd>{}</dd></div>").format(name, value) for name, value in facts if value
    )
    summary = Markup("")
    if work.abstract and work.abstract_kind == "own_words":
        summary = Markup('<p dir="auto"><strong>In our words:</strong> {}</p>').format(work.abstract)
    elif work.abstract:
        summary = Markup('<p class="why">An abstract was read; published abstracts are not passed on.</p>')
    else:
        summary = Markup('<p class="why">The records hold no abstract.</p>')
    return Markup('<dl class="card-facts">{}</dl>{}').format(rows, summary)


def sides(tables: Tables, using: list[SideOfStudy]) -> Markup:
    """Every finding that rests on the study, its side, by whom and why."""
    if not using:
        return Markup("<p>No finding uses it.</p>")
    return Markup('<ul class="side-list">{}</ul>').format(
        join(
            Markup('<li>{} {} <span class="why">{}{}{}</span></li>').format(
                part.side(s.side),
                parts.link(
                    f"{UP}findings/{s.proposition.lower()}.html",
                    f"{s.proposition}: {tables.proposition[s.proposition].heading}",
                ),
                "counted" if s.counted else f"not counted ({s.standing.replace('_', ' ')})",
                f"; {s.reason}" if s.reason else "",
                f" (by {s.by})" if s.by else "",
            )
            for s in using
        )
    )


def _labels(tables: Tables, labels: list[Any]) -> Markup:
    rows = []
    for label in labels:
        facet = tables.codebook.facet(label.facet)
        sure = "" if label.probability is None else f", probability {label.probability:.2f}"
        rows.append(
            (
                facet.label,
                facet.label_of(label.code) or "none",
                f"{label.state}, by {label.source}{sure}",
                "; ".join(label.reasons) or "–",
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
            Markup('<span aria-hidden="true">{}</span> {}').format(
                part.GLYPHS.get(item.direction, "·"), item.direction or "not stated"
            ),
            Markup('<span dir="auto">{}</span>{}').format(item.text, _estimate(item)),
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


def _estimate(item: EvidenceItem) -> str:
    if item.estimate is None:
        return ""
    interval = (
        f" ({item.ci_low:g} to {item.ci_high:g})"
        if item.ci_low is not None and item.ci_high is not None
        else ""
    )
    return f" — {item.effect_type.replace('_', ' ')} {item.estimate:g}{interval}"


def _source(tables: Tables, item: EvidenceItem) -> Markup:
    if item.work_id:
        return part.work_link(tables.work[item.work_id], UP)
    return outside(item.source, item.source[:60])


def _appraisal(found: list[Any]) -> Markup:
    rows = [(a.item or "–", a.answer, a.tool or "–", a.note or "–", a.by or "–") for a in found]
    header = ("Item", "Answer", "Tool", "Note", "By")
    if all(not a.tool and not a.item for a in found):
        return Markup("<p>Not yet appraised.</p>")
    return parts.table("appraisal", "Answers, never summed to a score", header, rows)


def _related(tables: Tables, work: Work, known: Lookups) -> Markup:
    lines = [
        Markup("<li>{} reports the same study.</li>").format(part.work_link(other, UP))
        for other in known.reports.get(work.study_id, [])
        if other.work_id != work.work_id
    ]
    lines += [
        Markup("<li>{} to {}: {} ({})</li>").format(
            row.relation.replace("-", " "), part.work_link(tables.work[other], UP), row.reason, row.by
        )
        for row, other in known.links.get(work.work_id, [])
        if other in tables.work
    ]
    return Markup("<ul>{}</ul>").format(join(lines)) if lines else Markup("<p>None known.</p>")


def _records(work: Work, known: Lookups) -> Markup:
    rows = []
    for record_id in work.members:
        record, member = known.records[record_id], known.memberships[record_id]
        joined = member.reason or member.rule or "the fullest record of the work"
        fate = join(
            Markup("<li>{}: {}{}</li>").format(
                row.stage, row.fate.replace("_", " "), f" ({row.reason})" if row.reason else ""
            )
            for row in known.ledger.get(record_id, [])
        )
        rows.append(
            (
                Markup("<code>{}</code>").format(record_id),
                f"{record.source_file}, line {record.line}",
                joined,
                Markup('<ol class="plain-list">{}</ol>').format(fate) if fate else "–",
            )
        )
    header = ("Record", "Read from", "Why it belongs here", "Its way through the ledger")
    return parts.table("records", "Records merged into this work", header, rows)


def _cite(work: Work) -> Markup:
    name = anchor(work.work_id)
    address = f" https://doi.org/{work.doi}" if work.doi else ""
    return Markup(
        '<p class="citation" id="citation" dir="auto">{}{}</p>\n'
        '<ul class="download-list card-downloads">'
        '<li><a href="{}.bib" download>BibTeX</a> <span class="download-note">for LaTeX, JabRef, Zotero</span></li>'
        '<li><a href="{}.ris" download>RIS</a> <span class="download-note">for EndNote, Zotero, EPPI-Reviewer</span></li>'
        "</ul>"
    ).format(full_reference(work), address, name, name)
