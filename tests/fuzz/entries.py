"""What the fuzzer writes into files: entries whose values it knows, each with a word that stands nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "wa")
_PLAIN = (
    *("homes", "shelters", "tenants", "and", "the", "of", "work", "in", "rent", "care", "a trial", "poverty"),
    *(
        "AT&T",
        "50%",
        "a_b",
        "(n=12)",
        "C#",
        "$5",
        "x-ray",
        "No. 4",
        "[sic]",
        "1990s",
        "Q&A",
        "3/4",
        "why?",
        "S. 12",
    ),
)
# Script → words and family names that one code page can hold.
SCRIPTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "western": (
        ("Größe", "l'État", "naïve", "“quoted”", "Señal", "Fürsorge"),
        ("Østergård", "Müller", "Núñez"),
    ),
    "central": (("Łódź", "społeczne", "zaměstnání", "ciąża", "mieszkań"), ("Čapek", "Wałęsa", "Nový")),
    "cyrillic": (("жильё", "бездомность", "работа", "социальная"), ("Иванов", "Чехова", "Щукин")),
    "han": (("社区住房", "合作研究", "社会工作", "就业"), ("王", "李", "欧阳")),
    "mixed": (
        ("α-linked", "Łódź", "社区住房", "жильё", "naïve", "“quoted”", "l'État"),
        ("Østergård", "Čapek", "Şahin"),
    ),
}
_FAMILIES = (
    "Ash",
    "Elm",
    "O'Clear",
    "Birch-Fir",
    "Larch",
    "Rowan",
    "van Bortel",
    "de la Cruz",
    "Zhang",
    "Yew",
)
_GIVEN = ("Ann", "Bo", "C. D.", "Emil", "Fay", "Jan-Olof", "Li", "M.", "Sam R.", "Wei")
_JOURNALS = ("Journal of Rent", "Housing Letters", "Annals of Care", "Revue de l'Aide", "Shelter & Society")
# Words of other formats and of none, as they stand in real abstracts and notes. None may change how a file is read.
_TRAPS = (
    *("we met @home (n=12) twice", "[3 results] were found", "see PMID- 12345 there", 'they said "no" to it'),
    *(
        "1;2,3 and 4",
        "@misc{x, title = {Y}}",
        "the TY  - JOUR line",
        "p < .05 and q > 3",
        "100 % @ 5",
        "{braced}",
    ),
    *(
        "%0 is a tag",
        "a = {b}",
        "ER",
        "ends in a comma,",
        "# 12 of 40 #",
        '{"title": "no"}',
        "https://a.org/?b=c&d",
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The truth of one entry. `mark` stands in its title and nowhere else; `authors` are `Family, Given`."""

    mark: str
    title: str
    authors: tuple[str, ...]
    year: int
    container: str
    volume: str
    issue: str
    pages: str
    doi: str
    abstract: str
    keywords: tuple[str, ...]


def mark(number: int) -> str:
    """A word for a number; no two are alike and none is part of another.

    >>> mark(0), mark(17)
    ('xbababaq', 'xbaceceq')
    """
    word = ""
    for _ in range(3):
        number, at = divmod(number, len(_SYLLABLES))
        word = _SYLLABLES[at] + word
    return f"x{word}q"


def entries(rng: Random, script: str, most: int = 6) -> list[Entry]:
    """One to `most` entries, few more often than many, with words of one of SCRIPTS."""
    number = 1 + int(rng.random() ** 2 * most)
    first = rng.randrange(3000)
    return [entry(rng, script, first + n) for n in range(number)]


def entry(rng: Random, script: str, number: int) -> Entry:
    """Entry number `number`, whose word no other has."""
    own, people = SCRIPTS[script]
    vocabulary, families = _PLAIN + own * 3, _FAMILIES + people * 2
    words = rng.choices(vocabulary, k=rng.randint(1, 5))
    words.insert(rng.randint(0, len(words)), mark(number))
    first = rng.randint(1, 900)
    names = [f"{rng.choice(families)}, {rng.choice(_GIVEN)}" for _ in range(rng.choice((1, 1, 2, 3)))]
    abstract = [" ".join(rng.choices(vocabulary, k=6)) for _ in range(rng.randint(0, 2))]
    if abstract and rng.random() < 0.5:
        abstract.insert(rng.randint(0, len(abstract)), rng.choice(_TRAPS))
    return Entry(
        mark=mark(number),
        title="On " + " ".join(words),
        authors=tuple(dict.fromkeys(names)),
        year=rng.randint(1950, 2025),
        container=rng.choice(_JOURNALS),
        volume=str(rng.randint(1, 90)),
        issue=str(rng.randint(1, 12)),
        pages=f"{first}-{first + rng.randint(1, 30)}",
        doi=f"10.5555/{mark(number)[::-1]}.{number}",
        abstract=" ".join(abstract),
        keywords=tuple(rng.sample(("rent", "care", "work", "poverty", "social housing"), rng.randint(0, 3))),
    )
