"""Where random histories happen: one enterprise, everybody who could lay hands on its hazards, and what a step brings along."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from anjian.enterprises.models import Enterprise
from anjian.hazards.inputs import Correction, Listing, NewHazard, Parties, Plan, Publication
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS
from anjian.hazards.words import ListingLevel, Source
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

OFFICIALS = ("zezhou", "zezhou2", "transport", "transport2", "emergency", "office")
PLACES = ("chief", "safety", "parent", *OFFICIALS)
COLUMNS = tuple(column.key for column in Hazard.__table__.columns)
Row = dict[str, Any]


@dataclass
class City:
    """The enterprise of all histories of one test and everybody around it; counts what happened."""

    instance: Instance
    factory: Factory

    def __post_init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    @cached_property
    def enterprise(self) -> Enterprise:
        return self.factory.enterprise(parent="示例集团（演示）")

    @cached_property
    def people(self) -> dict[str, Actor]:
        assert self.enterprise.parent_id is not None
        own = {
            "chief": self.factory.staff(self.enterprise, chief=True),
            "safety": self.factory.staff(self.enterprise),
            "parent": self.factory.parent_officer(self.enterprise.parent_id),
        }
        return own | {login: self.factory.actors[login] for login in OFFICIALS}

    def look(self, hazard_id: int) -> Row:
        with self.instance.database.reading.connect() as connection:
            return dict(connection.execute(select(Hazard.__table__).where(Hazard.id == hazard_id)).mappings().one())

    def new_hazard(self, source: Source, by: Actor, on: date) -> NewHazard:
        return NewHazard(
            self.enterprise.id, "相互禁配物质混放混存", f"甲类仓库{uuid4().hex[:6]}", source, on, by.person_name,
            self.enterprise.department_code or "", limb_code="C-20c",
        )  # fmt: skip


def brought(verb: str, row: Row, on: date, *, whole: bool) -> tuple[object, ...]:
    """What a step needs besides the hazard: its day and what its form asks for; not `whole`: something is missing, or chosen
    otherwise.

    What is allowed depends on the history alone, never on what others of the test did: a history can be walked again."""
    if verb == "correct":
        facts = {"place": f"乙类仓库{uuid4().hex[:6]}", "discovered_on": row["discovered_on"] - timedelta(days=1)}
        return (Correction(facts if whole else {}, "理由"),)
    due = row["due_on"] or clock.today() + timedelta(days=30)
    plan = Plan("演示甲", "更换" if whole else None, 0, due, "值守")
    number = f"督{uuid4().hex[:8]}号" if whole else ""
    listing = Listing(number, ListingLevel.CITY, "市应急局", "演示乙", "按期整改", clock.today())
    published = Publication("市政府网站", "公告栏")
    extra: tuple[object, ...] = {
        "plan": (plan,), "submit_plan": (plan,), "fix_now": (plan,), "order_listing": (listing,),
        "publish_listing": (published,), "publish_lifting": (published,),
        "ask_extension": (due + timedelta(days=30 if whole else 0),),
        "ask_transfer": ("emergency" if whole else "transport",), "confirm": (Parties(review=not whole),),
    }.get(verb, ())  # fmt: skip
    return (on, *extra, "理由") if TRANSITIONS[verb].reason_required else (on, *extra)


def changed(before: Row, after: Row) -> set[str]:
    return {name for name in COLUMNS if before[name] != after[name]}
