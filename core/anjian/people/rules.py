"""Roles as data (requirements 8), lock-out and password rules. Pure: no Flask, no session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal

UNIT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "office": "领导组办公室",
        "leading_group": "领导组",
        "department": "市直部门",
        "county": "县（市、区）",
        "zone": "开发区",
        "county_department": "县级部门",
        "partner": "成员单位",
        "supervision": "监督单位",
        "parent": "主体企业",
        "enterprise": "企业",
        "platform": "系统管理",
    }
)
"""Kind of a unit -> its name on the screen."""

PluginRights = Literal["none", "view", "own", "territory"]
"""What a role may do in plugins: nothing; look; everything in its own department's; everything within its territory."""

_LOOK = frozenset(
    {"hazards.view", "enterprises.view", "inspections.view", "enforcement.view", "reports.view", "diligence.view"}
)
_OFFICER = _LOOK | {
    "hazards.report",
    "hazards.confirm",
    "hazards.plan",
    "hazards.claim",
    "hazards.evidence",
    "hazards.accept",
    "hazards.withdraw",
    "hazards.review",
    "hazards.extend",
    "hazards.suspend",
    "hazards.transfer",
    "hazards.list_order",
    "hazards.import",
    "hazards.remind",
    "inspections.visit",
    "enforcement.case",
    "enforcement.event",
    "enforcement.notice",
    "enforcement.persons",
    "diligence.report",
    "diligence.pursue",
    "diligence.accident",
    "enterprises.register",
    "enterprises.import",
    "reports.compile",
    "reports.submit",
    "intake.view",
    "intake.receive",
    "intake.verify",
}

_ENTERPRISE = frozenset(
    {
        "hazards.view",
        "hazards.report",
        "hazards.plan",
        "hazards.claim",
        "hazards.evidence",
        "hazards.own",
        "hazards.answer",
        "enterprises.view",
        "inspections.view",
        "inspections.visit",
        "diligence.report",
        "diligence.view",
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a holder may do. `kinds` are the kinds of unit in which the role exists."""

    code: str
    title: str
    kinds: tuple[str, ...]
    permissions: frozenset[str]
    plugins: PluginRights = "none"
    sees_all: bool = False
    official: bool = True


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.code: role
        for role in (
            # R-007, T-19: the office reads and merges everything and edits no department's record; it returns it.
            Role(
                "city_office",
                "领导组办公室人员",
                ("office",),
                _LOOK
                | {
                    "hazards.list_order",
                    "hazards.reconcile",
                    "hazards.import",
                    "enterprises.import",
                    "reports.compile",
                    "reports.return",
                    "reports.seal",
                    "reports.template",
                    "jobs.view",
                    "intake.view",
                    "intake.receive",
                    "enforcement.notice",
                },
                plugins="view",
                sees_all=True,
            ),
            Role(
                "leading_group",
                "领导组成员",
                ("leading_group",),
                _LOOK | {"intake.view"},
                plugins="view",
                sees_all=True,
            ),
            Role("department_officer", "市直部门监管人员", ("department",), _OFFICER, plugins="own"),
            Role("county_officer", "县级监管人员", ("county", "zone"), _OFFICER, plugins="territory"),
            # whoever prepares a unit's tables does not sign them.
            Role(
                "unit_leader",
                "填报单位负责人",
                ("department", "county", "zone"),
                _LOOK | {"reports.sign", "reports.template"},
                plugins="view",
            ),
            # county departments work in the plugin; the county hands the tables in.
            Role(
                "county_department_officer",
                "县级部门监管人员",
                ("county_department",),
                _OFFICER - {"reports.compile", "reports.submit", "enforcement.notice"},
                plugins="own",
            ),
            Role(
                "inspector",
                "检查人员",
                ("department", "county", "zone", "county_department"),
                _LOOK | {"hazards.report", "hazards.evidence", "inspections.visit"},
                plugins="own",
            ),
            # The only role that may open who reported; it verifies nothing and sees no other part of the ledger.
            Role(
                "intake_clerk",
                "举报受理员",
                ("department", "county", "zone", "county_department"),
                frozenset({"intake.view", "intake.receive", "intake.identity"}),
            ),
            # A1-3.09: who was held to account is known to these people and to supervision; everybody else sees the number.
            Role(
                "accountability_officer",
                "追责问责登记人员",
                ("department", "county", "zone"),
                frozenset(
                    {
                        "enterprises.view",
                        "enforcement.view",
                        "enforcement.persons",
                        "enforcement.accountability",
                        "enforcement.accountability_view",
                        "reports.view",
                    }
                ),
            ),
            # Sees the visits that it is a team member of; its unit grants it no rows.
            Role("expert", "专家", ("partner",), frozenset({"inspections.view", "inspections.visit"})),
            Role("partner", "成员单位人员", ("partner",), frozenset({"inspections.view"})),
            Role(
                "supervision",
                "监督人员",
                ("supervision",),
                _LOOK | {"audit.view", "intake.view", "enforcement.persons", "enforcement.accountability_view"},
                plugins="view",
                sees_all=True,
            ),
            Role(
                "parent_officer",
                "主体企业安全管理人员",
                ("parent",),
                frozenset(
                    {"hazards.view", "hazards.confirm_parent", "hazards.remind", "enterprises.view", "inspections.view"}
                ),
                official=False,
            ),
            Role(
                "enterprise_chief",
                "企业主要负责人",
                ("enterprise",),
                _ENTERPRISE - {"hazards.report"} | {"hazards.sign"},
                official=False,
            ),
            Role(
                "enterprise_safety",
                "企业安全管理人员",
                ("enterprise",),
                _ENTERPRISE,
                official=False,
            ),
            Role(
                "administrator",
                "系统管理员",
                ("platform",),
                frozenset({"people.admin", "plugins.admin", "jobs.view", "jobs.run", "audit.view"}),
                official=False,
            ),
            Role("auditor", "审计人员", ("platform", "supervision"), frozenset({"audit.view"}), official=False),
        )
    }
)


def permissions_of(role: Role, department: str | None, plugins: Iterable[tuple[str, Iterable[str]]]) -> frozenset[str]:
    """All permissions of a role in a unit of a department. `plugins`: (department code, permission names) of each plugin."""
    found = set(role.permissions)
    for owner, names in plugins:
        if role.plugins == "territory" or (role.plugins == "own" and owner == department):
            found.update(names)
        elif role.plugins == "view":
            found.update(name for name in names if name.endswith(".view"))
    return frozenset(found)


def holders_of(permission: str, plugin_departments: Mapping[str, str]) -> list[str]:
    """Titles of the roles that hold a permission, for the sentence that says who can."""
    owner = plugin_departments.get(permission.split(".")[0])
    if owner is None:
        return [role.title for role in ROLES.values() if permission in role.permissions]
    plugin = [(owner, [permission])]
    return [role.title for role in ROLES.values() if permission in permissions_of(role, owner, plugin)]


def in_force(from_on: date, to_on: date | None, day: date) -> bool:
    """Whether a dated appointment or role holds on a day; both ends included."""
    return from_on <= day and (to_on is None or day <= to_on)


LOCK_AFTER = 5
"""Wrong passwords of one login in a row, within `LOCK_WINDOW`."""
LOCK_ADDRESS_AFTER = 50
"""Wrong passwords from one address within `LOCK_WINDOW` (an office shares one address)."""
LOCK_WINDOW = timedelta(minutes=15)


def locked_until(failures: Iterable[datetime], limit: int = LOCK_AFTER) -> datetime | None:
    """When the lock ends, given the moments of recent failures since the last success; None: not locked."""
    recent = sorted(failures)
    return recent[-1] + LOCK_WINDOW if len(recent) >= limit else None


MIN_PASSWORD = 10
_COMMON = frozenset({"password", "1234567890", "0123456789", "qwertyuiop", "abcdefghij", "admin12345"})


def password_faults(password: str, login: str) -> list[str]:
    """What is wrong with a new password; empty when it is good."""
    faults = []
    if len(password) < MIN_PASSWORD:
        faults.append(f"密码至少{MIN_PASSWORD}位，现为{len(password)}位")
    if not (any(sign.isalpha() for sign in password) and any(not sign.isalpha() for sign in password)):
        faults.append("密码须同时有字母和数字（或符号）")
    if login and login.lower() in password.lower():
        faults.append("密码不能包含登录名")
    if password.lower() in _COMMON or len(set(password)) < 4:
        faults.append("密码太常见，请换一个")
    return faults


def same_person(first: int | None, second: int | None) -> bool:
    """Four-eyes compares persons, whatever posts they act in (R-129); an unknown person is never another one."""
    return first is None or second is None or first == second
