"""The four-page briefing, set by Typst from the same figures as the book."""

from __future__ import annotations

from evidence.stage import Bench, Stage


def _run(bench: Bench) -> str:
    from evidence.publish.pdf import STANDS_IN, build_pdf

    at = bench.at
    at.pdf.parent.mkdir(parents=True, exist_ok=True)
    without = build_pdf(at.staged_book / "briefing.typ", at.staged_book / "briefing.json", at.pdf)
    lacks = f"; its typeface lacks letters that stand as {STANDS_IN}: {', '.join(without)}" if without else ""
    return f"{at.pdf} ({at.pdf.stat().st_size // 1024} kB){lacks}"


PDF = Stage(
    name="pdf",
    does="Set the four-page briefing from the figures of the book.",
    run=_run,
    takes=("staged_book",),
    made=("pdf",),
    remarks=False,
)
