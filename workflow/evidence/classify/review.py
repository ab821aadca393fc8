"""What is odd about a codebook, seen beside the works and the codes that people gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from evidence.classify.phrases import PhraseClassifier, solid
from evidence.codebook import Code, Codebook


def oddities(
    codebook: Codebook, texts: Sequence[str], known: set[str], given: dict[tuple[str, str], set[str]]
) -> list[str]:
    """One line for each: dead phrases, one phrase for two codes, codes without examples, examples that do not carry them.

    `known` are the citation keys of the records; `given` is (key, facet) → codes by people.
    """
    used = {(facet, code) for (_, facet), codes in given.items() for code in codes}
    lines = []
    for facet in codebook.facets:
        lines += _shared(facet.id, facet.codes)
        rules = PhraseClassifier(facet.codes).fit([])
        found = {(place.code, solid(place.phrase)) for text in texts for place in rules.find(text)}
        for code in facet.codes:
            where = f"{facet.id}: {code.id}"
            dead = [p.text for p in code.phrases if (code.id, solid(p.text)) not in found]
            if dead:
                lines.append(f"{where}: in no record stands {', '.join(f'‘{phrase}’' for phrase in dead)}")
            if not code.examples and not code.abstain:
                lines.append(
                    f"{where}: no example"
                    + ("" if (facet.id, code.id) in used else ", and nobody has used it")
                )
            lines += _examples(where, facet.id, code.id, code.examples, known, given)
    return lines


def _shared(facet: str, codes: Iterable[Code]) -> list[str]:
    owners: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for phrase in code.phrases:
            owners[phrase.text.casefold()].append(code.id)
    return [
        f"{facet}: ‘{phrase}’ speaks for {' and '.join(ids)}"
        for phrase, ids in owners.items()
        if len(ids) > 1
    ]


def _examples(
    where: str,
    facet: str,
    code: str,
    examples: Sequence[str],
    known: set[str],
    given: dict[tuple[str, str], set[str]],
) -> list[str]:
    lines = [f"{where}: the example {key} is no record" for key in examples if key not in known]
    for key in examples:
        codes = given.get((key, facet))
        if codes and code not in codes:
            lines.append(f"{where}: the example {key} was coded {', '.join(sorted(codes))}")
    return lines
