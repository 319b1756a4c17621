"""Report sections for tests: a good one, and every way to be bad. Loaded by reference in the child process."""

from __future__ import annotations

import os
import time
from typing import cast

from sqlalchemy import func, select

from anjian.hazards.models import HazardVersion
from anjian.kernel.history import as_known
from anjian.plugin_api.section_types import SectionContext, SectionData, SectionFigure, SectionTable


def good(ctx: SectionContext) -> SectionData:
    count = ctx.session.scalar(
        select(func.count()).select_from(HazardVersion).where(as_known(HazardVersion, ctx.known))
    )
    figure = SectionFigure("rows", "台账版本", "条", "台账中的版本数", tuple(range(count or 0)))
    money = SectionFigure("money", "罚款", "万元", "罚款金额", (1,), 12_345_600)
    table = SectionTable("车辆装备情况", ("企业名称", "车辆数", "已安装"), (("甲运输有限公司（演示）", 200, 199),))
    return SectionData((figure, money), (table,), (f"{ctx.unit_name}共有{{rows}}，罚款{{money}}。",))


def raising(ctx: SectionContext) -> SectionData:
    raise RuntimeError("broken on purpose")


def hanging(ctx: SectionContext) -> SectionData:
    time.sleep(600)
    return SectionData()


def dying(ctx: SectionContext) -> SectionData:
    os._exit(3)


def misspelt(ctx: SectionContext) -> SectionData:
    return SectionData(paragraphs=("共有{vehicle}辆。",))


def not_data(ctx: SectionContext) -> SectionData:
    return cast(SectionData, {"paragraphs": []})


def ragged(ctx: SectionContext) -> SectionData:
    return SectionData(tables=(SectionTable("表", ("一", "二"), (("只有一格",),)),))


def writing(ctx: SectionContext) -> SectionData:
    ctx.session.execute(HazardVersion.__table__.delete())
    return SectionData()
