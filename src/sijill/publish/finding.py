"""What a statistic found, as a section of a post: sentences, picture, method, and the incidents it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sijill.model.values import Json
from sijill.publish import change, compliance
from sijill.publish.answers import answers
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


def _filter(told: Mapping[str, Json], words: Phrases) -> str:
    return str(told["filter"]) or words.text("finding.no_filter")


def _method(told: Mapping[str, Json], words: Phrases) -> str:
    return words.text(
        "finding.method", codebook=str(told["codebook"]), filter=_filter(told, words), as_of=f"{told['as_of']:,}"
    )


def _index(told: Mapping[str, Json]) -> list[str]:
    """The sentences that tell of an index or a curve."""
    return [each for each in told["sentences"] if ": index " in each or each.startswith(("Index over", "Over "))]


__all__ = ["NARROW_PX", "WIDE_PX", "of_compliance", "of_test"]
