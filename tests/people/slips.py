"""What people do to tables and settings, a slip each, and the words that the message about it must hold.

The words are a person's own judgement of what somebody who has never seen the product has to be told: file and line,
column, what stands there, what is allowed, what to do.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_BCG = Path(__file__).resolve().parents[1] / "topics" / "bcg"
SCREENING = "literature/decisions/screening.csv"
CODING = "literature/decisions/coding.csv"
APPRAISAL = "literature/decisions/appraisal.csv"
SIDES = "literature/decisions/sides.csv"
CERTAINTY = "literature/decisions/certainty.csv"
PAIRS = "literature/decisions/duplicates.csv"
EFFECTS = "literature/effects/effects.csv"
EXTRACTS = "literature/case_studies/extracts.csv"
CONFIG, BOOK, CLAIMS = (f"config/{name}.yaml" for name in ("config", "codebook", "propositions"))

BESIDE = {
    APPRAISAL: "record,tool,item,answer,note,reviewer,date\naronson1948,MMAT 2018,category,2,,anna,1994-03-03\n"
    "aronson1948,MMAT 2018,2.1,yes,,anna,1994-03-03\n",
    SIDES: "record,proposition,side,reason,reviewer,date\ntpt1980,B2,for,as it says,anna,1994-03-03\n",
    CERTAINTY: "proposition,level,reason,evidence_hash,reviewer,date\nB1,low,few trials,abc,anna,1994-03-03\n",
    PAIRS: "record_a,record_b,decision,relation,reason,reviewer,date\naronson1948,ferguson1949,distinct,,two trials,anna,1994-03-03\n",
}
"""Tables that the small review lacks."""


@dataclass(frozen=True)
class Slip:
    """`does` something to the review in a folder; `says` are words of the message, `code` the exit."""

    name: str
    does: Callable[[Path], None]
    says: tuple[str, ...]
    code: int = 3
    never: tuple[str, ...] = field(default=())


def text(file: str, change: Callable[[str], str], encoding: str = "utf-8") -> Callable[[Path], None]:
    def does(folder: Path) -> None:
        path = folder / file
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before or encoding != "utf-8", file
        path.write_bytes(after.encode(encoding))

    return does


def swap(file: str, old: str, new: str, count: int = 1) -> Callable[[Path], None]:
    def change(before: str) -> str:
        assert old in before, (file, old)
        return before.replace(old, new, count)

    return text(file, change)


def head(file: str, change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def on(before: str) -> str:
        first, rest = before.split("\n", 1)
        return ",".join(change(first.split(","))) + "\n" + rest

    return text(file, on)


def row(file: str, line: str) -> Callable[[Path], None]:
    """One more row at the end."""
    return text(file, lambda before: f"{before}{line}\n")


def cell(file: str, column: str, value: str, line: int = 2) -> Callable[[Path], None]:
    """Another value in a cell; it is quoted as a spreadsheet does."""

    def on(before: str) -> str:
        lines = before.split("\n")
        at = lines[0].split(",").index(column)
        cells = lines[line - 1].split(",")
        cells[at] = f'"{value}"' if set(value) & set(',"\n') else value
        lines[line - 1] = ",".join(cells)
        return "\n".join(lines)

    return text(file, on)


def workbook(file: str, instead_of: str = "") -> Callable[[Path], None]:
    """The table as an Excel workbook under the name `file`."""

    def does(folder: Path) -> None:
        from openpyxl import Workbook

        source = folder / (instead_of or file)
        book = Workbook()
        for line in source.read_text().splitlines():
            book.active.append(line.split(","))
        out = io.BytesIO()
        book.save(out)
        source.unlink()
        (folder / file).write_bytes(out.getvalue())

    return does


def put(file: str, content: str | bytes) -> Callable[[Path], None]:
    def does(folder: Path) -> None:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return does


def both(*those: Callable[[Path], None]) -> Callable[[Path], None]:
    def does(folder: Path) -> None:
        for each in those:
            each(folder)

    return does


def rename(old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: None if (folder / old).rename(folder / new) else None


def _renamed(old: str, new: str) -> Callable[[list[str]], list[str]]:
    return lambda names: [new if name == old else name for name in names]


def at(file: str, text: str) -> str:
    """file:line of a text in the small review as it is."""
    lines = (_BCG / file).read_text(encoding="utf-8").split("\n")
    return f"{file}:{next(n for n, line in enumerate(lines, start=1) if text in line)}"


FINE: tuple[str, ...] = ("every input is fine",)

SCREENED = (
    Slip("semicolons", text(SCREENING, lambda t: t.replace(",", ";")), FINE, 0),
    Slip("tabs", text(SCREENING, lambda t: t.replace(",", "\t")), FINE, 0),
    Slip("UTF-16 of Excel's Unicode text", text(SCREENING, lambda t: t.replace(",", "\t"), "utf-16"), ("screening.csv:1", "UTF-16"), 0),
    Slip("a mark before UTF-8", text(SCREENING, lambda t: t, "utf-8-sig"), FINE, 0),
    Slip("Windows-1252", text(SCREENING, lambda t: t.replace("a trial", "für"), "cp1252"), ("screening.csv:1", "Windows-1252"), 0),
    Slip("Windows line ends", text(SCREENING, lambda t: t.replace("\n", "\r\n")), FINE, 0),
    Slip("old Mac line ends", text(SCREENING, lambda t: t.replace("\n", "\r")), FINE, 0),
    Slip("bars part the columns", text(SCREENING, lambda t: t.replace(",", "|")), FINE, 0),
    Slip("some rows with semicolons", swap(SCREENING, "hart1977,include,a trial of the vaccine,title,coder-1,1994-03-02", "hart1977;include;a trial of the vaccine;title;coder-1;1994-03-02"), ("screening.csv:5", "semicolon", "comma")),
    Slip("columns in another order", text(SCREENING, lambda t: "\n".join(",".join(line.split(",")[::-1]) for line in t.splitlines()) + "\n"), FINE, 0),
    Slip("capitals in the header", head(SCREENING, lambda names: [n.upper() for n in names]), FINE, 0),
    Slip("spaces in the header", head(SCREENING, lambda names: [f" {n} " for n in names]), FINE, 0),
    Slip("no-break spaces in the header", head(SCREENING, lambda names: [f"\u00a0{n}\u00a0" for n in names]), FINE, 0),
    Slip("smart quotes in the header", head(SCREENING, lambda names: [f"“{n}”" for n in names]), FINE, 0),
    Slip("a synonym for a column", head(SCREENING, _renamed("decision", "verdict")), ("screening.csv:1", "column verdict", "allowed: decision, "), 1),
    Slip("a slip in a column's name", head(SCREENING, _renamed("decision", "descision")), ("screening.csv:1", "column descision", "did you mean `decision`"), 1),
    Slip("a column is missing", text(SCREENING, lambda t: "\n".join(",".join(line.split(",")[:4] + line.split(",")[5:]) for line in t.splitlines()) + "\n"), ("screening.csv:1", "column reviewer", "missing", "add `reviewer`"), 1),
    Slip("two columns are missing", text(SCREENING, lambda t: "\n".join(",".join(line.split(",")[:4]) for line in t.splitlines()) + "\n"), ("column reviewer", "column date", "2 mistakes"), 1),
    Slip("no header", text(SCREENING, lambda t: t.split("\n", 1)[1]), ("screening.csv:1", "does not hold the names of the columns", "record,decision,reason,basis,reviewer,date", "1 mistake"), 1),
    Slip("the header in line 2", text(SCREENING, lambda t: "Screening of May\n" + t), ("screening.csv", "stand in line 2", "remove the line above"), 1),
    Slip("the header in line 3", text(SCREENING, lambda t: "Sheet1,,,,,\n,,,,,\n" + t), ("screening.csv", "stand in line 3", "remove the"), 1),
    Slip("a column without a name", text(SCREENING, lambda t: "\n".join(line + ",x" if n else line + "," for n, line in enumerate(t.splitlines())) + "\n"), ("screening.csv:1", "7", "name"), 0),
    Slip("empty columns at the end", text(SCREENING, lambda t: "\n".join(line + ",,," for line in t.splitlines()) + "\n"), FINE, 0),
    Slip("empty rows at the end", text(SCREENING, lambda t: t + ",,,,,\n,,,,,\n"), FINE, 0),
    Slip("twice the same column", head(SCREENING, _renamed("reason", "record")), ("screening.csv:1", "column record", "two columns have this name"), 1),
    Slip("a word that is not allowed", cell(SCREENING, "decision", "maybe"), ("screening.csv:2", "decision", "maybe", "include, ")),
    Slip("a word with a slip", cell(SCREENING, "decision", "exlcude"), ("screening.csv:2", "exlcude", "did you mean exclude")),
    Slip("a word of another language", cell(SCREENING, "decision", "ausschluss"), ("screening.csv:2", "ausschluss", "exclude")),
    Slip("yes for include", cell(SCREENING, "decision", "yes"), ("screening.csv:2", "yes", "include")),
    Slip("1 for include", cell(SCREENING, "decision", "1"), ("screening.csv:2", "include")),
    Slip("a blank decision", cell(SCREENING, "decision", ""), ("screening.csv:2", "decision", "blank", "include, ")),
    Slip("nobody signed", cell(SCREENING, "reviewer", ""), ("screening.csv:2", "reviewer", "blank")),
    Slip("trailing and no-break spaces in cells", cell(SCREENING, "decision", "\u00a0Include \u00a0"), FINE, 0),
    Slip("a leading apostrophe", cell(SCREENING, "record", "'aronson1948"), FINE, 0),
    Slip("smart quotes round a word", cell(SCREENING, "decision", "“include”"), FINE, 0),
    Slip("a key with another capital", cell(SCREENING, "record", "Aronson1948"), ("screening.csv:2", "Aronson1948", "aronson1948")),
    Slip("a key that is not there", cell(SCREENING, "record", "aronson48"), ("screening.csv:2", "aronson48", "is aronson48 now aronson1948")),
    Slip("a title for a key", cell(SCREENING, "record", "BCG vaccination of Indian infants in Saskatchewan"), FINE, 0),
    Slip("day first", text(SCREENING, lambda t: t.replace("1994-03-02", "02/03/1994")), ("screening.csv:2", "02/03/1994", "`date (day/month/year)`", "line 1", "5 entries or rows set aside", "1 reason")),
    Slip("day first, as a day above 12 shows", text(SCREENING, lambda t: t.replace("1994-03-02", "02/03/1994", 4).replace("1994-03-02", "23/03/1994")), ("screening.csv:2", "23/03/1994", "`date (day/month/year)`")),
    Slip("month first, as a day above 12 shows", text(SCREENING, lambda t: t.replace("1994-03-02", "03/02/1994", 4).replace("1994-03-02", "03/23/1994")), ("screening.csv:2", "03/23/1994", "`date (month/day/year)`")),
    Slip("day first, told in the header", both(text(SCREENING, lambda t: t.replace("1994-03-02", "02/03/1994")), head(SCREENING, _renamed("date", "date (day/month/year)"))), FINE, 0),
    Slip("two figures of a year", text(SCREENING, lambda t: t.replace("1994-03-02", "02.03.94")), ("screening.csv:2", "02.03.94", "four figures")),
    Slip("the number of a day in Excel", text(SCREENING, lambda t: t.replace("1994-03-02", "45231")), ("screening.csv:2", "45231", "2023-11-01", "Excel")),
    Slip("a date with a time", text(SCREENING, lambda t: t.replace("1994-03-02", "1994-03-02 14:05:00")), FINE, 0),
    Slip("a day that is none", cell(SCREENING, "date", "1994-02-30"), ("screening.csv:2", "1994-02-30", "no such day")),
    Slip("only a year", cell(SCREENING, "date", "1994"), ("screening.csv:2", "year, month and day")),
    Slip("a day to come", cell(SCREENING, "date", "2094-02-03"), ("screening.csv:2", "2094-02-03", "has not come"), 0),
    Slip("a quote that is not closed", swap(SCREENING, "comstock1974,include,a trial", 'comstock1974,include,"a trial'), ("screening.csv:3", "quotation mark", "opened", "not closed")),
    Slip("a quote within a cell", swap(SCREENING, "comstock1974,include,a trial of", 'comstock1974,include,"a "trial" of"'), ("screening.csv:3", "quotation mark", "twice")),
    Slip("a comma in a reason", swap(SCREENING, "comstock1974,include,a trial", "comstock1974,include,a trial, large,"), ("screening.csv:3", "8 cells", "6", "comma", "quotation marks")),
    Slip("too few cells", swap(SCREENING, "comstock1974,include,a trial of the vaccine,title,coder-1,1994-03-02", "comstock1974,include,a trial of the vaccine"), ("screening.csv:3", "3 cells", "6")),
    Slip("a line break in a cell", swap(SCREENING, "comstock1974,include,a trial of the vaccine", 'comstock1974,include,"a\ntrial of the vaccine"'), FINE, 0),
    Slip("a workbook beside", workbook("literature/decisions/screening.xlsx", SCREENING), ("screening.xlsx", "Excel", "CSV UTF-8", "screening.csv")),
    Slip("a workbook under the name of a CSV", workbook(SCREENING), ("screening.csv", "Excel", "CSV UTF-8"), 1),
    Slip("an OpenDocument sheet", put("literature/decisions/coding-anna.ods", b"PK\x03\x04xx"), ("coding-anna.ods", "CSV")),
    Slip("the lock file of Excel", put("literature/decisions/~$screening.xlsx", b"x"), FINE, 0),
    Slip("a table of Numbers", put("literature/decisions/screening-anna.numbers", b"PK\x03\x04xx"), ("screening-anna.numbers", "CSV")),
    Slip("Sheet1 in the name", rename(SCREENING, "literature/decisions/screening - Sheet1.csv"), FINE, 0),
    Slip("a name with (1)", rename(SCREENING, "literature/decisions/screening (1).csv"), FINE, 0),
    Slip("a name without the kind", rename(SCREENING, "literature/decisions/anna.csv"), ("anna.csv", "screening", "rename")),
    Slip("a .txt", rename(SCREENING, "literature/decisions/screening.txt"), ("screening.txt", "screening.csv")),
    Slip("a capital in the ending", rename(SCREENING, "literature/decisions/screening.CSV"), ("screening.CSV", "screening.csv")),
    Slip("a backup copy", put("literature/decisions/screening.csv.bak", "x"), ("screening.csv.bak",)),
    Slip("an empty file", put(SCREENING, ""), ("screening.csv", "nothing", "record"), 1),
    Slip("a web page for a table", put(SCREENING, "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n"), ("screening.csv", "web page"), 1),
    Slip("the marks of a merge", text(SCREENING, lambda t: t.replace("hart1977", "<<<<<<< HEAD\nhart1977", 1)), ("screening.csv:5", "git")),
    Slip("one day, two words", row(SCREENING, "aronson1948,exclude,no,title,coder-1,1994-03-02"), ("screening.csv:7", "exclude", "include", "same day"), 0),
)  # fmt: skip

CODED = (
    Slip("a facet with a slip", cell(CODING, "facet", "alocation"), ("coding.csv:2", "alocation", "did you mean allocation")),
    Slip("a code with a slip", cell(CODING, "codes", "randon"), ("coding.csv:2", "randon", "did you mean random", "systematic")),
    Slip("the label of a code", cell(CODING, "codes", "Random allocation"), FINE, 0),
    Slip("codes parted by commas", swap(CODING, "aronson1948,allocation,random", 'aronson1948,allocation,"random, systematic"'), ("coding.csv:2", "one code", "random or systematic")),
    Slip("a code of another facet", cell(CODING, "codes", "warm"), ("coding.csv:2", "warm", "climate", "random")),
    Slip("two codes where one is allowed", cell(CODING, "codes", "random;systematic"), ("coding.csv:2", "one code", "random or systematic")),
    Slip("the answer to a question as a number", swap(APPRAISAL, "2.1,yes", "2.1,3"), ("appraisal.csv:3", "(found: 3)", "can't tell, no, yes")),
    Slip("a question of no tool", swap(APPRAISAL, "2.1,yes", "9.1,yes"), ("appraisal.csv:3", "9.1", "2.1")),
    Slip("a question that a spreadsheet made a day", swap(APPRAISAL, "2.1,yes", "02-Jan,yes"), ("appraisal.csv:3", "02-Jan", "2.1")),
    Slip("a question with a decimal comma", swap(APPRAISAL, "2.1,yes", '"2,1",yes'), ("appraisal.csv:3", "2,1", "allowed: 2.1")),
    Slip("another tool", swap(APPRAISAL, "MMAT 2018,2.1", "MMAT-2011,2.1"), ("appraisal.csv:3", "MMAT-2011", "MMAT 2018")),
    Slip("partly", swap(APPRAISAL, "2.1,yes", "2.1,partly"), ("appraisal.csv:3", "partly", "can't tell")),
    Slip("a claim with a slip", swap(SIDES, "tpt1980,B2", "tpt1980,b02"), ("sides.csv:2", "b02", "B2")),
    Slip("a claim in small letters", swap(SIDES, "tpt1980,B2", "tpt1980,b2"), FINE, 0),
    Slip("a side of one's own", swap(SIDES, "B2,for", "B2,neutral"), ("sides.csv:2", "neutral", "silent")),
    Slip("a level with a slip", swap(CERTAINTY, "B1,low", "B1,lo"), ("certainty.csv:2", "did you mean low")),
    Slip("a level in words of one's own", swap(CERTAINTY, "B1,low", "B1,very-low"), ("every input is fine",), 0),
    Slip("certainty without a reason", swap(CERTAINTY, "few trials", ""), ("certainty.csv:2", "reason", "blank")),
    Slip("duplicates: same", swap(PAIRS, "distinct", "same"), ("duplicates.csv:2", "same", "same_study")),
    Slip("a pair with one record", swap(PAIRS, "ferguson1949", ""), ("duplicates.csv:2", "record_b", "blank")),
    Slip("a pair of one record", swap(PAIRS, "ferguson1949", "aronson1948"), ("duplicates.csv:2", "aronson1948")),
    Slip("curly apostrophe in can't tell", swap(APPRAISAL, "2.1,yes", "2.1,Can’t tell"), FINE, 0),
)  # fmt: skip

MEASURED = (
    Slip("a decimal comma", cell(EFFECTS, "estimate", "-0,889311"), ("effects.csv:2", "estimate", "-0,889311", "-0.889311", "decimal comma")),
    Slip("decimal commas all over", text(EFFECTS, lambda t: "\n".join(line.replace(",", ";").replace(".", ",") if n else line.replace(",", ";") for n, line in enumerate(t.splitlines())) + "\n"), ("effects.csv:2", "decimal comma", "5 entries or rows set aside")),
    Slip("a thousands separator", cell(EFFECTS, "n", "77,972", 3), ("effects.csv:3", "n", "77,972", "77972")),
    Slip("a space between thousands", cell(EFFECTS, "n", "77 972", 3), ("effects.csv:3", "77 972", "77972")),
    Slip("a point between thousands", cell(EFFECTS, "n", "1.077.972", 3), ("effects.csv:3", "1.077.972", "1077972")),
    Slip("a percent sign", cell(EFFECTS, "estimate", "12%"), ("effects.csv:2", "12%", "percent")),
    Slip("less than", cell(EFFECTS, "se", "<0.1"), ("effects.csv:2", "<0.1", "number")),
    Slip("words for a number", cell(EFFECTS, "n", "about 300"), ("effects.csv:2", "about 300", "whole number")),
    Slip("an interval in one cell", cell(EFFECTS, "ci_low", "-1.2 to 0.3"), ("effects.csv:2", "ci_low", "-1.2 to 0.3", "number")),
    Slip("NA", cell(EFFECTS, "estimate", "NA"), ("effects.csv:2", "NA", "blank")),
    Slip("n/a", cell(EFFECTS, "n", "n/a"), ("effects.csv:2", "n/a", "blank")),
    Slip("a dash for nothing", cell(EFFECTS, "ci_low", "–"), ("effects.csv:2", "–", "blank")),
    Slip("#N/A of Excel", cell(EFFECTS, "estimate", "#N/A"), ("effects.csv:2", "#N/A", "Excel")),
    Slip("#DIV/0! of Excel", cell(EFFECTS, "se", "#DIV/0!"), ("effects.csv:2", "#DIV/0!", "Excel")),
    Slip("### of Excel", cell(EFFECTS, "se", "#######"), ("effects.csv:2", "#######", "Excel")),
    Slip("a formula", cell(EFFECTS, "se", "=B2/2"), ("effects.csv:2", "=B2/2", "formula")),
    Slip("a negative standard error", cell(EFFECTS, "se", "-0.3"), ("effects.csv:2", "se", "-0.3", "0")),
    Slip("a minus of typesetters", cell(EFFECTS, "estimate", "−0.889311"), FINE, 0),
    Slip("an interval the wrong way round", both(cell(EFFECTS, "ci_low", "0.3"), cell(EFFECTS, "ci_high", "-1.9")), ("effects.csv:2", "ci_low", "above the upper")),
    Slip("a measure with a slip", cell(EFFECTS, "effect_type", "log_risk_ration"), ("effects.csv:2", "log_risk_ration", "did you mean log_risk_ratio")),
    Slip("lnRR", cell(EFFECTS, "effect_type", "lnRR"), FINE, 0),
    Slip("a number typed as 262.0", cell(EFFECTS, "n", "262.0"), FINE, 0),
    Slip("one id twice", swap(EFFECTS, "B02,", "B01,"), ("effects.csv:3", "effect_id", "B01", "line 2")),
    Slip("a number for a key, typed as 1980.0", both(swap("literature/records/embase.ris", "ID  - tpt1980", "ID  - 1980"), text(SCREENING, lambda t: t.replace("tpt1980", "1980.0")), text(CODING, lambda t: t.replace("tpt1980", "1980")), text(EFFECTS, lambda t: t.replace("B05,tpt1980", "B05,1980.0")), swap(SIDES, "tpt1980", "1980")), FINE, 0),
    Slip("a role with a slip", cell(EFFECTS, "evidence_role", "trail"), ("effects.csv:2", "trail", "did you mean trial")),
    Slip("direction in words", cell(EFFECTS, "direction", "better"), ("effects.csv:2", "direction", "better", "positive")),
    Slip("poolable: TRUE", cell(EFFECTS, "poolable", "TRUE"), ("effects.csv:2", "TRUE", "yes")),
    Slip("poolable blank", cell(EFFECTS, "poolable", ""), ("effects.csv:2", "poolable", "blank", "yes")),
    Slip("an outcome that is not in the codebook", cell(EFFECTS, "outcome", "death"), ("effects.csv:2", "outcome", "death", "tuberculosis")),
    Slip("a column of another program", head(EFFECTS, _renamed("estimate", "yi")), ("effects.csv:1", "column yi", "allowed: estimate"), 1),
    Slip("two unknown columns", both(head(EFFECTS, _renamed("estimate", "estimat")), head(EFFECTS, _renamed("se", "std_err"))), ("column estimat", "did you mean `estimate`", "column std_err", "allowed: estimate, se, ", "3 mistakes"), 1),
    Slip("mistakes in the headers of two tables", both(head(EFFECTS, _renamed("estimate", "estimat")), head(SCREENING, _renamed("decision", "descision"))), ("effects.csv:1", "screening.csv:1", "did you mean `estimate`", "did you mean `decision`"), 1),
    Slip("spaces in the names of columns", head(EFFECTS, lambda names: [n.replace("_", " ").title() for n in names]), FINE, 0),
    Slip("a table that begins with an index", text(EFFECTS, lambda t: "\n".join(f"{n or ''},{line}" for n, line in enumerate(t.splitlines())) + "\n"), ("effects.csv:1", "first column", "name"), 0),
    Slip("a study of an excluded key", cell(EFFECTS, "record", "hart77", 5), ("effects.csv:5", "hart77", "hart1977")),
    Slip("one extract twice", text(EXTRACTS, lambda t: t + t.splitlines()[1] + "\n"), ("extracts.csv:3", "extract_id", "X1", "line 2")),
    Slip("a kind of source with a slip", swap(EXTRACTS, ",peer_reviewed,", ",peer reviewd,"), ("extracts.csv:2", "peer reviewd", "did you mean peer_reviewed")),
    Slip("claims parted by commas", swap(EXTRACTS, ",B1,A modest", ',"B1, B2",A modest'), FINE, 0),
    Slip("no paraphrase", swap(EXTRACTS, "A modest protection was seen among children.", ""), ("extracts.csv:2", "paraphrase", "blank")),
    Slip("a code that is none", swap(EXTRACTS, ",tuberculosis,positive,", ",tubercolosis,positive,"), ("extracts.csv:2", "tubercolosis", "did you mean tuberculosis")),
)  # fmt: skip

SET = (
    Slip("a tab", swap(CONFIG, "  title:", "\ttitle:"), (at(CONFIG, "  title:"), "tab", "spaces"), 1),
    Slip("a tab below", swap(BOOK, "    label: Climate", "\tlabel: Climate"), (at(BOOK, "label: Climate"), "tab", "spaces"), 1),
    Slip("wrong indentation", swap(CONFIG, "  subtitle:", "   subtitle:"), (at(CONFIG, "subtitle:"), "spaces"), 1),
    Slip("a key too far left", swap(CONFIG, "  subtitle:", "subtitle:"), (at(CONFIG, "subtitle:"), "0 spaces", "2"), 1),
    Slip("a colon in a value", swap(CONFIG, "title: BCG vaccination against", "title: BCG vaccination: against"), (at(CONFIG, "  title:"), "colon", "quotation marks"), 1),
    Slip("a key twice", swap(CONFIG, "  subtitle:", "  title: another\n  subtitle:"), (at(CONFIG, "subtitle:"), "title", "twice", "line 2"), 1),
    Slip("a quote that is not closed in YAML", swap(CONFIG, 'version: "0.1"', 'version: "0.1'), (at(CONFIG, "version:"), "quotation mark", "not closed"), 1),
    Slip("no space after a colon", swap(CONFIG, "  subtitle: ", "  subtitle:"), (at(CONFIG, "subtitle:"), "space", "colon"), 1),
    Slip("a bracket that is not closed", swap(CONFIG, '["Only some of the trials are here."]', '["Only some of the trials are here."'), (at(CONFIG, "limits:"), "bracket"), 1),
    Slip("smart quotes in YAML", swap(CONFIG, 'version: "0.1"', "version: “0.1”"), FINE, 0),
    Slip("yes for a text", swap(CONFIG, "title: BCG vaccination against tuberculosis", "title: no"), (at(CONFIG, "  title:"), "title", "quotation marks"), 1),
    Slip("a number for a text", swap(CONFIG, 'year: "1994"', "year: 1994"), (at(CONFIG, "year:"), "year", '"1994"'), 1),
    Slip("a date for a text", swap(CONFIG, 'evidence_date: "1994-03-02"', "evidence_date: 1994-03-02"), FINE, 0),
    Slip("day first in a setting", swap(CONFIG, 'evidence_date: "1994-03-02"', 'evidence_date: "02/03/1994"'), (at(CONFIG, "evidence_date:"), "02/03/1994", "YYYY-MM-DD"), 1),
    Slip("a decimal comma in a setting", swap(CONFIG, "precision: 0.9", "precision: '0,9'"), (at(CONFIG, "precision:"), "0,9", "0.9"), 1),
    Slip("a percentage in a setting", swap(CONFIG, "precision: 0.9", "precision: 90%"), (at(CONFIG, "precision:"), "90%", "0.9"), 1),
    Slip("ninety for .9", swap(CONFIG, "precision: 0.9", "precision: 90"), (at(CONFIG, "precision:"), "90", "1"), 1),
    Slip("a key with a slip", swap(CONFIG, "deduplicate:", "deduplicat:"), (at(CONFIG, "deduplicate:"), "deduplicat", "did you mean `deduplicate`"), 1),
    Slip("a key in capitals", swap(CONFIG, "  title:", "  Title:"), (at(CONFIG, "  title:"), "Title", "did you mean `title`"), 1),
    Slip("a text for a list", swap(CONFIG, "direction_roles: [trial]", "direction_roles: trial"), (at(CONFIG, "direction_roles:"), "trial", "[trial]"), 1),
    Slip("a role that the codebook lacks", swap(CONFIG, "direction_roles: [trial]", "direction_roles: [trials]"), (at(CONFIG, "direction_roles:"), "trials", "did you mean `trial`"), 1),
    Slip("a key is missing", swap(CONFIG, "  title: BCG vaccination against tuberculosis\n", ""), ("config.yaml:1", "title", "missing"), 1),
    Slip("an umlaut in Windows-1252", text(CONFIG, lambda t: t.replace("Test team", "Jürgen Test"), "cp1252"), (at(CONFIG, "author:"), "UTF-8"), 1),
    Slip("UTF-16 settings", text(CONFIG, lambda t: t, "utf-16"), ("config.yaml", "UTF-8"), 1),
    Slip("a percent sign begins a value", swap(CONFIG, "next_update: none", "next_update: %now"), (at(CONFIG, "next_update:"), "%", "quotation marks"), 1),
    Slip("an at sign begins a value", swap(CONFIG, "author: Test team", "author: @team"), (at(CONFIG, "author:"), "@", "quotation marks"), 1),
    Slip("a star begins a value", swap(CONFIG, "author: Test team", "author: *team"), (at(CONFIG, "author:"), "*", "quotation marks"), 1),
    Slip("a quoted word and more", swap(CONFIG, "author: Test team", 'author: "Test" team'), (at(CONFIG, "author:"), "quotation marks"), 1),
    Slip("a missing dash", swap(BOOK, "  - id: climate", "    id: climate"), (at(BOOK, "- id: climate")), 1),
    Slip("a dash without a space", swap(BOOK, "  - {id: trial, label", "  -{id: trial, label"), (at(BOOK, "{id: trial,"), "space", "-"), 1),
    Slip("a facet's role with a slip", swap(BOOK, "role: form", "role: fom"), ("codebook.yaml", "fom", "did you mean `form`"), 1),
    Slip("a code twice", swap(BOOK, "id: systematic", "id: random"), (at(BOOK, "id: systematic"), "random", "twice"), 1),
    Slip("a code named no", swap(BOOK, "{id: none, label: None, definition: No difference.}", "{id: no, label: None, definition: No difference.}"), (at(BOOK, "{id: none,"), "quotation marks"), 1),
    Slip("yes as a boolean in quotes", swap(BOOK, "multiple: false", 'multiple: "no"'), (at(BOOK, "multiple: false"), "true or false"), 1),
    Slip("a comma at the end", swap(BOOK, "    label: Climate", "    label: Climate,"), FINE, 0),
    Slip("a claim twice", swap(CLAIMS, "id: B2", "id: B1"), (at(CLAIMS, "- id: B2"), "B1", "two propositions have this id"), 1),
    Slip("a kind of rule with a slip", swap(CLAIMS, "rule: {kind: balance}", "rule: {kind: balanc}"), (at(CLAIMS, "rule:"), "balanc", "did you mean `balance`"), 1),
    Slip("a sentence with a number", swap(CLAIMS, "the trials lean", "the 5 trials lean"), ("propositions.yaml", "5"), 1),
    Slip("a slot with a slip", swap(CLAIMS, "{n_claims}", "{n_claim}"), ("propositions.yaml", "n_claim", "n_claims"), 1),
    Slip("a settings file is missing", lambda folder: (folder / CLAIMS).unlink(), ("propositions.yaml", "missing"), 1),
    Slip("a settings file under another ending", rename(CONFIG, "config/config.yml"), ("config.yml", "config.yaml"), 1),
    Slip("settings that are empty", put(CONFIG, ""), ("config.yaml", "empty"), 1),
    Slip("settings that are a list", put(CONFIG, "- a\n- b\n"), ("config.yaml:1",), 1),
    Slip("settings in Word's quotes and dashes", swap(CLAIMS, "  - id: B2", "  – id: B2"), (at(CLAIMS, "- id: B2"), "–", "-"), 1),
    Slip("mistakes in two files", both(swap(CONFIG, "  title:", "  Title:"), swap(BOOK, "role: form", "role: fom")), (at(CONFIG, "  title:"), "codebook.yaml", "2 mistakes"), 1),
)  # fmt: skip

SLIPS = (*SCREENED, *CODED, *MEASURED, *SET)
