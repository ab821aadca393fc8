"""Every count on the pages of the shipped book, worked out again from literature/ and config/ without any code of the package."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

import pandas as pd
import pytest

from ..counts import of_other_size_in
from ..workflow.conftest import built  # noqa: F401 - a fixture is used by its name
from .by_hand import (
    CLAIMS,
    CODEBOOK,
    CONFIG,
    INCLUDED,
    ITEMS,
    NEAREST,
    SCREENED,
    TAKEN,
    WAYS,
    bodies,
    by_direction,
    codes,
    directed,
    records,
    settings,
    sides,
    study_of,
    table,
    units,
    votes,
    with_code,
    work,
)
from .pages import Pages, printed

IDS = [claim["id"] for claim in CLAIMS["propositions"]]
FACET = {facet["id"]: facet for facet in CODEBOOK["facets"]}
LABEL = {
    facet: {code["id"]: code["label"] for code in said.get("codes", [])} for facet, said in FACET.items()
}
FORMS, FIELDS = LABEL["partnership_form"], LABEL["policy_field"]
OUTCOMES = LABEL["outcome_domain"] | LABEL["barriers_enablers"]
COUNTED = ITEMS[~ITEMS.weak]
DIRECTED = directed()
SIGNS = dict(zip(WAYS, "▲▼◆○", strict=True))
FIVE = ("for", "qualifies", "against", "silent", "not_read")


# Worked out when a test asks: every worker reads this file to find the tests.
@cache
def _voting() -> pd.DataFrame:
    return pd.concat([sides(claim).query("counted and side in @TAKEN") for claim in IDS])


@cache
def counted_studies() -> set[str]:
    return set(COUNTED.of) | set(_voting().study)


@cache
def every_work() -> set[str]:
    return {work(key) for key in records().id}


@cache
def sizes() -> dict[str, int]:
    passages = COUNTED[COUNTED.kind == "extract"]
    further = table("case_studies/passage_codes.csv").query(
        "facet in ['outcome_domain', 'barriers_enablers']"
    )
    return {
        "entries": len(records()),
        "works": len(every_work()),
        "included works": len(INCLUDED),
        "included studies": len({study_of(key) for key in INCLUDED}),
        "coded passages and estimates": len(ITEMS),
        "counted passages and estimates": len(COUNTED),
        "counted studies": len(counted_studies()),
        "counted studies with a direction": DIRECTED.of.nunique(),
        "studies that decide": _voting()[_voting().directness == "direct"].study.nunique(),
        "coded cases": ITEMS[ITEMS.kind == "extract"].case_id.nunique(),
        "counted cases": passages.case_id.nunique(),
        "claims": len(IDS),
        "findings": len(IDS),
        "coded themes": len(set(passages.outcome) | set(further[further.extract.isin(passages.item)].code)),
        "drawn themes": table("decisions/themes.csv").theme.nunique(),
    }


@pytest.fixture(scope="module")
def book(built) -> Pages:  # noqa: F811
    return Pages(built.html)


@pytest.fixture(scope="module")
def pdf(built) -> str:  # noqa: F811
    return printed(built.html / "_static/briefing.pdf")


@pytest.fixture(scope="module")
def data(built):  # noqa: F811
    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(built.html / "_static/data" / name, dtype=str, keep_default_na=False)

    return read


def test_every_population_of_the_page_of_methods_by_hand(book) -> None:
    said = {name.lower(): int(n.replace(",", "")) for name, _, n in book["methods"].table("populations")}
    assert said == sizes() | {"groups of like results": _like_results()}


def test_equal_names_have_equal_numbers_on_every_page_and_in_print(book, pdf) -> None:
    wrong = {
        name: found
        for name in book.names
        if (found := of_other_size_in(book[name].words.split("\n"), sizes()))
    }
    assert len(book.names) > 40 and wrong == {}
    assert of_other_size_in([pdf], sizes()) == []


# --- home, and every computed sentence -------------------------------------------------------------------------------


def _verdict(claim: str) -> str:
    """Which way the test of a claim leans; none where it lacks what it needs."""
    rule = next(p["rule"] for p in CLAIMS["propositions"] if p["id"] == claim)
    if rule["kind"] == "balance":
        said = votes(sides(claim))
        n = said["for"] + said["against"]
        if not n:
            return "between" if said["qualifies"] else "none"
        return next((side for side in ("for", "against") if 3 * said[side] >= 2 * n), "between")
    if rule["kind"] == "share":
        having, of = _share(rule)
        return "for" if len(having) / len(of) < rule["below"] else "against"
    return "none" if _short_of(rule) else "?"


def _share(rule: dict) -> tuple[set[str], set[str]]:
    """Included studies of the designs that a share is of, but for those known from certain files alone, and those that have it."""
    (claim,) = [p for p in CLAIMS["propositions"] if p["rule"] == rule]
    designs = codes("study_design")
    files: dict[str, set[str]] = defaultdict(set)
    for row in records().itertuples():
        files[study_of(row.id)].add(row.file)
    of = {
        study_of(name)
        for name in INCLUDED
        if designs[name] & set(rule["of"]["design"]) and not files[study_of(name)] <= set(claim["not_from"])
    }
    met = COUNTED[
        COUNTED.outcome.eq(rule["having"]["outcome"]) & COUNTED.evidence_role.isin(rule["having"]["role"])
    ]
    return set(met.of) & of, of


def _short_of(rule: dict) -> list[int]:
    """What a test of cases found where that is too little, in the order in which the book says it; nothing where it is enough."""
    if rule["kind"] == "contrast":
        first, having = units(rule["group"]["where"]), units(rule["having"])
        second = units(rule["against"]["where"]) - first
        n = len(having & (first | second))
        short = min(len(first), len(second)) < rule["minimum"] or n < rule["minimum_having"]
        return [len(first), len(second), n, rule["minimum"], rule["minimum_having"]] if short else []
    if rule["kind"] == "cooccurrence":
        found = [len(units(rule[name])) for name in ("first", "second")]
        return [*found, rule["minimum_each"]] if min(found) < rule["minimum_each"] else []
    if rule["kind"] == "trend":
        found = [len(units({**rule["within"], **step["where"]})) for step in rule["steps"]]
        return [*found, rule["minimum_each"]] if min(found) < rule["minimum_each"] else []
    assert rule["kind"] == "diversity"
    every = set().union(*(units(state["where"]) & _named() for state in rule["states"]))
    return [len(every), rule["minimum"]] if len(every) < rule["minimum"] else []


def _named() -> set[str]:
    """Cases and studies that bear on the claim of diversity."""
    bears = COUNTED[COUNTED.propositions.str.split(";").map(lambda said: "P12" in said)]
    return set(bears.case_id.where(bears.case_id != "", bears.of))


def test_every_number_of_a_test_that_lacks_something_by_hand(data) -> None:
    found = data("findings.csv").set_index("proposition")
    for claim in CLAIMS["propositions"]:
        rule, missing = claim["rule"], found.missing[claim["id"]]
        if rule["kind"] not in ("balance", "share"):
            assert list(map(int, re.findall(r"\d+", missing))) == _short_of(rule), claim["id"]
        elif _verdict(claim["id"]) == "none":
            how = Counter(near for _, near in bodies(sides(claim["id"])))
            near = [how[word] for word in ("related", "one_arm", "proxy") if how[word]]
            assert list(map(int, re.findall(r"\d+", missing))) == near, claim["id"]


def test_every_count_of_a_computed_sentence_by_hand(data) -> None:
    """The values of sentences of the home page, the pages of claims, in plain words and in print, by the names of their slots."""
    leans = Counter(map(_verdict, IDS))
    of_source = {claim for point in CLAIMS["seed"]["points"] for claim in point["claims"]}
    fields = Counter(code for name in INCLUDED for code in codes("policy_field")[name])
    everywhere = {
        "claims": len(IDS), "n_claims": len(IDS), "of_claims": len(IDS), "findings": len(IDS), "judged": 0,
        "appraised": 0, "counted_studies": sizes()["counted studies"], "read": 0, "included": len(INCLUDED),
        "studies": sizes()["included studies"], "works": len(every_work()), "entries": len(records()),
        "files": records().file.nunique(), "items": len(ITEMS), "shown": int(ITEMS.weak.sum()),
        "searches": len(settings("searches.yaml")["searches"]),
        "with_strategy": sum(bool(s.get("strategy")) for s in settings("searches.yaml")["searches"]),
        "n_lean_for": leans["for"], "n_between": leans["between"], "n_lean_against": leans["against"],
        "leaning": leans["for"] + leans["against"], "alone": sum(_behind(claim) == 1 and _verdict(claim) != "between" for claim in IDS),
        "n_not_tested": leans["none"], "n_from_source": len(of_source), "n_added": len(IDS) - len(of_source),
    }  # fmt: skip
    checked = Counter()
    for row in data("sentences.csv").itertuples():
        if "confounded" in row.id:
            continue  # counts of those of whom a code is known
        values = dict(re.findall(r"(?:^|; )(\w+)=(\d+)(?=;|$)", row.values))
        claim = next((p for p in re.findall(r"P\d+", row.id) if p in IDS), None)
        own = dict(everywhere)
        if claim:
            said, direct = Counter(sides(claim).query("counted").side), votes(sides(claim))
            own = {f"n_{side}": said[side] for side in FIVE} | {
                f"direct_{side}": direct[side] for side in TAKEN
            }
            own["indirect"] = sum(near != "direct" for _, near in bodies(sides(claim)))
            if row.id.startswith(("plain-", "known-")):
                own |= {f"n_{side}": direct[side] for side in TAKEN}  # these tell of what decides
            if claim == "P1":
                having, of = _share(CLAIMS["propositions"][0]["rule"])
                own |= {"having": len(having), "of": len(of), "tested": len(of)}
        if row.id.startswith("replication"):
            own = _re_test()
        elif row.id.startswith("answer-"):
            own = _of_place(*row.id.split("-", 2)[1:])
        elif row.id in ("plain-asked", "plain-works", "plain-rule"):
            own["claims"], own["added"] = everywhere["n_from_source"], everywhere["n_added"]
        elif row.id == "plain-gaps":
            own = {
                "of": len(_clear("partnership_form")) * len(_clear("policy_field")),
                "empty": _empty_cells(),
            }
        elif row.id in ("open-certainty", "plain-certainty"):
            own |= {"n": len(IDS), "of": len(IDS)}
        elif row.id == "evidence-pooled":
            own |= {"groups": _like_results()}
        if row.id == "evidence-items":
            own |= {"counted": len(COUNTED), "of_included": int(ITEMS.work.isin(INCLUDED).sum())}
        elif row.id == "trust-appraised":
            own["counted"] = sizes()["counted studies"]
        for name, n in values.items():
            if name in own:
                assert int(n) == own[name], (row.id, name, n, own[name])
                checked[name] += 1
    assert {
        "n_for",
        "n_lean_for",
        "counted",
        "entries",
        "having",
        "indirect",
        "findings_kept",
        "one_arm",
        "empty",
        "alone",
        "few",
        "of_included",
    } <= set(checked)
    (top,) = data("sentences.csv").query("id == 'evidence-fields'").text
    assert re.findall(r"\((\d+)\)", top) == [str(n) for _, n in fields.most_common(2)]


def _behind(claim: str) -> int | None:
    """Direct bodies of evidence on the side to which a claim leans, all of them where it leans to none; None for a test by numbers."""
    (rule,) = [p["rule"]["kind"] for p in CLAIMS["propositions"] if p["id"] == claim]
    if rule != "balance":
        return None
    said = votes(sides(claim))
    return (
        said[_verdict(claim)] if _verdict(claim) in ("for", "against") else sum(said[side] for side in TAKEN)
    )


def _re_test() -> dict[str, int]:
    """What became of the points of the source: all of the tested claims of a point lean towards it, away from it, or differ."""
    states = Counter()
    for point in CLAIMS["seed"]["points"]:
        tested = {lean for lean in map(_verdict, point["claims"]) if lean != "none"}
        name = {frozenset(): "untested", frozenset({"for"}): "kept", frozenset({"against"}): "turned"}
        states[point["kind"], name.get(frozenset(tested), "weakened")] += 1
        states["tested"] += bool(tested)
        states["partly"] += bool(tested) and "none" in map(_verdict, point["claims"])
        behind = [_behind(claim) for claim in point["claims"] if _verdict(claim) != "none"]
        states["few"] += (
            bool(behind) and None not in behind and max(behind) < CLAIMS["defaults"]["minimum_studies"]
        )
    own = {name: states[name] for name in ("tested", "partly", "few")}
    for kind in ("finding", "implication", "context"):
        each = {state: states[kind, state] for state in ("kept", "weakened", "turned", "untested")}
        own |= {f"{kind}s": sum(each.values())} | {f"{kind}s_{state}": n for state, n in each.items()}
    return own


def _of_place(role: str, rest: str) -> dict[str, int]:
    """Included works and their studies, those that compare and those that do not, of the form or field of an answer page."""
    facet = {"form": "partnership_form", "field": "policy_field"}[role]
    (code,) = [code for code in _clear(facet) if re.fullmatch(f"{code.replace('_', '-')}-[a-z_]+", rest)]
    works = [name for name in INCLUDED if code in codes(facet)[name]]
    tally, apart = _compared(facet, code)
    return {
        "works": len(works),
        "studies": len({study_of(name) for name in works}),
        "compared": sum(tally.values()),
        "one_arm": apart,
        "of": len(IDS),
    }


def _empty_cells() -> int:
    """Cells of the map without an included work and without a counted row."""
    form, field = codes("partnership_form"), codes("policy_field")
    filled = {(a, b) for name in INCLUDED for a in form[name] for b in field[name]}
    filled |= {
        (a, b)
        for row in COUNTED.itertuples()
        for a in row.partnership_form.split(";")
        for b in row.policy_field.split(";")
    }
    return sum((a, b) not in filled for a in _clear("partnership_form") for b in _clear("policy_field"))


def _like_results() -> int:
    """Groups of outcome rows of one role, outcome and kind, and of one measure and comparison where there is an estimate."""
    alike = {
        name: head for head, names in CONFIG["synthesise"]["alike_comparisons"].items() for name in names
    }
    rows = ITEMS[ITEMS.kind == "effect"].copy()
    rows["measure"] = (
        rows.outcome_measure.str.casefold().str.split().str.join(" ").where(rows.estimate != "", "")
    )
    rows["compared"] = rows.comparison.replace(alike).where(rows.estimate != "", "")
    return rows.groupby(["evidence_role", "outcome", "effect_type", "measure", "compared"]).ngroups


def test_the_tiles_of_the_home_page_by_hand(book) -> None:
    leans = Counter(map(_verdict, IDS))
    numbers = {
        leans["for"],
        leans["none"],
        len(IDS),
        sizes()["included studies"],
        len(INCLUDED),
        len(every_work()),
    }
    for tile in book["index"].at('.//li[@class="tile"]'):
        assert set(map(int, re.findall(r"\d+", tile))) <= numbers, tile


def test_the_strip_by_hand_where_it_stands(book, pdf) -> None:
    said = [
        f"0 of {len(INCLUDED)} included works",
        f"0 of {len(counted_studies())} counted studies",
        f"0 of {len(IDS)} findings",
    ]
    for where in (book["index"].words, book["summary"].words, pdf):
        assert all(words in where for words in said)


# --- forms and fields ------------------------------------------------------------------------------------------------


def _compared(facet: str, code: str) -> tuple[dict[str, int], int]:
    """Studies of a code that compare one thing with another, by direction, and how many tell of it without comparing."""
    rows = with_code(DIRECTED, facet, code)
    compare = rows[(rows.kind == "effect") & (rows.comparison != "")]
    return by_direction(compare), len(set(rows.of) - set(compare.of))


PAGES = {
    "forms": ("form", "partnership_form", "policy_field"),
    "fields": ("field", "policy_field", "partnership_form"),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_drawing_of_forms_and_fields_by_hand(book, page) -> None:
    name, facet, _ = PAGES[page]
    found = []
    for code in _clear(facet):
        if any(code in codes(facet)[name] for name in INCLUDED):
            tally, apart = _compared(facet, code)
            n = sum(tally.values())
            told = ", ".join(f"{tally[way]} {'no difference' if way == 'none' else way}" for way in WAYS)
            alone = f"; with one arm alone {apart}" if apart else ""
            found.append(
                f"{LABEL[facet][code]}: {n} {'study compares' if n == 1 else 'studies compare'}: {told}{alone}"
            )
    assert book[page].described(f"directions-{name}") == ". ".join(found)


@pytest.mark.parametrize("page", PAGES)
def test_the_table_of_forms_and_fields_by_hand(book, page) -> None:
    name, facet, other = PAGES[page]
    own = {}
    for code, label in LABEL[facet].items():
        for against, theirs in LABEL[other].items():
            rows = with_code(with_code(DIRECTED, facet, code), other, against)
            for outcome, mine in rows.groupby("outcome"):
                tally = by_direction(mine)
                own[label, theirs, OUTCOMES[outcome]] = [*map(str, tally.values()), str(mine.of.nunique())]
    said = {tuple(row[:3]): row[3:] for row in book[page].table(f"directions-{name}-table")}
    assert said == own and len(said) > 100


@pytest.mark.parametrize("page", PAGES)
def test_the_works_of_each_form_and_field_by_hand(book, page) -> None:
    _, facet, _ = PAGES[page]
    tally = Counter(code for name in INCLUDED for code in codes(facet)[name])
    found = re.findall(r"^(\d+) included works? with this code", book[page].words, flags=re.M)
    assert list(map(int, found)) == [tally[code] for code in LABEL[facet]]


# --- directions ------------------------------------------------------------------------------------------------------


def test_the_standfirst_of_directions_by_hand(book) -> None:
    tally = by_direction(DIRECTED)
    clear = tally["positive"] + tally["negative"]
    assert re.search(
        rf"Of {clear} counted studies with a clear direction, {tally['positive']} point to benefit \({100 * tally['positive'] / clear:.0f} per cent.*"
        rf"{tally['mixed']} more are mixed and {tally['none']} find no difference",
        book["directions"].words,
    )


def test_the_sign_tests_by_hand(book) -> None:
    page = book["directions"]
    assert [row[1:5] for row in page.table("signs-all-studies")] == [
        [*map(str, by_direction(DIRECTED).values())]
    ]
    by_outcome = {OUTCOMES[code]: by_direction(own) for code, own in DIRECTED.groupby("outcome")}
    assert {row[0]: row[1:5] for row in page.table("signs-outcome")} == _shown(by_outcome)
    for facet in ("partnership_form", "mandate", "orientation", "scale_or_scope", "sectors", "policy_field"):
        groups = {
            label: by_direction(own)
            for code, label in LABEL[facet].items()
            if len(own := with_code(DIRECTED, facet, code))
        }
        assert {row[0]: row[1:5] for row in page.table(f"signs-{facet}")} == _shown(groups), facet


def _shown(groups: dict[str, dict[str, int]]) -> dict[str, list[str]]:
    return {name: list(map(str, tally.values())) for name, tally in groups.items()}


# --- claims ----------------------------------------------------------------------------------------------------------


def test_the_list_of_claims_by_hand(book) -> None:
    for row in book["findings/index"].table("claims"):
        claim = row[0]
        said, direct = Counter(sides(claim).query("counted").side), votes(sides(claim))
        assert row[3] == " / ".join(str(direct[side]) for side in FIVE[:3]), claim
        assert row[4:9] == [str(said[side]) for side in FIVE], claim


@pytest.mark.parametrize("claim", IDS)
def test_the_page_of_a_claim_by_hand(book, claim) -> None:
    page, rows, ident = book[f"findings/{claim.lower()}"], sides(claim), claim.lower()
    said = Counter(rows[rows.counted].side)
    words = ("for", "qualifying", "against", "silent", "not read")
    assert ", ".join(f"{said[side]} {word}" for side, word in zip(FIVE, words, strict=True)) in page.words
    how = Counter((near, side) for side, near in bodies(rows))
    nears = [near for near in NEAREST if near == "direct" or any(n == near for n, _ in how)]
    assert [row[2:] for row in page.table(f"directness-{ident}")] == [
        [str(how[near, side]) for side in FIVE[:3]] for near in nears
    ]
    assert len(page.table(f"sides-{ident}")) == rows.counted.sum()


# --- appraisal, checklists, certainty --------------------------------------------------------------------------------


def test_appraisal_and_kinds_of_source_by_hand(book) -> None:
    assert f"No counted study of {len(counted_studies())} has an answer" in book["undone"].words
    book_of_codes = settings("codebook.yaml")
    labels = {
        one["id"]: one["label"] for kind in ("evidence_roles", "source_types") for one in book_of_codes[kind]
    }
    rows = ITEMS[ITEMS.why != "claim"]
    kind = rows.source_type.where(rows.kind == "extract", rows.evidence_role).map(labels)
    own = {name: [str((~own.weak).sum()), str(own.weak.sum())] for name, own in rows.groupby(kind)}
    assert {row[0]: row[1:] for row in book["profile"].table("source-classes")} == own


def test_the_worksheet_of_appraisal_leaves_no_study_out(built) -> None:  # noqa: F811
    done = built.evidence("worksheet", "appraisal")
    asked = {study_of(line.split(",")[0]) for line in done.stdout.splitlines()[1:]}
    nameless = {name for name in counted_studies() if name not in {study_of(key) for key in records().id}}
    assert asked == counted_studies() - nameless
    assert (
        len(nameless) == 1 and "1 counted study has no record to be named by: UK contract data" in done.stderr
    )


def test_the_checklists_by_hand(book) -> None:
    said = book["checklists"].words
    searches = settings("searches.yaml")["searches"]
    lacking = {
        name: sum(not s.get(name) for s in searches) for name in ("date", "strategy", "limits", "platform")
    }
    readers = {name: table(f"decisions/{name}.csv").reviewer.nunique() for name in ("screening", "coding")}
    excluded = [name for name, decision in SCREENED.items() if decision == "exclude"]
    coded = set(table("decisions/coding.csv").record.map(work))
    for words in (
        f"The source of each of {records().file.nunique()} files is named",
        f"date of the last search: not given for {lacking['date']} of {len(searches)} sources",
        f"full strategy: not given for {lacking['strategy']} of {len(searches)} sources",
        f"limits and restrictions: not given for {lacking['limits']} of {len(searches)} sources",
        f"platform: not given for {lacking['platform']} of {len(searches)} sources",
        f"Screening by {readers['screening']} readers",
        f"Coding by {readers['coding']} readers",
        f"{len(LABEL['outcome_domain'])} outcome domains, defined",
        f"{len(FACET)} facets",
        f"{len(excluded)} of {len(excluded)} excluded works with a reason",
        f"{len(INCLUDED & coded)} of {len(INCLUDED)} included works coded by a reader",
        f"0 of {len(counted_studies())} counted studies appraised",
        f"{len(ITEMS)} rows, each with its study",
        f"{len(ITEMS)} coded passages and estimates",
        f"{len(IDS)} findings with their studies",
        f"{len(IDS)} of {len(IDS)} verdicts tried",
        f"0 of {len(IDS)} findings judged for certainty",
        f"{len(records())} entries, file by file",
        f"{len(records()) - len(every_work())} duplicates, each with its reason",
        f"{ITEMS.weak.sum()} rows are shown and not counted",
        f"{table('decisions/themes.csv').theme.nunique()} themes were drawn",
        f"grouped by {len(IDS)} claims",
        f"1 of {_like_results()} groups of like results pooled",
    ):
        assert words in said, words


def test_the_sums_of_the_checklists_by_their_own_marks(book) -> None:
    page = book["checklists"]
    marks = Counter()
    idents = [i.removesuffix("-caption") for i in page.body.xpath(".//caption/@id") if i.startswith("items-")]
    for ident, (name, *cells) in zip(idents, page.table("checklists"), strict=True):
        own = Counter(row[0].split()[-1] for row in page.table(ident))
        n = sum(own.values())
        assert cells == [
            str(own["Met"]),
            str(own["Missing"]),
            str(n - own["Met"] - own["Missing"]),
            str(n),
        ], name
        marks += own
    total = sum(marks.values())
    assert f"Of {total} items, {marks['Met']} are met, {marks['Missing']} are missing" in page.words


def test_that_nobody_judged_a_certainty_by_hand(book) -> None:
    themes = table("decisions/themes.csv").theme.nunique()
    assert (
        f"Nobody has judged the certainty of any of {len(IDS)} findings or {themes} themes"
        in book["undone"].words
    )


# --- search and selection, profile, explorer, limits, methods --------------------------------------------------------


def test_the_flow_by_hand(book) -> None:
    fates = Counter(SCREENED[name] for name in every_work())
    reasons = Counter(
        row.reason
        for row in table("decisions/screening.csv").drop_duplicates("record", keep="last").itertuples()
        if row.decision == "exclude"
    )
    directions = (ITEMS.effect_type == "direction_only").sum()
    effects, passages = (ITEMS.kind == "effect").sum(), (ITEMS.kind == "extract").sum()
    own = {
        "Entries in the export files": len(records()),
        "Set aside because they could not be used": 0,
        "Duplicates of another entry": len(records()) - len(every_work()),
        "Works screened": len(every_work()),
        **{f"Excluded: {why}": n for why, n in reasons.items()},
        "Kept as background": fates["background"],
        "Not yet decided": 0,
        "Included without their full text having been sought": len(INCLUDED),  # no basis is the full text
        "Works included": len(INCLUDED),
        "Studies in the included works": sizes()["included studies"],
        "Coded passages of cases": passages,
        "Outcome rows with a figure": effects - directions,
        "Outcome rows with a direction only": directions,
    }
    said = {row[0]: int(row[2].replace(",", "")) for row in book["selection"].table("prisma-table")}
    assert said == own and sum(reasons.values()) == fates["exclude"]


def test_what_each_file_brought_by_hand(book) -> None:
    for name, _, entries, aside, duplicates, first, included in book["selection"].table("files"):
        own = records()[records().file == name]
        assert (int(entries), int(aside)) == (len(own), 0), name
        assert int(duplicates) + int(first) == len(own), name
        assert int(included) == len({work(key) for key in own.id} & INCLUDED), name
    rows = book["selection"].table("files")
    assert sum(int(row[5]) for row in rows) == len(every_work()) and len(rows) == records().file.nunique()


@pytest.mark.parametrize("facet", ["study_design", "country"])
def test_the_profile_by_hand(book, facet) -> None:
    by_study: dict[str, set[str]] = defaultdict(set)
    for name in INCLUDED:
        by_study[study_of(name)] |= codes(facet)[name]
    tally = Counter(code for own in by_study.values() for code in own)
    own = {LABEL[facet].get(code, code): n for code, n in tally.items()}
    own["Not stated"] = sum(not said for said in by_study.values())
    said = {name: int(n) for name, n in book["profile"].table(f"counts-{facet}")}
    assert said == {name: n for name, n in own.items() if n}
    assert f"{len(by_study)} included studies" in book["profile"].words


def _years() -> dict[str, str]:
    """Work → its year, of whichever of its entries has one."""
    found: dict[str, str] = {}
    for row in records().itertuples():
        found[work(row.id)] = found.get(work(row.id)) or (re.findall(r"\d{4}", row.year) or [""])[0]
    return found


def test_the_years_by_hand(book) -> None:
    tally = Counter((year, SCREENED[name]) for name, year in _years().items() if year)
    for year, included, background, excluded, every in book["profile"].table("years"):
        own = [tally[year, fate] for fate in ("include", "background", "exclude")]
        assert [int(included), int(background), int(excluded), int(every)] == [*own, sum(own)], year
    undated = sum(not year for year in _years().values())
    assert f"{undated} of {len(every_work())} works have no year" in book["profile"].words


def test_the_list_of_works_and_cases_by_hand(book) -> None:
    fates = Counter(SCREENED[name] for name in every_work())
    said = book["works"].words
    assert (
        f"{len(every_work())} works: {fates['include']} included, {fates['background']} kept as background, {fates['exclude']} excluded "
        f"and 0 not yet decided; and {sizes()['coded cases']} coded cases"
    ) in said
    assert f"{sizes()['included studies']} included studies" in said and "Every study" not in said


def test_the_limits_by_hand(book) -> None:
    filled: dict[str, set[str]] = defaultdict(set)
    for row in records().itertuples():
        filled[work(row.id)] |= {name for name in ("abstract", "doi") if getattr(row, name).strip()}
    without = {name: sum(name not in has for has in filled.values()) for name in ("abstract", "doi")}
    undated = sum(not year for year in _years().values())
    said = book["limits"].words
    assert (
        f"Of {len(every_work())} works, {len(every_work()) - without['abstract']} have a summary in our own words and {without['abstract']} have none "
        f"at all; {without['doi']} show no DOI and {undated} no year"
    ) in said
    assert (
        f"Of {len(counted_studies())} counted studies, {len(counted_studies())} have not been appraised"
        in said
    )


def test_what_is_not_counted_on_the_page_of_methods_by_hand(book) -> None:
    why = ITEMS[ITEMS.weak].why.replace({"claim": "a statement of the briefing under test"}).value_counts()
    for reason, n in why.items():
        assert f"{reason}: {n}" in book["methods"].words


def test_the_facets_of_the_page_of_methods_by_hand(book) -> None:
    said = {row[0]: row[2] for row in book["methods"].table("facets")}
    assert said == {f["label"]: str(len(f.get("codes", [])) or "free") for f in CODEBOOK["facets"]}


def test_cases_and_themes_by_hand(book) -> None:
    passages = ITEMS[ITEMS.kind == "extract"]
    assert (
        f"{len(passages)} coded passages from {passages.case_id.nunique()} coded cases" in book["cases"].words
    )
    assert f"appear in {sizes()['counted cases']} counted cases" in book["themes"].words
    assert f"{passages.case_id.nunique()} coded cases carry" in book["framework"].words


# --- the map ---------------------------------------------------------------------------------------------------------


def _cell(rows: pd.DataFrame) -> str:
    tally = by_direction(rows) if len(rows) else {}
    return " ".join(f"{SIGNS[way]}{n}" for way, n in tally.items() if n)


def test_the_map_by_hand(book) -> None:
    page, form, field = book["map"], codes("partnership_form"), codes("policy_field")
    shown, columns = (_clear(facet) for facet in ("partnership_form", "policy_field"))
    *rows, sums = page.table("gap-map")
    assert [row[0] for row in rows] == [FORMS[code] for code in shown]
    placed = {name for name in INCLUDED if form[name] & set(shown) and field[name] & set(columns)}
    for code, (_, *cells, total) in zip(shown, rows, strict=True):
        assert int(total) == sum(code in form[name] for name in placed), code
        for column, cell in zip(columns, cells, strict=True):
            n = sum(code in form[name] and column in field[name] for name in INCLUDED)
            here = with_code(with_code(DIRECTED, "partnership_form", code), "policy_field", column)
            assert cell == f"{n} {_cell(here)}".strip() if n else not cell[:1].isdigit(), (code, column, cell)
    assert sums[1:] == [
        *(str(sum(code in field[name] for name in placed)) for code in columns),
        str(len(placed)),
    ]
    assert f"{len(INCLUDED)} works are included. {len(placed)} of them have a place on this map" in page.words


def _clear(facet: str) -> list[str]:
    """The codes of a facet but the one that says that it cannot be told."""
    return [code["id"] for code in FACET[facet]["codes"] if not code.get("abstain")]


def test_the_map_by_outcome_by_hand(book) -> None:
    rows = book["map"].table("outcome-map")
    outcomes = [code for code in OUTCOMES if code in set(DIRECTED.outcome)]
    for name, *cells in rows:
        (code,) = [code for code, label in FORMS.items() if label == name]
        for outcome, cell in zip(outcomes, cells, strict=True):
            here = with_code(DIRECTED[DIRECTED.outcome == outcome], "partnership_form", code)
            assert cell == (f"{here.of.nunique()} {_cell(here)}" if len(here) else "none"), (name, outcome)


# --- four pages in print ---------------------------------------------------------------------------------------------


def test_the_pages_in_print_by_hand(pdf) -> None:
    for claim in IDS:
        said = Counter(sides(claim).query("counted").side)
        told = zip(
            ("for", "against", "qualifies", "silent", "not_read"),
            ("for", "against", "qualifying", "silent", "not read"),
            strict=True,
        )
        line = " · ".join(f"{said[side]} {word}" for side, word in told) + f" · the studies of {claim}"
        row = " ".join(str(said[side]) for side in FIVE)
        assert line in pdf or re.search(rf"\b{claim} [A-Z].{{0,340}}?[a-z]\. {row}\b", pdf), claim
