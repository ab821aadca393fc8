"""The codebook as SKOS (W3C 2009) in JSON-LD, and back.

A facet is a concept scheme, a code a concept in it. Labels, definitions, scope notes, examples, broader codes and
concepts of other schemes are SKOS's own properties; what SKOS has no word for (phrases, roles) stands under the
prefix `evidence`, groups of keys as JSON literals, so that nothing is lost on the way there and back, nor by programs that read
it as RDF. All of it is one graph, without a name, since such programs pass over named ones.
"""

from __future__ import annotations

from typing import Any

from evidence.errors import UserError

CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "evidence": "urn:evidence-synthesis:codebook#",
    "cap": "https://www.comparativeagendas.net/pages/master-codebook#",
    "skos:exactMatch": {"@type": "@id"},
}
# Fields of a code and of a facet that SKOS has a word for.
_CODE = {
    "label": "skos:prefLabel",
    "definition": "skos:definition",
    "examples": "skos:example",
    "source": "dct:source",
    "same_as": "skos:exactMatch",
}
_FACET = {"label": "dct:title", "definition": "dct:description", "plural": "skos:altLabel"}
_REST = "evidence:"
_BOOK = "evidence:codebook"


def to_skos(codebook: dict[str, Any]) -> dict[str, Any]:
    """JSON-LD of a codebook as `load_codebook` read it (`Codebook.raw`)."""
    graph: list[dict[str, Any]] = []
    for facet in codebook["facets"]:
        scheme = f"evidence:{facet['id']}"
        graph.append({"@id": scheme, "@type": "skos:ConceptScheme", **_named(facet, _FACET, ("id", "codes"))})
        for code in facet.get("codes", []):
            concept = {
                "@id": f"{scheme}/{code['id']}",
                "@type": "skos:Concept",
                "skos:inScheme": {"@id": scheme},
            }
            if code.get("broader"):
                concept["skos:broader"] = {"@id": f"{scheme}/{code['broader']}"}
            graph.append(concept | _named(code, _CODE, ("id", "broader")))
    graph.append({"@id": _BOOK, "@type": "evidence:Codebook", **_named(codebook, {}, ("facets",))})
    return {"@context": CONTEXT, "@graph": graph}


def from_skos(data: dict[str, Any]) -> dict[str, Any]:
    """The codebook that such JSON-LD holds, as config/codebook.yaml would have it. Raises UserError."""
    try:
        schemes = [node for node in data["@graph"] if node["@type"] == "skos:ConceptScheme"]
        concepts = [node for node in data["@graph"] if node["@type"] == "skos:Concept"]
        facets = []
        for scheme in schemes:
            own = [c for c in concepts if c["skos:inScheme"]["@id"] == scheme["@id"]]
            facet = {"id": _name(scheme), **_unnamed(scheme, _FACET)}
            facets.append(facet | ({"codes": [_code(concept) for concept in own]} if own else {}))
        book = next((_unnamed(node, {}) for node in data["@graph"] if node["@id"] == _BOOK), {})
    except (KeyError, TypeError) as error:
        raise UserError(
            "this is not a codebook in SKOS as `evidence skos` writes it",
            value=repr(error),
            fix="concepts need @id, @type and skos:inScheme; schemes @id and @type",
        ) from None
    return {**book, "facets": facets}


def _code(concept: dict[str, Any]) -> dict[str, Any]:
    broader = {"broader": _name(concept["skos:broader"])} if "skos:broader" in concept else {}
    return {"id": _name(concept), **_unnamed(concept, _CODE), **broader}


def _named(row: dict[str, Any], words: dict[str, str], without: tuple[str, ...]) -> dict[str, Any]:
    return {
        words.get(name, _REST + name): _literal(value) for name, value in row.items() if name not in without
    }


def _unnamed(node: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    back = {word: name for name, word in words.items()}
    known = {name: value for name, value in node.items() if name in back or name.startswith(_REST)}
    return {back.get(name, name.removeprefix(_REST)): _value(said) for name, said in known.items()}


def _literal(value: Any) -> Any:
    """A value as JSON-LD says it: a group of keys is a literal, since its keys are no terms.

    >>> _literal([{"phrase": "a"}, "b"])
    [{'@type': '@json', '@value': {'phrase': 'a'}}, 'b']
    """
    if isinstance(value, dict):
        return {"@type": "@json", "@value": value}
    return [_literal(one) for one in value] if isinstance(value, list) else value


def _value(said: Any) -> Any:
    if isinstance(said, dict):
        return said["@value"]
    return [_value(one) for one in said] if isinstance(said, list) else said


def _name(node: dict[str, Any]) -> str:
    return node["@id"].removeprefix(_REST).rsplit("/", 1)[-1]
