"""Statistics of a ledger as sections of a post."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sijill.pipeline.actors import Known
from sijill.pipeline.complying import compliance
from sijill.pipeline.politics import politics_of
from sijill.pipeline.testing import step_of, step_test
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.publish.post import Finding

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def step_finding(
    place: str, step: str, *, theatre: Theatre, codebook: Codebook, today: date, language: str = "en", **choices: Any
) -> Finding:
    """A test of a step as a section. choices: of `step_test`, such as where, until and against."""
    from sijill.publish.finding import of_test
    from sijill.publish.phrases import phrases
    from sijill.stats import change

    told = step_test(place, step, theatre=theatre, codebook=codebook, today=today, **choices)
    named = step_of(place, theatre, step, today=today, language=language).words
    if _DAY.fullmatch(step):
        named = phrases(language).day(date.fromisoformat(step))
    return of_test(change.as_json(told), change.bars(told), language=language, step=named)


def compliance_finding(
    place: str, orders: Sequence[str], *, theatre: Theatre, codebook: Codebook, today: date, language: str = "en",
    **choices: Any,
) -> Finding:  # fmt: skip
    """How orders were answered, as a section. choices: of `compliance`, such as whom and presumed."""
    from sijill.publish.finding import of_compliance
    from sijill.stats.compliance import as_json
    from sijill.store import Ledger

    told = compliance(place, orders, theatre=theatre, codebook=codebook, today=today, **choices)
    with Ledger.open(place, create=False) as ledger:
        known = politics_of(ledger, theatre).register.known
    return of_compliance(as_json(told), language=language, names=actor_names(known, theatre, language))


def trend_findings(
    place: str, names: Sequence[str], *, theatre: Theatre, codebook: Codebook, today: date, end: date,
    language: str = "en", **choices: Any,
) -> list[Finding]:  # fmt: skip
    """Trends as sections, one each, of the days up to `end` and no later than the ledger's last document.

    names: of `sijill.pipeline.trending.TRENDS`. choices: of `trends`, such as where.
    """
    from sijill.pipeline.trending import trends
    from sijill.publish.finding import of_trend

    asked: dict[str, Any] = {"theatre": theatre, "codebook": codebook, "today": today, **choices}
    found = trends(place, only=names, language=language, end=_until(place, end, asked), **asked)
    told = found.to_json()
    by_name = {one.name: (one, body) for one, body in zip(found.findings, told["findings"], strict=True)}
    return [
        of_trend(told, by_name[name][1], by_name[name][0].table, by_name[name][0].chart, found.weeks, language=language)
        for name in dict.fromkeys(names)
    ]


def outlook_finding(
    place: str, *, theatre: Theatre, codebook: Codebook, today: date, end: date, language: str = "en", **choices: Any
) -> Finding:
    """What may come after `end`, or after the ledger's last document where that is earlier, as a section.

    Where the past is too short for an outlook, the section says so.
    """
    from sijill.errors import NotEnoughData
    from sijill.pipeline.trending import outlook, trends
    from sijill.publish.finding import of_outlook, untold_outlook

    asked: dict[str, Any] = {"theatre": theatre, "codebook": codebook, "today": today, **choices}
    last = _until(place, end, asked)
    try:
        found = outlook(place, language=language, end=last, **asked)
    except NotEnoughData as error:
        past = trends(place, only=["levels"], end=last, **asked)
        return untold_outlook(past.to_json(), past.weeks, str(error), language=language)
    about = {
        "filter": ", ".join(choices.get("where", ())), "codebook": codebook.name, "from": str(found.past[0][0]),
        "to": str(last),
    }  # fmt: skip
    names = {p.name: p.name_ar for p in theatre.places.values() if p.precision == "admin1" and p.name_ar}
    own = {} if language == "en" else names
    return of_outlook(found.to_json(), about, found.table, found.past, language=language, names=own)


def _until(place: str, end: date, asked: dict[str, Any]) -> date:
    """The last day to look at: the days after the last document are no zeros."""
    from sijill.pipeline.series import watched

    return min(end, watched(place, **asked).end)


def actor_names(known: Mapping[str, Known], theatre: Theatre, language: str) -> dict[str, str]:
    """What actors and campaigns are called in a language, by id and by the name they go by else; none for English."""
    if language == "en":
        return {}
    found = {}
    for id, one in known.items():
        found[id] = found[one.name] = next(iter(one.names.get(language, ())), one.name)
    for one in known.values():
        # A campaign goes by the label that stands for all of it.
        title = theatre.campaigns.get(one.campaign or "", "")
        if title.casefold() in (name.casefold() for name in (one.name, *one.names.get("en", ()))):
            found[f"campaign:{one.campaign}"] = found[title] = found[one.name]
    return found


__all__ = ["actor_names", "compliance_finding", "outlook_finding", "step_finding", "trend_findings"]
