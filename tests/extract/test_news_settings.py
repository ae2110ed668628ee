"""Where and when an event was, chosen among all the places and days that a text names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import QuickExtractor, RulesExtractor
from sijill.extract.news import chooser, clauses
from sijill.extract.news import settings as module
from sijill.extract.news.filling import draft
from sijill.extract.news.linking import events
from sijill.extract.news.settings import Settings, fixed, located
from sijill.extract.news.where import Ground
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import pack as languages

TEXT = (  # written for the test
    "Two farmers were killed when a mine went off under their tractor on Sunday in a field near Sinjar. "
    "The dead were taken to Dohuk, and the mayor flew to Baghdad on Monday to ask for sappers. "
    "Nobody has said who laid it."
)


def settled(text: str, language: str = "en", theatre: str = "iraq") -> tuple[Scan, Settings, list[Any]]:
    scan = Scan(text, languages.load(language), pipeline.theatre(theatre), running=True)
    published = date(2020, 12, 22)
    told = clauses(scan, Calendar(published))
    return scan, Settings(scan, Ground(scan), told, published), events(scan, told)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_languages_have_learned_to_choose(language: str) -> None:
    choices = chooser.load(languages.load(language).folder)
    assert choices is not None and {"places", "days"} <= set(choices)


def test_every_place_and_day_of_the_text_may_be_the_events() -> None:
    _, settings, (event, *_) = settled(TEXT)
    assert {"Sinjar", "Dohuk", "Baghdad"} <= {spot.named.row.name for spot in settings.spots(event, ())}
    days = {day.dated[1].when.start.isoformat() for day in settings.dated(event, None)}
    assert {"2020-12-20", "2020-12-21"} <= days


def test_the_place_and_day_of_the_deed_are_chosen() -> None:
    _, settings, (event, *_) = settled(TEXT)
    assert settings.where(event, ())[0].row.name == "Sinjar"
    chosen = settings.when(event, None)
    assert chosen is not None and chosen[1].when.start.isoformat() == "2020-12-20"


def test_where_none_is_likeliest_none_is_said() -> None:
    scan, settings, (event, *_) = settled(TEXT)
    spots, days = settings.spots(event, ()), settings.dated(event, None)
    assert located(scan, spots, [0.0] * len(spots), ()) == ()
    assert fixed(days, [0.0] * len(days)) is None


def test_what_is_no_likelier_right_than_wrong_stays_unknown() -> None:
    scan, settings, (event, *_) = settled(TEXT)
    spots, days = settings.spots(event, ()), settings.dated(event, None)
    divisions = {spot.named.row.admin1 for spot in spots}
    assert len(divisions) > 2
    assert located(scan, spots, [1 / len(spots)] * len(spots), ()) == ()
    assert fixed(days, [0.49, *[0.0] * (len(days) - 1)]) is None
    assert fixed(days, [0.51, *[0.0] * (len(days) - 1)]) is not None


def test_the_order_of_clauses_stands_where_the_choice_is_of_its_division() -> None:
    scan, settings, (event, *_) = settled(TEXT)
    spots = settings.spots(event, ())
    rule = tuple(s.named for s in spots if s.named.row.name == "Sinjar")
    likely = [float(s.named.row.admin1 == "Ninewa") for s in spots]
    assert located(scan, spots, likely, rule) == rule


@pytest.mark.parametrize(
    ("text", "language", "theatre", "place", "day"),
    [  # written for the test
        (
            "CAIRO - Gunmen on motorcycles opened fire on a police post in Arish on Friday and killed two conscripts, "
            "security sources said. A spokesman in Cairo said on Saturday that an inquiry had begun.",
            "en", "world", "Arish", "2020-12-18",
        ),
        (
            "نقلت سيارات الإسعاف إلى مستشفيات بغداد أمس الاثنين جثامين ثلاثة من عناصر الشرطة. وكان مسلحون قد هاجموا "
            "حاجزا لهم في المقدادية مساء السبت بأسلحة رشاشة، ثم لاذوا بالفرار.",
            "ar", "iraq", "المقدادية", "2020-12-19",
        ),
    ],
)  # fmt: skip
def test_the_desk_and_the_hospital_are_not_where_it_was(
    text: str, language: str, theatre: str, place: str, day: str
) -> None:
    told = document(text, language=language, published="2020-12-22")
    read = pipeline.read(told, RulesExtractor(pipeline.theatre(theatre)))
    first = contract.line(read.document, read.reports, text_is_input=True)["incidents"][0]
    assert (first["place"]["as_written"], first["when"]["start"]) == (place, day)


def test_a_long_text_goes_by_the_order_of_its_clauses(monkeypatch: pytest.MonkeyPatch) -> None:
    _, settings, (event, *_) = settled(TEXT)
    monkeypatch.setattr(module, "_WHOLE", len(TEXT) - 1)
    assert settings.where(event, ()) == ()
    assert settings.when(event, None) is None


def test_a_place_or_day_is_marked_where_the_choice_and_the_order_part(monkeypatch: pytest.MonkeyPatch) -> None:
    scan, settings, (event, *_) = settled(TEXT)

    def notes(field: str) -> list[str]:
        made = draft(scan, Calendar(date(2020, 12, 22)), event, settings=settings)
        assert made is not None
        return [one.note for name, _, _, derived in made.said if name == field for one in derived]

    assert not [note for field in ("place", "when") for note in notes(field) if note.startswith("the likeliest")]
    dohuk = next(place for place in settings.places if place.row.name == "Dohuk")
    monday = next(one for _, one in settings.days if one[1].when.start == date(2020, 12, 21))
    monkeypatch.setattr(settings, "where", lambda event, by_rule: (dohuk,))
    monkeypatch.setattr(settings, "when", lambda event, by_rule: monday)
    assert "the likeliest of the places that the text names" in notes("place")
    assert "the likeliest of the days that the text names" in notes("when")


def test_without_the_encoder_the_order_of_clauses_decides() -> None:
    theatre = pipeline.theatre("iraq")
    told = pipeline.read(document(TEXT, published="2020-12-22"), QuickExtractor(theatre))
    assert told.reports[0].value("place")["name"] == "Sinjar"


HEARD = (  # written for the test
    "أحرق مسلحون عشرين بيتاً في غبوكو قبل فجر الأحد وساقوا الماشية نحو الغابة، "
    "ولم يجد الأهالي العائدون من السوق إلا الرماد. "
    "وقال ضابط في الجيش النيجيري إن جنوداً لحقوا بهم حتى ضفة النهر. ولم تعرف حصيلة الضحايا بعد."
)
CAPITAL = (  # written for the test
    "GUAYAQUIL, Ecuador - Two guards were shot dead outside the port on Sunday by men who came on motorcycles. "
    "In the capital, the same night, a bag of explosives tore the front off a bank, and a cleaner lost a hand."
)


def test_a_name_in_no_list_may_be_one_that_sounds_like_it() -> None:
    _, settings, (event, *_) = settled(HEARD, "ar", "world")
    spots = {(s.named.row.name, s.named.row.admin1) for s in settings.spots(event, ())}
    assert ("Gboko", "Benue") in spots


def test_words_of_the_language_are_no_names_by_their_sound() -> None:
    _, settings, (event, *_) = settled(HEARD, "ar", "world")
    heard = {s.named.row.name for s in settings.spots(event, ()) if "how:heard" in s.features}
    assert heard == {"Gboko"}


def test_the_capital_is_that_of_the_country_that_is_spoken_of() -> None:
    _, settings, (event, *_) = settled(CAPITAL, "en", "world")
    assert "Quito" in {s.named.row.name for s in settings.spots(event, ()) if "how:capital" in s.features}
    _, settings, (event, *_) = settled(CAPITAL.replace("the capital", "the capital, Quito"), "en", "world")
    assert not [s for s in settings.spots(event, ()) if "how:capital" in s.features]


@pytest.mark.parametrize(
    ("text", "language", "theatre", "name", "admin1"),
    [  # written for the test
        (CAPITAL, "en", "world", "Quito", "Pichincha"),
        (
            "الموصل – قتل مسلحون مجهولون مساء الأحد طبيباً أمام عيادته في حي الجامعة بالموصل، ولاذوا بالفرار.",
            "ar", "iraq", "Mosul", "Ninewa",
        ),
        (
            "بيروت – انفجرت عبوة ناسفة مساء الأحد أمام مصرف في طرابلس اللبنانية وأصابت حارسين.",
            "ar", "world", "Tripoli", "North Lebanon",
        ),
    ],
)  # fmt: skip
def test_a_place_is_read_with_what_says_whose_it_is(
    text: str, language: str, theatre: str, name: str, admin1: str
) -> None:
    read = pipeline.read(document(text, "2020-12-22", language=language), RulesExtractor(pipeline.theatre(theatre)))
    found = contract.line(read.document, read.reports, text_is_input=True)["incidents"]
    assert (name, admin1) in {(i["place"]["name"], i["place"]["admin1"]) for i in found if i["place"]}


ABROAD = (  # written for the test
    ("en", "Gunmen shot dead a lawyer in Basra on Monday. The same day in Damascus a bomb wounded four.", "SY"),
    ("en", "A bomb killed four at a market in Baqubah. Meanwhile in Syria, a car bomb in Raqqa killed three.", "SY"),
    ("ar", "قتل جندي بانفجار عبوة في القيارة يوم الاثنين. وفي سوريا، قتل أربعة جنود بهجوم في دير الزور.", "SY"),
)


@pytest.mark.parametrize(("language", "text", "country"), ABROAD)
def test_an_attack_abroad_is_not_where_the_sentence_before_was(language: str, text: str, country: str) -> None:
    told = pipeline.read(document(text, language=language), RulesExtractor(pipeline.theatre("iraq")))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    assert [one["place"]["country"] for one in line["incidents"]] == ["IQ", country]


def test_where_a_speaker_is_abroad_is_not_where_it_was() -> None:
    text = "Speaking in Amman, the minister said a bomb wounded four."  # written for the test
    told = pipeline.read(document(text), RulesExtractor(pipeline.theatre("iraq")))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    assert [one["place"] for one in line["incidents"]] == [None]


@pytest.mark.parametrize("said", ["A spokesman in Washington said the embassy was safe.", "So it told Amman."])
def test_a_place_abroad_that_only_speaks_is_not_where_it_was(said: str) -> None:
    text = f"A rocket hit the airport in Baghdad on Tuesday, wounding a guard. {said}"  # written for the test
    told = pipeline.read(document(text), RulesExtractor(pipeline.theatre("iraq")))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    assert [one["place"]["name"] for one in line["incidents"]] == ["Baghdad"]


def test_a_name_that_may_be_a_city_or_the_division_around_it_is_the_city() -> None:
    world = pipeline.theatre("world")
    scan = Scan("انفجرت عبوة في صنعاء أمس.", languages.load("ar"), world)
    (mark,) = scan.all_marks("places")
    rows = {(r.precision, r.admin1): r for r in world.candidates("صنعاء", "ar")}
    meanings = [rows["admin1", "Sanaa"], rows["settlement", "Amanat al-Asimah"]]
    spots = [module.Spot(module.Named(mark, row), ()) for row in meanings]
    (meant,) = located(scan, spots, [0.41, 0.39], ())
    assert (meant.row.precision, meant.row.admin1) == ("settlement", "Amanat al-Asimah")
    assert located(scan, spots, [0.25, 0.2], ()) == ()
