"""What the guide calls the guards and the states. A guard without a title here fails the test of the guide."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from anjian.hazards import guards as g
from anjian.hazards.guards import FIVE, PARTIES, Guard
from anjian.hazards.words import State

GUARD_TITLES: Mapping[Guard, str] = MappingProxyType(
    {
        g.in_order: "办理日期不晚于今天，也不早于此前各步的日期（补录的除外）",
        g.not_merged: "未并入另一条隐患",
        g.needs_five: f"“五落实”完整：{'、'.join(FIVE.values())}",
        g.sound_plan: "整改资金不为负数，没有费用的填 0",
        g.due_after_discovery: "整改期限不早于发现日期（补录的除外）",
        g.needs_parties: f"三方责任人明确：{'、'.join(PARTIES.values())}",
        g.needs_parent_first: "企业自查且有上级主体企业的，已经其审核；逾期未审核的写明理由",
        g.has_parent: "企业有上级主体企业",
        g.needs_no_transfer: "不在移交其他部门的过程中",
        g.needs_transfer: "有待接收的移交",
        g.needs_signature: "是企业自查的隐患，须经企业签报",
        g.needs_no_signature: "是部门发现或交办的隐患，不须企业签报",
        g.needs_review: "确认时已定为方案须评审",
        g.needs_no_review: "方案不须评审，或已评审通过",
        g.needs_photos: f"已有{g.BEFORE}和{g.AFTER}",
        g.needs_request: "有待审批的延期申请",
        g.needs_no_request: "没有待审批的延期申请",
        g.later_than_due: "申请的期限晚于现期限",
        g.needs_major: "是重大事故隐患",
        g.needs_confirmation: "已经监管部门确认",
        g.needs_unlisted: "不在挂牌督办中",
        g.needs_listed: "在挂牌督办中",
        g.needs_unpublished: "挂牌督办尚未公布",
        g.needs_lifted: "已摘牌",
        g.needs_lift_unpublished: "摘牌尚未公布",
        g.after_listing: "办理日期不早于挂牌日期",
        g.after_lifting: "办理日期不早于摘牌日期",
        g.needs_acceptance: "已验收销号",
        g.needs_other_signer: "签报人不是登记人（四眼原则）",
        g.needs_other_person: "验收人不是申请验收人（四眼原则）",
        g.needs_other_reviewer: "评审人不是方案编制人（四眼原则）",
        g.needs_other_approver: "审批人不是延期申请人（四眼原则）",
        g.needs_other_examiner: "复查人不是决定暂停的人（四眼原则）",
    }
)
BROUGHT_TITLES: Mapping[Guard, str] = MappingProxyType(
    {g.needs_request: "写明申请延期至哪天", g.needs_transfer: "选定拟移交的部门"}
)
"""What a guard asks of the row as it will be, where its title speaks of the row as it stands: the step's form brings it."""

STATE_MEANINGS: Mapping[State, str] = MappingProxyType(
    {
        State.UNSIGNED: "企业自查登记，等企业主要负责人签字；尚未上报，不计入任何报表",
        State.REPORTED: "已上报，未确认；报表在确认数旁另列",
        State.PARENT_CONFIRMED: "上级主体企业已给出意见，等监管部门确认",
        State.CONFIRMED: "监管部门已确认，自确认日起计入附件1",
        State.PLAN_REVIEW: "复杂隐患的整改方案在评审",
        State.RECTIFYING: "“五落实”完整，正在整改",
        State.CLAIMED: "申请了验收，报表不计为完成",
        State.ACCEPTED: "验收通过，闭环结束，计为完成",
        State.RETURNED: "退回补充，不计入附件1",
        State.DOWNGRADED: "不构成重大事故隐患，退出统计，原记录保留",
        State.WITHDRAWN: "上报有误，退出统计，原记录保留",
        State.SUSPENDED: "无法保证安全，撤人停工，等复查",
    }
)
