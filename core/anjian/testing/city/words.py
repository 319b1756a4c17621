"""Words that the invented city is made of. Every enterprise and parent company ends in （演示）: none of them exists."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "（演示）"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FANCY = _words(
    "云岭 听泉 白石 九曲 晨星 石榴 竹溪 明川 霜林 砚池 榆荫 渡口 远帆 青崖 松涛 望川 丹河 沁源里 柿园 珏峰 梨峪 樊溪 "
    "碧落 清化 凤鸣 铁佛 莲塘 杏林 枫桥 鹿鸣 雁归 鹤栖 兰若 梅岭 荷风 桐荫 槐庭 桑梓 麦川 稻香"
)
STEMS = "甲乙丙丁戊己庚辛壬癸"
PARENTS = tuple(
    f"{name}{MARK}" for name in ("示范煤化集团", "示范控股集团", "示范能源集团", "示范化工集团", "示范燃气集团")
)
ROADS = ("示范路", "演示街", "样例大道", "模拟工业园一路", "模拟工业园二路")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of enterprise: its categories (环节), its share of the city, what its names end in, where its faults are."""

    categories: tuple[str, ...]
    share: int
    suffixes: tuple[str, ...]
    places: tuple[str, ...]
    limbs: tuple[str, ...]
    department: str | None = None
    """Official name of the department that the roster names, where it is not the category's own."""


_PLANT = _words("1号反应釜区 2号装置 T-101储罐 中控室 液氨充装站 合成车间 罐区泵房 循环水装置")
_STORE = _words("甲类仓库 乙类仓库 1号库房 2号库房 装卸区 卸车台 储罐区 分装间")
_ROAD = _words("停车场 充装作业区 动态监控室 罐车清洗区 装卸区 车辆维修间 调度室 临时停放区")
_WASTE = _words("危废暂存间 焚烧车间 废液罐区 固化车间 分析化验室 预处理车间 废酸收集池 填埋场作业面")
_FIELD = _words("1号井场 2号井场 3号井场 集气站 增压站 脱水装置 放空火炬区 输气阀组间")
_LINE = _words("首站 末站 1号阀室 2号阀室 计量间 压缩机房 K12+300管段 K35+800管段")
_PROCESS = "C-04a C-04b C-04c C-05a C-05b C-12a C-12b C-13 C-14a C-14b C-15 C-17a C-17b"
_COMMON = "C-01a C-01b C-02 C-16a C-16b C-18a C-18b"
_STORING = "C-05a C-06 C-07 C-12a C-12b C-15 C-20a C-20b C-20c"


def _kind(
    categories: str, share: int, suffixes: str, places: tuple[str, ...], limbs: str, department: str | None = None
) -> Kind:
    return Kind(_words(categories), share, _words(suffixes), places, _words(limbs), department)


KINDS = (
    _kind(
        "生产", 12, "化工有限公司 新材料有限公司 气体有限公司", _PLANT, f"{_PROCESS} {_COMMON} C-10 C-11a C-19c C-19d"
    ),
    _kind("生产 运输", 3, "化工有限公司 能源化工有限公司", _PLANT + _ROAD, f"{_PROCESS} {_STORING}"),
    _kind("经营(带储存)", 18, "石化有限公司 燃料有限公司 化学品仓储有限公司", _STORE, f"{_STORING} {_COMMON}"),
    _kind("使用", 14, "新材料有限公司 铸造有限公司 水务有限公司", _STORE + _PLANT, f"{_STORING} {_COMMON} C-11b"),
    _kind("运输", 18, "危货运输有限公司 物流有限公司", _ROAD, "C-01a C-01b C-02 C-07 C-15 C-16a C-16b C-18b C-20c"),
    _kind(
        "废物处置", 5, "环保处置有限公司 资源循环有限公司", _WASTE, "C-12a C-12b C-16b C-17a C-18b C-20a C-20b C-20c"
    ),
    _kind("废物处置 运输", 1, "环保处置有限公司", _WASTE + _ROAD, "C-12b C-20a C-20b C-20c"),
    _kind("一般化工", 8, "化工有限公司 涂料有限公司", _PLANT, f"{_PROCESS} {_COMMON}"),
    _kind("一般化工", 2, "精细化工有限公司", _PLANT, "C-03 C-08 C-09 C-10 C-19a C-19b C-19d", "市工信局"),
    _kind("使用", 2, "压力容器有限公司 气瓶检验有限公司", _PLANT, "C-02 C-11b C-15", "市市场监管局"),
    _kind("化学制药", 5, "制药有限公司", _PLANT, f"{_PROCESS} C-19c C-19d C-20a"),
    _kind("煤层气地面开采", 7, "煤层气有限公司", _FIELD, "C-02 C-12a C-12b C-14a C-15 C-17a C-18a C-18b"),
    _kind("油气长输管道", 5, "管道有限公司 燃气输配有限公司", _LINE, "C-02 C-08 C-09 C-12a C-15 C-16b C-17b C-18b"),
)
MEASURES = (
    "停用并更换，完善管理制度",
    "立即停止作业，组织整改并复查",
    "委托有资质单位设计改造，改造期间降低负荷运行",
    "补齐设施并调试投用，纳入日常巡检",
    "清理超存物料，重新划定储存区域",
    "组织培训考核，取得证书后上岗",
    "修订制度并组织全员学习，按月检查执行情况",
    "更换不合格部件，校验合格后投用",
)
CONTINGENCY = (
    "已制定现场处置方案",
    "专人值守，加密巡检，应急物资到位",
    "已制定专项应急预案并演练",
    "临时隔离并设置警戒，应急预案已修订",
)
RESPONSIBLE = ("生产副总", "安全总监", "车间主任", "设备部长", "总经理", "储运部长")
CITED_STYLES = ("limb", "criterion", "title")
"""How a unit writes 判定依据及条款: `C-12b …`, `判定标准第12条`, or the standard's full title with the article."""
STANDARD = "《化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）》"
