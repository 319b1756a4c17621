"""The registry's pages as people use them."""

from __future__ import annotations

import io
import re
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import select
from tests.enterprises.test_imports import code, roster
from tests.hazards.lists import hazard_list

from anjian.enterprises.inputs import Unknown
from anjian.enterprises.models import Enterprise
from anjian.enterprises.service import ensure_unverified
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.hazards.imports import import_hazards
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.installing import Actors

FORM = {
    "name": "甲化工（演示）",
    "credit_code": code(1),
    "region_code": "140525",
    "categories": ["生产", "运输"],
    "address": "某路1号",
}


def only(instance: Instance) -> Enterprise:
    with system_read(instance.database, "a test looks") as session:
        return session.scalars(select(Enterprise)).one()


def test_an_enterprise_is_entered_shown_and_corrected(instance: Instance, client: Client) -> None:
    client.sign_in("zezhou")
    answer = client.post("/enterprises/new", data=FORM, follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for words in ("甲化工（演示）", "某路1号", "生产、运输", "市应急局", "市交通运输局", "正常", "登记"):
        assert words in page
    address = f"/enterprises/{only(instance).id}"
    answer = client.post(f"{address}/edit", data=FORM | {"chief": "某某"}, follow_redirects=True)
    assert "某某" in answer.get_data(as_text=True)
    refused = client.post(f"{address}/edit", data=FORM | {"credit_code": code(2)})
    assert (refused.status_code, f"信用代码不能修改（原为{code(1)}）" in refused.get_data(as_text=True)) == (422, True)


def test_a_refused_form_says_what_is_wrong_at_its_field(client: Client, instance: Instance) -> None:
    client.sign_in("zezhou")
    wrong = code(1)[:17] + ("0" if code(1)[17] != "0" else "1")
    page = client.post("/enterprises/new", data={"name": "", "credit_code": wrong, "position": "35.5,112.8"}).get_data(
        as_text=True
    )
    for words in ("请填写企业名称", "校验码不符", "请选择所在县（市、区）", "请选择企业类别", "写反了"):
        assert words in page
    kept = client.post("/enterprises/new", data=FORM | {"credit_code": wrong, "code_override": "执照原件如此"})
    assert (kept.status_code, only(instance).code_override) == (303, "执照原件如此")
    again = client.post("/enterprises/new", data=FORM | {"credit_code": wrong, "code_override": "执照原件如此"})
    assert "该企业已在名册中" in again.get_data(as_text=True)


def test_the_list_filters_and_counts(client: Client, instance: Instance, actors: Actors) -> None:
    client.sign_in("zezhou")
    client.post("/enterprises/new", data=FORM)
    client.post(
        "/enterprises/new",
        data=FORM | {"name": "乙能源（演示）", "credit_code": code(2), "categories": ["油气长输管道"]},
    )
    for query, names in {
        "": {"甲化工（演示）", "乙能源（演示）"},
        "?department=energy": {"乙能源（演示）"},
        "?category=运输": {"甲化工（演示）"},
        "?text=yny": {"乙能源（演示）"},
        f"?text={code(1)[:12]}": {"甲化工（演示）", "乙能源（演示）"},
        "?status=关闭": set(),
    }.items():
        page = client.get(f"/enterprises/{query}").get_data(as_text=True)
        assert {name for name in ("甲化工（演示）", "乙能源（演示）") if name in page} == names, query
    assert "共 2 家" in re.sub(r"\s+", " ", client.get("/enterprises/?part=total").get_data(as_text=True))


def test_an_unverified_enterprise_is_a_task_of_its_county(client: Client, instance: Instance, actors: Actors) -> None:
    with instance.database.write_unit(actors["zezhou"]) as session:
        unknown = Unknown("某化工（演示）", code(7), "140525", ("运输",))
        ensure_unverified(session, actors["zezhou"], [unknown], departments=instance_vocabulary(instance).lead_of)
    client.sign_in("zezhou")
    assert "某化工（演示）" in client.get("/").get_data(as_text=True)
    page = client.get(f"/enterprises/{only(instance).id}").get_data(as_text=True)
    assert "核实企业信息" in page and "由隐患清单登记为待核实" in page
    client.sign_in("gaoping")
    assert "某化工（演示）" not in client.get("/").get_data(as_text=True)
    assert "由所在县（市、区）和监管部门查看" in client.get(f"/enterprises/{only(instance).id}").get_data(as_text=True)


def test_a_status_changes_with_its_reason(client: Client, instance: Instance) -> None:
    client.sign_in("zezhou")
    client.post("/enterprises/new", data=FORM)
    address = f"/enterprises/{only(instance).id}/status"
    assert client.post(address, data={"status": "关闭", "reason": ""}).status_code == 422
    page = client.post(address, data={"status": "关闭", "reason": "已注销"}, follow_redirects=True).get_data(
        as_text=True
    )
    assert "正常 → 关闭：已注销" in page


def test_a_roster_is_previewed_then_kept(client: Client, instance: Instance, tmp_path: Path) -> None:
    client.sign_in("zezhou")
    template = load_workbook(io.BytesIO(client.get("/enterprises/import?part=template").data))
    assert template["填报表"]["A2"].value == "企业名称*"
    path = roster(
        tmp_path / "名册.xlsx",
        [[1, "甲（演示）", code(1), "泽州县", "生产"], [2, "乙（演示）", code(2), "长治市", "生产"]],
    )
    upload = {"file": (io.BytesIO(path.read_bytes()), "名册.xlsx")}
    preview = client.post("/enterprises/import", data=upload, content_type="multipart/form-data").get_data(as_text=True)
    assert "共读取2行，将新增1行" in preview and "“长治市”不在可选范围内" in preview
    with system_read(instance.database, "a test looks") as session:
        assert session.scalars(select(Enterprise)).all() == []
    found = re.search(r'name="token" value="([^"]+)"', preview)
    assert found is not None
    result = client.post("/enterprises/import", data={"token": found[1]}).get_data(as_text=True)
    assert "共读取2行，新增1行" in result
    assert only(instance).name == "甲（演示）"
    marked = load_workbook(io.BytesIO(client.get(f"/enterprises/import?part=errors&token={found[1]}").data))
    assert marked["Sheet"]["D4"].comment is not None


def test_who_may_not_is_refused(client: Client) -> None:
    assert client.get("/enterprises/").status_code in (302, 303)
    client.sign_in("supervision")
    assert client.get("/enterprises/new").status_code == 403
    assert client.get("/enterprises/import").status_code == 403


def test_other_rooms_show_what_they_know_of_it(
    client: Client, instance: Instance, actors: Actors, tmp_path: Path
) -> None:
    import_hazards(instance, actors["zezhou"], hazard_list(tmp_path / "a.xlsx", {}))
    for login in ("zezhou", "office", "gaoping"):
        page = client.sign_in(login).get(f"/enterprises/{only(instance).id}")
        assert page.status_code == 200
        assert ("安全阀未正常投用" in page.text) is (login != "gaoping"), login
