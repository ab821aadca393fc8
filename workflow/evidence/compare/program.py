"""What the two versions were made with: the code of each stage, the version of each library, the lock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.built_from import BuiltFrom, evidence_from
from evidence.compare.rows import Change, Kind, Way
from evidence.lock import LOCK
from evidence.releases.version import Version
from evidence.review import Review

_PARTS = {"stages": "code of the stage", "libraries": "version of the library", "lock": "lock of libraries"}
_SHOWN = 12


def program(before: BuiltFrom, after: BuiltFrom) -> Iterator[Change]:
    """One row a stage whose code differs, a library of another version, another lock. Where one of the two does not say what it
    was made with, nothing can be compared."""
    for part, what in _PARTS.items():
        own, now = (_of(part, made) for made in (before, after))
        if not own or not now:
            continue
        for name in sorted(own.keys() | now.keys()):
            one, other = own.get(name, ""), now.get(name, "")
            if one != other:
                why = _pieces(name, before, after) if part == "stages" else ""
                if part != "libraries":
                    one, other = one[:_SHOWN], other[:_SHOWN]
                yield Change(Kind.PROGRAM, name, f"{what} {name}", part, one, other, Way.NONE, why, "")


def made_from(review: Review) -> BuiltFrom:
    """What a release says that it was made with, or what the last build ran; its inputs are compared elsewhere, and are left out."""
    return review.about.built_from if isinstance(review, Version) else evidence_from(review.at, ())


def _of(part: str, made: BuiltFrom) -> Mapping[str, str]:
    if part == "lock":
        return {name: digest for name, digest in made.inputs.items() if name == LOCK}
    return made.stages if part == "stages" else made.libraries


def _pieces(stage: str, before: BuiltFrom, after: BuiltFrom) -> str:
    """The pieces of code that differ: those of the room of the stage, and how many elsewhere."""
    own, now = before.code, after.code
    changed = sorted(name for name in own.keys() | now.keys() if own.get(name) != now.get(name))
    here = [name for name in changed if f"/{stage}/" in name or name.endswith(f"stages/{stage}.py")]
    others = len(changed) - len(here)
    told = [*here, *([f"{others} {'piece' if others == 1 else 'pieces'} elsewhere"] if others else [])]
    return "; ".join(told)
