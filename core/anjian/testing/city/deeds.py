"""What enforcement does in the city, planned: cases over faults that visits found, decisions, assistance, and the other events of
附件1 block 3. Pure and deterministic; what the table must say is counted from the plan, not from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from anjian.enforcement.words import Accounting, Aim, Measure, NoticeKind, Publicity, Punishment, Standing, Target
from anjian.testing.city.enterprises import EnterprisePlan
from anjian.testing.city.stories import COUNTY_ROUND, End, LivePlan

LAST = date(2023, 10, 29)
WAN = 1_000_000
"""分 of one 万元."""
_LAW = "《中华人民共和国安全生产法》（2021年修正）第一百零二条"
_CHIEF_LAW = "《中华人民共和国安全生产法》（2021年修正）第九十四条"
_HELP = ("指导完善特种作业审批", "指导重大危险源包保责任落实", "指导双重预防机制运行", "指导应急演练和预案修订")


@dataclass(frozen=True, slots=True)
class Deed:
    """One record to enter: in which register, by whom, when; `live`: the live fault a case is over."""

    kind: str
    login: str
    on: date
    stated: Mapping[str, Any] = field(default_factory=dict)
    enterprise: EnterprisePlan | None = None
    live: int | None = None
    proven: bool = True
    void_on: date | None = None


def plan_deeds(
    seed: int,
    enterprises: Sequence[EnterprisePlan],
    lives: Sequence[LivePlan],
    units: Mapping[str, str],
    regions: Mapping[str, str],
) -> list[Deed]:
    """Every record of enforcement in the city, in the order of its day. `units`, `regions`: region code -> unit code, name."""
    random = Random(f"{seed} enforcement")
    found = [
        *_cases(random, lives, units),
        *_assistance(random, enterprises, regions),
        *_measures(random, enterprises),
        *_matters(enterprises),
    ]
    return sorted(found, key=lambda deed: deed.on)


def _cases(random: Random, lives: Sequence[LivePlan], units: Mapping[str, str]) -> Iterator[Deed]:
    """Two of three faults that visits found and that were confirmed become cases; the others are reminders."""
    chosen = [
        live for live in lives
        if live.way == "visit" and live.confirm_on is not None and live.end in (End.WHOLE, End.OPEN) and live.number % 3
    ]  # fmt: skip
    unmended = [place for place, live in enumerate(chosen, 1) if live.end is End.OPEN and place % 6 != 4]
    for number, live in enumerate(chosen, 1):
        enterprise = live.fault.enterprise
        county = f"{units[enterprise.region_code]}.{enterprise.department_code}"
        login = county if live.fault.discovered_on <= COUNTY_ROUND[1] else enterprise.department_code
        assert live.confirm_on is not None
        filed = live.confirm_on + timedelta(days=4)
        decided = filed + timedelta(days=random.randrange(5, 12))
        if decided > LAST:
            continue
        file = f"（演示）立〔2023〕{number}号"
        case = {"number": file, "title": "未采取措施消除重大事故隐患", "both_due": number % 4 != 3}
        yield Deed("cases", login, filed, case, enterprise, live.number)
        yield from _decisions(random, number, login, file, decided)
        if number in unmended[:1]:
            yield from _again(number, login, file, decided)


def _decisions(random: Random, number: int, login: str, file: str, decided: date) -> Iterator[Deed]:
    """Of the enterprise always, of the chief in half of the cases; some also stop, one changed and one revoked later."""
    stops = number % 5 == 1
    measures = [str(Measure.PENALTY), *([str(Measure.STOP)] if stops else [])]
    amount = random.randrange(100, 500) * WAN // 100
    fine = {"case_number": file, "punishments": [str(Punishment.FINE)]}
    first = {
        "number": f"（演示）罚〔2023〕{number}号",
        "measures": measures,
        "target": str(Target.ENTERPRISE),
        "amount_fen": amount,
    }
    yield Deed("decisions", login, decided, fine | first | {"legal_basis": _LAW}, proven=number % 7 != 0)
    if number % 2 and decided + timedelta(days=2) <= LAST:
        second = {
            "number": f"（演示）罚〔2023〕{number}-1号", "measures": [str(Measure.PENALTY)], "target": str(Target.CHIEF),
            "person_name": f"演示负责人{number}", "amount_fen": amount // 2, "legal_basis": _CHIEF_LAW,
        }  # fmt: skip
        yield Deed("decisions", login, decided + timedelta(days=2), fine | second)
    changed = decided + timedelta(days=30)
    if number % 6 in (2, 4) and changed <= LAST:
        revoked = number % 6 == 4
        change = {
            "number": first["number"], "standing": str(Standing.REVOKED if revoked else Standing.CHANGED),
            "amount_fen": None if revoked else amount // 2, "document": f"（演示）复决〔2023〕{number}号",
            "reason": "认定事实不清" if revoked else "裁量明显不当",
        }  # fmt: skip
        yield Deed("decision_changes", login, changed, change)


def _again(number: int, login: str, file: str, decided: date) -> Iterator[Deed]:
    """Fined twice more over a fault that stays unmended: closure is to be proposed (N-07)."""
    for turn in (2, 3):
        on = decided + timedelta(days=8 * (turn - 1))
        if on <= LAST:
            stated = {
                "case_number": file, "number": f"（演示）罚〔2023〕{number}-{turn}号", "measures": [str(Measure.PENALTY)],
                "punishments": [str(Punishment.FINE)], "target": str(Target.ENTERPRISE), "amount_fen": 2 * WAN,
                "legal_basis": _LAW,
            }  # fmt: skip
            yield Deed("decisions", login, on, stated)


def _assistance(random: Random, enterprises: Sequence[EnterprisePlan], regions: Mapping[str, str]) -> Iterator[Deed]:
    """Each department helps two counties and some of its own enterprises; the energy bureau once together with another."""
    places = list(regions.values())
    departments = sorted({plan.department_code for plan in enterprises})
    for place, login in enumerate(departments):
        for turn in (0, 1):
            on = date(2023, 6, 6) + timedelta(days=place * 7 + turn * 55)
            stated = {
                "aim": str(Aim.COUNTY), "region": places[(place + turn * 3) % len(places)], "team": f"第{place + 1}帮扶组",
                "content": _HELP[(place + turn) % len(_HELP)],
            }  # fmt: skip
            joint = {"joint_units": "市消防救援支队"} if place == 0 else {}
            yield Deed("assistance", login, on, stated | joint)
        own = [plan for plan in enterprises if plan.department_code == login]
        for turn, plan in enumerate(random.sample(own, min(len(own), 1 + len(own) // 12))):
            on = date(2023, 6, 12) + timedelta(days=place * 3 + turn * 11)
            if on <= LAST:
                stated = {
                    "aim": str(Aim.ENTERPRISE),
                    "team": f"第{place + 1}帮扶组",
                    "content": _HELP[turn % len(_HELP)],
                }
                yield Deed("assistance", login, on, stated, plan, proven=turn % 5 != 4)


def _measures(random: Random, enterprises: Sequence[EnterprisePlan]) -> Iterator[Deed]:
    """Exposed, talked to, put under joint punishment; some twice in different ways, one entered by mistake and voided."""
    count = max(3, len(enterprises) // 25)
    chosen = random.sample(list(enterprises), min(count, len(enterprises)))
    for number, plan in enumerate(chosen, 1):
        for turn, kind in enumerate(tuple(Publicity)[: 1 + number % 2]):
            on = date(2023, 6, 20) + timedelta(days=number * 9 % 120 + turn * 3)
            stated = {
                "kind": str(kind), "document": f"（演示）{kind}〔2023〕{number}号", "medium": "演示日报",
                "content": "重大事故隐患整改滞后",
            }  # fmt: skip
            yield Deed("enterprise_measures", plan.department_code, on, stated, plan)
    wrong = {"kind": str(Publicity.TALKED_TO), "document": "（演示）约〔2023〕误1号", "content": "录入对象有误"}
    plan = enterprises[0]
    on = date(2023, 7, 6)
    yield Deed("enterprise_measures", plan.department_code, on, wrong, plan, void_on=on + timedelta(days=30))


def _matters(enterprises: Sequence[EnterprisePlan]) -> Iterator[Deed]:
    """Referrals (one person by two units), published cases (one by two units), accountability, notices."""
    matter = "某企业涉嫌危险作业案（演示）"
    for place, (login, person) in enumerate((("zezhou", "演示甲"), ("emergency", "演示甲"), ("zezhou", "演示乙"))):
        letter = {
            "letter": f"（演示）移〔2023〕{place + 1}号",
            "organ": "公安机关",
            "matter": matter,
            "person_name": person,
        }
        yield Deed("referrals", login, date(2023, 7, 12) + timedelta(days=place), letter, proven=place != 2)
    for place, (login, title, crime) in enumerate(
        (
            ("emergency", "违规动火作业案（演示）", True),
            ("zezhou", "违规动火作业案（演示）", True),
            ("transport", "挂靠经营案（演示）", False),
        )
    ):
        told = {"title": title, "medium": "市政府门户网站", "dangerous_operation": crime}
        yield Deed("typical_cases", login, date(2023, 7, 18) + timedelta(days=place), told)
    for place, (login, person) in enumerate((("zezhou4", "演示丙"), ("transport4", "演示丁"))):
        held = {
            "matter": f"监管履职不到位（演示{place + 1}）", "grounds": "检查流于形式", "person_name": person,
            "person_post": "监管人员", "kind": str(Accounting.ADMONITION), "document": f"（演示）问责〔2023〕{place + 1}号",
        }  # fmt: skip
        yield Deed("accountabilities", login, date(2023, 7, 20) + timedelta(days=place * 40), held)
    notices = (
        ("office", NoticeKind.CIRCULAR, date(2023, 7, 5), ["高平市", "沁水县", "市市场监管局"]),
        ("office", NoticeKind.TALK, date(2023, 9, 6), ["高平市"]),
        ("emergency", NoticeKind.TALK, date(2023, 7, 25), ["陵川县"]),
    )
    for number, (login, kind, on, names) in enumerate(notices, 1):
        stated = {
            "kind": str(kind), "number": f"（演示）函〔2023〕{number}号", "title": "关于专项行动进展缓慢的情况",
            "addressees": names, "content": "重大事故隐患排查整治进展缓慢，限期整改",
        }  # fmt: skip
        yield Deed("unit_notices", login, on, stated)


def expected(deeds: Iterable[Deed], day: date) -> dict[str, int]:
    """Block 3 of the city's table on a day, from the plan; money in 分."""
    done = [deed for deed in deeds if deed.on <= day and (deed.void_on is None or deed.void_on > LAST)]

    def of(kind: str) -> list[Deed]:
        return [deed for deed in done if deed.kind == kind]

    assisted = of("assistance")
    cases = {deed.stated["title"]: deed.stated["dangerous_operation"] for deed in of("typical_cases")}
    return {
        "A1-3.01": sum(1 for deed in assisted if deed.stated["aim"] == Aim.COUNTY),
        "A1-3.02": sum(1 for deed in assisted if deed.stated["aim"] == Aim.ENTERPRISE),
        **_of_decisions(of("cases"), of("decisions"), of("decision_changes")),
        "A1-3.05": len({(deed.stated["matter"], deed.stated["person_name"]) for deed in of("referrals")}),
        "A1-3.07": len({deed.enterprise.number for deed in of("enterprise_measures") if deed.enterprise}),
        "A1-3.08": len(cases),
        "A1-3.08b": sum(cases.values()),
        "A1-3.09": len({(deed.stated["matter"], deed.stated["person_name"]) for deed in of("accountabilities")}),
        "A1-3.10": len(of("unit_notices")),
    }


def _of_decisions(cases: Sequence[Deed], decisions: Sequence[Deed], later: Sequence[Deed]) -> dict[str, int]:
    """What stands of the decisions after review: penalties, money, cases with both sides, enterprises that were stopped."""
    changes = {deed.stated["number"]: deed.stated for deed in later}
    standing = [
        deed for deed in decisions if changes.get(deed.stated["number"], {}).get("standing") != Standing.REVOKED
    ]
    owners = {deed.stated["number"]: deed.enterprise for deed in cases}
    penalties = [deed for deed in standing if Measure.PENALTY in deed.stated["measures"]]
    stops = [owners[deed.stated["case_number"]] for deed in standing if Measure.STOP in deed.stated["measures"]]
    sides: dict[str, set[str]] = {}
    for deed in penalties:
        sides.setdefault(deed.stated["case_number"], set()).add(deed.stated["target"])
    return {
        "A1-3.03": len(penalties),
        "A1-3.03b": sum(_amount(deed, changes) for deed in penalties),
        "A1-3.04": sum(1 for targets in sides.values() if {Target.ENTERPRISE, Target.CHIEF} <= targets),
        "A1-3.06": len({owner.number for owner in stops if owner is not None}),
        "A1-3.06b": 0,
    }


def _amount(deed: Deed, changes: Mapping[str, Mapping[str, Any]]) -> int:
    changed = changes.get(deed.stated["number"], {}).get("amount_fen")
    return int(deed.stated["amount_fen"] if changed is None else changed)
