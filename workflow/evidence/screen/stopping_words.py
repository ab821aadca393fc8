"""The stopping rule in words, as screening, the desk and worksheets say it."""

from __future__ import annotations

from math import ceil

from evidence.screen.stopping import SHARE, Ground, Next, Stopping
from evidence.screen.urns import below_target


def in_words(rule: Stopping, left: int) -> str:
    """What the rule says to those who screen. `left`: works that nobody has decided on."""
    if not left:
        return (
            "Every work has been screened."
            if rule.found
            else "Every work has been screened, and none was kept."
        )
    below = f"fewer than {rule.target:.0%} of the relevant works were found"
    found = f"{rule.found} found in {rule.read} of {rule.total}"
    drawn, finds = (
        len(rule.texts.drawn) + len(rule.bare.drawn),
        int(rule.texts.drawn.sum() + rule.bare.drawn.sum()),
    )
    sample = f"a random sample of {drawn} unread works, {finds or 'none'} of them relevant"
    ranking = f"the ranking, {_trusted(rule)}"
    if rule.ground == Ground.SAMPLE:
        said = f"Screening may stop, by {sample}, whatever the ranking did: p = {rule.p:.3f} that {below} ({found}; recall at least {rule.at_least:.0%})."
    elif rule.ground == Ground.RANKING:
        said = (
            f"Screening may stop, by {ranking}: p = {rule.p:.3f} that {below} ({found}). This was checked by {sample}; "
            f"without trust in the ranking recall is at least {rule.at_least:.0%}."
        )
    else:
        then = {
            Next.RANKED: "by relevance",
            Next.BARE: "by chance, from works without an abstract",
            Next.RANDOM: "by chance, from the unread",
        }[rule.next]
        said = (
            f"Go on, {then}: p = {rule.p:.3f} that {below}, by {sample if drawn else ranking}"
            f"{_still_to_draw(rule)}. {found}; {_so_far(rule)}."
        )
    return " ".join([said, *rule.warnings])


def _trusted(rule: Stopping) -> str:
    if rule.found and below_target(rule.found, rule.target) == rule.found + 1:
        return f"taken for no better than chance, since {rule.target:.0%} of so few found means every one"
    return f"trusted with a lead of {rule.lead:.1f} over chance"


def _still_to_draw(rule: Stopping) -> str:
    """Why a low p is not yet enough: a ranking is not taken at its word before a sample of the unread has checked it."""
    needed = ceil(SHARE * rule.texts.urn) - len(rule.texts.drawn)
    if rule.next != Next.RANDOM or rule.p >= 1 - rule.confidence or needed <= 0:
        return ""
    return f", which a random sample must check first ({needed} more to draw)"


def _so_far(rule: Stopping) -> str:
    if not rule.found:
        return "nothing relevant was found yet, so that nothing can be said of recall"
    return (
        f"recall is likely {rule.recall:.0%}, at least {rule.at_least:.0%} ({rule.confidence:.0%} confidence)"
    )
