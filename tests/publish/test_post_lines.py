"""How a line of a post names an incident, and how numbers take their nouns. Texts and events are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from newsroom import BABIL, blame, data, day, document, exactly, incident, report, target, weapon

from sijill.model.values import Range
from sijill.publish import draft
from sijill.publish.phrases import phrases
from sijill.publish.post import plain
from sijill.theatre import Theatre

CLASH = "armed_clash"
FORCE = "excessive_force_against_protesters"


def lines(theatre: Theatre, *told: dict[str, list[tuple[Any, str]]], language: str = "en") -> list[str]:
    """The list lines of incidents of which one text each tells what is given; its words are the text."""
    incidents, documents = [], {}
    for at, fields in enumerate(told):
        text = f"{at}. " + " | ".join(words for values in fields.values() for _, words in values) + " | Babil, Sunday"
        source = document("nakhla" if language == "ar" else "palm_daily", language, "2020-12-21", f"Title {at}", text)
        where = {"when": [(day("2020-12-20"), "Sunday")], "place": [(BABIL, "Babil")]}
        incidents.append(incident(report(source, {**fields, **where})))
        documents[source.id] = source
    asked = data(theatre, incidents=incidents, documents=documents, before=None, others=(), chronology=(), checks=(),
                 language=language, start=date(2020, 12, 1))  # fmt: skip
    return [plain(line).split(" – ")[0] for group in draft(asked).groups for line in group.lines]


def one(theatre: Theatre, kind: str, *, arm: tuple[str, str] | None = None, hit: tuple[str, str] | None = None,
        by: str | None = None, language: str = "en") -> str:  # fmt: skip
    told: dict[str, list[tuple[Any, str]]] = {"kind": [(kind, "It happened")]}
    if arm:
        told["weapons"] = [(weapon(*arm), arm[1])]
    if hit:
        told["targets"] = [(target(*hit), hit[1])]
    if by:
        told["perpetrators"] = [(blame(by, "blamed"), by)]
    return lines(theatre, told, language=language)[0]


@pytest.mark.parametrize(
    ("kind", "arm", "hit", "line"),
    [
        ("arrests", ("artillery", "shells"), ("government_area", "ministry"), "Arrests"),
        ("agreement", None, ("protesters", "strikers"), "Agreement"),
        ("peaceful_protest", None, ("protesters", "protesters"), "Peaceful protest"),
        ("peaceful_protest", None, ("government_area", "town hall"), "Peaceful protest at town hall"),
        ("violent_demonstration", ("arson", "burned tents"), ("protesters", "sit-in"), "Violent demonstration"),
        ("violent_demonstration", ("arson", "lit"), ("government_area", "town hall"), "Arson at town hall"),
        (FORCE, None, ("protesters", "marchers"), "Force against protesters"),
        (FORCE, ("crowd_weapon", "tear gas"), ("protesters", "marchers"), "Tear gas on marchers"),
        (CLASH, None, ("police_or_army", "a patrol"), "Armed clash, patrol"),
        (CLASH, None, ("military_base", "a barracks"), "Armed clash at barracks"),
        ("attack", ("arson", "set alight"), ("civilians", "harvest workers"), "Arson, harvest workers"),
        ("abduction_forced_disappearance", None, ("civilians", "two farmers"), "Abduction of two farmers"),
    ],
)
def test_a_line_says_what_happened_and_joins_only_what_fits(
    theatre: Theatre, kind: str, arm: tuple[str, str] | None, hit: tuple[str, str], line: str
) -> None:
    assert one(theatre, kind, arm=arm, hit=hit) == line


@pytest.mark.parametrize(
    ("arm", "hit", "line"),
    [
        (("rocket", "rockets"), ("civilians", "the dead"), "Rockets on civilians"),
        (("rocket", "rockets"), ("civilians", "unknown"), "Rockets on civilians"),
        (("rocket", "rockets"), ("other", "wounded"), "Rockets"),
        (("rocket", "rockets"), ("unknown", "somebody"), "Rockets"),
        (("small_arms", "opened fire"), ("business", "bakery"), "Gunfire on bakery"),
        (("small_arms", "masked gunmen"), ("business", "bakery"), "Gunfire on bakery"),
        (("small_arms", "rifle fire"), ("business", "bakery"), "Rifle fire on bakery"),
    ],
)
def test_deeds_doers_and_tolls_name_neither_weapon_nor_target(
    theatre: Theatre, arm: tuple[str, str], hit: tuple[str, str], line: str
) -> None:
    assert one(theatre, "attack", arm=arm, hit=hit) == line


def test_who_is_said_to_have_done_it_is_never_its_target(theatre: Theatre) -> None:
    told = {"arm": ("ied", "roadside bomb"), "hit": ("militia", "Sons of the Marsh")}
    assert one(theatre, "attack", **told) == "Roadside bomb on Sons of the Marsh"  # type: ignore[arg-type]
    assert one(theatre, "attack", by="Sons of the Marsh", **told) == "Roadside bomb on militia"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "arm", "hit", "line"),
    [
        ("attack", None, ("civilians", "شخصاً"), "هجوم على مدنيين"),
        ("attack", None, ("civilians", "شخصًا"), "هجوم على مدنيين"),
        ("attack", None, ("police_or_army", "جندياً عراقياً"), "هجوم على شرطة أو جيش"),
        ("attack", None, ("police_or_army", "جنديا"), "هجوم على شرطة أو جيش"),
        ("attack", None, ("civilians", "مزارعون"), "هجوم على مدنيين"),
        ("attack", None, ("civilians", "مزارعين"), "هجوم على مزارعين"),
        ("attack", None, ("militia", "سرايا الهور"), "هجوم على سرايا الهور"),
        ("attack", ("ied", "عبوتين ناسفتين"), ("business", "مخبز"), "عبوة ناسفة على مخبز"),
        ("attack", ("small_arms", "مسلحون"), ("business", "مخبز"), "إطلاق نار على مخبز"),
        ("attack", ("rocket", "صاروخاً"), ("business", "مخبزاً"), "صاروخ على متجر أو شركة"),
        ("attack", ("arson", "أحرقوا"), ("civilians", "مزارعين"), "حرق ضد مزارعين"),
        (CLASH, None, ("military_base", "ثكنة"), "اشتباك مسلح في ثكنة"),
        ("arrests", ("artillery", "قصف"), ("government_area", "الوزارة"), "اعتقالات"),
        ("peaceful_protest", None, ("protesters", "محتجون"), "احتجاج سلمي"),
    ],
)
def test_an_arabic_line_joins_no_word_in_the_wrong_case(
    theatre: Theatre, kind: str, arm: tuple[str, str] | None, hit: tuple[str, str], line: str
) -> None:
    assert one(theatre, kind, arm=arm, hit=hit, language="ar") == line


@pytest.mark.parametrize(
    ("low", "best", "high", "english", "arabic"),
    [
        (0, 0, 0, "0 killed", "لا قتلى"),
        (1, 1, 1, "1 killed", "قتيل واحد"),
        (2, 2, 2, "2 killed", "قتيلان"),
        (3, 3, 3, "3 killed", "3 قتلى"),
        (11, 11, 11, "11 killed", "11 قتيلاً"),
        (103, 103, 103, "103 killed", "103 قتلى"),
        (1, 1, None, "at least 1 killed", "ما لا يقل عن قتيل واحد"),
        (2, 2, None, "at least 2 killed", "ما لا يقل عن قتيلين"),
        (3, 3, None, "at least 3 killed", "ما لا يقل عن 3 قتلى"),
        (33, 33, None, "at least 33 killed", "ما لا يقل عن 33 قتيلاً"),
        (34, 35, None, "at least 34 (best count 35) killed", "ما لا يقل عن 34 قتيلاً (35 بحسب ما اعتُمد)"),
        (4, 5, 5, "5 (4–5) killed", "5 قتلى (4–5)"),
        (1, 2, 3, "2 (1–3) killed", "قتيلان (1–3)"),
        (3, None, 5, "3 to 5 killed", "من 3 إلى 5 قتلى"),
        (0, None, 2, "up to 2 killed", "حتى قتيلين"),
        (0, 0, 3, "0 (0–3) killed", "0 قتيل (0–3)"),
        (0, 0, None, "at least 0 killed", "ما لا يقل عن 0 قتيل"),
    ],
)
def test_a_number_takes_its_noun(low: int, best: int | None, high: int | None, english: str, arabic: str) -> None:
    value = Range(low, best, high)
    assert "".join(phrases("en").counted("killed", value)) == english
    assert "".join(phrases("ar").counted("killed", value)) == arabic


def test_nobody_is_not_said_of_what_may_be_three(theatre: Theatre) -> None:
    told = {"kind": [("attack", "It happened")], "killed": [(Range(0, 0, 3).to_json(), "none or three dead")],
            "wounded": [(exactly(1), "one hurt")]}  # fmt: skip
    source = document("palm_daily", "en", "2020-12-21", "Title", "It happened; none or three dead, one hurt; Sunday.")
    attack = incident(report(source, {**told, "when": [(day("2020-12-20"), "Sunday")]}))
    asked = data(theatre, incidents=[attack], documents={source.id: source}, before=None, others=(), chronology=(),
                 checks=())  # fmt: skip
    said = " ".join(plain(paragraph) for paragraph in draft(asked).paragraphs)
    assert "they killed 0 (0–3) people and wounded one person" in said
