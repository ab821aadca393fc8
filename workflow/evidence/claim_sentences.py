"""The templates of what the book says of claims; figures stand in braces only."""

from __future__ import annotations

from typing import Annotated

from evidence.settings.declare import keys, rules, setting, settings


@settings
class Verdicts:
    """A template for each verdict."""

    supported: str = setting("Where the evidence supports the claim")
    contested: str = setting("Where it is divided")
    not_supported: str = setting("Where it does not support the claim")
    insufficient: str = setting("Where there is too little evidence")
    no_evidence: str = setting("Where no counted study takes a side")


@settings
class Sentences(Verdicts):
    """The common templates."""

    qualifying: str = setting("Of studies that qualify the claim")
    silent: str = setting("Of studies that are silent")
    untested: str = setting("Where a rule had nothing to test, though studies take a side", default="")


@settings
class More:
    finding: str = setting("The claim that it is of")
    verdicts: tuple[Annotated[str, rules(enum=tuple(keys(Verdicts)))], ...] = setting(
        "With which it is printed"
    )
    text: str = setting("Template")
