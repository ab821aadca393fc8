"""How it was done: rules, machine, automation, limits, data."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from evidence.appraise.rows import Appraisal
from evidence.brief.checklists.about import STATED, stated
from evidence.brief.markup import Markdown, as_text, block, link, table
from evidence.brief.people import people
from evidence.brief.tables import Tables
from evidence.brief.words import long_date, percent
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.remarks import Remark
from evidence.singular import agreeing
from evidence.synthesise.claim_rows import SideOfStudy


def methods(tables: Tables) -> dict[str, Any]:
    """Facets, rules and thresholds as they were run."""
    review = tables.config
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
        "duplicate_at": percent(review["deduplicate"]["duplicate_at"]),
        "minimum_studies": tables.claims.minimum_studies,
        "interval": percent(tables.claims.interval),
        "machine_counts": _machine_counts(review["synthesise"].get("count_machine_codes", False)),
        "codebook_version": tables.codebook.version,
        "background": Markdown("\n\n".join(as_text(text) for text in review["review"].get("background", []))),
        "eligibility": _bullets([" ".join(text.split()) for text in _eligibility(tables)]),
        "prepared": _bullets(_prepared(tables)),
        "not_counted": _bullets(_not_counted(tables)),
        "people": block(_people(tables)),
        "stated": block(_stated(tables)),
    }


def _eligibility(tables: Tables) -> list[str]:
    rules = tables.codebook.raw.get("screening", {})
    words = {"include": "Included", "background": "Kept as background", "exclude": "Excluded"}
    return [f"{word}: {rules[key]}" for key, word in words.items() if rules.get(key)]


def _prepared(tables: Tables) -> list[str]:
    """What was done to directions and estimates before they were counted or pooled."""
    synthesise = tables.config["synthesise"]
    turned = [f"Turned round: {name}" for name in synthesise.get("turned_comparisons", [])]
    never = [
        f"Never pooled: {role.replace('_', ' ')} ({why})"
        for role, why in synthesise.get("never_pooled", {}).items()
    ]
    return turned + never


def _not_counted(tables: Tables) -> list[str]:
    tally = Counter(item.standing_reason for item in tables[EvidenceItem] if item.standing != "counted")
    return [f"{why}: {n}" for why, n in sorted(tally.items())]


def _people(tables: Tables) -> Markup:
    """Who did each step; where it was one person alone, or nobody, the table says so."""
    rows = [
        (step, len(names), ", ".join(names) or "nobody", _beside(len(names)))
        for step, names in people(tables).items()
    ]
    return table("people", "Who did what", ("Step", "People", "Who", "Remark"), rows, numeric=(1,))


def _beside(n: int) -> str:
    return "not done" if not n else "by one person alone" if n == 1 else "–"


def _stated(tables: Tables) -> Markup:
    return table(
        "stated",
        "What is stated about the review",
        ("Subject", "What is stated"),
        [(words, stated(tables, key) or "missing") for key, words in STATED.items()],
        row_ids=[f"stated-{key}" for key in STATED],
    )


def _machine_counts(counted: bool) -> str:
    if counted:
        return "Accepted codes of the machine count in the map and the shares."
    return (
        "Codes of the machine are shown with the works and count nowhere: neither in the map nor in a share."
    )


def automation(tables: Tables) -> dict[str, Any]:
    """Who gave each code: people, rules or a model."""
    tally = Counter((label.source, label.state) for label in tables[Label])
    rows = [(source, state, n) for (source, state), n in sorted(tally.items())]
    by = Counter(
        side.by if side.by in ("rule", "the claim itself") else "person" for side in tables[SideOfStudy]
    )
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
    own_words = sum(w.abstract_kind == "own_words" for w in tables[Work])
    appraised = sum(bool(a.tool) for a in tables[Appraisal])
    unappraised = len({a.study_id for a in tables[Appraisal] if not a.tool})
    return {
        "given": _bullets(given),
        "confounds": _bullets(confounds),
        "codebook_limits": _bullets(own),
        "own_words": own_words,
        "n_works": agreeing(f"{len(tables[Work])} works"),
        "no_abstract": sum(not w.abstract for w in tables[Work]),
        "no_doi": sum(not w.doi for w in tables[Work]),
        "no_year": sum(w.year is None for w in tables[Work]),
        "appraised": appraised,
        "unappraised": unappraised,
        "remarks": block(_remarks(tables)),
    }


def _bullets(lines: list[str]) -> Markdown:
    return Markdown("\n".join(f"- {as_text(line)}" for line in lines) or "None recorded.")


def _remarks(tables: Tables) -> Markup:
    rows = [
        (f"{r.source_file}:{r.line}", r.field or "–", r.value[:60] or "–", r.problem) for r in tables[Remark]
    ]
    return table(
        "remarks",
        "Values that were left out or mended",
        ("Where", "Field", "Found", "What was done"),
        rows,
        tall=True,
        empty="Every value of every row could be used as it stood.",
    )


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
