"""What the fields of BibTeX and BibLaTeX mean, and how their values are filed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import accumulate

from evidence import names
from evidence.ingest.bibtex_names import split_names
from evidence.ingest.entry import RawEntry
from evidence.ingest.latex import decode

_ESCAPED = re.compile(r"\\([_%&#~{}$])")
_LINK = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?")
_ADDRESS = re.compile(r"[{\s]*(?:\\(?:url|href|path)\s*\{\s*)?(?:https?://|www\.)\S*\s*$", re.IGNORECASE)
_ONE_ADDRESS = re.compile(r"https?://\S+(?: (?!\S*//)[^\s;,]+)+", re.IGNORECASE)
_ARXIV = re.compile(r"(?:arxiv:)?\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_WORDS = re.compile(r"[;,]")
_KEYWORDS = ("keywords", "keyword", "author_keywords", "author-keywords")
_CANONICAL = {
    "title": "title",
    "year": "year",
    "date": "year",
    "journal": "container",
    "journaltitle": "container",
    "booktitle": "container",
    "maintitle": "container",
    "series": "container",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "publisher": "publisher",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "pages",
    "eid": "pages",
    "art_number": "pages",
    "article-number": "pages",
    "article_number": "pages",
    "articleno": "pages",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "issn": "issn",
    "arxiv": "arxiv",
    "openalex": "openalex",
    "url": "url",
    "abstract": "abstract",
    "kind": "kind",
}
# Where several fields mean one thing, the one that comes first above is used.
_PREFERENCE = {name: rank for rank, name in enumerate(_CANONICAL, start=1)}
_EPRINTS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}

# Volumes, whose title some programs write where that of a volume stands for its parts.
_WHOLE = frozenset(
    (
        "book",
        "mvbook",
        "proceedings",
        "mvproceedings",
        "collection",
        "mvcollection",
        "reference",
        "mvreference",
        "booklet",
    )
)
_MOST_TOLD = 20

Field = tuple[str, str, int]


def fill(entry: RawEntry, fields: list[Field], line_of: Callable[[int], int]) -> None:
    """File the fields of an entry; a repeated one is kept beside the first and remarked.

    `line_of` gives the line of an offset; fields that stand elsewhere have the offset -1.
    """
    given: dict[str, str] = {}
    repeated: dict[str, list[str]] = {}
    for name, value, offset in sorted(fields, key=_rank):
        if name in given:
            repeated.setdefault(name, []).append(value)
            if len(repeated[name]) > _MOST_TOLD:
                continue
            problem = f"line {line_of(offset)}: the field is given twice"
            entry.repairs.append((name, value, problem, "keep the right one; the first was used"))
            continue
        given[name] = value
        if name == "author" or (name == "editor" and not entry.authors):
            entry.authors = _names(entry, name, value, partial(line_of, offset))
            if name == "editor":
                entry.extra["editor"] = decode(value)
        elif name in _KEYWORDS:
            found = (decode(k).strip() for k in words(value) if k.strip())
            entry.keywords += [word for word in found if word not in entry.keywords]
        elif name == "eprint":
            _file_eprint(entry, decode(value), fields)
        else:
            text = plain(value) if name in ("url", "doi") or _is_address(value) else decode(value)
            text = _unbroken(text) if name == "url" else text
            of_scopus = name == "eid" and text.startswith("2-s2.0-")  # its key for the entry, not a page
            entry.put(None if of_scopus else _CANONICAL.get(name), name, text)
    entry.extra.update((f"{name} (repeated)", "; ".join(values)) for name, values in repeated.items())
    for name in ("howpublished", "note"):
        if address := _address(given.get(name, "")):
            entry.fields.setdefault("url", address)
    if (
        "title" not in entry.fields
        and entry.kind in _WHOLE
        and ("booktitle" in given or "maintitle" in given)
    ):
        entry.fields["title"] = entry.fields.pop("container")
    if "subtitle" in given and "title" in given:
        _add_subtitle(entry)


def words(value: str) -> list[str]:
    """The parts of a list of keywords; braces keep one whole, unless they are around the whole list.

    >>> words('a, {b, c}; d'), words('{a; b}')
    (['a', ' {b, c}', ' d'], ['a', ' b'])
    """
    if "{" not in value:
        return _WORDS.split(value)
    value = value.strip()
    depths = list(accumulate((c == "{") - (c == "}") for c in value))
    if value[0] == "{" and 0 not in depths[:-1]:
        value, depths = value[1:-1], [depth - 1 for depth in depths[1:-1]]
    cuts = [n for n, c in enumerate(value) if c in ",;" and depths[n] <= 0]
    return [value[start:end] for start, end in zip([0, *(n + 1 for n in cuts)], [*cuts, None], strict=True)]


def _unbroken(address: str) -> str:
    """An address that was broken over lines as one word; its own spaces are written as addresses write them.

    >>> _unbroken("https://example.org/a/\\n   b"), _unbroken("https://example.org/a b")
    ('https://example.org/a/b', 'https://example.org/a%20b')
    >>> _unbroken("https://a.org; https://b.org"), _unbroken("see the library")
    ('https://a.org; https://b.org', 'see the library')
    """
    address = re.sub(r"[ \t]*\n\s*", "", address) if "\n" in address else address
    if " " in address and _ONE_ADDRESS.fullmatch(address):
        return re.sub(r"\s+", "%20", address)
    return address


def _is_address(value: str) -> bool:
    return ("//" in value or "www." in value) and _ADDRESS.match(value) is not None


def _address(value: str) -> str:
    """The address that a text is, or the one that is marked as such in it.

    >>> _address("Available at \\\\url{https://example.org/a_b}"), _address("see www.example.org for more")
    ('https://example.org/a_b', '')
    """
    if _is_address(value):
        return plain(value)
    marked = _LINK.findall(value) if "\\" in value else []
    return plain(marked[0]) if len(marked) == 1 and "//" in marked[0] else ""


def _rank(field: Field) -> int:
    return _PREFERENCE.get(field[0], 0)


def _names(entry: RawEntry, name: str, value: str, line: Callable[[], int]) -> list[str]:
    found: list[str] = []
    for part in split_names(value):
        listed = names.read_all(part) if ";" in part or part.count(",") > 1 else ()
        found.extend(map(_declared, listed) if len(listed) > 1 else [part])
        if len(listed) > 1:
            what = "semicolons" if ";" in part else "commas"
            problem = f"line {line()}: the names are parted by {what}; they were read as {len(listed)} names"
            entry.repairs.append((name, part, problem, "write ` and ` between the names"))
    return found


def _declared(name: str) -> str:
    """A name that was read already, in a form that will be read as the same."""
    return f"{{{name}}}" if names.is_body(name) else name


def _file_eprint(entry: RawEntry, value: str, fields: list[Field]) -> None:
    types = [text for name, text, _ in fields if name in ("eprinttype", "archiveprefix")]
    kind = decode(types[0]).lower() if types else ""
    arxiv = _ARXIV.fullmatch(value.strip())
    name = _EPRINTS.get(kind) if kind else ("arxiv" if arxiv else None)
    entry.put(name, "eprint", arxiv.group(1) if arxiv and name == "arxiv" else value)


def _add_subtitle(entry: RawEntry) -> None:
    """`title: subtitle`, unless the title has it already."""
    title, subtitle = entry.fields.get("title", ""), entry.extra.get("subtitle", "")
    if title and subtitle and subtitle.lower() not in title.lower():
        entry.fields["title"] = f"{title}{' ' if title[-1] in ':?!' else ': '}{subtitle}"


def plain(value: str) -> str:
    """An address or identifier without LaTeX escapes, otherwise untouched.

    >>> plain('10.1000/a\\\\_b'), plain('{\\\\url{https://example.org/~a--b}}')
    ('10.1000/a_b', 'https://example.org/~a--b')
    """
    if "\\" in value:
        value = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", value))
    return value.strip("{} ")
