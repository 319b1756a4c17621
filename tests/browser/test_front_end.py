"""What the scripts add: keyboard, drafts, the folding menu. Nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.conftest import PHONE, Visitor

FOCUS = "document.activeElement.id"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('anjian.draft.')).length"


def wait_for_draft(one: Visitor) -> None:
    """Until the draft is kept. (The strict policy forbids Playwright's own waiting for a function.)"""
    for _ in range(50):
        if one.page.evaluate(KEPT) == 1:
            return
        one.page.wait_for_timeout(100)
    raise AssertionError("no draft was kept")


def test_slash_goes_to_the_search_box_and_escape_back(visitor: Callable[..., Visitor]) -> None:
    one = visitor("admin")
    one.go("/people/accounts")
    one.page.keyboard.press("/")
    assert one.page.evaluate(FOCUS) == "search"
    one.page.keyboard.type("a/b")
    assert one.page.input_value("#search") == "a/b"
    one.page.keyboard.press("Escape")
    assert one.page.evaluate(FOCUS) == "page-body"


def test_what_was_typed_comes_back_until_it_is_saved(visitor: Callable[..., Visitor]) -> None:
    one = visitor("admin")
    one.go("/people/accounts/new")
    one.page.fill("#person", "草稿人员")
    wait_for_draft(one)
    one.go("/people/posts")
    text = one.go("/people/accounts/new")
    assert "没有提交的内容" in text
    assert one.page.input_value("#person") == "草稿人员"
    text = one.press("开设账号")
    assert "处需要改正" in text
    assert "error-summary" in one.page.evaluate("document.activeElement.className")
    assert one.page.input_value("#person") == "草稿人员"
    one.page.fill("#login", "draft01")
    for name in ("unit", "role"):
        words = "泽州县" if name == "unit" else "县级监管人员"
        one.page.fill(f"#{name}-ts-control", words)
        one.page.locator(f"#{name}-ts-dropdown .option", has_text=words).first.click()
    assert "此密码只显示这一次" in one.press("开设账号")
    assert one.page.evaluate(KEPT) == 0


def test_a_draft_can_be_dropped(visitor: Callable[..., Visitor]) -> None:
    one = visitor("admin")
    one.go("/people/accounts/new")
    one.page.fill("#person", "草稿人员")
    wait_for_draft(one)
    one.go("/people/accounts/new")
    assert "没有提交的内容" not in one.press("不要草稿，重新填写")
    assert one.page.input_value("#person") == ""
    assert one.page.evaluate(KEPT) == 0


def test_passwords_are_never_kept(visitor: Callable[..., Visitor]) -> None:
    one = visitor("admin")
    one.go("/people/password")
    one.page.fill("#new", "geheim-12345")
    one.page.wait_for_timeout(600)
    assert one.page.evaluate(KEPT) == 0


def test_the_menu_folds_on_a_desk_and_opens_on_a_phone(visitor: Callable[..., Visitor]) -> None:
    desk = visitor("admin")
    desk.page.click("#menu-toggle")
    assert not desk.page.is_visible("#menu")
    desk.go("/people/accounts")
    assert not desk.page.is_visible("#menu")
    phone = visitor("admin", PHONE)
    assert not phone.page.is_visible("#menu")
    phone.page.click("#menu-toggle")
    assert phone.page.is_visible("#menu")
    assert phone.page.evaluate("document.activeElement.closest('#menu') !== null")
    phone.page.keyboard.press("Escape")
    assert not phone.page.is_visible("#menu")
    assert phone.page.evaluate(FOCUS) == "menu-toggle"


def test_the_total_and_the_count_arrive_by_themselves(visitor: Callable[..., Visitor]) -> None:
    one = visitor("admin")
    one.go("/people/accounts")
    assert one.page.inner_text(".list-total").startswith("共 ")
    assert one.page.inner_text(".todo-count").isdigit()
