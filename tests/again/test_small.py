"""The sizes that `python -m tests.again --small` writes stand in the program."""

from __future__ import annotations

from tests.again.small import SIZES, smaller
from tests.workflow.conftest import REPOSITORY


def test_each_size_is_said_once_in_its_module() -> None:
    for module, sizes in SIZES.items():
        text = (REPOSITORY / "workflow/evidence" / module).with_suffix(".py").read_text("utf-8")
        assert all(f"{name} = {size}" in smaller(text, sizes) for name, size in sizes.items())
