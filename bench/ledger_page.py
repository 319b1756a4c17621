"""The ledger's list: queries and time of the first page and of a deep one, through the whole web stack.

    python -m bench.ledger_page [--hazards 60000]

Limit: 6 queries for a page of 50 rows, the same for a deep page (keyset, no offset). Exit code 1 when it is missed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from anjian.app import create_app
from anjian.kernel import clock
from anjian.testing.browser import Client
from anjian.testing.city.load import import_big_list, plan_load, register_all, write_big_list
from anjian.testing.installing import fill_city, open_city
from anjian.testing.moments import START
from anjian.testing.sql_watch import statements

LIMIT = 6
DEEP = 40
"""How many pages deep the second measurement goes."""
_NEXT = re.compile(r'href="(/hazards/\?[^"]*after=[^"]+)"')


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hazards", type=int, default=60_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return int(_measure(Path(name), options.hazards))


def _measure(folder: Path, hazards: int) -> bool:
    instance = open_city(f"sqlite:///{folder / 'city.db'}", folder / "instance")
    with clock.at(START):
        fill_city(instance)
    plans, faults = plan_load(instance, 2023, 5_000, hazards)
    register_all(instance, folder, plans)
    write_big_list(folder / "清单.xlsx", instance, faults)
    import_big_list(instance, folder / "清单.xlsx")
    missed = False
    for login in ("office", "zezhou", "emergency"):
        client = Client(create_app(instance), instance).sign_in(login)
        address = "/hazards/"
        client.get(address)  # templates are compiled once
        for page in range(DEEP + 1):
            with statements(instance.database) as seen:
                start = time.perf_counter()
                answer = client.get(address)
                seconds = time.perf_counter() - start
            text = answer.get_data(as_text=True)
            assert answer.status_code == 200, answer.status
            if page in (0, DEEP):
                verdict = "ok" if len(seen) <= LIMIT else "MISSED"
                missed |= len(seen) > LIMIT
                sys.stdout.write(
                    f"{login}: page {page + 1} of {hazards} hazards: {len(seen)} queries (limit {LIMIT}) {verdict}, "
                    f"{seconds * 1000:.0f} ms\n"
                )
            following = _NEXT.search(text)
            if following is None:
                break
            address = following[1].replace("&amp;", "&")
    instance.database.dispose()
    return missed


if __name__ == "__main__":
    sys.exit(main())
