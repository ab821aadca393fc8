"""The words of other tools: decisions, times, and notes that are HTML."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

from evidence.screen.rows import Screen

MAYBE = "maybe"
_WORDS = {
    Screen.INCLUDE: ("1", "1.0", "true", "yes", "include", "included", "relevant", "in", "accept", "accepted"),
    Screen.BACKGROUND: ("background",),
    Screen.EXCLUDE: ("0", "0.0", "false", "no", "exclude", "excluded", "irrelevant", "out", "reject", "rejected"),
}  # fmt: skip
_DECISION = {word: decision for decision, words in _WORDS.items() for word in words}
SAID = tuple(_DECISION)
"""The words that say a decision."""
_NONE = ("", "nan", "none", "null", "nil", "na", "undecided", "not seen", "unlabelled", "unlabeled", "-1")
_UNSURE = (MAYBE, "unsure", "unclear", "?")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_UNITS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))


def decision_of(word: str) -> Screen | None:
    """The decision that a word says; None where it says none.

    >>> decision_of("Included"), decision_of("Maybe"), decision_of("")
    (<Screen.INCLUDE: 'include'>, None, None)
    """
    return _DECISION.get(_plain(word))


def is_known(word: str) -> bool:
    """Whether a word says a decision, or that there is none yet.

    >>> is_known("maybe"), is_known(""), is_known("ella")
    (True, True, False)
    """
    return _plain(word) in _DECISION or _plain(word) in (*_NONE, *_UNSURE)


def is_unsure(word: str) -> bool:
    """Whether a word says that somebody looked and left it open."""
    return _plain(word) in _UNSURE


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def moment(value: object) -> str:
    """A time as ISO 8601 to the second, a day as YYYY-MM-DD; blank for what is neither.

    Numbers are seconds, milliseconds, microseconds or nanoseconds since 1970 by their size, in UTC. Times in words stand as
    they are written, without fractions of a second.

    >>> moment(0.5), moment(1795645282977), moment("2026-11-20 10:11:12.5 UTC"), moment("20/11/2026"), moment("soon")
    ('1970-01-01T00:00:00', '2026-11-25T22:21:22', '2026-11-20T10:11:12', '2026-11-20', '')
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(float(value))
    text = str(value or "").strip().strip('"')
    if re.fullmatch(r"\d{9,19}(\.\d+)?", text):
        return _since_1970(float(text))
    if match := _DAY_FIRST.match(text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    found = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?", text)
    try:
        when = (
            datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00'}{found[3] or ':00'}") if found else None
        )
    except ValueError:
        return ""
    return (when.isoformat() if found and found[2] else when.date().isoformat()) if when else ""


def _since_1970(number: float) -> str:
    scale = next((scale for above, scale in _UNITS if number > above), 1.0)
    try:
        return datetime.fromtimestamp(int(number / scale), UTC).replace(tzinfo=None).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def without_html(note: str) -> str:
    """A note as text.

    >>> without_html("<p>why&nbsp;not</p><p>so</p>")
    'why not so'
    """
    return " ".join(html.unescape(_TAG.sub(" ", note)).split())
