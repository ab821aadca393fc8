"""How settings are declared: once, by the class that a room takes them as.

The keys of a file in config/, their types, bounds, words and what holds where they are left out stand here and nowhere else:
checks, messages, the typed value, the schema for editors and the manual follow from them.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, dataclass_transform, get_type_hints

from evidence.rows import Printed

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Bounds, patterns and lengths of a value, in the words of JSON Schema; in an `Annotated` type they hold wherever it stands.

    `title`: what it may be in words, where they say more than the rules.
    """

    told: dict[str, Any]


def rules(**told: Any) -> Rules:
    return Rules({name: list(rule) if isinstance(rule, tuple) else rule for name, rule in told.items()})


Text = Annotated[str, rules(minLength=1)]
Day = Annotated[
    str, rules(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", format="date", title="a day as YYYY-MM-DD, in quotes")
]
Share = Annotated[float, rules(minimum=0, maximum=1)]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a group.

    What it `means`, which is told in messages and manuals and stands in no output; `kind`: its type; `shape`: the type that its value is checked by, where a room takes the value as it
    stands; `names`: what of the codebook it names. `default`: what holds where it is left out, MISSING where nothing can.
    `required`: it must be given in a file.
    """

    name: str
    means: str
    kind: Any
    shape: Any
    rules: Rules
    names: str
    default: Any
    required: bool


def setting(
    means: Printed[str],
    *,
    default: Any = MISSING,
    required: bool = False,
    names: str = "",
    shape: Any = None,
    key: str = "",
    **told: Any,
) -> Any:
    """A key of a group, as in `Key`; its rules are given as in JSON Schema: `setting("Level", default=0.95, maximum=1)`.

    `key`: its name in the file, where that is no name in Python. A default that is a group is copied.
    """
    about = {"means": means, "names": names, "shape": shape, "rules": rules(**told)}
    metadata = {"setting": about | {"name": key, "required": required or default is MISSING}}
    if isinstance(default, dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, field_specifiers=(setting, field))
def settings(kind: type[Group]) -> type[Group]:
    """A group of keys: a frozen dataclass. Fields without `setting` are no keys."""
    return dataclass(frozen=True, slots=True)(kind)


def is_group(kind: Any) -> bool:
    """Whether a type is a group of keys."""
    return isinstance(kind, type) and is_dataclass(kind)


@cache
def keys(kind: Any) -> dict[str, Key]:
    """The keys of a group by the name of their field, in order."""
    hints = get_type_hints(kind, include_extras=True)
    return {f.name: _key(f, hints[f.name]) for f in fields(kind) if "setting" in f.metadata}


def _key(f: Field[Any], kind: Any) -> Key:
    about = dict(f.metadata["setting"])
    default = f.default if f.default_factory is MISSING else f.default_factory()
    shape = about.pop("shape") or kind
    return Key(about.pop("name") or f.name, kind=kind, shape=shape, default=default, **about)
