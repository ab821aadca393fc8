"""Where the exports came from: config/searches.yaml, as PRISMA-S asks for it. What is left out is shown as missing."""

from __future__ import annotations

from pathlib import Path

from evidence.config import Lines, load
from evidence.settings.declare import Text, setting, settings


@settings
class Search:
    source: Text = setting("Database or place")
    platform: str = setting("Platform on which it was searched", default="")
    date: str = setting("Date of the last search", default="")
    strategy: str = setting("The full strategy", default="")
    limits: str = setting("Limits and restrictions, or that there were none", default="")
    files: tuple[str, ...] = setting("Names of its exports under literature/records/", default=())


@settings
class Searches:
    """The statements on the searching as a whole are PRISMA-S items 2-7, 10-12 and 14; each is a sentence, also where the answer is "none"."""

    note: str = setting("What readers must know of the searching", default="")
    multi_database: Text = setting("Databases searched together on one platform", default="")
    study_registries: Text = setting("Registries of studies that were searched", default="")
    browsing: Text = setting("Online and printed sources that were browsed", default="")
    citation_searching: Text = setting("Whether and how citations were followed", default="")
    contacts: Text = setting("Whether authors, experts or others were asked", default="")
    other_methods: Text = setting("Any other way in", default="")
    filters: Text = setting("Published search filters", default="")
    prior_work: Text = setting("Strategies of other reviews that were used again", default="")
    updates: Text = setting("How the search is kept up to date", default="")
    peer_review: Text = setting("Whether somebody reviewed the strategies", default="")
    searches: tuple[Search, ...] = setting("One entry a search", default=())


def load_searches(path: Path) -> tuple[Searches, Lines]:
    """The searches and the lines where they stand; none where there is no file. Raises UserErrors."""
    return load(path, Searches) if path.exists() else (Searches(), {})
