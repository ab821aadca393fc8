"""Synthesise and assess: items, labels and claims come in; verdicts and their certainty go out.

Reads `literature/decisions/sides*.csv`, `literature/decisions/certainty*.csv`, `literature/decisions/grade*.csv`,
config/propositions.yaml, config/codebook.yaml, `synthesise` and `qca` in config.yaml.
"""


rule synthesise:
    """Directions, evidence map, pools, sides, and one verdict for each claim by its rule."""
    input:
        bibliography=BIBLIOGRAPHY,
        evidence=AT.table("extract", "items"),
        labels=AT.table("classify", "labels"),
        decisions=AT.decisions("sides"),
        codebook=AT.setting("codebook"),
        propositions=AT.setting("propositions"),
        schemas=[
            "workflow/schemas/codebook.schema.json",
            "workflow/schemas/propositions.schema.json",
            "workflow/schemas/tables/sides.schema.json",
        ],
        code=code_of("synthesise"),
    output:
        directions=AT.table("synthesise", "directions"),
        study_directions=AT.table("synthesise", "study_directions"),
        sign_tests=AT.table("synthesise", "sign_tests"),
        themes=AT.table("synthesise", "themes"),
        cooccurrence=AT.table("synthesise", "cooccurrence"),
        saturation=AT.table("synthesise", "saturation"),
        deviant=AT.table("synthesise", "deviant"),
        map=AT.table("synthesise", "map"),
        pools=AT.table("synthesise", "pools"),
        pool_studies=AT.table("synthesise", "pool_studies"),
        pool_analyses=AT.table("synthesise", "pool_analyses"),
        sides=AT.table("synthesise", "sides"),
        confounding=AT.table("synthesise", "confounding"),
        findings=AT.table("synthesise", "findings"),
        universes=AT.table("synthesise", "universes"),
        remarks=AT.table("synthesise", "remarks"),
    log:
        AT.log("synthesise"),
    params:
        settings=settings("synthesise"),
    shell:
        "evidence synthesise --settings {params.settings:q} --log {log:q}"


rule qca:
    """Compare the coded cases: which combinations of conditions go with good results."""
    input:
        evidence=AT.table("extract", "items"),
        measured=AT.table("extract", "conditions"),
        codebook=AT.setting("codebook"),
        code=code_of("qca"),
    output:
        cases=AT.table("qca", "cases"),
        truth_table=AT.table("qca", "truth_table"),
        solutions=AT.table("qca", "solutions"),
        chart=AT.table("qca", "chart"),
        necessity=AT.table("qca", "necessity"),
        robustness=AT.table("qca", "robustness"),
    log:
        AT.log("qca"),
    params:
        settings=settings("qca"),
    shell:
        "evidence qca --settings {params.settings:q} --log {log:q}"


rule assess:
    """Say how certain people are of each finding, and whether that judgement still holds."""
    input:
        evidence=AT.table("extract", "items"),
        appraisals=AT.table("appraise", "studies"),
        labels=AT.table("classify", "labels"),
        pools=AT.table("synthesise", "pools"),
        pool_studies=AT.table("synthesise", "pool_studies"),
        pool_analyses=AT.table("synthesise", "pool_analyses"),
        sides=AT.table("synthesise", "sides"),
        findings=AT.table("synthesise", "findings"),
        decisions=[*AT.decisions("certainty"), *AT.decisions("grade")],
        codebook=AT.setting("codebook"),
        propositions=AT.setting("propositions"),
        schemas=[
            "workflow/schemas/tables/certainty.schema.json",
            "workflow/schemas/tables/grade.schema.json",
        ],
        code=code_of("assess"),
    output:
        certainty=AT.table("assess", "certainty"),
        cerqual=AT.table("assess", "cerqual"),
        grade=AT.table("assess", "grade"),
        pool_certainty=AT.table("assess", "pool_certainty"),
        remarks=AT.table("assess", "remarks"),
    log:
        AT.log("assess"),
    shell:
        "evidence assess --log {log:q}"
