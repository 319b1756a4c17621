"""Two-level confirmation (R-088): the enterprise signs, the parent company gives its opinion, the department decides."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.hazards.guards import PARTIES
from anjian.hazards.inputs import Parties
from anjian.hazards.models import Hazard
from anjian.hazards.steps import load, simple_step, take
from anjian.hazards.words import Opinion, Review
from anjian.kernel.actor import Actor
from anjian.people.queries import region_names


def sign(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """企业主要负责人 signs what the enterprise found: from now on it is reported. Who entered it may not sign it."""
    changes = {"signed_on": on, "signed_by": actor.person_id, "reported_on": on}
    return simple_step(session, actor, hazard_id, "sign", on, changes, seq=seq)


def return_unsigned(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """企业主要负责人 has it filled in again."""
    return simple_step(session, actor, hazard_id, "return_unsigned", on, {}, reason=reason, seq=seq)


def confirm_parent(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """The parent company confirms what its subsidiary reported."""
    changes = {"parent_confirmed_on": on, "parent_opinion": str(Opinion.AGREES)}
    return simple_step(session, actor, hazard_id, "confirm_parent", on, changes, seq=seq)


def doubt_parent(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The parent company holds that it is no major hazard. That is an opinion: the department decides, and sees the reason."""
    changes = {"parent_confirmed_on": on, "parent_opinion": str(Opinion.NOT_MAJOR)}
    return simple_step(session, actor, hazard_id, "doubt_parent", on, changes, reason=reason, seq=seq)


def return_parent(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The parent company has its subsidiary supplement the report."""
    return simple_step(session, actor, hazard_id, "return_parent", on, {}, reason=reason, seq=seq)


def confirm(
    session: Session, actor: Actor, hazard_id: int, on: date, parties: Parties | None = None,
    *, reason: str = "", seq: int | None = None,
) -> Hazard:  # fmt: skip
    """The industry department confirms: from this day the hazard counts in 附件1.

    `parties` names the three responsible parties (R-005); for None the usual one is taken: from the enterprise's card, the
    acting officer, the county; a blank one is refused. `reason` says why a parent company that did not answer is passed over.
    """
    hazard = load(session, hazard_id, seq)
    named = parties or Parties()
    usual = usual_parties(session, actor, hazard)
    stated = {name: getattr(named, name) for name in PARTIES}
    changes: dict[str, Any] = {name: usual[name] if who is None else who.strip() for name, who in stated.items()}
    changes["confirmed_on"] = on
    if named.review:
        changes["review"] = str(Review.NEEDED)
    take(session, actor, hazard, "confirm", on, changes, reason=reason)
    return hazard


def usual_parties(session: Session, actor: Actor, hazard: Hazard) -> dict[str, str | None]:
    """Who is responsible unless somebody else is named. Duties attach to posts: the county's leader is named by post."""
    card = session.get_one(Enterprise, hazard.enterprise_id).card
    chief = card.chief if card is not None else None
    county = region_names(session).get(hazard.region_code or "")
    return {
        "enterprise_person": hazard.enterprise_person or (f"{chief}（主要负责人）" if chief else "企业主要负责人"),
        "officer": hazard.officer or f"{actor.unit_name} {actor.person_name}（{actor.post}）",
        "leader": hazard.leader or (f"{county}党政领导（分管安全生产）" if county else None),
    }


def send_back(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The department has the report supplemented."""
    return simple_step(session, actor, hazard_id, "send_back", on, {}, reason=reason, seq=seq)


def downgrade(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The department finds that the fault is no major hazard; it leaves every count, its row stays."""
    return simple_step(session, actor, hazard_id, "downgrade", on, {}, reason=reason, seq=seq)


def withdraw(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The report was wrong; it leaves every count, its row stays readable."""
    return simple_step(session, actor, hazard_id, "withdraw", on, {}, reason=reason, seq=seq)
