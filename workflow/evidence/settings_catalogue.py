"""The files of config/, each section of config.yaml declared in the room that takes it, and config.yaml read as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evidence.assess.settings import GradingRules
from evidence.book_settings import FrontMatter, Reporting, Wording, check_orcids, check_quantifiers
from evidence.build_settings import BuildPlan
from evidence.classify.settings import LearningPlan
from evidence.codebook import Codebook
from evidence.config import load_checked
from evidence.deduplicate.settings import LinkageRules
from evidence.extract.settings import CountingRules
from evidence.glossary import Glossary
from evidence.ingest.settings import ReadingRules
from evidence.meaning.settings import MeaningPlan
from evidence.older_settings import renewed
from evidence.propositions import Propositions
from evidence.qca.settings import QcaDesign
from evidence.releases.settings import TracingPlan
from evidence.screen.settings import ScreeningPlan
from evidence.searches import Searches
from evidence.setting_names import check_names
from evidence.settings.declare import setting, settings
from evidence.settings.schema import made, schema_of
from evidence.settings_file import Lines
from evidence.synthesise.settings import SynthesisPlan


@settings
class Config:
    """config.yaml: the knobs that a researcher turns."""

    review: FrontMatter = setting("What the review is, and what only the team can state of it")
    ingest: ReadingRules = setting("How exports are read, where a person must say it")
    deduplicate: LinkageRules = setting(
        "When two records are one work, when a person is asked, and what follows when one work is a preprint, erratum, reply, version or part of another"
    )
    classify: LearningPlan = setting("What a machine must have shown before its codes are taken")
    extract: CountingRules = setting(
        "What is shown and never counted, each with the reason that readers are given"
    )
    synthesise: SynthesisPlan = setting(
        "What speaks about an arrangement, what is counted, and how what may be pooled is"
    )
    brief: Wording = setting("The words for shares, and which works have a page of their own")
    screen: ScreeningPlan = setting(
        "How people screen: how many read each work, and whether they see one another's decisions",
        default=ScreeningPlan(),
    )
    qca: QcaDesign = setting(
        "Qualitative comparative analysis of the coded cases; without it the page says that nothing was compared",
        default=QcaDesign(),
    )
    assess: GradingRules = setting(
        "GRADE of pooled effects: where certainty starts, and what effect is important",
        default=GradingRules(),
    )
    meaning: MeaningPlan = setting("Which model on this machine reads what texts mean", default=MeaningPlan())
    compare: TracingPlan = setting(
        "How long the causes of what changed since a release are looked for", default=TracingPlan()
    )
    build: BuildPlan = setting("How a build is spread over machines", default=BuildPlan())
    checklists: Reporting = setting(
        "Reporting checklists; the book's page of that name lists their items", default=Reporting()
    )


FILES: dict[str, Any] = {
    "config": Config,
    "codebook": Codebook,
    "propositions": Propositions,
    "searches": Searches,
    "glossary": Glossary,
}
"""The files of config/ by name, as they are declared."""


def editor_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a file, as editors take it; the rule of a claim is that of its kind."""
    from evidence.synthesise.claim_rules import RULES
    from evidence.synthesise.rules import schema_of as rule_of

    draft: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"config/{name}.yaml",
    }
    schema = draft | schema_of(FILES[name])
    if FILES[name] is Propositions:
        claim = schema["properties"]["propositions"]["items"]["properties"]
        claim["rule"]["allOf"] = [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": rule_of({"kind": kind})}
            for kind in sorted(RULES.names)
        ]
    return schema


def read_config(path: Path) -> tuple[dict[str, Any], Lines]:
    """config.yaml as it stands, checked, with its lines; what is of an earlier version is renewed. Raises UserErrors."""
    data: dict[str, Any]
    data, lines = load_checked(path, Config, renewed)
    return data, lines


def load_config(path: Path, codebook: Codebook | None = None) -> Config:
    """The settings of a review; with a codebook, every name in them must lead to it. Raises UserErrors."""
    data, lines = read_config(path)
    if codebook:
        check_names(data, Config, lines, codebook, path)
    config: Config = made(Config, data)
    check_quantifiers(config.brief, lines, path)
    check_orcids(config.review, lines, path)
    return config
