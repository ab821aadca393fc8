"""How an appraisal tool is declared: one YAML file each, of which worksheets, checks, pages and plots follow.

Questions stand in our own words, never in those of a tool that somebody owns. Answers are shown one by one and never added up:
what a tool makes of them is a judgement of a person's, for which the tool may publish a rule (`proposes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated

from evidence.settings.declare import Text, rules, setting, settings

Id = Annotated[str, rules(pattern=r"^[A-Za-z0-9][A-Za-z0-9_. -]*$", title="a short name in quotes, as '1.1'")]
Texts = Annotated[tuple[Text, ...], rules(uniqueItems=True, minItems=1)]
Condition = Mapping[str, Texts]
CATEGORY, PART = "category", "part"
"""The items by which a person says of which category a study is, and of which its further part."""
NOT_APPLICABLE = "not applicable"
"""The answer to a question that follows only from the answer to another; in many forms NA."""


class Means(StrEnum):
    """What an answer comes to: of a criterion whether it is met, of a judgement how high the risk of bias is."""

    MET = "met"
    PARTLY = "partly met"
    NOT_MET = "not met"
    UNCLEAR = "cannot be told"
    APART = "does not apply"
    LOW = "low risk"
    SOME = "some risk"
    HIGH = "high risk"
    CRITICAL = "critical risk"
    NO_INFORMATION = "no information"
    NOTHING = ""


RISKS = (Means.LOW, Means.SOME, Means.NO_INFORMATION, Means.HIGH, Means.CRITICAL)
"""What a judgement may come to, the best first."""
BAD = (Means.HIGH, Means.CRITICAL)


class By(StrEnum):
    """What is appraised: a study as a whole, or one result of it."""

    STUDY = "study"
    RESULT = "result"


@settings
class Word:
    """One answer."""

    word: Text = setting("The answer, as it is written (`yes` and `no` in quotes)")
    means: Means = setting(
        "What it comes to; left out for questions that lead to a judgement",
        default=Means.NOTHING,
        enum=tuple(means.value for means in Means if means.value),
    )
    also: Texts = setting("Other ways of writing it", default=())


@settings
class Item:
    """One question. `when`: it is asked where all answers of one of these groups were given, always where there is none."""

    id: Id = setting("Its number in the tool, in quotes")
    asks: Text = setting("The question, in your own words")
    help: Text = setting("What to look for", default="")
    answers: Text = setting("Name of its scale; the first scale where left out", default="")
    group: Text = setting("The category of study whose studies answer it; every study where left out", default="")  # fmt: skip
    when: tuple[Condition, ...] = setting(
        "It is asked only after these answers: question → answers, all of a group; one group suffices",
        default=(),
    )


@settings
class Proposal:
    """One line of the rule by which a tool goes from answers to a judgement; the first that fits is proposed."""

    judgement: Text = setting("The judgement that it proposes")
    when: tuple[Condition, ...] = setting(
        "The answers from which it follows, as in `items`; without any it follows where no other line does",
        default=(),
    )
    least: int = setting("How many of these groups must be there", default=1, minimum=1)


@settings
class Domain:
    """What is judged: a domain with its questions, or a result as a whole. A person judges; `proposes` only proposes."""

    id: Id = setting("Its short name, such as D1, by which its judgement is written down")
    label: Text = setting("What it is about")
    answers: Text = setting("Name of the scale of its judgement")
    items: tuple[Item, ...] = setting("Its questions, in order", default=())
    proposes: tuple[Proposal, ...] = setting("The rule that the tool publishes, in order", default=())
    worst: bool = setting("Overall: whether the worst judgement of a domain is proposed", default=False)
    note: Text = setting("What a person must weigh beside the rule", default="")


@settings
class Category:
    """One kind of study. `one_of`: kinds of which one is a part of it, as the quantitative part of a mixed study."""

    id: Id = setting("Its number or name, by which items name it as their `group`")
    label: Text = setting("What it is called")
    also: Texts = setting("Other names", default=())
    beside: Texts = setting("Further groups of items that such a study answers", default=())
    one_of: Texts = setting("Groups of which it answers one more", default=())


@settings
class Categories:
    """The question of which kind a study is, which chooses its items."""

    asks: Text = setting("How it is asked")
    of: tuple[Category, ...] = setting("The categories", minItems=2)
    part: Text = setting("How the further part is asked for", default="")


@settings
class Tool:
    """One tool. `name` stands in the column `tool` of literature/decisions/appraisal.csv."""

    id: Text = setting("Name of its file")
    name: Text = setting("What people write in the column `tool`")
    version: Text = setting("Version or date of the tool")
    label: Text = setting("What it is called in full")
    source: Text = setting("Where it is published, as a reference")
    designs: Text = setting("For which designs of study it is made, in words")
    scales: Mapping[str, tuple[Word, ...]] = setting("The answers, by the name of their list; the first is that of items", minProperties=1)  # fmt: skip
    also: Texts = setting("Other names of it", default=())
    doi: str = setting("DOI of the source", default="")
    design: Text = setting(
        "What its studies are, in the words of the categories of MMAT, where all are of one design; GRADE starts from it",
        default="",
    )
    by: By = setting("Whether it judges a study or each of its results", default=By.STUDY)
    items: tuple[Item, ...] = setting("Questions of no domain, in order", default=())
    category: Categories | None = setting("Where the kind of study chooses the items", default=None)
    domains: tuple[Domain, ...] = setting("Domains with their questions, in order", default=())
    overall: Domain | None = setting("The judgement of the whole, where the tool has one", default=None)

    @property
    def words(self) -> tuple[str, ...]:
        """What the tool answers to, its name first."""
        return (self.name, *self.also)

    @property
    def judged(self) -> tuple[Domain, ...]:
        """All that is judged, the whole last."""
        return (*self.domains, *([self.overall] if self.overall else []))

    @property
    def every_item(self) -> tuple[Item, ...]:
        """Every question but those of the category and the judgements."""
        return (*self.items, *(item for domain in self.judged for item in domain.items))

    def places(self) -> Iterator[str]:
        """All that the column `item` may say."""
        if self.category:
            yield CATEGORY
            yield from [PART] if self.category.part else []
        yield from (item.id for item in self.every_item)
        yield from (domain.id for domain in self.judged)

    def scale(self, place: str) -> tuple[Word, ...]:
        """The answers to an item, or the judgements of a domain. Raises KeyError for what the tool does not have."""
        if self.category and place in (CATEGORY, PART):
            parts = {part for one in self.category.of for part in one.one_of}
            asked = [c for c in self.category.of if place == CATEGORY or c.id in parts]
            return tuple(Word(c.id, also=(c.label, *c.also)) for c in asked)
        for domain in self.judged:
            if domain.id == place:
                return self.scales[domain.answers]
        item = {item.id: item for item in self.every_item}[place]
        own = self.scales[item.answers or next(iter(self.scales))]
        return (*own, Word(NOT_APPLICABLE, Means.APART, ("na", "n/a"))) if item.when else own

    def means(self, place: str, answer: str) -> Means:
        """What an answer comes to."""
        return next((word.means for word in self.scale(place) if word.word == answer), Means.NOTHING)

    def category_named(self, name: str) -> Category | None:
        return next((c for c in self.category.of if name in (c.id, c.label)), None) if self.category else None
