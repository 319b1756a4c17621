"""Cells as units write them: what is read, and what is refused with which words."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.exchange.credit_code import ALPHABET, check_character
from anjian.exchange.text import CellError, as_text, clean_text, is_blank, normalise_text
from anjian.exchange.values import (
    day_within,
    month_within,
    one_of,
    parse_credit_code,
    parse_day,
    parse_int,
    parse_lon_lat,
    parse_wan_yuan,
    parse_yes_no,
    parse_yuan,
    several_of,
    split_items,
    wan_yuan,
)

DAY = date(2023, 5, 24)


@pytest.mark.parametrize(
    "raw",
    [
        DAY,
        datetime(2023, 5, 24, 10, 30),  # noqa: DTZ001 - Excel's moments carry no zone
        45070,
        45070.0,
        45070.75,
        "45070",
        "2023-05-24",
        "2023/5/24",
        "2023.5.24",
        "2023年5月24日",
        "2023年05月24号",
        "２０２３年５月２４日",
        " 2023 - 5 - 24 ",
        "20230524",
        20230524,
        "2023-05-24 10:30:00",
        "2023-05-24T10:30",
    ],
)
def test_a_day_is_read_in_every_style(raw: object) -> None:
    assert parse_day(raw) == DAY  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2023年13月5日", "“2023年13月5日”不是有效日期：没有13月，请核对后写成2023-07-30这样的日期"),
        ("2023-02-29", "“2023-02-29”不是有效日期：2023年2月没有29日，请核对后写成2023-07-30这样的日期"),
        ("5月24日", "“5月24日”缺少年份，请写成2023-07-30这样的日期"),
        ("2023年5月", "“2023年5月”缺少日，请写成2023-07-30这样的日期"),
        ("23.5.24", "“23.5.24”的年份请写四位，请写成2023-07-30这样的日期"),
        ("尽快", "“尽快”不能识别为日期，请写成2023-07-30这样的日期"),
        (12, "“12”不能识别为日期，请写成2023-07-30这样的日期"),
        (True, "“是”不是日期，请写成2023-07-30这样的日期"),
    ],
)
def test_what_is_no_day_is_refused_with_a_remedy(raw: object, words: str) -> None:
    with pytest.raises(CellError) as refused:
        parse_day(raw)  # type: ignore[arg-type]
    assert str(refused.value) == words


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_its_serial_number(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert parse_day(serial) == parse_day(float(serial)) == parse_day(f"{day.year}年{day.month}月{day.day}日") == day


def test_a_day_within_a_title() -> None:
    assert day_within("时间：2023年7月30日") == date(2023, 7, 30)
    assert day_within("2023年7月份全市清单") is None
    assert month_within("2023年7月份全市清单") == (2023, 7)
    assert month_within("晋市安委办发〔2023〕35号") is None


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        (60, 60_000_000),
        (118.6, 118_600_000),
        (0.1 + 0.2, 300_000),
        ("60万元", 60_000_000),
        ("３．２５", 3_250_000),
        ("118.6 万", 118_600_000),
        ("12,000元", 1_200_000),
        ("1,234.5", 1_234_500_000),
        ("￥60万元整", 60_000_000),
        ("0", 0),
        ("0.000001", 1),
        ("1亿元", 10_000_000_000),
    ],
)
def test_money_is_whole_fen(raw: object, fen: int) -> None:
    assert parse_wan_yuan(raw) == fen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("约三十", "“约三十”不是确定的金额，请填数字（单位：万元），如12.5；金额未定请留空"),
        ("三十万", "“三十万”不能识别为金额，请填数字（单位：万元），如12.5"),
        (-1, "“-1”是负数，金额不能小于0"),
        (2_000_000, "“2000000”金额过大，请核对单位是否为万元"),
        ("0.0000001", "“0.0000001”小数位过多，金额最小到分"),
        (float("nan"), "“nan”不是金额，请填数字（单位：万元），如12.5"),
    ],
)
def test_what_is_no_amount_is_refused(raw: object, words: str) -> None:
    with pytest.raises(CellError) as refused:
        parse_wan_yuan(raw)  # type: ignore[arg-type]
    assert str(refused.value) == words


def test_the_header_or_the_cell_may_name_the_unit() -> None:
    assert parse_yuan(12000) == parse_yuan("1.2万元") == parse_wan_yuan("12000元") == 1_200_000


@given(st.integers(0, 10**12))
def test_money_is_shown_and_read_back_to_the_hundred_yuan(hundreds: int) -> None:
    fen = hundreds % 10**8 * 10_000
    assert parse_wan_yuan(wan_yuan(fen)) == fen


GOOD = "91140502853625176U"


@pytest.mark.parametrize(
    "raw", [GOOD, " ９１１４０５０２８５３６２５１７６Ｕ", "91140502853625176u", "9114 0502 8536 2517 6U"]
)
def test_a_credit_code_is_normalised(raw: str) -> None:
    assert parse_credit_code(raw) == GOOD


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("91140502853625176X", "“91140502853625176X”校验码不符，请对照营业执照逐位核对后重填"),
        ("9114050285362517", "“9114050285362517”应为18位，现为16位，请对照营业执照核对"),
        ("9114O502853625176U", "“9114O502853625176U”第5位“O”不是信用代码所用字符，可能是“0”之误，请对照营业执照核对"),
        ("91A40502853625176U", "“91A40502853625176U”第3至8位应为6位行政区划数字，请对照营业执照核对"),
    ],
)
def test_a_wrong_credit_code_says_where(raw: str, words: str) -> None:
    with pytest.raises(CellError) as refused:
        parse_credit_code(raw)
    assert str(refused.value) == words


@pytest.mark.parametrize("raw", [9.1140502e17, 911405028536251760, "9.1140502E+17", "9.1e17"])
def test_a_code_that_became_a_number_is_refused_with_the_remedy(raw: object) -> None:
    with pytest.raises(CellError, match="请先把该列单元格格式设为“文本”"):
        parse_credit_code(raw)  # type: ignore[arg-type]


@given(st.text(ALPHABET, min_size=9, max_size=9), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(organisation: str, place: int, other: str) -> None:
    body = "91140502" + organisation
    code = body + check_character(body)
    assert parse_credit_code(code) == code
    broken = code[:place] + other + code[place + 1 :]
    if broken != code:
        with pytest.raises(CellError):
            parse_credit_code(broken)


def test_positions_are_longitude_first_and_in_the_province() -> None:
    assert (
        parse_lon_lat("112.85,35.49")
        == parse_lon_lat("112.85，35.49")
        == parse_lon_lat("东经112.85° 北纬35.49°")
        == (112.85, 35.49)
    )
    for raw, words in {
        "35.5,112.8": "“35.5,112.8”看来经度和纬度写反了，请按“经度,纬度”填写，如112.85,35.49",
        "116.4,39.9": "“116.4,39.9”不在山西省范围内，请核对后按“经度,纬度”填写，如112.85,35.49",
        "112.85": "“112.85”不能识别，请按“经度,纬度”填写十进制度数，如112.85,35.49",
    }.items():
        with pytest.raises(CellError) as refused:
            parse_lon_lat(raw)
        assert str(refused.value) == words


def test_yes_and_no() -> None:
    assert [parse_yes_no(raw) for raw in ("是", "√", "有", True, "Y")] == [True] * 5
    assert [parse_yes_no(raw) for raw in ("否", "×", "无", False, " 否 ")] == [False] * 5
    with pytest.raises(CellError, match="请填“是”或“否”"):
        parse_yes_no("也许")


def test_choices_ignore_width_and_space_and_name_what_may_be_written() -> None:
    trade = one_of({"经营(带储存)": "storage", "运输": "transport"})
    assert trade("经营（带储存）") == trade(" 经营 (带储存)") == "storage"
    with pytest.raises(CellError) as refused:
        trade("零售")
    assert str(refused.value) == "“零售”不在可选范围内，请填：经营(带储存)、运输"
    several = several_of({"经营(带储存)": "storage", "运输": "transport"})
    assert several("运输；经营（带储存）／运输") == several("运输和经营(带储存)") == ["transport", "storage"]
    with pytest.raises(CellError, match="“零售”不在可选范围内"):
        several("运输、零售")


def test_items_are_split_cleaned_and_kept_once() -> None:
    assert split_items("废物处置、运输；运输/ 使用，") == ["废物处置", "运输", "使用"]


def test_whole_numbers() -> None:
    assert [parse_int(raw) for raw in (3.0, "１２", "1,200")] == [3, 12, 1200]
    with pytest.raises(CellError, match="应为整数"):
        parse_int("2.5")


def test_text_keeps_chinese_punctuation_but_not_width_and_stray_spaces() -> None:
    assert clean_text("\u3000沁水县听泉甲煤层气有限公司（演示０７３０） ") == "沁水县听泉甲煤层气有限公司（演示0730）"
    assert normalise_text("Ｔ-101 储罐") == normalise_text("t-101储罐")
    assert [as_text(raw) for raw in (1.0, 1.5, DAY, None, 45070)] == ["1", "1.5", "2023-05-24", "", "45070"]
    assert [is_blank(raw) for raw in (None, "", "\u3000", "/", "——", 0, "无")] == [True] * 5 + [False] * 2
