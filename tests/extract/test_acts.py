"""The learned reader of acts: what it quotes, whom it names, and that only a codebook that asks for it gets it."""

from __future__ import annotations

import pytest

from sijill import codebook, pipeline
from sijill.extract import RulesExtractor
from sijill.extract.acts.drafts import Phrase, trimmed
from sijill.extract.acts.model import _likeliest, _marginals
from sijill.extract.scan import Scan
from sijill.lang import pack as languages
from sijill.model.text import Document
from sijill.model.views import Report

# Invented, in the manner of a wire of the time.
WIRE = (
    "   SAN SALVADOR, 3 JAN 90 -- [TEXT] HOODED MEN KIDNAPPED BUSINESSMAN MARIO\n"
    "RIVAS SOLANO YESTERDAY MORNING IN SANTA ANA.  POLICE SAID THE KIDNAPPERS, WHO\n"
    "WERE HEAVILY ARMED, TOOK THE BUSINESSMAN TO AN UNKNOWN PLACE AND LEFT HIS CAR\n"
    "ON THE ROAD.  NO GROUP HAS CLAIMED RESPONSIBILITY FOR THE KIDNAPPING.\n"
)


def read(text: str, acts: str | None = "muc4") -> list[Report]:
    document = Document(text, "en", None, given_id="wire")
    return [*pipeline.read(document, RulesExtractor(pipeline.theatre("world"), acts=acts)).reports]


def test_a_codebook_names_its_reader() -> None:
    assert codebook.load("muc4").acts == "muc4"
    assert codebook.load("attacks").acts is None


def test_one_act_told_twice_is_one_incident_with_its_victim_and_doers() -> None:
    (report,) = read(WIRE)
    assert report.value("kind") == "abduction_forced_disappearance"
    assert any("MARIO" in one["text"] for one in report.values("victims"))
    assert "HOODED MEN" in [one["name"] for one in report.values("perpetrators")]


def test_every_quote_stands_in_the_text_across_line_breaks() -> None:
    spans = [span for report in read(WIRE) for told in report.statements() for span in told.spans]
    assert spans
    assert all(WIRE[span.start : span.end] == span.quote for span in spans)


def test_the_ordinary_reading_names_nobody_without_a_name() -> None:
    assert not [one for report in read(WIRE, acts=None) for one in report.values("perpetrators")]


def test_a_language_without_a_reader_is_read_by_the_rules() -> None:
    document = Document("اختطف مسلحون مهندسا في بغداد.", "ar", None)
    theatre = pipeline.theatre("world")
    asked = pipeline.read(document, RulesExtractor(theatre, acts="muc4")).reports
    assert [r.id for r in asked] == [r.id for r in pipeline.read(document, RulesExtractor(theatre)).reports]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("two bombs", "bombs"),
        ("the home of the", "home"),
        ("the FARC [Revolutionary Forces", "FARC"),
        ("car parked nearby", "car"),
    ],
)
def test_a_phrase_is_its_head_and_modifiers(written: str, left: str) -> None:
    scan = Scan(written, languages.load("en"), pipeline.theatre("world"))
    phrase = trimmed(scan, Phrase("target", 0, len(written), 1.0))
    assert phrase is not None
    assert written[phrase.start : phrase.end] == left


def test_a_chain_follows_its_steps() -> None:
    scores, steps = [[1.0, 0.0], [0.0, 0.5]], [[0.0, -9.0], [0.0, 0.0]]
    assert _likeliest(scores, steps) == [0, 0]
    assert all(sum(share) == pytest.approx(1) for share in _marginals(scores, steps))
