"""Ingest: database exports come in; records, quarantine, remarks and counts go out.

Reads `literature/records/` and `ingest` in config.yaml.
"""


rule ingest:
    """Read every export and set aside what cannot be used."""
    input:
        exports=AT.exports,
        code=code_of("ingest"),
    output:
        records=AT.table("ingest", "records"),
        quarantine=AT.table("ingest", "quarantine"),
        remarks=AT.table("ingest", "remarks"),
        counts=AT.table("ingest", "counts"),
    log:
        AT.log("ingest"),
    params:
        settings=settings("ingest"),
    shell:
        "evidence ingest --settings {params.settings:q} --log {log:q}"
