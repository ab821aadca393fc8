"""evidence desk: a page on one's own machine where people decide."""

from __future__ import annotations

import typer

from evidence.errors import UserError
from evidence.layout import Layout

ORDERS = ("relevance", "random")


def desk(
    reviewer: str = typer.Option(..., help="who decides; her decisions stand in files of this name"),
    port: int = typer.Option(8010, help="port on this machine; another one is taken where it is in use"),
    open: bool = typer.Option(True, help="open the browser"),
    order: str = typer.Option(ORDERS[0], help="of works to screen: relevance or random"),
    seed: int = typer.Option(1, help="of the random order"),
    settle: bool = typer.Option(False, help="settle what others decided differently, and see what they said"),
) -> None:
    """Decide on a page of this machine: what to screen, settle, code and judge. The files stay the truth."""
    from evidence.cli.status import tasks
    from evidence.desk.built import made_ready
    from evidence.desk.desk import Desk
    from evidence.desk.learner import Apart
    from evidence.desk.serve import run
    from evidence.given.reviewers import CONSENSUS, same_person
    from evidence.owned import file_of
    from evidence.publish.server import check_port

    if order not in ORDERS:
        raise UserError("there is no such order", field="--order", value=order, allowed=list(ORDERS))
    check_port(port)
    if same_person(reviewer, CONSENSUS):
        raise UserError(
            f"{CONSENSUS} is what people sign as who settle; it is nobody's name",
            field="--reviewer",
            value=reviewer,
            fix=f"give your own name: evidence desk --reviewer NAME --settle; your rows are then signed {CONSENSUS}, with your name in settled_by",
        )
    at = Layout()
    file_of(at, "screening", reviewer)
    made_ready(at, _say)
    made = Desk(at, reviewer, settles=settle, order=order, seed=seed, tasks=lambda: tasks(at), learner=Apart)
    made.check_may_settle()
    run(made, port, open, _say)


def _say(line: str) -> None:
    print(line, flush=True)
