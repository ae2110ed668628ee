"""What trends and outlooks say, in a post's language."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.model.values import Json
from sijill.publish.phrases import Phrases, phrases


def say(key: str, parts: Mapping[str, str], *, language: str = "en") -> str:
    """A sentence of a finding or an outlook, by its key and figures.

    Raises UnknownLanguage where there are no words for it.
    """
    words = phrases(language)
    told = {name: _listed(value, words) if name == "listed" else named(value, words) for name, value in parts.items()}
    return words.text(f"trends.say.{key}", **told)


def _listed(value: str, words: Phrases) -> str:
    """A list with the language's own marks between."""
    return value.replace("; ", words.text("semicolon")).replace(", ", words.text("comma"))


def say_all(told: Json, *, language: str = "en") -> list[str]:
    """The sentences of what to_json() of an outlook has under `say`."""
    return [say(one["key"], one["parts"], language=language) for one in told]


def title(name: str, *, language: str = "en") -> str:
    """The heading of a trend, or of the outlook."""
    return phrases(language).text(f"trends.titles.{name}")


def named(value: str, words: Phrases) -> str:
    """A weekday, a month, a forecast or an axis by its name in the language; anything else as it is."""
    names = words.told["trends"]["names"]
    if value in names:
        return str(names[value])
    english = phrases("en").told["months"]
    return str(words.told["months"][english.index(value)]) if value in english else value
