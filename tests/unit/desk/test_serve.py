"""The desk as a program: where it listens, what it prints, how it ends, what it says where nothing can be opened."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.desk.serve import door
from evidence.errors import UserError
from evidence.main import app

from .rooms import room


def test_the_door_is_of_this_machine_alone():
    with door(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
        listening.listen()
        with door(listening.getsockname()[1]) as other:  # the port is taken: another one is
            assert other.getsockname()[0] == "127.0.0.1" and other.getsockname() != listening.getsockname()


def test_it_opens_says_where_and_ends_calmly(tmp_path):
    room(tmp_path)
    command = [
        str(Path(sys.executable).parent / "evidence"),
        "desk",
        "--reviewer",
        "ella",
        "--no-open",
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ}
    ) as running:
        said = ""
        until = time.monotonic() + 120
        while "ticket=" not in said and time.monotonic() < until:
            said += running.stdout.readline()
        port, ticket = re.search(r"http://127\.0\.0\.1:(\d+)/\?ticket=(\S+)", said).groups()
        line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
        line.request("GET", "/")
        assert line.getresponse().status == 401
        line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
        line.request("GET", f"/?ticket={ticket}")
        assert line.getresponse().status == 303
        second = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ}, check=False
        )
        assert second.returncode == 1 and "ella sits at it" in second.stderr and f":{port}/" in second.stderr
        assert ticket not in second.stderr and "Traceback" not in second.stderr
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        assert running.wait(60) == 0 and "The desk is closed." in rest and "Traceback" not in rest
    assert not (tmp_path / "results" / ".desk.json").exists()


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--reviewer", "../x"], "--reviewer"),
        (["--reviewer", "ella", "--order", "size"], "--order"),
        (["--reviewer", "ella", "--port", "70000"], "--port"),
        (["--reviewer", "ella", "--port", "-1"], "--port"),
        (["--reviewer", "Consensus"], "--reviewer"),
    ],
)
def test_what_cannot_be_is_said_before_anything_opens(tmp_path, monkeypatch, arguments, field):
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(app, ["desk", *arguments]).exception
    assert isinstance(refused, UserError) and refused.field == field


def test_nobody_is_called_consensus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for settles in ([], ["--settle"]):
        refused = CliRunner().invoke(app, ["desk", "--reviewer", "consensus", *settles]).exception
        assert isinstance(refused, UserError) and "--reviewer NAME --settle" in refused.fix


def test_a_folder_without_records_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(app, ["desk", "--reviewer", "ella"]).exception
    assert isinstance(refused, UserError) and "literature/records" in refused.text()
