"""Areas on the map: 四至 and 安全控制线 as closed lists of points. Pure.

An area is kept as text, one `经度,纬度` a line in degrees, the first point repeated at the end. At the size of a park degrees
may be treated as a plane: what is asked is whether a point lies inside, and a park is some kilometres wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
"""(经度, 纬度) in degrees."""
CORNERS = 3
"""Fewer different points enclose nothing."""
MOST_POINTS = 400
"""An official list of boundary points has some dozens."""
WIDEST = 0.5
"""Degrees (about 50 km): no park of the province is as wide; a wider list has a mistyped point."""
KM_OF_DEGREE = 111.32
"""Length of one degree of latitude, km (WGS-84 mean radius)."""


def points_of(text: str) -> list[Point]:
    """The points of a kept area; none where the text is empty or says no points, so that no page breaks over it."""
    pairs = (line.split(",") for line in text.splitlines() if line)
    try:
        return [(float(longitude), float(latitude)) for longitude, latitude in pairs]
    except ValueError:
        return []


def text_of(points: Sequence[Point]) -> str:
    """An area as it is kept."""
    return "\n".join(f"{longitude},{latitude}" for longitude, latitude in points)


def closed(points: Sequence[Point]) -> list[Point]:
    """The points without immediate repetitions, the first one repeated at the end."""
    ring: list[Point] = []
    for point in [*points, *points[:1]]:
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring


def fault_of(ring: Sequence[Point]) -> str:
    """What is wrong with a closed list of points, as a Chinese sentence; blank for an area."""
    corners = ring[:-1]
    if len(set(corners)) < CORNERS:
        return f"至少要有{CORNERS}个不同的点才能围成范围，现有{len(set(corners))}个"
    if len(corners) > MOST_POINTS:
        return f"最多{MOST_POINTS}个点，现有{len(corners)}个，请精简"
    for axis, name in enumerate(("经度", "纬度")):
        values = [point[axis] for point in corners]
        if max(values) - min(values) > WIDEST:
            return f"各点{name}相差超过{WIDEST}度（约50公里），请核对是否有点写错"
    crossing = _crossing(ring)
    if crossing is not None:
        first, second = crossing
        return f"第{first}条边与第{second}条边相交，请按边界顺序逐点填写"
    return "" if area_km2(ring) > 0 else "各点在一条直线上，没有围成范围"


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Whether the point lies inside the closed list or on its edge."""
    inside = False
    x, y = point
    for start, end in pairwise(ring):
        if _on_edge(start, end, point):
            return True
        (x1, y1), (x2, y2) = start, end
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def area_km2(ring: Sequence[Point]) -> float:
    """The area enclosed, km²."""
    if not ring:
        return 0.0
    x0, y0 = ring[0]  # differences to a corner keep the digits that matter
    doubled = sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(doubled) / 2 * KM_OF_DEGREE**2 * math.cos(math.radians(y0))


def box_of(ring: Sequence[Point]) -> tuple[Point, Point]:
    """The smallest upright rectangle around the area: (south-west, north-east)."""
    longitudes, latitudes = zip(*ring, strict=True)
    return (min(longitudes), min(latitudes)), (max(longitudes), max(latitudes))


def _crossing(ring: Sequence[Point]) -> tuple[int, int] | None:
    """The numbers of the first two edges that meet without being neighbours."""
    edges = list(pairwise(ring))
    for first, second in _strangers(len(edges)):
        if _meet(*edges[first], *edges[second]):
            return first + 1, second + 1
    return None


def _strangers(count: int) -> Iterator[tuple[int, int]]:
    for first in range(count):
        for second in range(first + 2, count):
            if (first, second) != (0, count - 1):
                yield first, second


def _side(start: Point, end: Point, point: Point) -> float:
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _on_edge(start: Point, end: Point, point: Point) -> bool:
    between = all(min(a, b) <= p <= max(a, b) for a, b, p in zip(start, end, point, strict=True))
    return between and _side(start, end, point) == 0


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    if any(_on_edge(*edge, point) for edge, point in (((a, b), c), ((a, b), d), ((c, d), a), ((c, d), b))):
        return True
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0
