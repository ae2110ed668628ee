"""What changed since an earlier post: read it as it was published, and say which figure moved, by which incidents.

The earlier post is only ever read. Its own stored figures are compared, never recomputed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sijill.errors import BadInput
from sijill.model.values import Json, Range
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.post import FORM, Change, Correction, Figure, Member, Post, Quote

_STORED = re.compile(r'<script type="application/json" id="sijill-post">(.*?)</script>', re.DOTALL)
VALUES = ("date", "admin1", "weapon", "count", "killed", "wounded")
_Cause = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A published post as it stored itself."""

    made_day: date
    as_of: int
    figures: Mapping[str, Figure]
    members: Mapping[str, Member]
    quotes: Mapping[str, Quote]


def read_post(path: Path) -> Earlier:
    """A post from its page or from its JSON; for a Markdown file or fragment, from the JSON beside it.

    Raises BadInput if there is no stored post in it, or one of another form.
    """
    if not path.is_file():
        raise BadInput(f"{path}: there is no such post; give its .html or .post.json")
    beside = path.with_name(f"{path.name.partition('.')[0]}.post.json")
    source = beside if path.suffix not in (".html", ".json") or path.name.endswith(".paste.html") else path
    if not source.is_file():
        raise BadInput(
            f"{path}: its figures are not beside it ({beside.name} is missing); give the .html or the .post.json"
        )
    try:
        text = source.read_text("utf-8")
        if source.suffix == ".html":
            found = _STORED.search(text)
            if found is None:
                raise BadInput(f"{source}: no stored figures in it; give a page that `sijill post` wrote")
            text = found.group(1)
        body = json.loads(text)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"{source}: cannot be read as a stored post ({error})") from error
    return from_json(body, str(source))


def from_json(body: Json, name: str = "post") -> Earlier:
    """A stored post from its JSON. Raises BadInput if it is not one, or of another form."""
    if not isinstance(body, dict) or body.get("form") != FORM:
        told = body.get("form") if isinstance(body, dict) else type(body).__name__
        raise BadInput(f"{name}: its form is {told!r}; this version reads {FORM!r}")
    try:
        return Earlier(
            date.fromisoformat(body["made_day"]),
            int(body["as_of"]),
            {id: Figure(**_tuples(f)) for id, f in body["figures"].items()},
            {id: Member(**_tuples(m)) for id, m in body["members"].items()},
            {id: Quote(**q) for id, q in body["quotes"].items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{name}: a stored post that lacks {error}") from error


def corrected(post: Post, earlier: Earlier) -> Post:
    """The post with a note of what changed since an earlier one."""
    return replace(post, correction=correction(post, earlier))


def correction(post: Post, earlier: Earlier) -> Correction:
    """Which figures that both posts give have moved, and by which incidents.

    An incident enters, leaves, merges with another, splits off, or changes a value; each with its quotes.
    """
    words = phrases(post.language)
    when = words.day(earlier.made_day)
    changes = []
    for id, old in earlier.figures.items():
        new = post.figures.get(id)
        if new is None or old.unit == "none" or _compared_elsewhere(id, post, earlier):
            continue
        causes = _causes(words, post, earlier, old, new)
        if (old.low, old.best, old.high) != (new.low, new.best, new.high):
            line = words.text("correction.moved", label=new.label, old=_number(words, old), new=_number(words, new))
        elif set(_current(post, old.incidents)) != set(new.incidents):
            line = words.text("correction.same", label=new.label, new=_number(words, new))
        else:
            continue
        changes.append(Change(id, line, tuple(causes)))
    if not changes:
        return Correction(words.text("correction.none", date=when), (), {})
    used = {quote for change in changes for _, _, quotes in change.causes for quote in quotes}
    kept = {id: quote for id, quote in earlier.quotes.items() if id in used}
    return Correction(words.text("correction.heading", date=when), tuple(changes), kept)


def _compared_elsewhere(id: str, post: Post, earlier: Earlier) -> bool:
    """Rates follow their counts; an incident's own figures are causes of those that add them up."""
    return id.startswith(("rate/", "moment/", "check/", "incident/"))


def _causes(words: Phrases, post: Post, earlier: Earlier, old: Figure, new: Figure) -> list[_Cause]:
    alias = _aliases(post.members)
    before = _aliases(earlier.members)
    causes: list[_Cause] = []
    for id in old.incidents:
        now = alias.get(id, id)
        if id not in earlier.members:
            continue
        was = earlier.members[id]
        quotes = was.quotes[:3]
        if now != id:
            causes.append(
                (
                    "merged",
                    words.text("correction.merged", line=f"{was.date}{words.text('page.dash')}{was.line}"),
                    quotes,
                )
            )
        elif now not in new.incidents:
            causes.append(("left", words.text("correction.left", line=_told(words, was)), quotes))
            causes.extend(_changed(words, was, post.members.get(now)))
        else:
            causes.extend(_changed(words, was, post.members.get(now)))
    known = {before.get(id, id) for id in old.incidents} | {alias.get(id, id) for id in old.incidents}
    for id in new.incidents:
        if id in known or id not in post.members:
            continue
        member = post.members[id]
        how = "split" if id in before else "entered"
        causes.append((how, words.text(f"correction.{how}", line=_told(words, member)), member.quotes[:3]))
        if id in earlier.members:
            causes.extend(_changed(words, earlier.members[id], member))
    return causes


def _changed(words: Phrases, was: Member, now: Member | None) -> list[_Cause]:
    """The values of one incident that are not what they were."""
    if now is None:
        return []
    told: list[_Cause] = []
    for name in VALUES:
        old, new = getattr(was, name), getattr(now, name)
        if old != new:
            sentence = words.text(
                "correction.changed",
                what=words.text(f"correction.value_{name}"),
                line=was.line,
                old=_value(words, name, old),
                new=_value(words, name, new),
            )
            told.append(("changed", sentence, _unique(was.quotes[:2], now.quotes)))
    return told


def _value(words: Phrases, name: str, value: Any) -> str:
    if value is None:
        return words.text("not_stated")
    if name in ("count", "killed", "wounded"):
        return words.range(Range.from_json(value))
    return words.label("weapons", value) if name == "weapon" else str(value)


def _aliases(members: Mapping[str, Member]) -> dict[str, str]:
    """From each report id that an incident took in to the incident."""
    return {alias: id for id, member in members.items() for alias in member.aliases}


def _current(post: Post, ids: tuple[str, ...]) -> list[str]:
    alias = _aliases(post.members)
    return [alias.get(id, id) for id in ids]


def _told(words: Phrases, member: Member) -> str:
    return f"{member.date}{words.text('page.dash')}{member.line}"


def _number(words: Phrases, figure: Figure) -> str:
    if figure.best is None or figure.low is None:
        return figure.text
    if figure.best != int(figure.best):
        return figure.text
    high = None if figure.high is None else int(figure.high)
    if (figure.low, figure.best, high) == (0, 0, 0) and not figure.incidents:
        return words.text("correction.nothing")
    return words.range(Range(int(figure.low), int(figure.best), high))


def _unique(*ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for group in ids for id in group))[:4]


def _tuples(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in body.items()}
