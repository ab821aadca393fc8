"""What leaves this project comes back the same, whatever stands in the values (law 8; no value ends its field)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples

from evidence.export import formats, reference_list, table
from evidence.ingest.stage import Source, ingest
from evidence.normalise import clean

from ..unit.builders import work

HOSTILE = [
    *("{", "}", "{}", "}}", "\\", "\\\\", "\\x", "\\{", "$", "$$", "$x$", "%", "& ", "&", "#", "_", "^", "~", '"', "'"),
    *("--", "---", "``", "''", "?`", "!`", "<<", ">>", ",,", "ER  -", "ER  - x", "TY  - JOUR", "@", "@article{a,", "@home (n=12)"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\t=1", "＝1", "|", ";", ",", "\n", "\r\n", "\x00", "\x07", "\x0b", "\x1f", "\x7f"),
    *("<", ">", "]]>", "<!--", "&#0;", "</title>", "<record>", "</record>", "\u2028", "\x85", "\xa0", "\ufffe", "𝒳", "🏠", "é"),
    *("é", "住房", "أثر", "ß", "ø", "İ", "  ", "1", "n=12", "AND", "and", "NHS", "word", "%0 x", "PMID- 1", "[", "]", "PT J"),
]  # fmt: skip
PIECE = st.sampled_from(HOSTILE) | st.text(max_size=4)


def settled(text: str) -> str:
    """What any reader of this project leaves as it is: one line, no mark-up, no entity, and fit for XML."""
    text = text.replace("\ufffe", " ").replace("\uffff", " ").replace("\ufeff", " ")
    while (shorter := clean(text)) != text:
        text = shorter
    return text


TEXT = st.lists(PIECE, max_size=8).map("".join).map(settled)
TITLE = TEXT.map(lambda text: settled(f"Words {text}"))
WORD = TEXT.filter(lambda text: not set(text) & set(";,|") and text)
NAMES = ["Ash, Ann", "van Oak, Bo", "O'Elm, C. D.", "Müller-Fir, Çağla", "OECD", "National Audit Office"]
NAMES += ["Ministry of Housing, Communities and Local Government", "Department for Work and Pensions"]
WORK = st.builds(
    lambda **values: work("w-a2019-abcdefgh", **values),
    key=st.just("ash2019"),
    kind=st.sampled_from(
        [
            "article",
            "report",
            "chapter",
            "book",
            "thesis",
            "conference",
            "working_paper",
            "news",
            "blog",
            "web",
            "other",
        ]
    ),
    title=TITLE,
    authors=st.lists(st.sampled_from(NAMES), unique=True, max_size=4).map(tuple),
    year=st.none() | st.integers(1900, 2099),
    container=TEXT.map(lambda text: settled(f"Journal {text}")) | st.just(""),
    volume=st.sampled_from(["", "7", "12a"]),
    issue=st.sampled_from(["", "2", "S1"]),
    pages=st.sampled_from(["", "379-387", "12-12", "e109", "S1-S9", "1-3, 7-9"]),
    publisher=TEXT.map(lambda text: settled(f"Press {text} and Sons")) | st.just(""),
    doi=st.sampled_from(["", "10.1000/a_b(c)", "10.1000/x%20&<y>"]),
    pmid=st.sampled_from(["", "26984901"]),
    pmcid=st.sampled_from(["", "PMC5884009"]),
    isbn=st.sampled_from(["", "9780306406157", "9780306406157; 9781861349484"]),
    issn=st.sampled_from(["", "0378-5955", "0378-5955; 0140-6736"]),
    arxiv=st.sampled_from(["", "2101.00001", "hep-th/9901001"]),
    openalex=st.sampled_from(["", "W2741809807"]),
    url=st.sampled_from(["", "https://example.org/a_b?c=1&d=%7B#e~f", "https://example.org/$x^y"]),
    abstract=TEXT.map(lambda text: settled(f"Abstract {text}")) | st.just(""),
    keywords=st.lists(WORD.map(lambda text: settled(f"k {text}")) | st.just("k again"), max_size=4).map(
        tuple
    ),
)
FIELDS = table.HEADER[1:20]


def written(form: formats.ExportFormat, works) -> bytes:
    made = form.write(works) if form.of == formats.WORKS else form.write(works, table.WithScreening({}, {}))
    return made if isinstance(made, bytes) else made.encode()


@pytest.mark.parametrize("form", formats.FORMATS[:6], ids=lambda form: form.name)
@given(works=st.lists(WORK, min_size=1, max_size=3))
@examples(40)
def test_every_value_comes_back(form, works) -> None:
    works = [w.__class__(**{**_asdict(w), "work_id": f"w-a2019-{n}"}) for n, w in enumerate(works)]
    got = ingest([Source(f"x{form.ending}", written(form, works))])
    assert not got.quarantine and len(got.records) == len(works)
    for before, after in zip(works, got.records, strict=True):
        for name in FIELDS:
            written_once = (
                tuple(dict.fromkeys(before.keywords)) if name == "keywords" else getattr(before, name)
            )
            assert getattr(after, name) == written_once, name
    assert len({record.source_key for record in got.records}) == len(works)


def _asdict(row):
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


@given(
    works=st.lists(WORK, min_size=1, max_size=3),
    author=TEXT.map(lambda text: settled(f"Elm{text.replace(',', '')}, Al")),
    style=st.sampled_from(["plain", "unsrt", "alpha", "unsrtalpha"]),
)
@examples(20)
def test_a_reference_in_a_style_has_the_title_and_the_name_as_they_are(works, author, style) -> None:
    works = [replace(w, work_id=f"w-{n}", authors=(author, *w.authors)) for n, w in enumerate(works)]
    lines = reference_list.write(works, style=style).splitlines()
    assert len(lines) == len(works)
    for text in [*(w.title for w in works), author.partition(",")[0]]:
        assert any(" ".join(text.split()) in line for line in lines), text
