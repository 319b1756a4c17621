"""Event numbers only grow; a watermark covers committed events; a moment means one number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from anjian.kernel import clock
from anjian.kernel.actor import NOBODY
from anjian.kernel.db import Database
from anjian.kernel.ledger import (
    GENESIS,
    Watermark,
    canonical_json,
    chain_hash,
    event_numbers,
    known_at,
    next_event_no,
    record_audit,
    take_watermark,
)
from anjian.kernel.system import system_read, system_write


def test_numbers_ascend_across_units(database: Database) -> None:
    with system_write(database, "first") as session:
        first = event_numbers(session, 3)
    with system_write(database, "second") as session:
        second = next_event_no(session)
        none = event_numbers(session, 0)
    assert first == sorted(set(first)) and second > first[-1] and none == []


def test_a_watermark_is_the_last_committed_number(database: Database) -> None:
    assert take_watermark(database) == 0
    with system_write(database, "events") as session:
        last = event_numbers(session, 2)[-1]
    assert take_watermark(database) == last


def test_a_moment_resolves_to_what_was_recorded_by_then(database: Database) -> None:
    numbers = []
    for hour in (8, 9, 10):
        with clock.at(datetime(2023, 7, 30, hour, tzinfo=UTC)), system_write(database, "audit") as session:
            numbers.append(record_audit(session, "登记", "enterprise", 1, {"hour": hour}, NOBODY))
    with system_read(database, "resolve") as session:
        assert known_at(session, datetime(2023, 7, 30, 7, tzinfo=UTC)) == 0
        assert known_at(session, datetime(2023, 7, 30, 9, tzinfo=UTC)) == numbers[1]
        assert known_at(session, datetime(2023, 7, 30, 23, tzinfo=UTC)) == numbers[2]


def test_a_kept_watermark_answers_for_its_moment(database: Database) -> None:
    moment = datetime(2023, 7, 30, 9, tzinfo=UTC)
    with system_write(database, "kept") as session:
        session.add(Watermark(moment=moment, event_no=41))
    with system_read(database, "resolve") as session:
        assert known_at(session, moment) == 41


def test_equal_content_has_equal_text_and_a_change_breaks_the_chain() -> None:
    assert canonical_json({"b": 1, "a": "甲"}) == canonical_json({"a": "甲", "b": 1}) == '{"a":"甲","b":1}'
    first = chain_hash(GENESIS, "one")
    assert chain_hash(first, "two") != chain_hash(chain_hash(GENESIS, "0ne"), "two")


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical_json({"a": object()})
