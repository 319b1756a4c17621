"""Loading packs into the database. Idempotent; a published limb is never altered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.limb_record import LimbRecord
from anjian.campaigns.models import Campaign, Limb
from anjian.campaigns.packs import Pack
from anjian.kernel.errors import Problem, Refused

_COLUMNS = (
    "code",
    "set_code",
    "criterion_code",
    "text",
    "document",
    "clause",
    "valid_from",
    "valid_to",
    "plugin",
)
_FIXED = {
    "text": "内容",
    "criterion_code": "所属判定标准",
    "document": "依据文件",
    "clause": "条款",
    "valid_from": "施行日期",
}


def sync(
    session: Session,
    packs: Iterable[Pack],
    extra_limbs: Iterable[LimbRecord] = (),
    *,
    working: Collection[str] = (),
) -> None:
    """Insert or update campaigns and limbs of the packs, and limbs that plugins bring. `working`: codes of the campaigns that the
    installation works with.

    The end of a limb's force may be set or moved; anything else of a published limb is fixed. Raises `Refused`, naming
    every limb whose text differs from the published one, and then changes nothing.
    """
    loaded = list(packs)
    records = [limb for pack in loaded for limb in pack.limbs()] + list(extra_limbs)
    known = {(limb.set_code, limb.code): limb for limb in session.scalars(select(Limb))}
    problems = [
        problem
        for record in _distinct(records)
        if (published := known.get((record.set_code, record.code))) is not None
        for problem in _alterations(published, record)
    ]
    if problems:
        raise Refused(problems)
    for pack in loaded:
        _save_campaign(session, pack, working=pack.code in working)
    for record in _distinct(records):
        published = known.get((record.set_code, record.code))
        if published is None:
            session.add(Limb(**{name: value for name, value in asdict(record).items() if name in _COLUMNS}))
        else:
            published.valid_to = record.valid_to
    session.flush()


def _distinct(records: Iterable[LimbRecord]) -> list[LimbRecord]:
    """Each limb once: two campaigns may carry the same set. Two different texts under one code are refused."""
    found: dict[tuple[str, str], LimbRecord] = {}
    problems = []
    for record in records:
        first = found.setdefault((record.set_code, record.code), record)
        if first.text != record.text:
            problems.append(Problem(f"条款 {record.code}（{record.set_code}）有两种不同的内容，请只保留一种。"))
    if problems:
        raise Refused(problems)
    return list(found.values())


def _alterations(published: Limb, record: LimbRecord) -> list[Problem]:
    return [
        Problem(f"条款 {record.code}（{record.set_code}）已经发布，{word}不能修改；请另立新的标准版本。", field=name)
        for name, word in _FIXED.items()
        if getattr(published, name) != getattr(record, name)
    ]


def _save_campaign(session: Session, pack: Pack, *, working: bool) -> None:
    told = pack.campaign
    row = session.get(Campaign, told.code)
    if row is None:
        row = Campaign(code=told.code)
        session.add(row)
    row.title = told.title
    row.document_number = told.document_number
    row.starts_on = told.starts_on
    row.ends_on = told.ends_on
    row.working = working
    row.categories = "\n".join(told.scope.categories)
    row.criteria_sets = "\n".join(told.scope.criteria_sets)
