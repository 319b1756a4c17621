"""The narrative of tasks (1) to (5); the core puts the locked figures in."""

from __future__ import annotations

CHECKUPS = (
    "构成“两重点一重大”的危险化学品生产企业{hazchem.two_key}，已开展专家“体检”{hazchem.checked_up}，"
    "尚未体检{hazchem.not_checked_up}；体检发现问题尚未全部整改的企业{hazchem.checkup_open}。",
)
SOURCES = (
    "登记在用重大危险源{hazchem.sources}，按登记物质计算：一级{hazchem.level_1}，二级{hazchem.level_2}，"
    "三级{hazchem.level_3}，四级{hazchem.level_4}，不构成{hazchem.level_none}，资料不全不能定级{hazchem.level_open}；与备案级别不一致"
    "{hazchem.level_differs}，应重新评估备案而逾期{hazchem.refile_late}，包保责任人不全{hazchem.guarantors}，"
    "未接入风险监测预警系统{hazchem.not_linked}。",
    "第一轮企业自查完成{hazchem.first_self}、交叉检查完成{hazchem.first_cross}，第二轮企业自查完成{hazchem.second_self}、"
    "交叉检查完成{hazchem.second_cross}，消防救援机构参加的交叉检查{hazchem.with_fire}；两轮全部完成{hazchem.rounds_done}，"
    "未全部完成{hazchem.rounds_open}。",
    "自查和交叉检查{hazchem.checks}，其中发现问题{hazchem.with_findings}：已全部录入风险预警系统{hazchem.entered}，"
    "尚未全部录入{hazchem.not_entered}，尚未全部整改{hazchem.not_settled}。",
)
MATTERS = (
    "应申报重要事项{hazchem.matters}，按期申报{hazchem.in_time}，逾期申报{hazchem.declared_late}，"
    "逾期未申报{hazchem.not_declared}，申报后尚未受理{hazchem.not_received}。",
)
OPERATIONS = (
    "登记特殊作业票{hazchem.tickets}，其中特级动火{hazchem.special_hot}、受限空间{hazchem.confined}；"
    "抽查作业票{hazchem.drawn}，未进行可燃有毒气体与氧含量连续检测{hazchem.not_detected}，未实现全过程作业影像采集{hazchem.not_filmed}，"
    "未实现影像远传{hazchem.not_transmitted}，其他违法违规行为{hazchem.other_faults}；作业时间超过有效期限{hazchem.overrun}。",
    "事前报备{hazchem.announced}，报备后未见作业票{hazchem.without_ticket}。"
    "检查发现上述违法违规行为形成隐患{hazchem.operation_hazards}。",
)
UNITS = (
    "排查带病装置缺陷{hazchem.defects}，涉及企业{hazchem.defect_owners}：立即停用整治{hazchem.class_stop}，"
    "限期整治{hazchem.class_dated}，监护运行整治{hazchem.class_watch}。已完成整治{hazchem.done}，未完成{hazchem.open}，"
    "其中超期{hazchem.overdue}，超期而未见查处文书{hazchem.no_case}。",
)
