"""Is it recorded already? Asked over every row, whoever may see it: a joint deed is recorded once, by the unit that leads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from anjian.enforcement.makers import Made
from anjian.enforcement.models import Assistance, Decision, Recorded
from anjian.enforcement.stating import names_of
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.errors import Problem
from anjian.kernel.system import elevated
from anjian.plugin_api.types import Effect, RowResult

if TYPE_CHECKING:
    from anjian.enforcement.kinds import Kind

_IGNORED = frozenset({"evidence", "enterprise_name"})


class Doubles:
    """The recorded rows of one register that a batch may repeat."""

    def __init__(self, session: Session, actor: Actor, kind: Kind, identities: Iterable[str]) -> None:
        self._session, self._actor, self._kind = session, actor, kind
        self._known: dict[str, Recorded] = {}
        with elevated(session, "a deed is recorded once, whoever sees it"):
            for part in batches(identities):
                rows = session.scalars(select(kind.model).where(kind.model.identity.in_(part)))
                self._known |= {str(row.identity): row for row in rows}

    def add(self, row: Recorded) -> None:
        self._known[str(row.identity)] = row

    def known(self, made: Made, row: Mapping[str, Any]) -> RowResult | None:
        """What becomes of a row that is recorded already; None for a new one."""
        found = self._known.get(made.identity)
        if found is None:
            return self._joint(made)
        if found.unit_id != self._actor.unit_id:
            text = f"已由{found.unit_name}登记，联合作出的由牵头单位登记一次，不重复登记"
            return self._refused(text)
        with elevated(self._session, "the row that is stated again"):
            stated = self._kind.stated(found, names_of(self._session, [found]))
        differing = [name for name, value in stated.items() if _compared(name, row) and not _same(value, row.get(name))]
        if not differing:
            return RowResult(Effect.UNCHANGED, code=found.public_code)
        labels = "、".join(self._kind.form()[name].label.text for name in differing)
        return self._refused(f"已登记为 {found.public_code}，但{labels}不同；原记录有误的请先作废，再重新登记")

    def _joint(self, made: Made) -> RowResult | None:
        """A deed that another unit has recorded as done jointly with this one."""
        same = _same_deed(self._kind.model, made.values)
        if same is None:
            return None
        names = {self._actor.unit_name, made.values.get("authority") or self._actor.unit_name}
        with elevated(self._session, "a joint deed is recorded once"):
            model = self._kind.model
            live = select(model).where(same, model.voided.is_(False), model.joint_units.is_not(None))
            rows = self._session.scalars(live).all()
        for found in rows:
            if any(name in (found.joint_units or "").split("、") for name in names):
                return self._refused(
                    f"已由{found.unit_name}作为联合开展的登记（{found.public_code}），只计一次，不重复登记"
                )
        return None

    def _refused(self, text: str) -> RowResult:
        return RowResult(Effect.REFUSED, problems=(Problem(text, field=self._kind.key[0]),))


def _same_deed(model: type[Recorded], values: Mapping[str, Any]) -> ColumnElement[bool] | None:
    """Rows that may be the same deed, recorded by another unit."""
    if model is Decision:
        return and_(Decision.number == values["number"], Decision.happened_on == values["happened_on"])
    if model is Assistance:
        return and_(
            Assistance.aim == values["aim"],
            Assistance.happened_on == values["happened_on"],
            Assistance.enterprise_id.is_not_distinct_from(values["enterprise_id"]),
            Assistance.region_code.is_not_distinct_from(values["region_code"]),
        )
    return None


def _compared(name: str, row: Mapping[str, Any]) -> bool:
    """Whether a field says something of its own: left blank, `both_due` follows from the hazard."""
    return name not in _IGNORED and not (name == "both_due" and row.get(name) is None)


def _same(one: Any, other: Any) -> bool:
    """Equal as stated; blank text, an empty list, 否 and nothing are one."""
    plain = [list(map(str, value)) if isinstance(value, list | tuple) else value for value in (one, other)]
    return bool((plain[0] or None) == (plain[1] or None))
