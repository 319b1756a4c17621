"""A real browser at a real server: Debian's Chromium, driven by Playwright, in Chinese."""

from __future__ import annotations

import contextvars
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from anjian.testing.staff import PASSWORD

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP, PHONE = (1440, 900), (390, 844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    assert path is not None, (
        "Chromium is missing: install Debian's package chromium, or set ANJIAN_TEST_WITHOUT=browser"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The application, served on a free port. One thread, so that it stands on the test's held clock."""
    server = make_server("127.0.0.1", 0, app, threaded=False)
    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(server.serve_forever,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@dataclass
class Visitor:
    """One person at one screen. Whatever the page complains about is kept in `complaints`."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> str:
        """Open a page and answer with its visible text."""
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.text()

    def text(self) -> str:
        return self.page.inner_text("body")

    def press(self, name: str) -> str:
        """Press a button or link by its words, and answer with the text of the page that comes."""
        self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        ).first.click()
        self.page.wait_for_load_state("networkidle")
        return self.text()

    def sign_in(self, login: str) -> str:
        self.go("/people/sign-in")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit], form button[type=submit]")
        self.page.wait_for_load_state("networkidle")
        return self.text()


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Callable[..., Visitor]]:
    """`visitor("office")` signs a person in at a desktop; `size=PHONE` at a phone; `script=False` without JavaScript."""
    contexts = []

    def make(login: str, size: tuple[int, int] = DESKTOP, *, script: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", java_script_enabled=script
        )
        contexts.append(context)
        one = Visitor(context.new_page(), address)
        one.page.on("console", lambda message: one.complaints.append(message.text) if message.type == "error" else None)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.sign_in(login)
        return one

    yield make
    for context in contexts:
        context.close()
