"""Rows of every register as a form states them, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from anjian.enforcement import service
from anjian.enforcement.kinds import (
    ACCOUNTABILITIES,
    ASSISTANCE,
    CASES,
    CHANGES,
    DECISIONS,
    MEASURES,
    NOTICES,
    REFERRALS,
    TYPICAL_CASES,
    Kind,
)
from anjian.enterprises.models import Enterprise
from anjian.kernel.actor import Actor
from anjian.plugin_host.instance import Instance

FILED, DECIDED, REVIEWED = date(2023, 6, 5), date(2023, 6, 12), date(2023, 7, 10)
WAN = 1_000_000
"""分 of one 万元."""


def statement(kind: Kind, enterprise: Enterprise | None = None, /, **stated: Any) -> dict[str, Any]:
    """A whole statement of a register; what is given replaces what is there."""
    row = dict(_STATED[kind.name])
    if enterprise is not None:
        row["enterprise"] = enterprise.credit_code
    return row | stated


def enter(instance: Instance, actor: Actor, kind: Kind, enterprise: Enterprise | None = None, /, **stated: Any) -> str:
    """Record one row as its unit does; returns its public code."""
    with instance.database.write_unit(actor) as session:
        return service.record(session, actor, kind, statement(kind, enterprise, **stated))


_STATED: dict[str, dict[str, Any]] = {
    CASES.name: {"number": "（演示）立〔2023〕1号", "title": "未采取措施消除事故隐患", "happened_on": FILED},
    DECISIONS.name: {
        "case_number": "（演示）立〔2023〕1号", "number": "（演示）罚〔2023〕1号", "authority": "泽州县应急局",
        "happened_on": DECIDED, "legal_basis": "《安全生产法》（2021）第一百零二条", "measures": ["行政处罚"],
        "punishments": ["罚款"], "target": "企业", "amount_fen": 3 * WAN,
    },
    CHANGES.name: {
        "authority": "泽州县应急局", "number": "（演示）罚〔2023〕1号", "standing": "变更", "happened_on": REVIEWED,
        "amount_fen": WAN, "document": "（演示）复决〔2023〕1号", "reason": "裁量过重",
    },
    ASSISTANCE.name: {
        "aim": "企业", "happened_on": DECIDED, "team": "演示甲、演示乙", "content": "指导完善动火作业管理",
    },
    REFERRALS.name: {
        "matter": "演示化工涉嫌危险作业案", "person_name": "演示丙", "letter": "（演示）移〔2023〕1号",
        "happened_on": DECIDED, "organ": "泽州县公安局",
    },
    MEASURES.name: {"kind": "约谈", "happened_on": DECIDED, "document": "（演示）约〔2023〕1号", "content": "隐患整改滞后"},
    TYPICAL_CASES.name: {
        "title": "演示化工动火作业未审批案", "happened_on": DECIDED, "medium": "市应急局网站", "dangerous_operation": False,
    },
    ACCOUNTABILITIES.name: {
        "matter": "演示化工隐患整改不力", "grounds": "监管检查流于形式", "person_name": "演示丁", "person_post": "监管科科员",
        "kind": "诫勉", "happened_on": DECIDED, "document": "（演示）问责〔2023〕1号",
    },
    NOTICES.name: {
        "kind": "通报", "number": "（演示）安委办函〔2023〕1号", "title": "关于进展缓慢的通报", "happened_on": DECIDED,
        "addressees": ["高平市", "市交通运输局"], "content": "重大事故隐患整改进展缓慢",
    },
}  # fmt: skip
