"""Rosters as units send them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from anjian.enterprises.imports import import_enterprises
from anjian.enterprises.models import Enterprise
from anjian.exchange.credit_code import check_character
from anjian.exchange.outcome import ImportOutcome
from anjian.kernel.errors import FileRefused, Forbidden
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors

SAMPLE = Path(__file__).parents[3] / "shared/data/sample-2023-07"
HEADER = ["序号", "企业名称", "统一社会信用代码", "所在县（市、区）", "企业类别", "行业监管部门", "经度,纬度"]


def code(number: int) -> str:
    body = f"91140525{number:09d}"
    return body + check_character(body)


def roster(path: Path, rows: list[list[object]], header: list[str] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业名册（演示）"])
    sheet.append(header or HEADER)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    return outcome.entered, outcome.updated, outcome.unchanged, len(outcome.duplicates), outcome.refused_rows


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample workbooks lie beside the repository")
def test_the_sample_roster_enters_as_its_truth_file_says(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    truth = json.loads((SAMPLE / "enterprises.truth.json").read_text())
    outcome = import_enterprises(instance, actors["office"], SAMPLE / "enterprises.xlsx", errors=tmp_path / "错误.xlsx")
    assert [{"row": p.row, "column": p.column} for p in outcome.problems] == truth["bad"]
    assert (outcome.entered, outcome.exit_code) == (truth["good"], 1)
    again = import_enterprises(instance, actors["office"], SAMPLE / "enterprises.xlsx")
    assert counts(again) == (0, 0, truth["good"], 0, len(truth["bad"]))
    assert counts(_corrected(instance, actors, tmp_path / "错误.xlsx", outcome)) == (
        len(truth["bad"]),
        0,
        truth["good"],
        0,
        0,
    )


def _corrected(instance: Instance, actors: Actors, path: Path, outcome: ImportOutcome) -> ImportOutcome:
    book = load_workbook(path)
    sheet = book["企业名册"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    right = {"经度,纬度": "112.8,35.5", "所在县（市、区）": "泽州县", "企业名称": "补名企业（演示）"}
    for problem in outcome.problems:
        assert problem.row is not None and problem.column is not None
        sheet.cell(problem.row, columns[problem.column] or 0).value = right[problem.column]
    book.save(path)
    return import_enterprises(instance, actors["office"], path)


def test_links_come_from_the_row(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "甲（演示）", code(1), "晋城市泽州县", "运输、运输／生产", "泽州县应急管理局", None],
        [2, "乙（演示）", code(2), "经开区", "经营（带储存）", None, "112.8，35.5"],
    ]
    assert counts(import_enterprises(instance, actors["office"], roster(tmp_path / "a.xlsx", rows))) == (2, 0, 0, 0, 0)
    with instance.database.read_unit(actors["office"]) as session:
        first, second = session.scalars(select(Enterprise).order_by(Enterprise.id)).all()
        assert [(link.category, link.department_code) for link in first.open_links] == [
            ("运输", "emergency"),
            ("生产", "emergency"),
        ]
        assert [(link.category, link.department_code) for link in second.open_links] == [("经营(带储存)", "emergency")]
        assert (first.region_code, second.region_code) == ("140525", "1405DZ")
        assert second.card is not None and (second.card.longitude, second.card.latitude) == (112.8, 35.5)


def test_repeated_and_contradicting_rows(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "甲（演示）", code(1), "泽州县", "生产", None, None],
        [2, " 甲（演示）", code(1), "晋城市泽州县", "生产", None, None],
        [3, "甲（演示）", code(1), "高平市", "生产", None, None],
    ]
    outcome = import_enterprises(instance, actors["office"], roster(tmp_path / "a.xlsx", rows))
    assert [(d.row, d.of_row) for d in outcome.duplicates] == [(4, 3)]
    assert [str(problem) for problem in outcome.problems] == [
        "【Sheet】第5行“所在县（市、区）”列：与第3行统一社会信用代码相同，但“所在县（市、区）”不一致，请核对后只保留一行"
    ]


def test_renamed_and_reordered_headers(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    header = ["信用代码", "环节", "单位名称*", "属地"]
    path = roster(
        tmp_path / "a.xlsx", [[code(1), "危货运输", "甲（演示）", "城区"], [None, None, "合计：1家", None]], header
    )
    assert counts(import_enterprises(instance, actors["office"], path)) == (1, 0, 0, 0, 0)


def test_a_preview_shows_the_same_and_writes_nothing(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = roster(
        tmp_path / "a.xlsx",
        [[1, "甲（演示）", code(1), "泽州县", "生产", None, None], [2, None, code(2), "泽州县", "生产"]],
    )
    preview = import_enterprises(instance, actors["office"], path, dry_run=True)
    with instance.database.read_unit(actors["office"]) as session:
        assert session.scalar(select(func.count(Enterprise.id))) == 0
    real = import_enterprises(instance, actors["office"], path)
    assert counts(preview) == counts(real) == (1, 0, 0, 0, 1)
    assert preview.problems == real.problems


def test_a_county_enters_its_own_enterprises_only(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = roster(
        tmp_path / "a.xlsx",
        [[1, "甲（演示）", code(1), "泽州县", "生产"], [2, "乙（演示）", code(2), "高平市", "生产"]],
    )
    outcome = import_enterprises(instance, actors["zezhou"], path)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert (outcome.problems[0].row, outcome.problems[0].column) == (4, "所在县（市、区）")


def test_a_file_that_is_no_roster_changes_nothing(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", [[1, "甲（演示）"]], ["序号", "企业名称"])
    with pytest.raises(FileRefused, match="找不到能识别的表头"):
        import_enterprises(instance, actors["office"], path)
    with pytest.raises(Forbidden):
        import_enterprises(instance, actors["supervision"], path)
