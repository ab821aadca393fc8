"""The crate read by the library of its makers (rocrate), the codebook in SKOS by rdflib: nothing of either is lost."""

from __future__ import annotations

import json
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from rocrate.rocrate import ROCrate

from evidence.codebook_file import load_codebook
from evidence.codebook_skos import CONTEXT, to_skos
from evidence.io import to_json
from evidence.provenance.book_crate import book_crate
from evidence.provenance.pack_crate import Packed, Step, pack_crate

from ..unit.provenance.made_up import build

ROOT = Path(__file__).resolve().parents[2]


def _read(folder: Path, made: dict, files: list[str]) -> ROCrate:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    (folder / "ro-crate-metadata.json").write_text(to_json(made), encoding="utf-8")
    return ROCrate(folder)


def _plain(value: object) -> object:
    """What an entity says, with references by their identifiers, as the library gives both."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return value["@id"]
    return getattr(value, "id", value)


def _as_read(crate: ROCrate) -> dict[str, dict[str, object]]:
    kept = {}
    for entity in (*crate.data_entities, *crate.contextual_entities, crate.root_dataset, crate.metadata):
        said = {key: _plain(value) for key, value in entity.properties().items()}
        kept[entity.id] = said
    return kept


def test_rocrate_reads_every_entity_of_a_book_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    made = book_crate(build())
    read = _as_read(_read(tmp_path, made, [*build().outputs]))
    given = {one["@id"]: {key: _plain(value) for key, value in one.items()} for one in made["@graph"]}
    assert read == given and len(given) > 20


def test_rocrate_reads_a_pack_and_finds_the_workflow_its_language_and_files(tmp_path: Path) -> None:
    from evidence.provenance.entities import Piece

    step = Step(
        "ingest", "Read the exports.", ("literature/records/été 1.ris",), ("site/_static/data/works.csv",)
    )
    packed = Packed(
        "0.3", "Snakefile", {"Snakefile": Piece("1" * 64, 1)}, {"site": "The book"}, [step], "site/"
    )
    made = pack_crate(build(), packed)
    files = [*build().inputs, *(f"site/{name}" for name in build().outputs), "Snakefile"]
    crate = _read(tmp_path, made, files)
    assert crate.mainEntity.id == "Snakefile" and crate.mainEntity.lang.get("name") == "Snakemake"
    run = crate.dereference("#run-ingest")
    assert run["instrument"]["name"] == "evidence ingest"
    assert run["object"].source == tmp_path / "literature/records/été 1.ris"
    assert crate.dereference("#decided-literature/decisions/screening.csv-bo")["agent"]["name"] == "bo"
    assert _as_read(crate).keys() == {one["@id"] for one in made["@graph"]}


def test_rdflib_reads_the_shipped_codebook_with_every_code_and_phrase() -> None:
    book = load_codebook(ROOT / "config" / "codebook.yaml")
    graph = Graph().parse(data=json.dumps(to_skos(book.raw)), format="json-ld")
    evidence = Namespace(CONTEXT["evidence"])
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == {evidence[facet.id] for facet in book.facets}
    for facet in book.facets:
        scheme = evidence[facet.id]
        assert str(graph.value(scheme, DCTERMS.title)) == facet.label
        concepts = set(graph.subjects(SKOS.inScheme, scheme))
        assert concepts == {URIRef(f"{scheme}/{code.id}") for code in facet.codes}
        for code in facet.codes:
            concept = URIRef(f"{scheme}/{code.id}")
            assert str(graph.value(concept, SKOS.prefLabel)) == code.label
            assert str(graph.value(concept, SKOS.definition) or "") == code.definition
            phrases = list(graph.objects(concept, evidence["phrases"]))
            texts = {json.loads(one)["phrase"] if one.datatype == RDF.JSON else str(one) for one in phrases}
            assert texts == {phrase.text for phrase in code.phrases}
            alike = {str(one) for one in graph.objects(concept, SKOS.exactMatch)}
            assert alike == {one.replace("cap:", CONTEXT["cap"]) for one in code.same_as}
    assert sum(1 for _ in graph.subjects(RDF.type, SKOS.Concept)) == sum(len(f.codes) for f in book.facets)
