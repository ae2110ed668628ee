"""Posts pasted from a page: a line that names who, perhaps when, then the text, with its link on a line of its own.

    River Wire @riverwire · Dec 21, 2020
    A roadside bomb hit a supply convoy in Babil this morning.
    https://x.example/riverwire/status/1

Several posts in one file stand between lines of three hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sijill.ingest.draft import Draft, told
from sijill.lang.later import pattern

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january يناير كانون_الثاني", "feb february فبراير شباط", "mar march مارس آذار اذار",
            "apr april أبريل ابريل إبريل نيسان", "may مايو أيار ايار", "jun june يونيو حزيران", "jul july يوليو تموز",
            "aug august أغسطس اغسطس آب اب", "sep sept september سبتمبر أيلول ايلول",
            "oct october أكتوبر اكتوبر تشرين_الأول تشرين_الاول", "nov november نوفمبر تشرين_الثاني",
            "dec december ديسمبر كانون_الأول كانون_الاول",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MONTH: Final = "|".join(sorted((name.replace("_", r"\s+") for name in _MONTHS), key=len, reverse=True))
_DAY: Final = pattern(
    rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})[,،]?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})\.?[,،]?\s+(?P<year2>\d{{4}})",
    re.IGNORECASE,
)
_CLOCK: Final = pattern(
    r"(?P<h>\d{1,2}):(?P<min>\d\d)(?:\s*(?P<half>[ap]\.?m\.?|ص|م|صباحا|صباحًا|مساء|مساءً)(?!\w))?", re.I
)
_HANDLE: Final = re.compile(
    r"^(?P<name>[^@\n]{0,80}?)\s*\(?@(?P<handle>[A-Za-z0-9_.]{2,40})\)?\s*(?P<rest>[·•|,،—–-].*)?$"
)
_LINK: Final = re.compile(r"<?(https?://\S+?)>?")
_MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BETWEEN: Final = re.compile(r"(?m)^[ \t]*(?:-{3,}|\*{3,})[ \t]*\r?\n?")
_HEAD_LINES: Final = 3


def posts(text: str, name: str) -> Iterator[Draft]:
    """The posts of a text, if it is one or more: its first lines name a handle and a day. Else nothing."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    found = [_post(part) for part in parts]
    if not found or not all(found):
        return
    for number, post in enumerate(found, 1):
        where = name if len(found) == 1 else f"{name}:{number}"
        assert post is not None  # noqa: S101  all of them are posts
        yield Draft(post[1], where, post[0])


def _post(text: str) -> tuple[dict[str, str], str] | None:
    lines = text.strip("\r\n").splitlines()
    at = next((n for n, line in enumerate(lines) if line.strip()), 0)
    head = [_clean(line) for line in lines[at : at + _HEAD_LINES]]
    who = _HANDLE.match(head[0]) if head else None
    n_used, name = 1, None
    if (
        who is None
        and len(head) > 1
        and (who := re.fullmatch(r"(?P<name>)\(?@(?P<handle>[\w.]{2,40})\)?\s*(?P<rest>[·•].*)?", head[1]))
    ):
        n_used, name = 2, head[0]
    if who is None:
        return None
    when = time_of(who["rest"] or "")
    if when is None and len(head) > n_used and len(head[n_used]) < 60 and (when := time_of(head[n_used])):
        n_used += 1
    rest = lines[at + n_used :]
    url = _taken_link(rest)
    if when is None:
        when = _taken_time(rest)
    body = "\n".join(rest).strip()
    if when is None or not body:
        return None
    author = f"{(name or who['name']).strip()} @{who['handle']}".strip()
    return told(
        author=author, outlet=(name or who["name"]).strip() or f"@{who['handle']}", published=when, url=url
    ), body


def _taken_link(lines: list[str]) -> str | None:
    """The link that stands alone on the first or last line of the rest, taken off it."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    for n in dict.fromkeys((*filled[-1:], *filled[:1])):
        if found := _LINK.fullmatch(_clean(lines[n])):
            del lines[n]
            return found[1]
    return None


def _taken_time(lines: list[str]) -> str | None:
    """The time that stands alone on the last line, as below a post that was opened: "3:41 PM · Dec 21, 2020"."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    if filled and len(line := _clean(lines[filled[-1]])) < 60 and (when := time_of(line)):
        del lines[filled[-1]]
        return when
    return None


def time_of(text: str) -> str | None:
    """The day, and the time of day if told, in a head line in English or Arabic, as ISO 8601; None if it tells more."""
    text = text.translate(_DIGITS)
    day = _DAY.search(text)
    if day is None:
        return None
    clock = _CLOCK.search(text[: day.start()] + " " * len(day[0]) + text[day.end() :])
    left = text[: day.start()] + text[day.end() :]
    if clock:
        left = left.replace(clock[0], "", 1)
    if re.sub(r"\b(?:at|on|في|الساعة|UTC|GMT)\b|[\s·•|,،.—–()-]", "", left, flags=re.I):
        return None
    month = (day["month"] or day["month2"] or "").lower()
    number = int(day["m"]) if day["m"] else _MONTHS["_".join(month.split())]
    year, on = day["y"] or day["year"] or day["year2"], day["d"] or day["day"] or day["day2"]
    told_ = f"{int(year):04}-{number:02}-{int(on):02}"
    return f"{told_}T{_hour(clock):02}:{clock['min']}" if clock else told_


def _hour(clock: re.Match[str]) -> int:
    hour, half = int(clock["h"]), (clock["half"] or "").lower()
    if half and half[0] in "pم":
        return hour % 12 + 12
    return hour % 12 if half else hour


def _clean(line: str) -> str:
    return " ".join(_MARKS.sub("", line).split())
