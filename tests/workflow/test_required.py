"""A reporting item that the configuration requires and the review lacks stops the build."""

from __future__ import annotations

from .conftest import Project


def test_a_required_item_that_is_missing_stops_the_build(changed: Project) -> None:
    config = changed.folder / "config" / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[PRISMA-2020.3,", "[PRISMA-2020.24a, PRISMA-2020.3,"), encoding="utf-8")
    failed = changed.evidence("brief")
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert "PRISMA-2020.24a" in said and "review.registration" in said and "Traceback" not in said
    filled = config.read_text(encoding="utf-8").replace(
        "review:\n", "review:\n  registration: Not registered.\n", 1
    )
    config.write_text(filled, encoding="utf-8")
    assert changed.evidence("brief").returncode == 0
