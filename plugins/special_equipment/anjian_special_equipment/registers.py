"""The plugin's registers, and what falls due in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Problem
from anjian.plugin_api.reading import enterprises_by_credit_code
from anjian.plugin_api.registers import Due, Dues, Register, Registered
from anjian_special_equipment.forms import AccidentForm, EquipmentForm
from anjian_special_equipment.items import title_of
from anjian_special_equipment.models import Accident, Certificate, Equipment, Personnel
from anjian_special_equipment.people_forms import CertificateForm, PersonnelForm
from anjian_special_equipment.queries import active, on_duty
from anjian_special_equipment.words import SOON_DAYS

PLUGIN = "special_equipment"
DEPARTMENT = "market"


def check_equipment(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[list[Problem]]:
    """A 使用登记证编号 names one piece of an enterprise: not two of the list, not another that is registered."""
    stated = Counter((row["enterprise"], row.get("registration")) for row in rows)
    refs = enterprises_by_credit_code(session, [row["enterprise"] for row in rows])
    owners = [ref.id for ref in refs.values()]
    query = select(Equipment.enterprise_id, Equipment.registration, Equipment.number)
    kept = {
        (row.enterprise_id, row.registration): row.number
        for row in session.execute(
            query.where(Equipment.enterprise_id.in_(owners), Equipment.registration.is_not(None))
        )
    }
    named = {(row["enterprise"], row["number"]): row.get("registration") for row in rows}
    return [_registration_problems(row, stated, refs, kept, named) for row in rows]


def _registration_problems(
    row: Mapping[str, Any],
    stated: Counter[Any],
    refs: Mapping[str, Any],
    kept: Mapping[Any, str],
    named: Mapping[Any, Any],
) -> list[Problem]:
    code, registration = row["enterprise"], row.get("registration")
    if not registration:
        return []
    if stated[code, registration] > 1:
        return [Problem(f"使用登记证编号{registration}在同一企业的几台设备上重复，请核对。", field="registration")]
    other = kept.get((refs[code].id, registration)) if code in refs else None
    if other in (None, row["number"]) or named.get((code, other), registration) != registration:
        return []
    return [Problem(f"使用登记证编号{registration}已登记在设备{other}上，请核对。", field="registration")]


class EquipmentRegister(Register):
    """Equipment is called by its name and number: a number alone tells nobody what it is."""

    def label(self, row: Registered) -> str:
        assert isinstance(row, Equipment)
        return f"{row.name}（{row.number}）"


class CertificateRegister(Register):
    """Certificates are called by what they allow and the end of their number: number and holder are personal data."""

    def label(self, row: Registered) -> str:
        assert isinstance(row, Certificate)
        return f"{row.item}{title_of(row.item)}（{row.post}，证号末四位{row.number[-4:]}）"


EQUIPMENT = EquipmentRegister(
    plugin=PLUGIN, name="equipment", title="特种设备台账", noun="特种设备", unit="台（套）", model=Equipment, form=EquipmentForm,
    key=("enterprise", "number"), department=DEPARTMENT, check=check_equipment,
    panel=("number", "name", "kind", "use", "next_inspection"),
)  # fmt: skip
PERSONNEL = Register(
    plugin=PLUGIN, name="personnel", title="人员资格核查", noun="人员资格核查", unit="家", model=Personnel, form=PersonnelForm,
    key=("enterprise",), department=DEPARTMENT,
    panel=("checked_on", "unqualified_manager", "unqualified_tester", "unqualified_operator"),
)  # fmt: skip
CERTIFICATES = CertificateRegister(
    plugin=PLUGIN, name="certificates", title="人员证书台账", noun="人员证书", unit="项", model=Certificate,
    form=CertificateForm, key=("enterprise", "number", "item"), department=DEPARTMENT,
    panel=("item", "role", "post", "valid_to"),
)  # fmt: skip
ACCIDENTS = Register(
    plugin=PLUGIN, name="accidents", title="特种设备事故", noun="特种设备事故", unit="起", model=Accident, form=AccidentForm,
    key=("enterprise", "happened_on", "equipment"), department=DEPARTMENT,
)  # fmt: skip
DUES = Dues(
    PLUGIN,
    (
        Due("特种设备法定检验", EQUIPMENT, "next_inspection", active, SOON_DAYS),
        Due("安全附件校验", EQUIPMENT, "accessories_to", active, SOON_DAYS),
        Due("特种设备人员证书", CERTIFICATES, "valid_to", on_duty, SOON_DAYS),
    ),
)
