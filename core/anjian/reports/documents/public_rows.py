"""What the public reads of a listed hazard (R-114): what is wrong and how far it is, nothing of persons or of exact places."""

from __future__ import annotations

from dataclasses import replace

from anjian.hazards.words import Source
from anjian.reports.documents.list_rows import ListRow
from anjian.reports.documents.masking import Mask
from anjian.reports.documents.order_rows import OrderRow

PRIVATE = frozenset(
    {"place", "finder", "responsible", "measures", "emergency_plan", "listing_person", "accepted_by", "remark"}
)
"""Columns of 附件2 that a public list does not have."""
HIDDEN_COLUMNS = frozenset({"supervisor", "requirements"})
"""Columns of 挂牌督办清单 that a public list does not have."""


def public_row(row: ListRow, mask: Mask) -> ListRow:
    """The row without what its private columns hold; its texts masked. What somebody reported is told by its criterion alone."""
    words = row.words
    persons = (words["responsible"], words["accepted_by"], row.supervisor, row.finder[1])
    told = {name: mask(text, persons) for name, text in words.items()}
    if row.source == Source.PUBLIC_REPORT:
        told["content"] = told["cited"]
    return replace(row, supervisor="", finder=("", ""), words=told, enterprise_name=mask(row.enterprise_name))


def public_order(row: OrderRow, mask: Mask) -> OrderRow:
    """An order without the persons it names."""
    content = row.cited if row.source == Source.PUBLIC_REPORT else row.content
    texts = {name: mask(getattr(row, name), row.persons) for name in ("number", "enterprise", "publication", "lifting")}
    return replace(row, supervisor="", requirements="", content=mask(content, row.persons), persons=(), **texts)
