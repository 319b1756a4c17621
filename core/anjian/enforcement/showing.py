"""What a row is called on pages: its subject in one line, its columns in lists. Names of persons only for those who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from anjian.enforcement.kinds import (
    ACCOUNTABILITIES,
    ASSISTANCE,
    CASES,
    CHANGES,
    DECISIONS,
    MEASURES,
    NOTICES,
    REFERRALS,
    TYPICAL_CASES,
    Kind,
)
from anjian.enforcement.queries import side_missing
from anjian.enforcement.stating import SEES_PERSONS
from anjian.enforcement.words import COUNTED, NAME_HIDDEN, CaseStage, Proposal, Standing, Treatment
from anjian.ui.context import current_actor
from anjian.ui.listing import Column
from anjian.ui.words import Light, money

TONES = {Standing.IN_FORCE: "green", Standing.CONTESTED: "yellow", Standing.CHANGED: "blue", Standing.REVOKED: "grey"}


def person(name: str | None) -> str:
    """A person's name, where it is the reader's to see."""
    if not name:
        return ""
    return name if current_actor().may(SEES_PERSONS) else NAME_HIDDEN


def standing_light(row: Any) -> Light:
    return Light(TONES[Standing(row.standing)], row.standing)


_PROPOSAL_TONES = {
    Proposal.SPARED: "green",
    Proposal.NOT_SPARED: "yellow",
    Proposal.SEVERE: "red",
    Treatment.PUNISHED: "yellow",
}


def proposal_light(word: str) -> Light:
    """What is proposed or decided on a penalty."""
    return Light({str(one): tone for one, tone in _PROPOSAL_TONES.items()}.get(word, "grey"), word)


def stage_light(case: Any) -> Light:
    if case.voided:
        return Light("grey", "已作废")
    return Light("blue" if case.stage == CaseStage.OPEN else "green", case.stage)


def sides_light(case: Any) -> Light | None:
    """一案双罚: both sides, or the one that is missing."""
    live = {one.target for one in case.decisions if one.penalty and not one.voided and one.standing in COUNTED}
    missing = side_missing(case)
    if {"企业", "企业主要负责人"} <= live:
        return Light("green", "已双罚")
    if not case.both_due:
        return None
    if case.one_side_reason:
        return Light("grey", "已说明理由")
    return Light("yellow", f"缺对{missing}的处罚" if missing else "尚未处罚")


def address_of_row(kind: Kind, row: Any) -> str:
    return url_for(f"enforcement.{kind.name}_page", row_id=row.id)


def subject_of(kind: Kind, row: Any) -> str:
    """One line that says what a row is about."""
    return _SUBJECTS[kind.name](row)


_SUBJECTS: Mapping[str, Callable[[Any], str]] = {
    CASES.name: lambda row: f"{row.number} {row.title}",
    DECISIONS.name: lambda row: f"{row.number} {row.measures}（{row.target}）",
    CHANGES.name: lambda row: f"{row.decision.number} {row.standing}",
    ASSISTANCE.name: lambda row: f"帮扶{row.aim}：{row.content}",
    REFERRALS.name: lambda row: f"{row.letter} {row.matter}",
    MEASURES.name: lambda row: f"{row.kind}：{row.content}",
    TYPICAL_CASES.name: lambda row: row.title,
    ACCOUNTABILITIES.name: lambda row: f"{row.matter}（{row.kind}）",
    NOTICES.name: lambda row: f"{row.kind}：{row.title}",
}


def _of(name: str) -> Callable[[Any], Any]:
    return lambda pair: getattr(pair[0], name)


def _column(key: str, title: str, kind: Any = "text", **more: Any) -> Column:
    return Column(key, title, _of(key), kind, **more)


_ENTERPRISE = Column("enterprise", "企业", lambda pair: pair[1] or "")
_UNIT = _column("unit_name", "登记单位", "short")
_CODE = _column("public_code", "编号", "short", shown=False)
_JOINT = _column("joint_units", "联合单位", shown=False)
_REMARK = _column("remark", "备注", shown=False)


def _person_column(title: str) -> Column:
    return Column("person", title, lambda pair: person(pair[0].person_name), "short")


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of a register's list; the first leads to the row's page."""
    first, *rest = _COLUMNS[kind.name]
    day = Column("happened_on", _DAYS.get(kind.name, "日期"), _of("happened_on"), "day", sort=kind.model.happened_on)
    lead = Column(
        first.key, first.title, first.value, first.kind, link=lambda pair: address_of_row(kind, pair[0]), lead=True
    )  # fmt: skip
    return (lead, day, *rest, _UNIT, _CODE, _JOINT, _REMARK)


_DAYS = {
    CASES.name: "立案日期", DECISIONS.name: "决定日期", CHANGES.name: "生效日期", ASSISTANCE.name: "帮扶日期",
    REFERRALS.name: "移送日期", TYPICAL_CASES.name: "公布日期",
}  # fmt: skip
_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    CASES.name: (
        _column("title", "案由"),
        _ENTERPRISE,
        _column("number", "立案文号", "short"),
        Column("stage", "状态", lambda pair: stage_light(pair[0]), "light"),
        Column("sides", "一案双罚", lambda pair: sides_light(pair[0]), "light"),
    ),
    DECISIONS.name: (
        _column("number", "决定书文号", "short"),
        _ENTERPRISE,
        _column("measures", "措施"),
        _column("target", "处罚对象", "short"),
        _person_column("姓名"),
        _column("amount_fen", "罚没金额（万元）", "money"),
        Column("standing", "状态", lambda pair: standing_light(pair[0]), "light"),
        _column("authority", "决定机关", "short"),
    ),
    CHANGES.name: (
        Column("number", "原决定书文号", lambda pair: pair[0].decision.number),
        _ENTERPRISE,
        Column("standing", "变更后状态", lambda pair: standing_light(pair[0]), "light"),
        _column("amount_fen", "变更后金额（万元）", "money"),
        _column("document", "文书号", "short"),
        _column("reason", "理由"),
    ),
    ASSISTANCE.name: (
        _column("content", "帮扶指导内容"),
        _column("aim", "帮扶对象", "short"),
        _ENTERPRISE,
        _column("team", "帮扶组"),
    ),
    REFERRALS.name: (
        _column("matter", "案件（事项）"),
        _person_column("移送人员"),
        _ENTERPRISE,
        _column("letter", "移送函文号", "short"),
        _column("organ", "司法机关", "short"),
        _column("receipt", "回执", "short"),
    ),
    MEASURES.name: (
        _column("content", "事由和主要内容"),
        _column("kind", "措施", "short"),
        _ENTERPRISE,
        _column("document", "编号", "short"),
        _column("medium", "媒体或渠道"),
    ),
    TYPICAL_CASES.name: (
        _column("title", "案例标题"),
        _column("dangerous_operation", "危险作业罪", "short"),
        _ENTERPRISE,
        _column("medium", "公布媒体"),
    ),
    ACCOUNTABILITIES.name: (
        _column("matter", "事项"),
        _person_column("姓名"),
        _column("kind", "方式", "short"),
        _column("document", "文号", "short"),
    ),
    NOTICES.name: (
        _column("title", "标题"),
        _column("kind", "方式", "short"),
        Column("addressees", "约谈通报的单位", lambda pair: "、".join(one.unit_name for one in pair[0].addressees)),
        _column("number", "文号", "short"),
    ),
}


def amount_words(fen: int | None) -> str:
    """An amount as pages print it."""
    return f"{money(fen)} 万元" if fen is not None else "无罚没金额"
