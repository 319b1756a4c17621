"""The registers of enforcement, each declared once: pages, workbooks, tasks, exports and figures take it from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enforcement import case_forms, forms, makers, service, stating
from anjian.enforcement.fields import ActForm
from anjian.enforcement.lookup import Lookup, Row
from anjian.enforcement.models import (
    Accountability,
    Assistance,
    Decision,
    DecisionTerm,
    EnforcementCase,
    EnterpriseMeasure,
    Recorded,
    Referral,
    TypicalCase,
    UnitNotice,
)
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import RowResult

CASE, EVENT, NOTICE = "enforcement.case", "enforcement.event", "enforcement.notice"
ACCOUNTABILITY = "enforcement.accountability"
VIEW = "enforcement.view"


@dataclass(frozen=True, slots=True)
class Kind:
    """One register. `series` begins its public codes; `subject` is the column that says what a row is about.

    `stated(row, names)` gives back what the form stated (`names`: enterprise id -> (code, name)); equal statements are the
    same row, so that importing a file again changes nothing.
    """

    name: str
    title: str
    noun: str
    unit: str
    series: str
    model: type[Recorded]
    form: type[ActForm]
    key: tuple[str, ...]
    make: Callable[[Lookup, Row], makers.Made]
    stated: Callable[[Any, stating.Names], dict[str, Any]]
    explanation: str
    edit: str = EVENT
    view: str = VIEW
    evidenced: bool = True

    @property
    def subject_kind(self) -> str:
        """What audit entries and attachments call a row of the register."""
        return f"enforcement.{self.name}"[:40]

    def save(self, session: Session, actor: Actor, rows: Sequence[Mapping[str, Any]]) -> Sequence[RowResult]:
        """A `RowSaver`: the rows of a workbook."""
        return service.save(session, actor, self, rows)

    def rows(self, session: Session, actor: Actor) -> Iterator[Mapping[str, Any]]:
        """What an export writes: the rows that the actor sees, names of persons left out where they are not the actor's."""
        found = session.scalars(select(self.model).where(self.model.voided.is_(False)).order_by(self.model.id)).all()
        names = stating.names_of(session, found)
        for row in found:
            if isinstance(row, DecisionTerm) and row.first:
                continue  # the decision's own sheet states it
            yield stating.shown_to(actor, self.form, self.stated(row, names))


CASES = Kind(
    "cases", "案件", "案件", "件", "AJ", EnforcementCase, case_forms.CaseForm, ("number",), makers.make_case, stating.case,
    "立案查处的案件。处罚决定登记在案件之下；对企业和主要负责人都作出处罚决定的计为“一案双罚”。", CASE, evidenced=False,
)  # fmt: skip
DECISIONS = Kind(
    "decisions", "决定书", "决定", "份", "JD", Decision, case_forms.DecisionForm, ("authority", "number"),
    makers.make_decision, stating.decision, "行政处罚、责令停产停业整顿、关闭取缔、查封扣押、暂扣吊销证照的决定。", CASE,
)  # fmt: skip
CHANGES = Kind(
    "decision_changes", "决定变更", "变更", "次", "BG", DecisionTerm, case_forms.ChangeForm,
    ("authority", "number", "happened_on", "document"), makers.make_change, stating.change,
    "经复议、诉讼变更或撤销的决定。原金额保留，自生效日期起按变更后的金额统计。", CASE,
)  # fmt: skip
ASSISTANCE = Kind(
    "assistance", "帮扶指导", "帮扶", "次", "BF", Assistance, forms.AssistanceForm,
    ("aim", "region", "enterprise", "happened_on", "team"), makers.make_assistance, stating.assistance,
    "对重点县（市、区）和重点企业的帮扶指导。每个县、每家企业各登记一条；执法检查不在此登记。",
)  # fmt: skip
REFERRALS = Kind(
    "referrals", "移送司法机关", "移送", "人", "YS", Referral, forms.ReferralForm, ("letter", "person_name", "person_note"),
    makers.make_referral, stating.referral, "移送司法机关的人员，每人登记一条；同一案件同一人只计1人。", CASE,
)  # fmt: skip
MEASURES = Kind(
    "enterprise_measures", "曝光约谈惩戒", "措施", "次", "CS", EnterpriseMeasure, forms.MeasureForm,
    ("kind", "enterprise", "happened_on", "document"), makers.make_measure, stating.measure,
    "对企业的曝光、约谈、联合惩戒。三种情形合并计算企业数，一家企业只计1家。",
)  # fmt: skip
TYPICAL_CASES = Kind(
    "typical_cases", "典型执法案例", "典型案例", "个", "AL", TypicalCase, forms.TypicalCaseForm, ("title", "happened_on"),
    makers.make_typical_case, stating.typical_case, "向社会公布的典型执法案例，其中危险作业罪案例另行标注。",
)  # fmt: skip
ACCOUNTABILITIES = Kind(
    "accountabilities", "追责问责", "追责问责", "人", "WZ", Accountability, forms.AccountabilityForm,
    ("document", "person_name", "person_note"), makers.make_accountability, stating.accountability,
    "责任倒查追责问责的人员，每人登记一条。只有获准的人员能看到记录，报表中只体现人数。",
    ACCOUNTABILITY, "enforcement.accountability_view",
)  # fmt: skip
NOTICES = Kind(
    "unit_notices", "约谈通报单位", "约谈通报", "次", "TB", UnitNotice, forms.NoticeForm, ("kind", "number"), makers.make_notice,
    stating.notice, "对县（市、区）和部门的约谈、通报。被约谈通报的单位也能看到。", NOTICE,
)  # fmt: skip
KINDS = (CASES, DECISIONS, CHANGES, ASSISTANCE, REFERRALS, MEASURES, TYPICAL_CASES, ACCOUNTABILITIES, NOTICES)
BY_NAME = {kind.name: kind for kind in KINDS}
