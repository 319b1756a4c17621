"""What the notice says of the penalty over a major hazard, worked out from its facts and their times (R-106, R-107, T-16).

Pure: no Flask, no session. The proposal explains itself fact by fact; the decision is a person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anjian.enforcement.words import Proposal
from anjian.hazards.words import Source, State
from anjian.kernel.clock import SHANGHAI, day_of

SPARED = "通知七.5：对企业自查查出的重大事故隐患，已按规定报告并正在采取有效措施消除的，不予行政处罚。"
SEVERE = (
    "通知七.5：对执法检查中发现的重大事故隐患要依法从严从重处罚，并督促企业坚决整改落实到位，严禁以罚代管、罚而不管。"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Inspectors came to the enterprise. `ended_at` None: they are there still. `exact` False: entered afterwards, the hour
    is not known and counts as the first of the day, the visit as one of that day."""

    unit: str
    at: datetime
    ended_at: datetime | None
    exact: bool

    def words(self) -> str:
        hour = (
            f"{self.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
            if self.exact
            else f"{day_of(self.at)}（补录，时刻不详）"
        )
        return f"{self.unit}的检查人员于 {hour} 到达"

    def last_day(self) -> date | None:
        if not self.exact:
            return day_of(self.at)
        return day_of(self.ended_at) if self.ended_at is not None else None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a hazard. `reported_at` is what the platform recorded, whatever day the report itself states."""

    source: str
    state: str
    imported: bool
    discovered_on: date
    reported_at: datetime | None
    stated_on: date | None
    five_missing: Sequence[str]
    due_on: date | None
    claimed_on: date | None
    today: date
    arrivals: Sequence[Arrival] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: whether it speaks for sparing the penalty, why, and the clause that asks for it."""

    title: str
    met: bool
    words: str
    clause: str

    def told(self) -> str:
        return f"{self.title}：{'符合' if self.met else '不符合'}。{self.words}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The proposal with its facts."""

    proposal: Proposal
    because: str
    clause: str
    facts: Sequence[Fact]

    def told(self) -> str:
        """The facts as they are kept with a decision."""
        return "\n".join(fact.told() for fact in self.facts)


def propose(known: Circumstances) -> Sheet:
    """What the notice says of the penalty, as of `today`."""
    found = _self_found(known)
    facts = [found, _reported(known), _five(known), _under_way(known)]
    if known.source == Source.INSPECTION:
        facts = [found, _five(known), _under_way(known)]
        return Sheet(Proposal.SEVERE, "执法检查发现的重大事故隐患，依法从严从重处罚；整改仍须落实到位。", SEVERE, facts)
    failing = [fact.title for fact in facts if not fact.met]
    if not failing:
        return Sheet(Proposal.SPARED, "企业自查发现、已按规定报告并正在采取有效措施消除。", SPARED, facts)
    return Sheet(Proposal.NOT_SPARED, f"不符合的条件：{'；'.join(failing)}。", SPARED, facts)


def _self_found(known: Circumstances) -> Fact:
    return Fact("企业自查发现", known.source == Source.SELF_CHECK, f"发现来源为{known.source}。", SPARED)


def _reported(known: Circumstances) -> Fact:
    title = "检查人员到达前已按规定报告"
    if known.imported:
        return Fact(title, False, "由清单补录，平台没有报告时的记录，须另行核对原始报告凭证。", SPARED)
    if known.reported_at is None:
        return Fact(title, False, "企业主要负责人尚未签字上报。", SPARED)
    if known.state in (State.RETURNED, State.UNSIGNED):
        return Fact(title, False, "报告已被退回，尚未重新签字上报。", SPARED)
    when = f"平台记录的报告时间为 {known.reported_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    if known.stated_on is not None and known.stated_on != day_of(known.reported_at):
        when += f"（填报的日期为 {known.stated_on}，以平台记录时间为准）"
    earlier = came_before(known.reported_at, known.discovered_on, known.arrivals)
    if earlier is not None:
        return Fact(title, False, f"{when}，而{earlier.words()}，报告在其之后。", SPARED)
    return Fact(title, True, f"{when}，此前没有检查人员到达。", SPARED)


def came_before(reported_at: datetime, discovered_on: date, arrivals: Sequence[Arrival]) -> Arrival | None:
    """The first arrival that the report did not precede. A visit that ended before the discovery day says nothing of it."""
    found = [
        one for one in arrivals if one.at <= reported_at and ((last := one.last_day()) is None or last >= discovered_on)
    ]
    return min(found, key=lambda one: one.at, default=None)


def _five(known: Circumstances) -> Fact:
    missing = "、".join(known.five_missing)
    words = f"还缺：{missing}。" if missing else "责任人、措施、资金、期限、应急预案齐全。"
    return Fact("整改“五落实”完整", not missing, words, SPARED)


def _under_way(known: Circumstances) -> Fact:
    """Measures are in progress while rectification runs within its time, and once it is claimed or accepted."""
    title = "正在采取有效措施消除"
    if known.state == State.ACCEPTED:
        return Fact(title, True, "已整改并验收销号。", SPARED)
    if known.state not in (State.RECTIFYING, State.CLAIMED):
        return Fact(title, False, f"隐患处于“{known.state}”状态，没有正在进行的整改。", SPARED)
    done_on = known.claimed_on if known.state == State.CLAIMED and known.claimed_on else known.today
    if known.due_on is not None and done_on > known.due_on:
        return Fact(title, False, f"整改已超过期限 {known.due_on}。", SPARED)
    if known.state == State.CLAIMED:
        return Fact(title, True, f"已于 {known.claimed_on} 申请验收。", SPARED)
    return Fact(title, True, f"正在整改，期限 {known.due_on}。", SPARED)
