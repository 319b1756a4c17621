"""补录: `anjian import hazards FILE --unit U`. Computed in a read unit, written in one short write unit (design 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from anjian.campaigns.current import pack_of
from anjian.campaigns.packs import Pack
from anjian.enterprises.service import ensure_unverified
from anjian.enterprises.vocabulary import campaign_pack, instance_vocabulary
from anjian.exchange.importing import collect_problems, hand_back, open_list
from anjian.exchange.outcome import Change, ImportOutcome
from anjian.exchange.reading import read_rows
from anjian.hazards.imports_columns import ANCHORS, list_columns
from anjian.hazards.imports_judge import Judged, judge_rows, merge_tables
from anjian.hazards.imports_period import list_day
from anjian.hazards.imports_plan import Owner, Plan, last_event, make_plan
from anjian.hazards.imports_write import Sender, apply_updates, enter_new, hold_import_lock
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Refused
from anjian.kernel.system import elevated, system_read
from anjian.people.queries import unit_by_code
from anjian.plugin_host.instance import Instance

PERMISSION = "hazards.import"
WHO = "行业监管部门、县（市、区）或领导组办公室"
REASON = "an import compares its rows with every hazard, whoever may see it"


def import_hazards(
    instance: Instance,
    actor: Actor,
    path: Path,
    *,
    unit: str | None = None,
    campaign: str | None = None,
    dry_run: bool = False,
    errors: Path | None = None,
) -> ImportOutcome:
    """Enter a unit's hazard list. Good rows enter, bad rows are reported by cell and written to `errors` (a marked copy).

    `unit` is the name of the unit that sends the list, else the actor's; `campaign` the code of the campaign whose list it is,
    in whose columns it comes and which counts its rows, else the city's own. Raises `FileRefused` when nothing can be read and
    `Refused` for an unknown unit; then nothing is changed. A dry run gives the same outcome and writes nothing.
    """
    actor.require(PERMISSION, WHO)
    pack = campaign_pack(instance) if campaign is None else pack_of(instance.settings, campaign)
    words = instance_vocabulary(instance)
    columns = list_columns(pack, words)
    book, tables = open_list(path, columns)
    judged = []
    for table in tables:
        rows = read_rows(table, columns, ANCHORS)
        day = list_day(table, rows.values["discovered_on"])
        judged.append(judge_rows(rows, pack, day, max(clock.today(), day)))
    items = merge_tables(judged)
    days = {one.rows.table.sheet: one.day for one in judged}
    with system_read(instance.database, REASON) as session:
        sender = _sender(session, actor, pack, unit)
        plan = make_plan(session, actor, items, days, words.lead_of)
    if not dry_run and (plan.new or plan.updates):
        with instance.database.write_unit(actor) as session, elevated(session, REASON):
            hold_import_lock(session)
            if last_event(session) != plan.seen:
                plan = make_plan(session, actor, items, days, words.lead_of)
            _write(session, sender, plan, days, words.lead_of)
    outcome = _outcome(judged, plan, dry_run=dry_run)
    hand_back(book, tables, outcome, errors)
    return outcome


def _sender(session: Session, actor: Actor, pack: Pack, unit: str | None) -> Sender:
    if unit is None:
        return Sender(actor, actor.unit_name, actor.unit_id, pack.code)
    named = pack.unit_by_name(unit)
    if named is None:
        known = "、".join(one.name for one in pack.units if one.kind != "partner")
        raise Refused(f"没有名为“{unit}”的单位，可填：{known}。")
    return Sender(actor, named.name, unit_by_code(session, named.code).id, pack.code)


def _write(session: Session, sender: Sender, plan: Plan, days: Mapping[str, date], leads: Mapping[str, str]) -> None:
    made = ensure_unverified(session, sender.actor, list(plan.unknown.values()), departments=leads)
    owners = dict(plan.owners)
    for code, enterprise in made.items():
        owners[code] = Owner(
            enterprise.id, enterprise.region_code, enterprise.department_code, enterprise.parent_id, enterprise.name
        )
    enter_new(session, sender, plan.new, days, owners)
    apply_updates(session, sender, plan.updates, days)


def _outcome(judged: Sequence[Judged], plan: Plan, *, dry_run: bool) -> ImportOutcome:
    by_sheet = {one.rows.table.sheet: one.rows for one in judged}
    for item, key, message in plan.refusals:
        by_sheet[item.sheet].refuse(item.row, key, message)
    outcome = ImportOutcome("hazards", dry_run=dry_run)
    outcome.entered, outcome.updated, outcome.unchanged = len(plan.new), len(plan.updates), plan.unchanged
    outcome.duplicates = sorted((d for one in judged for d in one.duplicates), key=lambda d: (d.sheet, d.row))
    outcome.changes = [
        Change(change.item.sheet, change.item.row, change.hazard["public_code"], change.titles)
        for change in plan.updates
    ]
    outcome.created = [f"{enterprise.name}（{code}）" for code, enterprise in plan.unknown.items()]
    outcome.notes = plan.notes
    collect_problems(outcome, [one.rows for one in judged])
    return outcome
