"""What the front door says when it refuses. Every message is a Chinese sentence that names the place and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    `row` is the row number as Excel shows it (from 1); `column` the header as the user's sheet writes it.
    """

    message: str
    field: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = "".join(
            part
            for part in (
                f"【{self.sheet}】" if self.sheet else "",
                f"第{self.row}行" if self.row else "",
                f"“{self.column}”列" if self.column else "",
            )
            if part
        )
        return f"{place}：{self.message}" if place else self.message


class AnjianError(Exception):
    """Base of every refusal that a user may read."""


class Refused(AnjianError):
    """A use case was refused; nothing was saved. Carries all problems at once."""

    def __init__(self, problems: Iterable[Problem] | Problem | str) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("Refused needs at least one problem")
        super().__init__("；".join(str(problem) for problem in self.problems))


class NotFound(AnjianError):
    """The thing does not exist, or its reader may not know that it does."""


class Forbidden(AnjianError):
    """The actor may not do this; the message says why and who can."""


class FileRefused(AnjianError):
    """A whole file cannot be read (unreadable, encrypted, no known header, too large); nothing was changed."""
