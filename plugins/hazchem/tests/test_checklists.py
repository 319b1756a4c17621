"""The checklists by their rules: what is asked when, which limbs are proposed, what is a stub, what is never asked twice."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.campaigns.loading import shipped
from anjian.inspections.schema import Checklist
from anjian.testing.checklists import asked_on, checklist_of

MAIN = checklist_of("hazchem", "hazchem")
SOURCES = checklist_of("hazchem", "hazchem_sources")
OPERATIONS = checklist_of("hazchem", "hazchem_operations")
JULY = date(2023, 7, 20)
PACK = shipped()["jincheng_2023"]


def prefixes(checklist: Checklist, day: date) -> set[str]:
    return {"-".join(code.split("-")[:2]) for code in asked_on(checklist, day)}


def counted(checklist: Checklist, length: int = 2) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in checklist.items:
        prefix = "-".join(item.code.split("-")[:length])
        found[prefix] = found.get(prefix, 0) + 1
    return found


def test_each_limb_of_annex_3_has_its_item() -> None:
    criteria = PACK.criteria_sets[0].criteria
    wanted = {f"HC-20-{c.number:02d}{limb.code[4:]}": (limb.code, limb.text) for c in criteria for limb in c.limbs}
    assert len(wanted) == 35
    assert {
        item.code: (item.limb, item.text) for item in MAIN.items if item.code.startswith("HC-20-")
    } == wanted  # fmt: skip
    asked = set(asked_on(MAIN, JULY))
    assert {item.limb for item in MAIN.items if item.code in asked} >= {limb for limb, _text in wanted.values()}


def test_every_limb_that_an_item_proposes_exists() -> None:
    known = {limb.code for one in PACK.criteria_sets for c in one.criteria for limb in c.limbs}
    proposed = {item.limb for one in (MAIN, SOURCES, OPERATIONS) for item in one.items} - {None}
    assert proposed - known == set()


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2017, 11, 12), set()),
        (date(2017, 11, 13), {"HC-20"}),
        (date(2023, 5, 14), {"HC-20"}),
        (date(2023, 5, 15), {"HC-20", "HC-SO", "HC-HOT", "HC-DW", "HC-SICK", "HC-MHS", "HC-RPT"}),
        (date(2023, 12, 31), {"HC-20", "HC-SO", "HC-HOT", "HC-DW", "HC-SICK", "HC-MHS", "HC-RPT"}),
        (date(2024, 1, 1), {"HC-20"}),
        (date(2026, 5, 1), {"HC-20", "HC-LAW"}),
        (date(2026, 9, 30), {"HC-20", "HC-LAW"}),
    ],
)
def test_items_are_asked_while_their_document_is_in_force(day: date, found: set[str]) -> None:
    assert prefixes(MAIN, day) == found


def test_the_other_lists_by_day() -> None:
    assert prefixes(SOURCES, JULY) == {"MH-08a", "MH-08b", "MH-09", "MH-BB"}
    assert prefixes(SOURCES, date(2024, 2, 3)) == prefixes(SOURCES, JULY)
    assert prefixes(SOURCES, date(2024, 2, 4)) == {"MH-08a", "MH-08b", "MH-09"}
    assert {"MH-01", "MH-10"} < prefixes(SOURCES, date(2026, 5, 1))
    assert prefixes(OPERATIONS, date(2022, 9, 30)) == {"SO-MAJOR"}
    assert {"SO-SEED", "SO-GEN", "SO-RULE", "SO-hotwork"} < prefixes(OPERATIONS, JULY)
    assert "SO-SEED" not in prefixes(OPERATIONS, date(2024, 1, 1))


def test_every_item_of_the_research_is_there() -> None:
    assert counted(MAIN) == {
        "HC-20": 35, "HC-SO": 4, "HC-HOT": 5, "HC-DW": 7, "HC-SICK": 4, "HC-MHS": 2, "HC-RPT": 1, "HC-LAW": 15,
        "HC-KEY24": 6, "HC-AQ3067": 53,
    }  # fmt: skip
    assert {code: n for code, n in counted(SOURCES).items() if n > 1} == {"MH-BB": 17}
    assert len(SOURCES.items) == 27 + 1  # MH-08 has two limbs
    assert len(OPERATIONS.items) == 154 + 1 + 1 + 1  # SO-MAJOR has two limbs, SO-SEED-2 two demands, and the open item


def test_a_criterion_without_a_text_is_never_asked() -> None:
    stubs = {item.code for item in MAIN.items if item.stub}
    assert {"-".join(code.split("-")[:2]) for code in stubs} == {"HC-AQ3067", "HC-KEY24"}
    assert stubs & set(asked_on(MAIN, date(2026, 11, 1))) == set()
    assert {item.code for item in MAIN.items if item.criterion} == {code for code in stubs if "AQ3067" in code}


def test_copies_stand_in_their_own_lists_and_propose_the_same_limb() -> None:
    def limbs(checklist: Checklist, *codes: str) -> list[str | None]:
        return [item.limb for item in checklist.items if item.code in codes]

    assert limbs(SOURCES, "MH-08a", "MH-08b", "MH-09") == ["C-05a", "C-05b", "C-03"]
    assert limbs(OPERATIONS, "SO-MAJOR-a", "SO-MAJOR-b") == ["C-18a", "C-18b"]
    assert not [item.code for item in MAIN.items if item.code.startswith(("MH-", "SO-", "HC-DUTY", "HC-SPOT"))]


def test_task_4_has_three_explicit_items_and_an_open_one() -> None:
    rows = [(item.code, item.limb, item.polarity) for item in MAIN.items if item.code.startswith("HC-SO-")]
    assert rows == [
        ("HC-SO-1", "C-18b", "violation"),
        ("HC-SO-2", "C-18b", "violation"),
        ("HC-SO-3", None, "violation"),
        ("HC-SO-4", None, "violation"),
    ]
    assert {item.limb for item in MAIN.items if item.code.startswith("HC-HOT-")} == {"C-18b"}
    (obsolete,) = [item for item in MAIN.items if item.code == "HC-DW-7"]
    assert (obsolete.limb, obsolete.choices) == ("C-11b", ("符合", "不符合", "不涉及"))


def test_polarity_and_what_waits_to_be_verified() -> None:
    for checklist in (MAIN, SOURCES, OPERATIONS):
        for item in checklist.items:
            violation = item.code.startswith(
                ("HC-20", "HC-SO", "HC-KEY24", "HC-AQ3067", "MH-08", "MH-09", "SO-SEED", "SO-MAJOR")
            ) or item.code in ("HC-SICK-3", "HC-DW-6")
            fact = item.code in ("MH-05", "MH-06")
            assert item.polarity == ("fact" if fact else "violation" if violation else "duty"), item.code
            waiting = item.code.startswith(("MH-BB", "HC-KEY24", "HC-AQ3067"))
            assert item.verified is not waiting, item.code
