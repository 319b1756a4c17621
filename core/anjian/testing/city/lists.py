"""The lists that units send: each unit's 附件2 of each month, last month's rows again with their progress. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from anjian.campaigns.packs import Pack
from anjian.kernel.clock import SHANGHAI
from anjian.testing.city.faults import LATE_SENDER, FaultPlan
from anjian.testing.city.words import STANDARD

MONTHS = (5, 6, 7, 8, 9, 10)
LATE_ON = date(2023, 8, 3)
MISSING = ("lingchuan", "industry")
"""Units that have not handed in October's tables when the demo's clock starts."""


@dataclass(frozen=True, slots=True)
class ListPlan:
    """One unit's list of one month: `dated` stands in its title row, `sent_at` is when the unit imports it."""

    unit: str
    unit_name: str
    month: int
    dated: date
    sent_at: datetime
    rows: tuple[FaultPlan, ...]

    @property
    def file_name(self) -> str:
        return f"{self.month}月清单-{self.unit_name}.xlsx"


def monthly_lists(pack: Pack, faults: Sequence[FaultPlan]) -> list[ListPlan]:
    """Every list with at least one row, in the order in which they are sent."""
    late_unit = next(unit.code for unit in pack.reporting_units() if unit.region_code == LATE_SENDER)
    plans = []
    for month in MONTHS:
        dated = date(2023, month, 30)
        for place, unit in enumerate(pack.reporting_units()):
            rows = tuple(fault for fault in faults if fault.unit == unit.code and _listed(fault, month, dated))
            if rows:
                late = unit.code == late_unit and month == 7
                sent = datetime.combine(LATE_ON if late else dated, time(10, 4 * place), SHANGHAI)
                plans.append(ListPlan(unit.code, unit.name, month, dated, sent, _ordered(rows)))
    return sorted(plans, key=lambda plan: plan.sent_at)


def hand_ins(pack: Pack) -> list[tuple[str, str, datetime]]:
    """(unit, month's code, when) for each unit that hands its month in: late where its list is, not yet in October for two."""
    found = []
    for month in MONTHS:
        for place, unit in enumerate(pack.reporting_units()):
            if month == MONTHS[-1] and unit.code in MISSING:
                continue
            late = unit.region_code == LATE_SENDER and month == LATE_ON.month - 1
            day = LATE_ON if late else date(2023, month, 30)
            found.append((unit.code, f"2023-{month:02d}", datetime.combine(day, time(15, place), SHANGHAI)))
    return found


def _listed(fault: FaultPlan, month: int, dated: date) -> bool:
    """Found by then, and not told as closed in an earlier month's list."""
    if fault.discovered_on > dated:
        return False
    return fault.accepted_on is None or month == MONTHS[0] or fault.accepted_on > date(2023, month - 1, 30) or (
        fault.discovered_on > date(2023, month - 1, 30)
    )  # fmt: skip


def _ordered(rows: tuple[FaultPlan, ...]) -> tuple[FaultPlan, ...]:
    return tuple(sorted(rows, key=lambda fault: (fault.enterprise.region, fault.enterprise.name, fault.discovered_on)))


def cited(fault: FaultPlan, limb_texts: Mapping[str, str]) -> str:
    """判定依据及条款 as the unit writes it."""
    if fault.cited == "limb":
        return f"{fault.limb} {limb_texts[fault.limb]}"
    article = f"第{int(fault.limb[2:4])}条"
    return f"判定标准{article}" if fault.cited == "criterion" else f"{STANDARD}{article}"


@dataclass(frozen=True, slots=True)
class Style:
    """A unit's pen: how it writes dates and money, and whether its header has one row or two."""

    day_style: int
    money_style: int
    two_rows: bool

    @classmethod
    def of(cls, unit: str, seed: int) -> Style:
        random = Random(f"{seed} {unit}")
        return cls(random.randrange(5), random.randrange(3), random.random() < 0.6)

    def day(self, day: date) -> object:
        """A day as this pen writes it."""
        match self.day_style:
            case 0:
                return day
            case 1:
                return f"{day.year}年{day.month}月{day.day}日"
            case 2:
                return f"{day.year}.{day.month}.{day.day}"
            case 3:
                return f"{day:%Y/%m/%d}"
            case _:
                return day.isoformat()

    def wan(self, amount: float) -> object:
        """Money in 万元 as this pen writes it."""
        text = f"{amount:g}"
        return (amount, text, f"{text}万元")[self.money_style]
