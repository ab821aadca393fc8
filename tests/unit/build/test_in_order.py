"""Folders are listed in order of name, whatever order the file system has."""

import subprocess
import sys

SCRAMBLED = """
import os, random
listdir, scandir = os.listdir, os.scandir
class Entries(list):
    __enter__ = lambda self: self
    __exit__ = lambda self, *error: None
    close = lambda self: None
def scramble(path=".", *more):
    with scandir(path) as found:
        entries = Entries(sorted(found, key=lambda e: e.name, reverse=True))
    return entries
os.scandir = scramble
os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
from pathlib import Path
folder = Path({folder!r})
wrong = [os.listdir(folder), [p.name for p in folder.iterdir()]]
from evidence.publish.in_order import sort_listings
sort_listings()
right = [os.listdir(folder), [p.name for p in folder.rglob("*.js")], [p.name for p in folder.glob("*")], next(os.walk(folder))[2]]
print(wrong == [["b.js", "a.js"]] * 2, right == [["a.js", "b.js"]] * 4)
"""


def test_every_way_of_listing_is_in_order(tmp_path):
    for name in ("a.js", "b.js"):
        (tmp_path / name).touch()
    code = SCRAMBLED.format(folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
