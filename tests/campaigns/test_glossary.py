"""The glossary names real sources, each term once, and keeps the spellings of the CSV contract."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from anjian.campaigns.loading import shipped

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| Chinese")
]
KNOWN = re.compile(
    r"^(?:(?:R|Q|D|T|N|L)-\d+|A2-\d\d|design( \d)?|requirements \d(\.\d)?|domain.*|finding \d|ui|ADR \d+)$"
)
CONTRACT = [
    "public_code",
    "scale",
    "level",
    "source",
    "enterprise_code",
    "limb",
    "discovered_on",
    "confirmed_on",
    "due_on",
    "original_due_on",
    "claimed_on",
    "accepted_on",
    "listed_on",
    "lifted_on",
    "state",
    "funds_fen",
]


def test_every_row_has_its_four_cells() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []
    assert len(ROWS) > 90


def test_each_term_stands_once() -> None:
    assert [term for term, times in Counter(row[0] for row in ROWS).items() if times > 1] == []
    english = Counter(row[1].split(" (")[0] for row in ROWS)
    allowed_twice = {"self-check"}  # a way of working and a source of hazards
    assert {term for term, times in english.items() if times > 1} <= allowed_twice


def test_sources_exist() -> None:
    clauses = {clause.id for clause in shipped()["jincheng_2023"].clauses}
    sources = {part.strip() for row in ROWS for part in re.split(r"[,…]", row[3])}
    assert sorted(source for source in sources if not KNOWN.match(source) and source not in clauses) == []


def test_names_of_the_contract_are_the_glossary_s() -> None:
    identifiers = set(re.findall(r"`([a-z_]+)`", " ".join(row[2] for row in ROWS)))
    assert [name for name in CONTRACT if name not in identifiers] == []
