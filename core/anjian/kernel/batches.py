"""Values in lists short enough for the bound parameters that every database takes in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
BATCH = 500


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in their order, at most `BATCH` in a list."""
    listed = list(values)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]
