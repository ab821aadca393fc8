"""Screen: works and people's decisions come in; screening and the ledger of every entry go out.

Reads `literature/decisions/screening*.csv`.
"""


rule screen:
    """Apply people's screening decisions; list the works that nobody has decided on."""
    input:
        records=AT.table("ingest", "records"),
        quarantine=AT.table("ingest", "quarantine"),
        works=AT.table("deduplicate", "works"),
        memberships=AT.table("deduplicate", "memberships"),
        decisions=AT.decisions("screening"),
        schema="workflow/schemas/tables/screening.schema.json",
        code=code_of("screen"),
    output:
        screening=AT.table("screen", "screening"),
        ledger=AT.table("screen", "ledger"),
        remarks=AT.table("screen", "remarks"),
        agreement="results/screen/agreement.json",
    log:
        AT.log("screen"),
    shell:
        "evidence screen --log {log:q}"
