"""The source line of Ovid's databases taken apart: journal, volume, issue, pages, year."""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}(?:\s*[/-]\s*{_MONTH})?(?:\s+\d{{1,2}}(?:\s*-\s*\d{{1,2}})?,?)?\s+)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGES = r"[A-Za-z]{0,3}\d+[\w.]*(?:\s*[-–]\s*\w*\d\w*)?"
_VOLUME = r"\d+[\w/-]*"
# Each pattern begins where the name of the journal ends.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # ACSM'S Health & Fitness Journal January/February 2010;14(1):56
        rf"[\s.,]+{_DATE}{_YEAR}(?:\s+{_MONTH}(?:\s+\d{{1,2}})?)?\s*;\s*(?P<volume>{_VOLUME})?\s*(?:\((?P<issue>[^)]*)\))?(?:\s*:\s*(?P<pages>{_PAGES}))?",
        # Behavioural and Cognitive Psychotherapy. Vol.43(5), Sep 2015, pp. 623-634.
        rf"[\s.,]+[Vv]ol\.?\s*(?P<volume>{_VOLUME})(?:\s*\((?P<issue>[^()]*(?:\([^)]*\))?[^()]*)\)|,\s*[Nn]o\.?\s*(?P<no>{_VOLUME}))?"
        rf"(?:[^:]*?\bpp?\.?\s*(?P<pages>{_PAGES}))?",
        # BMC Proceedings. 12 (Supplement 3) (pp 45-46), 2018. / Journal of Rent. 12(1):7-14, 2007.
        rf"[.,]\s+(?P<volume>{_VOLUME})\s*\((?P<issue>[^)]*)\)(?:\s*:\s*(?P<pages>{_PAGES})|\s*\((?:pp?\.?\s*)(?P<pp>{_PAGES})\))?",
        # Nursing Science Quarterly. 28:103-106, April 2015.
        rf"[.,]\s+(?P<volume>{_VOLUME})\s*:\s*(?P<pages>{_PAGES})",
        # Journal of Political Studies 12, Winter 2007: 7-14.
        rf"\s+(?P<volume>{_VOLUME}),\s+{_DATE}{_YEAR}\s*:\s*(?P<pages>{_PAGES})",
        # Journal. pp. 12-14, 2007. / Journal. :12-14, 2007 Jan.
        rf"[.,]\s+(?:pp?\.\s*|:\s*)(?P<pages>{_PAGES})",
    )
)
_CHAPTER = re.compile(
    rf"\[Ed(?:s?\.?|itor[^\]]*)\](?:[^\[]*\[Ed(?:s?\.?|itor[^\]]*)\])*[.\s]*(?:\({_YEAR}\)\.?\s*)?"
    rf"(?P<container>[^.(]+)(?:.*?(?:\bpp?\.?|:)\s*(?P<pages>{_PAGES}))?"
)


def source(text: str) -> dict[str, str]:
    """What a source line says, by canonical names; the journal alone where nothing else can be told.

    >>> source("Journal of Shelter Work August 2011;43(8):647-653")
    {'container': 'Journal of Shelter Work', 'year': '2011', 'volume': '43', 'issue': '8', 'pages': '647-653'}
    >>> source("Journal of Rent. 12(1):7-14, 2007.")
    {'container': 'Journal of Rent', 'year': '2007', 'volume': '12', 'issue': '1', 'pages': '7-14'}
    >>> source("School Psychology Quarterly. ")
    {'container': 'School Psychology Quarterly'}
    """
    text = " ".join(text[:1_000].split())
    if chapter := _CHAPTER.search(text):
        return _kept({"container": chapter["container"], "year": _year(text), "pages": chapter["pages"]})
    found = [match for pattern in _PATTERNS if (match := pattern.search(text)) and match.start()]
    if not found:
        return _kept({"container": re.split(r"\.\s|\.$", text)[0], "year": _year(text)})
    match = found[0]
    said = match.groupdict()
    return _kept(
        {
            "container": re.split(r"\.\s+(?:Conference|Special Issue)\b", text[: match.start()])[0],
            "year": _year(text[match.start() :]),
            "volume": said.get("volume"),
            "issue": said.get("issue") or said.get("no"),
            "pages": said.get("pages") or said.get("pp"),
        }
    )


def _year(text: str) -> str:
    found = re.findall(rf"(?<![\d-])({_YEAR})(?![\d(-])", text)
    return found[0] if found else ""


def _kept(said: dict[str, str | None]) -> dict[str, str]:
    return {key: value.strip(" .,;") for key, value in said.items() if value and value.strip(" .,;")}
