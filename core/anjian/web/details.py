"""An audit entry's detail in words."""

from __future__ import annotations

import json

from anjian.ui.words import shown


def detail_words(detail: str) -> str:
    """`{"登录名":"zz01"}` as 登录名：zz01. Keys that are not Chinese words are machinery and stay out."""
    found = json.loads(detail or "{}")
    if not isinstance(found, dict):
        return ""
    return "；".join(
        f"{key}：{shown(value)}" for key, value in found.items() if not key.isascii() and value not in (None, "", [])
    )
