"""The pages of every register: list, new, one record, void, evidence, import, export. One set of classes a register."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from flask import Blueprint, flash, jsonify, request, send_file, url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from sqlalchemy import Select

from anjian.enforcement import queries, service, stating
from anjian.enforcement.case_forms import DecisionForm
from anjian.enforcement.fields import ActForm
from anjian.enforcement.forms import EvidenceForm, RecordFilters, VoidForm
from anjian.enforcement.kinds import VIEW, Kind
from anjian.enforcement.showing import address_of_row, columns_of, subject_of
from anjian.enterprises.queries import by_credit_code
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.inspections.queries import enterprises_to_visit
from anjian.kernel.errors import NotFound
from anjian.people.queries import region_names, units_of
from anjian.ui.context import current_instance
from anjian.ui.files import file_answer
from anjian.ui.forms import FilterForm
from anjian.ui.importing import XLSX, ImportView
from anjian.ui.listing import Action, Empty, ListView, Tab
from anjian.ui.pages import Fact, TimelineEntry
from anjian.ui.panels import panels_for
from anjian.ui.view import FormView, View
from anjian.ui.words import Light, day

CHOICES = 20
"""Enterprises offered while one types."""
ADDRESSED = ("department", "county", "zone", "county_department")
"""Kinds of units that a notice may name."""
PREFILLED = ("enterprise", "hazard", "visit", "case_number", "authority", "number", "matter")
"""What an address may fill a new record with."""


class Overview(View):
    """The registers of enforcement, with how many records of each the reader sees."""

    permission = VIEW

    def get(self) -> ResponseReturnValue:
        kinds = queries.visible_kinds(self.actor)
        return self.render(
            "enforcement/overview.html",
            title="执法",
            rows=[(kind, queries.how_many(self.session, kind)) for kind in kinds],
        )


class EnterpriseChoices(View):
    """What the field 企业 offers while one types: its value is the credit code, as in a workbook."""

    permission = VIEW

    def get(self) -> ResponseReturnValue:
        found = enterprises_to_visit(self.session, self.actor, request.args.get("q", ""), CHOICES)
        return jsonify([{"value": one.credit_code, "text": one.name} for one in found])


class RecordList(ListView, abstract=True):
    """The rows of one register."""

    kind: ClassVar[Kind]
    filter_form = RecordFilters
    sort = "-happened_on"

    def rows(self, filters: FilterForm) -> Select[Any]:
        value = filters.value
        return queries.rows_found(
            self.kind, text=value("q"), from_on=value("from_on"), to_on=value("to_on"), voided=value("voided")
        )

    def row_id(self, row: Any) -> Any:
        return row[0].id


class RecordNew(FormView[ActForm], abstract=True):
    """Enter one record."""

    kind: ClassVar[Kind]

    def initial(self) -> Mapping[str, Any]:
        names = self.form_class()._fields
        filled = {name: request.args[name] for name in PREFILLED if name in names and request.args.get(name)}
        if self.form_class is DecisionForm:
            filled.setdefault("authority", self.actor.unit_name)
        return filled

    def prepare(self, form: ActForm) -> None:
        offer(self, form)

    def context(self) -> Mapping[str, Any]:
        home = url_for(f"enforcement.{self.kind.name}")
        return {"back": home, "crumbs": crumbs(self.kind), "explanation": self.kind.explanation}

    def save(self, form: ActForm) -> ResponseReturnValue:
        stated = {name: value for name, value in form.data.items() if name != "evidence"}
        code = service.record(self.session, self.actor, self.kind, stated)
        row = queries.row_by_code(self.session, self.kind, code)
        files = form.evidence.data or []
        if files:
            service.add_evidence(self.session, current_instance().store, self.actor, self.kind, row, files)
        flash(f"{self.kind.noun}已登记，编号 {code}。")
        return self.redirect(f"enforcement.{self.kind.name}_page", row_id=row.id)


def offer(view: Any, form: Any) -> None:
    """Set the choices that this installation gives; a page names the enterprise once, by choosing it."""
    names = form._fields
    if "enterprise_name" in names:
        del form.enterprise_name
    if "region" in names:
        form.region.set_choices({name: name for name in region_names(view.session).values()})
    if "addressees" in names:
        units = [unit for unit in units_of(view.session, ADDRESSED) if unit.id != view.actor.unit_id]
        form.addressees.set_choices({unit.name: unit.name for unit in units})
    if "enterprise" in names:
        code = request.form.get("enterprise") or form.enterprise.data or ""
        found = by_credit_code(view.session, [code]).get(code)
        form.enterprise.chosen = found.name if found else code


class RecordPage(View, abstract=True):
    """One record: what was stated, its evidence, what was done to it."""

    kind: ClassVar[Kind]
    template: ClassVar[str] = "enforcement/record.html"
    row: Any

    def load(self, **place: Any) -> None:
        self.row = queries.row_of(self.session, self.kind, place["row_id"])

    def get(self) -> ResponseReturnValue:
        row, kind = self.row, self.kind
        own = service.is_own(self.actor, kind, row) and not row.voided
        return self.render(
            self.template, title=f"{kind.noun} {row.public_code}", explanation=subject_of(kind, row), crumbs=crumbs(kind),
            kind=kind, row=row, facts=self.facts(), pairs=self.pairs(), own=own,
            evidence=queries.evidence_of(self.session, kind, row), entries=self.entries(), **self.context(),
        )  # fmt: skip

    def context(self) -> dict[str, Any]:
        return {"panels": panels_for("enforcement", self.session, self.actor, self.row)}

    def facts(self) -> list[Fact]:
        row = self.row
        state = Light("grey", "已作废") if row.voided else Light("green", "有效")
        return [
            Fact("状态", state, note=row.public_code),
            Fact("日期", day(row.happened_on)),
            Fact("登记单位", row.unit_name, note=row.joint_units or ""),
        ]

    def pairs(self) -> list[tuple[str, str]]:
        """Every field as it was stated, names of persons only for those who may see them."""
        names = stating.names_of(self.session, [self.row])
        stated = stating.shown_to(self.actor, self.kind.form, self.kind.stated(self.row, names))
        form: Any = self.kind.form(data=stated)
        if "enterprise" in form._fields:
            form.enterprise.chosen = stated.get("enterprise") or ""
        ordered = [field for _title, fields in form.grouped() for field in fields if field.short_name != "evidence"]
        return [(field.label.text, field.display(field.data)) for field in ordered]

    def entries(self) -> list[TimelineEntry]:
        row = self.row
        found = [TimelineEntry(row.recorded_at, f"登记{self.kind.noun}", row.recorded_by, row.unit_name)]
        if row.voided:
            found.insert(
                0, TimelineEntry(row.recorded_at, "已作废", unit=row.unit_name, text=row.void_reason, tone="grey")
            )
        return found


class RecordVoid(FormView[VoidForm], abstract=True):
    """Mark a record as wrong."""

    kind: ClassVar[Kind]
    form_class = VoidForm
    verb = "作废"
    row: Any

    def load(self, **place: Any) -> None:
        self.row = queries.row_of(self.session, self.kind, place["row_id"])

    def context(self) -> Mapping[str, Any]:
        text = f"“{subject_of(self.kind, self.row)}”作废后不再计入附件1，记录和理由保留；已封存的报表不变，差异在下期说明。"
        return {"consequence": text, "back": address_of_row(self.kind, self.row), "crumbs": crumbs(self.kind)}

    def save(self, form: VoidForm) -> ResponseReturnValue:
        service.void(self.session, self.actor, self.kind, self.row.id, form.reason.data or "")
        flash(f"{self.kind.noun} {self.row.public_code} 已作废。")
        return self.redirect(f"enforcement.{self.kind.name}_page", row_id=self.row.id)


class RecordEvidence(FormView[EvidenceForm], abstract=True):
    """Add evidence to a record."""

    kind: ClassVar[Kind]
    form_class = EvidenceForm
    title = "补充佐证材料"
    verb = "上传佐证材料"
    row: Any

    def load(self, **place: Any) -> None:
        self.row = queries.row_of(self.session, self.kind, place["row_id"])

    def context(self) -> Mapping[str, Any]:
        return {"back": address_of_row(self.kind, self.row), "crumbs": crumbs(self.kind)}

    def save(self, form: Any) -> ResponseReturnValue:
        row = service.load(self.session, self.actor, self.kind, self.row.id)
        files = form.evidence.data or []
        service.add_evidence(self.session, current_instance().store, self.actor, self.kind, row, files)
        return self.redirect(f"enforcement.{self.kind.name}_page", row_id=row.id)


class EvidenceFile(View, abstract=True):
    """One file: as secret as the record that it proves."""

    kind: ClassVar[Kind]

    def load(self, **place: Any) -> None:
        row = queries.row_of(self.session, self.kind, place["row_id"])
        files = {one.id: one for one in queries.evidence_of(self.session, self.kind, row)}
        if place["file_id"] not in files:
            raise NotFound("没有这份佐证材料。")
        self.file = files[place["file_id"]]

    def get(self) -> ResponseReturnValue:
        return file_answer(self.file)


class RecordImport(ImportView, abstract=True):
    """A register's workbook."""

    kind: ClassVar[Kind]

    def template_workbook(self) -> Workbook:
        return sheet_template(current_instance(), self.kind.name)

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        return import_sheet(current_instance(), self.actor, self.kind.name, path, dry_run=dry_run, errors=errors)


class RecordExport(View, abstract=True):
    """The register as a workbook that can be corrected and imported again."""

    kind: ClassVar[Kind]

    def get(self) -> ResponseReturnValue:
        sheet = sheet_of(current_instance(), self.kind.name)
        buffer = io.BytesIO()
        export_sheet(current_instance(), sheet, self.kind.rows(self.session, self.actor)).save(buffer)
        buffer.seek(0)
        return send_file(buffer, XLSX, as_attachment=True, download_name=f"{self.kind.title}.xlsx")


def crumbs(kind: Kind) -> list[tuple[str, str]]:
    return [("执法", url_for("enforcement.overview")), (kind.title, url_for(f"enforcement.{kind.name}"))]


def add_register(blueprint: Blueprint, kind: Kind, *, page: type[RecordPage] = RecordPage) -> None:
    """All pages of a register under `/<name>/`."""
    base, name = f"/{kind.name.replace('_', '-')}", kind.name
    viewing = {"kind": kind, "permission": kind.view}
    editing = {"kind": kind, "permission": kind.edit}
    new = f"登记{kind.noun}"
    importing = {
        "title": f"导入{kind.title}", "endpoint": f"enforcement.{name}_import", "done_endpoint": f"enforcement.{name}",
        "explanation": kind.explanation,
    }  # fmt: skip
    made = (
        ("", "/", _made(RecordList, viewing | _listing(kind))),
        ("_new", "/new", _made(RecordNew, editing | {"form_class": kind.form, "title": new, "verb": new})),
        ("_page", "/<int:row_id>", _made(page, viewing)),
        ("_void", "/<int:row_id>/void", _made(RecordVoid, editing | {"title": f"作废{kind.noun}"})),
        ("_evidence", "/<int:row_id>/evidence", _made(RecordEvidence, editing)),
        ("_file", "/<int:row_id>/evidence/<int:file_id>", _made(EvidenceFile, viewing)),
        ("_import", "/import", _made(RecordImport, editing | importing)),
        ("_export", "/export", _made(RecordExport, viewing)),
    )
    for suffix, rule, view in made:
        view.add_to(blueprint, base + rule, name + suffix)


def _listing(kind: Kind) -> dict[str, Any]:
    """What a register's list says."""
    name = kind.name
    return {
        "title": kind.title, "explanation": kind.explanation, "unit": kind.unit, "key": kind.model.id,
        "columns": columns_of(kind), "tabs": (Tab("有效"), Tab("已作废", (("voided", "yes"),))),
        "actions": (
            Action(f"登记{kind.noun}", f"enforcement.{name}_new", kind.edit, primary=True),
            Action("导入", f"enforcement.{name}_import", kind.edit),
            Action("导出", f"enforcement.{name}_export", kind.view),
        ),
        "empty": Empty(f"还没有登记{kind.noun}", "可逐条登记，或下载模板后整表导入；登记后自动计入附件1。"),
    }  # fmt: skip


def _made(base: type[View], attributes: Mapping[str, Any]) -> type[View]:
    """The view of one register."""
    return type(f"{attributes['kind'].name}_{base.__name__}", (base,), dict(attributes))
