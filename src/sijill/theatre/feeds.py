"""The addresses that a theatre's reports come from, for those who ask for them to be fetched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sijill.errors import BadPack

KINDS: Final = ("feed", "page")
"""A feed (RSS, Atom) lists articles; a page is an article, or a list to read as it is."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One address. outlet: the id of the theatre's outlet, None if the user named the address. language: if known."""

    url: str
    kind: str = "feed"
    outlet: str | None = None
    language: str | None = None


def feeds(rows: Iterable[Mapping[str, str]], path: Path, outlets: Collection[str]) -> tuple[Feed, ...]:
    """The rows of feeds.csv: outlet, url, kind, language. Raises BadPack for a row that does not hold together."""
    found: dict[str, Feed] = {}
    for row in rows:
        url, kind, outlet = row["url"].strip(), row["kind"].strip(), row["outlet"].strip()
        if not url.lower().startswith(("https://", "http://")):
            raise BadPack(f"{path}: the url is {url!r}; it must begin with https:// or http://")
        if kind not in KINDS:
            raise BadPack(f"{path}: {url} has the kind {kind!r}; it must be one of: {', '.join(KINDS)}")
        if outlet and outlet not in outlets:
            raise BadPack(f"{path}: {url} is of the outlet {outlet!r}, which is not in outlets.csv; add it there")
        if url in found:
            raise BadPack(f"{path}: {url} is listed twice; keep one row")
        found[url] = Feed(url, kind, outlet or None, row["language"].strip() or None)
    return tuple(found.values())
