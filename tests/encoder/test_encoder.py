"""The encoder that ships: the same text gives the same, whatever its length, and marks what a person would."""

from __future__ import annotations

import numpy as np
import pytest

from sijill.encoder.network import load

ENGLISH = (  # written for the test
    "A car bomb went off beside the police post in Marjat on Tuesday, killing four officers and wounding nine. "
    "The Sons of the Plain said they had planted it. The mayor called on both sides to keep calm."
)
ARABIC = (  # written for the test
    "انفجرت سيارة مفخخة قرب مركز للشرطة في ناحية المرجة أمس الثلاثاء، ما أسفر عن مقتل أربعة ضباط وإصابة تسعة. "
    "ودعا المحافظ الطرفين إلى الهدوء."
)
SPORT = "The striker scored twice and the visitors were swept aside in the second half. The coach praised his bench."


def clauses(text: str) -> list[tuple[int, int]]:
    ends = [n + 1 for n, letter in enumerate(text) if letter == "."]
    return list(zip([0, *ends], ends, strict=False))


@pytest.mark.parametrize("text", [ENGLISH, ARABIC])
def test_the_first_sentence_opens_the_event(text: str) -> None:
    told = load().read(text).clauses(clauses(text))
    assert told[0]["what"]["opens"] > 0.5 > told[-1]["what"]["opens"]
    assert max(told[0]["kind"], key=told[0]["kind"].__getitem__) == "remote_explosive_landmine_ied"


def test_a_match_opens_nothing() -> None:
    assert all(told["what"]["opens"] < 0.5 for told in load().read(SPORT).clauses(clauses(SPORT)))


def test_the_words_of_fields_are_likelier_than_others() -> None:
    event = load().read(ENGLISH).event(*clauses(ENGLISH)[0])

    def share(field: str, words: str) -> float:
        at = ENGLISH.index(words)
        return event.share(field, at, at + len(words))

    assert share("target", "police post") > share("target", "Tuesday")
    assert share("killed", "four officers") > share("killed", "nine")
    assert share("wounded", "nine") > share("wounded", "four officers")
    assert share("claimed", "Sons of the Plain") > share("claimed", "The mayor")
    assert share("place", "Marjat") > share("place", "both sides")


def test_shares_add_up_and_no_words_have_none() -> None:
    text = load().read(ENGLISH)
    for told in text.clauses(clauses(ENGLISH)):
        assert all(sum(shares.values()) == pytest.approx(1, abs=1e-5) for shares in told.values())
    assert text.clauses([]) == []
    assert text.event(0, 5).share("target", 3, 3) == 0.0
    assert text.deeds(4, 4) == {}


@pytest.mark.parametrize("text", ["", " ", "☃"])
def test_a_text_of_nothing_is_read(text: str) -> None:
    told = load().read(text).clauses([(0, len(text))])
    assert sum(told[0]["what"].values()) == pytest.approx(1, abs=1e-5)


def test_a_long_text_is_read_in_windows_that_join() -> None:
    long = " ".join([ENGLISH] * 30)
    text = load().read(long)
    spans = clauses(long)
    told = text.clauses(spans)
    assert len(told) == 90
    assert all(np.isfinite(list(one["what"].values())).all() for one in told)
    # Every piece has its vector, in order: the last clause is read as the same clause is elsewhere.
    assert told[-1]["what"]["opens"] < 0.5
    assert text.event(*spans[-3]).share("killed", spans[-3][0], spans[-3][1]) > 0
    assert len(text._states) == len(text._starts)
    # The text as a whole is what its first window makes of it, as of a short text.
    assert np.allclose(text._whole, load()._states(np.array(load().pieces.cut(long).ids[:510]))[1][0])


def test_the_same_text_gives_the_same() -> None:
    first, again = (load().read(ARABIC).clauses(clauses(ARABIC)) for _ in range(2))
    assert first == again
