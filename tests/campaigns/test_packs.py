"""The pack of 2023 holds what the notice and the requirements say; its queries know the names that units write."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from anjian.campaigns.checks import clause_references
from anjian.campaigns.citations import cited_ids
from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack
from anjian.kernel.errors import NotFound, Refused

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped()["jincheng_2023"]


# -- content


def test_the_campaign(pack: Pack) -> None:
    told = pack.campaign
    assert (told.document_number, told.issued_on, told.starts_on, told.ends_on) == (
        "晋市安委办发〔2023〕35号",
        date(2023, 5, 15),
        date(2023, 5, 15),
        date(2023, 12, 31),
    )
    assert [pack.document(code).number for code in told.parent_documents] == ["晋市安委发〔2023〕7号"]
    assert [attachment.number for attachment in told.attachments] == [1, 2, 3]


def test_a_folder_is_a_pack() -> None:
    assert list(shipped()) == ["jincheng_2023", "zhiben_2024"]
    assert shipped() is shipped()


def test_no_obligation_without_a_clause(pack: Pack) -> None:
    known = {clause.id for clause in pack.clauses}
    places = list(clause_references(pack))
    assert [place for _file, place, clause in places if clause not in known] == []
    counted = (pack.duties, pack.dates, pack.phases, pack.units, pack.categories, pack.criteria(), pack.annex2.columns)
    least = sum(len(things) for things in counted) + len(pack.annex1.lines) + len(pack.report.tasks)
    assert len(places) > least


def test_duties_and_dates_are_complete(pack: Pack) -> None:
    assert [duty.code for duty in pack.duties] == [f"Q-{n:02d}" for n in range(1, 25)]
    assert [rule.code for rule in pack.dates] == [f"D-{n:02d}" for n in range(1, 11)]
    by_code = {duty.code: duty for duty in pack.duties}
    assert (by_code["Q-14"].window_from, by_code["Q-14"].window_to) == (date(2023, 7, 1), date(2023, 8, 31))
    assert (by_code["Q-15"].minimum.kind, by_code["Q-15"].minimum.value) == ("percent", 20)
    assert by_code["Q-11"].minimum.value == 2
    assert {duty.partial_days for duty in pack.duties} == {15}


def test_criteria_and_limbs(pack: Pack) -> None:
    annex3 = next(criteria_set for criteria_set in pack.criteria_sets if not criteria_set.general)
    assert [criterion.code for criterion in annex3.criteria] == [f"C-{n:02d}" for n in range(1, 21)]
    sizes = Counter(len(criterion.limbs) for criterion in annex3.criteria)
    assert sizes == {1: 9, 2: 8, 3: 2, 4: 1}
    limbs = pack.limbs()
    assert len(limbs) == 36
    assert [limb.code for limb in limbs][-1] == "G-01"
    assert {limb.valid_from for limb in limbs[:-1]} == {date(2017, 11, 13)}
    assert limbs[-1].valid_from == date(2008, 2, 1)
    assert not pack.limb("C-01a").in_force(date(2017, 11, 12))
    assert pack.limb("C-01a").in_force(date(2017, 11, 13))


def test_each_limb_that_others_see_too_has_a_reconciliation_rule(pack: Pack) -> None:
    seen = {limb.code[:4]: limb.overlaps for limb in pack.limbs() if limb.overlaps}
    assert seen == {
        "C-02": ("market",),
        "C-03": ("industry",),
        "C-07": ("transport",),
        "C-08": ("energy", "industry"),
        "C-09": ("energy",),
        "C-11": ("market",),
        "C-15": ("market",),
        "C-19": ("industry",),
        "C-20": ("transport", "ecology"),
    }
    assert [limb.code for limb in pack.limbs() if limb.overlaps and not limb.reconcile] == []


def test_annex_1(pack: Pack) -> None:
    annex = pack.annex1
    assert annex.title == "全市危险化学品重大事故隐患专项行动进展情况调度表"
    assert [(block.title, len(block.lines)) for block in annex.blocks] == [
        ("总体情况", 10),
        ("对企业自查自改进行抽查检查情况", 8),
        ("部门精准严格执法情况", 10),
    ]
    keys = [f"A1-1.{n:02d}" for n in range(1, 11)] + [f"A1-2.{n:02d}" for n in range(1, 9)]
    keys += ["A1-3.01", "A1-3.02", "A1-3.03", "A1-3.03b", "A1-3.04", "A1-3.05", "A1-3.06", "A1-3.06b", "A1-3.07"]
    assert [cell.key for cell in annex.cells] == [*keys, "A1-3.08", "A1-3.08b", "A1-3.09", "A1-3.10"]
    merges = {cell.unit: cell.merge for cell in annex.cells}
    assert merges == {
        "个": "unite",
        "家": "unite",
        "人": "unite",
        "家次": "add_once",
        "个次": "add_once",
        "次": "add_once",
        "万元": "sum_once",
    }
    for line in annex.lines:
        assert f"{line.number}{line.text}" == pack.clause(line.clause).text


def test_annex_1_relations_and_notes(pack: Pack) -> None:
    subsets = {cell.key: cell.subset_of for cell in pack.annex1.cells if cell.subset_of}
    pairs = {f"A1-1.{n:02d}": f"A1-1.{n - 1:02d}" for n in range(2, 11, 2)}
    tags = {f"A1-2.{n:02d}": "A1-2.01" for n in range(2, 9)}
    assert subsets == {**pairs, **tags, "A1-3.08b": "A1-3.08"}
    assert [partition.parts for partition in pack.annex1.partitions] == [("A1-1.01", "A1-1.03", "A1-1.05", "A1-1.07")]
    assert [note.text for note in pack.annex1.notes] == [pack.clause(f"附件1.说明{n}").text for n in (1, 2, 3)]


def test_annex_2(pack: Pack) -> None:
    assert [column.code for column in pack.annex2.columns] == [f"A2-{n:02d}" for n in range(1, 26)]
    printed = [int(column.code[3:]) for column in pack.annex2.print_set]
    assert printed == [1, 2, 3, 4, 8, 10, 11, 13, 15, 16, 17, 18, 19, 20, 21, 23, 25]
    assert pack.annex2.title_template.format(year=2023, month=7) == "2023年7月份全市危险化学品重大事故隐患清单"


def test_each_task_has_one_department_and_one_plugin(pack: Pack) -> None:
    tasks = {task.clause: (task.department, task.plugin) for task in pack.report.tasks}
    assert tasks == {
        **{f"四.({n})": ("emergency", "hazchem") for n in range(1, 6)},
        "四.(6)": ("transport", "transport"),
        "四.(7)": ("ecology", "hazwaste"),
        "四.(8)": ("market", "special_equipment"),
        "四.(9)": ("market", "special_equipment"),
        "四.(10)": ("energy", "pipelines_oil_gas"),
        "四.园区": ("industry", "chemical_parks"),
        "四.15": ("emergency", "coalbed_methane"),
    }
    assert [task.code for task in pack.report.tasks if task.assumed] == ["task_cbm"]
    assert [task.code for task in pack.tasks_of("special_equipment")] == ["task_08", "task_09"]


def test_what_the_notice_does_not_explain_is_marked_assumed(pack: Pack) -> None:
    assumed = [mechanism.title for mechanism in pack.report.mechanisms if mechanism.assumed]
    assert assumed == ["一闭环", "两移交", "三公开", "四考核", "一追溯"]
    assert {phase.source for phase in pack.phases} == {"assumed"}


def test_clauses_keep_the_print_beside_the_normalised_text(pack: Pack) -> None:
    printed = pack.clause("文尾.印发")
    assert printed.original.startswith("晋城市安全生产委员会办公室 圆园23 年")
    assert printed.text == "晋城市安全生产委员会办公室2023年5月15日印发"
    assert "— 13 —" in pack.clause("七.2").original
    assert "13" not in pack.clause("七.2").text
    assert any("推进不利" in note for note in pack.clause("六.4").notes)
    assert any("存单" in note for note in pack.clause("附件1.说明2").notes)
    assert [clause.id for clause in pack.clauses if re.search(r"\s", clause.text)] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside this checkout")
def test_the_clauses_are_the_whole_notice(pack: Pack) -> None:
    notice = (SHARED / "notice.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    own = [clause.original for clause in pack.clauses if clause.document is None]
    assert Counter(re.sub(r"\s", "", "".join(own))) == Counter(re.sub(r"\s", "", notice))
    lines = {line.strip() for line in notice.splitlines()}
    assert [
        line for text in own for line in text.splitlines() if not any(line.strip() in whole for whole in lines)
    ] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside this checkout")
def test_every_sentence_that_the_requirements_quote_is_in_a_clause(pack: Pack) -> None:
    requirements = (SHARED / "requirements.md").read_text(encoding="utf-8")
    text = "".join(clause.text for clause in pack.clauses)
    quotes = [quote.replace("(", "（") for quote in re.findall("「(.*?)」", requirements)]
    assert [quote for quote in quotes if quote not in text] == ["—13—", "圆园23年"]


# -- queries


def test_a_day_in_an_overlap_belongs_to_both_phases(pack: Pack) -> None:
    days = (date(2023, 5, 14), date(2023, 5, 15), date(2023, 7, 30), date(2023, 10, 1), date(2023, 12, 31))
    assert [[phase.code for phase in pack.phases_on(day)] for day in days] == [
        [],
        ["mobilisation", "self_check"],
        ["self_check", "enforcement"],
        ["enforcement"],
        ["summary"],
    ]
    assert pack.phases_on(date(2024, 1, 1)) == ()


def test_citations_of_clauses() -> None:
    assert cited_ids("四.9-11; 附件1说明2") == ("四.9", "四.10", "四.11", "附件1.说明2")
    assert cited_ids("四.(6)") == ("四.(6)",)


def test_criterion_and_limb_by_code(pack: Pack) -> None:
    assert pack.criterion("C-20c") is pack.criterion("C-20")
    assert pack.limb("C-02").clause == "第2条"
    with pytest.raises(NotFound):
        pack.criterion("C-21")
    with pytest.raises(NotFound):
        pack.limb("C-20")
    with pytest.raises(NotFound):
        pack.cell("A1-9.01")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("泽州县", "泽州县"),
        ("晋城市泽州县", "泽州县"),
        ("山西省晋城市高平市", "高平市"),
        (" 城 区 ", "城区"),
        ("晋城市城区", "城区"),
        ("开发区", "开发区"),
        ("晋城市开发区", "开发区"),
        ("晋城经济技术开发区", "开发区"),
        ("市能源局", "市能源局"),
        ("能源局", "市能源局"),
        ("应急管理局", "市应急局"),
        ("晋城市应急管理局", "市应急局"),
        ("办公室", "市专项行动领导组办公室"),
        ("市专项行动领导组办公室", "市专项行动领导组办公室"),
        ("市消防救援支队", "市消防救援支队"),
        ("泽州县应急管理局", None),
        ("长治市", None),
        ("巴公镇", None),
        ("", None),
        (None, None),
    ],
)
def test_units_by_the_names_that_people_write(pack: Pack, text: str | None, name: str | None) -> None:
    found = pack.unit_by_name(text)
    assert (found.name if found else None) == name


def test_the_thirteen_reporting_units(pack: Pack) -> None:
    counties = ["城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县", "开发区"]
    departments = ["市工信局", "市生态环境局", "市交通运输局", "市市场监管局", "市能源局", "市应急局"]
    assert [unit.name for unit in pack.reporting_units()] == counties + departments


def test_places(pack: Pack) -> None:
    assert pack.region_by_name("泽州县巴公镇") == pack.region_by_name("巴公镇")
    street = pack.region_by_name("晋城市泽州县巴公镇")
    assert street is not None
    assert (street.code, street.parent) == ("140525108", "140525")
    zone = pack.region_by_name("开发区")
    assert zone is not None
    assert (zone.code, zone.official) == ("1405DZ", False)
    assert Counter(region.kind for region in pack.regions) == {"city": 1, "county": 6, "zone": 1, "street": 77}


def test_categories(pack: Pack) -> None:
    brackets = ("经营(带储存)", "经营（带储存）", "经营【带储存】", "经营带储存", " 经营 （带储存） ")
    assert {category.code for name in brackets if (category := pack.category_by_name(name))} == {"storage_trade"}
    leads = {category.name: category.department for category in pack.categories}
    assert leads["运输"] == "transport"
    assert leads["废物处置"] == "ecology"
    assert leads["油气长输管道"] == "energy"
    assert len(leads) == 9


def test_periods(pack: Pack) -> None:
    july = pack.period("2023-07")
    assert (july.start, july.end, july.cumulative_start) == (date(2023, 7, 1), date(2023, 7, 31), date(2023, 5, 15))
    assert (july.provisional_on, july.final_on) == (date(2023, 7, 30), date(2023, 8, 1))
    assert (july.number, july.label) == (3, "2023年7月")
    assert [period.code for period in pack.periods()] == [f"2023-{month:02d}" for month in range(5, 13)]
    for text in ("2023-04", "2024-01", "2023-13", "202307", ""):
        with pytest.raises(Refused):
            pack.period(text)
