"""项目代号 on certificates: the catalogue of 2019 and, because old cards still show them, the codes of 2011."""

from __future__ import annotations

import re

from anjian_special_equipment.words import Role

CURRENT = {
    "A": "特种设备安全管理",
    "G1": "工业锅炉司炉",
    "G3": "锅炉水处理",
    "R1": "快开门式压力容器操作",
    "R2": "移动式压力容器充装",
    "P": "气瓶充装",
    "Q1": "起重机指挥",
    "Q2": "起重机司机（限定机型）",
    "N1": "叉车司机",
    "G2": "电站锅炉司炉（待核实）",
    "R3": "氧舱维护保养（待核实）",
    "T": "电梯修理（待核实）",
    "S1": "客运索道修理（待核实）",
    "S2": "客运索道司机（待核实）",
    "Y1": "大型游乐设施修理（待核实）",
    "Y2": "大型游乐设施操作（待核实）",
    "N2": "观光车和观光列车司机（待核实）",
    "F": "安全阀校验（待核实）",
}
"""特种设备作业人员资格认定分类与项目（市场监管总局公告2019年第3号）; those marked 待核实 were not read in a source."""
OLD = "2011年目录项目（旧证）"
_OLD_CODES = re.compile(r"A[1-8]|G[1-6]|R[1-3]|P[1-5]|D[1-3]|T[1-3]|Q([1-9]|10)|S[1-4]|[YN][1-9]")
"""质检总局令第140号目录; expired, may appear on old cards."""
_MANAGERS = re.compile(r"A[1-8]?")


def is_known(code: str) -> bool:
    """A code of one of the two catalogues."""
    return code in CURRENT or _OLD_CODES.fullmatch(code) is not None


def title_of(code: str) -> str:
    """What the code allows; for a code that only the old catalogue has, that it is one of the old; blank for others."""
    return CURRENT.get(code) or (OLD if _OLD_CODES.fullmatch(code) else "")


def fits(code: str, role: Role) -> bool:
    """Whether a person of the kind may hold the code: A… are the managers'. 检测人员 hold certificates of other catalogues."""
    if role is Role.TESTER:
        return True
    return is_known(code) and (role is Role.MANAGER) == (_MANAGERS.fullmatch(code) is not None)
