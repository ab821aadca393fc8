"""A stage of the pipeline as a value: what it reads, what it writes, what it does.

The verb of the command line, the rule of Snakemake, the order of the stages and what `evidence check` runs follow from it.
A stage that reads or writes what it does not declare ends at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from evidence import inputs
from evidence.given.declare import Placed
from evidence.layout import Layout
from evidence.remarks import Quarantined, Remark
from evidence.review import InMemory, Review
from evidence.rows import Printed, Table, table_of

if TYPE_CHECKING:
    from evidence.lookup import Rows
    from evidence.pieces import Pieces

Row = TypeVar("Row")
Decision = TypeVar("Decision", bound=Placed)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`run` does the work at a `Bench` and returns the line that people see.

    `does`: one sentence. `reads`, `writes`: tables; a `view` among those that it reads says of which columns it is a function. `decisions`: rows of the tables in literature/decisions/. `files`: other inputs by
    their name in `Layout`. `config`: files of config/. `settings`: sections of config.yaml. `documents`: JSON files beside
    its tables, and `uses` those of other stages. `made`: what it makes besides, by its name in `Layout`; `takes` what others make so; `keeps` what it makes from what stood there before.
    `part`: what one of several jobs can make for it beforehand: part (from 1) and number of parts → tables by their keys, which `run` finds in `Bench.parts`.
    `at_home`: it needs the whole review, and so runs where that lies, also where the other stages run elsewhere.
    """

    name: str
    does: Printed[str]
    run: Callable[[Bench], str]
    reads: tuple[type | Table, ...] = ()
    writes: tuple[type | Table, ...] = ()
    decisions: tuple[type, ...] = ()
    files: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    uses: tuple[tuple[str, str], ...] = ()
    made: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    remarks: bool = True
    at_home: bool = False
    part: Callable[[Bench, int, int], Iterable[tuple[str, Any]]] | None = None

    @property
    def tables(self) -> list[Table]:
        """All tables that it writes."""
        own = [table_of(row) for row in self.writes]
        return [*own, Table(self.name, "remarks", Remark)] if self.remarks else own


@dataclass
class Bench:
    """What a stage works at: its inputs, read when asked for, and the places of its outputs.

    `said` are the rows of its remarks and of what it set aside, for the log. `code`: the checksum of what it runs, where a plan has just
    said it; it takes longer to find out than some stages do.
    """

    stage: Stage
    review: Review = field(default_factory=Review)
    code: str = field(default="", kw_only=True)
    said: list[Quarantined | Remark] = field(default_factory=list)
    _bad: list[Remark] = field(default_factory=list)

    @property
    def at(self) -> Layout:
        return self.review.at

    @overload
    def __getitem__(self, table: type[Row]) -> list[Row]: ...
    @overload
    def __getitem__(self, table: Table) -> list[Any]: ...
    def __getitem__(self, table: type | Table) -> list[Any]:
        self._declared(table, self.stage.reads, "reads")
        return self.review[table]

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        """A table as Arrow columns."""
        self._declared(row, self.stage.reads, "reads")
        return self.review.columns(row, without)

    def pieces(self, row: type, without: tuple[str, ...] = ()) -> Pieces:
        """A table in the pieces in which it lies."""
        self._declared(row, self.stage.reads, "reads")
        return self.review.pieces(row, without)

    def rows(self, row: type[Row]) -> Rows[Row]:
        """The rows of a table or view, made when they are asked for (`evidence.lookup`)."""
        self._declared(row, self.stage.reads, "reads")
        return self.review.rows(row)

    def asking(self, *rows: type) -> Callable[..., Any] | None:
        """How answers out of these tables or views are asked for where the review notes what is read of it (`evidence.noted`); nothing elsewhere,
        where one may read them at once."""
        for row in rows:
            self._declared(row, self.stage.reads, "reads")
        ask = getattr(self.review, "ask", None)
        return ask and partial(ask, rows)

    @cached_property
    def codebook(self) -> Any:
        """The codebook of the review."""
        from evidence.codebook_file import load_codebook

        self._declared("codebook", self.stage.config, "config")
        return load_codebook(self.at.setting("codebook"))

    @cached_property
    def claims(self) -> Any:
        """Its claims."""
        from evidence.propositions import load_propositions

        self._declared("propositions", self.stage.config, "config")
        return load_propositions(self.at.setting("propositions"), self.codebook)

    def settings(self, kind: type[inputs.Settings], section: str = "") -> inputs.Settings:
        """The settings of the stage, from its first section of config.yaml or from another one. Raises UserErrors."""
        section = section or self.stage.settings[0]
        self._declared(section, self.stage.settings, "takes of the settings")
        return inputs.settings(kind, section, self.at)

    def decisions(self, row: type[Decision], told_elsewhere: bool = False) -> list[Decision]:
        """What people decided; rows that cannot be used are among the remarks of the stage, or of a later one that takes them too."""
        self._declared(row, self.stage.decisions, "decisions")
        codebook = self.codebook if "codebook" in self.stage.config else None
        claims = self.claims.ids() if "propositions" in self.stage.config else ()
        decided, bad = inputs.decisions(row, self.at, codebook, claims)
        self._bad += [] if told_elsewhere else bad
        return decided

    def write(self, rows: dict[Any, Any], remarks: list[Remark] | None = None) -> None:
        """Write all tables of the stage, and what it left out or mended."""
        written = {table_of(kind).name: given for kind, given in rows.items()}
        if self.stage.remarks:
            written["remarks"] = [*(remarks or []), *self._bad]
        for table in self.stage.tables:
            given = written.pop(table.name)
            self.review.put(table, given)
            if table.row in (Quarantined, Remark):
                self.said += given
        assert not written, f"{self.stage.name} does not declare that it writes {', '.join(written)}"

    def kept(self, name: str) -> Path | None:
        """Where what is kept from run to run lies; None for a review in memory."""
        self._declared(name, self.stage.keeps, "keeps")
        return None if isinstance(self.review, InMemory) else getattr(self.at, name)

    @property
    def parts(self) -> Mapping[str, Any]:
        """What jobs made for this stage beforehand; nothing where one job does all."""
        from evidence.parts import Parts

        return Parts([] if isinstance(self.review, InMemory) else self.at.parts(self.stage.name))

    @cached_property
    def maker(self) -> str:
        """What names the code that makes what is kept from run to run: the checksum of all that the stage runs (`stage_code`); blank for a review in memory,
        of which nothing is kept."""
        from evidence.stage_code import code_of

        if isinstance(self.review, InMemory):
            return ""
        return self.code or code_of([self.stage.name], self.at.read_code)[self.stage.name].digest

    @property
    def cache(self) -> Path | None:
        """A folder for what texts mean, which may be lost at any time and changes nothing; None for a review in memory."""
        return None if isinstance(self.review, InMemory) else self.at.meanings

    def document(self, name: str, value: object) -> None:
        """Write a JSON file beside the tables of the stage."""
        self._declared(name, self.stage.documents, "documents")
        self.review.document(self.stage.name, name, value)

    def _declared(self, what: Any, among: tuple[Any, ...], part: str) -> None:
        if what not in among:
            raise LookupError(f"the stage {self.stage.name} does not declare {what} among what it {part}")


def run_in_memory(at: Layout, *stages: Stage) -> InMemory:
    """What these stages make of the inputs of a review, without writing anything."""
    review = InMemory(at)
    for stage in stages:
        stage.run(Bench(stage, review))
    return review
