"""What a plugin's pages and forms build on. Imported by the plugin's own modules, not by its declaration."""

from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.exchange.text import clean_text, compact
from anjian.exchange.values import parse_credit_code
from anjian.ui.context import current_actor, current_instance
from anjian.ui.fields import (
    Basis,
    ChoiceField,
    CreditCodeField,
    DayField,
    IntField,
    LongTextField,
    LonLatField,
    MultiChoiceField,
    NumberField,
    RecordField,
    TextField,
    WanYuanField,
    YesNoField,
)
from anjian.ui.forms import FilterForm, Form, Group, Required
from anjian.ui.frame import address_of
from anjian.ui.importing import XLSX, ImportView
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import DetailTab, Fact, NextStep, TimelineEntry
from anjian.ui.sent_fields import UploadField
from anjian.ui.view import FormView, View
from anjian.ui.words import Light, due_light, remaining, tone_of

__all__ = [
    "XLSX",
    "Action",
    "Basis",
    "ChoiceField",
    "Column",
    "CreditCodeField",
    "DayField",
    "DetailTab",
    "Empty",
    "Fact",
    "FilterForm",
    "Form",
    "FormView",
    "Group",
    "ImportOutcome",
    "ImportView",
    "IntField",
    "Light",
    "ListView",
    "LonLatField",
    "LongTextField",
    "MultiChoiceField",
    "NextStep",
    "NumberField",
    "RecordField",
    "Required",
    "Tab",
    "TextField",
    "TimelineEntry",
    "UploadField",
    "View",
    "WanYuanField",
    "YesNoField",
    "address_of",
    "clean_text",
    "compact",
    "current_actor",
    "current_instance",
    "due_light",
    "export_sheet",
    "import_sheet",
    "parse_credit_code",
    "remaining",
    "sheet_of",
    "sheet_template",
    "tone_of",
]
