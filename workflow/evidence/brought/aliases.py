"""What columns of effects and extracts are called elsewhere: in metafor, RevMan, Covidence, and the spreadsheets of people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.measures import MEASURES
from evidence.written import meant

_ARM = {
    1: ("1", "one", "e", "t", "exp", "experimental", "intervention", "int", "treatment", "treated", "treat", "exposed", "case", "cases", "active"),
    2: ("2", "two", "c", "ctrl", "con", "control", "controls", "comparison", "comparator", "placebo", "unexposed", "usual"),
}  # fmt: skip
_WHAT = {
    "events": ("events", "event", "cases", "successes", "responders", "deaths"),
    "n": (
        "n",
        "total",
        "totals",
        "sample",
        "size",
        "number",
        "participants",
        "randomised",
        "randomized",
        "ss",
    ),
    "mean": ("mean", "means", "m", "average", "avg"),
    "sd": ("sd", "std", "stdev", "deviation"),
    "time": ("persontime", "personyears", "time", "exposure", "py"),
}
_PLAIN = {
    "study_label": (*("study label", "studie", "étude", "estudio"), "study", "study id", "study name", "author year", "author(s) and year", "study or subgroup", "trial", "slab", "author", "authors", "first author", "reference", "citation"),
    "record": ("doi", "pmid", "pubmed id", "citation key", "citekey", "bibtex key", "record id", "covidence #", "key"),
    "outcome_measure": ("outcome", "outcome measure", "measure", "outcome name", "instrument", "scale name"),
    "comparison": ("comparison", "contrast", "intervention vs control", "arms"),
    "timing": ("time point", "timepoint", "follow up", "follow-up", "timing", "time of measurement"),
    "timing_months": ("months", "follow-up (months)", "follow up months", "months of follow-up", "follow-up in months"),
    "effect_type": ("effect type", "effect measure", "metric", "effect size type", "es type", "type of effect"),
    "estimate": ("yi", "es", "effect", "effect size", "effect estimate", "te", "estimate", "beta", "coefficient", "b", "d", "g", "smd", "log odds ratio", "log risk ratio", "or", "rr", "hr"),
    "se": ("sei", "se", "standard error", "std error", "std. err.", "sete", "se(te)", "s.e."),
    "ci_low": ("ci.lb", "ci lower", "lower", "lower ci", "ci low", "ll", "95% ci lower", "lci", "lower limit", "ci start"),
    "ci_high": ("ci.ub", "ci upper", "upper", "upper ci", "ci high", "ul", "95% ci upper", "uci", "upper limit", "ci end"),
    "p_reported": ("p", "p value", "p-value", "pval", "p.value"),
    "n": ("ni", "n", "sample size", "total n", "n total", "overall n"),
    "k_studies": ("k", "number of studies", "studies"),
    "direction": ("direction", "direction of effect", "effect direction"),
    "evidence_role": ("design", "study design", "role"),
    "note": ("notes", "comments", "comment", "remarks"),
    "source": ("url", "link", "source"),
    "extract_id": ("id", "extract", "quote id", "segment id"),
    "effect_id": ("id", "effect id", "es id", "esid", "row id", "row"),
    "case_id": ("case", "case id"),
    "case_name": ("case name", "name of case", "project", "programme"),
    "paraphrase": ("paraphrase", "summary", "text", "segment", "finding"),
    "locator": ("page", "pages", "locator", "location"),
    "code": ("code", "theme"),
}  # fmt: skip
_STUDY = ("study", "studie", "étude", "estudio")  # elsewhere the name of a study, with us a further reference
_METAFOR = {"x1i": "events_1", "x2i": "events_2"}
DERIVED = {"se": (("vi", "sqrt(vi)"), ("variance", "sqrt(variance)"), ("var", "sqrt(var)"))}
"""Columns that follow from another one: what it is called, and how."""
SUMS = {"n_1": ("ai", "bi"), "n_2": ("ci", "di")}


def plain(name: str) -> str:
    """A name of a column as it is compared.

    >>> plain("Std. Err. (log)"), plain("n_treated")
    ('std err log', 'n treated')
    """
    return " ".join(
        re.sub(
            r"[^\w.#%]+|_|(?<!\d)\.|\.(?!\d)",
            " ",
            name.casefold().replace(".lb", " lb").replace(".ub", " ub"),
        ).split()
    )


def arm_column(name: str) -> str:
    """The column of an arm that a name says, as in RevMan's tables; blank where it says none.

    >>> arm_column("Events (experimental)"), arm_column("Control Total"), arm_column("sd1i"), arm_column("Mean age")
    ('events_1', 'n_2', 'sd_1', '')
    """
    if found := _of_metafor().get(name.casefold().strip()):
        return found
    words = re.findall(
        r"[a-z]+|\d",
        name.casefold().replace("person-years", "personyears").replace("person-time", "persontime"),
    )
    arms = {arm for arm, known in _ARM.items() for word in words if word in known}
    whats = {
        what
        for what, known in _WHAT.items()
        for word in words
        if word in known and word not in _ARM[1][5:] + _ARM[2][2:]
    }
    rest = [
        w
        for w in words
        if w not in {"of", "in", "the", "group", "arm", "standard", "no", "with"}
        and not any(w in k for k in (*_ARM.values(), *_WHAT.values()))
    ]
    if len(arms) == 1 and len(whats) > 1:
        whats -= {"n"}  # `number of events`
    return f"{whats.pop()}_{arms.pop()}" if len(arms) == 1 and len(whats) == 1 and not rest else ""


def _of_metafor() -> dict[str, str]:
    """escalc's argument → our column; what escalc has for one sample is not of an arm."""
    found = {
        other: column for measure in MEASURES for way in measure.ways for column, other in way.inputs.items()
        if other and column.endswith(("_1", "_2")) and other not in ("xi", "ni")
    }  # fmt: skip
    return found | _METAFOR


def column_of(name: str, table: Iterable[str]) -> str:
    """The column of a table that another name stands for, the surest first; blank where none is near.

    >>> column_of("ci.lb", ["ci_low", "se"]), column_of("Outcome measur", ["outcome_measure"]), column_of("Weight", ["se"])
    ('ci_low', 'outcome_measure', '')
    """
    columns = list(table)
    own = {plain(column): column for column in columns}
    elsewhere = "study_label" if plain(name) in _STUDY and "study_label" in columns else ""
    arm = arm_column(name)
    if found := elsewhere or own.get(plain(name)) or (arm if arm in columns else ""):
        return found
    for column in columns:
        if rank(name, column) is not None:
            return column
    near = meant(plain(name), [other for other in own if len(other) > 4]) if len(plain(name)) > 4 else ""
    return own[near] if near and _close(plain(name), near) else ""


def rank(name: str, column: str) -> int | None:
    """How sure a name is for a column among its other names, 0 the surest; None where it is none of them."""
    known = [plain(other) for other in _PLAIN.get(column, ())]
    return known.index(plain(name)) if plain(name) in known else None


def _close(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= 88
