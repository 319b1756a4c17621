"""Builds the templates of 工作总结 and 通报, as `template_source` does the 月报's; `MASTERS` names them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docx import Document

from anjian.reports.documents.layout import HEAD, SUBHEAD, text
from anjian.reports.documents.template_source import (
    breakdown,
    data_table,
    ending,
    figures,
    monthly_template,
    opening,
    saved,
    tasks,
)  # fmt: skip


def summary_template() -> bytes:
    """The whole campaign: its tables, its course, its tasks, what is left."""
    document = Document()
    opening(document)
    text(document, "填报单位：{{ unit }}", indent=False)
    text(document, "数据截至：{{ effective }}", indent=False)
    figures(document)
    breakdown(document)
    tasks(document, "四")
    text(document, "五、逐月进展情况", font=HEAD)
    text(document, "各月末累计情况如下，均按编制本总结时台账掌握的情况统计。")
    data_table(document, "trend")
    text(document, "六、结转隐患和未完成事项", font=HEAD)
    text(document, "截至{{ effective }}，表内尚未销号的重大事故隐患{{ left }}个；另有{{ beside }}。")
    text(document, "{%p if carried.rows %}")
    text(document, "尚未销号的隐患如下，专项行动结束后转入日常监管，原整改期限和责任不变。")
    data_table(document, "carried")
    text(document, "{%p if unlisted %}")
    text(document, "其余{{ unlisted }}个见同期附件2。")
    text(document, "{%p endif %}")
    text(document, "{%p endif %}")
    text(document, "七、典型案例和经验做法", font=HEAD)
    text(document, "{%p for case in cases %}")
    text(document, "{{ case }}")
    text(document, "{%p endfor %}")
    text(document, "{%p if not cases %}")
    text(document, "台账中没有登记已公布的典型案例。")
    text(document, "{%p endif %}")
    ending(document, "八")
    return saved(document)


def bulletin_template() -> bytes:
    """The draft of a circular: where every unit stands, and who is named with which figures."""
    document = Document()
    opening(document)
    text(document, "{{ addressees }}：", indent=False)
    text(document, "现将截至{{ effective }}专项行动进展情况通报如下。")
    text(document, "一、总体情况", font=HEAD)
    text(document, "{{ summary }}")
    text(document, "二、各单位进展情况", font=HEAD)
    data_table(document, "table")
    text(document, "三、需要通报的情况", font=HEAD)
    text(document, "{%p for finding in findings %}")
    text(document, "（{{ finding.number }}）{{ finding.title }}", font=SUBHEAD)
    text(document, "{{ finding.text }}")
    text(document, "{%p endfor %}")
    text(document, "请以上单位逐条核实原因，抓紧整改，并将情况报领导组办公室。")
    ending(document, "四")
    return saved(document)


MASTERS: Mapping[str, Callable[[], bytes]] = {
    "monthly": monthly_template,
    "summary": summary_template,
    "bulletin": bulletin_template,
}
"""Template of `masters/` -> what builds it."""
