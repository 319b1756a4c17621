"""Saving: what the database refuses, exact amounts, grades of what is kept, scope, and what falls due."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.errors import Forbidden
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory
from anjian_hazchem.grading import current_grades, differs, result_of, word_of
from anjian_hazchem.models import Source, Substance, SubstanceVersion
from anjian_hazchem.registers import DUES


def refused(results: list[Any]) -> list[list[tuple[str, str]]]:
    return [[(problem.field, problem.message) for problem in one.problems] for one in results]


def test_a_substance_belongs_to_a_registered_source_and_is_entered_once(
    enter: Any, plant: Any, factory: Factory
) -> None:
    other = factory.enterprise(categories=("生产",))
    assert "没有登记编号为“W01”的重大危险源" in refused(enter("substances", plant))[0][0][1]
    enter("sources", other)
    assert "没有登记编号为“W01”的重大危险源" in refused(enter("substances", plant))[0][0][1]
    enter("sources", plant)
    first, again, second_name = enter("substances", plant, {}, {}, {"name": "液氨"})
    assert [str(one.effect) for one in (first, again, second_name)] == ["新增", "一致", "退回"]
    assert second_name.problems[0].field == "cas" and "已登记为“氨”" in second_name.problems[0].message
    assert refused(enter("substances", plant, {"name": "液氨"}))[0][0][0] == "cas"
    unknown = enter("checks", plant, {"source": "W09"})
    assert refused(unknown)[0][0][0] == "source"


def test_amounts_stay_exact_and_the_source_is_graded_from_them(instance: Instance, enter: Any, plant: Any) -> None:
    enter("sources", plant)
    enter("substances", plant, {"tonnes": Decimal("60.000001")})
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(Substance.tonnes)).all() == [Decimal("60.000001")]
    enter("substances", plant)
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(SubstanceVersion.tonnes)).all() == [Decimal("60.000001"), Decimal(60)]
        (source,) = session.scalars(select(Source)).all()
        found = current_grades(session, [source])[plant.id, "W01"]
        assert (word_of(found), result_of(found), differs(source, found)) == ("三级", ("6.00", "14.40"), False)
    enter("substances", plant, {"name": "某溶剂", "cas": None})
    with system_read(instance.database, "test") as session:
        found = current_grades(session, [source])[plant.id, "W01"]
        assert (word_of(found), found.is_source, differs(source, found)) == ("资料不全", True, False)


def test_only_their_kinds_of_enterprises_have_rows_and_only_the_bureau_enters_them(
    enter: Any, plant: Any, factory: Factory
) -> None:
    carrier, user = factory.enterprise(), factory.enterprise(categories=("使用",))
    assert "没有登记" in refused(enter("units", carrier))[0][0][1]
    assert "没有登记生产环节" in refused(enter("profiles", user))[0][0][1]
    assert refused(enter("units", user)) == [[]]
    assert refused(enter("units", plant, login="zezhou.emergency")) == [[]]
    assert "不在您的管辖范围内" in refused(enter("units", plant, {"unit": "R-9"}, login="gaoping.emergency"))[0][0][1]
    with pytest.raises(Forbidden):
        enter("units", plant, login="transport")


def test_what_falls_due_is_noticed_and_answered(instance: Instance, enter: Any, plant: Any, factory: Factory) -> None:
    enter(
        "sources",
        plant,
        {"refile_to": date(2023, 8, 1)},
        {"code": "W02", "refile_to": date(2023, 7, 1), "use": "已核销"},
    )
    enter("matters", plant, {"due_on": date(2023, 7, 20)}, {"number": "SB2", "declared_on": date(2023, 7, 1)})
    enter("units", plant, {"due_on": date(2023, 7, 10)}, {"unit": "R-102"})
    with clock.at(datetime(2023, 7, 26, 7, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "hazchem.dues").message == "新增到期提醒3条，解除0条。"
    assert notices(instance) == [
        ("带病装置整治", "R-101", "已过期"),
        ("重要事项申报", "SB1", "已过期"),
        ("重大危险源重新评估备案", "W01 液氨罐区", "即将到期"),
    ]
    enter("units", plant, {"due_on": date(2023, 7, 10), "done_on": date(2023, 7, 18)})
    with clock.at(datetime(2023, 7, 27, 7, tzinfo=clock.SHANGHAI)):
        assert run_job(instance, "hazchem.dues").message == "新增到期提醒0条，解除1条。"
    assert len(notices(instance)) == 2


def notices(instance: Instance) -> list[tuple[str, str, str]]:
    with system_read(instance.database, "test") as session:
        rows = session.scalars(DUES.open()).all()
        return [(row.kind, row.title, row.stage) for row in sorted(rows, key=lambda row: row.due_on)]
