"""The bases of a register's form: whose row it is, chosen by name on a page and known by its code in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.exchange.values import parse_credit_code
from anjian.plugin_host.instance import Instance
from anjian.ui.fields import ChoiceField, LongTextField, RecordField, TextField
from anjian.ui.forms import FilterForm, Form, Required

OWNER_FIELDS = ("enterprise", "enterprise_name", "region")
"""Fields that say whose row it is; all others are columns of the register."""


class EnterpriseField(RecordField):
    """An enterprise: chosen by its name on a page, known by its 统一社会信用代码 in a workbook; `data` is the code."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, source="registers.enterprises", **kwargs)

    def parse_cell(self, raw: Any) -> str:
        return parse_credit_code(raw)


class _Inheriting(Form):
    """A subclass's aliases add to those of its bases."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        merged: dict[str, Sequence[str]] = {}
        for base in reversed(cls.__mro__):
            merged |= base.__dict__.get("column_aliases", {})
        cls.column_aliases = merged


class RegisterForm(_Inheriting):
    """A row that belongs to an enterprise."""

    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "enterprise": ("统一社会信用代码", "信用代码", "社会信用代码", "企业信用代码"),
        "enterprise_name": ("单位名称", "所属企业", "企业全称"),
    }
    enterprise = EnterpriseField(
        "企业（统一社会信用代码）", [Required()], help="页面上输入企业名称查找；表格中填18位代码。"
    )
    enterprise_name = TextField("企业名称", limit=200, help="表格中填写时与信用代码核对。")
    remark = LongTextField("备注", limit=400)


class RegionRegisterForm(_Inheriting):
    """A row that belongs to a county rather than to an enterprise."""

    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "region": ("县（市、区）", "县市区", "县（区）", "所在县区", "属地", "县区"),
    }
    region = ChoiceField("所在县（市、区）", [Required()], example="泽州县")
    remark = LongTextField("备注", limit=400)

    def fit(self, instance: Instance) -> None:
        words = instance_vocabulary(instance)
        self.region.spellings = dict(words.region_spellings)
        self.region.set_choices(words.regions)


class RegisterFilters(FilterForm):
    """Filters that every register has: its key, and the enterprise."""

    primary: ClassVar[tuple[str, ...]] = ("q", "owner")
    q = TextField("编号或名称")
    owner = TextField("企业", help="名称、拼音首字母或信用代码")
