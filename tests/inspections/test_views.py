"""The pages: a visit from the first click to the hazard, drafts and refusals that lose nothing, who sees what."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import pytest
from PIL import Image
from sqlalchemy import event, select

from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.inspections.models import Finding, Visit
from anjian.inspections.queries import visits_found
from anjian.inspections.recording import PHOTO, questions_of
from anjian.inspections.words import Mode, VisitStatus
from anjian.kernel.attachments import Attachment, attach
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors

NEW = {"checklist": "sample", "when": "start", "visited_on": "2023-07-25", "mode": "常规执法"}


def started(client: Client, factory: Factory) -> Visit:
    answer = client.post("/inspections/new", {**NEW, "enterprise_id": factory.enterprise().id})
    assert answer.status_code == 303, unescape(answer.text)
    with system_read(client.instance.database, "test") as session:
        return session.scalars(select(Visit).order_by(Visit.id.desc())).first() or pytest.fail("no visit")


def jpeg() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "red").save(picture, "JPEG")
    return picture.getvalue()


def whole_form(client: Client, visit: Visit, failing: tuple[str, ...] = ()) -> dict[str, object]:
    sent: dict[str, object] = {}
    with system_read(client.instance.database, "test") as session:
        for question in questions_of(session, visit):
            item, bad = question.item, question.item.code in failing
            sent[f"{item.code}.value"] = item.choices[1 if bad else 0]
            if item.counts:
                sent[f"{item.code}.total"], sent[f"{item.code}.passed"] = "10", "10"
            if item.method == "both":
                sent[f"{item.code}.methods"] = ["现场", "票证核查"]
            if bad:
                sent[f"{item.code}.note"], sent[f"{item.code}.place"] = "查看台账发现", "调度室"
    return sent


def test_from_the_first_click_to_the_ledger(client: Client, factory: Factory) -> None:
    client.sign_in("zezhou.transport")
    visit = started(client, factory)
    base = f"/inspections/{visit.client_uid}"
    page = unescape(client.get(f"{base}/answers").text)
    assert "车辆带病运行" in page and "待核实" in page and "明年才施行的条文" not in page
    assert "<strong data-visit-done>0</strong> / 20 项" in page
    saved = client.post(f"{base}/answers", {**whole_form(client, visit, ("CHIEF-11",)), "then": "check"})
    assert saved.headers["Location"] == f"{base}/complete"
    check = unescape(client.get(f"{base}/complete").text)
    assert "全部检查项已作答" in check and "下列 1 项将形成检查发现" in check
    done = client.post(f"{base}/complete", {"statement": ""})
    assert done.headers["Location"] == f"{base}/findings"
    review = unescape(client.get(f"{base}/findings").text)
    assert "特种作业人员未持证上岗" in review and "查看台账发现" in review
    with system_read(client.instance.database, "test") as session:
        (finding,) = session.scalars(select(Finding)).all()
    decision = {
        f"f{finding.id}.content": "焊工无证动火",
        f"f{finding.id}.place": "机修间",
        f"f{finding.id}.report": "yes",
    }
    assert client.post(f"{base}/findings", decision).headers["Location"] == base
    with system_read(client.instance.database, "test") as session:
        (hazard,) = session.scalars(select(Hazard)).all()
        assert (hazard.content, hazard.limb_code, hazard.state) == ("焊工无证动火", "C-02", "已上报")
    assert hazard.public_code in client.get(base).text


def test_a_draft_is_kept_and_what_is_missing_is_linked(client: Client, factory: Factory) -> None:
    client.sign_in("zezhou")
    visit = started(client, factory)
    base = f"/inspections/{visit.client_uid}"
    answer = client.post(f"{base}/answers", {"SA-DUTY.value": "不符合", "SA-DUTY.note": "只有空白模板", "then": "stay"})
    assert answer.headers["Location"] == f"{base}/answers"
    page = unescape(client.get(f"{base}/answers").text)
    assert "只有空白模板" in page and "<strong data-visit-done>1</strong> / 20 项" in page
    check = unescape(client.get(f"{base}/complete").text)
    assert "还有 19 处没有答全" in check and f'href="{base}/answers#CHIEF-01"' in check
    refused = client.post(f"{base}/complete", {"statement": ""})
    assert refused.status_code == 422


def test_a_refused_saving_shows_every_problem_and_loses_no_word(client: Client, factory: Factory) -> None:
    client.sign_in("zezhou")
    visit = started(client, factory)
    sent = {
        "CHIEF-02.value": "不符合",
        "CHIEF-02.total": "许多",
        "CHIEF-02.passed": "三",
        "SA-DUTY.note": "写了很长的说明",
    }
    refused = client.post(f"/inspections/{visit.client_uid}/answers", sent)
    page = unescape(refused.text)
    assert refused.status_code == 422
    assert "有 2 处需要改正，内容尚未保存" in page
    assert "写了很长的说明" in page and 'value="许多"' in page
    assert "data-refused" in page


def test_a_photo_is_kept_and_shown_to_who_may_see_the_visit(client: Client, factory: Factory) -> None:
    client.sign_in("zezhou")
    visit = started(client, factory)
    base = f"/inspections/{visit.client_uid}"
    sent = {"SA-MAJOR.value": "存在", "SA-MAJOR.photo": (io.BytesIO(jpeg()), "现场.jpg")}
    client.post(f"{base}/answers", sent, content_type="multipart/form-data")
    with system_read(client.instance.database, "test") as session:
        (kept,) = session.scalars(select(Attachment)).all()
    small = client.get(f"{base}/photos/{kept.id}?size=small")
    assert (small.status_code, small.mimetype) == (200, "image/jpeg")
    assert client.sign_in("gaoping").get(f"{base}/photos/{kept.id}").status_code == 404


def test_the_enterprise_sees_pictures_when_the_visit_is_over(client: Client, factory: Factory) -> None:
    client.sign_in("zezhou")
    visit = started(client, factory)
    with client.instance.database.write_unit(factory.actors["zezhou"]) as session:
        kept = attach(
            session, client.instance.store, factory.actors["zezhou"], visit, kind=PHOTO, subject_id=visit.id,
            purpose="SA-DUTY", file_name="a.jpg", content=jpeg(),
        )  # fmt: skip
    with system_read(client.instance.database, "test") as session:
        factory.staff(session.get_one(Enterprise, visit.enterprise_id))
    client.sign_in(f"ent{visit.enterprise_id}.safety")
    address = f"/inspections/{visit.client_uid}/photos/{kept.id}"
    assert client.get(address).status_code == 404
    with system_write(client.instance.database, "the visit ends") as session:
        session.get_one(Visit, visit.id).status = str(VisitStatus.DONE)
    assert client.get(address).status_code == 200


def test_the_log_tells_of_a_surprise_when_the_team_is_there(client: Client, factory: Factory) -> None:
    enterprise = factory.enterprise()
    client.sign_in("zezhou")
    plan = {**NEW, "enterprise_id": enterprise.id, "when": "plan", "mode": str(Mode.SURPRISE)}
    assert client.post("/inspections/new", plan).status_code == 303
    with system_read(client.instance.database, "test") as session:
        (visit,) = session.scalars(select(Visit)).all()
    assert "安排检查" not in client.sign_in("supervision").get("/admin/audit").text
    client.sign_in("zezhou").post(f"/inspections/{visit.client_uid}/start", {})
    page = client.sign_in("supervision").get("/admin/audit").text
    assert "安排检查" in page and "到场检查" in page


@pytest.mark.parametrize(
    ("login", "status"), [("zezhou", 200), ("transport", 200), ("office", 200), ("gaoping", 404), ("ecology", 404)]
)
def test_a_visit_is_seen_within_scope_only(
    client: Client, factory: Factory, actors: Actors, login: str, status: int
) -> None:
    visit = factory.visit(plugin="sample", by=actors["zezhou.transport"], failing=("SA-DUTY",))
    client.sign_in(login)
    assert client.get(f"/inspections/{visit.client_uid}").status_code == status
    listed = unescape(client.get("/inspections/").text)
    assert (visit.enterprise_name in listed) is (status == 200)


@pytest.mark.parametrize("part", ["answers", "complete", "findings"])
def test_other_units_do_not_open_the_working_pages(client: Client, factory: Factory, actors: Actors, part: str) -> None:
    visit = factory.visit(plugin="sample", by=actors["zezhou.transport"], failing=("SA-DUTY",))
    assert client.sign_in("transport").get(f"/inspections/{visit.client_uid}/{part}").status_code == 403
    assert client.sign_in("office").get(f"/inspections/{visit.client_uid}/{part}").status_code == 403


def test_the_enterprise_cannot_infer_a_planned_surprise(
    client: Client, factory: Factory, actors: Actors, instance: Instance
) -> None:
    enterprise = factory.enterprise()
    factory.staff(enterprise)
    client.sign_in("zezhou")
    plan = {
        **NEW,
        "enterprise_id": enterprise.id,
        "when": "plan",
        "visited_on": "2023-07-28",
        "mode": str(Mode.SURPRISE),
    }
    assert client.post("/inspections/new", plan).status_code == 303
    with system_read(instance.database, "test") as session:
        (visit,) = session.scalars(select(Visit)).all()
    assert enterprise.name in unescape(client.get("/inspections/").text)
    client.sign_in(f"ent{enterprise.id}.safety")
    assert "还没有检查" in unescape(client.get("/inspections/").text)
    assert "共 0 次" in unescape(client.get("/inspections/?part=total").text)
    assert client.get(f"/inspections/{visit.client_uid}").status_code == 404
    assert "检查" not in re.sub(r"<nav.*?</nav>", "", unescape(client.get("/").text), flags=re.S).replace("检查表", "")


def test_the_list_costs_the_same_with_one_row_and_with_five(
    client: Client, factory: Factory, actors: Actors, instance: Instance
) -> None:
    client.sign_in("zezhou")

    def queries() -> int:
        seen: list[str] = []
        engine = instance.database.engine

        def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        client.get("/inspections/")
        event.remove(engine, "before_cursor_execute", note)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    factory.visit(plugin="sample", by=actors["zezhou"])
    queries()
    one = queries()
    for _more in range(4):
        factory.visit(plugin="sample", by=actors["zezhou"])
    assert queries() == one


def test_the_enterprise_search_offers_only_what_may_be_visited(client: Client, factory: Factory) -> None:
    here, there = (
        factory.enterprise(name="泽州运输（演示）"),
        factory.enterprise(county="gaoping", name="高平运输（演示）"),
    )
    client.sign_in("zezhou.transport")
    found = client.get("/inspections/enterprises?q=运输").get_json()
    assert [one["value"] for one in found] == [here.id]
    assert there.id not in [one["value"] for one in client.get("/inspections/enterprises").get_json()]


def test_the_new_visit_form_says_what_is_missing(client: Client) -> None:
    client.sign_in("zezhou.transport")
    refused = client.post("/inspections/new", {"when": "start"})
    page = unescape(refused.text)
    assert refused.status_code == 422
    assert "请选择企业" in page and "请选择检查方式" in page


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "²", "-1", "' or 1=1"])
def test_a_hostile_enterprise_number_finds_nothing(client: Client, number: str) -> None:
    client.sign_in("zezhou")
    assert client.post("/inspections/new", {**NEW, "enterprise_id": number}).status_code in (404, 422)
    assert client.get(f"/inspections/new?enterprise={number}").status_code in (200, 404)


def test_checklists_are_shown_with_what_is_known_of_them(client: Client) -> None:
    client.sign_in("zezhou")
    assert "样例检查表" in unescape(client.get("/inspections/checklists/").text)
    page = unescape(client.get("/inspections/checklists/sample/1").text)
    assert "条文未取得，不用于检查" in page and "登记事项" in page and "否，不在施行期内" in page


def test_the_filter_reads_text_literally(instance: Instance, factory: Factory, actors: Actors) -> None:
    factory.visit(
        factory.enterprise(name="百分%百（演示）"), plugin="sample", by=actors["zezhou"], on=date(2023, 7, 20)
    )
    factory.visit(factory.enterprise(name="普通（演示）"), plugin="sample", by=actors["zezhou"])
    with instance.database.read_unit(actors["zezhou"]) as session:
        assert len(session.scalars(visits_found(text="%百")).all()) == 1
        assert len(session.scalars(visits_found(from_on=date(2023, 7, 21))).all()) == 1
        assert len(session.scalars(visits_found(text="JC2023000001")).all()) == 1
