"""Attacks told in words of accidents or courts, or in a line of a live report, are not passed over; others are."""

from __future__ import annotations

import pytest
from texts import incident_kinds


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "BAIJI, Iraq - Insurgents blew up the railway with two bombs north of Baiji on Wednesday and derailed an"
         " oil train, a spokesman for the railways said. The guard lost a hand.", "remote_explosive_landmine_ied"),
        ("ar", "فجر انتحاري شاحنة محملة باسطوانات الغاز أمام حاجز للجيش في مدخل الرطبة ظهر الأربعاء،"
         " ما أدى إلى مقتل جنديين وإصابة ستة آخرين. وذكر شهود أن النيران التهمت ثلاث سيارات.", "suicide_bomb"),
        ("en", "Three Iraqi soldiers on their way home were executed on Tuesday at a false checkpoint in the Rutba"
         " region, a stronghold of the group, police said.", "attack"),
        ("en", "21:40 - Restaurant bombed in Baquba while customers watched the cup final. Tahrir quarter. More to"
         " come.", "remote_explosive_landmine_ied"),
        ("en", "09:12 - Smoke over the fish market in south Baghdad after a car bomb. Fire engines from two districts"
         " on their way.", "remote_explosive_landmine_ied"),
    ],
)  # fmt: skip
def test_attacks_are_read(language: str, text: str, kind: str) -> None:
    assert incident_kinds(text, language, published="2014-05-22") == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "A freight train came off the rails south of Hilla on Wednesday and two wagons of fuel burned. The railways"
        " blamed a worn switch. Nobody was hurt.",
        "The three men were hanged on Tuesday over the bombing of a market in Hilla, the ministry of justice said.",
        "20:45 - Kick-off in Basra. Both sides attack from the start, and the home side hits the post.",
        "Sappers blew up an old aerial bomb on Wednesday that builders had dug up in Kut. The controlled explosion"
        " broke no window, the civil defence said.",
    ],
)
def test_others_are_not(text: str) -> None:
    assert not any(
        kind in {"remote_explosive_landmine_ied", "attack", "armed_clash"}
        for kind in incident_kinds(text, published="2014-05-22")
    )
