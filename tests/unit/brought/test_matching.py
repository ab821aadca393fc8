"""Which work an entry is: by identifier, then by all of its content, never by its title alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.brought.matching import Ours, match
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.io import to_rows, to_table

from .layouts import WORKS, bib


def records(text: str, name: str = "theirs.bib") -> list[Record]:
    return ingest([Source(name, text.encode())]).records


@pytest.fixture(scope="module")
def ours() -> Ours:
    from evidence.deduplicate.stage import link

    own = records(bib(WORKS), "ours.bib")
    result = link(to_table(own, Record).drop_columns(["raw"]))
    return Ours(own, to_rows(result.works.whole(), Work), to_rows(result.memberships, Membership))


def found(ours: Ours, *, settled=None, **fields) -> tuple:
    """(citation key of ours that it is, how or why not, keys that are near)."""
    kept = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items() if name != "key")
    (entry,) = records(f"@article{{{fields.get('key', 'theirs')}, {kept}}}")
    told = match([entry], ours, settled and {entry.record_id: settled})[entry.record_id]
    key = {r.record_id: r.source_key for r in ours.records}
    near = [key[shown.split(" (")[0]] for shown in told.near]
    return key.get(told.record, ""), told.how or told.problem, near, told.doubtful


ABEL, BAKER = WORKS[0], WORKS[1]


def test_a_doi_whose_title_agrees(ours):
    assert found(ours, title=ABEL[3].upper(), doi="https://doi.org/10.1000/JR.1")[:2] == ("abel2001", "DOI")
    assert found(ours, title="Joint ventures between housing", doi="10.1000/jr.1")[:2] == ("abel2001", "DOI")


def test_our_name_in_a_note_is_enough_whatever_became_of_the_title(ours):
    record = next(r.record_id for r in ours.records if r.source_key == "baker2002")
    told = found(ours, title="A title that somebody mistyped", note=f"read twice; Review record: {record}")
    assert told[:2] == ("baker2002", "record id")
    assert not found(ours, title="A title of theirs", note="Review record: nobody1999-abc")[0]


def test_a_doi_under_another_title_is_asked_about(ours):
    key, why, near, doubtful = found(
        ours, title="A chapter on something else", author="Zed, Zoe", year=1999, doi="10.1000/jr.1"
    )
    assert (key, near, doubtful) == ("", ["abel2001"], True) and "under another title" in why


def test_content_without_any_number(ours):
    told = found(ours, title=BAKER[3], author="Baker, B.", year=2002, journal="Labour Notes")
    assert told[:2] == ("baker2002", "content")


def test_a_title_alone_is_asked_about(ours):
    key, _, near, doubtful = found(ours, title=BAKER[3])
    assert (key, near, doubtful) == ("", ["baker2002"], True)


def test_the_same_title_by_others_in_another_year_is_not_taken(ours):
    key, why, near, _ = found(
        ours,
        title="Peer support for people leaving care",
        author="Other, Olga",
        year=1988,
        journal="Elsewhere",
    )
    assert (key, near) == ("", ["clark2003"]) and "no work of ours" in why


def test_a_key_counts_where_the_title_agrees_and_else_not(ours):
    assert found(ours, key="davis2004", title="Food banks and the local state")[:2] == ("davis2004", "key")
    told = found(ours, key="davis2004", title="The hydrology of northern rivers", author="Zed, Z", year=1999)
    assert told[0] == "" and not told[3] and "no work of ours" in told[1]


def test_a_record_id_of_ours_is_enough(ours):
    name = next(r.record_id for r in ours.records if r.source_key == "evans2005")
    (entry,) = records(f"title,record_id\nAnything at all,{name}\n", "t.csv")
    assert match([entry], ours)[entry.record_id].record == name


def test_two_record_ids_are_asked_about(ours):
    one, other = (r.record_id for r in ours.records[:2])
    (entry,) = records(f"title,record_id,ref\nAnything at all,{one},{other}\n", "t.csv")
    told = match([entry], ours)[entry.record_id]
    assert not told.work and told.doubtful and len(told.near) == 2


def test_what_a_person_has_settled_counts(ours):
    name = next(r.record_id for r in ours.records if r.source_key == "baker2002")
    assert found(ours, title=BAKER[3], settled=name)[:2] == ("baker2002", "as was settled")
    assert found(ours, title=BAKER[3], settled="clark2003")[0] == "clark2003"
    assert found(ours, title=BAKER[3], settled="nobody")[3]
    assert found(ours, title=BAKER[3], settled=" ")[1:] == ("it is none of ours, as was settled", [], False)


def test_an_entry_is_compared_with_ours_and_not_by_keys_that_it_shares(ours):
    """Two entries of one file under one key are two works, whatever ours are called."""
    text = bib([replace_key(WORKS[1], "k"), replace_key(WORKS[3], "k")])
    both = records(text)
    told = match(both, ours)
    key = {r.record_id: r.source_key for r in ours.records}
    assert [key[told[e.record_id].record] for e in both] == ["baker2002", "davis2004"]


def replace_key(work: tuple, key: str) -> tuple:
    return (key, *work[1:])


def test_a_record_that_is_not_like_any_names_the_nearest_title(ours):
    (entry,) = records(
        "@article{z, title = {Peer support for people who leave prison}, author = {Zed, Z}, year = {1999}}"
    )
    told = match([replace(entry, source_key="")], ours)[entry.record_id]
    assert not told.work and not told.doubtful and "Peer support for people leaving care" in told.near[0]


def test_what_two_people_say_of_one_title_is_one_question(ours):
    rows = "title,decision,reviewer\n" + "".join(
        f"{ABEL[3]},{said}\n" for said in ("include,ella", "exclude,omar")
    )
    entries = records(rows, "theirs.csv")
    one, other = match(entries, ours).values()
    assert len(entries) == 2 and one == other
