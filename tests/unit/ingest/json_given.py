"""Works written as JSON, and what the stage makes of them."""

from __future__ import annotations

import json

from evidence.ingest.stage import Source, ingest


def read(value, **how):
    text = value if isinstance(value, str) else json.dumps(value, **how)
    return ingest([Source("f.json", text.encode("utf-8", "replace"))])


def work(n):
    return {"id": f"k{n}", "title": f"Title number {n} of homes", "author": [{"family": "Ash"}], "year": 2001}
