"""What people code and measure: tables in literature/case_studies/, literature/effects/ and literature/conditions/."""

from __future__ import annotations

from evidence.extract import convert
from evidence.extract.rows import HigherIs, Poolable, Strength
from evidence.given.declare import OF_FACET, Given, Placed, day, given, given_table, title, withdrawn
from evidence.item_words import Direction
from evidence.measures import MEASURES, aliases, effect_types, inputs

_SOURCE = (
    "A reference to a record: citation key, DOI, PMID or record id; blank where the source has no record"
)
_STUDY = (
    "The study that the row is of, where that is not its record: another record of the study, or a name for one of several "
    "studies that a source reports"
)
_DIRECTIONS = {
    **{"pos": Direction.POSITIVE, "neg": Direction.NEGATIVE},
    **dict.fromkeys(("null", "no effect", "no difference"), Direction.NONE),
}


@given_table(
    "extracts",
    "Coded passages of cases, one row an extract",
    key="extract_id",
    facets=("form", "field", "dimension"),
)
class Extract(Placed):
    """One coded passage of one case."""

    extract_id: str = given("Identifier of the extract", required=True, unique=True)
    case_id: str = given("Identifier of the case", required=True)
    case_name: str = given("Name of the case", required=True)
    place: str = given("Where")
    period: str = given("When")
    code: str = given(
        "Outcome or theme that the passage is about",
        required=True,
        codes="outcomes_and_themes",
    )
    direction: Direction = given(
        "Direction from the standpoint of that code", required=True, also=_DIRECTIONS
    )
    propositions: str = given("Propositions that the passage bears on", codes="propositions", many=True)
    paraphrase: str = given("The passage in our own words", required=True, prose=True)
    record: str = given(_SOURCE, refers=True)
    locator: str = given("Where in the source")
    source: str = given("Address or name of the source")
    source_type: str = given("Kind of source", required=True, codes="source_types")
    caveats: str = given("Reasons for caution", codes="caveats", many=True)
    verification_note: str = given("How the row was verified", prose=True)
    study: str = given(_STUDY, default="")
    organisation_sector: str = given("What kind of body is involved", default="")
    title: str = title(default="")
    reviewer: str = given("Who coded it", default="")
    date: str = day(default="")
    withdrawn: str = withdrawn(default="")


@given_table(
    "passage_codes",
    "Further codes of passages, one row a code",
    key="extract",
    about=("extract", "facet", "code"),
    says="code",
)
class PassageCode(Placed):
    """One more code of a passage: it serves themes and framework, and is no vote of its own."""

    extract: str = given("Identifier of the extract", required=True)
    facet: str = given("Facet of the codebook", required=True, codes="facets")
    code: str = given("Code of that facet", required=True, codes=OF_FACET)
    direction: Direction = given("Direction from the standpoint of that code", also=_DIRECTIONS)
    words: str = given("The words of the paraphrase that carry the code", required=True)
    strength: Strength = given("Whether the words say it, or a reader infers it", default=Strength.NOT_STATED)
    reviewer: str = given("Who coded it", default="")
    date: str = day(default="")
    withdrawn: str = withdrawn(default="")


@given_table(
    "configurations", "Context, mechanism and outcome as passages state them", key="configuration_id"
)
class Configured(Placed):
    """One row for those who read cases as realists do: in what context what made what come about (Pawson and Tilley 1997)."""

    configuration_id: str = given("Identifier of the row", required=True, unique=True)
    case_id: str = given("The case, as in the extracts", required=True)
    context: str = given("In what circumstances", required=True)
    mechanism: str = given("What people did or reckoned, given what was offered or demanded", required=True)
    outcome: str = given("What came of it", required=True)
    direction: Direction = given("Direction of the outcome", required=True, also=_DIRECTIONS)
    extracts: str = given("Identifiers of the extracts that state all three", required=True, many=True)
    context_group: str = given("Short name under which the logic model puts the context", default="")
    mechanism_group: str = given("Short name under which it puts the mechanism", default="")
    outcome_group: str = given("Short name under which it puts the outcome", default="")
    reviewer: str = given("Who read it so", default="")
    date: str = day(default="")


def _inputs() -> list[Given]:
    """Columns that measures are computed from, those of other distributions among them."""
    return [
        Given(name, "What a measure is computed from", float, optional=True) for name in MEASURES.once(inputs)
    ]


@given_table(
    "effects",
    "Outcome estimates and directions, one row an estimate",
    key="effect_id",
    facets=("form", "field", "outcome", "dimension"),
    more=_inputs,
)
class Effect(Placed):
    """One estimate, or one direction, of one comparison."""

    effect_id: str = given("Identifier of the estimate", required=True, unique=True)
    record: str = given(_SOURCE, refers=True)
    study_label: str = given("Name of the study", required=True)
    comparison: str = given("First named against second named", required=True)
    outcome_measure: str = given("What was measured", required=True)
    timing: str = given("When it was measured")
    timing_months: float | None = given("Months of follow-up; the upper end of a range", minimum=0)
    effect_type: str = given(
        "What kind of number the estimate is; direction_only where there is none",
        required=True,
        codes=lambda codebook: effect_types(codebook.effect_types),
        also=aliases,
    )
    estimate: float | None = given("The estimate, for the first named")
    se: float | None = given("Standard error; 0 is none, which a remark says", minimum=0)
    ci_low: float | None = given("Lower bound of the 95 % interval")
    ci_high: float | None = given("Upper bound of the 95 % interval")
    p_reported: str = given("The p value as reported")
    n: int | None = given("Sample size", minimum=1)
    n_note: str = given("Sample size in words")
    k_studies: int | None = given("Studies behind the row", minimum=1)
    k_note: str = given("Studies in words")
    direction: Direction = given("Direction of benefit for the first named", also=_DIRECTIONS)
    evidence_role: str = given("What the number is evidence of", required=True, codes="evidence_roles")
    poolable: Poolable = given("Whether the row may enter a pooled estimate", required=True)
    precision_basis: str = given("How the precision was obtained")
    source: str = given("Address or name of the source")
    licence: str = given("Licence of the source")
    note: str = given("Working note; kept in the download and printed nowhere", prose=True)
    study: str = given(_STUDY, default="")
    events_1: float | None = given("Events in the first arm", minimum=0, default=None)
    n_1: float | None = given("People in the first arm", minimum=1, default=None)
    time_1: float | None = given("Person-time in the first arm", above=0, default=None)
    mean_1: float | None = given("Mean in the first arm", default=None)
    sd_1: float | None = given("Standard deviation in the first arm", minimum=0, default=None)
    events_2: float | None = given("Events in the second arm", minimum=0, default=None)
    n_2: float | None = given("People in the second arm", minimum=1, default=None)
    time_2: float | None = given("Person-time in the second arm", above=0, default=None)
    mean_2: float | None = given("Mean in the second arm", default=None)
    sd_2: float | None = given("Standard deviation in the second arm", minimum=0, default=None)
    r: float | None = given(
        "Correlation; for a change score, that between the measurements", minimum=-1, maximum=1, default=None
    )
    t: float | None = given("t statistic of two independent arms, signed", default=None)
    f: float | None = given(
        "F statistic with one degree of freedom in the numerator", minimum=0, default=None
    )
    icc: float | None = given(
        "Intra-cluster correlation; given where the standard error does not yet allow for clusters, which is then corrected",
        minimum=0,
        maximum=1,
        default=None,
    )
    cluster_size: float | None = given("Average size of a cluster", minimum=1, default=None)
    unit: str = given("Unit of the estimate", default="")
    scale: str = given("Scale of the outcome, in words", default="")
    higher_is: HigherIs = given(
        "Whether a higher value of the outcome is better or worse",
        default=HigherIs.NOT_STATED,
        also={
            **dict.fromkeys(("good", "beneficial"), HigherIs.BETTER),
            **dict.fromkeys(("bad", "harmful"), HigherIs.WORSE),
        },
    )
    ci_level: float | None = given(
        "Level of the interval; 0.95 where blank", minimum=0.5, maximum=0.9999, default=None
    )
    statement: str = given(
        "What a reader should know of the row, in a sentence, which stands beside it wherever it is shown",
        default="",
        prose=True,
    )
    convert_to: str = given(
        "Kind of estimate that this one is converted to, which the derivation then says",
        codes=lambda codebook: convert.targets(),
        default="",
    )
    title: str = title(default="")
    reviewer: str = given("Who entered it", default="")
    date: str = day(default="")
    withdrawn: str = withdrawn(default="")


@given_table("conditions", "What was measured of cases, for the comparison of cases (QCA)", key="case_id")
class Measured(Placed):
    """One raw value of one case."""

    case_id: str = given("The case, as in the extracts where it has any", required=True)
    condition: str = given(
        "What was measured, as the conditions under qca in config.yaml name it",
        required=True,
        pattern="[a-z][a-z0-9_]*",
    )
    value: float = given("The raw value, not calibrated", required=True)
    unit: str = given("Its unit, the same in every row of a condition", required=True)
    source: str = given("Where the value stands: work and page or table", required=True)
    note: str = given("Working note; kept in the download and printed nowhere", default="")
    coder: str = given("Who entered it", default="")
    date: str = day(default="")
    statement: str = given("What a reader should know of it, in a sentence", default="")
