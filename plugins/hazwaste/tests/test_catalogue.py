"""Waste codes: the catalogue as data, and what people write."""

from __future__ import annotations

from datetime import date

import pytest
from wtforms import Form

from anjian_hazwaste.catalogue import WasteCodesField, catalogue, categories, code_fault, name_of, parse_code

JUNE = date(2023, 6, 20)


def test_the_catalogue_is_whole() -> None:
    assert (len(catalogue()), len(categories())) == (467, 46)
    assert all(waste.category == f"HW{code[-2:]}" for code, waste in catalogue().items())
    assert not {"HW41", "HW42", "HW43", "HW44"} & categories().keys()
    assert name_of("900-249-08") == "HW08 废矿物油与含矿物油废物"


@pytest.mark.parametrize(
    "raw", ["900-249-08", "HW08 900-249-08", "hw08/900-249-08", "90024908", "９００－２４９－０８"]
)
def test_a_code_is_read_as_people_write_it(raw: str) -> None:
    assert parse_code(raw) == "900-249-08"


@pytest.mark.parametrize("raw", ["HW08", "900-249", "HW09 900-249-08", "废矿物油"])
def test_what_is_no_code_is_refused(raw: str) -> None:
    with pytest.raises(ValueError):
        parse_code(raw)


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("900-249-08", JUNE, ""),
        ("900-000-08", JUNE, ""),
        ("900-000-42", JUNE, "HW42类别在现行名录中已经没有"),
        ("900-998-08", JUNE, "中没有代码“900-998-08”"),
        ("900-998-08", date(2025, 1, 1), ""),
        ("900-000-99", JUNE, "中没有代码"),
    ],
)
def test_a_code_is_held_against_the_catalogue(code: str, day: date, words: str) -> None:
    fault = code_fault(code, day)
    assert words in fault if words else fault == ""


def test_several_codes_are_kept_once_each() -> None:
    class Codes(Form):
        codes = WasteCodesField("代码", limit=400)

    assert Codes().codes.parse_cell("HW08 900-249-08，900-041-49、90024908") == "900-249-08、900-041-49"
