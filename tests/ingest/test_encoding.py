"""Encodings: what is recognised, and what is refused rather than read wrongly."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import BadDocument
from sijill.ingest import decode, language_of

ENGLISH = "Two rockets struck near the airport in Baghdad on Monday; no one was hurt. "
ARABIC = "انفجرت عبوة ناسفة على رتل دعم لوجستي للتحالف الدولي في محافظة بابل دون خسائر. "
FRENCH = (
    "L’armée a arrêté deux hommes à l’entrée de la forêt, où l’été dernier un civil fut blessé – « très grièvement ». "
)
SPANISH = "El año pasado murió un niño en la explosión; señaló el alcalde: «fue atroz». "
RUSSIAN = "Взрыв прогремел в Багдаде, двое полицейских погибли. "


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, FRENCH, ENGLISH + ARABIC, "بابل", RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, FRENCH, ENGLISH + ARABIC, "عبوة في بابل\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "text", [ARABIC, ARABIC * 50, "انفجار", ENGLISH + ARABIC, "مقتل 3 – «بابل»", "قال “المصدر”: 12 قتيلا"]
)
def test_windows_1256_where_it_reads_as_arabic(text: str) -> None:
    assert decode(text.encode("cp1256"), "a.txt") == text


@pytest.mark.parametrize(
    "text", [FRENCH, SPANISH, "Said “no” – café", "Türkiye'de üç asker öldü; Kuşkusuz".replace("ş", "s"), "£5"]
)
def test_windows_1252_where_it_is_plausible(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("koi8-r"),
        ARABIC.encode("iso8859-6"),
        "爆炸发生在巴格达市中心。".encode("gbk"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(BadDocument, match=r"a\.txt: its encoding cannot be told.*save it as UTF-8"):
        decode(data, "a.txt")


@pytest.mark.parametrize("text", [ARABIC, ENGLISH.replace("no one", "“no one”") + FRENCH])
def test_damaged_utf8_is_told_not_guessed(text: str) -> None:
    data = text.encode()
    cut = data[:-30] + b"\xff" + data[-30:]
    with pytest.raises(BadDocument, match="damaged UTF-8 at byte"):
        decode(cut, "a.txt")


def test_a_mark_that_does_not_fit_is_told() -> None:
    with pytest.raises(BadDocument, match="first bytes say UTF-8, but byte 0 does not fit"):
        decode(b"\xef\xbb\xbf\xff", "a.txt")
    with pytest.raises(BadDocument, match="first bytes say UTF-16-LE"):
        decode(b"\xff\xfea", "a.txt")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"{\\rtf1 Hello}", "an RTF file"),
        (b"text\0text", "zero bytes"),
        (b"\x01\x02\x03\x04text", "control codes"),
    ],
)
def test_binary_data_is_named(data: bytes, told: str) -> None:
    with pytest.raises(BadDocument, match=told):
        decode(data, "a.txt")


def test_random_bytes_are_no_text() -> None:
    rng = random.Random(1)
    for _ in range(50):
        with pytest.raises(BadDocument):
            decode(rng.randbytes(400), "a.txt")


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_text_or_a_bad_document(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "a.txt"), str)
    except BadDocument as error:
        assert str(error).startswith("a.txt: ")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ARABIC, "ar"),
        (ARABIC + "BBC", "ar"),
        (ENGLISH + "بابل", "en"),
        ("انفجار بمب در بغداد کشته شدن یک پلیس گزارش شد", "fa"),
        ("تەقینەوەیەک لە شاری هەولێر ڕوویدا و دوو کەس بریندار بوون", "ckb"),
        ("12345 – …", None),
        ("", None),
        (RUSSIAN, None),
    ],
)
def test_language_by_script(text: str, language: str | None) -> None:
    assert language_of(text) == language
