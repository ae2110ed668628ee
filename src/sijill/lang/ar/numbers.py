"""Arabic numbers in words and digits, as ranges. All patterns are over flattened text: ه for ة, ا for أ, ي for ى and ئ."""

from __future__ import annotations

import re

from sijill.lang.later import pattern
from sijill.model.values import Range

_UNITS = {
    "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4, "خمس": 5, "خمسه": 5, "ست": 6, "سته": 6, "سبع": 7, "سبعه": 7,
    "ثلاثا": 3, "اربعا": 4, "خمسا": 5, "ستا": 6, "سبعا": 7, "ثمانيا": 8, "تسعا": 9, "ثمان": 8, "ثماني": 8, "ثمانيه": 8, "تسع": 9, "تسعه": 9, "عشر": 10, "عشره": 10,
}  # fmt: skip
_ONES = {"واحد": 1, "واحدا": 1, "واحده": 1, "احد": 1, "احدي": 1, "حادي": 1}
_TWOS = dict.fromkeys(("اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي"), 2)
_TENS = {
    stem + ending: 10 * n
    for n, stem in enumerate(("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"), start=2)
    for ending in ("ون", "ين")
}
_HUNDREDS = {
    **dict.fromkeys(("ميه", "مايه", "مئه"), 100),
    **dict.fromkeys(("ميتان", "ميتين", "مايتان", "مايتين", "ميتا", "ميتي", "مايتا", "مايتي"), 200),
    **{
        stem + word: 100 * n
        for n, stem in enumerate(("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"), start=3)
        for word in ("ميه", "مايه")
    },
    **dict.fromkeys(("ثمانيميه", "ثمانيمايه"), 800),
}
_THOUSANDS = {
    **dict.fromkeys(("الف", "الفا", "الاف"), 1000),
    **dict.fromkeys(("الفان", "الفين", "الفا", "الفي"), 2000),
    "الفا": 1000,
}
# A vague word gives only a floor: the least that it allows.
_VAGUE = {
    "عدد اخر": 2, "اعداد من": 2, "عشرات اخرون": 20,     "عشرات": 20, "العشرات": 20, "ميات": 200, "الميات": 200, "مئات": 200, "الاف": 2000, "عدد من": 2, "عددا من": 2, "عدد كبير من": 3, "عددا كبيرا من": 3,
    "عدد اخر من": 2, "بضعه": 2, "بضع": 2, "عده": 2, "بعض": 2, "مجموعه من": 2, "العديد من": 3, "عديد": 2,
}  # fmt: skip


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNIT = f"(?:{_any(_UNITS)})"
_ONE_TO_NINE = f"(?:{_any(_UNITS)}|{_any(_ONES)}|{_any(_TWOS)})"
_TO_99 = (
    rf"(?:{_ONE_TO_NINE} عشره?|{_ONE_TO_NINE} و(?:ال)?(?:{_any(_TENS)})|{_any(_TENS)}"
    rf"|(?<!ان )(?<!ين )(?:اثنان|اثنين|اثنتان|اثنتين)|{_UNIT})"
)
_TO_999 = rf"(?:(?:{_UNIT} (?:ميه|مايه)|{_any(_HUNDREDS)})(?: و(?:{_TO_99}|واحده?)(?!\w))?|{_TO_99})"
SPELLED = rf"(?:(?:{_TO_999} )?(?:الفان|الفين|الفي|الاف|الفا|الف)(?!\w)(?: و{_TO_999})?|{_TO_999})"
_ORDINAL = "|".join(("حاديه", "ثانيه", "ثالثه", "رابعه", "خامسه", "سادسه", "سابعه", "ثامنه", "تاسعه"))
_ORDINALS = "|".join(("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع"))
# What a number after these names: a brigade, a kilometre post, an hour.
_NAMED = "".join(
    rf"(?<!{word} )"
    for word in ("الفرقه", "اللواء", "لواء", "الفوج", "فوج", "الكيلو", "شارع", "الساعه", "ساعه", "عيار", "عمره", "عمرها", "المرقم", "رقم", "القطاع", "محله", "زقاق", "كي", "يونيون", "العمر", "الماده", "ماده", "منطقه", r"\bيوم", "في اليوم", "طراز", "نوع", "ميل", r"\bسن", "لواءي", "عام", "سنه", r"\bاف", r"\bام")
)  # fmt: skip
# "Group 18", but "what adds up to 18".
_NAMED += r"(?:(?<!مجموعه )|(?<=ما مجموعه ))"
_MEASURES = "كم|كيلو|كيلومتر\\w*|متر\\w*|امتار|ملم|مليمتر|سم|عاما|سنه|سنوات|اعوام|عام|شهرا|اشهر|شهور|شهر|يوما|ايام|يوم|ساعه|ساعات|دقيقه|دقايق|ثانيه|ثواني|طنا?|اطنان|كغم|كغ|كيلوغرام\\w*|دولار\\w*|دينار\\w*|روبيه|روبيات|ليره|ليرات|ريال\\w*|يورو|جنيه\\w*|درهم\\w*|دراهم|مليون\\w*|ملايين|مليار\\w*|بالميه|بالمايه|في الميه|في المايه|درجه|درجات|مره|مرات|برميل\\w*|لتر\\w*|دونم\\w*|هكتار\\w*|اسابيع|اسبوعا?|مايه|نقطه مييه|صباحا|مساء|ظهرا|ليلا|فجرا"
_BEFORE = r"(?:(?<![\w.,:$#/%-])|(?<=\b[ولبفك])|(?<=\bال)|(?<=\b[وف][بل]))"
_AFTER_TOLL = "|".join(
    f"(?<={word} )"
    for word in (
        "قتل",
        "مقتل",
        "اصيب",
        "اصابه",
        "جرح",
        "استشهد",
        "استشهاد",
        "وجرح",
        "واصيب",
        "واصابه",
        "ومقتل",
        "وقتل",
        "اسر",
        *(
            lead + verb
            for verb in ("قتلوا", "قتلت", "جرحوا", "جرحت", "اصابوا", "اصابت", "مات", "ماتت")
            for lead in ("", "و", "ف")
        ),
        *("فقتل", "فجرح", "فاصيب", "توفي", "القتلي", "الجرحي", "المصابين", "المصابون", "الشهداء"),
    )
)
_PEOPLE = (
    "الجنود", "الرجال", "الشبان", "الشباب", "الفتيه", "الاطفال", "النساء", "العمال", "الحراس", "الضباط", "العناصر", "الركاب",
    "الطلاب", "الطلبه", "الباعه", "الاخوه", "الاشقاء", "السياح", "الصيادين", "الصيادون", "المدنيين", "المدنيون", "المسلحين",
    "المسلحون", "المهاجمين", "المهاجمون", "المقاتلين", "المقاتلون", "المخطوفين", "المخطوفون", "المختطفين", "المختطفون",
    "المعتقلين", "المعتقلون", "الموظفين", "الموظفون", "المزارعين", "المزارعون", "المتظاهرين", "المتظاهرون", "المسعفين",
    "المسعفون", "الصحفيين", "الصحفيون", "الشرطيين", "الشرطيون", "الرهاين", "الجثامين", "الجثث", "الابناء", "الضحايا",
)  # fmt: skip
# "Exceeded the hundred", "the three soldiers": the article stands with the number only behind these.
_DEFINITE = "".join(
    rf"|(?<={word} ال)"
    for word in (
        "تجاوز",
        "تجاوزت",
        "تجاوزوا",
        "يتجاوز",
        "ناهز",
        "ناهزت",
        "فاق",
        "فاقت",
        "قارب",
        *("تخطي", "تخطت", "الطرفين", "الجانبين", "الفريقين"),
        *(
            "ركابها",
            "ركابه",
            "افرادها",
            "افراده",
            "عناصرها",
            "طاقمها",
            "حراسه",
            "مرافقيه",
            "ابنايه",
            "اولاده",
            "اشقايه",
        ),
        "الجرحي",
        "القتلي",
        "المصابين",
        "الضحايا",
        "الشهداء",
        *("الهجمات", "الحوادث", "الوقايع", "الضربات", "العمليات", "البنود", "الاعتداءات", "القيود"),
        *_PEOPLE,
    )
)
# "The eleven", whose second word alone is no ten.
_NO_TEENS = "".join(rf"(?<!ال{word} )" for word in (*_UNITS, "احدي", "اثني", "اثنا", "اثنتي", "اثنتا"))
# But "on Sunday ten women", which is written alike up to its noun.
_NO_TEENS += r"(?!(?<=الاحد )عشر \w+ا(?!\w))"
_NTH = "ثان|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر"
NUMBER = pattern(
    rf"{_BEFORE}{_NAMED}(?:"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?P<thousand> (?:الاف|الفا|الف)(?!\w))?(?![\d/%]|:\d|[.,]\d|\w|-\d)(?! (?:{_MEASURES})\b)"
    rf"|{_NO_TEENS}(?<!(?:{_ORDINAL}) )(?<!(?:{_ORDINALS}) )(?!(?<=(?:{_ORDINALS}) و)(?:{_any(_TENS)}))(?:(?<!ال){_DEFINITE})(?P<spelled>{SPELLED})(?!\w)(?! (?:{_MEASURES})\b)"
    rf"|(?:(?P<some>بضعه? عشره?)|نيفا? و(?P<beyond>{_any(_TENS)})|(?P<beyond2>{_any(_TENS)}) ونيفا?)(?!\w)(?! (?:{_MEASURES})\b)"
    rf"|(?P<vague>{_any(_VAGUE)})(?!\w)(?! (?:{_MEASURES})\b)"
    rf"|(?:{_AFTER_TOLL})(?P<nth>{_NTH}|احدهم|احداهن|احدهما|واحدا?(?! او)|واحده(?! او))(?!\w)"
    r"|(?<!ال)(?P<article>اخران|اخرين|اخرون|اخرى|اخر|احد|احدي|واحده?(?= (?:من|اخر)))(?!\w))"
)


def value(match: re.Match[str]) -> Range:
    """The range that a NUMBER match says: "عشرات" is a floor, "آخر" and "أحد" one, "آخران" two."""
    if digits := match["digits"]:
        return Range.exactly(int(digits.replace(",", "")) * (1000 if match["thousand"] else 1))
    if article := match["article"]:
        if article in {"اخرين", "اخرون"}:
            return Range(2, None, None)
        return Range.exactly(2 if article == "اخران" else 1)
    if match["nth"]:
        return Range.exactly(1)
    if match["some"]:
        return Range(13, None, 19)
    if tens := match["beyond"] or match["beyond2"]:
        return Range(_TENS[tens] + 1, None, _TENS[tens] + 9)
    if word := match["vague"]:
        return Range(_VAGUE[word], None, None)
    return Range.exactly(spelled(match["spelled"]))


def spelled(words: str) -> int:
    """The number that Arabic words say, up to 999,999: "ثلاثة آلاف ومئتان وخمسة وعشرون" is 3225."""
    total = part = 0
    for word in words.split():
        if word not in _KNOWN and word.startswith("و"):
            word = word[1:].removeprefix("ال")
        if word in {"الفان", "الفين", "الفي"}:
            total, part = total + 2000, 0
        elif word in _THOUSANDS:
            total, part = total + 1000 * max(part, 1), 0
        elif word in {"ميه", "مايه", "مئه"}:
            part = 100 * max(part, 1)
        else:
            part += _KNOWN[word]
    return total + part


_KNOWN = {**_UNITS, **_ONES, **_TWOS, **_TENS, **_HUNDREDS, **_THOUSANDS}
