"""Places of the whole world, found and given one meaning; the texts in `toponyms/` are written for these tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sijill import pipeline
from sijill.extract.senses import meant
from sijill.extract.toponyms import Finder
from sijill.model.text import Document
from sijill.theatre import Gazetteer, PlaceRow

WORLD = pipeline.theatre("world")
FOLDER = Path(__file__).parent / "toponyms"
MARKED = re.compile(r"\{([^{}=]+)=([A-Z]{2})?(?:/([^{}]+))?\}")


@dataclass(frozen=True)
class Gold:
    start: int
    end: int
    country: str | None
    admin1: str | None


def paragraphs(name: str) -> list[tuple[str, list[Gold]]]:
    """The texts of a file without their marks, each with the places that the marks tell."""
    read = []
    for marked in (FOLDER / name).read_text("utf-8").split("\n\n"):
        if marked.startswith("#"):
            continue
        text, gold, at = "", [], 0
        for mark in MARKED.finditer(marked.strip()):
            text += marked[at : mark.start()]
            gold.append(Gold(len(text), len(text) + len(mark[1]), mark[2], mark[3]))
            text, at = text + mark[1], mark.end()
        read.append((text + marked.strip()[at:], gold))
    return read


def mentions(text: str, theatre: str = "world") -> list[dict[str, object]]:
    document = Document(text, "en", datetime(2020, 1, 2, tzinfo=UTC))
    return pipeline.place_mentions(document, pipeline.theatre(theatre) if theatre != "world" else WORLD)


def arabic(text: str) -> list[tuple[int, int, PlaceRow]]:
    finder = Finder(
        text, language="ar", world=Gazetteer.packaged(), taken=(), caseless=True, proclitics=frozenset("وبلفك")
    )
    found = finder.toponyms()
    rows = meant(found, [], finder.countries())
    return [(t.start, t.end, r) for t, r in zip(found, rows, strict=True)]


def scores(name: str) -> tuple[float, float, float, list[str]]:
    """Recall and precision of finding, share of the found that are right, and what went wrong."""
    n_gold = n_found = n_told = n_true = n_right = 0
    wrong = []
    for text, gold in paragraphs(name):
        if name.startswith("arabic"):
            told = [(s, e, r.country or None, r.admin1) for s, e, r in arabic(text)]
        else:
            told = [(m["start"], m["end"], m["country"], m["admin1"]) for m in mentions(text)]
        spans = {(g.start, g.end): g for g in gold}
        n_gold, n_told = n_gold + len(gold), n_told + len(told)
        for start, end, country, admin1 in told:
            g = spans.pop((start, end), None)
            if g is None:
                wrong.append(f"no place: {text[start:end]} in {text[:60]}")
                continue
            n_found, n_true = n_found + 1, n_true + 1
            right = g.country == country and (g.admin1 is None or g.admin1 == admin1)
            n_right += right
            if not right:
                wrong.append(f"meant: {text[start:end]} {g.country}/{g.admin1}, told {country}/{admin1}: {text[:50]}")
        wrong += [f"missed: {text[g.start : g.end]} in {text[:60]}" for g in spans.values()]
    return n_found / n_gold, n_true / n_told, n_right / n_found, wrong
