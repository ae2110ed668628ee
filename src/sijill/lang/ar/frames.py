"""Arabic turns of phrase that tell a deed with its doer between verb and object: "exchanged the two clans fire"."""

from __future__ import annotations

from sijill.lang.frames import Frames


def _gap(most: int) -> str:
    """Up to so many words, as few as will do: who did it, and when."""
    return rf"(?:[^\W\d]+,? ){{0,{most}}}?"


_POST = (
    r"(?:دوريه|دوريات|حاجزا?|نقطه|نقاطا?|ثكنه|مقرا?|موقعا?|مواقع|رتلا?|معسكرا?|قاعده|مخفرا?|مركزا? (?:لل?)?شرطه|"
    r"قسم شرطه|كمينا?|سيطره|ارتكازا?|حاميه)"
)
_CROWD = r"(?:ال)?(?:متظاهر|محتج|معتصم)(?:ين|ون)"

FRAMES = Frames(
    {
        "suicide_bomb": (
            # "Blew up a member of the group his vest."
            rf"[وفبل]?(?:فجر|نسف|يفجر|ينسف|تفجير|نسف)(?:ت|وا|ا)? {_gap(5)}(?:نفس(?:ه|ها|يهما)|انفسهم|حزام(?:ه|ها|يهما)|سترت(?:ه|ها|هم)|احزمتهم|قفطانه|عباءتها|حقيبته)(?!\w)",
            r"[وف]?(?:انفجرت|تفجرت) (?:امراه|فتاه|طفله|شابه|سيده|منقبه)(?!\w)",
            rf"(?:ي|ت|ا)رتد(?:ي|ت|ى|ون)? {_gap(1)}(?:ستره|حزاما?|سترات|احزمه) {_gap(1)}(?:محشو\w*|ناسف\w*|مفخخ\w*|متفجر\w*|من المتفجرات|بالمتفجرات)(?!\w)",
            r"ب?(?:سيارته|شاحنته|عجلته|صهريجه|مركبته|عربته|مفخخته) (?:ال(?:مفخخه|ملغومه|ملغمه|محمله بالمتفجرات) )?(?:من نوع \w+ )?(?:نحو|صوب|علي|الي|في وسط|وسط|باتجاه) ",
            r"(?:متزنر|تزنر|متمنطق|تمنطق)(?:ا|ه|ين|ون)?(?!\w)",
        ),
        "armed_clash": (
            # "Exchanged the force and the brigade fire."
            rf"[وف]?تبادل(?:ت|وا|ا)? {_gap(7)}(?:اطلاق )?(?:ال)?(?:نار|نيران)(?!\w)",
            # "Attacked gunmen of the group at dawn a checkpoint."
            rf"[وف]?(?:هاجم|اقتحم|باغت)(?:ت|وا)? {_gap(6)}(?:علي )?{_POST}(?!\w)",
        ),
        "excessive_force_against_protesters": (
            # "Opened a force of the police fire on protesters."
            rf"[وف]?(?:اطلق|فتح)(?:ت|وا)? {_gap(6)}(?:ال)?(?:نار|رصاص|نيران\w*)(?: الحي)? (?:\w+ ){{0,2}}?علي {_CROWD}",
        ),
        "looting_property_destruction": (
            # "Set young men of the quarter fire to the office."
            rf"[وف]?(?:اضرم|اشعل)(?:ت|وا)? {_gap(4)}(?:ال)?(?:نار|نيران)(?!\w)",
        ),
        "government_regains_territory": (
            # "Announced the national army its control of the town."
            rf"[وف]?(?:اعلن|اكد|احكم|بسط|فرض)(?:ت)? (?:ال)?(?:جيش|قوات|قطعات|شرطه|حكومه) {_gap(4)}سيطرت(?:ه|ها) ",
        ),
        "non_state_actor_overtakes_territory": (
            # "Announced the movement of the youth its control of the town."
            rf"[وف]?(?:اعلن|اكد|احكم|بسط|فرض)(?:ت)? (?:حركه|جماعه|تنظيم|جبهه|فصايل|هييه|ميليشيا|الحوثيون|طالبان) "
            rf"{_gap(4)}سيطرت(?:ه|ها|هم) ",
        ),
        "grenade": (
            # "Threw two unknown men on a motorcycle a hand grenade."
            rf"[وف]?(?:القي|رمي|القت|رمت)(?:ا|وا)? {_gap(6)}(?:قنبله|رمانه|قنابل|رمانات)(?: يدويه)(?!\w)",
        ),
        "remote_explosive_landmine_ied": (
            # "Blew up its men at dawn a charge."
            rf"[وف]?(?:فجر|زرع)(?:ت|وا)? {_gap(5)}(?:عبوه|عبوتين|عبوات|لغما|الغاما|سياره مفخخه|خط انابيب|برجا?|ابراج)(?!\w)",
        ),
        "weapons.small_arms": (
            # "Opened the security forces fire on protesters."
            rf"[وف]?(?:اطلق|فتح|يفتح|تفتح|يطلق|تطلق)(?:ت|وا|ا|ون)? {_gap(5)}(?:ال)?(?:نار|رصاص|نيران)(?: الحي)?(?!\w)",
        ),
        "weapons.arson": (
            # "Set protesters, last night, fire to the office."
            rf"[وف]?(?:اضرم|اشعل|يضرم|تضرم|يشعل|اضرام|اشعال)(?:ت|وا|ا|ون)? {_gap(6)}(?:ال)?(?:نار|نيران)(?!\w)(?! (?:في|ب)(?:ال)?(?:اطار|دواليب|كفر))",
        ),
    }
)
"""By kind, over flattened text."""

__all__ = ["FRAMES"]
