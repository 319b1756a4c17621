"""Builds ledger rows directly, with events and versions as the services write them, in any state and at any day."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard, HazardCampaign, Sighting
from anjian.hazards.steps import append, enter, head_of
from anjian.hazards.words import Level, Scale, Source, State
from anjian.inspections.models import Finding, Visit
from anjian.inspections.words import FindingStatus, Mode, Tier, VisitStatus
from anjian.kernel.actor import Actor
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import next_event_no

CAMPAIGN = "jincheng_2023"
CLERK = Actor(1, 1, "填报人（演示）", 1, "泽州县")
_numbers = count(1)


class Ledger:
    """Writes into one system session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def enterprise(self, name: str = "", region: str = "140525", department: str = "transport") -> int:
        number = next(_numbers)
        row = Enterprise(
            public_code=f"QY{number:06}",
            name=name or f"第{number}化工有限公司（演示）",
            credit_code=f"T{number:017}",
            region_code=region,
            department_code=department,
            status="正常",
        )
        self.session.add(row)
        self.session.flush()
        open_versions(self.session, [row], next_event_no(self.session))
        return row.id

    def hazard(self, enterprise: int, discovered: date, *, campaign: str = CAMPAIGN, **facts: Any) -> Hazard:
        """A hazard as it first enters; facts override columns. Confirmed hazards are given `confirmed_on`."""
        owner = self.session.get(Enterprise, enterprise)
        assert owner is not None
        number = next(_numbers)
        row = Hazard(
            **{
                "public_code": f"YH2023{number:06}",
                "client_uid": str(uuid4()),
                "scale": str(Scale.MAJOR),
                "level": str(Level.MAJOR),
                "source": str(Source.SELF_CHECK),
                "state": str(State.CONFIRMED if facts.get("confirmed_on") else State.REPORTED),
                "unit_name": "泽州县",
                "content": "安全阀未正常投用",
                "place": "一车间",
                "cited": "C-15 安全阀、爆破片等安全附件未正常投用",
                "discovered_on": discovered,
                "region_code": owner.region_code,
                "department_code": owner.department_code,
                "enterprise_id": owner.id,
            }
            | facts
        )
        (event_no,) = enter(self.session, [row], [head_of(CLERK, "report", discovered, row)])
        self.session.add(HazardCampaign(hazard_id=row.id, campaign_code=campaign, known_from=event_no))
        self.session.add(
            Sighting(
                hazard_id=row.id, client_uid=str(uuid4()), source=row.source, unit_name="泽州县", found_by="检查人（演示）",
                found_on=discovered, content=row.content, place=row.place, cited=row.cited, event_no=event_no,
                region_code=row.region_code, department_code=row.department_code, enterprise_id=row.enterprise_id,
            )
        )  # fmt: skip
        self.session.flush()
        return row

    def change(self, hazard: Hazard, on: date, **facts: Any) -> int:
        """One later event that changes the hazard; returns its number."""
        before = {name: getattr(hazard, name) for name in facts}
        for name, value in facts.items():
            setattr(hazard, name, value)
        event_no = next_event_no(self.session)
        append(self.session, [(hazard, head_of(CLERK, "correct", on, hazard), before, facts)], [event_no])
        open_versions(self.session, [hazard], event_no)
        return event_no

    def visit(self, enterprise: int, on: date, **facts: Any) -> Visit:
        owner = self.session.get(Enterprise, enterprise)
        assert owner is not None
        row = Visit(
            **{
                "public_code": f"JC2023{next(_numbers):06}",
                "client_uid": str(uuid4()),
                "fragment_version": "1",
                "tier": str(Tier.COUNTY),
                "mode": str(Mode.REGULAR),
                "status": str(VisitStatus.DONE),
                "unit_name": "泽州县交通运输局",
                "team": "检查人（演示）",
                "enterprise_name": owner.name,
                "visited_on": on,
                "fragment_answered": True,
                "region_code": owner.region_code,
                "department_code": owner.department_code,
                "enterprise_id": owner.id,
            }
            | facts
        )
        self.session.add(row)
        open_versions(self.session, [row], next_event_no(self.session))
        return row

    def finding(self, visit: Visit, tag: str | None, **facts: Any) -> Finding:
        row = Finding(
            **{
                "client_uid": str(uuid4()),
                "visit_id": visit.id,
                "checklist_code": "fragment",
                "item_code": f"CHIEF-{next(_numbers)}",
                "item_text": "主要负责人未带队检查",
                "basis": "实施方案",
                "verified": True,
                "tag": tag,
                "limb_letter": "",
                "tier": visit.tier,
                "answer": "不符合",
                "methods": "现场",
                "note": "",
                "content": "主要负责人未带队检查",
                "place": "",
                "found_on": visit.visited_on,
                "scale": str(Scale.GENERAL),
                "level": str(Level.GENERAL),
                "verdict_reason": "",
                "status": str(FindingStatus.KEPT),
                "voided": False,
                "region_code": visit.region_code,
                "department_code": visit.department_code,
                "enterprise_id": visit.enterprise_id,
            }
            | facts
        )
        self.session.add(row)
        open_versions(self.session, [row], next_event_no(self.session))
        return row
