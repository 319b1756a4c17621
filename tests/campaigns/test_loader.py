"""The loader refuses anything malformed, ambiguous or dangling, and names file and place in a Chinese sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from anjian.campaigns.loading import SHIPPED, load_pack
from anjian.kernel.errors import FileRefused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED / "jincheng_2023", tmp_path / "jincheng_2023"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(FileRefused) as caught:
        load_pack(folder)
    return str(caught.value)


def test_a_duplicate_key_is_refused_with_its_place(folder: Path) -> None:
    change(folder, "campaign.yaml", 'region_code: "140500"', 'region_code: "140500"\nregion_code: "140600"')
    assert refusal(folder) == "文件 jincheng_2023/campaign.yaml 第11行第1列：“region_code”重复出现，请改正。"


@pytest.mark.parametrize("code", ["140500", "0140500", "2023-05-15", "true"])
def test_an_unquoted_code_is_refused(folder: Path, code: str) -> None:
    change(folder, "campaign.yaml", 'region_code: "140500"', f"region_code: {code}")
    message = refusal(folder)
    assert message.startswith("文件 jincheng_2023/campaign.yaml：第10行 region_code 的值 ")
    assert message.endswith("文字和编码请加引号。")


def test_a_dangling_clause_is_refused(folder: Path) -> None:
    change(folder, "duties.yaml", 'clause: "四.4"', 'clause: "四.44"')
    assert refusal(folder) == (
        "专项行动数据包 jincheng_2023：duties.yaml 第13行 Q-01 引用的条款“四.44”不存在，请在 clauses.yaml 中补充或改正编号。"
    )


def test_a_referenced_document_cannot_be_removed(folder: Path) -> None:
    change(folder, "campaign.yaml", '- code: "ZJL-16"', '- code: "other"')
    message = refusal(folder)
    assert "ZJL-16 引用的文件“ZJL-16”不存在，不能删除被引用的文件" in message
    assert "16号令.3 引用的文件“ZJL-16”不存在" in message


def test_all_faults_of_a_file_are_told_at_once(folder: Path) -> None:
    change(folder, "phases.yaml", 'title: "动员部署"', 'titel: "动员部署"')
    change(folder, "phases.yaml", "starts_on: 2023-05-15", 'starts_on: "五月"')
    message = refusal(folder)
    assert "第4行 phases.0.title 缺少此项，请补充" in message
    assert "第5行 phases.0.titel 不认识的项，请核对拼写或删除" in message
    assert "第6行 phases.0.starts_on 应为日期，写成 2023-05-15 的形式" in message


def test_what_dangles_or_clashes_between_files_is_refused(folder: Path) -> None:
    change(folder, "units.yaml", 'region_code: "140502"', 'region_code: "999999"')
    change(folder, "units.yaml", 'aliases: ["泽州"', 'aliases: ["高平"')
    change(folder, "annex1.yaml", 'subset_of: "A1-1.01"', 'subset_of: "A1-1.99"')
    change(folder, "duties.yaml", '- code: "Q-02"', '- code: "Q-01"')
    message = refusal(folder)
    for told in (
        "units.yaml 第11行 chengqu 的地区“999999”不存在，可写：",
        "units.yaml 第13行 单位名称“高平”同时指两项，请改用不同的名称",
        "annex1.yaml 第37行 A1-1.02 引用的指标“A1-1.99”不存在，请改正",
        "duties.yaml 第15行 任务“Q-01”重复出现，请改用别的编号或删去一项",
    ):
        assert told in message


def test_a_criterion_must_number_and_tell_its_limbs(folder: Path) -> None:
    change(folder, "criteria.yaml", 'code: "C-20b"', 'code: "C-20x"')
    assert "C-20 的分项编号应为 C-20a、C-20b、C-20c" in refusal(folder)


def test_a_missing_or_broken_file_is_refused(folder: Path) -> None:
    change(folder, "dates.yaml", "dates:", "dates: [")
    assert refusal(folder).startswith("文件 jincheng_2023/dates.yaml 第")
    (folder / "dates.yaml").unlink()
    assert refusal(folder) == "jincheng_2023 缺少文件 dates.yaml，请补充后重新载入。"


def test_the_folder_bears_the_campaign_code(folder: Path) -> None:
    renamed = folder.rename(folder.with_name("jincheng_2024"))
    assert "与文件夹名“jincheng_2024”不一致" in refusal(renamed)
