"""Forms on persons: the 3×3 grid of task (8), and certificates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.registers import RegisterFilters, RegisterForm
from anjian.plugin_api.web import (
    Basis,
    ChoiceField,
    DayField,
    Group,
    Required,
    TextField,
    YesNoField,
    compact,
)
from anjian_special_equipment import items
from anjian_special_equipment.forms import not_in_future, words_of
from anjian_special_equipment.words import CELLS, Answer, Question, Role

TASK = Basis("晋市安委办发〔2023〕35号 四、（8）")
ORDER = Basis("晋市安委办发〔2023〕35号 四.11：谁招请无证人员，谁负责")
_HINTS = {
    Question.STAFFED: "配备了填“是”。",
    Question.UNQUALIFIED: "没有使用无资格人员填“否”；填“是”即为问题。",
    Question.TRAINED: "定期开展了填“是”。",
}


class AnswerField(ChoiceField):
    """One cell of the grid. It must be answered, if only by 未核查."""

    def __init__(self, column: str, **kwargs: Any) -> None:
        question, role = CELLS[column]
        label = f"{role}：{question}"
        help_text = f"{_HINTS[question]}没有此类人员填“不涉及”，还没有核查填“未核查”。"
        super().__init__(
            label,
            [Required()],
            choices=words_of(Answer),
            basis=TASK,
            help=help_text,
            example=str(Answer.UNANSWERED),
            **kwargs,
        )


class PersonnelForm(RegisterForm):
    """The grid of an enterprise."""

    groups = (
        Group("企业", ("enterprise", "enterprise_name", "checked_on")),
        *(
            Group(str(question), tuple(name for name, (asked, _role) in CELLS.items() if asked is question))
            for question in Question
        ),
        Group("其他", ("remark",)),
    )
    checked_on = DayField("核查日期", [Required()], example="2023-06-15")
    staffed_manager = AnswerField("staffed_manager")
    staffed_tester = AnswerField("staffed_tester")
    staffed_operator = AnswerField("staffed_operator")
    unqualified_manager = AnswerField("unqualified_manager")
    unqualified_tester = AnswerField("unqualified_tester")
    unqualified_operator = AnswerField("unqualified_operator")
    trained_manager = AnswerField("trained_manager")
    trained_tester = AnswerField("trained_tester")
    trained_operator = AnswerField("trained_operator")

    def validate_checked_on(self, field: Any) -> None:
        not_in_future(field)


class ItemField(TextField):
    """项目代号, in capitals without spaces: G1, Q2, A."""

    def parse_cell(self, raw: Any) -> str:
        code = compact(raw).upper()
        if not re.fullmatch(r"[A-Z0-9Ⅰ-Ⅲ-]{1,20}", code):
            raise ValueError("不是项目代号，应如“G1”“Q2”“A”")
        return code


class CertificateForm(RegisterForm):
    """One 项目 on one person's certificate."""

    groups = (
        Group("证书", ("enterprise", "enterprise_name", "number", "item", "role", "valid_to")),
        Group("持证人", ("holder", "post", "on_duty", "recruiter")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "number": ("证号", "证书号", "资格证号"),
        "item": ("作业项目代号", "项目", "作业项目"),
        "role": ("人员类型", "类别"),
        "valid_to": ("有效期", "证书有效期", "有效期限至"),
        "holder": ("姓名", "持证人姓名"),
        "post": ("岗位", "职务"),
        "on_duty": ("在岗",),
        "recruiter": ("招聘人", "聘用人"),
    }

    number = TextField("证书编号", [Required()], limit=40, help="台账、提醒和报表中只显示末四位。")
    item = ItemField(
        "项目代号", [Required()], limit=20, help="2019年目录如G1、R2、Q2；旧证可填2011年目录代号。", example="G1"
    )
    role = ChoiceField("人员类别", [Required()], choices=words_of(Role), example=str(Role.OPERATOR))
    valid_to = DayField("证书有效期至", [Required()], example="2025-06-30")
    holder = TextField("持证人", [Required()], limit=40, help="企业人员信息，只在本证书页面和导出的台账中显示。")
    post = TextField("所在岗位", [Required()], limit=60, example="锅炉房")
    on_duty = YesNoField("是否在岗", [Required()], example="是")
    recruiter = TextField("招请人（职务）", [Required()], limit=60, basis=ORDER, example="人力资源部经理")

    def validate_item(self, field: Any) -> None:
        if field.data and self.role.data and not items.fits(field.data, Role(self.role.data)):
            raise ValidationError(f"{field.data}不是{self.role.data}的项目代号，请核对代号和人员类别")


class PersonnelFilters(RegisterFilters):
    """Filters of the grid's register."""

    primary = ("owner", "state")
    q = None  # type: ignore[assignment]  # a grid has no number of its own
    state = ChoiceField("核查情况", choices={"failed": "有不符合", "unknown": "有未核查"})


class CertificateFilters(RegisterFilters):
    """Filters of the register of certificates."""

    primary = ("q", "owner", "role", "expiry")
    q = TextField("项目代号")
    role = ChoiceField("人员类别", choices=words_of(Role))
    expiry = ChoiceField("有效期", choices={"expired": "已过期", "soon": "30日内到期"})
