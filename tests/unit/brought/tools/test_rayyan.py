"""Rayyan: every vote of every person, with reasons of those who excluded and notes of those who wrote them."""

from __future__ import annotations

from evidence.brought.opened import Opened
from evidence.brought.told import Given
from evidence.brought.tools.rayyan import TOOL, parts_of, votes_of
from evidence.screen.rows import Screen

from ..layouts import WORKS, rayyan, rayyan_log

NOTES = {
    "abel2001": 'From a list | RAYYAN-INCLUSION: {"ella"=>"Included", "ben"=>"Excluded"} | RAYYAN-LABELS: rent,to cite | '
    'RAYYAN-EXCLUSION-REASONS: wrong outcome,no data | USER-NOTES: {"ben"=>["check [it]", "twice"]}',
    "baker2002": 'RAYYAN-INCLUSION: {"ella"=>"Maybe"}',
    "clark2003": 'RAYYAN-INCLUSION: {"ella"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: background article',
}


def told(text, name="articles.csv", **beside):
    file = Opened(name, text.encode(), "2026-01-01", {n: t.encode() for n, t in beside.items()})
    assert TOOL.tell(file)
    return list(TOOL.read(file, Given()))


def test_every_vote_is_told_and_who_said_nothing_is_no_voice():
    found = told(rayyan(WORKS, NOTES))
    voices = [(t.entry.year, t.reviewer, t.word, t.decision) for t in found if t.word]
    assert voices == [
        (2001, "ella", "Included", Screen.INCLUDE),
        (2001, "ben", "Excluded", Screen.EXCLUDE),
        (2002, "ella", "Maybe", None),
        (2003, "ella", "Excluded", Screen.EXCLUDE),
    ]
    assert len(found) == len(WORKS) + 1  # the first has two voices


def test_reasons_notes_and_labels_are_kept_beside_those_whom_they_are_of():
    first, second = told(rayyan(WORKS[:1], NOTES))
    assert (first.reasons, first.notes, first.tags) == ((), (), ("rent", "to cite"))
    assert (second.reasons, second.notes) == (("wrong outcome", "no data"), ("check [it]", "twice"))


def test_the_log_gives_times_and_each_person_her_own_reasons():
    """Addresses are brought to names by what was decided; the last word of each counts."""
    log = rayyan_log([
        (100, "e@x.org", "2026-11-20 10:00:00 UTC", "included", "-1"),
        (100, "e@x.org", "2026-11-20 10:05:00 UTC", "included", "1"),
        (100, "b@x.org", "2026-11-21 09:00:00 UTC", "included", "-1"),
        (100, "b@x.org", "2026-11-21 09:00:05 UTC", "__EXR__no data", "1"),
        (102, "e@x.org", "2026-11-22 08:00:00 UTC", "included", "-1"),
    ])  # fmt: skip
    file = Opened("articles.csv", rayyan(WORKS, NOTES).encode(), "", {"customizations_log.csv": log.encode()})
    found = {(t.entry.year, t.reviewer): (t.time, t.reasons) for t in TOOL.read(file, Given()) if t.decision}
    assert found == {
        (2001, "ella"): ("2026-11-20T10:05:00", ()),
        (2001, "ben"): ("2026-11-21T09:00:00", ("no data",)),
        (2003, "ella"): ("2026-11-22T08:00:00", ("background article",)),
    }


def test_ris_and_earlier_votes():
    text = 'TY  - JOUR\nTI  - One study\nN1  - RAYYAN-INCLUSION: {"Kofi A."=>true}\nER  - \n'
    (one,) = told(text, "articles.ris")
    assert (one.reviewer, one.decision) == ("Kofi A.", Screen.INCLUDE)
    assert votes_of('{"a \\"b\\""=>"Excluded"}') == {'a "b"': "Excluded"}
    assert parts_of("no parts") == {}
