"""How orders were answered, in a post's language: what the figures of a study of compliance say."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.model.values import Json
from sijill.publish.compliance import group_name, in_language
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.verdict import verdict

Told = Mapping[str, Json]


def answers(told: Told, *, language: str = "en", names: Mapping[str, str] | None = None) -> list[str]:
    """Order by order: the counts and their rank, silence, what stands on no side; then the index and the curve.

    told: as sijill.stats.compliance.as_json gives it. names: what the register calls actors in the language, by id and
    by name. Raises UnknownLanguage where there are no words for it.
    """
    words = phrases(language)
    own = names or {}
    told = in_language(told, words, own)
    view = told["answers"][-1]["view"]
    said: list[str] = []
    for answer in told["answers"]:
        if answer["view"] == view:
            said += _answer(answer, words, language)
    said += [_index(row, words, own) for row in told["index"] if row["view"] == view]
    if line := told["curve"]:
        parts = {name: f"{line[name]:.2g}" for name in ("factor_per_doubling", "low", "high")}
        said.append(words.text("compliance.curve_caption", n=str(line["n_orders"]), **parts))
        said.append(words.text("answers.cannot"))
    return [*said, words.text("answers.caution")]


def _answer(answer: Told, words: Phrases, language: str) -> list[str]:
    order = words.isolated(str(answer["order"]))
    if not any(answer["addressed"]):
        return [words.text("answers.nothing", order=order)]
    # The caution is said once, at the end.
    said = [f"{order}{words.text('colon')}", *verdict(answer["test"], language=language)[:-1]]
    said = [f"{said[0]}{said[1]}", *said[2:]]
    if (difference := answer["test"]["difference"]) is not None:
        low, high = difference["low"], difference["high"]
        if high is not None and 0 < low and high / low < 1e5:
            (a, b), (c, d) = difference["counts"]
            said.append(
                words.text("answers.against", a=f"{a:,}", b=f"{b:,}", c=f"{c:,}", d=f"{d:,}",
                           ratio=_short(difference["ratio"]), low=_short(low), high=_short(high))
            )  # fmt: skip
    else:
        said.append(words.text("answers.alone"))
    said.append(_silence(answer["silence"], words))
    loose = sum(part["best"] for part in answer["on_no_side"])
    return [*said, words.text("answers.loose", n=f"{loose:,}")] if loose else said


def _silence(found: Told, words: Phrases) -> str:
    if found["days_not_told"]:
        return words.text("answers.days_not_told")
    first = found["first_attack_after"]
    waited = words.text("answers.none_followed") if first is None else words.text("answers.first", n=f"{first:,}")
    if not found["can_tell"]:
        return f"{waited} {words.text('answers.cannot_tell')}"
    if found["silence_began"] is None:
        return f"{waited} {words.text('answers.not_held')}"
    ranked = {"n": f"{found['n_as_rare']:,}", "of": f"{found['n_earlier_dates']:,}"}
    return f"{waited} {words.text('answers.held' if found['held'] else 'answers.usual', **ranked)}"


def _index(row: Told, words: Phrases, names: Mapping[str, str]) -> str:
    ends = {key: _signed(row[key]) for key in ("index", "low", "high")}
    return words.text("answers.index", name=words.isolated(group_name(row, words, names)), **ends)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _signed(value: float) -> str:
    """A number whose minus stays before it in a line that runs the other way."""
    told = f"{value:.2f}"
    return f"\u2066{told}\u2069" if told.startswith("-") else told


__all__ = ["answers"]
