"""A plugin's report section, built as a report would, for tests."""

from __future__ import annotations

from datetime import date

from anjian.campaigns.current import current_pack
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_api.section_types import Bar, SectionContext, SectionData, SectionTable
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.units import report_units
from anjian.reports.sections.data import pack_data, unpack_data


def section_of(
    instance: Instance,
    plugin: str,
    *,
    effective: date = date(2023, 7, 31),
    known: int | None = None,
    region_code: str | None = None,
    department_code: str | None = None,
) -> SectionData:
    """The section of the plugin for one unit, checked as a report checks it. Raises `SectionFault`."""
    pack = current_pack(instance.settings)
    owner = instance.registry.plugins[plugin]
    (section,) = owner.report_sections()
    with system_read(instance.database, "section of a test") as session:
        ctx = SectionContext(
            session=session,
            campaign=pack.code,
            period=f"{effective:%Y-%m}",
            starts_on=pack.campaign.starts_on,
            effective=effective,
            known=take_watermark(instance.database) if known is None else known,
            unit_name="全市",
            region_code=region_code,
            department_code=department_code,
            plugin=plugin,
            plugin_department=owner.department,
            industries=owner.industries,
            counties=tuple((u.region_code, u.name) for u in report_units(pack) if u.region_code is not None),
        )
        data: SectionData = section.build.load()(ctx)
    unpack_data(pack_data(data, section), section)
    return data


def sizes_of(data: SectionData) -> dict[str, int]:
    """Figure key without the plugin's name -> its number of rows, or its sum in the smallest unit."""
    return {
        figure.key.split(".", 1)[1]: len(figure.ids) if figure.total is None else figure.total
        for figure in data.every_figure
    }


def listings_of(data: SectionData) -> tuple[SectionTable, ...]:
    """The numbered tables of a section: those that name rows."""
    return tuple(table for table in data.every_table if table.header[0] == "序号")


def progress_of(data: SectionData) -> dict[str, dict[str, tuple[int, int]]]:
    """Tables of progress: title -> county -> (part, whole) of its bar, where there is something."""
    return {
        table.title: {
            str(row[0]): (bar.part, bar.whole) for row in table.rows if isinstance(bar := row[-1], Bar) and bar.whole
        }
        for table in data.every_table
        if table.header[0] == "县（市、区）"
    }


def unnamed_figures(data: SectionData) -> set[str]:
    """Figures that no paragraph names."""
    named = {part.split("}")[0] for text in data.every_paragraph for part in text.split("{")[1:]}
    return {figure.key for figure in data.every_figure} - named
