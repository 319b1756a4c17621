"""The plugin's registers, and what falls due in them."""

from __future__ import annotations

from anjian.plugin_api.registers import Due, Dues, Register
from anjian_chemical_parks.forms import (
    ConditionForm,
    DocumentForm,
    MemberForm,
    MilestoneForm,
    ReplyForm,
    TaskForm,
)
from anjian_chemical_parks.models import Member, Milestone, Park, ParkCondition, ParkDocument, ParkTask, Reply
from anjian_chemical_parks.park_form import ParkForm
from anjian_chemical_parks.park_rows import ParkRows
from anjian_chemical_parks.rules import check_members, check_parks, check_replies, check_tasks
from anjian_chemical_parks.words import TaskState

PLUGIN = "chemical_parks"
DEPARTMENT = "industry"

PARKS = Register(
    plugin=PLUGIN, name="parks", title="化工园区台账", noun="园区", unit="个", model=Park, form=ParkForm,
    key=("name",), department=DEPARTMENT, owner="region", check=check_parks,
)  # fmt: skip
CONDITIONS = ParkRows(
    plugin=PLUGIN, name="conditions", title="“十有两禁”台账", noun="“十有两禁”条件", unit="项", model=ParkCondition,
    form=ConditionForm, key=("park", "item"), department=DEPARTMENT, owner="region",
)  # fmt: skip
MILESTONES = ParkRows(
    plugin=PLUGIN, name="milestones", title="重要节点台账", noun="重要节点", unit="个", model=Milestone,
    form=MilestoneForm, key=("park", "milestone"), department=DEPARTMENT, owner="region",
)  # fmt: skip
DOCUMENTS = ParkRows(
    plugin=PLUGIN, name="documents", title="园区文件台账", noun="园区文件", unit="件", model=ParkDocument,
    form=DocumentForm, key=("park", "title"), department=DEPARTMENT, owner="region",
)  # fmt: skip
TASKS = ParkRows(
    plugin=PLUGIN, name="tasks", title="园区任务台账", noun="园区任务", unit="项", model=ParkTask, form=TaskForm,
    key=("park", "matter"), department=DEPARTMENT, owner="region", guard=check_tasks,
)  # fmt: skip
REPLIES = ParkRows(
    plugin=PLUGIN, name="replies", title="配合单位回复台账", noun="配合单位回复", unit="件", model=Reply, form=ReplyForm,
    key=("park", "matter", "partner"), department=DEPARTMENT, owner="region", guard=check_replies,
)  # fmt: skip
MEMBERS = Register(
    plugin=PLUGIN, name="members", title="入园企业台账", noun="入园企业", unit="家", model=Member, form=MemberForm,
    key=("enterprise",), department=DEPARTMENT, check=check_members, panel=("park", "kind", "entered_on", "left_on"),
)  # fmt: skip
REGISTERS = (PARKS, CONDITIONS, MILESTONES, DOCUMENTS, TASKS, REPLIES, MEMBERS)

DUES = Dues(
    PLUGIN,
    (
        Due("园区重要节点", MILESTONES, "due_on", lambda: Milestone.done_on.is_(None)),
        Due("园区任务", TASKS, "due_on", lambda: ParkTask.state == TaskState.OPEN),
        Due("整体性安全风险评估", PARKS, "reassess_on"),
        Due("园区规划和文件", DOCUMENTS, "valid_to"),
    ),
)
