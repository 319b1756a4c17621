"""A department's plugin for tests: one checklist, and a judgement that may be told to misbehave."""

from __future__ import annotations

from anjian.plugin_api import Facts, Permission, Plugin, Verdict, hookimpl


class SamplePlugin(Plugin):
    name = "sample"
    title = "样例行业"
    department = "transport"
    api = ">=0.1,<0.2"
    industries = ("运输",)
    permissions = (Permission("sample.view", "查看样例"),)
    mood = "good"

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        if self.mood == "broken":
            raise RuntimeError("no judgement today")
        if self.mood == "wrong":
            return Verdict("重大事故隐患", "重大", "C-99", "引用了不存在的条款")
        if facts.item_code == "SA-MAJOR":
            return Verdict("重大事故隐患", "重大", "G-01", f"样例判定：{facts.note}")
        return None
