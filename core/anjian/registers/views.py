"""The pages of every register: list, one row, entering, correcting, import, export. A plugin gives columns and filters."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from flask import Blueprint, flash, request, send_file, url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from sqlalchemy import Select, select

from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import matching
from anjian.enterprises.refs import enterprises_by_credit_code, enterprises_by_id
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.kernel import clock
from anjian.registers.forms import RegisterFilters
from anjian.registers.models import Registered
from anjian.registers.register import Register, name_enterprises
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm, Form
from anjian.ui.importing import XLSX, ImportView
from anjian.ui.listing import Action, Empty, ListView
from anjian.ui.pages import Fact
from anjian.ui.view import FormView, View


@dataclass(frozen=True, slots=True)
class Block:
    """A table below the row's own facts."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    note: str = ""


class RegisterList(ListView, abstract=True):
    """The list. Subclasses set `register`, `explanation`, `columns`; `rows` narrows further by filters that are not columns."""

    register: ClassVar[Register]
    filter_form: ClassVar[type[FilterForm]] = RegisterFilters

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        register = cls.__dict__.get("register")
        if register is not None:
            cls.permission, cls.title, cls.unit = register.view_permission, register.title, register.unit
            cls.key = register.model.id
            cls.actions = (
                Action(f"登记{register.noun}", register.endpoint("new"), register.edit_permission, primary=True),
                Action("导入", register.endpoint("import"), register.edit_permission),
                Action("导出", register.endpoint("export"), register.view_permission),
                *cls.__dict__.get("actions", ()),
            )
            cls.empty = cls.__dict__.get("empty") or Empty(
                f"还没有{register.noun}", "可逐条登记，或下载模板后整表导入。"
            )
        super().__init_subclass__(abstract=abstract, **kwargs)

    def prepare(self, filters: FilterForm) -> None:
        key = filters._fields.get("q")
        if key is not None:
            key.label.text = self.register.titles[self._named()]

    def rows(self, filters: FilterForm) -> Select[Any]:
        """Rows under the filters: `q` is part of the key, `owner` an enterprise; a filter named like a column equals it."""
        model = self.register.model
        query = select(model)
        for name in filters._fields:
            value = filters.value(name)
            if value in (None, ""):
                continue
            if name == "q":
                typed = str(value).strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
                query = query.where(getattr(model, self._named()).ilike(f"%{typed}%", escape="\\"))
            elif name == "owner":
                query = query.where(model.enterprise_id.in_(select(Enterprise.id).where(matching(str(value)))))
            elif hasattr(model, name):
                query = query.where(getattr(model, name) == value)
        return query

    def context(self) -> dict[str, Any]:
        name_enterprises(self.session, self.page.rows)
        return super().context()

    def _named(self) -> str:
        own = [name for name in self.register.key if name in self.register.fields]
        return own[-1] if own else self.register.fields[0]


class _OfRegister(View, abstract=True):
    """What the pages of one register share: `register` is set when the pages are made."""

    register: ClassVar[Register]

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(self.register.title, url_for(self.register.endpoint()))]


class _RegisterForms(FormView[Form], _OfRegister, abstract=True):
    """What entering and correcting share."""

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        register = cls.__dict__.get("register")
        if register is not None:
            cls.permission, cls.form_class = register.edit_permission, register.form
        super().__init_subclass__(abstract=abstract, **kwargs)

    def prepare(self, form: Form) -> None:
        form.fit(current_instance())
        if self.register.owner == "region":
            return
        if "enterprise_name" in form._fields:
            del form["enterprise_name"]  # a page chooses the enterprise by name; only workbooks state both
        field: Any = form["enterprise"]
        code = request.form.get("enterprise") or field.data or ""
        ref = enterprises_by_credit_code(self.session, [code]).get(code)
        field.chosen = ref.name if ref else code

    def context(self) -> Mapping[str, Any]:
        return {"back": url_for(self.register.endpoint()), "crumbs": self.crumbs}

    def save(self, form: Form) -> ResponseReturnValue:
        name = self.register.save_one(self.session, self.actor, form.data)
        flash(f"{name} 已登记。")
        return self.redirect(self.register.endpoint())


class RegisterNew(_RegisterForms, abstract=True):
    """Enter a row. `?enterprise=` fills in whose it is."""

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"登记{self.register.noun}"

    verb = "登记"

    def initial(self) -> Mapping[str, Any]:
        return {"enterprise": request.args["enterprise"]} if "enterprise" in request.args else {}


class RegisterEdit(_RegisterForms, abstract=True):
    """Correct a row; another enterprise transfers it, unless the enterprise is part of its key."""

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"修改{self.register.noun}"

    verb = "保存"
    record: Registered

    def load(self, **place: Any) -> None:
        self.record = self.register.one(self.session, place["record_id"])

    def initial(self) -> Mapping[str, Any]:
        stated = {name: getattr(self.record, name) for name in self.register.fields}
        if self.register.owner == "region":
            return stated | {"region": self.record.region_code}
        number = self.record.enterprise_id or 0
        ref = enterprises_by_id(self.session, [number]).get(number)
        return stated | {"enterprise": ref.credit_code if ref else None}

    def save(self, form: Form) -> ResponseReturnValue:
        before = self.initial()
        moved = [name for name in self.register.key if form[name].data != before[name]]
        for name in moved:
            form[name].errors = [
                f"这是{self.register.noun}的唯一标识，不能修改；登记错误的请另行登记，并注明原记录作废"
            ]
        if moved:
            return self._page(was_refused=True)
        return super().save(form)


class RegisterPage(_OfRegister, abstract=True):
    """One row. Subclasses may give `facts` (the three that decide) and `blocks` (tables below)."""

    record: Registered

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        register = cls.__dict__.get("register")
        if register is not None:
            cls.permission = register.view_permission
        super().__init_subclass__(abstract=abstract or not getattr(cls, "permission", ""), **kwargs)

    def load(self, **place: Any) -> None:
        self.record = self.register.one(self.session, place["record_id"])

    def facts(self, row: Any) -> list[Fact]:
        """What decides, in the page's head."""
        return []

    def blocks(self, row: Any) -> list[Block]:
        """Tables below the row's own fields."""
        return []

    def get(self) -> ResponseReturnValue:
        row = self.record
        form = self.register.form()
        form.fit(current_instance())
        return self.render(
            "registers/record.html",
            title=self.register.label(row),
            explanation="" if row.enterprise_name == self.register.label(row) else row.enterprise_name,
            crumbs=self.crumbs,
            facts=self.facts(row),
            groups=[(title, self._pairs(fields, row)) for title, fields in form.grouped()],
            blocks=self.blocks(row),
            edit=url_for(self.register.endpoint("edit"), record_id=row.id),
            edit_permission=self.register.edit_permission,
            noun=self.register.noun,
            registered_on=row.registered_on,
        )

    def _pairs(self, fields: Sequence[Any], row: Registered) -> list[tuple[str, str]]:
        pairs = []
        for field in fields:
            name = field.short_name
            if name == "enterprise":
                pairs.append(("企业", row.enterprise_name))
            elif name != "enterprise_name":
                value = row.region_code if name == "region" else getattr(row, name)
                pairs.append((field.label.text, field.display(value)))
        return pairs


class RegisterImport(ImportView, _OfRegister, abstract=True):
    """The register as a workbook."""

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        register = cls.__dict__.get("register")
        if register is not None:
            cls.permission, cls.title = register.edit_permission, f"导入{register.title}"
            cls.endpoint, cls.done_endpoint = register.endpoint("import"), register.endpoint()
            key = "、".join(register.titles[name] for name in register.key)
            cls.explanation = f"按{key}认定同一条记录：已登记的更新，未登记的新增，一致的不动。"
        super().__init_subclass__(abstract=abstract, **kwargs)

    def template_workbook(self) -> Workbook:
        return sheet_template(current_instance(), self.register.kind)

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        return import_sheet(current_instance(), self.actor, self.register.kind, path, dry_run=dry_run, errors=errors)


class RegisterExport(_OfRegister, abstract=True):
    """Every row in sight, under the template's headers."""

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        register = cls.__dict__.get("register")
        if register is not None:
            cls.permission = register.view_permission
        super().__init_subclass__(abstract=abstract, **kwargs)

    def get(self) -> ResponseReturnValue:
        instance = current_instance()
        sheet = sheet_of(instance, self.register.kind)
        buffer = io.BytesIO()
        export_sheet(instance, sheet, self.register.rows(self.session, self.actor)).save(buffer)
        buffer.seek(0)
        name = f"{clock.today():%Y年%m月%d日} {self.actor.unit_name} {self.register.title}.xlsx"
        return send_file(buffer, XLSX, as_attachment=True, download_name=name)


class RegisterPages:
    """All pages of one register. `add_to` puts them into the plugin's blueprint under `/<name>/`."""

    def __init__(
        self,
        register: Register,
        listing: type[RegisterList],
        *,
        page: type[RegisterPage] = RegisterPage,
        new: type[RegisterNew] = RegisterNew,
        edit: type[RegisterEdit] = RegisterEdit,
    ) -> None:
        self._register, self._listing = register, listing
        bases = {"new": new, "edit": edit, "page": page, "import": RegisterImport, "export": RegisterExport}
        self._views = {name: self._bound(base) for name, base in bases.items()}

    def add_to(self, blueprint: Blueprint) -> None:
        name = self._register.name
        self._listing.add_to(blueprint, f"/{name}/", name)
        rules = {
            "new": "new",
            "import": "import",
            "export": "export",
            "page": "<int:record_id>",
            "edit": "<int:record_id>/edit",
        }
        for page, rule in rules.items():
            self._views[page].add_to(blueprint, f"/{name}/{rule}", f"{name}_{page}")

    def _bound(self, base: type[Any]) -> type[View]:
        """The page of this register: a subclass that knows it."""
        return type(base.__name__, (base,), {"register": self._register, "__module__": base.__module__})
