"""A ledger's test of a step: what the step is, who was not addressed, and the series."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sijill.errors import UnknownName
from sijill.model.values import When
from sijill.pipeline.politics import politics_of
from sijill.pipeline.series import N_DRAWS, watched
from sijill.resolve import chronology
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.stats.change import Tested

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"(.+)[@:](\d{4})")
_HEX = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Step:
    """What is tested. when: its days. words: what it is, for people."""

    when: When
    words: str


def step_of(
    place: str, theatre: Theatre, text: str, *, today: date, as_of: int | datetime | None = None, language: str = "en"
) -> Step:
    """The step that a text names: a day, the id of an interaction in the ledger or its beginning, or a watch date.

    A watch date is named by its id or name, with @YEAR for one of its years; by default it is the latest up to today.
    An interaction that names no day stands on the day of its publication. Raises UnknownName if nothing answers.
    """
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise UnknownName(f"{text!r} is no day; write it as YYYY-MM-DD") from None
        return Step(When.day(day), f"{day:%-d %B %Y}")
    if watch := _watched(theatre, text, today, language):
        return watch
    if _HEX.fullmatch(text):
        from sijill.store import Ledger

        with Ledger.open(place, create=False) as ledger:
            found = [one for one in politics_of(ledger, theatre, as_of=as_of).interactions() if one.id.startswith(text)]
        if len(found) > 1:
            raise UnknownName(f"{text} begins {len(found)} interactions; give more of the id")
        if found:
            one = found[0]
            when = one.when or (When.day(one.published) if one.published else None)
            if when is None:
                raise UnknownName(f"interaction {text} has no date and no day of publication; give the day itself")
            who = ", ".join(actor.name for actor in one.initiators) or "somebody"
            whom = ", ".join(actor.name for actor in one.recipients)
            what = (one.mode or one.type).replace("_", " ")
            return Step(when, f"{who}: {what}{' ' + whom if whom else ''}, {_days(when)}")
    raise UnknownName(
        f"no step {text!r}: give a day as YYYY-MM-DD, the id of an interaction (`sijill timeline --only interaction "
        "--json` lists them), or a watch date (`sijill timeline --only watch`)"
    )


def _watched(theatre: Theatre, text: str, today: date, language: str) -> Step | None:
    year = _YEAR.fullmatch(text)
    name = (year[1] if year else text).strip().casefold()
    for one in theatre.watch_dates:
        if name not in {told.casefold() for told in (one.id, one.name, one.name_ar) if told}:
            continue
        first = date(int(year[2]), 1, 1) if year else one.since or date(1, 1, 1)
        last = date(int(year[2]), 12, 31) if year else today
        found = list(chronology.of_watch_dates([one], first, last, language=language))
        if not found:
            raise UnknownName(f"{one.id} had no anniversary from {first} to {last}; name a year, as in {one.id}@2021")
        day = found[-1].when
        return Step(day, f"{found[-1].name}, {_days(day)}")
    return None


def _days(when: When) -> str:
    if when.start == when.end:
        return f"{when.start:%-d %B %Y}"
    return f"{when.start:%-d %B %Y} to {when.end:%-d %B %Y}"


def step_test(
    place: str,
    step: str,
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    until: str | None = None,
    against: list[str] | None = None,
    donors: str = "admin1",
    where: Any = (),
    of: str = "incidents",
    start: date | None = None,
    end: date | None = None,
    as_of: int | datetime | None = None,
    n_draws: int = N_DRAWS,
    seed: int = 1,
    **choices: Any,
) -> Tested:
    """Test a step on a ledger: did attacks change there by more than they change by themselves?

    place: the ledger's path or URL. step, until: as `step_of` takes them. where, of, start, end, as_of: as for `count`.
    choices: of sijill.stats.change.tested, such as days, run_up, expect; that package has the answer's sentences, table
    and JSON. against: filters for attacks that the step did not address; donors: what tells them apart, for a synthetic
    control.
    Raises UnknownName for a step that nothing answers to, NotEnoughData if there is nothing to compare.
    """
    from sijill.stats.change import tested

    named = step_of(place, theatre, step, today=today, as_of=as_of)
    ended = step_of(place, theatre, until, today=today, as_of=as_of) if until else None
    asked: dict[str, Any] = {
        "theatre": theatre, "codebook": codebook, "today": today, "as_of": as_of, "start": start, "end": end, "of": of,
    }  # fmt: skip
    held = watched(place, where=where, **asked)
    if against:
        others = watched(place, where=against, by=donors, **asked)
        choices |= {
            "others": others.series(n_draws=n_draws, seed=seed),
            "donors": {k: v for k, v in others.by_label(n_draws=0).items() if k is not None},
            "against": ", ".join(against),
        }
    return tested(
        held.series(n_draws=n_draws, seed=seed), named.when.start,
        step_end=named.when.end if named.when.end > named.when.start else None,
        until=_first_after(ended.when) if ended else None, named=named.words, **choices,
    )  # fmt: skip


def _first_after(when: When) -> date:
    """The first day that surely lies after a step began: its own if it is known to the day."""
    return when.start if when.start == when.end else when.end + timedelta(days=1)


__all__ = ["Step", "step_of", "step_test"]
