"""The last words of a command: what the machine refused in words, a fault with its place, and no control character."""

import errno
import os

import pytest

from evidence.build.locks import check_place
from evidence.build.run import Outcome, last_words
from evidence.console import fail, plain, refused_in
from evidence.errors import UserError


def _said(capsys, error, **more):
    with pytest.raises(SystemExit) as ended:
        fail(error, **more)
    return ended.value.code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the folder can only be read"),
        (errno.EACCES, "there is no permission"),
        (errno.EADDRINUSE, "the port is in use"),
        (errno.EMFILE, "too many files are open"),
    ],
)
def test_what_the_machine_refuses_is_one_message(capsys, number, words):
    code, said = _said(capsys, OSError(number, os.strerror(number), "results/a.parquet"))
    assert code == 1
    assert words in said and "results/a.parquet" in said and "to fix:" in said
    assert "fault" not in said and "Traceback" not in said


def test_it_is_the_same_where_a_library_wrapped_it(capsys):
    try:
        raise RuntimeError("the writer gave up") from OSError(errno.ENOSPC, "No space left on device")
    except RuntimeError as error:
        assert "the disk is full" in _said(capsys, error)[1]


def test_a_fault_has_its_details_in_a_file(capsys, tmp_path):
    code, said = _said(capsys, ZeroDivisionError("x"), log=tmp_path / "logs" / "fault.log")
    assert code == 70
    assert "fault.log" in said and "Traceback" not in said
    assert "ZeroDivisionError" in (tmp_path / "logs" / "fault.log").read_text()


def test_the_details_of_a_fault_may_find_no_place(capsys, tmp_path):
    (tmp_path / "logs").write_text("a file where the folder should be")
    try:
        raise ZeroDivisionError("x")
    except ZeroDivisionError as error:
        code, said = _said(capsys, error, log=tmp_path / "logs" / "fault.log")
    assert code == 70
    assert "could not be written" in said and "test_console.py, line" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("OSError: [Errno 30] Read-only file system: '/a/b'", "/a/b: the folder can only be read"),
        ("WARNING: could not copy x.css: OSError(28, 'No space left on device')", "the disk is full"),
        ("PermissionError: [Errno 13] Permission denied: 'results'", "results: there is no permission"),
    ],
)
def test_what_another_program_was_refused_is_told_in_the_same_words(text, words):
    assert refused_in(f"Traceback\n  line\n{text}\nmore").text().startswith(words)
    assert last_words(Outcome(1, [], ["Traceback", text]), "build.log").startswith(words)


def test_other_errors_are_not_the_machine():
    assert refused_in("FileNotFoundError: [Errno 2] No such file: 'x'") is None
    assert refused_in("page 28 of 30") is None


def test_a_folder_that_a_build_cannot_write_to_is_named(tmp_path, monkeypatch):
    check_place(tmp_path)

    def full(dir):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("evidence.build.locks.tempfile.TemporaryFile", full)
    with pytest.raises(OSError, match="No space") as raised:
        check_place(tmp_path)
    assert raised.value.filename == str(tmp_path.resolve())


def test_a_message_moves_no_cursor(capsys):
    error = UserError("bad\x1b[2J", file="a\x9b31m.ris", record="\x07", value="\u202ex\x00", fix="y\rz")
    said = _said(capsys, error)[1]
    assert all(c.isprintable() or c == "\n" for c in said)
    assert "a?31m.ris" in said


class _Stream(list):
    def __init__(self, terminal):
        super().__init__()
        self.isatty = lambda: terminal

    def write(self, text):
        self.append(text)


@pytest.mark.parametrize(("terminal", "expected"), [(True, "a?[31mb\té"), (False, "a\x1b[31mb\té")])
def test_a_terminal_gets_text_and_a_file_gets_what_was_written(monkeypatch, terminal, expected):
    stream = _Stream(terminal)
    monkeypatch.setattr("sys.stdout", stream)
    plain(lambda: print("a\x1b[31mb\té", end=""))()
    assert "".join(stream) == expected
