"""What a plugin's tables, queries and services build on. Imported by the plugin's own modules, not by its declaration."""

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.kernel.history import Versioned, as_known, open_versions, version_model
from anjian.kernel.ledger import record_audit
from anjian.kernel.ownership import PUBLIC, Owned, covers
from anjian.kernel.types import Day, EventNo, Fen, Moment, Name, Word

__all__ = [
    "PUBLIC",
    "Actor",
    "Base",
    "Day",
    "EventNo",
    "Fen",
    "Forbidden",
    "Moment",
    "Name",
    "NotFound",
    "Owned",
    "Problem",
    "Refused",
    "Versioned",
    "Word",
    "as_known",
    "clock",
    "covers",
    "open_versions",
    "record_audit",
    "version_model",
]
