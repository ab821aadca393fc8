"""Deduplicate: records come in; works, memberships, links, comparisons and open questions go out.

Reads `literature/decisions/duplicates*.csv`, `literature/known_works.csv` where there is one, and `deduplicate` in config.yaml.
"""


rule deduplicate:
    """Join records of one publication into works, and works of one study into studies."""
    input:
        records=AT.table("ingest", "records"),
        decisions=AT.decisions("duplicates"),
        known=AT.known_works,
        schemas=[
            "workflow/schemas/tables/duplicates.schema.json",
            "workflow/schemas/tables/known_works.schema.json",
        ],
        code=code_of("deduplicate"),
    output:
        works=AT.table("deduplicate", "works"),
        memberships=AT.table("deduplicate", "memberships"),
        study_links=AT.table("deduplicate", "study_links"),
        links=AT.table("deduplicate", "links"),
        maybe=AT.table("deduplicate", "maybe"),
        comparisons=AT.table("deduplicate", "comparisons"),
        remarks=AT.table("deduplicate", "remarks"),
        # Kept from the last run, so that what was compared then is not compared again.
        memory=update(AT.table("deduplicate", "memory")),
    log:
        AT.log("deduplicate"),
    params:
        settings=settings("deduplicate"),
    shell:
        "evidence deduplicate --settings {params.settings:q} --log {log:q}"
