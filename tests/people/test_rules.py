"""Roles, locks and passwords."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from anjian.app import ROOMS
from anjian.kernel.clock import SHANGHAI
from anjian.people.rules import (
    LOCK_AFTER,
    LOCK_WINDOW,
    ROLES,
    UNIT_KINDS,
    holders_of,
    in_force,
    locked_until,
    password_faults,
    permissions_of,
    same_person,
)

NOW = datetime(2023, 7, 25, 9, 0, tzinfo=SHANGHAI)
TRANSPORT = [("transport", ["transport.view", "transport.edit"])]


def test_every_permission_of_a_room_is_held_by_some_role_and_no_role_holds_an_unknown_one() -> None:
    registered = {permission.name for room in ROOMS for permission in room.permissions}
    held = {name for role in ROLES.values() for name in role.permissions}
    assert held == registered


def test_roles_name_known_kinds_of_units_and_have_one_title_each() -> None:
    assert {kind for role in ROLES.values() for kind in role.kinds} == set(UNIT_KINDS)
    assert len({role.title for role in ROLES.values()}) == len(ROLES)


def test_the_office_edits_no_departments_record() -> None:
    allowed = permissions_of(ROLES["city_office"], None, TRANSPORT)
    assert "transport.view" in allowed
    assert not allowed & {
        "transport.edit", "hazards.confirm", "hazards.plan", "hazards.accept", "hazards.withdraw", "inspections.visit",
        "enterprises.register",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "department", "expected"),
    [
        ("department_officer", "transport", {"transport.view", "transport.edit"}),
        ("department_officer", "emergency", set()),
        ("county_department_officer", "transport", {"transport.view", "transport.edit"}),
        ("county_officer", None, {"transport.view", "transport.edit"}),
        ("leading_group", None, {"transport.view"}),
        ("administrator", None, set()),
        ("enterprise_chief", None, set()),
    ],
)
def test_plugin_permissions_go_to_the_plugins_department(role: str, department: str | None, expected: set[str]) -> None:
    found = permissions_of(ROLES[role], department, TRANSPORT)
    assert {name for name in found if name.startswith("transport.")} == expected


def test_administrator_and_auditor_have_no_business_data() -> None:
    for code in ("administrator", "auditor"):
        assert not {
            name for name in ROLES[code].permissions if name.startswith(("hazards", "enterprises", "inspections"))
        }
        assert not ROLES[code].sees_all


def test_leading_group_and_supervision_only_look() -> None:
    for code in ("leading_group", "supervision"):
        reading = {"enforcement.persons", "enforcement.accountability_view"}  # names that further permission opens
        assert all(name.endswith(".view") for name in permissions_of(ROLES[code], None, TRANSPORT) - reading)


def test_who_was_held_to_account_is_known_to_few() -> None:
    assert holders_of("enforcement.accountability_view", {}) == ["追责问责登记人员", "监督人员"]
    assert holders_of("enforcement.accountability", {}) == ["追责问责登记人员"]
    names = holders_of("enforcement.persons", {})
    assert names == ["市直部门监管人员", "县级监管人员", "县级部门监管人员", "追责问责登记人员", "监督人员"]


def test_only_the_clerk_opens_who_reported_and_verifies_nothing() -> None:
    assert [code for code, role in ROLES.items() if "intake.identity" in role.permissions] == ["intake_clerk"]
    clerk = ROLES["intake_clerk"]
    assert clerk.permissions == {"intake.view", "intake.receive", "intake.identity"}
    assert (clerk.plugins, clerk.sees_all, clerk.official) == ("none", False, True)
    assert not any("intake.view" in role.permissions for role in ROLES.values() if not role.official)


def test_holders_are_named_by_title() -> None:
    assert holders_of("people.admin", {}) == ["系统管理员"]
    assert holders_of("transport.edit", {"transport": "transport"}) == [
        "市直部门监管人员",
        "县级监管人员",
        "县级部门监管人员",
        "检查人员",
    ]


@pytest.mark.parametrize(
    ("from_on", "to_on", "expected"),
    [
        (date(2023, 7, 25), None, True),
        (date(2023, 7, 26), None, False),
        (date(2023, 1, 1), date(2023, 7, 25), True),
        (date(2023, 1, 1), date(2023, 7, 24), False),
    ],
)
def test_both_ends_of_a_term_are_included(from_on: date, to_on: date | None, expected: bool) -> None:
    assert in_force(from_on, to_on, date(2023, 7, 25)) is expected


def test_lock_ends_a_window_after_the_last_failure() -> None:
    failures = [NOW - timedelta(minutes=number) for number in range(LOCK_AFTER)]
    assert locked_until(failures) == NOW + LOCK_WINDOW
    assert locked_until(failures[1:]) is None


@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("hao-mima-2023", []),
        ("short1", ["密码至少10位，现为6位"]),
        ("onlyletters", ["密码须同时有字母和数字（或符号）"]),
        ("12345678901", ["密码须同时有字母和数字（或符号）"]),
        ("xx-zz01-2023", ["密码不能包含登录名"]),
        ("a1a1a1a1a1", ["密码太常见，请换一个"]),
    ],
)
def test_password_faults_are_all_named(password: str, faults: list[str]) -> None:
    assert password_faults(password, "zz01") == faults


def test_four_eyes_compare_persons() -> None:
    assert same_person(7, 7)
    assert not same_person(7, 8)
    assert same_person(None, 8)
