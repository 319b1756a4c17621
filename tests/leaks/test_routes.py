"""Every GET route as every role, with rows present that could leak: what is not a role's to see is on none of its pages.

Each owned table holds a secret of each side (`secrets.py`). The office, which reads everything, must meet every one of them
on some page: so each of them could leak.
"""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select
from tests.leaks.secrets import IDENTITY, SIDES, SURPRISE, Side, build_sides, owned_models, secret_tables
from werkzeug.routing import Rule

from anjian.app import create_app
from anjian.hazards.boards import issue
from anjian.hazards.evidence import SUBJECT
from anjian.kernel.attachments import Attachment
from anjian.kernel.system import system_read
from anjian.people.models import Account, AccountRole
from anjian.people.rules import ROLES
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PERIOD = "2023-07"
PUBLIC = {"static", "assets.static"}
ALL = set(SIDES)
NONE: set[str] = set()
SEEN_BY: dict[str, set[str]] = {
    "office": ALL,
    "leading_group": ALL,
    "supervision": ALL,
    "supervision2": NONE,
    "zezhou": {"泽州运输", "泽州生产"},
    "zezhou2": {"泽州运输", "泽州生产"},
    "transport": {"泽州运输", "阳城运输"},
    "market": NONE,
    "zezhou.transport": {"泽州运输"},
    "yangcheng.emergency": {"阳城生产"},
    "fire_rescue": NONE,
    "inspector": {"泽州运输", "泽州生产"},
    "expert": NONE,
    "clerk": {"泽州运输", "泽州生产"},
    "zezhou4": {"泽州运输", "泽州生产"},
    "zezhou.leader": {"泽州运输", "泽州生产"},
    "admin": NONE,
    "CHIEF": {"泽州运输"},
    "SAFETY": {"泽州运输"},
    "PARENT": {"泽州生产"},
    "": NONE,
}
"""Login -> the sides it may see; blank: nobody signed in. The capitals stand for people of one side's own enterprise."""
RESTRICTED = "accountability"
"""The table whose rows even the office does not see (A1-3.09)."""
STAFF = {"CHIEF", "SAFETY", "PARENT"}
TEAM = {"zezhou", "expert"}
"""Who may know of the surprise."""


@pytest.fixture(scope="module")
def instance(shared_instance: Instance) -> Instance:
    """One city for all: these tests only look."""
    return shared_instance


@pytest.fixture(scope="module")
def factory(instance: Instance) -> Factory:
    return Factory(instance)


@pytest.fixture(scope="module")
def app(instance: Instance) -> Flask:
    app = create_app(instance)
    app.testing = True
    return app


@pytest.fixture(scope="module")
def sides(factory: Factory) -> list[Side]:
    """The rows, and the people of two sides' own enterprises."""
    sides = build_sides(factory)
    factory.staff(sides[0].enterprise)
    assert sides[1].enterprise.parent_id is not None
    factory.parent_officer(sides[1].enterprise.parent_id)
    return sides


def addresses(app: Flask, sides: list[Side]) -> list[str]:
    """Every GET route, with each side's rows in its placeholders, and what asks for totals and searches."""
    found: list[str] = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in PUBLIC:
            for side in sides:
                found += filled(app, rule, side)
    found += [f"{address}?part=total" for address in found if address.endswith("/")]
    found += [
        "/search?q=机密",
        "/search?q=YH2023",
        "/search?q=JC2023",
        "/hazards/?text=机密",
        "/hazards/enterprises?q=试验",
    ]
    return sorted(set(found))


def filled(app: Flask, rule: Rule, side: Side) -> list[str]:
    """A rule's addresses for one side. A placeholder that is not known here fails the test: no route may be left out."""
    values = {
        "uid": side.uids, "enterprise_id": [side.enterprise.id], "photo_id": [side.ids["attachment"]],
        "file_id": [side.ids["attachment"]], "campaign": ["jincheng_2023"], "period": [PERIOD], "unit": ["全市", "泽州县"],
        "key": ["A1-1.03", "A1-2.06", "A1-3.03", "A1-3.07", "A1-3.09"],
        "name": ["附件1.xlsx", "附件2.xlsx", "月报.docx"],
        "snapshot_id": side.snapshots, "seq": [1], "pair_id": [side.ids["like_pair"]],
        "token": ["x" * 43],  # nobody guesses one: what a right one opens is tested below
        "account_id": [1], "holding_id": [1], "code": ["chief_duties"], "version": ["1"], "place": [0],
    }  # fmt: skip
    made = [rule.rule]
    for name in sorted(rule.arguments):
        chosen = values.get(name) or row_of(app, rule, name, side)
        assert chosen, f"tell the leak test how to fill <{name}> of {rule.rule}"
        made = [re.sub(rf"<(?:[^:>]+:)?{name}>", str(value), address) for address in made for value in chosen]
    return made


def row_of(app: Flask, rule: Rule, name: str, side: Side) -> list[int]:
    """The side's row that `<noun>_id` names: of the room's or the plugin's table, or of the register whose page it is."""
    view = getattr(app.view_functions[rule.endpoint], "view_class", None)
    register = getattr(view, "register", None) or getattr(view, "kind", None)
    owner, noun = rule.endpoint.partition(".")[0], name.removesuffix("_id")
    tables = (
        register.model.__tablename__ if register is not None else "",
        f"{owner}_{noun}",
        f"{owner.removesuffix('s')}_{noun}",
        noun,
    )
    return [side.ids[table] for table in tables if table in side.ids][:1]


def words_of(content: bytes) -> str:
    """A response as text; workbooks and documents unpacked."""
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def seen_by(client: Client, places: list[str], tables: list[str]) -> dict[tuple[str, str], set[str]]:
    """(side, table) -> the addresses on which its secret stands; the surprise is a side of its own."""
    secret = re.compile(f"({'|'.join(SIDES)})机密({'|'.join(sorted(tables, key=len, reverse=True))})")
    found: dict[tuple[str, str], set[str]] = {}
    for address in places:
        answer = client.get(address)
        assert answer.status_code < 500, address
        text = words_of(answer.data)
        assert IDENTITY not in text, address
        met = {(side, table) for side, table in secret.findall(text)}
        met |= {(SURPRISE, "visit")} if SURPRISE in text else set()
        for one in met:
            found.setdefault(one, set()).add(address)
    return found


def login_of(sides: list[Side], name: str) -> str:
    """The login that a name of `SEEN_BY` stands for."""
    carrier, chemical = sides[0].enterprise, sides[1].enterprise
    own = {"CHIEF": f"ent{carrier.id}", "SAFETY": f"ent{carrier.id}.safety", "PARENT": f"parent{chemical.parent_id}"}
    return own.get(name, name)


def browser_of(app: Flask, factory: Factory, sides: list[Side], login: str) -> Client:
    client = Client(app, factory.instance)
    return client.sign_in(login_of(sides, login)) if login else client


@pytest.mark.parametrize("login", SEEN_BY)
def test_nobody_sees_what_is_not_theirs(app: Flask, factory: Factory, sides: list[Side], login: str) -> None:
    places = addresses(app, sides)
    assert len(places) > 100
    tables = secret_tables(factory.instance.registry)
    found = seen_by(browser_of(app, factory, sides, login), places, tables)
    allowed = SEEN_BY[login] | ({SURPRISE} if login in TEAM else NONE)
    assert {one: where for one, where in found.items() if one[0] not in allowed} == {}
    assert {side for side, _table in found} == allowed, "what is its own, it sees"
    if login in STAFF:
        assert "intake_report" not in {table for _side, table in found}, "an enterprise never reads a tip about itself"
    if login == "office":
        shown = [table for table in tables if table != RESTRICTED]
        assert set(found) == {(side, table) for side in SIDES for table in shown}, "each of them could leak"
    held = {side for side, table in found if table == RESTRICTED}
    assert held == (SEEN_BY[login] if login in ("supervision", "zezhou4") else NONE), (
        "who was held to account is known to few"
    )


def test_every_role_is_walked(instance: Instance, sides: list[Side]) -> None:
    logins = [login_of(sides, login) for login in SEEN_BY if login]
    with system_read(instance.database, "roles of a test") as session:
        held = select(AccountRole.role).join(Account).where(Account.login.in_(logins))
        assert set(session.scalars(held)) == set(ROLES)


def test_every_owned_table_has_rows_of_every_side(sides: list[Side]) -> None:
    tables = {model.__tablename__ for model in owned_models()}
    assert {side.name: set(side.ids) for side in sides} == dict.fromkeys(SIDES, tables)


def test_counts_tell_nothing_of_others(app: Flask, factory: Factory, sides: list[Side]) -> None:
    def total(login: str, page: str) -> int:
        answer = browser_of(app, factory, sides, login).get(f"{page}?part=total")
        found = re.search(r"共 (\d+) ", answer.get_data(as_text=True))
        return int(found.group(1)) if found else answer.status_code

    logins = ("office", "zezhou", "zezhou2", "zezhou.transport", "market", "fire_rescue", "SAFETY", "PARENT")
    assert {login: total(login, "/hazards/") for login in logins} == {
        "office": 12, "zezhou": 6, "zezhou2": 6, "zezhou.transport": 3, "market": 0, "fire_rescue": 403, "SAFETY": 3,
        "PARENT": 3,
    }  # fmt: skip
    assert {login: total(login, "/inspections/") for login in logins} == {
        "office": 4, "zezhou": 3, "zezhou2": 2, "zezhou.transport": 1, "market": 0, "fire_rescue": 0, "SAFETY": 1, "PARENT": 1,
    }  # fmt: skip


def test_a_picture_is_as_secret_as_its_visit(app: Flask, factory: Factory, sides: list[Side]) -> None:
    for login in ("office", "zezhou", "market", "SAFETY", "PARENT", "admin"):
        client = browser_of(app, factory, sides, login)
        for side in sides:
            answer = client.get(f"/inspections/{side.visit.client_uid}/photos/{side.ids['attachment']}")
            assert (answer.status_code == 200) == (side.name in SEEN_BY[login]), (login, side.name)
        through_another = f"/inspections/{sides[0].visit.client_uid}/photos/{sides[2].ids['attachment']}"
        assert client.get(through_another).status_code in (403, 404)


def test_a_hazards_file_is_as_secret_as_the_hazard(app: Flask, factory: Factory, sides: list[Side]) -> None:
    with system_read(factory.instance.database, "files of a test") as session:
        files = {
            row.enterprise_id: f"/hazards/{row.subject_id}/evidence/{row.id}"
            for row in session.scalars(select(Attachment).where(Attachment.subject_kind == SUBJECT))
        }
    assert set(files) == {side.enterprise.id for side in sides}
    for login in ("office", "zezhou", "market", "SAFETY", "PARENT", "admin", ""):
        client = browser_of(app, factory, sides, login)
        opened = {side.name for side in sides if client.get(files[side.enterprise.id]).status_code == 200}
        assert opened == SEEN_BY[login], login


def test_the_public_reads_of_one_hazard_what_its_board_says(app: Flask, factory: Factory, sides: list[Side]) -> None:
    """With every free text a secret: those of the hazard's own row that the notice makes public, and no other row's."""
    hazard, side, officer = sides[0].ids["hazard"], sides[0], factory.actors["zezhou"]
    with factory.instance.database.write_unit(officer) as session:
        token = issue(session, officer, hazard).token
    for address in (
        f"/hazards/public/{token}",
        f"/hazards/public/{token}?part=total",
        f"/hazards/public/{token}?size=small",
    ):
        answer = Client(app, factory.instance).get(address)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert set(re.findall(r"\w{4}机密\w+", text)) == {side.secret("hazard")}
        assert html.unescape(text).count(side.enterprise.name) == 1
        assert not any(word in text for word in (SURPRISE, IDENTITY, side.enterprise.credit_code, 'href="/hazards/'))
