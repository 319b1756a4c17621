"""The words of the register. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """井场 or 站场: both are assessed (晋市安委办发〔2023〕35号 四.15)."""

    WELL = "井场"
    STATION = "站场"


class Work(StrEnum):
    """What is done there."""

    DRILLING = "钻井"
    FRACTURING = "压裂"
    DRAINAGE = "排采"
    GATHERING = "集输"
    COMPRESSION = "压缩"


class Use(StrEnum):
    """Whether a site counts: those in use or being built do; the others stay in the register."""

    ACTIVE = "在用"
    BUILDING = "在建"
    STOPPED = "停用"
    CLOSED = "封井或拆除"


class Risk(StrEnum):
    """安全风险等级, the gravest first: 红 橙 黄 蓝 (wording of 晋安监发〔2017〕221号, read second-hand: 待核实)."""

    RED = "重大风险（红）"
    ORANGE = "较大风险（橙）"
    YELLOW = "一般风险（黄）"
    BLUE = "低风险（蓝）"


COUNTED = (Use.ACTIVE, Use.BUILDING)
"""Sites that count."""
SOON_DAYS = 30
"""What falls due within so many days is noticed."""
SPELLINGS_OF_RISK = {
    word: risk
    for risk, words in {
        Risk.RED: ("红", "红色", "重大", "重大风险"),
        Risk.ORANGE: ("橙", "橙色", "较大", "较大风险"),
        Risk.YELLOW: ("黄", "黄色", "一般", "一般风险"),
        Risk.BLUE: ("蓝", "蓝色", "低", "低风险"),
    }.items()
    for word in words
}
"""Further spellings of a risk level in people's workbooks."""
