"""What machines read of a work."""

from evidence.deduplicate.rows import Work
from evidence.texts import text_of, textless

from .builders import make


def test_a_note_in_place_of_an_abstract_is_no_text():
    told = [
        "",
        "  ",
        "No abstract available",
        "x" * 39,
        "x" * 40,
        "Tenants of 12 estates were asked about their rent.",
    ]
    works = [make(Work, work_id=f"w{n}", abstract=abstract) for n, abstract in enumerate(told)]
    assert textless(works) == [True] * 4 + [False] * 2


def test_the_words_of_a_work_are_its_title_abstract_and_place():
    assert text_of(make(Work, title="A", abstract="", container="C")) == "A . C"
