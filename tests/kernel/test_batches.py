"""No value is lost or told twice, whatever their number."""

from __future__ import annotations

import pytest

from anjian.kernel.batches import BATCH, batches


@pytest.mark.parametrize("count", [0, 1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_values_come_in_order_and_in_short_lists(count: int) -> None:
    parts = list(batches(range(count)))
    assert [value for part in parts for value in part] == list(range(count))
    assert all(0 < len(part) <= BATCH for part in parts)
