"""What `anjian doctor` and the page 系统管理·插件 examine: each finding names the thing and says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from anjian.campaigns.current import packs_of, working_packs
from anjian.campaigns.packs import Pack
from anjian.inspections.catalogue import catalogue_of, installed_checklists
from anjian.kernel import clock
from anjian.kernel.calendar import is_working_day
from anjian.kernel.errors import AnjianError
from anjian.kernel.system import system_read
from anjian.migrations.runner import orphans, pending
from anjian.plugin_host.declared import broken_references
from anjian.plugin_host.discovery import Loaded
from anjian.plugin_host.instance import Instance
from anjian.ui.assets import read_assets


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined."""

    name: str
    ok: bool
    message: str


def examine(instance: Instance) -> list[Finding]:
    """Everything worth knowing about an installation; nothing is changed."""
    findings = _database(instance)
    findings += [_plugin(instance, loaded) for loaded in instance.registry.found]
    findings += _campaigns(instance)
    findings += _departments(instance)
    findings.append(_calendar(instance))
    built = bool(read_assets().script)
    findings.append(Finding("网页资源", built, "已构建" if built else "未构建，页面将没有样式，请运行 make setup"))
    return findings


def _plugin(instance: Instance, loaded: Loaded) -> Finding:
    """A plugin that started is looked at further: does all that it names load?"""
    name, registry = f"插件 {loaded.name}", instance.registry
    if loaded.plugin is None:
        return Finding(name, loaded.disabled, loaded.reason)
    faults = [f"没有找到{fault}" for fault in broken_references(registry.declared_by(loaded.name))]
    checklists = catalogue_of(registry).faults.get(loaded.name)
    if checklists is not None:
        faults.append(f"检查表不能使用：{checklists}")
    return Finding(name, not faults, "；".join(faults) or f"版本 {loaded.version}")


def _database(instance: Instance) -> list[Finding]:
    try:
        with instance.database.reading.connect() as connection:
            connection.execute(text("SELECT 1"))
            if not inspect(connection).has_table("unit"):
                return [Finding("数据库", False, "尚未初始化，请运行 anjian init")]
    except SQLAlchemyError as error:
        return [Finding("数据库", False, f"无法连接：{error.__class__.__name__}")]
    behind = pending(instance.database, instance.registry)
    left = orphans(instance.database)
    return [
        Finding(
            "数据库",
            not behind,
            f"有待升级的部分：{'、'.join(behind)}，请运行 anjian upgrade" if behind else "版本一致",
        ),
        Finding(
            "数据表", True, f"未安装的插件留下的数据表（保留不动）：{'、'.join(left)}" if left else "没有多余的数据表"
        ),
    ]


def _campaigns(instance: Instance) -> list[Finding]:
    """Each campaign that the installation works with, and what its table asks of checklists that are not there."""
    try:
        packs = working_packs(instance.settings)
    except AnjianError as error:
        return [Finding("专项行动包", False, str(error))]
    tags = {item.tag for checklist in installed_checklists(instance.registry) for item in checklist.items if item.tag}
    return [_campaign(pack, tags) for pack in packs]


def _campaign(pack: Pack, tags: set[str]) -> Finding:
    title = pack.campaign.title
    unknown = [f"{cell.key} 的 tag“{cell.tag}”" for cell in pack.annex1.cells if cell.tag and cell.tag not in tags]
    if unknown:
        text = (
            f"{title}：{pack.annex1.label}的指标 {'、'.join(unknown)} 没有检查表条目对应，将一直为0，请改正 annex1.yaml"
        )
        return Finding(f"专项行动包 {pack.campaign.short_title}", False, text)
    return Finding(f"专项行动包 {pack.campaign.short_title}", True, title)


def _departments(instance: Instance) -> list[Finding]:
    """The setting that gives plugins to departments, where it says something: does it name what exists?"""
    wanted = instance.settings.plugin_departments
    try:
        pack = packs_of(instance.settings).get(instance.settings.campaign) if wanted else None
    except AnjianError:
        pack = None
    if pack is None:
        return []  # nothing is said, or the pack itself is told to be faulty
    plugins = {loaded.name for loaded in instance.registry.found}
    departments = {department.code: department.name for department in pack.departments}
    faults = [f"没有名为“{name}”的插件" for name in wanted if name not in plugins]
    faults += [f"没有代码为“{code}”的部门" for code in wanted.values() if code not in departments]
    said = "；".join(f"{name}：{departments.get(code, code)}" for name, code in wanted.items())
    remedy = "，请核对 ANJIAN_PLUGIN_DEPARTMENTS"
    return [Finding("插件责任部门", not faults, "；".join(faults) + remedy if faults else said)]


def _calendar(instance: Instance) -> Finding:
    try:
        with system_read(instance.database, "examine the calendar") as session:
            is_working_day(session, clock.today())
    except (AnjianError, SQLAlchemyError) as error:
        return Finding("工作日历", False, str(error) if isinstance(error, AnjianError) else "尚未建立")
    return Finding("工作日历", True, f"{clock.today().year}年已载入")
