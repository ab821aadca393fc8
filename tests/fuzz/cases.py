"""One case of the fuzzer: the bytes of a file and what must become of its entries. A seed and a number give it again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from tests.fuzz import in_json, marked_up, tables, tagged
from tests.fuzz.edits import EDITS, PASTED
from tests.fuzz.entries import SCRIPTS, Entry, entries
from tests.fuzz.tagged import Parts

Writer = Callable[[Random, list[Entry], set[int]], Parts]


@dataclass(frozen=True, slots=True)
class Form:
    """A format as the fuzzer knows it.

    `often`: its weight in the mix. `tokens`: what its structure is made of. `lacks`: fields of the truth that it does not
    hold. `lines`: entries are runs of whole lines, so that prose, blank lines and entries of other formats may stand between them.
    """

    write: Writer
    often: int
    tokens: tuple[str, ...]
    lacks: frozenset[str] = frozenset()
    lines: bool = False


_JSON = ("{", "}", "[", "]", '"', ",", ":", "\\", "null", "\n", "}{", "],[", '"title":', "},")
_XML = ("<", ">", "</", "/>", "&", "]]>", "<![CDATA[", '"', "<title>", "</title>", "<i>")
_TABLE = ('"', ",", ";", "\t", "\n", '""', '"\n"', "\r", '","', "title")
_RIS = ("ER  - ", "TY  - JOUR", "TI  - ", "AU  - ", "\n", "  - ", " - ", "\n\n", "T1  -", "PY  - ", "ER")
_NBIB = ("PMID- ", "\n\n", "TI  - ", "      ", "- ", "FAU - ", "DP  - ", "AB  - ", "\n")
_WOS = ("PT J", "ER", "EF", "   ", "TI ", "AU ", "\n", "FN Clarivate", "VR 1.0", "PY ", "BP", "BP ")
_BRACES = (
    "{",
    "}",
    '"',
    "@",
    "@article{",
    "=",
    ",",
    "#",
    "\\",
    "$",
    "%",
    "(",
    ")",
    "}\n}",
    "\n",
    "crossref = {k0},",
)

FORMS: dict[str, Form] = {
    "bibtex": Form(tagged.bibtex, 16, _BRACES, lines=True),
    "ris": Form(tagged.ris, 12, _RIS, lines=True),
    "nbib": Form(tagged.nbib, 6, _NBIB, lines=True),
    "wos": Form(tagged.wos, 6, _WOS, lines=True),
    "refer": Form(tagged.refer, 4, ("%0 Book", "%T ", "%", "\n\n", "\n", "%A ", "%D ", "%0"), lines=True),
    "ovid": Form(tagged.ovid, 4, ("<1>", "TI\n", "  ", "\n\n", "AU\n", "<", ">", "SO\n"), lines=True),
    "refworks": Form(tagged.refworks, 3, ("RT ", "T1 ", "\n\n", "A1 ", "YR ", "SR 1", "\n"), lines=True),
    "csv": Form(tables.csv, 10, _TABLE),
    "tsv": Form(tables.tsv, 4, _TABLE),
    "xlsx": Form(tables.sheet, 2, (*_XML, "<row>", "</row>", "<c>", "</c>", "<v>", "<c/>", "<row/>")),
    "csl-json": Form(in_json.csl_json, 8, _JSON),
    "crossref-json": Form(in_json.crossref_json, 5, _JSON),
    "openalex-json": Form(in_json.openalex_json, 5, _JSON),
    "semantic-scholar-json": Form(in_json.scholar_json, 2, _JSON, frozenset(("issue",))),
    "lens-json": Form(in_json.lens_json, 2, _JSON),
    "europepmc-json": Form(in_json.europepmc_json, 2, _JSON),
    "datacite-json": Form(
        in_json.datacite_json, 1, _JSON, frozenset(("container", "volume", "issue", "pages", "abstract"))
    ),
    "zotero-json": Form(in_json.zotero_json, 2, _JSON),
    "eppi-json": Form(in_json.eppi_json, 1, _JSON, frozenset(("authors",))),
    "endnote-xml": Form(marked_up.endnote_xml, 6, (*_XML, "<record>", "</record>", "</records>")),
    "pubmed-xml": Form(marked_up.pubmed_xml, 6, (*_XML, "<PubmedArticle>", "</PubmedArticle>", "<PMID>")),
    "zotero-rdf": Form(marked_up.zotero_rdf, 4, (*_XML, "</bib:Article>", "    ", "<z:itemType>", "\n")),
}
_CUMULATED = list(accumulate(form.often for form in FORMS.values()))


@dataclass(slots=True)
class Case:
    """`whole`: every entry must be read and nothing else stand in the file. `sure`: entries that must be read with
    these values. `present`: entries whose word still stands in the file, which may not vanish without a word (-1: one pasted in).
    `guessed`: in an encoding that can only be guessed, so that letters may differ where a remark says so."""

    name: str
    form: str
    data: bytes
    entries: list[Entry]
    sure: set[int]
    present: set[int]
    whole: bool = False
    guessed: bool = False
    steps: list[str] = field(default_factory=list)


def case(seed: int, number: int, only: str = "") -> Case:
    """The case with this number of this seed."""
    rng = Random(f"{seed}:{number}")
    drawn = rng.choices(list(FORMS), cum_weights=_CUMULATED)[0]
    name = only or drawn
    form = FORMS[name]
    script = rng.choice(list(SCRIPTS))
    chosen = entries(rng, script)
    chance = rng.random()
    harm = set(rng.sample(range(len(chosen)), 1)) if 0.3 < chance < 0.5 else set()
    parts = form.write(rng, chosen, harm)
    made = Case(f"{seed}-{number}", name, b"", chosen, set(range(len(chosen))) - harm, set(), not harm)
    if harm:
        made.steps.append("an odd value")
    if chance < 0.3:
        text = _harmless(rng, "".join(t for t, _ in parts), made, form, script)
    elif chance > 0.4:
        text = _mutated(rng, parts, form, made)
        made.whole = False
    else:
        text = "".join(t for t, _ in parts)
    if not made.data:
        made.data = _encoded(text)
    made.present = {n for n, e in enumerate(chosen) if e.mark in text}
    made.sure &= made.present
    if PASTED in text and name != "xlsx":  # text between the rows of a sheet is no entry
        made.present.add(-1)
    if name == "xlsx":
        made.data = tables.workbook(made.data)
        if not made.whole and rng.random() < 0.4:
            made.data, made.sure = _torn(rng, made.data), set()
            made.steps.append("archive torn")
    return made


def _encoded(text: str) -> bytes:
    """Half of a surrogate pair from `_BYTES` is a byte that is no UTF-8; any other is written as JSON's writers do."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


# --- what must change nothing ---------------------------------------------------------------------------------


_PAGES = {
    "western": ("cp1252", "mac-roman"),
    "central": ("cp1250",),
    "cyrillic": ("cp1251",),
    "han": ("gb18030",),
    "mixed": ("utf-8",),
}


def _harmless(rng: Random, text: str, made: Case, form: Form, script: str) -> str:
    step = rng.choice(
        ("", "", "", "CRLF", "CR", "mark", "UTF-16", "blank", "no last line", "prose", "code page")
    )
    if step == "prose" and not form.lines or made.form == "xlsx":
        step = ""
    made.steps += [step] * bool(step)
    if step == "CRLF":
        return text.replace("\n", "\r\n")
    if step == "CR":
        return text.replace("\n", "\r")
    if step == "blank":
        return (
            rng.choice(("\n", "\n\n \n")) + text + "\n \n\n"
            if not text.startswith("<?xml")
            else text + "\n\n"
        )
    if step == "no last line":
        return text.rstrip("\n")
    if step == "prose":
        return rng.choice(("Database: Social Care Online\nSearch of 3 May\n\n", "Results 1 to 9\n\n")) + text
    if step == "mark":
        made.data = b"\xef\xbb\xbf" + text.encode()
    elif step == "UTF-16":
        made.data = text.encode(rng.choice(("utf-16", "utf-16-le", "utf-16-be")))
        if not made.data.startswith((b"\xff\xfe", b"\xfe\xff")):
            made.data = (
                text[:1]
                .replace(text[:1], "\ufeff")
                .encode("utf-16-be" if made.data[:1] == b"\0" else "utf-16-le")
                + made.data
            )
    elif step == "code page":
        page = rng.choice(_PAGES[script])
        made.data, made.guessed = text.encode(page), page != "utf-8"
        made.steps.append(page)
    return text


def _torn(rng: Random, data: bytes) -> bytes:
    """The bytes of an archive with some changed, left out or cut off; its first four stay."""
    at = rng.randrange(4, len(data))
    if rng.random() < 0.3:
        return data[:at]
    return data[:at] + rng.randbytes(rng.randint(0, 3)) + data[at + rng.randint(0, 3) :]


def _mutated(rng: Random, parts: Parts, form: Form, made: Case) -> str:
    """The text with one to three edits; the entries that these touch, and those beside them, are no longer sure."""
    text = "".join(t for t, _ in parts)
    owners = [owner for _, owner in parts]
    starts = [0, *accumulate(len(t) for t, _ in parts)][:-1]
    until = len(text) + 1
    edits = [rng.choice(EDITS)(rng, text, form) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    for a, b, new, step in sorted(edits, key=lambda edit: -edit[0]):
        if b > until:
            continue
        until = a
        made.steps.append(step)
        made.sure -= _touched(starts, owners, a, b, step, len(made.entries), form)
        text = text[:a] + new + text[b:]
    return text


def _touched(
    starts: list[int], owners: list[int], a: int, b: int, step: str, number: int, form: Form
) -> set[int]:
    """Entries that an edit of [a, b) may cost: those it lies in and those beside it; all where the head is hit."""
    first, last = bisect_right(starts, a) - 1, bisect_right(starts, b) - 1
    if form is FORMS["xlsx"] or (not form.lines and owners[first] == -1 and first == 0):
        return set(range(number))  # one part that is not well formed costs a workbook all of it
    found = {owners[i] for i in range(first, last + 1)} - {-1}
    if a == starts[first]:
        found |= set(owners[max(first - 2, 0) : first]) - {-1}
    if step in ("control", "bytes") and found:
        return found
    beside = {owners[i] for i in range(max(first - 2, 0), min(last + 3, len(owners)))} - {-1}
    return found | beside if not found else {n + d for n in found for d in (-1, 0, 1)}
