"""Which licences a sentence names, by their SPDX identifiers (spdx.org/licenses), for the files that other programs read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CC = re.compile(
    r"\b(?:creative commons|cc)[\s-]*(?P<zero>0|zero)\b"
    r"|\b(?:creative commons|cc)[\s-]+(?P<parts>by(?:[\s-]+(?:nc|nd|sa))*|attribution[a-z\s-]*?)[\s-]*(?:licen[cs]e[\s,]*)?(?:version\s*)?(?P<version>[1-4]\.[05])",
    re.IGNORECASE,
)
_LONG = {
    "noncommercial": "nc",
    "non-commercial": "nc",
    "noderivatives": "nd",
    "noderivs": "nd",
    "sharealike": "sa",
}
_OTHERS = {
    r"open government licen[cs]e(?:\s*\(?v?(?:ersion)?\s*3(?:\.0)?\)?)?|\bogl[\s-]*(?:uk[\s-]*)?3\.0": (
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    r"\bodbl\b|open (?:data ?commons )?(?:open )?database licen[cs]e": (
        "ODbL-1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    r"\bodc-by\b": ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    r"\bpddl\b": ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    r"\bMIT\b": ("MIT", "https://spdx.org/licenses/MIT"),
    r"\bapache(?:[\s-]licen[cs]e)?[\s,-]*(?:version )?2\.0": ("Apache-2.0", "https://spdx.org/licenses/Apache-2.0"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence that is known by name: its SPDX identifier and where its text stands."""

    spdx: str
    url: str


def named_in(text: str) -> list[Licence]:
    """The licences that a text names, in order, each once.

    >>> [one.spdx for one in named_in("Text CC BY-NC 4.0, data CC0, code MIT")]
    ['CC-BY-NC-4.0', 'CC0-1.0', 'MIT']
    >>> named_in("All rights reserved"), named_in("CC BY")
    ([], [])
    """
    found = [(match.start(), _creative(match)) for match in _CC.finditer(text)]
    for pattern, known in _OTHERS.items():
        flags = 0 if pattern == r"\bMIT\b" else re.IGNORECASE
        found += [(match.start(), Licence(*known)) for match in re.finditer(pattern, text, flags)]
    return list(dict.fromkeys(one for _, one in sorted(found, key=lambda pair: pair[0])))


def _creative(match: re.Match[str]) -> Licence:
    """
    >>> named_in("Creative Commons Attribution-NonCommercial 4.0 International")[0].url
    'https://creativecommons.org/licenses/by-nc/4.0/'
    """
    if match["zero"]:
        return Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    words = match["parts"].lower()
    parts = {short for long, short in _LONG.items() if long in words}
    parts |= {short for short in ("nc", "nd", "sa") if re.search(rf"\b{short}\b", words)}
    kind = "-".join(["by", *(short for short in ("nc", "nd", "sa") if short in parts)])
    version = match["version"]
    return Licence(f"CC-{kind.upper()}-{version}", f"https://creativecommons.org/licenses/{kind}/{version}/")
