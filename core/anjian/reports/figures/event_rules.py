"""What 附件1 block 3 counts: one rule a cell, an expression over versions at (effective, known). Source: requirements 5.1, 5.2.

Every rule asks for rows dated in the campaign up to the effective day, not voided, as known at the event number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, select
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

    @property
    def row_id(self) -> Any:
        """The version's column with the id of the row."""
        return getattr(self.version, self.version.noun_column)

    @property
    def by_enterprise(self) -> bool:
        return bool(self.counted.key == "enterprise_id")

    def ids(self, asof: AsOf) -> Select[Any]:
        """(counted id, region, department), as figures stream them."""
        version = self.version
        found = select(self.counted, version.region_code, version.department_code).where(self.holds(asof)).distinct()
        return found.join(self.join[0], self.join[1]) if self.join is not None else found


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
    term = TermVersion
    newest_first = (term.happened_on.desc(), term.decision_term_id.desc())
    place = func.row_number().over(partition_by=term.decision_id, order_by=newest_first)
    ranked = (
        select(term.decision_id, term.amount_fen, term.standing, place.label("place"))
        .where(as_known(term, asof.known), term.voided.is_(False), term.happened_on <= asof.effective)
        .subquery()
    )
    first = select(ranked.c.decision_id, ranked.c.amount_fen, ranked.c.standing).where(ranked.c.place == 1)
    return first.subquery()


def standing(asof: AsOf, decision: Any = DecisionVersion) -> ColumnElement[bool]:
    """Decisions of the campaign that stand on the effective day: contested ones do, revoked ones do not."""
    terms = terms_in_force(asof)
    counted = select(terms.c.decision_id).where(terms.c.standing.in_(COUNTED))
    return and_(dated(decision, asof), decision.decision_id.in_(counted))


def _ordering(flag: str) -> Criterion:
    return lambda asof: and_(standing(asof), getattr(DecisionVersion, flag).is_(True))


def _aimed(aim: Aim) -> Criterion:
    return lambda asof: and_(dated(AssistanceVersion, asof), AssistanceVersion.aim == aim)


def _double(asof: AsOf) -> ColumnElement[bool]:
    """Cases with a penalty that stands against the enterprise and one against its chief (R-103, T-17)."""
    case = CaseVersion

    def punished(target: Target) -> ColumnElement[bool]:
        decision = aliased(DecisionVersion)
        found = select(decision.case_id).where(
            standing(asof, decision), decision.penalty.is_(True), decision.target == target
        )
        both: ColumnElement[bool] = case.enforcement_case_id.in_(found)
        return both

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
    "penalty": EventRule(DECISIONS, _DECIDED, _DECIDED.decision_id, _ordering("penalty")),
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
