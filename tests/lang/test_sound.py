"""Names by how they sound, alike in both scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.lang.sound import sound


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("ديكوا", "Dikwa"),
        ("إيتوري", "Ituri"),
        ("تشولوتيكا", "Choluteca"),
        ("خيرسون", "Kherson"),
        ("زابوريجيا", "Zaporizhzhia"),
        ("سيتوي", "Sittwe"),
        ("غواياكيل", "Guayaquil"),
        ("بوينافينتورا", "Buenaventura"),
        ("كدونا", "Kaduna"),
    ],
)
def test_a_name_has_the_consonants_of_its_other_spelling(arabic: str, latin: str) -> None:
    assert sound(arabic, "ar")[0] == sound(latin, "en")[0]


@pytest.mark.parametrize(("one", "other"), [("ديكوا", "Damboa"), ("كيندو", "Kinshasa"), ("غوما", "Gao")])
def test_other_names_have_others(one: str, other: str) -> None:
    assert sound(one, "ar")[0] != sound(other, "en")[0]


def test_vowels_tell_names_of_the_same_consonants_apart() -> None:
    assert sound("بيني", "ar")[0] == sound("Bunia", "en")[0]
    assert sound("بيني", "ar")[1] == sound("Beni", "en")[1] != sound("Bunia", "en")[1]


def test_nothing_sounds_of_nothing() -> None:
    assert sound("", "en") == sound("123", "ar") == ("", "")


@given(st.text(max_size=30), st.sampled_from(["en", "ar"]))
def test_any_text_gives_letters_alone(name: str, language: str) -> None:
    consonants, said = sound(name, language)
    assert not set("aio ") & set(consonants)
    assert len(consonants) <= len(said)
