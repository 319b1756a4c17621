"""Checklists as files: reading them, their one text form, and the criteria that they bring."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from anjian.campaigns.limb_record import LimbRecord
from anjian.campaigns.yaml_source import parse, read_yaml
from anjian.inspections.schema import Checklist
from anjian.kernel.ledger import canonical_json

FOLDER = Path(__file__).parent / "checklists"
FRAGMENT = "chief_duties"
"""Code of the core's fragment 主要负责人履职, part of every visit (R-082)."""


@cache
def read_checklist(path: Path) -> Checklist:
    """The checklist in a YAML file. Raises `FileRefused` with every fault of the file and its place."""
    return parse(Checklist, read_yaml(path), path)


def content_of(checklist: Checklist) -> str:
    """The one text form of a checklist: what is hashed and kept."""
    return canonical_json(checklist.model_dump(mode="json"))


def digest_of(checklist: Checklist) -> str:
    """SHA-256 of the content: comments and layout of the file do not enter it."""
    return hashlib.sha256(content_of(checklist).encode()).hexdigest()


def limbs_of(checklists: Iterable[Checklist]) -> list[LimbRecord]:
    """The limbs that items with `criterion: true` are: extra limbs for `campaigns.service.sync`. Stubs bring none."""
    return [
        LimbRecord(
            code=item.code,
            set_code=checklist.criteria_set or checklist.code,
            criterion_code=item.code,
            text=item.text,
            document=item.basis.document,
            clause=item.basis.clause,
            valid_from=item.basis.valid_from,
            valid_to=item.basis.valid_to,
            plugin=checklist.plugin,
        )
        for checklist in checklists
        for item in checklist.items
        if item.criterion and not item.stub
    ]
