"""From what a form states to the columns of a row, one function a record: what cannot be is told as problems, all at once.

Each also says what identifies the deed. `None` as identity: nothing may stand twice (the caller has its own rule).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from anjian.enforcement.lookup import Lookup, Row, digest_of
from anjian.enforcement.models import Decision, DecisionTerm, NoticeAddressee
from anjian.enforcement.rules import term_in_force
from anjian.enforcement.words import Aim, CaseStage, Measure, Standing
from anjian.exchange.text import normalise_text
from anjian.hazards.words import Scale, Source
from anjian.kernel.errors import Problem


@dataclass
class Made:
    """The columns of a new row, its identity, and what belongs to it."""

    values: dict[str, Any]
    identity: str
    problems: list[Problem] = field(default_factory=list)
    children: list[Any] = field(default_factory=list)
    """Rows made with it, told by the service whose they are."""


def copied(row: Row, *names: str) -> dict[str, Any]:
    return {name: row.get(name) or None for name in names}


def make_case(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    enterprise = lookup.enterprise(row, problems)
    hazard, visit = lookup.hazards.get(row.get("hazard") or ""), lookup.visits.get(row.get("visit") or "")
    for name, found, noun in (("hazard", hazard, "隐患"), ("visit", visit, "检查")):
        if row.get(name) and found is None:
            problems.append(Problem(f"没有编号为“{row[name]}”的{noun}，或不在您的查看范围内", field=name))
        elif found is not None and enterprise is not None and found.enterprise_id != enterprise.id:
            problems.append(Problem(f"编号为“{row[name]}”的{noun}不是这家企业的", field=name))
    due = row.get("both_due")
    if due is None:
        due = hazard is not None and hazard.scale == Scale.MAJOR and hazard.source == Source.INSPECTION
    values = {
        **copied(row, "number", "title", "happened_on"),
        "hazard_id": hazard.id if hazard else None,
        "visit_id": visit.id if visit else None,
        "stage": str(CaseStage.OPEN),
        "both_due": due,
        **lookup.owners(enterprise),
    }
    return Made(values, digest_of("case", lookup.actor.unit_name, row["number"]), problems)


def make_decision(lookup: Lookup, row: Row) -> Made:
    """A decision has the owners of its case: figures of decisions and of cases then never part."""
    problems: list[Problem] = []
    case = lookup.case(row, problems)
    measures = [str(one) for one in row.get("measures") or ()]
    if case is not None and row["happened_on"] < case.happened_on:
        problems.append(Problem(f"决定日期早于立案日期 {case.happened_on}", field="happened_on"))
    owners = case if case is not None else None
    amount = row.get("amount_fen") or None
    term = DecisionTerm(
        standing=str(Standing.IN_FORCE), amount_fen=amount, document=row["number"], first=True, happened_on=row["happened_on"]
    )  # fmt: skip
    values = {
        **copied(row, "number", "authority", "legal_basis", "happened_on", "target", "person_name"),
        "case_id": case.id if case else None,
        "measures": "、".join(measures),
        "punishments": "、".join(str(one) for one in row.get("punishments") or ()),
        "penalty": Measure.PENALTY in measures,
        "stop": Measure.STOP in measures,
        "close": Measure.CLOSE in measures,
        "amount_fen": amount,
        "standing": str(Standing.IN_FORCE),
        **{
            name: getattr(owners, name, None)
            for name in ("region_code", "department_code", "enterprise_id", "parent_id")
        },
    }
    return Made(values, digest_of("decision", row["authority"], row["number"]), problems, [term])


def make_change(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    found = lookup.decisions.get((normalise_text(row["authority"]), row["number"]), [])
    decision: Decision | None = found[0] if found else None
    amount = row.get("amount_fen")
    if decision is None:
        problems.append(Problem("没有这个机关的这份决定书，请核对决定机关和文号", field="number"))
    else:
        if row["happened_on"] < decision.happened_on:
            problems.append(Problem(f"生效日期早于决定日期 {decision.happened_on}", field="happened_on"))
        live = [term for term in decision.terms if not term.voided]
        before = term_in_force(live, row["happened_on"])
        if amount is None and before is not None:
            if before.amount_fen and row["standing"] == Standing.CHANGED:
                problems.append(Problem("原决定有罚没金额，请填写变更后的金额", field="amount_fen"))
            amount = before.amount_fen
    values = {
        **copied(row, "standing", "happened_on", "document", "reason"),
        "amount_fen": amount,
        "decision_id": decision.id if decision else None,
        **{
            name: getattr(decision, name, None)
            for name in ("region_code", "department_code", "enterprise_id", "parent_id")
        },
    }
    identity = digest_of("change", row["authority"], row["number"], row["happened_on"], row["document"])
    return Made(values, identity, problems)


def make_assistance(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    enterprise = lookup.enterprise(row, problems)
    region, target = None, row.get("enterprise")
    if row["aim"] == Aim.COUNTY:
        target = row.get("region")
        region = lookup.regions.get(target or "")
        if target and region is None:
            names = "、".join(lookup.regions)
            problems.append(Problem(f"没有“{target}”这个县（市、区），可填：{names}", field="region"))
    values = {
        **copied(row, "aim", "happened_on", "ended_on", "team", "content", "handed_over"),
        **lookup.owners(enterprise, region),
    }
    identity = digest_of("assistance", lookup.actor.unit_name, row["aim"], target, row["happened_on"], row["team"])
    return Made(values, identity, problems)


def make_referral(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    enterprise, case = lookup.enterprise(row, problems), lookup.case(row, problems)
    person = (row["person_name"], row.get("person_note"))
    key = lookup.counted_key("person referred", row["matter"], *person)
    values = {
        **copied(
            row, "matter", "person_name", "person_note", "letter", "happened_on", "organ", "receipt", "receipt_on"
        ),
        "case_id": case.id if case else None,
        "counted_key_id": key.id,
        **lookup.owners(enterprise),
    }
    return Made(values, digest_of("referral", lookup.actor.unit_name, row["letter"], *person), problems)


def make_measure(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    enterprise = lookup.enterprise(row, problems)
    values = copied(row, "kind", "happened_on", "document", "medium", "content") | lookup.owners(enterprise)
    identity = digest_of(
        "measure", lookup.actor.unit_name, row["kind"], row.get("enterprise"), row["happened_on"], row["document"]
    )
    return Made(values, identity, problems)


def make_typical_case(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    enterprise, case = lookup.enterprise(row, problems), lookup.case(row, problems)
    values = {
        **copied(row, "title", "happened_on", "medium"),
        "dangerous_operation": bool(row.get("dangerous_operation")),
        "case_id": case.id if case else None,
        "counted_key_id": lookup.counted_key("typical case", row["title"]).id,
        **lookup.owners(enterprise),
    }
    return Made(values, digest_of("typical case", lookup.actor.unit_name, row["title"], row["happened_on"]), problems)


def make_accountability(lookup: Lookup, row: Row) -> Made:
    problems: list[Problem] = []
    enterprise = lookup.enterprise(row, problems)
    person = (row["person_name"], row.get("person_note"))
    values = {
        **copied(
            row, "matter", "grounds", "person_name", "person_note", "person_post", "kind", "happened_on", "document"
        ),
        "counted_key_id": lookup.counted_key("person held to account", row["matter"], *person).id,
        **lookup.owners(enterprise),
    }
    return Made(values, digest_of("accountability", lookup.actor.unit_name, row["document"], *person), problems)


def make_notice(lookup: Lookup, row: Row) -> Made:
    names = row.get("addressees") or ()
    unknown = [name for name in names if name not in lookup.units]
    problems = [Problem(f"没有名为“{name}”的单位，请按单位名册填写", field="addressees") for name in unknown]
    known = [lookup.units[name] for name in names if name in lookup.units]
    values = copied(row, "kind", "number", "title", "happened_on", "content") | lookup.owners(None)
    identity = digest_of("notice", lookup.actor.unit_name, row["kind"], row["number"])
    children = [NoticeAddressee(unit_id=unit.id, unit_name=unit.name) for unit in known]
    return Made(values, identity, problems, children)
