"""Write the map of the monitor, coder/service/pages/static/monitor/world.json, from two packages.

Nothing is downloaded here: fetch and unpack the packages first, then name their folders.

    npm pack world-atlas@2.0.2 i18n-iso-countries        (unpack both)
    python -m tools.world --atlas world-atlas --codes i18n-iso-countries

The shapes are Natural Earth's at 1:110 million, which leaves out small states; these become dots where 1:50 million
has them.  Degrees are written as whole tenths, each point as the way from the one before.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

TO: Final = Path(__file__).resolve().parent.parent / "coder" / "service" / "pages" / "static" / "monitor" / "world.json"
MOST_BYTES: Final = 150_000
UNNUMBERED: Final[Mapping[str, str]] = MappingProxyType({"Kosovo": "KSV", "Somaliland": "SOM", "N. Cyprus": "CYP"})
"""What Natural Earth draws apart and ISO does not number, with the code that the dictionaries have for it."""
AROUND: Final = 3600
LEFT_OUT: Final = frozenset({"ATA"})

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Topology:
    """A TopoJSON file: countries whose borders are put together from shared lines."""

    lines: list[list[Point]]
    countries: list[dict[str, Any]]

    @classmethod
    def read(cls, path: Path) -> Topology:
        """The topology of a file, in degrees."""
        whole = json.loads(path.read_text(encoding="utf-8"))
        scale, shift = whole["transform"]["scale"], whole["transform"]["translate"]
        return cls([_degrees(line, scale, shift) for line in whole["arcs"]], _countries(whole))

    def rings(self, country: Mapping[str, Any], least: int = 3) -> Iterator[Ring]:
        """A country's rings in tenths of degrees; those of fewer points are left out."""
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            whole = _unrolled([point for line in ring for point in self._line(line)])
            for points in (_without_repeats(each) for each in _cut(whole)):
                if len(points) >= least:
                    yield points

    def _line(self, number: int) -> list[tuple[int, int]]:
        found = self.lines[number] if number >= 0 else self.lines[~number][::-1]
        return [(round(10 * x), round(10 * y)) for x, y in found]


def _degrees(line: list[list[int]], scale: list[float], shift: list[float]) -> list[Point]:
    points: list[Point] = []
    x = y = 0
    for right, up in line:
        x, y = x + right, y + up
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def _countries(whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = whole["objects"]["countries"]["geometries"]
    return [each for each in found if "arcs" in each]


def _without_repeats(points: list[tuple[int, int]]) -> Ring:
    kept = [point for before, point in zip([None, *points], points, strict=False) if point != before]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _unrolled(points: Ring) -> Ring:
    """A ring that goes on beyond the edge of the map instead of jumping to the other side."""
    turned, kept = 0, points[:1]
    for (before, _), (x, y) in pairwise(points):
        turned -= round((x - before) / AROUND) * AROUND
        kept.append((x + turned, y))
    return kept


def _cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on the map, those beyond its edges from the other side."""
    for shift in (-AROUND, 0, AROUND):
        moved = [(x + shift, y) for x, y in ring]
        right = _within(moved, 1)
        yield _within(right, -1) if right else []


def _within(ring: Ring, way: int) -> Ring:
    """The part of a ring left (1) or right (-1) of the edge there."""
    edge, kept = AROUND // 2, []
    for (x, y), (before, above) in zip(ring, [*ring[-1:], *ring], strict=False):
        inside, was = way * x <= edge, way * before <= edge
        if inside != was:
            kept.append((way * edge, round(above + (y - above) * (way * edge - before) / (x - before))))
        if inside:
            kept.append((x, y))
    return kept


def _code(country: Mapping[str, Any], codes: Mapping[str, str]) -> str | None:
    """ISO alpha-3 where there is one."""
    return codes.get(country.get("id", "")) or UNNUMBERED.get(country["properties"]["name"])


def _steps(ring: Ring) -> list[int]:
    """The first point, then how far it is to each next one."""
    before = [(0, 0), *ring]
    return [step for (x, y), (left, low) in zip(ring, before, strict=False) for step in (x - left, y - low)]


def _area(ring: Ring) -> float:
    return abs(sum(x * b - a * y for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _middle(rings: list[Ring]) -> list[int]:
    """The middle of the largest ring."""
    largest = max(rings, key=_area)
    return [round(sum(point[axis] for point in largest) / len(largest)) for axis in (0, 1)]


def world(atlas: Path, codes: Mapping[str, str]) -> dict[str, Any]:
    """The map: `shapes` by country, `dots` for those without one."""
    shapes: dict[str, list[list[int]]] = {}
    coarse, fine = Topology.read(atlas / "countries-110m.json"), Topology.read(atlas / "countries-50m.json")
    for country in coarse.countries:
        if (code := _code(country, codes)) and code not in LEFT_OUT:
            shapes.setdefault(code, []).extend(map(_steps, coarse.rings(country)))
    dots = {
        code: _middle(rings)
        for country in fine.countries
        if (code := _code(country, codes)) and code not in shapes and code not in LEFT_OUT
        if (rings := list(fine.rings(country, least=1)))
    }
    return {"shapes": dict(sorted(shapes.items())), "dots": dict(sorted(dots.items()))}


def main() -> None:
    """Read the two folders, write the map."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--atlas", type=Path, required=True, help="folder of world-atlas")
    parser.add_argument("--codes", type=Path, required=True, help="folder of i18n-iso-countries")
    chosen = parser.parse_args()
    listed = json.loads((chosen.codes / "codes.json").read_text(encoding="utf-8"))
    made = world(chosen.atlas, {number: three for _, three, number, *_ in listed})
    text = json.dumps(made, separators=(",", ":")) + "\n"
    if len(text) > MOST_BYTES:
        raise SystemExit(f"that is more than {MOST_BYTES:,} bytes: {len(text):,}")
    TO.write_text(text, encoding="utf-8")
    print(f"{TO}: {len(made['shapes'])} shapes, {len(made['dots'])} dots, {len(text):,} bytes")


if __name__ == "__main__":
    main()
