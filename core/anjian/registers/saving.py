"""The use case of every register: enter rows, or bring them up to what a form or a list states. Batches; no commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from anjian.enterprises.refs import EnterpriseRef, enterprises_by_credit_code, leads_of
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.errors import Problem
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit
from anjian.kernel.ownership import covers
from anjian.kernel.system import elevated
from anjian.plugin_api.types import Effect, RowResult
from anjian.registers.models import OWNERS, Registered

if TYPE_CHECKING:
    from anjian.registers.register import Register

Row = Mapping[str, Any]
Key = tuple[Any, ...]
NAMED_IN_AUDIT = 20


class Batch:
    """Rows of one register saved together."""

    def __init__(self, register: Register, session: Session, actor: Actor) -> None:
        self._register, self._session, self._actor = register, session, actor

    def save(self, rows: Sequence[Row]) -> list[RowResult]:
        """One result per row, in order."""
        self._actor.require(self._register.edit_permission)
        self._know(rows)
        refused = self._problems(rows)
        results: list[RowResult] = []
        changed: dict[int, Registered] = {}
        for row, problems in zip(rows, refused, strict=True):
            if problems:
                results.append(RowResult(Effect.REFUSED, self._name(row), problems=tuple(problems)))
                continue
            result, record = self._kept(row)
            results.append(result)
            if result.effect is not Effect.UNCHANGED:
                changed[id(record)] = record
        self._remember(list(changed.values()), results)
        return results

    def _know(self, rows: Sequence[Row]) -> None:
        """What is there before the batch, in a number of queries that does not depend on its rows' number within a part."""
        register, session = self._register, self._session
        self._refs: Mapping[str, EnterpriseRef] = {}
        if register.owner == "enterprise":
            self._refs = enterprises_by_credit_code(session, [row["enterprise"] for row in rows])
        owners = [ref.id for ref in self._refs.values()]
        self._leads = leads_of(session, register.industries, owners) if register.industries else {}
        self._records = {self._key_of(record): record for record in self._alike(rows)}
        with elevated(session, "duplicate check of a register"):
            self._taken = {tuple(key) for key in self._keys_taken(rows)}

    def _alike(self, rows: Sequence[Row]) -> Iterable[Registered]:
        for condition in self._same_last_key(rows):
            yield from self._session.scalars(select(self._register.model).where(condition))

    def _keys_taken(self, rows: Sequence[Row]) -> Iterable[Any]:
        columns = [getattr(self._register.model, name) for name in self._key_columns]
        for condition in self._same_last_key(rows):
            yield from self._session.execute(select(*columns).where(condition))

    def _same_last_key(self, rows: Sequence[Row]) -> Iterable[Any]:
        column = getattr(self._register.model, self._key_columns[-1])
        values = dict.fromkeys(key[-1] for row in rows if (key := self._key(row)) is not None)
        return (column.in_(part) for part in batches(values))

    @property
    def _key_columns(self) -> list[str]:
        places = {"enterprise": "enterprise_id", "region": "region_code"}
        return [places.get(name, name) for name in self._register.key]

    def _key_of(self, record: Registered) -> Key:
        return tuple(getattr(record, name) for name in self._key_columns)

    def _key(self, row: Row) -> Key | None:
        """The key of a row; None while its enterprise is unknown and belongs to the key."""
        ref = self._refs.get(row.get("enterprise") or "")
        if "enterprise" in self._register.key and ref is None:
            return None
        return tuple(ref.id if name == "enterprise" and ref else row.get(name) for name in self._register.key)

    def _problems(self, rows: Sequence[Row]) -> list[list[Problem]]:
        by_region = self._register.owner == "region"
        found = [[*(self._region(row) if by_region else self._enterprise(row)), *self._foreign(row)] for row in rows]
        if self._register.check is not None:
            for problems, more in zip(found, self._register.check(self._session, rows), strict=True):
                problems.extend(more)
        return found

    def _enterprise(self, row: Row) -> list[Problem]:
        ref = self._refs.get(row["enterprise"])
        if ref is None:
            return [Problem("企业名册中没有这个统一社会信用代码，请先登记企业，或核对代码。", field="enterprise")]
        found = []
        name, register = row.get("enterprise_name"), self._register
        if name and name != ref.name:
            text = f"信用代码登记的企业是“{ref.name}”，与所填“{name}”不一致，请核对。"
            found.append(Problem(text, field="enterprise_name"))
        if register.industries and ref.id not in self._leads:
            text = f"“{ref.name}”没有登记{'、'.join(register.industries)}环节，请先在企业名册中登记该环节。"
            found.append(Problem(text, field="enterprise"))
        elif not covers(self._actor, **self._owners(row)):
            found.append(Problem(f"“{ref.name}”不在您的管辖范围内，请由其监管单位登记。", field="enterprise"))
        return found

    def _region(self, row: Row) -> list[Problem]:
        if covers(self._actor, **self._owners(row)):
            return []
        return [Problem("该县（市、区）不在您的管辖范围内，请由其监管单位登记。", field="region")]

    def _foreign(self, row: Row) -> list[Problem]:
        key = self._key(row)
        if key is None or key not in self._taken or key in self._records:
            return []
        text = f"{self._name(row)}已由其他单位登记，不在您的管辖范围内，请与原登记单位办理转移。"
        return [Problem(text, field=self._register.key[-1])]

    def _owners(self, row: Row) -> dict[str, Any]:
        register = self._register
        if register.owner == "region":
            values: tuple[Any, ...] = (row["region"], register.department, None, None)
        else:
            ref = self._refs[row["enterprise"]]
            department = register.department or self._leads.get(ref.id)
            values = (ref.region_code, department, ref.id, ref.parent_id)
        return dict(zip(OWNERS, values, strict=True))

    def _name(self, row: Row) -> str:
        last = self._register.key[-1]
        if last == "enterprise":
            ref = self._refs.get(row["enterprise"])
            return ref.name if ref else str(row["enterprise"])
        return str(row.get(last) or "")

    def _kept(self, row: Row) -> tuple[RowResult, Registered]:
        key = self._key(row)
        assert key is not None  # a row of an unknown enterprise has a problem
        record = self._records.get(key)
        stated = {name: row.get(name) for name in self._register.fields}
        if record is None:
            make: Any = self._register.model  # its columns are the plugin's
            record = make(registered_on=clock.today(), **self._owners(row), **stated)
            assert isinstance(record, Registered)
            self._records[key] = record
            self._session.add(record)
            return RowResult(Effect.ENTERED, self._name(row)), record
        return self._updated(record, row, stated), record

    def _updated(self, record: Registered, row: Row, stated: Mapping[str, Any]) -> RowResult:
        titles, owners = self._register.titles, self._owners(row)
        changed = [titles[name] for name, value in stated.items() if getattr(record, name) != value]
        if any(getattr(record, name) != value for name, value in owners.items()):
            changed.insert(0, titles.get("enterprise") or titles["region"])
        for name, value in (owners | dict(stated)).items():
            if getattr(record, name) != value:
                setattr(record, name, value)
        return RowResult(Effect.UPDATED if changed else Effect.UNCHANGED, self._name(row), tuple(changed))

    def _remember(self, changed: list[Registered], results: Sequence[RowResult]) -> None:
        """One audit entry for the batch; the versions of all its rows carry its number."""
        if not changed:
            return
        self._session.flush()
        register = self._register
        tally = {str(effect): sum(1 for one in results if one.effect is effect) for effect in Effect}
        kept = [one.code for one in results if one.effect in (Effect.ENTERED, Effect.UPDATED)]
        named = {register.titles[register.key[-1]]: "、".join(kept[:NAMED_IN_AUDIT])}
        one = changed[0].id if len(changed) == 1 else None
        table = inspect(register.model).local_table.name
        event_no = record_audit(self._session, f"登记{register.noun}", str(table), one, named | tally, self._actor)
        open_versions(self._session, changed, event_no)
