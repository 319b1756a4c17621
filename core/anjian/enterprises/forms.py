"""What a person or a roster states about an enterprise: one form, its page, its template, its row rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.enterprises.inputs import EnterpriseEntry
from anjian.enterprises.vocabulary import Vocabulary
from anjian.enterprises.words import Status
from anjian.exchange.credit_code import check_character, parse_credit_code_shape
from anjian.exchange.text import Raw, quoted
from anjian.ui.fields import ChoiceField, CreditCodeField, LongTextField, LonLatField, MultiChoiceField, TextField
from anjian.ui.forms import FilterForm, Form, Group, Required


class _CodeField(CreditCodeField):
    """The check character is judged by the form: on the page a person may keep a wrong one with a reason."""

    def parse_cell(self, raw: Raw) -> str:
        return parse_credit_code_shape(raw)


class EnterpriseForm(Form):
    """An enterprise of the registry."""

    groups = (
        Group("基本信息", ("name", "credit_code", "code_override", "region_code", "address", "position")),
        Group("监管信息", ("categories", "department_code", "parent_name", "chief")),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        name: tuple(words.split("|"))
        for name, words in {
            "name": "单位名称|企业全称|企业（单位）名称|公司名称|生产经营单位名称|名称",
            "credit_code": "信用代码|社会信用代码|统一信用代码|企业信用代码|统一社会信用代码证号",
            "region_code": "县（市、区）|县市区|县（区）|县（市区）|所属县区|所在县区|属地|所在地|区县|县区|行政区划",
            "address": "地址|企业地址|单位地址|生产经营地址|注册地址|经营地址|住所",
            "categories": "企业类型|类别|环节|企业类别/环节|企业类别、环节|所属环节|行业类别|监管类别",
            "department_code": "监管部门|行业主管部门|主管部门|监管单位|行业监管单位|行业管理部门",
            "parent_name": "主体企业|上级公司|上级企业|上级单位|所属集团|上级主体公司|主体公司|母公司",
            "chief": "企业负责人|负责人|法定代表人|法人代表|主要负责人姓名|企业主要负责人",
            "position": "经纬度|坐标|经度、纬度|经度/纬度|地理坐标|位置坐标|经纬度坐标",
        }.items()
    }
    kept_code: str | None = None
    not_in_lists: ClassVar[tuple[str, ...]] = ("code_override",)

    name = TextField("企业名称", [Required()], limit=200, example="示例化工有限公司（演示）")
    credit_code = _CodeField(
        "统一社会信用代码", [Required()], help="18位，与营业执照一致；表格中请把该列设为“文本”格式。"
    )
    code_override = LongTextField(
        "校验码不符的理由", limit=400, help="仅当营业执照上的代码确实通不过校验时填写，写明核对情况。"
    )
    region_code = ChoiceField("所在县（市、区）", [Required()], example="泽州县")
    address = TextField("详细地址", limit=400)
    categories = MultiChoiceField(
        "企业类别", [Required()], help="可多选，表格中用“、”分开；第一项由所填监管部门牵头。", example="生产、运输"
    )
    department_code = ChoiceField(
        "行业监管部门", help="第一个环节的牵头部门；不填则按企业类别确定。", example="市应急局"
    )
    parent_name = TextField("上级主体企业", limit=200, help="没有上级主体企业的不填。")
    chief = TextField("主要负责人", limit=200)
    position = LonLatField("经度,纬度", help="十进制度数，先经度后纬度。", example="112.85,35.49")

    def offer(self, words: Vocabulary) -> None:
        """Set the choices that the campaign pack and the plugins give."""
        self.region_code.spellings = dict(words.region_spellings)
        self.region_code.set_choices(words.regions)
        self.categories.spellings = dict(words.category_spellings)
        self.categories.set_choices(words.categories)
        self.department_code.spellings = dict(words.department_spellings)
        self.department_code.set_choices(words.departments)

    def keep_code(self, code: str) -> None:
        """On the page of a registered enterprise: the credit code identifies it and cannot be changed."""
        self.kept_code = code

    def validate_credit_code(self, field: Any) -> None:
        code = field.data
        if self.kept_code is not None and code != self.kept_code:
            raise ValidationError(f"信用代码不能修改（原为{self.kept_code}）；确属另一家企业的，请另行登记")
        if code and check_character(code[:17]) != code[17] and not (self.code_override.data or "").strip():
            raise ValidationError(f"{quoted(code)}校验码不符，请对照营业执照逐位核对后重填")

    def entry(self) -> EnterpriseEntry:
        """What the valid form states."""
        return entry_of({name: field.data for name, field in self._fields.items()})


class RegistryFilters(FilterForm):
    """Filters of the registry."""

    primary = ("text", "region", "department", "category")
    text = TextField("关键词", help="企业名称、拼音首字母或信用代码")
    region = ChoiceField("县（市、区）")
    department = ChoiceField("牵头部门")
    category = ChoiceField("企业类别")
    status = ChoiceField("状态", choices={str(status): str(status) for status in Status})


class StatusForm(Form):
    """A change of an enterprise's status."""

    status = ChoiceField(
        "状态", [Required()], choices={str(s): str(s) for s in (Status.ACTIVE, Status.SUSPENDED, Status.CLOSED)}
    )
    reason = LongTextField("理由", [Required()], limit=400)


def entry_of(values: Mapping[str, Any]) -> EnterpriseEntry:
    """An entry from parsed values by field name, of the page or of a roster row."""
    return EnterpriseEntry(
        name=values["name"],
        credit_code=values["credit_code"],
        region_code=values["region_code"],
        categories=tuple(values["categories"]),
        department_code=values["department_code"],
        address=values["address"],
        parent_name=values["parent_name"],
        chief=values["chief"],
        position=values["position"],
        code_override=values.get("code_override"),
    )


def roster_form(words: Vocabulary) -> EnterpriseForm:
    """A form ready to judge rows, or to be made into a template."""
    form = EnterpriseForm()
    form.offer(words)
    return form
