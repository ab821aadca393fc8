"""The pages of the desk: every address, and what is asked before anything is answered."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from evidence.console import of_the_machine
from evidence.desk.desk import Desk
from evidence.desk.guard import HEADERS, Guard
from evidence.desk.pace import in_words
from evidence.desk.queue import Line, Open
from evidence.engine import resource
from evidence.errors import UserError, UserErrors
from evidence.singular import agreeing

_PAGE = 50  # lines of a list
_ROOM = 200_000  # bytes of a form
Answer = str | Response | tuple[str, int]


def make_app(desk: Desk, guard: Guard, book: str = "") -> Flask:
    """The application at one desk. `book`: the address of the built book, where there is one."""
    app = Flask(
        "evidence.desk",
        static_folder=str(resource("desk", "static")),
        template_folder=str(resource("desk", "templates")),
    )
    app.config["MAX_CONTENT_LENGTH"] = _ROOM
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(agreeing=agreeing, in_words=in_words)

    @app.before_request
    def check() -> Answer | None:
        if not guard.names_us(request.headers.get("Host", "")) or guard.from_elsewhere(request.headers):
            abort(403)
        if request.method not in ("GET", "HEAD", "POST"):
            abort(405)
        if request.method == "GET" and guard.is_ticket(request.args.get("ticket", "")):
            let_in = make_response(redirect(url_for("home"), 303))
            let_in.set_cookie(guard.cookie, guard.session, httponly=True, samesite="Strict", path="/")
            return let_in
        if not guard.is_session(request.cookies.get(guard.cookie, "")):
            abort(401)
        if request.method == "POST" and not guard.is_form(request.form.get("csrf", "")):
            abort(403)
        return None

    @app.after_request
    def shield(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    @app.context_processor
    def common() -> dict[str, Any]:
        return {"desk": desk, "csrf": guard.form, "book": book, "once": secrets.token_urlsafe(9)}

    @app.get("/")
    def home() -> Answer:
        with desk.lock:
            desk.look()
            return render_template("home.html", queues=desk.queues.values(), said=desk.heard())

    @app.get("/q/<name>")
    def ask(name: str) -> Answer:
        with desk.lock:
            queue = _queue(desk, name)
            given = request.args.get("item")
            key = given if given is not None else desk.next(name)
            desk.consequences.begin()
            if not key:
                return _page(desk, queue, "done.html")
            return _item(desk, queue, key)

    @app.post("/q/<name>")
    def decide(name: str) -> Answer:
        form = request.form
        with desk.lock:
            queue, key = _queue(desk, name), form.get("item", "")
            if form.get("desk") == "later":
                desk.pass_over(name, key)
                desk.said = "Put off until the others have been seen."
                return redirect(url_for("ask", name=name), 303)  # type: ignore[return-value]
            if queue.shown(key) is None:
                abort(404)
            if desk.tokens.fresh(form.get("once", "")):
                try:
                    desk.decide(name, key, form)
                except UserError as error:
                    desk.tokens.unused(form.get("once", ""))
                    return _item(desk, queue, key, error=error, form=form), 422
            back = {"mine": url_for("mine", name=name), "again": url_for("ask", name=name, item=key)}
            then = form.get("then", "") or form.get("back", "")
            return redirect(back.get(then, url_for("ask", name=name)), 303)  # type: ignore[return-value]

    @app.post("/q/<name>/check")
    def look_at(name: str) -> Answer:
        form = request.form
        with desk.lock:
            queue, key = _queue(desk, name), form.get("item", "")
            if queue.shown(key) is None:
                abort(404)
            problems, derived = desk.looked_at(name, key, form)
            return jsonify(problems=_told(problems), derived=derived)

    @app.get("/q/<name>/changed")
    def changed(name: str) -> Answer:
        """What the last answer changed: asked for behind the page, and without the lock."""
        return jsonify(changed=desk.consequences.told() if name in desk.queues else [])

    @app.post("/q/<name>/undo")
    def undo(name: str) -> Answer:
        with desk.lock:
            queue = _queue(desk, name)
            if not desk.tokens.fresh(request.form.get("once", "")):
                return redirect(url_for("ask", name=name), 303)  # type: ignore[return-value]
            key = desk.undo(name)
            if not key:
                desk.said = "There is nothing of yours to take back."
            known = bool(key) and queue.shown(key) is not None
            return redirect(url_for("ask", name=name, item=key if known else None), 303)  # type: ignore[return-value]

    @app.get("/q/<name>/mine")
    def mine(name: str) -> Answer:
        with desk.lock:
            queue = _queue(desk, name)
            rows, start = queue.mine(), max(0, request.args.get("from", 0, int))
            lines = [queue.line(row) for row in rows[start : start + _PAGE]]
            return _page(desk, queue, "mine.html", lines=lines, start=start, all=len(rows), step=_PAGE)

    @app.get("/q/<name>/find")
    def find(name: str) -> Answer:
        words = request.args.get("words", "").strip()
        with desk.lock:
            queue = _queue(desk, name)
            lines: list[Line] = list(queue.find(words))[:_PAGE] if words else []
            return _page(desk, queue, "find.html", lines=lines, words=words)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Answer:
        known = guard.is_session(request.cookies.get(guard.cookie, ""))
        return _failure(app, error, known)

    return app


def _queue(desk: Desk, name: str) -> Open:
    """A queue with everything as it stands now; no page where there is none."""
    queue = desk.queues.get(name)
    if queue is None:
        abort(404)
    desk.look()
    return queue


def _item(desk: Desk, queue: Open, key: str, error: UserError | None = None, form: Any = None) -> str:
    item = queue.shown(key)
    if item is None:
        abort(404)
    template = f"queues/{queue.queue.name}.html"
    return _page(desk, queue, template, key=key, item=item, error=_told(error), form=form or {})


def _page(desk: Desk, queue: Open, template: str, **values: Any) -> str:
    speed, rest = desk.pace(queue.queue.name)
    common = {"queue": queue, "left": queue.left(), "done": queue.done(), "speed": round(speed), "rest": rest}
    return render_template(template, said=desk.heard(), under=list(queue.under()), **common, **values)


def _told(error: UserError | None) -> list[dict[str, str]]:
    """What is wrong with an answer, a line each: field, problem, what to do."""
    if error is None:
        return []
    errors = error.errors if isinstance(error, UserErrors) else [error]
    return [{"field": e.field or "", "problem": e.problem, "fix": e.fix or ""} for e in errors]


_WORDS = {
    401: (
        "This page needs the address that the desk printed",
        "Copy the whole address from the terminal in which the desk runs into this browser. Nothing was written.",
    ),
    403: (
        "This did not come from a page of the desk",
        "Go back to the desk, load its page again and say it once more. Nothing was written.",
    ),
    404: (
        "There is no such thing here",
        "It may have gone with the last build, or the address was mistyped. Nothing was written.",
    ),
    405: ("The desk does not do this", "Nothing was written."),
    413: ("This is more text than the desk takes at once", "Write less. Nothing was written."),
}


def _failure(app: Flask, error: Exception, known_here: bool) -> Answer:
    """A page for people; the trace of a fault of ours goes to the terminal. Who is not known here sees nothing of the review."""
    if isinstance(error, HTTPException):
        code = error.code or 500
        what, fix = _WORDS.get(code, ("This could not be done", "Nothing was written."))
        page = "failure.html" if known_here and code not in (401, 403) else "shut.html"
        return render_template(page, what=what, fix=fix, detail=""), code
    known = error if isinstance(error, UserError) else of_the_machine(error)
    if known is None:
        app.logger.exception("a fault in the desk")
        what, fix = (
            "A fault in the desk",
            "It is told in the terminal in which the desk runs. What was confirmed is on the disk.",
        )
        return render_template("failure.html", what=what, fix=fix, detail=""), 500
    return render_template("failure.html", what=known.problem, fix=known.fix or "", detail=known.text()), 409
