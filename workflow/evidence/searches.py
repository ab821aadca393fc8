"""Where the exports came from: config/searches.yaml, as PRISMA-S asks for it. What is left out is shown as missing."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evidence.config import Lines, load
from evidence.settings.declare import Text, setting, settings


@settings
class Rerun:
    """The same search once more. What it does not say is as it was in the search."""

    date: Text = setting("Date on which it was run again")
    count: int | None = setting("Records that the source said it found", default=None, minimum=0)
    changed: str = setting(
        "What of the strategy, limits or filters is otherwise than before; blank where nothing is", default=""
    )
    files: tuple[str, ...] = setting("Names of its exports under literature/records/", default=())


@settings
class Search:
    source: Text = setting("Database or place")
    platform: str = setting("Platform on which it was searched", default="")
    date: str = setting("Date of the search", default="")
    strategy: str = setting("The full strategy", default="")
    limits: str = setting("Limits and restrictions, or that there were none", default="")
    filters: str = setting("Published search filters, or that there were none", default="")
    count: int | None = setting("Records that the source said it found", default=None, minimum=0)
    files: tuple[str, ...] = setting("Names of its exports under literature/records/", default=())
    reruns: tuple[Rerun, ...] = setting("The times that it was run again, the first one first", default=())

    @property
    def runs(self) -> tuple[Search | Rerun, ...]:
        """The search and its reruns."""
        return (self, *self.reruns)

    @property
    def every_file(self) -> tuple[str, ...]:
        """The exports of all its runs."""
        return tuple(name for run in self.runs for name in run.files)


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


def last_run(search: Search, on: date) -> date | None:
    """The day of the latest run up to a day, of those whose date can be read; a month without a day is its first. A run that is
    dated later was not made yet, or its date is a slip."""
    days = [day for run in search.runs if (day := day_of(run.date)) and day <= on]
    return max(days, default=None)


def day_of(text: str) -> date | None:
    """The day that a date means, to measure how long ago it was; None where it cannot be told.

    >>> day_of("2026-11-25"), day_of("5 March 2026"), day_of("2026-03"), day_of("08062023 in the name of the file")
    (datetime.date(2026, 11, 25), datetime.date(2026, 3, 5), datetime.date(2026, 3, 1), None)
    """
    plain = " ".join(text.split())
    for form in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%Y-%m", "%B %Y", "%b %Y"):
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


@dataclass(frozen=True)
class Overdue:
    """A search that is older than the review promises; `months`: whole months since it was last run, None where its date is not known."""

    source: str
    last: date | None
    months: int | None


def overdue(searches: Searches, every: int | None, on: date) -> list[Overdue]:
    """Searches that were last run longer ago than `every` so many months, and those of which nobody knows; none where nothing is promised."""
    if every is None:
        return []
    found = [(search.source, last_run(search, on)) for search in searches.searches]
    told = [Overdue(source, last, months_between(last, on) if last else None) for source, last in found]
    return [one for one in told if one.months is None or one.months >= every and _after(one.last, every) < on]


def months_between(first: date, last: date) -> int:
    """Whole months.

    >>> months_between(date(2026, 1, 31), date(2026, 2, 28)), months_between(date(2026, 1, 15), date(2026, 7, 15))
    (0, 6)
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _after(day: date | None, months: int) -> date:
    """The day so many months later, or the last one of that month."""
    assert day is not None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def load_searches(path: Path) -> tuple[Searches, Lines]:
    """The searches and the lines where they stand; none where there is no file. Raises UserErrors."""
    return load(path, Searches) if path.exists() else (Searches(), {})
