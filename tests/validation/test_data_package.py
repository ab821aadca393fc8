"""The data package, judged by Frictionless: it holds for what the book hands on, gives back every value, and can fail."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from frictionless import Package, system

from evidence.brief.data_files import data_files
from evidence.brief.data_package import data_package
from evidence.catalogue import TABLES
from evidence.io import to_json
from evidence.rows import columns, is_row
from evidence.spreadsheets import csv_bytes
from tests.unit.brief.reviews import dozen

Rows = list[dict[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = data_files(dozen())
    for file in found:
        (tmp_path / file.name).write_bytes(csv_bytes(file.header, file.rows))
    package = data_package(dozen(), found)
    (tmp_path / "datapackage.json").write_text(to_json(package), encoding="utf-8")
    return tmp_path


def _problems(folder: Path) -> set[tuple[str, str]]:
    """(file, kind of error), as Frictionless says them."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert len(report.tasks) == len(json.loads((folder / "datapackage.json").read_text())["resources"])
    return {(task.place.rsplit("/", 1)[-1], error.type) for task in report.tasks for error in task.errors}


def test_frictionless_finds_nothing_wrong(folder: Path) -> None:
    assert _problems(folder) == set()


def _change(folder: Path, name: str, change: Callable[[Rows], object]) -> None:
    path = folder / name
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    header = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_frictionless_names_each_thing_that_is_broken(folder: Path) -> None:
    """A decision twice, a side on a work that is not there, a word of no list, a year in letters, a cell that may not be blank."""
    _change(folder, "screening.csv", lambda rows: rows.append(rows[0]))
    _change(folder, "sides.csv", lambda rows: rows[0].update(work_id="w-nobody"))
    _change(folder, "directions.csv", lambda rows: rows[0].update(positive=""))
    _change(folder, "works.csv", lambda rows: rows[0].update(year="soon"))
    _change(folder, "labels.csv", lambda rows: rows[0].update(state="perhaps"))
    _change(folder, "findings.csv", lambda rows: rows[0].update(proposition="G99"))
    found = _problems(folder)
    expected = {
        ("screening.csv", "primary-key"),
        ("sides.csv", "foreign-key"),
        ("directions.csv", "constraint-error"),
        ("works.csv", "type-error"),
        ("labels.csv", "constraint-error"),
        ("findings.csv", "constraint-error"),
    }
    assert expected <= found
    assert {name for name, kind in found if kind == "hash-count"} == {name for name, _ in expected}


@cache
def _by_file() -> dict[str, tuple[type, list[object]]]:
    tables = dozen()
    return {
        table.download: (table.row, tables[table.row if is_row(table.row) else table])
        for table in TABLES
        if table.download
    }


def test_every_value_is_read_back_as_it_was(folder: Path) -> None:
    """Numbers, yes and no, blanks and texts of all tables of the stages, as Frictionless reads them by the schema alone."""
    package, read = Package(str(folder / "datapackage.json")), 0
    for resource in package.resources:
        if resource.path not in _by_file():
            continue
        row_type, rows = _by_file()[resource.path]
        for given, back in zip(rows, resource.read_rows(), strict=True):
            for column in columns(row_type):
                if column.name not in back.field_names:
                    continue
                value, got = getattr(given, column.name), back[column.name]
                value = ";".join(value) if column.many else value
                got = float(got) if isinstance(got, Decimal) else got
                none = (None, "")
                assert got == value or (got in none and value in none), (resource.path, column.name)
                assert isinstance(got, bool) == isinstance(value, bool)
                read += 1
    assert read > 5_000


def test_the_data_of_a_review_carry_its_title_and_date(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    review = dozen().config.review
    assert (package["title"], package["created"]) == (review.title, f"{review.evidence_date}T00:00:00Z")
    works = next(r for r in package["resources"] if r["name"] == "works")
    assert works["schema"]["primaryKey"] == ["work_id"]
    assert {"fields": ["study_id"], "reference": {"resource": "", "fields": ["work_id"]}} in works["schema"][
        "foreignKeys"
    ]
