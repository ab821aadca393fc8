"""Records of tagged lines, counted by the tags that begin, end and make one."""

from __future__ import annotations

import re

# Two letters with a dash, in any spacing and case; two capitals with a space.
_DASHED = re.compile(
    r"([ \t\xa0\u3000>|]*)([A-Za-z][A-Za-z0-9])(?:  |[ \t\xa0\u3000]*(?=[-\u2010-\u2015\u2212](?:[ \t\xa0\u3000]|$)))[-\u2010-\u2015\u2212]"
)
# Lines at the margin that neither begin nor end a record of RIS, as most of it is; one that makes a record is named.
_ORDINARY = re.compile(r"(?:(?:(TI|T1|CT|BT|AU|A1)|(?!TY|ER)[A-Z][A-Z0-9])  - [^\n]*\n){1,1000}")
# A line that seems to begin a record of RIS, but was wrapped in an abstract or a note.
_WRAPPED = re.compile(r"TY {1,2}- ?[A-Z]{3,5} [a-z]")
_SPACED = re.compile(r"([ \t\xa0\u3000>|]*)([A-Z][A-Z0-9])(?:[ \t]|$)")
_BLANK_ALONE = re.compile(r"(?<=[^\s>|])[ \t]*\n[ \t\xa0\f>|]*(?=\n[ \t\xa0>|]*[^\s>|])")
_BLANK_LINE = re.compile(r"\n[ \t\xa0\f>|]*(?=\n)")


def ris(text: str) -> int:
    """TY lines, and stretches of lines without one that hold a title or an author."""
    first = re.search(r"^[ \t\xa0>|]*(ty|TY)\b", text, re.M)
    small = bool(first and first[1] == "ty")
    makes = ("TI", "T1", "CT", "BT", "AU", "A1")
    return _ended(_single_spaced(text), _DASHED, "TY", "ER", makes, small, _ORDINARY)


def wos(text: str) -> int:
    """PT lines, and stretches of lines without one that hold a title or an author."""
    return _ended(text, _SPACED, "PT", "ER", ("TI", "AU", "AF"))


def _ended(
    text: str,
    tag: re.Pattern[str],
    first: str,
    last: str,
    makes: tuple[str, ...],
    small: bool = False,
    ordinary: re.Pattern[str] | None = None,
) -> int:
    """Records in a row of signs: `B` begins, `E` ends, `m` makes one, `o` is another tag, `_` no tag.

    Each stands for a line, or for a run of `ordinary` lines. Within a record tags stand as the first or the second of its
    lines does.
    """
    signs: list[str] = []
    steady, at, before = False, 0, ""  # `before`: the last tag
    places: list[str] = []  # what stands before the tags of the record that is open
    while at <= len(text):
        if steady and ordinary and (run := ordinary.match(text, at)):
            signs.append("m" if run[1] else "o")
            at = run.end()
            start = text.rfind("\n", 0, at - 1) + 1
            before = text[start : start + 2]
            continue
        end = text.find("\n", at)
        line = text[at:end] if end >= 0 else text[at:]
        at = end + 1 if end >= 0 else len(text) + 1
        if before in ("AB", "N1", "N2") and signs[-1] in "mo" and _WRAPPED.match(line):
            signs.append(signs[-1])
            continue
        found = tag.match(line)
        name = found[2].upper() if found and (small or found[2] == found[2].upper()) else ""
        if found is None or not name or (len(places) == 2 and found[1] not in places):
            signs.append("_" if not line.strip() else signs[-1] if signs[-1:] and signs[-1] in "mo" else "_")
            continue
        signs.append("B" if name == first else "E" if name == last else "m" if name in makes else "o")
        before = name
        places = (
            [] if name == last else [found[1]] if name == first else [*places, found[1]][:2] if places else []
        )
        steady = len(places) == 2 and "" in places
    return _in_row("".join(signs))


def _in_row(signs: str) -> int:
    count = signs.count("B")
    known = False
    for stretch in re.finditer(r"(?:^|E)([^BE]*)(?=([BE]?))", signs):
        runs = [run for run in stretch[1].split("_") if run]
        if stretch[2] == "E":
            count += "m" in stretch[1] or (bool(runs) and not known)
        else:
            if stretch[2] == "B" and runs and not stretch[1].endswith("_"):
                runs.pop()
            count += sum("m" in run for run in runs)
        known = known or count > 0
    return count


def nbib(text: str) -> int:
    """PMID lines, and parts between blank lines without one that hold a title or an author."""
    first = re.search(r"^([ \t\xa0\u3000>|]*)PMID *-", text, re.M)
    inner = r"(?<! {6})PMID *-" if first and not first[1] else r"PMID *-"  # a value is hung at six
    return _parted(text, inner, r"(?:TI|BTI|TT|FAU|AU|CN|FED) {0,2}-")


def refer(text: str) -> int:
    return _parted(_single_spaced(text), r"%0(?:[ \t].*)?$(?:\n[ \t>|]*%0(?:[ \t].*)?$)*", r"%[TA][ \t]+\S")


def refworks(text: str) -> int:
    return _parted(_single_spaced(text), r"RT[ \t].*$", r"(?:T1|A1)[ \t]+\S")


def noteexpress(text: str) -> int:
    return _parted(_single_spaced(text), r"\{Reference Type\}", r"\{(?:Title|Author)\}[:：][ \t]*\S")


def cnki(text: str) -> int:
    """Lines of E-Study's number, or where there is none those that name the database."""
    study = re.search(r"^[ \t>|]*DataType[:：]", text, re.M)
    begins = r"DataType[:：]" if study else r"SrcDatabase[-－]"
    return _parted(_single_spaced(text), begins, r"(?:Title|Author)[-－][^\n:：]{1,20}[:：][ \t]*\S")


def _parted(text: str, begins: str, makes: str) -> int:
    """Lines that begin a record, and parts between blank lines without one that hold what makes a record."""
    first, made = (re.compile(rf"^[ \t\xa0\u3000>|]*{what}", re.M) for what in (begins, makes))
    return sum(len(first.findall(part)) or bool(made.search(part)) for part in _BLANK_LINE.split(text))


def _single_spaced(text: str) -> str:
    """Without blank lines where one follows every line."""
    head = text[:20_000]
    blank, written = len(_BLANK_LINE.findall(head)), len(re.findall(r"^.*\S", head, re.M))
    return _BLANK_ALONE.sub("", text) if written > 6 and blank > 0.9 * (written - 1) else text


def ovid(text: str) -> int:
    """Numbers in angle brackets on lines of their own, or lines that name the vendor."""
    odd = r"[^\x00-\x7f]{0,3}"
    numbers = re.findall(rf"^[ \t>|]*{odd}<{odd}\s*\d+\s*\.?\s*{odd}>{odd}\s*$", text, re.M)
    return len(numbers) or len(re.findall(r"^[ \t>|]*VN {1,3}- ", text, re.M))


def cochrane(text: str) -> int:
    return len(re.findall(r"^[ \t>|]*Record #\d+ of \d+\s*$", text, re.M))
