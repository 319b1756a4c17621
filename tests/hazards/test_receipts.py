"""The receipt: exactly the recorded event, for both parties, and its hash is the hash of the record file."""

from __future__ import annotations

import hashlib
import html
import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from anjian.enterprises.models import Enterprise
from anjian.hazards import service
from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.words import Source
from anjian.kernel import clock
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

ENTERED = datetime(2023, 7, 25, 1, 2, 3, tzinfo=UTC)
SIGNED = datetime(2023, 7, 25, 1, 30, 59, tzinfo=UTC)


@pytest.fixture
def found(instance: Instance, factory: Factory) -> tuple[Hazard, Enterprise]:
    """What an enterprise found and its chief has not signed yet; its content looks like markup."""
    enterprise = factory.enterprise()
    officer = factory.staff(enterprise)
    new = NewHazard(
        enterprise.id, "储罐<b>液位</b>联锁未投用", "罐区", Source.SELF_CHECK, date(2023, 7, 24), "演示乙",
        enterprise.department_code or "", limb_code="C-20c",
    )  # fmt: skip
    with clock.at(ENTERED), instance.database.write_unit(officer) as session:
        (hazard,) = service.report(session, officer, [new], campaign=instance.settings.campaign)
    return hazard, enterprise


def test_a_receipt_is_the_event_that_reported_it(
    instance: Instance, factory: Factory, client: Client, found: tuple[Hazard, Enterprise]
) -> None:
    hazard, enterprise = found
    client.sign_in("zezhou")
    assert client.get(f"/hazards/{hazard.id}/receipt").status_code == 404, "nothing is reported before it is signed"
    assert "报告回执" not in client.get(f"/hazards/{hazard.id}").get_data(as_text=True)
    chief = factory.actors[f"ent{enterprise.id}"]
    with clock.at(SIGNED), instance.database.write_unit(chief) as session:
        service.sign(session, chief, hazard.id, date(2023, 7, 25))
    with system_read(instance.database, "the event") as session:
        event = session.scalars(select(HazardEvent).where(HazardEvent.kind == "sign")).one()
    pages = {}
    for login in ("zezhou", f"ent{enterprise.id}"):
        client.sign_in(login)
        pages[login] = client.get(f"/hazards/{hazard.id}/receipt").get_data(as_text=True)
        record = client.get(f"/hazards/{hazard.id}/receipt/{event.seq}/record").data
        assert hashlib.sha256(record).hexdigest() == event.hash
        assert record.decode() == f"{event.prev_hash}\n{event.hashed_text}"
    for page in pages.values():
        for printed in (
            event.hash, event.prev_hash, event.actor_name, event.unit_name, event.post, "2023-07-25 09:30:59（北京时间）",
            f"<dd>{event.event_no}</dd>", f"<dd>{event.seq}</dd>", html.escape("储罐<b>液位</b>联锁未投用"), "隐患签字上报回执",
            enterprise.credit_code,
        ):  # fmt: skip
            assert printed in page
        assert "<b>液位</b>" not in page and "被改动过" not in page
    assert "2023-07-25 09:02:03" not in pages["zezhou"]
    entered = client.get(f"/hazards/{hazard.id}/receipt/1").get_data(as_text=True)
    assert "2023-07-25 09:02:03（北京时间）" in entered and "签报日期" not in entered
    assert client.get(f"/hazards/{hazard.id}/receipt/9").status_code == 404
    client.sign_in("yangcheng")
    for address in ("receipt", f"receipt/{event.seq}", f"receipt/{event.seq}/record"):
        assert client.get(f"/hazards/{hazard.id}/{address}").status_code == 404


def test_a_record_changed_behind_the_platform_makes_no_receipt(
    instance: Instance, factory: Factory, client: Client
) -> None:
    hazard = factory.hazard()
    with system_write(instance.database, "tampering of a test") as session:
        text = session.scalars(select(HazardEvent.hashed_text).where(HazardEvent.seq == 1)).one()
        told = json.loads(text)
        told["recorded_at"] = "2023-07-01T00:00:00+00:00"
        session.execute(update(HazardEvent).where(HazardEvent.seq == 1).values(hashed_text=json.dumps(told)))
    client.sign_in("zezhou")
    assert "本回执无效" in client.get(f"/hazards/{hazard.id}/receipt/1").get_data(as_text=True)
    assert "本回执无效" not in client.get(f"/hazards/{hazard.id}/receipt/2").get_data(as_text=True)
