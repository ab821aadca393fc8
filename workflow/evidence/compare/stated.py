"""What a review states of how its evidence is taken: settings, codebook and claims, as parts that can be put back one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from evidence import inputs
from evidence.classify.settings import LearningPlan
from evidence.codebook import Code, Codebook
from evidence.codebook_file import load_codebook
from evidence.extract.settings import CountingRules
from evidence.layout import Layout
from evidence.meaning.settings import MeaningPlan
from evidence.propositions import Proposition, Propositions
from evidence.synthesise.rules import load_claims
from evidence.synthesise.settings import SynthesisPlan

_ABSENT = object()
_UNSAID = ("facets", "codes", "items")
"""Names that no path needs: `codebook.lease.club` is the code `club` of the facet `lease`."""
_AS_WRITTEN = ("raw",)


@dataclass(frozen=True)
class Stated:
    """The sections and files that findings, pools, themes and the map follow from."""

    codebook: Codebook
    propositions: Propositions
    synthesise: SynthesisPlan
    extract: CountingRules
    classify: LearningPlan
    meaning: MeaningPlan

    @property
    def counting(self) -> CountingRules:
        """The rules of counting, with the cases whose passages are the claims themselves."""
        return replace(self.extract, claim_cases=self.propositions.claim_cases)

    def claim(self, claim: str) -> Proposition | None:
        return next((one for one in self.propositions.items if one.id == claim), None)


def stated(at: Layout) -> Stated:
    """What the files of config/ say. Raises UserErrors."""
    codebook = load_codebook(at.setting("codebook"))
    return Stated(
        codebook,
        load_claims(at.setting("propositions"), codebook),
        inputs.settings(SynthesisPlan, "synthesise", at),
        inputs.settings(CountingRules, "extract", at),
        inputs.settings(LearningPlan, "classify", at),
        inputs.settings(MeaningPlan, "meaning", at),
    )


def differing(
    before: Any, after: Any, path: tuple[str, ...] = (), whole: bool = False
) -> Iterator[tuple[str, Any, Any]]:
    """(path, value of before, value of after) of each part that is not as it was; None stands for what is not there.

    A code, and each key of a claim, is one part; of a group of settings and of a list by name each entry is one.

    >>> list(differing({"a": 1, "b": {"c": 2}}, {"a": 1, "b": {"c": 3, "d": 4}}))
    [('b.c', 2, 3), ('b.d', None, 4)]
    """
    if before is after or before == after:
        return
    one, other = (None, None) if whole else _both_parts(before, after)
    if one is None or other is None:
        yield ".".join(path), _there(before), _there(after)
        return
    for name in {**other, **one}:
        below = path if name in _UNSAID else (*path, name)
        own = (one.get(name, _ABSENT), other.get(name, _ABSENT))
        yield from differing(*own, below, isinstance(after, Proposition))


def put_back(
    before: Any, after: Any, back: frozenset[str], path: tuple[str, ...] = (), whole: bool = False
) -> Any:
    """`after`, the parts at these paths as they were in `before`.

    >>> put_back({"a": 1, "b": {"c": 2}}, {"a": 1, "b": {"c": 3, "d": 4}}, frozenset(["b.d"]))
    {'a': 1, 'b': {'c': 3}}
    """
    if before is after or before == after:
        return after
    one, other = (None, None) if whole else _both_parts(before, after)
    if one is None or other is None:
        return before if ".".join(path) in back else after
    found = {}
    for name in {**other, **one}:
        below = path if name in _UNSAID else (*path, name)
        own = (one.get(name, _ABSENT), other.get(name, _ABSENT))
        found[name] = put_back(*own, back, below, isinstance(after, Proposition))
    found = {name: value for name, value in found.items() if value is not _ABSENT}
    if is_dataclass(after) and not isinstance(after, type):
        return replace(after, **found)
    return tuple(found.values()) if isinstance(after, tuple) else found


def _there(value: Any) -> Any:
    return None if value is _ABSENT else value


def _both_parts(before: Any, after: Any) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The parts of each; a list that was empty, or is, has none: the first claims come one by one, and the last go so."""
    one, other = _parts(before), _parts(after)
    return ({} if before == () and other else one), ({} if after == () and one else other)


def _parts(value: Any) -> dict[str, Any] | None:
    """What a value is made of, by name; None for one that is a part itself."""
    if isinstance(value, Code) or value is _ABSENT:
        return None
    if is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in fields(value) if f.name not in _AS_WRITTEN}
    if isinstance(value, tuple) and value and all(hasattr(each, "id") for each in value):
        return {each.id: each for each in value}
    return dict(value) if isinstance(value, Mapping) else None
