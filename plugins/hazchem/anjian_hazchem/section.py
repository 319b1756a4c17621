"""What the month's report says on tasks (1) to (5), in their order: sets of rows, tables that name them, locked figures."""

from __future__ import annotations

from anjian.plugin_api import SectionContext, SectionData
from anjian.plugin_api.reading import enterprise_names
from anjian.plugin_api.sections import work_figures, work_sentence
from anjian_hazchem.section_part import Part
from anjian_hazchem.section_sources import CheckupPart, SourcePart
from anjian_hazchem.section_work import MatterPart, PermitPart, UnitPart


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    sources = SourcePart(ctx)
    parts: tuple[Part, ...] = (CheckupPart(ctx, sources), sources, MatterPart(ctx), PermitPart(ctx), UnitPart(ctx))
    names = names_of(ctx, {owner for part in parts for owner in part.owners()})
    for part in parts:
        part.names = names
    told = tuple(part.told() for part in parts)
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(ctx.plugin),), told)


def names_of(ctx: SectionContext, owners: set[int]) -> dict[int, str]:
    """Names of the owners of rows, as known."""
    return dict.fromkeys(owners, "（企业名册中没有）") | enterprise_names(ctx)
