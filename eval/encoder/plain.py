"""Plain reports from patterns, of the sort that writers who are asked for variety leave out: for the encoder alone.

"A roadside bomb hit a supply convoy in Babil on Sunday, killing two soldiers." Real wires are full of them, and an
encoder that has read varied texts alone takes them for nothing. They are trained on and counted in no figure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

Part = tuple[str, str | None]

PLACES = {
    "en": "Baghdad|Babil|Mosul|Diyala|Kirkuk|Basra|Anbar|Tikrit|Samarra|Falluja|Nasiriya|Sinjar|Aleppo|Idlib|Homs|Deraa|Taiz|"
    "Marib|Aden|Hodeidah|Kabul|Kandahar|Herat|Gao|Mopti|Kidal|Maiduguri|Mogadishu|Bosaso|Kharkiv|Kherson|Bogota|Tripoli|"
    "Benghazi|El Fasher|Khartoum".split("|"),
    "ar": "بغداد|بابل|الموصل|ديالى|كركوك|البصرة|الأنبار|تكريت|سامراء|الفلوجة|الناصرية|سنجار|حلب|إدلب|حمص|درعا|تعز|مأرب|عدن|الحديدة|"
    "كابول|قندهار|هرات|غاو|موبتي|مقديشو|بنغازي|طرابلس|الفاشر|الخرطوم|خاركيف|خيرسون".split("|"),
}
TIMES = {
    "en": "on Monday|on Tuesday|on Friday morning|on Sunday night|late on Saturday|on 3 November 2020|on December 14|yesterday|at"
    " dawn on Thursday|early on Wednesday|overnight".split("|"),
    "ar": "يوم الاثنين|اليوم الثلاثاء|صباح الجمعة|مساء الأحد|فجر الخميس|أمس السبت|يوم 3 تشرين الثاني 2020|في 14 كانون الأول|ليلة أمس|أمس".split(
        "|"
    ),
}
GROUPS = {
    "en": "Islamic State|Kataib Hezbollah|Ashab al-Kahf|Saraya al-Fajr|al-Shabaab|the Taliban|Boko Haram|the Houthis|JNIM|the ELN|the"
    " army|Turkish forces".split("|"),
    "ar": "تنظيم داعش|كتائب حزب الله|أصحاب الكهف|سرايا الفجر|حركة الشباب|حركة طالبان|بوكو حرام|الحوثيون|الجيش|القوات التركية".split(
        "|"
    ),
}
TARGETS = {
    "en": "a supply convoy|a convoy|a military base|a police checkpoint|an army patrol|a market|a mosque|a bus|a police station|a house|a"
    " village|a government office|an oil pipeline|an airport|a bridge|a school|a truck of the coalition|the governor's office".split(
        "|"
    ),
    "ar": "رتل دعم لوجستي|رتلاً للتحالف|قاعدة عسكرية|نقطة تفتيش للشرطة|دورية للجيش|سوقاً شعبية|مسجداً|حافلة|مركزاً للشرطة|منزلاً|قرية|دائرة"
    " حكومية|أنبوب نفط|مطاراً|جسراً|مدرسة".split("|"),
}
FORCES = {
    "en": "a police checkpoint|an army patrol|soldiers|policemen|security forces|a Hashd post".split("|"),
    "ar": "نقطة تفتيش للشرطة|دورية للجيش|جنوداً|قوة أمنية|نقطة للحشد".split("|"),
}
PERSONS = {
    "en": "a shopkeeper|a teacher|two farmers|a tribal leader|a journalist|a judge|three aid workers|a mukhtar|an activist".split(
        "|"
    ),
    "ar": "صاحب متجر|معلماً|مزارعين اثنين|شيخ عشيرة|صحفياً|قاضياً|ثلاثة موظفي إغاثة|مختار القرية|ناشطاً".split("|"),
}
# Kind: status, who or what does it, with what field, and what it does to a target of which list.
DEEDS: dict[str, list[tuple[str, list[str], str | None, list[str], str]]] = {
    "en": [
        ("remote_explosive_landmine_ied", ["A roadside bomb", "A car bomb", "A bomb", "An IED", "Two bombs", "A landmine"], "weapon",
         ["hit", "struck", "exploded near", "went off beside", "targeted"], "TARGETS"),
        ("shelling_artillery_missile_attack", ["Rockets", "Three rockets", "Mortar shells", "A rocket", "Artillery"], "weapon",
         ["hit", "struck", "landed on", "fell on"], "TARGETS"),
        ("air_drone_strike", ["A drone", "An air strike", "Two drones", "An airstrike"], "weapon", ["hit", "struck", "targeted"], "TARGETS"),
        ("suicide_bomb", ["A suicide bomber", "A suicide car bomb"], "weapon", ["attacked", "struck", "hit"], "TARGETS"),
        ("grenade", ["A hand grenade", "A grenade"], "weapon", ["was thrown at", "exploded at"], "TARGETS"),
        ("armed_clash", ["Gunmen", "Armed men", "Militants", "Snipers"], "weapon", ["attacked", "ambushed", "opened fire on"], "FORCES"),
        ("attack", ["Gunmen", "Armed men", "Unknown gunmen"], "weapon", ["shot dead", "killed", "murdered"], "PERSONS"),
        ("abduction_forced_disappearance", ["Gunmen", "Armed men"], None, ["kidnapped", "abducted", "seized"], "PERSONS"),
        ("looting_property_destruction", ["Armed men", "A mob"], None, ["burned", "looted", "set fire to"], "TARGETS"),
    ],
    "ar": [
        ("remote_explosive_landmine_ied", ["عبوة ناسفة", "سيارة مفخخة", "قنبلة", "عبوتان ناسفتان", "لغم أرضي"], "weapon",
         ["استهدفت", "أصابت", "انفجرت مستهدفة"], "TARGETS"),
        ("shelling_artillery_missile_attack", ["صواريخ", "ثلاثة صواريخ", "قذائف هاون", "صاروخ كاتيوشا"], "weapon", ["أصابت", "استهدفت"],
         "TARGETS"),
        ("air_drone_strike", ["طائرة مسيّرة", "غارة جوية", "مسيّرتان"], "weapon", ["استهدفت", "قصفت", "ضربت"], "TARGETS"),
        ("suicide_bomb", ["انتحاري", "انتحاري يقود سيارة مفخخة"], "weapon", ["هاجم", "استهدف"], "TARGETS"),
        ("armed_clash", ["مسلحون", "عناصر مسلحة"], "weapon", ["هاجموا", "استهدفوا", "فتحوا النار على"], "FORCES"),
        ("attack", ["مسلحون", "مسلحون مجهولون"], "weapon", ["قتلوا", "اغتالوا", "أطلقوا النار على"], "PERSONS"),
        ("abduction_forced_disappearance", ["مسلحون", "مجهولون"], None, ["خطفوا", "اختطفوا"], "PERSONS"),
        ("looting_property_destruction", ["مسلحون", "محتجون"], None, ["أحرقوا", "نهبوا"], "TARGETS"),
    ],
}  # fmt: skip
WHOLE: dict[str, list[tuple[str, str, list[str]]]] = {
    "en": [
        ("peaceful_protest", "occurred", ["Hundreds of people demonstrated", "Protesters marched", "Teachers rallied"]),
        ("protest_with_intervention", "occurred", ["Police used tear gas to disperse protesters", "Police broke up a sit-in"]),
        ("violent_demonstration", "occurred", ["Protesters burned tyres and threw stones at police", "Rioters torched cars"]),
        ("arrests", "occurred", ["Police arrested five suspects", "Security forces detained three men"]),
        ("disrupted_weapons_use", "foiled", ["Security forces defused a bomb", "Air defences shot down a drone", "Police found a car bomb"]),
        ("agreement", "occurred", ["The two sides agreed on a ceasefire", "A truce was announced"]),
        ("armed_clash", "occurred", ["Clashes broke out between soldiers and militants", "Islamic State militants clashed with the army"]),
        ("non_state_actor_overtakes_territory", "occurred", ["Islamic State fighters captured a town", "Rebels seized a village"]),
        ("government_regains_territory", "occurred", ["The army retook a town", "Government forces recaptured a village"]),
        ("attack", "threatened", ["Saraya al-Fajr threatened to attack American forces", "The group threatened to strike bases"]),
    ],
    "ar": [
        ("peaceful_protest", "occurred", ["تظاهر المئات", "خرج محتجون في مسيرة", "نظم معلمون وقفة"]),
        ("protest_with_intervention", "occurred", ["استخدمت الشرطة الغاز المسيل للدموع لتفريق محتجين", "فضّت الشرطة اعتصاماً"]),
        ("violent_demonstration", "occurred", ["أحرق محتجون إطارات ورشقوا الشرطة بالحجارة"]),
        ("arrests", "occurred", ["اعتقلت الشرطة خمسة مشتبه بهم", "أوقفت قوات الأمن ثلاثة رجال"]),
        ("disrupted_weapons_use", "foiled", ["فككت قوات الأمن عبوة ناسفة", "أسقطت الدفاعات الجوية مسيّرة", "ضبطت الشرطة سيارة مفخخة"]),
        ("agreement", "occurred", ["اتفق الطرفان على وقف إطلاق النار", "أُعلنت هدنة"]),
        ("armed_clash", "occurred", ["اندلعت اشتباكات بين الجيش ومسلحين", "اشتبك عناصر داعش مع قوة من الجيش"]),
        ("non_state_actor_overtakes_territory", "occurred", ["سيطر عناصر داعش على بلدة", "استولى مسلحون على قرية"]),
        ("government_regains_territory", "occurred", ["استعاد الجيش بلدة", "حررت القوات الحكومية قرية"]),
        ("attack", "threatened", ["هددت سرايا الفجر بمهاجمة القوات الأمريكية"]),
    ],
}  # fmt: skip
NUMBERS = {
    "en": ["one", "two", "three", "four", "five", "seven", "12", "at least six", "more than 20", "nine"],
    "ar": ["اثنين", "ثلاثة", "أربعة", "خمسة", "سبعة", "12", "ما لا يقل عن ستة", "أكثر من عشرين", "تسعة"],
}
PEOPLE = {
    "en": ["people", "soldiers", "policemen", "civilians", "farmers"],
    "ar": ["أشخاص", "جنود", "مدنيين", "من الشرطة", "مزارعين"],
}
SAID = {
    "en": ["police said", "a security source said", "officials said", "the army said", "a local official said"],
    "ar": ["وفق مصدر أمني", "بحسب الشرطة", "كما أفاد مسؤول محلي"],
}
AFTER = {
    "en": [
        "No group claimed responsibility.",
        "An investigation was opened.",
        "Security forces closed the road.",
        "The area was cordoned off.",
    ],
    "ar": ["ولم تتبن أي جهة الهجوم.", "وفُتح تحقيق في الحادث.", "وأغلقت القوات الأمنية الطريق.", "وطُوّق المكان."],
}


NOTHING = {
    "en": [
        "Attacks in {place} killed 60 people in November, the ministry said.", "A court in {place} sentenced two men over a bombing.",
        "The minister met the governor of {place} {time} to discuss security.", "Fuel prices rose in {place} {time}, traders said.",
        "A gas leak caused an explosion in a house in {place} {time}, killing two people.", "The army held an exercise near {place} {time}.",
        "A road accident in {place} {time} killed four people.", "The team from {place} beat its guests {time}.",
        "Security in {place} has improved this year, the governor said.", "A funeral was held in {place} {time} for three soldiers.",
    ],
    "ar": [
        "قتل 60 شخصاً في هجمات بمحافظة {place} خلال تشرين الثاني، بحسب الوزارة.", "حكمت محكمة في {place} على متهمين اثنين بتفجير.",
        "التقى الوزير محافظ {place} {time} لبحث الملف الأمني.", "ارتفعت أسعار الوقود في {place} {time}.",
        "أدى تسرب للغاز إلى انفجار في منزل في {place} {time} ومقتل شخصين.", "أجرى الجيش تمريناً قرب {place} {time}.",
        "قتل أربعة أشخاص بحادث سير في {place} {time}.", "فاز فريق {place} على ضيفه {time}.",
        "تحسن الأمن في {place} هذا العام، بحسب المحافظ.", "شُيّع في {place} {time} ثلاثة جنود.",
    ],
}  # fmt: skip


def texts(count: int) -> Iterator[dict[str, Any]]:
    """So many plain reports of each language, in the form of `examples`."""
    for language in ("en", "ar"):
        chance = random.Random(language)
        for _ in range(count):
            yield _text(language, chance)


def _text(language: str, chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.15:
        at, when = chance.choice(PLACES[language]), chance.choice(TIMES[language])
        text = chance.choice(NOTHING[language]).format(place=at, time=when)
        clauses = [{"span": [0, len(text)], "what": "none", "kind": None}]
        return {"file": f"plain/{language}", "lang": language, "text": text, "clauses": clauses, "events": []}
    parts, kind, status = _deed(language, chance)
    text, words = "", {}
    for part, field in parts:
        if field:
            words.setdefault(field, []).append([len(text), len(text) + len(part)])
        text += part
    clauses = [{"span": [0, len(text)], "what": "opens", "kind": kind, "role": "news", "status": status}]
    if chance.random() < 0.35:
        more = chance.choice(AFTER[language])
        clauses.append({"span": [len(text) + 1, len(text) + 1 + len(more)], "what": "more", "kind": None})
        text += " " + more
    names = ("target", "weapon", "killed", "wounded", "place", "when", "stated", "claimed", "blamed", "suspected")
    told = {name: words.get(name, []) for name in names}
    return {"file": f"plain/{language}", "lang": language, "text": text, "clauses": clauses,
            "events": [{"span": [0, clauses[0]["span"][1]], "words": told}]}  # fmt: skip


def _deed(language: str, chance: random.Random) -> tuple[list[Part], str, str]:
    at, when = chance.choice(PLACES[language]), chance.choice(TIMES[language])
    near, comma = (" near ", ", ") if language == "en" else (" قرب ", "، ")
    where: list[Part] = [(chance.choice([" in " if language == "en" else " في ", near]), None), (at, "place")]
    time: list[Part] = [(" ", None), (when, "when")] if chance.random() < 0.8 else []
    tail: list[Part] = [(comma + chance.choice(SAID[language]), None)] if chance.random() < 0.4 else []
    head: list[Part] = [(f"{at} – ", "place")] if chance.random() < 0.15 else []
    if chance.random() < 0.25:
        kind, status, said = chance.choice(WHOLE[language])
        return [*head, (chance.choice(said), None), *where, *time, *tail, (".", None)], kind, status
    kind, doers, field, verbs, which = chance.choice(DEEDS[language])
    target = chance.choice(globals()[which][language])
    doer, verb = chance.choice(doers), chance.choice(verbs)
    group = chance.choice(GROUPS[language])
    parts: list[Part]
    shape = chance.random()
    bombs = which == "TARGETS" and field == "weapon"
    if bombs and shape < 0.15:
        said = " claimed responsibility for " if language == "en" else " مسؤوليته عن هجوم بـ"
        lead: list[Part] = [] if language == "en" else [("تبنى ", None)]
        parts = [*lead, (group, "claimed"), (said, None), (doer[:1].lower() + doer[1:], "weapon"),
                 (" that " if language == "en" else " ", None), (verb, None), (" ", None), (target, "target")]  # fmt: skip
    elif bombs and shape < 0.4:
        # The toll first, or the deed without a target: "A bomb in Baghdad killed three people."
        dead, people = chance.choice(NUMBERS[language]), chance.choice(PEOPLE[language])
        killed = " killed " if language == "en" else " عن مقتل "
        lead = [] if language == "en" else [("أسفر انفجار ", None)]
        parts = [
            *lead,
            (doer, "weapon"),
            *where,
            *time,
            (killed, None),
            (f"{dead} {people}", "killed"),
            *tail,
            (".", None),
        ]
        return [*head, *parts], kind, "occurred"
    else:
        parts = [(doer, field), (" ", None), (verb, None), (" ", None), (target, "target")]
    parts += [*where, *time]
    if which != "PERSONS" and shape > 0.35 and chance.random() < 0.7:
        dead, people = chance.choice(NUMBERS[language]), chance.choice(PEOPLE[language])
        of = chance.choice(["killed", "wounded"])
        lead_in = {
            "en": {"killed": ", killing ", "wounded": ", wounding "},
            "ar": {"killed": "، ما أسفر عن مقتل ", "wounded": "، ما أدى إلى إصابة "},
        }
        parts += [(lead_in[language][of], None), (f"{dead} {people}", of)]
    return [*head, *parts, *tail, (".", None)], kind, "occurred"
