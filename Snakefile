"""From literature records to an evidence briefing that can be checked.

Each stage says in workflow/evidence/stages/ what it reads, writes and does; here it becomes a rule. In the order in which
the data flows: ingest → deduplicate → screen → classify → extract → appraise → synthesise → qca → assess → brief → pdf → publish
"""

import os

from snakemake.utils import min_version

from evidence import pipeline
from evidence.codebook import load_codebook
from evidence.console import FRAMED, fail
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.setting_names import load_named

min_version("9.0")

AT = Layout()
try:
    config.update(
        load_named(AT.setting("config"), load_codebook(AT.setting("codebook")))
    )
    if workflow.is_main_process:  # the jobs of a cluster run what was planned
        pipeline.write_code(AT)
    needs = {stage.name: pipeline.inputs(stage, AT) for stage in pipeline.STAGES}
except (UserError, OSError) as error:
    fail(error)


def settings(stage):
    """Given by a function, because Snakemake takes braces in a text for wildcards."""
    text = pipeline.settings(stage, config)
    return lambda wildcards: text


def made(stage):
    """What a stage makes besides its tables: a folder, a file, or one that stands until the new one does."""
    found = {name: getattr(AT, name) for name in stage.made}
    found |= {name: update(getattr(AT, name)) for name in stage.keeps}
    return found | {
        name: directory(AT.staged_book) for name in stage.made if name == "staged_book"
    }


for stage in pipeline.STAGES:

    rule:
        name:
            stage.name
        input:
            **needs[stage.name],
        output:
            **pipeline.outputs(stage, AT),
            **made(stage),
        log:
            AT.log(stage.name),
        params:
            settings=settings(stage),
        shell:
            "evidence {rule} --log {log:q}"

    workflow.get_rule(stage.name).docstring = stage.does


rule all:
    default_target: True
    input:
        AT.home,
        # so that a lost results/ is made again, though the book stands
        [
            path
            for stage in pipeline.STAGES
            for path in pipeline.outputs(stage, AT).values()
        ],


onsuccess:
    # `evidence build` prints the report itself, also where nothing had to be done
    if FRAMED not in os.environ:
        shell("evidence report")
