"""What is counted in a book: each population once, with its name, its rule in a sentence and how many it holds.

A page that prints such a count takes it from here by its name; one that counts a part of a population says which part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from evidence.appraise.rows import Appraisal
from evidence.brief.made_once import keyed
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.ingest.rows import QUARANTINE, Record
from evidence.item_words import Kind
from evidence.screen.decisions import Basis
from evidence.side_words import TAKEN, Directness
from evidence.synthesise.claim_rows import Finding, SideOfStudy
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import Charted, StudyDirection
from evidence.synthesise.theme_rows import Theme

Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Population:
    """`many`: its name, in words and in the plural; `rule`: who is in it; `ids`: who that is, but for entries and works, which may be
    very many; `page`: where they are listed; `n`: how many they are."""

    many: str
    rule: str
    ids: Ids
    page: str
    n: int


@keyed
def populations(tables: Tables) -> Mapping[str, Population]:
    """Every population by its name in code, in the order in which one comes of another."""
    return {name: _population(many, rule, of(tables), page) for name, many, rule, of, page in _OF}


def _population(many: str, rule: str, found: Iterable[str] | int, page: str) -> Population:
    ids = frozenset[str]() if isinstance(found, int) else frozenset(found)
    return Population(many, rule, ids, page, found if isinstance(found, int) else len(ids))


def counted_studies(tables: Tables) -> Ids:
    return populations(tables)["counted_studies"].ids


def appraised_studies(tables: Tables) -> Ids:
    """Counted studies of which a person has answered one appraisal question at least."""
    return counted_studies(tables) & {row.study_id for row in tables[Appraisal] if row.tool and row.by}


def works_read_in_full(tables: Tables) -> Ids:
    """Included works whose standing decision was made on the full text."""
    return frozenset(
        w.work_id for w in tables.included if tables.screened[w.work_id].basis == Basis.FULL_TEXT
    )


def _counted_items(tables: Tables) -> list[EvidenceItem]:
    return [item for item in tables[EvidenceItem] if item.standing == Standing.COUNTED]


def _entries(tables: Tables) -> int:
    unused = {(row.source_file, row.position, row.line) for row in tables[QUARANTINE]}
    return tables.distinct(Record, "record_id") + len(unused)


def _votes(tables: Tables) -> list[SideOfStudy]:
    return [side for side in tables[SideOfStudy] if side.counted and side.side in TAKEN]


def _counted_studies(tables: Tables) -> set[str]:
    return {item.study_id for item in _counted_items(tables)} | {side.study_id for side in _votes(tables)}


def _direct(tables: Tables) -> set[str]:
    return {side.study_id for side in _votes(tables) if side.directness == Directness.DIRECT}


def _cases(items: Iterable[EvidenceItem]) -> set[str]:
    return {item.case_id for item in items if item.kind == Kind.EXTRACT}


# (name, many, rule, of, page)
_OF: tuple[tuple[str, str, str, Callable[[Tables], Iterable[str] | int], str], ...] = (
    ("entries", "entries", "Everything in the export files that is an entry, whether it could be used or not.", _entries, "selection.html"),
    ("works", "works", "Publications: the entries that could be used, with those of one publication joined.", lambda t: t.count(Work), "works.html"),
    ("included_works", "included works", "Works that readers included.", lambda t: (w.work_id for w in t.included), "works.html"),
    ("included_studies", "included studies", "Studies that included works report; works that report the same study count once.", lambda t: (w.study_id for w in t.included), "selection.html"),
    ("items", "coded passages and estimates", "Rows that readers coded, of whatever source; statements of the claims’ own source are among them.", lambda t: (i.item_id for i in t[EvidenceItem]), "numbers.html"),
    ("counted_items", "counted passages and estimates", "Those that may count towards a verdict; why the others do not stands with each.", lambda t: (i.item_id for i in _counted_items(t)), "methods.html#shown-and-not-counted"),
    ("counted_studies", "counted studies", "Studies with a counted passage or estimate, or with a side for, against or qualifying a claim that counts. A study whose source has no record is one too.", _counted_studies, "appraisal.html#study-by-study"),
    ("directed_studies", "counted studies with a direction", "Counted studies with a result that points one way, both ways or to no difference.", lambda t: (r.study_id for r in t[StudyDirection] if r.counted), "directions.html"),
    ("direct_studies", "studies that decide", "Counted studies that speak directly for, against or to qualify at least one claim.", _direct, "findings/index.html"),
    ("cases", "coded cases", "Cases of which a passage was coded, whether it counts or not.", lambda t: _cases(t[EvidenceItem]), "cases.html"),
    ("counted_cases", "counted cases", "Coded cases with a counted passage.", lambda t: _cases(_counted_items(t)), "themes.html"),
    ("claims", "claims", "Statements that are put to the evidence; each has one finding.", lambda t: (f.proposition for f in t[Finding]), "findings/index.html"),
    ("findings", "findings", "What the test of each claim came to.", lambda t: (f.proposition for f in t[Finding]), "findings/index.html"),
    ("coded_themes", "coded themes", "What counted passages are about: outcomes, barriers and enablers of the codebook.", lambda t: (row.theme for row in t[Charted]), "themes.html"),
    ("drawn_themes", "drawn themes", "Themes that readers drew from passages, each in a sentence.", lambda t: (theme.theme for theme in t[Theme]), "synthesis.html"),
    ("groups", "groups of like results", "Outcome rows that are alike in role, outcome and kind, and in measure and comparison where they hold an estimate: what could be one pool.", lambda t: (pool.pool_id for pool in t[Pool]), "pools.html"),
)  # fmt: skip
