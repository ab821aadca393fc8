"""Name lists of BibTeX: what its braces and its ` and ` say. `evidence.names` reads the names themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.ingest.latex import decode
from evidence.names.joined import rejoined

_AND = re.compile(r" [Aa][Nn][Dd] ")
_TOKEN = re.compile(r"\\.|[{}]|(?<= )[Aa][Nn][Dd](?= )", re.DOTALL)
_SHIELD = re.compile(r"\{[^{}\\]*[\s,]")  # braces around several words, not around an accent
_GROUP = re.compile(r"\{(?:[^{}]|\{[^{}]*+\})*+\}")
_GROUPS = re.compile(r"(?:\{(?:[^{}]|\{[^{}]*+\})*+\}|[^\s{}])++")
_BIBLATEX = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)


def split_names(value: str) -> list[str]:
    """The names of a BibTeX name list, decoded; a braced name stays whole and keeps its braces.

    An `and` that stands unbraced in the name of a body parts it in BibTeX; here it does not.

    >>> split_names('Krug, Gerhard and {Audit Commission}')
    ['Krug, Gerhard', '{Audit Commission}']
    >>> split_names('A. {Delgado de Molina} and Department for Work and Pensions')
    ['Delgado de Molina, A.', 'Department for Work and Pensions']
    """
    value = " ".join(value.split())
    pieces = _parted(value) if "{" in value or "\\" in value else _AND.split(value)
    names = [_name(piece.strip()) for piece in pieces]
    names = [name for name in names if name and name.lower() != "others"]
    if len(names) > 1 and not all("," in name or name[-1] == "}" for name in names):
        return rejoined(names)
    return names


def _parted(value: str) -> list[str]:
    """The parts between every `and` that stands in no braces."""
    parts, depth, start = [], 0, 0
    for match in _TOKEN.finditer(value):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth = max(depth - 1, 0)
        elif token[0] != "\\" and depth == 0:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


@lru_cache(maxsize=20_000)
def _name(name: str) -> str:
    if _is_braced(name):
        return "{" + decode(name) + "}"
    if "=" in name and _BIBLATEX.match(name):
        return _labelled(name)
    if _SHIELD.search(name):
        return _shielded(name)
    return decode(name)


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds the whole name: not `{\\O}yvind Br{\\aa}`."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for match in _TOKEN.finditer(name):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end() == len(name)
    return True


def _shielded(name: str) -> str:
    """A name in which braces hold words together: its last group, or what stands before a comma, is the family name."""
    parts = _by_commas(name)
    if len(parts) == 3:  # `Elm, {PhD, RN}, Ann`: BibTeX writes the suffix second
        return ", ".join(decode(parts[number]) for number in (0, 2, 1))
    groups = _GROUPS.findall(name)
    if len(parts) > 1 or len(groups) < 2:
        return decode(name)
    family = [groups.pop()]
    while len(groups) > 1 and groups[-1][:1].islower():
        family.insert(0, groups.pop())
    if not _SHIELD.search(family[-1]):  # `{Mary Ann} Evans`, `{United Nations} Habitat`
        return decode(name)
    return f"{decode(' '.join(family))}, {decode(' '.join(groups))}"


def _by_commas(name: str) -> list[str]:
    """The parts between commas that stand in no braces."""
    shielded = _GROUP.sub(lambda group: group.group().replace(",", "\0"), name)
    return [part.replace("\0", ",").strip() for part in shielded.split(",")]


def _labelled(name: str) -> str:
    """biblatex's way of naming the parts: `family=Hasse, given=Ann, prefix=von`."""
    parts = {}
    for part in name.split(","):
        if match := _BIBLATEX.match(part):
            parts[match[1].lower()] = decode(part[match.end() :].strip(' "'))
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return ", ".join(filter(None, (family, parts.get("given"), parts.get("suffix"))))
