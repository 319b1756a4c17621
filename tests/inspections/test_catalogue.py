"""Reading checklists strictly, collecting them, publishing versions once and for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from anjian.campaigns.models import Limb
from anjian.inspections.catalogue import catalogue_of, installed_checklists, publish, published
from anjian.inspections.checklists import FOLDER, digest_of, limbs_of, read_checklist
from anjian.inspections.models import ChecklistVersion
from anjian.kernel.errors import FileRefused, NotFound, Refused
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance

HEAD = 'code: few\nversion: "1"\ntitle: 少\nsource: 测试\nitems:\n'
BASIS = "{document: 文, clause: 条, valid_from: 2023-01-01}"
ITEM = "- {code: XX-1, group: 组, text: 题, basis: " + BASIS + ", polarity: duty, verified: true"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + ITEM + "}\n" + ITEM + "}\n", "检查项编号重复：XX-1"),
        (HEAD + ITEM + ", text: 又一题}\n", "“text”重复出现"),
        (HEAD.replace('"1"', "2023.1") + ITEM + "}\n", "没有加引号"),
        (HEAD + ITEM.replace("XX-1", "2023") + "}\n", "没有加引号"),
        (HEAD + ITEM + ", answer: n_of_n}\n", "请用 counts 写出两个数字的名称"),
        (HEAD + ITEM + ", criterion: true}\n", "请用 criteria_set 写出所属判定标准"),
        (HEAD + ITEM + ", colour: red}\n", "不认识的项"),
        (HEAD + ITEM.replace("polarity: duty", "polarity: maybe") + "}\n", "的值“maybe”不在允许范围内"),
        (HEAD + ITEM.replace("2023-01-01}", "2023-01-01, valid_to: 2022-01-01}") + "}\n", "失效日期早于施行日期"),
    ],
)
def test_a_faulty_checklist_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "few.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(FileRefused) as refused:
        read_checklist(path)
    assert words in str(refused.value)
    assert "few.yaml" in str(refused.value)


def test_the_fragment_has_the_cells_of_annex_one() -> None:
    fragment = read_checklist(FOLDER / "chief_duties.yaml")
    tags = sorted({item.tag for item in fragment.items if item.tag})
    assert tags == [f"A1-2.0{number}" for number in range(2, 9)]
    assert {item.code: item.limb for item in fragment.items if item.limb} == {
        "CHIEF-07": "C-16a",
        "CHIEF-11": "C-02",
        "CHIEF-12": "C-18b",
        "CHIEF-18": "C-11b",
    }


def test_comments_do_not_enter_the_hash_but_words_do(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one.yaml", "two.yaml", "three.yaml"))
    one.write_text(HEAD + ITEM + "}\n", "utf-8")
    two.write_text("# 说明\n" + HEAD + ITEM + "}\n", "utf-8")
    three.write_text((HEAD + ITEM + "}\n").replace("题", "问"), "utf-8")
    assert digest_of(read_checklist(one)) == digest_of(read_checklist(two))
    assert digest_of(read_checklist(one)) != digest_of(read_checklist(three))


def test_the_installation_publishes_and_brings_criteria_but_no_stub(instance: Instance) -> None:
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(ChecklistVersion.code).order_by(ChecklistVersion.code)).all() == [
            "chief_duties",
            "sample",
        ]
        assert session.scalars(select(Limb.code).where(Limb.plugin == "sample")).all() == ["SA-LATER"]
    assert [one.code for one in limbs_of(installed_checklists(instance.registry))] == ["SA-LATER"]


def test_a_published_version_is_never_altered(instance: Instance) -> None:
    sample = catalogue_of(instance.registry).checklists["sample"]
    altered = sample.model_copy(update={"title": "改过的检查表"})
    with pytest.raises(Refused, match="已经发布，内容不能改动"), system_write(instance.database, "test") as session:
        publish(session, [altered])
    newer = altered.model_copy(update={"version": "2"})
    with system_write(instance.database, "test") as session:
        publish(session, [sample, newer])
    with system_read(instance.database, "test") as session:
        assert published(session, "sample", "1") == sample
        assert published(session, "sample", "2").title == "改过的检查表"
        with pytest.raises(NotFound):
            published(session, "sample", "3")


def test_a_plugin_with_a_faulty_file_is_named_and_costs_only_itself(
    instance: Instance, sample_plugin: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "broken.yaml").write_text(HEAD, "utf-8")
    monkeypatch.setattr("anjian.inspections.catalogue.plugin_folder", lambda _plugin, _name: tmp_path)
    catalogue = catalogue_of(instance.registry)
    assert list(catalogue.checklists) == ["chief_duties"]
    assert list(catalogue.faults) == ["sample"]
    with pytest.raises(Refused, match="sample"):
        catalogue.of_plugin("sample")
