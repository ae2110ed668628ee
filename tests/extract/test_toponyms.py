"""Places of the whole world, found and given one meaning; the texts in `toponyms/` are written for these tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


# What the rules give on the texts that they were written on; a fault may not come back unseen.
@pytest.mark.parametrize(
    ("name", "n", "recall", "precision", "right"),
    [("english.txt", 84, 0.98, 0.98, 0.98), ("arabic.txt", 41, 0.95, 0.98, 0.97)],
)
def test_the_texts_written_for_this(name: str, n: int, recall: float, precision: float, right: float) -> None:
    found, true, meant_so, wrong = scores(name)
    assert len(paragraphs(name)) == n
    assert (found >= recall, true >= precision, meant_so >= right) == (True, True, True), "\n".join(wrong)


def told(text: str) -> list[tuple[object, object]]:
    return [(m["as_written"], m["country"]) for m in mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton opened a shop.",
        "Mr Washington denied it. Washington, 34, was released.",
        "Michael Jordan scored. Jordan said he was tired.",
        "She studied at the University of Michigan and joined the Bank of America.",
        "The Boston Globe and Manchester United declined to comment.",
        "Iraqi and Syrian officers met French lawyers.",
        "A shop on London Road closed.",
        "Reading scores rose. Mobile phones stay banned.",
        "WHO and ILO staff left.",
        "The West and the East disagree.",
    ],
)
def test_people_bodies_streets_demonyms_and_words_are_no_places(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("The fire began in Paris, Texas, at noon.", "Paris", "US", "Texas"),
        ("The fire began in Paris at noon.", "Paris", "FR", "Île-de-France"),
        ("SPRINGFIELD, Ill. (Wire) - A man fell.", "SPRINGFIELD", "US", "Illinois"),
        ("A man from Austin, TX, fell.", "Austin", "US", "Texas"),
        ("Fighting in Tripoli spread; Lebanon sent troops from Beirut.", "Tripoli", "LB", "North Lebanon"),
        ("Libyan forces left Tripoli for Misrata.", "Tripoli", "LY", "Tripoli"),
        ("Aleppo province and Idlib province, Syria", "Aleppo", "SY", "Aleppo"),
        ("Trucks left New York for Boston.", "New York", "US", "New York"),
        ("He was governor of New York state.", "New York", "US", "New York"),
    ],
)
def test_what_a_name_means_follows_from_the_text(text: str, name: str, country: str, admin1: str) -> None:
    (found,) = [m for m in mentions(text) if m["as_written"] == name]
    assert (found["country"], found["admin1"]) == (country, admin1)


def test_a_division_is_meant_where_the_text_says_so() -> None:
    precision = {m["as_written"]: m["precision"] for m in mentions("Aleppo province, Syria. He left New York state.")}
    assert precision == {"Aleppo": "admin1", "Syria": "country", "New York": "admin1"}


def test_a_region_has_a_point_and_no_country() -> None:
    (region,) = mentions("Talks on the Middle East resumed.")
    assert (region["as_written"], region["country"], region["latitude"] is not None) == ("Middle East", None, True)


def test_a_mention_covers_the_name_alone() -> None:
    text = "A London-based man left Iraq's north, U.S. officials said."
    assert [text[m["start"] : m["end"]] for m in mentions(text)] == ["London", "Iraq", "U.S."]


def test_a_text_in_capitals_is_read_too() -> None:
    assert told("SAN SALVADOR, 3 JAN 90 -- A BOMB WENT OFF IN SANTA ANA, THE ARMY SAID.") == [
        ("SAN SALVADOR", "SV"),
        ("SANTA ANA", "SV"),
    ]


def test_a_theatre_keeps_its_own_places_and_finds_those_of_the_world() -> None:
    found = mentions("Rockets hit Mosul. Officials in Paris and Brussels condemned it.", theatre="iraq")
    assert [(m["as_written"], m["country"]) for m in found] == [("Mosul", "IQ"), ("Paris", "FR"), ("Brussels", "BE")]


def test_what_happened_abroad_is_placed_there_and_not_in_the_theatre() -> None:
    document = Document("A bomb killed two in Paris, France, on Monday.", "en", datetime(2020, 1, 2, tzinfo=UTC))
    from sijill.extract import RulesExtractor

    told = pipeline.read(document, RulesExtractor(pipeline.theatre("iraq"))).reports
    assert [(report.value("place") or {}).get("country") for report in told if report.family == "incident"] == ["FR"]
