"""A whole review of any size, made up for measurement: `evidence build` runs in it from record to book.

    python tests/benchmarks/large_review.py FOLDER WORKS [--seed 1] [--voice words] [--shards 1]

FOLDER, which must not exist yet, becomes a copy of the shipped review (its configuration, codebook, cases, effects and decisions) to whose 461 entries so many
are added that about WORKS works result. **Nobody wrote the added records; nothing that is built from them says anything about the
world.** They say so themselves: files are named `made_up_*`, the publisher is "Made up for measurement", decisions are signed
`nobody`, and the title of the review says it.

What is made, and from what (all of it lies in this repository):
- Each work takes one shipped work as its pattern; three in a hundred take an included one, all others one that is not. Its words are
  drawn from the pattern's title and abstract (35 %) and from the running text of all of them, so that frequent words are
  frequent; two in a hundred are new, spliced of two known ones, so that the vocabulary grows with the corpus as it does in
  texts. Titles have 6 to 16 words, 70 % of works an abstract of 90 to 230 words, in sentences. Names are spliced likewise.
- 75 works in a hundred have one record, 20 two, 5 three, each in another format and altered as other databases have it
  (`altered` in scaling.py). Siblings: three in a hundred are a protocol, a preprint or an erratum of the work before.
- RIS, CSV (Scopus), BibTeX, PubMed and CSL-JSON in turns, a file each for every 50,000 works.
- Decisions: every fifth of the first 10,000 works and every fiftieth of all others is screened, what has an included pattern as included; one in
  five of the others as background. Included works have their pattern's codes.
What texts mean is read word by word (`meaning: voice: words`), at every size, since reading sentences costs 60 ms a text and stops
at 10,000 texts by itself: a reading that changes with the size has no growth. `--voice sentences` leaves it as it is shipped.
Every block of a thousand works has its own seed, so that a review of 10,000 works is the beginning of one of a million.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from scaling import altered
from streaming import as_bibtex, as_csl, as_nbib, as_ris, as_table, plain
from tests.workflow.conftest import copy_project

from evidence.ingest.stage import Source, ingest

BLOCK = 1_000  # works with a seed of their own
FILE = 50_000  # works whose records share a file of each format
FORMATS = ("ris", "csv", "bib", "nbib", "json")
RELEVANT, NEW, OWN, ABSTRACT, SIBLING = 0.03, 0.02, 0.35, 0.7, 0.03
COPIES = (0.75, 0.95, 1.0)  # one record, two, three
DENSE, OFTEN, SELDOM = (
    10_000,
    5,
    50,
)  # screened: every fifth work of the first ten thousand, then every fiftieth
_SIBLINGS = ("protocol", "preprint", "erratum")
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True)
class Patterns:
    """What made-up works are made from: words of each shipped work, and everything of all of them."""

    included: list[str]
    others: list[str]
    words: dict[str, np.ndarray]
    codes: dict[str, list[dict[str, str]]]
    text: np.ndarray
    families: list[str]
    givens: list[str]
    journals: list[str]


@dataclass
class Block:
    """The records of a thousand works, one list a format, and what was decided on them."""

    records: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in FORMATS})
    screening: list[dict[str, str]] = field(default_factory=list)
    coding: list[dict[str, str]] = field(default_factory=list)


def patterns(review: Path) -> Patterns:
    """Read off the shipped review, in the order of its keys."""
    files = sorted(
        path for path in (review / "literature/records").iterdir() if not path.name.startswith("made_up_")
    )
    records = ingest([Source(path.name, path.read_bytes()) for path in files], "[Own-words summary]").records
    records = sorted(records, key=lambda record: record.source_key)
    decided = {row["record"]: row["decision"] for row in _rows(review / "literature/decisions/screening.csv")}
    words = {
        record.source_key: np.array(_WORD.findall(f"{record.title} {record.abstract}".lower()), dtype=object)
        for record in records
    }
    keys = [key for key, found in words.items() if len(found) >= 5]
    codes: dict[str, list[dict[str, str]]] = {}
    for row in _rows(review / "literature/decisions/coding.csv"):
        codes.setdefault(row["record"], []).append(row)
    names = [name for record in records for name in record.authors if "," in name]
    return Patterns(
        included=[key for key in keys if decided.get(key) == "include"],
        others=[key for key in keys if decided.get(key) != "include"],
        words=words,
        codes=codes,
        text=np.concatenate([words[key] for key in keys]),
        families=sorted({plain(name.split(",")[0]) for name in names}),
        givens=sorted({plain(name.split(",")[1]) for name in names} - {""}),
        journals=sorted({plain(record.container) for record in records} - {""}),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def block(number: int, works: int, made_of: Patterns, seed: int) -> Block:
    """Block `number` with the first `works` of its works."""
    drawn, chance = np.random.default_rng([seed, number]), random.Random(f"{seed}.{number}")
    done, before = Block(), None
    for n in range(number * BLOCK, number * BLOCK + works):
        relevant = chance.random() < RELEVANT
        pattern = chance.choice(made_of.included if relevant else made_of.others)
        work = _sibling(before, n, chance) if before and chance.random() < SIBLING else None
        work = work or _work(n, made_of, pattern, drawn, chance)
        before = work
        share = chance.random()
        copies = 1 + sum(share >= bound for bound in COPIES[:-1])
        first = chance.randrange(len(FORMATS))
        for copy in range(copies):
            record = altered(work | {"key": ""}, n, chance) if copy else work
            pages = str(record["pages"]).split("-")
            key = f"k{n * len(COPIES) + copy:08d}"
            name = FORMATS[(first + copy) % len(FORMATS)]
            done.records[name].append(record | {"key": key, "first": pages[0], "last": pages[-1]})
        if n % (OFTEN if n < DENSE else SELDOM) == 0:
            number_of = n * len(COPIES)
            named = str(10_000_000 + number_of) if FORMATS[first] == "nbib" else f"k{number_of:08d}"
            _decide(done, named, relevant, made_of.codes.get(pattern, []), chance)
    return done


def screened(works: int, made_of: Patterns, seed: int = 1) -> tuple[list[dict[str, Any]], np.ndarray]:
    """Titles and abstracts of the first works, one record each, and (n,) bool whether their pattern is an included one."""
    drawn, chance = np.random.default_rng([seed, 0]), random.Random(f"{seed}.screened")
    included = np.array([chance.random() < RELEVANT for _ in range(works)])
    pattern = [chance.choice(made_of.included if yes else made_of.others) for yes in included]
    return [_work(n, made_of, key, drawn, chance) for n, key in enumerate(pattern)], included


def _decide(
    done: Block, record: str, relevant: bool, codes: list[dict[str, str]], chance: random.Random
) -> None:
    signed = {"record": record, "reviewer": "nobody", "date": "2026-11-27"}
    decision = "include" if relevant else "background" if chance.random() < 0.2 else "exclude"
    reason = {"reason": "other topic"} if decision == "exclude" else {}
    done.screening.append(signed | {"decision": decision, "basis": "title_abstract"} | reason)
    if relevant:
        done.coding += [signed | {"facet": row["facet"], "codes": row["codes"]} for row in codes]


def _work(
    n: int, made_of: Patterns, pattern: str, drawn: np.random.Generator, chance: random.Random
) -> dict[str, Any]:
    first = chance.randint(1, 2_000)
    pages = f"{first}-{first + chance.randint(2, 15)}"
    long = chance.randint(90, 230) if chance.random() < ABSTRACT else 0
    return {
        "title": " ".join(_words(chance.randint(6, 16), made_of, pattern, drawn)).capitalize(),
        "authors": [_name(made_of, chance) for _ in range(chance.randint(1, 6))],
        "year": str(chance.randint(1980, 2025)),
        "journal": chance.choice(made_of.journals),
        "volume": str(chance.randint(1, 90)),
        "issue": str(chance.randint(1, 12)),
        "pages": pages,
        "doi": f"10.5555/m.{n:x}" if chance.random() < 0.7 else "",
        "abstract": _sentences(_words(long, made_of, pattern, drawn), chance),
        "keywords": _words(2 * chance.randint(0, 3), made_of, pattern, drawn),
        "issn": "",
        "url": f"https://example.org/{n}" if chance.random() < 0.5 else "",
        "publisher": "Made up for measurement",
    }


def _sibling(work: dict[str, Any], n: int, chance: random.Random) -> dict[str, Any]:
    """Another publication of one study."""
    year = int(work["year"])
    kind = chance.choice(_SIBLINGS)
    changed: dict[str, Any] = {"doi": f"10.5555/m.{n:x}", "url": ""}
    if kind == "protocol":
        changed |= {"title": f"{work['title']}: study protocol", "year": str(year - 2), "abstract": ""}
    elif kind == "preprint":
        changed |= {"doi": f"10.31235/osf.io/{n:x}", "journal": "SocArXiv", "year": str(year - 1)}
        changed |= {"volume": "", "issue": "", "pages": ""}
    else:
        changed |= {"title": f"Erratum to: {work['title']}", "pages": "401-401", "abstract": ""}
    return work | changed


def _words(number: int, made_of: Patterns, pattern: str, drawn: np.random.Generator) -> list[str]:
    if not number:
        return []
    own, kind = made_of.words[pattern], drawn.random(number)
    found = np.where(
        kind < OWN, own[drawn.integers(len(own), size=number)], _any(made_of.text, number, drawn)
    )
    new = np.flatnonzero(kind > 1 - NEW)
    if len(new):
        other = _any(made_of.text, len(new), drawn)
        for at, end in zip(new, other, strict=True):
            found[at] = _spliced(found[at], end)
    return found.tolist()


def _any(text: np.ndarray, number: int, drawn: np.random.Generator) -> np.ndarray:
    return text[drawn.integers(len(text), size=number)]


def _spliced(one: str, other: str) -> str:
    return one[: len(one) // 2 + 1] + other[len(other) // 2 :]


def _sentences(words: list[str], chance: random.Random) -> str:
    found = []
    at = 0
    while at < len(words):
        length = chance.randint(12, 30)
        found.append(" ".join(words[at : at + length]).capitalize() + ".")
        at += length
    return " ".join(found)


def _name(made_of: Patterns, chance: random.Random) -> str:
    family = chance.choice(made_of.families)
    if chance.random() < 0.7:
        family = _spliced(family, chance.choice(made_of.families))
    return f"{family}, {chance.choice(made_of.givens)}"


def make(folder: Path, works: int, seed: int = 1, voice: str = "words", shards: int = 1) -> dict[str, int]:
    """Write the review to `folder`, which must not exist; returns how many works, records and decisions were made up."""
    copy_project(folder, code=True)
    made_of = patterns(folder)
    added = max(works - _shipped(folder), 0)
    counts = {"works": added, "records": 0, "decisions": 0}
    for start in range(0, added, FILE):
        blocks = (
            block(number, min(BLOCK, added - number * BLOCK), made_of, seed)
            for number in range(start // BLOCK, -(-min(start + FILE, added) // BLOCK))
        )
        for part in _written(folder / "literature/records", start // FILE, blocks):
            counts["records"] += sum(map(len, part.records.values()))
            counts["decisions"] += len(part.screening) + len(part.coding)
            _append(folder / "literature/decisions/screening.csv", part.screening)
            _append(folder / "literature/decisions/coding.csv", part.coding)
    _configure(folder / "config/config.yaml", voice, shards)
    return counts


def _configure(path: Path, voice: str, shards: int) -> None:
    told = path.read_text(encoding="utf-8")
    for line, new in (("  title", "Made up for measurement"), ("  voice", voice)):
        told = re.sub(rf"(?m)^{line}: .*$", f"{line}: {new}", told, count=1)
    if shards > 1:
        told += f"\nbuild:\n  shards: {shards}\n"
    path.write_text(told, encoding="utf-8")


def _shipped(folder: Path) -> int:
    return len({row["work"] for row in _rows(folder / "literature/known_works.csv")})


def _written(folder: Path, number: int, blocks: Iterator[Block]) -> Iterator[Block]:
    """Hand on each block once its records stand in the files of their formats."""
    handles: dict[str, TextIO] = {
        name: (folder / f"made_up_{number:03d}.{name}").open("w", encoding="utf-8", newline="")
        for name in FORMATS
    }
    begun: set[str] = set()
    for part in blocks:
        for name, rows in part.records.items():
            if rows:
                handles[name].write(text(name, rows, name not in begun))
                begun.add(name)
        yield part
    for name, handle in handles.items():
        handle.write("]\n" if name == "json" and name in begun else "")
        handle.close()
        if name not in begun:
            (folder / f"made_up_{number:03d}.{name}").unlink()


def text(name: str, rows: list[dict[str, Any]], first: bool) -> str:
    if name == "csv":
        return as_table(rows, first)
    if name == "json":
        return ("[" if first else ",\n") + ",\n".join(map(as_csl, rows))
    return "".join(map({"ris": as_ris, "bib": as_bibtex, "nbib": as_nbib}[name], rows))


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        header = next(csv.reader(handle))
    with path.open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, header, restval="", lineterminator="\n").writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("works", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--voice", choices=("words", "sentences"), default="words")
    parser.add_argument("--shards", type=int, default=1, help="parts in which stages are done that know how")
    options = parser.parse_args()
    if options.folder.exists():
        parser.error(f"{options.folder} exists; name a folder that does not")
    counts = make(options.folder, options.works, options.seed, options.voice, options.shards)
    print(", ".join(f"{number:,} {what}" for what, number in counts.items()), "made up in", options.folder)


if __name__ == "__main__":
    main()
