"""evidence brief: every table to the pages, figures and downloads that the book is built from."""

import json
import shutil
from pathlib import Path

import typer

from evidence.cli import inputs
from evidence.config import load_checked, load_config
from evidence.console import STAGES, Progress
from evidence.io import read_table, read_text, write_csv
from evidence.layout import Layout
from evidence.records import (
    Appraisal,
    CaseCondition,
    CerqualComponent,
    Certainty,
    Charted,
    Confounding,
    Cooccurrence,
    Deviant,
    DirectionCount,
    EvidenceItem,
    FileCount,
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
    Remark,
    Saturation,
    SideOfStudy,
    SignTest,
    StudyAppraisal,
    StudyDirection,
    StudyLink,
    Universe,
    WorkLink,
)

_TEXT = {".md", ".yml"}
_FRAMES = "_frame/"


def load(at: Layout, given: str | None = None):
    """Every table of a review. Returns `evidence.brief.Tables`."""
    from evidence.brief import Tables
    from evidence.brief.checklists.items import load_checklists
    from evidence.codebook import load_codebook
    from evidence.glossary import load_glossary
    from evidence.propositions import load_propositions

    codebook = load_codebook(at.setting("codebook"))
    searches = at.setting("searches")
    records, works, memberships, screening = inputs.bibliography(at)
    return Tables(
        config=json.loads(given) if given else load_config(at.setting("config")),
        codebook=codebook,
        claims=load_propositions(at.setting("propositions"), codebook),
        searches=load_checked(searches, "searches")[0] if searches.exists() else {},
        records=records,
        quarantine=read_table(at.table("ingest", "quarantine"), Quarantined),
        counts=read_table(at.table("ingest", "counts"), FileCount),
        works=works,
        memberships=memberships,
        study_links=read_table(at.table("deduplicate", "study_links"), StudyLink),
        links=read_table(at.table("deduplicate", "links"), WorkLink),
        maybe=read_table(at.table("deduplicate", "maybe"), MaybePair),
        screening=screening,
        agreement=json.loads(read_text(at.table("screen", "agreement").with_suffix(".json"))),
        ledger=read_table(at.table("screen", "ledger"), LedgerRow),
        labels=read_table(at.table("classify", "labels"), Label),
        evaluation=json.loads(read_text(at.table("classify", "evaluation").with_suffix(".json"))),
        items=read_table(at.table("extract", "items"), EvidenceItem),
        set_aside=read_table(at.table("extract", "set_aside"), Quarantined),
        appraisals=read_table(at.table("appraise", "appraisals"), Appraisal),
        directions=read_table(at.table("synthesise", "directions"), DirectionCount),
        study_directions=read_table(at.table("synthesise", "study_directions"), StudyDirection),
        sign_tests=read_table(at.table("synthesise", "sign_tests"), SignTest),
        themes=read_table(at.table("synthesise", "themes"), Charted),
        cooccurrence=read_table(at.table("synthesise", "cooccurrence"), Cooccurrence),
        saturation=read_table(at.table("synthesise", "saturation"), Saturation),
        deviant=read_table(at.table("synthesise", "deviant"), Deviant),
        cells=read_table(at.table("synthesise", "map"), MapCell),
        pools=read_table(at.table("synthesise", "pools"), Pool),
        pool_studies=read_table(at.table("synthesise", "pool_studies"), PoolStudy),
        pool_analyses=read_table(at.table("synthesise", "pool_analyses"), PoolAnalysis),
        sides=read_table(at.table("synthesise", "sides"), SideOfStudy),
        findings=read_table(at.table("synthesise", "findings"), Finding),
        universes=read_table(at.table("synthesise", "universes"), Universe),
        case_conditions=read_table(at.table("extract", "conditions"), CaseCondition),
        qca_cases=read_table(at.table("qca", "cases"), QcaCase),
        qca_rows=read_table(at.table("qca", "truth_table"), QcaRow),
        qca_terms=read_table(at.table("qca", "solutions"), QcaTerm),
        qca_chart=read_table(at.table("qca", "chart"), QcaImplicant),
        qca_necessity=read_table(at.table("qca", "necessity"), QcaNecessity),
        qca_robustness=read_table(at.table("qca", "robustness"), QcaRobustness),
        confounding=read_table(at.table("synthesise", "confounding"), Confounding),
        appraised=read_table(at.table("appraise", "studies"), StudyAppraisal),
        cerqual=read_table(at.table("assess", "cerqual"), CerqualComponent),
        grade=read_table(at.table("assess", "grade"), GradeDomain),
        pool_certainty=read_table(at.table("assess", "pool_certainty"), PoolCertainty),
        certainty=read_table(at.table("assess", "certainty"), Certainty),
        remarks=remarks(at),
        checklists=load_checklists(),
        glossary=load_glossary(at.setting("glossary")),
    )


def remarks(at: Layout) -> list[Remark]:
    """What every stage before this one left out or mended."""
    stages = STAGES[: STAGES.index("brief")]
    return [row for stage in stages for row in read_table(at.table(stage, "remarks"), Remark)]


def brief(
    settings: str = typer.Option(None, help="settings as JSON; else config.yaml"),
    log: Path = typer.Option(None, help="where the details go"),
) -> None:
    """Compute the sentences, figures, pages and downloads."""
    from evidence.brief import render

    at, progress = Layout(), Progress("brief", log)
    sources = _sources(at.root / "book")
    book = render(load(at, settings), {n: read_text(p) for n, p in sources.items() if _is_text(n, p)})
    shutil.rmtree(at.staged_book, ignore_errors=True)
    for name, path in sources.items():
        if not _is_text(name, path):
            target = at.staged_book / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name, text in {**book.pages, **book.texts}.items():
        target = at.staged_book / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for download in book.downloads:
        write_csv(at.staged_book / "_static" / "data" / download.name, download.header, download.rows)
    pages = sum(name.endswith(".md") for name in book.pages)
    progress.done(
        f"{len(book.sentences)} computed sentences, {pages} pages, {len(book.downloads)} data files"
    )


def _is_text(name: str, path: Path) -> bool:
    """Whether `render` fills the file; every other is copied as it is."""
    return path.suffix in _TEXT or name.startswith(_FRAMES)


def _sources(folder: Path) -> dict[str, Path]:
    found = sorted(p for p in folder.rglob("*") if p.is_file())
    inside = {p.relative_to(folder).as_posix(): p for p in found}
    return {n: p for n, p in inside.items() if not n.startswith("_build") and "__pycache__" not in n}
