"""Whether XML is a list of records without any in it, judged by the names of all of its elements."""

from __future__ import annotations

import re

_ROOT = re.compile(r"\s*(?:<[?!][^<>]*>\s*)*<(?:[\w.-]+:)?([\w-]+)[\s/>]")
_NAME = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_COMMENT = re.compile(r"<!--[\s\S]*?-->")
_SMALL = 20_000
# What an answer says of itself and of the question, with all that stands in it.
_ABOUT = re.compile(
    r"<((?:[\w.-]+:)?(?:request|head|author|echoed\w*Request|extraResponseData))(?:\s[^<>]*)?(?<!/)>[\s\S]*?</\1\s*>",
    re.I,
)
# Counts and wrappings, which hold no record: any other name may be one.
_BESIDE = re.compile(
    r"\w*(?:count|total|totalResults|hits|perPage|index|start|position|version|date|time|status|query|sort|cursor|mark|token"
    r"|list|records|results|entries)"
    r"|request|head|author|body|dbBuild|documentSummarySet|(?:crossref|query)_result"
    r"|id|title|subtitle|updated|link|logo|icon|rights|generator|error",
    re.I,
)
_TITLE = re.compile(r".*title", re.I)


def is_empty_list(text: str, roots: str) -> bool:
    """Whether the root has one of these names (a pattern) and nothing is in it but counts and wrappings: no other element,
    no title (but that of a feed) and no error.

    >>> is_empty_list("<records><count>0</count></records>", "records"), is_empty_list("<records><rec/></records>", "records")
    (True, False)
    """
    root = _ROOT.match(text) if len(text) < _SMALL else None
    if not root or not re.fullmatch(roots or "(?!)", root[1]):
        return False
    inside = _ABOUT.sub("", _COMMENT.sub("", text[root.end() :]))
    names = _NAME.findall(inside)
    titles = sum(bool(_TITLE.fullmatch(name)) for name in names)
    failed = "error" in map(str.lower, names) and "noRecordsMatch" not in text
    return all(map(_BESIDE.fullmatch, names)) and titles <= (root[1] == "feed") and not failed
