"""What a statistic found, as a section of a post: sentences, picture, method, and the incidents it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sijill.model.values import Json
from sijill.publish import change, compliance
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.post import Finding

WIDE_PX, NARROW_PX = 640, 340


def of_test(
    told: Mapping[str, Json], bars: Sequence[Mapping[str, Json]], *, language: str = "en", step: str
) -> Finding:
    """A test of a step. told, bars: as sijill.stats.change.as_json and bars give them. step: what is tested, in words.

    In English the test's own sentences, the headline's; in another language what its figures say, in fewer words.
    """
    words = phrases(language)
    first = told["comparisons"][0]
    own = language == "en"
    wide, narrow = (change.specification(told, bars, words, width=width) for width in (WIDE_PX, NARROW_PX))
    assumed = [ratio["assumes"] for ratio in first["ratios"]]
    return Finding(
        kind="test",
        heading=words.text("finding.test", step=words.isolated(step)),
        sentences=tuple(told["headline"]) if own else _tested(told, words),
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
    told = compliance.in_language(told, words, names or {})
    listed = words.text("semicolon").join(words.isolated(str(order["words"])) for order in told["orders"])
    wide, narrow = (
        compliance.specification(told, words, names=names or {}, width=width) for width in (WIDE_PX, NARROW_PX)
    )  # fmt: skip
    spans = [span for answer in told["answers"] for span in answer["test"]["spans"]]
    *head, caution = told["headline"]
    said = [*head, *_index(told), caution] if own else _complied(told, words, names or {})
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
        caption=compliance.described(told, words),
        chart=wide,
        narrow=narrow,
        figures={name: value for name, value in told.items() if name not in ("by_week", "incidents", "answers")},
    )


def _filter(told: Mapping[str, Json], words: Phrases) -> str:
    return str(told["filter"]) or words.text("finding.no_filter")


def _tested(told: Mapping[str, Json], words: Phrases) -> tuple[str, ...]:
    """The headline from the figures alone."""
    first = told["comparisons"][0]
    said = [change.described(told, words)]
    ratio = first["ratios"][0]
    said.append(_ratio(ratio, words))
    least = first["smallest_by_chance"]
    before = first["counts"][0]["best"]
    key = "none" if least["fall_to"] is None else "least"
    said.append(words.text(f"finding.{key}", n=f"{before:,}", fall=f"{least['fall_to'] or 0:,}"))
    said.append(words.text("finding.caution"))
    return tuple(said)


def _ratio(ratio: Mapping[str, Json], words: Phrases) -> str:
    if ratio["ratio"] is None:
        return words.text("finding.ratio_unknown")
    level = f"{100 * ratio['level']:.0f}"
    if ratio["high"] is None:
        return words.text("finding.ratio_open", ratio=f"{ratio['ratio']:.2g}", low=f"{ratio['low']:.2g}", level=level)
    ends = {name: f"{ratio[name]:.3g}" for name in ("low", "high")}
    return words.text("finding.ratio", ratio=f"{ratio['ratio']:.2g}", level=level, **ends)


def _method(told: Mapping[str, Json], words: Phrases) -> str:
    return words.text(
        "finding.method", codebook=str(told["codebook"]), filter=_filter(told, words), as_of=f"{told['as_of']:,}"
    )


def _index(told: Mapping[str, Json]) -> list[str]:
    """The sentences that tell of an index or a curve."""
    return [each for each in told["sentences"] if ": index " in each or each.startswith(("Index over", "Over "))]


def _signed(value: float) -> str:
    """A number whose minus stays before it in a line that runs the other way."""
    told = f"{value:.2f}"
    return f"\u2066{told}\u2069" if told.startswith("-") else told


def _complied(told: Mapping[str, Json], words: Phrases, names: Mapping[str, str]) -> list[str]:
    said = []
    view = told["answers"][-1]["view"]
    for answer in told["answers"]:
        if answer["view"] != view:
            continue
        before, after = (f"{n:,}" for n in answer["addressed"])
        days_before, days_after = (str(n) for n in answer["n_days"])
        order = words.isolated(str(answer["order"]))
        counts = {"before": before, "after": after, "days_before": days_before, "days_after": days_after}
        said.append(words.text("finding.answered", order=order, **counts))
        if any(answer["addressed"]):
            said.append(_ratio(answer["test"]["comparisons"][0]["ratios"][0], words))
        loose = sum(part["best"] for part in answer["on_no_side"])
        if loose:
            said.append(words.text("finding.loose", n=f"{loose:,}"))
    for row in told["index"]:
        if row["view"] == view:
            name = words.isolated(compliance.group_name(row, words, names))
            ends = {key: _signed(row[key]) for key in ("index", "low", "high")}
            said.append(words.text("finding.index", name=name, **ends))
    said.append(words.text("compliance.caution"))
    return said


__all__ = ["NARROW_PX", "WIDE_PX", "of_compliance", "of_test"]
