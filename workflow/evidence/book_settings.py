"""What only the team can say of its review, and the words and checklists of the book."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from evidence.errors import UserError
from evidence.review_kind import ReviewKind
from evidence.settings.declare import Day, Share, Text, rules, setting, settings
from evidence.settings_file import Lines

Orcid = Annotated[
    str,
    rules(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", title="an ORCID as 0000-0002-1825-0097, in quotes"),
]


@settings
class Previous:
    studies: int = setting("Studies in the earlier version", minimum=0)
    reports: int = setting("Reports of them", minimum=0)


@settings
class Interim:
    appraised: Share = setting("Share of the counted studies that are appraised", default=0.0)
    judged: Share = setting("Share of the findings whose certainty is judged", default=0.0)


@settings
class FrontMatter:
    """The statements from `registration` on are printed on the methods page; one that is left out is called missing there and in the checklists."""

    title: Text = setting("Title of the briefing")
    question: Text = setting("The review question")
    author: Text = setting("Who answers for it")
    evidence_date: Day = setting("Date up to which evidence was gathered")
    version: Text = setting("Version of the evidence")
    year: Text = setting("Year of publication, in quotes", examples=("2026",))
    kind: str = setting(
        "What is meant to come of it: `effects` (estimates and their direction), `qualitative` (coded passages of cases), `both`, or a `map`, which judges nothing. Pages of anything else are left out while they are empty",
        default=ReviewKind.BOTH.value,
        enum=tuple(kind.value for kind in ReviewKind),
    )
    subtitle: Text = setting("One line under the title", default="")
    background: tuple[str, ...] = setting("Paragraphs of background", default=())
    next_update: Text = setting("When the next update is due", default="")
    search_again: int | None = setting(
        "Months after which every search is run again, as the review promises; `evidence status` and the page of the searches say which are older",
        default=None,
        minimum=1,
    )
    licence: Text = setting("Licence", default="")
    limits: tuple[str, ...] = setting("Limits that only a person can state", default=())
    site: str = setting(
        "Where the book will lie on the web; with it the book has a site map, absolute addresses and a card for other places",
        default="",
        pattern="^https?://",
        title="an address that begins with http:// or https://",
        examples=("https://example.org/review/",),
    )
    previous: Previous | None = setting(
        "What an earlier version of the review held; the PRISMA flow is then that of an updated review",
        default=None,
    )
    interim_until: Interim | None = setting(
        "What must be done before the briefing is no longer called interim; never called so where it is left out",
        default=None,
    )
    contact: Text = setting(
        "Who to write to, printed with the address of the book in the four pages", default=""
    )
    registration: Text = setting(
        "Where the review is registered, or that it is not", default="", examples=("PROSPERO CRD42026000000",)
    )
    protocol: Text = setting("Where the protocol is, or that there is none", default="")
    amendments: Text = setting("What was changed since the protocol or registration", default="")
    funding: Text = setting("Who paid for the review and what part they had", default="")
    readers: dict[str, str] = setting(
        "What readers should know of a reviewer, by the name that signs rows", default={}
    )
    orcids: dict[str, Orcid] = setting(
        "ORCIDs of authors and reviewers who want to be known by them, by the name that stands in `author` or signs rows; nobody else is known by more than that name",
        default={},
    )
    interests: Text = setting("Competing interests of the team", default="")
    perspective: Text = setting("Whose perspective the findings take", default="")
    implications: Text = setting("What it means for practice, policy and research", default="")
    missing_results: Text = setting(
        "How bias from missing results was assessed, and what was found", default=""
    )


@settings
class Quantifier:
    from_: Share = setting("Share from which the word is used", key="from")
    word: Text = setting("The word")


class Cards(StrEnum):
    """Which works of a large review have a page of their own."""

    ALL = "all"
    CHOSEN = "chosen"


@settings
class Wording:
    quantifiers: tuple[Quantifier, ...] = setting(
        "Quantifiers and the share of studies from which each is used; the last whose share is reached wins",
        default=(),
        minItems=1,
    )
    cards: Cards = setting(
        "Which works have a page of their own (a card): all, or those chosen that people included, kept as background, judged by the "
        "full text, disagreed on or coded, or that a finding uses; every other one stands in the list of works and in the data files",
        default=Cards.CHOSEN,
    )
    cards_for_all_up_to: int = setting(
        "Up to so many works all have a card, whatever is said above", default=2000, minimum=0
    )


@settings
class Reporting:
    required: tuple[
        Annotated[str, rules(pattern=r"^[A-Za-z0-9-]+\.[0-9a-z]+$", title="names of items")], ...
    ] = setting(
        "Items of reporting checklists without which the build fails, such as PRISMA-2020.4",
        default=(),
        uniqueItems=True,
    )


def check_quantifiers(wording: Wording, lines: Lines, file: Path) -> None:
    """Raises UserError where a share would have no word, or two."""
    place = ("brief", "quantifiers")
    steps = [step.from_ for step in wording.quantifiers]
    if not steps:
        return
    twice = next((at for at, step in enumerate(steps) if step in steps[:at]), None)
    if min(steps) > 0:
        fix = "add a step for no share at all, such as {from: 0.0, word: none}"
        problem, value, line = "no word is given for the smallest shares", min(steps), lines.get(place)
    elif twice is not None:
        problem, value, fix = "two words begin at one share", steps[twice], "remove one of them, or move it"
        line = lines.get((*place, twice))
    else:
        return
    raise UserError(problem, file=file, line=line, field=".".join(place), value=str(value), fix=fix)


def check_orcids(review: FrontMatter, lines: Lines, file: Path) -> None:
    """Raises UserError for an ORCID that is nobody's: its last sign follows from the others (ISO 7064, MOD 11-2)."""
    for name, orcid in review.orcids.items():
        if not _is_orcid(orcid):
            raise UserError(
                "this is nobody's ORCID: its last sign does not fit the others",
                file=file,
                line=lines.get(("review", "orcids", name)),
                field=f"review.orcids.{name}",
                value=orcid,
                fix="copy it again from the person's page at orcid.org",
            )


def _is_orcid(text: str) -> bool:
    """
    >>> _is_orcid("0000-0002-1825-0097"), _is_orcid("0000-0002-1825-0098")
    (True, False)
    """
    total = 0
    for figure in text.replace("-", "")[:-1]:
        total = (total + int(figure)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == text[-1]
