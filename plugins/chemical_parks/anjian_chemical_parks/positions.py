"""Where enterprises lie, compared with the parks that they are registered in (R-053)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Actor, covers
from anjian.plugin_api.reading import EnterpriseRef, enterprises_by_id, positions_of_enterprises
from anjian_chemical_parks.geometry import Point, box_of, contains, points_of
from anjian_chemical_parks.models import Member, Park
from anjian_chemical_parks.rules import LEAD
from anjian_chemical_parks.words import Relation

Areas = Mapping[str, Sequence[Point]]
"""Park -> its 四至 as closed points; empty where none is drawn."""


@dataclass(frozen=True, slots=True)
class Place:
    """One enterprise: how register and map agree, the park it is registered in and the one it lies in (blank: none)."""

    relation: Relation
    park: str
    located_in: str


def compare(areas: Areas, declared: Mapping[int, str], positions: Mapping[int, Point]) -> dict[int, Place]:
    """Every enterprise that is registered in a park (`declared`: enterprise -> park) or lies in one. Pure."""
    return {
        number: place
        for number in sorted({*declared, *positions})
        for place in _placed(areas, declared, positions, number)
    }


def _placed(areas: Areas, declared: Mapping[int, str], positions: Mapping[int, Point], number: int) -> Iterator[Place]:
    park, point = declared.get(number, ""), positions.get(number)
    inside = [name for name, ring in areas.items() if point is not None and ring and contains(ring, point)]
    located = park if park in inside else (inside[0] if inside else "")
    if not park:
        if located:
            yield Place(Relation.UNDECLARED, "", located)
    elif point is None:
        yield Place(Relation.NO_POSITION, park, "")
    elif located:
        yield Place(Relation.AGREES if located == park else Relation.ELSEWHERE, park, located)
    else:
        yield Place(Relation.OUTSIDE if areas.get(park) else Relation.NO_BOUNDARY, park, "")


def survey(session: Session, day: date, actor: Actor | None = None) -> dict[int, tuple[EnterpriseRef, Place]]:
    """The comparison on a day, by enterprise id; for an actor, of the enterprises that lie in its own scope."""
    areas = {
        name: points_of(boundary or "")
        for name, boundary in session.execute(select(Park.name, Park.boundary).order_by(Park.name))
    }
    present = (Member.entered_on <= day) & or_(Member.left_on.is_(None), Member.left_on >= day)
    members = session.execute(select(Member.enterprise_id, Member.park).where(present))
    declared = {number: park for number, park in members if number is not None}
    boxes = [box_of(ring) for ring in areas.values() if ring]
    places = compare(areas, declared, positions_of_enterprises(session, ids=declared, boxes=boxes))
    refs = enterprises_by_id(session, places)
    return {
        number: (refs[number], place)
        for number, place in places.items()
        if number in refs and (actor is None or _in_scope(actor, refs[number]))
    }


def _in_scope(actor: Actor, ref: EnterpriseRef) -> bool:
    return covers(
        actor, region_code=ref.region_code, department_code=LEAD, enterprise_id=ref.id, parent_id=ref.parent_id
    )
