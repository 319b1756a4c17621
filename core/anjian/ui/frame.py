"""What stands around every page: menu, unit, campaign, search, user. Other rooms supply the words; this module knows none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from flask import Flask, current_app, g, request, url_for
from werkzeug.routing import BuildError

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.ui.assets import Assets
from anjian.ui.context import current_actor, current_instance

_FRAME = "anjian.frame"
_ADDRESSES = "anjian.addresses"
ADMIN_ORDER = 900
"""Menu entries from this order on stand under 系统管理."""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    title: str
    entries: tuple[tuple[str, str, bool], ...]
    """(title, address, whether it is the present page)."""


@dataclass
class FrameWords:
    """Supplied once, when the app is made, by the rooms that know."""

    campaign: Callable[[date], tuple[str, str]] = lambda _day: ("", "")
    """Name of the campaign and of its phase on a day."""
    departments: Callable[[], Mapping[str, str]] = dict
    """Department code -> the name under which its plugin's menu stands."""
    holders: Callable[[str], list[str]] = lambda _permission: []
    """Permission -> titles of the roles that hold it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the base template shows."""

    actor: Actor
    menu: tuple[MenuGroup, ...]
    campaign: str
    phase: str
    demo: bool
    assets: Assets
    now: datetime
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses of pages that other rooms own, by the names of `LINKS`; blank where this installation lacks one."""


LINKS = {
    "home": "web.home",
    "search": "web.search",
    "todo_count": "web.todo_count",
    "password": "people.password",
    "sessions": "people.my_sessions",
    "switch_role": "people.switch_role",
    "sign_out": "people.sign_out",
}


def frame_words(app: Flask | None = None) -> FrameWords:
    """The words of the app's frame, to be set by rooms when the app is made."""
    extensions = (app or current_app).extensions
    return cast(FrameWords, extensions.setdefault(_FRAME, FrameWords()))


def present_frame() -> Frame:
    """The frame of the present request, made once."""
    if "anjian_frame" not in g:
        g.anjian_frame = _make_frame()
    return cast(Frame, g.anjian_frame)


def _make_frame() -> Frame:
    actor = current_actor()
    campaign, phase = frame_words().campaign(clock.today())
    return Frame(
        actor=actor,
        menu=_menu(actor),
        campaign=campaign,
        phase=phase,
        demo=clock.demo_mode(),
        assets=cast(Assets, current_app.extensions.get("anjian.assets", Assets())),
        now=clock.now(),
        links={name: _standing(endpoint) for name, endpoint in LINKS.items()},
    )


def who_may(permission: str) -> str:
    """The sentence that names who can do what was refused."""
    holders = frame_words().holders(permission)
    return f"有此权限的是：{'、'.join(holders)}。" if holders else "如工作需要，请联系系统管理员。"


def address_of(endpoint: str, **values: Any) -> str:
    """The address of a page, or blank where this installation does not have it."""
    try:
        return url_for(endpoint, **values)
    except BuildError:
        return ""


def _standing(endpoint: str) -> str:
    """As `address_of`, of a page without a number in it. Every page asks for dozens, which never change: they are kept,
    by the path under which the application is served."""
    kept = cast(dict[tuple[str, str], str], current_app.extensions.setdefault(_ADDRESSES, {}))
    place = request.script_root, endpoint
    if place not in kept:
        kept[place] = address_of(endpoint)
    return kept[place]


def _menu(actor: Actor) -> tuple[MenuGroup, ...]:
    """Only what this actor may open: rooms first, a plugin's pages under its department's name, administration last."""
    registry = current_instance().registry
    departments = frame_words().departments()
    groups: dict[str, list[tuple[int, str, str]]] = {"": []}
    for owner, blueprint in registry.blueprints:
        plugin = registry.plugins.get(owner)
        for menu in blueprint.menu:
            if not actor.may(menu.permission):
                continue
            address = _standing(menu.endpoint if "." in menu.endpoint else f"{owner}.{menu.endpoint}")
            if not address:
                continue
            title = departments.get(plugin.department, plugin.title) if plugin else ""
            if not plugin and menu.order >= ADMIN_ORDER:
                title = "系统管理"
            groups.setdefault(title, []).append((menu.order, menu.title, address))
    present = _present_entry([address for entries in groups.values() for _order, _title, address in entries])
    ordered = sorted(groups, key=lambda title: (title == "系统管理", title != ""))
    return tuple(
        MenuGroup(
            title, tuple((words, address, address == present) for _order, words, address in sorted(groups[title]))
        )
        for title in ordered
        if groups[title]
    )


def _present_entry(addresses: list[str]) -> str:
    """The menu entry under which the present page lies: the longest address that begins its path."""
    path = request.path
    matching = [address for address in addresses if path == address or path.startswith(address.rstrip("/") + "/")]
    return max(matching, key=len, default="")
