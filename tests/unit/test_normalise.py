"""Values that can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import identifiers, kinds, normalise


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("doi:10.1000/abc).", "10.1000/abc"),
        ("https://dx.doi.org/10.1000/a%20b", "10.1000/a%20b"),
        ("10.1000/(SICI)1&lt;2::AID-X&gt;3.0", "10.1000/(sici)1<2::aid-x>3.0"),
        ("http://dx.doi.org/10.1016/S0025-7753%2817%2930624-3", "10.1016/s0025-7753(17)30624-3"),
        ("10.1037//0022-3514.83.3.606", "10.1037/0022-3514.83.3.606"),
        ("https://example.org/doi/10.1111/soc4.1?utm_source=x&y=1", "10.1111/soc4.1"),
        ("https://example.org/doi/10.1111/soc4.1/full#section", "10.1111/soc4.1"),
        ("10.1136/bmj.39489.47.full.pdf", "10.1136/bmj.39489.47"),
        ("doi: 10.1000/ xyz", "10.1000/xyz"),
        ("10.1000 /xyz", "10.1000/xyz"),
        ("10.1000/ab\u201012", "10.1000/ab-12"),
        ("10.1000/ab\u200b12", "10.1000/ab12"),
        ("10.1000/a&amp;amp;b", "10.1000/a&b"),
        ("10.1057/PALGRAVE/EJIS/3000410", "10.1057/palgrave.ejis.3000410"),
        ("see 10.1000/a and 10.1000/b", "10.1000/a"),
        ("10.1/x", ""),
        ("none", ""),
    ],
)
def test_doi(text, doi):
    assert identifiers.doi(text) == doi


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2001/05//", 2001),
        ("May 1999", 1999),
        ("c2012", 2012),
        ("20123", None),
        ("1066", None),
        ("2101", None),
        ("", None),
    ],
)
def test_year(text, year):
    assert normalise.year(text) == year


def test_clean_keeps_what_is_not_typesetting():
    assert normalise.clean("a < b and c > d") == "a < b and c > d"
    assert normalise.clean("<jats:p>One</jats:p> <sup>2</sup>") == "One 2"
    assert normalise.clean("&lt;i&gt;x&lt;/i&gt;") == "x"
    assert normalise.clean("a\x00b\x1bc\x7f") == "a b c"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ethics &amp;ndash; a proposal", "Ethics – a proposal"),
        ("R&amp;amp;D, AT&T and Q&A", "R&D, AT&T and Q&A"),
        ("the &region and &copying", "the &region and &copying"),
        ("NO<inf>2</inf> and <scp>NHS</scp> homes", "NO2 and NHS homes"),
        (
            "<jats:title>Abstract</jats:title><jats:p>We ask.</jats:p><jats:p>We find.</jats:p>",
            "Abstract We ask. We find.",
        ),
        ("of <mml:math><mml:mi>x</mml:mi><mml:annotation>x</mml:annotation></mml:math> homes", "of x homes"),
        ('see <a href="https://example.org">here</a>.<br/>Next', "see here. Next"),
        (
            "p < 0.05, <18 years, n<5 and m>3, a <b and c> d",
            "p < 0.05, <18 years, n<5 and m>3, a <b and c> d",
        ),
        ("&amp;lt;i&amp;gt;twice&amp;lt;/i&amp;gt;", "twice"),
        ("soft\u00adly", "softly"),
    ],
)
def test_clean(text, clean):
    assert normalise.clean(text) == clean


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        *(
            (text, True)
            for text in (
                "NA",
                "N/A",
                "nan",
                "null",
                "None",
                "No-Specified",
                "Not specified",
                "-",
                "[No title]",
            )
        ),
        *(
            (text, False)
            for text in ("Na", "Nan", "Nature", "Null hypothesis", "12", "e12", "No title race", "B.")
        ),
    ],
)
def test_placeholders(text, nothing):
    assert normalise.is_nothing(text) is nothing


def test_pages():
    assert normalise.pages("5 – 9") == "5-9"
    assert normalise.pages("e12") == "e12"
    for dash in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d":
        assert normalise.pages(f"339{dash}349") == "339-349"
    assert normalise.pages("No-Specified") == normalise.pages("NA-NA") == ""


@given(st.text())
def test_folding_is_stable(text):
    folded = normalise.fold(text)
    assert normalise.fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text())
def test_cleaning_leaves_one_printable_line(text):
    cleaned = normalise.clean(text)
    assert "\n" not in cleaned
    assert "\x00" not in cleaned
    assert cleaned == cleaned.strip()


@given(st.text())
def test_nothing_raises(text):
    identifiers.doi(text)
    normalise.year(text)
    normalise.pages(text)
    kinds.kind(text)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("pp. 339–349", "339-349"),
        ("p. 5", "5"),
        ("P.12-19", "12-19"),
        ("pages 3-9", "3-9"),
        ("S. 14–20", "14-20"),
        ("págs. 4-9", "4-9"),
        ("pp. xii-xv", "xii-xv"),
        ("S14-S20", "S14-S20"),
        ("p12", "p12"),
        ("Pages", "Pages"),
    ],
)
def test_the_word_before_pages_is_no_part_of_them(printed, kept):
    assert normalise.pages(printed) == kept


def test_more_ways_to_say_that_there_are_no_pages():
    said = (
        "n.pag.",
        "N. pag.",
        "No pagination",
        "no page",
        "[No page numbers]",
        "unpaginated",
        "No Volume Specified",
    )
    assert all(map(normalise.is_nothing, said))
    assert not any(map(normalise.is_nothing, ("No page left blank", "Unpaged lives", "no volume of work")))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("The &lt;b&gt; tag and its readers", "The <b> tag and its readers"),
        ("The &amp;lt;b&amp;gt; tag", "The <b> tag"),
        ("The “&lt;div&gt;” and &lt;span&gt; elements", "The “<div>” and <span> elements"),
        ("What does <table> do?", "What does <table> do?"),
        ("Homes, &amp;lt;i&amp;gt;in vivo&amp;lt;/i&amp;gt;", "Homes, in vivo"),
        ("Homes, &lt;i&gt; in vivo &lt;/i&gt;", "Homes, in vivo"),
        ("Homes, <i>in vivo", "Homes, in vivo"),
        ("Aim <p> Method <br> Result", "Aim Method Result"),
        ("<b>", ""),
    ],
)
def test_a_tag_that_stands_as_a_word_and_is_never_closed_is_a_word(text, cleaned):
    """Mark-up that was escaped once too often touches its words or is closed; a title about a tag does neither."""
    assert normalise.clean(text) == cleaned
