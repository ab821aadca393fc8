"""What happens to config/ and to a review's own pages. Settings of config.yaml are drawn from its schema, so that each that there is comes up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from evidence.settings.schema import schema_of
from evidence.settings_catalogue import Config
from tests.again.review import Review

Place = tuple[Any, ...]


def _places(value: Any, at: Place = ()) -> Iterator[Place]:
    """The path of every value, groups and lists too."""
    for key, own in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield (*at, key)
        yield from _places(own, (*at, key))


def _known(schema: dict[str, Any], at: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The path of each setting that is declared, and its schema."""
    for name, own in schema.get("properties", {}).items():
        if "properties" in own:
            yield from _known(own, (*at, name))
        else:
            yield (*at, name), own


def _at(data: Any, place: Place) -> Any:
    for key in place:
        data = data[key]
    return data


def _drawn(at: Review, schema: dict[str, Any], was: Any) -> Any:
    """A value that a setting may have, most of the time."""
    choice, kind = at.random.choice, schema.get("type")
    if at.random.random() < 0.03:
        return choice(("nonsense", -1, [], {}, None))
    if "enum" in schema:
        return choice(schema["enum"])
    if kind == "boolean":
        return choice((True, False))
    if kind in ("number", "integer"):
        low, high = (
            schema.get("minimum", schema.get("exclusiveMinimum", 0)),
            schema.get("maximum", schema.get("exclusiveMaximum")),
        )
        high = max(low, 9) if high is None else high
        return (
            at.random.randint(int(low), int(high))
            if kind == "integer"
            else round(at.random.uniform(low, high), 2)
        )
    if kind == "string":
        examples = schema.get("examples", [])
        if schema.get("format") == "date":
            return f"2026-0{at.random.randint(1, 9)}-1{at.random.randint(0, 9)}"
        return choice(
            (
                *examples,
                *([was] if was else []),
                *(() if "pattern" in schema else (at.words(3).capitalize(),)),
            )
            or ("1999",)
        )
    if kind == "array":
        held = list(was) if isinstance(was, list) else []
        if held and at.random.random() < 0.5:
            held.pop(at.random.randrange(len(held)))
        elif schema.get("items", {}).get("type") == "string":
            held.append(at.words(4).capitalize())
        at.random.shuffle(held)
        return held
    if isinstance(was, dict) and was:
        items = [*was.items()]
        at.random.shuffle(items)
        return dict(items[at.random.randrange(2) :])
    return was if was is not None else choice(([], {}))


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _dump(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110), "utf-8")


def setting_changes(at: Review) -> str:
    path = at.folder / "config/config.yaml"
    data = _load(path)
    place, schema = at.random.choice([*_known(schema_of(Config))])
    inner = data
    for key in place[:-1]:
        inner = inner.setdefault(key, {})
    name = place[-1]
    if name in inner and at.random.random() < 0.2:
        told = f"{inner.pop(name)!r} is left out"
    else:
        inner[name] = _drawn(at, schema, inner.get(name))
        told = f"{inner[name]!r}"
    _dump(path, data)
    return f"setting {'.'.join(place)}: {told[:80]}"


def shards_change(at: Review) -> str:
    path = at.folder / "config/config.yaml"
    data = _load(path)
    data["build"] = {**data.get("build", {}), "shards": at.random.choice((1, 1, 2, 3, 7))}
    _dump(path, data)
    return f"{data['build']['shards']} shards"


def comment_comes(at: Review) -> str:
    path = at.random.choice(at.files("config/*.yaml"))
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n# {at.number}\n", "utf-8")
    return f"a comment in {path.name}"


def text_changes(at: Review) -> str:
    """A text of the codebook, the claims, the searches or the glossary: a word more, or as it is written elsewhere."""
    path, data = _other(at)
    places = [place for place in _places(data) if isinstance(_at(data, place), str)]
    free = [place for place in places if " " in _at(data, place)]
    place = at.random.choice(free if free and at.random.random() < 0.9 else places)
    inner = _at(data, place[:-1])
    inner[place[-1]] += at.random.choice((" again", " Again.", f" {at.words(1)}"))
    _dump(path, data)
    return f"{path.name}: {'.'.join(map(str, place))}: {inner[place[-1]][-40:]!r}"


def value_changes(at: Review) -> str:
    """A number or a switch."""
    path, data = _other(at)
    places = [place for place in _places(data) if isinstance(_at(data, place), bool | int | float)]
    if not places:
        return text_changes(at)
    place = at.random.choice(places)
    was = _at(data, place)
    new = (
        not was
        if isinstance(was, bool)
        else was + at.random.choice((1, -1))
        if isinstance(was, int)
        else round(was * 0.9, 3)
    )
    _at(data, place[:-1])[place[-1]] = new
    _dump(path, data)
    return f"{path.name}: {'.'.join(map(str, place))}: {was} is {new}"


def item_goes(at: Review) -> str:
    """One of a list: a claim, a code, a phrase, a search."""
    path, data = _other(at)
    places = [place for place in _places(data) if isinstance(_at(data, place), list) and _at(data, place)]
    if not places:
        return text_changes(at)
    place = at.random.choice(places)
    listed = _at(data, place)
    gone = listed.pop(at.random.randrange(len(listed)))
    _dump(path, data)
    return f"{path.name}: {'.'.join(map(str, place))} without {str(gone)[:60]}"


def items_move(at: Review) -> str:
    path, data = _other(at)
    places = [
        place
        for place in _places(data)
        if isinstance(_at(data, place), list | dict) and len(_at(data, place)) > 1
    ]
    place = at.random.choice(places)
    held = _at(data, place)
    if isinstance(held, list):
        at.random.shuffle(held)
    else:
        items = [*held.items()]
        at.random.shuffle(items)
        held.clear()
        held.update(items)
    _dump(path, data)
    return f"{path.name}: {'.'.join(map(str, place))} in another order"


def key_goes(at: Review) -> str:
    path, data = _other(at)
    place = at.random.choice([place for place in _places(data) if not isinstance(place[-1], int)])
    gone = _at(data, place[:-1]).pop(place[-1])
    _dump(path, data)
    return f"{path.name}: {'.'.join(map(str, place))} left out: {str(gone)[:40]}"


def _other(at: Review) -> tuple[Path, Any]:
    path = at.random.choice([path for path in at.files("config/*.yaml") if path.name != "config.yaml"])
    return path, _load(path)


def page_comes(at: Review) -> str:
    path = at.folder / "book" / at.random.choice(("aside1.md", "aside2.md", "coverage.md", "methods.md"))
    if path.stem.startswith("aside"):
        path.write_text(f"# An aside\n\n{at.words(20)}\n", "utf-8")
        return f"page {path.name}"
    at.project.run("evidence", "own", path.name)
    if path.exists():
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{at.words(9)}\n", "utf-8")
    return f"own page {path.name}"


def page_goes(at: Review) -> str:
    pages = at.files("book/*.md")
    if not pages:
        return page_comes(at)
    path = at.random.choice(pages)
    path.unlink()
    return f"page {path.name} gone"


KINDS = (
    *(setting_changes,) * 6, *(text_changes,) * 3, shards_change, comment_comes, value_changes, item_goes, items_move, key_goes, page_comes, page_goes,
)  # fmt: skip
