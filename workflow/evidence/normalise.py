"""Values as they came, into values that can be compared. What cannot be mended is said."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|p|br|span|div|jats:[a-z]+)\b[^<>]*>", re.I)
_INITIALS = re.compile(r"^(.*\S)\s+((?:[A-Z]\.?-?){1,4})$")
_PARTICLES = {*("van", "von", "de", "der", "den", "del", "della", "di", "da", "la", "le", "ter", "ten")}
_NOBODY = re.compile(r"(?:and )?(?:et\.? al\.?|others)", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

KINDS = {
    "jour": "article",
    "journal article": "article",
    "journal-article": "article",
    "article-journal": "article",
    "ejour": "article",
    "rprt": "report",
    "techreport": "report",
    "chap": "chapter",
    "incollection": "chapter",
    "inbook": "chapter",
    "conf": "conference",
    "cpaper": "conference",
    "inproceedings": "conference",
    "proceedings": "conference",
    "thes": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "unpb": "working_paper",
    "unpublished": "working_paper",
    "news": "news",
    "mgzn": "magazine",
    "blog": "blog",
    "elec": "web",
    "online": "web",
    "misc": "other",
    "gen": "other",
    "": "other",
    "journal": "article",
    "book-chapter": "chapter",
    "book_section": "chapter",
    "book section": "chapter",
    "proceedings-article": "conference",
    "paper-conference": "conference",
    "conferencepaper": "conference",
    "journalarticle": "article",
    "posted-content": "preprint",
    "dissertation": "thesis",
    "monograph": "book",
    "electronic article": "article",
    "newspaper article": "news",
    "article-newspaper": "news",
    "magazine article": "magazine",
    "article-magazine": "magazine",
    "post-weblog": "blog",
    "web page": "web",
    "webpage": "web",
    "unpublished work": "working_paper",
    "manuscript": "working_paper",
    "conference proceedings": "conference",
    "conference paper": "conference",
    "generic": "other",
    "document": "other",
}


def clean(text: str) -> str:
    """Entities decoded, mark-up of typesetters dropped, white space folded, NFC.

    >>> clean('Effects  of <i>Housing&nbsp;First</i> &amp; more')
    'Effects of Housing First & more'
    """
    text = _TAG.sub("", html.unescape(_TAG.sub("", text)))
    text = _CONTROL.sub(" ", text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def kind(text: str) -> str:
    """The kind of publication, in this package's words where the word is known."""
    word = " ".join(text.lower().split())
    return KINDS.get(word, word.replace(" ", "_").replace("-", "_"))


def year(text: str) -> int | None:
    """The first plausible year (1500-2100), or None.

    >>> year('2019 Jun 3'), year('in press')
    (2019, None)
    """
    match = re.search(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)", text)
    return int(match.group()) if match else None


def pages(text: str) -> str:
    """A page range with one hyphen; short ranges stay as they were printed.

    >>> pages('379--387'), pages('159-70')
    ('379-387', '159-70')
    """
    return re.sub(r"\s*[-–—]+\s*", "-", text.strip())


_NOTHING = frozenset(
    """NA N/A n/a n.a. N.A. nan NaN NAN null NULL None none NONE nil NIL NaT <NA> #N/A #NA undefined No-Specified""".split()
)
_NOTHING_IN_WORDS = re.compile(
    r"\W*(?:no[\s-]specified|not[\s-](?:specified|available|given|applicable|known|reported)"
    r"|no[\s-](?:title|abstract|journal|date|pages|author)(?: (?:available|given|listed|found))?)\W*",
    re.I,
)


def is_nothing(text: str) -> bool:
    """Whether a value only says that there is none: `NA`, `nan`, `No Specified`, `-`, `[No title]`.

    Case counts, for people are called Na and Null.

    >>> [is_nothing(t) for t in ("NA", "null", "No-Specified", "[No title available]", "-", "Na", "Nature", "")]
    [True, True, True, True, True, False, False, True]
    """
    if len(text) > 40:
        return False
    text = text.strip()
    return (
        text in _NOTHING or not any(map(str.isalnum, text)) or _NOTHING_IN_WORDS.fullmatch(text) is not None
    )


_ANNOTATION = re.compile(r"(?<=\S)[\s.]*\[[^\[\]]*\]\s*$")


def title_key(title: str) -> str:
    """A title for comparison: folded, without what databases append in brackets.

    >>> title_key('Update on treatment. [Review] [33 refs]'), title_key('[Sur le traitement]')
    ('update on treatment', 'sur le traitement')
    """
    while (shorter := _ANNOTATION.sub("", title)) != title:
        title = shorter
    return fold(title)


def fold(text: str) -> str:
    """Letters and digits only, without accents, in lower case, single spaces.

    >>> fold('Re-thinking: Crépon & Cie?')
    're thinking crepon and cie'
    """
    # Compatibility forms decompose into capitals, so the case is folded after that.
    text = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())
