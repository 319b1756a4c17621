"""A large city for load: enterprises and hazards through the importers in a few big files, visits in bulk.

Nobody's steps are walked one by one here: a list's row becomes a hazard as an import makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from anjian.campaigns.current import current_pack
from anjian.enterprises.imports import import_enterprises
from anjian.enterprises.models import Enterprise
from anjian.exchange.outcome import ImportOutcome
from anjian.hazards.imports import import_hazards
from anjian.inspections.checklists import FRAGMENT
from anjian.inspections.models import ChecklistVersion, Visit
from anjian.inspections.words import Mode, Tier, VisitStatus
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import record_audit
from anjian.kernel.numbering import next_codes
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.city.books import GROUPS, list_row, write_roster
from anjian.testing.city.enterprises import EnterprisePlan, plan_enterprises
from anjian.testing.city.faults import FaultPlan, plan_faults
from anjian.testing.city.lists import ListPlan, Style

DATED = date(2023, 10, 30)
SENT_AT = datetime.combine(DATED, time(10), clock.SHANGHAI)
BATCH = 20_000


def plan_load(
    instance: Instance, seed: int, enterprises: int, hazards: int
) -> tuple[list[EnterprisePlan], list[FaultPlan]]:
    """The enterprises and faults of a large city."""
    pack = current_pack(instance.settings)
    units = {unit.region_code: unit.code for unit in pack.reporting_units() if unit.region_code}
    random = Random(seed)
    plans = plan_enterprises(pack, random, enterprises)
    return plans, plan_faults(random, plans, units, hazards)[0]


def register_all(instance: Instance, folder: Path, plans: Sequence[EnterprisePlan]) -> ImportOutcome:
    """One roster of the whole city, imported by the city office's installer."""
    path = folder / "企业名册-全市.xlsx"
    write_roster(path, "全市危险化学品企业名册（演示）", plans)
    with clock.at(SENT_AT):
        return import_enterprises(instance, loader(instance), path)


def loader(instance: Instance) -> Actor:
    """May do what an operator at the machine may: everything, over all rows."""
    permissions = frozenset(permission.name for _owner, permission in instance.registry.permissions)
    return Actor(None, None, "装载员（演示）", None, "装载", permissions=permissions, sees_all=True)


def write_big_list(path: Path, instance: Instance, faults: Sequence[FaultPlan]) -> None:
    """All faults as one list of the city office, one header row."""
    texts = {limb.code: limb.text for limb in current_pack(instance.settings).limbs()}
    plan = ListPlan("office", "市专项行动领导组办公室", DATED.month, DATED, SENT_AT, tuple(faults))
    style = Style(day_style=1, money_style=0, two_rows=False)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{DATED.month}月清单")
    sheet.append([f"{DATED.year}年{DATED.month}月份全市危险化学品重大事故隐患清单"])
    sheet.append(["填报单位：市专项行动领导组办公室", None, None, f"时间：{DATED.year}年{DATED.month}月{DATED.day}日"])
    sheet.append(["序号", "县（市、区）", *(name for _group, names in GROUPS for name in names), "备注"])
    for number, fault in enumerate(faults, 1):
        sheet.append(list_row(number, fault, plan, texts, style))
    book.save(path)


def import_big_list(instance: Instance, path: Path) -> ImportOutcome:
    """What `anjian import hazards FILE --unit 办公室` does."""
    with clock.at(SENT_AT):
        return import_hazards(instance, loader(instance), path, unit="办公室")


def add_visits(instance: Instance, seed: int, count: int) -> None:
    """Completed visits with their versions, in bulk; their answers are left out."""
    random = Random(seed)
    with clock.at(SENT_AT), system_write(instance.database, "load") as session:
        enterprises = session.scalars(select(Enterprise)).all()
        fragment = session.scalars(select(ChecklistVersion.version).where(ChecklistVersion.code == FRAGMENT)).one()
        first = (session.scalar(select(Visit.id).order_by(Visit.id.desc()).limit(1)) or 0) + 1
        event_no = record_audit(session, "装载检查", "visit", None, {"次数": count}, loader(instance))
        codes = iter(next_codes(session, "JC2023", count))
        numbers = iter(range(first, first + count))
        while batch := list(islice(numbers, BATCH)):
            rows = [_visit(random, number, next(codes), random.choice(enterprises), fragment) for number in batch]
            _insert(session, rows, event_no)


def _visit(random: Random, number: int, code: str, enterprise: Enterprise, fragment: str) -> dict[str, Any]:
    day = date(2023, 6, 1) + timedelta(days=random.randrange(150))
    moment = clock.start_of(day) + timedelta(hours=9)
    return {
        "id": number, "public_code": code, "client_uid": f"load-{number}", "plugin": None, "plugin_title": None,
        "checklist_code": None, "checklist_version": None, "fragment_version": fragment,
        "tier": str(random.choice((Tier.COUNTY, Tier.CITY))), "mode": str(Mode.REGULAR), "status": str(VisitStatus.DONE),
        "unit_id": None, "unit_name": "装载（演示）", "team": "装载员（演示）", "enterprise_name": enterprise.name,
        "visited_on": day, "arrived_at": moment, "completed_at": moment, "fragment_answered": True, "statement": "未发现问题",
        "cancel_reason": None, "region_code": enterprise.region_code, "department_code": enterprise.department_code,
        "enterprise_id": enterprise.id, "parent_id": enterprise.parent_id,
    }  # fmt: skip


def _insert(session: Session, rows: list[dict[str, Any]], event_no: int) -> None:
    session.execute(insert(Visit), rows)
    versions = [
        {name: row[name] for name in Visit.__versioned__}
        | {"visit_id": row["id"], "known_from": event_no, "known_to": OPEN}
        for row in rows
    ]
    session.execute(insert(Visit.version_class), versions)
