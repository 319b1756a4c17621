"""Signing in and out, one's own password, sessions and roles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import flash, make_response, request, url_for
from flask import session as browser
from flask.typing import ResponseReturnValue

from anjian.kernel import clock
from anjian.kernel.actor import NOBODY
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.people import queries, service, sessions
from anjian.people.forms import PasswordForm, SignInForm
from anjian.people.models import LoginSession
from anjian.people.rules import ROLES
from anjian.people.signing import drop_cookie, present_session_id, set_cookie
from anjian.ui.context import current_instance
from anjian.ui.frame import address_of
from anjian.ui.view import FormView, View


class SignIn(FormView[SignInForm]):
    """The door. The password is checked before the write unit opens: hashing is slow on purpose."""

    public = True
    max_bytes = 1 << 16
    form_class = SignInForm
    template = "people/sign_in.html"
    title = "登录"
    verb = "登录"
    checked: sessions.PasswordCheck | None = None

    def dispatch_request(self, **place: Any) -> ResponseReturnValue:
        if request.method == "POST":
            login, password = request.form.get("login", ""), request.form.get("password", "")
            if login and password:
                with current_instance().database.read_unit(NOBODY) as reading:
                    address = request.remote_addr or ""
                    self.checked = sessions.check_password(reading, login, password, address=address)
        return super().dispatch_request(**place)

    def save(self, form: SignInForm) -> ResponseReturnValue:
        if self.checked is None:
            raise Refused(Problem(sessions.WRONG))
        result = sessions.sign_in(
            self.session,
            self.checked,
            hours=current_instance().settings.session_hours,
            device=device_words(request.user_agent.string),
            address=request.remote_addr or "",
        )
        if isinstance(result, str):
            form.show([Problem(result)])
            return make_response(self._page(was_refused=True), 422)  # commits: the failed try must be remembered
        browser.clear()
        target = url_for("people.password") if result.must_change else safe_target(request.args.get("next"))
        answer = make_response("", 303)
        answer.headers["Location"] = target
        set_cookie(answer, result.token)
        return answer


class SignOut(View):
    """Ends this browser's session."""

    any_account = True

    def post(self) -> ResponseReturnValue:
        sessions.sign_out(self.session, present_session_id())
        browser.clear()
        answer = make_response("", 303)
        answer.headers["Location"] = url_for("people.sign_in")
        drop_cookie(answer)
        # Drafts and caches of the departing user must not greet the next one at this desk.
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


class Password(FormView[PasswordForm]):
    """Change one's own password. It is weighed before the write unit opens: hashing is slow on purpose."""

    any_account = True
    own_units = True
    form_class = PasswordForm
    template = "people/password.html"
    title = "修改密码"
    verb = "修改密码"

    def save(self, form: PasswordForm) -> ResponseReturnValue:
        change = service.weigh_change(
            self.session, self.actor, present=form.present.data, new=form.new.data, again=form.again.data
        )
        with current_instance().database.write_unit(self.actor) as writing:
            service.change_password(writing, self.actor, change, session_id=present_session_id())
        flash("密码已修改，其他设备上的登录已全部退出。")
        return self.redirect("people.my_sessions")


class MySessions(View):
    """The browsers signed in with one's own account."""

    any_account = True

    def get(self) -> ResponseReturnValue:
        assert self.actor.account_id is not None
        rows = queries.open_sessions(self.session, self.actor.account_id, clock.now())
        return self.render("people/sessions.html", rows=rows, present=present_session_id())

    def post(self) -> ResponseReturnValue:
        count = service.sign_out_elsewhere(self.session, self.actor, present_session_id())
        flash(f"已退出其他 {count} 台设备。" if count else "没有其他设备登录。")
        return self.redirect("people.my_sessions")


class SwitchRole(View):
    """Act in another of one's own roles."""

    any_account = True

    def get(self) -> ResponseReturnValue:
        assert self.actor.account_id is not None
        held = queries.roles_in_force(self.session, self.actor.account_id, clock.today())
        signed = self.session.get(LoginSession, present_session_id())
        rows = [(role, ROLES[role.role].title if role.role in ROLES else "") for role in held]
        return self.render("people/roles.html", rows=rows, present=signed.role_id if signed else 0)

    def post(self) -> ResponseReturnValue:
        assert self.actor.account_id is not None
        wanted = request.form.get("role", type=int) or 0
        if not sessions.switch_role(self.session, present_session_id(), self.actor.account_id, wanted):
            raise NotFound("您没有这个岗位身份，或者它已到期。")
        flash("已切换岗位身份。")
        return self.redirect("web.home") if address_of("web.home") else self.redirect("people.switch_role")


def safe_target(asked: str | None) -> str:
    """Where to go after signing in: a path of this site, never another site."""
    home = address_of("web.home") or "/"
    if not asked or not asked.startswith("/") or asked.startswith(("//", "/\\")):
        return home
    parts = urlsplit(asked)
    return home if parts.scheme or parts.netloc else asked


def device_words(agent: str) -> str:
    """A browser in words that its owner recognises."""
    system = next(
        (words for sign, words in (("Android", "安卓手机"), ("iPhone", "苹果手机"), ("Windows", "Windows 电脑"),
                                   ("Mac OS", "苹果电脑"), ("Linux", "Linux 电脑")) if sign in agent),
        "其他设备",
    )  # fmt: skip
    browsers = (
        ("MicroMessenger", "微信"),
        ("Edg", "Edge 浏览器"),
        ("Firefox", "火狐浏览器"),
        ("Chrome", "谷歌内核浏览器"),
    )
    return f"{system} · {next((words for sign, words in browsers if sign in agent), '其他浏览器')}"
