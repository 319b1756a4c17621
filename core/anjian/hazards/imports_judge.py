"""From parsed rows to what they assert: contradictions refused, limbs resolved, repeated rows named. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anjian.campaigns.limbs import Resolution, resolve_limb
from anjian.campaigns.packs import Pack
from anjian.exchange.columns import SERIAL
from anjian.exchange.outcome import Duplicate
from anjian.exchange.reading import Rows
from anjian.hazards.imports_columns import state_asserted
from anjian.hazards.imports_identity import identity_key
from anjian.hazards.imports_words import DONE, NOT_LISTED, OPEN

_OTHER_BASIS = ("不在已载入的判定标准中", "无法识别")
"""A basis outside the loaded criteria is kept as the unit wrote it; an article that a loaded set does not have is refused."""
_SETTLED = ("given", "only", "blank", "unknown")
"""Outcomes that the content of the row cannot change."""
ASSERTED = (
    "region", "name", "credit_code", "categories", "department", "parent", "content", "place", "cited", "source",
    "finder", "finder_unit", "found_by", "discovered_on", "parent_confirmed_on", "confirmed_on", "measures", "funds_fen",
    "responsible", "due_on", "original_due_on", "current_due_on", "contingency", "listing", "listing_level",
    "listing_unit", "done", "claimed_on", "acceptance", "accepting_unit", "accepted_by", "accepted_on", "remark",
)  # fmt: skip
"""What a row may say; all but the running number, and what the ledger takes from elsewhere."""


@dataclass(slots=True)
class Item:
    """One row that may enter: where it stands, the number it carries, its identity, what it asserts, and its limb."""

    sheet: str
    row: int
    code: str | None
    key: str
    says: dict[str, Any]
    limb: Resolution


@dataclass(slots=True)
class Judged:
    """The rows of one table: good ones in order, and repeated ones."""

    rows: Rows
    day: date
    items: list[Item] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)


def judge_rows(rows: Rows, pack: Pack, day: date, latest: date) -> Judged:
    """Judge a table whose list is dated `day`; nothing in it can have happened after `latest`. What is wrong is added to
    the rows' problems."""
    judged = Judged(rows, day)
    lists = [rows.values[key] for key in ASSERTED]
    serials = rows.values[SERIAL]
    limbs = _Limbs(pack)
    for position, number in enumerate(rows.numbers):
        says = dict(zip(ASSERTED, [values[position] for values in lists], strict=True))
        _unpack(says)
        if number not in rows.problems:
            _contradictions(rows, number, says, latest)
        if says["content"] is None:
            continue
        limb = limbs.of(says["cited"], says["content"])
        if limb.outcome == "unknown" and not any(words in limb.reason for words in _OTHER_BASIS):
            rows.refuse(number, "cited", limb.reason)
        if number not in rows.problems:
            judged.items.append(_item(rows, number, serials[position], says, limb))
    _name_duplicates(judged)
    return judged


class _Limbs:
    """Resolves citations; only where the citation leaves the limb open is the content of each row looked at."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._by_citation: dict[str | None, Resolution] = {}

    def of(self, cited: str | None, content: str) -> Resolution:
        found = self._by_citation.get(cited)
        if found is None:
            found = self._by_citation[cited] = resolve_limb(self._pack, cited, None)
        return found if found.outcome in _SETTLED else resolve_limb(self._pack, cited, content)


def _unpack(says: dict[str, Any]) -> None:
    """Take the parts out of columns that 附件2 prints as one; a column of its own wins."""
    level, unit = says["listing"] or (None, None)
    words, day = says["acceptance"] or (None, None)
    for name, value in (
        ("listing_level", level),
        ("listing_unit", unit),
        ("accepted_on", day),
        ("accepting_unit", words if day is None else None),
        ("found_by", says["finder"]),
        ("due_on", says["current_due_on"]),
    ):
        if says[name] is None:
            says[name] = value or None
    if says["listing_level"] == NOT_LISTED:
        says["listing_level"] = None


def _contradictions(rows: Rows, number: int, says: dict[str, Any], latest: date) -> None:
    found, accepted, claimed = says["discovered_on"], says["accepted_on"], says["claimed_on"]
    if found > latest:
        rows.refuse(number, "discovered_on", f"发现时间{found}尚未到来，请核对后改正")
    if accepted is not None and accepted < found:
        rows.refuse(number, "accepted_on", f"销号时间{accepted}早于发现时间{found}，请核对后改正")
    elif accepted is not None and accepted > latest:
        rows.refuse(number, "accepted_on", f"销号时间{accepted}尚未到来，请核对后改正")
    elif accepted is not None and says["done"] == OPEN:
        rows.refuse(number, "done", f"填写为未完成整改，却有销号时间{accepted}，请改为“是”或删去销号时间")
    if claimed is not None and claimed < found:
        rows.refuse(number, "claimed_on", f"实际完成时间{claimed}早于发现时间{found}，请核对后改正")
    elif claimed is not None and accepted is not None and claimed > accepted:
        rows.refuse(number, "claimed_on", f"实际完成时间{claimed}晚于销号时间{accepted}，请核对后改正")
    due = says["due_on"]
    if due is not None and due < found:
        rows.refuse(number, "due_on", f"整改期限{due}早于发现时间{found}，请核对后改正")


def _item(rows: Rows, number: int, code: str | None, says: dict[str, Any], limb: Resolution) -> Item:
    key = identity_key(
        says["credit_code"], limb.criterion_code, says["cited"], says["place"], says["content"], says["discovered_on"]
    )
    if says["claimed_on"] is not None and says["done"] is None:
        says["done"] = DONE
    says["state"] = state_asserted(says)
    return Item(rows.table.sheet, number, code, key, says, limb)


def _name_duplicates(judged: Judged) -> None:
    """Keep the first of each identity. A later row that says the same is a duplicate; one that differs contradicts it."""
    first: dict[str, Item] = {}
    kept: list[Item] = []
    for item in judged.items:
        earlier = first.setdefault(item.code or item.key, item)
        if earlier is item:
            kept.append(item)
        elif (different := _difference(earlier, item)) is None:
            judged.duplicates.append(Duplicate(item.sheet, item.row, of_row=earlier.row))
        else:
            judged.rows.refuse(item.row, different, _same_hazard(judged.rows, earlier, different))
    judged.items = kept


def _difference(earlier: Item, later: Item) -> str | None:
    return next((name for name in ASSERTED if earlier.says[name] != later.says[name]), None)


def _same_hazard(rows: Rows, earlier: Item, name: str) -> str:
    header = rows.table.header_of(name, rows.columns)
    return f"与第{earlier.row}行是同一条隐患，但“{header}”不一致，请核对后只保留一行"


def merge_tables(all_judged: Sequence[Judged]) -> list[Item]:
    """Items of every sheet of the file; a hazard that an earlier sheet has already is a duplicate or a contradiction."""
    first: dict[str, Item] = {}
    kept: list[Item] = []
    for judged in all_judged:
        for item in judged.items:
            earlier = first.setdefault(item.code or item.key, item)
            if earlier is item:
                kept.append(item)
            elif _difference(earlier, item) is None:
                judged.duplicates.append(Duplicate(item.sheet, item.row, of_row=earlier.row))
            else:
                text = f"与【{earlier.sheet}】第{earlier.row}行是同一条隐患，但内容不一致，请核对后只保留一行"
                judged.rows.refuse(item.row, "content", text)
    return kept
