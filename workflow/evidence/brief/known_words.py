"""The wordings of what is known: several for each part of a paragraph, which are taken in turn, so that none comes too often on a page.

Figures and quantifiers stand in braces only, and no verb agrees with `study`, which may be one author or many. `does` and `doing`: what a study compares with what, or looks at.
"""

from __future__ import annotations

import re
from collections import Counter

from evidence.side_words import Side
from evidence.synthesise.claim_rows import Lean

ALONE = (
    "One independent body of evidence alone tests it, and {stands}; take that away and nothing does.",
    "A single body of evidence puts it to the test, and {stands}: all turns on that one.",
    "It has been tested once, by a body of evidence that {stands}; without that, the question is open.",
)
ONE_WAY = (
    "{agree|capital} independent bodies of evidence say so directly and none says the contrary{within}.",
    "Where it was tested, {agree} bodies of evidence bear it out, {within_too}none contradicts it.",
    "The direct tests all point there or set limits: {agree} for it{within}.",
)
COUNTED = (
    "Of {tested} bodies of evidence that test it, {n_for} {speak} for it, {n_against} against it and {n_qualifies} {set} limits.",
    "Independent tests number {tested}: {n_for} for, {n_against} against, {n_qualifies} in between.",
    "It was put to the test {tested} times over, with {n_for} for it, {n_against} against and {n_qualifies} between the two.",
)
FOR = (
    "The most direct study for it is {study}, which {does}: {reason}.",
    "For it there is above all {study}, {doing}: {reason}.",
    "The study that stands for it, {study}, {does}: {reason}.",
)
AGAINST = (
    "Against it there is {study}, which {does}: {reason}.",
    "The most direct study to the contrary, {study}, {does}: {reason}.",
    "On the other side is {study}, {doing}: {reason}.",
)
WITHIN = (
    "What limits it is seen by {study}, which {does}: {reason}.",
    "Bounds to it are set by {study}, {doing}: {reason}.",
    "Part of it only is borne out by {study}, {doing}: {reason}.",
)
NEAR = (
    "No direct test speaks {side}; the nearest, {study}, {does}: {reason}.",
    "Short of a test of the claim itself there is {study}, {side}, {doing}: {reason}.",
    "Speaking {side} less directly, and so not counted, is {study}, {doing}: {reason}.",
)
EFFECT = ("In figures: {effect}.", "As it was measured: {effect}.", "The size of that: {effect}.")
NEAR_EFFECT = (
    "Near to the question, and not counted, is {study}, {side}: {effect}.",
    "Beside the test itself there is {study}, {side}: {effect}.",
    "A neighbouring comparison, that of {study}, is {side}: {effect}.",
)
TURNS = (
    "Leave out {n} {unit} and it would {would}.",
    "All turns on {n} {unit}: {without}, the evidence {else_it}.",
    "{n|capital} {unit} fewer, and {then}.",
)
ELSE_IT = {
    Lean.FOR: "would speak for it",
    Lean.BETWEEN: "points to no side",
    Lean.AGAINST: "would speak against it",
    Lean.NONE: "tests nothing",
}
THEN = {
    Lean.FOR: "the claim would be borne out",
    Lean.BETWEEN: "the question would be open",
    Lean.AGAINST: "the answer would be the contrary",
    Lean.NONE: "nothing would test it",
}
TOWARDS = {Side.FOR: "for it", Side.AGAINST: "against it", Side.QUALIFIES: "for a part of it"}
COMPARED = re.compile(r",? (?:which )?\{(?:does|doing)\}")
BY_SIDE = {Side.FOR: FOR, Side.AGAINST: AGAINST, Side.QUALIFIES: WITHIN}


class Turns:
    """Wordings of one part, taken in turn."""

    def __init__(self) -> None:
        self._used: Counter[tuple[str, ...]] = Counter()

    def next(self, wordings: tuple[str, ...]) -> str:
        self._used[wordings] += 1
        return wordings[(self._used[wordings] - 1) % len(wordings)]
