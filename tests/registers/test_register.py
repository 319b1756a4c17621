"""A register is declared: what follows from the declaration alone."""

from __future__ import annotations

from typing import ClassVar

import pytest
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from wtforms.validators import Optional

from anjian.registers.forms import RegionRegisterForm, RegisterForm
from anjian.registers.models import Registered
from anjian.registers.register import Register
from anjian.ui.fields import IntField, TextField
from anjian.ui.forms import Group


class Base(DeclarativeBase):
    """Tables of this test alone."""


class Tank(Base, Registered):
    __tablename__ = "test_tank"
    __versioned__ = ("code",)
    code: Mapped[str]
    volume: Mapped[int] = mapped_column()


class TankForm(RegisterForm):
    groups = (Group("储罐", ("enterprise", "enterprise_name", "code", "volume")),)
    column_aliases: ClassVar = {"code": ("罐号",)}
    code = TextField("编号")
    volume = IntField("容积", [Optional()])


def tanks(**changes: object) -> Register:
    stated = {
        "plugin": "test", "name": "tanks", "title": "储罐台账", "noun": "储罐", "unit": "座", "model": Tank, "form": TankForm,
        "key": ("enterprise", "code"), "industries": ("生产",),
    }  # fmt: skip
    return Register(**(stated | changes))  # type: ignore[arg-type]


def test_fields_and_titles_are_the_forms() -> None:
    register = tanks()
    assert set(register.fields) == {"code", "volume", "remark"}
    assert register.titles["enterprise"] == "企业（统一社会信用代码）"
    assert (register.titles["code"], register.titles["volume"]) == ("编号", "容积")


def test_names_follow_from_plugin_and_register() -> None:
    register = tanks()
    assert (register.kind, register.view_permission, register.edit_permission) == (
        "test.tanks",
        "test.view",
        "test.edit",
    )
    assert (register.endpoint(), register.endpoint("edit")) == ("test.tanks", "test.tanks_edit")


def test_a_row_is_called_by_the_last_part_of_its_key_else_by_its_enterprise() -> None:
    row = Tank(code="V-101", volume=3)
    row.enterprise_name = "示例化工有限公司（演示）"
    assert tanks().label(row) == "V-101"
    assert tanks(key=("enterprise",)).label(row) == "示例化工有限公司（演示）"


def test_rows_need_an_owner_department() -> None:
    with pytest.raises(ValueError, match=r"test\.tanks"):
        tanks(industries=())
    assert tanks(industries=(), department="market").department == "market"


def test_aliases_add_to_those_of_the_base_form() -> None:
    assert TankForm.column_aliases["code"] == ("罐号",)
    assert "信用代码" in TankForm.column_aliases["enterprise"]
    assert "县市区" in RegionRegisterForm.column_aliases["region"]
    assert "code" not in RegisterForm.column_aliases
