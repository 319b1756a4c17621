"""Published versions of checklists: kept once, never altered, pinned by visits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.inspections.checklists import content_of, digest_of
from anjian.inspections.models import ChecklistVersion
from anjian.inspections.schema import Checklist
from anjian.kernel import clock
from anjian.kernel.errors import NotFound, Problem, Refused


def publish(session: Session, checklists: Iterable[Checklist]) -> list[ChecklistVersion]:
    """Keep every version that is not kept yet; returns the kept rows. Raises `Refused`, naming each published version whose
    content differs from the one kept, and then keeps none."""
    wanted = list(checklists)
    kept = {
        (row.code, row.version): row
        for row in session.scalars(
            select(ChecklistVersion).where(ChecklistVersion.code.in_([one.code for one in wanted]))
        )
    }
    altered = [
        Problem(f"检查表“{one.title}”{one.version}版已经发布，内容不能改动；请另立新版本号。", field=one.code)
        for one in wanted
        if (row := kept.get((one.code, one.version))) is not None and row.sha256 != digest_of(one)
    ]
    if altered:
        raise Refused(altered)
    for one in wanted:
        if (one.code, one.version) not in kept:
            row = ChecklistVersion(
                code=one.code, version=one.version, title=one.title, plugin=one.plugin, sha256=digest_of(one),
                content=content_of(one), published_at=clock.now(),
            )  # fmt: skip
            session.add(row)
            kept[one.code, one.version] = row
    session.flush()
    return [kept[one.code, one.version] for one in wanted]


def published(session: Session, code: str, version: str) -> Checklist:
    """A kept version, whatever the installed files say now. Raises `NotFound`."""
    content = session.scalar(
        select(ChecklistVersion.content).where(ChecklistVersion.code == code, ChecklistVersion.version == version)
    )
    if content is None:
        raise NotFound(f"没有检查表“{code}”{version}版。")
    return Checklist.model_validate_json(content)
