"""Targets of entries by the learned scorer, beside the lists of words."""

from __future__ import annotations

from array import array
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor, aiming
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")


def entries(text: str, language: str) -> list[dict[str, Any]]:
    document = Document(text, language, datetime(2014, 6, 2, 12, tzinfo=IRAQ.timezone))
    reading = pipeline.read(document, RulesExtractor(IRAQ))
    found: list[dict[str, Any]] = contract.line(document, reading.reports, text_is_input=True)["incidents"]
    return found


@pytest.mark.parametrize(
    ("language", "heading", "entry", "other", "target", "words"),
    [
        ("en", "May 2014", "- 12 May, Mandali: suicide bomber in a procession of mourners, 3 killed, 11 wounded",
         "- 13 May, Ramadi: IED on police patrol, 1 killed", "civilians", "mourners"),
        ("en", "May 2014", "- 3 May, Baquba: police defuse a car bomb left opposite the courthouse.",
         "- 13 May, Ramadi: IED on police patrol, 1 killed", "government_area", "courthouse"),
        ("ar", "أيار 2014", "- 3 أيار، الكاظمية: عبوة قرب مرآب الزوار، قتيل و7 جرحى كلهم من الزوار.",
         "- 4 أيار، الرمادي: عبوة على دورية للشرطة، قتيل واحد.", "civilians", "الزوار"),
    ],
)  # fmt: skip
def test_the_scorer_says_what_the_lists_of_words_do_not(
    language: str, heading: str, entry: str, other: str, target: str, words: str
) -> None:
    text = f"# {heading}\n\n{entry}\n{other}\n"
    one = entries(text, language)[0]
    assert one["targets"][0]["type"] == target
    spans = [e for e in one["evidence"] if e["field"].startswith("targets")]
    start = text.index(entry)
    assert any(e["quote"] == words for e in spans)
    assert all(start <= e["start"] and e["end"] <= start + len(entry) for e in spans)


def test_what_is_learned_is_marked_so() -> None:
    first = "- 12 May, Mandali: suicide bomber in a procession of mourners, 3 killed"
    text = f"# May 2014\n\n{first}\n- 13 May, Ramadi: IED on police patrol\n"
    one, plain = entries(text, "en")
    assert any("learned" in d["note"] for d in one["derived"] if d["field"].startswith("targets"))
    assert not any("learned" in d["note"] for d in plain["derived"] if d["field"].startswith("targets"))


def judge(**weights: dict[str, int]) -> aiming.Weights:
    """A scorer of two labels, with weights by feature."""
    labels = ("business", "civilians")
    body = array("b", (weight.get(label, 0) for weight in weights.values() for label in labels))
    return aiming.Weights(labels, 0.1, (0.0, 0.0), {feature: n for n, feature in enumerate(weights)}, body)


def look(**features: tuple[int, int]) -> aiming.Look:
    return aiming.Look(features, frozenset(features))


def test_words_that_it_has_not_learned_are_the_lists_to_say() -> None:
    sure = judge(baker={"civilians": 60, "business": -60})
    seen = look(baker=(0, 5))
    assert aiming.decided(sure, seen, []) == aiming.Aim("civilians", (0, 5), alone=True)
    assert aiming.decided(sure, seen, [("business", "baker")]) == aiming.Aim("civilians", (0, 5), alone=True)
    assert aiming.decided(sure, seen, [("business", "rice mill")]) is None
    assert aiming.decided(sure, seen, [("civilians", "baker")]) is None


def test_it_says_nothing_where_it_is_not_sure_or_no_words_speak() -> None:
    unsure = judge(baker={"civilians": 1})
    assert aiming.decided(unsure, look(baker=(0, 5)), []) is None
    mute = judge(baker={"civilians": 60, "business": -60})
    assert aiming.decided(mute, aiming.Look({"baker": (0, 0)}, frozenset()), []) is None


def test_a_scorer_is_read_as_it_was_written(tmp_path: Path) -> None:
    told = judge(baker={"civilians": 60, "business": -60}, بقال={"business": 9})
    aiming.dump(tmp_path / aiming.FILE, told)
    assert aiming.load(tmp_path) == told
    assert aiming.load(tmp_path / "none") is None
