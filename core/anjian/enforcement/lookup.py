"""What the rows of one batch refer to, fetched once: enterprises, cases, decisions, hazards, visits, places, units.

Read within the actor's scope: what the actor may not see cannot be referred to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enforcement.models import CountedKey, Decision, EnforcementCase, Recorded
from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import by_credit_code
from anjian.exchange.text import normalise_text
from anjian.hazards.models import Hazard
from anjian.inspections.models import Visit
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.errors import Problem
from anjian.kernel.ledger import canonical_json
from anjian.people.models import Region, Unit

Row = Mapping[str, Any]
T = TypeVar("T")


def digest_of(*parts: object) -> str:
    """One identity for equal words, however they are spaced or cased."""
    words = [normalise_text(str(part)) if part is not None else "" for part in parts]
    return hashlib.sha256(canonical_json({"parts": words}).encode()).hexdigest()


@dataclass
class Lookup:
    """The rows of a batch and what they refer to."""

    session: Session
    actor: Actor
    unit: Unit | None
    enterprises: Mapping[str, Enterprise]
    cases: Mapping[str, list[EnforcementCase]]
    decisions: Mapping[tuple[str, str], list[Decision]]
    hazards: Mapping[str, Hazard]
    visits: Mapping[str, Visit]
    regions: Mapping[str, str]
    """Name of a county-level place -> its code."""
    units: Mapping[str, Unit]
    keys: dict[str, CountedKey] = field(default_factory=dict)

    def enterprise(self, row: Row, problems: list[Problem]) -> Enterprise | None:
        """The enterprise that a row names; its stated name must be the registered one."""
        code = row.get("enterprise")
        if not code:
            return None
        found = self.enterprises.get(code)
        if found is None:
            problems.append(Problem("名册中没有这个信用代码的企业，请核对，或先登记企业", field="enterprise"))
            return None
        stated = row.get("enterprise_name")
        if stated and normalise_text(stated) != normalise_text(found.name):
            text = f"该信用代码登记的企业是“{found.name}”，与所填名称不符"
            problems.append(Problem(text, field="enterprise_name"))
        return found

    def case(self, row: Row, problems: list[Problem], name: str = "case_number") -> EnforcementCase | None:
        """The case of the actor's scope that a number names."""
        number = row.get(name)
        if not number:
            return None
        found = self.cases.get(number, [])
        own = [case for case in found if case.unit_id == self.actor.unit_id] or found
        if len(own) != 1:
            text = "没有这个立案文号的案件" if not own else "有几个单位的案件用了这个文号，请由立案单位登记"
            problems.append(Problem(f"{text}，请核对，或先登记案件", field=name))
            return None
        return own[0]

    def counted_key(self, *parts: object) -> CountedKey:
        """The one key of a thing that several units may report; made when first met."""
        digest = digest_of(*parts)
        if digest not in self.keys:
            found = self.session.scalars(select(CountedKey).where(CountedKey.digest == digest)).one_or_none()
            if found is None:
                found = CountedKey(digest=digest)
                self.session.add(found)
                self.session.flush()
            self.keys[digest] = found
        return self.keys[digest]

    def owners(self, enterprise: Enterprise | None, region_code: str | None = None) -> dict[str, Any]:
        """Whose row it is: the enterprise's place and parent, the acting unit's department, else the enterprise's lead one."""
        own_region = self.unit.region_code if self.unit and self.unit.kind != "department" else None
        own_department = self.unit.department_code if self.unit else None
        return {
            "region_code": region_code or (enterprise.region_code if enterprise else own_region),
            "department_code": own_department or (enterprise.department_code if enterprise else None),
            "enterprise_id": enterprise.id if enterprise else None,
            "parent_id": enterprise.parent_id if enterprise else None,
        }


def lookup_of(session: Session, actor: Actor, rows: Sequence[Row]) -> Lookup:
    """Fetch what the rows refer to, in a fixed number of queries."""
    named = _values(rows, "case_number")
    return Lookup(
        session=session,
        actor=actor,
        unit=session.get(Unit, actor.unit_id) if actor.unit_id is not None else None,
        enterprises=by_credit_code(session, _values(rows, "enterprise")),
        cases=_grouped(_in(session, EnforcementCase, EnforcementCase.number, named), lambda case: case.number),
        decisions=_grouped(
            _in(session, Decision, Decision.number, _values(rows, "number") if _has(rows, "authority") else []),
            lambda one: (normalise_text(one.authority), one.number),
        ),
        hazards={one.public_code: one for one in _in(session, Hazard, Hazard.public_code, _values(rows, "hazard"))},
        visits={str(one.public_code): one for one in _in(session, Visit, Visit.public_code, _values(rows, "visit"))},
        regions={
            one.name: one.code for one in session.scalars(select(Region).where(Region.kind.in_(("county", "zone"))))
        },
        units={one.name: one for one in _in(session, Unit, Unit.name, _addressees(rows))},
    )


def _has(rows: Sequence[Row], name: str) -> bool:
    return any(row.get(name) for row in rows)


def _values(rows: Sequence[Row], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if row.get(name)))


def _addressees(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row.get("addressees") or ()))


def _in(session: Session, model: type[T], column: Any, wanted: Iterable[Any]) -> list[T]:
    """Rows whose column is one of these; voided enforcement rows are left out."""
    found: list[T] = []
    for part in batches(wanted):
        query = select(model).where(column.in_(part))
        if issubclass(model, Recorded):
            query = query.where(model.voided.is_(False))
        found += session.scalars(query)
    return found


def _grouped(rows: Iterable[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    found: dict[Any, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
