"""What the book says of a claim, a template for each verdict; config/propositions.yaml may put its own in their place."""

from __future__ import annotations

from typing import Annotated

from evidence.settings.declare import Text, keys, rules, setting, settings


@settings
class Verdicts:
    """A template for each verdict; figures stand in braces only."""

    agreement_for: Text = setting(
        "Where direct evidence agrees for the claim",
        default="The evidence agrees that {that}{so_far}: {counted}.",
    )
    leans_for: Text = setting(
        "Where it leans towards it",
        default="The evidence leans towards the claim that {that}{so_far}: {counted}.",
    )
    divided: Text = setting(
        "Where it is divided", default="The evidence is divided on whether {that}{so_far}: {counted}."
    )
    qualified: Text = setting(
        "Where it only qualifies it",
        default="The evidence only qualifies the claim that {that}{so_far}: {counted}.",
    )
    leans_against: Text = setting(
        "Where it leans against it",
        default="The evidence leans against the claim that {that}{so_far}: {counted}.",
    )
    agreement_against: Text = setting(
        "Where it agrees against it",
        default="The evidence agrees in speaking against the claim that {that}{so_far}: {counted}.",
    )
    not_tested: Text = setting(
        "Where the test of the claim cannot be run", default="It is not tested whether {that}: {missing}."
    )


@settings
class Sentences(Verdicts):
    """The common templates."""

    indirect: Text = setting(
        "Of studies that speak less directly",
        default="{indirect|capital} {indirect_word} a side less directly and {indirect_verb} not counted into this.",
    )
    qualifying: Text = setting(
        "Of studies that qualify the claim", default="{n_qualifies|capital} {qualify_word} the claim."
    )
    silent: Text = setting(
        "Of studies that are silent",
        default="{n_silent|capital} {silent_word} read for the claim and {silent_verb} nothing on it.",
    )
    not_read: Text = setting(
        "Of studies that nobody has read for the claim",
        default="{n_not_read|capital} further {unread_word} not been read for the claim yet.",
    )
    by_field: Text = setting("Of the codes of a facet", default="By {facet}: {by_field}.")


SENTENCES: dict[str, str] = {name: key.default for name, key in keys(Sentences).items()}


@settings
class More:
    finding: str = setting("The claim that it is of")
    verdicts: tuple[Annotated[str, rules(enum=tuple(keys(Verdicts)))], ...] = setting(
        "With which it is printed"
    )
    text: str = setting("Template")
