"""The words of the registers. The stored value is the Chinese word that people read."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of the 特种设备目录 that are used and registered as such."""

    BOILER = "锅炉"
    VESSEL = "压力容器"
    PIPE = "压力管道"
    LIFT = "电梯"
    CRANE = "起重机械"
    ROPEWAY = "客运索道"
    AMUSEMENT = "大型游乐设施"
    VEHICLE = "场（厂）内专用机动车辆"


class Use(StrEnum):
    """Whether a piece counts: only what is in use has to meet the six requirements; the others stay in the register."""

    ACTIVE = "在用"
    STOPPED = "停用"
    REMOVED = "已注销"


class Standing(StrEnum):
    """What the State or its own life has made of it (特种设备安全法 第32条)."""

    NORMAL = "正常"
    OBSOLETE = "国家明令淘汰"
    SCRAPPED = "已经报废"


class Conclusion(StrEnum):
    """What the last statutory inspection concluded."""

    PASSED = "合格"
    LIMITED = "有条件使用"
    REJECTED = "不合格"


class Requirement(StrEnum):
    """The six questions of task (9) (R-071), in its order."""

    REGISTRATION = "使用登记"
    INSPECTION = "法定检验"
    ARCHIVE = "安全技术档案"
    UPKEEP = "维护保养和自行检查"
    PLAN = "应急专项预案"
    BANNED = "淘汰和报废"


class Outcome(StrEnum):
    """What a test or a cell of the grid comes to. 未核查 is neither met nor failed."""

    MET = "符合"
    FAILED = "不符合"
    UNKNOWN = "未核查"
    NOT_CONCERNED = "不涉及"


class Question(StrEnum):
    """The three questions of task (8) (R-070)."""

    STAFFED = "配备具有相应资格的人员"
    UNQUALIFIED = "使用未取得相应资格的人员"
    TRAINED = "定期开展安全教育和技能培训"


class Role(StrEnum):
    """The three kinds of persons of task (8)."""

    MANAGER = "安全管理人员"
    TESTER = "检测人员"
    OPERATOR = "作业人员"


class Answer(StrEnum):
    """The answer to one question for one kind of persons; that nobody has looked yet is an answer of its own."""

    YES = "是"
    NO = "否"
    NOT_CONCERNED = "不涉及"
    UNANSWERED = "未核查"


class Grade(StrEnum):
    """Grades of accidents (特种设备安全监察条例 第61至64条)."""

    GENERAL = "一般事故"
    GREATER = "较大事故"
    MAJOR = "重大事故"
    EXTRAORDINARY = "特别重大事故"


CELLS: dict[str, tuple[Question, Role]] = {
    f"{question.name.lower()}_{role.name.lower()}": (question, role) for question in Question for role in Role
}
"""The 3×3 grid: column of the register -> what it asks about whom."""
ARCHIVE = {
    "archive_design": "设计、制造、安装和监督检验文件",
    "archive_inspection": "定期检验和定期自行检查记录",
    "archive_use": "日常使用状况记录",
    "archive_upkeep": "设备及附属仪器仪表维护保养记录",
    "archive_faults": "运行故障和事故记录",
}
"""The five parts of the safety archive (特种设备安全法 第35条): column -> what it holds."""
BASIS = {
    Requirement.REGISTRATION: "特种设备安全法第33条",
    Requirement.INSPECTION: "特种设备安全法第40条",
    Requirement.ARCHIVE: "特种设备安全法第35条",
    Requirement.UPKEEP: "特种设备安全法第39条",
    Requirement.PLAN: "特种设备安全法第69条",
    Requirement.BANNED: "特种设备安全法第32条",
}
REGISTRATION_DAYS = 30
"""使用登记 is due before, or within so many days after, being put to use (特种设备安全法 第33条)."""
SOON_DAYS = 30
"""定期检验 is asked for one month before it ends (特种设备安全法 第40条); certificates are looked at alike."""
