"""What a test of a step says, in a post's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sijill.model.values import Json
from sijill.publish.phrases import Phrases, phrases

Told = Mapping[str, Json]
ALPHA = 0.05
"""As sijill.stats.change.placebo has it: a room on the same level, so it is written here again."""


def verdict(told: Told, *, language: str = "en") -> list[str]:
    """The headline's sentences: the rank, what it means, the counts, what could be shown, and the caution.

    told: as sijill.stats.change.as_json gives it. Raises UnknownLanguage where there are no words for it.
    """
    words = phrases(language)
    first = told["comparisons"][0]
    return [
        *_ranked(first["placebo"], words),
        _counts(told, first, words),
        *_least(first, words),
        _say(words, "caution"),
    ]


def _say(words: Phrases, key: str, **parts: str) -> str:
    return words.text(f"change.say.{key}", **parts)


def _ranked(found: Told, words: Phrases) -> list[str]:
    if not found["n_dates"]:
        return [_say(words, "no_dates")]
    kind = _say(words, str(found["expect"]))
    rank = _say(
        words, "rank", rank=f"{found['rank']:,}", of=f"{found['n_dates'] + 1:,}", dates=_days(found, words), kind=kind,
        as_large=f"{found['n_as_large']:,}",
    )  # fmt: skip
    separate = f"{max(1, round(found['n_separate'])):,}"
    if found["least_p"] > ALPHA:
        return [rank, _say(words, "few", separate=separate)]
    p = float(found["p"])
    key = "stands_out" if p <= ALPHA else "usual"
    percent = f"{p:.0%}" if p >= 0.095 else f"{p:.1%}"
    return [rank, _say(words, key, separate=separate, kind=kind, percent=percent, p=f"{p:.2g}")]


def _counts(told: Told, first: Told, words: Phrases) -> str:
    ratio = _widest(first)
    a, b = (_number(one, words) for one in first["counts"])
    unit = {"people killed": "killed", "people wounded": "wounded"}.get(str(told["units"]), "attack")
    value = first["ratios"][0]["ratio"]
    return _say(
        words, "counts", noun=words.text(f"nouns.{unit}"), a=a, b=b,
        first=_days(first["first"][0], words), second=_days(first["second"], words),
        days_a=f"{first['n_days'][0]}", days_b=f"{first['n_days'][1]}",
        ratio=_say(words, "ratio_unknown") if value is None else f"{value:.2g}", level=f"{ratio['level']:.0%}",
        low=f"{ratio['low']:.2g}", high=_say(words, "no_limit") if ratio["high"] is None else f"{ratio['high']:.3g}",
    )  # fmt: skip


def _widest(first: Told) -> Told:
    """The ratio whose interval is to be read: of the models that days call for, the widest, else the exact one."""
    models = [one for one in first["ratios"][2:] if one["low"] and one["high"]]
    found: Told = max(models, key=lambda one: one["high"] / one["low"]) if models else first["ratios"][0]
    return found


def _number(counted: Told, words: Phrases) -> str:
    best, low, high = (f"{counted[key]:,}" for key in ("best", "low", "high"))
    return best if low == high == best else _say(words, "range", best=best, low=low, high=high)


def _days(span: Told, words: Phrases) -> str:
    return words.span(date.fromisoformat(str(span["from"])), date.fromisoformat(str(span["to"])))


def _least(first: Told, words: Phrases) -> list[str]:
    fall = first["smallest_by_chance"]["fall_to"]
    if fall is None:
        return [_say(words, "least_none")]
    said = [_say(words, "least_fall", a=f"{first['counts'][0]['best']:,}", fall=f"{fall:,}")]
    ranked = first["smallest_by_placebo"]
    if ranked and ranked["fall_to"] is not None:
        said.append(_say(words, "ranked_fall", fall=f"{ranked['fall_to']:,}"))
    return said


__all__ = ["verdict"]
