"""Refusals as pages: what happened, why, who can, what to do. No English word, code or stack reaches the screen."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from anjian.kernel.errors import FileRefused, Forbidden, NotFound, Problem, Refused
from anjian.ui.view import NotSignedIn, wants_fragment

SIGN_IN = "people.sign_in"
_HTTP = {
    400: ("请求不完整", "请返回上一页重新操作；如仍出现，请刷新页面后再试。"),
    404: ("没有这一页", "网址可能写错了，或者这一页已经换了地方。请从左侧菜单进入。"),
    405: ("不能这样打开", "这个网址只能从页面上的按钮进入。请从左侧菜单重新进入。"),
    413: ("文件太大", "请把文件压缩或拆分后再上传。"),
    429: ("操作太频繁", "请稍等片刻再试。"),
    500: ("系统出错了", "您的操作没有完成，数据没有改动。请稍后再试；如仍出现，请把时间告诉系统管理员。"),
    503: ("系统正在维护", "请稍后再试。"),
}


def handle_errors(app: Flask) -> None:
    app.register_error_handler(NotSignedIn, _sign_in_first)
    app.register_error_handler(Forbidden, lambda error: page(403, "不能进行此项操作", str(error)))
    app.register_error_handler(NotFound, lambda error: page(404, "没有找到", str(error)))
    app.register_error_handler(
        Refused, lambda error: page(422, "没有办成", "请按下面的提示改正后再试。", error.problems)
    )
    app.register_error_handler(FileRefused, lambda error: page(422, "文件没有导入", str(error)))
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crashed)


def page(status: int, title: str, why: str, problems: tuple[Problem, ...] = ()) -> Response:
    """An error page in the frame; a short sentence where htmx asks for a part."""
    template = "ui/error_part.html" if wants_fragment() else "ui/error.html"
    return make_response(render_template(template, title=title, why=why, problems=problems), status)


def _sign_in_first(_error: NotSignedIn) -> ResponseReturnValue:
    back = request.full_path.rstrip("?") if request.method == "GET" and not wants_fragment() else None
    target = url_for(SIGN_IN, next=back)
    if "HX-Request" in request.headers:
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = target
        return answer
    return redirect(target, 303)


def _form_expired(_error: CSRFError) -> Response:
    why = "这个页面打开得太久，或者您在别处退出过登录。请返回上一页刷新后重新提交；您填写的内容已留作草稿。"
    return page(400, "页面已过期", why)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error  # a redirect of the router
    title, why = _HTTP.get(code, _HTTP[400] if code < 500 else _HTTP[500])
    return page(code, title, why)


def _crashed(error: Exception) -> Response:
    if current_app.testing or current_app.debug:
        raise error
    current_app.logger.exception("unexpected error", exc_info=error)
    return page(500, *_HTTP[500])
