"""The picture of a test: marks of both panels, words in both languages, captions that are sentences."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from sijill.errors import UnknownChoice
from sijill.publish.change import change_chart, described
from sijill.publish.phrases import phrases
from sijill.publish.verdict import verdict
from sijill.stats import change
from sijill.stats.series import Series

START = date(2005, 1, 1)


def told(n: int = 500, at: int = 450) -> tuple[dict, list]:  # type: ignore[type-arg]
    counts = np.random.default_rng(1).poisson(5, n)
    counts[at : at + 20] = 1
    found = change.tested(
        Series.of_counts(START, counts), START + timedelta(days=at), until=START + timedelta(days=at + 20)
    )  # fmt: skip
    return change.as_json(found), change.bars(found)


@pytest.mark.parametrize(("language", "word"), [("en", "not compared"), ("ar", "خارج المقارنة")])
def test_both_panels_are_drawn_in_the_language(language: str, word: str) -> None:
    drawn = change_chart(*told(), language=language)
    assert word in drawn and phrases(language).text("change.tested") in drawn
    assert phrases(language).text("change.ratio") in drawn


def test_without_placebo_dates_there_is_one_panel() -> None:
    drawn = change_chart(*told(n=60, at=30))
    assert phrases("en").text("change.ratio") not in drawn
    assert "cannot be ranked" in described(told(n=60, at=30)[0], phrases("en"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_captions_are_whole_sentences_with_the_figures(language: str) -> None:
    data, _ = told()
    said = described(data, phrases(language))
    assert said.endswith(".") and "{" not in said
    for figure in (data["comparisons"][0]["counts"][1]["best"], data["comparisons"][0]["placebo"]["rank"]):
        assert re.search(rf"\b{figure}\b", said)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_verdict_has_the_figures_in_whole_sentences(language: str) -> None:
    for data, _ in (told(), told(n=60, at=30), told(n=150, at=100)):
        said = verdict(data, language=language)
        first = data["comparisons"][0]
        assert all(one.endswith(".") and "{" not in one for one in said) and len(said) >= 4
        whole = " ".join(said)
        assert all(re.search(rf"\b{one['best']}\b", whole) for one in first["counts"])
        if first["placebo"]["least_p"] <= 0.05:
            assert f"{first['placebo']['p']:.2g}" in whole
        else:
            assert f"{first['placebo']['p']:.2g} " not in said[0]


def test_few_dates_give_no_verdict_in_either_language() -> None:
    data, _ = told(n=150, at=100)
    assert "too few for any change to stand out" in verdict(data)[1]
    assert "لا يكفي" in verdict(data, language="ar")[1]


@pytest.mark.parametrize("form", ["svg", "png", "html"])
def test_it_is_written_in_the_form_its_name_says(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"step.{form}"
    change_chart(*told(), path)
    body = path.read_bytes()
    assert body.startswith(b"\x89PNG") if form == "png" else b"<svg" in body
    if form == "html":
        assert b"<figcaption>The step and the attacks around it" in body
    with pytest.raises(UnknownChoice):
        change_chart(*told(), tmp_path / "step.gif")
