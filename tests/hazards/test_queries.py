"""Each filter of the merged ledger finds exactly its rows; pages laid together are the list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from anjian.hazards import queries, service
from anjian.hazards.inputs import Plan
from anjian.hazards.models import Hazard
from anjian.hazards.queries import LedgerFilter
from anjian.hazards.words import ListingLevel, Source, State
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.ui.keyset import Order, fetch_page

FOUND = date(2023, 7, 1)


@pytest.fixture
def rows(instance: Instance, factory: Factory) -> dict[str, int]:
    """Hazards that differ from the first in one respect each, by what is different."""
    carrier = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    elsewhere = factory.enterprise(county="yangcheng", categories=("生产",))
    due = clock.today() - timedelta(days=1)
    made = {
        "plain": factory.hazard(carrier, discovered_on=FOUND, due_on=date(2023, 8, 30), state=State.RECTIFYING),
        "county": factory.hazard(elsewhere, discovered_on=FOUND),
        "limb": factory.hazard(carrier, limb="C-02", discovered_on=FOUND),
        "general": factory.hazard(carrier, limb=None, discovered_on=FOUND),
        "source": factory.hazard(carrier, source=Source.PUBLIC_REPORT, discovered_on=FOUND),
        "late": factory.hazard(carrier, state=State.RECTIFYING, due_on=due, discovered_on=FOUND),
        "listed": factory.hazard(carrier, listed=ListingLevel.COUNTY, discovered_on=FOUND),
        "closed": factory.hazard(carrier, state=State.ACCEPTED, due_on=due, discovered_on=FOUND),
        "newer": factory.hazard(carrier, discovered_on=date(2023, 7, 9)),
        "text": factory.hazard(carrier, content="100%_未投用", discovered_on=FOUND),
    }
    return {name: hazard.id for name, hazard in made.items()}


def found(instance: Instance, rows: dict[str, int], narrow: LedgerFilter) -> set[str]:
    names = {number: name for name, number in rows.items()}
    with system_read(instance.database, "filters") as session:
        statement = queries.ledger(narrow, clock.today())
        assert queries.how_many(session, statement) == len(session.execute(statement).all())
        return {names[hazard.id] for hazard, _enterprise in session.execute(statement)}


@pytest.mark.parametrize(
    ("narrow", "names"),
    [
        (LedgerFilter(region="140522"), {"county"}),
        (LedgerFilter(department="emergency"), {"county"}),
        (LedgerFilter(unit_name="阳城县"), {"county"}),
        (LedgerFilter(limb="C-02"), {"limb"}),
        (LedgerFilter(limb="C-20", found_to=FOUND, source=Source.PUBLIC_REPORT), {"source"}),
        (LedgerFilter(scale="一般事故隐患"), {"general"}),
        (LedgerFilter(source=Source.PUBLIC_REPORT), {"source"}),
        (LedgerFilter(overdue=True), {"late"}),
        (LedgerFilter(listed=queries.LISTED_NOW), {"listed"}),
        (LedgerFilter(listed=queries.LISTED_BEFORE), set()),
        (LedgerFilter(state=State.ACCEPTED), {"closed"}),
        (LedgerFilter(found_from=date(2023, 7, 2)), {"newer"}),
        (LedgerFilter(text="100%_未"), {"text"}),
        (LedgerFilter(text="_"), {"text"}),
        (LedgerFilter(text="YH2023000001"), {"plain"}),
        (LedgerFilter(text="没有的词"), set()),
        (LedgerFilter(text="  ", open=False), {"closed"}),
        (LedgerFilter(overdue=False, found_from=FOUND, limb="C-02"), {"limb"}),
    ],
)
def test_a_filter_finds_exactly_its_rows(
    instance: Instance, rows: dict[str, int], narrow: LedgerFilter, names: set[str]
) -> None:
    assert found(instance, rows, narrow) == names


def test_no_filter_finds_all_and_open_ones_leave_out_the_closed(instance: Instance, rows: dict[str, int]) -> None:
    assert found(instance, rows, LedgerFilter()) == set(rows)
    assert found(instance, rows, LedgerFilter(open=True)) == set(rows) - {"closed"}
    assert found(instance, rows, LedgerFilter(overdue=False)) == set(rows) - {"late"}
    assert found(instance, rows, LedgerFilter(text="示例运输")) == set(rows) - {"county"}


@pytest.mark.parametrize(("column", "descending"), [(Hazard.discovered_on, True), (Hazard.due_on, False)])
def test_pages_laid_together_are_the_list(
    instance: Instance, rows: dict[str, int], column: object, descending: bool
) -> None:
    order = Order(column, Hazard.id, descending, nullable=column is Hazard.due_on)
    seen: list[int] = []
    after = ""
    with system_read(instance.database, "pages") as session:
        while True:
            page = fetch_page(session, queries.ledger(LedgerFilter(), clock.today()), order, 3, after=after)
            seen += [hazard.id for hazard, _enterprise in page.rows]
            after = page.after
            if not after:
                break
    assert sorted(seen) == sorted(rows.values()) and len(seen) == len(set(seen))


TASKS = ("confirm", "confirm_parent", "plan", "claim", "accept", "resubmit", "order_listing", "lift_listing")


def closed_while_listed(instance: Instance, factory: Factory) -> int:
    """A listed hazard that was rectified and accepted, all on one day."""
    hazard = factory.hazard(listed=ListingLevel.COUNTY)
    mender, other = factory.actors["zezhou"], factory.actors["zezhou2"]
    plan = Plan("演示甲", "更换", 0, clock.today(), "值守")
    with instance.database.write_unit(mender) as session:
        service.plan(session, mender, hazard.id, clock.today(), plan)
        service.claim(session, mender, hazard.id, clock.today())
    with instance.database.write_unit(other) as session:
        service.accept(session, other, hazard.id, clock.today())
    return hazard.id


def test_what_waits_for_each_step(instance: Instance, rows: dict[str, int], factory: Factory) -> None:
    reported = factory.hazard(state=State.REPORTED).id
    claimed = factory.hazard(state=State.CLAIMED).id
    returned = factory.hazard(state=State.RETURNED).id
    done = closed_while_listed(instance, factory)
    with system_read(instance.database, "waiting") as session:
        waiting = {
            verb: {row.id for row, _enterprise in session.execute(queries.waiting(verb, clock.today()))}
            for verb in TASKS
        }
    confirmed = {rows[name] for name in ("county", "limb", "source", "listed", "newer", "text")}
    assert waiting == {
        "confirm": {reported},
        "confirm_parent": set(),
        "plan": confirmed,
        "claim": {rows["late"]},
        "accept": {claimed},
        "resubmit": {returned},
        "order_listing": confirmed - {rows["listed"]} | {rows["plain"], rows["late"], claimed},
        "lift_listing": {done},
    }
