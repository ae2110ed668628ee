"""English date expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sijill.lang.dates import FIELD_ENDS, FIELD_OPENS, DateMention, barred, days_alone
from sijill.lang.later import pattern

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: n
    for n, names in enumerate(("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun"))
    for name in names.split()
}  # fmt: skip
_M = rf"(?P<{{}}>{'|'.join(MONTHS)})\b(?:(?:(?<=\bsept)|(?<![a-z]{{{{4}}}}))\.)?"
_D = r"(?P<{}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_Y = r"(?:,? ?'?(?P<{}>(?:19|20)\d\d))?(?!\d)"
_TO = r" ?(?:-|to|and|through|thru|until|till|&) ?"
_W = rf"(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?,? )?"

_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINALS = {
    word: n
    for n, word in enumerate(
        [*_UNITS, *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
         "twentieth", *(f"twenty-{unit}" for unit in _UNITS), "thirtieth", "thirty-first"],
        start=1,
    )
}  # fmt: skip
_O = rf"(?P<{{}}>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_TOLL = r"(?:dead|deaths|hurt|killed|wounded|injured|casualties)\b(?=\s*(?:[,.;:)]|and\b|$))"
"""After "July 5 dead, 7 hurt" the 5 is no day."""

_FORMS = (
    # 2020-10-05 · 5-11 October 2020 · 28 September - 4 October · October 5-11, 2020 · 5 October · October 5
    r"(?P<y1>(?:19|20)\d\d)-(?P<m1n>\d\d)-(?P<d1>\d\d)(?!\d)",
    r"(?<!no\. )(?<!nr\. )(?<!#)" + _W + _D.format("d2") + _TO + _W + _D.format("e2") + " (?:of )?" + _M.format("m2") + _Y.format("y2"),
    _W + _D.format("d3") + " (?:of )?" + _M.format("m3") + _Y.format("y3x") + _TO + _W + _D.format("e3") + " (?:of )?" + _M.format("n3") + _Y.format("y3"),
    _W + _M.format("m4") + " " + _D.format("d4") + _TO + _W + _M.format("n4") + " " + _D.format("e4") + _Y.format("y4"),
    _W + _M.format("m5") + " " + _D.format("d5") + r"(?:-| (?:to|and|through|until|till|&) )" + _W + _D.format("e5") + "(?! (?:of )?(?:" + "|".join(MONTHS) + r")\b)" + _Y.format("y5"),
    _W + _D.format("d6") + "[ -]?(?:of )?" + _M.format("m6") + r"(?:-(?P<y6b>\d\d(?:\d\d)?)\b|" + _Y.format("y6") + ")",
    _W + _M.format("m7") + "[ -]" + _D.format("d7") + rf"(?!:\d\d| {_TOLL})" + _Y.format("y7"),
    r"(?P<half>first|second|1st|2nd) half of (?:the month of )?" + _M.format("m12") + _Y.format("y12"),
    r"(?<![\d/.:\[-])" + _W + r"(?P<a>\d{1,2})(?:(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<c>(?:19|20)?\d\d)|/(?P<bb>\d{1,2})(?! of\b))(?![\d/%]|[.,]\d)",
    # "Week two (Sat 3 - Fri 9)", under a month
    _W.removesuffix("?") + _D.format("d15") + _TO + _W.removesuffix("?") + _D.format("e15"),
    _M.format("m8") + r",? ?(?P<y8>(?:19|20)\d\d)\b",
    r"(?:the )?" + _O.format("d13") + " of " + _M.format("m13") + _Y.format("y13"),
    r"(?<=\bon the )" + _O.format("d14") + r"(?=,? (?:(?:an? )?(?:\w+ )?(?:bombs?|bombers?|mines?|grenades?|rockets?|mortars?|drones?|snipers?|gunmen)|in|at|near|armed|somebody|someone)\b)",
    r"(?:on )?the (?P<d11>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?! (?:of|brigade|division|day|time|anniversary|week|month|attack|incident|battalion|regiment|century))",
    r"(?:early|mid|late)[- ]" + _M.format("m9") + _Y.format("y9"),
    _M.format("m10"),
)  # fmt: skip
_DATES = pattern("|".join(rf"(?P<f{n}>(?<![a-z0-9]){form})" for n, form in enumerate(_FORMS)))
_DAYS = "|".join(name for name in WEEKDAYS if len(name) > 5)
_COUNTS = {
    word: n for n, word in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_COUNTS["one"] = 1
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_COUNT = rf"\d{{1,2}}|{'|'.join(_COUNTS)}"
_RELATIVE = pattern(
    rf"\b(?:(?P<night>(?:overnight|on the night of|the night of|the night from|night of)(?: from)? (?P<from>{_DAYS})(?: night)? ?(?:to|-|into|/|and) ?(?P<into>{_DAYS}))"
    rf"|(?:(?<=, )|(?P<came>\b(?:came|comes|coming|occurred|happened|took place|follows|followed) (?:just |only |barely )?))(?P<since>(?P<since_n>{_COUNT}) (?P<since_unit>day|week)s? after(?= [a-z]))"
    rf"|(?P<ago>(?P<n>{_COUNT}) (?P<counted>days?|weeks?|fortnights?|months?|years?) (?P<anchor_of>ago|earlier|before|previously|later|after|afterwards)\b(?! (?:an?|the|his|her|their|its|he|she|it|they|that|this|when|[a-z]+ing)\b))"
    r"|(?P<weekend>(?:over|during|at|on|through) (?:the|this) (?:past |last )?weekend|(?:over )?(?:this|last) weekend)"
    r"|(?P<last>(?:the |that |on the )?(?:(?P<prior>previous|preceding) (?:day|night|evening|afternoon|morning)|(?P<eve>(?:day|night|evening) before)(?! yesterday)|(?P<next_day>(?:following|next) (?:day|morning|night|evening|afternoon))|(?P<same>same (?:day|night|evening|morning|afternoon|hours?|date)))|(?P<of_speech>(?:just |only )?hours (?:before|after) (?:(?:he|she|they) (?:spoke|made|issued)|(?:the|his|her|their) (?:statement|announcement|speech|remarks)\b)))"
    rf"|(?P<of_week>(?P<that_day>{_DAYS}) (?:of )?last week|last week on (?P<that_day_b>{_DAYS}))"
    r"|(?P<rel>this|last|previous|the previous|prior|the same)(?:-| )(?P<unit>month|week|year|quarter)|(?P<unit_before>month|week) before"
    r"|(?P<day>today|yesterday|last night|overnight|tonight|this morning|this evening|this afternoon|earlier today|late last night|yesterday (?:morning|evening|night|afternoon))"
    r"|(?P<week>week|wk)\.? (?P<number>[1-9]|[1-4]\d|5[0-3]|one|two|three|four|five)\b"
    r"|(?:week|w)(?: |/)?(?P<anchor>of|ending|beginning|commencing|starting|c|e|to)\b"
    rf"|(?P<year>(?<![\d/.-])(?:19|20)\d\d)(?![\d/-]| ?(?:hrs?|hours|local|lt|gmt|utc|z|h)\b)"
    rf"|(?:(?:early |late |on |last )?(?P<weekday>{'|'.join(name for name in WEEKDAYS if len(name) > 5)})))\b"
)
_DAY_BEFORE = pattern(rf"\b(?:{_DAYS}|{'|'.join(MONTHS)}|today|yesterday|overnight|last night)\b")
# "01.11 –" opens a dated line; elsewhere "1.30" is an hour or a share.
_OPENING = pattern(r"^[ \t]*(?:[-*•]\s+)?(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.?(?=\s*[-:,|]|\s\w)", re.MULTILINE)
# "| 3 | 5 / 6 |" opens a row.
_ROW = pattern(
    r"^[ \t]*\|\s*(?:\d{1,3}\.?\s*\|\s*)?(?:(?P<a>\d{1,2}) (?P<mark>[/.-]) (?P<b>\d{1,2})|(?P<c>\d\d)\.(?P<d>\d\d))(?=\s*\|)",
    re.MULTILINE,
)
# "4th: Jalawla, ...", "Mon 3rd. Baghdad", "Sun 4 | Ramadi" under a month.
_DAY = pattern(
    rf"^[ \t]*(?:[-*•+~]\s+)?(?:{_W}(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
    rf"|(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?,? (?P<weekday_s>[1-9]|[12]\d|3[01]))(?=\s?[:,.|-](?! ?\d))",
    re.MULTILINE,
)
# "- Haditha in Anbar, 11th: gunmen ...", and "- 6: gunmen ...", under a month, where the numbers are no numbering.
# "| Tue 3rd |", "-> Sun 1", "FALLUJAH. 1ST. MORTARS.", "### Wednesday the 1st": a field of its own, under a month.
_FIELD = pattern(
    rf"{FIELD_OPENS}(?P<all>(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?,? {{1,3}}(?:the )?(?P<a>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    rf"|(?:the )?(?P<b>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)){FIELD_ENDS}",
    re.MULTILINE,
)
# "6.III - gunmen ..." opens an entry.
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = pattern(
    rf"^[ \t]*(?:[-*•+~·]\s+)?(?P<all>(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>{'|'.join(sorted(_ROMANS, key=len, reverse=True))}))\b(?=\.?\s?[-:,|])",
    re.MULTILINE,
)
# "- Mon. Basra: ..." under a week.
_WEEKDAY_LEAD = pattern(
    rf"^[ \t]*(?:[-*•+~·]\s+)(?P<name>{'|'.join(name for name in WEEKDAYS if len(name) <= 5)})\.?(?=[:,.|-]? [a-z])",
    re.MULTILINE,
)
_BEHIND = pattern(r"^[^\n\d:,.;|]{3,44}, (?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?=:\s)", re.MULTILINE)
_BARE = pattern(
    r"(?:^[ \t]*(?:[-*•+~·]\s+(?=\d\d?:)|(?=\d\d -)|(?:[-*•+~·]\s+)?[(\[](?=\d\d?[)\]])|·(?=\d\d?·))|(?<=@ ))"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?=:\s| - |[)\]]\s|·|$)",
    re.MULTILINE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NAME_OF = pattern(r",? (?:neighbou?rhood|quarter|district|street|bridge|square|hospital|stadium|suburb)\b")
_CLOCK = pattern(r"\d{1,2} (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,? (?:[01]\d|2[0-3])[0-5]\d")
"""A day and an hour, as notes write them."""
_YEARS_FROM = 1970
"""Four figures below that, behind a day of a month cut short, are an hour."""
_AMBIGUOUS = {"may", "march", "mar", "sat", "sun", "dec", "jan"}


def find(flat: str, text: str) -> Iterator[DateMention]:
    """Date expressions of a text, in order, longest first at a place.

    flat: the text lower-cased character by character, dashes as hyphens; text: the original, to see capitals.
    """
    taken = 0
    found = sorted([*_absolute(flat, text), *_relative(flat)], key=lambda m: (m.start, -m.end))
    for mention in found:
        if mention.start >= taken:
            taken = mention.end
            yield mention


def _absolute(flat: str, text: str) -> Iterator[DateMention]:
    openings = list(_OPENING.finditer(flat))
    if any(int(m["b"]) > 31 or int(m["a"]) == 0 for m in openings):
        # "07.50 Two rockets ...": the lines of a live page open with the hour.
        openings = []
    for match in [*openings, *_ROW.finditer(flat)]:
        a, b = ("a", "b") if match["a"] else ("c", "d")
        yield DateMention(match.start(a), match.end(b), numeric=(int(match[a]), int(match[b]), None))
    for match in _DAY.finditer(flat):
        name = "day" if match["day"] else "weekday_s"
        yield DateMention(match.start(name), match.end(), day=int(match[name]))
    for match in _ROMAN.finditer(flat):
        yield DateMention(*match.span("all"), day=int(match["day"]), month=_ROMANS.index(match["month"]) + 1)
    for match in _FIELD.finditer(barred(flat, text)):
        yield DateMention(*match.span("all"), day=int(match["a"] or match["b"]))
    for match in _WEEKDAY_LEAD.finditer(flat):
        yield DateMention(*match.span("name"), weekday=WEEKDAYS[match["name"]], relation="within")
    for match in _BEHIND.finditer(flat):
        yield DateMention(match.start("day"), match.end(), day=int(match["day"]))
    for match in days_alone(_BARE.finditer(flat)):
        yield DateMention(*match.span("day"), day=int(match["day"]))
    for match in _DATES.finditer(flat):
        part = {name: value for name, value in match.groupdict().items() if value and not re.fullmatch(r"f\d+", name)}
        if part.get("m10") in _AMBIGUOUS and not text[match.start("m10")].isupper():
            continue
        if _NAME_OF.match(flat, match.end()):
            # "The 17 July neighbourhood" is called so.
            continue
        if "m10" in part and part["m10"] == "may" and not _month_like(flat, match.end()):
            continue
        mention = _mention(match.start(), match.end(), part)
        if mention.year is not None and mention.year < _YEARS_FROM and _CLOCK.fullmatch(match[0]):
            # "15 Sep 1940": at twenty to eight.
            mention = replace(mention, year=None)
        yield mention


def _month_like(flat: str, end: int) -> bool:
    """Whether a lone "May" at this place reads as the month: a name or verb would go on with a word."""
    return not re.match(r" (?:be|have|not|also|well|god|his|he|it|they|the|see|come|use|try)\b", flat[end : end + 8])


def _mention(start: int, end: int, part: dict[str, str]) -> DateMention:
    if "a" in part:
        year = int(part["c"]) if "c" in part else None
        return DateMention(start, end, numeric=(int(part["a"]), int(part.get("b") or part["bb"]), year))

    def first(letter: str) -> str | None:
        return next((v for k, v in part.items() if re.fullmatch(rf"{letter}\d+[a-z]?", k)), None)

    def month(letter: str) -> int | None:
        named = first(letter)
        return int(named) if named and named.isdigit() else MONTHS.get(named or "")

    told = next((part[k] for k in part if re.fullmatch(r"y\d+b?", k)), None)
    number = int(told) + (2000 if len(told) == 2 else 0) if told else None
    day, last = first("d"), first("e")
    if half := part.get("half"):
        day, last = ("1", "15") if half in {"first", "1st"} else ("16", "31")
    own = next((part[k] for k in part if re.fullmatch(r"y\d+x", k)), None)
    if own:
        number = int(own)
    elif number and first("n") and (month("n") or 0) < (month("m") or 0):
        # "28 December - 3 January 2021": the year is that of the end.
        number -= 1
    return DateMention(
        start, end, day=(_ORDINALS.get(day) or int(day)) if day else None, month=month("m"), year=number,
        last_day=int(last) if last else None, last_month=month("n"),
    )  # fmt: skip


def _relative(flat: str) -> Iterator[DateMention]:
    for match in _RELATIVE.finditer(flat):
        start, end = match.span()
        if match["night"]:
            yield DateMention(start, end, weekday=WEEKDAYS[match["from"]], last_weekday=WEEKDAYS[match["into"]])
        elif match["weekend"]:
            yield DateMention(start, end, weekday=WEEKDAYS["saturday"], last_weekday=WEEKDAYS["sunday"])
        elif match["last"]:
            yield DateMention(
                start, end, from_last=1 if match["next_day"] else -1 if match["prior"] or match["eve"] else 0
            )
        elif match["of_week"]:
            that = WEEKDAYS[match["that_day"] or match["that_day_b"]]
            yield DateMention(start, end, weekday=that, relation="before", unit="weekday")
        elif match["since"]:
            # "Retaken on Tuesday, two days after shells fell on the market": they fell two days before. Where the
            # sentence names no day, "two days after the raid" counts from one told before, and forwards; but what "came
            # two days after shells fell" came after them.
            opens = max(flat.rfind(stop, 0, start) for stop in ".!?\n") + 1
            if match["came"] or _DAY_BEFORE.search(flat, opens, start):
                n, week = match["since_n"], match["since_unit"] == "week"
                yield DateMention(
                    match.start("since"), end, from_last=-(int(n) if n.isdigit() else _COUNTS[n]) * (7 if week else 1)
                )
        elif match["ago"]:
            if (ago := _ago(match)) is not None:
                yield ago
        elif unit := match["unit"] or match["unit_before"]:
            relation = "this" if (match["rel"] or "").startswith(("this", "the same")) else "last"
            yield DateMention(start, end, relation=relation, unit=unit)
        elif day := match["day"]:
            yield DateMention(
                start, end, offset_days=-1 if "last night" in day or day.startswith(("yesterday", "overnight")) else 0
            )
        elif match["week"]:
            number = match["number"]
            yield DateMention(start, end, week=_NUMBERS.get(number) or int(number))
        elif anchor := match["anchor"]:
            yield DateMention(
                start, end, unit="week", relation={"ending": "ending", "e": "ending", "to": "ending"}.get(anchor, "of")
            )
        elif match["year"]:
            yield DateMention(start, end, year=int(match["year"]))
        elif match["weekday"]:
            yield DateMention(start, end, weekday=WEEKDAYS[match["weekday"]])


def _ago(match: re.Match[str]) -> DateMention | None:
    told, unit = match["n"], match["counted"].removesuffix("s")
    n = int(told) if told.isdigit() else _COUNTS[told]
    anchor = match["anchor_of"]
    later = anchor in {"later", "after", "afterwards"}
    if unit in _UNIT_DAYS:
        days = n * _UNIT_DAYS[unit] * (1 if later else -1)
        ago = None if later or anchor == "before" else days
        return DateMention(match.start(), match.end(), offset_days=ago, from_last=None if anchor == "ago" else days)
    if later:
        return None
    return DateMention(match.start(), match.end(), unit=unit, ago=n, relation="last")
