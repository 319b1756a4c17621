"""The pages of one park, one condition, one milestone, one task; and the forms that open from a park's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for
from sqlalchemy import select

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import Block, RegisterNew, RegisterPage
from anjian.plugin_api.web import Fact, Light
from anjian_chemical_parks import lights
from anjian_chemical_parks.conditions import condition_of, conditions, is_verified, level_of, met_items, progress
from anjian_chemical_parks.models import Milestone, Park, ParkCondition, ParkDocument, ParkTask, Reply
from anjian_chemical_parks.positions import survey
from anjian_chemical_parks.registers import CONDITIONS, DOCUMENTS, MEMBERS, MILESTONES, TASKS
from anjian_chemical_parks.words import DocumentKind, Level


class RowNew(RegisterNew, abstract=True):
    """Enter a row about a park. The address may fill in the park and what it is about."""

    def initial(self) -> Mapping[str, Any]:
        given = {name: request.args[name] for name in self.register.fields if name in request.args}
        return {**super().initial(), **given}


class ParkPage(RegisterPage):
    """One park: its scorecard, what is due, its documents and tasks, and where its enterprises lie."""

    record: Any

    def load(self, **place: Any) -> None:
        super().load(**place)
        rows = self.session.scalars(select(ParkCondition).where(ParkCondition.park == self.record.name))
        self.answers = {row.item: row for row in rows}

    def facts(self, row: Park) -> list[Fact]:
        note = ""
        if row.score is not None and row.level != Level.NONE and level_of(row.score) != row.level:
            note = f"得分{row.score:g}，按分级界限为{level_of(row.score)}（界限待核实），请核对"
        return [
            Fact("认定", lights.recognition_light(row), note=row.recognised_by or ""),
            Fact("安全风险等级", lights.level_light(row), note=note),
            Fact("“十有两禁”", f"{progress(met_items(self.answers.values(), clock.today()))}项", note="符合且有佐证"),
        ]

    def render(self, template: str, **context: Any) -> str:
        """The register's page with the scorecard on top."""
        new = [
            (f"登记{one.noun}", url_for(one.endpoint("new"), park=self.record.name))
            for one in (MILESTONES, DOCUMENTS, TASKS, MEMBERS)
        ]
        more = {"scorecard": self._scorecard(), "verified": is_verified(), "new": new}
        return super().render("chemical_parks/park.html", **context, **more)

    def blocks(self, row: Park) -> list[Block]:
        return [self._milestones(row), self._documents(row), self._tasks(row), self._places(row)]

    def _scorecard(self) -> list[tuple[str, str, Light, Any, str]]:
        """(address, condition, state, target, evidence or what to look for) of each of the twelve."""
        lines = []
        for number, one in conditions().items():
            row = self.answers.get(number)
            if row is None:
                address = url_for(CONDITIONS.endpoint("new"), park=self.record.name, item=number)
                lines.append((address, one.words, Light("red", "未登记"), one.target, f"须核：{one.check}"))
            else:
                address = url_for(CONDITIONS.endpoint("edit"), record_id=row.id)
                lines.append((address, one.words, lights.condition_light(row), one.target, row.evidence or ""))
        return lines

    def _milestones(self, park: Park) -> Block:
        query = select(Milestone).where(Milestone.park == park.name).order_by(Milestone.due_on, Milestone.id)
        rows = [
            (row.milestone, lights.milestone_light(row), row.due_on, row.done_on) for row in self.session.scalars(query)
        ]
        return Block("重要节点", ("节点", "情况", "计划完成时间", "实际完成时间"), rows)

    def _documents(self, park: Park) -> Block:
        """The set, what is missing in it too."""
        found: dict[str, list[ParkDocument]] = {kind: [] for kind in DocumentKind}
        query = select(ParkDocument).where(ParkDocument.park == park.name).order_by(ParkDocument.issued_on)
        for row in self.session.scalars(query):
            found[row.kind].append(row)
        rows: list[tuple[Any, ...]] = []
        for kind, documents in found.items():
            rows += [(kind, one.title, one.number, one.issued_on, one.valid_to) for one in documents]
            if not documents:
                rows.append((kind, Light("red", "未登记"), "", "", ""))
        return Block("规划和文件", ("类别", "文件名称", "文号", "印发或批准日期", "有效期至"), rows)

    def _tasks(self, park: Park) -> Block:
        replied = lights.replies_of(self.session, Reply.park == park.name)
        query = select(ParkTask).where(ParkTask.park == park.name).order_by(ParkTask.due_on, ParkTask.id)
        rows = [
            (
                row.matter,
                lights.task_light(row),
                lights.reply_light(row, replied.get((row.park, row.matter), set())),
                row.due_on,
            )
            for row in self.session.scalars(query)
        ]
        note = "晋市安委办发〔2023〕35号：市工信局牵头，有关县（市、区）及市直有关部门配合。"
        return Block("工作任务", ("工作任务", "办理情况", "配合单位回复", "办结时限"), rows, note)

    def _places(self, park: Park) -> Block:
        found = survey(self.session, clock.today(), self.actor)
        rows = [
            (ref.name, lights.relation_light(place.relation), place.park, place.located_in)
            for ref, place in found.values()
            if park.name in (place.park, place.located_in)
        ]
        note = "按企业坐标和四至范围即时核对；只列您管辖范围内的企业。"
        return Block(
            "入园企业位置核对", ("企业", "核对结果", "登记的园区", "所在的园区"), sorted(rows, key=lambda r: r[0]), note
        )


class ConditionPage(RegisterPage):
    """One of 十有两禁 of a park."""

    def facts(self, row: ParkCondition) -> list[Fact]:
        target = condition_of(row.item).target
        return [
            Fact("情况", lights.condition_light(row)),
            Fact(
                "阶段目标",
                target.isoformat() if target else "未规定",
                note="" if is_verified() else "条文只见于转载，待核实",
            ),
            Fact("园区", row.park),
        ]


class MilestonePage(RegisterPage):
    """One dated step of a park."""

    def facts(self, row: Milestone) -> list[Fact]:
        return [
            Fact("情况", lights.milestone_light(row)),
            Fact("计划完成", row.due_on.isoformat()),
            Fact("园区", row.park),
        ]


class TaskPage(RegisterPage):
    """One task of a park, with what each 配合 unit answered."""

    def facts(self, row: ParkTask) -> list[Fact]:
        self.replies = {
            reply.partner: reply
            for reply in self.session.scalars(select(Reply).where(Reply.park == row.park, Reply.matter == row.matter))
        }
        return [
            Fact("办理情况", lights.task_light(row), note=row.override or ""),
            Fact("配合单位", lights.reply_light(row, set(self.replies))),
            Fact("园区", row.park),
        ]

    def blocks(self, row: ParkTask) -> list[Block]:
        rows: list[tuple[Any, ...]] = []
        for unit in row.units:
            reply = self.replies.get(unit)
            rows.append((unit, reply.replied_on, reply.reply) if reply else (unit, Light("yellow", "未回复"), ""))
        note = "配合单位没有全部回复的不能办结；确需办结的，由牵头单位市工信局写明理由。"
        return [Block("配合单位回复", ("配合单位", "回复日期", "回复内容"), rows, note)]
