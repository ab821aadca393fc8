"""Conservation (law 1): whatever the files hold, every entry comes out once, and only once."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from evidence.decisions import DISTINCT, DUPLICATE, SAME_STUDY, DuplicateDecision
from evidence.deduplicate import deduplicate, link
from evidence.ingest import Source, ingest
from evidence.io import spreadsheet_safe, to_table
from evidence.records import Record

WORDS = ["ash", "elm", "fir", "Größe", "oak", "50%", "a_b", "AT&T", "x<y", "(yew)", '12"']
WORD = st.sampled_from(WORDS)
PHRASE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
NAME = st.sampled_from(["Ash, Ann", "Elm, Bo", "de Yew, Cy", "Fir, D. E."])
ENTRY = st.fixed_dictionaries(
    {
        "title": PHRASE,
        "author": NAME,
        "year": st.sampled_from(["1999", "2001", "", "soon"]),
        "doi": st.sampled_from(["", "", "10.1000/a", "10.1000/b"]),
    }
)
ENTRIES = st.lists(ENTRY, max_size=6)
PROSE = st.sampled_from(["", "some words", "# 12 of 40 #", "e-mail a@example.org", "100 % @ 5", "%"])


def bibtex(entry, number):
    values = {name: text.replace('"', "") for name, text in entry.items() if text}
    fields = ",\n".join(f"  {name} = {{{text}}}" for name, text in values.items())
    return f"@article{{k{number},\n{fields}\n}}"


def ris(entry, number):
    tags = {"title": "TI", "author": "AU", "year": "PY", "doi": "DO"}
    lines = [f"{tag}  - {entry[name]}" for name, tag in tags.items()]
    return "\n".join(["TY  - JOUR", f"ID  - k{number}", *lines, "ER  - "])


def nbib(entry, number):
    lines = [f"PMID- {number + 1}", f"TI  - {entry['title']}", f"FAU - {entry['author']}"]
    return "\n".join([*lines, f"DP  - {entry['year']}", f"LID - {entry['doi']} [doi]"])


COLUMNS = ("title", "author", "year", "doi")


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def csv_row(entry, number):
    return ",".join([f"k{number}", *(quoted(entry[name]) for name in COLUMNS)])


def csl(entry, number):
    authors = [{"family": entry["author"].split(",")[0]}]
    year = {"date-parts": [[entry["year"]]]}
    item = {"id": f"k{number}", "title": entry["title"], "author": authors, "issued": year}
    return json.dumps({**item, "DOI": entry["doi"]}, ensure_ascii=False)


def whole(file_format, parts):
    """The parts as one file of this format."""
    if file_format == "csv":
        return "id,title,author,year,doi\n" + "\n".join(parts)
    if file_format == "csl-json":
        return "[" + ",\n".join(parts) + "]" if parts else ""
    return ("\n\n" if file_format == "nbib" else "\n").join(parts)


WRITERS = {"bibtex": bibtex, "ris": ris, "nbib": nbib, "csv": csv_row, "csl-json": csl}
FORMAT = st.sampled_from(sorted(WRITERS))
# What breaks an entry so that it still counts as one.
BROKEN = {
    "bibtex": [
        "@article{b,\n  title = {open\n",
        "@article{b}",
        '@misc{b, title = "x}',
        "@misc{,,}",
    ],
    "ris": ["TY  - JOUR\nER  - ", "TI  - no type\nER  - ", "TY  - \nZZ  - x\nER  - "],
    "nbib": ["PMID- 7\nno tags at all", "PMID- ", "AU  - only"],
    "csv": ["one", "a,b,c,d,e,f,g", '"open,a,b,c,d', 'x,"y" z,1,2,3', ',"",,,x'],
    "csl-json": ["3", '"x, y"', "{}", "[1, 2]", "null"],
}


def check_balance(result, name=None):
    for count in result.counts:
        if name in (None, count.source_file):
            assert count.counted == count.read + count.quarantined
    assert len(result.records) == sum(count.read for count in result.counts)
    assert len(result.quarantine) == sum(count.quarantined for count in result.counts)
    names = [r.record_id for r in result.records] + [q.entry_id for q in result.quarantine]
    assert len(names) == len(set(names))
    assert {r.row_id for r in result.remarks} - {""} <= set(names)  # a remark without a row is about its file


@given(FORMAT, ENTRIES)
def test_whole_entries_are_all_read(file_format, entries):
    write = WRITERS[file_format]
    text = whole(file_format, [write(entry, n) for n, entry in enumerate(entries)])
    result = ingest([Source("f", text.encode())])
    check_balance(result)
    assert result.quarantine == []
    assert len(result.records) == len(entries)
    for record, entry in zip(result.records, entries, strict=True):
        assert record.year == (int(entry["year"]) if entry["year"].isdigit() else None)
        assert record.doi == entry["doi"]


@given(FORMAT, ENTRIES, st.data())
def test_broken_entries_cost_only_themselves(file_format, entries, data):
    write = WRITERS[file_format]
    good = [(write(entry, n), True) for n, entry in enumerate(entries)]
    bad = [(text, False) for text in data.draw(st.lists(st.sampled_from(BROKEN[file_format])))]
    parts = data.draw(st.permutations(good + bad))
    result = ingest([Source("f", whole(file_format, [text for text, _ in parts]).encode())])
    check_balance(result)
    if result.counts and result.counts[0].format == file_format:
        assert result.counts[0].counted == len(parts)
        assert len(result.records) >= len(good)


@given(st.sampled_from(["bibtex", "ris"]), st.lists(st.tuples(PROSE, ENTRY, PROSE), min_size=1))
def test_text_between_entries_changes_nothing(file_format, rows):
    write = WRITERS[file_format]
    clean = "\n".join(write(entry, n) for n, (_, entry, _) in enumerate(rows))
    mixed = "\n".join(
        "\n".join([before, write(entry, n), after]) for n, (before, entry, after) in enumerate(rows)
    )
    one, two = (ingest([Source("f", text.encode())]) for text in (clean, mixed))
    check_balance(two)
    assert [r.record_id for r in one.records] == [r.record_id for r in two.records]
    lines = mixed.split("\n")
    assert all(lines[r.line - 1].lstrip()[:2] in ("@a", "TY") for r in two.records)


@given(FORMAT, ENTRIES.filter(bool), st.data())
def test_a_file_cut_anywhere_still_balances(file_format, entries, data):
    write = WRITERS[file_format]
    text = whole(file_format, [write(entry, n) for n, entry in enumerate(entries)])
    cut = data.draw(st.integers(0, len(text)))
    result = ingest([Source("f", text[:cut].encode())])
    check_balance(result)
    assert len(result.records) <= len(entries)


@given(FORMAT, ENTRIES, st.binary(max_size=40), st.data())
def test_bytes_put_in_anywhere_lose_nothing_in_silence(file_format, entries, junk, data):
    write = WRITERS[file_format]
    clean = whole(file_format, [write(entry, n) for n, entry in enumerate(entries)]).encode()
    at = data.draw(st.integers(0, len(clean)))
    result = ingest([Source("f", clean[:at] + junk + clean[at:])])
    for count in result.counts:
        assert count.counted <= count.read + count.quarantined
    assert len(result.records) + len(result.quarantine) == sum(
        count.read + count.quarantined for count in result.counts
    )


@given(st.lists(st.tuples(FORMAT, ENTRIES), max_size=4), st.randoms())
def test_ids_do_not_depend_on_names_or_order_of_files(files, random):
    texts = [whole(f, [WRITERS[f](e, n) for n, e in enumerate(entries)]) for f, entries in files]
    names = [f"dir/{n}.txt" for n in range(len(texts))]
    one = ingest(Source(name, text.encode()) for name, text in zip(names, texts, strict=True))
    random.shuffle(names)
    two = ingest(Source(name, text.encode()) for name, text in zip(names, texts, strict=True))
    check_balance(one)
    assert {r.record_id for r in one.records} == {r.record_id for r in two.records}


@st.composite
def corpora(draw):
    """Records that resemble each other, under ids of their own."""
    entries = draw(st.lists(ENTRY, max_size=8))
    text = whole("bibtex", [bibtex(entry, n) for n, entry in enumerate(entries)])
    records = ingest([Source("f", text.encode())]).records
    rows = []
    for n, record in enumerate(records):
        title = draw(st.sampled_from(["Oak and ash", "Oak and ash: a trial", record.title]))
        volume = draw(st.sampled_from(["", "1", "2"]))
        place = draw(st.sampled_from(["", "J Trees", "Proceedings of Shrubs"]))
        changes = {"title": title, "volume": volume, "pages": "5-9", "container": place}
        rows.append(replace(record, record_id=f"r{n}", source_key=f"k{n}", **changes))
    return rows


@st.composite
def rulings(draw):
    pairs = st.tuples(st.integers(0, 7), st.integers(0, 7))
    kinds = st.sampled_from([DUPLICATE, DISTINCT, SAME_STUDY])
    return [
        DuplicateDecision("d", line, f"k{a}", f"k{b}", kind, "", "", "An", "2020-01-01")
        for line, ((a, b), kind) in enumerate(draw(st.lists(st.tuples(pairs, kinds), max_size=4)))
    ]


@given(corpora(), rulings())
def test_every_record_belongs_to_one_work(records, decisions):
    result = deduplicate(records, decisions)
    held = Counter(name for work in result.works for name in work.members)
    assert held == Counter(record.record_id for record in records)
    duplicates = [m for m in result.memberships if not m.primary]
    assert len(records) == len(result.works) + len(duplicates)
    assert len(result.memberships) == len(records)
    for membership in result.memberships:
        work = next(work for work in result.works if work.work_id == membership.work_id)
        assert membership.record_id in work.members
        assert membership.primary == (work.members[0] == membership.record_id)
        assert membership.primary or membership.matched_record in work.members
        assert membership.primary or membership.reason or membership.by == "An"


@given(corpora(), rulings(), st.randoms())
def test_order_does_not_matter(records, decisions, random):
    expected = deduplicate(records, decisions)
    random.shuffle(records)
    random.shuffle(decisions)
    assert deduplicate(records, decisions) == expected


@given(corpora())
def test_every_record_twice_gives_the_same_works(records):
    copies = [replace(record, record_id=f"{record.record_id}.2") for record in records]
    once, twice = deduplicate(records), deduplicate(records + copies)
    assert len(once.works) == len(twice.works)
    held = [set(work.members) for work in twice.works]
    assert all(any({name, f"{name}.2"} <= work for work in held) for name in _ids(records))


def _ids(records):
    return [record.record_id for record in records]


@given(corpora(), rulings())
def test_what_people_keep_apart_no_rule_joins(records, decisions):
    decisions = [d for d in decisions if d.decision != DUPLICATE]
    last = {frozenset((d.record_a, d.record_b)): d for d in decisions}
    result = deduplicate(records, decisions)
    by_key = {record.source_key: record.record_id for record in records}
    for pair in last:
        ends = {by_key.get(key) for key in pair}
        if len(ends) == 2 and None not in ends:
            assert all(not ends <= set(work.members) for work in result.works)


@given(st.one_of(st.text(), st.from_regex(r"\A[\s\x00]*[=+\-@＝＋－＠].*")))
def test_no_cell_begins_like_a_formula(text):
    cell = spreadsheet_safe(text)
    assert cell in (text, "'" + text)
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert cell[:1] not in tuple("=+-@\t\r\n")


@given(corpora(), st.randoms())
def test_how_records_are_spread_over_files_does_not_matter(records, random):
    expected = deduplicate(records)
    moved = [
        replace(record, source_file=random.choice("xyz"), position=random.randrange(9)) for record in records
    ]
    assert deduplicate(moved) == expected


@given(corpora())
def test_provenance_is_conserved(records):
    """Every field of a work is given by a record of that work that has this very value."""
    by_id = {record.record_id: record for record in records}
    for work in deduplicate(records).works:
        for name, giver in json.loads(work.provenance).items():
            assert giver in work.members
            assert getattr(by_id[giver], name) == getattr(work, name)


@given(corpora(), st.data())
def test_what_was_compared_before_changes_nothing(records, data):
    earlier = data.draw(st.lists(st.sampled_from(records), unique_by=id)) if records else []
    corrected = [replace(r, title=r.title + " revisited") if data.draw(st.booleans()) else r for r in earlier]
    table = to_table(records, Record)
    fresh = link(table)
    updated = link(table, memory=link(to_table(corrected, Record)).memory)
    for name in ("works", "memberships", "study_links", "links", "maybe", "comparisons"):
        assert getattr(updated, name) == getattr(fresh, name), name
    assert updated.memory.table("s").equals(fresh.memory.table("s"))


@given(corpora())
def test_the_outcome_does_not_depend_on_threads(records):
    before = pa.cpu_count()
    try:
        pa.set_cpu_count(1)
        alone = deduplicate(records)
        pa.set_cpu_count(4)
        assert deduplicate(records) == alone
    finally:
        pa.set_cpu_count(before)


@given(corpora(), st.data())
def test_works_that_no_new_record_touches_stay_as_they_are(records, data):
    """Adding an export changes the works that it joins, and no others; nor does it change the id of any."""
    old = data.draw(st.lists(st.sampled_from(records), unique_by=lambda r: r.record_id)) if records else []
    names = {record.record_id for record in old}
    before, after = deduplicate(old), deduplicate(records)
    alone = {work.members: work for work in after.works if set(work.members) <= names}
    for members, work in alone.items():
        earlier = next((w for w in before.works if w.members == members), None)
        if earlier:
            assert (earlier.work_id, earlier.title, earlier.provenance) == (
                work.work_id,
                work.title,
                work.provenance,
            )
