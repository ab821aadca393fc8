"""What the tests of the queues of judgements ask of a desk and of the tables beneath it."""

from __future__ import annotations

import csv

from werkzeug.datastructures import MultiDict

from evidence.pipeline import STAGES
from evidence.review import Review
from evidence.stage import Bench


def rows(folder, name: str) -> list[dict[str, str]]:
    path = folder / "literature" / name
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def built(folder, *names: str) -> Review:
    """The review once these stages have run again."""
    from evidence.layout import Layout

    for stage in STAGES:
        if stage.name in names:
            stage.run(Bench(stage, Review(Layout(folder))))
    return Review(Layout(folder))


def said(given=(), **fields: str) -> MultiDict:
    """A form as a page sends it."""
    return MultiDict({**dict(given), **fields})


def waits(desk, name: str) -> list[str]:
    return list(desk.queues[name].keys())


def of(desk, key: str) -> str:
    return next(work for work in desk.works.ids if desk.works[work].key == key)
