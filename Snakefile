"""From literature records to an evidence briefing that can be checked.

The rules are the engine's (workflow/evidence/engine/Snakefile); what a stage reads, writes and does stands in workflow/evidence/stages/.
In the order in which the data flows: ingest → deduplicate → screen → classify → extract → appraise → synthesise → qca → assess → compare → brief → pdf → publish
"""

from evidence.engine import workflow_file


include: workflow_file()


rule all:
    input:
        rules.book.input,
