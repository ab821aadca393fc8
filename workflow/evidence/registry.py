"""Values that are each declared in one file: found in the folder of their package, and in other distributions by entry point.

A measure, a rule for claims and a format of exports are such values. What needs all of them asks its registry, so that one
more is one more file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules
from typing import Any, Generic, TypeVar

from evidence.errors import UserError

T = TypeVar("T")
R = TypeVar("R")


class Registry(Generic[T]):
    """All values of one kind, by the words that they answer to.

    `package`: its modules hold them, under the name `attribute` (one) or `attribute` + `S` (several); a module with neither
    is no declaration. `group`: the entry points by which other distributions add theirs, each a value or a tuple of them.
    `words`: what a value answers to, its name first. `order`: where it stands among the others; else by the module's name.

    Raises UserError, when it is first asked, where another distribution cannot be used or a word is taken twice.
    """

    def __init__(
        self,
        package: str,
        attribute: str,
        kind: type[T],
        group: str,
        words: Callable[[T], tuple[str, ...]],
        order: Callable[[T], int] = lambda value: 0,
    ) -> None:
        self.package, self.attribute, self.kind, self.group = package, attribute, kind, group
        self._words, self._order = words, order
        self._once: dict[Callable[..., Any], Any] = {}

    def __iter__(self) -> Iterator[T]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __contains__(self, word: object) -> bool:
        return word in self.by_word

    def __getitem__(self, word: str) -> T:
        """Raises KeyError for a word that no value answers to."""
        return self.by_word[word]

    def get(self, word: str) -> T | None:
        return self.by_word.get(word)

    @property
    def names(self) -> list[str]:
        return [self._words(value)[0] for value in self.values]

    @cached_property
    def values(self) -> tuple[T, ...]:
        assert self.by_word is not None  # which refuses a word that is taken twice
        return tuple(sorted((value for _, value in self._found), key=self._order))

    @cached_property
    def by_word(self) -> dict[str, T]:
        found: dict[str, T] = {}
        owner: dict[str, str] = {}
        for where, value in self._found:
            for word in dict.fromkeys(self._words(value)):
                if word in found:
                    raise _refused(where, f"`{word}` is declared by {owner[word]} already", self.group)
                found[word], owner[word] = value, where
        return found

    @cached_property
    def origin(self) -> dict[str, str]:
        """Name → the distribution that it comes from with its version; empty for our own."""
        return {self._words(value)[0]: where for where, value in self._found if where != self.package}

    @cached_property
    def _found(self) -> list[tuple[str, T]]:
        own = [(self.package, value) for value in self._own()]
        points = sorted(entry_points(group=self.group), key=lambda point: (_origin(point), point.name))
        return own + [(_origin(point), value) for point in points for value in self._loaded(point)]

    def _own(self) -> Iterator[T]:
        package = import_module(self.package)
        for name in sorted(module.name for module in iter_modules(package.__path__)):
            module = vars(import_module(f"{self.package}.{name}"))
            several = module.get(f"{self.attribute}S", ())
            given = (module.get(self.attribute), *(several if isinstance(several, tuple) else ()))
            yield from (value for value in given if isinstance(value, self.kind))

    def _loaded(self, point: EntryPoint) -> Iterator[T]:
        try:
            given: Any = point.load()
        except (Exception, SystemExit) as error:  # another’s code, of which anything may go wrong
            what = f"it cannot be loaded from {point.value} ({type(error).__name__}: {error})"
            raise _refused(_origin(point), what, self.group) from error
        for value in given if isinstance(given, tuple | list) else (given,):
            if not isinstance(value, self.kind):
                what = f"{point.value} is {type(value).__name__} and no {self.kind.__name__}"
                raise _refused(_origin(point), what, self.group)
            yield value

    def once(self, of: Callable[[tuple[T, ...]], R]) -> R:
        """What follows from all values, worked out once."""
        if of not in self._once:
            self._once[of] = of(self.values)
        return self._once[of]

    def forget(self) -> None:
        """Look again when next asked: what is installed may be other."""
        self._once.clear()
        for name in ("values", "by_word", "origin", "_found"):
            self.__dict__.pop(name, None)


def _origin(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _refused(distribution: str, what: str, group: str) -> UserError:
    name = distribution.split(" ")[0]
    return UserError(
        f"the installed distribution {distribution} adds to {group}, but {what}",
        fix=f"mend {name}, or take it out: pip uninstall {name}",
    )
