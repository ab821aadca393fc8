"""What must hold of every file, however it is damaged. Nothing here asks the product what it ought to have read.

traceback   `ingest` never raises.
balance     counted = read + set aside, for each file and in all; ids are unique.
silent      an entry that stands in the file is read, set aside, or named by a remark or a row that says something is missing.
lost        an entry that no edit touched is read.
wrong       and it is read with the values that were written.
more        a file without damage holds no entry more, and nothing of it is set aside.
fault       no reader fails by an exception of its own that only the stage catches.
slow        CPU time: 5 s for a file below 1 MB, and as much for each further MB.
"""

from __future__ import annotations

import re
import signal
import time
import traceback
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence.ingest.stage import Source, ingest
from tests.fuzz.cases import FORMS, PASTED, Case
from tests.fuzz.tagged import MACRO

LAWS = ("traceback", "balance", "silent", "lost", "wrong", "more", "fault", "slow")
_MARK = re.compile("x(?:[bcdfgklmnprstvzw][aeiou]){3}q|q(?:[aeiou][bcdfgklmnprstvzw]){3}x")
# How a remark speaks of an encoding that was guessed.
_SAYS = re.compile("encod|character|was read as", re.I)
# And how one speaks of something that stands in the file and was not read.
_SPEAKS = re.compile("not read|outside|left out|runs? into|more than one|set aside", re.I)
_MACRO_USED = re.compile(r"=\s*jr\s*[,}]")
_SECONDS = 5.0
# A file that hangs is left after so long.
_GIVEN_UP = 30.0
_RAW_IS_CUT_AT = 20_000


class _Hangs(BaseException):
    """No `except Exception` of the product catches it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`law` is one of LAWS; `sign` is alike for faults with one cause."""

    law: str
    sign: str
    detail: str


def _stop(*_: Any) -> None:
    raise _Hangs


def run(case: Case) -> tuple[list[Fault], float]:
    """The laws that a case breaks, and the CPU seconds it took."""
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, _GIVEN_UP)
    began = time.process_time()
    try:
        result = ingest([Source("f", case.data)])
    except _Hangs:
        return [Fault("slow", "hangs", f"more than {_GIVEN_UP} s")], _GIVEN_UP
    except Exception as error:
        spent = time.process_time() - began
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].name}"
        return [
            Fault("traceback", f"{type(error).__name__} in {where}", traceback.format_exc(limit=-4))
        ], spent
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    spent = time.process_time() - began
    found = list(_broken(case, result))
    if spent > _SECONDS * max(1.0, len(case.data) / 1e6):
        found.append(Fault("slow", "slow", f"{spent:.1f} s for {len(case.data)} bytes"))
    return found, spent


def _broken(case: Case, result: Any):
    yield from _balance(case, result)
    marks = {entry.mark: n for n, entry in enumerate(case.entries)} | {PASTED: -1}
    marks |= {word[::-1]: n for word, n in marks.items()}  # as it stands in the DOI
    read: dict[int, Any] = {}
    ran_into: dict[int, Any] = {}
    for record in result.records:
        own = _marks(record.title, marks)
        held = _marks(f"{record.raw} {record.extra} {record.authors}", marks)
        if not own and held - read.keys():
            # Its title went, the rest of it is there; what was pasted in is a part of it.
            own = {min(held - read.keys(), key=lambda n: (n < 0, n))}
        first = max(own, default=None) if own <= {-1} else min(own - {-1})
        if first in read and (named := _marks(record.doi, marks) - read.keys()):
            first = min(named)  # it got the title of another entry, and has its own DOI
        if first is not None:
            read.setdefault(first, record)
        for n in (own | held) - {first}:
            ran_into[n] = record
        if len(record.raw) >= _RAW_IS_CUT_AT:  # what was pasted into it may stand where it is cut
            ran_into.setdefault(-1, record)
    aside: set[int] = set()
    unnamed = 0
    for row in result.quarantine:
        held = _marks(f"{row.raw} {row.value}", marks)
        aside |= held
        unnamed += not held - read.keys()
        if len(row.raw) >= _RAW_IS_CUT_AT or not result.records:
            aside |= set(marks.values())
        if row.problem.startswith("this entry could not be read"):
            yield Fault("fault", row.problem[:80], row.problem)
    said = {remark.row_id for remark in result.remarks}
    lost = [n for n in case.present if n not in read and n not in aside]
    # What was pasted into an entry is a part of it; an entry that ran into another has to be spoken of.
    spoken = sum(bool(_SPEAKS.search(remark.problem)) for remark in result.remarks)
    quiet = [n for n in lost if n not in ran_into or (n >= 0 and ran_into[n].record_id not in said)]
    if len(quiet) > unnamed + spoken:
        names = [case.entries[n].title if n >= 0 else "the entry pasted in" for n in quiet]
        yield Fault("silent", _step(case), f"{len(quiet)} of {len(case.entries)} nowhere: {names}"[:400])
    for n in sorted(case.sure - read.keys()):
        yield Fault("lost", _step(case), f"not read: entry {n}, {case.entries[n].title}")
        break
    if case.whole:
        # Prose that stands above the entries may be set aside; whether it is an entry is a matter of caution.
        rows = [
            (q.line, q.problem)
            for q in result.quarantine
            if "prose" not in case.steps or _marks(q.raw, marks)
        ]
        if len(result.records) > len(case.entries) or rows:
            why = re.sub(r"\d+", "N", rows[0][1]) if rows else "records"
            yield Fault(
                "more", why, f"{len(result.records)} of {len(case.entries)} read, set aside: {rows[:3]}"
            )
    yield from _values(case, result, read)


def _balance(case: Case, result: Any):
    for count in result.counts:
        if count.counted != count.read + count.quarantined:
            yield Fault("balance", "file", repr(count))
    if len(result.records) != sum(count.read for count in result.counts):
        yield Fault("balance", "records", f"{len(result.records)}, {result.counts}")
    if len(result.quarantine) != sum(count.quarantined for count in result.counts):
        yield Fault("balance", "quarantine", f"{len(result.quarantine)}, {result.counts}")
    ids = [r.record_id for r in result.records] + [q.entry_id for q in result.quarantine]
    if len(ids) != len(set(ids)):
        yield Fault("balance", "ids", "an id is given twice")
    if not {remark.row_id for remark in result.remarks} - {""} <= set(ids):
        yield Fault("balance", "remarks", "a remark on no row")
    for row in (*result.records, *result.quarantine) if case.form != "xlsx" else ():
        if not 1 <= row.line <= case.data.count(b"\n") + case.data.count(b"\r") + 1:
            yield Fault("balance", "line", f"line {row.line} is not in the file")
            break
    if not all(row.problem and row.how_to_fix for row in result.quarantine):
        yield Fault("balance", "no remedy", "a row is set aside without a remedy")


def _values(case: Case, result: Any, read: dict[int, Any]):
    lacks = FORMS[case.form].lacks
    guessed = case.guessed and any(_SAYS.search(r.problem) for r in result.remarks)
    for n in sorted(case.sure & read.keys()):
        entry, record = case.entries[n], read[n]
        for name in ("title", "year", "authors", "doi", "container", "volume", "issue", "pages", "abstract"):
            want, got = getattr(entry, name), getattr(record, name)
            if name in lacks or _alike(want, got):
                continue
            if name == "container" and case.form == "bibtex" and _by_macro(case, record):
                continue
            if guessed and _ascii(want) != want:
                continue
            why = f"{name}, no remark on the encoding" if case.guessed and _ascii(want) != want else name
            yield Fault("wrong", why, f"{got!r}, written {want!r}")


def _by_macro(case: Case, record: Any) -> bool:
    """Whether the journal is that of a macro: as it is defined, or where an edit took the definition away, whatever is left."""
    if not _MACRO_USED.search(record.raw):
        return False
    return record.container == "Journal of Macros" or not (case.whole or MACRO in case.data)


def _step(case: Case) -> str:
    """What was done to the file, where it was one thing."""
    if case.whole:
        return "not damaged"
    return case.steps[0].split(" ")[0] if len(case.steps) == 1 else "several edits"


def _marks(text: str, marks: dict[str, int]) -> set[int]:
    return {marks[word] for word in _MARK.findall(text) if word in marks} if text else set()


def _alike(want: Any, got: Any) -> bool:
    if want == got:
        return True
    if isinstance(want, tuple):
        return len(want) == len(got) and all(map(_alike, want, got))
    return isinstance(want, str) and _letters(want) == _letters(got)


@lru_cache(maxsize=10_000)
def _letters(text: str) -> str:
    """Letters and figures: quotes, dashes and spaces may be set in one way or another."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def _ascii(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_ascii, value))
    return value.encode("ascii", "ignore").decode() if isinstance(value, str) else value
