"""What is entered about accounts and posts."""

from __future__ import annotations

from anjian.people.rules import MIN_PASSWORD, ROLES
from anjian.ui.fields import ChoiceField, DayField, TextField
from anjian.ui.forms import FilterForm, Form, Group, Required
from anjian.ui.sent_fields import SecretField


class SignInForm(Form):
    """Signing in."""

    login = TextField("登录名", [Required()], limit=60)
    password = SecretField("密码", [Required()])


class PasswordForm(Form):
    """Changing one's own password."""

    present = SecretField("现在的密码", [Required()])
    new = SecretField("新密码", [Required()], new=True, help=f"至少{MIN_PASSWORD}位，同时有字母和数字，不含登录名")
    again = SecretField("再输一遍新密码", [Required()], new=True)


class RoleForm(Form):
    """A role in a unit between two days."""

    unit = ChoiceField("单位", [Required()], search=True)
    role = ChoiceField(
        "岗位身份", [Required()], choices={code: role.title for code, role in ROLES.items()}, search=True
    )
    from_on = DayField("自", [Required()])
    to_on = DayField("至", help="不填表示长期有效")


class AccountForm(RoleForm):
    """A new account with its first role. The first password is made by the system and shown once."""

    groups = (
        Group("账号", ("person", "login")),
        Group("岗位身份", ("unit", "role", "from_on", "to_on")),
    )
    person = TextField("姓名", [Required()], limit=50, help="同名的人各开各的账号，系统按人而不按姓名区分")
    login = TextField("登录名", [Required()], limit=60, help="3至60位小写字母、数字或 . _ -", example="zezhou.yj01")


class AppointmentForm(Form):
    """Who holds which post from when to when."""

    unit = ChoiceField("单位", [Required()], search=True)
    title = TextField("岗位", [Required()], limit=100, example="危化科科长")
    person = ChoiceField("任职人员", [Required()], search=True, help="只能选择已有账号的人员")
    from_on = DayField("任职日期", [Required()])
    to_on = DayField("免职日期", help="不填表示现任")


class EndAppointmentForm(Form):
    """The last day in a post."""

    to_on = DayField("免职日期（含当日）", [Required()])


class AccountFilters(FilterForm):
    """Filters of the list of accounts."""

    primary = ("q", "unit", "status")
    q = TextField("姓名或登录名", limit=60)
    unit = ChoiceField("单位")
    role = ChoiceField("岗位身份", choices={code: role.title for code, role in ROLES.items()})
    status = ChoiceField("状态", choices={"active": "正常", "disabled": "已停用"})


class PostFilters(FilterForm):
    """Filters of the list of posts and their holders."""

    q = TextField("姓名或岗位", limit=60)
    unit = ChoiceField("单位")
    present = ChoiceField("任职情况", choices={"yes": "现任", "no": "已免"})
