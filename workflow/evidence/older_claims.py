"""Claims as an earlier version had them: read as today's, and said with their line.

What is known of verdicts in one word (supported, contested) is that of verdicts on two axes which leans the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.remarks import Remark
from evidence.settings_file import Lines, load_yaml

VERDICTS = {
    "supported": ("agreement_for", "leans_for"),
    "contested": ("divided", "qualified"),
    "not_supported": ("leans_against", "agreement_against"),
    "insufficient": ("not_tested",),
    "no_evidence": ("not_tested",),
}
_SENTENCES = (*VERDICTS, "untested")
_SLOTS = {
    "n_supported": "n_lean_for",
    "n_contested": "n_between",
    "n_not_supported": "n_lean_against",
    "n_open": "n_not_tested",
}
_SLOT = re.compile(r"\{(" + "|".join(_SLOTS) + r")(?=[|}])")
_PATHS = {"below": 0.5, "minimum": 10}
"""What the rule of diversity takes now, where it counted states."""


def renewed(claims: Any) -> Any:
    """The claims with today's words in the place of those of an earlier version; others are left as they are.

    >>> renewed({"bottom_line": "Of {n_claims}, {n_supported}.", "sentences": {"supported": "Yes.", "silent": "So."}})
    {'bottom_line': 'Of {n_claims}, {n_lean_for}.', 'sentences': {'silent': 'So.'}}
    """
    if not isinstance(claims, dict):
        return claims
    found = dict(claims)
    if isinstance(found.get("bottom_line"), str):
        found["bottom_line"] = _SLOT.sub(lambda match: "{" + _SLOTS[match[1]], found["bottom_line"])
    if isinstance(found.get("sentences"), dict):
        found["sentences"] = {n: text for n, text in found["sentences"].items() if n not in _SENTENCES}
    for name, one in (("bottom_line_more", _more), ("propositions", _claim)):
        if isinstance(found.get(name), list):
            found[name] = [one(row) if isinstance(row, dict) else row for row in found[name]]
    return found


def _more(row: dict[str, Any]) -> dict[str, Any]:
    verdicts = row.get("verdicts")
    if not isinstance(verdicts, list):
        return row
    today = [
        now
        for word in verdicts
        for now in (VERDICTS.get(word, (word,)) if isinstance(word, str) else (word,))
    ]
    return {**row, "verdicts": today}


def _claim(row: dict[str, Any]) -> dict[str, Any]:
    found = dict(row)
    if isinstance(found.get("words"), dict):
        found["words"] = {side: pair for side, pair in found["words"].items() if side != "silent"}
    rule = found.get("rule")
    if isinstance(rule, dict):
        own = {name: value for name, value in rule.items() if name != "otherwise"}
        if own.get("kind") == "diversity" and "at_least" in own:
            own = {name: value for name, value in own.items() if name != "at_least"} | _PATHS
        found["rule"] = own
    return found


def remarks(path: Path, name: str) -> list[Remark]:
    """What a person should know of claims that are read as others. `name`: the file as people know it."""
    claims, lines = load_yaml(path)
    found = _older(claims, lines) if isinstance(claims, dict) else ()
    return [Remark("", name, line, field, value, problem, fix) for line, field, value, problem, fix in found]


def _older(claims: dict[str, Any], lines: Lines) -> Iterator[tuple[int, str, str, str, str]]:
    """(line, field, value, problem, remedy) of each place."""

    def at(*place: Any) -> int:
        return next(
            (lines[where] for n in range(len(place), 0, -1) if (where := tuple(place[:n])) in lines), 1
        )

    for word in [word for word in _SENTENCES if word in _dict(claims.get("sentences"))]:
        now = ", ".join(VERDICTS.get(word, ("not_tested",)))
        yield (
            at("sentences", word),
            f"sentences.{word}",
            word,
            _EARLIER,
            f"take it out, or write a sentence for {now}",
        )
    for slot in _SLOT.findall(str(claims.get("bottom_line", ""))):
        yield (
            at("bottom_line"),
            "bottom_line",
            slot,
            f"{_EARLIER}; `{_SLOTS[slot]}` is taken in its place",
            "write that",
        )
    rows = claims.get("propositions")
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        rule, place = _dict(_dict(row).get("rule")), ("propositions", number, "rule")
        if "otherwise" in rule:
            yield (
                at(*place, "otherwise"),
                f"{row.get('id')}.rule.otherwise",
                str(rule["otherwise"]),
                _OTHERWISE,
                "take it out",
            )
        if rule.get("kind") == "diversity" and "at_least" in rule:
            yield (
                at(*place, "at_least"),
                f"{row.get('id')}.rule.at_least",
                str(rule["at_least"]),
                _STATES,
                "write `below` and `minimum`",
            )


def _dict(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


_EARLIER = "this is of an earlier version, whose verdicts had one axis"
_OTHERWISE = "a claim whose test cannot be run is not tested, and passes to no other rule; this is not read"
_STATES = "this is of an earlier version, whose rule could not fail; that the commonest state holds less than half of ten cases is tested in its place"
