"""The office's board names enterprises that nobody supervises, and those that two departments supervise for one thing."""

from __future__ import annotations

from sqlalchemy import select, update

from anjian.enterprises.models import ChainLink
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory


def test_orphans_and_overlaps_appear_the_same_day(instance: Instance, factory: Factory, client: Client) -> None:
    sound, orphan, overlap = (
        factory.enterprise(name=f"{name}（演示）") for name in ("正常企业", "无人监管企业", "两家监管企业")
    )
    with system_write(instance.database, "unclear supervision") as session:
        session.execute(update(ChainLink).where(ChainLink.enterprise_id == orphan.id).values(department_code=None))
        link = session.scalars(select(ChainLink).where(ChainLink.enterprise_id == overlap.id)).one()
        values = {column.key: getattr(link, column.key) for column in ChainLink.__table__.columns if column.key != "id"}
        session.add(ChainLink(**values | {"department_code": "emergency", "position": 1}))
    page = client.sign_in("office").get("/").get_data(as_text=True)
    unsupervised = page.split("没有明确监管部门的企业")[1].split("同一环节由两个部门监管的企业")[0]
    twice = page.split("同一环节由两个部门监管的企业")[1]
    assert (orphan.name in unsupervised, overlap.name in unsupervised) == (True, False)
    assert (overlap.name in twice, orphan.name in twice) == (True, False)
    assert sound.name not in page
