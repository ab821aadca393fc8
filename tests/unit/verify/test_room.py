"""The clean room holds inputs and code, an environment of its own, and nothing that was built or set elsewhere."""

import subprocess
import sys

import pytest

from evidence.errors import UserError
from evidence.layout import Layout
from evidence.verify import rebuild
from evidence.verify.room import environment


@pytest.fixture
def review(tmp_path):
    """A review with what was built in it, and a link that leads out."""
    folder = tmp_path / "review"
    for name in (
        "Snakefile", "workflow/evidence/a.py", "config/config.yaml",
        "literature/records/a.ris", "book/index.md", "book/_build/html/index.html", "results/x.parquet",
        ".snakemake/metadata/x", "logs/x.log", "requirements.lock",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (tmp_path / "outside.ris").write_text("outside")
    (folder / "literature" / "records" / "out.ris").symlink_to(tmp_path / "outside.ris")
    return Layout(folder)


@pytest.fixture
def ran(monkeypatch):
    """What would have been run, with the exit code that it shall have."""
    calls = []

    def running(command, *, cwd, env, **more):
        calls.append(
            (
                command,
                cwd,
                env,
                sorted(p.relative_to(cwd.parent).as_posix() for p in cwd.parent.rglob("*") if p.is_file()),
            )
        )
        return subprocess.CompletedProcess(command, running.code, "\n".join(f"said {n}" for n in range(50)))

    running.code, running.calls = 0, calls
    monkeypatch.setattr("evidence.verify.room.subprocess.run", running)
    return running


def test_only_inputs_and_code_are_in_the_room(review, ran, tmp_path):
    html = rebuild(review, tmp_path / "room", "1", tmp_path / "verify.log")
    (command, cwd, env, files) = ran.calls[0]
    assert [name for name in files if not name.startswith("engine/")] == [
        "review/Snakefile", "review/book/index.md", "review/config/config.yaml", "review/literature/records/a.ris",
        "review/requirements.lock",
    ]  # fmt: skip
    engine = {name.removeprefix("engine/evidence/") for name in files if name.startswith("engine/")}
    assert {
        "main.py",
        "engine/Snakefile",
        "settings/schema.py",
        "engine/book/map.md",
    } <= engine
    assert not any("__pycache__" in name for name in engine)
    assert env["PYTHONPATH"] == str(cwd.parent / "engine")
    assert command[0] == sys.executable and command[-3:] == ["build", "--cores", "1"]
    assert html == cwd / "book" / "_build" / "html"


def test_nothing_of_the_users_settings_gets_in(monkeypatch, tmp_path):
    for name in ("SNAKEMAKE_PROFILE", "PYTHONSTARTUP", "SPHINXOPTS", "LC_ALL", "SOURCE_DATE_EPOCH", "EVIDENCE_FRAMED", "XDG_CACHE_HOME"):  # fmt: skip
        monkeypatch.setenv(name, "theirs")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    found = environment(tmp_path)
    assert list(found) == sorted(found)
    assert "theirs" not in found.values()
    assert found["OPENBLAS_CORETYPE"] == "Haswell", "without it numbers could be wrong on this processor"
    for name in ("HOME", "TMPDIR"):
        assert found[name].startswith(str(tmp_path))
        assert list((tmp_path / found[name]).iterdir()) == []


def test_a_build_that_fails_is_said_with_its_last_words(review, ran, tmp_path):
    ran.code = 1
    with pytest.raises(UserError) as raised:
        rebuild(review, tmp_path / "room", "1", tmp_path / "logs" / "verify.log")
    assert "said 49" in raised.value.text() and "said 3\n" not in raised.value.text()
    assert "said 3\n" in (tmp_path / "logs" / "verify.log").read_text()


@pytest.mark.parametrize("name", ["config", "literature"])
def test_a_folder_that_is_no_review_is_refused(review, ran, tmp_path, name):
    (review.root / name).rename(tmp_path / name)
    with pytest.raises(UserError, match=f"it has no {name}"):
        rebuild(review, tmp_path / "room", "1", tmp_path / "verify.log")
    assert ran.calls == []
