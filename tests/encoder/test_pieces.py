"""A text cut into word pieces keeps the place of every letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.encoder.pieces import SPACE, Pieces

WORDS = [*"<>/?", SPACE, f"{SPACE}a", "b", "ab", f"{SPACE}ab", "c", f"{SPACE}قتل", "ى", "1", f"{SPACE}12", "2"]
PIECES = Pieces(WORDS, [-9.0] * 4 + [-3.0, -4.0, -4.0, -3.0, -2.0, -4.0, -3.0, -4.0, -4.0, -3.0, -4.0], 3)


def cut(text: str) -> list[tuple[str, str]]:
    """The pieces of a text beside the words of the text that they stand for."""
    told = PIECES.cut(text)
    return [(WORDS[n], text[a:b]) for n, a, b in zip(told.ids, told.starts, told.ends, strict=True)]


def test_the_likeliest_pieces_are_taken() -> None:
    # "ab" as one piece with its space costs 2, "a" and "b" apart 8.
    assert cut("ab  abc") == [(f"{SPACE}ab", "ab"), (f"{SPACE}ab", "ab"), ("c", "c")]


def test_a_sign_of_space_alone_stands_nowhere() -> None:
    assert cut("c") == [("c", "c")]


def test_vowel_signs_and_tatweel_are_left_out_and_digits_made_plain() -> None:
    assert cut("قُتـِلى ١٢") == [(f"{SPACE}قتل", "قُتـِل"), ("ى", "ى"), (f"{SPACE}12", "١٢")]


def test_a_text_in_capitals_is_read_as_small_letters_and_a_name_is_not() -> None:
    assert cut("AB AB") == [(f"{SPACE}ab", "AB"), (f"{SPACE}ab", "AB")]
    assert [piece for piece, _ in cut("ab Ab ab ab")].count(f"{SPACE}ab") == 3


def test_a_letter_that_no_piece_has_is_unknown() -> None:
    assert cut("a☃b") == [(f"{SPACE}a", "a"), ("?", "☃"), ("b", "b")]


@pytest.mark.parametrize("text", ["", " \n\t", "ـــ", "ﷺ"])
def test_odd_texts_are_cut_without_a_slip(text: str) -> None:
    told = PIECES.cut(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(told.starts, told.ends, strict=True))


@given(st.text(alphabet="abc ٣1قُـ\n☃ABﬁ½²", max_size=40))
def test_pieces_stand_in_order_and_within_words(text: str) -> None:
    told = PIECES.cut(text)
    spans = list(zip(told.starts, told.ends, strict=True))
    assert spans == sorted(spans)
    assert all(0 <= a < b <= len(text) and not text[a:b].isspace() for a, b in spans)
