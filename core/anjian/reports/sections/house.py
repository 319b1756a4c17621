"""Sections of plugins, each built in a child process with a deadline; what fails is printed as failed, with the department.

One child serves a whole compilation. One that hangs is killed and replaced, and its section is not asked again in this
compilation: it would hang once more for every unit.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Task
from anjian.kernel import clock
from anjian.plugin_api.section_types import ReportSection
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import Registry
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.units import ReportUnit, report_units
from anjian.reports.sections.child import DATA, SectionRequest, serve
from anjian.reports.sections.data import MAX_BYTES, SectionFault, SectionResult, unpack_data

START_SECONDS = 60.0
"""How long the child may take to import the core and open the database."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A section that the report must show: a working plugin's, or one that a task of the pack asks for in vain."""

    key: str
    title: str
    clause: str
    department: str
    department_code: str
    plugin: str
    section: ReportSection | None
    missing: str = ""

    def result(self, **outcome: object) -> SectionResult:
        named = (self.key, self.title, self.clause, self.department, self.plugin)
        return SectionResult(*named, **outcome)  # type: ignore[arg-type]


def expected_sections(registry: Registry, pack: Pack) -> tuple[Expected, ...]:
    """In the order of the registry; then, for each plugin that tasks of the pack name and that is not there, its tasks."""
    names = {department.code: department.name for department in pack.departments}
    codes = {name: plugin.department for name, plugin in registry.plugins.items()}
    found = [
        Expected(
            key=section.key,
            title=section.title,
            clause=section.clause,
            department=names.get(codes.get(owner, ""), "领导组办公室"),
            department_code=codes.get(owner, ""),
            plugin=owner,
            section=section,
        )
        for owner, section in registry.sections
    ]
    present = {expected.plugin for expected in found}
    absent = dict.fromkeys(task.plugin for task in pack.report.tasks if task.plugin not in present)
    return (*found, *(_missing(registry, pack, names, plugin) for plugin in absent))


def _missing(registry: Registry, pack: Pack, names: dict[str, str], plugin: str) -> Expected:
    tasks: Sequence[Task] = pack.tasks_of(plugin)
    loaded = next((one for one in registry.found if one.name == plugin), None)
    if loaded is None:
        why = "对应的专业模块未安装，本节没有数据。"
    elif loaded.plugin is None:
        why = f"对应的专业模块{loaded.state}，本节没有数据。"
    else:
        why = "对应的专业模块没有提供报告章节，本节没有数据。"
    return Expected(
        key=plugin,
        title=tasks[0].title + (f"等{len(tasks)}项任务" if len(tasks) > 1 else ""),
        clause="; ".join(task.clause for task in tasks),
        department=names[tasks[0].department],
        department_code=tasks[0].department,
        plugin=plugin,
        section=None,
        missing=why,
    )


class SectionHouse:
    """Builds sections for one compilation. Use as a context manager: the child ends with it."""

    def __init__(self, instance: Instance, pack: Pack, period: str, asof: AsOf) -> None:
        self._instance = instance
        self._expected = expected_sections(instance.registry, pack)
        self._period = period
        self._asof = asof
        self._counties = tuple((u.region_code, u.name) for u in report_units(pack) if u.region_code is not None)
        self._broken: dict[str, tuple[str, str]] = {}
        self._child: _Child | None = None

    def __enter__(self) -> SectionHouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._child.close()

    def sections(self, unit: ReportUnit) -> tuple[SectionResult, ...]:
        """Every expected section of one unit; never raises for what a plugin does. A department's report has its own only."""
        return tuple(self._results(unit))

    def _results(self, unit: ReportUnit) -> Iterator[SectionResult]:
        for expected in self._expected:
            if unit.department_code not in (None, expected.department_code):
                continue
            if expected.section is None:
                yield expected.result(failure=expected.missing, reason=expected.missing)
            elif expected.key in self._broken:
                failure, reason = self._broken[expected.key]
                yield expected.result(failure=failure, reason=reason)
            else:
                yield self._built(expected, expected.section, unit)

    def _built(self, expected: Expected, section: ReportSection, unit: ReportUnit) -> SectionResult:
        plugin = self._instance.registry.plugins.get(expected.plugin)
        request = SectionRequest(
            section=section,
            modules=plugin.models if plugin is not None else (),
            campaign=self._asof.campaign,
            period=self._period,
            starts_on=self._asof.starts_on,
            effective=self._asof.effective,
            known=self._asof.known,
            unit_name=unit.name,
            region_code=unit.region_code,
            department_code=unit.department_code,
            plugin=expected.plugin,
            plugin_department=expected.department_code,
            industries=plugin.industries if plugin is not None else (),
            counties=self._counties,
        )
        try:
            answer = self._asked(request)
            if answer[:1] == DATA:
                return expected.result(data=unpack_data(answer[1:], section))
            failure, reason = json.loads(answer[1:])
        except SectionFault as fault:
            failure = reason = str(fault)
        except (EOFError, OSError, TimeoutError) as error:
            failure = "章节超过规定时限未完成。" if isinstance(error, TimeoutError) else "章节生成过程异常中止。"
            reason = f"{type(error).__name__}: {error}"
            self._broken[expected.key] = failure, reason
            self._drop_child()
        return expected.result(failure=failure, reason=reason)

    def _asked(self, request: SectionRequest) -> bytes:
        if self._child is None:
            self._child = _Child(self._instance)
        return self._child.ask(request, self._instance.settings.section_seconds)

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


class _Child:
    """The process and its pipe."""

    def __init__(self, instance: Instance) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        modules = tuple(module for room in instance.registry.rooms for module in room.models)
        arguments = (theirs, instance.database.url, modules, clock.demo_mode())
        self._process: SpawnProcess = context.Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._wait(START_SECONDS)
            self._pipe.recv_bytes()
        except BaseException:
            self.close()
            raise

    def ask(self, request: SectionRequest, seconds: float) -> bytes:
        """Raises `TimeoutError` past the deadline, `EOFError` or `OSError` when the child died or sends more than it may."""
        self._pipe.send(request)
        self._wait(seconds)
        return self._pipe.recv_bytes(MAX_BYTES + 1)

    def _wait(self, seconds: float) -> None:
        if not self._pipe.poll(seconds):
            raise TimeoutError(f"no answer within {seconds} s")

    def close(self) -> None:
        with suppress(OSError):
            self._pipe.close()
        self._process.join(0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
