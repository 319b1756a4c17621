"""Values in lists short enough for the bound parameters that every database takes in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
BATCH = 500


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The values in their order, in lists of at most `size`."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
