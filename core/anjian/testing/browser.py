"""A Flask test client that signs in by login and sends the form token, as a browser would."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from anjian.kernel.system import system_write
from anjian.people.models import Account
from anjian.people.sessions import PasswordCheck, sign_in
from anjian.people.signing import COOKIE
from anjian.plugin_host.instance import Instance


class Client:
    """One browser. `get` and `post` answer with werkzeug's response; `post` carries the form token."""

    def __init__(self, app: Flask, instance: Instance) -> None:
        self.app = app
        self.instance = instance
        self._client: FlaskClient = app.test_client()

    def sign_in(self, login: str) -> Client:
        """Sign in without the password's slow check; the session is as real as any. Raises `LookupError`."""
        self._client.set_cookie(COOKIE, session_token(self.instance, login))
        return self

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        return self._client.post(path, data={"csrf_token": self.token(), **(data or {})}, **options)

    def token(self) -> str:
        """A form token that the app accepts from this browser."""
        with self._client.session_transaction() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        return str(URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token").dumps(raw))


def session_token(instance: Instance, login: str) -> str:
    """A new session of this account, for the cookie `COOKIE`. Raises `LookupError`."""
    with system_write(instance.database, "sign a test in") as session:
        account_id = session.scalar(select(Account.id).where(Account.login == login))
        if account_id is None:
            raise LookupError(f"no account {login}")
        signed = sign_in(session, PasswordCheck(login, account_id), hours=12)
    if isinstance(signed, str):
        raise LookupError(f"{login} cannot sign in: {signed}")
    return signed.token
