"""The carrier's licence: what the plugin adds to the enterprise's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Actor, Problem, Refused, covers, open_versions, record_audit
from anjian.plugin_api.reading import enterprises_by_id
from anjian_transport.models import Carrier
from anjian_transport.service import DEPARTMENT, PERMISSION, WHO

FIELDS = ("licence", "business", "valid_to")


def load_licence(session: Session, subject_id: int) -> dict[str, Any]:
    """The licence of an enterprise by field name; empty where none is registered."""
    row = session.scalars(select(Carrier).where(Carrier.enterprise_id == subject_id)).one_or_none()
    return {} if row is None else {name: getattr(row, name) for name in FIELDS}


def save_licence(session: Session, actor: Actor, subject_id: int, data: Mapping[str, Any]) -> None:
    """Keep what the form states. A blank licence changes nothing where there is none; one that exists is corrected, never
    deleted. Raises `Refused`."""
    actor.require(PERMISSION, WHO)
    row = session.scalars(select(Carrier).where(Carrier.enterprise_id == subject_id)).one_or_none()
    stated = {"licence": data.get("licence"), "business": data.get("business") or "", "valid_to": data.get("valid_to")}
    if row is None and not any(stated.values()):
        return
    missing = {"licence": "道路运输经营许可证号", "valid_to": "许可证有效期至"}
    problems = [Problem(f"请填写{title}。", field=name) for name, title in missing.items() if not stated[name]]
    if problems:
        raise Refused(problems)
    if row is None:
        row = _new(session, actor, subject_id)
    elif all(getattr(row, name) == value for name, value in stated.items()):
        return
    for name, value in stated.items():
        setattr(row, name, value)
    session.flush()
    detail = {"许可证号": row.licence, "有效期至": row.valid_to}
    event_no = record_audit(session, "登记许可证", "transport_carrier", row.id, detail, actor)
    open_versions(session, [row], event_no)


def _new(session: Session, actor: Actor, enterprise_id: int) -> Carrier:
    ref = enterprises_by_id(session, [enterprise_id]).get(enterprise_id)
    place: dict[str, Any] = {
        "region_code": ref.region_code if ref else None,
        "department_code": DEPARTMENT,
        "enterprise_id": enterprise_id,
        "parent_id": ref.parent_id if ref else None,
    }
    if ref is None or not covers(actor, **place):
        raise Refused("这家企业不在您的管辖范围内，请由其监管单位登记许可证。")
    row = Carrier(**place)
    session.add(row)
    return row
