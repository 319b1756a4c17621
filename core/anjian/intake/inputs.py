"""What the use cases of intake take: plain, typed values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from anjian.config import Settings
from anjian.hazards.words import Scale
from anjian.intake.words import Channel, Conclusion, Kind


@dataclass(frozen=True, slots=True)
class Person:
    """Who reported. `repr` tells nothing, so that no log can."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)

    @property
    def anonymous(self) -> bool:
        return not (self.name or self.phone or self.address)


@dataclass(frozen=True, slots=True)
class NewReport:
    """A tip or a hand-down as it comes in. The enterprise is known by its id, or only described."""

    kind: Kind
    channel: Channel
    content: str
    received_on: date
    enterprise_name: str = ""
    enterprise_id: int | None = None
    region_code: str | None = None
    department_code: str | None = None
    place: str = ""
    insider: bool = False
    superior: str | None = None
    document_number: str | None = None
    due_on: date | None = None
    """A hand-down's own deadline; a tip's follows from the terms."""
    person: Person = field(default_factory=Person)
    client_uid: str = field(default_factory=lambda: str(uuid4()))
    """Made by the caller's device: sending the same report twice enters it once."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which enterprise it is, and who handles it. With an enterprise, the county is the enterprise's."""

    enterprise_id: int | None
    region_code: str | None
    department_code: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FoundHazard:
    """The hazard that verification found, in the verifier's words. A major one cites a limb in force on the day."""

    content: str
    place: str
    scale: Scale
    limb_code: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What verification (or re-examination) concluded. Of what is true, exactly one of the last three is given."""

    conclusion: Conclusion
    on: date
    note: str
    found: FoundHazard | None = None
    known_hazard_id: int | None = None
    no_hazard: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Deadlines in calendar days, and who handles what names no department; settings of the installation."""

    days: int
    """From receipt to the answer."""
    objection_days: int
    """From the answer to the last day on which re-examination may be asked."""
    reexamination_days: int
    department: str

    @classmethod
    def of(cls, settings: Settings) -> Terms:
        return cls(
            settings.intake_days,
            settings.intake_objection_days,
            settings.intake_reexamination_days,
            settings.intake_department,
        )
