"""The checksum of a file is computed once while it lies there as it is, and anew when it does not."""

import hashlib
import os

from evidence import reading
from evidence.reading import sha256, sha256_of


def truth(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_checksum_is_of_the_bytes_of_now(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a"
    monkeypatch.setattr(reading, "SETTLED", -1)
    for data in (b"one", b"two", b"another", b""):
        path.write_bytes(data)
        os.utime(path, ns=(0, 0))
        assert sha256(path) == sha256(path) == truth(path)


def test_a_file_that_lies_there_is_read_once(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    monkeypatch.setattr(reading, "SETTLED", -1)
    told = sha256(path)
    monkeypatch.setattr(reading.hashlib, "file_digest", None)
    assert sha256(path) == told


def test_a_file_that_was_just_written_may_change_within_the_moment(tmp_path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    facts = path.stat()
    sha256(path)
    key = (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
    assert key not in reading._told


def test_an_open_file_stands_at_its_start(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    for settled in (-1, 10**18):
        monkeypatch.setattr(reading, "SETTLED", settled)
        with path.open("rb") as stream:
            stream.read(2)
            for _ in range(2):
                assert sha256_of(stream) == truth(path)
                assert stream.tell() == 0
