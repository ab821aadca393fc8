"""Score any reader of bibliographic files on the kinds in `kinds/`.

    python tests/reading/score.py NAME=COMMAND ...      a table; --faults prints what differs

COMMAND is started once. It gets one JSON object a line, {"file": PATH, "format": FORMAT}, and answers each with one line: a
JSON list of records, or `null` where it does not claim to read the format; a reader that says what it leaves out answers
{"records": [...], "set_aside": NUMBER, "remarks": whether it made any}. A record has `title`, `authors` (a list; `Family,
Given`, a body as it is called), `year`, `container`, `volume`, `issue`, `pages`, `doi`, `pmid`, `url`, `abstract`, `keywords`
(a list), `kind` and perhaps `extra` (anything else that was kept). What is left out counts as not read.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shlex
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_SECONDS = 20
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One input and what is in it. `entries` may be fewer by `may_be_set_aside` where a reader says what it left out;
    `records` are values of the first entries; `same_fold` two entries whose titles are one in letters and figures."""

    name: str
    kind: str
    file: str
    format: str
    entries: int
    records: tuple[Row, ...] = ()
    may_be_set_aside: int = 0
    same_fold: tuple[int, int] | None = None
    or_a_remark: bool = False

    @property
    def path(self) -> Path:
        return HERE / self.file


def kinds() -> list[Kind]:
    """Every kind, by name, and the files of the hundred awkward records."""
    found = sorted((HERE / "kinds").glob("*/expected.json"))
    told = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in found}
    made = [Kind(**{**t, "name": name, "file": f"kinds/{name}/{t['file']}"}) for name, t in told.items()]
    return made + _awkward()


def _awkward() -> list[Kind]:
    """How many entries each of these files holds, and how many of them cannot be used (`tests/awkward/truth.csv`)."""
    with (HERE.parent / "awkward" / "truth.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    formats = {"bib": "bibtex", "txt": "wos", "xml": "endnote-xml"}
    made = []
    for name in dict.fromkeys(row["file"] for row in rows):
        fates = [row["fate"] for row in rows if row["file"] == name]
        form = formats.get(name.rpartition(".")[2], name.rpartition(".")[2])
        file = f"../awkward/{name}"
        what = f"awkward records: {name}"
        made.append(Kind(f"awkward-{name}", what, file, form, len(fates), (), fates.count("quarantined")))
    return made


def faults(kind: Kind, rows: list[Row], set_aside: int = 0, remarks: bool = False) -> list[str]:
    """What differs from what is expected; `set_aside` entries of which the reader said why, `remarks` whether it made any.

    >>> kind = Kind("k", "", "f", "ris", 2, ({"title": "A"},))
    >>> faults(kind, [{"title": "B"}])
    ['1 of 2 entries read, 0 set aside', "title: 'B', expected 'A'"]
    """
    wrong = []
    short = kind.entries - len(rows)
    if not (short == set_aside == 0 or 0 < short == set_aside <= kind.may_be_set_aside):
        wrong.append(f"{len(rows)} of {kind.entries} entries read, {set_aside} set aside")
    if kind.or_a_remark and remarks:
        return wrong
    for row, expected in zip(rows, kind.records, strict=False):
        for name, want in expected.items():
            wrong += _differs(row, name, want)
    if kind.same_fold and len(rows) > max(kind.same_fold):
        one, two = (_letters(str(rows[n].get("title"))) for n in kind.same_fold)
        if one != two:
            wrong.append(f"titles compare as different: {one!r}, {two!r}")
    return wrong


def _differs(row: Row, name: str, want: Any) -> list[str]:
    if name == "store":
        text = json.dumps(row, ensure_ascii=False)
        return [f"lost {word!r}" for word in want if word not in text]
    if name == "surname0":
        got = (row.get("authors") or [""])[0].split(",")[0].strip()
    elif name == "container_norm":
        got = " ".join(re.sub(r"[^\w ]", "", str(row.get("container")).lower()).split())
    elif name == "nodollar":
        got = "$" not in str(row.get("title"))
    elif name == "year":
        found = re.search(r"\d{4}", str(row.get("year") or ""))
        got = int(found.group()) if found else None
    else:
        got = row.get(name) if row.get(name) is not None else ([] if isinstance(want, list) else "")
        got = list(got) if isinstance(want, list) and not isinstance(got, str) else got
    return [] if got == want else [f"{name}: {got!r}, expected {want!r}"]


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def ask(command: str) -> dict[str, list[str] | None]:
    """The faults of a reader by kind; None where it does not claim the format."""
    found: dict[str, list[str] | None] = {}
    process = None
    for kind in kinds():
        process = process if process and process.poll() is None else _start(command)
        answer = _answer(process, {"file": str(kind.path), "format": kind.format})
        if answer is None:
            process.kill()
            process.wait()
            found[kind.name] = [f"no answer within {_SECONDS} s"]
        else:
            told = json.loads(answer)
            told = {"records": told} if isinstance(told, list) else told
            found[kind.name] = None if told is None else faults(kind, *_told(told))
    return found


def _told(answer: Row) -> tuple[list[Row], int, bool]:
    return answer["records"], answer.get("set_aside", 0), answer.get("remarks", False)


def _start(command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        shlex.split(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _answer(process: subprocess.Popen[str], question: Row) -> str | None:
    """One line, or None where none comes."""
    import select

    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    if select.select([process.stdout], [], [], _SECONDS)[0]:
        return process.stdout.readline() or None
    return None


def table(results: dict[str, dict[str, list[str] | None]]) -> str:
    """A row for each kind and two sums; yes, no, or – where the format is not read."""
    lines = [f"| kind | format | {' | '.join(results)} |", "|---" * (len(results) + 2) + "|"]
    for kind in kinds():
        cells = ["–" if (got := r[kind.name]) is None else "no" if got else "yes" for r in results.values()]
        lines.append(f"| {kind.kind} | {kind.format} | {' | '.join(cells)} |")
    every, claimed = [], []
    for result in results.values():
        right = sum(found == [] for found in result.values())
        every.append(f"{right} of {len(result)}")
        claimed.append(f"{right} of {sum(found is not None for found in result.values())}")
    lines.append(f"| **all** | | {' | '.join(every)} |")
    lines.append(f"| **of the formats that it reads** | | {' | '.join(claimed)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readers", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--faults", action="store_true")
    options = parser.parse_args()
    results = {}
    for reader in options.readers:
        name, _, command = reader.partition("=")
        results[name] = ask(command)
        for kind, wrong in results[name].items():
            if options.faults and wrong:
                print(f"{name}: {kind}: {'; '.join(wrong)[:300]}")
    print(table(results))


if __name__ == "__main__":
    main()
