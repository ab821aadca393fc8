"""How a stored author is taken apart, compared and written into other formats."""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.names.person import OWN_COMMA, is_body
from evidence.normalise import fold

_AND = re.compile(r"\s(?:and|&)\s", re.I)


def parts(name: str) -> tuple[str, str, str]:
    """(family, given, suffix) of a stored author; a body is all family name.

    >>> parts("King, Martin Luther, Jr."), parts("Ministry of Housing, Communities and Local Government")[1:]
    (('King', 'Martin Luther', 'Jr.'), ('', ''))
    """
    if is_body(name):
        return name.replace(OWN_COMMA, ", "), "", ""
    family, _, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    return family.strip(), given.strip(), suffix.strip()


def surname(name: str) -> str:
    """The family name, or the whole name of a body, as plain lower-case letters, for comparison.

    >>> surname('Crépon, Bruno'), surname('van Bortel, Gerrit')
    ('crepon', 'vanbortel')
    """
    return fold(parts(name)[0]).replace(" ", "")


def to_bibtex(name: str, tex: Callable[[str], str] = str) -> str:
    """A stored author for a name list of BibTeX; a body in braces, so that nothing parts or turns it.

    `tex` escapes what LaTeX would read as a command; it is called with plain text.

    >>> to_bibtex("King, Martin Luther, Jr."), to_bibtex("Ministry of Housing, Communities and Local Government")
    ('King, Jr., Martin Luther', '{Ministry of Housing, Communities and Local Government}')
    """
    family, given, suffix = parts(name)
    if not given and not suffix:
        return f"{{{tex(family)}}}"
    written = [_kept(tex(part)) for part in (family, suffix, given) if part]
    return ", ".join(written)


def _kept(part: str) -> str:
    return f"{{{part}}}" if "," in part or _AND.search(f" {part} ") else part


def to_ris(name: str) -> str:
    """A stored author for a line of RIS; a body as EndNote writes it, with a comma at its end or twice within.

    >>> to_ris("National Audit Office"), to_ris("Ministry of Housing, Communities and Local Government")
    ('National Audit Office,', 'Ministry of Housing,, Communities and Local Government')
    """
    if not is_body(name):
        return name
    whole = parts(name)[0]
    return whole.replace(", ", ",, ", 1) if ", " in whole else f"{whole},"


def to_csl(name: str) -> dict[str, str]:
    """A stored author as a name of CSL-JSON.

    >>> to_csl("Krug, Gerhard"), to_csl("National Audit Office")
    ({'family': 'Krug', 'given': 'Gerhard'}, {'literal': 'National Audit Office'})
    """
    family, given, suffix = parts(name)
    if not given and not suffix:
        return {"literal": family}
    return {key: part for key, part in (("family", family), ("given", given), ("suffix", suffix)) if part}
