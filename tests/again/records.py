"""What happens to exports: entries come, change, move and go in every format, and so do files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.again.review import Review

_FORMS = {
    ".ris": "TY  - JOUR\nAU  - {name}, Nora\nTI  - {title}\nT2  - {place}\nPY  - {year}\nAB  - {text}\nDO  - {doi}\nID  - {key}\nER  - \n\n",
    ".bib": "@article{{{key},\n  author = {{{name}, Nora}},\n  title = {{{title}}},\n  journal = {{{place}}},\n  year = {{{year}}},\n  doi = {{{doi}}},\n  abstract = {{{text}}}\n}}\n",
    ".nbib": "PMID- {number}\nTI  - {title}\nFAU - {name}, Nora\nJT  - {place}\nDP  - {year}\nAB  - {text}\nLID - {doi} [doi]\n\n",
    ".txt": "PT J\nAU {name}, N\nTI {title}\nSO {place}\nPY {year}\nAB {text}\nDI {doi}\nUT WOS:{number}\nER\n\n",
    ".enw": "%0 Journal Article\n%A {name}, Nora\n%T {title}\n%J {place}\n%D {year}\n%X {text}\n%R {doi}\n\n",
}
_COLUMNS = ("id", "title", "authors", "year", "container", "doi", "abstract")
_XML = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<xml><records><record><rec-number>{number}</rec-number><ref-type name='Journal Article'>17</ref-type>"
    "<contributors><authors><author>{name}, Nora</author></authors></contributors><titles><title>{title}</title><secondary-title>{place}</secondary-title></titles>"
    "<dates><year>{year}</year></dates><abstract>{text}</abstract><electronic-resource-num>{doi}</electronic-resource-num></record></records></xml>\n"
)
_STARTS = {
    ".ris": r"(?m)^(?=TY  - )", ".bib": r"(?m)^(?=@)", ".nbib": r"(?m)^(?=PMID- )", ".txt": r"(?m)^(?=PT J)", ".enw": r"(?m)^(?=%0 )",
}  # fmt: skip


def _told(at: Review) -> dict[str, str]:
    """A work that may be told by the key, the DOI or the title of another."""
    number, chance = at.number, at.random.random
    return {
        "number": str(number),
        "key": at.random.choice(at.keys()) if chance() < 0.2 else f"fuzz{number}",
        "name": at.words(1).title(),
        "title": at.words(at.random.choice((1, 7, 12))).capitalize(),
        "place": f"Journal of {at.words(1)}",
        "year": str(at.random.randrange(1940, 2027)),
        "doi": f"10.1234/{number % 5 if chance() < 0.3 else number}" if chance() < 0.6 else "",
        "text": at.words(60) if chance() < 0.8 else "",
    }


def entry_comes(at: Review) -> str:
    told = _told(at)
    kind = at.random.choice((*_FORMS, ".csv", ".json", ".xml", ".xlsx"))
    there = at.records(kind) if kind in _FORMS else []
    path = at.folder / "literature/records" / f"fuzz{told['number']}{kind}"
    if there and at.random.random() < 0.6:
        path = at.random.choice(there)
    if kind in _FORMS:
        before = path.read_bytes() if path.exists() else b""
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        path.write_bytes(before + gap + _FORMS[kind].format(**told).encode())
    else:
        _in_one_file(path, told)
    return f"{told['key']} more in {path.name}"


def _in_one_file(path: Path, told: dict[str, str]) -> None:
    cells = [told[name] for name in ("key", "title", "name", "year", "place", "doi", "text")]
    if path.suffix == ".csv":
        path.write_text(f"{','.join(_COLUMNS)}\n{','.join(cells)}\n", "utf-8")
    elif path.suffix == ".xml":
        path.write_text(_XML.format(**told), "utf-8")
    elif path.suffix == ".json":
        item: dict[str, Any] = {
            "id": told["key"],
            "type": "article-journal",
            "title": told["title"],
            "abstract": told["text"],
        }
        item |= {"author": [{"family": told["name"], "given": "Nora"}], "container-title": told["place"]}
        item |= {"issued": {"date-parts": [[int(told["year"])]]}, "DOI": told["doi"]}
        path.write_text(json.dumps([item]), "utf-8")
    else:
        book = Workbook()
        for row in (_COLUMNS, cells):
            book.active.append(row)
        book.save(path)


def _entries(path: Path) -> list[str]:
    """What stands before the first entry, and each of them."""
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    found = re.split(_STARTS[path.suffix], text)
    return found if not re.match(_STARTS[path.suffix], text) else ["", *found[found[0] == "" :]]


def _write(path: Path, entries: list[str]) -> None:
    path.write_bytes("".join(entries).encode("utf-8", "surrogateescape"))


def _some(at: Review) -> tuple[Path, list[str]]:
    """An export whose entries are told apart by how they begin, and these."""
    paths = at.records(*_STARTS)
    if not paths:
        entry = at.folder / "literature/records/again.ris"
        entry.write_text(_FORMS[".ris"].format(**_told(at)), "utf-8")
        paths = [entry]
    path = at.random.choice(paths)
    return path, _entries(path)


def entry_goes(at: Review) -> str:
    path, entries = _some(at)
    if len(entries) < 3:
        return entry_comes(at)
    gone = entries.pop(at.random.randrange(1, len(entries)))
    _write(path, entries)
    return f"an entry of {path.name} gone: {gone[:60]!r}"


def entry_changes(at: Review) -> str:
    path, entries = _some(at)
    place = at.random.randrange(len(entries))
    pattern, new = at.random.choice(
        ((r"\b[a-z]{5,}\b", "altered"), (r"\b(?:19|20)\d\d\b", "2003"), (r"\b[a-z]{5,}\b", ""), (r"[a-z]", "é"), (r"10\.\d{4}", "10.9999"))
    )  # fmt: skip
    found = list(re.finditer(pattern, entries[place]))
    if not found:
        return entry_comes(at)
    one = at.random.choice(found)
    entries[place] = entries[place][: one.start()] + new + entries[place][one.end() :]
    _write(path, entries)
    return f"of {path.name}: {one.group()!r} is {new!r}"


def entry_comes_twice(at: Review) -> str:
    """The same entry in another file of its format, or again in its own."""
    path, entries = _some(at)
    other = at.random.choice(at.records(path.suffix))
    again = at.random.choice(entries)
    _write(other, [*_entries(other), "\n", again])
    return f"an entry of {path.name} also in {other.name}: {again[:60]!r}"


def entries_move(at: Review) -> str:
    path, entries = _some(at)
    rest = entries[1:]
    at.random.shuffle(rest)
    _write(path, [entries[0], *rest])
    return f"the entries of {path.name} in another order"


def entry_breaks(at: Review) -> str:
    path, entries = _some(at)
    place = at.random.randrange(len(entries))
    cut = at.random.randrange(len(entries[place]) + 1)
    entries[place] = entries[place][:cut] + at.random.choice(("\n", "}", "\x00", "\udcff\udcfe", ""))
    _write(path, entries)
    return f"an entry of {path.name} cut: {entries[place][-30:]!r}"


def file_moves(at: Review) -> str:
    path = at.random.choice(at.records())
    moved = path.rename(path.with_name(at.random.choice((f"a{at.number}{path.suffix}", f"z_{path.name}"))))
    _search_names(at, path.name, moved.name)
    return f"{path.name} is {moved.name}"


def file_goes(at: Review) -> str:
    path = at.random.choice(at.records())
    path.unlink()
    _search_names(at, path.name, "")
    return f"{path.name} deleted"


def file_comes_twice(at: Review) -> str:
    path = at.random.choice(at.records())
    shutil.copyfile(path, path.with_name(f"copy{at.number}{path.suffix}"))
    return f"{path.name} twice"


def file_is_cut(at: Review) -> str:
    path, entries = _some(at)
    where = at.random.randrange(1, len(entries) + 1)
    other = path.with_name(f"rest{at.number}{path.suffix}")
    _write(path, entries[:where])
    _write(other, entries[where:])
    return f"the entries of {path.name} from {where} on in {other.name}"


def files_join(at: Review) -> str:
    path, entries = _some(at)
    others = [other for other in at.records(path.suffix) if other != path]
    if not others:
        return file_is_cut(at)
    other = at.random.choice(others)
    _write(other, [*_entries(other), "\n", *entries])
    path.unlink()
    _search_names(at, path.name, "")
    return f"{path.name} is in {other.name}"


def file_is_saved_otherwise(at: Review) -> str:
    """By another program: other ends of lines, a mark of the order of bytes, another encoding."""
    path, entries = _some(at)
    text = "".join(entries)
    how = at.random.randrange(4)
    if how == 0:
        path.write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "surrogateescape"))
    elif how == 1:
        path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8", "surrogateescape"))
    elif how == 2:
        path.write_bytes(text.encode("cp1252", "replace"))
    else:
        path.write_bytes(text.encode("utf-16", "replace"))
    return f"{path.name} saved with {('CR LF', 'a BOM', 'cp1252', 'UTF-16')[how]}"


def file_is_emptied(at: Review) -> str:
    path = at.random.choice(at.records())
    path.write_bytes(b"")
    return f"{path.name} emptied"


def _search_names(at: Review, old: str, new: str) -> None:
    """A search names its exports, and one that is not there is refused; now and then a person forgets it."""
    searches = at.folder / "config/searches.yaml"
    if searches.exists() and at.random.random() < 0.9:
        name = re.escape(old)
        named = name if new else rf"{name}, |, {name}|{name}"
        searches.write_text(re.sub(named, new, searches.read_text("utf-8")), "utf-8")


KINDS = (
    *(entry_comes, entry_goes, entry_changes) * 3,
    *(entry_comes_twice, entries_move, entry_breaks, file_moves, file_goes, file_comes_twice, file_is_cut),
    *(files_join, file_is_saved_otherwise, file_is_emptied),
)
