"""Pictures of trends and outlooks: every shape, every form of file, Arabic labels, and nothing to draw."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from sijill.errors import UnknownChoice
from sijill.model.tables import Table
from sijill.pipeline.trending import TRENDS
from sijill.publish.findings import say
from sijill.publish.phrases import phrases
from sijill.publish.trends import draw, draw_outlook
from sijill.stats.trends.words import SENTENCES, said


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


WEEKS = [(date(2020, 10, 4) + timedelta(days=7 * n), n % 5) for n in range(12)]


def table(rows: list[dict[str, Any]]) -> Table:
    return Table(list(rows[0]) if rows else [], rows, {}, "counted", 1, {})


LEVELS = table([
    {"from": "2020-10-04", "to": "2020-11-10", "per_week": 2.0, "low": 1.0, "high": 3.5, "shift_earliest": None,
     "shift_latest": None},
    {"from": "2020-11-11", "to": "2020-12-26", "per_week": 5.0, "low": 4.0, "high": 6.5,
     "shift_earliest": "2020-11-08", "shift_latest": "2020-11-14"},
])  # fmt: skip
RATIOS = table([
    {"recalls": "اغتيال قاسم سليماني", "date": "01-03", "ratio": 1.4},
    {"recalls": "Army Day", "date": "01-06", "ratio": None},
])  # fmt: skip
OUTLOOK = table([
    {"admin1": name, "from": f"2020-12-{27 + n}", "to": f"2020-12-{28 + n}", "weeks": 1, "low": 0, "best": 2, "high": 7,
     "persistence_low": 0, "persistence_best": 3, "persistence_high": 9, "seasonal_best": None}
    for name in ("all", "بابل")
    for n in range(3)
])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "opening"), [("c.svg", b"<svg"), ("c.png", b"\x89PNG"), ("c.pdf", b"%PDF"), ("c.html", b"<!doctype")]
)
def test_levels_in_each_form(tmp_path: Path, name: str, opening: bytes) -> None:
    file = draw(LEVELS, {"kind": "levels"}, tmp_path / name, title="Levels", caption="It rose.", weeks=WEEKS)
    assert file.read_bytes().startswith(opening)


def test_the_caption_is_told_to_who_cannot_see_it_and_arabic_stands_in_the_picture(tmp_path: Path) -> None:
    shape = {"kind": "bars", "x": "recalls", "one": 1.0}
    text = draw(RATIOS, shape, tmp_path / "a.svg", title="t", caption="None stands out.").read_text("utf-8")
    assert 'aria-label="None stands out."' in text
    assert "اغتيال قاسم سليماني (01-03)" in text and "Army Day" not in text


def test_the_outlook_of_all_is_drawn_with_the_other_forecasts_in_each_language(tmp_path: Path) -> None:
    text = draw_outlook(OUTLOOK, WEEKS, tmp_path / "o.svg", title="t", caption="c.").read_text("utf-8")
    # A forecast that the past is too short for has no line, and no name beside the lines.
    assert "as the last" in text and "as a year ago" not in text
    arabic = draw_outlook(OUTLOOK, WEEKS, tmp_path / "o.html", title="t", caption="c.", language="ar").read_text(
        "utf-8"
    )
    assert 'dir="rtl"' in arabic and "كالأسبوع الأخير" in arabic


def test_english_phrases_are_the_sentences_of_the_statistics_and_arabic_has_the_same_figures() -> None:
    english, arabic = (phrases(language).told["trends"] for language in ("en", "ar"))
    assert english["say"] == SENTENCES and english.keys() == arabic.keys()
    for table in ("titles", "names", "say"):
        assert english[table].keys() == arabic[table].keys()
    assert set(english["titles"]) == {*TRENDS, "outlook"}
    for key, sentence in arabic["say"].items():
        # A range of days takes the place of "on" and "between"; what is missing is told in English alone.
        spare = {"times", "when", "why"} if key.startswith("levels") or key == "untold" else set()
        extra = {"n", "earliest", "latest"} if key.startswith("levels") else set()
        assert fields_of(sentence) - extra == fields_of(SENTENCES[key]) - spare, key


def test_a_list_in_arabic_has_arabic_marks() -> None:
    told = say("watch_untold", {"listed": "01-03, يوم; 01-05, يوم", "least": "2"}, language="ar")
    assert "01-03، يوم؛ 01-05" in told and ";" not in told
    assert "01-03, a; 01-05" in say("watch_untold", {"listed": "01-03, a; 01-05, b", "least": "2"})


def test_a_sentence_in_arabic_has_names_of_its_own() -> None:
    told = said("weekday_some", most="Thursday", least="Friday", most_ratio="1.5", least_ratio="0.5", chance="under 1%")
    assert say(told.key, told.parts) == told.text
    arabic = say(told.key, told.parts, language="ar")
    assert "الخميس" in arabic and "الجمعة" in arabic and "أقل من 1%" in arabic


@pytest.mark.parametrize(
    "shape", [{"kind": "levels"}, {"kind": "now"}, {"kind": "line", "x": "month", "y": "mean"}, {}]
)
def test_nothing_to_draw_is_said_in_the_picture(tmp_path: Path, shape: dict[str, Any]) -> None:
    text = draw(table([]), shape, tmp_path / "n.svg", title="t", caption="This cannot be told.").read_text("utf-8")
    assert "not enough data" in text or shape.get("kind") in ("levels", "now")


def test_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownChoice, match="picture form"):
        draw(LEVELS, {"kind": "levels"}, tmp_path / "c.bmp", title="t", caption="c.")
