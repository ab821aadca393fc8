"""Rayyan: decisions stand in the notes of its table of articles (CSV, RIS, BibTeX), their times in its log.

Notes are `… | RAYYAN-INCLUSION: {"ella"=>"Included", "ben"=>"Maybe"} | RAYYAN-LABELS: a,b | RAYYAN-EXCLUSION-REASONS: c,d |
USER-NOTES: {"ben"=>["check it"]}`. The log (`customizations_log.csv`) has article_id, user_email, created_at, key and value: `included`
is 1, 0 (maybe), -1 or deleted; a reason is a key that begins with `__EXR__`. Names and addresses are brought together by what
they decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.brought.opened import Opened
from evidence.brought.told import Given, Told, fields
from evidence.brought.tool import Handover, Places, Tool
from evidence.brought.tools.rayyan_log import Log, is_log, read_log
from evidence.brought.words import decision_of
from evidence.ingest.rows import Record
from evidence.screen.decisions import Basis
from evidence.screen.rows import Screen

_PART = re.compile(r"(RAYYAN-INCLUSION|RAYYAN-LABELS|RAYYAN-EXCLUSION-REASONS|USER-NOTES)\s*:\s*")
_VOTE = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*"?([A-Za-z]+)"?')
_NOTES = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*\[((?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*)\]')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_KEY = re.compile(r"rayyan-(\d+)")
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"'})


def _tell(file: Opened) -> str:
    if any("RAYYAN-" in note or "USER-NOTES:" in note for note in map(_note, file.read.records)):
        return "its notes hold “RAYYAN-INCLUSION”"
    return (
        "its keys begin with “rayyan-”"
        if any(_KEY.fullmatch(e.source_key) for e in file.read.records[:50])
        else ""
    )


def _note(entry: Record) -> str:
    own = fields(entry)
    return "; ".join(own[name] for name in ("notes", "note", "annote") if own.get(name))


def _read(file: Opened, given: Given) -> Iterator[Told]:
    entries = [(entry, parts_of(_note(entry))) for entry in file.read.records]
    log = next((read_log(data) for name, data in file.beside.items() if is_log(name, data)), Log())
    voices = {_article(e): votes_of(p.get("RAYYAN-INCLUSION", "")) for e, p in entries if _article(e)}
    people = log.people(voices)
    for entry, said in entries:
        yield from _voices(entry, said, log, people)


def _article(entry: Record) -> str:
    found = _KEY.fullmatch(entry.source_key) or re.fullmatch(r"(\d+)", entry.source_key)
    return found[1] if found else ""


def _voices(entry: Record, said: dict[str, str], log: Log, people: Mapping[str, str]) -> Iterator[Told]:
    votes = votes_of(said.get("RAYYAN-INCLUSION", ""))
    reasons = _listed(said.get("RAYYAN-EXCLUSION-REASONS", ""))
    tags, notes = _listed(said.get("RAYYAN-LABELS", "")), notes_of(said.get("USER-NOTES", ""))
    if not votes:
        yield Told(entry, entry.line, reasons=reasons, notes=sum(notes.values(), ()), tags=tags)
    for person, word in votes.items():
        decision = decision_of(word)
        own = log.reasons(people.get(person, ""), _article(entry)) or reasons
        yield Told(
            entry, entry.line, word, decision, person, log.time(people.get(person, ""), _article(entry)), "",
            Basis.ABSTRACT, own if decision is Screen.EXCLUDE else (), notes.get(person, ()), tags, (),
            log.labels(people.get(person, ""), _article(entry)),
        )  # fmt: skip


def parts_of(note: str) -> dict[str, str]:
    """The parts of a note by their names; what stood there before Rayyan's is left out.

    >>> parts_of('old | RAYYAN-INCLUSION: {"a"=>"Included"} | RAYYAN-LABELS: x,y')
    {'RAYYAN-INCLUSION': '{"a"=>"Included"}', 'RAYYAN-LABELS': 'x,y'}
    """
    pieces = _PART.split(note.translate(_PLAIN).replace("{\\textbar}", "|"))
    return {
        name: text.strip().rstrip("|;").strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)
    }


def votes_of(text: str) -> dict[str, str]:
    """Person → word. Earlier exports say true and false.

    >>> votes_of('{"Ella S."=>"Included", "ben"=>false}')
    {'Ella S.': 'Included', 'ben': 'false'}
    """
    return {_bare(person): word for person, word in _VOTE.findall(text)}


def notes_of(text: str) -> dict[str, tuple[str, ...]]:
    """Person → notes.

    >>> notes_of('{"ben"=>["check it", "twice"]}')
    {'ben': ('check it', 'twice')}
    """
    return {
        _bare(person): tuple(map(_bare, _QUOTED.findall(notes))) for person, notes in _NOTES.findall(text)
    }


def _bare(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


TOOL = Tool(
    "rayyan",
    "Rayyan",
    "articles with decisions in their notes (CSV, RIS, BibTeX), with the log of customizations for times; or the archive of both",
    _tell,
    _read,
    is_log,
    order=10,
    handover=Handover("rayyan-csv", ".csv", Screen.UNDECIDED, "*New review*, *Upload references*: the CSV"),
    says_all=True,
    places=Places(
        ours="the note; `key` becomes a number of its own",
        decision="`RAYYAN-INCLUSION` in the notes, a vote a person; maybe is none",
        reason="`RAYYAN-EXCLUSION-REASONS`; with the log each person's own",
        codes="`RAYYAN-LABELS`, of the team; with the log each person's own",
        note="`USER-NOTES`, each person's own",
        who="the name in the vote",
        when="the log (`customizations_log.csv`)",
    ),
)
