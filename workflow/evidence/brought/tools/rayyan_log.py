"""Rayyan's log of decisions: when each person said what, under her address and not her name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.brought.opened import rows_of
from evidence.brought.words import decision_of, moment

_VALUES = {"1": "included", "0": "maybe", "-1": "excluded"}
_REASON = "__EXR__"


@dataclass(frozen=True)
class Log:
    """The last word of each person on each article, (address, article) → …: `words`, `times`, the `why` of it, and what labels are `named`."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    times: dict[tuple[str, str], str] = field(default_factory=dict)
    why: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    named: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def time(self, address: str, article: str) -> str:
        return self.times.get((address, article), "")

    def reasons(self, address: str, article: str) -> tuple[str, ...]:
        return self.why.get((address, article), ())

    def labels(self, address: str, article: str) -> tuple[str, ...]:
        return self.named.get((address, article), ())

    def people(self, voices: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """Name → address of one person: they agree on at least one article and never differ, and no other two of them do.

        `voices`: article → name → word.
        """
        agreed, differ = Counter[tuple[str, str]](), set[tuple[str, str]]()
        addresses = {address for address, _ in self.words}
        for article, votes in voices.items():
            for name, word in votes.items():
                for address in addresses:
                    logged = self.words.get((address, article), "")
                    same = bool(logged) and decision_of(logged) is decision_of(word)
                    agreed[name, address] += same
                    differ |= {(name, address)} if logged and not same else set()
        fits = [pair for pair, times in agreed.items() if times and pair not in differ]
        names, own = Counter(name for name, _ in fits), Counter(address for _, address in fits)
        return {name: address for name, address in fits if names[name] == own[address] == 1}


def is_log(name: str, data: bytes) -> bool:
    """Whether this is such a log, by its first line."""
    first = data[:4096].split(b"\n", 1)[0].lower()
    return b"article_id" in first and b"key" in first and b"value" in first


def read_log(data: bytes) -> Log:
    """The last words of a log, in the order of its times."""
    log = Log()
    reasons: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    labels: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    rows = [(moment(row.get("created_at")), line, row) for line, row in rows_of(data)]
    for when, _, row in sorted(rows, key=lambda each: each[:2]):
        who = (row.get("user_email") or row.get("user_id", ""), row.get("article_id", ""))
        key, value = row.get("key", "").strip('"'), row.get("value", "").strip()
        if key == "included":
            log.words[who], log.times[who] = _VALUES.get(value, ""), when if value in _VALUES else ""
        elif key.startswith(_REASON):
            reasons[who][key.removeprefix(_REASON).strip()] = value == "1"
        elif key and value in _VALUES:
            labels[who][key] = value == "1"
    for kept, said in ((log.why, reasons), (log.named, labels)):
        kept.update({who: tuple(name for name, holds in told.items() if holds) for who, told in said.items()})
    return log
