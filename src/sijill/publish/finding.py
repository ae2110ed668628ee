"""What a statistic found, as a section of a post: sentences, picture, method, and the incidents it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.publish import change, compliance, trends
from sijill.publish.answers import answers
from sijill.publish.findings import say, say_all, title
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.post import Finding
from sijill.publish.verdict import verdict

WIDE_PX, NARROW_PX = 640, 340


def of_test(
    told: Mapping[str, Json], bars: Sequence[Mapping[str, Json]], *, language: str = "en", step: str
) -> Finding:
    """A test of a step. told, bars: as sijill.stats.change.as_json and bars give them. step: what is tested, in words.

    In English the test's own sentences, the headline's; in another language what its figures say.
    """
    words = phrases(language)
    first = told["comparisons"][0]
    own = language == "en"
    wide, narrow = (change.specification(told, bars, words, width=width) for width in (WIDE_PX, NARROW_PX))
    assumed = [ratio["assumes"] for ratio in first["ratios"]]
    return Finding(
        kind="test",
        heading=words.text("finding.test", step=words.isolated(step)),
        sentences=tuple(told["headline"] if own else verdict(told, language=language)),
        assumptions=tuple(dict.fromkeys([words.text("finding.like"), *(assumed if own else ())])),
        method=str(told["method"]) if own else _method(told, words),
        filter=_filter(told, words),
        codebook=str(told["codebook"]),
        as_of=int(told["as_of"]),
        start=date.fromisoformat(str(told["spans"][0]["from"])),
        end=date.fromisoformat(str(told["spans"][-1]["to"])),
        incidents=tuple(told["incidents"]),
        caption=change.described(told, words),
        chart=wide,
        narrow=narrow,
        figures={name: value for name, value in told.items() if name not in ("by_day", "incidents")},
    )


def of_compliance(told: Mapping[str, Json], *, language: str = "en", names: Mapping[str, str] | None = None) -> Finding:
    """How orders were answered. told: as sijill.stats.compliance.as_json gives it; names: what the register calls
    actors in another language, by id and by name."""
    words = phrases(language)
    own = language == "en"
    shown = compliance.in_language(told, words, names or {})
    listed = words.text("semicolon").join(words.isolated(str(order["words"])) for order in shown["orders"])
    wide, narrow = (
        compliance.specification(shown, words, names=names or {}, width=width) for width in (WIDE_PX, NARROW_PX)
    )  # fmt: skip
    spans = [span for answer in told["answers"] for span in answer["test"]["spans"]]
    *head, caution = told["headline"]
    said = [*head, *_index(told), caution] if own else answers(told, language=language, names=names)
    return Finding(
        kind="compliance",
        heading=words.text("finding.compliance", orders=listed),
        sentences=tuple(dict.fromkeys(said)),
        assumptions=(str(told["assumptions"]) if own else words.text("finding.assumed"),),
        method=str(told["method"]) if own else _method(told, words),
        filter=_filter(told, words),
        codebook=str(told["codebook"]),
        as_of=int(told["as_of"]),
        start=date.fromisoformat(min(str(span["from"]) for span in spans)),
        end=date.fromisoformat(max(str(span["to"]) for span in spans)),
        incidents=tuple(told["incidents"]),
        caption=compliance.described(shown, words),
        chart=wide,
        narrow=narrow,
        figures={name: value for name, value in told.items() if name not in ("by_week", "incidents", "answers")},
    )


def of_trend(
    told: Mapping[str, Json], found: Mapping[str, Json], table: Table, shape: Mapping[str, Json],
    weeks: Sequence[tuple[date, int]], *, language: str = "en",
) -> Finding:  # fmt: skip
    """What attacks do over time: one trend. told: the JSON of all trends asked for; found: that of this one.

    table, shape: its rows, and how they are to be shown; weeks: first day and count of each week.
    """
    words, name = phrases(language), str(found["name"])
    wide, narrow = (
        trends.specification(table, shape, words, weeks=weeks, width=width) for width in (WIDE_PX, NARROW_PX)
    )
    shown = words.text(f"trends.shown.{name if trends.has_figures(table, shape) else 'untold' if weeks else 'nothing'}")
    notes = tuple(found["notes"]) if language == "en" else ()
    said = say(str(found["say"]["key"]), found["say"]["parts"], language=language)
    return _told(name, told, (said, *notes), found, found, words, shown, wide, narrow)


def of_outlook(
    told: Mapping[str, Json], about: Mapping[str, Json], table: Table, weeks: Sequence[tuple[date, int]], *,
    language: str = "en", names: Mapping[str, str] | None = None,
) -> Finding:  # fmt: skip
    """What may come. told: the outlook's JSON; about: filter, codebook, and the days (from, to) that it rests on.

    table: its rows; weeks: first day and count of past weeks; names: what labels are called in the language.
    """
    words, over = phrases(language), table.columns[0]
    rows = [{**row, over: (names or {}).get(str(row[over]), row[over])} for row in table.rows]
    shown = replace(table, rows=tuple(rows))
    wide, narrow = (trends.outlook_specification(shown, weeks, words, width=width) for width in (WIDE_PX, NARROW_PX))
    caption = words.text("trends.shown.outlook")
    if "vconcat" in wide:
        longest = max(int(str(row["weeks"])) for row in table.rows)
        caption += " " + words.text("trends.shown.labels", weeks=str(longest))
    said = tuple(say_all(told["say"], language=language))
    whole = {**told, **about}
    return _told("outlook", whole, said, told, whole, words, caption, wide, narrow)


def untold_outlook(
    told: Mapping[str, Json], weeks: Sequence[tuple[date, int]], why: str, *, language: str = "en"
) -> Finding:
    """That there is no outlook, and why. told: the days, filter and incidents, as the JSON of trends has them."""
    words = phrases(language)
    empty = Table((), (), {}, "", int(told["as_of"]), {})
    wide, narrow = (trends.specification(empty, {}, words, weeks=weeks, width=width) for width in (WIDE_PX, NARROW_PX))
    caption = words.text(f"trends.shown.{'untold' if weeks else 'nothing'}")
    figures = {"why": why, "rows": [], **{key: value for key, value in told.items() if key != "findings"}}
    said = (say("untold", {"why": why}, language=language),)
    return _told("outlook", told, said, {"method": ""}, figures, words, caption, wide, narrow)


def _told(
    name: str, told: Mapping[str, Json], sentences: tuple[str, ...], found: Mapping[str, Json],
    figures: Mapping[str, Json], words: Phrases, caption: str, wide: Mapping[str, Json], narrow: Mapping[str, Json],
) -> Finding:  # fmt: skip
    """A trend or an outlook as a section. found: of its own, with its method."""
    how = words.text(f"trends.how.{name}")
    # What could not be told has no method of its own.
    own = words.language == "en" and found["method"]
    return Finding(
        kind=name,
        heading=title(name, language=words.language),
        sentences=sentences,
        assumptions=(words.text(f"trends.assumes.{name}"),),
        method=str(found["method"]) if own else _method(told, words, "trend_method", how=how),
        filter=_filter(told, words),
        codebook=str(told["codebook"]),
        as_of=int(told["as_of"]),
        start=date.fromisoformat(str(told["from"])),
        end=date.fromisoformat(str(told["to"])),
        incidents=tuple(told["incidents"]),
        caption=caption,
        chart=wide,
        narrow=narrow,
        figures={key: value for key, value in figures.items() if key != "incidents"},
    )


def _filter(told: Mapping[str, Json], words: Phrases) -> str:
    asked = str(told["filter"])
    return asked if asked not in ("", "none") else words.text("finding.no_filter")


def _method(told: Mapping[str, Json], words: Phrases, key: str = "method", **parts: str) -> str:
    return words.text(
        f"finding.{key}",
        **parts,
        codebook=str(told["codebook"]),
        filter=_filter(told, words),
        as_of=f"{told['as_of']:,}",
    )


def _index(told: Mapping[str, Json]) -> list[str]:
    """The sentences that tell of an index or a curve."""
    return [each for each in told["sentences"] if ": index " in each or each.startswith(("Index over", "Over "))]


__all__ = ["NARROW_PX", "WIDE_PX", "of_compliance", "of_outlook", "of_test", "of_trend", "untold_outlook"]
