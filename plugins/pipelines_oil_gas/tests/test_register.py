"""The registers: saving within scope, the workbook and back, notices, pages."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.inspections.findings import report_findings
from anjian.inspections.inputs import Decision
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_pipelines_oil_gas.models import Segment
from anjian_pipelines_oil_gas.registers import DELIVERABLES, SEGMENTS

KIND = "pipelines_oil_gas.segments"


def test_rows_are_known_by_enterprise_and_code_within_ones_scope(
    instance: Instance, enter: Any, operator: Any, factory: Factory
) -> None:
    other = factory.enterprise(county="gaoping", categories=("油气长输管道",))
    carrier = factory.enterprise()
    results = enter(
        enter.row(operator.credit_code, "GD-01"),
        enter.row(other.credit_code, "GD-01"),
        enter.row(carrier.credit_code, "GD-02"),
    )
    assert [str(one.effect) for one in results] == ["新增", "新增", "退回"]
    assert "没有登记油气长输管道环节" in results[2].problems[0].message
    (foreign,) = enter(enter.row(other.credit_code, "GD-03"), login="zezhou.energy")
    assert "不在您的管辖范围内" in foreign.problems[0].message
    (again,) = enter(enter.row(operator.credit_code, "GD-01"), login="zezhou.energy")
    (changed,) = enter(
        enter.row(operator.credit_code, "GD-01", commissioned_on=date(2003, 7, 1)), login="zezhou.energy"
    )
    assert (str(again.effect), str(changed.effect), changed.changed) == ("一致", "更新", ("投产日期",))
    with system_read(instance.database, "test") as session:
        rows = session.execute(select(Segment.enterprise_id, Segment.department_code, Segment.old_on)).all()
    assert sorted(map(tuple, rows)) == sorted(
        [(operator.id, "energy", date(2023, 7, 1)), (other.id, "energy", date(2030, 6, 1))]
    )


def test_the_citys_document_has_no_county_and_a_county_enters_its_own(
    instance: Instance, enter: Any, operator: Any, actors: Actors
) -> None:
    assert str(enter.document("晋市能源发〔2023〕1号").effect) == "新增"
    refused = enter.document("泽能源发〔2023〕1号", login="zezhou.energy")
    assert [problem.field for problem in refused.problems] == ["region"]
    assert (
        str(enter.document("泽能源发〔2023〕1号", login="zezhou.energy", region=operator.region_code).effect) == "新增"
    )
    with instance.database.read_unit(actors["energy"]) as session:
        assert [row["region"] for row in DELIVERABLES.rows(session, actors["energy"])] == [None, operator.region_code]


def test_a_list_enters_comes_back_marked_and_its_export_changes_nothing(
    instance: Instance, actors: Actors, operator: Any, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    headers = (
        "企业名称", "统一社会信用代码", "管段编号", "管道名称", "起点桩号", "终点桩号", "公称管径（mm）", "介质", "投产日期",
        "使用情况", "高风险区域排查日期", "人员密集高后果区", "地质灾害易发区",
    )  # fmt: skip
    sheet.append(headers)
    good = (
        operator.name,
        operator.credit_code,
        "GD-01",
        "干线",
        "K0+000",
        8.5,
        508,
        "天然气",
        "2003-08-01",
        "在用",
        "2023-06-01",
        "Ⅰ级",
        "否",
    )
    sheet.append(good)
    sheet.append((*good[:2], "GD-02", *good[3:5], "K0+000", *good[6:]))
    sheet.append((*good[:2], "GD-03", *good[3:11], None, "否"))
    book.save(tmp_path / "管段.xlsx")
    actor = actors["zezhou.energy"]
    outcome = import_sheet(instance, actor, KIND, tmp_path / "管段.xlsx", errors=tmp_path / "错误.xlsx")
    assert (outcome.total, outcome.entered, outcome.refused_rows) == (3, 1, 2)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [(3, "终点桩号"), (4, "人员密集高后果区")]
    assert load_workbook(tmp_path / "错误.xlsx").active is not None
    with instance.database.read_unit(actor) as session:
        rows = list(SEGMENTS.rows(session, actor))
        assert [(row["from_m"], row["to_m"], row["hca"]) for row in rows] == [(0, 8500, "Ⅰ级")]
        export_sheet(instance, sheet_of(instance, KIND), rows).save(tmp_path / "导出.xlsx")
    again = import_sheet(instance, actor, KIND, tmp_path / "导出.xlsx")
    assert (again.total, again.unchanged, again.problems) == (1, 1, [])
    first = sheet_template(instance, KIND).worksheets[0]
    assert [str(cell.value).rstrip("*") for cell in first[2]][:3] == [
        "企业（统一社会信用代码）",
        "企业名称",
        "管段编号",
    ]


def test_what_turns_20_is_noticed_ahead_and_closed_by_its_assessment(
    instance: Instance, enter: Any, operator: Any, client: Client
) -> None:
    code = operator.credit_code
    enter(
        enter.row(code, "GD-01", commissioned_on=date(2003, 8, 10)),
        enter.row(code, "GD-02", commissioned_on=date(2000, 1, 1), use="报废"),
        enter.row(code, "GD-03", **enter.assessed(), **enter.planned(), plan_due=date(2023, 7, 20)),
    )
    assert run_job(instance, "pipelines_oil_gas.expiries").message == "新增到期提醒2条，解除0条。"
    home = unescape(client.sign_in("zezhou.energy").get("/").text)
    assert "投产满20年须评估即将到期：GD-01" in home
    assert "“一段一策”完成期限已过期：GD-03" in home
    assert "GD-01" not in unescape(client.sign_in("gaoping.energy").get("/pipelines_oil_gas/notices").text)
    enter(enter.row(code, "GD-01", commissioned_on=date(2003, 8, 10), **enter.assessed()))
    with clock.at(datetime(2023, 8, 10, 7, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "pipelines_oil_gas.expiries").message == "新增到期提醒0条，解除1条。"


def test_the_list_tells_age_and_progress_on_any_day(client: Client, enter: Any, operator: Any) -> None:
    code = operator.credit_code
    enter(
        enter.row(code, "GD-01", commissioned_on=date(2003, 8, 1)),
        enter.row(code, "GD-02", commissioned_on=date(2001, 1, 1), **enter.assessed(), hca="Ⅲ级"),
        enter.row(code, "GD-03", screened_on=None),
    )
    client.sign_in("zezhou.energy")

    def listed(query: str) -> list[str]:
        page = unescape(client.get(f"/pipelines_oil_gas/segments/?{query}").text)
        return re.findall(r">(GD-\d\d)</a>", page)

    assert listed("old=yes") == ["GD-02"]
    assert listed("old=yes&at=2023-08-01") == ["GD-01", "GD-02"]
    assert listed("old=unassessed&at=2023-08-01") == ["GD-01"]
    assert listed("old=unplanned&at=2023-06-09") == ["GD-02"]
    assert listed("old=coming") == ["GD-01"]
    assert (listed("area=any"), listed("area=hca"), listed("area=geohazard")) == (["GD-02"], ["GD-02"], [])
    assert listed("area=unseen") == ["GD-03"]
    page = unescape(client.get("/pipelines_oil_gas/segments/?at=2023-08-01").text)
    assert "20年，老旧管道" in page
    assert "19年" in unescape(client.get("/pipelines_oil_gas/segments/?at=2023-07-31").text)


def test_hazards_are_found_by_object_and_by_segment(
    client: Client, instance: Instance, enter: Any, operator: Any, factory: Factory, actors: Actors
) -> None:
    officer = actors["zezhou.energy"]
    enter(enter.row(operator.credit_code, "GD-01"))
    visit = factory.visit(operator, by=officer, plugin="pipelines_oil_gas", failing=("PL-EXT-09", "PL-LAW-04"))
    with instance.database.write_unit(officer) as session:
        visit = session.merge(visit)
        places = {"PL-EXT-09": "K3+200", "PL-LAW-04": "K30+000"}
        decisions = [Decision(row.id, True, content=row.content, place=places[row.item_code]) for row in visit.findings]
        made = report_findings(
            session, officer, visit.id, decisions, registry=instance.registry, campaign="jincheng_2023"
        )
        codes = {hazard.place: hazard.public_code for hazard in made}
        (segment,) = session.scalars(select(Segment.id))
    client.sign_in("zezhou.energy")

    def listed(query: str) -> list[str]:
        return re.findall(r">(YH[^<]+)</a>", unescape(client.get(f"/pipelines_oil_gas/hazards?{query}").text))

    assert sorted(listed("")) == sorted(codes.values())
    assert (listed("kind=外部隐患"), listed("kind=管道本体隐患")) == ([codes["K3+200"]], [codes["K30+000"]])
    assert (listed("kind=附属设施隐患"), listed("kind=other")) == ([], [])
    assert (listed("place=GD-01"), listed("place=K30")) == ([codes["K3+200"]], [codes["K30+000"]])
    assert (sorted(listed("progress=open")), listed("progress=closed")) == (sorted(codes.values()), [])
    page = unescape(client.get(f"/pipelines_oil_gas/segments/{segment}").text)
    assert (codes["K3+200"] in page, codes["K30+000"] in page) == (True, False)
    assert "GD-01" in unescape(client.get(f"/enterprises/{operator.id}").text)
    client.sign_in("gaoping.energy")
    assert listed("") == []
