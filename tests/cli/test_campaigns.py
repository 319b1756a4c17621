"""`anjian campaign`: a pack that the city drops into its folder is listed, checked line by line, and told by the doctor."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from anjian.campaigns.loading import SHIPPED
from anjian.cli import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city's own pack, made from the example."""
    folder = Path(shutil.copytree(SHIPPED / "zhiben_2024", tmp_path / "packs" / "own_2024"))
    change(folder, "campaign.yaml", 'code: "zhiben_2024"', 'code: "own_2024"')
    monkeypatch.setenv("ANJIAN_PACKS", str(folder.parent))
    monkeypatch.setenv("ANJIAN_INSTANCE", str(tmp_path / "instance"))
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_a_pack_in_the_folder_works_and_a_shipped_one_is_kept_ready(folder: Path) -> None:
    lines = [line.split("\t")[:2] for line in run("campaign", "list").stdout.splitlines()]
    assert lines == [["jincheng_2023", "开展"], ["zhiben_2024", "备用"], ["own_2024", "开展"]]


def test_a_sound_pack_says_what_it_holds(folder: Path) -> None:
    done = run("campaign", "check", str(folder))
    assert (done.exit_code, done.stdout) == (
        0,
        "没有错误：安全生产治本攻坚三年行动（2024—2026年，示例），2024-01-01 至 2026-12-31，10个填报单位，"
        "附表1共15项、18个数值，附表2共14列，条款30条。\n",
    )


def test_every_mistake_is_a_line_with_file_line_and_remedy(folder: Path) -> None:
    change(folder, "annex1.yaml", 'tag: "A1-2.03"', 'tag: "A1-2.03"\n      overdue: true')
    change(folder, "annex1.yaml", 'category: "生产"', 'category: "采矿"')
    change(folder, "duties.yaml", 'clause: "示例.4"', 'clause: "示例.44"')
    done = run("campaign", "check", str(folder))
    assert done.exit_code == 1
    first, second, third = done.stdout.splitlines()
    assert first == (
        "专项行动数据包 own_2024：duties.yaml 第13行 ZQ-01 引用的条款“示例.44”不存在，"
        "请在 clauses.yaml 中补充或改正编号"
    )
    assert second.startswith("专项行动数据包 own_2024：annex1.yaml 第116行 B2.1 的企业类别“采矿”不存在，可写：")
    assert third.startswith("专项行动数据包 own_2024：annex1.yaml 第")
    assert "B3.3 不统计隐患，不能写 source、accepted、listed、overdue" in third


def test_malformed_files_are_all_told(folder: Path) -> None:
    change(folder, "phases.yaml", 'title: "启动部署"', 'titel: "启动部署"')
    change(folder, "campaign.yaml", "starts_on: 2024-01-01", 'starts_on: "年初"')
    change(folder, "annex1.yaml", 'merge: "unite"', 'merge: "add"')
    done = run("campaign", "check", str(folder))
    assert done.exit_code == 1
    for told in (
        "文件 own_2024/campaign.yaml：第10行 starts_on 应为日期，写成 2023-05-15 的形式。",
        "文件 own_2024/phases.yaml：第2行 phases.0.title 缺少此项，请补充",
        "文件 own_2024/phases.yaml：第2行 phases.0.titel 不认识的项，请核对拼写或删除",
        "的值“add”不在允许范围内，可写：unite、add_once、sum_once。",
    ):
        assert told in done.stdout


def test_the_doctor_names_a_faulty_pack(folder: Path) -> None:
    change(folder, "dates.yaml", 'rule: "monthly"', 'rule: "on"')
    done = run("doctor")
    assert done.exit_code == 1
    assert "异常\t专项行动包\t专项行动数据包 own_2024：dates.yaml 没有 rule 为 monthly 的时限" in done.stdout
    assert "report.yaml" not in done.stdout


def test_the_doctor_names_a_tag_that_no_checklist_bears(folder: Path) -> None:
    change(folder, "annex1.yaml", 'tag: "A1-2.03"', 'tag: "A1-2.99"')
    done = run("doctor")
    assert "附表1的指标 B3.3 的 tag“A1-2.99” 没有检查表条目对应，将一直为0，请改正 annex1.yaml" in done.stdout
