"""The exported ledger is a contract: names of files and columns, one line a canonical row, words in Chinese, provable events."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

from sqlalchemy import update

from anjian.hazards.models import Hazard
from anjian.hazards.words import ListingLevel, State
from anjian.kernel.ledger import GENESIS, chain_hash
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.ledger.export import export_ledger
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

HAZARDS = (
    "public_code,scale,level,source,enterprise_code,enterprise_name,region,unit,department,plugin,limb,discovered_on,"
    "confirmed_on,due_on,original_due_on,claimed_on,accepted_on,listed_on,lifted_on,state,funds_fen"
)


def exported(instance: Instance, folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in export_ledger(instance, folder)}


def test_files_headers_and_words(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    enterprise = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    factory.hazard(
        enterprise, state=State.ACCEPTED, discovered_on=date(2023, 7, 3), due_on=date(2023, 8, 3), limb="C-15"
    )
    factory.visit(enterprise, on=date(2023, 7, 6))
    files = exported(instance, tmp_path)
    assert sorted(files) == [
        "cases.csv", "decision_changes.csv", "decisions.csv", "enforcement.csv", "enterprises.csv", "events.jsonl",
        "hazards.csv", "visits.csv",
    ]  # fmt: skip
    header, line = files["hazards.csv"].splitlines()
    assert header == HAZARDS
    assert line == (
        f"YH2023000001,重大事故隐患,重大,部门执法检查,{enterprise.credit_code},泽州县示例运输有限公司（演示）,泽州县,泽州县,"
        "市交通运输局,,C-15,2023-07-03,2023-07-04,2023-08-03,2023-08-03,2023-07-06,2023-07-07,,,已销号,1200000"
    )
    (visit,) = list(csv.DictReader(files["visits.csv"].splitlines()))
    assert (visit["enterprise_code"], visit["tier"], visit["visited_on"], visit["status"]) == (
        enterprise.credit_code,
        "县级检查",
        "2023-07-06",
        "已完成",
    )


def test_merged_rows_are_left_out_and_order_is_stable(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    rows = [factory.hazard(listed=ListingLevel.CITY) for _ in range(3)]
    with system_write(instance.database, "a merge of the past") as session:
        session.execute(update(Hazard).where(Hazard.id == rows[1].id).values(merged_into_id=rows[0].id))
    first = exported(instance, tmp_path / "a")
    codes = [line.split(",")[0] for line in first["hazards.csv"].splitlines()[1:]]
    assert codes == ["YH2023000001", "YH2023000003"]
    assert exported(instance, tmp_path / "b") == first


def test_an_open_limb_is_said_in_words(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    hazard = factory.hazard()
    with system_write(instance.database, "a limb left open by a list") as session:
        session.execute(update(Hazard).where(Hazard.id == hazard.id).values(limb_code=None))
    (row,) = csv.DictReader(exported(instance, tmp_path)["hazards.csv"].splitlines())
    assert row["limb"] == "条款待细分"


def test_anybody_can_recompute_the_chains(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    factory.hazard(state=State.ACCEPTED)
    last: dict[int, str] = {}
    lines = [json.loads(line) for line in exported(instance, tmp_path)["events.jsonl"].splitlines()]
    for line in lines:
        assert line["prev_hash"] == last.get(line["hazard_id"], GENESIS)
        assert line["hash"] == chain_hash(line["prev_hash"], line["hashed_text"])
        last[line["hazard_id"]] = line["hash"]
    assert [line["kind"] for line in lines] == ["report", "confirm", "plan", "claim", "accept"]


def test_the_export_asks_the_same_however_many_rows(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    counts = []
    for more in (1, 3):
        for _ in range(more):
            factory.hazard()
        with statements(instance.database) as seen:
            exported(instance, tmp_path)
        counts.append(len(seen))
    assert counts[0] == counts[1]
