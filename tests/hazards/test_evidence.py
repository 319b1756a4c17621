"""Files of a hazard: all or none, by purpose, readable with the hazard, voided and never deleted."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select
from tests.hazards.files import keep, photo, sent

from anjian.hazards import service
from anjian.hazards.evidence import add_evidence, evidence_of, void_evidence
from anjian.hazards.inputs import Plan
from anjian.hazards.models import Hazard
from anjian.hazards.words import Evidence, State, Track
from anjian.kernel import clock
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PDF = b"%PDF-1.7\ntrailer <<>>\n%%EOF\n"


def messages(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.message for problem in refused.value.problems]


def test_one_bad_file_and_nothing_is_kept(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.CONFIRMED), factory.actors["zezhou"]
    uploads = [sent(photo(1), "好.png"), sent(b"MZ", "程序.jpg"), sent(PDF, "方案.pdf"), sent(photo(1), "又.png")]
    with instance.database.write_unit(officer) as session, pytest.raises(Refused) as refused:
        add_evidence(session, instance.store, officer, hazard.id, Evidence.BEFORE, uploads)
    assert messages(refused) == [
        "“程序.jpg”的内容与扩展名不符，请检查后重新上传。",
        "整改前照片须为照片，“方案.pdf”是文档，请作为“其他材料”上传。",
        "“又.png”与已有的整改前照片是同一个文件，请勿重复上传；状况有变化的请重新拍照。",
    ]
    assert list(instance.store.folder.rglob("*")) == []
    with instance.database.write_unit(officer) as session, pytest.raises(Refused, match="请选择要上传的文件"):
        add_evidence(session, instance.store, officer, hazard.id, Evidence.OTHER, [])
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session, pytest.raises(Forbidden):
        add_evidence(session, instance.store, office, hazard.id, Evidence.OTHER, [sent(PDF, "a.pdf")])
    with system_read(instance.database, "files of a test") as session:
        assert session.scalars(select(Attachment)).all() == []


def test_both_pictures_and_it_is_fixed_at_once(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.CONFIRMED), factory.actors["zezhou"]
    keep(instance, officer, hazard, Evidence.BEFORE, [1])
    with pytest.raises(Refused, match="与已有的整改前照片是同一个文件"):
        keep(instance, officer, hazard, Evidence.AFTER, [1])
    today = clock.today()
    plan = Plan("演示甲（经理）", "更换", 0, today, "专人值守", Track.IMMEDIATE)
    (wrong,) = keep(instance, officer, hazard, Evidence.AFTER, [2])
    with instance.database.write_unit(officer) as session:
        void_evidence(session, officer, hazard.id, wrong.id, "拍错设备")
    with instance.database.write_unit(officer) as session, pytest.raises(Refused, match="立即整改的须有整改后照片"):
        service.fix_now(session, officer, hazard.id, today, plan)
    keep(instance, officer, hazard, Evidence.AFTER, [2])  # voided evidence stands in nobody's way
    with instance.database.write_unit(officer) as session:
        assert service.fix_now(session, officer, hazard.id, today, plan).state == State.CLAIMED
    with system_read(instance.database, "files of a test") as session:
        rows = session.scalars(select(Attachment).order_by(Attachment.id)).all()
        trail = session.scalars(select(AuditEntry.action).where(AuditEntry.subject_kind == "hazard")).all()
    assert [(row.purpose, row.stage, row.voided, row.void_reason) for row in rows] == [
        ("整改前照片", "已确认", False, None), ("整改后照片", "已确认", True, "拍错设备"), ("整改后照片", "已确认", False, None),
    ]  # fmt: skip
    assert trail == ["上传隐患材料", "上传隐患材料", "作废隐患材料", "上传隐患材料"]


def test_only_its_unit_voids_and_not_what_a_closed_hazard_rests_on(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    hazard, staff, officer = (
        factory.hazard(enterprise, state=State.CLAIMED),
        factory.staff(enterprise),
        factory.actors["zezhou"],
    )
    (row,) = keep(instance, staff, hazard, Evidence.AFTER, [1])
    with instance.database.write_unit(officer) as session, pytest.raises(Refused) as refused:
        void_evidence(session, officer, hazard.id, row.id, " ")
    assert messages(refused) == [
        "作废须写明理由。", f"这份材料由{staff.unit_name}上传，请由该单位作废。",
    ]  # fmt: skip
    other = factory.actors["zezhou2"]
    with instance.database.write_unit(other) as session:
        service.accept(session, other, hazard.id, clock.today())
    with (
        instance.database.write_unit(staff) as session,
        pytest.raises(Refused, match="隐患已销号，作为依据的材料不能再作废"),
    ):
        void_evidence(session, staff, hazard.id, row.id, "拍错")


def test_a_transfer_takes_the_files_along(instance: Instance, factory: Factory) -> None:
    hazard, officer = factory.hazard(state=State.RECTIFYING), factory.actors["transport"]
    (row,) = keep(instance, officer, hazard, Evidence.BEFORE, [1])
    new, today = factory.actors["emergency"], clock.today()
    with instance.database.write_unit(officer) as session:
        service.ask_transfer(session, officer, hazard.id, today, "emergency", "属危化品企业")
    with instance.database.write_unit(new) as session:
        service.take_over(session, new, hazard.id, today)
        assert evidence_of(session, hazard.id) == {"整改前照片"}
    assert row.department_code == "transport"
    with instance.database.write_unit(officer) as session, pytest.raises(NotFound):
        service.claim(session, officer, hazard.id, today)


def test_pages_upload_show_hand_out_and_void(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    hazard, other = factory.hazard(enterprise, state=State.CONFIRMED), factory.hazard()
    factory.staff(enterprise)
    client.sign_in(f"ent{enterprise.id}.safety")
    base = f"/hazards/{hazard.id}/evidence"
    assert f'href="{base}"' in client.get(f"/hazards/{hazard.id}/plan").get_data(as_text=True)
    form = client.get(f"{base}?purpose=整改后照片").get_data(as_text=True)
    assert 'value="整改后照片" checked' in form and 'capture="environment"' in form and "multiple" in form
    bad = client.post(base, {"purpose": "整改前照片", "files": [(io.BytesIO(b"<svg/>"), "a.svg")]})
    assert bad.status_code == 422 and "“a.svg”不是允许的文件类型" in bad.get_data(as_text=True)
    files = [(io.BytesIO(photo(shade)), f"{shade}.png") for shade in (1, 2)]
    taken = (io.BytesIO(photo(3)), "image.png")
    assert client.post(base, {"purpose": "整改前照片", "files": files, "taken": taken}).status_code == 303
    shown = client.get(base).get_data(as_text=True)
    with system_read(instance.database, "files of a test") as session:
        rows = session.scalars(select(Attachment).order_by(Attachment.id)).all()
    assert [row.file_name for row in rows] == ["image.png", "1.png", "2.png"]
    assert [f"{base}/{row.id}?size=small" in shown for row in rows] == [True, True, True]
    small, whole = client.get(f"{base}/{rows[0].id}?size=small"), client.get(f"{base}/{rows[0].id}")
    assert len(small.data) < len(whole.data)
    for answer in (small, whole):
        assert answer.headers["Content-Disposition"] == "attachment; filename=image.jpg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert client.post(f"{base}/{rows[0].id}/void", {"reason": "拍错"}).status_code == 303
    after = client.get(base).get_data(as_text=True)
    assert "作废理由：拍错" in after and after.count("/void") == 2
    assert client.get(f"/hazards/{other.id}/evidence").status_code == 404
    assert client.get(f"/hazards/{other.id}/evidence/{rows[1].id}").status_code == 404
    statuses = {
        login: client.sign_in(login).get(f"{base}/{rows[1].id}").status_code
        for login in ("zezhou", "office", "transport", "yangcheng", "emergency", "admin")
    }
    assert statuses == {
        "zezhou": 200,
        "office": 200,
        "transport": 200,
        "yangcheng": 404,
        "emergency": 404,
        "admin": 403,
    }
    assert client.sign_in("zezhou").get(f"/hazards/{other.id}/evidence/{rows[1].id}").status_code == 404, (
        "another's file"
    )
    panel = client.get(f"/hazards/{hazard.id}").get_data(as_text=True)
    assert "整改前照片 2 份" in panel
    office = client.sign_in("office").post(base, {"purpose": "其他材料", "files": [(io.BytesIO(PDF), "a.pdf")]})
    assert office.status_code == 403


def test_a_merged_hazard_takes_no_files(instance: Instance, factory: Factory) -> None:
    enterprise = factory.enterprise()
    kept, gone = factory.hazard(enterprise), factory.hazard(enterprise)
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session:
        service.merge(session, office, gone.id, kept.id, "同一隐患")
        assert session.get_one(Hazard, gone.id).merged_into_id == kept.id
    with pytest.raises(Refused, match="请在合并后的隐患上传材料"):
        keep(instance, factory.actors["zezhou"], gone, Evidence.BEFORE, [1])
