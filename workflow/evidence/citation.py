"""How a work is named in prose and in the list of references (Harvard style, British)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from evidence import names
from evidence.deduplicate.rows import Work


def short_cite(work: Work) -> str:
    """The name of a work in running text.

    `Rees and Mullins (2012)`; three or more authors become `Rees and others (2012)`.
    """
    families = [names.parts(author)[0] for author in work.authors]
    return _cite(families, f"{work.year}{work.letter}" if work.year else "", work.title)


def _cite(families: list[str], year: str, title: str) -> str:
    year = f" ({year})" if year else ""
    if not families:
        words = title.split()
        title = " ".join(words[:6]) + ("…" if len(words) > 6 else "")
        return f"‘{title}’{year}"
    if len(families) > 2:
        return f"{families[0]} and others{year}"
    return " and ".join(families) + year


def lettered(works: Iterable[Work], cited: Collection[str]) -> list[Work]:
    """The same works, those `cited` (ids) that would be named alike with a letter behind the year: 2015a, 2015b.

    In the order of the list of references; the letters of a list do not depend on works that are not in it.
    """
    works = list(works)
    alike: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        if work.year and work.work_id in cited:
            alike[short_cite(work).casefold()].append(work)
    letters = {
        work.work_id: _letter(n)
        for group in alike.values()
        if len(group) > 1
        for n, work in enumerate(sorted(group, key=lambda w: (full_reference(w).casefold(), w.work_id)))
    }
    return [replace(w, letter=letters[w.work_id]) if w.work_id in letters else w for w in works]


def _letter(n: int) -> str:
    """
    >>> _letter(0), _letter(25), _letter(26)
    ('a', 'z', 'aa')
    """
    first, last = divmod(n, 26)
    return (_letter(first - 1) if first else "") + chr(ord("a") + last)


def full_reference(work: Work) -> str:
    """The whole reference as plain text, without the DOI or address."""
    head = _head(
        list(map(_inverted, work.authors)), f"{work.year}{work.letter}" if work.year else "", work.title
    )
    place = ", ".join(filter(None, [work.container, _volume(work), _pages(work)]))
    publisher = work.publisher if work.publisher and work.publisher not in place else ""
    parts = [head.rstrip("."), place, publisher]
    return ". ".join(part for part in parts if part) + "."


def _head(authors: list[str], year: str, title: str) -> str:
    if len(authors) > 6:
        authors = [*authors[:6], "and others"]
        people = ", ".join(authors)
    elif len(authors) > 1:
        people = ", ".join(authors[:-1]) + " and " + authors[-1]
    else:
        people = authors[0] if authors else ""
    year = f"({year})" if year else "(no date)"
    return f"{people} {year} {title}" if people else f"{title} {year}"


class Named:
    """Names very many works, none of which has a letter; an author who wrote several of them is taken apart once."""

    MOST = 200_000
    """Authors that are remembered."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}

    def of(self, title: str, authors: tuple[str, ...], year: int | None) -> tuple[str, str]:
        """The short citation of a work, and the reference as far as the title.

        >>> Named().of("Homes", ("Rees, James", "Mullins, David"), 2012)
        ('Rees and Mullins (2012)', 'Rees, J. and Mullins, D. (2012) Homes')
        """
        if len(self._known) > self.MOST:
            self._known.clear()
        told = [self._known.get(author) or self._taken_apart(author) for author in authors]
        written = str(year) if year else ""
        return _cite([a for a, _ in told], written, title), _head([b for _, b in told], written, title)

    def _taken_apart(self, author: str) -> tuple[str, str]:
        family, given, _ = names.parts(author)
        self._known[author] = found = family, _turned(family, given)
        return found


def _inverted(author: str) -> str:
    family, given, _ = names.parts(author)
    return _turned(family, given)


def _turned(family: str, given: str) -> str:
    initials = " ".join(f"{word[0]}." for word in given.replace(".", ". ").split() if word[0].isalpha())
    return f"{family}, {initials}" if initials else family


def _volume(work: Work) -> str:
    if work.volume and work.issue:
        return f"{work.volume}({work.issue})"
    return work.volume or work.issue


def _pages(work: Work) -> str:
    return f"pp. {work.pages.replace('-', '–')}" if work.pages else ""
