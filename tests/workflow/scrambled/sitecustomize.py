"""On the path of a child, every Python in it lists folders in another order than the file system: SCRAMBLE=reverse or a seed."""

import os
import random

_HOW = os.environ.get("SCRAMBLE", "reverse")
_CHANCE = random.Random(_HOW)
_listdir, _scandir = os.listdir, os.scandir


def _scrambled(names, key=None):
    found = sorted(names, key=key, reverse=True)
    if _HOW != "reverse":
        _CHANCE.shuffle(found)
    return found


class _Entries:
    def __init__(self, entries):
        with entries:
            self._entries = iter(_scrambled(entries, key=lambda entry: entry.name))

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        self._entries = iter(())


os.listdir = lambda *path: _scrambled(_listdir(*path))
os.scandir = lambda *path: _Entries(_scandir(*path))
