"""The data behind the book: CSV tables with a data package, and references in common formats."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence.brief.sentences import Sentence
from evidence.brief.tables import Tables
from evidence.export import bibtex, csl_json, ris
from evidence.export.keys import in_bibtex, unique_keys
from evidence.io import column_names
from evidence.records import (
    CaseCondition,
    CerqualComponent,
    Certainty,
    Charted,
    Confounding,
    Cooccurrence,
    Deviant,
    DirectionCount,
    EvidenceItem,
    Finding,
    GradeDomain,
    Label,
    LedgerRow,
    MapCell,
    MaybePair,
    Pool,
    PoolAnalysis,
    PoolCertainty,
    PoolStudy,
    QcaCase,
    QcaImplicant,
    QcaNecessity,
    QcaRobustness,
    QcaRow,
    QcaTerm,
    Quarantined,
    Saturation,
    Screening,
    SideOfStudy,
    SignTest,
    StudyAppraisal,
    StudyDirection,
    StudyLink,
    Universe,
    Work,
    WorkLink,
)

_NOT_SHIPPED = {"raw", "abstract"}


@dataclass(frozen=True, slots=True)
class Download:
    """One CSV file: its name, what it holds, its header and rows."""

    name: str
    what: str
    header: list[str]
    rows: list[Sequence[object]]
    row_type: type | None = None


def downloads(tables: Tables, sentences: list[Sentence]) -> list[Download]:
    """Every table as a CSV for people. Published abstracts and raw entries are not passed on."""
    found = [
        _table("findings.csv", "One verdict a claim, with its numbers", tables.findings, Finding),
        _table("universes.csv", "Every claim in every defensible analysis", tables.universes, Universe),
        _table("sides.csv", "The side of each study on each claim", tables.sides, SideOfStudy),
        _table("certainty.csv", "Certainty of each finding", tables.certainty, Certainty),
        _table(
            "cerqual.csv",
            "Facts, proposed concerns and verdicts by component",
            tables.cerqual,
            CerqualComponent,
        ),
        _table("grade.csv", "Domains of GRADE for each pool", tables.grade, GradeDomain),
        _table("pool_certainty.csv", "Certainty of each pooled effect", tables.pool_certainty, PoolCertainty),
        _table(
            "appraised.csv", "How far the appraisal of each study has come", tables.appraised, StudyAppraisal
        ),
        _table(
            "confounding.csv",
            "How the two sides of a claim differ otherwise",
            tables.confounding,
            Confounding,
        ),
        _table("evidence_items.csv", "Every coded passage and outcome row", tables.items, EvidenceItem),
        _table("directions.csv", "Studies by direction of effect", tables.directions, DirectionCount),
        _table(
            "study_directions.csv",
            "The direction of each study in each outcome domain",
            tables.study_directions,
            StudyDirection,
        ),
        _table(
            "sign_tests.csv",
            "Sign tests by group, with and without weak sources",
            tables.sign_tests,
            SignTest,
        ),
        _table("themes.csv", "Passages by theme, form and field", tables.themes, Charted),
        _table(
            "cooccurrence.csv",
            "Themes that meet in a case, against chance",
            tables.cooccurrence,
            Cooccurrence,
        ),
        _table("saturation.csv", "Themes by number of cases", tables.saturation, Saturation),
        _table("deviant.csv", "Cases that point the other way", tables.deviant, Deviant),
        _table("map.csv", "The cells of the evidence map", tables.cells, MapCell),
        _table("pools.csv", "Groups of estimates, pooled or not, and why", tables.pools, Pool),
        _table(
            "pool_studies.csv", "The studies of each pool and what each does", tables.pool_studies, PoolStudy
        ),
        _table("pool_analyses.csv", "Each pool in every defensible way", tables.pool_analyses, PoolAnalysis),
        _table(
            "case_conditions.csv",
            "What was measured of cases, before calibration",
            tables.case_conditions,
            CaseCondition,
        ),
        _table("qca_cases.csv", "Cases as they were compared", tables.qca_cases, QcaCase),
        _table("truth_table.csv", "Combinations of conditions with their cases", tables.qca_rows, QcaRow),
        _table("solutions.csv", "Every model of the three solutions", tables.qca_terms, QcaTerm),
        _table("qca_chart.csv", "Prime implicants of the three solutions", tables.qca_chart, QcaImplicant),
        _qca_data(tables),
        _table("necessity.csv", "How far each condition is necessary", tables.qca_necessity, QcaNecessity),
        _table(
            "qca_robustness.csv", "The comparison at other thresholds", tables.qca_robustness, QcaRobustness
        ),
        _table("works.csv", "Every work, merged from its records", tables.works, Work),
        _table("screening.csv", "The screening of every work", tables.screening, Screening),
        _table("labels.csv", "Every code of every work, with its reason", tables.labels, Label),
        _table("study_links.csv", "Works that report one study", tables.study_links, StudyLink),
        _table("work_links.csv", "What works are to one another", tables.links, WorkLink),
        _table("maybe.csv", "Pairs of records that a person is asked about", tables.maybe, MaybePair),
        _table("ledger.csv", "The fate of every input entry", tables.ledger, LedgerRow),
        _table("quarantine.csv", "Entries that were set aside", tables.quarantine, Quarantined),
    ]
    rows = [
        (s.id, s.text, s.template, "; ".join(f"{k}={v}" for k, v in s.values.items()), s.evidence)
        for s in sentences
    ]
    header = ["id", "text", "template", "values", "evidence"]
    found.append(
        Download("sentences.csv", "Every computed sentence with its template and values", header, rows)
    )
    return found


def _table(name: str, what: str, rows: list[Any], row_type: type) -> Download:
    columns = [c for c in column_names(row_type) if c not in _NOT_SHIPPED]
    cells = [[_cell(getattr(row, column)) for column in columns] for row in rows]
    return Download(name, what, columns, cells, row_type)


def _qca_data(tables: Tables) -> Download:
    """The compared cases, one column a condition, as QCA for R reads them."""
    names = [condition["id"] for condition in tables.config.get("qca", {}).get("conditions", [])]
    rows = [
        [case.case_id, *(json.loads(case.memberships)[name] for name in names), case.outcome]
        for case in tables.qca_cases
        if case.used
    ]
    what = "The compared cases with their memberships, for QCA in R"
    return Download("qca_data.csv", what, ["case_id", *names, "OUTCOME"], rows)


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return "" if value is None else (str(value).lower() if isinstance(value, bool) else value)


def data_package(tables: Tables, found: list[Download]) -> dict[str, Any]:
    """The Frictionless data package (Data Package 2.0) of the downloads."""
    review = tables.config["review"]
    return {
        "name": "evidence-briefing",
        "title": review["title"],
        "version": review["version"],
        "resources": [
            {
                "name": d.name.removesuffix(".csv").replace("_", "-"),
                "path": d.name,
                "description": d.what,
                "format": "csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": c, "type": _kind(d.row_type, c)} for c in d.header]},
            }
            for d in found
        ],
    }


def _kind(row_type: type | None, column: str) -> str:
    annotation = str(row_type.__annotations__.get(column, "str")) if row_type else "str"
    kinds = {"int": "integer", "int | None": "integer", "float | None": "number", "bool": "boolean"}
    return kinds.get(annotation, "string")


def references(works: list[Work], among: list[Work]) -> dict[str, str]:
    """The works as files of references, by name, from the writers of `evidence export`."""
    shipped = sorted(map(without_abstract, works), key=lambda work: work.work_id)
    return {
        "references.json": csl_json.write(shipped, among),
        "references.bib": bibtex.write(shipped, among),
    }


def of_each(works: list[Work]) -> dict[str, tuple[str, str]]:
    """Each work as BibTeX and as RIS, by work_id, with the keys that no other work has."""
    safe, keys = unique_keys(works, in_bibtex), unique_keys(works)
    return {
        work.work_id: (
            bibtex.entry(without_abstract(work), safe[work.work_id]),
            ris.entry(without_abstract(work), keys[work.work_id]),
        )
        for work in works
    }


def without_abstract(work: Work) -> Work:
    """Published abstracts are not passed on by the book."""
    return replace(work, abstract="")
