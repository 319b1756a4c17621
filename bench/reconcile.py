"""Duplicates proposed from workbooks of invented cities: how many of the planted pairs are found, how many proposals are wrong.

    python -m bench.reconcile [--seeds 101 102 103 104 105] [--enterprises 300] [--hazards 1500] [--postgres]

Every unit's list goes through the importer. Planted: pairs of two units (re-typed with typos or other words, the place worded
otherwise, up to 14 days apart), three near-misses each (same enterprise and limb, another device or place), and faults that came
back after their acceptance. What the plan holds by chance - the same words at the same place twice - counts as wrong too.
Limits: 95 % found, 5 % of proposals wrong, over all seeds. Exit code 1 when one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from sqlalchemy import select

from anjian.campaigns.current import current_pack
from anjian.hazards.imports import import_hazards
from anjian.hazards.models import Hazard
from anjian.hazards.proposing import proposals
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.city.books import write_list
from anjian.testing.city.enterprises import plan_enterprises
from anjian.testing.city.faults import FaultPlan, plan_faults
from anjian.testing.city.lists import ListPlan, Style
from anjian.testing.city.load import DATED, SENT_AT, loader, register_all
from anjian.testing.city.truth import codes_of
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import START
from anjian.testing.postgres import Cluster

FOUND, WRONG = 0.95, 0.05


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103, 104, 105])
    parser.add_argument("--enterprises", type=int, default=300)
    parser.add_argument("--hazards", type=int, default=1500)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    cluster = Cluster() if options.postgres else None
    try:
        for seed in options.seeds:
            with tempfile.TemporaryDirectory() as folder:
                url = cluster.url(cluster.create()) if cluster else f"sqlite:///{folder}/city.db"
                total += _city(url, Path(folder), seed, options.enterprises, options.hazards)
    finally:
        if cluster is not None:
            cluster.stop()
    found, wrong = total["found"] / total["planted"], total["wrong"] / max(1, total["proposed"])
    missed = found < FOUND or wrong > WRONG
    _say("all seeds", total, "MISSED" if missed else "ok")
    return int(missed)


def _city(url: str, folder: Path, seed: int, enterprises: int, hazards: int) -> Counter[str]:
    instance = open_city(url, folder / "instance")
    with clock.at(START):
        fill_city(instance)
    pack = current_pack(instance.settings)
    units = {unit.region_code: unit.code for unit in pack.reporting_units() if unit.region_code}
    random = Random(seed)
    plans = plan_enterprises(pack, random, enterprises)
    faults, planted = plan_faults(random, plans, units, hazards)
    register_all(instance, folder, plans)
    _send(instance, folder, faults, seed)
    start = time.perf_counter()
    with system_read(instance.database, "bench") as session:
        codes = codes_of(session, faults)
        ids = {row.public_code: row.id for row in session.execute(select(Hazard.public_code, Hazard.id))}
        number = {ids[code]: fault for fault, code in codes.items()}
        proposed = {frozenset((number[pair.first_id], number[pair.second_id])) for pair in proposals(session)}
    instance.database.dispose()
    wanted = {frozenset(pair) for pair in planted.duplicates}
    told = Counter(
        planted=len(wanted), found=len(wanted & proposed), proposed=len(proposed), wrong=len(proposed - wanted),
        near=sum(frozenset(pair) in proposed for pair in planted.near), nears=len(planted.near),
        back=sum(frozenset(pair) in proposed for pair in planted.faked), backs=len(planted.faked),
    )  # fmt: skip
    _say(f"seed {seed}", told, f"{time.perf_counter() - start:.1f} s")
    return told


def _send(instance: Instance, folder: Path, faults: Sequence[FaultPlan], seed: int) -> None:
    """Each unit's whole list, in its own pen."""
    pack = current_pack(instance.settings)
    texts = {limb.code: limb.text for limb in pack.limbs()}
    for unit in pack.reporting_units():
        rows = tuple(fault for fault in faults if fault.unit == unit.code)
        if rows:
            plan, path = ListPlan(unit.code, unit.name, DATED.month, DATED, SENT_AT, rows), folder / f"{unit.code}.xlsx"
            write_list(path, plan, texts, Style.of(unit.code, seed))
            with clock.at(SENT_AT):
                outcome = import_hazards(instance, loader(instance), path, unit=unit.name)
            assert outcome.entered == len(rows), outcome.summary()


def _say(what: str, told: Counter[str], end: str) -> None:
    sys.stdout.write(
        f"{what}: found {told['found']} of {told['planted']} pairs ({told['found'] / told['planted']:.1%}); "
        f"wrong {told['wrong']} of {told['proposed']} proposals ({told['wrong'] / max(1, told['proposed']):.1%}), "
        f"of these near-misses {told['near']} of {told['nears']}, came back {told['back']} of {told['backs']}; {end}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
