"""What is written around a name and is none of it: addresses, ORCIDs, roles, years of life, marks of notes, `et al.`"""

from __future__ import annotations

import re

from evidence.names.bodies import speaks_of_a_body

_END = 300  # what stands after a name is no longer than that
_NOBODY = re.compile(
    r"\W*(?:(?:and |& )?(?:et\.?\s*al|(?:\d+ )?others|\d+ more|u\.\s?a|et coll)|anon(?:ymous)?|no authors?(?: listed| given| name)?"
    r"|(?:author )?unknown|unknown author|no authorship indicated|authors? not (?:listed|given|specified))\W*",
    re.I,
)
_ET_AL = re.compile(
    r"[,;]?\s*(?:\band\s+|&\s*)?(?:\bet\.?\s*al\b|\band (?:(?:\d+ )?others|\d+ more)\b|\bet coll\b|\bu\.\s?a\b|\.\.\.|…)[.\s]*$",
    re.I,
)
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.I)
_EMAIL = re.compile(
    r"[<(\[]?(?:mailto:)?[^\s<>()\[\],;@]{1,64}@[^\s<>()\[\],;@]{1,250}\.[a-z]{2,}[>)\]]?", re.I
)
_ORCID = re.compile(
    r"[<(\[]?\s*(?:ORCID(?:\s*iD)?\s*:?\s*)?(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\s*[>)\]]?",
    re.I,
)
_ROLE = (
    r"(?:corresponding |contributing |lead |degree )?(?:authors?|aut|eds?|edt|editors?|edit[eo]r(?:es)?|hrsg|hg|herausgeber"
    r"|translators?|transl?|trl|compilers?|comps?|coords?|coordinador(?:es)?|dirs?|org(?:s|anizador)?|red|supervisors?"
    r"|illustrators?|ill|contributors?|ctb|chair|reporter|principal investigator)\.?"
)
_BRACKETED_ROLE = re.compile(rf"\s*[(\[]\s*{_ROLE}(?:\s*[,/&]\s*{_ROLE})*\s*[)\]]", re.I)
_TRAILING_ROLE = re.compile(
    r",\s*(?:editors?|eds?\.|hrsg\.?|translators?|compilers?|authors?|ed\. lit\.|coord\.|aut|edt)\s*$", re.I
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_DATES = re.compile(
    r",?\s*(?:\b(?:b|d|ca|active|fl)\.?\s*)?\b1[5-9]\d\d\s*(?:[-–]\s*(?:1[5-9]\d\d|20\d\d)?)?\.?\s*$"
)
_NAMESAKE = re.compile(r"\s0\d{3}(?=\s*(?:,|$))")  # how DBLP tells people of one name apart
_MARKS = re.compile(r"(?<=[^\W\d_.])(?:\s*[*†‡§¶#]++|\d{1,2}(?:\s*,\s*\d{1,2})*+|[¹²³⁰-⁹]++)++\s*$")


def is_nobody(text: str) -> bool:
    """Whether a text stands where a name would, as `[Anonymous]` and `et al.` do."""
    return _NOBODY.fullmatch(text) is not None


def bare(part: str) -> str:
    """A name, or names, without what is written around it."""
    if "@" in part:
        part = _EMAIL.sub("", part)
    if any(map(str.isdigit, part)):
        part = _ORCID.sub("", part)
    start, end = part[:-_END], part[-_END:].strip()
    end = _MARKS.sub("", _NAMESAKE.sub("", end).rstrip("*†‡§¶# "))
    end = _DATES.sub("", end) if "," in part else end
    part = _LEADING_AND.sub("", (start + _ET_AL.sub("", end)).strip())
    if part.endswith((")", "]")):
        part = _without_brackets(_BRACKETED_ROLE.sub("", part[-_END:]), part[:-_END])
    if "," in part:
        part = part[:-_END] + _TRAILING_ROLE.sub("", part[-_END:])
    return part.strip(" ;|")


def _without_brackets(part: str, start: str) -> str:
    """Without a place of work in brackets after a person; `OECD (Paris)` and `Ash, William (Bill)` keep theirs."""
    found = _BRACKETS.search(part)
    if found is None:
        return start + part
    before = start + part[: found.start()]
    if not before.strip():
        return part.strip("[]")
    note = found[1].strip()
    workplace = " " in note or not note[:1].isupper() or note.isupper() or speaks_of_a_body(note)
    return before if workplace and not speaks_of_a_body(before) else start + part
