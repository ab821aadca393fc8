"""evidence own: the engine's pages, styles and templates, to be made a review's own."""

from __future__ import annotations

import typer


def own(
    name: str = typer.Argument("", help="the file; without it all names are listed"),
    force: bool = typer.Option(False, help="replace the review's own file by the engine's"),
) -> None:
    """Copy a page, style, script or template of the engine into book/, where it takes the place of the engine's."""
    from evidence.engine import resource
    from evidence.errors import UserError
    from evidence.io import write_new
    from evidence.layout import Layout
    from evidence.written import nearest_first

    at = Layout()
    engine = Layout(resource()).own_pages
    if not name:
        for file in engine | at.own_pages:
            where = "  (the review's own)" if file in at.own_pages else ""
            print(f"{file}{where}")
        return
    name = name.removeprefix("book/")
    if name not in engine:
        near = nearest_first(name, list(engine))[:5]
        raise UserError(
            "the engine has no file of this name",
            value=name,
            allowed=near,
            fix="`evidence own` lists all names",
        )
    target = at.root / "book" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    write_new(target, engine[name].read_bytes(), force)
    print(f"{target}: yours now; edit it, then `evidence build`. Without it the engine's is taken again.")
