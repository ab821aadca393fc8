"""What is made of each word of many texts: once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain


class ByWord(dict[str, Sequence[int]]):
    """Numbers by word. `most`: words after which all is forgotten, so that memory does not grow with the number of texts."""

    def __init__(self, make: Callable[[str], Sequence[int]], most: int) -> None:
        self._make, self._most = make, most

    def __missing__(self, word: str) -> Sequence[int]:
        if len(self) > self._most:
            self.clear()
        self[word] = self._make(word)
        return self[word]

    def of(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of words, one word after the other."""
        return chain.from_iterable(map(self.__getitem__, words))
