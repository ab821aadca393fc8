"""`evidence verify` builds a review again and finds what somebody changed."""

from __future__ import annotations

import shutil
import zipfile
from unittest.mock import patch

import pytest

from evidence.built_from import built_from
from evidence.layout import Layout
from evidence.verify import causes, read_published, room

from .conftest import Project

pytestmark = pytest.mark.workflow


def test_a_byte_changed_on_purpose_is_named_and_all_others_are_the_same(tiny: Project, tmp_path) -> None:
    """Of a book that was built without a network, elsewhere and with folders in another order (see `tiny`), so that all of that changes
    no byte; and from the pack alone, in an empty folder."""
    tiny.does("pack", str(tmp_path / "pack.zip"))
    changed, empty = tmp_path / "changed.zip", tmp_path / "empty"
    empty.mkdir()
    data = b""
    with zipfile.ZipFile(tmp_path / "pack.zip") as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            whole = old.read(info)
            if info.filename == "site/selection.html":
                data = whole
                whole = whole.replace(b"<h1", b"<H1", 1)
            new.writestr(info, whole)
    at = data.index(b"<h1")

    # The engine comes with its bytecode. That a room has it without is shown in unit/verify/test_room, and that it then runs by the wheel.
    but_being_written = shutil.ignore_patterns("*.pyc.*")
    with patch.object(room.shutil, "ignore_patterns", lambda *_: but_being_written):
        done = Project(empty).evidence("verify", str(changed))
    assert done.returncode == 3, done.stdout + done.stderr
    assert f"The bytes differ in 1 of {sum(p.is_file() for p in tiny.html.rglob('*'))} files" in done.stdout
    assert "The first: selection.html differs" in done.stdout
    assert f"byte {at + 2:,}, line {data[:at].count(10) + 1:,}" in done.stdout
    assert "was changed after it was built" in done.stdout
    assert "The pack was changed after it was made: site/selection.html was changed" in done.stdout
    assert "an input" not in done.stdout and "code" not in done.stdout and not list(empty.iterdir())


def test_an_input_that_changed_is_the_reason(tiny: Project, tmp_path) -> None:
    """By what a real book says that it was built from; what is said and how it ends is in unit/test_verify_verb."""
    project = tiny.copy(tmp_path / "review")
    assert read_published(tiny.html).built_from == built_from(Layout(project.folder))
    export = project.folder / "literature" / "records" / "medline.bib"
    export.write_text(export.read_text().replace("Protective vaccination", "Protective inoculation"))
    assert "inoculation" in export.read_text()

    (why,) = causes(read_published(tiny.html).built_from, built_from(Layout(project.folder)), {})
    assert why.startswith("an input differs: literature/records/medline.bib was sha256")
