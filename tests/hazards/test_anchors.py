"""The daily anchor names what a chain cannot tell of itself, and whoever touches the anchors is found too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, insert, select, update

from anjian.hazards.anchors import JOB, LEAF, LedgerAnchor, last_anchor, leaf, leaves_of, merkle
from anjian.hazards.models import Hazard, HazardEvent, HazardVersion
from anjian.hazards.verify import verify_ledger
from anjian.hazards.verify_anchors import root_problems
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import GENESIS, AuditEntry
from anjian.kernel.run_table import JobRun
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory
from anjian.testing.moments import MOMENT


def verdict(instance: Instance) -> list[str]:
    with system_read(instance.database, "verify") as session:
        return [problem.message for problem in verify_ledger(session)]


def tamper(instance: Instance, *statements: object) -> None:
    with instance.database.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def anchors(instance: Instance) -> list[LedgerAnchor]:
    with system_read(instance.database, "anchors") as session:
        return list(session.scalars(select(LedgerAnchor).order_by(LedgerAnchor.day)))


@pytest.fixture
def ledger(instance: Instance, factory: Factory) -> Instance:
    """Hazard 1 of five events anchored on the first day, hazard 2 on the second; hazard 3 stands in no anchor yet."""
    for days in range(3):
        with clock.at(MOMENT + timedelta(days=days)):
            if days:
                run_job(instance, JOB)
            factory.hazard(state=State.ACCEPTED)
    with clock.at(MOMENT + timedelta(days=2)):
        assert verdict(instance) == []
    return instance


def test_an_anchor_a_day_each_on_the_one_before(ledger: Instance) -> None:
    first, second = anchors(ledger)
    assert (first.day, second.day) == (date(2023, 7, 25), date(2023, 7, 26))
    assert (first.previous, second.previous) == (GENESIS, first.root)
    with system_read(ledger.database, "what stands there") as session:
        of_first = dict(
            session.execute(select(HazardEvent.event_no, HazardEvent.hash).where(HazardEvent.hazard_id == 1)).all()
        )
        entries = select(func.count()).select_from(AuditEntry).where(AuditEntry.event_no <= first.until_no)
        audited = session.scalar(entries) or 0
        assert last_anchor(session, second.event_no - 1).root == first.root  # type: ignore[union-attr]
        assert last_anchor(session, first.event_no - 1) is None
        assert [list(root_problems(session, root)) for root in (None, f" {first.root.upper()}")] == [[], []]
        assert [problem.message for problem in root_problems(session, "0" * 64)] == [
            f"台账中没有校验根“{'0' * 64}”：抄录无误的，台账在打印之后被改动过。"
        ]
    told = leaves_of(first.content)
    assert {number: digest.hex() for number, (hazard, digest) in told.items() if hazard == 1} == of_first
    assert (first.leaves, len(first.content)) == (len(told), len(told) * LEAF)
    assert audited > 0 and len(told) == len(of_first) + audited


def test_a_second_run_and_a_run_for_an_earlier_day_change_nothing(ledger: Instance) -> None:
    before = [anchor.root for anchor in anchors(ledger)]
    with clock.at(MOMENT + timedelta(days=2)):
        assert run_job(ledger, JOB).ran is False
        assert run_job(ledger, JOB, day=date(2023, 7, 20)).message == "2023-07-19的台账校验根此前已固定。"
        assert run_job(ledger, JOB, again="核对").message == "2023-07-26的台账校验根此前已固定。"
    assert [anchor.root for anchor in anchors(ledger)] == before


def cut_off_the_last_event(instance: Instance) -> int:
    """As somebody with the database's own tools and the source code can: the rest of the chain verifies. Returns its number."""
    with system_read(instance.database, "the chain") as session:
        before, last = session.scalars(
            select(HazardEvent).where(HazardEvent.hazard_id == 1, HazardEvent.seq >= 4).order_by(HazardEvent.seq)
        )
        kept = session.scalars(select(HazardVersion).where(HazardVersion.known_to == last.event_no)).one()
    tamper(
        instance,
        delete(HazardEvent).where(HazardEvent.event_no == last.event_no),
        delete(HazardVersion).where(HazardVersion.known_from == last.event_no),
        update(HazardVersion).where(HazardVersion.id == kept.id).values(known_to=OPEN),
        update(Hazard)
        .where(Hazard.id == 1)
        .values(
            seq=4, last_hash=before.hash, state=State.CLAIMED, accepted_on=None, accepted_by=None, accepting_unit=None
        ),
    )
    return last.event_no


def test_a_chain_cut_off_together_with_its_row(ledger: Instance) -> None:
    number = cut_off_the_last_event(ledger)
    assert verdict(ledger) == [
        f"隐患 YH2023000001 第5条记录（台账第{number}号）已不存在，而2023-07-25的台账校验根载有此条，记录被删除过。"
    ]


def test_a_deleted_a_changed_and_an_inserted_audit_entry(ledger: Instance) -> None:
    first, second = anchors(ledger)
    audits = select(AuditEntry).where(AuditEntry.event_no <= first.until_no).order_by(AuditEntry.event_no)
    with system_read(ledger.database, "entries") as session:
        gone, changed = session.scalars(audits).all()[:2]
        row = {column.key: getattr(gone, column.key) for column in AuditEntry.__table__.columns}
    between = second.event_no  # the anchor's own number carries no event
    assert between > second.until_no
    tamper(
        ledger,
        delete(AuditEntry).where(AuditEntry.event_no == gone.event_no),
        update(AuditEntry).where(AuditEntry.event_no == changed.event_no).values(actor_name="别人"),
        insert(AuditEntry).values(row | {"event_no": first.event_no}),
    )
    assert verdict(ledger) == [
        f"第{gone.event_no}号操作记录已不存在，而2023-07-25的台账校验根载有此条，记录被删除过。",
        f"第{changed.event_no}号操作记录与2023-07-25的台账校验根所载不符，记录被改动过。",
        f"第{first.event_no}号操作记录不在2023-07-26的台账校验根中，是事后插入的。",
    ]


def test_a_whole_hazard_gone_is_named_by_the_anchor(ledger: Instance) -> None:
    tamper(
        ledger,
        delete(HazardVersion).where(HazardVersion.hazard_id == 2),
        delete(HazardEvent).where(HazardEvent.hazard_id == 2),
    )
    anchored = [message for message in verdict(ledger) if "2023-07-26" in message]
    assert [message.split("（台账")[0] for message in anchored] == [
        f"隐患 YH2023000002 第{seq}条记录" for seq in range(1, 6)
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"root": "f" * 64}, "校验根被改动过"),
        ({"leaves": 1}, "校验根被改动过"),
        ({"content": b"x" * LEAF}, "校验根被改动过"),
        ({"day": date(2023, 7, 1)}, "校验根被改动过"),
        ({"until_no": 1}, "校验根被改动过"),
        ({"previous": "e" * 64}, "校验根被删除或改动过"),
    ],
)
def test_a_changed_anchor(ledger: Instance, values: dict[str, object], message: str) -> None:
    first, _ = anchors(ledger)
    tamper(ledger, update(LedgerAnchor).where(LedgerAnchor.id == first.id).values(values))
    day = values.get("day", first.day)
    assert verdict(ledger)[0].startswith(f"{day}的台账校验根") and message in verdict(ledger)[0]


def test_removed_anchors(ledger: Instance) -> None:
    first, second = anchors(ledger)
    tamper(ledger, delete(LedgerAnchor).where(LedgerAnchor.id == second.id))
    assert verdict(ledger) == ["2023-07-26的台账校验根已不存在，被删除过。"]
    tamper(ledger, insert(LedgerAnchor).values({c.key: getattr(second, c.key) for c in LedgerAnchor.__table__.columns}))
    assert verdict(ledger) == []
    tamper(ledger, delete(LedgerAnchor).where(LedgerAnchor.id == first.id))
    assert verdict(ledger) == ["2023-07-26的台账校验根与上一个校验根不衔接，其前的校验根被删除或改动过。"]
    tamper(ledger, delete(LedgerAnchor))
    assert verdict(ledger) == [f"2023-07-{day}的台账校验根已不存在，被删除过。" for day in (25, 26)]
    tamper(ledger, delete(JobRun).where(JobRun.job == JOB))
    assert verdict(ledger) == [], "who also rewrites the history of jobs contradicts the printed root only"


def test_a_day_without_events_has_an_anchor_too(instance: Instance) -> None:
    for day in (25, 26):
        with clock.at(MOMENT.replace(day=day)):
            run_job(instance, JOB)
    first, second = anchors(instance)
    assert (second.leaves, second.content, second.until_no) == (0, b"", first.until_no)
    assert verdict(instance) == []


def test_the_tree_is_that_of_rfc_6962() -> None:
    """Roots of the test vectors of RFC 6962 implementations (leaves of 0, 1 and 8 inputs)."""
    inputs = [bytes.fromhex(one) for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )]  # fmt: skip
    assert merkle([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle(inputs[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle(inputs).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert merkle(inputs[:7]).hex() == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"


def test_a_hash_that_is_none_has_a_leaf_all_the_same() -> None:
    assert len({leaf(1, 1, "zz"), leaf(1, 1, "zy"), leaf(1, 1, "00" * 32), leaf(1, 2, "zz")}) == 4
    assert {len(leaf(1, 1, text)) for text in ("", "zz", "ab", "ab" * 32)} == {LEAF}
