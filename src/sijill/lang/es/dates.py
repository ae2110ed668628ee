"""Spanish date expressions. Numbers go day first, always."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.lang.dates import DateMention
from sijill.lang.later import pattern

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto ago",
            "septiembre setiembre sept sep", "octubre oct", "noviembre nov", "diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: n
    for n, names in enumerate(("lunes lun", "martes", "miercoles mie", "jueves jue", "viernes vie", "sabado sab", "domingo dom"))
    for name in names.split()
}  # fmt: skip
_DAYS = "lunes|martes|miercoles|jueves|viernes|sabado|domingo"
_LONG = "|".join(name for name in MONTHS if len(name) > 4 or name == "mayo")
_M = rf"(?P<{{}}>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b(?:(?<![a-z]{{{{5}}}})(?<!mayo)\.)?"
_D = r"(?P<{}>0?[1-9]|[12]\d|3[01])(?:o|ero)?\b"
_Y = r"(?:,?(?: (?:de|del|del ano))? (?P<{}>(?:19|20)\d\d)(?!\d))?"
_OF = r" (?:de )?"
_LEAD = rf"(?:(?:(?:el|este|del|al) )?(?:pasado )?(?:(?:{_DAYS}),? )?(?:(?:el )?(?:dia )?)?)?"

_FORMS = (
    # 2021-03-12 · del 5 al 11 de octubre de 2020 · 28 de septiembre al 4 de octubre · 5 y 6 de marzo · 12 de marzo
    r"(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)",
    _D.format("d2") + _OF + _M.format("m2") + _Y.format("x2") + r" ?(?:-|al?|y|hasta)(?: el)? ?" + _D.format("e2") + _OF + _M.format("n2") + _Y.format("y2"),
    _LEAD + _D.format("d3") + r" ?(?:-|al?|y|hasta)(?: el)? ?" + _D.format("e3") + _OF + _M.format("m3") + _Y.format("y3"),
    _LEAD + _D.format("d4") + r"(?: de|-)? ?" + _M.format("m4") + _Y.format("y4"),
    r"(?<![\d/.:-])(?P<d5>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<m5>0?[1-9]|1[0-2])(?P=sep)(?P<y5>(?:19|20)?\d\d)(?![\d/%])",
    r"(?<![\d/.:-])(?P<d6>0?[1-9]|[12]\d|3[01])/(?P<m6>0?[1-9]|1[0-2])(?![\d/%]|[.,]\d)",
    rf"(?P<m7>{_LONG})(?:,? (?:de|del|del ano) | )(?P<y7>(?:19|20)\d\d)\b",
    rf"(?P<m8>{_LONG})\b",
)  # fmt: skip
_DATES = pattern("|".join(rf"(?P<f{n}>(?<![a-z0-9]){form})" for n, form in enumerate(_FORMS)))
_COUNTS = {
    word: n for n, word in enumerate("una dos tres cuatro cinco seis siete ocho nueve diez once doce".split(), start=1)
}
_COUNTS |= {"un": 1, "quince": 15, "veinte": 20}
_UNITS = {"dia": "day", "semana": "week", "mes": "month", "ano": "year"}
_PART = r"(?:madrugada|manana|tarde|noche|medianoche|mediodia)"
_RELATIVE = pattern(
    rf"\b(?:(?P<night>(?:la )?noche del (?P<from>{_DAYS}) al (?P<into>{_DAYS}))"
    rf"|(?P<ago>hace (?:unos |mas de |casi )?(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<counted>dia|semana|mes|ano)(?:es|s)?)"
    rf"|(?:el |la )?(?P<past>semana|mes|ano) (?:pasad[oa]|anterior)|la (?P<previous>pasada|anterior) semana|el pasado (?P<gone>mes|ano)"
    rf"|est[ea] (?P<this>semana|mes|ano)|en lo que va de(?:l)? (?P<sofar>mes|ano)"
    rf"|(?P<before>anteayer|antier|antenoche|anteanoche)|(?P<yesterday>ayer(?: por la {_PART}| en la {_PART})?|anoche|la vispera)"
    rf"|(?P<today>hoy|esta {_PART}|este mediodia)"
    rf"|(?P<coming>(?:el |este )?proximo (?P<nextday>{_DAYS})|(?P<late>{_DAYS}) proximo)"
    rf"|(?:(?:(?:en|durante) )?(?:la |el )?{_PART} (?:del?|de este) |(?P<lead>el pasado |este pasado )|(?:el |este |los )?)(?P<weekday>{_DAYS})(?P<trail> pasado)?(?: (?:por|en) la {_PART})?"
    rf"|(?P<year>(?<![\d/.-])(?:19|20)\d\d)(?![\d/-]))\b"
)


def find(flat: str, text: str) -> Iterator[DateMention]:
    """Date expressions of a text, in order, longest first at a place.

    flat: the text lower-cased and unaccented character by character; text: the original.
    """
    taken = 0
    found = sorted([*_absolute(flat), *_relative(flat)], key=lambda m: (m.start, -m.end))
    for mention in found:
        if mention.start >= taken:
            taken = mention.end
            yield mention


def _absolute(flat: str) -> Iterator[DateMention]:
    for match in _DATES.finditer(flat):
        part = {name[0]: value for name, value in match.groupdict().items() if value and re.fullmatch(r"[a-z]\d", name)}
        day, last = part.get("d"), part.get("e")
        month, last_month = (_month(part.get(letter)) for letter in "mn")
        year = _year(part.get("y"))
        if own := _year(part.get("x")):
            year = own
        elif year and last_month and month and last_month < month:
            # "28 de diciembre al 3 de enero de 2021": the year is that of the end.
            year -= 1
        yield DateMention(
            *match.span(), day=int(day) if day else None, month=month, year=year,
            last_day=int(last) if last else None, last_month=last_month,
        )  # fmt: skip


def _month(told: str | None) -> int | None:
    return None if told is None else int(told) if told.isdigit() else MONTHS[told]


def _year(told: str | None) -> int | None:
    return None if told is None else int(told) + (2000 if len(told) == 2 else 0)


def _relative(flat: str) -> Iterator[DateMention]:
    for match in _RELATIVE.finditer(flat):
        start, end = match.span()
        if match["night"]:
            yield DateMention(start, end, weekday=WEEKDAYS[match["from"]], last_weekday=WEEKDAYS[match["into"]])
        elif match["ago"]:
            yield _ago(match)
        elif match["previous"]:
            yield DateMention(start, end, relation="last", unit="week")
        elif unit := match["past"] or match["gone"]:
            yield DateMention(start, end, relation="last", unit=_UNITS[unit])
        elif unit := match["this"] or match["sofar"]:
            yield DateMention(start, end, relation="this", unit=_UNITS[unit])
        elif match["before"] or match["yesterday"] or match["today"]:
            yield DateMention(start, end, offset_days=-2 if match["before"] else -1 if match["yesterday"] else 0)
        elif match["coming"]:
            yield DateMention(start, end, weekday=WEEKDAYS[match["nextday"] or match["late"]], relation="next")
        elif match["weekday"]:
            before = "before" if match["lead"] or match["trail"] else None
            yield DateMention(start, end, weekday=WEEKDAYS[match["weekday"]], relation=before)
        elif match["year"]:
            yield DateMention(start, end, year=int(match["year"]))


def _ago(match: re.Match[str]) -> DateMention:
    told, unit = match["n"], _UNITS[match["counted"]]
    n = int(told) if told.isdigit() else _COUNTS[told]
    if unit in {"day", "week"}:
        return DateMention(match.start(), match.end(), offset_days=-n * (7 if unit == "week" else 1))
    return DateMention(match.start(), match.end(), unit=unit, ago=n, relation="last")
