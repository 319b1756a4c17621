"""Who acts in the city: actors by login, enterprises by plan, and the people of enterprises and parent companies."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from anjian.enterprises.models import Enterprise, ParentCompany
from anjian.kernel.actor import Actor
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.testing.city.enterprises import EnterprisePlan
from anjian.testing.city.words import PARENTS
from anjian.testing.installing import Actors
from anjian.testing.staff import Worker, hire, unit_of_enterprise, unit_of_parent


class Cast:
    """The acting persons of one demo city."""

    def __init__(self, instance: Instance, units: dict[str, str]) -> None:
        self._instance = instance
        self._units = units
        """Region code -> code of its county-level unit."""
        self._actors = Actors(instance)
        self._known: dict[str, Actor] = {}
        self._ids: dict[str, int] = {}
        self._staffed: dict[int, str] = {}
        self._parents: dict[str, str] = {}

    def actor(self, login: str) -> Actor:
        if login not in self._known:
            self._known[login] = self._actors[login]
        return self._known[login]

    def enterprise_id(self, plan: EnterprisePlan) -> int:
        """The registry's id of a planned enterprise (its roster has been imported by then)."""
        if not self._ids:
            with system_read(self._instance.database, "enterprises of the demo city") as session:
                self._ids = dict(session.execute(select(Enterprise.credit_code, Enterprise.id)).all())
        return self._ids[plan.credit_code]

    def hire_business(self, plans: Sequence[EnterprisePlan]) -> list[Worker]:
        """Accounts for the people of these enterprises and of the parent companies that own any."""
        hired: list[Worker] = []
        with system_write(self._instance.database, "people of the demo city") as session:
            for place, name in enumerate(PARENTS, 1):
                parent = session.scalars(select(ParentCompany).where(ParentCompany.name == name)).one_or_none()
                if parent is not None:
                    self._parents[name] = f"parent{place}"
                    hired += hire(session, [unit_of_parent(session, parent)], [f"parent{place}"])
            for place, plan in enumerate(plans, 1):
                enterprise = session.get_one(Enterprise, self.enterprise_id(plan))
                self._staffed[plan.number] = f"ent{place}"
                hired += hire(session, [unit_of_enterprise(session, enterprise)], [f"ent{place}"])
        return hired

    def staff_login(self, plan: EnterprisePlan) -> str:
        """The enterprise's safety officer, or its county's officer where it has no account."""
        base = self._staffed.get(plan.number)
        return f"{base}.safety" if base else self._units[plan.region_code]

    def chief_login(self, plan: EnterprisePlan) -> str:
        """The 主要负责人 of an enterprise that has accounts."""
        return self._staffed[plan.number]

    def parent_login(self, plan: EnterprisePlan) -> str | None:
        return self._parents.get(plan.parent or "")
