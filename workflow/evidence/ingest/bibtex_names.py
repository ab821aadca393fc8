"""Name lists of BibTeX. pybtex's own parser reads the hard names; most names need none."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.ingest.latex import decode

_AND = re.compile(r" [Aa][Nn][Dd] ")
# Lower-case words before the family name: `Ludwig van Beethoven`; not `Ann ash`, not `de Yew, Cy`.
_PARTICLE = re.compile(r"(?:^|\s)[^\W\d_A-ZÀ-Þ]")


def split_names(value: str) -> list[str]:
    """The names of a BibTeX name list, decoded; a braced name stays whole.

    >>> split_names('Krug, Gerhard and {Audit Commission}')
    ['Krug, Gerhard', '{Audit Commission}']
    >>> split_names('Charles Louis Xavier Joseph de la Vallee Poussin')
    ['de la Vallee Poussin, Charles Louis Xavier Joseph']
    """
    value = " ".join(value.split())
    if "{" in value:
        from pybtex.bibtex.utils import split_name_list

        names = [_name(name) for name in split_name_list(value)]
    else:
        names = [_name(name.strip()) for name in _AND.split(value)]
    return [name for name in names if name not in ("others", "")]


@lru_cache(maxsize=20_000)
def _name(name: str) -> str:
    if name.startswith("{") and name.endswith("}"):
        return "{" + decode(name).strip() + "}"
    if "," not in name and len(name.split()) > 2 and _PARTICLE.search(name) and name != name.lower():
        return decode(_inverted(name)).strip()
    return decode(name).strip()


def _inverted(name: str) -> str:
    """`First von Last` as `von Last, First`."""
    from pybtex.database import Person

    person = Person(name)
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return f"{family}, {given}" if given and person.prelast_names else name


def names_in_a_row(value: str) -> list[str]:
    """The names of `A, B, C, D`, a list without `and` as SciELO writes it; none where it is a name.

    >>> names_in_a_row('Pires, Rosa de,  Silva, Ana')
    ['Pires, Rosa de', 'Silva, Ana']
    >>> names_in_a_row('Ann Ash, Bo Elm, Cy Fir')
    ['Ann Ash', 'Bo Elm', 'Cy Fir']
    >>> names_in_a_row('King, Jr., Martin')
    []
    """
    if value.count(",") < 2 or "{" in value or _AND.search(value):
        return []
    parts = [" ".join(part.split()) for part in value.split(",") if part.strip()]
    if len(parts) >= 3 and all(" " in part for part in parts):
        return parts
    if len(parts) >= 4 and len(parts) % 2 == 0:
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return []
