"""A row as its form stated it: for comparing, exporting and showing. What review or appeal changed later is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enforcement.fields import ActForm
from anjian.enforcement.models import (
    Accountability,
    Assistance,
    Decision,
    DecisionTerm,
    EnforcementCase,
    EnterpriseMeasure,
    Referral,
    TypicalCase,
    UnitNotice,
)
from anjian.enforcement.words import NAME_HIDDEN, Aim, Standing
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.inspections.models import Visit
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.people.models import Region

SEES_PERSONS = "enforcement.persons"


class Names:
    """What ids and codes of a batch of rows mean."""

    def __init__(self, session: Session, rows: Iterable[Any]) -> None:
        found = list(rows)
        from_rows = {name: {getattr(row, name, None) for row in found} - {None} for name in _LINKS}
        self.enterprises = _named(session, "enterprise_id", from_rows["enterprise_id"])
        self.cases = _named(session, "case_id", from_rows["case_id"])
        self.hazards = _named(session, "hazard_id", from_rows["hazard_id"])
        self.visits = _named(session, "visit_id", from_rows["visit_id"])
        self.regions: Mapping[str, str] = dict(session.execute(select(Region.code, Region.name)).all())

    def enterprise(self, row: Any) -> dict[str, Any]:
        """The two fields that name the enterprise."""
        code, name = self.enterprises.get(row.enterprise_id, (None, None))
        return {"enterprise": code, "enterprise_name": name}

    def case(self, row: Any) -> Any:
        """The number of the case that a row belongs to."""
        return self.cases.get(row.case_id, (None,))[0]


def names_of(session: Session, rows: Iterable[Any]) -> Names:
    return Names(session, rows)


def shown_to(actor: Actor, form: type[ActForm], stated: dict[str, Any]) -> dict[str, Any]:
    """The statement without the names of persons, where they are not the actor's to see."""
    if actor.may(SEES_PERSONS):
        return stated
    return stated | {name: NAME_HIDDEN for name in form.private if stated.get(name)}


def common(row: Any) -> dict[str, Any]:
    return {"joint_units": row.joint_units, "remark": row.remark, "happened_on": row.happened_on}


def plain(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def case(row: EnforcementCase, names: Names) -> dict[str, Any]:
    return (
        common(row) | names.enterprise(row) | plain(row, "number", "title", "both_due")
        | {"hazard": names.hazards.get(row.hazard_id, (None,))[0], "visit": names.visits.get(row.visit_id, (None,))[0]}
    )  # fmt: skip


def decision(row: Decision, names: Names) -> dict[str, Any]:
    """As decided: the amount of the first term, whatever came later."""
    first = next((term for term in row.terms if term.first), None)
    return common(row) | plain(row, "number", "authority", "legal_basis", "target", "person_name") | {
        "case_number": names.case(row),
        "measures": split(row.measures),
        "punishments": split(row.punishments),
        "amount_fen": first.amount_fen if first else None,
    }  # fmt: skip


def change(row: DecisionTerm, names: Names) -> dict[str, Any]:
    changed = row.standing == Standing.CHANGED
    return common(row) | plain(row, "standing", "document", "reason") | {
        "authority": row.decision.authority,
        "number": row.decision.number,
        "amount_fen": row.amount_fen if changed else None,
    }  # fmt: skip


def assistance(row: Assistance, names: Names) -> dict[str, Any]:
    county = row.aim == Aim.COUNTY
    stated = plain(row, "aim", "ended_on", "team", "content", "handed_over") | names.enterprise(row)
    return common(row) | stated | {"region": names.regions.get(row.region_code or "") if county else None}


def referral(row: Referral, names: Names) -> dict[str, Any]:
    stated = plain(row, "matter", "person_name", "person_note", "letter", "organ", "receipt", "receipt_on")
    return common(row) | stated | names.enterprise(row) | {"case_number": names.case(row)}


def measure(row: EnterpriseMeasure, names: Names) -> dict[str, Any]:
    return common(row) | plain(row, "kind", "document", "medium", "content") | names.enterprise(row)


def typical_case(row: TypicalCase, names: Names) -> dict[str, Any]:
    stated = plain(row, "title", "medium", "dangerous_operation")
    return common(row) | stated | names.enterprise(row) | {"case_number": names.case(row)}


def accountability(row: Accountability, names: Names) -> dict[str, Any]:
    stated = plain(row, "matter", "grounds", "person_name", "person_note", "person_post", "kind", "document")
    return common(row) | stated | names.enterprise(row)


def notice(row: UnitNotice, names: Names) -> dict[str, Any]:
    addressees = [one.unit_name for one in row.addressees]
    return common(row) | plain(row, "kind", "number", "title", "content") | {"addressees": addressees}


def split(text: str) -> list[str]:
    return [part for part in text.split("、") if part]


_COLUMNS: dict[str, tuple[Any, ...]] = {
    "enterprise_id": (Enterprise.id, Enterprise.credit_code, Enterprise.name),
    "case_id": (EnforcementCase.id, EnforcementCase.number),
    "hazard_id": (Hazard.id, Hazard.public_code),
    "visit_id": (Visit.id, Visit.public_code),
}
_LINKS = tuple(_COLUMNS)


def _named(session: Session, link: str, ids: Iterable[Any]) -> dict[Any, tuple[Any, ...]]:
    key, *columns = _COLUMNS[link]
    found: dict[Any, tuple[Any, ...]] = {}
    for part in batches(sorted(ids)):
        found |= {row[0]: tuple(row[1:]) for row in session.execute(select(key, *columns).where(key.in_(part)))}
    return found
