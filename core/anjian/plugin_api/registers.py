"""Registers: what a plugin declares of the things it keeps, and gets pages, workbook, notices and versions for."""

from anjian.registers.dues import Due, Dues
from anjian.registers.forms import EnterpriseField, RegionRegisterForm, RegisterFilters, RegisterForm
from anjian.registers.models import REGISTERED, Registered
from anjian.registers.notices import add_notices
from anjian.registers.register import Register, name_enterprises
from anjian.registers.views import Block, RegisterEdit, RegisterList, RegisterNew, RegisterPage, RegisterPages
from anjian.registers.words import Stage

__all__ = [
    "REGISTERED",
    "Block",
    "Due",
    "Dues",
    "EnterpriseField",
    "RegionRegisterForm",
    "Register",
    "RegisterEdit",
    "RegisterFilters",
    "RegisterForm",
    "RegisterList",
    "RegisterNew",
    "RegisterPage",
    "RegisterPages",
    "Registered",
    "Stage",
    "add_notices",
    "name_enterprises",
]
