"""Administration of accounts, roles, posts."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.people import queries, service
from anjian.people.forms import (
    AccountFilters,
    AccountForm,
    AppointmentForm,
    EndAppointmentForm,
    PostFilters,
    RoleForm,
)
from anjian.people.models import Account, AccountRole, Person, Post, PostHolding, Unit
from anjian.people.rules import ROLES, in_force
from anjian.ui.context import current_instance
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import Fact
from anjian.ui.view import FormView, View
from anjian.ui.words import Light

ADMIN = service.ADMIN


def status_light(account: Account) -> Light:
    if account.status != "active":
        return Light("grey", "已停用")
    return Light("yellow", "待改初始密码") if account.must_change else Light("green", "正常")


def unit_choices(view: View) -> dict[int, str]:
    return dict(view.session.execute(select(Unit.id, Unit.name).order_by(Unit.position)).all())


def role_words(account: Account) -> str:
    day = clock.today()
    held = [role for role in account.roles if in_force(role.from_on, role.to_on, day)]
    return "；".join(f"{role.unit.name} {ROLES[role.role].title if role.role in ROLES else ''}" for role in held)


class AccountList(ListView):
    """All accounts."""

    permission = ADMIN
    title = "账号"
    explanation = "一人一个账号；一个账号可以有几个岗位身份。停用后立即退出登录。"
    key = Account.id
    unit = "个账号"
    sort = "login"
    filter_form = AccountFilters
    tabs = (Tab("全部"), Tab("正常", (("status", "active"),)), Tab("已停用", (("status", "disabled"),)))
    actions = (Action("开设账号", "people.account_new", ADMIN, primary=True),)
    empty = Empty("还没有账号", "请先开设账号，再把登录名和初始密码交给本人。")
    columns = (
        Column("login", "登录名", sort=Account.login, kind="short", lead=True,
               link=lambda account: url_for("people.account", account_id=account.id)),
        Column("person", "姓名", lambda account: account.person.name, kind="short"),
        Column("roles", "岗位身份", role_words),
        Column("status", "状态", status_light, kind="light"),
        Column("created_at", "开设时间", "created_at", kind="moment"),
    )  # fmt: skip

    def prepare(self, filters: Any) -> None:
        filters.unit.set_choices(unit_choices(self))

    def rows(self, filters: Any) -> Select[Any]:
        query = select(Account).join(Account.person)
        if text := filters.value("q"):
            query = query.where(
                or_(Person.name.icontains(text, autoescape=True), Account.login.icontains(text, autoescape=True))
            )
        held = select(AccountRole.account_id).where(queries.holds_on(AccountRole, clock.today()))
        if unit := filters.value("unit"):
            query = query.where(Account.id.in_(held.where(AccountRole.unit_id == unit)))
        if role := filters.value("role"):
            query = query.where(Account.id.in_(held.where(AccountRole.role == role)))
        if status := filters.value("status"):
            query = query.where(Account.status == status)
        return query.options(joinedload(Account.person), selectinload(Account.roles).joinedload(AccountRole.unit))


class AccountPage(View):
    """One account: its roles, posts, browsers, and what an administrator may do with it."""

    permission = ADMIN
    own_units = True
    """A new password is hashed before the write unit opens."""
    account: Account

    def load(self, account_id: int) -> None:  # type: ignore[override]
        found = self.session.get(Account, account_id)
        if found is None:
            raise NotFound("没有这个账号。请回到账号列表查找。")
        self.account = found

    def get(self) -> ResponseReturnValue:
        day = clock.today()
        account = self.account
        holdings = self.session.scalars(
            select(PostHolding).where(PostHolding.person_id == account.person_id).order_by(PostHolding.from_on.desc())
        ).all()
        roles = [(held, ROLES[held.role].title if held.role in ROLES else "", in_force(held.from_on, held.to_on, day))
                 for held in account.roles]  # fmt: skip
        browsers = queries.open_sessions(self.session, account.id, clock.now())
        facts = (
            Fact("状态", status_light(account)),
            Fact("现有身份", f"{sum(1 for _held, _title, present in roles if present)} 个"),
            Fact("正在登录的设备", f"{len(browsers)} 台"),
        )
        return self.render(
            "people/account.html", account=account, roles=roles, holdings=holdings, browsers=browsers, facts=facts
        )

    def post(self) -> ResponseReturnValue:
        first = service.first_password() if request.form.get("do") == "reset" else None
        with current_instance().database.write_unit(self.actor) as self.session:
            self.load(**self.place)
            return self._do(first)

    def _do(self, first: service.FirstPassword | None) -> ResponseReturnValue:
        match request.form.get("do"):
            case "disable":
                service.set_status(self.session, self.actor, self.account, active=False)
                flash("账号已停用，本人在所有设备上的登录已退出。")
            case "enable":
                service.set_status(self.session, self.actor, self.account, active=True)
                flash("账号已启用。")
            case "logout":
                count = service.force_logout(self.session, self.actor, self.account)
                flash(f"已强制退出 {count} 台设备。")
            case "reset" if first is not None:
                service.reset_password(self.session, self.actor, self.account, first)
                return self.render("people/first_password.html", account=self.account, password=first.text)
            case "end_role":
                service.end_role(self.session, self.actor, self._role(request.form.get("role", type=int)))
                flash("身份已收回。")
            case _:
                raise NotFound("没有这个操作。请回到账号页面重新选择。")
        return self.redirect("people.account", account_id=self.account.id)

    def _role(self, role_id: int | None) -> AccountRole:
        for held in self.account.roles:
            if held.id == role_id:
                return held
        raise NotFound("此账号没有这个身份。")


class AccountNew(FormView[AccountForm]):
    """Open an account. Its first password is hashed before the write unit opens."""

    permission = ADMIN
    own_units = True
    form_class = AccountForm
    title = "开设账号"
    verb = "开设账号"

    def prepare(self, form: AccountForm) -> None:
        form.unit.set_choices(unit_choices(self))

    def initial(self) -> dict[str, Any]:
        return {"from_on": clock.today()}

    def context(self) -> dict[str, Any]:
        return {"crumbs": (("账号", url_for("people.accounts")),), "back": url_for("people.accounts")}

    def save(self, form: AccountForm) -> ResponseReturnValue:
        first = service.first_password()
        with current_instance().database.write_unit(self.actor) as writing:
            account = service.create_account(
                writing, self.actor, login=form.login.data, person=form.person.data, password_hash=first.hash
            )
            unit = writing.get_one(Unit, form.unit.data)
            service.grant_role(writing, self.actor, account, unit, form.role.data, form.from_on.data, form.to_on.data)
            return self.render("people/first_password.html", account=account, password=first.text)


class RoleNew(FormView[RoleForm]):
    """Give an account another role."""

    permission = ADMIN
    form_class = RoleForm
    title = "授予岗位身份"
    verb = "授予身份"
    account: Account

    def load(self, account_id: int) -> None:  # type: ignore[override]
        found = self.session.get(Account, account_id)
        if found is None:
            raise NotFound("没有这个账号。请回到账号列表查找。")
        self.account = found

    def prepare(self, form: RoleForm) -> None:
        form.unit.set_choices(unit_choices(self))

    def initial(self) -> dict[str, Any]:
        return {"from_on": clock.today()}

    def context(self) -> dict[str, Any]:
        here = url_for("people.account", account_id=self.account.id)
        return {"crumbs": (("账号", url_for("people.accounts")), (self.account.login, here)), "back": here,
                "explanation": f"{self.account.person.name}（{self.account.login}）"}  # fmt: skip

    def save(self, form: RoleForm) -> ResponseReturnValue:
        unit = self.session.get_one(Unit, form.unit.data)
        service.grant_role(
            self.session, self.actor, self.account, unit, form.role.data, form.from_on.data, form.to_on.data
        )
        flash("身份已授予，本人下次登录或切换身份后生效。")
        return self.redirect("people.account", account_id=self.account.id)


class PostList(ListView):
    """Who holds which post."""

    permission = ADMIN
    title = "岗位任职"
    explanation = "职责随岗位走；同一人可任多个岗位，办理回避按人判断。"
    key = PostHolding.id
    unit = "条任职"
    filter_form = PostFilters
    tabs = (Tab("全部"), Tab("现任", (("present", "yes"),)), Tab("已免", (("present", "no"),)))
    actions = (Action("任职", "people.appointment_new", ADMIN, primary=True),)
    empty = Empty("还没有任职记录", "请点“任职”，登记谁从哪天起任什么岗位。")
    columns = (
        Column("post", "岗位", lambda held: held.post.title, lead=True,
               link=lambda held: url_for("people.appointment", holding_id=held.id)),
        Column("unit", "单位", lambda held: held.post.unit.name),
        Column("person", "任职人员", lambda held: held.person.name, kind="short"),
        Column("from_on", "任职日期", kind="day"),
        Column("to_on", "免职日期", kind="day"),
    )  # fmt: skip

    def prepare(self, filters: Any) -> None:
        filters.unit.set_choices(unit_choices(self))

    def rows(self, filters: Any) -> Select[Any]:
        query = select(PostHolding).join(PostHolding.post).join(PostHolding.person)
        if text := filters.value("q"):
            query = query.where(
                or_(Person.name.icontains(text, autoescape=True), Post.title.icontains(text, autoescape=True))
            )
        if unit := filters.value("unit"):
            query = query.where(Post.unit_id == unit)
        if present := filters.value("present"):
            holds = queries.holds_on(PostHolding, clock.today())
            query = query.where(holds if present == "yes" else ~holds)
        return query.options(joinedload(PostHolding.post).joinedload(Post.unit), joinedload(PostHolding.person))


class AppointmentNew(FormView[AppointmentForm]):
    """Appoint a person to a post."""

    permission = ADMIN
    form_class = AppointmentForm
    title = "任职"
    verb = "登记任职"

    def prepare(self, form: AppointmentForm) -> None:
        form.unit.set_choices(unit_choices(self))
        people = self.session.execute(
            select(Person.id, Person.name, Account.login)
            .join(Account, Account.person_id == Person.id)
            .order_by(Account.login)
        )
        form.person.set_choices({person: f"{name}（{login}）" for person, name, login in people})

    def initial(self) -> dict[str, Any]:
        return {"from_on": clock.today()}

    def context(self) -> dict[str, Any]:
        return {"crumbs": (("岗位任职", url_for("people.posts")),), "back": url_for("people.posts")}

    def save(self, form: AppointmentForm) -> ResponseReturnValue:
        unit = self.session.get_one(Unit, form.unit.data)
        post = service.create_post(self.session, self.actor, unit, form.title.data)
        person = self.session.get_one(Person, form.person.data)
        service.appoint(self.session, self.actor, person, post, form.from_on.data, form.to_on.data)
        flash(f"已登记：{person.name}任{unit.name}{post.title}。")
        return self.redirect("people.posts")


class AppointmentEnd(FormView[EndAppointmentForm]):
    """End an appointment."""

    permission = ADMIN
    form_class = EndAppointmentForm
    title = "免职"
    verb = "登记免职"
    holding: PostHolding

    def load(self, holding_id: int) -> None:  # type: ignore[override]
        found = self.session.get(PostHolding, holding_id)
        if found is None:
            raise NotFound("没有这条任职记录。请回到岗位任职列表查找。")
        self.holding = found

    def initial(self) -> dict[str, Any]:
        return {"to_on": self.holding.to_on or clock.today()}

    def context(self) -> dict[str, Any]:
        held = self.holding
        return {
            "crumbs": (("岗位任职", url_for("people.posts")),),
            "back": url_for("people.posts"),
            "explanation": f"{held.person.name} · {held.post.unit.name}{held.post.title} · 自 {held.from_on}",
        }

    def save(self, form: EndAppointmentForm) -> ResponseReturnValue:
        service.end_appointment(self.session, self.actor, self.holding, form.to_on.data)
        flash("已登记免职。")
        return self.redirect("people.posts")
