"""补录: hazard lists as units send them (design 4)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from tests.hazards.lists import code, counts, hazard_list

from anjian.enterprises.imports import import_enterprises
from anjian.enterprises.models import Enterprise
from anjian.enterprises.words import Status
from anjian.exchange.outcome import ImportOutcome
from anjian.hazards.imports import import_hazards
from anjian.hazards.models import Hazard, HazardCampaign, HazardEvent, HazardVersion, Sighting
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import GENESIS, chain_hash
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors

SAMPLE = Path(__file__).parents[3] / "shared/data/sample-2023-07"


def ledger(instance: Instance) -> list[Hazard]:
    with system_read(instance.database, "a test looks") as session:
        return list(session.scalars(select(Hazard).order_by(Hazard.id)))


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample workbooks lie beside the repository")
def test_the_sample_list_enters_as_its_truth_file_says(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    truth = json.loads((SAMPLE / "hazards.truth.json").read_text())
    import_enterprises(instance, actors["office"], SAMPLE / "enterprises.xlsx")
    preview = import_hazards(instance, actors["office"], SAMPLE / "hazards.xlsx", unit="办公室", dry_run=True)
    assert ledger(instance) == []
    errors = tmp_path / "错误.xlsx"
    outcome = import_hazards(instance, actors["office"], SAMPLE / "hazards.xlsx", unit="办公室", errors=errors)
    assert (counts(preview), preview.problems) == (counts(outcome), outcome.problems)
    assert [{"row": p.row, "column": p.column} for p in outcome.problems] == truth["bad"]
    assert [{"row": d.row, "of": d.of_row} for d in outcome.duplicates] == truth["duplicates"]
    assert (outcome.entered, outcome.exit_code) == (truth["good"], 1)
    _compare(ledger(instance), truth)
    again = import_hazards(instance, actors["office"], SAMPLE / "hazards.xlsx", unit="办公室")
    assert counts(again) == (0, 0, truth["good"], len(truth["duplicates"]), len(truth["bad"]))
    assert len(ledger(instance)) == truth["good"]
    rest = _corrected(instance, actors, errors, outcome)
    assert counts(rest) == (len(truth["bad"]), 0, truth["good"], len(truth["duplicates"]), 0)
    assert rest.exit_code == 0


def _compare(hazards: list[Hazard], truth: dict[str, Any]) -> None:
    found = Counter(hazard.source for hazard in hazards)
    done = Counter(hazard.source for hazard in hazards if hazard.accepted_on)
    listed = [hazard for hazard in hazards if hazard.listed_on]
    assert {source: [found[source], done[source]] for source in found} == truth["by_source"]
    assert [len(listed), sum(hazard.accepted_on is not None for hazard in listed)] == truth["listed"]
    assert sum(hazard.funds_fen or 0 for hazard in hazards) == round(truth["funds_wan"] * 100) * 10_000
    assert sum(hazard.limb_code is None for hazard in hazards) == len(truth["limb_open"])
    assert {hazard.confirmed_on for hazard in hazards} == {date(2023, 7, 30)}
    assert {hazard.unit_name for hazard in hazards} == {"市专项行动领导组办公室"}


def _corrected(instance: Instance, actors: Actors, path: Path, outcome: ImportOutcome) -> ImportOutcome:
    """Correct every marked cell and send the file again."""
    book = load_workbook(path)
    sheet = book["7月清单"]
    columns = {cell.value: cell.column for row in (sheet[3], sheet[4]) for cell in row if cell.value}
    right = {
        "整改资金（万元）": "30", "发现时间": "2023-07-01", "发现来源": "企业自查", "销号时间": "2023-07-29",
        "重大事故隐患具体内容": "安全阀未正常投用", "统一社会信用代码": "91140525611817773F",
    }  # fmt: skip
    for problem in outcome.problems:
        assert problem.row is not None and problem.column is not None
        cell = sheet.cell(problem.row, columns[problem.column] or 0)
        assert cell.comment is not None and cell.comment.text == problem.message
        sheet.cell(problem.row, columns[problem.column] or 0).value = right[problem.column]
    book.save(path)
    return import_hazards(instance, actors["office"], path, unit="办公室")


def test_a_row_becomes_hazard_sighting_event_version_and_tag(
    instance: Instance, actors: Actors, tmp_path: Path
) -> None:
    path = hazard_list(tmp_path / "a.xlsx", {})
    assert counts(import_hazards(instance, actors["zezhou"], path)) == (1, 0, 0, 0, 0)
    with system_read(instance.database, "a test looks") as session:
        (hazard,) = session.scalars(select(Hazard))
        (sighting,) = session.scalars(select(Sighting))
        (event,) = session.scalars(select(HazardEvent))
        (version,) = session.scalars(select(HazardVersion))
        (tag,) = session.scalars(select(HazardCampaign))
        (enterprise,) = session.scalars(select(Enterprise))
    assert (enterprise.status, enterprise.name, enterprise.department_code) == (
        Status.UNVERIFIED,
        "甲化工（演示）",
        "transport",
    )
    assert (hazard.enterprise_id, hazard.region_code, hazard.department_code) == (enterprise.id, "140525", "transport")
    assert (hazard.state, hazard.scale, hazard.level, hazard.imported) == ("整改中", "重大事故隐患", "重大", True)
    assert (hazard.criterion_code, hazard.limb_code, hazard.funds_fen) == ("C-15", "C-15", 60_000_000)
    assert (hazard.confirmed_on, hazard.listed_on, hazard.accepted_on) == (date(2023, 7, 30), date(2023, 7, 30), None)
    assert (hazard.due_on, hazard.original_due_on) == (date(2023, 8, 1), date(2023, 8, 1))
    assert (sighting.hazard_id, sighting.found_on, sighting.unit_name) == (hazard.id, date(2023, 6, 1), "泽州县")
    assert (event.kind, event.hazard_id, event.seq, event.effective_on) == ("imported", hazard.id, 1, date(2023, 7, 30))
    assert (event.prev_hash, event.hash) == (GENESIS, chain_hash(GENESIS, event.hashed_text))
    assert hazard.last_hash == event.hash
    assert (version.hazard_id, version.known_from, version.known_to) == (hazard.id, event.event_no, OPEN)
    assert (tag.campaign_code, tag.known_from) == ("jincheng_2023", event.event_no)


def test_next_months_list_updates_and_never_goes_back(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    actor = actors["zezhou"]
    july = hazard_list(tmp_path / "7.xlsx", {"级别": None, "督办单位": None, "整改资金（万元）": None})
    august = hazard_list(
        tmp_path / "8.xlsx",
        {
            "序号": 9,
            "是否完成整改": "√",
            "销号时间": "2023.7.20",
            "整改期限": "2023-09-01",
            "整改资金（万元）": None,
            "级别": "市级",
        },
        date="时间：2023年7月25日",
    )
    import_hazards(instance, actor, july)
    outcome = import_hazards(instance, actor, august)
    assert counts(outcome) == (0, 1, 0, 0, 0)
    assert [change.fields for change in outcome.changes] == [
        ("整改期限", "挂牌督办级别", "督办单位", "整改进展", "销号时间")
    ]
    (hazard,) = ledger(instance)
    assert (hazard.state, hazard.accepted_on, hazard.funds_fen) == ("已销号", date(2023, 7, 20), None)
    assert (hazard.due_on, hazard.original_due_on) == (date(2023, 9, 1), date(2023, 8, 1))
    assert (hazard.listed_on, hazard.confirmed_on) == (date(2023, 7, 25), date(2023, 7, 30))
    back = import_hazards(
        instance, actor, hazard_list(tmp_path / "9.xlsx", {"整改期限": None, "级别": "市级", "整改资金（万元）": None})
    )
    assert counts(back) == (0, 0, 1, 0, 0)
    with system_read(instance.database, "a test looks") as session:
        events = session.scalars(select(HazardEvent).order_by(HazardEvent.seq)).all()
        assert [event.seq for event in events] == [1, 2]
        assert events[1].prev_hash == events[0].hash and hazard.last_hash == events[1].hash
        versions = session.scalars(select(HazardVersion).order_by(HazardVersion.known_from)).all()
        assert [(v.known_from, v.known_to) for v in versions] == [
            (events[0].event_no, events[1].event_no),
            (events[1].event_no, OPEN),
        ]
        assert (versions[0].accepted_on, versions[1].accepted_on) == (None, date(2023, 7, 20))


def test_near_is_not_the_same(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = hazard_list(
        tmp_path / "a.xlsx",
        {},
        {"重大事故隐患具体内容": "安全阀未正常投用，需整改"},
        {"发现时间": "2023-06-02"},
        {"所在部位": "控制室"},
        {"所在部位": "罐 区", "发现时间": 45078, "统一社会信用代码": f" {code(1)}"},
    )
    outcome = import_hazards(instance, actors["zezhou"], path)
    assert counts(outcome) == (4, 0, 0, 0, 1)
    assert [str(problem) for problem in outcome.problems] == [
        "【清单】第8行“所在部位”列：与第4行是同一条隐患，但“所在部位”不一致，请核对后只保留一行"
    ]


def test_the_same_cells_in_another_style_are_a_duplicate(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = hazard_list(
        tmp_path / "a.xlsx", {}, {"发现时间": "2023年6月1日", "整改资金（万元）": 60, "是否完成整改": "正在整改"}
    )
    outcome = import_hazards(instance, actors["zezhou"], path)
    assert counts(outcome) == (1, 0, 0, 1, 0)
    assert [str(duplicate) for duplicate in outcome.duplicates] == ["【清单】第5行与第4行重复，不再录入"]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"销号时间": "2023-05-01"}, "销号时间", "销号时间2023-05-01早于发现时间2023-06-01，请核对后改正"),
        ({"销号时间": "2023-09-01"}, "销号时间", "销号时间2023-09-01尚未到来，请核对后改正"),
        ({"发现时间": "2023-08-30"}, "发现时间", "发现时间2023-08-30尚未到来，请核对后改正"),
        (
            {"销号时间": "2023-07-01"},
            "是否完成整改",
            "填写为未完成整改，却有销号时间2023-07-01，请改为“是”或删去销号时间",
        ),
        ({"整改期限": "2023-05-01"}, "整改期限", "整改期限2023-05-01早于发现时间2023-06-01，请核对后改正"),
        (
            {"县（市、区）": "长治市"},
            "县（市、区）",
            "“长治市”不在可选范围内，请填：城区、泽州县、高平市、阳城县、陵川县、沁水县、开发区",
        ),
        ({"级别": "是"}, "级别", "“是”不在可选范围内，请填：县级、市级、省级、否"),
        ({"是否完成整改": "不详"}, "是否完成整改", "“不详”不能识别，请填“是”“否”或“正在整改”"),
        ({"判定依据及条款": "判定标准第25条"}, "判定依据及条款", None),
    ],
)
def test_what_cannot_be_or_contradicts_is_refused_at_its_cell(
    instance: Instance, actors: Actors, tmp_path: Path, cells: dict[str, object], column: str, message: str | None
) -> None:
    outcome = import_hazards(instance, actors["office"], hazard_list(tmp_path / "a.xlsx", cells))
    assert [problem.column for problem in outcome.problems][:1] == [column]
    assert message is None or outcome.problems[0].message == message
    assert ledger(instance) == []


def test_a_blank_is_unknown(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    names = "县（市、区）|企业类别|所在部位|判定依据及条款|整改措施|整改资金（万元）|整改期限|应急预案|督办单位|是否完成整改"
    blank: dict[str, object] = dict.fromkeys(names.split("|"))
    outcome = import_hazards(instance, actors["office"], hazard_list(tmp_path / "a.xlsx", {**blank, "级别": "否"}))
    assert counts(outcome) == (1, 0, 0, 0, 0)
    (hazard,) = ledger(instance)
    assert (hazard.state, hazard.region_code, hazard.department_code, hazard.limb_code) == ("已确认", None, None, None)
    assert (hazard.measures, hazard.funds_fen, hazard.due_on, hazard.listed_on) == (None, None, None, None)


def test_done_without_a_day_waits_for_acceptance(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    import_hazards(instance, actors["office"], hazard_list(tmp_path / "a.xlsx", {"是否完成整改": "已完成"}))
    (hazard,) = ledger(instance)
    assert (hazard.state, hazard.claimed_on, hazard.accepted_on) == ("待验收", None, None)


def test_a_citation_outside_the_loaded_criteria_is_kept_as_written(
    instance: Instance, actors: Actors, tmp_path: Path
) -> None:
    cited = "《某行业安全规程》第5条"
    outcome = import_hazards(instance, actors["office"], hazard_list(tmp_path / "a.xlsx", {"判定依据及条款": cited}))
    assert counts(outcome) == (1, 0, 0, 0, 0)
    (hazard,) = ledger(instance)
    assert (hazard.cited, hazard.criterion_code, hazard.limb_code) == (cited, None, None)
    assert len(outcome.notes) == 1


def test_a_row_may_carry_its_number(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    import_hazards(instance, actors["office"], hazard_list(tmp_path / "a.xlsx", {}))
    number = ledger(instance)[0].public_code
    changed = hazard_list(tmp_path / "b.xlsx", {"序号": number, "重大事故隐患具体内容": "安全阀未正常投用（已复核）"})
    outcome = import_hazards(instance, actors["office"], changed)
    assert [change.fields for change in outcome.changes] == [("重大事故隐患具体内容",)]
    assert [hazard.content for hazard in ledger(instance)] == ["安全阀未正常投用（已复核）"]
    wrong = hazard_list(tmp_path / "c.xlsx", {"序号": "YH2023999999"}, {"序号": number, "统一社会信用代码": code(2)})
    refused = import_hazards(instance, actors["office"], wrong)
    assert [(p.row, p.column) for p in refused.problems] == [(4, "序号"), (5, "统一社会信用代码")]


def test_a_county_sends_its_own_rows_and_others_are_refused(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = hazard_list(tmp_path / "a.xlsx", {}, {"县（市、区）": "高平市"})
    outcome = import_hazards(instance, actors["zezhou"], path)
    assert [(p.row, p.column) for p in outcome.problems] == [(5, "县（市、区）")]
    assert counts(outcome) == (1, 0, 0, 0, 1)


def test_a_row_that_names_ones_own_county_does_not_change_anothers_hazard(
    instance: Instance, actors: Actors, tmp_path: Path
) -> None:
    import_hazards(instance, actors["zezhou"], hazard_list(tmp_path / "a.xlsx", {}))
    number = ledger(instance)[0].public_code
    said = {"县（市、区）": "高平市", "整改措施": "不必整改"}
    path = hazard_list(tmp_path / "b.xlsx", said, said | {"序号": number, "所在部位": "库房"})
    outcome = import_hazards(instance, actors["gaoping"], path)
    assert [(p.row, p.column) for p in outcome.problems] == [(4, "县（市、区）"), (5, "县（市、区）")]
    assert counts(outcome) == (0, 0, 0, 0, 2)
    assert [(hazard.measures, hazard.region_code) for hazard in ledger(instance)] == [("更换", "140525")]


def test_who_and_for_whom_is_checked(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = hazard_list(tmp_path / "a.xlsx", {})
    with pytest.raises(Refused, match="没有名为“某局”的单位，可填：城区、泽州县"):
        import_hazards(instance, actors["office"], path, unit="某局")
    with pytest.raises(Forbidden):
        import_hazards(instance, actors["supervision"], path)
    with system_read(instance.database, "a test looks") as session:
        assert session.scalar(select(func.count(Hazard.id))) == 0


def test_another_name_for_a_registered_code_is_noted(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = hazard_list(tmp_path / "a.xlsx", {}, {"企业名称": "甲化工（演示）\n改名", "所在部位": "库房"})
    outcome = import_hazards(instance, actors["office"], path)
    assert counts(outcome) == (2, 0, 0, 0, 0)
    assert outcome.notes == [
        "【清单】第5行企业名称“甲化工（演示）改名”与名册中的“甲化工（演示）”不一致，已按统一社会信用代码归入后者"
    ]
