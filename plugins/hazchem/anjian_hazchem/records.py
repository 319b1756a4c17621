"""What the figures of the report's section count beside the core's records: rows of the registers as they were known."""

from __future__ import annotations

from anjian.plugin_api import RecordKind, Ref

SOURCE, CHECK, MATTER, OPERATION, UNIT = "source", "check", "matter", "operation", "unit"
RECORDS = (
    RecordKind(
        SOURCE, Ref("anjian_hazchem.models:Source"),
        (
            ("code", "编号"), ("name", "名称"), ("filed_level", "备案级别"), ("refile_to", "应重新评估备案日期"),
            ("linked", "接入预警系统"),
        ),
    ),
    RecordKind(
        CHECK, Ref("anjian_hazchem.models:SourceCheck"),
        (
            ("source", "重大危险源"), ("round", "轮次"), ("kind", "方式"), ("checked_on", "检查日期"),
            ("checking_unit", "检查单位"), ("found", "发现问题（项）"), ("entered_on", "全部录入日期"),
            ("settled_on", "全部整改日期"),
        ),
    ),
    RecordKind(
        MATTER, Ref("anjian_hazchem.models:Matter"),
        (
            ("number", "申报编号"), ("kind", "事项类别"), ("due_on", "应申报日期"), ("declared_on", "申报日期"),
            ("received_on", "受理日期"),
        ),
    ),
    RecordKind(
        OPERATION, Ref("anjian_hazchem.models:WorkPermit"),
        (
            ("number", "编号"), ("record", "记录"), ("kind", "作业类别"), ("level", "级别"), ("starts", "开始时间"),
            ("ends", "结束时间"), ("drawn_on", "抽查日期"), ("detected", "连续检测"), ("filmed", "影像采集"),
            ("transmitted", "影像远传"), ("faults", "其他违法违规行为"),
        ),
    ),
    RecordKind(
        UNIT, Ref("anjian_hazchem.models:DefectiveUnit"),
        (
            ("unit", "装置位号"), ("unit_name", "装置名称"), ("defect", "带病情况"), ("category", "整治分类"),
            ("found_on", "发现日期"), ("due_on", "整治期限"), ("done_on", "完成日期"), ("case_number", "查处文书号"),
        ),
    ),
)  # fmt: skip
