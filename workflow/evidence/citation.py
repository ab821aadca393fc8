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
    year = f" ({work.year}{work.letter})" if work.year else ""
    if not families:
        words = work.title.split()
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
    authors = [_inverted(author) for author in work.authors]
    if len(authors) > 6:
        authors = [*authors[:6], "and others"]
        people = ", ".join(authors)
    elif len(authors) > 1:
        people = ", ".join(authors[:-1]) + " and " + authors[-1]
    else:
        people = authors[0] if authors else ""
    year = f"({work.year}{work.letter})" if work.year else "(no date)"
    place = ", ".join(filter(None, [work.container, _volume(work), _pages(work)]))
    publisher = work.publisher if work.publisher and work.publisher not in place else ""
    head = f"{people} {year} {work.title}" if people else f"{work.title} {year}"
    parts = [head.rstrip("."), place, publisher]
    return ". ".join(part for part in parts if part) + "."


def _inverted(author: str) -> str:
    family, given, _ = names.parts(author)
    initials = " ".join(f"{word[0]}." for word in given.replace(".", ". ").split() if word[0].isalpha())
    return f"{family}, {initials}" if initials else family


def _volume(work: Work) -> str:
    if work.volume and work.issue:
        return f"{work.volume}({work.issue})"
    return work.volume or work.issue


def _pages(work: Work) -> str:
    return f"pp. {work.pages.replace('-', '–')}" if work.pages else ""
