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
from typing import Any, Final

from sijill.errors import BadInput
from sijill.model.values import Json, Range
from sijill.publish.files import stem_of
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.post import FORM, Change, Correction, Figure, Member, Post, Quote

_STORED = re.compile(r'<script type="application/json" id="sijill-post">(.*?)</script>', re.DOTALL)
VALUES: Final = {
    "date": "when",
    "admin1": "place",
    "weapon": "weapons",
    "count": "count",
    "killed": "killed",
    "wounded": "wounded",
}
"""What an incident may change in, and the field whose quotes tell it."""
MOST_QUOTES: Final = 3
_MONTH = re.compile(r"month=(\d{4}-\d{2})")
_Cause = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A published post as it stored itself."""

    made_day: date
    start: date
    end: date
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
    beside = path.with_name(f"{stem_of(path)}.post.json")
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
            date.fromisoformat(body["start"]),
            date.fromisoformat(body["end"]),
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
    for id in (*earlier.figures, *(id for id in post.figures if id not in earlier.figures)):
        if not _comparable(id, post, earlier):
            continue
        old, new = earlier.figures.get(id), post.figures.get(id)
        label = (new or old).label  # type: ignore[union-attr]
        was, now = _ids(old), _ids(new)
        if _values(old) != _values(new):
            line = words.text("correction.moved", label=label, old=_number(words, old), new=_number(words, new))
        elif set(_current(post, was)) != set(now):
            line = words.text("correction.same", label=label, new=_number(words, new))
        else:
            continue
        unit = (new or old).unit  # type: ignore[union-attr]
        changes.append(Change(id, line, tuple(_causes(words, post, earlier, was, now, unit))))
    if not changes:
        return Correction(words.text("correction.none", date=when), (), {})
    used = {quote for change in changes for _, _, quotes in change.causes for quote in quotes}
    kept = {id: quote for id, quote in earlier.quotes.items() if id in used}
    return Correction(words.text("correction.heading", date=when), tuple(changes), kept)


def _comparable(id: str, post: Post, earlier: Earlier) -> bool:
    """Whether both posts would give a figure, were there anything to count in it.

    Rates follow their counts, and the figures of one incident are the causes of those that add them up.
    """
    counted = ("incidents", "killed", "wounded", "unstated", "claimed", "blamed", "both", "named", "unnamed", "before")
    if not id.startswith(counted):
        return False
    month = _MONTH.search(id)
    in_both = id in earlier.figures and id in post.figures
    if month:
        # A chart tells every month by weapon; other breakdowns are told of some months only.
        told = in_both or "&weapon=" in id
        return told and all(one.start.isoformat()[:7] <= month[1] <= one.end.isoformat()[:7] for one in (post, earlier))
    same_period = (post.start, post.end) == (earlier.start, earlier.end)
    return same_period and (in_both or "=" in id)


def _ids(figure: Figure | None) -> tuple[str, ...]:
    return figure.incidents if figure else ()


def _values(figure: Figure | None) -> tuple[float | None, ...]:
    return (figure.low, figure.best, figure.high) if figure else (0, 0, 0)


def _causes(
    words: Phrases, post: Post, earlier: Earlier, was: tuple[str, ...], now: tuple[str, ...], unit: str
) -> list[_Cause]:
    alias, before = _aliases(post.members), _aliases(earlier.members)
    causes: list[_Cause] = []
    for id in was:
        heir, member = alias.get(id, id), earlier.members.get(id)
        if member is None:
            continue
        if heir != id:
            causes.append(_cause(words, "merged", member, earlier.quotes))
            continue
        if heir not in now:
            causes.append(_cause(words, "left", member, earlier.quotes))
        causes.extend(_changed(words, id, post, earlier, unit))
    known = {before.get(id, id) for id in was} | {alias.get(id, id) for id in was}
    for id in now:
        if id in known or id not in post.members:
            continue
        causes.append(_cause(words, "split" if id in before else "entered", post.members[id], post.quotes))
        causes.extend(_changed(words, id, post, earlier, unit))
    return causes


def _cause(words: Phrases, how: str, member: Member, quotes: Mapping[str, Quote]) -> _Cause:
    """An incident that came, went or was joined, with the first words of each document that tells it."""
    first: dict[str, str] = {}
    for id in member.quotes:
        first.setdefault(quotes[id].document, id)
    line = f"{member.date}{words.text('page.dash')}{member.line}"
    return how, words.text(f"correction.{how}", line=line), tuple(first.values())[:MOST_QUOTES]


def _changed(words: Phrases, id: str, post: Post, earlier: Earlier, unit: str) -> list[_Cause]:
    """The values of one incident that are not what they were, as far as they bear on a figure of that unit."""
    was, now = earlier.members.get(id), post.members.get(id)
    if was is None or now is None:
        return []
    told: list[_Cause] = []
    for name, field in VALUES.items():
        old, new = getattr(was, name), getattr(now, name)
        if old == new or (name in ("killed", "wounded") and name != unit):
            continue
        sentence = words.text(
            "correction.changed",
            what=words.text(f"correction.value_{name}"),
            line=was.line,
            old=_value(words, name, old),
            new=_value(words, name, new),
        )
        cited = [q for q in now.quotes if post.quotes[q].field == field]
        cited += [q for q in was.quotes if earlier.quotes[q].field == field]
        told.append(("changed", sentence, tuple(dict.fromkeys(cited or now.quotes))[: 2 * MOST_QUOTES]))
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


def _number(words: Phrases, figure: Figure | None) -> str:
    if figure is None or (figure.best == 0 and not figure.incidents):
        return words.text("correction.nothing")
    if figure.best is None or figure.low is None or figure.best != int(figure.best):
        return figure.text
    high = None if figure.high is None else int(figure.high)
    return words.range(Range(int(figure.low), int(figure.best), high))


def _tuples(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in body.items()}
