"""What a test of a step says, in plain sentences. Nothing here gives a cause, and no p stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from sijill.stats.change.placebo import Placebo
from sijill.stats.change.power import Smallest
from sijill.stats.change.rates import Ratio
from sijill.stats.change.step import Comparison, Counted, Tested
from sijill.stats.change.windows import Span


def headline(told: Tested) -> list[str]:
    """The sentences to read first: the counts, the rank among placebo dates, what it means, what could be shown."""
    one = told.headline
    together = [TOGETHER] if told.series.units != "attacks" else []
    return [*_ranked(one), _counts(one, told.series.units), *together, *_could(one, told), *_middle(told), CAUTION]


ONE = {"attacks": "attack", "people killed": "person killed", "people wounded": "person wounded"}
TOGETHER = (
    "One attack may harm several people: chance alone moves these counts by more than the exact test takes it to."
)
CAUTION = (
    "A change after a step is not yet an effect of it: something else may have changed at the same time, and orders "
    "are often given when violence is at its height."
)


def sentences(told: Tested) -> list[str]:
    """All that the test says, the headline first."""
    said = headline(told)
    for one in told.comparisons[1:]:
        said.append(f"{one.name.capitalize()}: {_counts(one, told.series.units)}")
        if one.placebo is not None:
            said += _ranked(one)
    return [*said, *_beside(told), *_slopes(told), *(f"Not told: {why}" for why in untold(told))]


def untold(told: Tested) -> list[str]:
    """What could not be computed, each with its reason, once."""
    return list(dict.fromkeys((*told.untold, *(why for one in told.comparisons for why in one.untold))))


def days(span: Span) -> str:
    """The days of a span: "1 to 31 October 2020"."""
    a, b = span.start, span.end
    if a == b:
        return _day(a)
    first = f"{a.day}" if (a.year, a.month) == (b.year, b.month) else f"{a:%-d %B}" if a.year == b.year else _day(a)
    return f"{first} to {_day(b)}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _number(counted: Counted) -> str:
    if counted.low == counted.high == counted.best:
        return f"{counted.best:,}"
    return f"{counted.best:,} ({counted.low:,} to {counted.high:,})"


def times(ratio: Ratio) -> str:
    """A ratio and its interval in words: "0.13 of the rate before (95% interval 0.003 to 0.87)"."""
    reach = f"{_figure(ratio.low)} to {'no limit' if ratio.high is None else _figure(ratio.high)}"
    told = "not known, for want of attacks before" if ratio.value is None else _figure(ratio.value)
    return f"{told} ({ratio.level:.0%} interval {reach})"


def _figure(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2g}" if value < 0.995 else f"{value:.3g}"


def _change(one: Comparison) -> str:
    ratio = one.exact.value
    a, b = one.counts[0].best, one.counts[1].best
    if not a and not b:
        return "none before and none after"
    if ratio is None:
        return "a rise from none"
    if abs(ratio - 1) < 0.005:
        return "no change in the rate"
    if ratio < 1:
        return f"a fall of {1 - ratio:.0%} in the rate"
    return f"a rise of {ratio - 1:.0%} in the rate" if ratio < 2 else f"a rise to {_figure(ratio)} times the rate"


def _noun(units: str, n: int) -> str:
    """The units in the form that a number takes."""
    return ONE.get(units, units) if n == 1 else units


def _counted(counted: Counted, units: str) -> str:
    """A count with its units: "1 attack", "1 (1 to 2) attacks"."""
    return f"{_number(counted)} {_noun(units, 1 if counted.low == counted.high == 1 else 2)}"


def n_days(n: int) -> str:
    """A number of days: "1 day", "28 days"."""
    return f"{n:,} day{'' if n == 1 else 's'}"


def _counts(one: Comparison, units: str) -> str:
    first = " and ".join(f"{days(span)}" for span in one.first)
    return (
        f"{_counted(one.counts[0], units)} in the {n_days(one.days[0])} of {first}, "
        f"{_number(one.counts[1])} in the {n_days(one.days[1])} of {days(one.second)}: {_change(one)}; "
        f"the ratio of the rates is {_widest(one)}."
    )


def _widest(one: Comparison) -> str:
    """The ratio with the widest interval that the days call for."""
    if not one.models:
        return times(one.exact)
    widest = max(one.models, key=lambda ratio: (ratio.high or 1) / ratio.low)
    told = f"{_figure(one.exact.value)}" if one.exact.value is not None else "not known"
    reach = f"{_figure(widest.low)} to {_figure(widest.high or 0)}"
    return f"{told} ({widest.level:.0%} interval {reach}, wider than chance alone since days vary more than that)"


def _ranked(one: Comparison) -> list[str]:
    found = one.placebo
    if found is None:
        return []
    if not found.n_dates:
        return [
            "The days counted hold no earlier date with as many days on both sides, so that nothing can be said of how "
            "often such a change comes by itself; the interval alone does not settle it."
        ]
    kind = {"either": "a change as large", "fall": "a fall as large", "rise": "a rise as large"}[found.expect]
    dates = f"the {found.n_dates:,} dates from {_day_of(found.first)} to {_day_of(found.last)}"
    shown = (
        f"at earlier dates: of {dates}, {_some(found.n_as_large)} {'shows' if found.n_as_large < 2 else 'show'} {kind}"
    )
    if found.n_dates == 1:
        shown = (
            f"at the one earlier date that there is, {_day_of(found.first)}, which shows "
            f"{kind if found.n_as_large else 'a smaller one'}"
        )
    rank = f"The change ranks {found.rank:,} of {found.n_dates + 1:,} among the same figure {shown}."
    return [rank, _meaning(found, kind)]


def _day_of(day: date | None) -> str:
    return "" if day is None else _day(day)


def _some(n: int) -> str:
    return f"{n:,}" if n else "none"


def _meaning(found: Placebo, kind: str) -> str:
    n = max(1, round(found.n_separate))
    worth = (
        f"Dates this close share most of their days and are worth about {n:,} separate {'one' if n == 1 else 'ones'}"
    )
    if found.n_dates == 1:
        worth = "One date is no more than one case"
    often = f"{'about' if found.n_as_large else 'at most about'} {_percent(found.p)} of the time"
    chance = f"{kind} comes by itself {often} (placebo p = {found.p:.2g}{_draws(found)})"
    if not found.can_tell:
        return f"{worth}: too few for any change to stand out, however large, so that the rank says little."
    if found.stands_out:
        return f"{worth}. So {chance}: this one stands out from what was usual before."
    return f"{worth}. So {chance}: this one does not stand out from what was usual before."


def _percent(p: float) -> str:
    return f"{p:.0%}" if p >= 0.095 else f"{p:.1%}"


def _draws(found: Placebo) -> str:
    if round(found.p_low, 3) == round(found.p_high, 3):
        return ""
    return f", {found.p_low:.2g} to {found.p_high:.2g} over the draws of what is not known"


def _could(one: Comparison, told: Tested) -> list[str]:
    units, a = told.series.units, one.counts[0].best
    said = [_least(one, units)]
    if one.ranked is not None and one.placebo is not None and one.placebo.can_tell:
        said.append(f"Among the earlier dates, from {a:,} only {_bounds(one.ranked, a, one)} would have stood out.")
    if one.smallest.fall_to is not None:
        n = round(10 * one.chances[0.5])
        share = {0: "in fewer than 1 of 20 cases", 10: "nearly always"}.get(n, f"in about {n} of 10 cases")
        said.append(f"Had the rate truly halved, these days would have told that from chance {share}, at best.")
    return said


def _least(one: Comparison, units: str) -> str:
    a = one.counts[0].best
    spans = n_days(one.days[0])
    units = _noun(units, a)
    if one.smallest.fall_to is None:
        return f"From {a:,} {units} in {spans}, not even a fall to 0 in {one.days[1]} could have been told from chance."
    return (
        f"From {a:,} {units} in {spans}, only {_bounds(one.smallest, a, one)} could have been told from chance, even "
        "if nothing but chance made days differ."
    )


def _bounds(least: Smallest, a: int, one: Comparison) -> str:
    expected = a * one.exposure[1] / one.exposure[0]
    parts = []
    if least.fall_to is not None:
        below = f" or fewer ({1 - least.fall_to / expected:.0%} down)" if least.fall_to else ""
        parts.append(f"a fall to {least.fall_to:,}{below}")
    if least.rise_to is not None:
        above = f" ({least.rise_to / expected - 1:.0%} up)" if expected else ""
        parts.append(f"a rise to {least.rise_to:,} or more{above}")
    return " or ".join(parts) or "no change at all"


def _middle(told: Tested) -> list[str]:
    found = told.headline.placebo
    if found is None or found.n_separate < 5:
        return []
    low, high = np.quantile(found.ratios, [0.05, 0.95])
    return [
        f"At nine in ten of the earlier dates the ratio lay between {_figure(float(low))} and {_figure(float(high))}."
    ]


def _beside(told: Tested) -> list[str]:
    said = []
    if (beside := told.difference) is not None:
        (a, b), (c, d) = beside.counts
        found = beside.placebo
        rank = "there is no earlier date to rank it among"
        if found.n_dates:
            p = f"placebo p = {found.p:.2g}{_draws(found)}"
            rank = f"that ranks {found.rank:,} of {found.n_dates + 1:,} among earlier dates ({p})"
        said.append(
            f"Against those not addressed ({told.against}), {c:,} then {d:,} over the same days beside {a:,} then "
            f"{b:,}: the ratio of the addressed is {times(beside.ratio)} of the others' ratio; {rank}."
        )
    if (made := told.synthetic) is not None:
        who = ", ".join(f"{name} {weight:.0%}" for name, weight in list(made.weights.items())[:4])
        ratio = "not known" if made.ratio is None else _figure(made.ratio)
        said.append(
            f"Against a mixture of others that went as the addressed did over {made.n_weeks_before} weeks before "
            f"({who}), the attacks after the step were {ratio} of what the mixture had; taken as the addressed one, "
            f"{made.rank - 1} of the other {made.n_places - 1} went off their own mixture by as much."
        )
    return said


def _slopes(told: Tested) -> list[str]:
    found = told.interrupted
    if found is None:
        return []
    heading = _figure(found.slope_before.value or 1)
    return [
        f"As an interrupted series ({n_days(found.n_before)} before, {found.n_out} ahead of the step left out, "
        f"{n_days(found.n_after)} after): the rate was changing by a factor of {heading} a week; at the step it came "
        f"to {times(found.level)} of where it was heading, and the weekly factor then changed by "
        f"{times(found.slope_change)}."
    ]


def models(one: Comparison) -> list[str]:
    """One sentence a ratio: what it is, and what it assumes."""
    ratios: Sequence[Ratio] = (one.exact, one.gamma, *one.models)
    return [f"{ratio.method}: {times(ratio)}. It assumes: {ratio.assumes}" for ratio in ratios]


def dispersed(one: Comparison) -> str:
    """What was measured of dispersion, and what follows."""
    found = one.dispersion
    if found is None:
        return "How much days vary could not be measured."
    times = f"{found.value:.2g}"
    told = f"Days vary {'' if times == '1' else f'{times} times '}as much as chance alone would have them"
    if not found.is_there:
        given = "" if times == "1" else ", which chance can give"
        return f"{told}{given}; the exact test's assumption is not contradicted."
    more = ", and a day goes with the day before" if found.runs_on else ""
    return f"{told}{more}; the exact interval is too narrow, and those of the other models are the ones to read."


__all__ = ["CAUTION", "days", "dispersed", "headline", "models", "n_days", "sentences", "times", "untold"]
