"""Who acts, and which rows they may see (actor scope). Figure scope is another thing: see the reports room."""

from __future__ import annotations

from dataclasses import dataclass, field

from anjian.kernel.errors import Forbidden


@dataclass(frozen=True, slots=True)
class Grant:
    """One slice of the ledger. The given columns must all match; several grants are united."""

    region_code: str | None = None
    department_code: str | None = None
    enterprise_id: int | None = None
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person in one role of one unit. No grant and not `sees_all` means: sees no owned row."""

    account_id: int | None
    person_id: int | None
    person_name: str
    unit_id: int | None
    unit_name: str
    post: str = ""
    role: str = ""
    permissions: frozenset[str] = field(default=frozenset())
    grants: tuple[Grant, ...] = ()
    sees_all: bool = False
    official: bool = False

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def require(self, permission: str, who_can: str = "有此权限的人员") -> None:
        """Raise `Forbidden` unless the actor holds the permission."""
        if not self.may(permission):
            raise Forbidden(f"您的岗位不能进行此项操作，请联系{who_can}办理。")


NOBODY = Actor(None, None, "", None, "")
"""An anonymous visitor: sees public reference data only."""
