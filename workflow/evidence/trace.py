"""Tracing one entry through every table. DuckDB reads only the columns and rows that are asked for,
so that an answer takes well under a second however long the tables are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence.catalogue import BY_NAME
from evidence.io import opened
from evidence.layout import Layout
from evidence.trace_comparison import comparisons

_SMALL = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that answers: a record, an entry set aside, or a coded row."""

    kind: str
    row: dict[str, Any]


class Store:
    """The tables of a review, asked by SQL."""

    def __init__(self, at: Layout, threads: int | None = None) -> None:
        import duckdb

        self._at = at
        self._db = duckdb.connect(config={"threads": threads} if threads else {})
        self._known: set[str] = set()

    def rows(self, table: str, where: str = "true", *values: object) -> list[dict[str, Any]]:
        """Rows of a table; values are bound and never pasted in. Raises UserError if not built."""
        if table not in self._known:
            self._open(table)
        cursor = self._db.execute(f"select * from {table} where {where}", list(values))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _open(self, table: str) -> None:
        """A small table is read once, because it is asked again and again; of a large one only what is asked for."""
        path = self._at.table(BY_NAME[table].stage, table)
        opened(path, BY_NAME[table].row)
        found = self._db.read_parquet(str(path))
        (found.create if path.stat().st_size < _SMALL else found.create_view)(table)
        self._known.add(table)

    def find(self, what: str) -> list[Hit]:
        """Exact identifiers first; else a part of a title, a raw entry or a citation key."""
        exact = "record_id = ? or source_key = ? or lower(doi) = lower(?) or (pmid = ? and pmid <> '')"
        doi = what.removeprefix("https://doi.org/").removeprefix("doi:")
        # Names first and then the rows that have one: of all columns of all rows DuckDB would read the texts too.
        named = f"record_id in (select record_id from records where {exact}) order by source_file, position"
        found = [Hit("record", r) for r in self.rows("records", named, what, what, doi, what)]
        if not found:
            found = self._formerly(what)
        works = self.rows("works", "work_id = ?", what)
        found += [
            Hit("record", r)
            for work in works
            for r in self.rows("records", "list_contains(?::varchar[], record_id)", list(work["members"]))
        ]
        found += [Hit("quarantine", r) for r in self.rows("quarantine", "entry_id = ?", what)]
        found += [Hit("item", r) for r in self.rows("items", "item_id = ? or case_id = ?", what, what)]
        found += [Hit("theme", r) for r in self.rows("theme_findings", "theme = ?", what)]
        found += [Hit("set aside", r) for r in self.rows("set_aside", "entry_id = ?", what)]
        if found:
            return found
        pattern = f"%{what}%"
        return [Hit("record", r) for r in self.rows("records", "title ilike ?", pattern)] + [
            Hit("quarantine", r) for r in self.rows("quarantine", "raw ilike ?", pattern)
        ]

    def _formerly(self, what: str) -> list[Hit]:
        """The records that had this name before they were described otherwise."""
        now = [row["record_id"] for row in self.rows("memberships", "list_contains(formerly, ?)", what)]
        return (
            [Hit("record", r) for r in self.rows("records", "list_contains(?::varchar[], record_id)", now)]
            if now
            else []
        )


def describe(store: Store, hit: Hit) -> list[str]:
    """The fate in lines for the screen."""
    if hit.kind == "record":
        return _record(store, hit.row)
    if hit.kind == "item":
        return _item(store, hit.row)
    if hit.kind == "theme":
        return _theme(store, hit.row)
    row = hit.row
    field = f" in field {row['field']}" if row["field"] else ""
    return [
        f"{row['entry_id']}",
        f"  read from   {row['source_file']}:{row['line']}",
        f"  set aside   {row['problem']}{field}" + (f" (found: {row['value'][:80]})" if row["value"] else ""),
        f"  to release  {row['how_to_fix']}",
    ]


def _record(store: Store, record: dict[str, Any]) -> list[str]:
    member = store.rows("memberships", "record_id = ?", record["record_id"])[0]
    work = store.rows("works", "work_id = ?", member["work_id"])[0]
    lines = [
        f"{record['record_id']}  {record['title']}",
        f"  read from   {record['source_file']}:{record['line']} ({record['format']}, key {record['source_key'] or 'none'})",
    ]
    if other := [name for name in member["formerly"] if name not in record.values()]:
        lines.append(f"  known as    {', '.join(other)}")
    if member["primary"]:
        others = len(work["members"]) - 1
        also = f", merged with {others} more: {', '.join(work['members'][1:])}" if others else ""
        lines.append(f"  work        {work['work_id']}{also}")
    else:
        lines.append(
            f"  duplicate   of {member['matched_record']} ({member['rule']}: {member['reason']}; by {member['by']}) in work {work['work_id']}"
        )
    lines += [
        f"  study       {link['study_id']} ({link['relation'].replace('_', ' ')}: {link['reason']}; by {link['by']})"
        for link in store.rows("study_links", "work_id = ?", work["work_id"])
    ]
    lines += _relations(store, work["work_id"])
    if work["retracted"]:
        lines.append(f"  retracted   {work['retracted']}; its study counts nowhere")
    return lines + comparisons(store.rows, record) + _work(store, work)


def _relations(store: Store, work_id: str) -> list[str]:
    lines = []
    for row in store.rows("links", "work_id = ? or other_work_id = ?", work_id, work_id):
        relation = row["relation"].replace("-", " ")
        if row["work_id"] == work_id:
            said = f"{relation} {row['other_work_id']}"
        else:
            said = f"{row['work_id']} is {relation} this work"
        lines.append(f"  relation    {said} ({row['reason']}; by {row['by']})")
    return lines


def _work(store: Store, work: dict[str, Any]) -> list[str]:
    lines = []
    for s in store.rows("screening", "work_id = ?", work["work_id"]):
        who = (f" by {s['by']}" + (f" on {s['date']}" if s["date"] else "")) if s["by"] else ""
        why = s["reason"] or f"no reason recorded; seen: {s['basis'] or 'not stated'}"
        lines.append(
            f"  screened    {s['decision']}{who} ({why})" + (f"; {s['conflict']}" if s["conflict"] else "")
        )
    for label in store.rows("labels", "work_id = ?", work["work_id"]):
        code = label["code"] or "no code"
        lines.append(
            f"  coded       {label['facet']}: {code}, {label['state']} ({label['source']}: {'; '.join(label['reasons'])})"
            + (f"; note: {label['note']}" if label["note"] else "")
        )
    for item in store.rows("items", "work_id = ?", work["work_id"]):
        lines.append(
            f"  evidence    {item['item_id']}: {item['direction'] or 'no direction'}, {item['standing']} {item['standing_reason']}".rstrip()
            + (f"; note: {item['note']}" if item["note"] else "")
        )
    for a in store.rows("appraisals", "study_id = ? and tool <> ''", work["study_id"]):
        lines.append(
            f"  appraised   {a['tool']} {a['item']}: {a['answer']} (by {a['by']})"
            + "".join(f"; {a[name]}" for name in ("statement", "note") if a[name])
        )
    lines += _sides(store, "work_id = ? or study_id = ?", work["work_id"], work["study_id"])
    return lines


def _item(store: Store, item: dict[str, Any]) -> list[str]:
    return [
        f"{item['item_id']}  {item['text']}",
        f"  read from   {item['source_file']}:{item['line']} ({item['kind']})",
        f"  work        {item['work_id'] or 'no record of its own'}; study {item['study_id']}",
        f"  standing    {item['standing']} {item['standing_reason']}".rstrip(),
        *(f"  {name:<11} {item[name]}" for name in ("statement", "note") if item[name]),
        *_sides(store, "list_contains(items, ?)", item["item_id"]),
        *_of_themes(store, item["item_id"]),
    ]


def _theme(store: Store, theme: dict[str, Any]) -> list[str]:
    """From a theme to its passages, by codes and through descriptive themes, with what speaks against it."""
    lines = [
        f"{theme['theme']}  {theme['label']} ({theme['level']}): {theme['statement']}",
        f"  drawn       by {theme['by']} on {theme['date']}: {theme['why']}",
        f"  made from   {'; '.join(theme['made_from'])}",
        *([f"  against     {'; '.join(theme['against'])}"] if len(theme["against"]) else []),
        f"  contrary    {', '.join(theme['contrary']) or 'no case'}",
    ]
    for row in store.rows("theme_passages", "theme = ? order by through, item_id", theme["theme"]):
        through = f" through {row['through']}" if row["through"] != theme["theme"] else ""
        counted = "" if row["counted"] else ", not counted"
        lines.append(
            f"  {row['side']:<11} {row['item_id']} ({row['case_id']}){through}: {'; '.join(row['codes'])}{counted}"
        )
    return lines


def _of_themes(store: Store, item: str) -> list[str]:
    return [
        f"  theme       {row['theme']}: {row['side']}, by {'; '.join(row['codes'])}"
        for row in store.rows("theme_passages", "item_id = ? and theme = through order by theme", item)
    ]


def _sides(store: Store, where: str, *values: str) -> list[str]:
    verdict = {f["proposition"]: f["verdict"] for f in store.rows("findings")}
    lines = [
        f"  finding     {s['proposition']} ({verdict[s['proposition']].replace('_', ' ')}): {s['side'].replace('_', ' ')}"
        + ("" if s["counted"] else ", not counted")
        + f", by {s['by']}: {s['reason']}"
        for s in store.rows("sides", where, *values)
    ]
    return lines or ["  finding     none rests on it"]
