"""One record of a tagged format, as it was cut out of its file."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.ingest.entry import RawEntry

Field = tuple[str, list[str]]  # a tag and a value for each line
Told = tuple[str, str, str]  # of a line: what stands before its tag, the tag, the value


@dataclass(slots=True)
class Block:
    """One record: its first and last line (from 1) and its (tag, values) with a value for each line of a field.

    A field without a tag holds lines of which nobody can say where they belong. `stray` are fields that stand after
    the end, `unread` lines between the end and these, `above` are fields that stand above the line that begins it and a blank line. `begun` and `ended`: the record has the line that begins, that ends one. `touches`: it stands right
    after the one before it, without a blank line. `torn`: its end may be missing.
    """

    line: int
    last: int
    before: str = ""
    second: str = ""
    small: bool = False
    fields: list[Field] = field(default_factory=list)
    stray: list[Field] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    begun: bool = False
    ended: bool = False
    touches: bool = False
    above: int = 0
    torn: bool = False

    def has(self, tags: frozenset[str]) -> bool:
        """Whether one of these tags has a value here."""
        return any(tag in tags and any(values) for tag, values in self.fields)

    def welcomes(self, told: Told, number: int, begins: frozenset[str], home: str | None) -> bool:
        """Whether the tag of line `number` stands as the others here do, or as most in the text (`home`); what is
        pasted into a value stands otherwise."""
        before, tag, _ = told
        if not self.begun and tag.upper() in begins:
            return True
        if before not in (self.before, self.second, home):
            if not self.begun or len(self.fields) != 1 or number != self.last + 1:
                return False
            self.second = before
        return self.small or not tag.islower()

    def note_end(self, entry: RawEntry, tag: str) -> None:
        """Say so where the record has no end of its own."""
        if not self.ended:
            problem = f"the record has no {tag} line; it was read up to the next one"
            entry.repairs.append((tag, "", problem, f"add a line `{tag}` after it"))

    def head(self, other: Block, text: list[tuple[int, str]]) -> None:
        """Take over the lines of the record that these are above."""
        self.above = len(self.fields)
        self.take(other, text)

    def take(self, other: Block, text: list[tuple[int, str]]) -> None:
        """Take over the lines of a run that is no record of its own; `text` are lines that were filed nowhere."""
        self.unread += other.unread + [words for line, words in text if self.last < line < other.line]
        (self.stray if self.ended else self.fields).extend(other.fields)
        self.last = other.last
