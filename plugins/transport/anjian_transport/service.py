"""The use case of the register: enter vehicles, or bring them up to what a form or a list states. Batches; no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api import Effect, RowResult
from anjian.plugin_api.data import Actor, Problem, Refused, clock, covers, open_versions, record_audit
from anjian.plugin_api.reading import EnterpriseRef, enterprises_by_credit_code, keys_taken, linked_ids
from anjian_transport.forms import VehicleForm
from anjian_transport.models import Vehicle
from anjian_transport.queries import FIELDS

DEPARTMENT = "transport"
PERMISSION = "transport.edit"
WHO = "交通运输部门车辆登记人员"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is there before a batch: vehicles in sight, plates registered at all, carriers by code, carriers of the sector."""

    vehicles: Mapping[str, Vehicle]
    taken: set[str]
    carriers: Mapping[str, EnterpriseRef]
    linked: set[int]


def save_vehicles(session: Session, actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[RowResult]:
    """Save rows as the form gives them; one result each, in order. A row that must not enter holds back no other.

    A vehicle keeps its row for ever, known by its plate; another carrier in a row is a transfer.
    """
    actor.require(PERMISSION, WHO)
    known = _known(session, rows)
    refused = [_problems(actor, row, known) for row in rows]
    results: list[RowResult] = []
    changed: list[Vehicle] = []
    for row, problems in zip(rows, refused, strict=True):
        if problems:
            results.append(RowResult(Effect.REFUSED, row["plate"], problems=tuple(problems)))
            continue
        vehicle = known.vehicles.get(row["plate"])
        result = _entered(session, row, known) if vehicle is None else _updated(vehicle, row, known)
        results.append(result[0])
        if result[0].effect is not Effect.UNCHANGED:
            changed.append(result[1])
    _remember(session, actor, changed, results)
    return results


def save_vehicle(session: Session, actor: Actor, row: Mapping[str, Any]) -> str:
    """Save one row from the page and return its plate. Raises `Refused`."""
    (result,) = save_vehicles(session, actor, [row])
    if result.problems:
        raise Refused(result.problems)
    return result.code


def _known(session: Session, rows: Sequence[Mapping[str, Any]]) -> _Known:
    plates = [row["plate"] for row in rows]
    found = {row.plate: row for row in session.scalars(select(Vehicle).where(Vehicle.plate.in_(plates)))}
    carriers = enterprises_by_credit_code(session, [row["carrier"] for row in rows])
    linked = linked_ids(session, DEPARTMENT, [ref.id for ref in carriers.values()])
    return _Known(found, keys_taken(session, Vehicle.plate, plates), carriers, linked)


def _problems(actor: Actor, row: Mapping[str, Any], known: _Known) -> list[Problem]:
    carrier = known.carriers.get(row["carrier"])
    if carrier is None:
        return [Problem("企业名册中没有这个统一社会信用代码，请先登记企业，或核对代码。", field="carrier")]
    found = []
    name = row.get("enterprise_name")
    if name and name != carrier.name:
        text = f"信用代码登记的企业是“{carrier.name}”，与所填“{name}”不一致，请核对。"
        found.append(Problem(text, field="enterprise_name"))
    if carrier.id not in known.linked:
        text = f"“{carrier.name}”没有由交通运输部门监管的环节，请先在企业名册中登记其运输环节。"
        found.append(Problem(text, field="carrier"))
    elif not covers(actor, **_owners(carrier)):
        found.append(Problem(f"“{carrier.name}”不在您的管辖范围内，请由其监管单位登记。", field="carrier"))
    if row["plate"] in known.taken and row["plate"] not in known.vehicles:
        text = f"{row['plate']}已由其他单位登记，不在您的管辖范围内，请与原登记单位办理转移。"
        found.append(Problem(text, field="plate"))
    return found


def _owners(carrier: EnterpriseRef) -> dict[str, Any]:
    return {
        "region_code": carrier.region_code,
        "department_code": DEPARTMENT,
        "enterprise_id": carrier.id,
        "parent_id": carrier.parent_id,
    }


def _entered(session: Session, row: Mapping[str, Any], known: _Known) -> tuple[RowResult, Vehicle]:
    vehicle = Vehicle(registered_on=clock.today(), **_owners(known.carriers[row["carrier"]]))
    for name in FIELDS:
        setattr(vehicle, name, row.get(name))
    session.add(vehicle)
    return RowResult(Effect.ENTERED, vehicle.plate), vehicle


def _updated(vehicle: Vehicle, row: Mapping[str, Any], known: _Known) -> tuple[RowResult, Vehicle]:
    titles = {name: field.label.text for name, field in VehicleForm()._fields.items()}
    changed = [titles[name] for name in FIELDS if getattr(vehicle, name) != row.get(name)]
    owners = _owners(known.carriers[row["carrier"]])
    if vehicle.enterprise_id != owners["enterprise_id"]:
        changed.insert(0, titles["carrier"])
    for name, value in ({name: row.get(name) for name in FIELDS} | owners).items():
        if getattr(vehicle, name) != value:
            setattr(vehicle, name, value)
    effect = Effect.UPDATED if changed else Effect.UNCHANGED
    return RowResult(effect, vehicle.plate, tuple(changed)), vehicle


def _remember(session: Session, actor: Actor, changed: list[Vehicle], results: Sequence[RowResult]) -> None:
    """One audit entry for the batch; the versions of all its rows carry its number."""
    if not changed:
        return
    session.flush()
    tally = {str(effect): sum(1 for one in results if one.effect is effect) for effect in Effect}
    one = changed[0].id if len(changed) == 1 else None
    detail = {"车牌号": "、".join(vehicle.plate for vehicle in changed[:20]), **tally}
    event_no = record_audit(session, "登记车辆", "transport_vehicle", one, detail, actor)
    open_versions(session, changed, event_no)
