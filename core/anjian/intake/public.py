"""What the public does without an account: report, follow up by code, ask once for re-examination.

The rows are nobody's to see, so these use cases look past actor scope, and hand out only what a code opens. The acting
person is always the public, even where somebody is signed in: a worker's account must not stand beside their tip.
"""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.intake.inputs import NewReport, Terms
from anjian.intake.models import PublicTry, Report
from anjian.intake.receiving import SUBJECT, Received, enter, hash_of
from anjian.intake.rules import may_object
from anjian.intake.sealing import Sealer
from anjian.intake.words import State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import elevated

PUBLIC = Actor(None, None, "社会公众", None, "网上举报")
HOUR = timedelta(hours=1)
REPORTING, FOLLOWING = "report", "follow"
WRONG_CODES = 20
"""Wrong follow-up codes from one address within an hour."""
_KEPT = timedelta(days=2)
_WHY = "a visitor without an account uses a page of the public"


def mark_of(secret: str, address: str) -> str:
    """A digest of a network address that nobody can turn back, another one each day."""
    return hmac.new(secret.encode(), f"{clock.today()} {address}".encode(), "sha256").hexdigest()


def submit(session: Session, new: NewReport, *, terms: Terms, sealer: Sealer, mark: str, hourly: int) -> Received:
    """Enter a tip from the public form. The enterprise is recognised only where its whole name is given.

    Raises `Refused`, also where this address has sent too many.
    """
    with elevated(session, _WHY):
        if _tries(session, mark, REPORTING) >= hourly:
            raise Refused(f"从您的网络一小时内已收到{hourly}次举报，请稍后再试，或拨打 12350 举报。")
        _remember(session, mark, REPORTING)
        recognised = _recognised(session, new.enterprise_name.strip())
        tip = replace(new, enterprise_id=recognised, department_code=None)
        (received,) = enter(session, PUBLIC, [tip], terms=terms, sealer=sealer)
        return received


def _recognised(session: Session, name: str) -> int | None:
    """The one enterprise of this very name; the page never tells whether there is one."""
    found = session.scalars(select(Enterprise.id).where(Enterprise.name == name).limit(2)).all()
    return found[0] if len(found) == 1 else None


def follow(session: Session, code: str, *, mark: str) -> Report | str:
    """The report of a follow-up code, or the sentence that says why not. The caller commits: a wrong try is remembered."""
    with elevated(session, _WHY):
        if _tries(session, mark, FOLLOWING) >= WRONG_CODES:
            return "查询码输错次数过多，请一小时后再试。"
        found = session.scalars(select(Report).where(Report.code_hash == hash_of(code))).one_or_none()
        if found is not None:
            return found
        _remember(session, mark, FOLLOWING)
        return "没有这个查询码，请核对后重新输入（不分大小写，连字符可以不输）。"


def ask_reexamination(session: Session, report: Report, text: str, *, terms: Terms) -> None:
    """The reporter, known by the code (`follow`), disagrees with the conclusion: once, within the term. Raises `Refused`."""
    if not may_object(report, clock.today(), terms.objection_days):
        raise Refused(f"只能在收到答复后 {terms.objection_days} 日内申请一次复查。")
    if not text.strip():
        raise Refused(Problem("请写明不同意的理由。", field="objection"))
    with elevated(session, _WHY):
        report.objection, report.objected_on = text.strip(), clock.today()
        report.state = str(State.REEXAMINING)
        report.due_on = clock.today() + timedelta(days=terms.reexamination_days)
        session.flush()
        detail = {"受理编号": report.public_code}
        open_versions(session, [report], record_audit(session, "申请复查", SUBJECT, report.id, detail, PUBLIC))


def _tries(session: Session, mark: str, purpose: str) -> int:
    recent = select(func.count()).where(
        PublicTry.mark == mark, PublicTry.purpose == purpose, PublicTry.at > clock.now() - HOUR
    )
    return session.scalar(recent) or 0


def _remember(session: Session, mark: str, purpose: str) -> None:
    session.execute(delete(PublicTry).where(PublicTry.at < clock.now() - _KEPT))
    session.add(PublicTry(mark=mark, purpose=purpose, at=clock.now()))
    session.flush()
