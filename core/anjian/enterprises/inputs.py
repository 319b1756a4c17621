"""What the use cases of the registry take: plain, typed values, as forms and rosters give them."""

from __future__ import annotations

from dataclasses import dataclass, field

from anjian.plugin_api.types import Effect


@dataclass(frozen=True, slots=True)
class EnterpriseEntry:
    """An enterprise as a person or a roster row states it. Empty optional values mean: not stated, keep what is known.

    `code_override` is the reason for a credit code with a wrong check character; only the form can give one.
    """

    name: str
    credit_code: str
    region_code: str | None
    categories: tuple[str, ...]
    department_code: str | None = None
    address: str | None = None
    parent_name: str | None = None
    chief: str | None = None
    position: tuple[float, float] | None = None
    code_override: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An enterprise that a hazard list names and the registry lacks."""

    name: str
    credit_code: str
    region_code: str | None
    categories: tuple[str, ...] = ()
    department_code: str | None = None
    parent_name: str | None = None


@dataclass(slots=True)
class Registration:
    """The result for one entry; `changed` are official names of the fields that changed."""

    entry: EnterpriseEntry
    effect: Effect
    public_code: str = ""
    changed: tuple[str, ...] = field(default=())
