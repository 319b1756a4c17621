"""Writing the registry's rows: the enterprise with its card, links and ownership, and the record of what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pypinyin import Style, lazy_pinyin
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from anjian.enterprises.inputs import EnterpriseEntry
from anjian.enterprises.models import ChainLink, Enterprise, EnterpriseCard, Ownership, ParentCompany
from anjian.enterprises.rules import LinkPlan, changed_fields, planned_links
from anjian.enterprises.words import Status
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.history import open_versions, version_values
from anjian.kernel.ledger import AuditEntry, canonical_json, event_numbers
from anjian.kernel.numbering import next_codes

Deed = tuple[Enterprise, str, Mapping[str, Any]]
"""An enterprise, what was done, and the detail for the audit."""


def facts_of(enterprise: Enterprise) -> dict[str, Any]:
    """What an entry could state about the enterprise, as it stands."""
    card = enterprise.card
    located = card is not None and card.longitude is not None and card.latitude is not None
    return {
        "name": enterprise.name,
        "credit_code": enterprise.credit_code,
        "region_code": enterprise.region_code,
        "categories": tuple((link.category, link.department_code) for link in enterprise.open_links),
        "parent_name": enterprise.parent.name if enterprise.parent else None,
        "address": card.address if card else "",
        "chief": card.chief if card else "",
        "position": (card.longitude, card.latitude) if card and located else None,
        "status": enterprise.status,
    }


def enter_all(
    session: Session,
    entries: Sequence[EnterpriseEntry],
    parents: Mapping[str, ParentCompany],
    departments: Mapping[str, str],
    status: Status,
) -> dict[str, Enterprise]:
    codes = next_codes(session, "QY", len(entries))
    made: dict[str, Enterprise] = {}
    for entry, code in zip(entries, codes, strict=True):
        links = planned_links(entry.categories, entry.department_code, departments)
        made[entry.credit_code] = _new_enterprise(entry, code, parents.get(entry.parent_name or ""), links, status)
    session.add_all(made.values())
    session.flush()
    session.add_all(
        Ownership(**_owner(row), enterprise_id=row.id, from_on=None, to_on=None)
        for row in made.values()
        if row.parent_id is not None
    )
    session.flush()
    return made


def _new_enterprise(
    entry: EnterpriseEntry, code: str, parent: ParentCompany | None, links: Sequence[LinkPlan], status: Status
) -> Enterprise:
    enterprise = Enterprise(
        public_code=code,
        name=entry.name.strip(),
        credit_code=entry.credit_code,
        region_code=entry.region_code,
        department_code=links[0].department_code if links else None,
        parent=parent,
        parent_id=parent.id if parent else None,
        status=str(status),
        initials=initials_of(entry.name),
        code_override=entry.code_override,
    )
    enterprise.card = EnterpriseCard(**_card_values(entry), **_owner(enterprise))
    enterprise.links = [_new_link(enterprise, plan, position, None) for position, plan in enumerate(links)]
    return enterprise


def _card_values(entry: EnterpriseEntry) -> dict[str, Any]:
    longitude, latitude = entry.position or (None, None)
    return {"address": entry.address or "", "chief": entry.chief or "", "longitude": longitude, "latitude": latitude}


def _owner(enterprise: Enterprise) -> dict[str, Any]:
    """Owner columns of a row of the enterprise; the key itself comes through the relationship."""
    return {
        "region_code": enterprise.region_code,
        "department_code": enterprise.department_code,
        "parent_id": enterprise.parent_id,
    }


def _new_link(enterprise: Enterprise, plan: LinkPlan, position: int, from_on: date | None) -> ChainLink:
    owner = _owner(enterprise) | {"department_code": plan.department_code}
    return ChainLink(**owner, category=plan.category, position=position, from_on=from_on, to_on=None)


def update(
    session: Session,
    enterprise: Enterprise,
    entry: EnterpriseEntry,
    parents: Mapping[str, ParentCompany],
    departments: Mapping[str, str],
) -> tuple[str, ...]:
    """Bring one enterprise up to an entry and return the names of what changed."""
    plans = planned_links(entry.categories, entry.department_code, departments)
    if entry.department_code is None and plans and enterprise.open_links:
        # No department stated: the lead department that somebody named before stays.
        plans = _keep_departments(enterprise, plans)
    after = {
        "name": entry.name.strip(),
        "region_code": entry.region_code,
        "categories": tuple((plan.category, plan.department_code) for plan in plans),
        "parent_name": entry.parent_name,
        "address": entry.address,
        "chief": entry.chief,
        "position": entry.position,
        "status": str(Status.ACTIVE) if enterprise.status == Status.UNVERIFIED else None,
    }
    changed = changed_fields(facts_of(enterprise), after)
    if not changed:
        return ()
    _apply(session, enterprise, entry, changed, parents)
    if "categories" in changed:
        _replace_links(session, enterprise, plans)
    _share_owner(session, enterprise)
    return changed


def _keep_departments(enterprise: Enterprise, plans: Sequence[LinkPlan]) -> tuple[LinkPlan, ...]:
    known = {link.category: link.department_code for link in enterprise.open_links}
    return tuple(LinkPlan(plan.category, known.get(plan.category, plan.department_code)) for plan in plans)


def _apply(
    session: Session,
    enterprise: Enterprise,
    entry: EnterpriseEntry,
    changed: Sequence[str],
    parents: Mapping[str, ParentCompany],
) -> None:
    if "name" in changed:
        enterprise.name, enterprise.initials = entry.name.strip(), initials_of(entry.name)
    if "region_code" in changed:
        enterprise.region_code = entry.region_code
    if "status" in changed:
        enterprise.status = str(Status.ACTIVE)
    if entry.code_override:
        enterprise.code_override = entry.code_override
    card = enterprise.card
    if card is None:
        card = enterprise.card = EnterpriseCard(**_owner(enterprise))
    for name in ("address", "chief"):
        if name in changed:
            setattr(card, name, getattr(entry, name))
    if "position" in changed and entry.position is not None:
        card.longitude, card.latitude = entry.position
    if "parent_name" in changed and entry.parent_name:
        _change_parent(session, enterprise, parents[entry.parent_name])


def _change_parent(session: Session, enterprise: Enterprise, parent: ParentCompany) -> None:
    today = clock.today()
    first = enterprise.parent_id is None
    for ownership in session.query(Ownership).filter_by(enterprise_id=enterprise.id, to_on=None):
        ownership.to_on = today
    enterprise.parent, enterprise.parent_id = parent, parent.id
    owner = _owner(enterprise) | {"enterprise_id": enterprise.id}
    session.add(Ownership(**owner, from_on=None if first else today, to_on=None))


def _replace_links(session: Session, enterprise: Enterprise, plans: Sequence[LinkPlan]) -> None:
    """Links that stay keep their row; links that are no longer stated end today; new ones begin today, except on a card
    that had none: those were true before the registry knew."""
    today = clock.today()
    opened = {link.category: link for link in enterprise.open_links}
    begins = today if opened else None
    wanted = {plan.category for plan in plans}
    for category, link in opened.items():
        if category not in wanted:
            link.to_on = today
    for position, plan in enumerate(plans):
        kept = opened.get(plan.category)
        if kept is not None:
            kept.position, kept.department_code = position, plan.department_code
        else:
            enterprise.links.append(_new_link(enterprise, plan, position, begins))
    enterprise.department_code = plans[0].department_code
    session.flush()


def _share_owner(session: Session, enterprise: Enterprise) -> None:
    """Owner columns of the enterprise's own rows follow the enterprise."""
    session.flush()
    if enterprise.card is not None:
        enterprise.card.region_code = enterprise.region_code
        enterprise.card.department_code = enterprise.department_code
        enterprise.card.parent_id = enterprise.parent_id
    for link in enterprise.links:
        link.region_code, link.parent_id = enterprise.region_code, enterprise.parent_id


def record(session: Session, actor: Actor, deeds: Sequence[Deed], *, new: bool = False) -> None:
    """One audit entry for each enterprise, and versions of all its rows at that entry's number. `new`: none had any yet."""
    if not deeds:
        return
    session.flush()
    numbers = event_numbers(session, len(deeds))
    moment = clock.now()
    session.execute(
        insert(AuditEntry),
        [
            {
                "event_no": number,
                "recorded_at": moment,
                "account_id": actor.account_id,
                "actor_name": actor.person_name,
                "unit_name": actor.unit_name,
                "action": action,
                "subject_kind": "enterprise",
                "subject_id": enterprise.id,
                "detail": canonical_json(detail),
            }
            for (enterprise, action, detail), number in zip(deeds, numbers, strict=True)
        ],
    )
    if new:
        _open_first(session, [enterprise for enterprise, _, _ in deeds], numbers)
        return
    for (enterprise, _, _), number in zip(deeds, numbers, strict=True):
        owned = session.scalars(select(Ownership).where(Ownership.enterprise_id == enterprise.id))
        open_versions(session, [enterprise, *enterprise.links, *owned], number)


def _open_first(session: Session, enterprises: Sequence[Enterprise], numbers: Iterable[int]) -> None:
    """First versions in bulk: nothing is there to close."""
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    number_of = dict(zip([enterprise.id for enterprise in enterprises], numbers, strict=True))
    for enterprise in enterprises:
        rows[Enterprise.version_class].append(version_values(enterprise, number_of[enterprise.id]))
        for link in enterprise.links:
            rows[ChainLink.version_class].append(version_values(link, number_of[enterprise.id]))
    for part in batches(number_of):
        for ownership in session.scalars(select(Ownership).where(Ownership.enterprise_id.in_(part))):
            rows[Ownership.version_class].append(version_values(ownership, number_of[ownership.enterprise_id]))
    for version, values in rows.items():
        session.execute(insert(version), values)


def initials_of(name: str) -> str:
    """First letters of the name's pinyin, lower case, other characters as they are: 泽州云岭 -> zzyl."""
    letters = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(letter for letter in letters if letter.isalnum()).lower()[:200]
