"""The words that rosters and forms may use for counties, categories and departments: the pack's, with plugins' additions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anjian.campaigns.current import current_pack
from anjian.campaigns.packs import Pack
from anjian.plugin_api.spec import Plugin
from anjian.plugin_host.departments import is_assigned
from anjian.plugin_host.instance import Instance


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Choices (code -> name) with further spellings (word -> code). A category's code is its Chinese name."""

    regions: Mapping[str, str]
    region_spellings: Mapping[str, str]
    categories: Mapping[str, str]
    category_spellings: Mapping[str, str]
    departments: Mapping[str, str]
    department_spellings: Mapping[str, str]
    lead_of: Mapping[str, str]
    """Category -> code of the department that leads it by default."""
    parents: Mapping[str, str]
    """Other names of the notice's parent companies -> the name used."""


def campaign_pack(instance: Instance) -> Pack:
    """The pack of the installation's present campaign. Raises `FileRefused` where a pack of its own is malformed."""
    return current_pack(instance.settings)


def instance_vocabulary(instance: Instance) -> Vocabulary:
    """The vocabulary of the running installation."""
    return vocabulary_of(campaign_pack(instance), instance.registry.plugins.values())


def vocabulary_of(pack: Pack, plugins: Iterable[Plugin] = ()) -> Vocabulary:
    """The vocabulary of a campaign with the categories of the working plugins (R-009: a plugin adds without a core release).
    A plugin that the installation assigned to another department takes its categories along (T-27)."""
    cities = ["", *(name for r in pack.regions if r.kind == "city" for name in (r.name, *r.aliases))]
    counties = [region for region in pack.regions if region.kind in ("county", "zone")]
    region_spellings = {
        f"{city}{name}": region.code
        for region in counties
        for name in (region.name, *region.aliases)
        for city in cities
    }
    departments = {department.code: department.name for department in pack.departments}
    own = {
        name: department.code
        for department in pack.departments
        for name in (department.name, department.short_name, department.full_name, *department.aliases)
    }
    # 泽州县应急管理局 supervises for the same line as 市应急管理局.
    places = [name for region in counties for name in (region.name, *region.aliases)]
    bare = {name.removeprefix("晋城市").removeprefix("市"): code for name, code in own.items()}
    own |= {f"{place}{name}": code for place in (*cities, *places) for name, code in (own | bare).items()}
    lead_of = {category.name: category.department for category in pack.categories}
    for plugin in plugins:
        for industry in plugin.industries:
            if pack.category_by_name(industry) is None:
                lead_of.setdefault(industry, plugin.department)
            elif is_assigned(plugin):
                lead_of[industry] = plugin.department
    return Vocabulary(
        regions={region.code: region.name for region in counties},
        region_spellings=region_spellings,
        categories={name: name for name in lead_of},
        category_spellings={alias: category.name for category in pack.categories for alias in category.aliases},
        departments=departments,
        department_spellings=own,
        lead_of=lead_of,
        parents={alias: parent.name for parent in pack.parents for alias in parent.aliases},
    )
