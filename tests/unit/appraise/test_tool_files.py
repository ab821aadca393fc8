"""A review's own tools of appraisal, as they stand in files."""

from typer.testing import CliRunner

from evidence.appraise.tool_files import STORED
from evidence.main import app
from evidence.vocabularies import page


def test_the_tools_that_are_known_are_those_of_the_review_too(tmp_path, monkeypatch):
    own = (
        (STORED / "amstar_2.yaml")
        .read_text(encoding="utf-8")
        .replace("label: A measurement tool", "label: Ours,")
    )
    (tmp_path / "config" / "appraisal").mkdir(parents=True)
    (tmp_path / "config" / "appraisal" / "own.yaml").write_text(
        own.replace("name: AMSTAR 2", "name: Ours").replace("amstar2", "our_own"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    rows = CliRunner().invoke(app, ["known", "tools"]).stdout.splitlines()
    (ours,) = [row for row in rows if row.startswith("| `Ours` |")]
    assert ours.endswith("| config/appraisal/own.yaml |") and any("`AMSTAR 2`" in row for row in rows)
    assert "Ours" not in page()
