"""One desk to a folder, and that of a dead process is taken over."""

from __future__ import annotations

import json
import os
import subprocess

import psutil
import pytest

from evidence.desk.holder import holding
from evidence.errors import UserError
from evidence.layout import Layout


def _note(folder, **changed):
    told = {
        "process": os.getpid(), "began": psutil.Process().create_time(), "machine": os.uname().nodename, "reviewer": "ben",
        "address": "http://127.0.0.1:9/",
    } | changed  # fmt: skip
    (folder / "results").mkdir(exist_ok=True)
    (folder / "results" / ".desk.json").write_text(json.dumps(told))


def test_a_second_desk_is_told_who_sits_at_the_first_and_where(tmp_path):
    with holding(Layout(tmp_path), "ella", "http://127.0.0.1:8010/"):
        with pytest.raises(UserError) as said, holding(Layout(tmp_path), "ben", "http://127.0.0.1:8011/"):
            pass
        assert "ella sits at it" in said.value.problem and said.value.value == "http://127.0.0.1:8010/"
    with holding(Layout(tmp_path), "ben", "x"):
        pass
    assert list((tmp_path / "results").iterdir()) == []


def test_that_of_a_dead_process_or_of_its_heir_is_taken_over(tmp_path):
    dead = subprocess.Popen(["true"])
    dead.wait()
    for changed in ({"process": dead.pid}, {"began": 1.0}, {"process": "x"}):
        _note(tmp_path, **changed)
        with holding(Layout(tmp_path), "ella", "x"):
            pass


def test_one_of_another_machine_is_not_taken_over_and_a_broken_note_is(tmp_path):
    _note(tmp_path, machine="elsewhere")
    with pytest.raises(UserError, match="ben sits at it"), holding(Layout(tmp_path), "ella", "x"):
        pass
    (tmp_path / "results" / ".desk.json").write_text("{")
    with holding(Layout(tmp_path), "ella", "x"):
        pass


def test_a_process_that_ended_and_that_nobody_waited_for_is_dead(tmp_path):
    ended = subprocess.Popen(["true"])
    told = psutil.Process(ended.pid)
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and stays a zombie
    assert told.status() == psutil.STATUS_ZOMBIE
    _note(tmp_path, process=ended.pid, began=told.create_time())
    with holding(Layout(tmp_path), "ella", "x"):
        pass
    ended.wait()


def test_the_second_is_told_where_the_ticket_stands_and_how_to_end_the_first(tmp_path):
    _note(tmp_path)
    with pytest.raises(UserError) as said, holding(Layout(tmp_path), "ella", "x"):
        pass
    assert "ticket" in said.value.fix and "terminal" in said.value.fix and "Ctrl-C" in said.value.fix
    assert f"kill {os.getpid()}" in said.value.fix
