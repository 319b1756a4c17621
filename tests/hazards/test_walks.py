"""Random histories: whatever different persons try on a hazard, only listed transitions happen and the ledger stays provable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anjian.hazards import service
from anjian.hazards.guards import missing_of_five
from anjian.hazards.inputs import Listing, Parties, Plan, Publication
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import ListingLevel, State
from anjian.kernel import clock
from anjian.kernel.errors import AnjianError
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

PERSONS = ("zezhou", "zezhou2", "transport", "emergency")


@dataclass(frozen=True)
class Try:
    """One attempt: what, by whom, how many days ago, and whether the plan is whole."""

    verb: str
    login: str
    ago: int
    whole: bool
    due: int


tries = st.builds(
    Try,
    st.sampled_from(sorted(TRANSITIONS)),
    st.sampled_from(PERSONS),
    st.integers(-1, 12),
    st.booleans() | st.just(True),
    st.integers(5, 40),
)


def attempt(instance: Instance, factory: Factory, hazard_id: int, one: Try) -> None:
    actor = factory.actors[one.login]
    on = clock.today() - timedelta(days=one.ago)
    plan = Plan("演示甲", "更换" if one.whole else None, 0, clock.today() + timedelta(days=one.due), "值守")
    listing = Listing("督1号", ListingLevel.CITY, "市应急局", "演示乙", "按期整改", clock.today() + timedelta(days=30))
    use_case = getattr(service, one.verb)
    until = clock.today() + timedelta(days=one.due + 10)
    extra: tuple[object, ...] = {
        "publish_listing": (Publication("市政府网站", "公告栏"),), "publish_lifting": (Publication("市政府网站", "公告栏"),),
        "plan": (plan,), "submit_plan": (plan,), "fix_now": (plan,), "order_listing": (listing,),
        "ask_extension": (until,), "ask_transfer": ("emergency",), "confirm": (Parties(review=not one.whole),),
    }.get(one.verb, ())  # fmt: skip
    if TRANSITIONS[one.verb].reason_required:
        extra = (*extra, "理由")
    with instance.database.write_unit(actor) as session:
        use_case(session, actor, hazard_id, on, *extra)


FOUR_EYES = {
    "sign": "prepared_by", "accept": "rectified_by", "approve_plan": "planned_by", "grant_extension": "extension_by",
    "resume": "suspended_by",
}  # fmt: skip
"""Verb -> the column of the person who may not be the one that takes it."""


def changed(before: Hazard, after: Hazard) -> list[str]:
    names = [column.key for column in Hazard.__table__.columns]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def look(instance: Instance, hazard_id: int) -> Hazard:
    with system_read(instance.database, "the hazard between two steps") as session:
        return session.get_one(Hazard, hazard_id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(tries, max_size=30))
def test_no_history_breaks_the_loop(instance: Instance, factory: Factory, history: list[Try]) -> None:
    hazard_id = factory.hazard(state=State.REPORTED).id
    before = look(instance, hazard_id)
    first_due = None
    for one in history:
        try:
            attempt(instance, factory, hazard_id, one)
        except AnjianError:
            assert look(instance, hazard_id).seq == before.seq, "a refused step leaves no trace"
            continue
        after = look(instance, hazard_id)
        row = TRANSITIONS[one.verb]
        assert before.state in row.sources
        assert after.state == (row.target or before.state)
        assert after.seq == before.seq + 1
        first_due = first_due or after.original_due_on
        assert after.original_due_on == first_due
        if after.state in (State.RECTIFYING, State.CLAIMED, State.ACCEPTED):
            assert missing_of_five(after) == []
        person = factory.actors[one.login].person_id
        if one.verb in FOUR_EYES:
            assert getattr(after, FOUR_EYES[one.verb]) != person
        assert set(changed(before, after)) <= {*row.writes, "state", "seq", "last_hash"}
        before = after
    with system_read(instance.database, "proof") as session:
        assert list(verify_ledger(session)) == []
