"""Classify: works, the codebook and people's codes come in; labels with reasons go out.

Reads `literature/decisions/coding*.csv`, config/codebook.yaml and `classify` in config.yaml.
"""


rule classify:
    """Give every work its codes: people's first, then phrases and a model, or an abstention."""
    input:
        records=AT.table("ingest", "records"),
        works=AT.table("deduplicate", "works"),
        memberships=AT.table("deduplicate", "memberships"),
        decisions=AT.decisions("coding"),
        codebook=AT.setting("codebook"),
        schemas=[
            "workflow/schemas/codebook.schema.json",
            "workflow/schemas/tables/coding.schema.json",
        ],
        code=code_of("classify"),
    output:
        labels=AT.table("classify", "labels"),
        remarks=AT.table("classify", "remarks"),
        evaluation="results/classify/evaluation.json",
    log:
        AT.log("classify"),
    params:
        settings=settings("classify"),
    shell:
        "evidence classify --settings {params.settings:q} --log {log:q}"
