"""Words of the frame from the campaign pack."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from tests.small_app import signed_in

from anjian.campaigns.loading import shipped
from anjian.web.words import department_words, phase_words

PACK = shipped()["jincheng_2023"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 5, 14), "尚未开始"),
        (date(2023, 5, 15), "动员部署、企业自查自改和部门帮扶"),
        (date(2023, 7, 25), "企业自查自改和部门帮扶、部门精准执法"),
        (date(2023, 12, 31), "总结提高"),
        (date(2024, 1, 1), "已于 2023-12-31 结束"),
    ],
)
def test_phases_overlap(day: date, words: str) -> None:
    assert phase_words(PACK, day) == words


def test_the_frame_names_the_campaign_and_its_phase(app: Flask) -> None:
    page = signed_in(app, "zz01").get("/").text
    assert "危化品重大事故隐患专项行动 · 企业自查自改和部门帮扶、部门精准执法" in page


def test_departments_have_the_packs_names(app: Flask) -> None:
    with app.app_context():
        assert department_words()["transport"] == "市交通运输局"
