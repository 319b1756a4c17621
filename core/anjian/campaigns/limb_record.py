"""A limb as the rest of the product cites it: flat, with its document and days in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anjian.campaigns.schema import Document
from anjian.campaigns.tables import CriteriaSet, Criterion, Limb


@dataclass(frozen=True, slots=True)
class LimbRecord:
    """A published limb. Plugins ship theirs as such records too (`plugin` is then the plugin's name).

    `clause` is the article in `document` (第20条); `clause_id` the clause of the pack that carries its text, if any.
    In force on days from `valid_from` to `valid_to`, both included; no `valid_to` = still in force.
    """

    code: str
    set_code: str
    criterion_code: str
    text: str
    document: str
    clause: str
    valid_from: date
    valid_to: date | None = None
    plugin: str | None = None
    clause_id: str | None = None
    overlaps: tuple[str, ...] = ()
    reconcile: str | None = None

    @classmethod
    def of(cls, document: Document, criteria_set: CriteriaSet, criterion: Criterion, limb: Limb) -> LimbRecord:
        """The record of a pack's limb."""
        return cls(
            code=limb.code,
            set_code=criteria_set.code,
            criterion_code=criterion.code,
            text=limb.text,
            document=document.title,
            clause=criterion.article,
            valid_from=criteria_set.valid_from,
            valid_to=criteria_set.valid_to,
            clause_id=criterion.clause,
            overlaps=limb.overlaps,
            reconcile=limb.reconcile,
        )

    def in_force(self, day: date) -> bool:
        """Whether a hazard discovered on that day may cite the limb (R-014)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
