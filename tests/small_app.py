"""A small installation for tests of pages: kernel, people and web rooms, a city of two counties and two departments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from anjian.config import Settings
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Database
from anjian.kernel.system import system_write
from anjian.people import passwords
from anjian.people.models import Account
from anjian.people.queries import unit_by_code
from anjian.people.room import ROOM as PEOPLE
from anjian.people.scope import INSTALLER
from anjian.people.seeding import CityPlan, DepartmentSeed, RegionSeed, UnitSeed, seed_city
from anjian.people.service import create_account, grant_role
from anjian.plugin_api import Room
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry
from anjian.ui.setup import init_ui
from anjian.web.room import ROOM as WEB

for module in (*PEOPLE.models, *WEB.models):
    import_module(module)  # a test's database has the tables of what is imported by then

PASSWORD = "yanshi-2023"
PLAN = CityPlan(
    regions=(
        RegionSeed("140500", "晋城市", "city"),
        RegionSeed("140525", "泽州县", "county", "140500"),
        RegionSeed("140581", "高平市", "county", "140500"),
        RegionSeed("1405DZ", "开发区", "zone", "140500"),
    ),
    departments=(
        DepartmentSeed("transport", "市交通运输局", "交通运输局"),
        DepartmentSeed("emergency", "市应急局", "应急局"),
    ),
    units=(
        UnitSeed("zezhou", "泽州县", "county", True, "140525"),
        UnitSeed("gaoping", "高平市", "county", True, "140581"),
        UnitSeed("kaifaqu", "开发区", "zone", True, "1405DZ"),
        UnitSeed("transport", "市交通运输局", "department", True, None, "transport"),
        UnitSeed("emergency", "市应急局", "department", True, None, "emergency"),
        UnitSeed("office", "市专项行动领导组办公室", "office"),
        UnitSeed("fire_rescue", "市消防救援支队", "partner"),
    ),
    parents=("兰花科创公司",),
)
ACCOUNTS = (
    ("office01", "赵一", "office", "city_office"),
    ("jt01", "钱二", "transport", "department_officer"),
    ("zz01", "孙三", "zezhou", "county_officer"),
    ("zzjt01", "李四", "zezhou.transport", "county_department_officer"),
    ("admin01", "周五", "platform", "administrator"),
    ("audit01", "吴六", "platform", "auditor"),
)


@cache
def password_hash() -> str:
    """Made when first asked for: by then hashes are cheap."""
    return passwords.hash_password(PASSWORD)


def fill(database: Database) -> None:
    """The city and its accounts."""
    with system_write(database, "test city") as session:
        seed_city(session, PLAN)
        for login, person, unit, role in ACCOUNTS:
            account = create_account(
                session, INSTALLER, login=login, person=person, password_hash=password_hash(), must_change=False
            )
            grant_role(session, INSTALLER, account, unit_by_code(session, unit), role)


def instance_of(database: Database, folder: Path, rooms: Iterable[Room] = ()) -> Instance:
    settings = Settings(instance=folder, database_url=database.url)
    registry = build_registry((PEOPLE, WEB, *rooms), ())
    return Instance(settings, database, AttachmentStore(settings.attachments), registry)


def app_of(instance: Instance) -> Flask:
    """The app as `anjian.app.create_app` puts it together."""
    app = Flask("anjian", static_folder=None, template_folder=None)
    app.testing = True
    init_ui(app, instance)
    for room in instance.registry.rooms:
        for setup in room.setups:
            setup.load()(app)
    for owner, contribution in instance.registry.blueprints:
        app.register_blueprint(contribution.blueprint.load(), url_prefix=contribution.url_prefix or f"/{owner}")
    return app


def token_in(page: str) -> str:
    """The CSRF token of a page."""
    return page.split('name="csrf-token" content="')[1].split('"')[0]


def signed_in(app: Flask, login: str, password: str = PASSWORD) -> FlaskClient:
    """A browser in which the account is signed in."""
    client = app.test_client()
    token = token_in(client.get("/people/sign-in").text)
    answer = client.post("/people/sign-in", data={"login": login, "password": password, "csrf_token": token})
    assert answer.status_code == 303, answer.text
    return client


def post(client: FlaskClient, address: str, data: dict[str, object], page: str = "/people/password") -> TestResponse:
    """Send a form with the token of a page."""
    return client.post(address, data=data | {"csrf_token": token_in(client.get(page).text)})


def account_id(database: Database, login: str) -> int:
    with system_write(database, "test") as session:
        return session.query(Account).filter_by(login=login).one().id
