"""Block 3 of 附件1: what counts at which pair of clocks, for whom; its rows, its bridges, its files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.enforcement.deeds import DECIDED, FILED, REVIEWED, WAN, enter

from anjian.campaigns.loading import shipped
from anjian.campaigns.tables import Annex1
from anjian.enforcement import queries, service
from anjian.enforcement.kinds import (
    ACCOUNTABILITIES,
    ASSISTANCE,
    CASES,
    CHANGES,
    DECISIONS,
    MEASURES,
    NOTICES,
    REFERRALS,
    TYPICAL_CASES,
    Kind,
)
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Account
from anjian.people.queries import unit_by_code
from anjian.people.scope import INSTALLER
from anjian.people.service import create_account, grant_role
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.movements import Row, knowledge_bridge
from anjian.reports.bridges.reasons import CORRECTED
from anjian.reports.bridges.units import units_bridge
from anjian.reports.drilldown.showing import show_figure
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import FigureSets, figure_sets
from anjian.reports.figures.units import find_unit, report_units
from anjian.reports.ledger.export import export_ledger
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.staff import SINCE, password_hash

PACK = shipped()["jincheng_2023"]
END = date(2023, 7, 31)
BLOCK = [cell for cell in PACK.annex1.cells if cell.event]


def sets_at(instance: Instance, effective: date = END, known: int | None = None) -> FigureSets:
    asof = AsOf(PACK.code, PACK.campaign.starts_on, effective, known or take_watermark(instance.database))
    with system_read(instance.database, "figures of a test") as session:
        return figure_sets(session, PACK.annex1, asof)


def values(sets: FigureSets, unit: str = "全市") -> dict[str, int]:
    """The values of block 3 that are not zero, without the campaign's prefix; money in 分."""
    found = {cell.key[3:]: sets.figure(cell, find_unit(PACK, unit)).value for cell in BLOCK}
    return {key: value for key, value in found.items() if value}


def clerk(instance: Instance, unit: str) -> str:
    """The login of a person who may record accountability in a unit."""
    with system_write(instance.database, "a person of a test") as session:
        person: Account = create_account(
            session, INSTALLER, login=f"{unit}.wz", person="演示问责", password_hash=password_hash(), must_change=False
        )
        grant_role(session, INSTALLER, person, unit_by_code(session, unit), "accountability_officer", SINCE)
    return f"{unit}.wz"


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, 9, tzinfo=clock.SHANGHAI)):
        yield


def void_newest(instance: Instance, actor: Actor, kind: Kind, code: str) -> None:
    with instance.database.write_unit(actor) as session:
        row = queries.row_by_code(session, kind, code)
        service.void(session, actor, kind, row.id, "录错")


def test_an_amount_changed_on_appeal_counts_by_its_day_and_by_what_was_known(
    instance: Instance, factory: Factory
) -> None:
    """Both clocks: the amount of the effective day, as far as the ledger knew by the event number (R-100)."""
    county = factory.actors["zezhou"]
    enter(instance, county, CASES, factory.enterprise())
    enter(instance, county, DECISIONS)
    before = take_watermark(instance.database)
    change = enter(instance, county, CHANGES)
    changed = take_watermark(instance.database)
    enter(
        instance, county, CHANGES, None, standing="撤销", happened_on=date(2023, 7, 20), amount_fen=None, document="（演示）判1号"
    )  # fmt: skip
    days = (FILED, DECIDED, date(2023, 7, 9), REVIEWED, date(2023, 7, 19), date(2023, 7, 20))

    def history(known: int | None) -> list[tuple[int, int]]:
        found = [values(sets_at(instance, day, known)) for day in days]
        return [(one.get("3.03", 0), one.get("3.03b", 0) // WAN) for one in found]

    assert history(None) == [(0, 0), (1, 3), (1, 3), (1, 1), (1, 1), (0, 0)]
    assert history(changed) == [(0, 0), (1, 3), (1, 3), (1, 1), (1, 1), (1, 1)]
    assert history(before) == [(0, 0), (1, 3), (1, 3), (1, 3), (1, 3), (1, 3)]
    void_newest(instance, county, CHANGES, change)
    assert history(None) == [(0, 0), (1, 3), (1, 3), (1, 3), (1, 3), (0, 0)]
    assert history(changed) == [(0, 0), (1, 3), (1, 3), (1, 1), (1, 1), (1, 1)]


def test_a_double_penalty_is_one_case_and_two_decisions(instance: Instance, factory: Factory) -> None:
    county = factory.actors["zezhou"]
    enter(instance, county, CASES, factory.enterprise())
    enter(instance, county, DECISIONS, None, measures=["行政处罚", "责令停产停业整顿"])
    chief: dict[str, Any] = {
        "target": "企业主要负责人", "person_name": "演示甲", "number": "（演示）罚〔2023〕2号", "amount_fen": 2 * WAN,
        "happened_on": REVIEWED,
    }  # fmt: skip
    enter(instance, county, DECISIONS, None, **chief)
    extra: dict[str, Any] = {
        "number": "（演示）强〔2023〕1号",
        "measures": ["查封"],
        "punishments": [],
        "amount_fen": None,
    }
    enter(instance, county, DECISIONS, None, **extra)
    assert values(sets_at(instance)) == {"3.03": 2, "3.03b": 5 * WAN, "3.04": 1, "3.06": 1}
    assert values(sets_at(instance, date(2023, 7, 9))) == {"3.03": 1, "3.03b": 3 * WAN, "3.06": 1}
    enter(instance, county, CHANGES, None, number=chief["number"], standing="撤销", amount_fen=None)
    assert values(sets_at(instance)) == {"3.03": 1, "3.03b": 3 * WAN, "3.06": 1}


def fill(instance: Instance, factory: Factory) -> dict[str, Any]:
    """The same and different deeds by several units, of two counties by two departments."""
    actors = {login: factory.actors[login] for login in ("zezhou", "transport", "emergency", "yangcheng", "office")}
    here, there = factory.enterprise(), factory.enterprise(county="yangcheng")
    for place, (login, enterprise) in enumerate((("zezhou", here), ("transport", here), ("yangcheng", there)), 1):
        number = f"（演示）立〔2023〕{place}号"
        enter(instance, actors[login], CASES, enterprise, number=number)
        decided: dict[str, Any] = {"measures": ["行政处罚", "责令停产停业整顿"], "amount_fen": place * WAN}
        decided |= {"number": f"（演示）罚〔2023〕{place}号", "case_number": number, "authority": login}
        enter(instance, actors[login], DECISIONS, None, **decided)
        enter(instance, actors[login], ASSISTANCE, enterprise)
        enter(instance, actors[login], REFERRALS, enterprise, letter=f"（演示）移〔2023〕{place}号")
        enter(
            instance, actors[login], MEASURES, enterprise, kind=("曝光", "约谈", "联合惩戒")[place - 1], medium="演示报"
        )
        enter(instance, actors[login], TYPICAL_CASES, enterprise, dangerous_operation=place < 3)
    for county in ("泽州县", "阳城县"):
        for login in ("emergency", "transport"):
            enter(instance, actors[login], ASSISTANCE, None, aim="县（市、区）", region=county)
    enter(instance, actors["office"], NOTICES)
    enter(instance, actors["zezhou"], NOTICES, None, kind="约谈", addressees=["泽州县应急局"])
    for unit, person in (("zezhou", "演示丁"), ("transport", "演示丁"), ("transport", "演示戊")):
        login = clerk(instance, unit) if f"{unit}.wz" not in actors else f"{unit}.wz"
        actors[login] = factory.actors[login]
        enter(instance, actors[login], ACCOUNTABILITIES, None, person_name=person)
    factory.visit(here, on=DECIDED)  # an inspection is no assistance
    return actors


def test_units_merge_by_the_unit_in_the_cell(instance: Instance, factory: Factory) -> None:
    """家 人 个 unite, 次 家次 个次 add events once, 万元 adds decisions once; the city is the union (requirements 5.2)."""
    fill(instance, factory)
    sets = sets_at(instance)
    assert values(sets) == {
        "3.01": 4, "3.02": 3, "3.03": 3, "3.03b": 6 * WAN, "3.05": 1, "3.06": 2, "3.07": 2, "3.08": 1, "3.08b": 1, "3.09": 2,
        "3.10": 2,
    }  # fmt: skip
    # Territory and lead department overlap by design: what zezhou did over a carrier is transport's table's too.
    assert values(sets, "泽州县") == {
        "3.01": 2, "3.02": 2, "3.03": 2, "3.03b": 3 * WAN, "3.05": 1, "3.06": 1, "3.07": 1, "3.08": 1, "3.08b": 1, "3.09": 1,
        "3.10": 1,
    }  # fmt: skip
    assert values(sets, "市交通运输局") == {
        "3.01": 2, "3.02": 3, "3.03": 3, "3.03b": 6 * WAN, "3.05": 1, "3.06": 2, "3.07": 2, "3.08": 1, "3.08b": 1, "3.09": 2,
    }  # fmt: skip
    assert values(sets, "市应急局") == {"3.01": 2}
    whole, *units = report_units(PACK)
    for cell in BLOCK:
        united = set().union(*(set(sets.ids(cell, unit)) for unit in units))
        city = set(sets.ids(cell, whole))
        alone = {"A1-3.10"}  # the office's own circular is of no reporting unit: the city's table has it
        assert united <= city and (united == city or cell.key in alone), cell.key
        if cell.subset_of is not None:
            assert city <= set(sets.ids(PACK.cell(cell.subset_of), whole))


def test_a_circular_may_count_every_unit_it_names(instance: Instance, factory: Factory) -> None:
    enter(instance, factory.actors["office"], NOTICES)
    told = PACK.annex1.model_dump_json().replace('"event":"unit_notice"', '"event":"unit_notice_addressee"')
    other = Annex1.model_validate_json(told)
    asof = AsOf(PACK.code, PACK.campaign.starts_on, END, take_watermark(instance.database))
    with system_read(instance.database, "figures of a test") as session:
        sets = figure_sets(session, other, asof)
    (cell,) = [cell for cell in other.cells if cell.key == "A1-3.10"]
    assert sets.figure(cell, find_unit(PACK, "全市")).value == 2


def test_every_figure_opens_its_rows_and_says_what_is_hidden(
    instance: Instance, factory: Factory, client: Client, tmp_path: Path
) -> None:
    fill(instance, factory)
    for reader, unit, hidden in (
        ("office", "全市", {"A1-3.09": 2}),
        ("zezhou", "泽州县", {"A1-3.09": 1}),
        ("supervision", "全市", {}),
    ):
        client.sign_in(reader)
        page = client.get(f"/reports/jincheng_2023/2023-07/{unit}?live=1").get_data(as_text=True)
        assert ">6.00<" in page or unit != "全市"
        for cell in BLOCK:
            answer = client.get(f"/reports/jincheng_2023/2023-07/{unit}/{cell.key}?live=1")
            text = answer.get_data(as_text=True)
            assert answer.status_code == 200, cell.key
            note = f"其中 {hidden[cell.key]} 条不在您的查看范围" if cell.key in hidden else ""
            assert ("条不在您的查看范围" in text) == bool(note) and note in text, (reader, cell.key)
            assert "演示丙" not in text and "演示丁" not in text, "no person is named in a drill-down"
    client.sign_in("office")
    told = client.get("/reports/jincheng_2023/2023-07/全市/A1-3.07?live=1").get_data(as_text=True)
    assert [title in told for title in ("曝光次数", "约谈次数", "联合惩戒次数", "合计次数")] == [True] * 4
    with on(date(2023, 8, 2)):
        shown = show_figure(instance, "2023-07:全市:A1-3.03b")
        people = show_figure(instance, "2023-07:全市:A1-3.09")
    assert (shown.value, [row["罚没金额（万元）"] for row in shown.rows]) == (Decimal("6.00"), ["1.00", "2.00", "3.00"])
    assert people.value == 2 and {tuple(row) for row in people.rows} == {("编号", "日期", "登记单位")}


def test_a_stored_table_keeps_the_amounts_it_printed(instance: Instance, factory: Factory, client: Client) -> None:
    """The later change is another month's knowledge: named in the bridge, not in the stored table (R-117)."""
    county = factory.actors["zezhou"]
    enter(instance, county, CASES, factory.enterprise())
    enter(instance, county, DECISIONS)
    with on(date(2023, 7, 30)):
        run_job(instance, "monthly-report", period="2023-07")
    with on(date(2023, 8, 1)):
        enter(instance, county, CHANGES)
        address = "/reports/jincheng_2023/2023-07/全市"
        assert ">3.00</a>（万元）" in client.sign_in("office").get(address).get_data(as_text=True)
        run_job(instance, "monthly-report", period="2023-07")
        assert ">1.00</a>（万元）" in client.get(address).get_data(as_text=True)
    (change,) = knowledge_bridge(instance, PACK, "2023-07")
    assert (change.key, change.before, change.after) == ("A1-3.03b", Decimal("3.00"), Decimal("1.00"))
    assert change.came == change.went == (Row("JD2023000001", CORRECTED),)
    rows = {row.key: row for row in units_bridge(instance, PACK, "2023-07")}
    money = rows["A1-3.03b"]
    assert (money.units_sum, money.repeated, money.late, money.gone, money.of_no_unit, money.city) == (6, 3, 1, 3, 0, 1)


def test_figures_can_be_counted_again_from_the_files(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    fill(instance, factory)
    county = factory.actors["zezhou"]
    enter(instance, county, CHANGES, None, authority="zezhou", amount_fen=WAN // 2)
    code = enter(instance, county, MEASURES, factory.enterprise())
    void_newest(instance, county, MEASURES, code)
    paths = [path for path in export_ledger(instance, tmp_path) if path.suffix == ".csv"]
    files = {path.name: list(csv.DictReader(path.read_text("utf-8").splitlines())) for path in paths}
    events = files["enforcement.csv"]

    def of(kind: str) -> list[dict[str, str]]:
        return [row for row in events if row["kind"] == kind]

    standing = {
        row["decision_code"]: row for row in files["decision_changes.csv"] if row["effective_on"] <= "2023-07-31"
    }
    penalties = [row for row in files["decisions.csv"] if "行政处罚" in row["kind"].split("、")]
    again = {
        "3.01": sum(1 for row in of("帮扶指导") if row["detail"] == "县（市、区）"),
        "3.02": sum(1 for row in of("帮扶指导") if row["detail"] == "企业"),
        "3.03": len(penalties),
        "3.03b": sum(int(standing[row["public_code"]]["amount_fen"]) for row in penalties),
        "3.05": len({row["person"] for row in of("移送司法机关")}),
        "3.06": len({row["enterprise_code"] for row in files["decisions.csv"] if "责令停产停业整顿" in row["kind"]}),
        "3.07": len({row["enterprise_code"] for row in of("曝光约谈惩戒")}),
        "3.08": len({row["case_key"] for row in of("典型执法案例")}),
        "3.08b": len({row["case_key"] for row in of("典型执法案例") if row["dangerous_operation"] == "是"}),
        "3.09": len({row["person"] for row in of("追责问责")}),
        "3.10": len(of("约谈通报单位")),
    }
    assert again == values(sets_at(instance))
    names = [text for rows in files.values() for row in rows for text in row.values()]
    assert not {"演示丙", "演示丁", "演示戊"} & set(names)


@pytest.mark.parametrize("facts", [{"happened_on": date(2023, 5, 14)}, {"happened_on": date(2023, 7, 25)}], ids=str)
def test_what_lies_outside_the_period_is_not_counted(
    instance: Instance, factory: Factory, facts: dict[str, Any]
) -> None:
    enter(instance, factory.actors["zezhou"], MEASURES, factory.enterprise(), **facts)
    assert values(sets_at(instance, date(2023, 7, 24))) == {}
