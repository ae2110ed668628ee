"""The English pack: numbers, word lists, and the way back from a normalised text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.errors import BadPack, UnknownLanguage
from sijill.lang import pack
from sijill.lang.flat import flatten
from sijill.lang.lexicon import Matcher, expand, load_lists
from sijill.lang.normal import latin
from sijill.model.vocabulary import GROUPS, KINDS, STATUSES, TARGETS, WEAPONS

ENGLISH = pack.load("en")


def numbers(text: str) -> list[tuple[int, int | None, int | None]]:
    found = [ENGLISH.number_value(m) for m in ENGLISH.number.finditer(flatten(text)) if not m["article"]]
    return [(n.low, n.best, n.high) for n in found]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("seven", 7), ("nineteen", 19), ("twenty", 20), ("Twenty-one", 21), ("ninety nine", 99), ("a dozen", 12),
        ("half a dozen", 6), ("two hundred", 200), ("a hundred", 100), ("12", 12), ("1,200", 1200), ("106", 106),
    ],
)  # fmt: skip
def test_numbers(text: str, n: int) -> None:
    assert numbers(f"{text} attacks") == [(n, n, n)]


@pytest.mark.parametrize(
    ("text", "low"), [("dozens", 24), ("scores", 40), ("hundreds", 200), ("several", 2), ("a few", 2), ("many", 3)]
)
def test_vague_numbers_are_floors(text: str, low: int) -> None:
    assert numbers(f"{text} attacks") == [(low, None, None)]


@pytest.mark.parametrize(
    "text", ["107mm", "10:30", "5th", "12%", "2.5", "$400", "aged 26", "5 km", "20 years", "M16", "no one"]
)
def test_figures_that_count_nothing(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("phrase", "expanded"),
    [
        ("bomb(s|ing)", ["bomb", "bombs", "bombing"]),
        ("[his|her] vest", ["his vest", "her vest"]),
        ("rocket", ["rocket"]),
        ("[a|b](s)", ["a", "as", "b", "bs"]),
    ],
)
def test_the_notation_of_word_lists(phrase: str, expanded: list[str]) -> None:
    assert sorted(expand(phrase)) == sorted(expanded)


@pytest.mark.parametrize(
    ("section", "allowed"),
    [
        ("weapons", WEAPONS),
        ("targets", TARGETS),
        ("groups", GROUPS),
        ("status", STATUSES),
        ("kinds", (*KINDS, "other_operation")),
    ],
)
def test_word_lists_use_the_closed_lists(section: str, allowed: tuple[str, ...]) -> None:
    assert ENGLISH.lists[section].keys() - {"_"} <= set(allowed)


def test_one_phrase_of_two_weapons_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text('[weapons]\nied = ["bomb(s)"]\nmortar = ["bombs"]\n')
    with pytest.raises(BadPack, match="'bombs' is both ied and mortar"):
        load_lists(path)


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(UnknownLanguage, match=r"no language pack 'xx'; installed: .*en"):
        pack.load("xx")
    with pytest.raises(UnknownLanguage):
        pack.load("../en")


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Bagdhad’s", "bagdhad s"),
        ("Kata'ib", "kataib"),
        ("U.S. base", "us base"),
        ("roadside–bomb", "roadside bomb"),
        ("Qaʿim", "qaim"),
    ],
)
def test_normal_forms(text: str, normal: str) -> None:
    assert latin(text).text == normal


@given(st.text(alphabet=st.sampled_from("aAéßK’'ʿ.-–_/ \n\t1U.S.ك👍ﬁİ"), max_size=60))
def test_every_stretch_of_a_normal_form_maps_to_the_original(text: str) -> None:
    normal = latin(text)
    for at in range(len(normal.text)):
        start, end = normal.original(at, at + 1)
        assert 0 <= start < end <= len(text)
    if normal.text:
        start, end = normal.original(0, len(normal.text))
        assert (start, end) <= (end, len(text))


@given(st.text(max_size=80))
def test_a_flattened_text_keeps_every_offset(text: str) -> None:
    assert len(flatten(text)) == len(text)


def matched(text: str) -> list[tuple[str, str]]:
    lists = {
        "weapons": {"ied": ["bomb(s)", "roadside bomb"], "rocket": ["rocket(s)"]},
        "toll": {"killed": ["k", "killed"]},
    }
    matcher = Matcher.of_lists(
        {s: {v: [p for one in ps for p in expand(one)] for v, ps in vs.items()} for s, vs in lists.items()}, latin
    )
    normal = latin(text)
    return [(tag.value, text[slice(*normal.original(tag.start, tag.end))]) for tag in matcher.find(normal)]


def test_the_longest_phrase_at_a_place_wins_and_words_are_whole() -> None:
    assert matched("A roadside bomb; two bombs; bombast; 3K; rockets’ fire") == [
        ("ied", "roadside bomb"),
        ("ied", "bombs"),
        ("killed", "K"),
        ("rocket", "rockets"),
    ]
