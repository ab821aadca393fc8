"""The RO-Crate of a pack: Provenance Run Crate 0.5 (w3id.org/ro/wfrun/provenance/0.5), which carries inputs, workflow and outputs.

Each stage is a step with the tool that it runs, what it took and what it gave; each of people's tables is an act of those who signed
rows in it. The day of the evidence stands for the time of every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.provenance.book_crate import PROCESS, program, terms
from evidence.provenance.entities import (
    Entity,
    Piece,
    at,
    author,
    crate,
    deciding,
    described,
    descriptor,
    library,
    licences,
    profile,
    ref,
    refs,
    reviewer,
    root,
)
from evidence.provenance.sources import README
from evidence.provenance.told import Told

_WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
_PROFILES = {
    PROCESS: "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    _WORKFLOW_CRATE: "Workflow RO-Crate",
}
_SNAKEMAKE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
_BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: its name, what it does, the files of the pack that it takes and gives."""

    name: str
    does: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack holds besides the inputs and the book: the `workflow` file, `code` files and `folders`, by path; the version."""

    version: str
    workflow: str
    code: dict[str, Piece]
    folders: dict[str, str]
    steps: Sequence[Step]
    site: str


def pack_crate(build: Told, packed: Packed) -> Entity:
    """The crate of a pack."""
    review = build.review
    files = [
        *(_input(name, piece, build) for name, piece in build.inputs.items()),
        *(
            described(at(packed.site + name), "File", packed.site + name, p)
            for name, p in build.outputs.items()
        ),
        *(described(at(name), "File", name, piece) for name, piece in packed.code.items()),
    ]
    folders: list[Entity] = [
        {"@id": f"{at(name)}/", "@type": "Dataset", "name": name, "description": said}
        for name, said in packed.folders.items()
    ]
    decided = [deciding(one, at(one.file), review) for one in build.decided]
    runs = [_run(step, build) for step in packed.steps]
    acts = [_whole_run(build, packed), *runs, *decided, _engine_run(build, packed)]
    return crate(
        [
            descriptor(_WORKFLOW_CRATE),
            root(
                review,
                packed.version,
                _PROFILES,
                (one["@id"] for one in (*files, *folders)),
                (one["@id"] for one in acts),
            )
            | {"mainEntity": ref(at(packed.workflow))},
            *(profile(identifier, name) for identifier, name in _PROFILES.items()),
            *licences(review),
            author(review),
            _workflow(build, packed),
            _language(),
            program(build),
            *(_tool(step, build) for step in packed.steps),
            *(_how(step, n, build) for n, step in enumerate(packed.steps, start=1)),
            *acts,
            *(_control(step) for step in packed.steps),
            *(reviewer(one.reviewer, review) for one in build.decided),
            *folders,
            *files,
            *map(library, build.lock),
        ]
    )


def _input(name: str, piece: Piece, build: Told) -> Entity:
    return described(at(name), "File", name, piece) | terms(name, build, README)


def _workflow(build: Told, packed: Packed) -> Entity:
    made = described(at(packed.workflow), "File", packed.workflow, packed.code[packed.workflow])
    return made | {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
        "description": "From literature records to a briefing that can be checked",
        "version": build.program,
        "conformsTo": ref(_BIOSCHEMAS),
        "programmingLanguage": ref(_SNAKEMAKE),
        "hasPart": refs(_tool(step, build)["@id"] for step in packed.steps),
        "step": refs(f"#step-{step.name}" for step in packed.steps),
        "softwareRequirements": ref(program(build)["@id"]),
    }


def _language() -> Entity:
    address = "https://snakemake.readthedocs.io"
    return {
        "@id": _SNAKEMAKE,
        "@type": "ComputerLanguage",
        "name": "Snakemake",
        "identifier": ref(address),
        "url": ref(address),
    }


def _tool(step: Step, build: Told) -> Entity:
    return {
        "@id": f"{program(build)['@id']}:{step.name}",
        "@type": "SoftwareApplication",
        "name": f"evidence {step.name}",
        "description": step.does,
        "softwareVersion": build.program,
        "isPartOf": ref(program(build)["@id"]),
    }


def _how(step: Step, position: int, build: Told) -> Entity:
    return {
        "@id": f"#step-{step.name}",
        "@type": "HowToStep",
        "name": step.name,
        "position": str(position),
        "workExample": ref(_tool(step, build)["@id"]),
    }


def _run(step: Step, build: Told) -> Entity:
    return {
        "@id": f"#run-{step.name}",
        "@type": "CreateAction",
        "name": f"Run of {step.name}",
        "description": f"evidence {step.name}",
        "endTime": build.review.evidence_date,
        "instrument": ref(_tool(step, build)["@id"]),
        "agent": ref(author(build.review)["@id"]),
        "object": refs(map(at, step.takes)),
        "result": refs(map(at, step.gives)),
    }


def _whole_run(build: Told, packed: Packed) -> Entity:
    return {
        "@id": "#build",
        "@type": "CreateAction",
        "name": f"Build of {build.review.title}",
        "description": "evidence build",
        "endTime": build.review.evidence_date,
        "instrument": ref(at(packed.workflow)),
        "agent": ref(author(build.review)["@id"]),
        "object": refs(map(at, build.inputs)),
        "result": refs(at(packed.site + name) for name in build.outputs),
    }


def _control(step: Step) -> Entity:
    return {
        "@id": f"#control-{step.name}",
        "@type": "ControlAction",
        "name": f"Snakemake runs {step.name}",
        "instrument": ref(f"#step-{step.name}"),
        "object": ref(f"#run-{step.name}"),
    }


def _engine_run(build: Told, packed: Packed) -> Entity:
    engine = next(
        (library(p)["@id"] for p in build.lock if p.name.lower() == "snakemake"), program(build)["@id"]
    )
    return {
        "@id": "#snakemake",
        "@type": "OrganizeAction",
        "name": "Snakemake runs the stages in the order in which the data flow",
        "endTime": build.review.evidence_date,
        "instrument": ref(engine),
        "agent": ref(author(build.review)["@id"]),
        "object": refs(f"#control-{step.name}" for step in packed.steps),
        "result": ref("#build"),
    }
