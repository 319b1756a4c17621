"""What the rows of a list mean for the ledger as it stands: new hazards, changes, nothing, or a refusal. Only reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.enterprises.inputs import Unknown
from anjian.enterprises.models import Enterprise
from anjian.enterprises.rules import planned_links
from anjian.exchange.columns import SERIAL
from anjian.exchange.text import normalise_text
from anjian.hazards.imports_changes import TITLES, changes_of
from anjian.hazards.imports_judge import Item
from anjian.hazards.models import Hazard, HazardEvent
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches

_LOOKUP = 5000  # keys in one statement: SQLite takes 32,766 bound values, PostgreSQL 65,535


@dataclass(frozen=True, slots=True)
class Owner:
    """Where a row's owner columns come from; `id` is None while the enterprise is still to be created."""

    id: int | None
    region_code: str | None
    department_code: str | None
    parent_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Update:
    """A hazard of the ledger and what a row changes of it."""

    item: Item
    hazard: Mapping[str, Any]
    changes: dict[str, Any]

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for name, title in TITLES.items() if name in self.changes)


@dataclass(slots=True)
class Plan:
    """What an import would do, and the last event it took into account."""

    seen: int
    owners: dict[str, Owner]
    unknown: dict[str, Unknown]
    new: list[Item] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    unchanged: int = 0
    refusals: list[tuple[Item, str, str]] = field(default_factory=list)
    """Item, column key, message."""
    notes: list[str] = field(default_factory=list)


def last_event(session: Session) -> int:
    """The newest hazard event that the session sees."""
    return session.scalar(select(func.max(HazardEvent.event_no))) or 0


def make_plan(
    session: Session, actor: Actor, items: Sequence[Item], days: Mapping[str, date], leads: Mapping[str, str]
) -> Plan:
    """Compare a list with the ledger. `days` is sheet -> day of the list; the session must see every row (system unit)."""
    owners = _registered(session, {item.says["credit_code"] for item in items})
    unknown = _unknown(items, owners)
    for code, enterprise in unknown.items():
        links = planned_links(enterprise.categories, enterprise.department_code, leads)
        department = links[0].department_code if links else enterprise.department_code
        owners[code] = Owner(None, enterprise.region_code, department, None, enterprise.name)
    plan = Plan(last_event(session), owners, unknown)
    by_key, by_code = _in_ledger(session, items)
    used: set[str] = set()
    for item in items:
        owner = owners[item.says["credit_code"]]
        hazard = by_code.get(item.code) if item.code else by_key.get(item.key)
        mine = _in_charge(actor, item.says["region"] or owner.region_code, owner.department_code)
        if hazard is not None:  # what the row states of the place says nothing about whose the hazard is
            mine = mine and _in_charge(actor, hazard["region_code"], hazard["department_code"])
        if not mine:
            plan.refusals.append(
                (item, "region", "该行不在本单位的辖区或监管行业内，请由所在县（市、区）或行业监管部门报送")
            )
        elif item.code and hazard is None:
            plan.refusals.append((item, SERIAL, f"没有编号为{item.code}的隐患，请核对编号；新隐患请填普通序号"))
        elif hazard is None:
            plan.new.append(item)
            used.add(item.says["credit_code"])
            if normalise_text(owner.name) != normalise_text(item.says["name"]):
                plan.notes.append(
                    f"{_place(item)}企业名称“{item.says['name']}”与名册中的“{owner.name}”不一致，已按统一社会信用代码归入后者"
                )
            if item.limb.limb is None and item.limb.outcome != "blank":
                plan.notes.append(f"{_place(item)}{item.limb.reason}")
        else:
            _compare(plan, item, hazard, owner, days[item.sheet])
    plan.unknown = {code: enterprise for code, enterprise in unknown.items() if code in used}
    return plan


def _place(item: Item) -> str:
    return f"【{item.sheet}】第{item.row}行"


def _compare(plan: Plan, item: Item, hazard: Mapping[str, Any], owner: Owner, day: date) -> None:
    """An item that the ledger has already."""
    if hazard["enterprise_id"] != owner.id:
        text = f"编号{hazard['public_code']}的隐患属于另一家企业，请核对编号或统一社会信用代码"
        plan.refusals.append((item, "credit_code", text))
        return
    changes = changes_of(item, hazard, day)
    if not changes:
        plan.unchanged += 1
    elif hazard["imported"]:
        plan.updates.append(Update(item, hazard, changes))
    else:
        titles = "、".join(title for name, title in TITLES.items() if name in changes)
        text = f"该隐患已在系统中办理（{hazard['public_code']}），{titles}与系统不一致，请在系统中办理，或按系统内容改正本行"
        plan.refusals.append((item, "content", text))


def _registered(session: Session, codes: Iterable[str]) -> dict[str, Owner]:
    found: dict[str, Owner] = {}
    for part in batches(codes, _LOOKUP):
        rows = session.execute(
            select(
                Enterprise.credit_code,
                Enterprise.id,
                Enterprise.region_code,
                Enterprise.department_code,
                Enterprise.parent_id,
                Enterprise.name,
            ).where(Enterprise.credit_code.in_(part))
        )
        for code, enterprise_id, region, department, parent, name in rows:
            found[code] = Owner(enterprise_id, region, department, parent, name)
    return found


def _unknown(items: Sequence[Item], owners: Mapping[str, Owner]) -> dict[str, Unknown]:
    """Enterprises that only the list knows. What one row leaves blank, a later row of the same code may say."""
    stated: dict[str, dict[str, Any]] = {}
    for item in items:
        code = item.says["credit_code"]
        if code in owners:
            continue
        facts = stated.setdefault(code, {})
        for name in ("name", "region", "categories", "department", "parent"):
            if not facts.get(name) and item.says[name]:
                facts[name] = item.says[name]
    return {
        code: Unknown(
            facts["name"],
            code,
            facts.get("region"),
            tuple(facts.get("categories", ())),
            department_code=facts.get("department"),
            parent_name=facts.get("parent"),
        )
        for code, facts in stated.items()
    }


def _in_ledger(session: Session, items: Sequence[Item]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Hazards of the ledger by identity, and by number for the items that carry one."""
    if session.scalar(select(func.max(Hazard.id))) is None:
        return {}, {}
    table = Hazard.__table__
    by_key: dict[str, Any] = {}
    by_code: dict[str, Any] = {}
    for part in batches((item.key for item in items if not item.code), _LOOKUP):
        for row in session.execute(select(table).where(table.c.identity_key.in_(part)).order_by(table.c.id)).mappings():
            by_key.setdefault(row["identity_key"], row)
    for part in batches((item.code for item in items if item.code), _LOOKUP):
        for row in session.execute(select(table).where(table.c.public_code.in_(part))).mappings():
            by_code[row["public_code"]] = row
    return by_key, by_code


def _in_charge(actor: Actor, region: str | None, department: str | None) -> bool:
    if actor.sees_all:
        return True
    return any(
        grant.region_code in (None, region)
        and grant.department_code in (None, department)
        and (grant.region_code or grant.department_code)
        for grant in actor.grants
    )
