"""What a text only supposes, doubts or says of others is no fact: tolls, doers and the attack itself."""

from __future__ import annotations

from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor

Toll = tuple[int, int | None, int | None] | None


def incident(text: str, language: str) -> dict[str, Any]:
    made = document(text, "2020-12-24", language=language)
    read = pipeline.read(made, RulesExtractor(pipeline.theatre("iraq")))
    (found,) = contract.line(made, read.reports, text_is_input=True)["incidents"]
    return dict(found)


def tolls(text: str, language: str) -> tuple[Toll, Toll]:
    told = incident(text, language)
    killed, wounded = ((told[of]["low"], told[of]["best"], told[of]["high"]) if told[of] else None for of in _OF)
    return killed, wounded


_OF = ("killed", "wounded")


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        ("en", "A bomb hit a truck near Balad on Monday. Police could not say if any driver was wounded.", None, None),
        ("en", "A bomb hit a truck near Balad. The source did not say whether the driver was hurt.", None, None),
        ("ar", "انفجرت عبوة على شاحنة قرب بلد يوم الاثنين، ولم يتضح ما إذا أصيب السائق.", None, None),
        ("ar", "قتل أربعة بانفجار سيارة في بغداد، ولم يتسن إحصاء الجرحى.", (4, 4, 4), None),
        (
            "en",
            "Gunmen killed four soldiers at a post near Balad. Two attackers are believed to have been killed.",
            (4, 6, 6),
            None,
        ),
        (
            "en",
            "Gunmen attacked a post near Balad. Two of the attackers may have died; no bodies were found.",
            (0, None, 2),
            None,
        ),
        (
            "ar",
            "هاجم مسلحون حاجزا قرب بلد وقتلوا أربعة جنود. ويعتقد أن اثنين من المهاجمين قتلا.",
            (4, 6, 6),
            None,
        ),
        (
            "en",
            "A mortar killed one civilian in Baquba on Monday. Accounts conflict: an official said three died.",
            (1, None, 3),
            None,
        ),
        (
            "ar",
            "أدى سقوط قذيفة على منزل في بعقوبة إلى مقتل مدني. وتضاربت الأنباء، إذ قال مسؤول محلي إن القتلى ثلاثة.",
            (1, None, 3),
            None,
        ),
        (
            "en",
            "Gunmen attacked a post near Hawija on Monday. Figures differ: the ministry spoke of nine dead and four"
            " wounded, the hospital of 13 dead and six wounded.",
            (9, None, 13),
            (4, None, 6),
        ),
        (
            "en",
            "Gunmen attacked a post near Hawija on Monday; police said three died, the hospital said five died and the"
            " mayor said seven died.",
            (3, None, 7),
            None,
        ),
        (
            "ar",
            "هاجم مسلحون نقطة قرب الحويجة أمس. وتضاربت الأنباء حول الحصيلة، فقالت الشرطة إن ثلاثة قتلوا وخمسة أصيبوا"
            " وقال المستشفى إن تسعة قتلوا وعشرين أصيبوا.",
            (3, None, 9),
            (5, None, 20),
        ),
        (
            "en",
            "Figures conflict after the attack in Hawija on Monday: three soldiers and two civilians were killed, said"
            " police; the hospital received nine bodies.",
            (5, None, 9),
            None,
        ),
        ("en", "He was hit by five bullets and died on reaching a hospital in Baghdad on Monday.", (1, 1, 1), None),
        ("en", "A teacher was wounded by gunmen in Baquba and later died of her wounds.", (1, 1, 1), None),
    ],
)
def test_a_toll_is_as_sure_as_it_is_told(language: str, text: str, killed: Toll, wounded: Toll) -> None:
    assert tolls(text, language) == (killed, wounded)


def test_doubt_about_the_wounded_leaves_the_attack_as_it_was() -> None:
    told = incident("سقط صاروخ في المنطقة الخضراء مساء الاثنين، وأنباء غير مؤكدة عن إصابة ثلاثة.", "ar")
    assert (told["status"], told["wounded"]) == ("occurred", {"low": 0, "best": None, "high": 3})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A rocket hit a camp that houses American troops near Baghdad on Monday."),
        ("en", "A rocket hit a camp near Baghdad on Monday. Officials blame groups linked to Iran."),
        ("en", "A bomb went off near Samawah on Friday. Neither the Islamic State nor any other group has claimed it."),
        ("ar", "سقط صاروخان على معسكر يضم قوات أميركية قرب بغداد يوم الاثنين."),
        ("ar", "انفجرت عبوة ناسفة على رتل تابع للتحالف الدولي قرب السماوة يوم الجمعة."),
        ("ar", "قتل جنديان بانفجار عبوة قرب كركوك يوم الاثنين، ولم يعلن تنظيم داعش مسؤوليته عن الهجوم."),
    ],
)
def test_who_is_struck_or_befriended_or_silent_did_not_do_it(language: str, text: str) -> None:
    names = [one["name"] for one in incident(text, language)["perpetrators"]]
    assert [name for name in names if name in {"Iran", "Islamic State"} or "American" in name or language == "ar"] == []


def test_who_is_blamed_did_it_by_that_account_though_it_keeps_silent() -> None:
    told = incident(
        "قتل جنديان بانفجار عبوة قرب كركوك. ويتهم مسؤولون تنظيم داعش الذي لم يعلن مسؤوليته.",
        "ar",
    )
    assert [one["basis"] for one in told["perpetrators"]] == ["blamed"]


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        (
            "en",
            "A bomb hit a market in Kirkuk. Elders said 15 civilians had died and a spokesman spoke of six dead.",
            (6, None, 15),
        ),
        (
            "en",
            "A bomb hit a market in Kirkuk. Police gave the toll as 16 dead; a doctor said he had received 21 bodies.",
            (16, None, 21),
        ),
        (
            "en",
            "The army said a bomb killed two soldiers in Kirkuk and the group said it had killed nine soldiers.",
            (2, None, 9),
        ),
        (
            "ar",
            "انفجرت عبوة في كركوك الاثنين. قالت الشرطة إن ثلاثة أشخاص قتلوا وقال طبيب إن المستشفى تسلم خمس جثث.",
            (3, None, 5),
        ),
        (
            "ar",
            "قال مسؤول إن ثمانية من الشرطة قتلوا بهجوم في كركوك، بينما قالت الوزارة إنها لم تفقد سوى اثنين من رجالها.",
            (2, None, 8),
        ),
    ],
)
def test_two_who_speak_bound_a_toll(language: str, text: str, killed: Toll) -> None:
    assert tolls(text, language)[0] == killed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "An air force training jet came down near a base on Tuesday, killing two; engine failure was the cause.",
        ),
        ("ar", "قالت البعثة إن شهر أيار الماضي شهد مقتل ٧٩٤ شخصا وإصابة ١٥٣٦ آخرين جراء أعمال العنف."),
        ("ar", "نفذت الهندسة العسكرية اليوم عملية إتلاف خمسة أطنان من الذخائر والألغام جنوب المدينة."),
    ],
)
def test_crashes_sums_of_a_month_and_planned_blasts_are_no_attacks(language: str, text: str) -> None:
    made = document(text, "2016-06-02", language=language)
    read = pipeline.read(made, RulesExtractor(pipeline.theatre("world")))
    assert [r for r in read.reports if r.family == "incident"] == []


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        (
            "en",
            "More than 3,000 people have died since the unrest began. A bomb hurt three soldiers in Baquba on Monday.",
            None,
            (3, 3, 3),
        ),
        (
            "en",
            "Men shot at an activist in Kut on Friday, leaving him in hospital with three bullets in the chest.",
            None,
            (1, 1, 1),
        ),
        (
            "en",
            "Rebels fired rockets at a camp near Kirkuk on Monday; the army has released no loss figures.",
            None,
            None,
        ),
        (
            "en",
            "Gunmen raided a post near Kirkuk; two policemen fell, and the bodies of nine attackers were counted.",
            (11, 11, 11),
            None,
        ),
        ("ar", "انفجرت عبوة قرب قطار في البصرة ومضى القطار دون أن يمس أحدا من ركابه سوء.", (0, 0, 0), (0, 0, 0)),
        ("ar", "أدى تفجير في الموصل إلى مقتل المهاجم واثنين من رجال الشرطة وجرح عشرة.", (3, 3, 3), (10, 10, 10)),
        ("ar", "قتل تسعة من المدافعين بهجوم في ديالى وانقطع الاتصال بنحو عشرين آخرين.", (9, 9, 9), None),
        ("ar", "أضرم محتجون النار في مبنى بالسماوة، وقال مصدر إنه لم يبلغ عن ضحايا.", None, None),
    ],
)
def test_what_stands_beside_a_toll_is_none_of_it(language: str, text: str, killed: Toll, wounded: Toll) -> None:
    assert tolls(text, language) == (killed, wounded)
