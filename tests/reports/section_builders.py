"""Report sections for tests: a good one, and every way to be bad. Loaded by reference in the child process."""

from __future__ import annotations

import os
import sys
import time
from typing import cast

from sqlalchemy import func, select, text

from anjian.hazards.models import HazardVersion
from anjian.kernel.history import as_known
from anjian.plugin_api.section_types import Bar, SectionContext, SectionData, SectionFigure, SectionTable, TaskPart

TABLE = SectionTable(
    "车辆装备情况", ("企业名称", "车辆数", "装齐率"), (("甲运输有限公司（演示）", 200, Bar(199, 200)),)
)


def good(ctx: SectionContext) -> SectionData:
    """Figures of task (6), and a sentence beside it."""
    known = as_known(HazardVersion, ctx.known)
    count = ctx.session.scalar(select(func.count()).select_from(HazardVersion).where(known))
    figure = SectionFigure("good.rows", "台账版本", "条", "台账中的版本数", tuple(range(count or 0)))
    money = SectionFigure("good.money", "罚款", "万元", "罚款金额", (1,), 12_345_600, "decision")
    task = TaskPart("task_06", (figure,), (TABLE,), (f"{ctx.unit_name}共有{{good.rows}}。",))
    return SectionData((money,), (), ("累计罚款{good.money}，台账{good.rows}。",), (task,))


def silent(ctx: SectionContext) -> SectionData:
    """Comes, and says nothing of its task."""
    return SectionData(paragraphs=("本月无其他情况。",))


def foreign(ctx: SectionContext) -> SectionData:
    """Says something of a task that this campaign does not have."""
    return SectionData(tasks=(TaskPart("task_99", paragraphs=("另一专项行动的任务。",)),))


def raising(ctx: SectionContext) -> SectionData:
    raise RuntimeError("broken on purpose")


def leaving(ctx: SectionContext) -> SectionData:
    raise SystemExit(1)


def hanging(ctx: SectionContext) -> SectionData:
    time.sleep(600)
    return SectionData()


def dying(ctx: SectionContext) -> SectionData:
    os._exit(3)


def chatting(ctx: SectionContext) -> SectionData:
    """Fills standard output, which belongs to the command."""
    sys.stdout.write("噪声" * 1_000_000)
    sys.stdout.flush()
    return SectionData(paragraphs=("正常。",))


def huge(ctx: SectionContext) -> SectionData:
    row = ("长" * 1_000,) * 10
    return SectionData(tables=(SectionTable("表", ("栏",) * 10, (row,) * 2_000),))


def long_table(ctx: SectionContext) -> SectionData:
    return SectionData(tables=(SectionTable("表", ("一",), (("行",),) * 2_001),))


def misspelt(ctx: SectionContext) -> SectionData:
    return SectionData(paragraphs=("共有{vehicle}辆。",))


def not_data(ctx: SectionContext) -> SectionData:
    return cast(SectionData, {"paragraphs": []})


def wrong_types(ctx: SectionContext) -> SectionData:
    return SectionData((cast(SectionFigure, "三辆"),))


def ragged(ctx: SectionContext) -> SectionData:
    return SectionData(tables=(SectionTable("表", ("一", "二"), (("只有一格",),)),))


def overfull(ctx: SectionContext) -> SectionData:
    return SectionData(tables=(SectionTable("表", ("完成率",), ((Bar(3, 2),),)),))


def unprintable(ctx: SectionContext) -> SectionData:
    return SectionData(paragraphs=("甲\x00乙",))


def twice_reported(ctx: SectionContext) -> SectionData:
    return SectionData(tasks=(TaskPart("task_06"), TaskPart("task_06")))


def alien_key(ctx: SectionContext) -> SectionData:
    return SectionData((_figure("hazchem.rows"),))


def unknown_record(ctx: SectionContext) -> SectionData:
    return SectionData((_figure("unknown_record.rows", record="vehicle"),))


def twice_counted(ctx: SectionContext) -> SectionData:
    return SectionData((_figure("twice_counted.rows", ids=(1, 1)),))


def negative(ctx: SectionContext) -> SectionData:
    return SectionData((_figure("negative.rows", ids=(-1,)),))


def writing(ctx: SectionContext) -> SectionData:
    ctx.session.execute(HazardVersion.__table__.delete())
    return SectionData()


def writing_text(ctx: SectionContext) -> SectionData:
    """Past the mapper, and with a commit of its own."""
    ctx.session.execute(text("DELETE FROM hazard_version"))
    ctx.session.commit()
    return SectionData()


def _figure(key: str, ids: tuple[int, ...] = (1,), record: str = "hazard") -> SectionFigure:
    return SectionFigure(key, "指标", "个", "定义", ids, record=record)
