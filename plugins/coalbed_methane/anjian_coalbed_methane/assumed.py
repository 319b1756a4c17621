"""T-27: the notice names no department for item 15. Until the installation says which, the pages and the report say 暂定."""

from __future__ import annotations

from anjian.plugin_api.web import current_instance

PLUGIN = "coalbed_methane"
REMARK = "牵头部门为暂定：通知第15项未写明，默认市应急局，可由系统管理员在设置中调整。"


def is_assumed() -> bool:
    """Whether nobody has decided yet: the setting does not name the plugin."""
    return PLUGIN not in current_instance().settings.plugin_departments


def remark() -> str:
    """The remark while it is assumed; blank once it is decided."""
    return REMARK if is_assumed() else ""
