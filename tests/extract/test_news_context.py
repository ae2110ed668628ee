"""Which clauses open an event, judged among those around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.news import context


def incidents(text: str, language: str = "en") -> list[dict[str, Any]]:
    told = pipeline.read(document(text, language=language), RulesExtractor(pipeline.theatre("world")))
    return [dict(one) for one in contract.line(told.document, told.reports, text_is_input=True)["incidents"]]


def test_the_items_of_a_numbered_list_are_told_apart() -> None:
    text = (
        "Hudayda, front report. (1) Thursday noon: a drone dropped two bombs on a farm in Tuhayta, two workers hurt. "
        "(2) Friday: a sniper shot a woman dead as she fetched water in Hays."
    )
    assert [i["kind"] for i in incidents(text)] == ["air_drone_strike", "attack"]


def test_a_number_in_brackets_is_no_item() -> None:
    text = "Gunmen shot dead (3) farmers near Balad Ruz on Monday, police said."
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The visitors' siege of the Erbil box lasted all evening on Friday. Their striker fired two rockets over the "
        "bar and was shot down by the referee's whistle.",
        "Beetles have overrun the palm groves of Abu al-Khasib and advance on Basra. The farm office sent three "
        "sprayers into battle on Tuesday.",
        "اجتاح الجراد مزارع الحويجة من ثلاث جهات أمس، وتقاتله فرق الزراعة بمرشات قديمة.",
        "حاصر لاعبو النجف مرمى الشرطة طوال الشوط الثاني يوم الجمعة وأمطروه بالقذائف حتى سقط في الدقيقة الأخيرة.",
    ],
)
def test_a_text_about_other_things_stays_empty_for_all_its_warlike_words(text: str) -> None:
    assert incidents(text, "ar" if text > "\u0600" else "en") == []


def test_a_feature_without_a_weight_changes_nothing() -> None:
    weights = {"": -1.0, "opens": 0.5}
    assert context.likely(weights, {"opens": 2.0, "unheard of": 9.0}) == pytest.approx(0.5)


def test_weights_written_are_weights_read(tmp_path: Path) -> None:
    context.dump(tmp_path / context.FILE, {"": -1.25, "opens": 0.5})
    assert context.load(tmp_path) == {"": -1.25, "opens": 0.5}


def test_a_pack_without_weights_has_none(tmp_path: Path) -> None:
    assert context.load(tmp_path) is None
