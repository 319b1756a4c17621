"""The invented enterprises: names, valid credit codes, categories, places. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from anjian.campaigns.packs import Pack
from anjian.exchange.credit_code import check_character
from anjian.testing.city.words import FANCY, KINDS, MARK, PARENTS, ROADS, STEMS, Kind
from anjian.testing.staff import invented_name

REGISTERING = "91"  # GB 32100: registered by market supervision, an enterprise
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHARES = {"140525": 24, "140581": 18, "140522": 17, "140521": 17, "140502": 11, "140524": 8, "1405DZ": 5}
"""County -> its share of the city's enterprises, by hundredths."""
_CENTRES = {
    "140525": (112.90, 35.50), "140581": (112.92, 35.80), "140522": (112.41, 35.49), "140521": (112.19, 35.69),
    "140502": (112.85, 35.50), "140524": (113.28, 35.78), "1405DZ": (112.87, 35.53),
}  # fmt: skip
_ZONE_CODE = "140502"  # the development zone has no code of its own in credit codes


@dataclass(frozen=True, slots=True)
class EnterprisePlan:
    """An invented enterprise as a roster states it."""

    number: int
    name: str
    credit_code: str
    region_code: str
    region: str
    kind: Kind
    department: str
    """Official name of the lead department."""
    department_code: str
    parent: str | None
    chief: str
    address: str
    position: str


def credit_code(region_code: str, random: Random) -> str:
    """A code of the county that passes both check digits: GB 11714 for the organisation, GB 32100 for the whole."""
    digits = [random.randrange(10) for _ in range(8)]
    rest = 11 - sum(d * w for d, w in zip(digits, _ORGANISATION_WEIGHTS, strict=True)) % 11
    organisation = "".join(map(str, digits)) + {10: "X", 11: "0"}.get(rest, str(rest))
    body = REGISTERING + (_ZONE_CODE if not region_code.isdigit() else region_code) + organisation
    return body + check_character(body)


def plan_enterprises(pack: Pack, random: Random, count: int) -> list[EnterprisePlan]:
    """`count` enterprises over counties, categories and parents; every kind occurs once `count` allows it."""
    regions = {region.code: region.name for region in pack.regions}
    departments = {department.code: department.name for department in pack.departments}
    leads = {category.name: category.department for category in pack.categories}
    codes: set[str] = set()
    names: set[str] = set()
    plans = []
    for number in range(count):
        kind = KINDS[number] if number < len(KINDS) else random.choices(KINDS, [k.share for k in KINDS])[0]
        region_code = random.choices(list(_SHARES), list(_SHARES.values()))[0]
        code = _fresh(partial(credit_code, region_code, random), codes)
        name = _fresh(partial(_name, regions[region_code], kind, random), names)
        lead = next((c for c, n in departments.items() if n == kind.department), leads[kind.categories[0]])
        longitude, latitude = _CENTRES[region_code]
        plans.append(
            EnterprisePlan(
                number, name, code, region_code, regions[region_code], kind, departments[lead], lead,
                random.choice(PARENTS) if random.random() < 0.35 else None,
                invented_name(random.randrange(300)),
                f"{regions[region_code]}{random.choice(ROADS)}{random.randrange(1, 300)}号",
                f"{longitude + random.uniform(-0.15, 0.15):.5f},{latitude + random.uniform(-0.1, 0.1):.5f}",
            )
        )  # fmt: skip
    return plans


def _name(region: str, kind: Kind, random: Random) -> str:
    word, stem = random.choice(FANCY), random.choice(STEMS)
    return f"{region}{word}{stem}{random.choice(kind.suffixes)}{MARK}"


def _fresh(make: Callable[[], str], taken: set[str]) -> str:
    """A value that was not made before; after many tries with a number, so that a large city does not run out of names."""
    for attempt in range(1000):
        value = make()
        if attempt > 20:
            value = value.replace(MARK, f"{attempt}分厂{MARK}") if value.endswith(MARK) else value
        if value not in taken:
            taken.add(value)
            return value
    raise RuntimeError("the invented names are used up")
