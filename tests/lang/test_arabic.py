"""The Arabic pack: numbers, dates, normalising, and word lists. Every text is written for the tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.extract.scan import Scan, flatten
from sijill.extract.when import Calendar
from sijill.lang import calendars, pack
from sijill.lang.lexicon import Matcher, expand, load_lists
from sijill.model.vocabulary import GROUPS, KINDS, STATUSES, TARGETS, WEAPONS
from sijill.theatre import load

ARABIC = pack.load("ar")
ENGLISH = pack.load("en")
IRAQ = load("iraq")
SATURDAY = date(2020, 12, 26)
FOLDER = Path(pack.__file__).parent / "ar"


def numbers(text: str) -> list[tuple[int, int | None, int | None]]:
    found = [ARABIC.number_value(m) for m in ARABIC.number.finditer(flatten(ARABIC.clean(text).text))]
    return [(n.low, n.best, n.high) for n in found]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("ثلاثة جنود", 3), ("ثلاث نساء", 3), ("ثمانية جنود", 8), ("ثماني نساء", 8), ("أحد عشر شخصا", 11),
        ("إحدى عشرة امرأة", 11), ("اثنا عشر شخصا", 12), ("اثنتي عشرة قذيفة", 12), ("خمسة عشر", 15), ("عشرون", 20),
        ("عشرين شخصا", 20), ("خمسة وعشرون", 25), ("سبعاً وثلاثين", 37), ("مئة شخص", 100), ("مائة شخص", 100),
        ("مئتان", 200), ("مائتي شخص", 200), ("مئة وخمسة وعشرين", 125), ("ثلاثمئة", 300), ("خمسمائة", 500),
        ("ألف شخص", 1000), ("ألفي شخص", 2000), ("ثلاثة آلاف", 3000), ("ألفان وثلاثمئة", 2300), ("12", 12), ("١٢", 12),
        ("و10 جرحى", 10), ("1,200", 1200), ("3 آلاف", 3000),
    ],
)  # fmt: skip
def test_numbers(text: str, n: int) -> None:
    assert numbers(text) == [(n, n, n)]


@pytest.mark.parametrize(
    ("text", "low"), [("عشرات", 20), ("العشرات", 20), ("مئات", 200), ("بضعة", 2), ("عدة", 2), ("عدد من", 2)]
)
def test_vague_numbers_are_floors(text: str, low: int) -> None:
    assert numbers(text) == [(low, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "الأول", "الثانية", "الخامسة عشرة", "الساعة الثالثة", "12 كم", "107 ملم", "12%", "2.5", "عام 2014", "الفرقة 16",
        "ثلاث سنوات", "خمسة أيام", "اللواء 45",
    ],
)  # fmt: skip
def test_figures_that_count_nothing(text: str) -> None:
    assert numbers(text) == []


def dates(text: str, published: date | None = SATURDAY) -> list[tuple[str, str]]:
    calendar = Calendar(published, month_first=False, first_weekday=6)
    read = [calendar.read(mention) for mention in Scan(text, ARABIC, IRAQ).dates]
    return [(str(r.when.start), str(r.when.end)) for r in read if r is not None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 كانون الأول 2020", "2020-12-12"), ("في 5 تشرين الأول", "2020-10-05"), ("الخامس من آب 2019", "2019-08-05"),
        ("٣ آب ٢٠٢٠", "2020-08-03"), ("17 نوفمبر/تشرين الثاني 2020", "2020-11-17"), ("3 يوليو", "2020-07-03"),
        ("24 كانون الاول/ديسمبر 2020", "2020-12-24"), ("9 جويلية 2020", "2020-07-09"), ("1 أيار 2020", "2020-05-01"),
        ("2 شباط 2020", "2020-02-02"), ("3 آذار 2020", "2020-03-03"), ("4 نيسان 2020", "2020-04-04"),
        ("6 حزيران 2020", "2020-06-06"), ("7 تموز 2020", "2020-07-07"), ("8 أغسطس 2020", "2020-08-08"),
        ("9 أيلول 2020", "2020-09-09"), ("10 أكتوبر 2020", "2020-10-10"), ("11 يناير 2020", "2020-01-11"),
        ("3/10/2020", "2020-10-03"), ("2020-10-05", "2020-10-05"), ("بتاريخ 24-12-2020", "2020-12-24"),
        ("الخميس الموافق 24/12/2020", "2020-12-24"), ("في الحادي والعشرين من كانون الأول", "2020-12-21"),
        ("12 رمضان 1445", "2024-03-22"), ("2 دي 1399", "2020-12-22"), ("5 آبان 1399", "2020-10-26"),
        ("في 10 محرم", "2020-08-29"), ("الاثنين 12 رمضان 1441 هـ الموافق 5 أيار 2020", "2020-05-05"),
        ("اليوم", "2020-12-26"), ("اليوم السبت", "2020-12-26"), ("أمس", "2020-12-25"), ("أمس الجمعة", "2020-12-25"),
        ("أول أمس", "2020-12-24"), ("أمس الأول", "2020-12-24"), ("الليلة الماضية", "2020-12-25"),
        ("فجر اليوم", "2020-12-26"), ("مساء أمس", "2020-12-25"), ("ليل أمس", "2020-12-25"),
        ("فجر الثلاثاء", "2020-12-22"), ("يوم الاثنين", "2020-12-21"), ("الاثنين الماضي", "2020-12-21"),
        ("السبت الماضي", "2020-12-19"), ("مساء الأربعاء الماضي", "2020-12-23"), ("قبل يومين", "2020-12-24"),
        ("قبل ثلاثة أيام", "2020-12-23"), ("قبل أسبوع", "2020-12-19"), ("في الثالث من الشهر الجاري", "2020-12-03"),
        ("منتصف ليل الجمعة", "2020-12-25"), ("وفي 20 ديسمبر", "2020-12-20"),
    ],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    assert dates(text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("5-11 تشرين الأول 2020", "2020-10-05", "2020-10-11"),
        ("من 28 أيلول إلى 4 تشرين الأول 2020", "2020-09-28", "2020-10-04"),
        ("ليل الاثنين الثلاثاء", "2020-12-21", "2020-12-22"),
        ("ليلة الاثنين على الثلاثاء", "2020-12-21", "2020-12-22"),
        ("الأسبوع الماضي", "2020-12-13", "2020-12-19"),
        ("الشهر الماضي", "2020-11-01", "2020-11-30"),
        ("مطلع الشهر الجاري", "2020-12-01", "2020-12-31"),
        ("قبل شهرين", "2020-10-01", "2020-10-31"),
        ("العام الماضي", "2019-01-01", "2019-12-31"),
        ("عام 2014", "2014-01-01", "2014-12-31"),
        ("تشرين الأول 2020", "2020-10-01", "2020-10-31"),
        ("خلال تموز", "2020-07-01", "2020-07-31"),
    ],
)
def test_stretches_of_days(text: str, start: str, end: str) -> None:
    assert dates(text) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("قُصف المطار الثلاثاء، وفي اليوم التالي أُغلق", [1]), ("وفي الليلة نفسها سقطت قذيفة", [0]),
        ("مساء اليوم السابق", [-1]), ("وبعدها بيومين عاد", [2]), ("قبل ذلك بثلاثة أيام", [-3]), ("بعد أسبوع عاد", [7]),
        ("استعيدت البلدة الثلاثاء بعد يومين من سقوط القذائف", [-2]), ("قبل يومين من فتح الصناديق", [-2]),
        # From no day that is told; how long it went on; from the day of publication; a number that is not told.
        ("بعد يومين من سقوط القذائف", []), ("استعيدت الثلاثاء بعد ثلاثة أسابيع من القتال", []), ("قبل يومين", []),
        ("بعد أسابيع", []),
    ],
)  # fmt: skip
def test_days_counted_from_the_one_told_before(text: str, days: list[int]) -> None:
    found = Scan(text, ARABIC, IRAQ).dates
    assert [d.from_last for d in found if d.from_last is not None] == days


@pytest.mark.parametrize("text", ["أحد الجنود", "صلاة الجمعة", "آب الشاب", "الأحد المقبل", "كل يوم", "ساحة التحرير"])
def test_words_that_are_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("three days ago", "2020-12-23", "2020-12-23"),
        ("a week ago", "2020-12-19", "2020-12-19"),
        ("two days earlier", "2020-12-24", "2020-12-24"),
        ("two months ago", "2020-10-01", "2020-10-31"),
        ("last week", "2020-12-13", "2020-12-19"),
        ("overnight Monday to Tuesday", "2020-12-21", "2020-12-22"),
        ("on Monday night", "2020-12-21", "2020-12-21"),
    ],
)
def test_english_tells_such_days_too(text: str, start: str, end: str) -> None:
    calendar = Calendar(SATURDAY, first_weekday=6)
    read = [calendar.read(mention) for mention in Scan(text, ENGLISH, IRAQ).dates]
    assert [(str(r.when.start), str(r.when.end)) for r in read if r] == [(start, end)]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ((1442, 1, 1), date(2020, 8, 20)), ((1441, 9, 1), date(2020, 4, 24)), ((1400, 1, 1), date(1979, 11, 21)),
        ((1445, 12, 10), date(2024, 6, 17)),
    ],
)  # fmt: skip
def test_lunar_days_lie_within_a_day(told: tuple[int, int, int], day: date) -> None:
    assert abs((calendars.lunar(*told) - day).days) <= 1


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ((1357, 11, 22), date(1979, 2, 11)), ((1399, 1, 1), date(2020, 3, 20)), ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 12, 30), date(2025, 3, 20)), ((1390, 1, 1), date(2011, 3, 21)), ((1398, 10, 13), date(2020, 1, 3)),
    ],
)  # fmt: skip
def test_solar_days(told: tuple[int, int, int], day: date) -> None:
    assert calendars.solar(*told) == day


def test_a_day_that_no_calendar_has_is_refused() -> None:
    for convert in (calendars.lunar, calendars.solar):
        with pytest.raises(ValueError, match="day 1399-13-1"):
            convert(1399, 13, 1)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("والعبوة", "وعبوه"), ("بالعبوة", "بعبوه"), ("للجيش", "لجيش"), ("الله", "الله"), ("التي", "التي"),
        ("إلى", "الي"), ("الأنبار", "انبار"), ("مسؤول", "مسوول"), ("طائرة", "طايره"), ("٣", "3"), ("وللحشد", "ولحشد"),
    ],
)  # fmt: skip
def test_normalising(text: str, normal: str) -> None:
    assert ARABIC.normalise(text).text == normal


def test_marks_within_words_are_cleaned_and_quotes_keep_them() -> None:
    text = "قُتِلَ جُنـــديّ"
    scan = Scan(text, ARABIC, IRAQ)
    (mark,) = scan.marks("groups", 0, len(scan.text))
    assert scan.text == "قتل جندي"
    assert scan.span(mark.start, mark.end).quote == "جُنـــديّ"


@pytest.mark.parametrize("text", ["عبوة", "والعبوة", "بعبوة", "للعبوة", "وبالعبوة", "كعبوة"])
def test_a_phrase_is_found_after_what_is_written_to_it(text: str) -> None:
    found = Matcher([("x", "y", "عبوة")], ARABIC.normalise, ARABIC.proclitics).find(ARABIC.normalise(text))
    assert [tag.value for tag in found] == ["y"]


@given(st.text(alphabet="ابتثالوفكىةأإؤئءلم ـًَُِّْ12٣،.\n", max_size=60))
def test_every_mark_maps_into_the_original(text: str) -> None:
    clean = ARABIC.clean(text)
    normal = ARABIC.normalise(clean.text)
    for at in range(len(normal.text)):
        start, end = normal.original(at, at + 1)
        a, b = clean.original(start, end)
        assert 0 <= a < b <= len(text)


def test_the_lists_use_the_closed_words_of_the_model() -> None:
    lists = ARABIC.lists
    assert set(lists) <= set(ENGLISH.lists) <= {*lists, "aims", "arms", "people", "homes"}
    assert set(lists["weapons"]) - {"_"} <= set(WEAPONS)
    assert set(lists["targets"]) - {"_"} <= set(TARGETS)
    assert set(lists["groups"]) - {"_"} <= set(GROUPS)
    assert set(lists["status"]) <= set(STATUSES)
    assert set(lists["deeds"]) - {"_"} == set(KINDS)
    assert {section: set(values) for section, values in ARABIC.layout.items()}.keys() == ENGLISH.layout.keys()


@pytest.mark.parametrize("section", ["weapons", "targets", "toll"])
def test_no_phrase_says_two_things_once_normalised(section: str) -> None:
    seen: dict[str, str] = {}
    for value, phrases in load_lists(FOLDER / "lexicon.toml")[section].items():
        for phrase in phrases:
            assert seen.setdefault(ARABIC.normalise(phrase).text, value) == value, phrase


def test_the_notation_holds_for_arabic() -> None:
    assert list(expand("عبو[ة|ات] ناسفة")) == ["عبوة ناسفة", "عبوات ناسفة"]
