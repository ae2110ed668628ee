"""What a post says, one file a language: its labels, dates, plurals and sentences.

A sentence holds only what figures say. A new language is a new file with the keys of `en.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from string import Formatter

from sijill.errors import UnknownLanguage
from sijill.model.values import Json, Range, When
from sijill.publish.post import Line, Piece

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f]")
Show = Callable[[int], str]
"""Writes a number."""


@dataclass(frozen=True)
class Phrases:
    """One language's words. told: its file, parsed."""

    language: str
    told: Mapping[str, Json]

    def text(self, key: str, **parts: str) -> str:
        """A phrase by "table.key" or "key", with its named parts filled in."""
        phrase: Json = self.told
        for step in key.split("."):
            phrase = phrase[step]
        return str(phrase).format(**parts) if parts else str(phrase)

    def label(self, table: str, key: str) -> str:
        """The label of a coded value; the value itself, spaced, if the language has none."""
        return str(self.told[table].get(key) or key.replace("_", " "))

    def line(self, key: str, **parts: Piece | Line) -> Line:
        """A phrase as a line whose named parts may be figures."""
        return fill(self.text(key), **parts)

    def form(self, noun: str, n: float | None) -> str:
        """The form of a noun that a number takes."""
        forms = self.told["forms"][noun]
        return str(forms.get(self.category(n), forms["other"]))

    def category(self, n: float | None) -> str:
        """The plural category of a number; a fraction or an unknown takes "other"."""
        if n is None or n != int(n):
            return "other"
        if n == 0:
            return "zero"
        for row in self.told["plural"]:
            found = n % row["mod"] if "mod" in row else n
            if row["from"] <= found <= row["to"]:
                return str(row["form"])
        return "other"

    def numeral(self, n: int) -> str:
        """A number in running text: in words where the language writes small ones so."""
        words = self.told["numerals"]
        return str(words[n]) if 0 < n < len(words) else f"{n:,}"

    def range(self, value: Range | None, *, spelled: bool = False) -> str:
        """A range of people or incidents as words: "at least 3", "3 to 5", "4 (2–5)"."""
        if value is None:
            return self.text("not_stated")
        show = self.numeral if spelled and self.single(value) else "{:,}".format
        return self._range(value, show, show, show)

    def _range(self, value: Range, show: Show, told: Show, governed: Show) -> str:
        """A range in words. told: how the number is written that the range is told by; governed: behind "at least"."""
        low, best, high = value.low, value.middle, value.high
        if high is None:
            if best == low:
                return self.text("at_least", n=governed(low))
            return self.text("about_open", best=show(best), low=governed(low))
        if low == best == high:
            return told(best)
        if value.best is None and low == 0:
            return self.text("at_most", n=governed(high))
        if value.best is None:
            return self.text("between", low=show(low), high=governed(high))
        return self.text("about", best=told(best), low=show(low), high=show(high))

    def counted(self, noun: str, value: Range, *, spelled: bool = False) -> tuple[str, str, str]:
        """A number of a noun, in three parts: what stands before the figure, the figure, what stands behind it.

        ("", "24 (22–24)", " attacks"); ("", "24 هجوماً (22–24)", "") where the noun stands within the range.
        """
        if noun in self.told["noun_within"] and not value.low == value.middle == value.high:
            return "", self._range(value, "{:,}".format, *(self._of(noun, open) for open in ("", "_open"))), ""
        form = self.form(noun, value.middle if self.single(value) else None)
        if value.middle == 0 and value.high is None:
            form = self.form(noun, 0)
        if "{n}" not in form:
            return "", self.text("at_least", n=form) if value.high is None and value.middle > 0 else form, ""
        before, _, after = form.partition("{n}")
        return before, self.range(value, spelled=spelled), after

    def _of(self, noun: str, case: str) -> Show:
        """Writes a number with its noun. case: "_open" for the form that prepositions ask for."""
        forms = self.told["forms"][noun]

        def written(n: int) -> str:
            form = (forms.get(f"{self.category(n)}{case}") or self.form(noun, n)) if n else forms["other"]
            return str(form).format(n=f"{n:,}")

        return written

    @staticmethod
    def single(value: Range) -> bool:
        """Whether one number says it all, with "at least" before it or not."""
        return value.middle == value.low and value.high in (value.low, None)

    def isolated(self, text: str) -> str:
        """Words that may run the other way, kept from turning the numbers and marks beside them."""
        other = _RTL if self.text("direction") == "ltr" else _LTR
        return f"\u2068{text}\u2069" if other.search(text) else text

    @staticmethod
    def inside(label: str) -> str:
        """A label within a sentence: a small first letter, unless it is an abbreviation."""
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def join(self, parts: Sequence[Piece | Line]) -> Line:
        """A list in running text: "a, b, and c"; "a and b"."""
        line: list[Piece] = []
        for at, part in enumerate(parts):
            if at:
                last = at == len(parts) - 1
                line.append(self.text(("list_and" if len(parts) > 2 else "and") if last else "comma"))
            line.extend(part if isinstance(part, tuple) else (part,))
        return tuple(line)

    def day(self, day: date, style: str = "full") -> str:
        """A day: full ("October 5, 2020"), short ("October 5") or brief ("Oct 5")."""
        return self.text(
            f"dates.{style}",
            day=str(day.day),
            month=self.month_name(day),
            month_short=self.month_name(day, short=True),
            year=str(day.year),
        )

    def month_name(self, day: date, *, short: bool = False) -> str:
        return str(self.told["months_short" if short else "months"][day.month - 1])

    def month(self, day: date) -> str:
        """A month with its year."""
        return self.text("dates.month", month=self.month_name(day), year=str(day.year))

    def when(self, when: When | None, style: str = "short") -> str:
        """A date no more precisely than it is known: a day, a week, a month or a year."""
        if when is None:
            return self.text("dates.undated")
        if when.precision == "year":
            return str(when.start.year)
        if when.precision == "month":
            if style == "brief":
                return self.text(
                    "dates.day_untold",
                    month=self.month_name(when.start),
                    month_short=self.month_name(when.start, short=True),
                )
            return self.month(when.start) if style == "full" else self.month_name(when.start)
        if when.precision == "week":
            return self.text("dates.week", start=self.day(when.start, style))
        if when.start == when.end:
            return self.day(when.start, style)
        return self.span(when.start, when.end, style)

    def span(self, start: date, end: date, style: str = "full") -> str:
        """Two days and what lies between; the month and the year once where both share them."""
        if style == "full" and (start.year, start.month) == (end.year, end.month):
            name = self.month_name(start)
            return self.text(
                "dates.same_month", month=name, day=str(start.day), end_day=str(end.day), year=str(start.year)
            )
        first = "short" if style == "full" and start.year == end.year else style
        return self.text("dates.span", start=self.day(start, first), end=self.day(end, style))


@lru_cache(maxsize=8)
def phrases(language: str) -> Phrases:
    """The words of a language. Raises UnknownLanguage where there is no file for it."""
    folder = resources.files("sijill.publish.phrases")
    file = folder.joinpath(f"{language}.toml")
    if not file.is_file():
        known = ", ".join(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))
        raise UnknownLanguage(f"no words for posts in {language!r}; there are: {known}")
    return Phrases(language, tomllib.loads(file.read_text("utf-8")))


def fill(template: str, **parts: Piece | Line) -> Line:
    """A template as a line: text where it is text, and each named part in its place."""
    line: list[Piece] = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            line.append(text)
        if name is not None:
            part = parts[name]
            line.extend(part if isinstance(part, tuple) else (part,))
    return tuple(line)
