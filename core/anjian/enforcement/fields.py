"""Fields and checks that the forms of enforcement share."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.enforcement.models import NAME, NUMBER, TITLE
from anjian.exchange.text import Raw, clean_text
from anjian.exchange.values import parse_credit_code, split_items
from anjian.kernel import clock
from anjian.ui.fields import ChoiceField, DayField, MultiChoiceField, RecordField, TextField
from anjian.ui.forms import Form, Required
from anjian.ui.sent_fields import UploadField

ENTERPRISE_CODES = ("统一社会信用代码", "信用代码", "社会信用代码", "企业信用代码", "当事人信用代码")
ENTERPRISE_NAMES = ("单位名称", "当事人名称", "被处罚单位", "涉及企业")
EVIDENCE_TYPES = ".jpg,.jpeg,.png,.pdf,.docx,.xlsx"


class EnterpriseField(RecordField):
    """An enterprise: chosen by its name on the page, known by its credit code in a workbook."""

    def __init__(self, label: str = "企业（统一社会信用代码）", validators: Any = (), **kwargs: Any) -> None:
        text = "页面上输入企业名称查找；表格中填18位代码。"
        super().__init__(label, validators, source="enforcement.enterprises", **({"help": text} | kwargs))

    def parse_cell(self, raw: Raw) -> str:
        return parse_credit_code(raw)


class OfferedField(ChoiceField):
    """A name out of the installation's own list: the page offers it, a workbook's text is judged when the row is saved."""

    def parse_cell(self, raw: Raw) -> Any:
        return super().parse_cell(raw) if self.choices else clean_text(raw)

    def write_cell(self, value: Any) -> Any:
        return self.choices.get(value, value) or ""


class OfferedNames(MultiChoiceField):
    """Several such names."""

    def parse_cell(self, raw: Raw) -> Any:
        return super().parse_cell(raw) if self.choices else list(dict.fromkeys(split_items(raw)))

    def write_cell(self, value: Any) -> Any:
        return "、".join(self.choices.get(one, one) for one in value or ())


class HappenedField(DayField):
    """The day on which it happened: never after today."""

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and self.data > clock.today():
            raise ValidationError(f"{self.data} 晚于今天，尚未发生的事项不能登记")


class ActForm(Form):
    """What every enforcement record states: joint units, remark, evidence (pages only)."""

    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "enterprise": ENTERPRISE_CODES,
        "enterprise_name": ENTERPRISE_NAMES,
        "joint_units": ("联合单位名称", "协同单位", "联合机关"),
        "remark": ("说明", "备注说明"),
    }
    private: ClassVar[tuple[str, ...]] = ()
    """Fields with a person's name: shown with the permission only."""

    joint_units = TextField("联合单位", limit=TITLE, help="联合开展的由牵头单位登记，只计一次；多个单位用“、”分开。")
    remark = TextField("备注", limit=TITLE)
    evidence = UploadField(
        "佐证材料",
        accept=EVIDENCE_TYPES,
        several=True,
        help="文书、照片、回执等，可以登记后再补充；缺佐证材料的列入待办。",
    )


def words(*members: StrEnum) -> dict[str, str]:
    """Choices whose code is the word itself."""
    return {str(one): str(one) for one in members}


def name_field(label: str, *, required: bool = True, help: str = "") -> TextField:
    """A person's name."""
    return TextField(label, [Required()] if required else [], limit=NAME, help=help)


def note_field() -> TextField:
    """Tells persons of one name apart (T-06)."""
    return TextField("同名区分", limit=NAME, help="同一事项中有同名人员时填写（如“装卸班”“财务科”），不填身份证号。")


def number_field(label: str, example: str, *, required: bool = True, help: str = "") -> TextField:
    """The number of a document."""
    return TextField(label, [Required()] if required else [], limit=NUMBER, example=example, help=help)


def enterprise_name_field() -> TextField:
    return TextField("企业名称", limit=200, help="表格中填写时与信用代码核对。")
