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


__all__ = ["actor_names", "compliance_finding", "step_finding"]
