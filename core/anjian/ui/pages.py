"""Value types that page templates show: facts, next step, timeline, import steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from anjian.ui.words import Light


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the three facts that decide, in a detail page's header."""

    label: str
    value: str | Light
    tone: str = ""
    """`red` where it is legally late or dangerous, `blue` for the present state."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: the one primary button, or what it still needs and who can do it."""

    title: str
    """The verb on the button."""
    address: str
    explanation: str = ""
    missing: Sequence[str] = ()
    """What must be there first; with any of it the button is not offered."""
    who: str = ""
    """Who does it, where the reader cannot."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened."""

    at: datetime
    title: str
    who: str = ""
    unit: str = ""
    text: str = ""
    tone: str = ""
    details: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class DetailTab:
    """A tab of a detail page; `present` marks the one shown."""

    title: str
    address: str
    present: bool = False


IMPORT_STEPS = ("下载模板", "上传文件", "核对预览", "确认导入", "查看结果")
"""The five steps of every import page."""
