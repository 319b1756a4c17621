"""Views: check, load, bind one form, call one service, answer. A view without a permission cannot be defined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar, cast

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask import redirect as flask_redirect
from flask.typing import ResponseReturnValue
from flask.views import View as FlaskView
from sqlalchemy.orm import Session

from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, Problem, Refused
from anjian.ui.context import current_actor, current_instance
from anjian.ui.forms import Form
from anjian.ui.frame import who_may

READING = frozenset({"GET", "HEAD", "OPTIONS"})
F = TypeVar("F", bound=Form)


class NotSignedIn(Exception):
    """Nobody is signed in; the browser is sent to the sign-in page and comes back afterwards."""


class View(FlaskView):
    """One page or one action. Subclasses set `permission` (or `public = True`) and define `get` and/or `post`.

    GET and HEAD run in a read unit, all else in a write unit: a returned answer commits, an exception rolls back, before
    the answer leaves. `any_account = True` is for pages of every signed-in account (own password, own sessions).
    """

    permission: ClassVar[str] = ""
    public: ClassVar[bool] = False
    any_account: ClassVar[bool] = False
    own_units: ClassVar[bool] = False
    """The use case opens its own units of work (an import reads long and writes briefly): POST then gets a read unit too."""
    max_bytes: ClassVar[int | None] = None
    """Bytes that a request may send to this page; None: what is usual (`ui.security.MAX_FORM`)."""
    init_every_request = True
    session: Session
    actor: Actor

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not abstract and not (cls.permission or cls.public or cls.any_account):
            raise TypeError(f"{cls.__module__}.{cls.__qualname__} needs a permission, or public = True")
        cls.methods = [name.upper() for name in ("get", "post") if hasattr(cls, name)]

    @classmethod
    def add_to(cls, blueprint: Blueprint, rule: str, endpoint: str, **options: Any) -> None:
        """Register the view in a blueprint."""
        blueprint.add_url_rule(rule, view_func=cls.as_view(endpoint), **options)

    def dispatch_request(self, **place: Any) -> ResponseReturnValue:
        self.actor = current_actor()
        self.place = place
        self.check()
        database = current_instance().database
        if request.method in READING:
            with database.read_unit(self.actor) as self.session:
                return self._answer("get")
        unit = database.read_unit if self.own_units else database.write_unit
        try:
            with unit(self.actor) as self.session:
                return self._answer("post")
        except Refused as refused:
            problems = refused.problems
        with database.read_unit(self.actor) as self.session:
            self.load(**place)
            return make_response(self.refused(problems), 422)

    def check(self) -> None:
        """Refuse who may not be here. Subclasses that need more than a permission check it in `load`."""
        if self.public:
            return
        if self.actor.account_id is None:
            raise NotSignedIn
        if not self.any_account and not self.actor.may(self.permission):
            raise Forbidden(f"您的岗位不能使用这一页。{who_may(self.permission)}")

    def _answer(self, verb: str) -> Response:
        self.load(**self.place)
        return make_response(getattr(self, verb)())

    def load(self, **place: Any) -> None:
        """Fetch what the address names; raise `NotFound`."""

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        """The answer to a refused action that has no form to return to."""
        return self.render("ui/refused.html", problems=problems)

    def render(self, template: str, **context: Any) -> str:
        return render_template(template, view=self, actor=self.actor, **context)

    def redirect(self, endpoint: str, **values: Any) -> ResponseReturnValue:
        """To the page that shows what was done; htmx follows by loading the whole page."""
        target = url_for(endpoint, **values)
        if wants_fragment():
            answer = make_response("", 204)
            answer.headers["HX-Redirect"] = target
            return answer
        return flask_redirect(target, 303)


class FormView(View, Generic[F], abstract=True):
    """A page with one form. Subclasses set `form_class`, `title`, `verb`, and define `save`."""

    form_class: ClassVar[type[Form]]
    template: ClassVar[str] = "ui/form.html"
    title: ClassVar[str]
    verb: ClassVar[str]
    """The primary button, such as 确认隐患."""
    form: F

    def initial(self) -> Mapping[str, Any]:
        """Values that the form opens with."""
        return {}

    def prepare(self, form: F) -> None:
        """Set choices that depend on the database, on every way to the form."""

    def context(self) -> Mapping[str, Any]:
        """What the template needs beside the form."""
        return {}

    def save(self, form: F) -> ResponseReturnValue:
        """Call one service with the valid form and answer with a redirect."""
        raise NotImplementedError

    def get(self) -> ResponseReturnValue:
        self.form = cast(F, self.form_class(data=dict(self.initial())))
        self.prepare(self.form)
        return self._page()

    def post(self) -> ResponseReturnValue:
        self._bind()
        if not self.form.validate():
            raise Refused(self.form.problems())
        return self.save(self.form)

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        self.prepare(self.form)
        self.form.show(problems)
        return self._page(was_refused=True)

    def _bind(self) -> None:
        # Choices first: what a field offers decides how it reads what was sent.
        form = cast(F, self.form_class(data=dict(self.initial())))
        self.prepare(form)
        sent = self.form_class.sent()
        form.process(sent)
        self.form = form

    def _page(self, was_refused: bool = False) -> str:
        return self.render(self.template, form=self.form, was_refused=was_refused, **self.context())


def wants_fragment() -> bool:
    """Whether htmx asks for a part of a page (a boosted or restored page is a whole one)."""
    headers = request.headers
    return "HX-Request" in headers and "HX-Boosted" not in headers and "HX-History-Restore-Request" not in headers
