"""The codebook: facets and codes as the researcher wrote them in config/codebook.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Annotated, Any

from evidence.settings.declare import Text, rules, setting, settings
from evidence.settings.schema import made

MMAT = "MMAT 2018"
"""The appraisal tool that studies are asked by where a review names none."""


Id = Annotated[
    str, rules(pattern="^[a-z][a-z0-9_]*$", title="a small letter, then small letters, digits and `_`")
]
Texts = Annotated[tuple[Text, ...], rules(uniqueItems=True)]


@settings
class Phrase:
    """Words that speak for a code: not as part of one of `unless`, and only with one of `near` within `window` words."""

    text: Text = setting("The words", key="phrase")
    unless: Texts = setting(
        "Longer phrases within which the words do not speak for the code", default=(), minItems=1
    )
    near: Texts = setting(
        "The words speak for the code only where one of these is near", default=(), minItems=1
    )
    window: int = setting("How near, in words", default=12, minimum=1, maximum=200)


@settings
class Code:
    """One code of one facet (a concept in SKOS)."""

    id: Id = setting("Name used in the tables; never used again for another meaning")
    label: Text = setting("Name for readers", default="", required=True)
    definition: Text = setting("What the code means", default="", required=True)
    include: Text = setting("When to use the code", default="")
    exclude: Text = setting("When not to use it, and which code to use instead", default="")
    asked_as: Text = setting(
        "In facets with the roles form and field: what somebody asks who has it before them, at the head of its page; made of the label where left out",
        default="",
    )
    phrases: tuple[Phrase, ...] = setting(
        "Words that speak for the code, matched without regard to case; not where they are denied. With conditions: a group of keys",
        default=(),
        shape=Annotated[tuple[Text | Phrase, ...], rules(uniqueItems=True)],
        minItems=1,
    )
    examples: Texts = setting("Citation keys of records that carry the code", default=(), minItems=1)
    source: Texts = setting("Citation keys, or ids of `sources`", default=(), minItems=1)
    abstain: bool = setting(
        "Whether it says that nothing can be told; what has such a code goes to review", default=False
    )
    empirical: bool = setting(
        "In a facet of designs: whether such a study collects or analyses data of its own", default=False
    )
    broader: Id = setting("The code of this facet that this one is a kind of", default="")
    same_as: Texts = setting(
        "The same concept in other schemes, such as cap:14 for a major topic of the Comparative Agendas Project",
        default=(),
        minItems=1,
    )

    def __post_init__(self) -> None:
        """Phrases may be written as their words alone."""
        given = tuple(Phrase(each) if isinstance(each, str) else each for each in self.phrases)
        object.__setattr__(self, "phrases", given)
        object.__setattr__(self, "label", self.label or self.id)


@settings
class Facet:
    """One question that coding answers."""

    id: Id = setting("Name used in the tables")
    label: Text = setting("Name for readers")
    plural: Text = setting("Its plural; the label where left out", default="")
    definition: Text = setting("What is asked", default="", required=True)
    role: str = setting(
        "What the facet is for: `form` spans the rows of the evidence map, `field` its columns (where one is not there, the next facet does), `outcome` says what a result is about, "
        "`theme` holds barriers and enablers, `dimension` further properties of cases, `design` the kind of study, `place` where; `equity` (who is studied) and `cost` are coded by their phrases alone and have a page of their own",
        default="",
        required=True,
        enum=("form", "field", "outcome", "theme", "dimension", "design", "place", "equity", "cost"),
    )
    unit: str = setting(
        "What carries the code: a publication, a passage of a case, or both",
        default="work",
        required=True,
        enum=("work", "extract", "both"),
    )
    multiple: bool = setting(
        "Whether a unit may carry several codes; the main one comes first", default=False, required=True
    )
    codes: tuple[Code, ...] = setting("The answers", default=(), minItems=1)
    open: bool = setting("Whether any value is allowed; such a facet has no list of codes", default=False)
    rule: Text = setting("How to choose between the codes", default="")
    tie_breaks: Texts = setting("What decides when two codes fit", default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "plural", self.plural or self.label)

    def code(self, code_id: str) -> Code | None:
        return next((code for code in self.codes if code.id == code_id), None)

    def label_of(self, code_id: str) -> str:
        """The label of a code; an unknown or free value stands for itself."""
        code = self.code(code_id)
        return code.label if code else code_id

    def ids(self) -> list[str]:
        return [code.id for code in self.codes]


@settings
class RuleSource:
    id: Id = setting("Name by which codes refer to this source")
    label: Text = setting("Name for readers")
    note: Text = setting("What was and was not seen of it", default="")
    records: Texts = setting("Citation keys of its records", default=())


@settings
class Criteria:
    include: Text = setting("What counts as a study of the question")
    background: Text = setting("What is kept for context, and not counted")
    exclude: Text = setting("What is left out")
    note: Text = setting("A remark for those who screen", default="")


@settings
class AppraisalTool:
    """One tool that the review appraises with."""

    id: Id = setting("Name of the tool in this list")
    label: Text = setting(
        "Its name, as the column `tool` has it: one of `evidence known tools`, one of config/appraisal/, or another, whose answers are taken as they come",
        default="",
        required=True,
    )
    definition: Text = setting("What it is, or why it is used", default="")
    source: Texts = setting("Citation keys, or ids of `sources`", default=(), minItems=1)
    designs: Texts = setting(
        "Codes of the facets with the role design: studies of which are asked by this tool; every study where left out",
        default=(),
        minItems=1,
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", self.label or self.id)


@settings
class Codebook:
    """All facets, with the lists of codes that columns of the tables hold. `raw`: the file as it stands; `own_tools`: what the appraisal
    tools of config/appraisal/ answer to."""

    version: Text = setting("Version of the codebook; raise it when the meaning of a code changes")
    title: Text = setting("Title, as it is printed")
    facets: tuple[Facet, ...] = setting(
        "The questions that coding answers. None is compulsory: a review without forms, fields or outcomes has no page of them",
        minItems=1,
    )
    evidence_roles: tuple[Code, ...] = setting(
        "What a number is evidence of, the most telling role first", default=(), required=True, minItems=1
    )
    source_types: tuple[Code, ...] = setting(
        "Values of the column `source_type` of extracts", default=(), required=True, minItems=1
    )
    raw: dict[str, Any] = field(default_factory=dict)
    own_tools: tuple[str, ...] = ()
    caveats: tuple[Code, ...] = setting("Values of the column `caveats` of extracts", default=(), minItems=1)
    effect_types: tuple[Code, ...] = setting(
        "Values of the column `effect_type` of effects, beyond those that are known anyway", default=()
    )
    appraisal_tools: tuple[AppraisalTool, ...] = setting(
        f"The tools that studies are appraised with, in order: a study is asked by the first that is for its design. {MMAT} where left out",
        default=(),
    )
    directions: tuple[Code, ...] = setting(
        "Values of the column `direction` of extracts and effects", default=(), required=True, minItems=1
    )
    poolable: tuple[Code, ...] = setting("Values of the column `poolable` of effects", default=(), minItems=1)
    description: Text = setting(
        "What the codebook is for and what it was built from", default="", required=True
    )
    sources: tuple[RuleSource, ...] = setting(
        "What the rules rest on; codes refer to these by id", default=()
    )
    how_to_code: Texts = setting("Steps for a coder, in order", default=())
    screening: Criteria | None = setting("Criteria by which a record gets in", default=None, required=True)
    pooling: Texts = setting("Rules for numbers", default=())
    confounds: Texts = setting("What must be said with a comparison", default=())
    limits: Texts = setting("What the coding cannot bear", default=())

    def find(self, facet_id: str) -> Facet | None:
        return next((facet for facet in self.facets if facet.id == facet_id), None)

    def facet(self, facet_id: str) -> Facet:
        """The facet with this id. Raises KeyError where there is none."""
        facet = self.find(facet_id)
        if facet is None:
            raise KeyError(facet_id)
        return facet

    @property
    def labels(self) -> dict[str, str]:
        """What facets and codes are called, by their id; a facet before a code, and a code of an earlier facet before a later one."""
        codes = {code.id: code.label for facet in reversed(self.facets) for code in facet.codes}
        return codes | {facet.id: facet.label for facet in self.facets}

    def called(self, code: str) -> str:
        """The label of an evidence role, a type of source or a kind of estimate; what has none is said in words."""
        codes = (*self.evidence_roles, *self.source_types, *self.effect_types)
        return next((one.label for one in codes if one.id == code), code.replace("_", " "))

    def by_role(self, role: str) -> Facet | None:
        """The first facet with this role, such as `form`, `field` or `outcome`; none where the review has no such facet."""
        return next(iter(self.with_role(role)), None)

    def id_of(self, role: str) -> str:
        """The id of the first facet with this role; blank, which nothing is coded by, where there is none."""
        facet = self.by_role(role)
        return facet.id if facet else ""

    def with_role(self, *roles: str) -> list[Facet]:
        return [facet for facet in self.facets if facet.role in roles]

    def outcome_codes(self) -> dict[str, Code]:
        """Codes that an extract may carry: outcome domains and themes."""
        return {c.id: c for facet in self.with_role("outcome", "theme") for c in facet.codes}

    def outcome_label(self, code: str) -> str:
        """The label of an outcome domain or theme; a row may also have none."""
        found = self.outcome_codes().get(code)
        return found.label if found else code or "No outcome coded"


def place_of(code: str, order: Sequence[str]) -> tuple[int, str]:
    """Where a code stands in the order of the codebook, to sort by; what is not in it stands last, by name.

    >>> sorted(["z", "a", "b"], key=lambda code: place_of(code, ["b", "a"]))
    ['b', 'a', 'z']
    """
    return order.index(code) if code in order else len(order), code


def parse_codebook(data: dict[str, Any]) -> Codebook:
    """A codebook as its file has it."""
    return replace(made(Codebook, data), raw=data)
