"""The section's tables: each park on its way, and the rows behind the figures by name."""

from __future__ import annotations

from anjian.plugin_api import Bar, SectionTable
from anjian.plugin_api.sections import listing
from anjian_chemical_parks.conditions import conditions, progress
from anjian_chemical_parks.section_known import Known
from anjian_chemical_parks.words import MISMATCHES


def tables_of(known: Known) -> tuple[SectionTable, ...]:
    """Those that have rows."""
    tables = (
        listing(
            "各园区“十有两禁”进度",
            ("园区", "认定情况", "安全风险等级", "符合项数", "符合率", "尚未符合的条件"),
            [
                (
                    park.name,
                    park.recognition,
                    park.level,
                    progress(met),
                    Bar(len(met), len(conditions())),
                    "、".join(n for n in conditions() if n not in met),
                )
                for park, met in ((park, known.met(park)) for park in known.parks)
            ],
        ),
        listing(
            "逾期的重要节点",
            ("计划完成时间", "园区", "节点"),
            [(row.due_on.isoformat(), row.park, row.milestone) for row in known.late()],
        ),
        listing(
            "没有办结的园区任务",
            ("办结时限", "园区", "工作任务", "未回复的配合单位"),
            [
                (row.due_on.isoformat(), row.park, row.matter, "、".join(known.missing(row)) or "已全部回复")
                for row in known.tasks
                if not known.closed(row)
            ],
        ),
        listing(
            "登记与位置不一致的企业",
            ("企业", "核对结果", "登记的园区", "所在的园区"),
            [(row.name, row.relation, row.park, row.located_in) for row in known.places if row.relation in MISMATCHES],
        ),
    )
    return tuple(table for table in tables if table.rows)
