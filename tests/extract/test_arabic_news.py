"""Events, places and doers of Arabic news. Every text is written for the tests."""

from __future__ import annotations

from typing import Any

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.rules import place_names


def incidents(text: str) -> list[dict[str, Any]]:
    told = pipeline.read(document(text, language="ar"), RulesExtractor(IRAQ))
    return contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]


def news(text: str) -> dict[str, Any]:
    (incident,) = incidents(text)
    return incident


def names(text: str, theatre: str = "iraq") -> list[str]:
    found = place_names(document(text, None, language="ar"), pipeline.theatre(theatre))
    return [row.name for _, _, _, row in found]


KINDS = [
    ("اندلعت اشتباكات مسلحة بين قوات من الجيش ومسلحي تنظيم داعش في قرية زاغنية شمال بعقوبة، أسفرت عن مقتل جنديين.",
     "armed_clash", "Diyala"),
    ("استعادت القوات العراقية، أمس، بلدة الكرمة شرقي الفلوجة من قبضة تنظيم داعش.",
     "government_regains_territory", "Anbar"),
    ("سيطر مسلحو تنظيم داعش على ناحية الملتقى غربي كركوك بعد انسحاب قوات البيشمركة.",
     "non_state_actor_overtakes_territory", "Kirkuk"),
    ("نفذ تنظيم داعش هجوما بغاز الكلور على قرية تازة جنوب كركوك، وأصيب عشرات المدنيين بحالات اختناق.",
     "chemical_weapon", "Kirkuk"),
    ("شنت طائرات حربية تركية غارات على مواقع حزب العمال الكردستاني في جبال قنديل فجر أمس.",
     "air_drone_strike", "Erbil"),
    ("فجر انتحاري يرتدي حزاما ناسفا نفسه في سوق شعبي وسط بغداد، ما أدى إلى مقتل 12 شخصا.", "suicide_bomb", "Baghdad"),
    ("سقطت ثلاثة صواريخ كاتيوشا على قاعدة بلد الجوية في صلاح الدين فجر اليوم دون خسائر.",
     "shelling_artillery_missile_attack", "Salahaddin"),
    ("انفجرت سيارة مفخخة قرب مطعم في حي الكرادة ببغداد مساء أمس فقتلت أربعة مدنيين.",
     "remote_explosive_landmine_ied", "Baghdad"),
    ("ألقى مجهولون رمانة يدوية على منزل طبيب في مدينة العمارة بميسان، من دون إصابات.", "grenade", "Maysan"),
    ("اغتصب مسلحون فتاة نازحة قرب مخيم الجدعة جنوب الموصل.", "sexual_violence", "Ninewa"),
    ("اغتال مسلحون مجهولون بأسلحة كاتمة للصوت ناشطا مدنيا أمام منزله في البصرة أمس.", "attack", "Basra"),
    ("اختطف مسلحون مجهولون مهندسا نفطيا واقتادوه إلى جهة مجهولة في قضاء الدبس.",
     "abduction_forced_disappearance", "Kirkuk"),
    ("تظاهر المئات من خريجي الجامعات في الناصرية للمطالبة بالتعيين، اليوم.", "peaceful_protest", "Dhi Qar"),
    ("فرقت قوات مكافحة الشغب متظاهرين بالغاز المسيل للدموع في ساحة الخلاني وسط بغداد أمس.",
     "protest_with_intervention", "Baghdad"),
    ("أطلقت قوات الأمن الرصاص الحي على متظاهرين قرب جسر الزيتون في الناصرية، فقتل ثلاثة.",
     "excessive_force_against_protesters", "Dhi Qar"),
    ("أحرق متظاهرون غاضبون مقر حزب في السليمانية يوم الاثنين.", "violent_demonstration", "Sulaymaniyah"),
    ("هاجم أهالي غاضبون منزل متهم في قضاء الحمزة وأحرقوه.", "mob_violence", "Qadisiyah"),
    ("اتفق الطرفان على هدنة لمدة ثلاثة أيام في سنجار ابتداء من أمس.", "agreement", "Ninewa"),
    ("ألقت القوات الأمنية القبض على أربعة مطلوبين بتهمة الإرهاب في قضاء الحويجة أمس.", "arrests", "Kirkuk"),
    ("انسحبت وحدات مقاومة سنجار من مواقعها في سنجار أمس.", "change_to_group_activity", "Ninewa"),
    ("تمكنت قوة من الجيش من تفكيك ثلاث عبوات ناسفة كانت مزروعة على طريق في المقدادية اليوم.",
     "disrupted_weapons_use", "Diyala"),
    ("أقامت القوات التركية قاعدة عسكرية جديدة في قضاء العمادية أمس.", "headquarters_or_base_established", "Dohuk"),
    ("أضرم مجهولون النار في حقول قمح قرب خانقين، الثلاثاء.", "looting_property_destruction", "Diyala"),
    ("سلم الحشد الشعبي مواقعه في قضاء سنجار إلى الجيش دون قتال، أمس.", "non_violent_transfer_of_territory", "Ninewa"),
    ("عثرت الشرطة أمس على مقبرة جماعية قرب سنجار تضم رفات عشرات المدنيين.", "other", "Ninewa"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "admin1"), KINDS, ids=[kind for _, kind, _ in KINDS])
def test_every_kind(text: str, kind: str, admin1: str) -> None:
    told = news(text)
    assert (told["kind"], told["place"]["admin1"]) == (kind, admin1)


@pytest.mark.parametrize(
    ("text", "weapon", "number"),
    [
        ("سقطت ثلاثة صواريخ كاتيوشا على قاعدة بلد الجوية أمس.", "rocket", 3),
        ("استهدفت طائرتان مسيرتان مفخختان قاعدة عين الأسد أمس.", "drone", 2),
        ("انفجرت عبوة لاصقة أسفل سيارة ضابط في الجيش بحي المنصور غربي بغداد فأصيب بجروح.", "ied", None),
        ("فجر مسلحون بعبوتين ناسفتين بئرين نفطيتين في حقل خباز أمس.", "ied", 2),
        ("انفجر لغم أرضي على رعاة أغنام غرب سنجار فقتل أحدهم.", "landmine", None),
        ("سقطت قذائف هاون على قرية في ناحية أبي صيدا بديالى فأصيب مدنيان.", "mortar", None),
        ("استهدف قناص دورية للشرطة الاتحادية جنوب كركوك فقتل شرطيا.", "sniper", None),
        ("طعن رجل بسكين جنديين في الكاظمية أمس.", "stabbing", None),
        ("قصفت المدفعية التركية قرى حدودية في قضاء زاخو أمس.", "artillery", None),
    ],
)
def test_weapons(text: str, weapon: str, number: int | None) -> None:
    assert [(w["type"], w["number"]) for w in news(text)["weapons"]] == [(weapon, number)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("استهدفت عبوة ناسفة رتلا للدعم اللوجستي تابعا للتحالف الدولي في الديوانية أمس.", "supply_convoy"),
        ("انفجرت عبوة ناسفة مستهدفة رتلا تابعا لشركة متعاقدة مع التحالف في الطارمية أمس.", "supply_convoy"),
        ("سقط صاروخان قرب السفارة الأمريكية في بغداد أمس.", "embassy_or_diplomatic"),
        ("هاجم عناصر داعش نقطة للحشد العشائري قرب قضاء الشرقاط أمس.", "militia"),
        ("شن تنظيم داعش هجوما على نقطة للجيش في قضاء الطارمية أمس.", "police_or_army"),
        ("استهدف مجهولون برج نقل الطاقة الكهربائية بعبوتين في قضاء الدور.", "infrastructure"),
        ("انفجرت عبوة أمام محل لبيع المشروبات الكحولية في بغداد أمس.", "business"),
        ("تعرض منزل نائب في البرلمان لهجوم بقنبلة صوتية في الموصل أمس.", "politician_or_activist"),
    ],
)
def test_targets(text: str, target: str) -> None:
    assert news(text)["targets"][0]["type"] == target


@pytest.mark.parametrize(
    ("text", "actor", "basis"),
    [
        ("شن تنظيم داعش هجوما على نقطة للجيش في قضاء الطارمية أسفر عن مقتل ثلاثة جنود.", "islamic_state", "stated"),
        ("اتهم مصدر أمني تنظيم داعش بالوقوف وراء تفجير عبوة ناسفة في كركوك أمس.", "islamic_state", "blamed"),
        ("اتهمت واشنطن إيران بالوقوف وراء القصف الصاروخي على مطار أربيل يوم الأحد.", "iran", "blamed"),
        ("تبنى تنظيم الدولة الإسلامية الهجوم الذي أودى بحياة خمسة جنود قرب الرطبة.", "islamic_state", "claimed"),
        ("أعلنت سرايا أولياء الدم مسؤوليتها عن الهجوم الصاروخي الذي استهدف مطار أربيل أمس.",
         "saraya_awliya_al_dam", "claimed"),
        ("يشتبه بأن عناصر داعش زرعوا العبوة التي انفجرت في ناحية العظيم أمس وقتلت فلاحا.",
         "islamic_state", "suspected"),
    ],
)  # fmt: skip
def test_who_did_it(text: str, actor: str, basis: str) -> None:
    assert [(p["actor_id"], p["basis"]) for p in news(text)["perpetrators"]] == [(actor, basis)]


def test_who_denies_it() -> None:
    told = news("نفت كتائب حزب الله صلتها بقصف السفارة الأميركية بالصواريخ في بغداد أمس.")
    assert [d["actor_id"] for d in told["denials"]] == ["kataib_hezbollah"]
    assert told["perpetrators"] == []


def test_another_matter_is_another_event() -> None:
    told = incidents(
        "سقط صاروخان قرب السفارة الأمريكية في بغداد. ولم يسفر القصف عن خسائر بشرية. "
        "وفي سياق منفصل، انفجرت عبوة ناسفة في بعقوبة وأصيب مدني."
    )
    assert [i["place"]["admin1"] for i in told] == ["Baghdad", "Diyala"]
    assert [(i["killed"] or {}).get("best") for i in told] == [0, None]


@pytest.mark.parametrize(
    "text",
    [
        "أدانت وزارة الخارجية الهجوم على المطار ودعت إلى ضبط النفس.",
        "قضت محكمة جنايات الكرخ بالإعدام على ثلاثة إرهابيين شاركوا في تفجير سيارة مفخخة في بغداد.",
        "فازت القوة الجوية على الزوراء بهدفين في الدوري الممتاز.",
        "أصيب سبعة أشخاص بحادث سير على طريق بغداد كركوك.",
        "الجيش ينفذ مناورات بالذخيرة الحية قرب بسماية.",
        "سعر صرف الدولار يرتفع في أسواق بغداد.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("والموصل لكركوك وبالأنبار", ["Mosul", "Kirkuk", "Anbar"]),
        ("ببغداد", ["Baghdad"]),
        ("في قضاء هيت", ["Heet District"]),
        ("وقال هيت لك", []),
        ("القائم بالأعمال الأمريكي", []),
        ("على مقر في القائم", ["Al-Qaim"]),
        ("عمارة سكنية في الحلة", ["Hillah"]),
        ("ارتدى حلة جديدة", []),
        ("دور المواطنين", []),
        ("في العمارة مركز ميسان", ["Amarah", "Maysan"]),
        ("قرية كوجو قرب سنجار", ["Kocho", "Sinjar"]),
        ("فائدة المشروع", []),
        ("وأنه قال", []),
    ],
)
def test_places_of_the_theatre(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف استهدف ريف إدلب شمال غربي سوريا", ["Idlib", "Syria"]),
        ("انفجار في مدينة عدن جنوب اليمن", ["Aden", "Yemen"]),
        ("هجوم قرب مدينة منبج شرقي حلب", ["Manbij", "Aleppo"]),
        ("في ولاية قندهار الأفغانية", ["Kandahar"]),
    ],
)
def test_places_of_the_world(text: str, expected: list[str]) -> None:
    assert names(text, "world") == expected


def test_every_quote_is_in_the_original_text() -> None:
    text = "اسـتُشهد شُرطيٌّ وأُصيبَ اثنان آخران في انفجار عبوةٍ ناسفة على دوريّتهم في الحويجة، أمس."
    told = news(text)
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in told["evidence"])
    assert (told["killed"]["best"], told["wounded"]["best"]) == (1, 2)


def test_a_quarter_named_for_a_day_gives_no_date() -> None:
    told = news("قتل مسلحون شرطيين في حي 17 تموز في الموصل يوم الخميس.")
    assert told["when"]["start"] == "2020-12-24"
