"""Citations as units write them (limb_cases.yaml), and the workbook of July 2023 where the shared folder is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from anjian.campaigns.limbs import resolve_limb
from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack

HERE = Path(__file__).parent
CASES: dict[str, Any] = yaml.safe_load((HERE / "limb_cases.yaml").read_text(encoding="utf-8"))
SAMPLE = HERE.parents[2] / "shared" / "data" / "sample-2023-07"
SUFFIXES = ("", "（现场检查发现）", "，需整改", "。")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped()["jincheng_2023"]


@pytest.mark.parametrize(("limb", "content"), [(code, text) for code, texts in CASES["told"].items() for text in texts])
def test_content_tells_the_limb(pack: Pack, limb: str, content: str) -> None:
    number = int(limb[2:4])
    for suffix in SUFFIXES:
        found = resolve_limb(pack, f"判定标准第{number}条", content + suffix)
        assert (found.outcome, found.limb_code) == ("told", limb), found.reason


def test_every_limb_of_a_split_criterion_has_cases() -> None:
    split = {limb.code for c in shipped()["jincheng_2023"].criteria() if len(c.limbs) > 1 for limb in c.limbs}
    assert set(CASES["told"]) == split
    assert len(split) == 26


def test_the_text_of_each_limb_tells_itself(pack: Pack) -> None:
    for criterion in pack.criteria():
        for limb in criterion.limbs:
            found = resolve_limb(pack, criterion.code, limb.text)
            assert found.limb_code == limb.code, found.reason


@pytest.mark.parametrize("content", [*CASES["nothing"], "", None])
def test_a_text_that_tells_nothing_leaves_the_limb_open(pack: Pack, content: str | None) -> None:
    for criterion in pack.criteria():
        found = resolve_limb(pack, criterion.code, content)
        assert found.outcome == ("open" if len(criterion.limbs) > 1 else "only")
        assert found.criterion == criterion


def test_a_text_that_speaks_of_several_limbs_leaves_the_choice_to_a_person(pack: Pack) -> None:
    found = {code: resolve_limb(pack, code, text).outcome for code, text in CASES["several"].items()}
    assert found == dict.fromkeys(CASES["several"], "open")
    assert resolve_limb(pack, "第20条", CASES["several"]["C-20"]).reason == (
        "条款待细分：内容同时涉及 C-20a、C-20c，请选定一项"
    )


def test_the_whole_criterion_quoted_leaves_the_choice_to_a_person(pack: Pack) -> None:
    split = [criterion for criterion in pack.criteria() if len(criterion.limbs) > 1]
    assert {c.code: resolve_limb(pack, c.code, c.text).outcome for c in split} == {c.code: "open" for c in split}


@pytest.mark.parametrize("citation", CASES["citations"])
def test_every_way_of_naming_a_criterion(pack: Pack, citation: str) -> None:
    assert resolve_limb(pack, citation, "相互禁配物质混放混存").limb_code == "C-20c"
    # A citation that itself names the matter decides where the content says nothing.
    open_or_told = "told" if "禁配" in citation else "open"
    found = resolve_limb(pack, citation, "不符合判定标准要求")
    assert (found.outcome, found.criterion_code) == (open_or_told, "C-20")


@pytest.mark.parametrize(("limb", "citation"), [(k, text) for k, texts in CASES["exact"].items() for text in texts])
def test_an_exact_limb_stands_whatever_the_content_says(pack: Pack, limb: str, citation: str) -> None:
    assert resolve_limb(pack, citation, "不符合判定标准要求").limb_code == limb
    assert resolve_limb(pack, citation, None).limb_code == limb


@pytest.mark.parametrize(("limb", "citation"), [(k, text) for k, texts in CASES["only"].items() for text in texts])
def test_a_criterion_with_one_limb_is_that_limb(pack: Pack, limb: str, citation: str) -> None:
    assert resolve_limb(pack, citation, "任意内容").limb_code == limb


@pytest.mark.parametrize(("outcome", "citation"), [(k, text) for k in ("unknown", "foreign") for text in CASES[k]])
def test_what_cannot_be_resolved_says_why(pack: Pack, outcome: str, citation: str) -> None:
    found = resolve_limb(pack, citation, "相互禁配物质混放混存")
    assert (found.outcome, found.limb, found.criterion) == (outcome, None, None)
    assert found.reason


def test_a_law_cited_beside_the_criterion_does_not_hide_it(pack: Pack) -> None:
    for citation in ("判定标准第20条、《安全生产法》第41条", "《安全生产法》第41条、《判定标准》第20条"):
        assert resolve_limb(pack, citation, "禁配物质混存").limb_code == "C-20c"


def test_the_reasons_name_the_remedy(pack: Pack) -> None:
    reasons = [resolve_limb(pack, text, "").reason for text in ("第21条", "C-20d", "《安全生产法》第41条", "有关规定")]
    assert reasons == [
        "化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）没有第21条，请核对条款",
        "判定标准中没有“C-20d”，第20条只有 C-20a、C-20b、C-20c",
        "判定依据“《安全生产法》”不在已载入的判定标准中，"
        "应写成“化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）第20条”的形式",
        "判定依据“有关规定”无法识别，"
        "应写成“化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）第20条”的形式",
    ]


@pytest.mark.parametrize("citation", [*CASES["blank"], None])
def test_a_blank_stays_unknown_and_is_never_invented(pack: Pack, citation: str | None) -> None:
    assert resolve_limb(pack, citation, "相互禁配物质混放混存").outcome == "blank"


def test_several_citations_are_decided_by_the_content(pack: Pack) -> None:
    both = "判定标准第12条、第20条"
    assert resolve_limb(pack, both, "禁配物质混存").limb_code == "C-20c"
    assert resolve_limb(pack, both, "未使用防爆灯具").limb_code == "C-12b"
    assert resolve_limb(pack, both, "不符合要求").outcome == "open"
    assert resolve_limb(pack, "C-12a、C-12b", "未使用防爆灯具").limb_code == "C-12b"


def test_the_words_found_are_the_explanation(pack: Pack) -> None:
    found = resolve_limb(pack, "第20条", "禁配物质混存")
    assert (found.words, found.reason) == (("禁配",), "内容中的“禁配”对应 C-20c（相互禁配物质混放混存）")


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the shared sample is not beside this checkout")
def test_the_open_rows_of_the_sample_are_exactly_these(pack: Pack) -> None:
    truth = json.loads((SAMPLE / "hazards.truth.json").read_text(encoding="utf-8"))
    apart = {entry["row"] for entry in (*truth["bad"], *truth["duplicates"])}
    sheet = load_workbook(SAMPLE / "hazards.xlsx").worksheets[0]
    found = {
        row: resolve_limb(pack, str(cells[7]), str(cells[5])).outcome
        for row, cells in enumerate(sheet.iter_rows(values_only=True), 1)
        if row >= 5 and row not in apart and cells[7]
    }
    assert len(found) == truth["good"]
    assert [row for row, outcome in found.items() if outcome == "open"] == truth["limb_open"]
    assert set(found.values()) == {"given", "only", "told", "open"}
