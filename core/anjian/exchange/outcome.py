"""What an import did, or would do: the same for the command, the web preview and the real run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from anjian.kernel.errors import Problem


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that says what another row (of the file, or of the ledger) already says. It was not entered again."""

    sheet: str
    row: int
    of_row: int | None = None
    of_code: str | None = None

    def __str__(self) -> str:
        first = f"第{self.of_row}行" if self.of_row else f"已登记的{self.of_code}"
        return f"【{self.sheet}】第{self.row}行与{first}重复，不再录入"


@dataclass(frozen=True, slots=True)
class Change:
    """A row that changes something already known: `fields` are the official names of what changes."""

    sheet: str
    row: int
    code: str
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return f"【{self.sheet}】第{self.row}行更新{self.code}：{'、'.join(self.fields)}"


@dataclass(slots=True)
class ImportOutcome:
    """The result of one file. `total` = entered + updated + unchanged + duplicates + refused rows."""

    kind: str
    dry_run: bool = False
    total: int = 0
    entered: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: list[Duplicate] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def refused_rows(self) -> int:
        return len({(problem.sheet, problem.row) for problem in self.problems})

    @property
    def exit_code(self) -> int:
        """0: no row refused; 1: some rows refused, the rest is in. (2, the file refused, is `FileRefused`.)"""
        return 1 if self.problems else 0

    def summary(self) -> str:
        """One Chinese sentence for the end of the command and the head of the result page."""
        if not self.total:
            return "表中没有可导入的数据行，请在表头下方填写后再导入。"
        verb = "将新增" if self.dry_run else "新增"
        parts = [
            f"共读取{self.total}行",
            f"{verb}{self.entered}行",
            f"更新{self.updated}行",
            f"与已有记录一致{self.unchanged}行",
        ]
        parts.append(f"重复{len(self.duplicates)}行")
        parts.append(f"退回{self.refused_rows}行")
        if self.created:
            parts.append(f"新建待核实企业{len(self.created)}家")
        return "，".join(parts) + "。" + ("（试运行，未保存任何内容）" if self.dry_run else "")

    def lines(self, limit: int | None = None) -> Sequence[str]:
        """Every problem, duplicate, change and note as one line each, problems first."""
        found = [*map(str, self.problems), *map(str, self.duplicates), *map(str, self.changes), *self.notes]
        return found if limit is None or len(found) <= limit else [*found[:limit], f"……另有{len(found) - limit}条"]

    def as_json(self) -> dict[str, Any]:
        """The outcome for programs."""
        return {
            "kind": self.kind,
            "dry_run": self.dry_run,
            "total": self.total,
            "entered": self.entered,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused_rows,
            "duplicates": [asdict(duplicate) for duplicate in self.duplicates],
            "changes": [asdict(change) for change in self.changes],
            "problems": [asdict(problem) for problem in self.problems],
            "created": self.created,
            "notes": self.notes,
            "summary": self.summary(),
            "exit_code": self.exit_code,
        }
