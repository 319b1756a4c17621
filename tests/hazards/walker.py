"""A state machine that walks random histories of hazards of one enterprise, with everybody who could lay hands on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.enforcement.deeds import enter
from tests.hazards.walk_city import PLACES, City, Row, brought, changed

from anjian.enforcement.kinds import CASES, DECISIONS
from anjian.hazards import service
from anjian.hazards.again import see_again
from anjian.hazards.guards import AFTER, BEFORE, missing_of_five
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS, Transition, leads_on, next_steps
from anjian.hazards.verify import verify_ledger
from anjian.hazards.waiting import answers
from anjian.hazards.words import UNCOUNTED, Source, State
from anjian.kernel import clock
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import AnjianError
from anjian.kernel.system import system_read, system_write

FOUR_EYES = {
    "sign": "prepared_by", "accept": "rectified_by", "approve_plan": "planned_by", "grant_extension": "extension_by",
    "refuse_extension": "extension_by", "resume": "suspended_by", "return_plan": "planned_by",
    "reject_claim": "rectified_by",
}  # fmt: skip
"""Verb -> the column of the person who may not be the one that takes it."""
LOCK = {"seq", "last_hash"}
PENALTIES = 10
"""Penalties of one test: they are slow, and do the same every time."""
who = st.sampled_from(PLACES)
finder = st.sampled_from(("safety", "zezhou", "transport", "zezhou2"))
which = st.integers(0, 1)


def weight(step: Transition, state: str) -> int:
    """How often a step is tried beside the others that are offered: histories are to come far before they end."""
    if step.target in UNCOUNTED or step.verb == "correct":
        return 1
    return 8 if leads_on(step, state) or answers(step) else 4


def offered(row: Row) -> list[Transition]:
    """The steps that a hazard's page offers: what is open in its state, and a correction beside it."""
    steps = next_steps(Hazard(**row))
    return [*steps, TRANSITIONS["correct"]] if steps else []


class Walk(RuleBasedStateMachine):
    """One history: two hazards of one enterprise, and whatever people try on them."""

    def __init__(self, city: City) -> None:
        super().__init__()
        self.city = city
        self.rows: list[Row] = []
        self.due: dict[int, date] = {}

    @initialize(finders=st.tuples(finder, finder), ago=st.integers(25, 40), seed=st.integers(0, 2**40))
    def found(self, finders: tuple[str, str], ago: int, seed: int) -> None:
        self.today = clock.today() - timedelta(days=ago)
        self.chance = Random(seed)
        for name in finders:
            by = self.city.people[name]
            new = self.city.new_hazard(Source.INSPECTION if by.official else Source.SELF_CHECK, by, self.today)
            with self.city.instance.database.write_unit(by) as session:
                (hazard,) = service.report(session, by, [new], campaign=self.city.instance.settings.campaign)
            self.rows.append(self.city.look(hazard.id))
            self._pictures(hazard.id)

    @rule(steps=st.integers(1, 5))
    def what_is_offered(self, steps: int) -> None:
        """Steps that the page would offer, each by one of those who hold its permission, by chance: so histories reach every
        part of the loop. (Hypothesis draws like choices again and again; the chance of a walk does not.)"""
        for _ in range(steps):
            offers = [(at, step) for at, row in enumerate(self.rows) for step in offered(row)]
            if not offers:
                return
            weights = [weight(step, self.rows[at]["state"]) for at, step in offers]
            ((at, step),) = self.chance.choices(offers, weights)
            holders = [name for name, actor in self.city.people.items() if step.permission in actor.permissions]
            on = min(self.today + timedelta(days=self.chance.randrange(3)), clock.today())
            self._attempt(step.verb, self.chance.choice(holders), at, on, whole=self.chance.random() < 0.8)

    @rule(verb=st.sampled_from(sorted(TRANSITIONS)), by=who, at=which, ago=st.integers(-1, 40), whole=st.booleans())
    def anything(self, verb: str, by: str, at: int, ago: int, whole: bool) -> None:
        self._attempt(verb, by, at, clock.today() - timedelta(days=ago), whole)

    def _attempt(self, verb: str, by: str, at: int, on: date, whole: bool) -> None:
        before, actor, row = self.rows[at], self.city.people[by], TRANSITIONS[verb]
        try:
            with self.city.instance.database.write_unit(actor) as session:
                getattr(service, verb)(session, actor, before["id"], *brought(verb, before, on, whole=whole))
        except AnjianError:
            self.city.refused[verb] += 1
            assert self.city.look(before["id"]) == before, "a refused step leaves no trace"
            return
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

    @rule(act=st.sampled_from(("merge", "see_again", "penalty")), by=who, at=which)
    def beside(self, act: str, by: str, at: int) -> None:
        """What else happens to hazards and their enterprise."""
        getattr(self, act)(by, at)

    def merge(self, by: str, at: int) -> None:
        by = "office" if at else by
        self._pair(by, "merge", lambda session, actor: service.merge(session, actor, *self._ids(), "同一隐患"))

    @precondition(lambda self: any(row["merged_into_id"] for row in self.rows))
    @rule(by=who, at=which)
    def unmerge(self, by: str, at: int) -> None:
        by = "office" if at else by
        gone = next(row["id"] for row in self.rows if row["merged_into_id"])
        self._pair(by, "unmerge", lambda session, actor: service.unmerge(session, actor, gone, "不是同一隐患"))

    def _ids(self) -> tuple[int, int]:
        return self.rows[0]["id"], self.rows[1]["id"]

    def _pair(self, by: str, name: str, act: Callable[..., object]) -> None:
        """Merging and its undoing touch two rows: one event each, and nothing but who is merged into whom."""
        before, actor = self.rows, self.city.people[by]
        try:
            with self.city.instance.database.write_unit(actor) as session:
                act(session, actor)
        except AnjianError:
            self.city.refused[name] += 1
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
        seen = self.city.new_hazard(Source.PUBLIC_REPORT, actor, self.rows[0]["discovered_on"])
        for attempt in ("first", "replayed"):
            try:
                with self.city.instance.database.write_unit(actor) as session:
                    see_again(session, actor, before["id"], seen)
            except AnjianError:
                self.city.refused["seen_again"] += 1
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

    def _pictures(self, hazard_id: int) -> None:
        with system_write(self.city.instance.database, "pictures of a test") as session:
            for purpose in (BEFORE, AFTER):
                session.add(
                    Attachment(
                        subject_kind="hazard", subject_id=hazard_id, purpose=purpose, file_name="p.jpg",
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
