"""Sample registers of plugins: `samples/<sheet>.yaml` says how a column's cells look; the city makes a workbook of it and
imports it as `<plugin>.<sheet>`, as the department's officer would.

```yaml
category: 运输          # enterprises of this category have rows
rows: [2, 9]           # how many, from … to
sent_on: 2023-05-22    # the day of the import
columns:               # header as users write it -> how a cell is made
  企业名称: {enterprise: name}
  统一社会信用代码: {enterprise: credit_code}
  车牌号: {pattern: "晋E{n:05d}"}              # {n} runs over all rows, {place} over one enterprise's
  车辆类型: {choice: [罐式车辆, 厢式车辆], weights: [7, 3]}
  道路运输证有效期: {day: [2023-06-01, 2025-06-30], blank: 0.02}
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

    category: Text = ""
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
        for plan in enterprises:
            if self.category in plan.kind.categories and (not self.regions or plan.region in self.regions):
                for place in range(1, random.randint(*self.rows) + 1):
                    n += 1
                    yield [cell.make(random, plan, n, place) for cell in self.columns.values()]


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
