"""Sample registers: rows made for enterprises, and rows as they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from openpyxl import load_workbook

from anjian.campaigns.loading import shipped
from anjian.testing.city.enterprises import plan_enterprises
from anjian.testing.city.samples import Sample, write_sample

SENT = {"sent_on": "2023-06-01"}


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).worksheets[0].values)


def test_rows_of_something_that_belongs_to_no_enterprise_stand_as_given(tmp_path: Path) -> None:
    given = {
        "header": ["园区名称", "评估日期", "得分"],
        "given": [["甲园区（演示）", date(2023, 5, 1), 74], ["乙园区（演示）", None, 66.5]],
    }
    sample = Sample.model_validate({**SENT, **given})
    assert write_sample(tmp_path / "园区.xlsx", sample, Random(1), []) == 2
    header, first, second = rows_of(tmp_path / "园区.xlsx")
    assert header == ("园区名称", "评估日期", "得分")
    assert (str(first[1])[:10], first[2], second) == ("2023-05-01", 74, ("乙园区（演示）", None, 66.5))


def test_rows_of_enterprises_keep_to_counties_and_name_theirs(tmp_path: Path) -> None:
    plans = plan_enterprises(shipped()["jincheng_2023"], Random(1), 80)
    columns = {"企业名称": {"enterprise": "name"}, "园区名称": {"pattern": "{region}园区{place}"}}
    made = {"category": "生产", "rows": [2, 2], "regions": ["泽州县"], "columns": columns}
    write_sample(tmp_path / "入园.xlsx", Sample.model_validate({**SENT, **made}), Random(1), plans)
    names = [plan.name for plan in plans if plan.region == "泽州县" and "生产" in plan.kind.categories]
    assert names
    assert rows_of(tmp_path / "入园.xlsx")[1:] == [(name, f"泽州县园区{place}") for name in names for place in (1, 2)]


def test_without_a_category_every_enterprise_has_rows_and_with_several_those_of_any(tmp_path: Path) -> None:
    plans = plan_enterprises(shipped()["jincheng_2023"], Random(1), 80)
    columns = {"企业名称": {"enterprise": "name"}}

    def names(**stated: object) -> list[object]:
        write_sample(
            tmp_path / "表.xlsx", Sample.model_validate({**SENT, "columns": columns, **stated}), Random(1), plans
        )
        return [row[0] for row in rows_of(tmp_path / "表.xlsx")[1:]]

    assert names() == [plan.name for plan in plans]
    some = ("生产", "运输")
    assert names(category=list(some)) == [plan.name for plan in plans if set(some) & set(plan.kind.categories)]


def test_a_cell_is_blank_with_the_one_that_it_belongs_to(tmp_path: Path) -> None:
    plans = plan_enterprises(shipped()["jincheng_2023"], Random(1), 80)
    columns = {
        "接收量": {"number": [1, 9], "blank": 0.5},
        "接收日期": {"day": ["2023-06-01", "2023-06-02"], "blank_with": "接收量"},
    }
    write_sample(tmp_path / "表.xlsx", Sample.model_validate({**SENT, "columns": columns}), Random(1), plans)
    rows = rows_of(tmp_path / "表.xlsx")[1:]
    assert {(first is None, second is None) for first, second in rows} == {(True, True), (False, False)}
