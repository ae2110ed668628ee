"""Who did it, by the grammar of the sentence: subjects, agents, issuers, the accused and the suspected."""

from __future__ import annotations

from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor

WORLD = pipeline.theatre("world")


def perpetrators(text: str, language: str) -> list[dict[str, Any]]:
    told = pipeline.read(document(text, language=language), RulesExtractor(WORLD))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    return line["incidents"][0]["perpetrators"]


CASES = [
    ("en", "Fighters of the Emerald Front attacked an army post near Damboa on Monday, killing three soldiers.",
     ("Emerald Front", "stated")),
    ("en", "Police blamed a splinter of the Mahdi Army for the bomb that killed two guards in Diwaniya on Monday.",
     ("Mahdi Army", "blamed")),
    ("en", "Security forces fired live rounds at marchers in Nasiriyah on Monday, killing two.",
     ("Security forces", "stated")),
    ("en", "A bomb killed a driver near Arauca on Monday. The Sons of the River claimed responsibility on Telegram.",
     ("Sons of the River", "claimed")),
    ("en", "Suspected JNIM fighters burned a school near Djibo on Sunday.", ("JNIM", "suspected")),
    ("ar", "هاجم مقاتلو حركة الفجر الجديد نقطة للجيش قرب الرطبة أمس وقتلوا ثلاثة جنود.", ("حركة الفجر", "stated")),
    ("ar", "انفجرت عبوة ناسفة في بعقوبة أمس وقتلت شرطيا، واتهم قائد الشرطة تنظيم القاعدة بزرعها.",
     ("القاعدة", "blamed")),
    ("ar", "فتحت قوات الأمن النار على متظاهرين في الناصرية أمس فقتلت اثنين منهم.", ("قوات الأمن", "stated")),
    ("ar", "انفجرت عبوة ناسفة قرب أبو غريب أمس وقتلت سائقا، وتبنت كتائب أنصار النهر الهجوم في بيان.",
     ("كتائب أنصار النهر", "claimed")),
    ("en", "Remnants of the Emerald Front ambushed a patrol near Damboa on Monday, killing two soldiers.",
     ("Emerald Front", "stated")),
    ("en", "Police blamed remnants of the Mahdi Army for the killing of two guards in Diwaniya on Monday.",
     ("Mahdi Army", "blamed")),
    ("en", "Mortar shells hit a post near Dibis on Monday and hurt nine. The command holds Islamic State responsible.",
     ("Islamic State", "blamed")),
    ("en", "The Northern Front of the ELN attacked an army post near Arauca on Monday, killing a soldier.",
     ("ELN", "stated")),
    ("ar", "شنت فلول تنظيم داعش هجوما على نقطة للجيش قرب الرطبة أمس وقتلت جنديين.", ("داعش", "stated")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "doer"), CASES)
def test_doer_and_ground(language: str, text: str, doer: tuple[str, str]) -> None:
    told = perpetrators(text, language)
    assert [one["basis"] for one in told if doer[0].casefold() in one["name"].casefold()] == [doer[1]], told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed a captain of the federal police outside his house in Baquba on Monday."),
        ("en", "A roadside bomb wounded four soldiers of the Iraqi army in Tarmiya on Monday."),
        ("ar", "اغتال مسلحون مجهولون نقيبا في الشرطة الاتحادية أمام منزله في بعقوبة أمس."),
        ("ar", "أصيب أربعة من جنود الجيش بانفجار عبوة ناسفة في الطارمية أمس."),
        ("en", "An old mine left by Islamic State killed a shepherd near Qaim on Monday."),
        ("ar", "قتل راع بانفجار لغم من مخلفات تنظيم «داعش» قرب القائم أمس."),
    ],
)
def test_nobody_is_named(language: str, text: str) -> None:
    assert perpetrators(text, language) == []


CLAIMS = [  # written for the test
    ("en", "A roadside bomb killed two policemen in Hawija on Tuesday. Three rockets hit Ain al-Asad on Tuesday night; "
     "Kataib Hezbollah claimed the rocket attack."),
    ("en", "Gunmen shot dead a judge in Diyala on Tuesday. A drone hit Erbil airport; the Islamic Resistance in Iraq "
     "said it had launched the drone."),
    ("ar", "انفجرت عبوة ناسفة على رتل في بابل يوم الثلاثاء وأصابت سائقا. وسقط صاروخان على قاعدة عين الأسد يوم "
     "الأربعاء، وتبنت كتائب حزب الله قصف القاعدة."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), CLAIMS)
def test_who_claims_one_weapon_is_not_given_the_attack_with_another(language: str, text: str) -> None:
    told = pipeline.read(document(text, language=language), RulesExtractor(pipeline.theatre("iraq")))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    assert [len(one["perpetrators"]) for one in line["incidents"]] == [0, 1]


def test_a_bombing_claimed_later_is_the_suicide_bomber_s_too() -> None:
    text = (  # written for the test
        "A suicide bomber killed nine worshippers in Sanaa on Friday. The Emerald Front claimed the bombing in a "
        "statement. A month ago a car bomb killed six in the city."
    )
    assert "Emerald Front" in perpetrators(text, "en")[0]["name"]


@pytest.mark.parametrize(
    ("language", "text", "doers"),
    [
        ("en", "Border Guard forces intercepted a lorry carrying 120 rockets in the desert near Rutba on Tuesday.", []),
        (
            "en",
            "The Royal Air Defence Forces intercepted on Tuesday a drone which the Houthi militia had sent to Basra.",
            [("Houthi", "stated")],
        ),
        ("ar", "عثر لواء المشاة السادس على كدس عتاد في صحراء الأنبار أمس.", []),
        (
            "ar",
            "دمّرت قوات الدفاع الجوي طائرة من دون طيار مفخخة أطلقتها الميليشيا الحوثية باتجاه البصرة مساء الخميس.",
            [("الميليشيا الحوثية", "stated")],
        ),
        (
            "en",
            "ANKARA - Two caves used by the PKK near Zakho were destroyed late on Wednesday by Turkish F-16s.",
            [("Turkish", "stated")],
        ),
        (
            "en",
            "Likely IS fighters shot at a checkpoint outside Haditha on Tuesday and killed one officer.",
            [("IS fighters", "suspected")],
        ),
    ],
)
def test_who_brings_weapons_down_did_not_send_them_and_a_desk_does_nothing(
    language: str, text: str, doers: list[tuple[str, str]]
) -> None:
    assert [(who["name"], who["basis"]) for who in perpetrators(text, language)] == doers
