"""挂牌督办 from order to published end: the use cases, the register, its workbook, 待办, the hazard's page."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from anjian.hazards import service
from anjian.hazards.inputs import Listing, Publication
from anjian.hazards.models import Hazard, ListingOrder
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import ListingLevel, Source, Stage, State
from anjian.kernel.errors import Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

SITE = Publication("（演示）泽州县政府网站", "通知公告栏 2023年第7号")
TODAY = date(2023, 7, 25)
"""A Tuesday; the third working day before it is Thursday the 20th."""


def order(
    number: str = "泽督〔2023〕1号", unit: str = "泽州县安委会", due_on: date = TODAY + timedelta(days=30)
) -> Listing:
    return Listing(number, ListingLevel.COUNTY, unit, "演示甲", "限期整改，专人盯守", due_on)


def refusals(instance: Instance, factory: Factory, login: str, verb: str, hazard: Hazard, *told: object) -> list[str]:
    actor = factory.actors[login]
    with pytest.raises(Refused) as refused, instance.database.write_unit(actor) as session:
        getattr(service, verb)(session, actor, hazard.id, TODAY, *told)
    return [problem.message for problem in refused.value.problems]


def take(instance: Instance, factory: Factory, login: str, verb: str, hazard: Hazard, *told: object) -> None:
    actor = factory.actors[login]
    with instance.database.write_unit(actor) as session:
        getattr(service, verb)(session, actor, hazard.id, TODAY, *told)


def test_an_order_from_its_number_to_its_published_end(instance: Instance, factory: Factory) -> None:
    """A number is given once by its unit; the end is published in the medium of the order, after acceptance only."""
    first, second = factory.hazard(state=State.RECTIFYING), factory.hazard(state=State.CONFIRMED)
    far = factory.hazard(factory.enterprise(county="yangcheng"), state=State.CONFIRMED)
    take(instance, factory, "zezhou", "order_listing", first, order())
    again = order("泽督〔2023〕1号 ", " 泽州县安委会")
    told = ["泽州县安委会已用过文号“泽督〔2023〕1号”，请核对文号。"]
    assert refusals(instance, factory, "zezhou", "order_listing", second, again) == told
    assert refusals(instance, factory, "yangcheng", "order_listing", far, order()) == told, (
        "though it cannot see that order"
    )
    take(instance, factory, "yangcheng", "order_listing", far, order(unit="阳城县安委会"))
    assert refusals(instance, factory, "zezhou", "publish_listing", first, Publication(" ", "")) == [
        "请填写公布媒介。", "请填写公布位置。",
    ]  # fmt: skip
    take(instance, factory, "zezhou", "publish_listing", first, SITE)
    take(instance, factory, "zezhou", "claim", first)
    assert refusals(instance, factory, "zezhou", "publish_lifting", first, SITE) == [
        "隐患处于“待验收”状态，不能“公布摘牌”（须处于：已销号）。"
    ]
    take(instance, factory, "zezhou2", "accept", first)
    take(instance, factory, "zezhou2", "lift_listing", first)
    paper = Publication("（演示）晨报", "第3版")
    assert refusals(instance, factory, "zezhou", "publish_lifting", first, paper) == [
        "摘牌须在原公布媒介“（演示）泽州县政府网站”公布。"
    ]
    take(instance, factory, "zezhou", "publish_lifting", first, Publication(SITE.medium, "通知公告栏 2023年第9号"))
    with system_read(instance.database, "what is kept") as session:
        kept = session.scalars(select(ListingOrder).where(ListingOrder.hazard_id == first.id)).one()
        assert (kept.published_on, kept.medium, kept.published_at) == (TODAY, SITE.medium, SITE.place)
        assert (kept.lifted_on, kept.lift_published_on) == (TODAY, TODAY)
        assert kept.lift_published_at == "通知公告栏 2023年第9号"
        row = session.get_one(Hazard, first.id)
        assert (row.published_on, row.lift_published_on, row.state) == (TODAY, TODAY, State.ACCEPTED)
        assert list(verify_ledger(session)) == []


@pytest.fixture
def stages(instance: Instance, factory: Factory) -> dict[str, Hazard]:
    """A hazard of the county at every stage."""
    # Confirmed on Wednesday the 19th: due on Monday the 24th; on the 20th: due today.
    late = factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 18))
    timely = factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 19))
    fresh = factory.hazard(state=State.RECTIFYING, listed=ListingLevel.CITY)
    published, lifted, over = (factory.hazard(state=State.RECTIFYING, listed=ListingLevel.COUNTY) for _ in range(3))
    for hazard in (published, lifted, over):
        take(instance, factory, "zezhou", "publish_listing", hazard, SITE)
    for hazard in (lifted, over):
        take(instance, factory, "zezhou", "claim", hazard)
        take(instance, factory, "zezhou2", "accept", hazard)
        take(instance, factory, "zezhou2", "lift_listing", hazard)
    take(instance, factory, "zezhou", "publish_lifting", over, SITE)
    return {"late": late, "timely": timely, "fresh": fresh, "published": published, "lifted": lifted, "over": over}


def test_the_register_its_workbook_and_what_waits(client: Client, stages: dict[str, Hazard]) -> None:
    client.sign_in("zezhou")
    shown = {
        Stage.IN_FORCE: {"fresh", "published"},
        Stage.LATE: {"late"},
        Stage.TO_PUBLISH: {"fresh", "lifted"},
        Stage.LIFTED: {"lifted", "over"},
        "": set(stages),
    }
    for stage, names in shown.items():
        page = client.get(f"/hazards/supervised/?stage={stage}").get_data(as_text=True)
        found = {name for name, hazard in stages.items() if f">{hazard.public_code}</a>" in page}
        assert found == names, stage
        book = load_workbook(io.BytesIO(client.get(f"/hazards/supervised/export?stage={stage}").data))
        rows = list(book["挂牌督办台账"].iter_rows(values_only=True))
        codes = {stages[name].public_code for name in names}
        assert {row[0] for row in rows[1:]} == codes and len(rows) == len(names) + 1
    whole = client.get("/hazards/supervised/").get_data(as_text=True)
    for words in (
        "挂牌督办期限：超期 1 天",
        "挂牌督办期限：今天到期",
        "挂牌公布期限：还剩 7 天",
        "摘牌公布期限：还剩 7 天",
    ):
        assert words in whole
    waiting = client.get("/").get_data(as_text=True)
    for title in ("待挂牌督办的重大事故隐患", "已挂牌、待公布的重大事故隐患", "已摘牌、待公布摘牌的重大事故隐患"):
        assert title in waiting
    for words in ("超期 1 天", "今天到期", "还剩 7 天"):
        assert words in waiting, "a step is due when its procedure is"
    text = client.get("/hazards/supervised/?text=演示督").get_data(as_text=True)
    assert [name for name, row in stages.items() if f">{row.public_code}</a>" in text] == list(stages)[2:]
    client.sign_in("yangcheng")
    assert "YH2023" not in client.get("/hazards/supervised/").get_data(as_text=True)


def test_the_page_says_every_deadline_that_runs(client: Client, factory: Factory) -> None:
    confirmed = factory.hazard(state=State.CONFIRMED, discovered_on=date(2023, 7, 18))
    mended = factory.hazard(state=State.RECTIFYING, listed=ListingLevel.CITY, due_on=date(2023, 9, 1))
    client.sign_in("zezhou")
    page = client.get(f"/hazards/{confirmed.id}").get_data(as_text=True)
    for words in (
        "挂牌督办期限",
        "3 个工作日",
        "2023-07-24",
        "超期 1 天",
        "落实“五落实”期限",
        "2023-07-26",
        "还剩 1 天",
    ):
        assert words in page
    page = client.get(f"/hazards/{mended.id}").get_data(as_text=True)
    # 20 working days before Friday the 1st of September is Friday the 4th of August.
    for words in ("挂牌公布期限", "2023-08-01", "督办完成期限", "申请延期的最后日期", "2023-08-04", "尚未公布"):
        assert words in page
    form = client.get(f"/hazards/{mended.id}/publish_listing").get_data(as_text=True)
    assert "摘牌须在同一媒介公布" in form
    sent = {"effective_on": "2023-07-25", "medium": SITE.medium, "place": SITE.place}
    (seq,) = re.findall('name="seq" value="([0-9]+)"', form)
    client.post(f"/hazards/{mended.id}/publish_listing", data=sent | {"seq": seq})
    page = client.get(f"/hazards/{mended.id}").get_data(as_text=True)
    assert f"2023-07-25　{SITE.medium}　{SITE.place}" in page and "公布于（演示）泽州县政府网站" in page


@pytest.mark.parametrize("reported", [True, False])
def test_reported_hazards_are_asked_for_as_the_setting_says(
    client: Client, factory: Factory, instance: Instance, reported: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance.settings, "list_reported", reported)
    tip = factory.hazard(source=Source.PUBLIC_REPORT, discovered_on=date(2023, 7, 10))
    client.sign_in("zezhou")
    assert (tip.public_code in client.get("/hazards/supervised/?stage=超期未挂牌").get_data(as_text=True)) == reported
    assert ("挂牌督办期限" in client.get(f"/hazards/{tip.id}").get_data(as_text=True)) == reported
    assert ("待挂牌督办的重大事故隐患" in client.get("/").get_data(as_text=True)) == reported
