"""The tables that stages hand on. Column names and enumerations live here and nowhere else.

A table is a list of one of these frozen rows; its columns are the row's fields, in this order.
`evidence.io` stores them as Parquet with the types declared here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What finally became of one input entry. Every entry has exactly one."""

    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"
    INCLUDED = "included"
    BACKGROUND = "background"
    EXCLUDED = "excluded"
    UNDECIDED = "undecided"


class Screen(StrEnum):
    INCLUDE = "include"
    BACKGROUND = "background"
    EXCLUDE = "exclude"
    UNDECIDED = "undecided"

    @property
    def fate(self) -> Fate:
        return {
            "include": Fate.INCLUDED,
            "background": Fate.BACKGROUND,
            "exclude": Fate.EXCLUDED,
        }.get(self.value, Fate.UNDECIDED)


class Source(StrEnum):
    """Who gave a code; a person outranks a rule, a rule outranks a model."""

    PERSON = "person"
    RULE = "rule"
    MODEL = "model"


class State(StrEnum):
    ACCEPTED = "accepted"
    ABSTAINED = "abstained"
    OVERRIDDEN = "overridden"


class Direction(StrEnum):
    """Direction of effect from the standpoint of the outcome's benefit (SWiM item 3)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    NONE = "none"
    NOT_STATED = ""


class Standing(StrEnum):
    """Whether an item counts as evidence, and if not, why it is shown all the same."""

    COUNTED = "counted"
    SHOWN_ONLY = "shown_only"
    CLAIM_UNDER_TEST = "claim_under_test"


class Side(StrEnum):
    FOR = "for"
    AGAINST = "against"
    QUALIFIES = "qualifies"
    SILENT = "silent"


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTESTED = "contested"
    NOT_SUPPORTED = "not_supported"
    INSUFFICIENT = "insufficient"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class Record:
    """One usable entry of one input file."""

    record_id: str
    source_file: str
    position: int
    line: int
    format: str
    source_key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    container: str
    volume: str
    issue: str
    pages: str
    publisher: str
    doi: str
    pmid: str
    pmcid: str
    isbn: str
    issn: str
    arxiv: str
    openalex: str
    url: str
    abstract: str
    abstract_kind: str
    keywords: tuple[str, ...]
    extra: str
    raw: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An entry that could not be used, and how a person can release it."""

    entry_id: str
    source_file: str
    position: int
    line: int
    field: str
    value: str
    problem: str
    how_to_fix: str
    raw: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A value that was left out or mended in a row that was otherwise used; or, where `dropped`, a row of people's that was
    not used at all."""

    row_id: str
    source_file: str
    line: int
    field: str
    value: str
    problem: str
    how_to_fix: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class FileCount:
    """Entries of one file: counted by a tokenizer that only counts, and read by the reader."""

    source_file: str
    format: str
    counted: int
    read: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Work:
    """One publication, merged from its records. `provenance` is JSON: field → record_id."""

    work_id: str
    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    container: str
    volume: str
    issue: str
    pages: str
    publisher: str
    doi: str
    pmid: str
    pmcid: str
    isbn: str
    issn: str
    arxiv: str
    openalex: str
    url: str
    abstract: str
    abstract_kind: str
    keywords: tuple[str, ...]
    study_id: str
    members: tuple[str, ...]
    provenance: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Which work a record belongs to, and what joined it to that work.

    `known`: the record stands in literature/known_works.csv, so that it was here before others.
    """

    record_id: str
    work_id: str
    primary: bool
    matched_record: str
    rule: str
    reason: str
    by: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class MaybePair:
    """Two records that look alike but were not joined: a question for a person."""

    record_a: str
    record_b: str
    question: str
    probability: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two records were compared, and the outcome: `duplicate`, `question`, `held` or `link`.

    `fields` is JSON: field → [level, weight]; the weights and `intercept` add up to the log-odds.
    """

    record_a: str
    record_b: str
    outcome: str
    probability: float
    reason: str
    fields: str


@dataclass(frozen=True, slots=True)
class WorkLink:
    """What one work is to another: `work_id` is `relation` `other_work_id`, as in erratum-to.

    `policy` says what follows from it: `study` (both report one study) or `link` (named only).
    """

    work_id: str
    other_work_id: str
    relation: str
    policy: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class StudyLink:
    """Several works can report one study; synthesis counts studies."""

    work_id: str
    study_id: str
    relation: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Screening:
    """The screening outcome of one work."""

    work_id: str
    decision: str
    reason: str
    basis: str
    by: str
    date: str
    conflict: str


@dataclass(frozen=True, slots=True)
class Label:
    """One code on one work, whoever gave it, with what spoke for it."""

    work_id: str
    facet: str
    code: str
    probability: float | None
    source: str
    state: str
    reasons: tuple[str, ...]
    by: str

    def counts(self, machine_too: bool) -> bool:
        """Whether the code may place its work: accepted, and given by a person unless said otherwise."""
        return self.state == State.ACCEPTED and (machine_too or self.source == Source.PERSON)


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One coded extract or one effect, in the shape that the synthesis reads.

    `facets` is JSON: facet id → list of codes. `months` is the follow-up in months.
    `p` is an exact two-sided p; `derivation` says how estimate and standard error were computed here,
    blank where they stand as given; `higher_is` is better or worse, `unit` that of the estimate.
    """

    item_id: str
    kind: str
    source_file: str
    line: int
    work_id: str
    study_id: str
    study_label: str
    case_id: str
    facets: str
    outcome: str
    direction: str
    comparison: str
    measure: str
    propositions: tuple[str, ...]
    role: str
    source_type: str
    standing: str
    standing_reason: str
    text: str
    source: str
    effect_type: str
    estimate: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    months: float | None
    poolable: str
    n: int | None
    p: float | None
    derivation: str
    higher_is: str
    unit: str


@dataclass(frozen=True, slots=True)
class Pool:
    """One group of effects that might be pooled: the pooled result, or the reason why not.

    `i2` is a share. `pi_low`, `pi_high`: where the effect of a new study is expected. `q_p`: test of homogeneity.
    """

    role: str
    outcome: str
    effect_type: str
    measure: str
    n_rows: int
    n_studies: int
    pooled: bool
    reason: str
    estimate: float | None
    ci_low: float | None
    ci_high: float | None
    tau2: float | None
    i2: float | None
    items: tuple[str, ...]
    pool_id: str
    method: str
    test: str
    se: float | None
    p: float | None
    pi_low: float | None
    pi_high: float | None
    q: float | None
    q_p: float | None
    h2: float | None
    tau2_low: float | None
    tau2_high: float | None


@dataclass(frozen=True, slots=True)
class PoolStudy:
    """One study of a pool: its estimate, its weight (a share), and what the pool is without it (metafor's names)."""

    pool_id: str
    item_id: str
    study_id: str
    study_label: str
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    weight: float
    without_estimate: float | None
    without_tau2: float | None
    rstudent: float | None
    cooks: float | None
    dffits: float | None
    hat: float | None
    influential: bool


@dataclass(frozen=True, slots=True)
class PoolAnalysis:
    """A pool once more, done another way: model, subgroup, moderator, prior, or a look at small studies."""

    pool_id: str
    analysis: str
    kind: str
    k: int
    estimate: float | None
    ci_low: float | None
    ci_high: float | None
    tau2: float | None
    statistic: float | None
    p: float | None
    note: str


@dataclass(frozen=True, slots=True)
class DirectionCount:
    """Studies by direction of effect: form × field × outcome domain (SWiM). Blank means all."""

    form: str
    field: str
    outcome: str
    positive: int
    negative: int
    mixed: int
    none: int
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyDirection:
    """The direction of one study in one outcome domain, from its outcomes there. `agreeing`: share of the commonest.

    `codes` are facet=code pairs of the items under it. `kind`: effect where a comparison was reported, else extract.
    `n`: people behind the largest of its outcomes, blank where no row says so.
    """

    study_id: str
    study_label: str
    outcome: str
    direction: str
    positive: int
    negative: int
    mixed: int
    none: int
    agreeing: float
    kind: str
    counted: bool
    standing_reason: str
    codes: tuple[str, ...]
    items: tuple[str, ...]
    n: int | None


@dataclass(frozen=True, slots=True)
class SignTest:
    """Studies of one group by direction; `share` positive of the `clear` ones, its exact interval and the sign test's p."""

    grouping: str
    code: str
    sources: str
    positive: int
    negative: int
    mixed: int
    none: int
    clear: int
    share: float | None
    ci_low: float | None
    ci_high: float | None
    p: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Charted:
    """Passages of one theme in one form and field, by direction, and how many cases they come from."""

    theme: str
    form: str
    field: str
    positive: int
    negative: int
    mixed: int
    none: int
    not_stated: int
    cases: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """Two themes in one case: how often, how often by chance, and Fisher's p before and after Holm's correction."""

    first: str
    second: str
    n_first: int
    n_second: int
    both: int
    expected: float
    p: float | None
    p_holm: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Saturation:
    """Themes that are expected among this many cases, of all that were found."""

    cases: int
    themes: float
    of: int


@dataclass(frozen=True, slots=True)
class Deviant:
    """A case that points the other way than most cases with the theme."""

    theme: str
    case_id: str
    case_name: str
    direction: str
    usual: str
    n_usual: int
    n_cases: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapCell:
    """One cell of the evidence-and-gap map: included works and coded evidence."""

    form: str
    field: str
    works: tuple[str, ...]
    items: tuple[str, ...]
    positive: int
    negative: int
    mixed: int
    none: int
    why_empty: str


@dataclass(frozen=True, slots=True)
class SideOfStudy:
    """The side that one study takes on one proposition, and where that comes from."""

    proposition: str
    study_id: str
    study_label: str
    side: str
    counted: bool
    standing: str
    by: str
    reason: str
    work_id: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict on one proposition. `numbers` and `with_claims` are JSON objects.

    `flip_set`: the fewest studies without which the verdict is `flip_to`, empty where no six turn it. `holds_in` of
    `universes` defensible analyses give the same verdict.
    """

    proposition: str
    rule: str
    rule_text: str
    verdict: str
    lean: str
    n_for: int
    n_against: int
    n_qualifies: int
    n_silent: int
    n_shown_only: int
    n_claims: int
    share_for: float | None
    ci_low: float | None
    ci_high: float | None
    numbers: str
    with_claims: str
    caution: str
    evidence_hash: str
    flip_set: tuple[str, ...]
    flip_to: str
    holds_in: int
    universes: int


@dataclass(frozen=True, slots=True)
class Universe:
    """The verdict on one proposition in one of the defensible analyses, with the choices that make it.

    A choice that the rule of the proposition cannot feel is blank.
    """

    universe_id: str
    proposition: str
    verdict: str
    shown_only: str
    read_by: str
    unit: str
    qualifying: str
    decision: str
    limit: str
    minimum: str
    machine_designs: str


@dataclass(frozen=True, slots=True)
class CaseCondition:
    """One raw value of one case, as it was measured; calibration comes later (Ragin 2008, chapter 4)."""

    case_id: str
    condition: str
    value: float
    unit: str
    source: str
    note: str
    source_file: str
    line: int


@dataclass(frozen=True, slots=True)
class QcaCase:
    """One case as it is compared: its raw outcome, its membership in the outcome and (JSON) in each condition."""

    case_id: str
    case_name: str
    study_id: str
    used: bool
    reason: str
    raw: float | None
    outcome: float | None
    memberships: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QcaRow:
    """One observed combination of conditions: output 1, 0, C (contradiction) or ? (too few cases)."""

    configuration: str
    n: int
    consistency: float | None
    pri: float | None
    output: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QcaTerm:
    """One term of one of `models` equally short models of a solution; a blank term is the model as a whole."""

    kind: str
    model: int
    models: int
    term: str
    consistency: float
    pri: float
    coverage: float
    unique: float | None
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QcaImplicant:
    """One prime implicant of a solution: the rows that it covers, and how many of the models need it."""

    kind: str
    implicant: str
    covers: tuple[str, ...]
    in_models: int
    models: int


@dataclass(frozen=True, slots=True)
class QcaNecessity:
    """How far a condition is necessary for the outcome; low relevance means that nearly every case has it."""

    condition: str
    consistency: float
    relevance: float
    coverage: float


@dataclass(frozen=True, slots=True)
class QcaRobustness:
    """The intermediate solution at other thresholds, and how many of the terms of ours are in it."""

    threshold: float
    consistency: float
    frequency: int
    solution: str
    kept: int
    terms: int
    same: bool
    note: str


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What is known of the quality of one study, without a summed score (MMAT 2018)."""

    study_id: str
    tool: str
    item: str
    answer: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """A person's certainty in one finding, or the visible lack of it."""

    proposition: str
    level: str
    reason: str
    by: str
    date: str
    state: str
    facts: str
    evidence_hash: str


@dataclass(frozen=True, slots=True)
class StudyAppraisal:
    """How far the appraisal of one counted study has come: items by answer, never their sum (MMAT 2018)."""

    study_id: str
    study_label: str
    state: str
    category: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    disagree: tuple[str, ...]
    missing: tuple[str, ...]
    source_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CerqualComponent:
    """One component of GRADE-CERQual for one finding: facts (JSON), the concern they propose, and a person's."""

    proposition: str
    component: str
    facts: str
    proposed: str
    why: str
    judged: str
    state: str


@dataclass(frozen=True, slots=True)
class GradeDomain:
    """One domain of GRADE for one pool: the concern that the facts propose, and a person's."""

    pool_id: str
    domain: str
    proposed: str
    why: str
    judged: str
    state: str


@dataclass(frozen=True, slots=True)
class PoolCertainty:
    """A person's certainty in one pooled effect, or the visible lack of it."""

    pool_id: str
    level: str
    reason: str
    reviewer: str
    date: str
    state: str
    evidence_hash: str


@dataclass(frozen=True, slots=True)
class Confounding:
    """How studies on the two sides of a claim differ in one code: holders and all whose code is known, on each side."""

    proposition: str
    facet: str
    code: str
    for_with: int
    for_known: int
    against_with: int
    against_known: int
    separates: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One step in the life of one input entry; the step marked `final` is its fate."""

    entry_id: str
    source_file: str
    line: int
    stage: str
    fate: str
    reason: str
    by: str
    final: bool
