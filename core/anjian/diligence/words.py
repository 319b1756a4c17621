"""The words of diligence. The stored value is the official Chinese word."""

from __future__ import annotations

from enum import StrEnum


class Congress(StrEnum):
    """To whom of the workers a major hazard is reported (安全生产法 第四十一条)."""

    DELEGATES = "职工代表大会"
    ALL = "职工大会"


class Duty(StrEnum):
    """What an authority has to decide on when an enterprise refuses to remove a hazard."""

    STOP = "责令停产停业整顿"
    PERSON = "对责任人员罚款"
    DAILY = "按日连续处罚"


class Closing(StrEnum):
    """What a person decides on a proposal of closure (安全生产法 第一百一十三条)."""

    PROPOSE = "提请关闭"
    NOT_NOW = "暂不提请"


class Happening(StrEnum):
    """An accident, or what nearly became one (R-127)."""

    ACCIDENT = "事故"
    NEAR_MISS = "险情"


class AccidentType(StrEnum):
    """The twenty types of GB/T 6441-1986 企业职工伤亡事故分类."""

    STRUCK = "物体打击"
    VEHICLE = "车辆伤害"
    MACHINE = "机械伤害"
    LIFTING = "起重伤害"
    SHOCK = "触电"
    DROWNING = "淹溺"
    BURN = "灼烫"
    FIRE = "火灾"
    FALL = "高处坠落"
    COLLAPSE = "坍塌"
    ROOF_FALL = "冒顶片帮"
    FLOODING = "透水"
    BLASTING = "放炮"
    POWDER = "火药爆炸"
    GAS = "瓦斯爆炸"
    BOILER = "锅炉爆炸"
    VESSEL = "容器爆炸"
    EXPLOSION = "其他爆炸"
    POISONING = "中毒和窒息"
    OTHER = "其他伤害"


ARTICLES = {
    Duty.STOP: "安全生产法（2021）第一百零二条：生产经营单位拒不执行的，责令停产停业整顿",
    Duty.PERSON: "安全生产法（2021）第一百零二条：拒不执行的，对其直接负责的主管人员和其他直接责任人员处罚款",
    Duty.DAILY: (
        "安全生产法（2021）第一百一十二条：被责令改正且受到罚款处罚，拒不改正的，"
        "可以自作出责令改正之日的次日起，按照原处罚数额按日连续处罚"
    ),
}
"""Duty -> the clause that it stands on. It names no amount: an officer decides."""
DAILY_CLAUSE = "一百一十二条"
"""A decision that cites it is the continuing fine."""
