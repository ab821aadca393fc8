"""Faults from verdicts to readers: brief, export, publish and the command line."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

_TEXT = "8 input is text"
_UNIT = "12 every count has its unit"
_PROSE = "4 every number in prose is computed"
_BYTES = "7 the same bytes"
_SILENCE = "2 nothing lost in silence"
_OFFLINE = "9 offline"
_OWNED = "11 nothing that a person wrote is overwritten"

_ADDED = """        shutil.copyfile(at.pdf, html / "_static" / "briefing.pdf")
        build_card(at.staged_book / "social-card.typ", html / CARD)
"""
_LISTED = "        write_manifest(html, sums_of(at.staged_book, html, bench.cache and bench.cache / FACTS))\n"

TO_READERS = (
    Mutation(
        "a working note is prose", _PROSE, "brief/studies/cards.py",
        'a.statement or "–", a.by', 'f"{a.statement} {a.note}", a.by',
        ("unit/brief/test_cards.py::test_a_working_note_is_shown_nowhere",),
    ),
    Mutation(
        "every cell of every table is markup", _TEXT, "brief/html/parts.html",
        ">{{ value }}{% if loop.first %}</th>", ">{{ value | safe }}{% if loop.first %}</th>",
        ("unit/brief/test_markup.py::test_every_cell_of_a_table_is_text", "unit/brief/test_cards.py::test_no_value_of_any_table_is_markup"),
    ),
    Mutation(
        "text in markdown is markdown", _TEXT, "brief/markup.py",
        'return _PUNCTUATION.sub(r"\\\\\\1", " ".join(str(value).split()))', 'return " ".join(str(value).split())',
        ("unit/brief/test_markup.py::test_hostile_text_is_shown_as_it_is",),
    ),
    Mutation(
        "any address is a link", _TEXT, "brief/markup.py",
        'parts.scheme in ("http", "https") and bool(parts.netloc)', "bool(text)",
        ("unit/brief/test_markup.py::test_only_web_addresses_become_links",),
    ),
    Mutation(
        "the title of a work is markup", _TEXT, "brief/components.py",
        "parts.named(work.title)", "parts.named(Markup(work.title))",
        ("unit/brief/test_components.py::test_text_is_text",),
    ),
    Mutation(
        "the name of a work is markup", _TEXT, "brief/components.py",
        "parts.named(short_cite(work))", "parts.named(Markup(short_cite(work)))",
        ("unit/brief/test_components.py::test_text_is_text", "unit/brief/test_cards.py::test_no_value_of_any_table_is_markup"),
    ),
    Mutation(
        "a passage on a card is markup", _TEXT, "brief/studies/cards.py",
        "own.foreign(item.text)", "own.foreign(Markup(item.text))",
        ("unit/brief/test_cards.py::test_no_value_of_any_table_is_markup",),
    ),
    Mutation(
        "a summary on a card is markup", _TEXT, "brief/html/card.html",
        "</strong> {{ ours }}</p>", "</strong> {{ ours | safe }}</p>",
        ("unit/brief/test_cards.py::test_no_value_of_any_table_is_markup",),
    ),
    Mutation(
        "a published abstract is passed on", _TEXT, "brief/studies/cards.py",
        'ours = work.abstract if work.abstract_kind == "own_words" else ""', "ours = work.abstract",
        ("unit/brief/test_cards.py::test_an_address_that_is_none_is_text_and_a_published_abstract_is_not_passed_on",),
    ),
    Mutation(
        "data end their script", _TEXT, "brief/studies/explorer.py",
        '.replace("<", "\\\\u003c")', "",
        ("unit/brief/test_explorer.py::test_the_script_holds_what_the_table_shows",),
    ),
    Mutation(
        "a figure in prose is typed", _PROSE, "brief/sentences.py",
        're.search(r"\\d+", bare)', 're.search(r"(?!)", bare)',
        ("unit/brief/test_sentences.py::test_what_counts_without_being_computed_is_refused",),
    ),
    Mutation(
        "a quantifier in prose is typed", _PROSE, "brief/sentences.py",
        "_QUANTIFIER.search(bare)", '_QUANTIFIER.search("")',
        ("unit/brief/test_sentences.py::test_what_counts_without_being_computed_is_refused",),
    ),
    Mutation(
        "a work of two fields is two works of the map", _UNIT, "brief/pages/map.py",
        "len({w for c in columns for w in cells[row.id, c.id].works})", "sum(len(cells[row.id, c.id].works) for c in columns)",
        ("unit/brief/pages/test_map.py::test_the_sums_count_a_work_once",),
    ),
    Mutation(
        "a passage ranks a form", _UNIT, "brief/tallies.py",
        "found[is_comparison(item)]", "found[True]",
        ("unit/brief/test_answers.py::test_a_study_that_compares_is_never_told_apart_as_well",),
    ),
    Mutation(
        "an analysis shows the votes of another", _UNIT, "brief/pages/claim_multiverse.py",
        "of[_place(row, options)] = known.index(words)", "of[_place(row, options)] = 0",
        ("unit/brief/pages/test_claim.py::test_every_analysis_can_be_chosen_by_radio_buttons",),
    ),
    Mutation(
        "works are counted for studies in the flow", _UNIT, "brief/prisma.py",
        'studies=len({w.study_id for w in where(works, "work_id", included)})', "studies=len(included)",
        ("unit/brief/test_prisma_numbers.py",),
    ),
    Mutation(
        "a value ends its field in RIS", _TEXT, "export/ris.py",
        "((tag, one_line(value)) for tag, value in (*_lines(work, key), *more))", "((tag, value) for tag, value in (*_lines(work, key), *more))",
        ("unit/export/test_references.py::test_a_value_cannot_end_its_field",),
    ),
    Mutation(
        "a cell is a formula", _TEXT, "spreadsheets.py",
        "if isinstance(cell, str) and _FORMULA.match(cell):", "if False:",
        ("unit/test_spreadsheets.py::test_formulas_are_quoted",),
    ),
    Mutation(
        "a file of a person is written over", _OWNED, "io.py",
        "if path.exists() and not force:", "if False:",
        ("unit/test_owned.py::test_a_file_that_is_there_stays_unless_it_is_to_go",),
    ),
    Mutation(
        "the manifest leaves out the PDF", _BYTES, "publish/manifest.py",
        "name not in UNLISTED)", 'name not in UNLISTED and not name.endswith(".pdf"))',
        ("unit/test_manifest.py::test_every_file_is_listed_with_its_checksum_in_order_of_name",
         "unit/test_manifest.py::test_publish_lists_what_it_adds_to_the_book"),
    ),
    Mutation(
        "the manifest is written before the PDF", _BYTES, "stages/publish.py",
        _ADDED + _LISTED, _LISTED + _ADDED,
        ("unit/test_manifest.py::test_publish_lists_what_it_adds_to_the_book",),
    ),
    Mutation(
        "warnings of the book are passed over", _SILENCE, "publish/book.py",
        '"-W", "-n", "--keep-going"', '"--keep-going"',
        ("unit/test_publish.py::test_a_warning_of_the_book_stops_the_build",),
    ),
    Mutation(
        "a figure needs no words", "10 readable by everyone", "publish/strict.py",
        "if not hidden and not spoken:", "if False:",
        ("unit/test_publish.py::test_figures_without_words",),
    ),
    Mutation(
        "a script of a page may run", _TEXT, "publish/policy.py",
        "\"script-src 'self'\"", "\"script-src 'self' 'unsafe-inline'\"",
        ("unit/test_policy.py::test_no_script_of_a_page_may_run",),
    ),
    Mutation(
        "a page may ask other hosts", _OFFLINE, "publish/policy.py",
        "\"img-src 'self' data:\"", '"img-src *"',
        ("unit/test_policy.py::test_nothing_comes_from_another_host",),
    ),
    Mutation(
        "folders are listed as the disk has them", _BYTES, "publish/in_order.py",
        "sorted(entries, key=lambda entry: entry.name)", "entries",
        ("unit/build/test_in_order.py::test_every_way_of_listing_is_in_order",),
    ),
    Mutation(
        "the book is served under any name", _OFFLINE, "publish/server.py",
        "if host not in HOSTS:", "if False:",
        ("unit/test_server.py::test_other_names_of_this_machine_get_nothing",),
    ),
    Mutation(
        "strict changes nothing", _SILENCE, "console.py",
        "if strict and fails:", "if False:",
        ("unit/test_report_verb.py::test_what_was_set_aside_is_counted_and_strict_fails",
         "unit/test_report_verb.py::test_a_decision_that_was_not_applied_is_counted_and_strict_fails"),
    ),
    Mutation(
        "build does not hand strict on", _SILENCE, "cli/build.py",
        "last_lines(said, fails, strict)", "last_lines(said, fails, False)",
        ("unit/test_report_verb.py::test_build_hands_strict_on",),
    ),
    Mutation(
        "check passes over strict", _SILENCE, "cli/check.py",
        "if aside or (strict and found.remarks):", "if aside:",
        ("unit/test_people_tables.py::test_strict_takes_a_remark_for_a_failure",),
    ),
    Mutation(
        "check ends well where rows are set aside", _SILENCE, "cli/check.py",
        "raise typer.Exit(3)", "raise typer.Exit(0)",
        ("unit/test_people_tables.py::test_an_effect_whose_record_cannot_be_told_does_not_count",),
    ),
)  # fmt: skip
