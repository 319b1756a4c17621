"""What 附件1 block 3 counts: one rule a cell, an expression over versions at (effective, known). Source: requirements 5.1, 5.2.

Every rule asks for rows dated in the campaign up to the effective day, not voided, as known at the event number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, or_, select
from sqlalchemy.orm import aliased

from anjian.enforcement.kinds import (
    ACCOUNTABILITIES,
    ASSISTANCE,
    CASES,
    DECISIONS,
    MEASURES,
    NOTICES,
    REFERRALS,
    TYPICAL_CASES,
    Kind,
)
from anjian.enforcement.models import (
    AccountabilityVersion,
    AssistanceVersion,
    CaseVersion,
    DecisionVersion,
    EnterpriseMeasureVersion,
    NoticeAddressee,
    ReferralVersion,
    TermVersion,
    TypicalCaseVersion,
    UnitNoticeVersion,
)
from anjian.enforcement.words import COUNTED, Aim, Target
from anjian.kernel.history import as_known
from anjian.reports.figures.census import Trail
from anjian.reports.figures.clocks import AsOf

Criterion = Callable[[AsOf], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class EventRule:
    """How one event of the pack's table is counted.

    `counted` names the id that a figure is a set of; `single`: each such id belongs to one row, so to one unit. Otherwise
    (an enterprise, a person of a matter, a case published by several) rows of several units may count the same id, once.
    """

    kind: Kind
    version: Any
    counted: Any
    holds: Criterion
    single: bool = True
    join: tuple[Any, Any] | None = None
    """A further table of the counted id, and how it hangs on the version."""
    restricted: bool = False
    """Nothing of a row but its code, day and unit may be printed outside its register's own pages."""
    valued: bool = False
    """Each counted decision is worth the amount of its term in force."""

    @property
    def row_id(self) -> Any:
        """The version's column with the id of the row."""
        return getattr(self.version, self.version.noun_column)

    @property
    def by_enterprise(self) -> bool:
        return bool(self.counted.key == "enterprise_id")

    def ids(self, asof: AsOf) -> Select[Any]:
        """(counted id, region, department), as figures stream them; of valued ones also the amount in 分."""
        version = self.version
        found: Select[Any] = select(self.counted, version.region_code, version.department_code)
        if self.valued:
            terms = terms_in_force(asof)
            found = found.add_columns(terms.c.amount_fen).join(terms, terms.c.decision_id == version.decision_id)
        if self.join is not None:
            found = found.join(self.join[0], self.join[1])
        return found.where(self.holds(asof)).distinct()

    def trails(self) -> tuple[Trail, ...]:
        """The rows that the rule rests on: its own; of decisions their terms; of cases both."""
        own: Select[Any] = select(self.counted).select_from(self.version)
        if self.join is not None:
            own = own.join(self.join[0], self.join[1])
        trails: tuple[Trail, ...] = (Trail(self.version, own, (self.version.happened_on,)),)
        if self.version is CaseVersion:
            of_decisions: Select[Any] = select(DecisionVersion.case_id)
            trails += (Trail(DecisionVersion, of_decisions, (DecisionVersion.happened_on,)),)
        elif self.version is DecisionVersion:
            of_decisions = own
        else:
            return trails
        of_terms = of_decisions.join(TermVersion, TermVersion.decision_id == DecisionVersion.decision_id)
        return (*trails, Trail(TermVersion, of_terms, (TermVersion.happened_on,)))


def dated(version: Any, asof: AsOf) -> ColumnElement[bool]:
    """Known, not voided, dated in the campaign up to the effective day."""
    return and_(
        as_known(version, asof.known),
        version.voided.is_(False),
        version.happened_on >= asof.starts_on,
        version.happened_on <= asof.effective,
    )


def terms_in_force(asof: AsOf) -> Subquery:
    """(decision, amount, standing) of the one term of each decision that is in force on the effective day (R-100)."""
    term, later = TermVersion, aliased(TermVersion)

    def holds(one: Any) -> ColumnElement[bool]:
        return and_(as_known(one, asof.known), one.voided.is_(False), one.happened_on <= asof.effective)

    superseded = exists().where(
        later.decision_id == term.decision_id,
        holds(later),
        or_(
            later.happened_on > term.happened_on,
            and_(later.happened_on == term.happened_on, later.decision_term_id > term.decision_term_id),
        ),
    )
    return select(term.decision_id, term.amount_fen, term.standing).where(holds(term), ~superseded).subquery()


def standing(asof: AsOf, decision: Any = DecisionVersion) -> ColumnElement[bool]:
    """Decisions of the campaign that stand on the effective day: contested ones do, revoked ones do not."""
    terms = terms_in_force(asof)
    counted = exists().where(terms.c.decision_id == decision.decision_id, terms.c.standing.in_(COUNTED))
    return and_(dated(decision, asof), counted)


def _ordering(flag: str) -> Criterion:
    return lambda asof: and_(standing(asof), getattr(DecisionVersion, flag).is_(True))


def _aimed(aim: Aim) -> Criterion:
    return lambda asof: and_(dated(AssistanceVersion, asof), AssistanceVersion.aim == aim)


def _double(asof: AsOf) -> ColumnElement[bool]:
    """Cases with a penalty that stands against the enterprise and one against its chief (R-103, T-17)."""
    case = CaseVersion

    def punished(target: Target) -> ColumnElement[bool]:
        decision = aliased(DecisionVersion)
        return exists().where(
            decision.case_id == case.enforcement_case_id,
            standing(asof, decision),
            decision.penalty.is_(True),
            decision.target == target,
        )

    known = and_(as_known(case, asof.known), case.voided.is_(False))
    return and_(known, punished(Target.ENTERPRISE), punished(Target.CHIEF))


def _dated(version: Any) -> Criterion:
    return lambda asof: dated(version, asof)


def _dangerous(asof: AsOf) -> ColumnElement[bool]:
    return and_(dated(TypicalCaseVersion, asof), TypicalCaseVersion.dangerous_operation.is_(True))


_NAMED = (NoticeAddressee, NoticeAddressee.notice_id == UnitNoticeVersion.unit_notice_id)
_DECIDED, _AIDED, _TYPICAL = DecisionVersion, AssistanceVersion, TypicalCaseVersion
RULES: Mapping[str, EventRule] = {
    "assistance_county": EventRule(ASSISTANCE, _AIDED, _AIDED.assistance_id, _aimed(Aim.COUNTY)),
    "assistance_enterprise": EventRule(ASSISTANCE, _AIDED, _AIDED.assistance_id, _aimed(Aim.ENTERPRISE)),
    "penalty": EventRule(DECISIONS, _DECIDED, _DECIDED.decision_id, _ordering("penalty"), valued=True),
    "double_penalty": EventRule(CASES, CaseVersion, CaseVersion.enforcement_case_id, _double),
    "referral": EventRule(
        REFERRALS, ReferralVersion, ReferralVersion.counted_key_id, _dated(ReferralVersion), single=False
    ),
    "stop": EventRule(DECISIONS, _DECIDED, _DECIDED.enterprise_id, _ordering("stop"), single=False),
    "close": EventRule(DECISIONS, _DECIDED, _DECIDED.enterprise_id, _ordering("close"), single=False),
    "enterprise_measure": EventRule(
        MEASURES, EnterpriseMeasureVersion, EnterpriseMeasureVersion.enterprise_id, _dated(EnterpriseMeasureVersion),
        single=False,
    ),
    "typical_case": EventRule(TYPICAL_CASES, _TYPICAL, _TYPICAL.counted_key_id, _dated(_TYPICAL), single=False),
    "dangerous_operation": EventRule(TYPICAL_CASES, _TYPICAL, _TYPICAL.counted_key_id, _dangerous, single=False),
    "accountability": EventRule(
        ACCOUNTABILITIES, AccountabilityVersion, AccountabilityVersion.counted_key_id, _dated(AccountabilityVersion),
        single=False, restricted=True,
    ),
    "unit_notice": EventRule(NOTICES, UnitNoticeVersion, UnitNoticeVersion.unit_notice_id, _dated(UnitNoticeVersion)),
    "unit_notice_addressee": EventRule(
        NOTICES, UnitNoticeVersion, NoticeAddressee.id, _dated(UnitNoticeVersion), join=_NAMED
    ),
}  # fmt: skip
"""Event of the pack's table -> its rule. `unit_notice_addressee` is the other setting of A1-3.10: one 次 a unit named."""
