"""Read a date expression against what the document gives: its publication date and the heading it stands under."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sijill.lang.calendars import CONVERTED
from sijill.lang.dates import DateMention
from sijill.model.values import When


@dataclass(frozen=True, slots=True)
class Reading:
    """A date read. from_context: its month or year came from a heading; from_published: its year from publication."""

    when: When
    from_context: bool = False
    from_published: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one document writes dates. month_first: "3/10" is 10 March."""

    published: date | None
    month_first: bool = True
    first_weekday: int = 0
    """Of "last week"; 0 is Monday."""

    def read(self, mention: DateMention, context: When | None = None) -> Reading | None:
        """The days that an expression names, None if the document does not say enough."""
        reading = self._named(mention, context)
        if reading is None or mention.week_from is None or reading.when.precision != "day":
            return reading
        day = reading.when.start
        start = day - timedelta(days=6) if mention.week_from == "ending" else day
        return replace(reading, when=When(start, start + timedelta(days=6), "week"))

    def _named(self, mention: DateMention, context: When | None) -> Reading | None:
        if mention.from_last is not None and context is not None and context.precision == "day":
            return Reading(When.day(context.start + timedelta(days=mention.from_last)), from_context=True)
        if mention.offset_days is not None:
            return self._relative_day(mention.offset_days)
        if mention.weekday is not None:
            return self._weekday(mention, context)
        if mention.unit in {"month", "year"} or (mention.unit == "week" and mention.relation in {"this", "last"}):
            return self._relative_unit(mention)
        if mention.calendar is not None:
            return self._converted(mention)
        if mention.week is not None:
            return self._week_of_month(mention.week, context)
        if mention.numeric is not None:
            day, month, year = self._numeric(mention.numeric)
            return self._days(day, month, year, None, None, context)
        if mention.month is None and mention.day is None:
            return Reading(When.year(mention.year)) if mention.year else None
        return self._days(mention.day, mention.month, mention.year, mention.last_day, mention.last_month, context)

    def _numeric(self, parts: tuple[int, int, int | None]) -> tuple[int, int, int | None]:
        a, b, year = parts
        if year is not None and year < 100:
            year += 2000
        return (b, a, year) if self.month_first else (a, b, year)

    def _days(
        self, day: int | None, month: int | None, year: int | None, last_day: int | None, last_month: int | None,
        context: When | None,
    ) -> Reading | None:  # fmt: skip
        from_context = from_published = False
        if month is None:
            if context is None or context.precision == "year":
                return None
            month, year, from_context = context.start.month, context.start.year, True
            if (
                day is not None
                and context.precision == "week"
                and day < context.start.day <= 31
                and context.end.month != month
            ):
                month, year = context.end.month, context.end.year
        if year is None and context is not None:
            year = next((d.year for d in (context.start, context.end) if d.month == month), None)
            if year is None and context.precision == "month" and context.start.month < month < context.end.month:
                year = context.start.year
            if year is None and context.precision == "year":
                year = context.start.year
            from_context = from_context or year is not None
        if year is None:
            year, from_published = self._year_before(month, day), True
        if year is None:
            return None
        try:
            if day is None:
                return Reading(When.month(year, month), from_context, from_published)
            start = date(year, month, day)
            end = self._end(start, last_day, last_month)
        except ValueError:
            return None
        length = (end - start).days + 1
        precision = "day" if length <= 2 else "week" if length <= 10 else "month"
        return Reading(When(start, end, precision), from_context, from_published)

    @staticmethod
    def _end(start: date, last_day: int | None, last_month: int | None) -> date:
        if last_day is None:
            return start
        month = last_month or start.month
        year = start.year + (month < start.month)
        end = date(year, month, min(last_day, monthrange(year, month)[1]))
        return end if end >= start else start

    def _year_before(self, month: int, day: int | None) -> int | None:
        """The year of the last such day that is not after publication."""
        if self.published is None:
            return None
        limit = self.published + timedelta(days=1)
        return limit.year - ((month, day or 1) > (limit.month, limit.day))

    def _relative_day(self, days: int) -> Reading | None:
        if self.published is None:
            return None
        return Reading(When.day(self.published + timedelta(days=days)), from_published=True)

    def _converted(self, mention: DateMention) -> Reading | None:
        """A day or month of a Hijri calendar; without a year the last such day up to publication."""
        convert = CONVERTED[mention.calendar or ""]
        month, day = mention.month or 1, mention.day or 1
        try:
            if mention.year is not None:
                start = convert(mention.year, month, day)
                return Reading(When.day(start) if mention.day else When(start, start + timedelta(days=28), "month"))
            if self.published is None or mention.day is None:
                return None
            guess = self.published.year - 621 if mention.calendar == "solar" else (self.published.year - 622) * 33 // 32
            days = [convert(year, month, day) for year in range(guess + 2, guess - 3, -1)]
        except ValueError:
            return None
        past = [d for d in days if d <= self.published + timedelta(days=1)]
        return Reading(When.day(past[0]), from_published=True) if past else None

    def _weekday(self, mention: DateMention, context: When | None) -> Reading | None:
        weekday = mention.weekday
        if weekday is None or mention.relation == "next":
            return None
        if context is not None and context.precision == "week":
            span = (context.end - context.start).days + 1
            days = [context.start + timedelta(days=n) for n in range(span)]
            hit = [d for d in days if d.weekday() == weekday]
            return Reading(When.day(hit[0]), from_context=True) if len(hit) == 1 else None
        if self.published is None or mention.relation == "within":
            return None
        back = (self.published.weekday() - weekday) % 7
        if mention.relation == "before" and back == 0:
            back = 7
        if mention.unit == "weekday":
            # "Friday of last week": of the week before that of publication.
            back = (self.published.weekday() - self.first_weekday) % 7 + 7 - (weekday - self.first_weekday) % 7
        day = self.published - timedelta(days=back)
        if mention.last_weekday is None:
            return Reading(When.day(day), from_published=True)
        end = day + timedelta(days=(mention.last_weekday - weekday) % 7)
        if end > self.published:
            # "Over the weekend", in a report of Saturday: the one before.
            day, end = day - timedelta(days=7), end - timedelta(days=7)
        return Reading(When(day, end, "day"), from_published=True) if (end - day).days <= 2 else None

    def _relative_unit(self, mention: DateMention) -> Reading | None:
        if self.published is None:
            return None
        back = mention.ago or int(mention.relation == "last")
        if mention.unit == "year":
            return Reading(When.year(self.published.year - back), from_published=True)
        if mention.unit == "week":
            into = (self.published.weekday() - self.first_weekday) % 7
            start = self.published - timedelta(days=into + 7 * back)
            return Reading(When(start, start + timedelta(days=6), "week"), from_published=True)
        year, month = divmod(self.published.year * 12 + self.published.month - 1 - back, 12)
        month += 1
        if mention.day is not None:
            try:
                return Reading(When.day(date(year, month, mention.day)), from_published=True)
            except ValueError:
                return None
        return Reading(When.month(year, month), from_published=True)

    @staticmethod
    def _week_of_month(week: int, context: When | None) -> Reading | None:
        if context is None or context.precision != "month":
            return None
        start = context.start + timedelta(days=7 * (week - 1))
        if start > context.end:
            return None
        return Reading(When(start, min(context.end, start + timedelta(days=6)), "week"), from_context=True)


def calendar_of(mentions: Iterable[DateMention], published: date | None, *, first_weekday: int = 0) -> Calendar:
    """How a document writes its numeric dates: the order in which none is impossible, and fewest lie in the future
    or far from the months it names. Month first where both fit as well."""
    listed = list(mentions)
    numeric = [m.numeric for m in listed if m.numeric]
    named = {m.month for m in listed if m.month and m.calendar is None}

    def cost(month_first: bool) -> tuple[int, int, int, bool]:
        wrong = future = strange = 0
        calendar = Calendar(published, month_first)
        months = set()
        for a, b, year in numeric:
            day, month, _ = calendar._numeric((a, b, year))
            if not (1 <= month <= 12 and 1 <= day <= 31):
                wrong += 1
                continue
            months.add(month)
            strange += bool(named) and month not in named
            reading = calendar._days(day, month, calendar._numeric((a, b, year))[2], None, None, None)
            future += bool(reading and published and reading.when.start > published)
        return wrong, future, strange + len(months), not month_first

    return Calendar(published, min((True, False), key=cost), first_weekday)
