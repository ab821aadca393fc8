"""MARC, and what looks like it."""

from __future__ import annotations

import pytest

from .ingested import only


def _of_fields(leader: str, *fields) -> str:
    inner = "".join(
        f'<datafield tag="{tag}" ind1=" " ind2=" ">'
        + "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields)
        + "</datafield>"
        for tag, *subfields in fields
    )
    return f"<collection><record><leader>{leader}</leader>{inner}</record></collection>"


PART, WHOLE = "00000naa a2200000 a 4500", "00000nam a2200000 a 4500"
TITLE = ("245", ("a", "On tea"))


@pytest.mark.parametrize(
    ("leader", "field", "kind"),
    [
        (WHOLE, ("502", ("a", "Thesis (Ph.D.)")), "thesis"),
        (WHOLE, ("655", ("a", "Hochschulschrift")), "thesis"),
        (WHOLE, ("111", ("a", "Meeting on tea")), "conference"),
        (WHOLE, ("250", ("a", "2nd ed.")), "book"),
        (PART, ("773", ("t", "J Tea"), ("x", "0378-5955")), "article"),
        (PART, ("773", ("t", "A book of tea"), ("g", "p. 45-67")), "chapter"),
    ],
)
def test_the_kind_of_a_marc_record(leader, field, kind):
    assert only(_of_fields(leader, TITLE, field)).kind == kind


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((("g", "Vol. 12, no. 3 (May 2001), p. 45-67"),), ("12", "3", "45-67", 2001)),
        ((("g", "12(2001)3, S. 45-67"),), ("12", "3", "45-67", 2001)),
        ((("g", "Bd. 12 (2001), Heft 3, Seite 45-67"),), ("12", "3", "45-67", 2001)),
        ((("q", "12:3<45"),), ("12", "3", "45", None)),
        (
            (("q", "12:3<45"), ("g", "Vol. 12, no. 3 (May 2001), 45-67, illustrated")),
            ("12", "3", "45-67", 2001),
        ),
        (
            (("g", "volume:12"), ("g", "year:2001"), ("g", "number:3"), ("g", "pages:45-67")),
            ("12", "3", "45-67", 2001),
        ),
        ((("g", "year:2001 number:3 volume:12 pages:45-67"),), ("12", "3", "45-67", 2001)),
        ((("g", "12(3):45-67"),), ("12", "", "45-67", None)),
    ],
)
def test_where_a_part_stands_in_its_host(place, found):
    record = only(_of_fields(PART, TITLE, ("773", ("t", "J Tea"), *place)))
    assert (record.volume, record.issue, record.pages, record.year) == found


def test_the_marks_of_isbd_are_no_part_of_the_values_of_marc():
    record = only(
        _of_fields(
            WHOLE,
            ("020", ("a", "9780306406157 (pbk.) :"), ("c", "£20")),
            ("024", ("a", "10.1000/abc.1"), ("2", "doi")),
            ("100", ("a", "Ash, Bo,"), ("d", "1950-"), ("e", "author.")),
            (
                "245",
                ("a", "Homes for all."),
                ("n", "Part 2,"),
                ("p", "Flats :"),
                ("b", "a review /"),
                ("c", "Bo Ash."),
            ),
            ("260", ("a", "London :"), ("b", "Tea Press,"), ("c", "c2001.")),
            ("490", ("a", "Studies in homes ;"), ("v", "12")),
            ("650", ("a", "Charities.")),
            ("700", ("a", "Elm, Cy,"), ("e", "editor.")),
            ("700", ("a", "Oak, Di."), ("t", "Another work.")),
            ("710", ("a", "Tea Board."), ("b", "Leaf Office.")),
        )
    )
    assert record.title == "Homes for all. Part 2, Flats: a review"
    assert record.authors == ("Ash, Bo", "Tea Board. Leaf Office")
    assert (record.publisher, record.year, record.container) == ("Tea Press", 2001, "Studies in homes")
    assert (record.isbn, record.doi, record.keywords) == ("9780306406157", "10.1000/abc.1", ("Charities",))
    assert '"editor": "Elm, Cy"' in record.extra


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        ((("a", "What next? /"), ("c", "B. Ash")), "What next?"),
        ((("a", "Rent ="), ("b", "Miete /")), "Rent = Miete"),
        ((("a", "Homes"), ("h", "[electronic resource] :"), ("b", "a review /")), "Homes: a review"),
        ((("a", "Homes"), ("b", "a review")), "Homes: a review"),
        ((("a", "Either/or and C#"),), "Either/or and C#"),
    ],
)
def test_a_title_of_marc_is_joined_as_its_marks_say(codes, title):
    assert only(_of_fields(WHOLE, ("245", *codes))).title == title


def test_what_only_edited_is_an_author_where_nobody_else_is_one_of_marc():
    assert only(_of_fields(WHOLE, TITLE, ("700", ("a", "Elm, Cy"), ("4", "edt")))).authors == ("Elm, Cy",)


def test_pica_is_not_marc():
    text = _of_fields(
        "", ("002@", ("0", "Aau")), ("011@", ("a", "2001")), ("021A", ("a", "On tea"), ("d", "a history")),
        ("028A", ("d", "Ann"), ("a", "Ash")), ("033A", ("p", "London"), ("n", "Tea Press")),
    )  # fmt: skip
    record = only(text)
    assert (record.format, record.title, record.authors) == ("pica-xml", "On tea: a history", ("Ash, Ann",))
    assert (record.year, record.publisher, record.kind) == (2001, "Tea Press", "book")


def test_unimarc_is_not_marc():
    text = _of_fields(
        "01234cam0 2200289 450", ("010", ("a", "9780306406157")), ("200", ("a", "Le logement"), ("e", "une revue")),
        ("214", ("c", "Presses"), ("d", "DL 2016")), ("606", ("a", "Logement")), ("700", ("a", "Ash"), ("b", "Bo")),
        ("701", ("a", "Elm"), ("b", "Cy")), ("702", ("a", "Oak"), ("b", "Di")),
    )  # fmt: skip
    record = only(text)
    assert (record.format, record.title, record.authors) == (
        "unimarc-xml",
        "Le logement: une revue",
        ("Ash, Bo", "Elm, Cy"),
    )
    assert (record.year, record.publisher, record.isbn, record.kind) == (
        2016,
        "Presses",
        "9780306406157",
        "book",
    )
