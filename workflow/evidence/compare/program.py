"""What the two versions were made with: the code of each stage, the version of each library, the lock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.compare.rows import Change, Kind, Way

_PARTS = {"stages": "code of the stage", "libraries": "version of the library", "lock": "lock of libraries"}
_SHOWN = 12


def program(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """One row a stage whose code differs and a library of another version. Both are what `BuiltFrom` says; where one of them
    says nothing, nothing can be compared."""
    for part, what in _PARTS.items():
        own, now = (_table(part, about.get(part)) for about in (before, after))
        if not own or not now:
            continue
        for name in sorted(own.keys() | now.keys()):
            one, other = own.get(name, ""), now.get(name, "")
            if one != other:
                why = _pieces(name, before, after) if part == "stages" else ""
                short = (text[:_SHOWN] if part != "libraries" else text for text in (one, other))
                yield Change(Kind.PROGRAM, name, f"{what} {name}", part, *short, Way.NONE, why, "")


def _table(part: str, value: Any) -> dict[str, str]:
    return {part: value} if isinstance(value, str) else dict(value or {})


def _pieces(stage: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The pieces of code that differ: those of the room of the stage, and how many elsewhere."""
    own, now = (dict(about.get("code") or {}) for about in (before, after))
    changed = sorted(name for name in own.keys() | now.keys() if own.get(name) != now.get(name))
    here = [name for name in changed if f"/{stage}/" in name or name.endswith(f"stages/{stage}.py")]
    others = len(changed) - len(here)
    told = [*here, *([f"{others} pieces that stages share or others have"] if others else [])]
    return "; ".join(told)
