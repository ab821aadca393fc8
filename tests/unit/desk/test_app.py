"""Nobody but the person who opened the desk gets anything from it, and text stays text."""

from __future__ import annotations

import re

import pytest

from evidence.desk.app import make_app
from evidence.desk.desk import Desk
from evidence.desk.guard import Guard
from tests.book.hostile import PAYLOADS

from .rooms import BASE, PORT, Sitting, room

PAGES = ("/", "/q/screening", "/q/screening/mine", "/q/screening/find?words=wren", "/nothing")


@pytest.fixture
def ella(tmp_path):
    return Sitting(room(tmp_path))


def test_a_first_page_asks_and_an_answer_is_a_row(ella):
    page = ella.get("/q/screening", query_string={"item": ella.work("wren")})
    assert (
        page.status_code == 200
        and "On the wren" in page.text
        and "Controlled trials of the vaccine." in page.text
    )
    item = ella.says("exclude", "no trial", item=ella.work("wren"))
    header, row = ella.rows()
    told = dict(zip(header, row, strict=True))
    assert told["decision"] == "exclude" and told["reason"] == "no trial" and told["reviewer"] == "ella"
    assert told["date"] == "2026-11-26T09:00:30" and told["title"].startswith("On the wren")
    assert ella.asked() != item


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_policy(ella, path):
    headers = ella.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY" and headers["Referrer-Policy"] == "same-origin"


def test_no_page_holds_a_script_or_style_of_its_own(ella):
    for path in PAGES:
        text = ella.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", text)
        assert set(re.findall(r'(?:src|href|action)="(https?:)?//', text)) <= {"https:"}


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_nothing_of_the_review_is_shown(ella, path):
    stranger = make_app(ella.desk, ella.guard).test_client()
    for address in (path, f"{path}{'&' if '?' in path else '?'}ticket=wrong"):
        answer = stranger.get(address, base_url=BASE)
        assert answer.status_code == 401
        assert "wren" not in answer.text and "ella" not in answer.text and "screen" not in answer.text


def test_the_ticket_becomes_a_cookie_that_no_script_reads_and_no_other_site_sends(ella):
    answer = make_app(ella.desk, ella.guard).test_client().get(f"/?ticket={ella.guard.ticket}", base_url=BASE)
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303 and answer.headers["Location"] == "/"
    assert cookie.startswith(f"desk-{PORT}=") and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert ella.guard.ticket not in cookie


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:8011",
        "localhost.evil.example:8010",
        "",
    ],
)
def test_another_name_of_this_machine_gets_nothing(ella, host):
    answer = ella.client.get("/q/screening", base_url=BASE, headers={"Host": host})
    assert answer.status_code == 403 and "wren" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8011"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_page_writes_and_reads_nothing(ella, headers):
    item = ella.asked()
    form = {"csrf": ella.guard.form, "once": "x", "item": item, "decision": "exclude"}
    assert ella.client.post("/q/screening", base_url=BASE, data=form, headers=headers).status_code == 403
    assert ella.client.get("/q/screening", base_url=BASE, headers=headers).status_code == 403
    assert ella.rows() == []


@pytest.mark.parametrize("token", ["", "guess", "\ud800"])
def test_a_form_without_the_token_of_the_page_writes_nothing(ella, token):
    form = {
        "csrf": token.encode("utf-8", "replace"),
        "once": "x",
        "item": ella.asked(),
        "decision": "exclude",
    }
    for path in ("/q/screening", "/q/screening/undo", "/q/screening/check"):
        assert ella.client.post(path, base_url=BASE, data=form).status_code == 403
    assert ella.rows() == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(ella, method):
    assert ella.client.open("/q/screening", method=method, base_url=BASE).status_code == 405


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"decision": "perhaps"}, 422),
        ({"decision": ""}, 422),
        ({"item": "no-such-work", "decision": "include"}, 404),
        ({"item": "../../etc/passwd", "decision": "include"}, 404),
        ({"decision": "include", "reason": "x" * 300_000}, 413),
    ],
)
def test_what_is_no_answer_is_told_on_a_page_and_not_written(ella, form, status):
    answer = ella.post("/q/screening", **{"item": ella.asked(), **form})
    assert answer.status_code == status and "Nothing was written" in answer.text
    assert "Traceback" not in answer.text and ella.rows() == []


def test_a_fault_of_ours_is_a_page_without_a_trace(ella, monkeypatch):
    def broken(*arguments, **named):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Desk, "next", broken)
    answer = ella.get("/q/screening")
    assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text


def test_a_page_that_is_sent_twice_is_one_row(ella):
    item = ella.asked()
    for _ in range(2):
        ella.post("/q/screening", item=item, decision="include", once="the same")
    assert len(ella.rows()) == 2


def test_hostile_texts_stay_texts(tmp_path):
    """Each payload as a title, an abstract, an author and an address; what a browser would read as a tag is none."""
    texts = [" ".join(text.split()) for text in PAYLOADS]
    entries = (
        f"TY  - JOUR\nID  - k{n}\nTI  - {text} {n}\nAU  - {text}\nAB  - {text} {n}\nJO  - {text}\nUR  - javascript:alert({n})\nER  - \n"
        for n, text in enumerate(texts)
    )
    ella = Sitting(room(tmp_path, {"x.ris": "\n".join(entries)}))
    known = {"html", "head", "meta", "title", "link", "script", "body", "a", "header", "p", "span", "nav", "ul", "li", "main", "div",
             "h1", "h2", "h3", "progress", "form", "input", "article", "section", "cite", "mark", "button", "kbd", "aside", "dl", "dt", "dd", "label",
             "footer", "code", "ol", "time"}  # fmt: skip
    for work in ella.desk.works.ids:
        page = ella.get("/q/screening", query_string={"item": work})
        assert page.status_code == 200
        assert {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z][\w:-]*)", page.text)} <= known
        assert len(re.findall("<script", page.text)) == 1 and 'href="javascript' not in page.text
    ella.says("exclude", PAYLOADS[0])
    assert (
        "<script>alert"
        not in ella.get("/q/screening/mine").text + ella.get("/q/screening/find?words=alert").text
    )


def test_a_second_cookie_name_for_a_second_desk():
    assert Guard(1).cookie != Guard(2).cookie and Guard(1).session != Guard(1).session
