"""Who works in a demo or test city: one account for every role of every unit, all invented, all with one known password.

A login is the unit's code (`zezhou`, `transport`, `zezhou.transport`), with `2` for a second officer of the same unit, so
that four-eyes rules can be walked. Two officers share one name on purpose (T-06): a name is never a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise, ParentCompany
from anjian.people.models import Account, Unit
from anjian.people.passwords import hash_password
from anjian.people.scope import INSTALLER
from anjian.people.service import appoint, create_account, create_post, grant_role

PASSWORD = "Yanshi-2023-Mima"
"""Of every invented account. Such accounts exist in demo and test instances only."""
ADMIN = "admin"
SINCE = date(2023, 5, 15)
SAME_NAME = "王示甲"
NAMESAKES = ("zezhou", "transport")
"""Logins of the two officers who share a name."""
_SURNAMES = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented person with an account: `post` is the title of the post, `unit` the unit's name."""

    login: str
    name: str
    unit: str
    role: str
    post: str


_ROLES_OF_KIND: dict[str, tuple[tuple[str, str, str], ...]] = {
    "office": (("", "city_office", "综合组组长"), ("2", "city_office", "数据核查员")),
    "leading_group": (("", "leading_group", "副组长"),),
    "supervision": (("", "supervision", "督查专员"), ("2", "auditor", "审计员")),
    "department": (
        ("", "department_officer", "监管科科长"), ("2", "department_officer", "监管科科员"), ("3", "intake_clerk", "举报受理员"),
        ("4", "accountability_officer", "追责问责登记员"), (".leader", "unit_leader", "分管副局长"),
    ),
    "county": (
        ("", "county_officer", "安委办主任"), ("2", "county_officer", "安委办干事"), ("3", "intake_clerk", "举报受理员"),
        ("4", "accountability_officer", "追责问责登记员"), (".leader", "unit_leader", "分管副县（市、区）长"),
    ),
    "zone": (("", "county_officer", "安监局局长"), ("2", "county_officer", "安监局干事"),
             (".leader", "unit_leader", "管委会副主任")),
    "county_department": (("", "county_department_officer", "执法人员"),),
    "partner": (("", "partner", "联络员"),),
    "parent": (("", "parent_officer", "安全管理部部长"),),
    "enterprise": (("", "enterprise_chief", "主要负责人"), (".safety", "enterprise_safety", "安全管理人员")),
}  # fmt: skip
"""Kind of unit -> (what follows the login, role, post) of its people."""


def invented_name(number: int) -> str:
    """The name of the n-th invented person, such as 钱示乙; different for different numbers below 310."""
    surname = _SURNAMES[number % len(_SURNAMES)]
    return f"{surname}示{_STEMS[number // len(_SURNAMES) % len(_STEMS)]}"


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def hire_officials(session: Session) -> list[Worker]:
    """Accounts in every unit of the city that the pack and the platform know, but for parent companies.

    Needs a write unit over all rows. Units whose people are there already get no second ones.
    """
    units = session.scalars(
        select(Unit).where(Unit.kind.in_(_ROLES_OF_KIND), Unit.kind != "parent").order_by(Unit.position, Unit.id)
    ).all()
    return hire(session, units)


def hire(session: Session, units: Iterable[Unit], logins: Sequence[str] = ()) -> list[Worker]:
    """The people of these units. `logins` gives each unit's login where its code is none (parents, enterprises)."""
    taken = set(session.scalars(select(Account.login)))
    hired: list[Worker] = []
    for place, unit in enumerate(units):
        base = logins[place] if logins else unit.code
        for suffix, role, post in _ROLES_OF_KIND[unit.kind]:
            worker = Worker(base + suffix, _name_for(base + suffix, len(taken)), unit.name, role, post)
            if worker.login not in taken:
                _employ(session, unit, worker)
                taken.add(worker.login)
                hired.append(worker)
    session.flush()
    return hired


def _name_for(login: str, number: int) -> str:
    return SAME_NAME if login in NAMESAKES else invented_name(number)


def _employ(session: Session, unit: Unit, worker: Worker) -> None:
    account = create_account(
        session, INSTALLER, login=worker.login, person=worker.name, password_hash=password_hash(), must_change=False
    )
    grant_role(session, INSTALLER, account, unit, worker.role, SINCE)
    appoint(session, INSTALLER, account.person, create_post(session, INSTALLER, unit, worker.post), SINCE)


def unit_of_enterprise(session: Session, enterprise: Enterprise) -> Unit:
    """The unit whose accounts are the enterprise's own people; made when first asked for."""
    return _unit(
        session, f"enterprise.{enterprise.public_code}", enterprise.name, "enterprise", enterprise_id=enterprise.id
    )


def unit_of_parent(session: Session, parent: ParentCompany) -> Unit:
    """The unit whose accounts are the parent company's own people; made when first asked for."""
    return _unit(session, f"parent.{parent.name}"[:60], parent.name, "parent", parent_id=parent.id)


def _unit(session: Session, code: str, name: str, kind: str, **owner: int) -> Unit:
    unit = session.scalars(select(Unit).where(Unit.code == code)).one_or_none()
    if unit is None:
        unit = Unit(code=code, name=name, kind=kind, position=1000)
        session.add(unit)
    for column, value in owner.items():
        setattr(unit, column, value)
    session.flush()
    return unit
