"""From literature records to an evidence briefing that can be checked.

The stages, in the order the data flows, one file each under workflow/rules/:
ingest → deduplicate → screen → classify → extract → appraise → synthesise → assess → brief → publish
"""

import json
import os

from snakemake.utils import min_version

from evidence.codebook import load_codebook
from evidence.config import load_checked
from evidence.console import FRAMED, fail
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.provenance import code_of
from evidence.setting_names import check_names

min_version("9.0")

AT = Layout()
try:
    settings_given, lines = load_checked(AT.setting("config"), "config")
    check_names(
        settings_given, lines, load_codebook(AT.setting("codebook")), AT.setting("config")
    )
    config.update(settings_given)
except UserError as error:
    fail(error)

BIBLIOGRAPHY = [
    AT.table("ingest", "records"),
    AT.table("deduplicate", "works"),
    AT.table("deduplicate", "memberships"),
    AT.table("screen", "screening"),
]


def settings(*sections):
    """The settings that one rule uses, so that editing others does not rerun it.

    Given by a function, because Snakemake takes braces in a text for wildcards.
    """
    chosen = {name: config.get(name, {}) for name in sections}
    text = json.dumps(
        chosen if len(sections) > 1 else chosen[sections[0]], sort_keys=True
    )
    return lambda wildcards: text


def book_sources():
    """Hand-written pages, styles and extensions; nothing that was built."""
    files = sorted(path for path in Path("book").rglob("*") if path.is_file())
    return [p for p in files if not {"_build", "__pycache__"} & set(p.parts)]


include: "workflow/rules/ingest.smk"
include: "workflow/rules/deduplicate.smk"
include: "workflow/rules/screen.smk"
include: "workflow/rules/classify.smk"
include: "workflow/rules/extract.smk"
include: "workflow/rules/synthesise.smk"


TABLES = [
    out
    for rule in workflow.rules
    for out in rule.output
    if str(out).endswith(".parquet")
]


include: "workflow/rules/brief.smk"


rule all:
    default_target: True
    input:
        AT.html / "index.html",
        TABLES,  # so that a lost results/ is made again, though the book stands


onsuccess:
    # `evidence build` prints the report itself, also where nothing had to be done
    if FRAMED not in os.environ:
        shell("evidence report")
