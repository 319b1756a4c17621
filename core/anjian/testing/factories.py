"""Real objects for tests, made through the services that users use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.queries import limb_in_force
from anjian.enterprises.inputs import EnterpriseEntry
from anjian.enterprises.models import Enterprise, ParentCompany
from anjian.enterprises.service import register
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.hazards import service as hazards
from anjian.hazards.inputs import Listing, NewHazard, Plan
from anjian.hazards.models import Hazard
from anjian.hazards.words import Level, ListingLevel, Scale, Source, State
from anjian.inspections import service as inspections
from anjian.inspections.inputs import NewVisit
from anjian.inspections.models import Visit
from anjian.inspections.recording import questions_of
from anjian.inspections.words import Mode
from anjian.intake.inputs import NewReport, Person, Terms
from anjian.intake.receiving import Received, receive
from anjian.intake.sealing import Sealer
from anjian.intake.words import Channel, Kind
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Unit
from anjian.people.queries import unit_by_code
from anjian.plugin_host.instance import Instance
from anjian.testing.answers import whole_answers
from anjian.testing.city.enterprises import credit_code
from anjian.testing.installing import Actors
from anjian.testing.staff import hire, unit_of_enterprise, unit_of_parent

_STEPS = (State.REPORTED, State.CONFIRMED, State.RECTIFYING, State.CLAIMED, State.ACCEPTED)
"""The closed loop in order."""


class Factory:
    """Makes enterprises, hazards, visits and their people in one installation; a number keeps names apart."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.actors = Actors(instance)
        self._numbers = count(1)
        self._random = Random(1)

    def enterprise(
        self,
        *,
        county: str = "zezhou",
        categories: tuple[str, ...] = ("运输",),
        name: str | None = None,
        parent: str | None = None,
    ) -> Enterprise:
        """An enterprise of a county (by its unit's code), registered by the county's officer."""
        number = next(self._numbers)
        with system_read(self.instance.database, "county of a test") as session:
            region = unit_by_code(session, county).region_code
        entry = EnterpriseEntry(
            name=name or f"第{number}试验有限公司（演示）",
            credit_code=credit_code(region or "", self._random),
            region_code=region,
            categories=categories,
            address=f"示范路{number}号",
            parent_name=parent,
            chief="演示甲",
        )
        actor = self.actors[county]
        with self.instance.database.write_unit(actor) as session:
            register(session, actor, [entry], departments=instance_vocabulary(self.instance).lead_of)
            found = session.scalars(select(Enterprise).where(Enterprise.credit_code == entry.credit_code)).one()
            return found

    def staff(self, enterprise: Enterprise, *, chief: bool = False) -> Actor:
        """A person of the enterprise: its safety officer, or its chief."""
        with system_write(self.instance.database, "staff of a test") as session:
            unit = unit_of_enterprise(session, enterprise)
            login = f"ent{enterprise.id}"
            hire(session, [unit], [login])
        return self.actors[login if chief else f"{login}.safety"]

    def parent_officer(self, parent_id: int) -> Actor:
        """A person of a parent company."""
        with system_write(self.instance.database, "staff of a test") as session:
            unit = unit_of_parent(session, session.get_one(ParentCompany, parent_id))
            hire(session, [unit], [f"parent{parent_id}"])
        return self.actors[f"parent{parent_id}"]

    def hazard(
        self,
        enterprise: Enterprise | None = None,
        *,
        state: State = State.CONFIRMED,
        limb: str | None = "C-20c",
        source: Source = Source.INSPECTION,
        discovered_on: date | None = None,
        due_on: date | None = None,
        listed: ListingLevel | None = None,
        content: str = "相互禁配物质混放混存",
        place: str = "甲类仓库",
        by: Actor | None = None,
    ) -> Hazard:
        """A hazard in the given state; `limb` None makes it a general one. Each step is taken on the day after the last."""
        enterprise = enterprise or self.enterprise()
        officer = by or self._officer(enterprise)
        found = discovered_on or clock.today() - timedelta(days=10)
        new = NewHazard(
            enterprise.id, content, place, source, found, officer.person_name, enterprise.department_code or "",
            Scale.MAJOR if limb else Scale.GENERAL, Level.MAJOR if limb else Level.GENERAL, limb,
        )  # fmt: skip
        with self.instance.database.write_unit(officer) as session:
            if limb is not None:
                assert limb_in_force(session, limb, found) is not None, f"{limb} is not in force on {found}"
            (hazard,) = hazards.report(session, officer, [new], campaign=self.instance.settings.campaign)
        self.advance(hazard, state, due_on=due_on)
        if listed is not None:
            self._list(hazard, listed)
        return hazard

    def advance(self, hazard: Hazard, state: State, *, due_on: date | None = None) -> None:
        """Take the hazard from 已上报 to a state: along the loop, or by one of the side exits."""
        officer, other = self._officers(hazard.region_code)
        day = hazard.discovered_on + timedelta(days=1)
        plan = Plan("演示甲（经理）", "停用并更换", 1_200_000, due_on or day + timedelta(days=30), "专人值守")
        with self.instance.database.write_unit(officer) as session:
            if state == State.RETURNED:
                hazards.send_back(session, officer, hazard.id, day, "情况不清")
            elif state in (State.DOWNGRADED, State.WITHDRAWN):
                take = hazards.downgrade if state == State.DOWNGRADED else hazards.withdraw
                take(session, officer, hazard.id, day, "经核实不构成")
            elif state != State.REPORTED:
                self._along(session, officer, hazard.id, day, plan, _STEPS.index(state))
        if state == State.ACCEPTED:
            with self.instance.database.write_unit(other) as session:
                hazards.accept(session, other, hazard.id, day + timedelta(days=3))
        with system_read(self.instance.database, "the hazard as it stands") as session:
            fresh = session.get_one(Hazard, hazard.id)
            for column in Hazard.__table__.columns:
                setattr(hazard, column.key, getattr(fresh, column.key))

    @staticmethod
    def _along(session: Session, officer: Actor, hazard_id: int, day: date, plan: Plan, steps: int) -> None:
        hazards.confirm(session, officer, hazard_id, day)
        if steps >= 2:
            hazards.plan(session, officer, hazard_id, day + timedelta(days=1), plan)
        if steps >= 3:
            hazards.claim(session, officer, hazard_id, day + timedelta(days=2))

    def _list(self, hazard: Hazard, level: ListingLevel) -> None:
        officer, _other = self._officers(hazard.region_code)
        number = f"演示督〔2023〕{hazard.id}号"
        listing = Listing(number, level, officer.unit_name, officer.person_name, "按期整改", clock.today())
        with self.instance.database.write_unit(officer) as session:
            hazards.order_listing(session, officer, hazard.id, clock.today(), listing)

    def visit(
        self,
        enterprise: Enterprise | None = None,
        *,
        by: Actor | None = None,
        plugin: str | None = None,
        on: date | None = None,
        failing: Sequence[str] = (),
        mode: Mode = Mode.REGULAR,
    ) -> Visit:
        """A completed visit; the items whose codes are in `failing` were found not met."""
        enterprise = enterprise or self.enterprise()
        actor = by or self._officer(enterprise)
        day = on or clock.today()
        registry = self.instance.registry
        with self.instance.database.write_unit(actor) as session:
            new = NewVisit(enterprise.id, plugin, day, mode)
            visit = inspections.plan_visit(session, actor, new, registry=registry)
            inspections.start_visit(session, actor, visit.id, day)
            inspections.answer(session, actor, visit.id, whole_answers(questions_of(session, visit), failing))
            statement = "" if failing else "现场检查未发现问题。"
            inspections.complete_visit(session, actor, visit.id, registry=registry, statement=statement)
            return visit

    def tip(
        self,
        enterprise: Enterprise | None = None,
        *,
        by: str = "zezhou",
        content: str = "储罐区安全阀关着，夜里也没人管",
        person: Person | None = None,
    ) -> Received:
        """A tip by telephone, as the officials of `by` enter it; without an enterprise it is described only."""
        new = NewReport(
            Kind.TIP, Channel.HOTLINE, content, clock.today(), "" if enterprise else "城南一家化工厂",
            enterprise.id if enterprise else None, person=person or Person(),
        )  # fmt: skip
        return self.receive(new, by=by)

    def receive(self, new: NewReport, *, by: str = "zezhou") -> Received:
        """A tip or hand-down as it comes in."""
        settings, actor = self.instance.settings, self.actors[by]
        with self.instance.database.write_unit(actor) as session:
            terms, sealer = Terms.of(settings), Sealer(settings.instance)
            (received,) = receive(session, actor, [new], terms=terms, sealer=sealer)
            return received

    def _officer(self, enterprise: Enterprise) -> Actor:
        return self._officers(enterprise.region_code)[0]

    def _officers(self, region_code: str | None) -> tuple[Actor, Actor]:
        """Two different persons of the county-level unit."""
        with system_read(self.instance.database, "county of a test") as session:
            codes = session.scalars(
                select(Unit.code).where(Unit.region_code == region_code, Unit.kind.in_(("county", "zone")))
            )
            code = codes.one()
        return self.actors[code], self.actors[f"{code}2"]
