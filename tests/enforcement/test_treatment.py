"""What the notice says of the penalty: every fact alone, arrivals to the second, the clause behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anjian.campaigns.current import current_pack
from anjian.config import Settings
from anjian.enforcement.treatment import SEVERE, SPARED, Arrival, Circumstances, propose
from anjian.enforcement.words import FOLLOWING, Proposal
from anjian.hazards.words import Source, State
from anjian.kernel.clock import SHANGHAI

FOUND, TODAY = date(2023, 7, 20), date(2023, 7, 25)
SECOND = timedelta(seconds=1)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2023, 7, day, hour, minute, tzinfo=SHANGHAI)


def came(start: datetime, end: datetime | None = None, *, exact: bool = True) -> Arrival:
    return Arrival("市应急局", start, end, exact)


SPARABLE = Circumstances(
    source=Source.SELF_CHECK, state=State.RECTIFYING, imported=False, discovered_on=FOUND, reported_at=at(20, 15),
    stated_on=FOUND, five_missing=(), due_on=date(2023, 8, 20), claimed_on=None, today=TODAY,
)  # fmt: skip


def failing(**told: Any) -> tuple[Proposal, list[str]]:
    sheet = propose(replace(SPARABLE, **told))
    return sheet.proposal, [fact.words for fact in sheet.facts if not fact.met]


def test_found_reported_planned_and_under_way_is_spared() -> None:
    sheet = propose(SPARABLE)
    assert (sheet.proposal, sheet.clause) == (Proposal.SPARED, SPARED)
    assert sheet.told() == (
        "企业自查发现：符合。发现来源为企业自查。\n"
        "检查人员到达前已按规定报告：符合。平台记录的报告时间为 2023-07-20 15:00:00，此前没有检查人员到达。\n"
        "整改“五落实”完整：符合。责任人、措施、资金、期限、应急预案齐全。\n"
        "正在采取有效措施消除：符合。正在整改，期限 2023-08-20。"
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"source": Source.PUBLIC_REPORT}, ["发现来源为群众举报。"]),
        ({"source": Source.ASSIGNED}, ["发现来源为上级交办。"]),
        ({"imported": True}, ["由清单补录，平台没有报告时的记录，须另行核对原始报告凭证。"]),
        ({"reported_at": None, "state": State.UNSIGNED}, [
            "企业主要负责人尚未签字上报。", "隐患处于“待签报”状态，没有正在进行的整改。",
        ]),
        ({"state": State.RETURNED}, [
            "报告已被退回，尚未重新签字上报。", "隐患处于“已退回”状态，没有正在进行的整改。",
        ]),
        ({"five_missing": ("整改资金", "整改期限")}, ["还缺：整改资金、整改期限。"]),
        ({"state": State.CONFIRMED}, ["隐患处于“已确认”状态，没有正在进行的整改。"]),
        ({"state": State.SUSPENDED}, ["隐患处于“暂停整改”状态，没有正在进行的整改。"]),
        ({"due_on": date(2023, 7, 24)}, ["整改已超过期限 2023-07-24。"]),
        ({"state": State.CLAIMED, "due_on": date(2023, 7, 22), "claimed_on": date(2023, 7, 23)}, [
            "整改已超过期限 2023-07-22。"
        ]),
    ],
)  # fmt: skip
def test_each_condition_alone(told: dict[str, Any], words: list[str]) -> None:
    assert failing(**told) == (Proposal.NOT_SPARED, words)


@pytest.mark.parametrize(
    "told",
    [
        {"due_on": TODAY},
        {"state": State.CLAIMED, "due_on": date(2023, 7, 22), "claimed_on": date(2023, 7, 22)},
        {"state": State.ACCEPTED, "due_on": date(2023, 7, 22)},
    ],
)
def test_measures_go_on_until_the_deadline_and_to_the_end(told: dict[str, Any]) -> None:
    assert failing(**told) == (Proposal.SPARED, [])


@pytest.mark.parametrize(
    ("arrival", "spared"),
    [
        (came(at(20, 15) + SECOND), True),
        (came(at(20, 15)), False),  # at the gate (T-16): the report must precede
        (came(at(20, 15) - SECOND), False),
        (came(at(20, 9), at(20, 11)), False),  # over before the report, but of the discovery day
        (came(at(18), at(20, 8)), False),  # ended on the discovery day
        (came(at(18), at(19, 23)), True),  # over before the day of discovery
        (came(at(18)), False),  # still there
        (came(at(20, 0), at(28), exact=False), False),  # entered afterwards: the hour is not known
        (came(at(19, 0), at(28), exact=False), True),  # … and its completion says when it was typed
    ],
)
def test_the_report_precedes_the_arrival(arrival: Arrival, spared: bool) -> None:
    late = came(at(24))
    proposal, words = failing(arrivals=(late, arrival))
    assert (proposal, words == []) == ((Proposal.SPARED, True) if spared else (Proposal.NOT_SPARED, False))


def test_a_late_report_says_so_and_that_a_stated_day_does_not_count() -> None:
    """Filed on the 25th while the inspectors were there, said to be of the 20th."""
    told = {"reported_at": at(25, 9, 30), "arrivals": (came(at(25, 10)), came(at(25, 9)), came(at(25, 9, 20)))}
    assert failing(**told)[1] == [
        "平台记录的报告时间为 2023-07-25 09:30:00（填报的日期为 2023-07-20，以平台记录时间为准），"
        "而市应急局的检查人员于 2023-07-25 09:00:00 到达，报告在其之后。"
    ]
    entered = came(at(25, 0), exact=False)
    assert "2023-07-25（补录，时刻不详）" in failing(reported_at=at(25), arrivals=(entered,))[1][0]


def test_what_an_inspection_found_is_punished_severely_whatever_else_holds() -> None:
    sheet = propose(replace(SPARABLE, source=Source.INSPECTION))
    assert (sheet.proposal, sheet.clause) == (Proposal.SEVERE, SEVERE)
    assert [fact.met for fact in sheet.facts] == [False, True, True]


def test_the_clauses_are_the_notices_words() -> None:
    clause = next(one for one in current_pack(Settings()).clauses if one.id == "七.5")
    for quoted in (SPARED, SEVERE):
        label, words = quoted.split("：", 1)
        assert label == f"通知{clause.id}" and words.rstrip("。") in clause.text
    assert set(FOLLOWING) == set(Proposal)
