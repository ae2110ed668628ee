"""The choice of a toll among all that its words may say: what the candidates are, and that plain tolls stay."""

from __future__ import annotations

from datetime import date

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.news import clauses, hurt
from sijill.extract.news.filling import draft
from sijill.extract.news.linking import events
from sijill.extract.news.mentions import SORTS, Eyes
from sijill.extract.scan import Scan
from sijill.extract.when import calendar_of
from sijill.lang import pack
from sijill.model.values import Range

CLASH = (  # written for the test
    "Gunmen attacked a police post near Tuz Khurmatu on Monday night, a local official said. Four policemen and a"
    " driver were killed, and six people were taken to hospital, among them two women. The fight lasted three hours."
)
ARABIC = (  # written for the test
    "هاجم مسلحون مركزاً للشرطة قرب طوز خورماتو ليل الاثنين، بحسب مسؤول محلي."
    " وقتل أربعة شرطيين وسائق، ونقل ستة أشخاص إلى المستشفى بينهم امرأتان."
)
TWO = (  # written for the test
    "A bomb on the road to Hawija killed two soldiers on Sunday. In Mosul on the same day a sniper wounded a baker and"
    " his son. Police said 40 families had left the quarter since the spring."
)


def read(text: str, language: str) -> tuple[Scan, list]:
    scan = Scan(text, pack.load(language), IRAQ, running=True)
    calendar = calendar_of(scan.dates, date(2020, 12, 24), first_weekday=0)
    return scan, events(scan, clauses(scan, calendar))


@pytest.mark.parametrize(("text", "language"), [(CLASH, "en"), (ARABIC, "ar"), (TWO, "en")])
def test_candidates_stand_in_the_text_and_no_value_stands_twice(text: str, language: str) -> None:
    scan, happened = read(text, language)
    assert scan.seen is not None
    assert happened
    for event in happened:
        for of in SORTS:
            plain = (Range.exactly(3), [])
            found = hurt.candidates(scan, scan.seen, event, of, plain, None, "attack")
            assert found[0].value == plain[0]
            assert found[0].how == "plain"
            assert None in {one.value for one in found}
            assert len({one.value for one in found}) == len(found)
            for one in found[1:]:
                assert bool(one.mentions) == (one.value is not None)
                assert all(0 <= m.start < m.end <= len(scan.text) for m in one.mentions)
                assert one.signs.keys() == found[0].signs.keys()


@pytest.mark.parametrize(("text", "language"), [(CLASH, "en"), (ARABIC, "ar")])
def test_the_network_tells_the_dead_from_the_wounded(text: str, language: str) -> None:
    scan, happened = read(text, language)
    assert scan.seen is not None
    likely = {}
    for of in SORTS:
        likely[of] = [m for m in Eyes(scan, scan.seen, happened[0], of).mentions() if m.share > 0.5]
    killed, wounded = ({m.value.best for m in likely[of]} for of in SORTS)
    assert killed & {4, 5}
    assert wounded & {6}
    assert not killed & wounded


def test_each_event_has_the_others_beside_it() -> None:
    scan, happened = read(TWO, "en")
    assert scan.seen is not None
    assert [len(event.others) for event in happened] == [1, 1]
    first = Eyes(scan, scan.seen, happened[0], "killed")
    second = Eyes(scan, scan.seen, happened[1], "killed")
    at = TWO.index("two soldiers")
    assert first.share(at, at + 12) > 0.5 > second.share(at, at + 12)


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [("en", CLASH, 5, 6), ("ar", ARABIC, 5, 6)],
)
def test_plain_tolls_stay_as_they_are(language: str, text: str, killed: int, wounded: int) -> None:
    told = pipeline.read(document(text, language=language), RulesExtractor(IRAQ))
    (incident,) = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]
    assert (incident["killed"]["best"], incident["wounded"]["best"]) == (killed, wounded)


def test_a_text_that_the_encoder_does_not_read_is_left_to_the_plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the choice was asked")

    monkeypatch.setattr(hurt, "chosen", asked)
    scan = Scan(CLASH, pack.load("en"), IRAQ, running=True)
    calendar = calendar_of(scan.dates, date(2020, 12, 24), first_weekday=0)
    told = clauses(scan, calendar, looks=False)
    (made,) = (draft(scan, calendar, event) for event in events(scan, told))
    assert made is not None
    assert made.value("killed") == Range.exactly(5).to_json()


@pytest.mark.parametrize(
    ("text", "of", "value", "words"),
    [
        (
            "Gunmen stormed a farmhouse near Khalis before dawn on Tuesday. By sunrise three labourers lay lifeless in"
            " the yard, a neighbour said, and the owner had fled to Baghdad with his family.",
            "killed", 3, "three labourers",
        ),
        (
            "A mortar round fell on a football field in Hawija on Friday afternoon. Two teenagers never came home, and"
            " their goalkeeper is in a ward in Kirkuk without his left leg.",
            "wounded", 1, "their goalkeeper",
        ),
    ],
)  # fmt: skip
def test_a_toll_in_words_that_no_list_has_is_chosen_and_marked(text: str, of: str, value: int, words: str) -> None:
    told = pipeline.read(document(text), RulesExtractor(IRAQ))
    (report,) = told.reports
    (chosen,) = (one for one in report.statements() if one.field == of)
    assert chosen.value == {"low": value, "best": value, "high": value}
    assert words in chosen.spans[0].quote
    assert [one.note for one in chosen.derived] == ["the likeliest of what the words may say of the toll"]


def test_what_the_plain_reader_reckons_stays() -> None:
    text = "A bomb killed four people and wounded nine in Kut on Saturday. Two of the wounded later died."
    told = pipeline.read(document(text), RulesExtractor(IRAQ))
    (incident,) = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]
    assert (incident["killed"]["best"], incident["wounded"]["best"]) == (6, 7)


def test_a_reading_that_says_nobody_needs_to_be_the_clearest() -> None:
    assert hurt.clearly(Range.exactly(0)) > hurt.clearly(Range.exactly(2)) > 0
    assert hurt.clearly(None) > 0
