"""Whoever changes the ledger behind the application's back is found, and the hazard and the event are named."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest
from sqlalchemy import delete, text, update

from anjian.hazards import verify
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
        "隐患 YH2023000001 的“整改资金（万元）”为“0.00”，而第3条记录所载为“1.20”，当前行被改动过。",
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


@pytest.mark.parametrize(("state", "seq"), [(State.REPORTED, 1), (State.ACCEPTED, 5)])
def test_a_changed_version_old_or_present(ledger: Instance, state: State, seq: int) -> None:
    which = (HazardVersion.hazard_id == 1) & (HazardVersion.state == state)
    tamper(ledger, update(HazardVersion).where(which).values(source="群众举报", region_code=None))
    assert verdict(ledger) == [
        f"隐患 YH2023000001 第{seq}条记录的版本与记录所载不一致：发现来源、县（市、区），版本被改动过。"
    ]


def test_a_gap_between_versions(ledger: Instance) -> None:
    first = (HazardVersion.hazard_id == 1) & (HazardVersion.state == State.REPORTED)
    tamper(ledger, update(HazardVersion).where(first).values(known_to=HazardVersion.known_to - 1))
    assert verdict(ledger) == ["隐患 YH2023000001 第1条记录的版本与下一版本不连续。"]


def test_a_deleted_and_a_moved_version(ledger: Instance) -> None:
    claimed = (HazardVersion.hazard_id == 1) & (HazardVersion.state == State.CLAIMED)
    tamper(ledger, update(HazardVersion).where(claimed).values(known_from=HazardVersion.known_from + 1000))
    assert verdict(ledger) == [
        "隐患 YH2023000001 第4条记录没有对应的版本。",
        "隐患 YH2023000001 有不属于任何记录的版本。",
    ]
    tamper(ledger, delete(HazardVersion).where(claimed))
    assert verdict(ledger) == ["隐患 YH2023000001 第4条记录没有对应的版本。"]


@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_a_hazard_that_vanished_leaves_its_events(
    ledger: Instance, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """However the ledger is cut into chunks, nothing between or behind them is overlooked."""
    monkeypatch.setattr(verify, "CHUNK", chunk)
    assert verdict(ledger) == []
    _delete_hazard(ledger, 2)
    assert verdict(ledger) == ["有记录或版本所属的隐患（内部编号 2）已不存在。"]


def _delete_hazard(instance: Instance, hazard_id: int) -> None:
    """As somebody with the database's own tools can: past its foreign keys."""
    if instance.database.is_sqlite:
        with closing(connect(str(instance.database.engine.url.database))) as file, file:
            file.execute("DELETE FROM hazard WHERE id = ?", (hazard_id,))
    else:
        tamper(
            instance, text("SET LOCAL session_replication_role = replica"), delete(Hazard).where(Hazard.id == hazard_id)
        )
