"""The use cases of the registry. Batches; a form is a batch of one. They flush and never commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from anjian.enterprises.inputs import EnterpriseEntry, Registration, Unknown
from anjian.enterprises.models import Enterprise, ParentCompany
from anjian.enterprises.queries import by_credit_code, parents_by_name
from anjian.enterprises.rules import FIELD_TITLES
from anjian.enterprises.words import Status
from anjian.enterprises.writing import Deed, enter_all, facts_of, record, update
from anjian.exchange.credit_code import check_character
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.plugin_api.types import Effect

PERMISSION = "enterprises.register"
IMPORT = "enterprises.import"
"""Whoever may import rosters may enter what stands in them."""
WHO = "行业监管部门或县（市、区）登记人员"


def register(
    session: Session, actor: Actor, entries: Sequence[EnterpriseEntry], *, departments: Mapping[str, str]
) -> list[Registration]:
    """Enter enterprises, or bring the registry's cards up to what the entries state; a 待核实 card becomes 正常.

    `departments` is category name -> code of the department that leads it by default. Raises `Refused` with every problem.
    """
    if not actor.may(IMPORT):
        actor.require(PERMISSION, WHO)
    problems = [problem for found in problems_of(session, actor, entries) for problem in found]
    if problems:
        raise Refused(problems)
    known = by_credit_code(session, [entry.credit_code for entry in entries])
    parents = ensure_parents(session, actor, [entry.parent_name for entry in entries])
    fresh = [entry for entry in entries if entry.credit_code not in known]
    made = enter_all(session, fresh, parents, departments, Status.ACTIVE)
    results: list[Registration] = []
    updates: list[Deed] = []
    for entry in entries:
        enterprise = known.get(entry.credit_code)
        if enterprise is None:
            enterprise = made[entry.credit_code]
            results.append(Registration(entry, Effect.ENTERED, enterprise.public_code))
            continue
        before = facts_of(enterprise)
        changed = update(session, enterprise, entry, parents, departments)
        effect = Effect.UPDATED if changed else Effect.UNCHANGED
        results.append(
            Registration(entry, effect, enterprise.public_code, tuple(FIELD_TITLES[name] for name in changed))
        )
        if changed:
            after = facts_of(enterprise)
            detail = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
            updates.append((enterprise, "修改企业", detail))
    record(session, actor, [(row, "登记企业", facts_of(row)) for row in made.values()], new=True)
    record(session, actor, updates)
    return results


def ensure_unverified(
    session: Session, actor: Actor, unknown: Sequence[Unknown], *, departments: Mapping[str, str]
) -> dict[str, Enterprise]:
    """The enterprises of these credit codes; those that the registry lacks are created as 待核实. By credit code.

    The first naming of a code in the batch gives the card its name; nobody's card is changed here.
    """
    wanted: dict[str, Unknown] = {}
    for item in unknown:
        wanted.setdefault(item.credit_code, item)
    known = by_credit_code(session, wanted)
    missing = [item for code, item in wanted.items() if code not in known]
    parents = ensure_parents(session, actor, [item.parent_name for item in missing])
    entries = [
        EnterpriseEntry(
            item.name,
            item.credit_code,
            item.region_code,
            item.categories,
            department_code=item.department_code,
            parent_name=item.parent_name,
        )
        for item in missing
    ]
    made = enter_all(session, entries, parents, departments, Status.UNVERIFIED)
    record(session, actor, [(row, "登记待核实企业", facts_of(row)) for row in made.values()], new=True)
    return known | made


def set_status(session: Session, actor: Actor, enterprise: Enterprise, status: Status, reason: str) -> None:
    """Say that an enterprise has been checked, has stopped, or has closed. Raises `Refused` without a reason, or for another
    unit's enterprise."""
    actor.require(PERMISSION, WHO)
    problems = [] if reason.strip() else [Problem("请写明理由。", field="reason")]
    if enterprise.card is None:
        problems.append(_foreign(enterprise))
    if problems:
        raise Refused(problems)
    before = enterprise.status
    if before == status:
        return
    enterprise.status = str(status)
    record(session, actor, [(enterprise, "变更企业状态", {"status": [before, str(status)], "reason": reason.strip()})])


def problems_of(session: Session, actor: Actor, entries: Sequence[EnterpriseEntry]) -> list[list[Problem]]:
    """What stands against each entry of a batch, in its order."""
    known = by_credit_code(session, [entry.credit_code for entry in entries])
    seen: set[str] = set()
    found = []
    for entry in entries:
        problems = _problems(actor, entry)
        registered = known.get(entry.credit_code)
        if registered is not None and registered.card is None:
            problems.append(_foreign(registered))
        if entry.credit_code in seen:
            text = f"统一社会信用代码{entry.credit_code}在本批中出现不止一次。"
            problems.append(Problem(text, field="credit_code"))
        seen.add(entry.credit_code)
        found.append(problems)
    return found


def _foreign(enterprise: Enterprise) -> Problem:
    """Every enterprise has a card; one whose card the actor may not read is another unit's to keep."""
    text = f"“{enterprise.name}”已由其他单位登记，不在您的管辖范围内，请由其监管单位修改。"
    return Problem(text, field="credit_code")


def _problems(actor: Actor, entry: EnterpriseEntry) -> list[Problem]:
    found = []
    if not entry.name.strip():
        found.append(Problem("请填写企业名称。", field="name"))
    if not entry.categories:
        found.append(Problem("请选择企业类别。", field="categories"))
    if entry.region_code is None:
        found.append(Problem("请选择所在县（市、区）。", field="region_code"))
    elif not _in_charge(actor, entry):
        found.append(
            Problem(
                "该企业不在本单位的辖区或监管行业内，请交由所在县（市、区）或行业监管部门登记。", field="region_code"
            )
        )
    wrong = check_character(entry.credit_code[:17]) != entry.credit_code[17]
    if wrong and not (entry.code_override or "").strip():
        found.append(Problem("统一社会信用代码校验码不符；经核对营业执照确实如此的，请写明理由。", field="credit_code"))
    return found


def _in_charge(actor: Actor, entry: EnterpriseEntry) -> bool:
    """Whether a row of this county (and of any department, which the row itself names) is the actor's to enter."""
    if actor.sees_all:
        return True
    return any(
        grant.region_code in (None, entry.region_code)
        and (grant.region_code is not None or grant.department_code is not None)
        for grant in actor.grants
    )


def ensure_parents(session: Session, actor: Actor, names: Sequence[str | None]) -> dict[str, ParentCompany]:
    """Parent companies by name; unknown ones are added and recorded (the notice's list is open)."""
    wanted = dict.fromkeys(name for name in names if name)
    known = parents_by_name(session) if wanted else {}
    fresh = [ParentCompany(name=name) for name in wanted if name not in known]
    session.add_all(fresh)
    session.flush()
    for parent in fresh:
        record_audit(session, "登记主体企业", "parent_company", parent.id, {"name": parent.name}, actor)
    return known | {parent.name: parent for parent in fresh}
