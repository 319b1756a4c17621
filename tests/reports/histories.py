"""Random histories of everything that figures count: rows entered late, corrected, merged and parted, handed over, voided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session
from tests.reports.filled import CAMPAIGN, Ledger

from anjian.campaigns.packs import Pack
from anjian.enforcement.models import (
    Accountability,
    Assistance,
    CountedKey,
    Decision,
    DecisionTerm,
    EnforcementCase,
    EnterpriseMeasure,
    Referral,
    TypicalCase,
    UnitNotice,
)
from anjian.enforcement.words import Aim, Standing, Target
from anjian.enterprises.models import ChainLink
from anjian.hazards.models import HazardCampaign
from anjian.hazards.words import Scale, Source, State
from anjian.inspections.words import Tier, VisitStatus
from anjian.kernel import clock
from anjian.kernel.history import OPEN, open_versions
from anjian.kernel.ledger import next_event_no

DAYS = st.dates(date(2023, 5, 10), date(2023, 8, 20))
PLACES, DEPARTMENTS = ("140502", "140525", "1405DZ"), ("transport", "energy", "market")
CATEGORIES = ("生产", "经营")
ROWS: Mapping[type[Any], Mapping[str, Any]] = {
    EnforcementCase: {"number": "1", "title": "安全设施未投用", "stage": "办理中"},
    Decision: {"number": "1", "authority": "市应急局", "legal_basis": "安全生产法", "measures": "行政处罚", "standing": "有效"},
    DecisionTerm: {"document": "1"},
    Assistance: {"team": "专家（演示）", "content": "帮扶"},
    Referral: {"matter": "一", "person_name": "演示甲", "letter": "1", "organ": "市公安局"},
    EnterpriseMeasure: {"document": "1", "content": "曝光", "kind": "曝光"},
    TypicalCase: {"title": "一", "medium": "市报"},
    Accountability: {
        "matter": "一", "person_name": "演示甲", "person_post": "科长", "kind": "诫勉", "document": "1", "grounds": "失察",
    },
    UnitNotice: {"kind": "通报", "number": "1", "title": "一", "content": "通报"},
}  # fmt: skip
KEYED = (Referral, TypicalCase, Accountability)
ACTS = (
    "hazard", "hazard", "correct", "correct", "merge", "tag", "visit", "revisit", "finding", "refind", "link", "decide", "term",
    "term", "event", "event", "redate", "void",
)  # fmt: skip
STEPS = st.fixed_dictionaries(
    {
        "act": st.sampled_from(ACTS),
        "at": st.integers(0, 7),
        "other": st.integers(0, 7),
        "day": DAYS,
        "until": st.one_of(st.none(), DAYS),
        "place": st.sampled_from(PLACES),
        "department": st.sampled_from(DEPARTMENTS),
        "flag": st.booleans(),
    }
)  # fmt: skip


class History:
    """Applies steps to one session; every step is known from an event number of its own."""

    def __init__(self, session: Session, pack: Pack) -> None:
        self.session, self.pack, self.ledger = session, pack, Ledger(session)
        self.enterprises = [self.ledger.enterprise(region=place) for place in PLACES]
        self.hazards: list[Any] = []
        self.visits: list[Any] = []
        self.findings: list[Any] = []
        self.links: list[Any] = []
        self.deeds: list[Any] = []
        self._numbers = count(1)
        self._keys = [CountedKey(digest=f"{number:064}") for number in (1, 2)]
        session.add_all(self._keys)
        session.flush()

    def take(self, step: Mapping[str, Any]) -> int:
        """One step; the last event number."""
        getattr(self, f"_{step['act']}")(step)
        return next_event_no(self.session)

    def _hazard(self, step: Mapping[str, Any]) -> None:
        sources, days = list(Source), {"confirmed_on": step["until"], "due_on": step["day"]}
        facts = {
            "source": str(sources[step["other"] % 4]),
            "scale": str(Scale.MAJOR if step["at"] else Scale.GENERAL),
        } | days
        self.hazards.append(self.ledger.hazard(self._enterprise(step), step["day"], **facts))

    def _correct(self, step: Mapping[str, Any]) -> None:
        names = ("confirmed_on", "accepted_on", "listed_on", "claimed_on", "due_on", "state", "source", "transfer")
        name, states = names[step["other"]], (State.CONFIRMED, State.WITHDRAWN, State.ACCEPTED, State.REPORTED)
        facts: dict[str, Any] = {name: step["until"]}
        if name == "state":
            facts = {name: str(states[step["at"] % 4])}
        elif name == "source":
            facts = {name: str(list(Source)[step["at"] % 4])}
        elif name == "transfer":
            facts = {"department_code": step["department"], "region_code": step["place"]}
        self._on(self.hazards, step, facts)

    def _merge(self, step: Mapping[str, Any]) -> None:
        """Merged into another, or parted from it again."""
        kept = self.hazards[step["other"] % len(self.hazards)] if self.hazards and step["flag"] else None
        self._on(self.hazards, step, {"merged_into_id": kept.id if kept is not None else None})

    def _tag(self, step: Mapping[str, Any]) -> None:
        if not self.hazards:
            return
        hazard, number = self.hazards[step["at"] % len(self.hazards)], next_event_no(self.session)
        tag = HazardCampaign
        gone = update(tag).where(tag.hazard_id == hazard.id, tag.known_to == OPEN).values(known_to=number)
        self.session.execute(gone)
        if step["flag"]:
            self.session.add(tag(hazard_id=hazard.id, campaign_code=CAMPAIGN, known_from=number))

    def _visit(self, step: Mapping[str, Any]) -> None:
        tier = list(Tier)[step["other"] % 3]
        self.visits.append(
            self.ledger.visit(self._enterprise(step), step["day"], tier=str(tier), department_code=step["department"])
        )

    def _revisit(self, step: Mapping[str, Any]) -> None:
        facts: tuple[dict[str, Any], ...] = (
            {"visited_on": step["day"]}, {"enterprise_id": self._enterprise(step)},
            {"status": str(VisitStatus.DONE if step["flag"] else VisitStatus.RUNNING)}, {"fragment_answered": step["flag"]},
        )  # fmt: skip
        self._on(self.visits, step, facts[step["other"] % 4])

    def _finding(self, step: Mapping[str, Any]) -> None:
        if self.visits:
            visit = self.visits[step["at"] % len(self.visits)]
            self.findings.append(self.ledger.finding(visit, f"A1-2.0{2 + step['other'] % 7}", found_on=step["day"]))

    def _refind(self, step: Mapping[str, Any]) -> None:
        facts = ({"voided": step["flag"]}, {"found_on": step["day"]}, {"tag": "A1-2.02" if step["flag"] else None})
        self._on(self.findings, step, facts[step["other"] % 3])

    def _link(self, step: Mapping[str, Any]) -> None:
        facts = {"category": CATEGORIES[step["flag"]], "from_on": step["day"], "to_on": step["until"]}
        if step["other"] % 2:
            self._on(self.links, step, facts)
            return
        row = ChainLink(
            enterprise_id=self._enterprise(step), region_code=step["place"], department_code=step["department"], **facts
        )
        self.session.add(row)
        self._known(row)
        self.links.append(row)

    def _decide(self, step: Mapping[str, Any]) -> None:
        """A case now and then, else a decision of one, with its first term."""
        cases = [row for row in self.deeds if isinstance(row, EnforcementCase)]
        if step["other"] < 2 or not cases:
            self._deed(EnforcementCase, step)
            return
        case, flags = cases[step["at"] % len(cases)], step["other"] % 4
        target = str(Target.CHIEF if step["flag"] else Target.ENTERPRISE)
        row = self._deed(
            Decision, step, case_id=case.id, target=target, penalty=flags != 1, stop=flags == 1, close=flags == 2
        )
        self._deed(DecisionTerm, step, decision_id=row.id, standing=str(Standing.IN_FORCE), amount_fen=step["at"] * 100)

    def _term(self, step: Mapping[str, Any]) -> None:
        """Another amount, or none any more, from a day on (R-100)."""
        decisions = [row for row in self.deeds if isinstance(row, Decision)]
        if decisions:
            standing = list(Standing)[step["other"] % 4]
            amount = None if standing is Standing.REVOKED else step["other"]
            decision = decisions[step["at"] % len(decisions)]
            self._deed(DecisionTerm, step, decision_id=decision.id, standing=str(standing), amount_fen=amount)

    def _event(self, step: Mapping[str, Any]) -> None:
        models = (Assistance, Referral, EnterpriseMeasure, TypicalCase, Accountability, UnitNotice)
        model, facts = models[step["other"] % 6], {}
        if model in KEYED:
            facts = {"counted_key_id": self._keys[step["flag"]].id}
        if model is TypicalCase:
            facts |= {"dangerous_operation": step["flag"]}
        if model is Assistance:
            facts = {"aim": str(list(Aim)[step["flag"]])}
        self._deed(model, step, **facts)

    def _redate(self, step: Mapping[str, Any]) -> None:
        self._on(self.deeds, step, {"happened_on": step["day"]})

    def _void(self, step: Mapping[str, Any]) -> None:
        self._on(self.deeds, step, {"voided": step["flag"]})

    def _deed(self, model: type[Any], step: Mapping[str, Any], **facts: Any) -> Any:
        row = model(
            **(ROWS[model] | facts), public_code=f"SJ{next(self._numbers)}", happened_on=step["day"], unit_name="泽州县",
            recorded_by="演示", recorded_at=clock.now(), region_code=step["place"], department_code=step["department"],
            enterprise_id=self._enterprise(step),
        )  # fmt: skip
        self.session.add(row)
        self._known(row)
        self.deeds.append(row)
        return row

    def _on(self, rows: list[Any], step: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        if rows:
            row = rows[step["at"] % len(rows)]
            for name, value in facts.items():
                setattr(row, name, value)
            self._known(row)

    def _known(self, row: Any) -> None:
        open_versions(self.session, [row], next_event_no(self.session))

    def _enterprise(self, step: Mapping[str, Any]) -> int:
        return self.enterprises[PLACES.index(step["place"])]
