"""The pure parts of the synthetic city: deterministic, invented, well formed, sized as asked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest

from anjian.campaigns.limbs import resolve_limb
from anjian.campaigns.loading import shipped
from anjian.exchange.credit_code import parse_credit_code
from anjian.testing.city.enterprises import plan_enterprises
from anjian.testing.city.faults import UNDER_REPORTER, FaultPlan, Planted, plan_faults
from anjian.testing.city.lists import cited, monthly_lists
from anjian.testing.city.stories import plan_live, plan_visits
from anjian.testing.city.texts import TEXTS
from anjian.testing.city.words import KINDS, MARK, PARENTS

PACK = shipped()["jincheng_2023"]
UNITS = {unit.region_code: unit.code for unit in PACK.reporting_units() if unit.region_code}
LIMB_TEXTS = {limb.code: limb.text for limb in PACK.limbs()}


def faults(seed: int = 1, count: int = 400) -> tuple[list[FaultPlan], Planted]:
    random = Random(seed)
    return plan_faults(random, plan_enterprises(PACK, random, 100), UNITS, count)


def test_one_seed_is_one_city() -> None:
    assert faults(1) == faults(1)
    assert faults(1) != faults(2)


def test_enterprises_are_invented_with_valid_codes_of_their_county() -> None:
    plans = plan_enterprises(PACK, Random(1), 500)
    assert len({plan.credit_code for plan in plans}) == len({plan.name for plan in plans}) == 500
    for plan in plans:
        assert parse_credit_code(plan.credit_code) == plan.credit_code
        assert plan.credit_code[2:8] == (plan.region_code if plan.region_code != "1405DZ" else "140502")
        assert plan.name.endswith(MARK)
    assert {category for plan in plans for category in plan.kind.categories} == {one.name for one in PACK.categories}


def test_no_invented_enterprise_belongs_to_a_parent_of_the_notice() -> None:
    assert not set(PARENTS) & {parent.name for parent in PACK.parents}
    assert {plan.parent for plan in plan_enterprises(PACK, Random(1), 300)} == {None, *PARENTS}


def test_a_large_city_does_not_run_out_of_names() -> None:
    plans = plan_enterprises(PACK, Random(1), 5000)
    assert len({plan.name for plan in plans}) == 5000


@pytest.mark.parametrize("limb", sorted(TEXTS))
@pytest.mark.parametrize("style", ["limb", "criterion", "title"])
def test_every_text_tells_its_limb_however_it_is_cited(limb: str, style: str) -> None:
    (some, _planted) = faults()
    model = some[0]
    places = {place for kind in KINDS if limb in kind.limbs for place in kind.places}
    for text in TEXTS[limb]:
        for place in places:
            fault = FaultPlan(
                **{name: getattr(model, name) for name in FaultPlan.__dataclass_fields__}
                | {"limb": limb, "content": text.format(place=place, n=3), "cited": style}
            )
            found = resolve_limb(PACK, cited(fault, LIMB_TEXTS), fault.content).limb
            assert found is not None and found.code == limb, fault.content


def test_the_number_of_faults_is_as_asked_and_what_is_planted_is_in_it() -> None:
    plans, planted = faults(count=400)
    assert len(plans) == 400
    assert [plan.number for plan in plans] == list(range(400))
    assert (len(planted.duplicates), len(planted.near), len(planted.faked)) == (12, 36, 8)
    assert len({(f.enterprise.credit_code, f.content, f.place, f.discovered_on) for f in plans}) == 400


def test_duplicates_are_one_fault_of_two_units_within_a_fortnight() -> None:
    plans, planted = faults()
    for first, second in planted.duplicates:
        one, other = plans[first], plans[second]
        assert (one.enterprise, one.limb) == (other.enterprise, other.limb)
        assert one.unit != other.unit
        assert one.content != other.content and one.place != other.place
        assert abs((one.discovered_on - other.discovered_on).days) <= 14


def test_each_duplicate_has_three_near_misses_at_another_device_or_place() -> None:
    plans, planted = faults()
    assert Counter(first for first, _near in planted.near) == {first: 3 for first, _second in planted.duplicates}
    for first, near in planted.near:
        one, other = plans[first], plans[near]
        assert (one.enterprise, one.limb) == (other.enterprise, other.limb) and one.place != other.place
        assert abs((one.discovered_on - other.discovered_on).days) <= 14


def test_a_faked_rectification_is_found_again_after_it_was_accepted() -> None:
    plans, planted = faults()
    for first, second in planted.faked:
        accepted = plans[first].accepted_on
        assert accepted is not None and accepted < plans[second].discovered_on
        assert plans[first].limb == plans[second].limb


def test_one_county_reports_far_less_than_its_share() -> None:
    plans, planted = faults(count=800)
    listed = Counter(plan.unit for plan in plans)
    assert planted.withheld > 3 * listed[UNITS[UNDER_REPORTER]]


def test_dates_of_a_fault_follow_each_other() -> None:
    for plan in faults()[0]:
        assert plan.discovered_on <= plan.due_on
        assert plan.accepted_on is None or plan.discovered_on <= plan.accepted_on <= date(2023, 10, 30)


def test_a_row_is_sent_each_month_until_its_end_has_been_told() -> None:
    plans, _planted = faults()
    lists = monthly_lists(PACK, plans)
    sent = {plan.number: [one.month for one in lists if plan in one.rows] for plan in plans}
    for plan in plans:
        first = max(5, plan.discovered_on.month + (plan.discovered_on.day > 30))
        last = 10 if plan.accepted_on is None else max(first, plan.accepted_on.month + (plan.accepted_on.day > 30))
        assert sent[plan.number] == list(range(first, last + 1)), plan
    late = [one for one in lists if one.sent_at.date() != one.dated]
    assert [(one.unit_name, one.month) for one in late] == [("高平市", 7)]


def test_live_faults_take_their_steps_in_order_and_visits_find_theirs() -> None:
    random = Random(3)
    enterprises = plan_enterprises(PACK, random, 60)
    lives = plan_live(random, enterprises, UNITS, 80, 10)
    for live in lives:
        days = [live.fault.discovered_on, live.confirm_on, live.plan_on, live.claim_on, live.accept_on]
        known = [day for day in days if day is not None]
        assert known == sorted(known)
    visits = plan_visits(random, enterprises, UNITS, lives, 50)
    found = [live for visit in visits for live in visit.finds]
    assert sorted(live.number for live in found) == [live.number for live in lives if live.way == "visit"]
    assert len(visits) == max(50, len(found))
    assert {live.fault.enterprise.number < 10 for live in lives if live.way == "self"} == {True}
