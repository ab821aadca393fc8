"""Extract and appraise: coded cases and effects come in; evidence items with a standing go out.

Reads `literature/case_studies/`, `literature/effects/`, `literature/conditions/`, `literature/decisions/appraisal*.csv`,
config/codebook.yaml, config/propositions.yaml and `extract` in config.yaml.
"""


rule extract:
    """Check extracts and effects row by row, and say which of them count."""
    input:
        bibliography=BIBLIOGRAPHY,
        extracts=AT.extracts,
        effects=AT.effects,
        conditions=AT.conditions,
        codebook=AT.setting("codebook"),
        propositions=AT.setting("propositions"),
        schemas=[
            "workflow/schemas/codebook.schema.json",
            "workflow/schemas/propositions.schema.json",
            "workflow/schemas/tables/extracts.schema.json",
            "workflow/schemas/tables/effects.schema.json",
            "workflow/schemas/tables/conditions.schema.json",
        ],
        code=code_of("extract"),
    output:
        evidence=AT.table("extract", "items"),
        conditions=AT.table("extract", "conditions"),
        set_aside=AT.table("extract", "set_aside"),
        remarks=AT.table("extract", "remarks"),
    log:
        AT.log("extract"),
    params:
        settings=settings("extract"),
    shell:
        "evidence extract --settings {params.settings:q} --log {log:q}"


rule appraise:
    """Gather people's appraisal answers; say which counted studies have none."""
    input:
        bibliography=BIBLIOGRAPHY,
        evidence=AT.table("extract", "items"),
        decisions=AT.decisions("appraisal"),
        schema="workflow/schemas/tables/appraisal.schema.json",
        code=code_of("appraise"),
    output:
        appraisals=AT.table("appraise", "appraisals"),
        studies=AT.table("appraise", "studies"),
        remarks=AT.table("appraise", "remarks"),
    log:
        AT.log("appraise"),
    shell:
        "evidence appraise --log {log:q}"
