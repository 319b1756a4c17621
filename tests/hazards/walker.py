"""A state machine that walks random histories of hazards of one enterprise, with everybody who could lay hands on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from tests.enforcement.deeds import enter

from anjian.enforcement.kinds import CASES, DECISIONS
from anjian.enterprises.models import Enterprise
from anjian.hazards import service
from anjian.hazards.again import see_again
from anjian.hazards.guards import AFTER, BEFORE, missing_of_five
from anjian.hazards.inputs import Listing, NewHazard, Parties, Plan, Publication
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS, next_steps
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import ListingLevel, Source, State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import AnjianError
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

OFFICIALS = ("zezhou", "zezhou2", "transport", "transport2", "emergency", "office")
PLACES = ("chief", "safety", "parent", *OFFICIALS)
FOUR_EYES = {
    "sign": "prepared_by", "accept": "rectified_by", "approve_plan": "planned_by", "grant_extension": "extension_by",
    "refuse_extension": "extension_by", "resume": "suspended_by", "return_plan": "planned_by",
    "reject_claim": "rectified_by",
}  # fmt: skip
"""Verb -> the column of the person who may not be the one that takes it."""
COLUMNS = tuple(column.key for column in Hazard.__table__.columns)
LOCK = {"seq", "last_hash"}
Row = dict[str, Any]
BESIDE = ("merge", "unmerge", "unmerge", "see_again", "see_again", "pictures", "penalty")
who = st.sampled_from(PLACES)
which = st.integers(0, 1)


@dataclass
class City:
    """The enterprise of all histories of one test and everybody around it; counts what happened."""

    instance: Instance
    factory: Factory

    def __post_init__(self) -> None:
        self.taken: Counter[str] = Counter()

    @cached_property
    def enterprise(self) -> Enterprise:
        return self.factory.enterprise(parent="示例集团（演示）")

    @cached_property
    def people(self) -> dict[str, Actor]:
        assert self.enterprise.parent_id is not None
        own = {
            "chief": self.factory.staff(self.enterprise, chief=True),
            "safety": self.factory.staff(self.enterprise),
            "parent": self.factory.parent_officer(self.enterprise.parent_id),
        }
        return own | {login: self.factory.actors[login] for login in OFFICIALS}

    def look(self, hazard_id: int) -> Row:
        with self.instance.database.reading.connect() as connection:
            return dict(connection.execute(select(Hazard.__table__).where(Hazard.id == hazard_id)).mappings().one())


_OPEN: dict[str, Any] = {
    "choice": st.sampled_from((0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    "person": st.integers(0, 8),
    "at": which,
    "days": st.integers(0, 2),
    "whole": st.sampled_from((True, True, True, False)),
}


class Walk(RuleBasedStateMachine):
    """One history: two hazards of one enterprise, and whatever people try on them."""

    def __init__(self, city: City) -> None:
        super().__init__()
        self.city = city
        self.rows: list[Row] = []
        self.due: dict[int, date] = {}

    @initialize(finders=st.tuples(who, who), ago=st.integers(20, 40))
    def found(self, finders: tuple[str, str], ago: int) -> None:
        """Reported by whoever may; else by the county."""
        enterprise = self.city.enterprise
        self.today = clock.today() - timedelta(days=ago)
        for finder in finders:
            by = self.city.people[finder if finder in ("safety", "transport", "zezhou2") else "zezhou"]
            new = self._new(Source.INSPECTION if by.official else Source.SELF_CHECK, by)
            with self.city.instance.database.write_unit(by) as session:
                (hazard,) = service.report(session, by, [new], campaign=self.city.instance.settings.campaign)
            self.rows.append(self.city.look(hazard.id))
        assert enterprise.id == self.rows[0]["enterprise_id"]

    def _new(self, source: Source, by: Actor) -> NewHazard:
        enterprise = self.city.enterprise
        return NewHazard(
            enterprise.id, "相互禁配物质混放混存", f"甲类仓库{uuid4().hex[:6]}", source, self.today, by.person_name,
            enterprise.department_code or "", limb_code="C-20c",
        )  # fmt: skip

    @rule(verb=st.sampled_from(sorted(TRANSITIONS)), by=who, at=which, ago=st.integers(-1, 40), whole=st.booleans())
    def anything(self, verb: str, by: str, at: int, ago: int, whole: bool) -> None:
        self._attempt(verb, by, at, clock.today() - timedelta(days=ago), whole)

    def what_is_open(self, choice: int, person: int, at: int, days: int, whole: bool) -> None:
        """A step that the page would offer, by one of those who hold its permission: so histories come far."""
        offered = next_steps(Hazard(**self.rows[at]))
        if not offered:
            return
        row = offered[min(choice, len(offered) - 1)]
        holders = [name for name, actor in self.city.people.items() if row.permission in actor.permissions]
        on = min(self.today + timedelta(days=days), clock.today())
        self._attempt(row.verb, holders[person % len(holders)], at, on, whole)

    # Three rules that do one thing: hypothesis takes every rule as often as any other.
    one_step, another_step, a_third_step = (
        rule(**_OPEN)(what_is_open),
        rule(**_OPEN)(what_is_open),
        rule(**_OPEN)(what_is_open),
    )

    def _attempt(self, verb: str, by: str, at: int, on: date, whole: bool) -> bool:
        before, actor, row = self.rows[at], self.city.people[by], TRANSITIONS[verb]
        try:
            with self.city.instance.database.write_unit(actor) as session:
                getattr(service, verb)(session, actor, before["id"], on, *self._extra(verb, whole))
        except AnjianError:
            assert self.city.look(before["id"]) == before, "a refused step leaves no trace"
            return False
        after = self.rows[at] = self.city.look(before["id"])
        self.city.taken[verb] += 1
        self.today = max(self.today, on)
        assert row.permission in actor.permissions
        assert before["merged_into_id"] is None
        assert before["state"] in row.sources
        assert after["state"] == (row.target or before["state"])
        assert after["seq"] == before["seq"] + 1
        assert changed(before, after) <= {*row.writes, "state", *LOCK}
        if verb in FOUR_EYES:
            assert before[FOUR_EYES[verb]] != actor.person_id
        return True

    def _extra(self, verb: str, whole: bool) -> tuple[object, ...]:
        due = clock.today() + timedelta(days=30)
        plan = Plan("演示甲", "更换" if whole else None, 0, self.due_of(due), "值守")
        listing = Listing("督1号", ListingLevel.CITY, "市应急局", "演示乙", "按期整改", due)
        published = Publication("市政府网站", "公告栏")
        extra: tuple[object, ...] = {
            "plan": (plan,), "submit_plan": (plan,), "fix_now": (plan,), "order_listing": (listing,),
            "publish_listing": (published,), "publish_lifting": (published,), "ask_extension": (due + timedelta(days=60),),
            "ask_transfer": ("emergency" if whole else "transport",), "confirm": (Parties(review=not whole),),
        }.get(verb, ())  # fmt: skip
        return (*extra, "理由") if TRANSITIONS[verb].reason_required else extra

    def due_of(self, usual: date) -> date:
        """The due day as it stands on most plans, so that a plan after a resumption is not refused for moving it."""
        return next((row["due_on"] for row in self.rows if row["due_on"] is not None), usual)

    @rule(
        what=st.sampled_from(("merge", "unmerge", "unmerge", "see_again", "see_again", "pictures", "penalty")),
        by=who,
        at=which,
    )
    def beside(self, what: str, by: str, at: int) -> None:
        """What else happens to hazards and their enterprise."""
        getattr(self, what)(by, at)

    def merge(self, by: str, at: int) -> None:
        by = "office" if at else by
        self._pair(by, "merge", lambda session, actor: service.merge(session, actor, *self._ids(), "同一隐患"))

    def unmerge(self, by: str, at: int) -> None:
        by = "office" if at else by
        gone = next((row["id"] for row in self.rows if row["merged_into_id"]), self.rows[0]["id"])
        self._pair(by, "unmerge", lambda session, actor: service.unmerge(session, actor, gone, "不是同一隐患"))

    def _ids(self) -> tuple[int, int]:
        return self.rows[0]["id"], self.rows[1]["id"]

    def _pair(self, by: str, name: str, act: Any) -> None:
        """Merging and its undoing touch two rows: one event each, and nothing but who is merged into whom."""
        before, actor = self.rows, self.city.people[by]
        try:
            with self.city.instance.database.write_unit(actor) as session:
                act(session, actor)
        except AnjianError:
            assert [self.city.look(one) for one in self._ids()] == before
            return
        self.city.taken[name] += 1
        self.rows = [self.city.look(one) for one in self._ids()]
        differing = [changed(one, other) for one, other in zip(before, self.rows, strict=True)]
        assert sorted(differing, key=len) == [LOCK, LOCK | {"merged_into_id"}]
        assert [row["seq"] for row in self.rows] == [row["seq"] + 1 for row in before]
        assert by == "office"

    def see_again(self, by: str, at: int) -> None:
        before, actor = self.rows[at], self.city.people[by]
        seen = self._new(Source.PUBLIC_REPORT, actor)
        for attempt in ("first", "replayed"):
            try:
                with self.city.instance.database.write_unit(actor) as session:
                    see_again(session, actor, before["id"], seen)
            except AnjianError:
                assert self.city.look(before["id"]) == before
                return
            after = self.rows[at] = self.city.look(before["id"])
            assert changed(before, after) == LOCK and after["seq"] == before["seq"] + 1, attempt
        self.city.taken["seen_again"] += 1

    def penalty(self, _by: str, at: int) -> None:
        """A case and a decision with a fine against the enterprise."""
        if self.city.taken["penalty"] == PENALTIES:
            return
        number = f"（演示）{uuid4().hex[:8]}号"
        actor, enterprise = self.city.people["zezhou" if at else "transport"], self.city.enterprise
        enter(self.city.instance, actor, CASES, enterprise, number=number)
        enter(self.city.instance, actor, DECISIONS, enterprise, number=number, case_number=number)
        self.city.taken["penalty"] += 1
        assert [self.city.look(one) for one in self._ids()] == self.rows, "a penalty never changes a hazard"

    def pictures(self, _by: str, at: int) -> None:
        with system_write(self.city.instance.database, "pictures of a test") as session:
            for purpose in (BEFORE, AFTER):
                session.add(
                    Attachment(
                        subject_kind="hazard", subject_id=self.rows[at]["id"], purpose=purpose, file_name="p.jpg",
                        media_type="image/jpeg", sha256="0" * 64, size=1, added_at=clock.now(),
                    )
                )  # fmt: skip

    @invariant()
    def holds(self) -> None:
        for row in self.rows:
            if row["state"] in (State.RECTIFYING, State.CLAIMED, State.ACCEPTED):
                assert missing_of_five(Hazard(**row)) == []
            if row["original_due_on"] is not None:
                assert self.due.setdefault(row["id"], row["original_due_on"]) == row["original_due_on"]
            assert (row["id"] not in self.due) or row["original_due_on"] is not None

    def teardown(self) -> None:
        """The chains verify, and the rows equal the fold of their events."""
        if self.rows:
            with system_read(self.city.instance.database, "proof") as session:
                assert [problem.message for problem in verify_ledger(session, after=self.rows[0]["id"] - 1)] == []


PENALTIES = 10
"""Penalties of one test: they are slow, and do the same every time."""


def changed(before: Row, after: Row) -> set[str]:
    return {name for name in COLUMNS if before[name] != after[name]}
