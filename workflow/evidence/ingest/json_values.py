"""Values of JSON of whatever type as text: nothing that stands in a file raises here.

`text(value)` of null is empty, of a list its parts, of an object what names it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from evidence.ingest.json_shape import plain

_words = str.split
_NAMING = _words(
    "display_name displayName name title value text literal label full_name fullName term descriptor content "
    "keyword subject tag descriptorName $ #text @value _ en"
)
_YEARS = ("date-parts", "year", "raw", "literal", "date", "value", "@value", "$", "text")


def text(value: Any) -> str:
    """
    >>> text(None), text(2001.0), text(True), text(["A", None, 3]), text({"name": "J Homes", "id": 4})
    ('', '2001', 'true', 'A; 3', 'J Homes')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "; ".join(texts(value))
    if isinstance(value, dict):
        named = next((text(value[n]) for n in _NAMING if n in value and not isinstance(value[n], dict)), "")
        inner = (text(value[n]) for n in _NAMING if isinstance(value.get(n), dict))
        return named or next(filter(None, inner), "") or (written(value) if value else "")
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def texts(value: Any) -> list[str]:
    """The texts of a list's parts, or of one value.

    >>> texts(["A", [], "B"]), texts("A"), texts(None)
    (['A', 'B'], ['A'], [])
    """
    parts = value if isinstance(value, list) else [value]
    return [found for part in parts if (found := text(part))]


def written(value: Any) -> str:
    """A value as it is kept where nobody knows what it means: text as it is, all else as JSON."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return _scalar(value) if not isinstance(value, str) else value.strip()


def at(value: Any, path: str) -> Any:
    """What stands under names parted by dots; of a list the first part that has it. `name[kind=Abstract]` takes
    only objects of which `kind` has that text.

    >>> at({"hosts": [{"name": "A"}]}, "hosts.name"), at({"hosts": 3}, "hosts.name")
    ('A', None)
    >>> at({"texts": [{"is": "x", "t": 1}, {"is": "y", "t": 2}]}, "texts[is=y].t")
    2
    """
    step, _, rest = path.partition(".")
    name, _, test = step.rstrip("]").partition("[")
    if isinstance(value, list):
        return next((found for part in value if (found := at(part, path)) not in (None, "", [], {})), None)
    if not isinstance(value, dict):
        return None
    inner = value.get(name)
    if test:
        kind, _, wanted = test.partition("=")
        parts = inner if isinstance(inner, list) else [inner]
        inner = [part for part in parts if isinstance(part, dict) and text(part.get(kind)) == wanted]
    return at(inner, rest) if rest else inner


def date(value: Any) -> str:
    """A date as text that begins with its year where the year is known.

    >>> date({"date-parts": [[2001, 5]]}), date({"date-parts": []}), date([2001, 5, 1]), date("May 2001"), date(2001)
    ('2001', '', '2001', 'May 2001', '2001')
    """
    if isinstance(value, dict):
        parts = [date(value[name]) for name in _YEARS if value.get(name)]
        return next((part for part in parts if part), "")
    if isinstance(value, list):
        return next((found for part in value if (found := date(part))), "")
    found = text(value)
    if isinstance(value, int) and not isinstance(value, bool) and len(found) in (12, 13):
        return str(1970 + value // 31_556_952_000)  # milliseconds
    return found


def identifiers(value: Any) -> Iterator[tuple[str, str]]:
    """(kind, identifier) of an object {kind: identifier} or of a list of {type, value}.

    >>> list(identifiers({"DOI": "10.1/a", "CorpusId": 3}))
    [('doi', '10.1/a'), ('corpusid', '3')]
    >>> list(identifiers([{"type": "doi", "id": "10.1/a"}, "x"]))
    [('doi', '10.1/a'), ('', 'x')]
    """
    if isinstance(value, dict):
        kind = next((value[n] for n in _KINDS if isinstance(value.get(n), str)), None)
        named = next((value[n] for n in _VALUES if n in value), None) if kind else None
        if kind and named is not None:
            of_another = value.get(_RELATION) not in (None, "", "self") and plain(kind) not in (
                "issn",
                "isbn",
            )
            yield (f"{kind} ({value[_RELATION]})" if of_another else plain(kind)), text(named)
            return
        for name, identifier in value.items():
            yield from ((plain(name), one) for one in texts(identifier))
    elif isinstance(value, list):
        for part in value:
            yield from identifiers(part)
    elif found := text(value):
        yield "", found


_KINDS = ("type", "idtype", "IdType", "kind", "identifierType", "scheme", "idType", "external-id-type")
_VALUES = ("value", "id", "identifier", "content", "Value", "external-id-value")
_RELATION = "external-id-relationship"  # of ORCID: `part-of` is that of the book or the journal


_FAMILY = _words("family lastname surname familyname last familynames sn auflast namepartfamily")
_GIVEN = _words("given firstname forename givenname first givennames aufirst namepartgiven initials")
_WHOLE = _words(
    "fullname displayname creditname name author creator authorname authname creatorname indexedname rawauthorname wosstandard "
    "preferredname stringname persname namepart label value text title"
)
_BODY = _words(
    "literal collectivename organization organisation corporatename groupname corporate collab institution orgname"
)
_ROLES = frozenset(("creatortype", "role", "contributortype", "contributorrole", "type"))
# Words, and codes of MARC's relators.
_EDITORS = re.compile(
    r"edit|translat|review|contribut|supervis|advis|illustrat|recipient|series|degree|grant|sponsor|publisher|\b(?:edt|edc|trl|ill|ths|rev|ctb|pbl|spn|fnd|com)\b",
    re.I,
)


def person(value: Any, bodies: bool = False) -> str:
    """A name as `Family, Given`, as it is written whole, or in braces where it is surely a body's.

    `bodies`: this producer gives persons in parts, so that a name in one part is a body's.

    >>> person({"family": "Ash", "given": "A"}), person({"literal": "Tea Board"}), person({"name": "Bo Ash"})
    ('Ash, A', '{Tea Board}', 'Bo Ash')
    >>> person({"name": "Tea Board"}, True), person("Ash, A"), person({"author": {"display_name": "Bo Ash"}}), person(3)
    ('{Tea Board}', 'Ash, A', 'Bo Ash', '3')
    """
    if not isinstance(value, dict):
        return text(value)
    named = {plain(name): v for name, v in reversed(value.items())}
    body = next((text(named[n]) for n in _BODY if n in named and text(named[n])), "")
    family = " ".join(filter(None, (text(named.get(n)) for n in ("nondroppingparticle", "prefix"))))
    own = next((text(named[n]) for n in _FAMILY if n in named and text(named[n])), "")
    if own:
        given = next((text(named[n]) for n in _GIVEN if n in named and text(named[n])), "")
        given = " ".join(filter(None, (given, text(named.get("droppingparticle")))))
        family = f"{family} {own}".strip()
        known = ", ".join(filter(None, (family, given, text(named.get("suffix")))))
        return known if given or "," in own else f"{{{family}}}"
    if body:
        return f"{{{body}}}"
    for name in _WHOLE:
        inner = named.get(name)
        if isinstance(inner, dict):
            return person(inner, bodies)
        if found := text(inner):
            is_body = (bodies and name != "creator") or re.match(
                "organi[sz]ation|corporate|group", text(named.get("nametype")), re.I
            )
            return f"{{{found}}}" if is_body else found
    return ""


def role(value: Any) -> str:
    """What a person did where that was not writing the work, or an empty string.

    >>> role({"creatorType": "editor", "name": "A"}), role({"creatorType": "author"}), role("A")
    ('editor', '', '')
    """
    if not isinstance(value, dict):
        return ""
    inner = value.get("contributor-attributes")
    named = [*value.items(), *(inner.items() if isinstance(inner, dict) else ())]
    roles = [text(v) for name, v in named if plain(name) in _ROLES]
    return next((found for found in roles if _EDITORS.search(found)), "")
