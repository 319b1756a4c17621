"""Whoever changes the ledger behind the application's back is found, and the hazard and the event are named."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text, update

from anjian.hazards.models import Hazard, HazardEvent, HazardVersion
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory


@pytest.fixture
def ledger(instance: Instance, factory: Factory) -> Instance:
    """Two hazards of five events each: only the first is tampered with."""
    for _ in range(2):
        factory.hazard(state=State.ACCEPTED)
    assert verdict(instance) == []
    return instance


def verdict(instance: Instance) -> list[str]:
    with system_read(instance.database, "verify") as session:
        return [problem.message for problem in verify_ledger(session)]


def tamper(instance: Instance, *statements: object) -> None:
    with instance.database.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def test_a_changed_row(ledger: Instance) -> None:
    tamper(ledger, update(Hazard).where(Hazard.id == 1).values(funds_fen=1))
    assert verdict(ledger) == [
        "隐患 YH2023000001 的“funds_fen”为“1”，而记录所载为“1200000”，当前行被改动过。",
        "隐患 YH2023000001 的现行版本与当前行的“funds_fen”不一致。",
    ]


def test_a_changed_event_column(ledger: Instance) -> None:
    tamper(
        ledger, update(HazardEvent).where(HazardEvent.hazard_id == 1, HazardEvent.seq == 5).values(actor_name="别人")
    )
    assert verdict(ledger) == ["隐患 YH2023000001 第5条记录的数据列与其签存文本不符，数据列被改动过。"]


def test_a_changed_text(ledger: Instance) -> None:
    forged = text(
        "UPDATE hazard_event SET hashed_text = replace(hashed_text, 'accept', 'acceqt') WHERE hazard_id = 1 AND seq = 5"
    )
    tamper(ledger, forged)
    assert verdict(ledger)[0] == "隐患 YH2023000001 第5条记录的校验值不符，内容或次序被改动过。"


def test_a_deleted_event(ledger: Instance) -> None:
    tamper(ledger, delete(HazardEvent).where(HazardEvent.hazard_id == 1, HazardEvent.seq == 3))
    assert verdict(ledger)[0] == "隐患 YH2023000001 第4条记录之前缺少记录（应为第3条）。"


def test_a_deleted_last_event(ledger: Instance) -> None:
    tamper(ledger, delete(HazardEvent).where(HazardEvent.hazard_id == 1, HazardEvent.seq == 5))
    assert verdict(ledger)[0] == "隐患 YH2023000001 应有5条记录，现有4条，或末条校验值不符。"


def test_a_changed_version(ledger: Instance) -> None:
    last = (HazardVersion.hazard_id == 1) & (HazardVersion.state == State.ACCEPTED)
    tamper(ledger, update(HazardVersion).where(last).values(source="群众举报"))
    assert verdict(ledger) == ["隐患 YH2023000001 的现行版本与当前行的“source”不一致。"]


def test_a_gap_between_versions(ledger: Instance) -> None:
    first = (HazardVersion.hazard_id == 1) & (HazardVersion.state == State.REPORTED)
    tamper(ledger, update(HazardVersion).where(first).values(known_to=HazardVersion.known_to - 1))
    (message,) = verdict(ledger)
    assert message.startswith("隐患 YH2023000001 的版本不连续（")
