"""Hand-downs as a workbook: a superior's list is entered at once. A hand-down is known by its document and its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.enterprises.refs import EnterpriseRef, enterprises_by_credit_code
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.sheets import import_sheet, sheet_template
from anjian.intake.inputs import NewReport
from anjian.intake.models import Report
from anjian.intake.receiving import RECEIVE, faults_of, receive
from anjian.intake.words import Channel, Kind
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.errors import Problem
from anjian.plugin_api.types import Effect, RowResult
from anjian.plugin_host.instance import Instance
from anjian.ui.context import current_instance
from anjian.ui.fields import ChoiceField, CreditCodeField, DayField, LongTextField, TextField
from anjian.ui.forms import Form, Required
from anjian.ui.importing import ImportView

SHEET = "handed_down"
KEY = ("document_number", "content")
_STATED = {"superior": "交办单位", "received_on": "收到日期", "due_on": "办理期限"}
Row = Mapping[str, Any]


class HandedRow(Form):
    """A row of a superior's list."""

    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "document_number": ("文号", "交办文件"),
        "credit_code": ("信用代码", "社会信用代码"),
        "enterprise_name": ("单位名称", "企业"),
        "region_code": ("县市区", "属地"),
        "department_code": ("责任部门", "监管部门"),
        "content": ("隐患具体内容", "问题"),
        "due_on": ("整改期限", "完成时限"),
    }
    superior = TextField("交办单位", [Required()], example="省安委办")
    document_number = TextField("交办文号", [Required()], limit=60)
    received_on = DayField("收到日期", [Required()])
    due_on = DayField("办理期限", [Required()])
    credit_code = CreditCodeField(
        "统一社会信用代码", help="名册中的企业填代码；查不到的填企业名称、县（市、区）和承办部门"
    )
    enterprise_name = TextField("企业名称")
    region_code = ChoiceField("县（市、区）")
    department_code = ChoiceField("承办部门", help="不填的，由企业的牵头部门承办")
    place = TextField("所在部位", limit=400)
    content = LongTextField("交办内容", [Required()])

    def fit(self, instance: Instance) -> None:
        words = instance_vocabulary(instance)
        self.region_code.spellings = dict(words.region_spellings)
        self.region_code.set_choices(words.regions)
        self.department_code.spellings = dict(words.department_spellings)
        self.department_code.set_choices(words.departments)


def save(session: Session, actor: Actor, rows: Sequence[Row]) -> list[RowResult]:
    """Enter the rows that are not there yet; the others stay as they are. Raises `Forbidden`."""
    actor.require(RECEIVE)
    refs = enterprises_by_credit_code(session, [row["credit_code"] for row in rows if row["credit_code"]])
    known = _known(session, rows)
    results: list[RowResult] = []
    fresh: list[NewReport] = []
    for row in rows:
        present = known.get((row["document_number"], row["content"]))
        if present is not None:
            results.append(_compared(row, present))
            continue
        new, problems = _new(row, refs.get(row["credit_code"] or ""))
        results.append(RowResult(Effect.REFUSED if problems else Effect.ENTERED, problems=tuple(problems)))
        fresh += [] if problems else [new]
    receive(session, actor, fresh)
    return results


def rows(session: Session, actor: Actor) -> Iterator[Row]:
    """The hand-downs that the actor may see, as an export writes them."""
    names = ("superior", "document_number", "received_on", "due_on", "enterprise_name", "region_code",
             "department_code", "place", "content")  # fmt: skip
    for report in session.scalars(select(Report).where(Report.kind == Kind.HANDED).order_by(Report.id)):
        yield {name: getattr(report, name) for name in names}


def _known(session: Session, rows: Sequence[Row]) -> dict[tuple[str | None, str], Report]:
    numbers = sorted({row["document_number"] for row in rows})
    found: dict[tuple[str | None, str], Report] = {}
    for part in batches(numbers):
        for report in session.scalars(select(Report).where(Report.document_number.in_(part))):
            found[report.document_number, report.content] = report
    return found


def _compared(row: Row, present: Report) -> RowResult:
    other = [title for name, title in _STATED.items() if row[name] != getattr(present, name)]
    if not other:
        return RowResult(Effect.UNCHANGED, present.public_code)
    text = f"已登记为 {present.public_code}，但{'、'.join(other)}与登记的不一致，请核对；登记后不在表格中修改。"
    return RowResult(Effect.REFUSED, present.public_code, problems=(Problem(text, field="document_number"),))


def _new(row: Row, ref: EnterpriseRef | None) -> tuple[NewReport, list[Problem]]:
    new = NewReport(
        Kind.HANDED, Channel.DOCUMENT, row["content"], row["received_on"], row["enterprise_name"] or "",
        ref.id if ref else None, row["region_code"], row["department_code"], row["place"] or "",
        superior=row["superior"], document_number=row["document_number"], due_on=row["due_on"],
    )  # fmt: skip
    problems = faults_of(new)
    if row["credit_code"] and ref is None:
        problems.append(Problem("企业名册中没有这个统一社会信用代码，请核对，或只填企业名称。", field="credit_code"))
    elif not row["department_code"] and (ref is None or ref.department_code is None):
        problems.append(Problem("没有填信用代码，或企业没有牵头部门的，须填写承办部门。", field="department_code"))
    return new, problems


class ImportHanded(ImportView):
    """A superior's list of hand-downs."""

    permission = RECEIVE
    title = "导入上级交办"
    endpoint = "intake.import_handed"
    done_endpoint = "intake.reports"
    explanation = "按交办文号和交办内容认定同一件：已登记的不重复登记，一致的不动。"

    def template_workbook(self) -> Workbook:
        return sheet_template(current_instance(), SHEET)

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        return import_sheet(current_instance(), self.actor, SHEET, path, dry_run=dry_run, errors=errors)
