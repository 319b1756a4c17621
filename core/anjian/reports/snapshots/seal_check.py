"""Whether a seal still says what was sealed: its own text, the seal before it, the audit entry, and all that it covers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.kernel.ledger import GENESIS, AuditEntry, canonical_json
from anjian.reports.snapshots.integrity import digest
from anjian.reports.snapshots.models import ReportSeal, ReportSnapshot
from anjian.reports.snapshots.sealing import SUBJECT, audited, sealed_text

_KEPT = {"snapshot": "签存文本", "known": "台账截点", "effective": "截至日期", "versions": "版本记录"}


def seal_faults(session: Session, row: ReportSeal, names: Mapping[str, str]) -> Iterator[str]:
    """Everything that is not as it was sealed, as sentences. `names`: unit code -> name."""
    where = f"{row.period}{row.kind}的封存记录"
    if digest(row.content) != row.hash:
        yield f"{where}与其校验值不符，封存文本被改动过。"
        return
    told = json.loads(row.content)
    columns = {
        "campaign": row.campaign_code, "period": row.period, "kind": row.kind, "missing": json.loads(row.missing),
        "note": row.note, "sealed_at": row.sealed_at.isoformat(), "sealed_by": row.sealed_by, "unit_name": row.unit_name,
        "previous": row.previous,
    }  # fmt: skip
    if any(told[name] != value for name, value in columns.items()):
        yield f"{where}的数据列与其封存文本不符，数据列被改动过。"
    yield from _chain_faults(session, row, where)
    snapshot = session.get_one(ReportSnapshot, row.snapshot_id)
    now = sealed_text(session, snapshot)
    for name, title in _KEPT.items():
        if told[name] != now[name]:
            yield f"快照 {row.snapshot_id} 的{title}与封存时不同，存档被改动过。"
    yield from _file_changes(told["files"], now["files"], names)
    yield from _section_changes(told["sections"], now["sections"], names)


def _chain_faults(session: Session, row: ReportSeal, where: str) -> Iterator[str]:
    before = select(ReportSeal.hash).where(ReportSeal.campaign_code == row.campaign_code, ReportSeal.id < row.id)
    if row.previous != (session.scalars(before.order_by(ReportSeal.id.desc()).limit(1)).first() or GENESIS):
        yield f"{where}所接的上一封存记录不符，有封存记录被删除或改动过。"
    entries = session.scalars(
        select(AuditEntry.detail).where(AuditEntry.subject_kind == SUBJECT, AuditEntry.subject_id == row.id)
    ).all()
    if list(entries) != [canonical_json(audited(row))]:
        yield f"{where}与审计记录所载不符，封存记录或审计记录被改动过。"


def _file_changes(then: Any, now: Any, names: Mapping[str, str]) -> Iterator[str]:
    for place in sorted({(code, name) for told in (then, now) for code, files in told.items() for name in files}):
        unit, name = place
        before, after = (told.get(unit, {}).get(name) for told in (then, now))
        if before != after:
            how = "是封存后加入的" if before is None else "已不存在" if after is None else "与封存时不同，文件被改动过"
            yield f"{names.get(unit, unit)}的“{name}”{how}。"


def _section_changes(then: Any, now: Any, names: Mapping[str, str]) -> Iterator[str]:
    for unit in sorted({*then, *now}):
        before, after = ({one["key"]: one for one in told.get(unit, [])} for told in (then, now))
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                title = (before.get(key) or after[key])["title"]
                yield f"{names.get(unit, unit)}的章节“{title}”与封存时不同，章节内容被改动过。"
