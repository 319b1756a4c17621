"""The public version (R-114): no person's name, telephone, identity or mail number, no exact place, nothing of who reported.

Columns that hold persons are left out by the writers. What is left is free text, and people write names and numbers into it:
names that the ledger knows are struck out wherever they stand, numbers by their shape (`hazards.board_rules`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.board_rules import HIDDEN, public_words
from anjian.people.models import Person
from anjian.reports.documents.locked import MARK

PUBLIC_SUFFIX = "（公开版）"
_HASH = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?:[0-9a-f]{16}|[0-9a-f]{64})(?![0-9A-Za-z])")
_KEPT = re.compile(f"({MARK.pattern}|{_HASH.pattern})")
"""Marks of figures and hashes of snapshots: they are no free text, and may look like a telephone number."""
_DEGREES = re.compile(
    r"\d{1,3}\.\d{3,}(?:\s*°)?|\d{1,3}\s*[°度]\s*\d{1,2}(?:\.\d+)?\s*[′'’分](?:\s*\d{1,2}(?:\.\d+)?\s*[″\"”秒])?"
)
_SHORTEST = 2
_NOTES = re.compile(r"（.*?）|\(.*?\)")
_SPLIT = re.compile(r"[，,、；;：:/\s]+")


@dataclass(frozen=True, slots=True)
class Mask:
    """Takes personal data out of texts. `names`: the persons that it strikes out wherever they are named."""

    names: frozenset[str]

    def __call__(self, text: str, also: Iterable[str] = ()) -> str:
        """The text as the public may read it. `also`: further persons, of the row that the text belongs to."""
        names = sorted(self.names.union(*map(person_names, also)), key=len, reverse=True)
        return "".join(part if _KEPT.fullmatch(part) else _struck(part, names) for part in _KEPT.split(text) if part)

    def deep(self, value: Any) -> Any:
        """The same structure (text, lists, mappings, data classes) with every text masked."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, Mapping):
            return {key: self.deep(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.deep(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{one.name: self.deep(getattr(value, one.name)) for one in fields(value)})
        return value


def mask_of(session: Session) -> Mask:
    """A mask that knows everyone with a post. `session` must be a system session."""
    return Mask(frozenset(name for full in session.scalars(select(Person.name)) for name in person_names(full)))


def person_names(text: str) -> Iterator[str]:
    """The words of a cell that names persons: 张三（安全部长） -> 张三 and the whole. Rather strike a post than leave a name."""
    for word in (*_SPLIT.split(text), *_SPLIT.split(_NOTES.sub("", text))):
        if len(word) >= _SHORTEST:
            yield word


def _struck(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, HIDDEN)
    return _DEGREES.sub(HIDDEN, public_words(text))
