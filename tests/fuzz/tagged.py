"""Writers of formats in lines: BibTeX, RIS, PubMed, Web of Science, refer, Ovid and RefWorks, as their producers write them.

A writer gives a file as parts: (text, number of the entry that it belongs to, or -1). Entries in `harm` are
written with a fault of the format's own that leaves their neighbours alone.
"""

from __future__ import annotations

import textwrap
from random import Random

from tests.fuzz.entries import Entry

Parts = list[tuple[str, int]]

MACRO = b"@string{jr = {Journal of Macros}}"
_TEX = str.maketrans({c: "\\" + c for c in "&%_#$"})


def _parts(blocks: list[str], between: str, head: str = "", tail: str = "") -> Parts:
    found: Parts = [(head, -1)] if head else []
    for n, block in enumerate(blocks):
        if n and between:
            found.append((between, -1))
        found.append((block, n))
    return [*found, (tail, -1)] if tail else found


def bibtex(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """Braces or quotes, one line or many, capitals, macros and joined strings, a key or none."""
    style = rng.choice(("{}", "{}", '""'))
    macro = rng.random() < 0.2
    upper = rng.random() < 0.2
    flat = rng.random() < 0.15
    double = rng.random() < 0.2
    indent = rng.choice(("  ", "\t", " ", ""))
    equals = rng.choice((" = ", "=", "    = "))

    def value(text: str, names: bool = False) -> str:
        text = text.translate(_TEX)
        if style == '""':
            return '"' + text.replace('"', "''") + '"'
        return "{{" + text + "}}" if double and not names else "{" + text + "}"

    blocks = []
    for n, e in enumerate(entries):
        fields = {
            "title": value(e.title),
            "author": value(" and ".join(e.authors), names=True),
            "year": str(e.year) if rng.random() < 0.5 else value(str(e.year)),
            "journal": "jr" if macro and rng.random() < 0.5 else value(e.container),
            "volume": value(e.volume),
            "number": value(e.issue),
            "pages": value(e.pages.replace("-", "--")),
            "doi": "{" + e.doi + "}",
        }
        if e.abstract:
            fields["abstract"] = value(e.abstract)
        if e.keywords:
            fields["keywords"] = value(", ".join(e.keywords))
        names = list(fields)
        rng.shuffle(names)
        lines = [f"{indent}{name.upper() if upper else name}{equals}{fields[name]}" for name in names]
        if n in harm:
            lines = _harmed_bibtex(rng, lines)
        kind = rng.choice(("article", "Article", "ARTICLE", "book", "inproceedings", "misc"))
        key = rng.choice(
            (f"k{n}", f"Ash:{n}", f"ash_{n}.b", f"DBLP:conf/x/A{n}", f"k {n}" if n % 2 else f"k{n}")
        )
        end = rng.choice(("\n}", ",\n}", "}", "\n\t}"))
        gap = "," if flat else ",\n"
        blocks.append(f"@{kind}{{{key}{gap}{gap.join(lines)}{end}\n")
    head = f"{MACRO.decode()}\n\n" if macro else ""
    head = "% Encoding: UTF-8\n\n" + head if rng.random() < 0.1 else head
    return _parts(blocks, rng.choice(("", "\n", "\n\n", "\n% next\n")), head)


def _harmed_bibtex(rng: Random, lines: list[str]) -> list[str]:
    at = rng.randrange(len(lines))
    fault = rng.choice(("no equals", "no value", "twice", "bare", "macro", "joined", "escape"))
    name = lines[at].split("=")[0]
    lines[at] = {
        "no equals": lines[at].replace("=", " ", 1),
        "no value": f"{name}=",
        "twice": f"{lines[at]},\n{lines[at]}",
        "bare": f"{name}= some bare words",
        "macro": f"{name}= nowhere",
        "joined": f"{name}= nowhere # jan # {{x}}",
        "escape": f"{name}= {{\\foo \\'{{\\i}} $\\alpha_{{1}}$ \\$ \\&}}",
    }[fault]
    return lines


def ris(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """Tags as EndNote, Scopus, ProQuest and Zotero write them; abstracts over several lines or on one."""
    title = rng.choice(("TI", "T1", "TI", "TI"))
    author = rng.choice(("AU", "AU", "A1"))
    year = rng.choice(("PY", "Y1", "PY"))
    wrapped = rng.random() < 0.3
    tail = rng.choice(("ER  - \n", "ER  -\n", "ER  - \n\n", "ER  -  \n"))
    blocks = []
    for n, e in enumerate(entries):
        rows = [(title, e.title), *((author, a) for a in e.authors)]
        rows += [(year, rng.choice((f"{e.year}", f"{e.year}///", f"{e.year}/03/01")))]
        first, last = e.pages.split("-")
        rows += [("SP", first), ("EP", last), ("VL", e.volume), ("IS", e.issue), ("DO", e.doi)]
        rows += [(rng.choice(("JO", "T2", "JF")), e.container), *(("KW", k) for k in e.keywords)]
        if rng.random() < 0.5:
            rng.shuffle(rows)
            order = {a: i for i, a in enumerate(e.authors)}
            names = sorted((row for row in rows if row[0] == author), key=lambda row: order[row[1]])
            rows = [names.pop(0) if row[0] == author else row for row in rows]
        if e.abstract:
            rows.insert(rng.randint(1, len(rows)), ("AB", e.abstract))
        if n in harm:
            rows = _harmed_rows(rng, rows, ("M3", "N1", "C7", "ID", "UR", "PY", "ED"))
        text = [f"TY  - {rng.choice(('JOUR', 'BOOK', 'CHAP', 'RPRT', 'THES', 'GEN'))}"]
        for tag, value in rows:
            line = f"{tag}  - {value}"
            text += textwrap.wrap(line, 60, break_long_words=False) if wrapped and tag == "AB" else [line]
        blocks.append("\n".join(text) + "\n" + tail)
    return _parts(blocks, rng.choice(("", "\n", "\n\n")))


def _harmed_rows(rng: Random, rows: list[tuple[str, str]], odd: tuple[str, ...]) -> list[tuple[str, str]]:
    """A tag left empty, left out, repeated, or one with words that do not belong there."""
    rows = list(rows)
    at = rng.randrange(len(rows))
    fault = rng.randrange(4)
    if fault == 0:
        rows[at] = (rows[at][0], "")
    elif fault == 1:
        del rows[at]
    elif fault == 2:
        rows.insert(at, rows[at])
    else:
        rows.insert(at, (rng.choice(odd), rng.choice(("", "-", "n/a", "MAY", "10.1000/x", "0", "et al."))))
    return rows


def _hung(tag: str, value: str, indent: str, width: int = 80) -> list[str]:
    lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False) or [""]
    return [tag + lines[0], *(indent + line for line in lines[1:])]


def nbib(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """PubMed's own form: tags of four places, values hung at six."""
    blocks = []
    for n, e in enumerate(entries):
        rows = [("OWN", "NLM"), ("STAT", "MEDLINE"), ("TI", e.title), ("VI", e.volume), ("IP", e.issue)]
        rows += [("PG", e.pages), ("DP", f"{e.year} Mar"), ("JT", e.container), ("LID", f"{e.doi} [doi]")]
        rows += [row for a in e.authors for row in (("FAU", a), ("AU", a.split(",")[0] + " A"))]
        rows += [("AB", e.abstract)] * bool(e.abstract) + [("OT", k) for k in e.keywords]
        rows += [("PT", "Journal Article"), ("MH", "Housing/*economics")]
        if n in harm:
            rows = _harmed_rows(rng, rows, ("IS", "AID", "PMC", "CN", "PHST", "GR"))
        text = [f"PMID- {1000 + n}"]
        for tag, value in rows:
            text += _hung(f"{tag:<4}- ", value, "      ")
        blocks.append("\n".join(text) + "\n")
    return _parts(blocks, "\n", rng.choice(("", "\n")))


def wos(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """Web of Science's tagged text."""
    blocks = []
    for n, e in enumerate(entries):
        first, last = e.pages.split("-")
        short = "\n   ".join(a.split(",")[0] + ", A" for a in e.authors)
        rows = [("AU", short), ("AF", "\n   ".join(e.authors))]
        rows += [("TI", "\n".join(_hung("", e.title, "   ", 40))), ("SO", e.container), ("DT", "Article")]
        rows += [("DE", "; ".join(e.keywords))] * bool(e.keywords)
        rows += [("AB", "\n".join(_hung("", e.abstract, "   ", 70)))] * bool(e.abstract)
        rows += [("PY", str(e.year)), ("VL", e.volume), ("IS", e.issue), ("BP", first), ("EP", last)]
        rows += [("DI", e.doi), ("UT", f"WOS:000{n}")]
        if n in harm:
            rows = _harmed_rows(rng, rows, ("BP", "AR", "SN", "EA", "CA", "CR", "PM"))
        lines = [f"{tag} {value}".rstrip() if rng.random() < 0.9 else f"{tag} {value}" for tag, value in rows]
        blocks.append("\n".join(["PT J", *lines, "ER", ""]))
    return _parts(
        blocks, "\n", "FN Clarivate Analytics Web of Science\nVR 1.0\n", rng.choice(("\nEF", "\nEF\n", "EF"))
    )


def refer(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """EndNote's %-tags; the old refer has no %0."""
    old = rng.random() < 0.2
    blocks = []
    for n, e in enumerate(entries):
        rows = [("T", e.title), *(("A", a) for a in e.authors), ("D", str(e.year)), ("J", e.container)]
        rows += [("V", e.volume), ("N", e.issue), ("P", e.pages), ("R", e.doi)]
        rows += [("X", e.abstract)] * bool(e.abstract) + [("K", "\n".join(e.keywords))] * bool(e.keywords)
        if n in harm:
            rows = _harmed_rows(rng, rows, ("@", "U", "M", "8", "9", "?"))
        kind = [] if old else ["%0 Journal Article"]
        blocks.append("\n".join([*kind, *(f"%{tag} {value}" for tag, value in rows), ""]))
    return _parts(blocks, "\n")


def ovid(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """Ovid's tagged text: a number in brackets, a tag alone on its line, values indented."""
    blocks = []
    for n, e in enumerate(entries):
        rows = [("UI", str(7000 + n)), ("TI", e.title), ("AU", "\n  ".join(e.authors))]
        rows += [("SO", f"{e.container}. {e.volume}({e.issue}):{e.pages}, {e.year} Mar 1."), ("DO", e.doi)]
        rows += [("AB", "\n".join(_hung("", e.abstract, "  ", 70)))] * bool(e.abstract)
        rows += [("YR", str(e.year))]
        if n in harm:
            rows = _harmed_rows(rng, rows, ("IN", "PT", "LG", "DP"))
        lines = [line for tag, value in rows for line in (tag, f"  {value}")]
        blocks.append("\n".join([f"<{n + 1}>", *lines, ""]))
    return _parts(blocks, "\n")


def refworks(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
    """RefWorks' tagged text, as CNKI and RefWorks write it."""
    blocks = []
    for n, e in enumerate(entries):
        first, last = e.pages.split("-")
        rows = [*(("A1", a) for a in e.authors), ("T1", e.title), ("JF", e.container), ("YR", str(e.year))]
        rows += [("VO", e.volume), ("IS", e.issue), ("SP", first), ("OP", last), ("DO", e.doi)]
        rows += [("K1", ";".join(e.keywords))] * bool(e.keywords) + [("AB", e.abstract)] * bool(e.abstract)
        if n in harm:
            rows = _harmed_rows(rng, rows, ("LK", "SN", "PB", "FD"))
        blocks.append("\n".join(["RT Journal Article", "SR 1", *(f"{tag} {v}" for tag, v in rows), ""]))
    return _parts(blocks, "\n")
