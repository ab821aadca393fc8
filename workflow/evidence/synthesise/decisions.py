"""The themes that people draw: literature/decisions/themes*.csv."""

from __future__ import annotations

from evidence.given.declare import Placed, day, given, given_table, judged, reviewer, withdrawn
from evidence.synthesise.theme_rows import ThemeLevel

_CODES = "facet=code, with :direction behind it where only that direction does, and & between codes that a passage must carry together"


@given_table("themes", "A theme that runs through passages", key="theme", about=("theme",), says="statement")
class ThemeDecision(Placed):
    """One theme in a person's words, with the codes or descriptive themes that it is made from."""

    theme: str = given("Id of the theme", required=True, pattern="[A-Za-z][A-Za-z0-9_-]*")
    level: ThemeLevel = given("Descriptive: made from codes; analytical: made from themes", required=True)
    label: str = given("Its name", required=True)
    statement: str = given("What it says, in a sentence", required=True)
    made_from: str = given(
        f"What speaks for it: {_CODES}; of an analytical theme ids of descriptive themes",
        required=True,
        many=True,
    )
    why: str = given("Why the theme was drawn so", required=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    against: str = given("What speaks against it, in the same way", many=True, default="")
    judged: str = judged(default="")
    withdrawn: str = withdrawn(default="")
