"""Enforcement as CSV rows: enough to count block 3 of 附件1 again. Voided rows are left out; no person is named: `person` is a
number that is the same for the same person of the same matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from anjian.enforcement.kinds import (
    ACCOUNTABILITIES,
    ASSISTANCE,
    MEASURES,
    NOTICES,
    REFERRALS,
    TYPICAL_CASES,
)
from anjian.enforcement.models import Decision, DecisionTerm, EnforcementCase, UnitNotice
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard

CASES = (
    "public_code", "number", "title", "enterprise_code", "enterprise_name", "region", "department", "unit", "filed_on", "stage",
    "closed_on", "hazard_code",
)  # fmt: skip
DECISIONS = (
    "number", "kind", "authority", "enterprise_code", "enterprise_name", "decided_on", "legal_basis", "amount_fen", "status",
    "public_code", "case_code", "target", "punishments", "joint_authorities", "region", "department", "unit",
)  # fmt: skip
CHANGES = ("decision_code", "effective_on", "status", "amount_fen", "document", "reason")
EVENTS = (
    "public_code", "kind", "detail", "happened_on", "region", "department", "unit", "joint_units", "enterprise_code",
    "enterprise_name", "person", "case_key", "dangerous_operation", "addressees",
)  # fmt: skip
Words = Callable[[Any], Sequence[Any]]
"""(region, department) of a row in words."""


def cases(session: Session, words: Words) -> Iterator[Sequence[Any]]:
    statement = (
        select(EnforcementCase, Enterprise, Hazard.public_code)
        .outerjoin(Enterprise, Enterprise.id == EnforcementCase.enterprise_id)
        .outerjoin(Hazard, Hazard.id == EnforcementCase.hazard_id)
        .where(EnforcementCase.voided.is_(False))
        .order_by(EnforcementCase.public_code)
    )
    for row, enterprise, hazard in session.execute(statement):
        yield (
            row.public_code, row.number, row.title, *_enterprise(enterprise), *words(row), row.unit_name, row.happened_on,
            row.stage, row.closed_on, hazard,
        )  # fmt: skip


def decisions(session: Session, words: Words) -> Iterator[Sequence[Any]]:
    """Each with its amount and status as they stand by all that is known now; how they came to be is in the changes."""
    statement = (
        select(Decision, Enterprise, EnforcementCase.public_code)
        .outerjoin(Enterprise, Enterprise.id == Decision.enterprise_id)
        .join(EnforcementCase, EnforcementCase.id == Decision.case_id)
        .where(Decision.voided.is_(False))
        .order_by(Decision.happened_on, Decision.public_code)
    )
    for row, enterprise, case in session.execute(statement):
        yield (
            row.number, row.measures, row.authority, *_enterprise(enterprise), row.happened_on, row.legal_basis,
            row.amount_fen, row.standing, row.public_code, case, row.target, row.punishments, row.joint_units, *words(row),
            row.unit_name,
        )  # fmt: skip


def changes(session: Session) -> Iterator[Sequence[Any]]:
    """What every decision amounts to, from which day on: of a day, the last line up to it is in force."""
    statement = (
        select(DecisionTerm, Decision.public_code)
        .join(Decision, Decision.id == DecisionTerm.decision_id)
        .where(DecisionTerm.voided.is_(False))
        .order_by(Decision.public_code, DecisionTerm.happened_on, DecisionTerm.id)
    )
    for row, decision in session.execute(statement):
        yield decision, row.happened_on, row.standing, row.amount_fen, row.document, row.reason


def events(session: Session, words: Words) -> Iterator[Sequence[Any]]:
    """Assistance, referrals, measures, typical cases, accountability, notices."""
    for kind in (ASSISTANCE, REFERRALS, MEASURES, TYPICAL_CASES, ACCOUNTABILITIES, NOTICES):
        model: Any = kind.model
        statement = select(model, Enterprise).outerjoin(Enterprise, Enterprise.id == model.enterprise_id)
        if model is UnitNotice:
            statement = statement.options(selectinload(UnitNotice.addressees))
        for row, enterprise in session.execute(statement.where(model.voided.is_(False)).order_by(model.public_code)):
            key = getattr(row, "counted_key_id", None)
            keys = (key, None) if kind in (REFERRALS, ACCOUNTABILITIES) else (None, key)
            named = _enterprise(enterprise if kind is not ACCOUNTABILITIES else None)
            yield (
                row.public_code, kind.title, _DETAIL[kind.name](row), row.happened_on, *words(row), row.unit_name,
                row.joint_units, *named, *keys, _YES.get(getattr(row, "dangerous_operation", None)),
                "、".join(one.unit_name for one in getattr(row, "addressees", ())),
            )  # fmt: skip


_YES: Mapping[Any, str] = {True: "是", False: "否"}
_DETAIL: Mapping[str, Callable[[Any], str]] = {
    ASSISTANCE.name: lambda row: row.aim,
    REFERRALS.name: lambda row: row.organ,
    MEASURES.name: lambda row: row.kind,
    TYPICAL_CASES.name: lambda row: row.title,
    ACCOUNTABILITIES.name: lambda _row: "",
    NOTICES.name: lambda row: row.kind,
}
"""What tells rows of a register apart in a count; of accountability nothing is said."""


def _enterprise(enterprise: Enterprise | None) -> tuple[str | None, str | None]:
    return (enterprise.credit_code, enterprise.name) if enterprise is not None else (None, None)
