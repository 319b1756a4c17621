"""The use cases of the hazard ledger. Each flushes and never commits; each raises `Refused` with all problems at once."""

from anjian.hazards.confirming import (
    confirm,
    confirm_parent,
    doubt_parent,
    downgrade,
    return_parent,
    return_unsigned,
    send_back,
    sign,
    withdraw,
)
from anjian.hazards.correcting import correct
from anjian.hazards.delaying import ask_extension, grant_extension, refuse_extension, resume, suspend
from anjian.hazards.merging import merge, reject, unmerge
from anjian.hazards.rectifying import accept, approve_plan, claim, fix_now, plan, reject_claim, return_plan, submit_plan
from anjian.hazards.reporting import report, resign, resubmit
from anjian.hazards.supervising import lift_listing, order_listing, publish_lifting, publish_listing
from anjian.hazards.transferring import ask_transfer, decline_transfer, take_over

__all__ = [
    "accept",
    "approve_plan",
    "ask_extension",
    "ask_transfer",
    "claim",
    "confirm",
    "confirm_parent",
    "correct",
    "decline_transfer",
    "doubt_parent",
    "downgrade",
    "fix_now",
    "grant_extension",
    "lift_listing",
    "merge",
    "order_listing",
    "plan",
    "publish_lifting",
    "publish_listing",
    "refuse_extension",
    "reject",
    "reject_claim",
    "report",
    "resign",
    "resubmit",
    "resume",
    "return_parent",
    "return_plan",
    "return_unsigned",
    "send_back",
    "sign",
    "submit_plan",
    "suspend",
    "take_over",
    "unmerge",
    "withdraw",
]
