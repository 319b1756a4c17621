"""What the room of hazards contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import (
    HeadlineSource,
    Job,
    Menu,
    PanelSource,
    Permission,
    PluginBlueprint,
    Ref,
    Room,
    SearchSource,
    TaskList,
)

TASKS = (
    ("sign", "待签字上报的隐患", "hazards.sign"),
    ("confirm", "待确认的重大事故隐患", "hazards.confirm"),
    ("confirm_parent", "待主体企业确认的重大事故隐患", "hazards.confirm_parent"),
    ("resubmit", "被退回、待补充上报的隐患", "hazards.report"),
    ("resign", "被退回、待补充送签的隐患", "hazards.report"),
    ("take_over", "其他部门移交、待接收的隐患", "hazards.transfer"),
    ("plan", "待落实“五落实”的隐患", "hazards.plan"),
    ("submit_plan", "整改方案待报送评审的隐患", "hazards.plan"),
    ("approve_plan", "待评审的整改方案", "hazards.review"),
    ("grant_extension", "待审批的延期申请", "hazards.extend"),
    ("resume", "暂停整改、待复查恢复的隐患", "hazards.suspend"),
    ("claim", "即将到期或超期、待申请验收的隐患", "hazards.claim"),
    ("accept", "待验收销号的隐患", "hazards.accept"),
    ("order_listing", "待挂牌督办的重大事故隐患", "hazards.list_order"),
    ("publish_listing", "已挂牌、待公布的重大事故隐患", "hazards.list_order"),
    ("lift_listing", "已销号、待摘牌的重大事故隐患", "hazards.list_order"),
    ("publish_lifting", "已摘牌、待公布摘牌的重大事故隐患", "hazards.list_order"),
)

_STEP_TASKS = tuple(
    TaskList(
        f"hazards.{verb}", title, permission,
        items=Ref(f"anjian.hazards.tasks:{verb.upper()}.items"),
        count=Ref(f"anjian.hazards.tasks:{verb.upper()}.count"),
        order=10 + place,
    )
    for place, (verb, title, permission) in enumerate(TASKS)
)  # fmt: skip
_BOARD_TASKS = TaskList(
    "hazards.post", "待在企业醒目位置公示的整改方案", "hazards.plan", items=Ref("anjian.hazards.board_views:tasks"),
    count=Ref("anjian.hazards.board_views:task_count"), order=39,
)  # fmt: skip
_PAIR_TASKS = TaskList(
    "hazards.pairs", "待核对的疑似重复隐患", "hazards.reconcile", items=Ref("anjian.hazards.tasks:pair_items"),
    count=Ref("anjian.hazards.tasks:pair_count"), order=40,
)  # fmt: skip
_REMINDER_TASKS = TaskList(
    "hazards.reminders", "上级提醒、待答复的隐患", "hazards.answer", items=Ref("anjian.hazards.own_views:reminder_items"),
    count=Ref("anjian.hazards.own_views:reminder_count"), order=8,
)  # fmt: skip

ROOM = Room(
    name="hazards",
    title="隐患台账",
    permissions=(
        Permission("hazards.view", "查看隐患"),
        Permission("hazards.report", "上报隐患"),
        Permission("hazards.sign", "企业签字上报"),
        Permission("hazards.confirm_parent", "主体企业确认"),
        Permission("hazards.own", "查看本企业隐患及待办"),
        Permission("hazards.remind", "提醒企业、提出意见"),
        Permission("hazards.answer", "答复提醒"),
        Permission("hazards.confirm", "确认、退回或降级隐患"),
        Permission("hazards.withdraw", "撤回隐患"),
        Permission("hazards.plan", "落实整改"),
        Permission("hazards.claim", "申请验收"),
        Permission("hazards.accept", "验收销号"),
        Permission("hazards.evidence", "上传和作废隐患材料"),
        Permission("hazards.review", "评审整改方案"),
        Permission("hazards.extend", "审批延期"),
        Permission("hazards.suspend", "暂停和恢复整改"),
        Permission("hazards.transfer", "移交和接收隐患"),
        Permission("hazards.reconcile", "核对和合并重复隐患"),
        Permission("hazards.list_order", "挂牌督办与摘牌"),
        Permission("hazards.import", "导入隐患清单"),
    ),
    blueprints=(
        PluginBlueprint(Ref("anjian.hazards.pages:blueprint"), (
                Menu("隐患台账", "hazards.ledger", "hazards.view", 20),
                Menu("挂牌督办台账", "hazards.supervised", "hazards.view", 22),
                Menu("本企业隐患", "hazards.own", "hazards.own", 19),
                Menu("所属企业隐患", "hazards.subsidiaries", "hazards.confirm_parent", 19),
                Menu("疑似重复隐患", "hazards.pairs", "hazards.reconcile", 21),
            ),),
    ),
    tasks=(*_STEP_TASKS, _BOARD_TASKS, _PAIR_TASKS, _REMINDER_TASKS),
    jobs=(
        Job("like_pairs", "核对疑似重复隐患", "15 6 * * *", Ref("anjian.hazards.proposing:propose")),
        Job("daily-anchor", "固定台账校验根", "15 0 * * *", Ref("anjian.hazards.anchors:take_anchor")),
    ),
    headlines=(HeadlineSource("hazards.view", Ref("anjian.hazards.tasks:headlines"), 10),),
    searches=(SearchSource("隐患", "hazards.view", Ref("anjian.hazards.tasks:find"), 20),),
    panels=(
        PanelSource("hazard", "hazards.view", Ref("anjian.hazards.related:panel"), 4),
        PanelSource("hazard", "hazards.view", Ref("anjian.hazards.supervision:hazard_panels"), 5),
        PanelSource("hazard", "hazards.view", Ref("anjian.hazards.evidence_views:hazard_panel"), 6),
        PanelSource("hazard", "hazards.view", Ref("anjian.hazards.receipt_views:receipt_panels"), 7),
        PanelSource("hazard", "hazards.view", Ref("anjian.hazards.own_views:reminder_panel"), 8),
        PanelSource("enterprise", "hazards.view", Ref("anjian.hazards.tasks:enterprise_panel"), 10),
    ),
    models=("anjian.hazards.models", "anjian.hazards.board_models", "anjian.hazards.reminding", "anjian.hazards.anchors"),
)  # fmt: skip
