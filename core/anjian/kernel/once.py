"""A request that is sent twice has one effect, also when both are at it at the same moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session


def alone(session: Session, keys: Iterable[str]) -> None:
    """Let this write unit be the only one at work on these keys until it ends: what another wrote for them is seen then.

    SQLite has one writer at any time, so there is nothing to wait for.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    numbers = {int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big", signed=True) for key in keys}
    for number in sorted(numbers):  # in one order, so that two units never wait for each other
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": number})
