"""The paragraphs of a post, drafted from its figures and from nothing else: no cause is ever given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sijill.model.values import Range
from sijill.model.views import Incident
from sijill.publish.desk import DIMENSIONS, Desk, capital
from sijill.publish.phrases import Phrases
from sijill.publish.post import Line, Piece
from sijill.publish.tally import Tally, tally, toll

CHANGES = 3
"""So many values of a dimension are told where it changes, the largest differences first."""


def headline(desk: Desk, all: Tally) -> Line:
    """The user's title, else one that says how many, where and when."""
    if desk.data.title:
        return (desk.data.title,)
    attacks = desk.counted("incidents", scoped(desk, "incidents"), all, form=desk.noun, spelled=False)
    return desk.words.line("sentences.headline", theatre=theatre(desk), attacks=attacks, period=desk.period)


def theatre(desk: Desk) -> str:
    """The theatre's title in the post's language."""
    return desk.data.theatre.title.get(desk.data.language, desk.data.theatre.name)


def scoped(desk: Desk, key: str, scope: str | None = None, noun: str | None = None) -> str:
    """The label of a figure: what it counts and of which days."""
    return desk.words.text(
        f"labels.{key}", noun=desk.words.text(f"nouns.{noun or desk.noun}"), scope=scope or desk.period
    )


def paragraphs(desk: Desk, all: Tally, months: Sequence[tuple[date, Tally]]) -> list[Line]:
    """The paragraphs in order; those that have nothing to say are left out."""
    if not all:
        start, end = desk.words.day(desk.data.start), desk.words.day(desk.until)
        return [desk.words.line("sentences.nothing", theatre=theatre(desk), start=start, end=end)]
    drafted = [
        _sentences(_total(desk, all), _tolls(desk, all)),
        _sentences(_months(desk, months)) if len(months) > 1 else (),
        _sentences(*_worst(desk, all)),
        _sentences(*_change(desk, all, months)),
        _sentences(_attribution(desk, all)),
        _sentences(_others(desk)),
    ]
    return [paragraph for paragraph in drafted if paragraph]


def _sentences(*lines: Line) -> Line:
    """Sentences one after the other, each with its capital."""
    joined: list[Piece] = []
    for line in filter(None, lines):
        joined.extend((" ", *capital(line)) if joined else capital(line))
    return tuple(joined)


def _total(desk: Desk, all: Tally) -> Line:
    words, data = desk.words, desk.data
    first, last = desk.before_period()
    parts: dict[str, Piece | Line] = {
        "attacks": desk.counted("incidents", scoped(desk, "incidents"), all, form=desk.noun),
        "theatre": theatre(desk),
        "start": words.day(data.start, "short" if data.start.year == desk.until.year else "full"),
        "end": words.day(desk.until),
        "before_start": words.day(first, "short" if first.year == last.year else "full"),
        "before_end": words.day(last),
    }
    if data.before is None:
        return words.line("sentences.total", **parts)
    if not data.before:
        return words.line("sentences.total_against_none", **parts)
    parts["before"] = desk.counted("before", scoped(desk, "incidents", words.span(first, last)), tally(data.before))
    return words.line("sentences.total_against", **parts)


def _tolls(desk: Desk, all: Tally) -> Line:
    if all.killed is None and all.wounded is None:
        return desk.words.line("sentences.tolls_none")
    stated = {
        name: desk.people(name, scoped(desk, "incidents", noun=name), name, all)
        for name, found in (("killed", all.killed), ("wounded", all.wounded))
        if found is not None
    }
    key = "tolls" if len(stated) == 2 else f"tolls_{next(iter(stated))}"
    said = desk.words.line(f"sentences.{key}", **stated)
    if not all.n_unstated["toll"]:
        return (*said, " ", *desk.words.line("sentences.stated"))
    silent = tally(
        [i for i in all.incidents if toll(i, "killed") is None and toll(i, "wounded") is None], among=all.incidents
    )
    unstated = desk.counted("unstated", scoped(desk, "unstated"), silent)
    attacks = desk.counted("incidents", scoped(desk, "incidents"), all, form=desk.noun)
    return (*said, " ", *desk.words.line("sentences.unstated", unstated=unstated, attacks=attacks))


def month_figure(desk: Desk, month: date, found: Tally, form: str | None = "number") -> Line:
    """How many in a month."""
    return desk.counted(
        f"incidents/month={month:%Y-%m}", scoped(desk, "incidents", month_scope(desk, month)), found, form=form
    )


def unfinished(desk: Desk, month: date) -> bool:
    """Whether the days of a month that the post can know end before the month does."""
    return desk.until < month_end(month)


def month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month_scope(desk: Desk, month: date) -> str:
    """A month's name, with the days that it is counted from and to where they are not all of it."""
    words, notes = desk.words, []
    if month.replace(day=1) < desk.data.start <= month_end(month):
        notes.append(words.text("sentences.from_day", date=words.day(desk.data.start, "short")))
    if unfinished(desk, month):
        notes.append(words.text("sentences.so_far", date=words.day(desk.until, "short")))
    said = f" ({words.text('comma').join(notes)})" if notes else ""
    return words.month(month) + said


def _months(desk: Desk, months: Sequence[tuple[date, Tally]]) -> Line:
    words = desk.words
    (last, newest), earlier = months[-1], list(reversed(months[:-1]))[:3]
    others = words.join(
        [
            words.line("sentences.in_month", n=month_figure(desk, month, found), month=words.month_name(month))
            for month, found in earlier
        ]
    )
    open_month = unfinished(desk, last)
    there = month_figure(desk, last, newest, "there_so_far" if open_month else "there")
    said = words.line(
        f"sentences.months{'_so_far' if open_month else ''}",
        there=there,
        month=words.month_name(last),
        date=words.day(desk.until, "short"),
        others=others,
    )
    if not open_month or not newest or not earlier[0][1]:
        return said
    rates = [_rate(desk, month, found) for month, found in ((last, newest), earlier[0])]
    return (
        *said,
        " ",
        *words.line(
            "sentences.rate",
            month=words.month_name(last),
            rate=rates[0],
            rate_before=rates[1],
            month_before=words.month_name(earlier[0][0]),
        ),
    )


def _rate(desk: Desk, month: date, found: Tally) -> Piece:
    first, last = max(month.replace(day=1), desk.data.start), min(month_end(month), desk.until)
    rate = found.n.middle / ((last - first).days + 1)
    cited = [id for incident in found.incidents for id in desk.evidence.told(incident)]
    return desk.figure(
        f"rate/month={month:%Y-%m}",
        scoped(desk, "rate", month_scope(desk, month)),
        f"{rate:.2f}" if rate < 10 else f"{rate:,.0f}",
        unit="incidents",
        value=rate,
        incidents=found.incidents,
        quotes=cited,
    )


def _worst(desk: Desk, all: Tally) -> list[Line]:
    if all.killed is None and all.wounded is None:
        return []

    def weight(incident: Incident) -> tuple[int, int]:
        found = [toll(incident, name) or Range.exactly(0) for name in ("killed", "wounded")]
        return found[0].middle, found[1].middle

    ranked = sorted(all.incidents, key=lambda i: (weight(i), toll(i, "killed") is not None), reverse=True)
    top = [incident for incident in ranked if weight(incident) == weight(ranked[0])]
    worst = min(top, key=desk.sort_key)
    if weight(worst) == (0, 0):
        return []
    when = desk.lines.when(worst)
    key = "worst" if when and when.precision == "day" else "worst_month"
    key = "worst_wounded" if not weight(worst)[0] else "worst_tied" if len(top) > 1 else key
    said = [desk.words.line(f"sentences.{key}", date=desk.words.when(when), line=desk.line(worst))]
    if accounts := accounts_of(desk, worst, ("killed", "wounded")):
        said.append(desk.words.line("sentences.accounts", accounts=accounts))
    for key, bases in (("claimed", ("claimed",)), ("blamed", ("blamed", "suspected")), ("denied", ("denied",))):
        if names := [piece for basis in bases for piece in desk.names(worst, basis)]:
            said.append(desk.words.line(f"sentences.{key}_for", names=desk.words.join(names)))
    return said


def accounts_of(desk: Desk, incident: Incident, fields: Sequence[str]) -> Line:
    """Where the sources of an incident differ, each field's accounts as one figure."""
    said: list[Piece] = []
    for name, sentence in desk.dissent(incident):
        if name not in fields:
            continue
        label = desk.words.text("labels.differ", field=desk.words.text(f"nouns.{name}"))
        quotes = desk.evidence.field(incident, name)
        piece = desk.figure(
            f"incident/{incident.id}/differ/{name}",
            label,
            sentence,
            unit=name,
            value=toll(incident, name),
            incidents=[incident],
            quotes=quotes,
        )
        said.extend([desk.words.text("semicolon"), piece] if said else [piece])
    return tuple(said)


def _change(desk: Desk, all: Tally, months: Sequence[tuple[date, Tally]]) -> list[Line]:
    """Which weapons, provinces and targets account for the difference between the last two periods."""
    words = desk.words
    if len(months) > 1:
        (month_a, a), (month_b, b) = months[-2], months[-1]
        names = words.month_name(month_a), words.month_name(month_b)
        scopes = month_scope(desk, month_a), month_scope(desk, month_b)
        keys = f"incidents/month={month_a:%Y-%m}&", f"incidents/month={month_b:%Y-%m}&"
        among_a = among_b = all.incidents
    elif desk.data.before:
        a, b = tally(desk.data.before), all
        scopes = words.span(*desk.before_period()), desk.period
        names, keys, among_a, among_b = scopes, ("before/", "incidents/"), a.incidents, b.incidents
    else:
        return []
    said: list[Line] = []
    for dimension in DIMENSIONS:
        split_a = desk.split(a.incidents, dimension, among_a)
        split_b = desk.split(b.incidents, dimension, among_b)
        none = tally([])
        steps = {
            value: split_b.get(value, none).n.middle - split_a.get(value, none).n.middle
            for value in {*split_a, *split_b}
        }
        moved = sorted((v for v in steps if steps[v]), key=lambda v: (-abs(steps[v]), str(v)))[:CHANGES]
        about = {"dimension": words.text(f"dimensions.{dimension}"), "later": names[1], "earlier": names[0]}
        parts: list[Piece | Line] = [
            words.line(
                "sentences.part",
                label=running(desk.label(dimension, value), dimension),
                a=desk.cell(keys[0], split_a.get(value, none), dimension, value, scopes[0]),
                b=desk.cell(keys[1], split_b.get(value, none), dimension, value, scopes[1]),
            )
            for value in moved
        ]
        key = "change" if parts else "change_none"
        said.append(words.line(f"sentences.{key}", **about, parts=words.join(parts)))
    return [*said, words.line("sentences.change_end")]


def running(label: str, dimension: str) -> str:
    """A label within a sentence: a small first letter, unless it is a name or an abbreviation."""
    return label if dimension == "admin1" else Phrases.inside(label)


def _attribution(desk: Desk, all: Tally) -> Line:
    """For how many attacks somebody claims, is blamed or is only named, and for how many nobody is: they add up."""
    bases = {i.id: {who["basis"] for who in i.value("perpetrators")} for i in all.incidents}
    claimed, blamed = {"claimed"}, {"blamed", "suspected"}
    groups = {
        "claimed": [i for i in all.incidents if bases[i.id] & claimed],
        "blamed": [i for i in all.incidents if bases[i.id] & blamed],
        "both": [i for i in all.incidents if bases[i.id] & claimed and bases[i.id] & blamed],
        "named": [i for i in all.incidents if bases[i.id] and not bases[i.id] & (claimed | blamed)],
        "unnamed": [i for i in all.incidents if not bases[i.id]],
    }
    if not groups["claimed"] and not groups["blamed"]:
        return ()

    def cited(name: str, incident: Incident) -> list[str]:
        if name == "unnamed":
            return desk.evidence.told(incident)
        wanted = {"claimed": claimed, "blamed": blamed, "both": claimed | blamed}.get(name, bases[incident.id])
        return desk.evidence.field(incident, "perpetrators", lambda s: bool(s.value) and s.value.get("basis") in wanted)

    parts = {
        name: desk.counted(
            name,
            scoped(desk, name),
            tally(group, among=all.incidents),
            quotes=lambda incident, name=name: cited(name, incident),  # type: ignore[misc]
        )
        for name, group in groups.items()
        if group or name not in ("both", "named")
    }
    asides = {
        name: desk.words.line(f"sentences.attribution_{name}", n=parts.pop(name)) if name in parts else ()
        for name in ("both", "named")
    }
    return desk.words.line("sentences.attribution", **parts, **asides)


def _others(desk: Desk) -> Line:
    if not desk.data.others:
        return ()
    found = tally(desk.data.others)
    label = f"{desk.words.text('page.others')}{desk.words.text('comma')}{desk.period}"
    return desk.words.line("sentences.others", n=desk.counted("others", label, found, form="incident"))
