"""The list of what falls due in one plugin."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from sqlalchemy import Select

from anjian.registers.dues import Dues
from anjian.registers.models import DueNotice
from anjian.registers.register import name_enterprises
from anjian.registers.words import Stage
from anjian.ui.forms import FilterForm
from anjian.ui.listing import Column, Empty, ListView
from anjian.ui.words import Light


def add_notices(blueprint: Blueprint, dues: Dues, *, title: str = "到期提醒", explanation: str = "") -> None:
    """Add the page `/notices` of a plugin: endpoint `<plugin>.notices`."""

    class NoticeList(ListView):
        """What falls due, as the daily job found it."""

        permission = f"{dues.plugin}.view"
        key = DueNotice.id
        sort = "due_on"
        unit = "条"
        empty = Empty("没有到期提醒", "登记的事项都在期限内。")
        columns = (
            Column("title", "对象", link=dues.address, lead=True),
            Column("enterprise_name", "企业"),
            Column("kind", "事项", kind="short"),
            Column("stage", "情况", _stage, kind="light"),
            Column("due_on", "到期日期", kind="day", sort=DueNotice.due_on),
            Column("noticed_on", "提醒日期", kind="day"),
        )

        def rows(self, filters: FilterForm) -> Select[Any]:
            return dues.open()

        def context(self) -> dict[str, Any]:
            name_enterprises(self.session, self.page.rows)
            return super().context()

    NoticeList.title = title
    NoticeList.explanation = (
        explanation or "每天早上检查台账，30日内到期和已过期的列在这里；登记新的日期或办结后次日自动解除。"
    )
    NoticeList.add_to(blueprint, "/notices", "notices")


def _stage(row: DueNotice) -> Light:
    return Light("red" if row.stage == Stage.PAST else "yellow", row.stage)
