"""The guide to the closed loop, written from the table of transitions:

python -m anjian.hazards.guide > docs/closed-loop.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from anjian.config import Settings
from anjian.hazards import guards as g
from anjian.hazards.guide_words import BROUGHT_TITLES, GUARD_TITLES, STATE_MEANINGS
from anjian.hazards.merging import PERMISSION
from anjian.hazards.rules import DEADLINES, TRANSITIONS, Transition
from anjian.hazards.words import CLOSED, COLUMN_TITLES, UNCOUNTED, State
from anjian.people.rules import holders_of

_UNCONFIRMED = (State.UNSIGNED, State.REPORTED, State.PARENT_CONFIRMED, State.RETURNED)
COMMAND = "python -m anjian.hazards.guide > docs/closed-loop.md"


def guide() -> str:
    """The whole page, as `docs/closed-loop.md` holds it."""
    parts = (_head(), _diagram(), _states(), _table(), _steps(), _deadlines(), _beside(), _integrity(), _authors())
    return "\n".join("\n".join(part) + "\n" for part in parts)


def _head() -> Iterator[str]:
    yield "# 隐患闭环管理"
    yield ""
    yield f"<!-- 本页由转换表生成，请勿直接修改：{COMMAND} -->"
    yield ""
    yield "隐患只能按下面列出的步骤改变状态，没有删除。每一步留下一条不可改的记录：谁、以什么职务、哪天生效、哪天录入、改了什么、"
    yield "为什么；隐患的当前内容就是各条记录的累积。步骤不满足条件的，一次列出全部问题，什么也不保存。"
    yield "处罚、督查等其他业务不改变隐患的状态。"


def _diagram() -> Iterator[str]:
    """Mermaid; steps that leave the state as it is stand in the table only."""
    yield "## 状态图"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in State:
        yield f'    state "{state}" as {state.name}'
    yield f"    [*] --> {State.UNSIGNED.name}: 企业自查登记"
    yield f"    [*] --> {State.REPORTED.name}: 部门上报、导入清单"
    for (source, target), titles in _edges().items():
        yield f"    {source.name} --> {target.name}: {'、'.join(titles)}"
    for state in CLOSED:
        yield f"    {state.name} --> [*]"
    yield "```"
    yield ""
    yield "不改变状态的步骤（延期、移交、挂牌督办及其公布等）不在图中，见下表。"


def _edges() -> dict[tuple[State, State], list[str]]:
    found: dict[tuple[State, State], list[str]] = {}
    for row in TRANSITIONS.values():
        for source in row.sources if row.target is not None else ():
            found.setdefault((source, State(str(row.target))), []).append(row.title)
    return found


def _states() -> Iterator[str]:
    yield "## 状态"
    yield ""
    yield "| 状态 | 含义 | 计入附件1 |"
    yield "|---|---|---|"
    for state in State:
        counted = "否" if state in (*UNCOUNTED, *_UNCONFIRMED) else "是"
        yield f"| {state} | {STATE_MEANINGS[state]} | {counted} |"


def _table() -> Iterator[str]:
    yield "## 步骤一览"
    yield ""
    yield "| 步骤 | 从 | 到 | 谁 | 起算的期限 |"
    yield "|---|---|---|---|---|"
    for row in TRANSITIONS.values():
        target = row.target or "不变"
        yield f"| {row.title} | {'、'.join(row.sources)} | {target} | {row.who} | {DEADLINES.get(row.starts, '')} |"


def _steps() -> Iterator[str]:
    yield "## 每一步"
    yield ""
    yield f"每一步都须：{'；'.join(GUARD_TITLES[guard] for guard in (g.in_order, g.not_merged))}。"
    for row in TRANSITIONS.values():
        yield ""
        yield f"### {row.title} `{row.verb}`"
        yield ""
        yield from (f"- {line}" for line in _step(row))


def _step(row: Transition) -> Iterator[str]:
    yield f"从“{'”“'.join(row.sources)}”" + (f"到“{row.target}”。" if row.target else "，状态不变。")
    yield f"谁：{row.who}；角色：{'、'.join(holders_of(row.permission, {}))}（权限 `{row.permission}`）。"
    standing = [GUARD_TITLES[guard] for guard in row.before]
    needed = [*standing, *(BROUGHT_TITLES.get(guard, GUARD_TITLES[guard]) for guard in row.guards)]
    if row.reason_required:
        needed.append("写明理由")
    if needed:
        yield f"须满足：{'；'.join(needed)}。"
    if row.writes:
        yield f"写入：{'、'.join(COLUMN_TITLES[name] for name in row.writes)}。"
    if row.starts:
        yield f"起算：{DEADLINES[row.starts]}。"


def _deadlines() -> Iterator[str]:
    yield "## 期限"
    yield ""
    yield "办理期限按工作日计算，起算当日不计；下表为缺省值，可按设置项调整。"
    yield ""
    yield "| 期限 | 起算的步骤 | 工作日 | 设置项 |"
    yield "|---|---|---|---|"
    for name, title in DEADLINES.items():
        starting = "、".join(row.title for row in TRANSITIONS.values() if row.starts == name)
        field = Settings.model_fields.get(f"{name}_days")
        days, setting = (str(field.default), f"`ANJIAN_{name.upper()}_DAYS`") if field else ("整改方案所定的日期", "")
        yield f"| {title} | {starting} | {days} | {setting} |"
    yield ""
    yield "整改期限只有一次：原定期限永久保留，只能经另一人批准延期；历次期限都留存，超期按原定期限、现期限分别统计。"


def _beside() -> Iterator[str]:
    yield "## 不在转换表中的办理"
    yield ""
    yield "- **再次发现** `seen_again`：另一方看到同一隐患，只增加一条发现记录，第一发现来源不变；隐患的其他内容不变。"
    yield f"- **合并、拆分** `merge` `unmerge`：由{'、'.join(holders_of(PERMISSION, {}))}判定同一企业的两条为同一隐患（权限"
    yield f"  `{PERMISSION}`），先发现的一条留下并计数，另一条保留原记录、退出统计；合并有误可以拆分，状态如初。"
    yield "- **导入清单** `imported`：单位按月报送的附件2 是该单位的陈述，缺项不补造；导入后的每一步照常受转换表约束。"
    yield "  以后各月的清单有新内容的，记为清单更新 `imported_update`；其中改动“五落实”的是新的整改方案，"
    yield "  记为 `imported_plan`，须重新公示。"


def _integrity() -> Iterator[str]:
    yield "## 记录不可改：怎样校验"
    yield ""
    yield "每条记录的校验值盖住它的全部内容和前一条的校验值；台账每天零时后把前一天的全部隐患记录和操作记录固定成一个校验根"
    yield "（任务“固定台账校验根”），每个校验根又盖住前一个。校验根印在附件1和月报的末尾。"
    yield ""
    yield "`anjian ledger verify` 逐条核对记录链、每条记录的版本、当前行和每日校验根；绕过系统改动、插入、删除的，指出是哪条隐患"
    yield "的第几条记录、哪个版本、哪一列或哪天的校验根；连同当前行一起截去末尾几条记录的，也由校验根指出。"
    yield "`anjian ledger verify --root 校验根` 用纸面上的校验根核对：台账中找不到的，说明台账在打印之后被改动过。"
    yield ""
    yield "发现不了的：当天的记录在次日固定之前连同当前行一起被截去末尾的；改写全部校验根而纸面上又没有印过的。"
    yield "发现记录、督办令、延期申请等附属行不在链中，其事实以隐患的记录为准。"


def _authors() -> Iterator[str]:
    yield "## 插件作者"
    yield ""
    yield "插件不直接写隐患：检查发现的问题经 `judge` 定性后由核心上报，此后的每一步只由上表的服务办理。`kind` 是步骤的英文名，"
    yield "导出的记录链（`anjian ledger export`）按此列出；状态、类别等存的就是页面上的中文词。插件停用后，其隐患仍可办理和统计。"
    yield "增加步骤：在 `anjian/hazards/rules.py` 的转换表加一行，在 `guide_words.py` 给新条件加中文名，再生成本页。"


if __name__ == "__main__":
    sys.stdout.buffer.write(guide().encode())
