"""evidence test: the inputs, the sums and the built book of this review, as `make test` and CI of its folder run it."""

from __future__ import annotations

import typer

from evidence.brief.words import plural
from evidence.cli.checked import Checked, say
from evidence.layout import Layout
from evidence.tally import Tally


def test(
    cores: str = typer.Option("all", help="how many processor cores"),
    strict: bool = typer.Option(False, help="fail where anything was set aside"),
) -> None:
    """Check every input, build what is stale, and look whether the book holds together. Exit 0: fine; 1: something is wrong; 3: a row of people's is not applied."""
    from evidence.cli.build import build
    from evidence.cli.check import check_inputs
    from evidence.unread import NO_RECORDS
    from evidence.verify import read_published, whole

    at = Layout()
    found = check_inputs(at)
    say(found, every=False)
    unbalanced = [total for total in found.sums if not total.holds]
    for total in unbalanced:
        print(total.text())
    if found.errors or unbalanced:
        print("The inputs must be mended first.")
        raise typer.Exit(1)
    print(f"inputs   {_aside(found)}; {len(found.sums)} sums hold")
    if not found.begun:
        print(NO_RECORDS)
        _all_applied(found)
        return
    build(cores=cores, strict=strict, profile=None, run_report=None)
    looked = whole(read_published(at.html), sum(count.counted for count in found.counts))
    for look in looked:
        print(f"{'WRONG' if look.wrong else 'book':<8} {look.text()}")
    if any(look.wrong for look in looked):
        raise typer.Exit(1)
    _all_applied(found)


def _all_applied(found: Checked) -> None:
    """Ends with 3 where a row that a person wrote is set aside or not used, and says which: the book does not say what was decided.

    Entries of exports are not a person's: they are set aside, counted and shown in the book.
    """
    exports = {count.source_file for count in found.counts}
    aside = [row for row in found.set_aside if row.source_file not in exports]
    dropped = [remark for remark in found.remarks if remark.dropped]
    n = len({(r.source_file, r.line) for r in aside} | {(r.source_file, r.line) for r in dropped})
    if not n:
        return
    for label, rows in (("set aside  ", aside), ("not used   ", dropped)):
        for line in Tally(rows).lines(label):
            print(line)
    print(f"{n:,} {plural(n, 'row', 'rows')} of people's not applied: mend what is named above.")
    raise typer.Exit(3)


def _aside(found: Checked) -> str:
    n = len(found.set_aside) + sum(remark.dropped for remark in found.remarks)
    return f"{n:,} entries or rows set aside" if n else "nothing set aside"
