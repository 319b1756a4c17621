"""A city with accounts, and an installation over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from tests.small_app import app_of, fill, instance_of
from tests.ui.rooms import ROOM as SAMPLE

from anjian.kernel.db import Database
from anjian.plugin_host.instance import Instance


@pytest.fixture
def city(database: Database, frozen: object) -> Database:
    fill(database)
    return database


@pytest.fixture
def instance(city: Database, tmp_path: Path) -> Instance:
    return instance_of(city, tmp_path, (SAMPLE,))


@pytest.fixture
def app(instance: Instance) -> Flask:
    return app_of(instance)
