"""Arabic date expressions: both sets of month names, the lunar and the solar Hijri months, days told relatively."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sijill.lang.ar.numbers import NUMBER, spelled
from sijill.lang.dates import FIELD_ENDS, FIELD_OPENS, DateMention, barred, days_alone
from sijill.lang.later import pattern

_NAMES = (
    ("كانون الثاني", "يناير", "جانفي", "ك2"),
    ("شباط", "فبراير", "فيفري", "شباط"),
    ("اذار", "مارس"),
    ("نيسان", "ابريل", "افريل"),
    ("ايار", "مايو", "ماي"),
    ("حزيران", "يونيو", "يونيه", "جوان"),
    ("تموز", "يوليو", "يوليه", "يوليوز", "جويليه"),
    ("اب", "اغسطس", "اوت", "غشت"),
    ("ايلول", "سبتمبر", "شتنبر"),
    ("تشرين الاول", "اكتوبر", "ت1"),
    ("تشرين الثاني", "نوفمبر", "نونبر", "ت2"),
    ("كانون الاول", "ديسمبر", "دجنبر", "دسمبر", "ك1"),
)
_LUNAR_NAMES = (
    ("محرم", "المحرم"), ("صفر",), ("ربيع الاول",), ("ربيع الاخر", "ربيع الثاني"),
    ("جمادي الاولي", "جمادي الاول"), ("جمادي الاخره", "جمادي الثانيه", "جمادي الاخر"), ("رجب",), ("شعبان",),
    ("رمضان",), ("شوال",), ("ذي القعده", "ذو القعده"), ("ذي الحجه", "ذو الحجه"),
)  # fmt: skip
_SOLAR_NAMES = (
    ("فروردين",), ("ارديبهشت",), ("خرداد",), ("تير",), ("مرداد",), ("شهريور",), ("مهر",), ("ابان",), ("اذر",), ("دي",),
    ("بهمن",), ("اسفند",),
)  # fmt: skip


def _numbered(listed: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {name: n for n, names in enumerate(listed, start=1) for name in names}


MONTHS = _numbered(_NAMES)
_LUNAR, _SOLAR = _numbered(_LUNAR_NAMES), _numbered(_SOLAR_NAMES)
WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6, "الثلثاء": 1,
}  # fmt: skip
# Months that are other words too: only beside a day, a year or "month of".
_ALSO_WORDS = frozenset({"ت1", "ت2", "ك1", "ك2", "اب", "ماي", "مارس", "جوان", "اوت", "تير", "مهر", "دي", "صفر", "محرم", "المحرم", "شعبان", "رجب", "اذر", "ابان"})  # fmt: skip
_ORDINALS = {
    word: n
    for n, words in enumerate(
        (
            "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر",
            "الحادي عشر", "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر", "السادس عشر", "السابع عشر",
            "الثامن عشر", "التاسع عشر", "العشرين", "الحادي والعشرين", "الثاني والعشرين", "الثالث والعشرين",
            "الرابع والعشرين", "الخامس والعشرين", "السادس والعشرين", "السابع والعشرين", "الثامن والعشرين",
            "التاسع والعشرين", "الثلاثين", "الحادي والثلاثين",
        ),
        start=1,
    )
    for word in (words, f"{words.removesuffix('ين')}ون" if words.endswith("ين") else words)
}  # fmt: skip


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ONE_MONTH = f"(?:{_any(MONTHS)})"
_AFTER_MONTH = rf"(?: ?[/(|-] ?{_ONE_MONTH} ?\)?)?(?!\w)"
_M = rf"(?:شهر )?(?P<{{0}}>{_any(MONTHS)}){_AFTER_MONTH}"
_D = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?!\d)"
_Y = r"(?:(?:,? (?:من )?(?:عام |العام |سنه |لعام |للعام )?|/)(?P<{0}>(?:19|20)\d\d)(?: ?م(?!\w))?)?(?!\d)"
_WEEKDAY = rf"(?:{_any(WEEKDAYS)})"
_W = rf"(?:(?:يوم )?{_WEEKDAY}(?: (?:الماضي|الفايت|المنصرم))?,? ?\(?(?:الموافق ?(?:ل|في |ليوم )?:? ?)?)?"
_OF = r"[ *]?(?:من )?(?:شهر )?"
_FORMS = (
    r"(?P<y1>(?:19|20)\d\d)[-/](?P<m1n>\d\d?)[-/](?P<d1>\d\d?)(?!\d)",
    rf"(?<![\d/.:-]){_W}(?P<d2>\d{{1,2}})(?P<s2>[/.-])(?P<m2n>\d{{1,2}})(?P=s2)(?P<y2>(?:19|20)\d\d)(?![\d/%-])",
    _W + _D.format("d3") + _OF + _M.format("m3") + _Y.format("y3x") + r" ?(?:-|الي|حتي|و) ?(?:يوم (?=\d))?" + _W + _D.format("e3") + _OF + _M.format("n3") + _Y.format("y3"),
    _W + _D.format("d4") + r" ?(?:-|الي|حتي|و) ?" + _W + _D.format("e4") + _OF + _M.format("m4") + _Y.format("y4"),
    _W + _D.format("d5") + _OF + _M.format("m5") + _Y.format("y5"),
    rf"{_W}(?P<o6>{_any(_ORDINALS)}) من (?:شهر )?(?P<m6>{_any(MONTHS)}){_AFTER_MONTH}" + _Y.format("y6"),
    rf"{_W}(?P<d7>0?[1-9]|[12]\d|3[01]) ?(?:من )?(?:شهر )?(?P<l7>{_any(_LUNAR)})(?!\w)(?: (?:عام |سنه )?(?P<y7>1[34]\d\d)(?: ?ه(?:جري\w*)?(?!\w))?)?",
    rf"{_W}(?P<o8>{_any(_ORDINALS)}) من (?:شهر )?(?P<l8>{_any(_LUNAR)})(?!\w)(?: (?:عام |سنه )?(?P<y8>1[34]\d\d)(?: ?ه(?:جري\w*)?(?!\w))?)?",
    rf"{_W}(?P<d9>0?[1-9]|[12]\d|3[01]) ?(?:من )?(?:شهر )?(?P<p9>{_any(_SOLAR)})(?!\w)(?: (?:عام |سنه )?(?P<y9>1[34]\d\d)(?: ?ه ?ش)?(?!\w))?",
    rf"(?P<q10>شهر )?(?P<m10>{_any(MONTHS)}){_AFTER_MONTH}(?:,? (?:من )?(?:عام |العام |سنه |لعام )?(?P<y10>(?:19|20)\d\d)(?!\d))?",
    rf"(?P<q11>شهر )(?P<l11>{_any(_LUNAR)})(?!\w)(?: (?P<y11>1[34]\d\d)(?!\d))?",
    r"(?P<l12>رمضان|شوال|ذي القعده|ذي الحجه|ربيع الاول|ربيع الاخر|جمادي الاولي|جمادي الاخره)(?!\w) (?P<y12>1[34]\d\d)(?!\d)",
)  # fmt: skip
_CLITIC = r"(?:(?<![\w])|(?<=\b[وفبل])|(?<=\b[وف][بل]))"
_DATES = pattern(_CLITIC + f"(?:{'|'.join(_FORMS)})")
# A day whose month stands above or before: "يوم 3:" or "يوم 3 هاجم" that opens a line, "6 منه", "في الرابع منه", "; وفي العاشر".
_DAY = pattern(
    r"(?:^[ \t]*(?:[-*•←→►◄▪]\s+|\d{1,3}[.)-]\s+)?|(?<=في )|(?<=يوم ))(?P<same>0?[1-9]|[12]\d|3[01]) منه(?!\w)|"
    rf"^[ \t]*(?:[-*•←→►◄▪]\s+|\d{{1,3}}[.)-]\s+)?(?:ال)?يوم (?P<day>0?[1-9]|[12]\d|3[01])(?=\s?[:،,.-]|\s(?!{_any(MONTHS)}|من )[^\W\d])"
    r"|^[ \t]*(?:[^\w\n]+ )?[^\n\d:،,;.]{3,44}[،,] يوم (?P<behind>0?[1-9]|[12]\d|3[01])(?=[:،,])"
    rf"|^[ \t]*[-*•←→►◄▪][ \t]+[*_]*(?:في )?(?P<opens>{_any(_ORDINALS)})(?: منه)?(?=[*_]*\s?[:،,])"
    rf"|(?<=في )(?P<of>{_any(_ORDINALS)}) منه(?!\w)|(?:(?<=[;؛.] وفي )|(?<=\. في )|(?<=\nفي )|(?<=\nوفي ))(?P<then>{_any(_ORDINALS)})(?!\w| من )",
    re.MULTILINE,
)
# "3/5 - ..." opens a line, also behind its place; elsewhere it is a share or a score. So do "3-5 |" and "| 3 / 5 |".
_OPENING = pattern(
    rf"^[ \t]*(?:(?:[-*•←→►◄▪]\s+|\d{{1,3}}[.)-]\s+)?(?P<on>(?:بتاريخ|يوم|في|{_WEEKDAY}) )?(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?!/)(?=\s*[-:،,;|(/]|\s\w)"
    r"|(?:[^\w\s|]+\s+)?(?P<c>\d{1,2})-(?P<d>\d{1,2})(?=\s*\|)"
    r"|\|\s*(?:\d{1,3}\.?\s*\|\s*)?(?P<e>\d{1,2}) ?/ ?(?P<f>\d{1,2})(?=\s*\|)"
    r"|[^\n\d:،,;.]{3,44}[،,] ?(?P<g>\d{1,2})/(?P<h>\d{1,2})(?=:\s)"
    r"|[-*•←→►◄▪]\s+[^\n\d:،,;./]{2,40} (?P<k>\d{1,2})/(?P<l>\d{1,2})(?=:\s)"
    r"|[-*•←→►◄▪]\s+(?P<m>\d{1,2})-(?P<n>\d{1,2})(?= [^\W\d]))",
    re.MULTILINE,
)
# "- 6: gunmen ..." under a month, where the numbers are no numbering.
_BARE = pattern(
    r"(?:^[ \t]*(?:[-*•+~←→►◄▪][ \t]+(?=\d\d?:)|[(\[](?=\d\d?[)\]])|(?:[-*•+~←→►◄▪][ \t]+)[(\[](?=\d\d?[)\]])|(?=\d\d? - [^\W\d]))|(?<=@ ))"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?=:\s|[)\]]\s| - |$)",
    re.MULTILINE,
)
# "| Tuesday 1 |", "Monday 1" on a line of its own, "day 3;", "night 1/2;", "(on the second):", under a month.
_FIELD = pattern(
    rf"{FIELD_OPENS}(?:(?P<all>(?:(?:نهار|صباح|ظهر|عصر|مساء|ليل|ليله|فجر) )?{_WEEKDAY} (?P<a>0?[1-9]|[12]\d|3[01])){FIELD_ENDS}"
    rf"|(?P<night>(?:ليل|ليله) (?P<b>[1-9]|[12]\d|3[01])/(?P<c>[1-9]|[12]\d|3[01])){FIELD_ENDS}"
    rf"|(?P<light>(?:نهار|صباح|مساء|ليل|ليله|فجر) (?P<d>0?[1-9]|[12]\d|3[01])){FIELD_ENDS}"
    rf"|(?P<nth>(?:في )?(?P<e>{_any(_ORDINALS)})(?: من الشهر)?)(?=\):|[ *_]*$))"
    r"|(?<=\()(?P<figures>(?P<f>\d{1,2})/(?P<g>\d{1,2}))(?=\):)",
    re.MULTILINE,
)
# "Its fourth - in Basra, ...", the days of the month of the heading.
_ITS_UNITS = ("اوله", "ثانيه", "ثالثه", "رابعه", "خامسه", "سادسه", "سابعه", "ثامنه", "تاسعه", "عاشره")
_ITS_DAYS = {word: n for n, word in enumerate(_ITS_UNITS, start=1)} | {
    f"{unit} عشره": 10 + n
    for n, unit in enumerate(("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع"), start=1)
} | {"عشرونه": 20, "ثلاثونه": 30} | {
    f"{unit} وعشرونه": 20 + n
    for n, unit in enumerate(("حاديه", "ثانيه", "ثالثه", "رابعه", "خامسه", "سادسه", "سابعه", "ثامنه", "تاسعه"), start=1)
}  # fmt: skip
_ITS = pattern(rf"^[ \t]*(?:[-*•◦▪■]\s+)?(?P<its>{_any(_ITS_DAYS)})(?=\s?[-:])", re.MULTILINE)
# "| March 2 |": the month before the day, as a cell or a field that opens an entry. "- March 2: ..." where several do so.
_MONTH_FIRST = pattern(
    rf"(?:^[ \t]*(?:[-*•←→►◄▪]\s+|\d{{1,3}}[.)-]\s+)?|\|\s*)(?P<month>{_any(MONTHS)}) (?P<day>0?[1-9]|[12]\d|3[01])(?=\s*\||\s[-–—/]\s|(?P<colon>: (?=\w)))",
    re.MULTILINE,
)
_MONTHS = 12
_DASHED = 3
"""From how many entries on that open with a day and one month, "3-10", these are dates."""
_ALONE = pattern(r"[#*\s]*(?:و?في )?$")
_CLOSED = pattern(r"\s*[*_]*\s*(?:[:(.-]|$|\n)")
_PAST = "الماضيه|الماضي|الفايته|الفايت|المنصرمه|المنصرم|السابقه|السابق|الاخيره"
_PRESENT = "الجاريه|الجاري|الحاليه|الحالي"
_UNITS = {"شهر": "month", "اسبوع": "week", "عام": "year", "سنه": "year"}
_COUNTED = {
    "يوم": ("day", 1), "يومين": ("day", 2), "ايام": ("day", 0), "يوما": ("day", 0), "اسبوع": ("week", 1),
    "اسبوعين": ("week", 2), "اسابيع": ("week", 0), "شهر": ("month", 1), "شهرين": ("month", 2), "اشهر": ("month", 0),
    "شهور": ("month", 0), "شهرا": ("month", 0), "عام": ("year", 1), "عامين": ("year", 2), "اعوام": ("year", 0),
    "عاما": ("year", 0), "سنه": ("year", 1), "سنتين": ("year", 2), "سنوات": ("year", 0),
}  # fmt: skip
_NUMBER = r"(?P<n>\d{1,3}|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثماني?ه?|تسعه?|عشره?|بضعه?|عده)"
_DAYTIME = r"(?:(?:قبل|بعد|قبيل|بعيد) (?:ظهر|منتصف ليل|فجر|غروب|عصر)|فجر|صباح|ظهر|عصر|مساء|ليل|ليله|منتصف ليل|عشيه|غروب|ضحي|نهار|وقت متاخر من مساء|وقت متاخر من ليل|وقت متاخر من|ساعه متاخره من ليل|ساعات متاخره من ليل)"
_SPAN = r"(?:(?P<{0}n>ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|\d{{1,2}}) )?(?P<{0}u>يومين|يوم|ايام|يوما|ليله|ليلتين|اسبوعين|اسبوع|اسابيع)(?!\w)(?: واحد)?"
_EVENT = r"(?:ال)?(?:هجوم|تفجير|انفجار|حادث|حادثه|عمليه|قصف|غاره|اغتيال|كمين|اشتباك|اشتباكات|مجزره|هجومين|تفجيرين)"
# Counted from the day told before: "in the following day", "two days earlier", "three days later".
_FROM_LAST = (
    r"(?:(?:صباح|مساء|فجر|ظهر|ليل|عصر) )?(?:اليوم|الليله|النهار|الصباح|المساء) "
    r"(?:(?P<next>التالي|التاليه|الموالي|الذي يليه|الذي تلاه)|(?P<same>نفسه|ذاته|عينه|نفسها|ذاتها|عينها)"
    r"|(?P<prior>السابق|السابقه|الذي سبقه))(?!\w)"
    r"|(?:قبل|بعد) (?:ساعات|ساعتين|ساعه)(?: قليله)? (?:من|علي) (?P<speech>(?:ال)?(?:اعلان|تصريح|تصريحات|بيان|خطاب|حديث)(?:ه|ها|هم)?)(?!\w)"
    rf"|(?:بعدها|بعد ذلك|بعده|بعدهما) ب{_SPAN.format('later')}"
    rf"|(?:قبلها|قبل ذلك|قبله|قبلهما) ب{_SPAN.format('earlier')}"
    rf"|بعد {_SPAN.format('after')}(?P<of> (?:من|علي)(?!\w))?"
    rf"|قبل {_EVENT} ب{_SPAN.format('ahead')}"
    rf"|بعد {_EVENT} ب{_SPAN.format('behind')}"
    rf"|قبل {_SPAN.format('before')}(?= من(?!\w))"
)
_COUNTING = ("next", "same", "prior", "speech", "lateru", "earlieru", "afteru", "beforeu", "aheadu", "behindu")
_CAME = pattern(r"(?<!\w)[وف]?(?:جاء|جاءت|[يت]اتي|وقع|وقعت|حصل|حصلت|حدث|حدثت)(?: [^\W\d]+){0,4} $")
"""Before "two days after X", that what was told before came then, so that X lies two days before it."""
_TOLD_BEFORE = pattern(rf"(?<!\w)(?:{_WEEKDAY}|{_any(MONTHS)}|امس|البارحه)(?!\w)")
_RELATIVE = pattern(
    rf"{_CLITIC}(?:"
    rf"(?P<night>(?:ليله|ليل|ليلتي|الليله بين) {_WEEKDAY}) ?(?:-|/|الي|علي|و)? ?(?P<into>{_WEEKDAY})(?!\w)"
    rf"|(?P<weekend>(?:خلال |اثناء )?(?:عطله )(?:نهايه )?(?:ال)?اسبوع(?: (?:{_PAST}))?)(?!\w)"
    rf"|(?:{_DAYTIME} )?(?:(?P<before_last>اول من امس|اول امس|امس الاول|اول البارحه)|(?P<last>امس|البارحه|الامس)(?! الاول))(?! {_WEEKDAY} {_WEEKDAY})(?:,? (?P<of_last>{_WEEKDAY}))?(?!\w)"
    rf"|(?P<last_night>(?:الليله|ليله) (?:الماضيه|الفايته|قبل الماضيه|البارحه)|الليل الماضي|ليل امس)(?!\w)"
    rf"|(?P<today>(?:{_DAYTIME} )?(?<!في )(?:هذا )?اليوم(?! (?:التالي|السابق|الذي|ذاته|نفسه|عينه|المذكور|الموالي|الواحد))(?:,? (?P<of_today>{_WEEKDAY}))?|صباح اليوم|هذا الصباح|هذه الليله|ساعه مبكره من صباح اليوم)(?!\w)"
    rf"|(?P<rel>(?:(?:مطلع|بدايه|اوايل|منتصف|اواسط|نهايه|اواخر) )?(?:هذا |هذه )(?P<u1>الشهر|الاسبوع|العام|السنه)|(?:(?:مطلع|بدايه|اوايل|منتصف|اواسط|نهايه|اواخر) )?(?:(?P<dom>\d{{1,2}}|{_any(_ORDINALS)}) من )?(?P<u2>الشهر|الاسبوع|العام|السنه) (?P<tense>{_PAST}|{_PRESENT}))(?!\w)"
    rf"|{_FROM_LAST}"
    rf"|(?:قبل|منذ نحو|قبل نحو|قبل حوالي|قبل قرابه) (?:{_NUMBER} )?(?P<counted>{'|'.join(sorted(_COUNTED, key=len, reverse=True))})(?!\w)(?: واحد)?"
    rf"|(?:{_DAYTIME} )?(?:يوم )?(?P<weekday>{_WEEKDAY})(?!\w)(?: (?P<which>الماضي|الفايت|المنصرم|المقبل|القادم|الجاري|الاسود))?"
    r"|(?:عام |العام |سنه |لعام |للعام )?(?P<year>(?<![\d/.,-])(?:19|20)\d\d)(?![\d/-]|[.,]\d)"
    r")"
)
_NAMED_AFTER = pattern(r"(?<!\w)(?:حي|محله|شارع|ساحه|جسر|مستشفي|ملعب|مجمع|ناحيه|قريه) $")
_BEFORE = 12
_TO_COME = frozenset({"المقبل", "القادم"})
_NAMED_SO = pattern(
    r"(?:(?<!خلال )(?<!اثناء )(?<!بعد )(?<!عقب )(?<!قبل )صلاه|(?<!خلال )خطبه|شهداء|سوق|ساحه|حي|الهلال و|الحشد و) $"
)


def find(flat: str, text: str) -> Iterator[DateMention]:
    """Date expressions of a text, in order, longest first at a place.

    flat: the text folded character by character, so that offsets stay.
    """
    taken = 0
    found = sorted([*_absolute(flat), *_fields(barred(flat, text)), *_relative(flat)], key=lambda m: (m.start, -m.end))
    for n, mention in enumerate(found):
        if mention.start < taken:
            continue
        if mention.day and mention.month and _NAMED_AFTER.search(flat, max(0, mention.start - _BEFORE), mention.start):
            # "In the quarter of 17 July"
            continue
        if mention.calendar and any(_says_again(mention, other) for other in found[n + 1 : n + 4]):
            taken = mention.end
            continue
        taken = mention.end
        yield mention


def _says_again(hijri: DateMention, other: DateMention) -> bool:
    """Whether a Gregorian date right after a Hijri one says the same day."""
    return other.calendar is None and bool(other.day and other.month) and 0 <= other.start - hijri.end <= 20


def _absolute(flat: str) -> Iterator[DateMention]:
    yield from _openings(flat)
    first = list(_MONTH_FIRST.finditer(flat))
    of_days = {m["month"] for m in first if sum(o["month"] == m["month"] for o in first) > 1}
    for match in first:
        if match["colon"] and match["month"] not in of_days:
            continue
        yield DateMention(match.start("month"), match.end(), day=int(match["day"]), month=MONTHS[match["month"]])
    for match in _DAY.finditer(flat):
        name, told = next(
            (name, match[name]) for name in ("same", "day", "behind", "opens", "of", "then") if match[name]
        )
        yield DateMention(match.start(name), match.end(), day=int(told) if told.isdigit() else _ORDINALS[told])
    for match in days_alone(_BARE.finditer(flat)):
        yield DateMention(*match.span("day"), day=int(match["day"]))
    after = 0
    for match in _DATES.finditer(flat):
        part = {name: value for name, value in match.groupdict().items() if value}
        month = part.get("m10")
        if month in _ALSO_WORDS and not part.get("q10") and not part.get("y10"):
            # "June eight attacks, July six, August four"
            goes_on = after and _GOES_ON.fullmatch(flat, after, match.start())
            if not goes_on and not _heads(flat, *match.span()):
                continue
        after = match.end() if month else 0
        if (mention := _mention(match.start(), match.end(), part)) is not None:
            yield mention


def _fields(flat: str) -> Iterator[DateMention]:
    """Days that fill a field of an entry and whose month stands above."""
    for match in _FIELD.finditer(flat):
        if match["night"]:
            yield DateMention(*match.span("night"), day=int(match["b"]), last_day=int(match["c"]))
        elif match["figures"]:
            if 0 < int(match["g"]) <= _MONTHS:
                yield DateMention(*match.span("figures"), day=int(match["f"]), month=int(match["g"]))
        elif match["nth"]:
            yield DateMention(*match.span("nth"), day=_ORDINALS[match["e"]])
        else:
            name, day = ("all", "a") if match["all"] else ("light", "d")
            yield DateMention(*match.span(name), day=int(match[day]))
    for match in _ITS.finditer(flat):
        yield DateMention(*match.span("its"), day=_ITS_DAYS[match["its"]])


def _openings(flat: str) -> Iterator[DateMention]:
    """Days in figures that open entries: the day first, unless that leaves one with a thirteenth month."""
    found = []
    opened = list(_OPENING.finditer(flat))
    dashed = Counter(match["n"] for match in opened if match["m"])
    for match in opened:
        first, second = next((one, other) for one, other in ("ab", "cd", "ef", "gh", "kl", "mn") if match[one])
        if first == "m" and dashed[match[second]] < _DASHED:
            # "3-5 dead", but not "3-10 Fallujah", "11-10 Ramadi", "19-10 Hit".
            continue
        start = match.start("on") if match["on"] and match["on"].strip() in WEEKDAYS else match.start(first)
        found.append((start, match.end(second), int(match[first]), int(match[second])))
    swapped = any(b > _MONTHS for *_, b in found) and all(a <= _MONTHS for *_, a, _ in found)
    for start, end, a, b in found:
        day, month = (b, a) if swapped else (a, b)
        if 0 < day <= 31 and 0 < month <= _MONTHS:
            yield DateMention(start, end, day=day, month=month)


_GOES_ON = re.compile(r"[^.\n]{1,50}(?:[,;(]| و) ?")


def _heads(flat: str, start: int, end: int) -> bool:
    """Whether a month's name stands over a list: alone on its line or right before a colon or a dash."""
    line = flat.rfind("\n", 0, start) + 1
    return _ALONE.fullmatch(flat, line, start) is not None and _CLOSED.match(flat, end) is not None


def _mention(start: int, end: int, part: dict[str, str]) -> DateMention | None:
    def first(letter: str) -> str | None:
        return next((v for k, v in part.items() if re.fullmatch(rf"{letter}\d+", k)), None)

    calendar = "lunar" if first("l") else "solar" if first("p") else None
    named = first("m") or first("l") or first("p")
    table = {"lunar": _LUNAR, "solar": _SOLAR, None: MONTHS}[calendar]
    number = next((v for k, v in part.items() if re.fullmatch(r"m\d+n", k)), None)
    month = int(number) if number else table.get(named or "")
    day = int(first("d") or 0) or _ORDINALS.get(first("o") or "")
    own = next((v for k, v in part.items() if re.fullmatch(r"y\d+x", k)), None)
    year = int(own or first("y") or 0) or None
    if month is not None and month > 12 and day is not None and day <= 12:
        day, month = month, day
    if month is None or month > 12 or (day or 1) > 31:
        return None
    last = first("e")
    last_month = MONTHS.get(first("n") or "")
    if own is None and year and last_month and last_month < month:
        year -= 1
    return DateMention(
        start, end, day=day, month=month, year=year, last_day=int(last) if last else None, last_month=last_month,
        calendar=calendar,
    )  # fmt: skip


def _relative(flat: str) -> Iterator[DateMention]:
    for match in _RELATIVE.finditer(flat):
        start, end = match.span()
        if match["night"]:
            first = match["night"].rsplit(" ", 1)[1]
            yield DateMention(start, end, weekday=WEEKDAYS[first], last_weekday=WEEKDAYS[match["into"]])
        elif match["weekend"]:
            yield DateMention(start, end, weekday=WEEKDAYS["الجمعه"], last_weekday=WEEKDAYS["السبت"])
        elif named := match["of_today"] or match["of_last"]:
            yield DateMention(start, end, weekday=WEEKDAYS[named])
        elif match["before_last"]:
            yield DateMention(start, end, offset_days=-2)
        elif match["last"] or match["last_night"]:
            yield DateMention(start, end, offset_days=-1)
        elif match["today"]:
            yield DateMention(start, end, offset_days=0)
        elif any(match[name] for name in _COUNTING):
            if (days := _from_last(match, flat)) is not None:
                yield DateMention(start, end, from_last=days)
        elif match["rel"]:
            yield _whole(match)
        elif match["counted"]:
            if (mention := _ago(match)) is not None:
                yield mention
        elif match["year"]:
            yield DateMention(start, end, year=int(match["year"]))
        elif not _NAMED_SO.search(flat, max(0, start - 20), start):
            which = match["which"]
            relation = "next" if which in _TO_COME else "before" if which in {"الماضي", "الفايت", "المنصرم"} else None
            yield DateMention(start, end, weekday=WEEKDAYS[match["weekday"]], relation=relation)


def _from_last(match: re.Match[str], flat: str) -> int | None:
    """Days from the day told before, None where an expression counts from none."""
    if match["next"] or match["same"] or match["prior"] or match["speech"]:
        return 1 if match["next"] else -1 if match["prior"] else 0
    for name, sign in (("later", 1), ("earlier", -1), ("after", 1), ("before", -1), ("ahead", -1), ("behind", 1)):
        if unit := match[f"{name}u"]:
            if match["of"]:
                # "Retaken on Tuesday, two days after shells fell": they fell two days before. "After three days of
                # fighting" counts how long it went on.
                opens = max(flat.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
                came = _CAME.search(flat, opens, match.start()) is not None
                since = not match[f"{name}n"] and _TOLD_BEFORE.search(flat, opens, match.start()) is not None
                if not (came or since):
                    return None
                sign = -1
            told = match[f"{name}n"]
            if told is None and unit in {"ايام", "يوما", "اسابيع"}:
                return None
            n = (int(told) if told.isdigit() else spelled(told)) if told else 2 if unit.endswith("ين") else 1
            return sign * n * (7 if unit.startswith(("اسا", "اسبوع")) else 1)
    return None


def _whole(match: re.Match[str]) -> DateMention:
    unit = _UNITS[(match["u1"] or match["u2"]).removeprefix("ال")]
    tense = match["tense"] or ""
    relation = "last" if tense and tense not in _PRESENT.split("|") else "this"
    dom = match["dom"]
    day = (int(dom) if dom.isdigit() else _ORDINALS[dom]) if dom and unit == "month" else None
    return DateMention(match.start(), match.end(), day=day, relation=relation, unit=unit)


def _ago(match: re.Match[str]) -> DateMention | None:
    unit, n = _COUNTED[match["counted"]]
    if not n:
        told = match["n"]
        if told is None or told.startswith(("بضع", "عده")):
            return None
        n = int(told) if told.isdigit() else spelled(told)
    if unit == "day":
        return DateMention(match.start(), match.end(), offset_days=-n)
    if unit == "week":
        return DateMention(match.start(), match.end(), offset_days=-7 * n)
    return DateMention(match.start(), match.end(), unit=unit, ago=n, relation="last")


__all__ = ["MONTHS", "NUMBER", "WEEKDAYS", "find"]
