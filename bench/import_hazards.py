"""Import of a hazard list against its peers in one run: python-calamine reading the same file, and a Core insert of the very
rows that the import wrote (hazards, sightings, versions, events, campaign tags) into an empty database.

    python -m bench.import_hazards [--rows 100000] [--postgres]

Limit: 3 x (reading + inserting). Exit code 1 when it is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import python_calamine as calamine
from openpyxl import Workbook
from sqlalchemy import Table, insert, select

from anjian.config import Settings
from anjian.enterprises.models import Enterprise
from anjian.exchange.credit_code import check_character
from anjian.hazards.imports import import_hazards
from anjian.hazards.models import Hazard, HazardCampaign, HazardEvent, HazardVersion, Sighting
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Database
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import Registry
from anjian.testing.fixtures import build_tables
from anjian.testing.postgres import Cluster

LIMIT = 3.0
CHUNK = 5000
TABLES = [cast(Table, model.__table__) for model in (Hazard, HazardEvent, HazardVersion, Sighting, HazardCampaign)]
OFFICE = Actor(
    None, None, "操作员", None, "办公室", permissions=frozenset({"hazards.import"}), sees_all=True, official=True
)
_NAMES = """
序号 县（市、区） 企业名称 统一社会信用代码 企业类别 重大事故隐患具体内容 所在部位 判定依据及条款 发现来源 发现时间
整改措施 整改资金（万元） 整改责任人（职务） 整改期限 应急预案 级别 督办单位 是否完成整改 销号时间
"""
FAULTS = (
    ("使用淘汰落后设备", "C-11b 使用淘汰落后设备"),
    ("安全阀未正常投用", "判定标准第15条"),
    ("不符合判定标准要求", "判定标准第20条"),
    ("相互禁配物质混放混存", "C-20c 相互禁配物质混放混存"),
    ("特种作业人员未持证上岗", "判定标准第2条"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _urls(Path(folder), options.postgres) as pairs:
        path = _write_list(Path(folder) / "7月清单.xlsx", options.rows)
        missed = [_compare(path, Path(folder), *pair, rows=options.rows) for pair in pairs]
    return int(any(missed))


@contextmanager
def _urls(folder: Path, postgres: bool) -> Iterator[list[tuple[str, str]]]:
    pairs = [(f"sqlite:///{folder}/ours.db", f"sqlite:///{folder}/theirs.db")]
    cluster = Cluster() if postgres else None
    if cluster is not None:
        pairs.append((cluster.url(cluster.create()), cluster.url(cluster.create())))
    for pair in pairs:
        for url in pair:
            build_tables(url)
    yield pairs
    if cluster is not None:
        cluster.stop()


def _write_list(path: Path, rows: int) -> Path:
    """A list in the styles that units mix, on one enterprise for every twenty hazards."""
    chance = random.Random(35)
    codes = [f"91140525{number:09d}" for number in range(max(50, rows // 20))]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("7月清单")
    for line in (
        ["2023年7月份全市危险化学品重大事故隐患清单"],
        ["填报单位：办公室", None, None, "时间：2023年7月30日"],
        HEADER,
    ):
        sheet.append(line)
    for number in range(1, rows + 1):
        sheet.append(_row(chance, number, codes))
    book.save(path)
    return path


def _row(chance: random.Random, number: int, codes: list[str]) -> list[Any]:
    place, day, done = chance.randrange(len(codes)), chance.randint(1, 28), chance.random() < 0.5
    fault, cited = chance.choice(FAULTS)
    return [
        number,
        chance.choice(["城区", "泽州县", "晋城市沁水县"]),
        f"第{place}化工有限公司（演示）",
        codes[place] + check_character(codes[place]),
        chance.choice(["生产", "使用", "运输"]),
        f"{fault}（第{number}处）",
        chance.choice(["2#装置", "T-101储罐", "液氯库"]),
        cited,
        chance.choice(["企业自查", "部门执法检查", "群众举报"]),
        chance.choice([f"2023-06-{day:02d}", f"2023年6月{day}日", 45078 + day]),
        "停用并更换，完善管理制度",
        chance.choice(["60万元", "１２", 3.25, 60]),
        "生产副总（演示）",
        f"2023.8.{day}",
        "已制定",
        chance.choice(["市级", "县级", None]),
        "市应急管理局",
        "是" if done else "否",
        f"2023-07-{day:02d}" if done else None,
    ]


def _compare(path: Path, folder: Path, ours: str, theirs: str, *, rows: int) -> bool:
    begun = time.perf_counter()
    calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    read = time.perf_counter() - begun
    settings = Settings(instance=folder / "instance", database_url=ours)
    instance = Instance(settings, Database(ours), AttachmentStore(settings.attachments), Registry((), ()))
    begun = time.perf_counter()
    outcome = import_hazards(instance, OFFICE, path)
    imported = time.perf_counter() - begun
    assert outcome.entered == rows, outcome.summary()
    inserted = _insert_again(instance.database, Database(theirs))
    ratio = imported / (read + inserted)
    verdict = "ok" if ratio <= LIMIT else "MISSED"
    sys.stdout.write(
        f"{instance.database.engine.dialect.name}: {rows} rows: import {imported:.1f} s, "
        f"reading {read:.1f} s + inserting {inserted:.1f} s, ratio {ratio:.2f} (limit {LIMIT:.0f}) {verdict}\n"
    )
    return ratio > LIMIT


def _insert_again(source: Database, target: Database) -> float:
    """Seconds of plain Core inserts of all ledger rows of `source` into `target`."""
    with system_read(source, "bench") as session:
        data = [[dict(row) for row in session.execute(select(table)).mappings()] for table in TABLES]
        enterprises = [dict(row) for row in session.execute(select(cast(Table, Enterprise.__table__))).mappings()]
    with system_write(target, "bench") as session:
        session.execute(insert(cast(Table, Enterprise.__table__)), enterprises)
    begun = time.perf_counter()
    with system_write(target, "bench") as session:
        for table, rows in zip(TABLES, data, strict=True):
            for start in range(0, len(rows), CHUNK):
                session.execute(insert(table), rows[start : start + CHUNK])
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
