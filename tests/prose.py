"""What no built text may hold: raw names, backticks, capitals, working words, words for what a program lacks, doubled words, and
counts of one with a plural or of none of none.

`python -m tests.prose FOLDER [REVIEW]` prints what is wrong with every page under a folder, and how many pages it read; what stands in
`results/` of the review says which titles are other people's.

And no pattern of a sentence too often on a page that is read as a whole (`repeated`).

Text that others wrote (references and titles, in `bdi` or with `lang=""`) and what is set as typed (`code`) is left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

_FENCE = re.compile(r"^(`{3,})\{raw\} html\n(.*?)\n\1$", re.M | re.S)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_TYPED = re.compile(
    r"<(script|style|code|pre|bdi)\b.*?</\1>|<(\w+)[^>]* lang=\"\"[^>]*>.*?</\2>|^```.*?^```$|(?<!\\)`[^`\n]+`",
    re.S | re.M,
)
_CELL = re.compile(r"</?(?:t[dhr]|p|li|h\d|caption|text|tspan|desc|title|div|ul|ol|dt|dd|br)\b[^>]*>")
_ADDRESS = re.compile(
    r"\S*(?:://|\.(?:csv|bib|ris|nbib|yaml|json|xlsx|py|txt|md|html|org|pdf|lock)\b)\S*|\]\([^)]*\)|\S+\?\S+=\S+"
)
_MANY = "studies|works|claims|findings|implications|bodies|cases|rows|cells|entries|effects|passages|searches|estimates|records"

_EMPHASIS = (
    "ALL|ALWAYS|AND|ANY|BUT|COUNTER|DO|FOR|FROM|HAS|IF|IN|IS|MAY|MUST|NB|NEVER|NO|NONE|NOT|NOTE|OF|ONLY|OR|SEE|SHOULD|THAT|THE|THIS|"
    "TO|WARNING|WITH"
)

LEFT_OUT = "\ufffc"
"""What stands where typed text and the words of others were."""
FLAWS = {
    "a raw name": re.compile(
        r"(?<![\w/.])[A-Za-z]+[A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?!\w)|(?<![\w/.-])(?:[a-z]{3,}\d{4}[a-z]{2,}|\d+(?:years?|months?|weeks?|days?)[a-z]*|strat\d)\b"
    ),
    "an identifier": re.compile(r"(?<![\w/.-])(?:w-[a-z]+\d{0,4}[a-z]*-[a-z2-7]{8}|r-[0-9a-f]{8,})\b"),
    "a backtick": re.compile(r"`"),
    "a sentence in capitals": re.compile(
        rf"\b[A-Z]{{2,}}(?: [A-Z]{{2,}}){{2,}}\b|(?<![\w-])(?:{_EMPHASIS})(?![\w-])(?= [a-z])|(?<=[a-z] )(?:{_EMPHASIS})(?![\w-])"
    ),
    "a working word": re.compile(
        r"\b(?:TODO|FIXME|XXX|TBC|TBD|dummy|placeholder|lorem ipsum|test material|a trap|do not pool|near-duplicate|counter-evidence|"
        r"sensitivity only|counter to [A-Z]\d+|group [A-Z]\d\d)\b|\?\?",
        re.I,
    ),
    "a clause for a subject": re.compile(
        r"(?:^|[.;:] )[Ww]hether [^.;:]{12,}? (?:is|are) (?:divided|untested|unsettled|not tested)\b"
    ),
    "a test that needs nothing": re.compile(r"\bnothing is coded that\b"),
    "a share said twice": re.compile(r"\b(\d+) of 100\b[^.;()]*\(\1 per cent\)"),
    "a word of a program": re.compile(
        r"(?<![\w./-])(?:NA|N/A|n/a|nan|NaN|NaT|True|False)(?![\w./-])|(?:^|[:=] )(?:null|undefined|-?inf|-?Infinity)$|(?<=[a-z(=] )None\b(?! of)|\bNone(?=[,;)\]])"
        r"|\['|\{'|'\]|\{\{|\}\}|\{%|\{[a-z_]+(?:\|[a-z]+)?\}|\bobject at 0x|<[A-Z]\w+[.:]"
    ),
    "a doubled word": re.compile(r"\b(?!had\b|that\b)([a-z]{2,}) \1\b(?!-)", re.I),
    "none of none": re.compile(r"(?<![\w.,/–-])(?:0|no|none) of (?:0|no|none)\b", re.I),
    "one of many": re.compile(
        rf"(?<![\w.,/–-])(?:1|[Oo]ne) (?:{_MANY})\b|\b[Oo]ne (?:are|have|stay|were|say|lean|speak|rest)\b(?! (?:needed|or))"
    ),
}


def read(page: str) -> list[str]:
    """The running text of a page, markdown or HTML, a piece each: paragraphs, cells, words in drawings."""
    text = _FRONT.sub("", page)
    text = _FENCE.sub(lambda match: f"\n{match[2]}\n", text)
    text = _CELL.sub("\n", _TYPED.sub(f" {LEFT_OUT} ", text))
    text = unescape(re.sub(r"<[^>]*>", " ", text))
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return [_without_addresses(line) for line in text.split("\n") if line.strip()]


@cache  # most lines stand on many pages
def _without_addresses(line: str) -> str:
    return " ".join(_ADDRESS.sub(" ", line).split())


def flaws(page: str, of_others: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(what is wrong, where it stands) of a page; `of_others` are titles that stand in it as others wrote them."""
    others = _loud(tuple(of_others))
    return [flaw for line in read(page) for flaw in _of_a_line(_without(line, others))]


@cache
def _loud(titles: tuple[str, ...]) -> frozenset[str]:
    """Those that would be taken for a sentence in capitals."""
    return frozenset(
        " ".join(title.split()) for title in titles if FLAWS["a sentence in capitals"].search(title)
    )


@cache
def _of_a_line(line: str) -> list[tuple[str, str]]:
    return [
        (name, line[max(0, match.start() - 50) : match.end() + 30])
        for name, pattern in FLAWS.items()
        for match in pattern.finditer(line)
    ]


MOST_ALIKE = 3
_RUN = 5
_TABLE = re.compile(r"<table\b.*?</table>|<dl\b.*?</dl>", re.S)
_QUOTED = re.compile(r"‘[^’]*(?:’(?=\w)[^’]*)*’|“[^”]*”")
_COUNTS = re.compile(
    r"\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a single)\b|\b\d[\d,.]*",
    re.I,
)
_NAME = re.compile(
    r"(?<=[a-z,;:(] )(?:[A-Z][\w’'-]*(?: and others| and [A-Z][\w’'-]*)?(?: \([^)]*\))?)|^[A-Z]\w+ (?:and [A-Z]?\w+ )?\([^)]*\)"
)


def repeated(texts: Iterable[str], most: int = MOST_ALIKE) -> list[str]:
    """Runs of five words that come more than three times in running text, numbers and names taken out: a pattern that a reader hears."""
    seen: Counter[str] = Counter()
    for text in texts:
        for sentence in re.split(r"(?<=[.;:!?])\s+", text):
            found = _COUNTS.sub("#", _NAME.sub("@", _QUOTED.sub("@", sentence))).lower()
            heard = re.findall(r"[\w’'#@-]+", found)
            seen.update({" ".join(heard[at : at + _RUN]) for at in range(len(heard) - _RUN + 1)})
    return sorted(run for run, n in seen.items() if n > most and len(set(run.split()) - {"#", "@"}) >= 3)


def running(page: str) -> list[str]:
    """The running text of a page that is not in a table or a list of terms."""
    return read(_TABLE.sub("\n", page))


def _without(line: str, titles: frozenset[str]) -> str:
    for title in titles:
        line = line.replace(title, " ")
    return line


def of_a_book(folder: Path, review: Path) -> tuple[int, list[str]]:
    """How many built pages were read, and a line for each flaw of theirs."""
    from evidence.deduplicate.rows import Work
    from evidence.layout import Layout
    from evidence.review import Review

    titles = [work.title for work in Review(Layout(review))[Work]]
    pages = [
        path for path in sorted(folder.rglob("*.html")) if "_static" not in path.relative_to(folder).parts
    ]
    return len(pages), [
        f"{path.relative_to(folder)}: {name}: {where}"
        for path in pages
        for name, where in flaws(path.read_text(encoding="utf-8"), titles)
    ]


if __name__ == "__main__":
    read_pages, wrong = of_a_book(Path(sys.argv[1]), Path(*sys.argv[2:3]))
    print("\n".join([*wrong, f"{read_pages} pages read, {len(wrong)} flaws"]))
    sys.exit(bool(wrong))
