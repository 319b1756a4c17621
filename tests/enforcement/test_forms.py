"""The rules of a row, the same on the page and in a workbook; and the pure rules beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from tests.enforcement.deeds import DECIDED, REVIEWED, WAN, statement

from anjian.enforcement.kinds import ASSISTANCE, CASES, CHANGES, DECISIONS, KINDS, MEASURES, Kind
from anjian.enforcement.room import SHEETS
from anjian.enforcement.rules import missing_side, term_in_force
from anjian.enforcement.words import Target
from anjian.exchange.form_columns import FormReader
from anjian.kernel import clock
from anjian.testing.moments import MOMENT

CHIEF, PERSON, BUSINESS = str(Target.CHIEF), str(Target.PERSON), str(Target.ENTERPRISE)


def faults(kind: Kind, stated: dict[str, Any]) -> dict[str, str]:
    """Field -> message of a row, as a workbook's cells state it: lists in one cell, money in 万元."""
    row: dict[str, Any] = statement(kind) | stated
    for name, value in row.items():
        if isinstance(value, list):
            row[name] = "、".join(value)
    if row.get("amount_fen"):
        row["amount_fen"] /= WAN
    with clock.at(MOMENT):
        _values, problems = FormReader(kind.form()).judge(row)
    return dict(problems)


@pytest.mark.parametrize(
    ("kind", "stated", "wrong"),
    [
        (DECISIONS, {}, {}),
        (DECISIONS, {"punishments": []}, {"punishments": "请选择处罚的种类", "amount_fen": "请选择“罚款”或“没收”"}),
        (DECISIONS, {"measures": ["查封"]}, {"punishments": "措施中请选择“行政处罚”"}),
        (DECISIONS, {"punishments": ["警告"], "amount_fen": None}, {}),
        (DECISIONS, {"target": CHIEF}, {"person_name": "请填写个人姓名"}),
        (DECISIONS, {"person_name": "演示甲"}, {"person_name": "处罚对象是企业的不填个人姓名"}),
        (
            DECISIONS, {"target": CHIEF, "person_name": "演示甲", "measures": ["行政处罚", "关闭取缔"]},
            {"measures": "“关闭取缔”只能对企业作出"},
        ),
        (DECISIONS, {"happened_on": date(2023, 7, 26)}, {"happened_on": "2023-07-26 晚于今天，尚未发生的事项不能登记"}),
        (CHANGES, {"standing": "撤销"}, {"amount_fen": "金额有变化的，状态请选“变更”"}),
        (ASSISTANCE, {"aim": "县（市、区）"}, {"region": "请填写帮扶的县（市、区）"}),
        (ASSISTANCE, {}, {"enterprise": "请填写帮扶的企业"}),
        (MEASURES, {"kind": "曝光", "enterprise": None}, {"enterprise": "请选择企业", "medium": "请填写媒体或渠道"}),
        (CASES, {"title": ""}, {"enterprise": "请选择当事企业", "title": "请填写案由"}),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else "",
)  # fmt: skip
def test_a_row_is_judged_with_its_reason(kind: Kind, stated: dict[str, Any], wrong: dict[str, str]) -> None:
    found = faults(kind, stated)
    assert list(found) == list(wrong) and all(text in found[name] for name, text in wrong.items()), found


def test_no_fine_is_ever_proposed() -> None:
    """The bands of penalties that are known are the law of 2026; these are facts of 2023 (domain/README)."""
    form = DECISIONS.form()
    assert (form.amount_fen.data, form.amount_fen.example, form.legal_basis.data) == (None, "", None)  # type: ignore[attr-defined]


def test_each_sheet_is_its_register() -> None:
    assert [(sheet.name, sheet.title, sheet.key, sheet.form.load(), sheet.permission) for sheet in SHEETS] == [
        (kind.name, kind.title, kind.key, kind.form, kind.edit) for kind in KINDS
    ]
    assert (
        [sheet.save.load().__self__ for sheet in SHEETS]
        == [sheet.rows.load().__self__ for sheet in SHEETS]
        == list(KINDS)
    )


@dataclass
class Term:
    id: int
    happened_on: date
    standing: str = "有效"


def test_of_two_terms_on_one_day_the_one_entered_later_is_in_force() -> None:
    terms = [Term(3, REVIEWED), Term(1, DECIDED), Term(2, REVIEWED)]
    assert [found.id if (found := term_in_force(terms, day)) else None for day in (date(2023, 6, 1), DECIDED, REVIEWED)] == [
        None, 1, 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("punished", "missing"),
    [([], None), ([BUSINESS], Target.CHIEF), ([CHIEF], Target.ENTERPRISE), ([BUSINESS, CHIEF], None), ([PERSON], None)],
)
def test_one_side_is_missing_where_the_other_is_punished(punished: list[str], missing: Target | None) -> None:
    assert missing_side(punished) is missing
