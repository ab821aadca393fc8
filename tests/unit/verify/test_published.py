"""A published book is read from a folder or a zip, whoever packed it, and nothing of it is unpacked or followed."""

import hashlib
import zipfile

import pytest

from evidence.errors import UserError
from evidence.verify import published as module
from evidence.verify import read_published

PAGE = b"<p>home</p>"
DIGEST = hashlib.sha256(PAGE).hexdigest()
FILES = {"index.html": PAGE, "SHA256SUMS": f"{DIGEST}  index.html\n".encode(), "a/b.html": b"b"}


def _lay(folder, files=FILES):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def test_a_folder_and_its_zip_are_the_same_book(tmp_path):
    folder = read_published(_lay(tmp_path / "html"))
    flat = read_published(_pack(tmp_path / "flat.zip", FILES.items()))
    deep = read_published(_pack(tmp_path / "deep.zip", [(f"html/{n}", d) for n, d in FILES.items()]))
    assert folder.digests == flat.digests == deep.digests
    assert folder.digests["index.html"] == DIGEST
    assert set(folder.digests) == set(FILES)
    assert folder.listed == flat.listed == deep.listed == {"index.html": DIGEST}
    assert deep.read("a/b.html") == b"b"


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret")
    html = _lay(tmp_path / "html")
    (html / "link.html").symlink_to(tmp_path / "secret")
    assert "link.html" not in read_published(html).digests


def test_names_that_climb_out_are_names_alone(tmp_path):
    path = _pack(tmp_path / "x.zip", [*FILES.items(), ("../../evil.txt", b"x"), ("/etc/evil", b"x")])
    assert "../../evil.txt" in read_published(path).digests
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.zip"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p / "nowhere", "there is nothing here"),
        (lambda p: _lay(p / "empty", {"index.html": PAGE}), "no SHA256SUMS"),
        (lambda p: _pack(p / "empty.zip", []), "no SHA256SUMS"),
        (lambda p: _lay(p, {"x.zip": b"PK\x03\x04 no zip"}) / "x.zip", "neither a folder nor a zip"),
    ],
)
def test_what_is_no_book_is_refused(tmp_path, make, words):
    with pytest.raises(UserError, match=words):
        read_published(make(tmp_path))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path):
    path = _pack(tmp_path / "x.zip", [*FILES.items(), ("index.html", b"another")])
    with pytest.raises(UserError, match="two files of one name"):
        read_published(path)


def test_a_zip_bomb_is_refused_before_it_goes_off(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SHA256SUMS", b"0" * 2_000_000)
    with pytest.raises(UserError, match="more than any book"):
        read_published(tmp_path / "x.zip")


def test_a_damaged_zip_is_a_message(tmp_path):
    path = _pack(tmp_path / "x.zip", FILES.items())
    path.write_bytes(path.read_bytes().replace(PAGE, b"<p>HOME</p>"))
    with pytest.raises(UserError, match="damaged"):
        read_published(path)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"inputs": 1, "stages": {}, "code": {}, "libraries": {}, "platform": {}}'])  # fmt: skip
def test_origins_that_a_stranger_wrote_are_read_or_not(tmp_path, text):
    assert read_published(_lay(tmp_path / "html", {**FILES, "BUILT_FROM.json": text})).built_from is None
