"""How it was done, and every entry's fate: selection, works, methods, automation, data, references."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.charts import prisma_flow
from evidence.brief.markup import Markdown, anchor, as_text, block, join, link, table
from evidence.brief.prisma import flow
from evidence.brief.tables import Tables
from evidence.brief.words import long_date, percent
from evidence.citation import full_reference
from evidence.ledger import balance
from evidence.records import Screen, Work


def selection(tables: Tables) -> dict[str, Any]:
    """The PRISMA flow, the files, the duplicates, the quarantine and the sums that must hold."""
    numbers = flow(tables)
    sums = balance(
        tables.counts,
        tables.records,
        tables.works,
        tables.memberships,
        tables.screening,
        tables.ledger,
    )
    return {
        "prisma": block(
            part.figure(
                prisma_flow(numbers, "prisma"),
                "Every number is read off the ledger; the same numbers stand in the table below.",
                "From entries to studies.",
            )
        ),
        "prisma_table": block(
            table(
                "prisma-table",
                "The flow of records as a table",
                ("Step", "Phase", "Number"),
                [(what, phase, f"{n:,}") for phase, what, n in numbers.rows()],
                numeric=(2,),
            )
        ),
        "files": block(_files(tables)),
        "duplicates": block(_duplicates(tables)),
        "maybe": block(_maybe(tables)),
        "quarantine": block(_quarantine(tables)),
        "conflicts": block(_conflicts(tables)),
        "sums": block(
            table(
                "sums",
                "Sums that must hold",
                ("Sum", "Holds"),
                [(s.text(), "yes" if s.holds else "NO") for s in sums],
            )
        ),
        "searches": block(_searches(tables)),
        "searches_note": " ".join(tables.searches.get("note", "").split()),
        "links": block(_study_links(tables)),
    }


def _files(tables: Tables) -> Markup:
    primary = {m.record_id for m in tables.memberships if m.primary}
    work_of = {m.record_id: m.work_id for m in tables.memberships}
    included = {w.work_id for w in tables.included}
    rows = []
    for count in tables.counts:
        own = [r for r in tables.records if r.source_file == count.source_file]
        rows.append(
            (
                short(count.source_file),
                count.format,
                count.counted,
                count.quarantined,
                sum(r.record_id not in primary for r in own),
                sum(r.record_id in primary for r in own),
                len({work_of[r.record_id] for r in own} & included),
            )
        )
    header = (
        "File",
        "Format",
        "Entries",
        "Set aside",
        "Duplicates",
        "Works first seen here",
        "Included works",
    )
    return table(
        "files",
        "What each export file brought",
        header,
        rows,
        sortable=True,
        numeric=(2, 3, 4, 5, 6),
    )


def short(file: str) -> str:
    """The name of an export without the folder that all exports share."""
    return file.removeprefix("literature/records/")


def _duplicates(tables: Tables) -> Markup:
    record = {r.record_id: r for r in tables.records}
    rows = []
    for m in tables.memberships:
        if m.primary:
            continue
        r, other = record[m.record_id], record[m.matched_record]
        rows.append(
            (
                f"{r.source_key or r.record_id} ({short(r.source_file)}:{r.line})",
                f"{other.source_key or other.record_id} ({short(other.source_file)}:{other.line})",
                m.rule,
                m.reason,
                m.by,
            )
        )
    if not rows:
        return Markup("<p>No duplicates were found.</p>")
    return table(
        "duplicates",
        "Entries joined to another entry",
        ("Entry", "Duplicate of", "Joined by", "Why", "Who"),
        rows,
    )


def _study_links(tables: Tables) -> Markup:
    rows = [
        (
            link(f"works.html#{anchor(row.work_id)}", tables.work[row.work_id].title),
            tables.work[row.study_id].title,
            row.relation.replace("_", " "),
            row.reason,
        )
        for row in tables.study_links
    ]
    if not rows:
        return Markup("<p>No two works are known to report one study.</p>")
    return table(
        "study-links",
        "Works that report one study",
        ("Work", "Study", "Relation", "Why"),
        rows,
        tall=True,
    )


def _maybe(tables: Tables) -> Markup:
    if not tables.maybe:
        return Markup("<p>No pair of records is waiting for an answer.</p>")
    rows = [(m.record_a, m.record_b, m.question) for m in tables.maybe]
    return table("maybe", "Pairs to be decided by a person", ("Record", "Record", "Why it was asked"), rows)


def _quarantine(tables: Tables) -> Markup:
    rows = [
        (f"{q.source_file}:{q.line}", q.field or "–", q.problem, q.value[:80] or "–", q.how_to_fix)
        for q in [*tables.quarantine, *tables.set_aside]
    ]
    if not rows:
        return Markup("<p>Nothing was set aside: every entry and every coded row could be used.</p>")
    return table(
        "quarantine",
        "Entries and rows that were set aside",
        ("Where", "Field", "Problem", "Found", "How to release it"),
        rows,
    )


def _conflicts(tables: Tables) -> Markup:
    rows = [
        (
            link(f"works.html#{anchor(s.work_id)}", tables.work[s.work_id].title),
            s.decision,
            s.conflict,
        )
        for s in tables.screening
        if s.conflict
    ]
    if not rows:
        return Markup("<p>No screening decisions contradict each other.</p>")
    return table(
        "conflicts",
        "Works with contradicting screening decisions",
        ("Work", "Stands as", "Conflict"),
        rows,
    )


def _searches(tables: Tables) -> Markup:
    fields = ("source", "platform", "date", "strategy", "limits")
    rows = [
        tuple(s.get(name) or "missing" for name in fields) + (", ".join(s.get("files", [])) or "missing",)
        for s in tables.searches.get("searches", [])
    ]
    if not rows:
        return Markup(
            "<p>No search strategy has been recorded. A reader should take this as missing, not as unimportant.</p>"
        )
    return table(
        "searches",
        "Searches (PRISMA-S)",
        ("Source", "Platform", "Date", "Strategy", "Limits", "Files"),
        rows,
    )


_CAPTIONS = {
    Screen.INCLUDE: "Included works",
    Screen.BACKGROUND: "Works kept as background",
    Screen.EXCLUDE: "Excluded works",
    Screen.UNDECIDED: "Works that nobody has decided on",
}


def works(tables: Tables) -> dict[str, Any]:
    """Every work with its fate, its codes and the findings that use it."""
    parts = {}
    for decision in Screen:
        chosen = [w for w in tables.works if tables.screened[w.work_id].decision == decision]
        parts[decision.value] = block(_works_table(tables, decision, chosen))
        parts[f"n_{decision.value}"] = len(chosen)
    return parts


def _works_table(tables: Tables, decision: Screen, chosen: list[Work]) -> Markup:
    if not chosen:
        return Markup("<p>None.</p>")
    ordered = sorted(chosen, key=lambda w: (full_reference(w).casefold(), w.work_id))
    rows = [
        (
            part.reference(w),
            _fate(tables, w),
            _codes(tables, w),
            _used(tables, w),
            join((Markup("<code>{}</code>").format(m) for m in w.members), " "),
        )
        for w in ordered
    ]
    header = ("Work", "Why", "Codes", "Used in", "Records")
    return table(
        f"works-{decision}",
        _CAPTIONS[decision],
        header,
        rows,
        sortable=True,
        tall=True,
        row_ids=[anchor(w.work_id) for w in ordered],
    )


def _fate(tables: Tables, work: Work) -> Markup:
    s = tables.screened[work.work_id]
    why = s.reason or (f"seen: {s.basis.replace('_', ' ')}" if s.basis else "no reason recorded")
    who = f" ({s.by}, {s.date})" if s.by else ""
    return Markup("{}{}{}").format(why, who, f"; {s.conflict}" if s.conflict else "")


def _codes(tables: Tables, work: Work) -> str:
    found = []
    for label in tables.accepted[work.work_id]:
        facet = tables.codebook.facet(label.facet)
        by = "" if label.source == "person" else f" [{label.source}]"
        found.append(facet.label_of(label.code) + by)
    return "; ".join(found) or "not coded"


def _used(tables: Tables, work: Work) -> Markup:
    used = tables.used_in[work.work_id]
    return join(
        (
            Markup("{} {}").format(
                link(f"findings/{s.proposition.lower()}.html", s.proposition),
                s.side if s.counted else f"({s.side}, not counted)",
            )
            for s in used
        ),
        "; ",
    ) or Markup("–")


def methods(tables: Tables) -> dict[str, Any]:
    """Facets, rules and thresholds as they were run."""
    review, evaluation = tables.config, tables.evaluation
    rules = [(p.id, p.rule["kind"], tables.finding[p.id].rule_text) for p in tables.claims.items]
    facets = [
        (f.label, f.definition or f.rule, len(f.codes) or "free", f.unit) for f in tables.codebook.facets
    ]
    return {
        "rules": block(
            table(
                "rules",
                "The rule behind each verdict",
                ("Claim", "Rule", "In words"),
                rules,
                tall=True,
            )
        ),
        "facets": block(
            table(
                "facets",
                "What was coded",
                ("Facet", "Definition", "Codes", "Coded for"),
                facets,
                numeric=(2,),
            )
        ),
        "title_agreement": percent(review["deduplicate"]["title_agreement"] / 100),
        "minimum_studies": tables.claims.minimum_studies,
        "interval": percent(tables.claims.interval),
        "evaluation": block(_evaluation(tables)),
        "accept_at": percent(review["classify"]["accept_at"]),
        "codebook_version": tables.codebook.version,
        "n_evaluated": len(evaluation),
    }


def _evaluation(tables: Tables) -> Markup:
    """How well the machine agrees with people, out of fold; plainly, whatever it is."""
    if not tables.evaluation:
        return Markup("<p>There were too few codes by people to judge the machine.</p>")
    rows = []
    for facet_id, found in sorted(tables.evaluation.items()):
        facet = tables.codebook.facet(facet_id)
        flat = [(k.replace("_", " "), v) for k, v in _flatten(found)]
        rows.append((facet.label, "; ".join(f"{k}: {_figure(v)}" for k, v in flat)))
    return table(
        "evaluation",
        "Machine codes against people’s, on works the machine had not seen",
        ("Facet", "Figures"),
        rows,
    )


def _flatten(value: Any, prefix: str = "") -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        return [(prefix, value)]
    return [pair for k, v in value.items() for pair in _flatten(v, f"{prefix} {k}".strip())]


def _figure(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def automation(tables: Tables) -> dict[str, Any]:
    """Who gave each code: people, rules or a model."""
    tally = Counter((label.source, label.state) for label in tables.labels)
    rows = [(source, state, n) for (source, state), n in sorted(tally.items())]
    by = Counter(side.by if side.by in ("rule", "the claim itself") else "person" for side in tables.sides)
    return {
        "labels": block(
            table(
                "labels",
                "Codes by who gave them",
                ("Given by", "State", "Codes"),
                rows,
                numeric=(2,),
            )
        ),
        "sides": block(
            table(
                "sides-by",
                "Sides on claims by who gave them",
                ("Given by", "Sides"),
                sorted(by.items()),
                numeric=(1,),
            )
        ),
    }


def limits(tables: Tables) -> dict[str, Any]:
    review = tables.config["review"]
    given = [" ".join(text.split()) for text in review.get("limits", [])]
    confounds = [" ".join(text.split()) for text in tables.codebook.raw.get("confounds", [])]
    own = [" ".join(text.split()) for text in tables.codebook.raw.get("limits", [])]
    own_words = sum(w.abstract_kind == "own_words" for w in tables.works)
    appraised = sum(bool(a.tool) for a in tables.appraisals)
    unappraised = len({a.study_id for a in tables.appraisals if not a.tool})
    return {
        "given": _bullets(given),
        "confounds": _bullets(confounds),
        "codebook_limits": _bullets(own),
        "own_words": own_words,
        "n_works": len(tables.works),
        "no_abstract": sum(not w.abstract for w in tables.works),
        "no_doi": sum(not w.doi for w in tables.works),
        "no_year": sum(w.year is None for w in tables.works),
        "appraised": appraised,
        "unappraised": unappraised,
        "remarks": block(_remarks(tables)),
    }


def _bullets(lines: list[str]) -> Markdown:
    return Markdown("\n".join(f"- {as_text(line)}" for line in lines) or "None recorded.")


def _remarks(tables: Tables) -> Markup:
    rows = [
        (f"{r.source_file}:{r.line}", r.field or "–", r.value[:60] or "–", r.problem) for r in tables.remarks
    ]
    if not rows:
        return Markup("<p>Every value of every row could be used as it stood.</p>")
    return table(
        "remarks",
        "Values that were left out or mended",
        ("Where", "Field", "Found", "What was done"),
        rows,
        tall=True,
    )


def references(tables: Tables) -> dict[str, Any]:
    """Included works as references, each with the claims that use it."""
    ordered = sorted(tables.included, key=lambda w: full_reference(w).casefold())
    items = join(
        Markup('<li id="ref-{}">{} <span class="ref-use">{}</span></li>\n').format(
            anchor(w.work_id), part.reference(w), _used(tables, w)
        )
        for w in ordered
    )
    return {
        "references": block(Markup('<ol class="reference-list">{}</ol>').format(items)),
        "n": len(ordered),
    }


def data(tables: Tables, files: list[tuple[str, str, int]]) -> dict[str, Any]:
    """The downloads: (file, what it is, rows)."""
    rows = [(link(f"_static/data/{name}", name), what, f"{n:,}") for name, what, n in files]
    review = tables.config["review"]
    return {
        "files": block(
            table("downloads", "Data files", ("File", "What it holds", "Rows"), rows, numeric=(2,))
        ),
        "licence": review.get("licence", "not stated"),
        "evidence_date": long_date(review["evidence_date"]),
    }
