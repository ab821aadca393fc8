"""evidence serve: the built book on localhost."""

import typer

from evidence.errors import UserError
from evidence.layout import Layout


def serve(port: int = typer.Option(8000, help="port on localhost")) -> None:
    """Open the built book on localhost, until Ctrl-C."""
    from evidence.publish.server import check_port, serving

    check_port(port)
    html = Layout().html
    if not (html / "index.html").exists():
        raise UserError("the book has not been built yet", file=html, fix="run `evidence build` first")
    with serving(html, port) as server:
        print(f"The book is on http://localhost:{port} (Ctrl-C ends it)", flush=True)
        server.serve_forever()
