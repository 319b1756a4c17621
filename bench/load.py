"""A large instance to look at: `python -m bench.load OUT [--enterprises 5000] [--hazards 60000] [--visits 200000]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from anjian.kernel import clock
from anjian.testing.city.load import add_visits, import_big_list, plan_load, register_all, write_big_list
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import START


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--enterprises", type=int, default=5_000)
    parser.add_argument("--hazards", type=int, default=60_000)
    parser.add_argument("--visits", type=int, default=200_000)
    options = parser.parse_args()
    if options.out.exists():
        sys.stderr.write(f"{options.out} exists\n")
        return 2
    options.out.mkdir(parents=True)
    instance = open_city("", options.out)
    with clock.at(START):
        fill_city(instance)
    plans, faults = plan_load(instance, options.seed, options.enterprises, options.hazards)
    path = options.out / "清单.xlsx"
    _timed("roster", lambda: register_all(instance, options.out, plans))
    _timed("list written", lambda: write_big_list(path, instance, faults))
    _timed("hazards imported", lambda: import_big_list(instance, path))
    _timed("visits", lambda: add_visits(instance, options.seed, options.visits))
    instance.database.dispose()
    return 0


def _timed(what: str, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    sys.stdout.write(f"{what}: {time.perf_counter() - start:.1f} s\n")


if __name__ == "__main__":
    sys.exit(main())
