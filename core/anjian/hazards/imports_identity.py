"""When two rows speak of one hazard (design 4): the ledger's number if the row has one, else enterprise, criterion, place,
content and day of discovery, compared without spaces and widths."""

from __future__ import annotations

import hashlib
from datetime import date

from anjian.exchange.text import normalise_text


def identity_key(
    credit_code: str,
    criterion_code: str | None,
    cited: str | None,
    place: str | None,
    content: str,
    discovered_on: date,
) -> str:
    """The identity of a listed hazard as 64 hex digits. A criterion that is not known stands by its wording."""
    parts = (
        credit_code,
        criterion_code or normalise_text(cited),
        normalise_text(place),
        normalise_text(content),
        discovered_on.isoformat(),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
