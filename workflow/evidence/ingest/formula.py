"""Formulas that hold what they show: a link with its words, a text in quotes. No other formula is looked into."""

from __future__ import annotations

import re

_TEXT = r'"((?:[^"]|"")*)"'
_LINK = re.compile(rf"=?\s*HYPERLINK\(\s*{_TEXT}\s*(?:[,;]\s*(?:{_TEXT}|(\d+(?:\.\d+)?))\s*)?\)\s*", re.I)
_QUOTED = re.compile(rf"=\s*{_TEXT}\s*")
_SAYS_NOTHING = re.compile(r"\W*(?:click )?(?:link|here|view|open|full.?text|pdf|url|doi|record|go)\W*", re.I)


def shown(formula: str) -> str:
    """What a formula shows: the words of a link, its address where the words say nothing; empty for any other formula.

    >>> shown('=HYPERLINK("https://example.org/1","Homes ""for"" all")'), shown('=HYPERLINK("https://example.org/1","Link")')
    ('Homes "for" all', 'https://example.org/1')
    >>> shown('="0012"'), shown("=1+1")
    ('0012', '')
    """
    if quoted := _QUOTED.fullmatch(formula):
        return quoted[1].replace('""', '"')
    if not (link := _LINK.fullmatch(formula)):
        return ""
    words = (link[2] or link[3] or "").replace('""', '"').strip()
    return words if words and not _SAYS_NOTHING.fullmatch(words) else link[1].replace('""', '"')
