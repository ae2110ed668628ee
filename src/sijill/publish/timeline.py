"""A chronology to read: page, Markdown, JSON, and iCalendar (RFC 5545) for a calendar program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from sijill.model.values import Actor, Range, When
from sijill.model.views import Moment
from sijill.publish.phrases import Phrases, phrases

_OCTETS = 75
"""The longest line of an iCalendar file, in bytes."""
Names = Mapping[str, str]
DEFUSED = "disrupted_weapons_use"
"""A kind that tells of a weapon which did no harm, whatever its status."""
NO_ATTACKS = frozenset(
    {
        "peaceful_protest", "protest_with_intervention", "violent_demonstration", "excessive_force_against_protesters",
        "agreement", "arrests", "change_to_group_activity", DEFUSED, "headquarters_or_base_established",
        "government_regains_territory", "non_violent_transfer_of_territory", "other",
    }
)  # fmt: skip
"""Kinds of incident that a page does not call attacks."""


def line(moment: Moment, words: Phrases, names: Names) -> str:
    """One moment in words: "Meeting: Qaani → Hadi al-Amiri, in Baghdad"; a hedge and a date only guessed are said.

    An incident that did not occur says so first, and whom its sources name stands apart, not as who did it.
    names: what to call actors and places, by id.
    """
    if moment.family == "watch":
        itself = moment.about in (None, str(moment.when.start.year))
        key = "timeline.unyeared" if itself else "timeline.anniversary"
        return words.text(key, name=words.isolated(moment.name), year=moment.about or "")
    who, others = (_names(side, words, names) for side in (moment.actors, moment.others))
    parts = [_what(moment, words)]
    apart = _not_occurred(moment)
    if (who or others) and not apart:
        arrow = words.text("timeline.arrow")
        parts.append(
            words.text("colon") + (f"{who} {arrow} {others}" if who and others else who or f"{arrow} {others}")
        )
    if place := names.get(moment.place_id or "") or moment.place:
        parts.append(words.text("comma") + words.isolated(place))
    for of in ("killed", "wounded"):
        toll = getattr(moment, of)
        if toll is not None:
            parts.append(words.text("comma") + words.text(f"timeline.{of}", n=words.range(Range.from_json(toll))))
    if who and apart:
        parts.append(words.text("semicolon") + words.text("timeline.named", names=who))
    marks = [words.text("timeline.hedged")] if moment.hedged else []
    marks += [words.text("timeline.by_publication")] if moment.dated == "published" else []
    return "".join(parts) + (f" ({words.text('comma').join(marks)})" if marks else "")


def _what(moment: Moment, words: Phrases) -> str:
    """ "IED, supply convoy", "Foiled: IED, supply convoy", "Device found and defused, IED"; "Meeting"."""
    if moment.family != "incident":
        return words.label("modes", moment.kind)
    weapon = words.label("weapons", moment.weapon) if moment.weapon else None
    kind = words.label("kinds", moment.kind)
    told: list[str | None] = [kind, weapon and words.inside(weapon)] if moment.kind == DEFUSED else [weapon or kind]
    told.append(moment.target and words.label("targets", moment.target))
    what = words.text("comma").join(filter(None, told))
    if moment.status in (None, "occurred") or (moment.kind, moment.status) == (DEFUSED, "foiled"):
        return what
    status = words.text(f"lines.{moment.status}")
    return f"{status[:1].upper()}{status[1:]}{words.text('colon')}{words.inside(what)}"


def _not_occurred(moment: Moment) -> bool:
    return moment.family == "incident" and (moment.kind == DEFUSED or moment.status not in (None, "occurred"))


def _tag(moment: Moment, words: Phrases) -> str:
    """What a page calls it: "attack", "foiled", "politics"; "incident" for what is neither."""
    if moment.family == "incident" and moment.status not in (None, "occurred"):
        return words.text(f"lines.{moment.status}")
    if moment.family == "incident" and moment.kind in NO_ATTACKS:
        return words.text("timeline.other")
    return words.text(f"timeline.{moment.family}")


def _classes(moment: Moment) -> str:
    return f"{moment.family} not-occurred" if _not_occurred(moment) else moment.family


def _names(actors: Sequence[Actor], words: Phrases, names: Names) -> str:
    named = dict.fromkeys(names.get(a.actor_id or "", a.name) for a in actors)
    return words.text("comma").join(words.isolated(name) for name in named)


def as_json(moments: Sequence[Moment]) -> str:
    """JSON: a list of moments in order."""
    return json.dumps({"moments": [m.to_json() for m in moments]}, ensure_ascii=False, indent=1)


def markdown(moments: Sequence[Moment], *, language: str = "en", names: Names | None = None, title: str = "") -> str:
    """Markdown: a heading a month, a line a moment, with the words that say it. names: as of `line`."""
    words = phrases(language)
    lines = [f"# {title or words.text('timeline.title')}"]
    if _has_politics(moments):
        lines += ["", f"*{words.text('timeline.caution')}*"]
    month = None
    for moment in moments:
        if (here := words.month(moment.when.start)) != month:
            month = here
            lines += ["", f"## {month}", ""]
        source = _source(moment, words)
        lines.append(
            f"- **{_day(moment.when, words)}** {line(moment, words, names or {})}{f' — {source}' if source else ''}"
        )
    if not moments:
        lines += ["", words.text("timeline.empty")]
    return "\n".join([*lines, ""])


def _has_politics(moments: Sequence[Moment]) -> bool:
    return any(moment.family == "interaction" for moment in moments)


def html(moments: Sequence[Moment], *, language: str = "en", names: Names | None = None, title: str = "") -> str:
    """A page without scripts. Incidents, interactions and days to watch are told apart by a mark and a word."""
    words = phrases(language)
    head = escape(title or words.text("timeline.title"))
    month, body = None, []
    for moment in moments:
        if (here := words.month(moment.when.start)) != month:
            body.append(f"{'</ol>' if month else ''}<h2>{escape(here)}</h2><ol>")
            month = here
        source = _source(moment, words)
        quote = f'<blockquote dir="auto">{escape(source)}</blockquote>' if source else ""
        body.append(
            f'<li class="{_classes(moment)}"><time datetime="{moment.when.start}">'
            f"{escape(_day(moment.when, words))}</time> "
            f"<small>{escape(_tag(moment, words))}</small> {escape(line(moment, words, names or {}))}{quote}</li>"
        )
    told = "".join(body) + ("</ol>" if month else f"<p>{escape(words.text('timeline.empty'))}</p>")
    caution = f"<p><em>{escape(words.text('timeline.caution'))}</em></p>" if _has_politics(moments) else ""
    return (
        f'<!doctype html><html lang="{language}" dir="{words.text("direction")}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{head}</title><style>{_CSS}</style>'
        f"<h1>{head}</h1>{caution}{told}</html>\n"
    )


def around(
    before: Sequence[Moment],
    attack: Moment,
    after: Sequence[Moment],
    *,
    language: str = "en",
    names: Names | None = None,
) -> str:
    """Markdown: what was said before an attack, the attack, what was said after it."""
    words = phrases(language)
    lines: list[str] = []
    for key, told in (("before", before), ("attack", [attack]), ("after", after)):
        lines += [f"## {words.text('timeline.' + key)}", ""]
        for moment in told:
            source = _source(moment, words)
            lines.append(
                f"- **{_day(moment.when, words)}** {line(moment, words, names or {})}{f' — {source}' if source else ''}"
            )
        lines += [words.text("timeline.empty")] if not told else []
        lines.append("")
    return "\n".join(lines)


def ics(moments: Sequence[Moment], *, now: datetime, language: str = "en", names: Names | None = None) -> str:
    """iCalendar: each moment an event of whole days. now: aware, when the file is made."""
    words = phrases(language)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sijill//timeline//EN", "CALSCALE:GREGORIAN"]
    for moment in moments:
        end = moment.when.end + timedelta(days=1)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{moment.family}-{moment.id}-{moment.when.start:%Y%m%d}@sijill",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{moment.when.start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end:%Y%m%d}",
            f"SUMMARY:{_escaped(line(moment, words, names or {}))}",
            f"CATEGORIES:{','.join(filter(None, (moment.family, moment.status))).upper()}",
            "TRANSP:TRANSPARENT",
        ]
        if source := _source(moment, words):
            lines.append(f"DESCRIPTION:{_escaped(source)}")
        if place := (names or {}).get(moment.place_id or "") or moment.place:
            lines.append(f"LOCATION:{_escaped(place)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for each in lines for folded in _folded(each))


def _folded(content: str) -> list[str]:
    """A line in pieces of at most 75 bytes, no letter cut; each after the first begins with a blank."""
    pieces, piece, size = [], "", 0
    for char in content:
        width = len(char.encode())
        if size + width > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += width
    return [*pieces, piece]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def _day(when: When, words: Phrases) -> str:
    return words.when(when, "full")


def _source(moment: Moment, words: Phrases) -> str:
    if not moment.quote:
        return ""
    outlet = moment.says or moment.outlet
    quote = words.isolated(f"“{moment.quote}”")
    return f"{quote} ({words.isolated(outlet)})" if outlet else quote


_CSS = (
    "body{max-width:52rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;color:#1c2024;line-height:1.5}"
    "ol{list-style:none;padding:0}li{margin:.6rem 0;padding-inline-start:.8rem;border-inline-start:4px solid #6d7680}"
    "li.incident{border-color:#a33d3d}li.not-occurred{border-inline-start-style:dashed}li.interaction{border-color:#2a6cab}li.watch{border-color:#c98b2b}"
    "time{font-weight:700}small{color:#5a636b}blockquote{margin:.2rem 0 0;color:#444c54;font-size:.92em}"
)


__all__ = ["around", "as_json", "html", "ics", "line", "markdown"]
