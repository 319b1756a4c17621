"""Tables of the plugin: management plans, storage, transfer manifests, and the rule by which manifests are compared. Weights are
integer grams. No foreign key to the core."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import PUBLIC, Base, Day, Versioned, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered


class Plan(Base, Registered):
    """What was found of one enterprise (R-068): its waste is in the 危险废物管理计划, it is within environmental supervision."""

    __tablename__ = "hazwaste_plan"
    __versioned__ = (*REGISTERED, "management", "in_plan", "in_plan_on", "in_scope", "in_scope_on", "plan_to")
    __table_args__ = (
        UniqueConstraint("enterprise_id", name="uq_hazwaste_plan"),
        Index("ix_hazwaste_plan_to", "plan_to", "id"),
    )
    plan_number: Mapped[str | None] = mapped_column(String(60))
    """备案编号."""
    management: Mapped[Word | None]
    in_plan: Mapped[bool]
    in_plan_on: Mapped[Day]
    in_plan_evidence: Mapped[str | None] = mapped_column(String(400))
    in_scope: Mapped[bool]
    in_scope_on: Mapped[Day]
    in_scope_evidence: Mapped[str | None] = mapped_column(String(400))
    plan_to: Mapped[date | None]


class Storage(Base, Registered):
    """A storage facility or a storage point of an enterprise, with what was found there."""

    __tablename__ = "hazwaste_storage"
    __versioned__ = (
        *REGISTERED, "code", "kind", "capacity", "stock", "stock_on", "signs", "seepage", "zones", "checked_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("enterprise_id", "code", name="uq_hazwaste_storage"),
        Index("ix_hazwaste_storage_code", "code", "id"),
    )
    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[Word]
    place: Mapped[str] = mapped_column(String(200))
    waste_codes: Mapped[str] = mapped_column(String(400))
    capacity: Mapped[int] = mapped_column(BigInteger)
    stock: Mapped[int | None] = mapped_column(BigInteger)
    stock_on: Mapped[date | None]
    signs: Mapped[bool]
    seepage: Mapped[bool]
    zones: Mapped[bool]
    checked_on: Mapped[Day]


class Manifest(Base, Registered):
    """A transfer manifest (R-069): what left its producer, and what arrived. `enterprise_id` is the producer (移出人)."""

    __tablename__ = "hazwaste_manifest"
    __versioned__ = (
        *REGISTERED, "number", "waste_code", "carrier", "receiver", "quantity_out", "out_on", "quantity_in", "in_on",
        "receive_by",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("number", name="uq_hazwaste_manifest"),
        Index("ix_hazwaste_manifest_out", "out_on", "id"),
        Index("ix_hazwaste_manifest_due", "in_on", "receive_by"),
    )
    number: Mapped[str] = mapped_column(String(14))
    waste_code: Mapped[str] = mapped_column(String(10))
    carrier: Mapped[str] = mapped_column(String(200))
    receiver: Mapped[str] = mapped_column(String(200))
    receiver_licence: Mapped[str | None] = mapped_column(String(60))
    quantity_out: Mapped[int] = mapped_column(BigInteger)
    out_on: Mapped[Day]
    quantity_in: Mapped[int | None] = mapped_column(BigInteger)
    in_on: Mapped[date | None]
    receive_by: Mapped[Day]
    """By when it is to be received; counted from `out_on` by the rule in force at the entry."""


class Comparison(Base, Versioned):
    """The rule by which manifests are compared. At most one row; none: the assumed default of `comparing`."""

    __tablename__ = "hazwaste_comparison"
    __versioned__ = ("tolerance", "receipt_days")
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    tolerance: Mapped[int]
    """Permille of the weight sent."""
    receipt_days: Mapped[int]
    basis: Mapped[str] = mapped_column(String(400))
    set_on: Mapped[Day]


PlanVersion = version_model(Plan)
StorageVersion = version_model(Storage)
ManifestVersion = version_model(Manifest)
ComparisonVersion = version_model(Comparison)
