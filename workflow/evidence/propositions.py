"""The claims under test, as the researcher wrote them in config/propositions.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from evidence import older_claims
from evidence.claim_sentences import SENTENCES, More, Sentences
from evidence.claim_terms import clauses, unknown_name, unknown_terms
from evidence.codebook import Codebook
from evidence.config import load_checked
from evidence.errors import UserError, UserErrors
from evidence.seed import KINDS, Seed
from evidence.settings.declare import Text, rules, setting, settings
from evidence.settings.schema import made

_Conditions = dict[str, Any]
_DIRECTNESS = ("direct", "related", "one_arm", "proxy")
_Verb = Annotated[tuple[Text, Text], rules(examples=(["supports", "support"],))]


@settings
class Scope:
    tagged: bool = setting(
        "Whether extracts whose `propositions` column names the claim bear on it", default=False
    )
    where: tuple[_Conditions, ...] = setting("Conditions, of which an item must meet one", default=())


@settings
class Clause:
    when: _Conditions = setting("Conditions on an item: facets and item keys")
    side: str = setting("The side that it gives", enum=("for", "against", "qualifies"))
    because: Text = setting("Reason in words")
    directness: str = setting(
        "How directly what meets the clause speaks to the claim; else its role or kind says so",
        default="",
        enum=_DIRECTNESS,
    )


@settings
class Verbs:
    counts_for: _Verb = setting("Of studies for the claim", default=(), key="for")
    against: _Verb = setting("Of studies against it", default=())
    qualify: _Verb = setting("Of studies that qualify it", default=())


@settings
class Proposition:
    """One claim: what bears on it, which clauses give a side, and the rule for its verdict. `scope` to `words` are as they stand in the file."""

    id: str = setting(
        "Identifier",
        pattern="^[A-Za-z][A-Za-z0-9_-]*$",
        title="a letter, then letters, digits, `-` and `_`",
        examples=("P1",),
    )
    heading: Text = setting("Title of its page")
    claim: Text = setting("The claim as a sentence")
    that: Text = setting("The claim as a clause after “that”")
    kind: str = setting("What it was in the source", default="finding", enum=KINDS)
    key: bool = setting("Whether it is shown on the home page", default=False)
    testable: Text = setting(
        "The form that could be false, printed whatever the verdict; figures in braces",
        default="",
        required=True,
    )
    test: str = setting(
        "What kind of test that is; `rule` must be one that carries it out. Where left out, the first kind that its rule carries out",
        default="",
        enum=("comparative", "associational", "descriptive", "share", "trend", "diversity"),
    )
    directly: str = setting(
        "What a study does that speaks directly to the claim, after “directly”: compares those who were treated with others",
        default="",
        minLength=1,
    )
    counts_for: str = setting("What counts for it, in words", default="")
    counts_against: str = setting("What counts against it, in words", default="")
    start_status: str = setting("What was known of it before", default="")
    caution: str = setting("A confounder or limit, printed with the finding", default="")
    scope: dict[str, Any] = setting("What bears on it", default={}, shape=Scope)
    sides: tuple[dict[str, Any], ...] = setting(
        "Clauses, of which the first that an item meets gives its side", default=(), shape=tuple[Clause, ...]
    )
    rule: dict[str, Any] = setting(
        "How sides or items become a verdict: `kind`, and what a rule of this kind takes (`evidence known rules`)",
        default={},
        required=True,
        shape=Annotated[dict[str, Any], rules(properties={"kind": {"type": "string"}}, required=("kind",))],
    )
    values: dict[str, Any] = setting(
        "Figures and words that the sentences may name",
        default={},
        shape=Annotated[dict[str, float | str], rules(propertyNames={"pattern": "^[a-z_][a-z0-9_]*$"})],
    )
    words: dict[str, Any] = setting(
        "Verbs by side in place of the common ones, each singular and plural", default={}, shape=Verbs
    )
    sentence: str = setting("A template in place of the common one; figures only in braces", default="")
    by: str = setting(
        "A facet within whose codes the claim is judged too, such as `policy_field`", default="", minLength=1
    )
    not_from: tuple[Text, ...] = setting(
        "Exports whose records were sought for what the claim counts: a study that is known from these alone is no part of the "
        "included studies that its rule counts",
        default=(),
    )

    @property
    def slug(self) -> str:
        return self.id.lower()


@settings
class Defaults:
    minimum_studies: int = setting("Studies that a verdict needs", default=3, minimum=1)
    interval: float = setting(
        "Level of the intervals", default=0.95, exclusiveMinimum=0.5, exclusiveMaximum=1
    )
    directness: dict[str, Annotated[str, rules(enum=_DIRECTNESS)]] = setting(
        "Evidence role → how directly comparisons of that role speak to a claim, where no person has said; direct where left out",
        default={},
    )
    margins: dict[str, Annotated[float, rules(exclusiveMinimum=0)]] = setting(
        "Kind of estimate, and the greatest difference that does not matter, on the scale on which it is pooled; without one, no "
        "estimate shows that there is no difference",
        default={},
    )
    reviews: tuple[str, ...] = setting(
        "Study designs whose studies gather others, which one analysis leaves out", default=()
    )


@settings
class Propositions:
    """The claims. `seed`, `own_sentences` and `bottom_line_more` are as they stand in the file."""

    items: tuple[Proposition, ...] = setting("The claims under test", key="propositions")
    seed: dict[str, Any] = setting(
        "Where the claims come from, where they were taken from a publication; without it the team of the review stated them",
        default={},
        shape=Seed,
    )
    bottom_line: Text = setting(
        "Template of the bottom line, such as: Of {n_claims} claims, the evidence leans towards {n_lean_for}; made of how the claims fall where left out",
        default="",
    )
    own_sentences: dict[str, str] = setting(
        "Templates in place of the common ones, of each verdict and of what is said beside it",
        default={},
        shape=Sentences,
        key="sentences",
    )
    defaults: Defaults = setting("What holds for all claims", default=Defaults())
    bottom_line_more: tuple[dict[str, Any], ...] = setting(
        "Sentences that follow it where a claim has one of some verdicts", default=(), shape=tuple[More, ...]
    )

    @property
    def minimum_studies(self) -> int:
        return self.defaults.minimum_studies

    @property
    def interval(self) -> float:
        return self.defaults.interval

    @property
    def directness(self) -> dict[str, str]:
        return self.defaults.directness

    @property
    def margins(self) -> dict[str, float]:
        return self.defaults.margins

    @property
    def reviews(self) -> tuple[str, ...]:
        return self.defaults.reviews

    @property
    def sentences(self) -> dict[str, str]:
        """The common templates, and those of the file in their place."""
        return SENTENCES | self.own_sentences

    def ids(self) -> list[str]:
        return [proposition.id for proposition in self.items]

    @property
    def claim_cases(self) -> tuple[str, ...]:
        return tuple(self.seed.get("claim_cases", ()))


def load_propositions(path: Path, codebook: Codebook) -> Propositions:
    """Read the claims and check them against their schema and the codebook, without the settings of their rules. Raises UserErrors."""
    data, lines = load_checked(path, Propositions, older_claims.renewed)
    errors = [
        error
        for index, row in enumerate(data["propositions"])
        for at in (("propositions", index),)
        for error in unknown_terms(row["id"], clauses(row, at), at, codebook, path, lines)
    ]
    ids = [row["id"] for row in data["propositions"]]
    errors += [
        UserError(
            "two propositions have this id",
            file=path,
            line=lines.get(("propositions", number, "id")),
            field=f"propositions.{number}.id",
            value=i,
            fix=f"rename one; the first is propositions.{ids.index(i)}",
        )
        for number, i in enumerate(ids)
        if i in ids[:number]
    ]
    errors += [
        UserError(
            "a point of the source names a claim that is not here",
            file=path,
            line=lines.get(("seed", "points", index)),
            field="seed.points",
            value=claim,
            allowed=ids,
            fix="correct the claim",
        )
        for index, point in enumerate(data.get("seed", {}).get("points", []))
        for claim in (*point["claims"], *point.get("unsaid", ()))
        if claim not in ids
    ]
    errors += [
        unknown_name("this sentence is of a claim that is not here", row["finding"], ids, "bottom_line_more",
                      path, lines.get(("bottom_line_more", index, "finding")))
        for index, row in enumerate(data.get("bottom_line_more", []))
        if row["finding"] not in ids
    ]  # fmt: skip
    if errors:
        raise UserErrors(errors)
    claims: Propositions = made(Propositions, data)
    return claims
