"""Sample registers of plugins: `samples/<sheet>.yaml` says how a column's cells look; the city makes a workbook of it and
imports it as `<plugin>.<sheet>`, as the department's officer would.

```yaml
category: 运输          # enterprises of this category (or of one of a list) have rows; left out: every enterprise
rows: [2, 9]           # how many, from … to
sent_on: 2023-05-22    # the day of the import
columns:               # header as users write it -> how a cell is made
  企业名称: {enterprise: name}
  统一社会信用代码: {enterprise: credit_code}
  车牌号: {pattern: "晋E{n:05d}"}              # {n} runs over all rows, {place} over one enterprise's
  车辆类型: {choice: [罐式车辆, 厢式车辆], weights: [7, 3]}
  道路运输证有效期: {day: [2023-06-01, 2025-06-30], blank: 0.02}
  核验日期: {day: [2023-03-01, 2023-05-20], blank_with: 道路运输证有效期}   # blank where that earlier column is
  核定载质量（吨）: {number: [10, 32]}
```

A register that belongs to no enterprise says `header: […]` and its rows as they stand, `given: [[…], …]`.
`regions: [泽州县]` keeps to the enterprises of these counties; a pattern's `{region}` is the enterprise's county.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

from openpyxl import Workbook
from pydantic import Field, model_validator

from anjian.campaigns.schema import Item, Text
from anjian.campaigns.yaml_source import parse, read_yaml
from anjian.plugin_host.registry import Registry, plugin_folder
from anjian.testing.city.enterprises import EnterprisePlan


class Cell(Item):
    """How the cells of one column are made: exactly one of the ways; `blank` is the share left empty."""

    value: str | int | float | None = None
    pattern: Text | None = None
    choice: tuple[str | int | bool, ...] | None = None
    weights: tuple[float, ...] | None = None
    day: tuple[date, date] | None = None
    number: tuple[int, int] | None = None
    enterprise: Literal["name", "credit_code", "region", "chief"] | None = None
    blank: float = Field(default=0.0, ge=0, le=1)
    blank_with: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Cell:
        ways = (self.value, self.pattern, self.choice, self.day, self.number, self.enterprise)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("每列只能用 value、pattern、choice、day、number、enterprise 之一")
        return self

    def make(self, random: Random, plan: EnterprisePlan, n: int, place: int) -> Any:
        if random.random() < self.blank:
            return None
        if self.pattern is not None:
            return self.pattern.format(n=n, place=place, region=plan.region)
        if self.choice is not None:
            return random.choices(self.choice, self.weights)[0]
        if self.day is not None:
            return self.day[0] + timedelta(days=random.randrange((self.day[1] - self.day[0]).days + 1))
        if self.number is not None:
            return random.randint(*self.number)
        return getattr(plan, self.enterprise) if self.enterprise is not None else self.value


class Sample(Item):
    """One register's sample."""

    category: Text | tuple[Text, ...] = ()
    rows: tuple[int, int] = (1, 1)
    regions: tuple[Text, ...] = ()
    sent_on: date
    columns: dict[str, Cell] = Field(default_factory=dict)
    header: tuple[Text, ...] = ()
    given: tuple[tuple[str | int | float | bool | date | None, ...], ...] = ()

    @property
    def titles(self) -> list[str]:
        """The header of the workbook."""
        return list(self.header or self.columns)

    def lines(self, random: Random, enterprises: Sequence[EnterprisePlan]) -> Iterator[list[Any]]:
        """The rows of the workbook, without header."""
        yield from map(list, self.given)
        n = 0
        for plan in enterprises if self.columns else ():
            if self._has_rows(plan):
                for place in range(1, random.randint(*self.rows) + 1):
                    n += 1
                    yield self._line(random, plan, n, place)

    def _has_rows(self, plan: EnterprisePlan) -> bool:
        wanted = (self.category,) if isinstance(self.category, str) else self.category
        of_category = not wanted or any(category in plan.kind.categories for category in wanted)
        return of_category and (not self.regions or plan.region in self.regions)

    def _line(self, random: Random, plan: EnterprisePlan, n: int, place: int) -> list[Any]:
        made: dict[str, Any] = {}
        for title, cell in self.columns.items():
            value = cell.make(random, plan, n, place)
            made[title] = None if cell.blank_with and made[cell.blank_with] is None else value
        return list(made.values())


def samples_of(registry: Registry) -> list[tuple[str, str, Sample]]:
    """(department, import kind, sample) of every working plugin. Raises `FileRefused` naming file and place."""
    found = []
    for name, plugin in sorted(registry.plugins.items()):
        folder = plugin_folder(plugin, "samples")
        for path in sorted(folder.glob("*.yaml")) if folder is not None else []:
            found.append((plugin.department, f"{name}.{path.stem}", parse(Sample, read_yaml(path), path)))
    return found


def write_sample(path: Path, sample: Sample, random: Random, enterprises: Sequence[EnterprisePlan]) -> int:
    """Write the workbook; returns its number of rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(sample.titles)
    count = 0
    for line in sample.lines(random, enterprises):
        sheet.append(line)
        count += 1
    book.save(path)
    return count
