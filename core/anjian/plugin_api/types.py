"""Value types that rooms and plugins return. They name code by reference (`"package.module:attribute"`), so that declaring
what a plugin contributes imports neither views nor document code; the host resolves a reference when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Protocol

from sqlalchemy.orm import Session

from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object in code."""

    target: str

    def load(self) -> Any:
        return resolve_name(self.target)

    def __str__(self) -> str:
        return self.target


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that may be allowed: `name` is `<room or plugin>.<verb>`, `title` is shown to the administrator."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Menu:
    """An entry of the left menu; shown to those who hold the permission."""

    title: str
    endpoint: str
    permission: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class PluginBlueprint:
    """A Flask blueprint, named like its plugin or room, with its menu entries."""

    blueprint: Ref
    menu: tuple[Menu, ...] = ()
    url_prefix: str = ""


class JobRunning(Protocol):
    """The run that a job belongs to. Compute in `read`; do what counts in `finish`, once, at the end."""

    def read(self) -> AbstractContextManager[Session]:
        """A read unit over all rows."""

    def finish(self, message: str) -> AbstractContextManager[Session]:
        """The one write unit over all rows: it and the run's mark are kept together or not at all. `message` is the Chinese
        sentence that the history shows. A job that writes nothing leaves it out and returns its sentence."""

    def file_for(self, target: Path) -> Path:
        """Where to write a file now that shall stand at `target` once the run is committed (also after a crash)."""

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do this once `finish` is committed."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job gets: the running installation (opaque to plugins but for `database`), and what it runs for.

    `period` is the month (`2023-07`) of a job that runs once a month, else the day; `day` the day as of which it works;
    `final` is False for a month that has not ended on `day`; `campaign` is the code of the campaign whose month it is (of a
    daily job the city's own).
    """

    instance: Any
    day: date
    period: str
    final: bool
    run: JobRunning
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Scheduled work. `trigger` is a cron line of five fields in Asia/Shanghai; `run(ctx) -> str` returns one Chinese
    sentence on what was done. The effect is named by the job and its day, or its month and whether that has ended: it
    happens once, whoever starts it (design 7)."""

    id: str
    title: str
    trigger: str
    run: Ref
    period: str = "day"
    """How often the effect may happen: `day` or `month`."""


class Effect(StrEnum):
    """What saving a row of a register did."""

    ENTERED = "新增"
    UPDATED = "更新"
    UNCHANGED = "一致"
    REFUSED = "退回"


@dataclass(frozen=True, slots=True)
class RowResult:
    """The effect of one row: the code of what it concerns, the official names of what changed, why it was refused.

    A `Problem` names its form field; the import puts it at the user's cell.
    """

    effect: Effect
    code: str = ""
    changed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class RowSaver(Protocol):
    """Saves rows as one use case and says what became of each, in order. A preview calls it too and rolls back."""

    def __call__(self, session: Session, actor: Actor, rows: Sequence[Mapping[str, Any]]) -> Sequence[RowResult]: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """One register as a worksheet. `form` is the WTForms class whose rules a row obeys; `key` its identifying fields;
    `save` a `RowSaver`; `rows(session, actor)` yields what an export writes, as mappings by field name."""

    name: str
    title: str
    form: Ref
    key: tuple[str, ...]
    save: Ref
    rows: Ref
    permission: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """Registers that are exchanged as Excel files: template, import, errors, export. Imported as `<plugin>.<sheet name>`."""

    title: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A part that a plugin adds to a core form, such as slot `enterprise`: a WTForms class and where its values live.

    `load(session, subject_id) -> dict` and `save(session, actor, subject_id, data) -> None`.
    """

    slot: str
    title: str
    form: Ref
    load: Ref
    save: Ref
    permission: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """A failed checklist item, as the plugin that owns the visit judges it."""

    item_code: str
    item_text: str
    limb_proposed: str | None
    limbs_in_force: Mapping[str, str]
    """Code -> text of every limb that a hazard found on `found_on` may cite."""
    answer: str
    note: str
    found_on: date
    enterprise_id: int
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a failed item amounts to: a proposal, decided by a person."""

    scale: str
    level: str
    limb: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TaskItem:
    """One row of the 待办 page: opens the page that finishes it."""

    title: str
    url: str
    light: str
    """`red` overdue, `yellow` due within three days, `green` otherwise, `grey` without a deadline."""
    due_on: date | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """A source of 待办 rows: `items(session, actor, limit) -> list[TaskItem]`, `count(session, actor) -> int`."""

    key: str
    title: str
    permission: str
    items: Ref
    count: Ref
    order: int = 100


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the home page: it opens its rows, and says what it counts."""

    title: str
    value: int
    unit: str
    url: str
    definition: str
    tone: str = ""
    """`red` where the rows are legally late or dangerous."""
    note: str = ""
    """What stands beside the figure: what it leaves out, or what of it is not settled yet."""


@dataclass(frozen=True, slots=True)
class HeadlineSource:
    """Figures for the home page: `build(session, actor) -> list[Headline]`; the page shows the first three."""

    permission: str
    build: Ref
    order: int = 100


@dataclass(frozen=True, slots=True)
class SearchSource:
    """What the search box finds: `find(session, actor, text, limit) -> list[SearchHit]`."""

    title: str
    permission: str
    find: Ref
    order: int = 100


@dataclass(frozen=True, slots=True)
class SearchHit:
    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of another room's page: a template (of the contributor) and its context."""

    title: str
    template: str
    context: Mapping[str, Any]
    order: int = 100


@dataclass(frozen=True, slots=True)
class PanelSource:
    """Adds panels to a slot such as `enterprise` or `hazard`: `build(session, actor, subject) -> list[Panel]`."""

    slot: str
    permission: str
    build: Ref
    order: int = 100


@dataclass(frozen=True, slots=True)
class Room:
    """What a room of the core contributes, with the value types that plugins return: a plugin is one more room."""

    name: str
    title: str
    permissions: tuple[Permission, ...] = ()
    blueprints: tuple[PluginBlueprint, ...] = ()
    jobs: tuple[Job, ...] = ()
    workbooks: tuple[Workbook, ...] = ()
    tasks: tuple[TaskList, ...] = ()
    headlines: tuple[HeadlineSource, ...] = ()
    searches: tuple[SearchSource, ...] = ()
    panels: tuple[PanelSource, ...] = ()
    models: tuple[str, ...] = ()
    """Modules that define the room's tables."""
    setups: tuple[Ref, ...] = ()
    """`setup(app: Flask) -> None`, called before blueprints are registered: what a room adds to the frame."""
