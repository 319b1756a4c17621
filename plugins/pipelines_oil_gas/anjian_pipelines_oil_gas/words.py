"""The words of the registers and of the judgement. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Medium(StrEnum):
    """What a segment carries: 石油包括原油和成品油，天然气包括天然气、煤层气和煤制气 (石油天然气管道保护法 第3条)."""

    CRUDE = "原油"
    PRODUCT = "成品油"
    GAS = "天然气"
    COALBED = "煤层气"
    SYNTHETIC = "煤制气"


class Use(StrEnum):
    """Whether a segment counts: only those in service do; the others stay in the register (管道保护法 第42条)."""

    ACTIVE = "在用"
    STOPPED = "停止运行"
    SEALED = "封存"
    SCRAPPED = "报废"


class Hca(StrEnum):
    """人员密集高后果区, Ⅰ the mildest, Ⅲ the gravest (GB 32167-2015 6.1.1.3, read second-hand: 待核实)."""

    NONE = "不属于"
    ONE = "Ⅰ级"
    TWO = "Ⅱ级"
    THREE = "Ⅲ级"


class Risk(StrEnum):
    """风险等级 that an assessment arrives at."""

    MAJOR = "重大风险"
    GREATER = "较大风险"
    GENERAL = "一般风险"
    LOW = "低风险"


class ObjectType(StrEnum):
    """What of a pipeline a fault concerns (R-074). The groups of the checklist begin with these words."""

    EXTERNAL = "外部隐患"
    BODY = "管道本体隐患"
    ANCILLARY = "附属设施隐患"


class Grade(StrEnum):
    """级别 on the scale 管道隐患, by the standard that the energy bureau uses."""

    MAJOR = "重大"
    GREATER = "较大"
    GENERAL = "一般"


OLD_YEARS = 20
"""老旧管道: 实际投产运行时间超过20年 (晋市安委办发〔2023〕35号 四.(10))."""
SOON_DAYS = 30
"""What falls due within so many days is noticed."""
YEAR_DAYS = 365
"""How far ahead the list tells which segments turn old."""
SPELLINGS_OF_HCA = {
    **{f"{roman}{end}": hca for roman, hca in zip("ⅠⅡⅢ", list(Hca)[1:], strict=True) for end in ("", "类")},
    **{f"{latin}级": hca for latin, hca in zip(("I", "II", "III"), list(Hca)[1:], strict=True)},
    **{f"{word}级": hca for word, hca in zip("一二三", list(Hca)[1:], strict=True)},
    "否": Hca.NONE,
    "非高后果区": Hca.NONE,
}
"""Further spellings of a high-consequence level in people's workbooks."""
_BODY = ("PL-LAW-04", "PL-LAW-05", "PL-LAW-10")
_ANCILLARY = ("PL-LAW-01",)


def object_of(item_code: str | None) -> ObjectType | None:
    """The object type that an item of the checklist is about; None for duties of management and for other checklists."""
    if item_code is None:
        return None
    if item_code.startswith("PL-EXT-"):
        return ObjectType.EXTERNAL
    if item_code in _BODY:
        return ObjectType.BODY
    return ObjectType.ANCILLARY if item_code in _ANCILLARY else None


def graded(fact: str, grade: str) -> str:
    """How the checklist words a fault together with its grade."""
    return f"评定为{grade}：{fact}"


HCA_ITEMS = {
    "输油a）": "输油a）四层及四层以上楼房普遍集中、交通频繁、地下设施多的区段",
    "输油b）": "输油b）2km地段内聚居户数100户或以上的区段",
    "输油c）": "输油c）两侧各200m内有聚居户数50户或以上的村庄、乡镇",
    "输油d）": "输油d）两侧各50m内有高速公路、国道、省道、铁路及易燃易爆场所",
    "输油e）": "输油e）两侧各200m内有湿地、森林、河口等国家自然保护地区",
    "输油f）": "输油f）两侧各200m内有水源、河流、大中型水库",
    "输气a）": "输气a）管道经过的四级地区",
    "输气b）": "输气b）管道经过的三级地区",
    "输气c）": "输气c）管径大于762mm且压力大于6.9MPa，潜在影响区域内有特定场所",
    "输气d）": "输气d）管径小于273mm且压力小于1.6MPa，潜在影响区域内有特定场所",
    "输气e）": "输气e）其他管道两侧各200m内有特定场所",
    "输气f）": "输气f）三级、四级地区外，两侧各200m内有加油站、油库等易燃易爆场所",
}
"""识别项 of GB 32167-2015 表1 and 表2, shortened; read second-hand (PL-HCA-… of the checklist): 待核实."""
