"""What tells two works of nearly one title apart is asked about or linked, never joined in silence."""

from dataclasses import replace

import pytest

from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

TITLE = "Paths out of the woods: a study of oak and ash in northern towns"
BASE = ingest([Source("x.bib", b"@article{x, title={" + TITLE.encode() + b"}}")]).records[0]
BASE = replace(BASE, authors=("Ash, Ann", "Elm, Bo"), year=2019, container="Journal of Trees", volume="34")
PAGED = replace(BASE, pages="1-20")
REVIEW = replace(BASE, title="Oak for elm", container="Cochrane Database of Systematic Reviews", volume="")

NOTICES = {
    "erratum-to": (
        *(
            "(vol 34, pg 1, 2019)",
            "(vol 34, e1234, 2019)",
            "(Vol. 34, art. no. 5, 2019)",
            "[Erratum]",
            "[Correction]",
        ),
        *(
            "(Correction of vol 34, pg 1, 2019)",
            "[Published erratum to: J Trees 34]",
            "(vol 3, pg 1, 2019) (Correction)",
        ),
        *("(Correction)", ": Corrigendum", "[Fe de erratas]"),
    ),
    "retraction-of": ("[Retraction]", "(Retraction of Vol 34, Pg 1, 2019)", "[Expression of concern]"),
    "reply-to": ("[Letter]", "[letter; comment]", "[Authors' reply]"),
}
ASIDES = (
    "[in German]",
    "[33 refs]",
    "[Review]",
    "[corrected]",
    "[Erratum appears in J Trees 2020]",
    "[retracted]",
)
# Pairs of words of which one cannot be a spelling of the other.
WORDS = (
    *(
        "rising/falling",
        "entering/leaving",
        "rent increase/rent decrease",
        "hiring/firing",
        "buyers/sellers",
        "joining/quitting",
    ),
    *(
        "Mexico/New Mexico",
        "Dominica/the Dominican Republic",
        "Guinea/Papua New Guinea",
        "York/New York",
        "Iran/Iraq",
    ),
    *(
        "Ireland/Northern Ireland",
        "Korea/South Korea",
        "Virginia/West Virginia",
        "Mexico/Mexico City",
        "Congo/Togo",
    ),
    *("mentors/mentees", "trainers/trainees", "coaches/coachees", "referrers/referees", "a tutor/a tutee"),
    *(
        "micro-level/macro-level",
        "homogeneous/heterogeneous",
        "endogenous/exogenous",
        "upskilling/downskilling",
    ),
    *("Berlin/Bern", "Basel/Bern"),
    *("Samoa/American Samoa", "foresters/formerly homeless foresters", "oaks/young oaks", "widows/widowers"),
)
SAME = (
    *(
        "organisation/organization",
        "towns/town",
        "the forest/forest",
        "foresters/forresters",
    ),
    *("reskilled towns/re-skilled towns", "a committee/a commitee", "employees/employes"),
    *("using oak/applying oak", "government/govt", "data base/database", "web based/web base"),
)


def two(one, other, **more):
    pair = [replace(r, record_id=f"r{n}", source_key=f"k{n}", **more) for n, r in enumerate((one, other))]
    done = deduplicate(pair)
    assert [len(w.members) for w in deduplicate(pair[::-1]).works] == [len(w.members) for w in done.works]
    return done


@pytest.mark.parametrize(("relation", "said"), [(name, s) for name, said in NOTICES.items() for s in said])
@pytest.mark.parametrize(
    "article",
    [PAGED, BASE, replace(BASE, volume=""), replace(PAGED, doi="10.1000/oak")],
    ids=["paged", "volume", "bare", "doi"],
)
def test_a_notice_behind_the_title_is_linked(article, relation, said):
    done = two(article, replace(article, pages="", doi="", title=f"{TITLE} {said}".replace(" :", ":")))
    assert len(done.works) == 2
    assert [(link.work_id[-2:], link.relation) for link in done.links] == [("r1", relation)]


@pytest.mark.parametrize("said", ASIDES)
def test_what_a_database_notes_of_the_work_itself_parts_nothing(said):
    assert len(two(PAGED, replace(BASE, title=f"{TITLE} {said}")).works) == 1


@pytest.mark.parametrize("article", [PAGED, BASE], ids=["paged", "volume"])
def test_the_abstract_of_a_talk_is_asked_about(article):
    done = two(article, replace(BASE, title=f"{TITLE} [Abstract]"))
    assert len(done.works) == 2 and len(done.maybe) == 1


@pytest.mark.parametrize("pages", ["300-320", "300", "21-30"])
def test_pages_of_which_none_is_in_common_are_asked_about(pages):
    done = two(PAGED, replace(BASE, pages=pages))
    assert len(done.works) == 2
    assert "no page in common" in done.maybe[0].question
    assert len(two(PAGED, replace(BASE, pages=pages), doi="10.1000/oak").works) == 1


@pytest.mark.parametrize("title", ["Health of {} in the cold: a study of one cohort", "Of oak and ash in {}"])
@pytest.mark.parametrize("words", WORDS)
def test_a_word_that_tells_is_asked_about_at_least(words, title):
    one, other = (replace(BASE, title=title.format(word)) for word in words.split("/"))
    assert len(two(one, other).works) == 2


@pytest.mark.parametrize("words", SAME)
def test_spellings_and_words_of_grammar_tell_nothing(words):
    one, other = (replace(BASE, title=f"Health of {word} in the cold: a study") for word in words.split("/"))
    assert len(two(one, other).works) == 1


def test_a_whole_run_of_pages_or_an_identifier_outweighs_a_word():
    one, other = (replace(BASE, title=f"The {way} of oak and ash in towns") for way in ("rising", "falling"))
    assert len(two(one, other, pages="5-19").works) == 1
    assert len(two(one, other, doi="10.1000/oak").works) == 1
    # Two issues of one volume may each begin with page 1.
    assert len(two(one, other, pages="1").works) == 2


@pytest.mark.parametrize(
    ("a", "b", "outcome"),
    [("pub2", "pub3", "update-of"), ("pub2", "pub2", "one"), ("", "pub3", "one")],
)
def test_an_update_of_a_cochrane_review_is_another_work(a, b, outcome):
    doi = "10.1002/14651858.CD001000"
    first = replace(REVIEW, year=2013, issue="3", doi=f"{doi}.{a}".strip(".").lower())
    later = replace(REVIEW, year=2018, issue="6", doi=f"{doi}.{b}".strip(".").lower())
    done = two(first, later)
    if outcome == "one":
        assert len(done.works) == 1
    else:
        assert [(link.work_id, link.relation) for link in done.links] == [("w-r1", outcome)]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("社区住房合作研究", ("王小明", "王, 小明")),
        ("社区住房合作研究", ("王小明", "王小明")),
        ("노숙인 건강에 관한 연구", ("김철수", "김, 철수")),
    ],
)
def test_a_name_with_and_without_a_comma_is_one_name(title, names):
    one, other = (replace(BASE, title=title, authors=(name,)) for name in names)
    assert len(two(one, other).works) == 1


@pytest.mark.parametrize("titles", ["男性/女性", "者/儿童"])
def test_another_character_is_another_word(titles):
    one, other = (
        replace(BASE, title=f"城市无家可归{t}的健康状况研究", authors=("王小明",)) for t in titles.split("/")
    )
    assert len(two(one, other).works) == 2


def test_a_heading_in_han_characters_is_a_heading():
    done = two(replace(BASE, title="编者按", issue="1"), replace(BASE, title="编者按", issue="2"))
    assert len(done.works) == 2


def test_records_that_share_an_identifier_alone_are_asked_about_once_each():
    titles = ("Rents of the cold valley", "Ships in a harbour of stone", "Why birds do not fly by night")
    made = [
        replace(
            BASE,
            record_id=f"r{n}",
            source_key=f"k{n}",
            title=t,
            doi="10.1000/x",
            authors=(f"{t[:4]}, A.",),
            pages=f"{n}1-{n}9",
        )
        for n, t in enumerate(titles, start=1)
    ]
    done = deduplicate(made)
    assert len(done.works) == 3
    assert {(m.record_a, m.record_b) for m in done.maybe} == {("r1", "r2"), ("r1", "r3")}


def test_pages_apart_of_one_abstract_are_a_slip_and_no_question():
    words = (
        "We asked all tenants of three towns about their rents and what they paid for heat, and found much. "
        * 3
    )
    one, two = PAGED, replace(BASE, record_id="y", pages="300-320")
    assert len(deduplicate([one, two], []).works) == 2
    told = [replace(record, abstract=words) for record in (one, two)]
    assert len(deduplicate(told, []).works) == 1


@pytest.mark.parametrize("more", [{}, {"volume": "34"}])
def test_two_works_that_a_poorer_third_record_ties_are_told(more):
    """A record without a year fits both of two that lie three years apart; no machine can say of which it is."""
    early, late = (
        replace(BASE, **{"volume": "", **more}),
        replace(BASE, year=2022, volume="37" if more else ""),
    )
    poor = replace(BASE, year=None, volume="")
    trio = [replace(r, record_id=f"r{n}", source_key=f"k{n}") for n, r in enumerate((early, poor, late))]
    assert len(deduplicate([trio[0], trio[2]]).works) == 2
    for order in (trio, trio[::-1]):
        done = deduplicate(order)
        (told,) = done.remarks if len(done.works) == 1 else [None]
        assert told is None or (
            "through a third record alone" in told.problem and "`distinct`" in told.how_to_fix
        )
        assert told or done.maybe
